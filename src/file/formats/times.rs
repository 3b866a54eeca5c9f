//! Times as other programs write them, as EDTF dates. Knows no format.

use crate::model::Date;

/// Later years are probably numbers of something else.
const LAST_YEAR: i32 = 2999;

/// How a column writes days as numbers with slashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DayOrder {
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

/// A time that was read, and how much it was changed.
#[derive(Debug, PartialEq)]
pub(crate) struct ReadTime {
    pub(crate) date: Date,
    /// Whether it is a number without a unit, taken as a year.
    pub(crate) is_step: bool,
    /// Whether there are gaps in it that the date does not have.
    pub(crate) has_gaps: bool,
}

impl DayOrder {
    /// The order that all cells of a column allow.
    pub(crate) fn guess<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for cell in cells {
            if let Some([first, second, _]) = slashed(cell) {
                day_first |= first > 12;
                month_first |= second > 12;
            }
        }
        match (day_first, month_first) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }
}

/// Three numbers with a year of four digits last: `28/07/1914`, `28.7.1914`.
fn slashed(text: &str) -> Option<[u32; 3]> {
    let fields: Vec<&str> = day_alone(text).split(['/', '.', '-']).collect();
    let [first, second, year] = fields[..] else {
        return None;
    };
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        let is_number = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    };
    Some([
        number(first, 1..=2)?,
        number(second, 1..=2)?,
        number(year, 4..=4)?,
    ])
}

/// A date without the time of day after it: `21.03.2014 10:15`, `3/21/2014 10:15 PM`.
fn day_alone(text: &str) -> &str {
    let text = text.trim();
    let is_time = |word: &&str| {
        word.starts_with(|letter: char| letter.is_ascii_digit())
            && word.split(':').count() > 1
            && word
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b":.".contains(&byte))
    };
    let Some(time) = text.split_whitespace().find(is_time) else {
        return text;
    };
    let day = text.split_once(time).map_or(text, |(day, _)| day);
    let day = day.trim_end_matches([' ', ',', '\u{202f}', '\u{a0}']);
    if day.is_empty() { text } else { day }
}

/// One time or interval.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read(text: &str, order: DayOrder) -> Result<ReadTime, String> {
    let text = text.trim();
    let whole = |date| ReadTime {
        date,
        is_step: false,
        has_gaps: false,
    };
    if let Ok(date) = Date::parse(text)
        && !is_far(text)
    {
        return Ok(whole(date));
    }
    if let Some(spans) = bracketed(text) {
        return envelope(&spans, order);
    }
    if let Some((start, end)) = short_period(text) {
        return interval(&start, &end, order);
    }
    if let Some((start, end)) = text.split_once('/')
        && !end.contains('/')
        && start.len() >= 4
        && end.len() >= 4
    {
        return interval(start, end, order);
    }
    for separator in [" \u{2013} ", "\u{2013}", " - ", " to ", " bis ", ".."] {
        if let Some((start, end)) = text.split_once(separator)
            && edtf(start, order).is_ok()
        {
            return interval(start, end, order);
        }
    }
    edtf(text, order).map(|(date, is_step)| ReadTime {
        is_step,
        ..whole(date)
    })
}

/// The span from one time to another. An empty one is unknown; a word such as `present` is open.
///
/// # Errors
/// What is wrong with one of them.
pub(crate) fn interval(start: &str, end: &str, order: DayOrder) -> Result<ReadTime, String> {
    let mut is_step = false;
    let mut edge = |text: &str| {
        let text = text.trim();
        if text.is_empty() {
            return Ok(String::new());
        }
        if is_open(text) {
            return Ok("..".to_owned());
        }
        let (date, step) = edtf(text, order)?;
        is_step |= step;
        Ok::<_, String>(date.as_str().to_owned())
    };
    let (start, end) = (edge(start)?, edge(end)?);
    if start == end && start != ".." {
        let date = Date::parse(&start).map_err(|error| error.message)?;
        return Ok(ReadTime {
            date,
            is_step,
            has_gaps: false,
        });
    }
    let date = Date::parse(&format!("{start}/{end}")).map_err(|error| error.message)?;
    Ok(ReadTime {
        date,
        is_step,
        has_gaps: false,
    })
}

/// From the first beginning to the last end of spans.
fn envelope(spans: &[(String, String)], order: DayOrder) -> Result<ReadTime, String> {
    let mut read = Vec::new();
    for (start, end) in spans {
        read.push(interval(start, end, order)?);
    }
    let first = read.iter().min_by_key(|time| time.date.earliest());
    let last = read
        .iter()
        .max_by_key(|time| (time.date.latest().is_none(), time.date.latest()));
    let (Some(first), Some(last)) = (first, last) else {
        return Err("there is no time in it".to_owned());
    };
    let edge = |date: &Date, end: bool| {
        let text = date.as_str();
        match text.split_once('/') {
            Some((start, stop)) => if end { stop } else { start }.to_owned(),
            None => text.to_owned(),
        }
    };
    let (start, end) = (edge(&first.date, false), edge(&last.date, true));
    let text = if start == end {
        start
    } else {
        format!("{start}/{end}")
    };
    let date = Date::parse(&text).map_err(|error| error.message)?;
    Ok(ReadTime {
        date,
        is_step: read.iter().any(|time| time.is_step),
        has_gaps: read.len() > 1,
    })
}

/// The span of several times.
///
/// # Errors
/// What is wrong with one of them.
pub(crate) fn span(spans: &[(String, String)], order: DayOrder) -> Result<ReadTime, String> {
    envelope(spans, order)
}

/// The spans of `[1-5,7]`, `<[2000,2005]; [2007,2010]>`, `<[2001, 2004]>` and the like. Pajek joins
/// the ends of a span by a hyphen, and Gephi by a comma.
fn bracketed(text: &str) -> Option<Vec<(String, String)>> {
    let inner = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(text);
    if !inner.trim_start().starts_with(['[', '(']) {
        return None;
    }
    let is_pajek = !inner.contains(';') && !text.starts_with('<') && {
        let body = inner.trim().trim_matches(['[', ']']);
        body.split(',').all(|part| {
            let is_mark = |byte: u8| byte.is_ascii_digit() || b"-*".contains(&byte);
            part.trim().bytes().all(is_mark) && part.matches('-').count() <= 1
        }) && (body.contains('-') || !body.contains(',') || body.contains('*'))
    };
    let mut spans = Vec::new();
    for group in inner.split(';') {
        let body = group.trim().trim_matches(['[', ']', '(', ')', '<', '>']);
        if body.is_empty() {
            continue;
        }
        if is_pajek {
            for part in body.split(',') {
                let (start, end) = part
                    .trim()
                    .split_once('-')
                    .unwrap_or((part.trim(), part.trim()));
                spans.push((start.to_owned(), end.to_owned()));
            }
            continue;
        }
        let mut ends = body
            .split(',')
            .map(|end| end.trim().trim_matches(['"', '[', ']']));
        let first = ends.next()?.to_owned();
        let second = ends.next().map_or_else(|| first.clone(), str::to_owned);
        let is_list = text.starts_with('<') && ends.next().is_some();
        if is_list {
            // `<[2000, 2001, 2002]>` is a list of times.
            for time in body.split(',') {
                spans.push((time.trim().to_owned(), time.trim().to_owned()));
            }
        } else {
            spans.push((first, second));
        }
    }
    (!spans.is_empty()).then_some(spans)
}

/// `1946-49`, `1914/15` and `1946-1949` as the two years.
fn short_period(text: &str) -> Option<(String, String)> {
    let (start, end) = text.split_once(['-', '\u{2013}', '/'])?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if start.len() != 4 || !is_number(start) || !is_number(end) {
        return None;
    }
    match end.len() {
        // `2015-09` is a month, which was tried first.
        2 => Some((start.to_owned(), format!("{}{end}", &start[..2]))),
        4 => Some((start.to_owned(), end.to_owned())),
        _ => None,
    }
}

/// Words for an end that is open.
pub(crate) fn is_open(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "present"
            | "now"
            | "ongoing"
            | "today"
            | "current"
            | "heute"
            | "infinity"
            | "-infinity"
            | "inf"
            | "-inf"
            | "+infinity"
            | "*"
            | "..."
            | ".."
            | "\u{221e}"
            | "-\u{221e}"
    )
}

/// Words for a time that nobody knows.
pub(crate) fn is_unknown(text: &str) -> bool {
    let words = [
        "unknown",
        "n.d.",
        "n.d",
        "nd",
        "?",
        "unbekannt",
        "s.d.",
        "o.j.",
    ];
    words.contains(&&*text.to_lowercase())
}

/// A year of four digits that is too far in the future to be one.
fn is_far(text: &str) -> bool {
    text.len() == 4 && text.parse::<i32>().is_ok_and(|year| year > LAST_YEAR)
}

/// One time, and whether it is a number without a unit.
fn edtf(text: &str, order: DayOrder) -> Result<(Date, bool), String> {
    let text = text.trim().trim_matches('"');
    let text = text.strip_suffix("-00").unwrap_or(text);
    let text = text.strip_suffix("-00").unwrap_or(text);
    if is_far(text) {
        return Err("it is a year too far in the future; Excel shows a date as such a number where its cells have no date format".to_owned());
    }
    let first = match Date::parse(text) {
        Ok(date) if !text.contains('/') => return Ok((date, false)),
        Ok(_) => "it is an interval inside another one".to_owned(),
        Err(error) => error.message,
    };
    let exact = |text: String| {
        Date::parse(&text)
            .map(|date| (date, false))
            .map_err(|e| e.message)
    };
    if let Some([one, other, year]) = slashed(text) {
        let (day, month) = match (one > 12, other > 12, order) {
            (true, false, _) | (false, false, DayOrder::DayFirst) => (one, other),
            (false, true, _) | (false, false, DayOrder::MonthFirst) => (other, one),
            _ if one == other => (one, other),
            // A point between the numbers is the German way, with the day first.
            _ if text.contains('.') => (one, other),
            _ => {
                return Err(format!(
                    "it may be the month {one:02} or the month {other:02}; write {year}-{other:02}-{one:02} or {year}-{one:02}-{other:02}"
                ));
            }
        };
        return exact(format!("{year:04}-{month:02}-{day:02}"));
    }
    if let Some(day) = year_first(text).or_else(|| marked(text)) {
        return exact(day);
    }
    if let Some(worded) = worded(text) {
        return exact(worded);
    }
    if let Ok(number) = text.parse::<f64>() {
        return of_number(number, text, first);
    }
    Err(first)
}

/// `2017-2-3`, `2017/02/03`, `1914-07-28 00:00:00`, `2010-05-29+01:27`, `1962-02-25T03:44`.
fn year_first(text: &str) -> Option<String> {
    let date = text.split(['T', ' ', '+']).next()?.trim_end_matches('Z');
    let fields: Vec<&str> = date.split(['-', '/', '.']).collect();
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !fields.iter().all(is_number) || fields[0].len() != 4 {
        return None;
    }
    match fields[..] {
        [year, month, day] if month.len() <= 2 && day.len() <= 2 => {
            Some(format!("{year}-{month:0>2}-{day:0>2}"))
        }
        [year, month] if month.len() <= 2 && !date.contains('.') => {
            Some(format!("{year}-{month:0>2}"))
        }
        [year] if date.len() < text.len() => Some(year.to_owned()),
        _ => None,
    }
}

/// `2014年3月21日`, `2014년 3월 21일`, `2014. 3. 21.`: marks after year, month and day.
fn marked(text: &str) -> Option<String> {
    let is_mark = |letter: char| "年月日년월일.".contains(letter);
    if !text.ends_with(is_mark) {
        return None;
    }
    let fields: Vec<&str> = text
        .split(is_mark)
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !fields.iter().all(is_number) || fields.first()?.len() != 4 {
        return None;
    }
    match fields[..] {
        [year] => Some(year.to_owned()),
        [year, month] => Some(format!("{year}-{month:0>2}")),
        [year, month, day] => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    }
}

/// Beginnings of the names of months, in English, German, French, Spanish, Portuguese, Italian and
/// Russian.
const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("ene", 1),
    ("feb", 2),
    ("fév", 2),
    ("mar", 3),
    ("mär", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("jun", 6),
    ("juin", 6),
    ("jul", 7),
    ("juil", 7),
    ("aug", 8),
    ("aoû", 8),
    ("ago", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
    ("gen", 1),
    ("fev", 2),
    ("mag", 5),
    ("giu", 6),
    ("lug", 7),
    ("set", 9),
    ("ott", 10),
    ("out", 10),
    ("янв", 1),
    ("фев", 2),
    ("мар", 3),
    ("апр", 4),
    ("мая", 5),
    ("май", 5),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
    ("дек", 12),
];

/// Words between the parts of a date, and days of the week before them, which say nothing more.
const FILLERS: &[&str] = &[
    "de",
    "del",
    "of",
    "the",
    "г",
    "года",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
];

/// `July 1914`, `28 July 1914`, `July 28, 1914`, `28-Jul-1914`, `c. 1914`, `431 BCE`.
fn worded(text: &str) -> Option<String> {
    let lower = day_alone(text).to_lowercase();
    for mark in [
        "circa ",
        "ca. ",
        "ca ",
        "c. ",
        "around ",
        "about ",
        "um ",
        "vers ",
        "approx. ",
        "approx ",
        "approximately ",
        "~",
    ] {
        if let Some(rest) = lower.strip_prefix(mark) {
            let date = Date::parse(rest).ok().map(|_| rest.to_owned());
            return date.or_else(|| worded(rest)).map(|date| date + "~");
        }
    }
    for (marks, is_start) in [
        (["since ", "from ", "seit ", "depuis ", "desde "], true),
        (["before ", "until ", "bis ", "avant ", "hasta "], false),
    ] {
        if let Some(rest) = marks.iter().find_map(|mark| lower.strip_prefix(mark)) {
            let date = Date::parse(rest).ok().map(|_| rest.to_owned());
            let date = date.or_else(|| worded(rest))?;
            return Some(if is_start {
                format!("{date}/..")
            } else {
                format!("../{date}")
            });
        }
    }
    if let Some(year) = lower.strip_prefix('c')
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(format!("{year}~"));
    }
    for mark in [" bce", " bc", " v. chr."] {
        if let Some(year) = lower.strip_suffix(mark) {
            let year: i32 = year.trim().parse().ok()?;
            return Some(format!("-{:04}", year - 1));
        }
    }
    for mark in [" ce", " ad"] {
        if let Some(year) = lower.strip_suffix(mark) {
            return Some(format!("{:0>4}", year.trim()));
        }
    }
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || ",-.".contains(c))
        .filter(|word| !word.is_empty() && !FILLERS.contains(word))
        .collect();
    let month_of = |word: &str| {
        let named = MONTHS.iter().filter(|(name, _)| word.starts_with(name));
        named
            .max_by_key(|(name, _)| name.len())
            .map(|(_, month)| *month)
    };
    let day_of = |word: &str| {
        let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        digits
            .parse::<u32>()
            .ok()
            .filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    };
    let year_of = |word: &str| word.parse::<u32>().ok().filter(|_| word.len() == 4);
    match words[..] {
        [month, year] => Some(format!("{:04}-{:02}", year_of(year)?, month_of(month)?)),
        [one, other, year] => {
            let year = year_of(year)?;
            let (day, month) = match (day_of(one), month_of(other)) {
                (Some(day), Some(month)) => (day, month),
                _ => (day_of(other)?, month_of(one)?),
            };
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

/// A number: a day of eight digits, seconds or milliseconds since 1970, a year with a fraction, or
/// a step that is taken as a year.
fn of_number(number: f64, text: &str, error: String) -> Result<(Date, bool), String> {
    let day = |text: String| {
        Date::parse(&text)
            .map(|date| (date, false))
            .map_err(|e| e.message)
    };
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    if text.len() == 6
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(month) = day(format!("{}-{}", &text[..4], &text[4..]))
    {
        return Ok(month);
    }
    if (1e8..1e10).contains(&number.abs()) {
        return day(day_of_days((number / 86_400.0).floor() as i64));
    }
    if (1e10..1e14).contains(&number.abs()) {
        return day(day_of_days((number / 86_400_000.0).floor() as i64));
    }
    let year = number.floor();
    if year.abs() < 10_000.0 && year <= f64::from(LAST_YEAR) {
        let sign = if year < 0.0 { "-" } else { "" };
        let is_step = !(1000.0..=f64::from(LAST_YEAR)).contains(&year);
        return Date::parse(&format!("{sign}{:04}", year.abs() as u32))
            .map(|date| (date, is_step))
            .map_err(|e| e.message);
    }
    Err(error)
}

/// The date of a number of days since 1970-01-01, after Hinnant's `civil_from_days`.
pub(crate) fn day_of_days(days: i64) -> String {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The year and the number of the week, as ISO 8601 counts it, of a day since 1970.
#[cfg(any(test, feature = "dna"))]
pub(crate) fn week_of_days(days: i64) -> String {
    // The first of January 1970 was a Thursday; the year of a week is that of its Thursday.
    let thursday = days - (days + 3).rem_euclid(7) + 3;
    let year = &day_of_days(thursday)[..4];
    let mut first = thursday;
    while day_of_days(first - 7)[..4] == *year {
        first -= 7;
    }
    format!("{year}-W{:02}", (thursday - first) / 7 + 1)
}

#[cfg(test)]
#[path = "times_tests.rs"]
mod tests;
