//! References: the cited works, as CSL-JSON items.

use super::{Fields, Issued, PersonName, Record, ReferenceId};

/// One bibliographic item. Unknown fields are kept in `fields` and written back.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The id by which claims refer to it.
    pub id: ReferenceId,
    /// The CSL type: `article-magazine`, `report`…; `type` in the file.
    pub csl_type: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The outlet: the magazine, newspaper or site it appeared in.
    pub container_title: Option<String>,
    /// The section of the outlet.
    pub section: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The authors in order.
    pub authors: Vec<PersonName>,
    /// The editors in order.
    pub editors: Vec<PersonName>,
    /// When it appeared.
    pub issued: Option<Issued>,
    /// The URL.
    pub url: Option<String>,
    /// The digital object identifier, which leads to an address that stays.
    pub doi: Option<String>,
    /// The saved text, a path relative to the relations file.
    pub text: Option<String>,
    /// The paragraph of the saved text that locators call ¶1, from 1: those before it are headings.
    /// Without it, locators of the quotes show how they count.
    pub first_paragraph: Option<u32>,
    /// Where the report originally came from; references with the same origin are not independent.
    pub origin: Option<String>,
    /// How reliable the source is.
    pub reliability: Option<Reliability>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

/// The field of CSL for notes, which is kept as an unknown field.
const NOTE: &str = "note";

impl Reference {
    /// Adds a sentence to its note.
    pub fn add_note(&mut self, sentence: &str) {
        let before = self.fields.unknown(NOTE);
        let before = before.and_then(|json| serde_json::from_str::<String>(json).ok());
        let note = match before {
            Some(before) if before.contains(sentence) => return,
            Some(before) if !before.trim().is_empty() => format!("{before}\n{sentence}"),
            _ => sentence.to_owned(),
        };
        let json = serde_json::Value::from(note).to_string();
        self.fields = self.fields.with_unknown(NOTE, Some(&json));
    }

    /// A reference of which only the id is known.
    pub fn new(id: impl Into<ReferenceId>) -> Self {
        Self {
            id: id.into(),
            csl_type: None,
            title: None,
            container_title: None,
            section: None,
            publisher: None,
            authors: Vec::new(),
            editors: Vec::new(),
            issued: None,
            url: None,
            doi: None,
            text: None,
            first_paragraph: None,
            origin: None,
            reliability: None,
            fields: Fields::default(),
        }
    }

    /// The title, or the id without a title.
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(self.id.as_str())
    }

    /// Where it appeared: the outlet, else the section, else the publisher. What is named like the
    /// source itself, as some programs write of books and pages, is no outlet.
    pub fn outlet(&self) -> Option<&str> {
        let container = self.container_title.as_deref();
        container
            .filter(|container| Some(*container) != self.title.as_deref())
            .or(self.section.as_deref())
            .or(self.publisher.as_deref())
    }

    /// The date as it is entered: EDTF such as `2017-02-03`, or words.
    pub fn issued_text(&self) -> Option<String> {
        Some(self.issued.as_ref()?.as_str().to_owned())
    }

    /// The date for readers: `2017-02-03`, `spring 2015`.
    pub fn issued_in_words(&self) -> Option<String> {
        self.issued.as_ref().map(Issued::in_words)
    }

    /// Where it can be read: its URL, else that of its DOI.
    pub fn link(&self) -> Option<String> {
        self.url.clone().or_else(|| {
            let doi = self.doi.as_deref()?.trim();
            let prefixes = ["https://doi.org/", "http://dx.doi.org/", "doi:", "DOI:"];
            let bare = prefixes.iter().find_map(|prefix| doi.strip_prefix(prefix));
            let bare = bare.unwrap_or(doi).trim();
            bare.starts_with("10.")
                .then(|| format!("https://doi.org/{bare}"))
        })
    }

    /// Who made it: the authors, else the editors.
    pub fn creators(&self) -> &[PersonName] {
        if self.authors.is_empty() {
            &self.editors
        } else {
            &self.authors
        }
    }

    /// The authors, else the editors, in reading order: `Hashim Wahdatyar`, `A and B`, `A et al.`,
    /// `A (ed.)`
    pub fn byline(&self) -> Option<String> {
        self.byline_in(&CitationWords::english(self))
    }

    /// The same in the words of another language.
    pub fn byline_in(&self, words: &CitationWords) -> Option<String> {
        let (others, and) = (&words.others, &words.and);
        let names = match self.creators() {
            [] => return None,
            [one] => one.full(),
            [one, other] if other.is_others() => format!("{} {others}", one.full()),
            [one, two] => format!("{}{and}{}", one.full(), two.full()),
            [first, ..] => format!("{} {others}", first.full()),
        };
        Some(names + &words.role)
    }

    /// How many editors stand for authors.
    pub fn editors_for_authors(&self) -> usize {
        if self.authors.is_empty() {
            self.editors.len()
        } else {
            0
        }
    }

    /// The whole reference in one line, for a list of sources: `Wahdatyar, Hashim. “Title”. Outlet,
    /// 2017. https://…`
    pub fn citation(&self) -> String {
        self.citation_in(&CitationWords::english(self))
    }

    /// The same in the words of another language.
    pub fn citation_in(&self, words: &CitationWords) -> String {
        let mut parts = Vec::new();
        let inverted = |name: &PersonName| {
            if name.is_others() {
                words.others.clone()
            } else {
                name.inverted()
            }
        };
        let creators: Vec<_> = self.creators().iter().map(inverted).collect();
        if !creators.is_empty() {
            parts.push(creators.join("; ") + &words.role);
        }
        parts.push(words.title.clone());
        let place: Vec<_> = self
            .outlet()
            .map(str::to_owned)
            .into_iter()
            .chain(words.issued.clone())
            .collect();
        if !place.is_empty() {
            parts.push(place.join(", "));
        }
        parts.extend(self.link());
        // The full stop of an initial ends the part as well.
        let last = parts.pop().unwrap_or_default();
        let before = parts
            .iter()
            .map(|part| part.strip_suffix('.').unwrap_or(part));
        before.chain([last.as_str()]).collect::<Vec<_>>().join(". ")
    }
}

/// What a citation of a reference says in the words of a language.
#[derive(Clone, Debug)]
pub struct CitationWords {
    /// The title in its quotation marks.
    pub title: String,
    /// The date for readers.
    pub issued: Option<String>,
    /// What editors are marked with where they stand for authors: ` (ed.)`
    pub role: String,
    /// What stands for further names: `et al.`
    pub others: String,
    /// What is between two names: ` and `
    pub and: String,
}

impl CitationWords {
    fn english(reference: &Reference) -> Self {
        let role = match reference.editors_for_authors() {
            0 => "",
            1 => " (ed.)",
            _ => " (eds.)",
        };
        Self {
            title: format!("“{}”", reference.title()),
            issued: reference.issued_in_words(),
            role: role.to_owned(),
            others: PersonName::OTHERS.to_owned(),
            and: " and ".to_owned(),
        }
    }
}

impl Record for Reference {
    type Id = ReferenceId;

    fn id(&self) -> &ReferenceId {
        &self.id
    }
}

/// The Admiralty code's reliability of a source, A (completely) to E (unreliable); F cannot be
/// judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged: unknown, not the worst.
    F,
}

impl Reliability {
    /// All grades.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// The letter in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::F => "F",
        }
    }

    /// Whether it is at least this good; `None` for F, which is unknown.
    pub fn reaches(self, least: Self) -> Option<bool> {
        (self != Self::F).then_some(self as u8 <= least as u8)
    }

    /// What the letter means.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "cannot be judged",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_its_own_is_no_outlet() {
        let named = |container: &str| Reference {
            title: Some("Passes".into()),
            container_title: Some(container.into()),
            publisher: Some("Hill Press".into()),
            ..Reference::new("r")
        };
        assert_eq!(named("Valley Post").outlet(), Some("Valley Post"));
        assert_eq!(named("Passes").outlet(), Some("Hill Press"));
    }
}
