//! The table of citation styles.

#[cfg(feature = "citations")]
use hayagriva::archive::ArchivedStyle;

use crate::model::Reference;

/// How sources are cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CitationStyle {
    /// The word of the command line and of the settings.
    pub id: &'static str,
    /// The name in lists.
    pub name: &'static str,
    #[cfg(feature = "citations")]
    archived: Option<ArchivedStyle>,
}

/// All styles in the order of lists; the first is the usual one.
pub static CITATION_STYLES: &[CitationStyle] = &[
    CitationStyle {
        id: "frenemy",
        name: "Frenemy: author, title, outlet, date",
        #[cfg(feature = "citations")]
        archived: None,
    },
    #[cfg(feature = "citations")]
    archived(
        "apa",
        "APA, 7th edition",
        ArchivedStyle::AmericanPsychologicalAssociation,
    ),
    #[cfg(feature = "citations")]
    archived(
        "apsa",
        "American Political Science Association",
        ArchivedStyle::AmericanPoliticalScienceAssociation,
    ),
    #[cfg(feature = "citations")]
    archived(
        "asa",
        "American Sociological Association",
        ArchivedStyle::AmericanSociologicalAssociation,
    ),
    #[cfg(feature = "citations")]
    archived(
        "chicago-author-date",
        "Chicago, 18th edition, author and date",
        ArchivedStyle::ChicagoAuthorDate,
    ),
    #[cfg(feature = "citations")]
    archived(
        "chicago-notes",
        "Chicago, 18th edition, notes and bibliography",
        ArchivedStyle::ChicagoNotes,
    ),
    #[cfg(feature = "citations")]
    archived(
        "harvard",
        "Harvard (Cite Them Right)",
        ArchivedStyle::HarvardCiteThemRight,
    ),
    #[cfg(feature = "citations")]
    archived(
        "mhra",
        "Modern Humanities Research Association, notes",
        ArchivedStyle::ModernHumanitiesResearchAssociationNotes,
    ),
    #[cfg(feature = "citations")]
    archived(
        "mla",
        "Modern Language Association",
        ArchivedStyle::ModernLanguageAssociation,
    ),
];

#[cfg(feature = "citations")]
const fn archived(id: &'static str, name: &'static str, style: ArchivedStyle) -> CitationStyle {
    CitationStyle {
        id,
        name,
        archived: Some(style),
    }
}

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

    /// Whether it is the usual one.
    pub fn is_usual(&self) -> bool {
        self.id == CITATION_STYLES[0].id
    }

    /// The whole reference in one line of plain text, as in a list of sources.
    pub fn cite(&self, reference: &Reference) -> String {
        #[cfg(feature = "citations")]
        if let Some(style) = self.archived
            && let Some(citation) = super::csl::cite(reference, self.id, style)
        {
            return citation;
        }
        reference.citation()
    }
}
