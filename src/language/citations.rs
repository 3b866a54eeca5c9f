//! Sources in the words of a language: titles in its quotation marks, dates, editors. Names, titles
//! and outlets stay as they are written.

use super::tags::Language;
use crate::model::{CitationWords, Issued, Reference};

impl Language {
    /// A quote in quotation marks.
    pub fn quoted(self, text: &str) -> String {
        self.with("quoted", &[("text", text.into())])
    }

    /// When a source appeared: `4 juillet 1914`. English writes plain dates as `1914-07-04`.
    pub fn issued(self, issued: &Issued) -> String {
        match issued {
            Issued::Date(date) if self != Self::English => self.date(date),
            _ => issued.in_words(),
        }
    }

    /// What stands for further names: `et al.`
    pub fn others(self) -> String {
        self.text("citation-others")
    }

    /// What a citation of a source says in this language.
    pub fn citation_words(self, reference: &Reference) -> CitationWords {
        let role = match reference.editors_for_authors() {
            0 => String::new(),
            count => format!(" {}", self.counted("citation-editors", count)),
        };
        CitationWords {
            title: self.with("citation-title", &[("text", reference.title().into())]),
            issued: reference.issued.as_ref().map(|issued| self.issued(issued)),
            role,
            others: self.others(),
            and: self.with("list-last", &[("first", "".into()), ("last", "".into())]),
        }
    }
}
