//! What a format is: how it is recognized, read and written. Lists none.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::detect::Detection;
use super::json::Value;
use super::native::reading::Reading;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// One format of files.
pub struct Format {
    /// A stable id for programs.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// The endings of such files, without the dot.
    pub extensions: &'static [&'static str],
    pub(super) detection: Detection,
    pub(in crate::file) read: Option<FormatReader>,
    pub(super) write: Option<FormatWriter>,
    /// What to do with a file that is not read.
    pub(super) instead: &'static str,
}

/// Makes the bytes of a file from a document.
pub type FormatWriter = fn(&Document) -> Vec<u8>;

impl Format {
    /// Whether Frenemy opens such files.
    pub fn is_read(&self) -> bool {
        self.read.is_some()
    }

    /// A format that is read from its text.
    pub(super) const fn text(
        id: &'static str,
        name: &'static str,
        extensions: &'static [&'static str],
        detection: Detection,
        read: TextReader,
    ) -> Self {
        Self {
            id,
            name,
            extensions,
            detection,
            read: Some(FormatReader::Text(read)),
            write: None,
            instead: "",
        }
    }

    /// A format that is read from the tree of its JSON.
    pub(super) const fn tree(
        id: &'static str,
        name: &'static str,
        extensions: &'static [&'static str],
        fits: fn(&Value<'_>) -> bool,
        read: TreeReader,
    ) -> Self {
        Self {
            id,
            name,
            extensions,
            detection: Detection::Json(fits),
            read: Some(FormatReader::JsonTree(read)),
            write: None,
            instead: "",
        }
    }

    /// A format that is recognized and not read, and what to do instead.
    pub(super) const fn recognized(
        id: &'static str,
        name: &'static str,
        extensions: &'static [&'static str],
        detection: Detection,
        instead: &'static str,
    ) -> Self {
        Self {
            id,
            name,
            extensions,
            detection,
            read: None,
            write: None,
            instead,
        }
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Format")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Makes a document of a file.
#[derive(Clone, Copy)]
pub(in crate::file) enum FormatReader {
    /// From the tree of its JSON.
    Json(fn(Value<'_>, &mut Reading) -> Document),
    /// From the tree of its JSON, without its unknown fields in their order.
    JsonTree(TreeReader),
    /// From its text.
    Text(TextReader),
    /// From its bytes.
    Bytes(ByteReader),
}

/// Reads a tree of JSON, and reports its progress. Returns nothing if it was cancelled, or if the
/// report says why there is no network.
pub(in crate::file) type TreeReader =
    fn(&Value<'_>, &mut IssueLog, ProgressMeter<'_>) -> Option<Document>;

/// Source texts by the path that references give them.
pub(in crate::file) type EmbeddedTexts = BTreeMap<String, Arc<str>>;

/// Reads bytes like [`TextReader`] a text, with the texts of sources that are in the file.
pub(in crate::file) type ByteReader =
    fn(&[u8], &mut IssueLog, ProgressMeter<'_>) -> Option<(Document, EmbeddedTexts)>;

/// Reads a text, and reports its progress. Returns nothing if it was cancelled, or if
/// the report says why the text has no network.
pub(in crate::file) type TextReader =
    fn(&str, &mut IssueLog, ProgressMeter<'_>) -> Option<Document>;
