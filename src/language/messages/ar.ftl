list-separator = {"، "}
clause-separator = {"؛ "}
list-last = {$first} و{$last}
sentence = {$text}.
sentences = {$first} {$second}

kind-cooperation = تعاون
kind-support = دعم
kind-hostility = عداء
kind-other = صلة أخرى

actor-any = طرف
actor-state = دولة
actor-group = جماعة
actor-organization = منظمة
actor-person = شخص

legend-direction = الاتجاه
legend-direction-third = اتجاه الثلث أو أكثر
legend-row-to-column = من الصف إلى العمود
legend-contested = موضع خلاف
legend-contested-third = الثلث أو أكثر موضع خلاف
legend-uncited = بلا مصدر مذكور
legend-both-signs = كلتا الإشارتين
legend-both-signs-third = كلتا الإشارتين، كل منهما الثلث أو أكثر
legend-bloc = كتلة أطراف
legend-placeholder = غير معرّف
legend-size = الحجم: العلاقات
legend-size-by = الحجم: {$name}
legend-colour = اللون
legend-colour-by = اللون: {$name}
legend-colour-by-paler = اللون: {$name}، أفتح عند الشك
legend-marked = معلَّم
legend-width = السماكة
legend-widths-sources = عدد المصادر: {$values}
legend-widths-claims = عدد الأقوال: {$values}
legend-widths-relations = عدد العلاقات: {$values}
legend-widths-weight = الوزن: {$values}

name-camp = المعسكر
name-community = المجتمع
name-kind = النوع
name-organization = المنظمة
name-members = الأعضاء
name-group = المجموعة
name-friends = الأصدقاء
name-foes = الخصوم
name-other-ties = الصلات الأخرى
name-degree = الدرجة
name-betweenness = الوساطة
name-closeness = القرب
name-eigenvector = المتجه الذاتي
name-does-not-fit = لا يتفق
name-estimated = {$name} (تقدير)

count-actors = { $count ->
    [zero] لا أطراف
    [one] طرف واحد
    [two] طرفان
    [few] {$count} أطراف
    [many] {$count} طرفًا
   *[other] {$count} طرف
  }
count-actors-of = عدد الأطراف {$shown} من {$count}
count-relations = { $count ->
    [zero] لا علاقات
    [one] علاقة واحدة
    [two] علاقتان
    [few] {$count} علاقات
    [many] {$count} علاقة
   *[other] {$count} علاقة
  }
count-relations-of = عدد العلاقات {$shown} من {$count}
count-claims = { $count ->
    [zero] لا أقوال
    [one] قول واحد
    [two] قولان
    [few] {$count} أقوال
    [many] {$count} قولًا
   *[other] {$count} قول
  }
count-ties-of = عدد الصلات {$shown} من {$count}
count-names-of = عدد الأسماء {$shown} من {$count}
count-types-of = الأنواع على {$shown} من الخطوط من أصل {$count}
count-notes-of = عدد الملاحظات {$shown} من {$count}
count-cited = لها مصدر: {$count}
count-contested = موضع خلاف: {$count}
count-blocs = { $count ->
    [zero] لا كتل
    [one] كتلة واحدة
    [two] كتلتان
    [few] {$count} كتل
    [many] {$count} كتلة
   *[other] {$count} كتلة
  }
count-actors-in-blocs = { $count ->
    [zero] لا أطراف
    [one] طرف واحد
    [two] طرفان
    [few] {$count} أطراف
    [many] {$count} طرفًا
   *[other] {$count} طرف
  }
count-single-actors = { $count ->
    [zero] لا أطراف منفردة
    [one] طرف واحد منفرد
    [two] طرفان منفردان
    [few] {$count} أطراف منفردة
    [many] {$count} طرفًا منفردًا
   *[other] {$count} طرف منفرد
  }
count-more-actors = { $count ->
    [one] طرف آخر
    [two] طرفان آخران
    [few] {$count} أطراف أخرى
    [many] {$count} طرفًا آخر
   *[other] {$count} طرف آخر
  }
count-more-outlets = { $count ->
    [one] وسيلة إعلام أخرى
    [two] وسيلتا إعلام أخريان
    [few] {$count} وسائل إعلام أخرى
    [many] {$count} وسيلة إعلام أخرى
   *[other] {$count} وسيلة إعلام أخرى
  }
count-more-sources = { $count ->
    [one] مصدر آخر
    [two] مصدران آخران
    [few] {$count} مصادر أخرى
    [many] {$count} مصدرًا آخر
   *[other] {$count} مصدر آخر
  }
count-more-coders = مرمّزون آخرون: {$count}
count-more-relations = { $count ->
    [one] علاقة أخرى
    [two] علاقتان أخريان
    [few] {$count} علاقات أخرى
    [many] {$count} علاقة أخرى
   *[other] {$count} علاقة أخرى
  }

caption-and-more-sources = { $count ->
    [one] ومصدر آخر
    [two] ومصدران آخران
    [few] و{$count} مصادر أخرى
    [many] و{$count} مصدرًا آخر
   *[other] و{$count} مصدر آخر
  }
caption-shown = المعروض: {$what}
caption-sources-left-out = مصادر غير مذكورة: {$count}
caption-legend-left-out = حُذف من المفتاح من البنود: {$count}
caption-lines-beneath = خطوط تمر تحت أطراف أخرى: {$count}
caption-blocs = {$blocs} من {$actors}
caption-blocs-by = {$blocs} من {$actors} بحسب {$name}
caption-relations-inside = علاقات داخل الكتل غير مرسومة: {$count}
caption-strongest-ties = المعروض من الصلات بين الكتل {$shown} من {$all}: الأقوى
caption-outlines = حدود بحسب {$name}: {$count}
caption-outlines-unnamed = منها بلا اسم: {$count}
caption-outlines-left-out = {$outlines}، وحُذف ما كان سيضم أطرافًا أخرى: {$count}
caption-no-outlines = لا حدود بحسب {$name}: {$reason}
caption-no-outlines-matrix = لا حدود بحسب {$name} في المصفوفة
caption-no-outlines-blocs = الأطراف مرسومة كتلًا
caption-no-outlines-groups = لا تظهر مجموعة بطرفين
caption-no-outlines-size = الأطراف والصلات كثيرة جدًا
caption-all = الكل
caption-hidden = المخفي: {$what}
caption-nothing-hidden = لا شيء مخفي
caption-undated-kept = أُبقي ما لا تاريخ له: {$count}
caption-rules = {$counts} ({$rules})
figure-empty = لا أطراف في الشبكة بعد
figure-all-hidden = المرشحات تخفي جميع الأطراف
figure-as-of = الوضع في {$date}
story-step = الخطوة {$count}

filter-focus = فقط {$name} وجيرانه
filter-no-actors = بلا أطراف
filter-only = فقط {$names}
filter-what-if = لو انقلبت إشارة {$names}
filter-without = بدون {$names}
filter-cooperation = التعاون
filter-support = الدعم
filter-hostility = العداء
filter-other = الصلات الأخرى
filter-assertions = الإثباتات
filter-denials = حالات النفي
filter-disputes = الاعتراضات
filter-retractions = حالات السحب
filter-without-coder = الأقوال بلا مرمّز
filter-coder = الأقوال التي رمّزها {$name}
filter-undated = العلاقات بلا تاريخ
filter-only-relations = فقط العلاقات {$which}
filter-cited = ذات المصدر
filter-uncited = بلا مصدر
filter-contested = موضع الخلاف
filter-uncontested = بلا خلاف
filter-least-sources = المصادر المستقلة: {$count} على الأقل
filter-graded = فقط {$what}
filter-graded-or-not = فقط {$what}، أو بلا تقييم
filter-graded-sources = المصادر بتقييم {$grade} أو أفضل
filter-graded-claims = الأقوال بتقييم {$grade} أو أفضل

rule-tie-sources = صلات مصادرها المستقلة {$count} على الأقل
rule-tie-claims = صلات أقوالها {$count} على الأقل
rule-weight = صلات وزنها {$value} أو أكثر
rule-backbone = العمود الفقري
rule-backbone-alpha = العمود الفقري عند ألفا {$value}
rule-backbone-part = {$value} ({$part})
rule-core = نواة {$count}
rule-top = أعلى {$count} بحسب {$measure}
rule-near = على بعد {$count} خطوات أو أقل من {$names}
rule-near-nobody = على بعد {$count} خطوات أو أقل من لا أحد
rule-giant = المكوّن الأكبر
rule-not-applied = {$rules}: لم يُطبق بعد

months = يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر
months-of-day = { months }
seasons = ربيع, صيف, خريف, شتاء
date-year = {$year}
date-year-bc = {$year} ق.م
date-decade = عقد {$year}
date-some-year = سنة ما بين {$from} و{$to}
date-month = {$month} {$year}
date-season = {$season} {$year}
date-day = {$day} {$month} {$year}
date-first-day = {$day} {$month} {$year}
date-day-of-year = {$day} {$month}
date-some-month = شهر ما من {$year}
date-some-day = يوم ما من {$when}
date-about = نحو {$date}
date-about-day = نحو {$date}
date-uncertain = {$date} (غير مؤكد)
date-range = {$from} إلى {$to}
date-range-days = {$from} إلى {$to}
date-since = منذ {$date}
date-since-day = منذ {$date}
date-until = حتى {$date}
date-until-day = حتى {$date}
date-unknown-end = من {$date} إلى نهاية مجهولة
date-unknown-start = من بداية مجهولة إلى {$date}
span-any = في أي وقت
span-as-of = الوضع في {$date}
span-since = منذ {$date}
span-since-day = منذ {$date}
span-until = حتى {$date}
span-until-day = حتى {$date}
span-range = من {$from} إلى {$to}
span-range-days = من {$from} إلى {$to}

described-aliases = يُعرف أيضًا باسم {$names}
described-network = شبكة:
described-placeholder = غير معرَّف في الملف
described-cooperation-directed = تعاون من {$first} مع {$second}
described-cooperation = تعاون بين {$first} و{$second}
described-support-directed = دعم من {$first} إلى {$second}
described-support = دعم متبادل بين {$first} و{$second}
described-hostility-directed = عداء من {$first} تجاه {$second}
described-hostility = عداء بين {$first} و{$second}
described-other-directed = صلة أخرى من {$first} إلى {$second}
described-other = صلة أخرى بين {$first} و{$second}
described-itself = {$name} مع نفسه
described-kind = {$kind} ({$count})
described-pair = {$names}: {$what}
described-bloc = { $count ->
    [zero] كتلة بلا أطراف
    [one] كتلة من طرف واحد
    [two] كتلة من طرفين
    [few] كتلة من {$count} أطراف
    [many] كتلة من {$count} طرفًا
   *[other] كتلة من {$count} طرف
  }
described-uncited = بلا مصدر

page-network = شبكة
page-card = بطاقة
page-close = إغلاق
page-picture = الصورة
page-find = ابحث عن طرف
page-no-such-actor = لا يوجد هذا الطرف في الصورة
page-show = إظهار
page-fit = ملاءمة
page-zoom-in = تكبير
page-zoom-out = تصغير
page-relations = العلاقات
page-actors = الأطراف
page-sources = المصادر
page-by = {$kind} من {$name}
page-contested = موضع خلاف
page-denies = ينفي:
page-disputes = يعترض:
page-retracts = يسحب قوله:
page-according-to = وفقًا لـ {$name}
page-no-source = لم يُذكر مصدر
page-lines = { $count ->
    [zero] لا خطوط في الصورة
    [one] خط واحد في الصورة
    [two] خطان في الصورة
    [few] {$count} خطوط في الصورة
    [many] {$count} خطًا في الصورة
   *[other] {$count} خط في الصورة
  }
page-previous-step = الخطوة السابقة
page-next-step = الخطوة التالية

quoted = «{$text}»
citation-title = «{$text}»
citation-others = وآخرون
citation-editors = { $count ->
    [one] (محرر)
   *[other] (محررون)
  }
