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
use part::Part;

pub use error::DateError;

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
    /// Says what is wrong with a text that is no EDTF date of level 1.
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
        self.0.start.part().map(Part::first_day)
    }

    /// The last day it may mean; `None` for an interval whose end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        self.0
            .end
            .unwrap_or(self.0.start)
            .part()
            .map(Part::last_day)
    }

    /// Whether the date is neither approximate (`~`) nor uncertain (`?`).
    pub fn is_sure(&self) -> bool {
        let sides = [Some(self.0.start), self.0.end].into_iter().flatten();
        let mut parts = sides.filter_map(Edge::part);
        parts.all(|part| !part.is_approximate && !part.is_uncertain)
    }

    /// The date in words: `September 2015`, `since 2001`, `about July 2016`.
    pub fn in_words(&self) -> String {
        let words = |part: Part| part.in_words();
        match (self.0.start, self.0.end) {
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
            (Edge::Open | Edge::Unknown, _) => self.0.text.to_string(),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

/// One side of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    At(Part),
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

    fn part(self) -> Option<Part> {
        match self {
            Self::At(part) => Some(part),
            Self::Open | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests;
