//! Times in words: names of months, marks such as `circa` and `since`, words for open ends. To read
//! another language, add its words here.

use super::notations::day_alone;
use crate::model::Date;

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

/// Names of seasons, with the number that the standard gives them.
const SEASONS: &[(&[&str], u32)] = &[
    (
        &["spring", "frühling", "frühjahr", "printemps", "primavera"],
        21,
    ),
    (&["summer", "sommer", "été", "verano"], 22),
    (&["autumn", "fall", "herbst", "automne", "otoño"], 23),
    (&["winter", "hiver", "invierno"], 24),
];

/// Words before a date that is not certain to the year.
const ABOUT: &[&str] = &[
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
];

/// Words before the first day of a time without an end, and before the last of one without a
/// beginning.
const SINCE: &[&str] = &["since ", "from ", "seit ", "depuis ", "desde "];
const UNTIL: &[&str] = &["before ", "until ", "bis ", "avant ", "hasta "];

/// Words after a year before our era, and after one of it.
const BEFORE_OUR_ERA: &[&str] = &[" bce", " bc", " v. chr."];
const OUR_ERA: &[&str] = &[" ce", " ad"];

/// `July 1914`, `28 July 1914`, `July 28, 1914`, `28-Jul-1914`, `c. 1914`, `431 BCE`.
pub(super) fn worded(text: &str) -> Option<String> {
    let lower = day_alone(text).to_lowercase();
    if let Some(rest) = without_prefix(&lower, ABOUT) {
        return date_or_worded(rest).map(|date| date + "~");
    }
    if let Some(rest) = without_prefix(&lower, SINCE) {
        return date_or_worded(rest).map(|date| date + "/..");
    }
    if let Some(rest) = without_prefix(&lower, UNTIL) {
        return date_or_worded(rest).map(|date| format!("../{date}"));
    }
    if let Some(year) = lower.strip_prefix('c')
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(format!("{year}~"));
    }
    if let Some(year) = without_suffix(&lower, BEFORE_OUR_ERA) {
        // The year 1 before our era is the year 0 of the standard.
        let year = year.trim().parse::<u32>().ok()?.checked_sub(1)?;
        let sign = if year > 0 { "-" } else { "" };
        return Some(format!("{sign}{year:04}"));
    }
    if let Some(year) = without_suffix(&lower, OUR_ERA) {
        return Some(format!("{:0>4}", year.trim()));
    }
    stretch(&lower).or_else(|| named_month(&lower))
}

/// `1910s`, `19th century`, `q3 1914`, `summer 1914`: a decade, a century, a quarter, a season.
fn stretch(lower: &str) -> Option<String> {
    let lower = lower.strip_prefix("the ").unwrap_or(lower);
    if let Some(year) = without_suffix(lower, &["'s", "\u{2019}s", "s", "er"])
        && year.ends_with('0')
    {
        return year_of(year).map(|year| format!("{}X", year / 10));
    }
    if let Some(number) = lower.strip_suffix(" century") {
        let number = number.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let before = number.parse::<u32>().ok()?.checked_sub(1)?;
        return (before < 100).then(|| format!("{before:02}XX"));
    }
    let words: Vec<&str> = lower.split([' ', '-', '/']).collect();
    let [one, other] = words[..] else {
        return None;
    };
    let (year, part) = match (year_of(one), year_of(other)) {
        (Some(year), _) => (year, other),
        (None, Some(year)) => (year, one),
        (None, None) => return None,
    };
    let quarter = part.strip_prefix('q').or_else(|| part.strip_suffix('q'));
    if let Some(quarter) = quarter.and_then(|number| number.parse::<u32>().ok()) {
        let last = 3 * quarter;
        let is_one = (1..=4).contains(&quarter);
        return is_one.then(|| format!("{year:04}-{:02}/{year:04}-{last:02}", last - 2));
    }
    let season = SEASONS.iter().find(|(names, _)| names.contains(&part));
    season.map(|(_, number)| format!("{year:04}-{number}"))
}

fn without_prefix<'t>(text: &'t str, marks: &[&str]) -> Option<&'t str> {
    marks.iter().find_map(|mark| text.strip_prefix(mark))
}

fn without_suffix<'t>(text: &'t str, marks: &[&str]) -> Option<&'t str> {
    marks.iter().find_map(|mark| text.strip_suffix(mark))
}

/// A date of the standard as it is, or one in words.
fn date_or_worded(text: &str) -> Option<String> {
    let date = Date::parse(text).ok().map(|_| text.to_owned());
    date.or_else(|| worded(text))
}

/// `july 1914`, `28 july 1914`, `july 28, 1914`.
fn named_month(lower: &str) -> Option<String> {
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || ",-.".contains(c))
        .filter(|word| !word.is_empty() && !FILLERS.contains(word))
        .collect();
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

/// The month whose name begins the word.
fn month_of(word: &str) -> Option<u32> {
    let named = MONTHS.iter().filter(|(name, _)| word.starts_with(name));
    let longest = named.max_by_key(|(name, _)| name.len());
    longest.map(|(_, month)| *month)
}

/// `28`, `1st`.
fn day_of(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    let day = digits.parse::<u32>().ok();
    day.filter(|day| (1..=31).contains(day) && digits.len() <= 2)
}

fn year_of(word: &str) -> Option<u32> {
    word.parse().ok().filter(|_| word.len() == 4)
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
