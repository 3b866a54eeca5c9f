//! Dates in EDTF (ISO 8601-2), level 1: as written, and the days they span.
//!
//! <https://www.loc.gov/standards/datetime/>. The text is kept exactly; its meaning is computed
//! once.

mod error;
mod parse;
mod part;

use std::fmt;
use std::sync::Arc;

use super::Day;
use error::refuse;

pub use error::DateError;
pub use part::{DatePart, Finer};

/// A date or an interval of dates as written. A clone copies a pointer: files repeat few dates.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date(Arc<WrittenDate>);

/// The text of a date and its meaning.
#[derive(Debug, PartialEq, Eq, Hash)]
struct WrittenDate {
    text: Box<str>,
    start: Edge,
    /// The end of an interval; `None` for a single date.
    end: Option<Edge>,
}

impl Date {
    /// Reads EDTF of levels 0 and 1.
    ///
    /// # Errors
    /// Says what is wrong with a text that is not an EDTF date of level 1.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let (start, end) = match text.split_once('/') {
            None => (Edge::At(parse::part(text)?), None),
            Some((_, after)) if after.contains('/') => {
                return refuse("an interval has one slash");
            }
            Some((before, after)) => (Edge::parse(before)?, Some(Edge::parse(after)?)),
        };
        let text = text.into();
        let date = Self(Arc::new(WrittenDate { text, start, end }));
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
        &self.0.text
    }

    /// The first day it may mean; `None` for an interval whose beginning is open or unknown.
    ///
    /// `~` and `?` do not widen it, since they do not say by how much.
    pub fn earliest(&self) -> Option<Day> {
        self.0.start.part().map(DatePart::first_day)
    }

    /// The last day it may mean; `None` for an interval whose end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        self.0
            .end
            .unwrap_or(self.0.start)
            .part()
            .map(DatePart::last_day)
    }

    /// Whether the date is neither approximate (`~`) nor uncertain (`?`).
    pub fn is_sure(&self) -> bool {
        let sides = [Some(self.0.start), self.0.end].into_iter().flatten();
        let mut parts = sides.filter_map(Edge::part);
        parts.all(|part| !part.is_approximate && !part.is_uncertain)
    }

    /// What the date says, for words in any language.
    pub fn shape(&self) -> DateShape {
        match (self.0.start, self.0.end) {
            (Edge::At(part), None) => DateShape::At(part),
            (Edge::At(from), Some(Edge::At(to))) => DateShape::Between(from, to),
            (Edge::At(from), Some(Edge::Open)) => DateShape::Since(from),
            (Edge::At(from), Some(Edge::Unknown)) => DateShape::UnknownEnd(from),
            (Edge::Open, Some(Edge::At(to))) => DateShape::Until(to),
            (Edge::Unknown, Some(Edge::At(to))) => DateShape::UnknownStart(to),
            (Edge::Open | Edge::Unknown, _) => DateShape::AsWritten,
        }
    }

    /// The date in words: `September 2015`, `since 2001`, `about July 2016`.
    pub fn in_words(&self) -> String {
        let words = |part: DatePart| part.in_words();
        match self.shape() {
            DateShape::At(part) => words(part),
            DateShape::Between(from, to) => format!("{} to {}", words(from), words(to)),
            DateShape::Since(from) => format!("since {}", words(from)),
            DateShape::UnknownEnd(from) => format!("from {} to an unknown end", words(from)),
            DateShape::Until(to) => format!("until {}", words(to)),
            DateShape::UnknownStart(to) => format!("from an unknown start to {}", words(to)),
            DateShape::AsWritten => self.0.text.to_string(),
        }
    }
}

/// A date or an interval, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateShape {
    /// One date.
    At(DatePart),
    /// From one date to another.
    Between(DatePart, DatePart),
    /// It has not ended.
    Since(DatePart),
    /// It has always been so before.
    Until(DatePart),
    /// When it ended is not known.
    UnknownEnd(DatePart),
    /// When it began is not known.
    UnknownStart(DatePart),
    /// Neither side has a date.
    AsWritten,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

/// One side of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    At(DatePart),
    /// `..`: the interval is open on this side.
    Open,
    /// Empty: the date is not known.
    Unknown,
}

impl Edge {
    fn parse(text: &str) -> Result<Self, DateError> {
        match text {
            ".." => Ok(Self::Open),
            "" => Ok(Self::Unknown),
            "open" => refuse("an open end is written `..`"),
            "unknown" => refuse("an unknown end is left empty"),
            text => parse::part(text).map(Self::At),
        }
    }

    fn part(self) -> Option<DatePart> {
        match self {
            Self::At(part) => Some(part),
            Self::Open | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests;
