//! Merges two files that were made from one, and compares two files: by the ids of records and by
//! the quotes of claims. Knows no disk.
//!
//! Records are merged field by field against the file that both were made from. What only one side
//! changed is taken from it; a claim of which both changed the same field becomes two claims; of
//! any other field that both changed, our value stays and the other one becomes a `Question`; a
//! relation whose kind or direction two coders chose differently becomes two. Without a common file
//! nothing is deleted. Nothing that either side says is lost: see `properties`.

mod claims;
mod codings;
mod compare;
mod document;
mod ends;
mod in_words;
mod members;
mod namesakes;
mod network;
mod record;
mod relations;
mod rename;
mod report;
mod settle;
mod settlements;
mod table;
mod used;
mod view_list;

#[cfg(test)]
mod conflict_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use crate::model::Document;

pub use compare::{ComparedRecord, FieldDifference, FileComparison, RecordStatus, compare};
pub use in_words::value_in_words;
pub use report::{MergeChange, MergeNames, MergeNote, MergeReport, MergeSide, Merged};

pub use settle::settled;

use document::merge_documents;

/// Merges two documents; `base` is the one that both were made from. O(records, and the claims of
/// those that differ).
pub fn merge(
    base: Option<&Document>,
    ours: &Document,
    theirs: &Document,
    names: MergeNames<'_>,
) -> Merged {
    merge_documents(base, ours, theirs, names)
}
