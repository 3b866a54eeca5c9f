//! Questions that a merge leaves: two files say different things, and a person has to decide.

use super::Fields;

/// A field that two merged files set to different values. The record has the value that was kept;
/// the question has the other one, so that nothing is lost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// What kind of record it is about: one of [`Question::RECORDS`].
    pub record: String,
    /// The id of the record; empty for the network as a whole.
    pub id: String,
    /// The key of the field in the file; empty if the other file deleted the record.
    pub field: String,
    /// The value that the record has, as JSON; `None` if it has none.
    pub kept: Option<String>,
    /// The value of the other file, as JSON; `None` if it has none.
    pub other: Option<String>,
    /// The file that the other value is from.
    pub from: String,
    /// Key order and unknown fields.
    pub fields: Fields,
}

impl Question {
    /// The words for records in [`Question::record`].
    pub const RECORDS: [&'static str; 4] = ["network", "actor", "relation", "source"];

    /// The key of a question about one claim of a relation, which one side set aside; the claim is
    /// in [`Question::kept`].
    pub const CLAIMS: &'static str = "claims";

    /// Whether it is about one claim, and not about a field.
    pub fn is_about_claim(&self) -> bool {
        self.record == "relation" && self.field == Self::CLAIMS
    }
}
