//! Saved texts that are written together with a relations file, as plain values. Knows no file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::ReferenceId;

/// Where the texts of a document are before it is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanionTexts {
    /// Texts that are in no file yet, by the path in references.
    pub unsaved: BTreeMap<String, Arc<str>>,
    /// The relations file beside which the other texts are.
    pub from: Option<PathBuf>,
}

/// A text that was written beside a relations file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenText {
    /// The reference whose text it is.
    pub reference: ReferenceId,
    /// The path that the reference named.
    pub asked: String,
    /// The path at which the text now is: another one if that was taken or not allowed.
    pub path: String,
}
