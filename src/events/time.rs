//! Days as they are written in event data, and the periods that events are counted by. Knows no
//! row.

use crate::model::{Date, Day};

/// How long a period is in which events are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventPeriod {
    /// A day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// A month of the calendar.
    #[default]
    Month,
    /// A year of the calendar.
    Year,
    /// All time.
    All,
}

impl EventPeriod {
    /// All periods.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Year, Self::All];

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::All => "all",
        }
    }

    /// The first day of the period that a day is in, as numbers of days.
    pub(super) fn first_day(self, number: i32) -> i32 {
        let day = Day::from_number(number.into());
        let first = match self {
            Self::Day => return number,
            // Day 0 is 1 March of the year 0, a Wednesday.
            Self::Week => return number - (number + 2).rem_euclid(7),
            Self::Month => Day { day: 1, ..day },
            Self::Year => Day {
                month: 1,
                day: 1,
                ..day
            },
            Self::All => return 0,
        };
        number_of(first)
    }

    /// The last day of the period that begins at a day.
    pub(super) fn last_day(self, first: i32) -> i32 {
        let day = Day::from_number(first.into());
        let after = match self {
            Self::Day => return first,
            Self::Week => return first + 6,
            Self::Month if day.month == 12 => Day::new(day.year + 1, 1, 1),
            Self::Month => Day::new(day.year, day.month + 1, 1),
            Self::Year => Day::new(day.year + 1, 1, 1),
            Self::All => return 0,
        };
        after.map_or(first, |after| number_of(after) - 1)
    }
}

/// A day as the number of days since 1 March of the year 0.
pub(super) fn number_of(day: Day) -> i32 {
    i32::try_from(day.number()).unwrap_or(i32::MAX)
}

/// The end of a stretch of time that has none yet.
pub(super) const OPEN: i32 = i32::MAX;

/// The years in which events may be: others are mistakes.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1..=9998;

/// The day of an event, or its first, and what it counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EventDays {
    pub(super) day: i32,
    /// The last day that it can have happened on, or that it lasts to.
    pub(super) until: i32,
    /// The period, or the stretch of time of a relation.
    pub(super) first: i32,
    pub(super) last: i32,
}

/// A day as event data write it: `20180601`, or `2018-06-01` with or without a time after it; also
/// `2018/6/1`, `2018-6-1` and `1 June 2018`. Takes the day of an event with a time of day as the
/// source writes it.
pub(super) fn day_of(text: &str) -> Option<Day> {
    compact_day(text).or_else(|| loose_day(text.trim()))
}

/// The first and the last day of a date in a table: a day, a month as `2018-06`, or a year.
pub(super) fn days_of(text: &str) -> Option<[Day; 2]> {
    if let Some(day) = day_of(text) {
        return Some([day, day]);
    }
    let text = text.trim();
    let (year, month) = match text.split_once('-') {
        Some((year, month)) => (year, Some(small_number(month)?)),
        None => (text.strip_suffix(".0").unwrap_or(text), None),
    };
    let year = year_of(year)?;
    let (first, last) = month.map_or((1, 12), |month| (month, month));
    let last = (28..=31).rev().find_map(|day| Day::new(year, last, day));
    Some([Day::new(year, first, 1)?, last?])
}

/// The names of months in dates with words.
pub(super) const MONTHS: [&str; 12] = [
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

/// `2018/6/1`, `2018-6-1` or `1 June 2018`.
fn loose_day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.splitn(3, ' ').collect();
    if let &[day, month, year] = &parts[..]
        && let Some(month) = month_of(month)
    {
        return Day::new(year_of(year)?, month, small_number(day)?);
    }
    let date = text.split([' ', 'T']).next()?;
    let separator = date.chars().find(|letter| matches!(letter, '-' | '/'))?;
    let mut parts = date.splitn(3, separator);
    let year = year_of(parts.next()?)?;
    let (month, day) = (small_number(parts.next()?)?, small_number(parts.next()?)?);
    Day::new(year, month, day)
}

/// A month by its name, or the first three letters of it.
fn month_of(word: &str) -> Option<u8> {
    let is_month = |name: &str| {
        let short = name.get(..3).unwrap_or(name);
        [name, short]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(word))
    };
    let at = MONTHS.iter().position(|name| is_month(name))?;
    Some(at as u8 + 1)
}

/// A year of four digits.
fn year_of(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = text.parse().ok().filter(|_| is_year)?;
    YEARS.contains(&year).then_some(year)
}

/// A number of one or two digits.
fn small_number(text: &str) -> Option<u8> {
    let is_small = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_small)
}

/// `20180601`, or `2018-06-01` with anything after it.
fn compact_day(text: &str) -> Option<Day> {
    let bytes = text.trim().as_bytes();
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        let digits = bytes.get(range)?.iter();
        digits.copied().try_fold(0, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let (month, day) = match bytes.len() {
        8 | 14 => (4..6, 6..8),
        10.. if bytes[4] == b'-' && bytes[7] == b'-' => (5..7, 8..10),
        _ => return None,
    };
    let year = i32::try_from(digits(0..4)?).ok()?;
    let (month, day) = (digits(month)? as u8, digits(day)? as u8);
    Day::new(year, month, day).filter(|_| YEARS.contains(&year))
}

/// A stretch of days in EDTF, as short as it can be written: whole years and months are.
pub(super) fn edtf(first: i32, last: i32) -> Option<Date> {
    let begin = Day::from_number(first.into());
    if last == OPEN {
        return Date::parse(&format!("{}/..", written(begin))).ok();
    }
    let end = Day::from_number(last.into());
    let after = Day::from_number(i64::from(last) + 1);
    let is_month = begin.day == 1 && after.day == 1;
    let is_year = is_month && begin.month == 1 && after.month == 1;
    let (begin, end) = if is_year {
        (format!("{:04}", begin.year), format!("{:04}", end.year))
    } else if is_month {
        let month = |day: Day| format!("{:04}-{:02}", day.year, day.month);
        (month(begin), month(end))
    } else {
        (written(begin), written(end))
    };
    let text = if begin == end {
        begin
    } else {
        format!("{begin}/{end}")
    };
    Date::parse(&text).ok()
}

/// `2018-06-01`.
pub(super) fn written(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// The day of this number as `2018-06-01`.
pub(super) fn written_number(number: i32) -> String {
    written(Day::from_number(number.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> i32 {
        number_of(day_of(text).unwrap())
    }

    #[test]
    fn days_are_read_in_each_notation_and_nothing_else() {
        for text in [
            "20240229",
            "2024-02-29",
            "2024-02-29 00:00:00.000",
            "20240229121500",
            "2024/02/29",
            "2024-2-29",
            "2024/2/29 12:00",
            "29 February 2024",
            "29 Feb 2024",
        ] {
            assert_eq!(day_of(text), Day::new(2024, 2, 29), "{text}");
        }
        for text in [
            "",
            "2024",
            "20230229",
            "2024-02",
            "2024/2-29",
            "2024/2/029",
            "29.02.2024",
            "29 Feber 2024",
            "30 February 2024",
            "29 February 24",
            "00000101",
            "é0240229",
        ] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_table_can_have_months_and_years() {
        let days = |text| days_of(text).map(|days| days.map(written));
        let [first, leap] = ["2024-02-01", "2024-02-29"].map(str::to_owned);
        assert_eq!(days("2024-02"), Some([first.clone(), leap.clone()]));
        assert_eq!(days("2024-2"), Some([first, leap.clone()]));
        assert_eq!(days("29 February 2024"), Some([leap.clone(), leap]));
        let year = ["2020-01-01", "2020-12-31"].map(str::to_owned);
        assert_eq!(days("2020"), Some(year.clone()));
        assert_eq!(days(" 2020.0 "), Some(year));
        for text in ["", "20", "0000", "2020-13", "2020-", "202006", "12020"] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_is_the_one_of_the_calendar() {
        let bounds = |period: EventPeriod, text: &str| {
            let first = period.first_day(number(text));
            [first, period.last_day(first)].map(written_number)
        };
        // 1 June 2018 was a Friday.
        assert_eq!(
            bounds(EventPeriod::Week, "20180601"),
            ["2018-05-28", "2018-06-03"]
        );
        assert_eq!(
            bounds(EventPeriod::Month, "20180615"),
            ["2018-06-01", "2018-06-30"]
        );
        assert_eq!(
            bounds(EventPeriod::Month, "20161231"),
            ["2016-12-01", "2016-12-31"]
        );
        assert_eq!(
            bounds(EventPeriod::Year, "20160229"),
            ["2016-01-01", "2016-12-31"]
        );
        assert_eq!(
            bounds(EventPeriod::Day, "20160229"),
            ["2016-02-29", "2016-02-29"]
        );
    }

    #[test]
    fn stretches_are_written_as_short_as_they_can_be() {
        let text = |first, last| edtf(number(first), number(last)).unwrap().to_string();
        assert_eq!(text("20180601", "20180630"), "2018-06");
        assert_eq!(text("20180601", "20180731"), "2018-06/2018-07");
        assert_eq!(text("20180101", "20181231"), "2018");
        assert_eq!(text("20180101", "20191231"), "2018/2019");
        assert_eq!(text("20180601", "20180601"), "2018-06-01");
        assert_eq!(text("20180528", "20180603"), "2018-05-28/2018-06-03");
        assert_eq!(
            edtf(number("20180601"), OPEN).unwrap().to_string(),
            "2018-06-01/.."
        );
    }
}
