//! Dates in three attributes: `start_year`, `start_month` and `start_day`, or `stmon` and `stday`
//! beside `styear`. Knows no value of a tie but these.

use std::sync::Arc;

use super::kind_words::plain;

/// Words for a year, a month and a day, at the end of names.
const YEAR: &[&str] = &["year", "yr", "jahr", "année", "annee", "año", "anno", "ano"];
const MONTH: &[&str] = &["month", "mon", "mnth", "mo", "monat", "mois", "mes", "mese"];
const DAY: &[&str] = &["day", "dy", "tag", "jour", "día", "dia", "giorno"];

/// An attribute of years, and those of the months and days of the same dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateParts {
    pub(crate) year: usize,
    pub(crate) month: usize,
    pub(crate) day: Option<usize>,
}

impl DateParts {
    /// The month and the day beside the year that this attribute says, if a month is there.
    pub(crate) fn of(names: &[Arc<str>], year: usize) -> Option<Self> {
        let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let whole = names.get(year)?;
        let cut = YEAR.iter().find_map(|word| whole.strip_suffix(word));
        let beginning = cut.unwrap_or(whole);
        let part = |words: &[&str]| {
            let is_part = |name: &String| {
                let word = name.strip_prefix(beginning);
                word.is_some_and(|word| words.contains(&word))
            };
            names.iter().position(is_part)
        };
        Some(Self {
            year,
            month: part(MONTH)?,
            day: part(DAY),
        })
    }

    /// The date of a year, a month and a day; as exact as those of them that are numbers.
    pub(crate) fn date(year: &str, month: Option<&str>, day: Option<&str>) -> String {
        let year = year.strip_suffix(".0").unwrap_or(year);
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let number = |text: Option<&str>, most: f64| {
            let number: f64 = text?.trim().parse().ok()?;
            (number.fract() == 0.0 && (1.0..=most).contains(&number)).then_some(number)
        };
        match (number(month, 12.0), number(day, 31.0)) {
            (Some(month), Some(day)) if is_year => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) if is_year => format!("{year}-{month:02}"),
            _ => year.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_belong_to_the_year_of_their_names() {
        let parts = |names: &[&str]| {
            let names: Vec<Arc<str>> = names.iter().map(|name| Arc::from(*name)).collect();
            DateParts::of(&names, 0).map(|parts| (parts.month, parts.day))
        };
        for names in [
            ["start_year", "start_month", "start_day"],
            ["styear", "stmon", "stday"],
            ["begyr", "begmo", "begday"],
            ["strtyr", "strtmnth", "strtday"],
            ["dyad_st_year", "dyad_st_month", "dyad_st_day"],
            ["year", "month", "day"],
        ] {
            assert_eq!(parts(&names), Some((1, Some(2))), "{names:?}");
        }
        assert_eq!(parts(&["start_year", "end_month", "end_day"]), None);
        assert_eq!(parts(&["end_year", "end_month"]), Some((1, None)));
    }

    #[test]
    fn a_date_is_as_exact_as_its_parts() {
        let date = DateParts::date;
        assert_eq!(date("1941", Some("12"), Some("7")), "1941-12-07");
        assert_eq!(date("1941.0", Some("9.0"), None), "1941-09");
        assert_eq!(date("1941", Some("-9"), Some("7")), "1941");
        assert_eq!(date("soon", Some("1"), Some("7")), "soon");
    }
}
