//! A date without intervals: a year, month, season or day, the days it may mean, and its words.
//! Knows no notation.

use crate::model::day::{Day, days_in_month, month_in_words, year_in_words};

/// A year, month, season or day, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DatePart {
    /// The year; its first where digits are unspecified.
    pub year: i32,
    /// How many digits of the year are unspecified: 1 for `201X`, 2 for `20XX`.
    pub year_unspecified: u8,
    /// What is written after the year.
    pub finer: Finer,
    /// Whether it is marked as approximate: `~`.
    pub is_approximate: bool,
    /// Whether it is marked as uncertain: `?`.
    pub is_uncertain: bool,
}

/// What is written after the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finer {
    /// Nothing: a year.
    None,
    /// A month, from 1.
    Month(u8),
    /// 21 to 24: spring, summer, autumn, winter.
    Season(u8),
    /// A month and its day, from 1.
    Day(u8, u8),
    /// `2004-XX`
    SomeMonth,
    /// `1985-XX-XX`
    SomeDay,
    /// `1985-04-XX`
    SomeDayOf(u8),
}

impl DatePart {
    /// The first day it may mean.
    pub fn first_day(self) -> Day {
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

    /// The last day it may mean.
    pub fn last_day(self) -> Day {
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

    /// How many years the unspecified digits leave open, minus one.
    fn unspecified_years(self) -> i32 {
        10_i32.pow(self.year_unspecified.into()) - 1
    }

    /// `September 2015`, `about July 2016`.
    pub(super) fn in_words(self) -> String {
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

/// The first month of a season, as the north counts them.
fn season_start(season: u8) -> u8 {
    (season - 20) * 3
}

fn season_in_words(season: u8) -> &'static str {
    ["spring", "summer", "autumn", "winter"][usize::from(season - 21) % 4]
}
