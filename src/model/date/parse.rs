//! The notation of dates without intervals: EDTF of levels 0 and 1.

use super::error::{DateError, refuse};
use super::part::{DatePart, Finer};
use crate::model::day::{days_in_month, month_in_words, year_in_words};

/// Reads a date without intervals.
pub(super) fn part(text: &str) -> Result<DatePart, DateError> {
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
        return refuse("`~`, `?` and `%` are written once, at the end of a date");
    }
    let part = |year, year_unspecified, finer| DatePart {
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
        return refuse("a year with unspecified digits cannot have a month");
    }
    Ok(part(year, year_unspecified, finer))
}

/// A year of more than four digits, after its `Y`.
fn long_year(text: &str) -> Result<i32, DateError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() < 5 || !is_number(digits) || digits.starts_with('0') {
        return refuse("`Y` is followed by a year of more than four digits");
    }
    match text.parse() {
        Ok(year) if digits.len() <= 9 => Ok(year),
        _ => refuse("the year is out of range"),
    }
}

/// A year of four digits, of which the last one or two may be unspecified.
fn year(text: &str) -> Result<(i32, u8), DateError> {
    if text.len() == 8 && is_number(text) {
        let (year, rest) = text.split_at(4);
        let (month, day) = rest.split_at(2);
        return refuse(format!("a date has hyphens, such as {year}-{month}-{day}"));
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

/// What is written after the year: nothing, a month or season, a month and a day.
fn finer(year: i32, fields: &[&str]) -> Result<Finer, DateError> {
    match fields {
        [] => Ok(Finer::None),
        ["XX"] => Ok(Finer::SomeMonth),
        ["XX", "XX"] => Ok(Finer::SomeDay),
        ["XX", _] => refuse("a month without digits cannot have a day"),
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
        _ => refuse("nothing may follow year, month and day"),
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
