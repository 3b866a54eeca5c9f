//! What may happen to saved texts and to the panel that shows them, and what must be done outside for it.

use std::path::PathBuf;
use std::sync::Arc;

use super::Reading;
use crate::model::{Reference, ReferenceId};
use crate::tasks::Generation;

/// What shall happen to saved texts and the panel that shows them.
#[derive(Clone, Debug)]
pub enum Reader {
    /// The texts were read, and every quote held to them.
    Read {
        /// The document generation when it was asked for.
        generation: Generation,
        /// What was read.
        reading: Arc<Reading>,
    },
    /// Show a reference's text, and the panel with it.
    Show(ReferenceId),
    /// The panel was made this wide.
    SetWidth(f32),
    /// A text is to be added, as the text of this reference where one is given; ask which file it lies in.
    AskFile(Option<ReferenceId>),
    /// The text in this file is to be added.
    Fetch(PathBuf, Option<ReferenceId>),
    /// These words are to be added; ask what they are cited as.
    Ask(NewText),
    /// Citations were asked for; ask which file they lie in.
    AskCitations,
    /// The citations in this file are to be read.
    FetchCitations(PathBuf),
    /// They were read.
    Citations(Vec<Reference>),
    /// Add the words, as the text of this reference.
    Add(Box<Reference>, Arc<str>),
    /// A text or citations could not be read; the words say why.
    Refused(String),
}

/// Words that are to become the saved text of a reference.
#[derive(Clone, Debug, PartialEq)]
pub struct NewText {
    /// The file they came from, without its ending; nothing where they were pasted.
    pub name: String,
    /// The words.
    pub words: Arc<str>,
    /// The reference whose text they are, if that is known.
    pub to: Option<ReferenceId>,
    /// Citations that were read from a file, to choose from.
    pub citations: Vec<Reference>,
}

impl NewText {
    /// Words that were pasted, or are about to be where there are none.
    pub fn pasted(words: &str) -> Self {
        Self {
            name: String::new(),
            words: words.into(),
            to: None,
            citations: Vec::new(),
        }
    }
}

/// What must be done outside the state for it.
#[derive(Clone, Debug, PartialEq)]
pub enum ReaderRequest {
    /// Ask for a file with a text.
    AskFile(Option<ReferenceId>),
    /// Read a text from a file.
    Fetch(PathBuf, Option<ReferenceId>),
    /// Ask for a file with citations.
    AskCitations,
    /// Read citations from a file.
    FetchCitations(PathBuf),
}
