//! Dates in EDTF (ISO 8601-2), level 1: as written, and the days they span.
//!
//! <https://www.loc.gov/standards/datetime/>. The text is kept letter for letter; what it means is worked out once.

use std::fmt;
use std::sync::Arc;

/// A date or an interval of dates as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    text: Arc<str>,
    start: Edge,
    /// The end of an interval; nothing for a single date.
    end: Option<Edge>,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong, in words.
    pub message: String,
}

/// One day of the proleptic Gregorian calendar; years count through zero, which is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// A day of the calendar, or nothing where there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let is_day = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// How many days it is after 1 March of the year 0; before it, less than zero.
    ///
    /// Years are counted from March, so that a leap day is the last of its year: after Howard Hinnant,
    /// <https://howardhinnant.github.io/date_algorithms.html>.
    pub fn number(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let year = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        let century = year.div_euclid(100);
        365 * year + year.div_euclid(4) - century + year.div_euclid(400) + day_of_year
    }

    /// The day of this [number](Self::number); the last there is where it would be too far away.
    pub fn from_number(number: i64) -> Self {
        const DAYS_IN_400_YEARS: i64 = 146_097;
        let era = number.div_euclid(DAYS_IN_400_YEARS);
        let day = number.rem_euclid(DAYS_IN_400_YEARS);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = era * 400 + year + i64::from(month <= 2);
        Self {
            year: year.clamp(i32::MIN.into(), i32::MAX.into()) as i32,
            month: month as u8,
            day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8,
        }
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self::from_number(self.number() + 1)
    }

    /// `28 July 1914`.
    pub fn in_words(self) -> String {
        format!("{} {}", self.day, self.month_in_words())
    }

    /// The month it lies in: `July 1914`.
    pub fn month_in_words(self) -> String {
        format!("{} {}", month_in_words(self.month), self.year_in_words())
    }

    /// The year it lies in: `1914`, `45 BC`.
    pub fn year_in_words(self) -> String {
        year_in_words(self.year)
    }
}

impl Date {
    /// Reads EDTF of levels 0 and 1.
    ///
    /// # Errors
    /// Says what is wrong with a text that is no EDTF date of level 1.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let (start, end) = match text.split_once('/') {
            None => (Edge::At(Part::parse(text)?), None),
            Some((_, after)) if after.contains('/') => {
                return refuse("an interval has one slash");
            }
            Some((before, after)) => (Edge::parse(before)?, Some(Edge::parse(after)?)),
        };
        let date = Self {
            text: text.into(),
            start,
            end,
        };
        match (date.earliest(), date.latest()) {
            (None, None) => refuse("an interval needs a beginning or an end"),
            (Some(first), Some(last)) if last < first => {
                refuse("the interval ends before it begins")
            }
            _ => Ok(date),
        }
    }

    /// The date as written in the file.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first day it may mean; nothing for an interval whose beginning is open or unknown.
    ///
    /// `~` and `?` do not widen it: nobody knows by how much.
    pub fn earliest(&self) -> Option<Day> {
        self.start.part().map(Part::first_day)
    }

    /// The last day it may mean; nothing for an interval whose end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        self.end.unwrap_or(self.start).part().map(Part::last_day)
    }

    /// Whether the date is neither approximate (`~`) nor uncertain (`?`).
    pub fn is_sure(&self) -> bool {
        let sides = [Some(self.start), self.end].into_iter().flatten();
        let mut parts = sides.filter_map(Edge::part);
        parts.all(|part| !part.is_approximate && !part.is_uncertain)
    }

    /// The date in words: `September 2015`, `since 2001`, `about July 2016`.
    pub fn in_words(&self) -> String {
        let words = |part: Part| part.in_words();
        match (self.start, self.end) {
            (Edge::At(part), None) => words(part),
            (Edge::At(from), Some(Edge::At(to))) => format!("{} to {}", words(from), words(to)),
            (Edge::At(from), Some(Edge::Open)) => format!("since {}", words(from)),
            (Edge::At(from), Some(Edge::Unknown)) => {
                format!("from {} to an unknown end", words(from))
            }
            (Edge::Open, Some(Edge::At(to))) => format!("until {}", words(to)),
            (Edge::Unknown, Some(Edge::At(to))) => {
                format!("from an unknown start to {}", words(to))
            }
            (Edge::Open | Edge::Unknown, _) => self.text.to_string(),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// One side of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    At(Part),
    /// `..`: there is no such end.
    Open,
    /// Nothing: there is one, and nobody knows it.
    Unknown,
}

impl Edge {
    fn parse(text: &str) -> Result<Self, DateError> {
        match text {
            ".." => Ok(Self::Open),
            "" => Ok(Self::Unknown),
            "open" => refuse("an open end is written `..`"),
            "unknown" => refuse("an unknown end is left empty"),
            text => Part::parse(text).map(Self::At),
        }
    }

    fn part(self) -> Option<Part> {
        match self {
            Self::At(part) => Some(part),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// A year, month, season or day, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Part {
    /// The year; its first where digits are unspecified.
    year: i32,
    /// How many digits of the year are unspecified: 1 for `201X`, 2 for `20XX`.
    year_unspecified: u8,
    finer: Finer,
    is_approximate: bool,
    is_uncertain: bool,
}

/// What stands after the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Finer {
    None,
    Month(u8),
    /// 21 to 24: spring, summer, autumn, winter.
    Season(u8),
    Day(u8, u8),
    /// `2004-XX`
    SomeMonth,
    /// `1985-XX-XX`
    SomeDay,
    /// `1985-04-XX`
    SomeDayOf(u8),
}

impl Part {
    fn parse(text: &str) -> Result<Self, DateError> {
        let (text, is_approximate, is_uncertain) = match text.strip_suffix(['~', '?', '%']) {
            Some(date) => {
                let both = text.ends_with('%');
                (
                    date,
                    both || text.ends_with('~'),
                    both || text.ends_with('?'),
                )
            }
            None => (text, false, false),
        };
        if text.contains(['~', '?', '%']) {
            return refuse("`~`, `?` and `%` stand once, at the end of a date");
        }
        let part = |year, year_unspecified, finer| Self {
            year,
            year_unspecified,
            finer,
            is_approximate,
            is_uncertain,
        };
        if let Some(long) = text.strip_prefix('Y') {
            return Ok(part(long_year(long)?, 0, Finer::None));
        }
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let date = match digits.split_once('T') {
            Some((date, time)) => {
                check_time(time)?;
                date
            }
            None => digits,
        };
        let fields: Vec<&str> = date.split('-').collect();
        let (year, year_unspecified) = year(fields[0])?;
        let year = sign * year;
        let finer = finer(year, &fields[1..])?;
        if date.len() != digits.len() && !matches!(finer, Finer::Day(..)) {
            return refuse("a time of day needs a whole date before it");
        }
        if year_unspecified > 0 && finer != Finer::None {
            return refuse("a year with unspecified digits takes no month");
        }
        Ok(part(year, year_unspecified, finer))
    }

    fn first_day(self) -> Day {
        let (month, day) = match self.finer {
            Finer::None | Finer::SomeMonth | Finer::SomeDay => (1, 1),
            Finer::Month(month) | Finer::SomeDayOf(month) => (month, 1),
            Finer::Season(season) => (season_start(season), 1),
            Finer::Day(month, day) => (month, day),
        };
        let year = match self.year {
            // Unspecified digits of a year before zero run backwards.
            year if year < 0 => year - self.unspecified_years(),
            year => year,
        };
        Day { year, month, day }
    }

    fn last_day(self) -> Day {
        let year = match self.year {
            year if year < 0 => year,
            year => year + self.unspecified_years(),
        };
        let (year, month) = match self.finer {
            Finer::None | Finer::SomeMonth | Finer::SomeDay => (year, 12),
            Finer::Month(month) | Finer::SomeDayOf(month) => (year, month),
            // The winter that begins in December ends in the next year's February.
            Finer::Season(24) => (year + 1, 2),
            Finer::Season(season) => (year, season_start(season) + 2),
            Finer::Day(month, day) => return Day { year, month, day },
        };
        let day = days_in_month(year, month);
        Day { year, month, day }
    }

    /// How many years the unspecified digits leave open, less one.
    fn unspecified_years(self) -> i32 {
        10_i32.pow(self.year_unspecified.into()) - 1
    }

    fn in_words(self) -> String {
        let year = match (self.year_unspecified, self.year) {
            (0, year) => year_in_words(year),
            (1, year) if year > 0 => format!("the {year}s"),
            (_, _) => {
                let from = year_in_words(self.first_day().year);
                format!(
                    "some year from {from} to {}",
                    year_in_words(self.last_day().year)
                )
            }
        };
        let words = match self.finer {
            Finer::None => year,
            Finer::Month(month) => format!("{} {year}", month_in_words(month)),
            Finer::Season(season) => format!("{} {year}", season_in_words(season)),
            Finer::Day(month, day) => format!("{day} {} {year}", month_in_words(month)),
            Finer::SomeMonth => format!("some month of {year}"),
            Finer::SomeDay => format!("some day of {year}"),
            Finer::SomeDayOf(month) => format!("some day of {} {year}", month_in_words(month)),
        };
        let about = if self.is_approximate { "about " } else { "" };
        let uncertain = if self.is_uncertain {
            " (uncertain)"
        } else {
            ""
        };
        format!("{about}{words}{uncertain}")
    }
}

fn refuse<T>(message: impl Into<String>) -> Result<T, DateError> {
    Err(DateError {
        message: message.into(),
    })
}

/// A year of more than four digits, after its `Y`.
fn long_year(text: &str) -> Result<i32, DateError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() < 5 || !is_number(digits) || digits.starts_with('0') {
        return refuse("after `Y` stands a year of more than four digits");
    }
    match text.parse() {
        Ok(year) if digits.len() <= 9 => Ok(year),
        _ => refuse("the year is too far away"),
    }
}

/// A year of four digits, of which the last one or two may be unspecified.
fn year(text: &str) -> Result<(i32, u8), DateError> {
    if text.len() == 8 && is_number(text) {
        let (year, rest) = text.split_at(4);
        let (month, day) = rest.split_at(2);
        return refuse(format!("a date has hyphens, as in {year}-{month}-{day}"));
    }
    if text.contains('u') {
        return refuse("unspecified digits are written X");
    }
    let digits = text.trim_end_matches('X');
    let unspecified = text.len() - digits.len();
    if text.len() != 4 || !is_number(digits) {
        return refuse("a date begins with a year of four digits");
    }
    if unspecified > 2 {
        return refuse("at most the last two digits of a year are unspecified");
    }
    let year = digits.parse::<i32>().unwrap_or_default() * 10_i32.pow(unspecified as u32);
    Ok((year, unspecified as u8))
}

/// What stands after the year: nothing, a month or season, a month and a day.
fn finer(year: i32, fields: &[&str]) -> Result<Finer, DateError> {
    match fields {
        [] => Ok(Finer::None),
        ["XX"] => Ok(Finer::SomeMonth),
        ["XX", "XX"] => Ok(Finer::SomeDay),
        ["XX", _] => refuse("a month without digits takes no day"),
        [month] => match two_digits(month, "month")? {
            month @ 1..=12 => Ok(Finer::Month(month)),
            season @ 21..=24 => Ok(Finer::Season(season)),
            month => refuse(format!("there is no month {month:02}")),
        },
        [month, day] => {
            let month = match two_digits(month, "month")? {
                month @ 1..=12 => month,
                month => return refuse(format!("there is no month {month:02}")),
            };
            if *day == "XX" {
                return Ok(Finer::SomeDayOf(month));
            }
            let day = two_digits(day, "day")?;
            let days = days_in_month(year, month);
            if day == 0 || day > days {
                let month = month_in_words(month);
                let year = year_in_words(year);
                return refuse(format!(
                    "{month} {year} has {days} days, and no day {day:02}"
                ));
            }
            Ok(Finer::Day(month, day))
        }
        _ => refuse("after year, month and day comes nothing more"),
    }
}

fn two_digits(text: &str, what: &str) -> Result<u8, DateError> {
    match text.parse() {
        Ok(number) if text.len() == 2 && is_number(text) => Ok(number),
        _ => refuse(format!("a {what} has two digits")),
    }
}

/// Checks a time of day: `23:20:30`, and after it nothing, `Z`, `+04` or `-04:30`.
fn check_time(text: &str) -> Result<(), DateError> {
    let message = "a time of day is written 23:20:30, with Z or an offset such as +04:30 after it";
    let Some((clock, zone)) = text.split_at_checked(8) else {
        return refuse(message);
    };
    let is_clock = |text: &str, limits: &[u8]| {
        let fields: Vec<&str> = text.split(':').collect();
        fields.len() == limits.len()
            && fields
                .iter()
                .zip(limits)
                .all(|(field, limit)| two_digits(field, "").is_ok_and(|number| number < *limit))
    };
    let is_zone = match zone.strip_prefix(['+', '-']) {
        Some(offset) => is_clock(offset, &[24]) || is_clock(offset, &[24, 60]),
        None => zone.is_empty() || zone == "Z",
    };
    if is_clock(clock, &[24, 60, 60]) && is_zone {
        Ok(())
    } else {
        refuse(message)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The first month of a season, as the north counts them.
fn season_start(season: u8) -> u8 {
    (season - 20) * 3
}

fn season_in_words(season: u8) -> &'static str {
    ["spring", "summer", "autumn", "winter"][usize::from(season - 21) % 4]
}

fn month_in_words(month: u8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[usize::from(month.saturating_sub(1)) % 12]
}

fn year_in_words(year: i32) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BC", 1 - i64::from(year))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A date in words and the days it spans.
    fn reading(text: &str) -> String {
        let date = match Date::parse(text) {
            Ok(date) => date,
            Err(error) => return format!("{text}: {}", error.message),
        };
        assert_eq!(date.as_str(), text);
        let day = |day: Option<Day>| {
            day.map_or("…".to_owned(), |Day { year, month, day }| {
                format!("{year}-{month}-{day}")
            })
        };
        format!(
            "{text}: {} [{}, {}]",
            date.in_words(),
            day(date.earliest()),
            day(date.latest())
        )
    }

    fn readings(texts: &[&str]) -> String {
        let readings: Vec<_> = texts.iter().map(|text| reading(text)).collect();
        readings.join("\n")
    }

    #[test]
    fn the_standards_examples_of_level_0() {
        insta::assert_snapshot!(readings(&[
            "1985-04-12", "1985-04", "1985", "1985-04-12T23:20:30", "1985-04-12T23:20:30Z",
            "1985-04-12T23:20:30-04", "1985-04-12T23:20:30+04:30", "1964/2008", "2004-06/2006-08",
            "2004-02-01/2005-02-08", "2004-02-01/2005-02", "2004-02-01/2005", "2005/2006-02",
        ]), @r#"
        1985-04-12: 12 April 1985 [1985-4-12, 1985-4-12]
        1985-04: April 1985 [1985-4-1, 1985-4-30]
        1985: 1985 [1985-1-1, 1985-12-31]
        1985-04-12T23:20:30: 12 April 1985 [1985-4-12, 1985-4-12]
        1985-04-12T23:20:30Z: 12 April 1985 [1985-4-12, 1985-4-12]
        1985-04-12T23:20:30-04: 12 April 1985 [1985-4-12, 1985-4-12]
        1985-04-12T23:20:30+04:30: 12 April 1985 [1985-4-12, 1985-4-12]
        1964/2008: 1964 to 2008 [1964-1-1, 2008-12-31]
        2004-06/2006-08: June 2004 to August 2006 [2004-6-1, 2006-8-31]
        2004-02-01/2005-02-08: 1 February 2004 to 8 February 2005 [2004-2-1, 2005-2-8]
        2004-02-01/2005-02: 1 February 2004 to February 2005 [2004-2-1, 2005-2-28]
        2004-02-01/2005: 1 February 2004 to 2005 [2004-2-1, 2005-12-31]
        2005/2006-02: 2005 to February 2006 [2005-1-1, 2006-2-28]
        "#);
    }

    #[test]
    fn the_standards_examples_of_level_1() {
        insta::assert_snapshot!(readings(&[
            "Y170000002", "Y-170000002", "2001-21", "2001-24", "1984?", "2004-06~", "2004-06-11%", "201X", "20XX",
            "2004-XX", "1985-04-XX", "1985-XX-XX", "1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12",
            "../1985-04", "../1985", "1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985", "-1985",
            "1984~/2004-06", "1984?/2004%", "2004-06-11%/2004-06-~", "1984-06-02?/2004-08-08~",
        ]), @r#"
        Y170000002: 170000002 [170000002-1-1, 170000002-12-31]
        Y-170000002: 170000003 BC [-170000002-1-1, -170000002-12-31]
        2001-21: spring 2001 [2001-3-1, 2001-5-31]
        2001-24: winter 2001 [2001-12-1, 2002-2-28]
        1984?: 1984 (uncertain) [1984-1-1, 1984-12-31]
        2004-06~: about June 2004 [2004-6-1, 2004-6-30]
        2004-06-11%: about 11 June 2004 (uncertain) [2004-6-11, 2004-6-11]
        201X: the 2010s [2010-1-1, 2019-12-31]
        20XX: some year from 2000 to 2099 [2000-1-1, 2099-12-31]
        2004-XX: some month of 2004 [2004-1-1, 2004-12-31]
        1985-04-XX: some day of April 1985 [1985-4-1, 1985-4-30]
        1985-XX-XX: some day of 1985 [1985-1-1, 1985-12-31]
        1985-04-12/..: since 12 April 1985 [1985-4-12, …]
        1985-04/..: since April 1985 [1985-4-1, …]
        1985/..: since 1985 [1985-1-1, …]
        ../1985-04-12: until 12 April 1985 […, 1985-4-12]
        ../1985-04: until April 1985 […, 1985-4-30]
        ../1985: until 1985 […, 1985-12-31]
        1985-04-12/: from 12 April 1985 to an unknown end [1985-4-12, …]
        1985-04/: from April 1985 to an unknown end [1985-4-1, …]
        1985/: from 1985 to an unknown end [1985-1-1, …]
        /1985-04-12: from an unknown start to 12 April 1985 […, 1985-4-12]
        /1985-04: from an unknown start to April 1985 […, 1985-4-30]
        /1985: from an unknown start to 1985 […, 1985-12-31]
        -1985: 1986 BC [-1985-1-1, -1985-12-31]
        1984~/2004-06: about 1984 to June 2004 [1984-1-1, 2004-6-30]
        1984?/2004%: 1984 (uncertain) to about 2004 (uncertain) [1984-1-1, 2004-12-31]
        2004-06-11%/2004-06-~: a day has two digits
        1984-06-02?/2004-08-08~: 2 June 1984 (uncertain) to about 8 August 2004 [1984-6-2, 2004-8-8]
        "#);
    }

    #[test]
    fn the_vocabularys_examples() {
        insta::assert_snapshot!(readings(&[
            "2015-09", "2001/..", "../2014", "2016-07~", "2016?", "2013/2015-07-29", "201X", "0000", "-0044-03-15",
            "2004-02-29", "-004X",
        ]), @r#"
        2015-09: September 2015 [2015-9-1, 2015-9-30]
        2001/..: since 2001 [2001-1-1, …]
        ../2014: until 2014 […, 2014-12-31]
        2016-07~: about July 2016 [2016-7-1, 2016-7-31]
        2016?: 2016 (uncertain) [2016-1-1, 2016-12-31]
        2013/2015-07-29: 2013 to 29 July 2015 [2013-1-1, 2015-7-29]
        201X: the 2010s [2010-1-1, 2019-12-31]
        0000: 1 BC [0-1-1, 0-12-31]
        -0044-03-15: 15 March 45 BC [-44-3-15, -44-3-15]
        2004-02-29: 29 February 2004 [2004-2-29, 2004-2-29]
        -004X: some year from 50 BC to 41 BC [-49-1-1, -40-12-31]
        "#);
    }

    #[test]
    fn what_is_no_date_is_told_precisely() {
        insta::assert_snapshot!(readings(&[
            "", "2015-13", "2015-00", "2015-02-30", "2015-02-29", "2015-09-00", "20150901", "sept 2015", "2015-9",
            "15-09", "2015-09-07-01", "201u", "2007/open", "2015/2014", "../..", "/", "1/2/3", "~2015", "2015-09T10:00:00",
            "2015-09-07T25:00:00", "2XXX", "XXXX", "201X-09", "2015-XX-07", "Y2015", "Y99999999999", "2015-25", "２０１５", "2015-0é",
        ]), @r#"
        : a date begins with a year of four digits
        2015-13: there is no month 13
        2015-00: there is no month 00
        2015-02-30: February 2015 has 28 days, and no day 30
        2015-02-29: February 2015 has 28 days, and no day 29
        2015-09-00: September 2015 has 30 days, and no day 00
        20150901: a date has hyphens, as in 2015-09-01
        sept 2015: a date begins with a year of four digits
        2015-9: a month has two digits
        15-09: a date begins with a year of four digits
        2015-09-07-01: after year, month and day comes nothing more
        201u: unspecified digits are written X
        2007/open: an open end is written `..`
        2015/2014: the interval ends before it begins
        ../..: an interval needs a beginning or an end
        /: an interval needs a beginning or an end
        1/2/3: an interval has one slash
        ~2015: `~`, `?` and `%` stand once, at the end of a date
        2015-09T10:00:00: a time of day needs a whole date before it
        2015-09-07T25:00:00: a time of day is written 23:20:30, with Z or an offset such as +04:30 after it
        2XXX: at most the last two digits of a year are unspecified
        XXXX: a date begins with a year of four digits
        201X-09: a year with unspecified digits takes no month
        2015-XX-07: a month without digits takes no day
        Y2015: after `Y` stands a year of more than four digits
        Y99999999999: the year is too far away
        2015-25: there is no month 25
        ２０１５: a date begins with a year of four digits
        2015-0é: a month has two digits
        "#);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[0-9XY/.~?%T:Zé-]{0,14}|\\PC{0,12}") {
            if let Ok(date) = Date::parse(&text) {
                date.in_words();
            }
        }
    }
}
