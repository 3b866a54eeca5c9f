//! What was taken from a file: its text, and the citation that it gives itself.

use crate::file::texts::saved_text::SavedText;
use crate::model::{Byline, Issued, Reference};

/// The text of a file, and what the file says about itself.
#[derive(Debug, Default)]
pub(super) struct Extracted {
    pub(super) words: String,
    /// What was left out, or may be wrong.
    pub(super) note: Option<String>,
    /// The title in its properties.
    pub(super) title: Option<String>,
    /// The first paragraph, where the file marks it as its title.
    pub(super) heading: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) issued: Option<String>,
    pub(super) url: Option<String>,
}

impl Extracted {
    /// As a text of a file with this name, in the format with that name.
    pub(super) fn saved(self, name: &str, format: &str) -> SavedText {
        let origin = format!("Text taken from {name} ({format})");
        let note = match &self.note {
            Some(note) => format!("{origin}; {note}"),
            None => origin.clone(),
        };
        SavedText {
            citation: Some(Box::new(self.citation())),
            words: self.words,
            note: Some(note),
            origin: Some(origin),
        }
    }

    fn citation(&self) -> Reference {
        let words = |text: &Option<String>| {
            let text = text.as_deref().map(one_line).unwrap_or_default();
            Some(text).filter(|text| !text.is_empty())
        };
        let title = titled(words(&self.title), words(&self.heading));
        let id = title.clone().unwrap_or_default();
        let mut citation = Reference::new(id.as_str());
        citation.title = title;
        citation.container_title = words(&self.outlet);
        citation.issued = self.issued.as_deref().and_then(Issued::parse);
        for names in &self.authors {
            let byline = Byline::parse(&one_line(names));
            citation.authors.extend(byline.authors);
            citation.container_title = citation.container_title.or(byline.outlet);
            citation.issued = citation.issued.or(byline.issued);
        }
        citation.url = words(&self.url);
        citation
    }
}

/// The title of a text: that of its properties where it begins with the heading, which may say
/// less; else the heading, which is what readers see.
fn titled(title: Option<String>, heading: Option<String>) -> Option<String> {
    match (title, heading) {
        (Some(title), Some(heading)) if !begins_with(&title, &heading) => Some(heading),
        (title, heading) => title.or(heading),
    }
}

/// Whether a text begins with the letters and digits of another one.
pub(super) fn begins_with(text: &str, beginning: &str) -> bool {
    let letters = |text: &str| {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    letters(text).starts_with(&letters(beginning))
}

/// Text with single spaces between its words.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
