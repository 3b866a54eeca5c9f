//! What a writer is: one row of the table. Knows no particular format.

use super::claim_values;
use super::part::FormatPart;
use super::written_file::WrittenFile;
use crate::model::Document;
use crate::words;

/// A format of another program that is written.
pub struct Writer {
    /// A stable id for programs; that of the format that reads such files, where there is one.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// How names of such files end, without the first dot; the first is suggested.
    pub extensions: &'static [&'static str],
    /// What the file is good for, in a sentence.
    pub explanation: &'static str,
    /// The parts of a document that it holds.
    pub keeps: &'static [FormatPart],
    pub(super) write: fn(&Document) -> Result<WrittenFile, String>,
}

impl Writer {
    /// The bytes of the file.
    ///
    /// # Errors
    /// Says why the format cannot hold the document, and what to do.
    pub fn write(&self, document: &Document) -> Result<WrittenFile, String> {
        (self.write)(document)
    }

    /// Whether a format without claims has all of them as values of ties.
    fn has_claims_of(&self, document: &Document) -> bool {
        let has_values = self.keeps.contains(&FormatPart::RelationFields);
        has_values && !self.keeps.contains(&FormatPart::Claims) && claim_values::fit(document)
    }

    /// What of a document the file does not hold, in a sentence: `GraphML cannot hold: 12 claims
    /// and 3 quotes`. Nothing if it holds everything.
    pub fn omission(&self, document: &Document, written: &WrittenFile) -> Option<String> {
        // Where there are no actors there is nothing that they could have.
        let has_network = self.keeps.contains(&FormatPart::Actors);
        let has_claims = self.has_claims_of(document);
        let lost = FormatPart::ALL.iter().filter(|part| {
            let is_kept = self.keeps.contains(part) || (has_claims && part.is_of_claims());
            !is_kept && (has_network || part.is_whole_record())
        });
        let lost = lost.filter_map(|part| {
            let count = part.count(document);
            (count > 0).then(|| part.in_words(count))
        });
        let all: Vec<String> = lost.chain(written.changes.iter().cloned()).collect();
        (!all.is_empty()).then(|| format!("{} cannot hold: {}", self.name, words::list(&all)))
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
