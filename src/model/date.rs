//! Dates in EDTF (ISO 8601-2), level 1: as written, and the days they span.

use std::fmt;
use std::sync::Arc;

/// A date or an interval of dates as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    text: Arc<str>,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong, in words.
    pub message: String,
}

impl Date {
    /// Reads EDTF.
    ///
    /// # Errors
    /// Says what is wrong with a text that is no EDTF date of level 1.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        Ok(Self { text: text.into() })
    }

    /// The date as written in the file.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The date in words: `September 2015`, `since 2001`, `about July 2016`.
    pub fn in_words(&self) -> String {
        self.text.to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
