//! What a merge did: what came from which side, and what it leaves to decide. Merges nothing.

use crate::model::{Document, Question};
use crate::words::{counted, list};

/// The files of a merge by their names.
#[derive(Clone, Copy, Debug)]
pub struct MergeNames<'a> {
    /// The name of our file.
    pub ours: &'a str,
    /// The name of the other file.
    pub theirs: &'a str,
}

/// A merged document.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The document, with its questions.
    pub document: Document,
    /// What came from where, and what has to be decided.
    pub report: MergeReport,
}

/// A side of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MergeSide {
    /// Our file.
    Ours,
    /// The other file.
    Theirs,
    /// Both files.
    Both,
}

impl MergeSide {
    /// A stable word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
            Self::Both => "both",
        }
    }

    /// The side that is not this one; both for both.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Ours => Self::Theirs,
            Self::Theirs => Self::Ours,
            Self::Both => Self::Both,
        }
    }
}

/// What a merge did with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MergeChange {
    /// It is new on this side.
    Added,
    /// This side changed it.
    Changed,
    /// This side deleted it.
    Removed,
    /// This side deleted it, and it stays because the other side changed or uses it.
    Kept,
    /// It is another record than that of the same id on the other side, and got another id.
    Renamed,
    /// A claim, a step or a text note that both sides changed: it became two.
    Doubled,
    /// Both sides added a record of this name, under two ids: perhaps they are one.
    Namesake,
}

impl MergeChange {
    /// A stable word for programs, and for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Kept => "kept",
            Self::Renamed => "renamed",
            Self::Doubled => "doubled",
            Self::Namesake => "namesake",
        }
    }
}

/// What a merge did with one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeNote {
    /// The side that it came from.
    pub side: MergeSide,
    /// What was done.
    pub change: MergeChange,
    /// What kind of record: one of [`Question::RECORDS`], `claim`, `step` or `text note`.
    pub record: &'static str,
    /// Its id; for a claim that of its relation; empty for the network; for namesakes both ids.
    pub id: String,
    /// Its name in words.
    pub name: String,
}

/// What a merge did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergeReport {
    /// What came from where, in the order of the records.
    pub notes: Vec<MergeNote>,
    /// What a person has to decide, and did not have to before.
    pub questions: Vec<Question>,
    /// Actors that both sides moved: they stay where our file has them.
    pub moved: usize,
    /// Actors that only their side moved, or pinned: they are where the other file has them.
    pub moved_by_theirs: usize,
}

impl MergeReport {
    /// Adds what was done with the records that follow.
    pub(super) fn add(&mut self, more: Self) {
        self.notes.extend(more.notes);
        self.questions.extend(more.questions);
        self.moved += more.moved;
        self.moved_by_theirs += more.moved_by_theirs;
    }

    /// How many records of a kind came from a side in this way.
    pub fn count(&self, side: MergeSide, change: MergeChange, record: &str) -> usize {
        let notes = self.notes.iter();
        let same = notes
            .filter(|note| (note.side, note.change) == (side, change) && note.record == record);
        same.count()
    }

    /// `3 relations and 5 claims added`, by any of these sides; `None` for none.
    pub fn in_words(&self, sides: &[MergeSide], change: MergeChange) -> Option<String> {
        let count = |record: &str| {
            let counts = sides.iter().map(|side| self.count(*side, change, record));
            counts.sum::<usize>()
        };
        let of_network = (count("network") > 0).then(|| "fields of the network".to_owned());
        let records = ["source", "actor", "relation", "claim", "step", "text note"];
        let counts = records.map(|record| (count(record), record));
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts = counts.map(|(count, record)| counted(count, record, &format!("{record}s")));
        let counts: Vec<_> = of_network.into_iter().chain(counts).collect();
        let done = match change {
            MergeChange::Namesake => "added by both under two ids",
            _ => change.as_str(),
        };
        (!counts.is_empty()).then(|| format!("{} {done}", list(&counts)))
    }
}
