//! Dates, spans and days in the words of a language.

use super::tags::Language;
use crate::model::{Date, DatePart, DatePrecision, DateShape, Day, Finer, Span};
use crate::words::capitalized;

/// Whether a part of a date is a day, and nothing is said about how sure it is.
fn is_plain_day(part: DatePart) -> bool {
    matches!(part.finer, Finer::Day(..)) && !part.is_approximate && !part.is_uncertain
}

impl Language {
    /// A date in words: `September 2015`, `since 2001`, `about July 2016`.
    pub fn date(self, date: &Date) -> String {
        let words = |part| self.date_part(part);
        // Many languages put an article before a day.
        let key = |part, day: &'static str, other| if is_plain_day(part) { day } else { other };
        match date.shape() {
            DateShape::At(part) => words(part),
            DateShape::Between(from, to) => {
                let day = key(from, "date-range-days", "date-range");
                self.range(key(to, day, "date-range"), words(from), words(to))
            }
            DateShape::Since(part) => {
                self.dated(key(part, "date-since-day", "date-since"), words(part))
            }
            DateShape::Until(part) => {
                self.dated(key(part, "date-until-day", "date-until"), words(part))
            }
            DateShape::UnknownEnd(part) => self.dated("date-unknown-end", words(part)),
            DateShape::UnknownStart(part) => self.dated("date-unknown-start", words(part)),
            DateShape::AsWritten => date.as_str().to_owned(),
        }
    }

    /// The time that something shows, as the words of a sentence: `As of July 1914`, `Since 1914`.
    pub fn as_of(self, date: &Date) -> String {
        let words = self.date(date);
        match date.shape() {
            DateShape::At(_) | DateShape::AsWritten => self.dated("figure-as-of", words),
            _ => capitalized(&words),
        }
    }

    /// A span in words, as coarse as possible: `as of July 1914`, `from 1872 to 1914`.
    pub fn span(self, span: Span) -> String {
        let precision = span.precision();
        let words = |day: Day| match precision {
            DatePrecision::Year => self.year(day.year),
            DatePrecision::Month => self.month(day),
            DatePrecision::Day => self.day(day),
        };
        let key = |day: &'static str, other| match precision {
            DatePrecision::Day => day,
            DatePrecision::Year | DatePrecision::Month => other,
        };
        match (span.from.map(words), span.to.map(words)) {
            (None, None) => self.text("span-any"),
            (Some(from), None) => self.dated(key("span-since-day", "span-since"), from),
            (None, Some(to)) => self.dated(key("span-until-day", "span-until"), to),
            (Some(from), Some(to)) if from == to => self.dated("span-as-of", from),
            (Some(from), Some(to)) => self.range(key("span-range-days", "span-range"), from, to),
        }
    }

    fn date_part(self, part: DatePart) -> String {
        let year = match part.year_unspecified {
            0 => self.year(part.year),
            1 if part.year > 0 => {
                self.with("date-decade", &[("year", part.year.to_string().into())])
            }
            _ => {
                let [from, to] = [part.first_day(), part.last_day()].map(|day| self.year(day.year));
                self.range("date-some-year", from, to)
            }
        };
        let first = part.first_day();
        let words = match part.finer {
            Finer::None => year,
            Finer::Month(_) => self.month(first),
            Finer::Day(..) => self.day(first),
            Finer::Season(season) => {
                let season = self.name_in("seasons", usize::from(season.saturating_sub(21)));
                self.with(
                    "date-season",
                    &[("season", season.into()), ("year", year.into())],
                )
            }
            Finer::SomeMonth => self.with("date-some-month", &[("year", year.into())]),
            Finer::SomeDay => self.with("date-some-day", &[("when", year.into())]),
            Finer::SomeDayOf(_) => {
                self.with("date-some-day", &[("when", self.month(first).into())])
            }
        };
        let words = if part.is_approximate {
            let is_day = matches!(part.finer, Finer::Day(..));
            self.dated(
                if is_day {
                    "date-about-day"
                } else {
                    "date-about"
                },
                words,
            )
        } else {
            words
        };
        if part.is_uncertain {
            self.dated("date-uncertain", words)
        } else {
            words
        }
    }

    /// `1914`; `45 BC` for the year −44.
    fn year(self, year: i32) -> String {
        let (key, year) = if year > 0 {
            ("date-year", i64::from(year))
        } else {
            ("date-year-bc", 1 - i64::from(year))
        };
        self.with(key, &[("year", year.to_string().into())])
    }

    fn month(self, day: Day) -> String {
        let month = self.name_in("months", usize::from(day.month.saturating_sub(1)));
        let year = self.year(day.year);
        self.with(
            "date-month",
            &[("month", month.into()), ("year", year.into())],
        )
    }

    fn day(self, day: Day) -> String {
        let month = self.name_in("months-of-day", usize::from(day.month.saturating_sub(1)));
        let values = [
            ("day", day.day.to_string().into()),
            ("month", month.into()),
            ("year", self.year(day.year).into()),
        ];
        let key = match day.day {
            1 => "date-first-day",
            _ => "date-day",
        };
        self.with(key, &values)
    }

    /// A day of any year: `5 апреля`, `5 de abril`.
    pub fn day_of_year(self, month: u8, day: u8) -> String {
        let month = self.name_in("months-of-day", usize::from(month.saturating_sub(1)));
        let values = [("day", usize::from(day).into()), ("month", month.into())];
        self.with("date-day-of-year", &values)
    }

    /// The name at this place in a message that lists names.
    fn name_in(self, key: &'static str, index: usize) -> String {
        let names = self.text(key);
        names.split(", ").nth(index).unwrap_or_default().to_owned()
    }

    fn dated(self, key: &'static str, date: String) -> String {
        self.with(key, &[("date", date.into())])
    }

    fn range(self, key: &'static str, from: String, to: String) -> String {
        self.with(key, &[("from", from.into()), ("to", to.into())])
    }
}
