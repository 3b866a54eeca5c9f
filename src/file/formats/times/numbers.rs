//! Times as one number: days, seconds since 1970, years with a fraction.

use crate::model::Date;

/// Later years are probably numbers of something else.
pub(super) const LAST_YEAR: i32 = 2999;

/// A number: a day of eight digits, seconds or milliseconds since 1970, a year with a fraction, or
/// a step that is taken as a year.
pub(super) fn of_number(number: f64, text: &str, error: String) -> Result<(Date, bool), String> {
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
