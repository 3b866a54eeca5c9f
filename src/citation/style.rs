//! The table of citation styles.

#[cfg(feature = "citations")]
use super::csl::StyleRules;
use crate::language::Language;
use crate::model::Reference;
#[cfg(feature = "citations")]
use crate::packed::packed;

/// How sources are cited.
#[derive(Clone, Copy, Debug)]
pub struct CitationStyle {
    /// The word of the command line and of the settings.
    pub id: &'static str,
    /// The name in lists.
    pub name: &'static str,
    #[cfg(feature = "citations")]
    rules: Option<&'static StyleRules>,
}

/// A style with the rules of a file in `assets/citation`.
#[cfg(feature = "citations")]
macro_rules! by_rules {
    ($id:literal, $name:literal, $file:literal) => {
        CitationStyle {
            id: $id,
            name: $name,
            rules: {
                static RULES: StyleRules =
                    StyleRules::new(packed!(concat!("assets/citation/", $file, ".cbor")));
                Some(&RULES)
            },
        }
    };
}

/// All styles in the order of lists; the first is the usual one.
pub static CITATION_STYLES: &[CitationStyle] = &[
    CitationStyle {
        id: "frenemy",
        name: "Frenemy: author, title, outlet, date",
        #[cfg(feature = "citations")]
        rules: None,
    },
    #[cfg(feature = "citations")]
    by_rules!("apa", "APA, 7th edition", "apa"),
    #[cfg(feature = "citations")]
    by_rules!(
        "apsa",
        "American Political Science Association",
        "american-political-science-association"
    ),
    #[cfg(feature = "citations")]
    by_rules!(
        "asa",
        "American Sociological Association",
        "american-sociological-association"
    ),
    #[cfg(feature = "citations")]
    by_rules!(
        "chicago-author-date",
        "Chicago, 18th edition, author and date",
        "chicago-author-date"
    ),
    #[cfg(feature = "citations")]
    by_rules!(
        "chicago-notes",
        "Chicago, 18th edition, notes and bibliography",
        "chicago-notes-bibliography"
    ),
    #[cfg(feature = "citations")]
    by_rules!(
        "harvard",
        "Harvard (Cite Them Right)",
        "harvard-cite-them-right"
    ),
    #[cfg(feature = "citations")]
    by_rules!(
        "mhra",
        "Modern Humanities Research Association, notes",
        "mhra-notes"
    ),
    #[cfg(feature = "citations")]
    by_rules!(
        "mla",
        "Modern Language Association",
        "modern-language-association"
    ),
];

impl PartialEq for CitationStyle {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for CitationStyle {}

impl Default for CitationStyle {
    fn default() -> Self {
        CITATION_STYLES[0]
    }
}

impl CitationStyle {
    /// The style with this id.
    pub fn by_id(id: &str) -> Option<Self> {
        let mut styles = CITATION_STYLES.iter();
        styles.find(|style| style.id == id).copied()
    }

    /// The rules of one that has them.
    #[cfg(all(test, feature = "citations"))]
    pub(super) fn rules(&self) -> Option<&'static hayagriva::citationberg::IndependentStyle> {
        self.rules?.read()
    }

    /// Whether it is the usual one.
    pub fn is_usual(&self) -> bool {
        self.id == CITATION_STYLES[0].id
    }

    /// The whole reference in one line of plain text, as in a list of sources in this language.
    pub fn cite(&self, reference: &Reference, language: Language) -> String {
        #[cfg(feature = "citations")]
        if let Some(rules) = self.rules
            && let Some(citation) = super::csl::cite(reference, self.id, rules, language)
        {
            return citation;
        }
        reference.citation_in(&language.citation_words(reference))
    }
}
