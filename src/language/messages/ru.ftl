list-separator = {", "}
clause-separator = {"; "}
list-last = {$first} и {$last}
sentence = {$text}.
sentences = {$first} {$second}

kind-cooperation = Сотрудничество
kind-support = Поддержка
kind-hostility = Вражда
kind-other = Иная связь

actor-any = Участник
actor-state = Государство
actor-group = Группа
actor-organization = Организация
actor-person = Лицо

legend-direction = Направление
legend-direction-third = Направление трети или больше
legend-row-to-column = От строки к столбцу
legend-contested = Спорно
legend-contested-third = Спорно, треть или больше
legend-uncited = Без источника
legend-both-signs = Оба знака
legend-both-signs-third = Оба знака, каждый от трети
legend-bloc = Блок участников
legend-placeholder = Не описан
legend-size = Размер: отношения
legend-size-by = Размер: {$name}
legend-colour = Цвет
legend-colour-by = Цвет: {$name}
legend-colour-by-paler = Цвет: {$name}, бледнее при сомнении
legend-marked = Отмечено
legend-width = Толщина
legend-widths-sources = {$values} { $count ->
    [one] источник
    [few] источника
   *[many] источников
  }
legend-widths-claims = {$values} { $count ->
    [one] утверждение
    [few] утверждения
   *[many] утверждений
  }
legend-widths-relations = {$values} { $count ->
    [one] отношение
    [few] отношения
   *[many] отношений
  }
legend-widths-weight = Вес {$values}

name-camp = лагерь
name-community = сообщество
name-kind = вид
name-organization = организация
name-members = участники
name-group = группа
name-friends = друзья
name-foes = враги
name-other-ties = иные связи
name-degree = степень
name-betweenness = посредничество
name-closeness = близость
name-eigenvector = собственный вектор
name-does-not-fit = не подходит
name-estimated = {$name} (оценка)

count-actors = { $count ->
    [one] {$count} участник
    [few] {$count} участника
   *[many] {$count} участников
  }
count-actors-of = { $count ->
    [one] {$shown} из {$count} участника
   *[other] {$shown} из {$count} участников
  }
count-relations = { $count ->
    [one] {$count} отношение
    [few] {$count} отношения
   *[many] {$count} отношений
  }
count-relations-of = { $count ->
    [one] {$shown} из {$count} отношения
   *[other] {$shown} из {$count} отношений
  }
count-claims = { $count ->
    [one] {$count} утверждение
    [few] {$count} утверждения
   *[other] {$count} утверждений
  }
count-ties-of = { $count ->
    [one] {$shown} из {$count} связи
   *[other] {$shown} из {$count} связей
  }
count-names-of = { $count ->
    [one] {$shown} из {$count} имени
   *[other] {$shown} из {$count} имён
  }
count-types-of = { $count ->
    [one] типы на {$shown} из {$count} линии
   *[other] типы на {$shown} из {$count} линий
  }
count-notes-of = { $count ->
    [one] {$shown} из {$count} заметки
   *[other] {$shown} из {$count} заметок
  }
count-cited = {$count} со ссылкой
count-contested = { $count ->
    [one] {$count} спорное
   *[other] {$count} спорных
  }
count-blocs = { $count ->
    [one] {$count} блок
    [few] {$count} блока
   *[many] {$count} блоков
  }
count-actors-in-blocs = { $count ->
    [one] {$count} участник
    [few] {$count} участника
   *[other] {$count} участников
  }
count-single-actors = { $count ->
    [one] {$count} отдельный участник
    [few] {$count} отдельных участника
   *[many] {$count} отдельных участников
  }
count-more-actors = { $count ->
    [one] ещё {$count} участник
    [few] ещё {$count} участника
   *[many] ещё {$count} участников
  }
count-more-outlets = { $count ->
    [one] ещё {$count} издание
    [few] ещё {$count} издания
   *[many] ещё {$count} изданий
  }
count-more-sources = { $count ->
    [one] ещё {$count} источник
    [few] ещё {$count} источника
   *[many] ещё {$count} источников
  }
count-more-coders = { $count ->
    [one] ещё {$count} кодировщик
    [few] ещё {$count} кодировщика
   *[many] ещё {$count} кодировщиков
  }
count-more-relations = { $count ->
    [one] ещё {$count} отношение
    [few] ещё {$count} отношения
   *[many] ещё {$count} отношений
  }

caption-and-more-sources = { $count ->
    [one] и ещё {$count} источник
    [few] и ещё {$count} источника
   *[many] и ещё {$count} источников
  }
caption-shown = показано {$what}
caption-sources-left-out = { $count ->
    [one] не указан {$count} источник
    [few] не указаны {$count} источника
   *[many] не указано {$count} источников
  }
caption-legend-left-out = { $count ->
    [one] опущена {$count} строка легенды
    [few] опущены {$count} строки легенды
   *[many] опущено {$count} строк легенды
  }
caption-lines-beneath = { $count ->
    [one] {$count} линия проходит под другими участниками
    [few] {$count} линии проходят под другими участниками
   *[many] {$count} линий проходят под другими участниками
  }
caption-blocs = {$blocs}, в них {$actors}
caption-blocs-by = {$blocs}, в них {$actors} (признак: {$name})
caption-relations-inside = { $count ->
    [one] {$count} отношение внутри блоков не показано
    [few] {$count} отношения внутри блоков не показаны
   *[many] {$count} отношений внутри блоков не показаны
  }
caption-strongest-ties = показаны связи между блоками: {$shown} из {$all}, самые сильные
caption-outlines = контуры (признак: {$name}): {$count}
caption-outlines-unnamed = из них без имени: {$count}
caption-outlines-left-out = {$outlines}; опущено из-за других участников внутри: {$count}
caption-no-outlines = контуров нет (признак: {$name}): {$reason}
caption-no-outlines-matrix = в матрице контуров нет (признак: {$name})
caption-no-outlines-blocs = участники показаны блоками
caption-no-outlines-groups = ни одна группа не показана двумя участниками
caption-no-outlines-size = слишком много участников и связей
caption-all = Всё
caption-hidden = Скрыто: {$what}
caption-nothing-hidden = Ничего не скрыто
caption-undated-kept = { $count ->
    [one] {$count} без даты сохранено
   *[other] {$count} без даты сохранены
  }
caption-rules = {$counts} ({$rules})
figure-empty = В сети пока нет участников
figure-all-hidden = Фильтры скрывают всех участников
figure-as-of = Состояние: {$date}
story-step = Шаг {$count}

filter-focus = только {$name} и соседи
filter-no-actors = без участников
filter-only = только {$names}
filter-what-if = при смене знака: {$names}
filter-without = исключено: {$names}
filter-cooperation = сотрудничество
filter-support = поддержка
filter-hostility = вражда
filter-other = иные связи
filter-assertions = утверждения
filter-denials = опровержения
filter-disputes = возражения
filter-retractions = отзывы
filter-without-coder = утверждения без кодировщика
filter-coder = утверждения, кодировщик: {$name}
filter-undated = отношения без даты
filter-only-relations = только {$which} отношения
filter-cited = подкреплённые ссылкой
filter-uncited = не подкреплённые ссылкой
filter-contested = спорные
filter-uncontested = бесспорные
filter-least-sources = { $count ->
    [one] не менее {$count} независимого источника
   *[other] не менее {$count} независимых источников
  }
filter-graded = только {$what}
filter-graded-or-not = только {$what} или без оценки
filter-graded-sources = источники с оценкой {$grade} или выше
filter-graded-claims = утверждения с оценкой {$grade} или выше

rule-tie-sources = { $count ->
    [one] связи, у которых не менее {$count} независимого источника
   *[other] связи, у которых не менее {$count} независимых источников
  }
rule-tie-claims = { $count ->
    [one] связи, у которых не менее {$count} утверждения
   *[other] связи, у которых не менее {$count} утверждений
  }
rule-weight = связи весом от {$value}
rule-backbone = остов
rule-backbone-alpha = остов при альфа {$value}
rule-backbone-part = {$value} ({$part})
rule-core = {$count}-ядро
rule-top = первые {$count} (мера: {$measure})
rule-near = { $count ->
    [one] не далее {$count} шага: {$names}
   *[other] не далее {$count} шагов: {$names}
  }
rule-near-nobody = { $count ->
    [one] не далее {$count} шага ни от кого
   *[other] не далее {$count} шагов ни от кого
  }
rule-giant = крупнейшая компонента
rule-not-applied = {$rules}: ещё не применено

months = январь, февраль, март, апрель, май, июнь, июль, август, сентябрь, октябрь, ноябрь, декабрь
months-of-day = января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября, ноября, декабря
seasons = весна, лето, осень, зима
date-year = {$year} г.
date-year-bc = {$year} г. до н. э.
date-decade = {$year}-е годы
date-some-year = один из годов, {$from} — {$to}
date-month = {$month} {$year}
date-season = {$season} {$year}
date-day = {$day} {$month} {$year}
date-first-day = {$day} {$month} {$year}
date-day-of-year = {$day} {$month}
date-some-month = один из месяцев, {$year}
date-some-day = один из дней, {$when}
date-about = примерно {$date}
date-about-day = примерно {$date}
date-uncertain = {$date} (неточно)
date-range = {$from} — {$to}
date-range-days = {$from} — {$to}
date-since = {$date} и позже
date-since-day = {$date} и позже
date-until = {$date} и ранее
date-until-day = {$date} и ранее
date-unknown-end = {$date} — конец неизвестен
date-unknown-start = начало неизвестно — {$date}
span-any = за всё время
span-as-of = состояние: {$date}
span-since = {$date} и позже
span-since-day = {$date} и позже
span-until = {$date} и ранее
span-until-day = {$date} и ранее
span-range = {$from} — {$to}
span-range-days = {$from} — {$to}

described-aliases = также называется: {$names}
described-network = Сеть:
described-placeholder = не описан в файле
described-cooperation-directed = Сотрудничество (кто: {$first}; с кем: {$second})
described-cooperation = Сотрудничество: {$first} и {$second}
described-support-directed = Поддержка (от кого: {$first}; кому: {$second})
described-support = Взаимная поддержка: {$first} и {$second}
described-hostility-directed = Вражда (от кого: {$first}; к кому: {$second})
described-hostility = Вражда: {$first} и {$second}
described-other-directed = Иная связь (от кого: {$first}; к кому: {$second})
described-other = Иная связь: {$first} и {$second}
described-itself = {$name}, сам с собой
described-kind = {$kind} ({$count})
described-pair = {$names}: {$what}
described-bloc = { $count ->
    [one] блок из {$count} участника
   *[other] блок из {$count} участников
  }
described-uncited = без источника

page-network = Сеть
page-card = Карточка
page-close = Закрыть
page-picture = Рисунок
page-find = Найти участника
page-no-such-actor = Такого участника на рисунке нет
page-show = Показать
page-fit = Вместить
page-zoom-in = Крупнее
page-zoom-out = Мельче
page-relations = Отношения
page-actors = Участники
page-sources = Источники
page-by = {$kind}, сторона: {$name}
page-contested = спорно
page-denies = Опровергает:
page-disputes = Оспаривает:
page-retracts = Отзывает:
page-according-to = по словам: {$name}
page-no-source = источник не указан
page-lines = { $count ->
    [one] {$count} линия на рисунке
    [few] {$count} линии на рисунке
   *[many] {$count} линий на рисунке
  }
page-previous-step = Предыдущий шаг
page-next-step = Следующий шаг

quoted = «{$text}»
citation-title = «{$text}»
citation-others = и др.
citation-editors = (ред.)
