//! When a reference appeared: a date, or words for one. Reads the notations of bibliographies;
//! knows no format of files.

use super::Date;

/// When a reference appeared.
#[derive(Clone, Debug, PartialEq)]
pub enum Issued {
    /// A date or an interval.
    Date(Date),
    /// Words that are not a date: `n.d.`, `in press`.
    Words(String),
}

impl Issued {
    /// A date in any notation that is not ambiguous, otherwise the words; `None` if there are none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        Some(date(text).map_or_else(|| Self::Words(text.to_owned()), Self::Date))
    }

    /// A date of year, month and day, as far as they are given, counted as in EDTF: the year 0 is
    /// 1 BC. A month from 21 to 24 is a season. `None` if there is no such date.
    pub fn of_parts(parts: &[i32]) -> Option<Self> {
        Date::parse(&edtf(parts)?).ok().map(Self::Date)
    }

    /// Year, month and day of a plain date, as far as they are given; empty for anything else.
    pub fn parts(&self) -> Vec<i32> {
        let Self::Date(date) = self else {
            return Vec::new();
        };
        let text = date.as_str();
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let parts: Option<Vec<i32>> = digits.split('-').map(|part| part.parse().ok()).collect();
        let mut parts = parts.unwrap_or_default();
        if let Some(year) = parts.first_mut() {
            *year *= sign;
        }
        parts
    }

    /// As it is entered: EDTF, or the words.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Date(date) => date.as_str(),
            Self::Words(words) => words,
        }
    }

    /// Whether it is written as a day or a month that no calendar has: `2018-13-45`.
    pub fn is_impossible(&self) -> bool {
        let Self::Words(words) = self else {
            return false;
        };
        let parts: Vec<_> = words.trim().split(['-', '/', '.']).collect();
        let is_number = |part: &&str| {
            (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        (2..=3).contains(&parts.len()) && parts[0].len() == 4 && parts.iter().all(is_number)
    }

    /// For readers: `2017`, `2017-02-03`, `spring 2015`, `44 BC`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Date(date) if is_plain(date.as_str()) => date.as_str().to_owned(),
            Self::Date(date) => date.in_words(),
            Self::Words(words) => words.clone(),
        }
    }
}

/// Whether a date is a year, a month or a day of our era.
fn is_plain(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = parts.get(1).is_none_or(|month| *month <= "12");
    parts[0].len() == 4 && parts[0] != "0000" && parts.iter().all(is_number) && is_month
}

/// A date in EDTF; `None` if there is no year.
fn edtf(parts: &[i32]) -> Option<String> {
    let (year, rest) = parts.split_first()?;
    let sign = if *year < 0 { "-" } else { "" };
    let year = match year.unsigned_abs() {
        long @ 10_000.. => format!("Y{sign}{long}"),
        year => format!("{sign}{year:04}"),
    };
    Some(
        rest.iter()
            .fold(year, |text, part| format!("{text}-{part:02}")),
    )
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const SEASONS: [&[&str]; 4] = [&["spring"], &["summer"], &["autumn", "fall"], &["winter"]];

/// Reads a date in EDTF or in another notation.
pub(super) fn date(text: &str) -> Option<Date> {
    if let Ok(date) = Date::parse(text) {
        return Some(date);
    }
    let mut text = text.to_lowercase();
    let bracketed = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let is_uncertain = bracketed.is_some() || text.ends_with('?');
    text = bracketed
        .unwrap_or(&text)
        .trim_end_matches('?')
        .trim()
        .to_owned();
    let about = ["circa ", "about ", "ca. ", "ca ", "c. ", "c", "~"];
    let short = about.iter().find_map(|word| text.strip_prefix(word));
    let short = short.filter(|rest| {
        rest.trim()
            .starts_with(|letter: char| letter.is_ascii_digit())
    });
    let is_approximate = short.is_some();
    text = short.unwrap_or(&text).trim().to_owned();
    let mark = match (is_approximate, is_uncertain) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    let text = unspecified(&text).or_else(|| notation(&text))?;
    Date::parse(&(text + mark)).ok()
}

/// A date with unspecified digits in an older notation: `2017-02-uu`.
fn unspecified(text: &str) -> Option<String> {
    let is_old = text.contains(['u', 'x'])
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, 'u' | 'x' | '-'));
    is_old.then(|| text.replace(['u', 'x'], "X"))
}

/// EDTF of a date in words and numbers: `14 February 2017`, `Sep–Oct 2011`, `2017/02/14`, `44 BC`,
/// `1914–1918`.
fn notation(text: &str) -> Option<String> {
    let (text, is_before) = era(text);
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let (mut years, mut months, mut days) = (Vec::new(), Vec::new(), Vec::new());
    let is_name = |word: &&&str| word.starts_with(|letter: char| letter.is_alphabetic());
    let has_name = words
        .iter()
        .filter(is_name)
        .any(|word| month(word).is_some());
    for word in &words {
        if let Some(month) = month(word) {
            months.push(month);
        } else if let Ok(number) = digits(word).parse::<i32>() {
            let length = digits(word).len();
            let is_year = length >= 4 || (is_before && !has_name && years.is_empty());
            match length {
                _ if is_year => years.push(number),
                1 | 2 if has_name || is_before && !years.is_empty() => days.push(number),
                // Numbers alone are read from the year down only.
                1 | 2 if years.len() == 1 && months.is_empty() => months.push(number),
                1..=4 if years.len() == 1 && months.len() == 1 => days.push(number),
                _ if is_before => years.push(number),
                _ => return None,
            }
        } else if !matches!(*word, "to" | "and" | "of" | "the") {
            return None;
        }
    }
    if is_before && years.is_empty() {
        years.push(days.pop()?);
    }
    for year in &mut years {
        *year = if is_before { 1 - *year } else { *year };
    }
    let one = |parts: &[i32]| edtf(parts);
    match (&years[..], &months[..], &days[..]) {
        ([year], [], []) => one(&[*year]),
        ([year], [month], []) => one(&[*year, *month]),
        ([year], [month], [day]) => one(&[*year, *month, *day]),
        ([year], [month], [first, last]) => Some(format!(
            "{}/{}",
            one(&[*year, *month, *first])?,
            one(&[*year, *month, *last])?
        )),
        ([year], [first, last], []) => Some(format!(
            "{}/{}",
            one(&[*year, *first])?,
            one(&[*year, *last])?
        )),
        ([first, last], [], []) => Some(format!("{}/{}", one(&[*first])?, one(&[*last])?)),
        ([first, last], [from, to], []) => Some(format!(
            "{}/{}",
            one(&[*first, *from])?,
            one(&[*last, *to])?
        )),
        _ => None,
    }
}

/// A number without the ending of an ordinal: `14th`.
fn digits(word: &str) -> &str {
    let endings = ["st", "nd", "rd", "th"];
    endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word)
}

/// The text without its era, and whether it is before Christ.
fn era(text: &str) -> (&str, bool) {
    let before = ["bce", "bc", "b.c.e.", "b.c."];
    let after = ["ce", "ad", "c.e.", "a.d."];
    let cut = |words: &[&str]| {
        let found = words.iter().find_map(|word| text.strip_suffix(word))?;
        Some(found.trim_end()).filter(|text| text.ends_with(|letter: char| letter.is_ascii_digit()))
    };
    match (cut(&before), cut(&after)) {
        (Some(text), _) => (text, true),
        (None, Some(text)) => (text, false),
        (None, None) => (text, false),
    }
}

/// A month or a season by its name, in full or by at least three letters.
fn month(word: &str) -> Option<i32> {
    let at = MONTHS
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(word));
    let season = || {
        SEASONS
            .iter()
            .position(|names| names.contains(&word))
            .map(|at| at + 20)
    };
    at.or_else(season).map(|at| at as i32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations_of_bibliographies_are_read() {
        for (text, date, words) in [
            ("2017-02-14", "2017-02-14", "2017-02-14"),
            ("2017", "2017", "2017"),
            ("2017/02/14", "2017-02-14", "2017-02-14"),
            ("2017.2.4", "2017-02-04", "2017-02-04"),
            ("14 February 2017", "2017-02-14", "2017-02-14"),
            ("Feb. 14th, 2017", "2017-02-14", "2017-02-14"),
            ("March 2016", "2016-03", "2016-03"),
            (
                "Sep--Oct 2011",
                "2011-09/2011-10",
                "September 2011 to October 2011",
            ),
            (
                "14-16 February 2017",
                "2017-02-14/2017-02-16",
                "14 February 2017 to 16 February 2017",
            ),
            ("Spring 2015", "2015-21", "spring 2015"),
            ("Fall 2015", "2015-23", "autumn 2015"),
            ("2015-21", "2015-21", "spring 2015"),
            ("1914–1918", "1914/1918", "1914 to 1918"),
            ("c. 1820", "1820~", "about 1820"),
            ("circa 1820", "1820~", "about 1820"),
            ("c1820", "1820~", "about 1820"),
            ("[1820]", "1820?", "1820 (uncertain)"),
            ("1820?", "1820?", "1820 (uncertain)"),
            ("44 BC", "-0043", "44 BC"),
            ("15 March 44 BC", "-0043-03-15", "15 March 44 BC"),
            ("44 B.C.E.", "-0043", "44 BC"),
            ("2017-02-uu", "2017-02-XX", "some day of February 2017"),
            ("AD 1914", "AD 1914", "AD 1914"),
            ("n.d.", "n.d.", "n.d."),
            ("in press", "in press", "in press"),
            ("14/02/2017", "14/02/2017", "14/02/2017"),
            ("2017-02-30", "2017-02-30", "2017-02-30"),
        ] {
            let issued = Issued::parse(text).unwrap();
            assert_eq!(
                (issued.as_str(), &*issued.in_words()),
                (date, words),
                "{text}"
            );
        }
        assert_eq!(Issued::parse(" "), None);
    }

    #[test]
    fn any_words_are_kept() {
        for text in [
            "",
            "-",
            "///",
            "99999999999 bc",
            "may",
            "c",
            "[",
            "0 bc",
            "é 12 x",
            "1 1 1 1",
        ] {
            let issued = Issued::parse(text);
            assert_eq!(issued.is_none(), text.is_empty(), "{text}");
        }
    }
}
