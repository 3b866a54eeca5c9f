//! Problems of a file: where, what was found, what was expected, what to do.

use std::fmt;

/// A problem of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// How severe it is.
    pub severity: Severity,
    /// A stable word for programs: `dangling-end`, `repeated-id`, `bad-date`.
    pub code: &'static str,
    /// Where in the file.
    pub place: Location,
    /// What was found and what was expected, in one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Issue {
    /// Whether it only says how the file was interpreted, and is not a problem.
    pub fn is_note(&self) -> bool {
        self.severity == Severity::Note
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Location {
            line,
            column,
            pointer,
        } = &self.place;
        write!(
            f,
            "{line}:{column}: {}: {}",
            self.severity.as_str(),
            self.message
        )?;
        if !pointer.is_empty() {
            write!(f, " (at {pointer})")?;
        }
        match &self.hint {
            Some(hint) => write!(f, ". {hint}"),
            None => Ok(()),
        }
    }
}

/// Where in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Line, from 1; 0 if the file has no lines.
    pub line: usize,
    /// Column in characters, from 1; 0 if the file has none.
    pub column: usize,
    /// The JSON pointer (RFC 6901); empty for the whole file.
    pub pointer: String,
}

/// How severe an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No problem: says how an ambiguous file was interpreted.
    Note,
    /// The file opens, but something in it was read differently than written.
    Warning,
    /// Something in the file could not be used, or the whole file.
    Error,
}

impl Severity {
    /// The word shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
