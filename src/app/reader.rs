//! Commands about source texts and the panel that shows them, and requests to the outside.

use std::path::PathBuf;
use std::sync::Arc;

use super::CheckedTexts;
use crate::model::{Reference, ReferenceId};
use crate::tasks::Generation;

/// A command about source texts or the panel that shows them.
#[derive(Clone, Debug)]
pub enum ReaderCommand {
    /// The texts were read, and every quote was checked against them.
    Read {
        /// The document generation when it was asked for.
        generation: Generation,
        /// The texts and the checked quotes.
        checked: Arc<CheckedTexts>,
    },
    /// Show a reference's text, and open the panel.
    Show(ReferenceId),
    /// The panel was resized to this width.
    SetWidth(f32),
    /// Read the text in this file, for this reference if one is given.
    Fetch(PathBuf, Option<ReferenceId>),
    /// Ask for the citation of this new text.
    Ask(NewText),
    /// Read the citations in this file.
    FetchCitations(PathBuf),
    /// Citations were read; the messages say which could not be.
    Citations(Vec<Reference>, Vec<String>),
    /// Add the text to this reference.
    Add(Box<Reference>, Arc<str>),
    /// A text or citations could not be read; the message says why.
    Refused(String),
}

/// A new source text.
#[derive(Clone, Debug, PartialEq)]
pub struct NewText {
    /// The name of its file, without its extension; empty if it was pasted.
    pub name: String,
    /// The text.
    pub words: Arc<str>,
    /// Its reference, if that is known.
    pub to: Option<ReferenceId>,
    /// What the user should know about how it was read.
    pub note: Option<String>,
    /// Which file it was taken from, where that was no plain text; kept as a note of its reference.
    pub origin: Option<String>,
    /// Citations to choose from: what its file says about itself, or what a file of citations has.
    pub citations: Vec<Reference>,
}

impl NewText {
    /// A text that was pasted, or is about to be.
    pub fn pasted(words: &str) -> Self {
        Self {
            name: String::new(),
            words: words.into(),
            to: None,
            note: None,
            origin: None,
            citations: Vec::new(),
        }
    }
}

/// What is requested from the outside.
#[derive(Clone, Debug, PartialEq)]
pub enum ReaderRequest {
    /// Read a text from a file.
    Fetch(PathBuf, Option<ReferenceId>),
    /// Read citations from a file.
    FetchCitations(PathBuf),
}
