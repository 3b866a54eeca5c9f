//! Issues while a file is read: collected by byte, given line, column and pointer at the end.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::limits::{ISSUES_OF_A_KIND, MESSAGE_BYTES};
use crate::model::{ColumnPreview, FileNetwork, Issue, Location, ReadChoices, Severity};
use crate::words::cut_to;

use super::formats::json::Pointers;

/// The issues found so far, each at a byte of the text.
#[derive(Debug, Default)]
pub(crate) struct IssueLog {
    found: Vec<(usize, Issue)>,
    /// How many issues there are of each kind; only the first
    /// [`ISSUES_OF_A_KIND`] are kept.
    kinds: BTreeMap<&'static str, IssueKind>,
    /// How many bytes there are before the text in what is read.
    shift: usize,
    /// Whether issues are dropped, as when a kept text is read again for writing.
    pub(super) is_muted: bool,
    /// What was chosen about the file before it is read.
    pub(crate) choices: Arc<ReadChoices>,
    /// How the columns were understood, once they were.
    pub(crate) preview: Option<Box<ColumnPreview>>,
    /// The networks of the file, if it has several.
    pub(crate) networks: Vec<FileNetwork>,
    /// Whether a choice does not fit the file, which is refused then.
    pub(crate) is_refused: bool,
}

impl IssueLog {
    /// A report on a file about which something was chosen.
    pub(super) fn choosing(choices: &Arc<ReadChoices>) -> Self {
        Self {
            choices: Arc::clone(choices),
            ..Self::default()
        }
    }

    /// A report that drops all issues.
    pub(super) fn muted() -> Self {
        Self {
            is_muted: true,
            ..Self::default()
        }
    }

    /// Says that what is read has this many bytes before the text.
    pub(super) fn shift(&mut self, bytes: usize) {
        self.shift = bytes;
    }

    /// Whether there are no issues so far.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether something could not be used.
    pub(super) fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|(_, issue)| issue.severity == Severity::Error)
    }

    /// Adds the issues of another report on the same text.
    pub(super) fn append(&mut self, other: Self) {
        for (at, issue) in other.found {
            self.add(issue.severity, at, issue.code, issue.message, issue.hint);
        }
    }

    /// Something that could not be used as it is.
    pub(super) fn error(
        &mut self,
        at: usize,
        code: &'static str,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.add(Severity::Error, at, code, message.into(), hint);
    }

    /// Something that was read differently from how it is written.
    pub(super) fn warning(
        &mut self,
        at: usize,
        code: &'static str,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.add(Severity::Warning, at, code, message.into(), hint);
    }

    /// How something ambiguous was interpreted.
    pub(super) fn note(
        &mut self,
        at: usize,
        code: &'static str,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.add(Severity::Note, at, code, message.into(), hint);
    }

    fn add(
        &mut self,
        severity: Severity,
        at: usize,
        code: &'static str,
        message: String,
        hint: Option<String>,
    ) {
        if self.is_muted {
            return;
        }
        let at = at.saturating_sub(self.shift);
        let kind = self.kinds.entry(code).or_default();
        kind.count += 1;
        if kind.count > ISSUES_OF_A_KIND.count() {
            kind.first_unlisted.get_or_insert((at, severity));
            return;
        }
        let issue = Issue {
            severity,
            code,
            place: Location::default(),
            message: bounded(message),
            hint: hint.map(bounded),
        };
        self.found.push((at, issue));
    }

    /// All issues in the order of the file, with their places.
    ///
    /// Takes one walk over the text and O(issues · log issues), however long its lines are.
    pub(super) fn into_issues(
        mut self,
        text: &str,
        mut pointers: Option<Pointers<'_>>,
    ) -> Vec<Issue> {
        self.count_unlisted();
        self.found.sort_by_key(|(at, _)| *at);
        let mut walk = Walk::new(text);
        self.found
            .into_iter()
            .map(|(at, mut issue)| {
                let (line, column) = walk.line_and_column(at);
                let pointer = pointers.as_mut();
                let pointer = pointer.map_or_else(String::new, |pointers| pointers.at(at));
                issue.place = Location {
                    line,
                    column,
                    pointer,
                };
                issue
            })
            .collect()
    }
}

impl IssueLog {
    /// Adds an issue for each kind of which not all are kept: how many are missing.
    fn count_unlisted(&mut self) {
        for (code, kind) in std::mem::take(&mut self.kinds) {
            let Some((at, severity)) = kind.first_unlisted else {
                continue;
            };
            let more = kind.count - ISSUES_OF_A_KIND.count();
            let issue = Issue {
                severity,
                code,
                place: Location::default(),
                message: ISSUES_OF_A_KIND.message(more),
                hint: Some("The first of them is here.".to_owned()),
            };
            self.found.push((at, issue));
        }
    }
}

/// A message that quotes words of any length, cut.
fn bounded(message: String) -> String {
    cut_to(MESSAGE_BYTES.count(), message)
}

/// The issues of one kind.
#[derive(Debug, Default)]
struct IssueKind {
    count: usize,
    /// The first one that is only counted.
    first_unlisted: Option<(usize, Severity)>,
}

/// Line and column of bytes in ascending order. Pointers are left out.
pub(super) fn places(text: &str, bytes: &[usize]) -> Vec<Location> {
    let mut walk = Walk::new(text);
    let place = |at: &usize| {
        let (line, column) = walk.line_and_column(*at);
        Location {
            line,
            column,
            pointer: String::new(),
        }
    };
    bytes.iter().map(place).collect()
}

/// Counts lines and characters from one place in the text to a later one.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// The place of a byte; bytes come in ascending order.
    fn line_and_column(&mut self, at: usize) -> (usize, usize) {
        let mut end = at.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let between = self.text.get(self.at..end).unwrap_or_default();
        self.line += between.bytes().filter(|byte| *byte == b'\n').count();
        self.column = match between.rfind('\n') {
            Some(last) => between[last + 1..].chars().count() + 1,
            None => self.column + between.chars().count(),
        };
        self.at = end.max(self.at);
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_issues_of_a_kind_are_listed_and_the_rest_are_counted() {
        let mut log = IssueLog::default();
        for at in 0..1_500 {
            log.warning(at, "many", "the same again", None);
        }
        log.error(3, "one", "something else", None);
        let issues = log.into_issues(&"x".repeat(2_000), None);
        assert_eq!(issues.len(), 1_002);
        assert_eq!(issues[4].code, "one");
        let last = &issues[1_001];
        assert_eq!(last.message, "500 more issues of this kind are not listed");
        assert_eq!((last.code, last.place.column), ("many", 1_001));
    }

    #[test]
    fn a_long_message_is_cut() {
        let mut log = IssueLog::default();
        log.note(
            0,
            "long",
            "é".repeat(1_000_000),
            Some("é".repeat(1_000_000)),
        );
        let issues = log.into_issues("", None);
        let texts = [&issues[0].message, issues[0].hint.as_ref().unwrap()];
        for text in texts {
            assert!(text.ends_with("é…") && text.len() < 1_010, "{}", text.len());
        }
    }

    #[test]
    fn columns_count_characters() {
        let mut walk = Walk::new("é\n日本x\ny");
        assert_eq!(walk.line_and_column(0), (1, 1));
        assert_eq!(walk.line_and_column(2), (1, 2));
        assert_eq!(walk.line_and_column(9), (2, 3));
        assert_eq!(walk.line_and_column(9), (2, 3));
        assert_eq!(walk.line_and_column(11), (3, 1));
        assert_eq!(walk.line_and_column(100), (3, 2));
    }
}
