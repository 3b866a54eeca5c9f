//! Source texts: show, add, update.

use std::sync::Arc;

use crate::app::{Change, Dialog, Effect, NewText, ReaderCommand, ReaderRequest, State};
use crate::evidence;
use crate::model::{Edit, Reference, ReferenceId, WrittenText, free_text_path};

impl State {
    pub(super) fn obey_reader(&mut self, command: ReaderCommand) -> Option<Effect> {
        use ReaderRequest as E;
        let request = |request| Some(Effect::Reader(request));
        match command {
            ReaderCommand::Read {
                generation,
                checked,
            } => {
                if self.document_generation.accepts(generation) {
                    self.open.source_texts.checked = checked;
                }
                None
            }
            ReaderCommand::Show(reference) => self.show_text(reference),
            ReaderCommand::SetWidth(width) => {
                self.settings.reader_width = width;
                None
            }
            ReaderCommand::AskFile(to) => request(E::AskFile(to)),
            ReaderCommand::Fetch(path, to) => request(E::Fetch(path, to)),
            ReaderCommand::Ask(new) => self.ask_citation(new),
            ReaderCommand::AskCitations => request(E::AskCitations),
            ReaderCommand::FetchCitations(path) => request(E::FetchCitations(path)),
            ReaderCommand::Citations(citations, problems) => {
                self.take_citations(citations, &problems)
            }
            ReaderCommand::Add(reference, words) => Some(self.add_text(*reference, words)),
            ReaderCommand::Refused(words) => {
                self.notify(words, true);
                None
            }
        }
    }

    pub(in crate::app) fn toggle_reader(&mut self) -> Option<Effect> {
        self.settings.shows_reader = !self.settings.shows_reader;
        None
    }

    fn show_text(&mut self, reference: ReferenceId) -> Option<Effect> {
        self.open.session.reading = Some(reference);
        self.settings.shows_reader = true;
        None
    }

    fn ask_citation(&mut self, new: NewText) -> Option<Effect> {
        if self.has_document() {
            self.dialog = Some(Dialog::AddText(new));
        }
        None
    }

    /// Takes citations: as choices if a text is being added, else as new sources.
    fn take_citations(&mut self, citations: Vec<Reference>, problems: &[String]) -> Option<Effect> {
        if let Some((first, more)) = problems.split_first() {
            let more = match more.len() {
                0 => String::new(),
                count => format!(", and {}", crate::words::counted(count, "more", "more")),
            };
            self.notify(format!("Not all of it could be read: {first}{more}"), true);
        }
        if let Some(Dialog::AddText(new)) = &mut self.dialog {
            new.citations = citations;
            return None;
        }
        if citations.is_empty() {
            return None;
        }
        let count = crate::words::counted(citations.len(), "source", "sources");
        self.notify(format!("{count} added"), false);
        self.change(&Change::AddReferences(citations))
    }

    /// Adds a text in memory; it is written when the document is saved.
    fn add_text(&mut self, mut reference: Reference, words: Arc<str>) -> Effect {
        if let Some(Dialog::AddText(NewText {
            origin: Some(origin),
            ..
        })) = self.dialog.take()
        {
            reference.add_note(&origin);
        }
        if reference.first_paragraph.is_none() && begins_with_title(&words, reference.title()) {
            reference.first_paragraph = Some(2);
        }
        let path = self.free_text_path(&reference);
        self.open.source_texts.unsaved.insert(path.clone(), words);
        reference.text = Some(path);
        self.show_text(reference.id.clone());
        let edit = Edit::put_references(self.document(), vec![reference]);
        self.commit(&edit)
    }

    /// A path for a reference's text that no other text uses.
    fn free_text_path(&self, reference: &Reference) -> String {
        let is_named = |path: &str| {
            let mut others = self.document().references.iter();
            self.open.source_texts.unsaved.contains_key(path)
                || others.any(|other| other.text.as_deref() == Some(path))
        };
        free_text_path(reference.id.as_str(), "txt", is_named)
    }

    /// Texts that were written beside the file are no longer unsaved; if one got another path, the
    /// reference gets that path.
    pub(super) fn shelve(&mut self, texts: &[WrittenText]) {
        let mut renamed = Vec::new();
        for text in texts {
            if text.path == text.asked {
                self.open.source_texts.unsaved.remove(&text.asked);
                continue;
            }
            let reference = self.document().references.get(&text.reference);
            if let Some(reference) =
                reference.filter(|reference| reference.text.as_ref() == Some(&text.asked))
            {
                renamed.push(Reference {
                    text: Some(text.path.clone()),
                    ..Reference::clone(reference)
                });
            }
        }
        let edit = Edit::put_references(self.document(), renamed);
        self.open.history.amend(&edit);
    }

    /// The reference whose text the reader shows: the chosen one, else the first with a text, else
    /// the first.
    pub fn read_reference(&self) -> Option<&Arc<Reference>> {
        let references = &self.document().references;
        let asked = self.open.session.reading.as_ref();
        asked
            .and_then(|id| references.get(id))
            .or_else(|| references.iter().find(|reference| reference.text.is_some()))
            .or_else(|| references.iter().next())
    }
}

/// Whether the first paragraph of a text is its title, and another one follows.
fn begins_with_title(words: &str, title: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let paragraphs = evidence::paragraphs(words);
    let first = paragraphs
        .first()
        .map(|first| letters(&words[first.range.clone()]));
    paragraphs.len() > 1 && first.is_some_and(|first| !first.is_empty() && first == letters(title))
}
