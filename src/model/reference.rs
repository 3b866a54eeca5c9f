//! References: the cited works, as CSL-JSON items.

use super::{Fields, Record, ReferenceId};

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
    /// When it appeared: year, month and day, as far as given.
    pub issued: Option<Vec<i32>>,
    /// The URL.
    pub url: Option<String>,
    /// The saved text, a path relative to the relations file.
    pub text: Option<String>,
    /// Where the report originally came from; references with the same origin are not independent.
    pub origin: Option<String>,
    /// How reliable the source is.
    pub reliability: Option<Reliability>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

impl Reference {
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
            issued: None,
            url: None,
            text: None,
            origin: None,
            reliability: None,
            fields: Fields::default(),
        }
    }

    /// The title, or the id without a title.
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(self.id.as_str())
    }

    /// Where it appeared: the outlet, else the section, else the publisher.
    pub fn outlet(&self) -> Option<&str> {
        self.container_title
            .as_deref()
            .or(self.section.as_deref())
            .or(self.publisher.as_deref())
    }

    /// The date as EDTF: `2017`, `2017-02`, `2017-02-03`.
    pub fn issued_text(&self) -> Option<String> {
        let parts = self.issued.as_deref()?;
        let (year, rest) = parts.split_first()?;
        let sign = if *year < 0 { "-" } else { "" };
        let year = format!("{sign}{:04}", year.unsigned_abs());
        Some(
            rest.iter()
                .fold(year, |text, part| format!("{text}-{part:02}")),
        )
    }

    /// The authors in reading order: `Hashim Wahdatyar`, `A and B`, `A et al.`
    pub fn byline(&self) -> Option<String> {
        match &self.authors[..] {
            [] => None,
            [one] => Some(one.full()),
            [one, two] => Some(format!("{} and {}", one.full(), two.full())),
            [first, ..] => Some(format!("{} et al.", first.full())),
        }
    }

    /// The whole reference in one line, for a list of sources: `Wahdatyar, Hashim. “Title”. Outlet,
    /// 2017. https://…`
    pub fn citation(&self) -> String {
        let mut parts = Vec::new();
        let authors: Vec<_> = self.authors.iter().map(PersonName::inverted).collect();
        if !authors.is_empty() {
            parts.push(authors.join("; "));
        }
        parts.push(format!("“{}”", self.title()));
        let place: Vec<_> = self
            .outlet()
            .map(str::to_owned)
            .into_iter()
            .chain(self.issued_text())
            .collect();
        if !place.is_empty() {
            parts.push(place.join(", "));
        }
        parts.extend(self.url.clone());
        parts.join(". ")
    }
}

impl Record for Reference {
    type Id = ReferenceId;

    fn id(&self) -> &ReferenceId {
        &self.id
    }
}

/// A CSL name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// The family name.
    pub family: Option<String>,
    /// The given names.
    pub given: Option<String>,
    /// A name that has no parts.
    pub literal: Option<String>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

impl PersonName {
    /// `Hashim Wahdatyar`.
    pub fn full(&self) -> String {
        self.joined([&self.given, &self.family], " ")
    }

    /// `Wahdatyar, Hashim`.
    pub fn inverted(&self) -> String {
        self.joined([&self.family, &self.given], ", ")
    }

    fn joined(&self, parts: [&Option<String>; 2], between: &str) -> String {
        if let Some(literal) = &self.literal {
            return literal.clone();
        }
        let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(between)
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
