//! Source texts: show, add, update.

use std::sync::Arc;

use crate::app::state::Act;
use crate::app::{Change, Dialog, Effect, NewText, ReaderCommand, ReaderRequest, State};
use crate::evidence;
use crate::model::{Edit, Issued, PersonName, Reference, ReferenceId, WrittenText, free_text_path};

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
            ReaderCommand::Fetch(path, to) => request(E::Fetch(path, to)),
            ReaderCommand::Ask(new) => self.ask_citation(new),
            ReaderCommand::FetchCitations(path) => request(E::FetchCitations(path)),
            ReaderCommand::Citations(citations, problems) => {
                self.take_citations(citations, &problems)
            }
            ReaderCommand::Add(reference, words) => Some(self.add_text(*reference, words)),
            ReaderCommand::Refused(words) => {
                self.notify_failed(Act::AddText, words);
                None
            }
        }
    }

    fn show_text(&mut self, reference: ReferenceId) -> Option<Effect> {
        self.open.session.reading = Some(reference);
        self.open_reader();
        None
    }

    fn ask_citation(&mut self, new: NewText) -> Option<Effect> {
        if self.has_document() {
            self.succeeded(Act::AddText);
            self.dialog = Some(Dialog::AddText(new));
        }
        None
    }

    /// Takes citations: as choices if a text is being added, else as new sources.
    fn take_citations(&mut self, citations: Vec<Reference>, problems: &[String]) -> Option<Effect> {
        self.succeeded(Act::AddText);
        if let Some((first, more)) = problems.split_first() {
            let more = match more.len() {
                0 => String::new(),
                count => format!(", and {}", crate::words::counted(count, "more", "more")),
            };
            let words = format!("Not all of it could be read: {first}{more}");
            self.notify_failed(Act::AddText, words);
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
        if reference.first_paragraph.is_none() {
            reference.first_paragraph = first_counted(&words, &reference);
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
    pub(super) fn attach_texts(&mut self, texts: &[WrittenText]) {
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

/// The paragraph that is counted as the first, from 1, where a headline comes before it: the title,
/// and a byline below it; or a byline alone.
fn first_counted(words: &str, reference: &Reference) -> Option<u32> {
    let paragraphs = evidence::paragraphs(words);
    let paragraphs = paragraphs.iter().map(|one| &words[one.range.clone()]);
    let all: Vec<&str> = paragraphs.collect();
    let is_headed = all
        .first()
        .is_some_and(|first| is_headline(first, reference));
    let rest = &all[usize::from(is_headed)..];
    if !is_headed
        && !rest
            .first()
            .is_some_and(|first| is_byline(first, reference))
    {
        return None;
    }
    let is_above_text = |line: &&&str| is_byline(line, reference) || is_dateline(line, reference);
    let lines = rest.iter().take(2).take_while(is_above_text).count();
    // Lines that nothing follows are the text.
    let above = usize::from(is_headed) + lines.min(rest.len().checked_sub(1)?);
    (above > 0).then_some(1 + above as u32)
}

/// Whether the first paragraph is the title, or the beginning of it.
fn is_headline(paragraph: &str, reference: &Reference) -> bool {
    let (title, words) = (letters(reference.title()), letters(paragraph));
    let is_beginning = words.chars().count() >= MIN_HEADLINE && title.starts_with(&words);
    !words.is_empty() && (words == title || is_beginning)
}

/// The least number of letters of a headline that is only the beginning of a title.
const MIN_HEADLINE: usize = 8;

/// Whether a paragraph below a title is the outlet or the date.
fn is_dateline(paragraph: &str, reference: &Reference) -> bool {
    let is_short = paragraph.chars().count() <= MAX_BYLINE;
    let words = letters(paragraph);
    let outlet = reference.outlet().map(letters).unwrap_or_default();
    let is_date = Issued::parse(paragraph).is_some_and(|date| matches!(date, Issued::Date(_)));
    is_short
        && (is_date || !outlet.is_empty() && words.starts_with(&outlet))
        && !paragraph.trim_end().ends_with('.')
}

/// The longest byline, in characters.
const MAX_BYLINE: usize = 160;

/// Whether a paragraph below a title names the authors, or says that it does.
fn is_byline(paragraph: &str, reference: &Reference) -> bool {
    let words = letters(paragraph);
    let is_short = paragraph.chars().count() <= MAX_BYLINE;
    let is_sentence = paragraph.trim_end().ends_with(['.', '!', '?', '”', '"']);
    let is_named = |name: &PersonName| {
        let parts = match &name.family {
            Some(family) => vec![Some(family.clone()), name.given.clone()],
            None => vec![Some(name.full())],
        };
        let mut parts = parts.into_iter().flatten().map(|part| letters(&part));
        parts.all(|part| !part.is_empty() && words.contains(&part))
    };
    let begins = paragraph.trim_start().to_lowercase().starts_with("by ");
    is_short && !is_sentence && (begins || reference.authors.iter().any(is_named))
}

/// The letters and digits of a text in lower case.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_and_a_byline_are_not_counted() {
        let reference = Reference {
            title: Some("The River Accord".into()),
            authors: vec![PersonName::parse("Wright, Ada")],
            container_title: Some("The Weekly Lamp".into()),
            ..Reference::new("r")
        };
        let first = |words: &str| first_counted(words, &reference);
        assert_eq!(first("The river accord\n\nIt was signed in May."), Some(2));
        let cases = [
            ("By Ada Wright", 3),
            ("Ada Wright, Loria, 4 May 2031", 3),
            ("by our correspondent", 3),
            ("The Weekly Lamp, 4 May 2031", 3),
            ("4 May 2031", 3),
            ("By Ada Wright\n\nThe Weekly Lamp, 4 May 2031", 4),
            ("By May the accord had failed.", 2),
            ("Ada Wright was the first to sign it.", 2),
            ("The envoys met in spring", 2),
        ];
        for (second, expected) in cases {
            let words = format!("The river accord\n\n{second}\n\nIt was signed.");
            assert_eq!(first(&words), Some(expected), "{second}");
        }
        // A byline that nothing follows is the text.
        assert_eq!(first("The river accord\n\nBy Ada Wright"), Some(2));
        assert_eq!(first("The river accord"), None);
        assert_eq!(first("It was signed.\n\nThe river accord"), None);
        // Without a headline, a byline alone.
        assert_eq!(first("By Ada Wright\n\nIt was signed."), Some(2));
        assert_eq!(
            first("By Ada Wright\n\n4 May 2031\n\nIt was signed."),
            Some(3)
        );
        assert_eq!(first("4 May 2031\n\nIt was signed."), None);
        assert_eq!(first("By Ada Wright"), None);
        // A title may say more than the headline.
        assert_eq!(first("The river\n\nIt was signed."), Some(2));
        assert_eq!(first("The\n\nIt was signed."), None);
    }
}
