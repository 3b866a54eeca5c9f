//! What is chosen about a file before it is read. Knows no file.

use serde::{Deserialize, Serialize};

use super::ColumnMap;

/// What is chosen about a file before it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadChoices {
    /// What its columns mean.
    pub columns: ColumnMap,
    /// Which of its networks are read, if it has several.
    pub network: Option<NetworkChoice>,
    /// How a project of Discourse Network Analyzer becomes a network of actors alone; without it,
    /// actors are tied to concepts.
    pub congruence: Option<Congruence>,
    /// The id of the format that it is read as; without one, its content decides.
    pub format: Option<&'static str>,
}

/// How actors are tied by what both say about the same concepts, by the rule of Discourse Network
/// Analyzer: agreement in common minus disagreement (Leifeld, "Discourse Network Analysis", 2017).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Congruence {
    /// Which statements of one actor on one concept count once.
    pub duplicates: Duplicates,
    /// What the sums are divided by.
    pub normalization: Normalization,
}

/// Which statements count once: those of the same actor, concept and agreement
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duplicates {
    /// None: each statement counts.
    Include,
    /// In the same document.
    #[default]
    Document,
    /// In the same calendar week.
    Week,
    /// In the same month.
    Month,
    /// In the same year.
    Year,
    /// In the whole project.
    All,
}

/// What the tie of two actors is divided by, because some actors say more than others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Normalization {
    /// Nothing.
    #[default]
    No,
    /// The mean of their numbers of statements.
    Average,
    /// The number of statements of either, as in the index of Jaccard.
    Jaccard,
    /// The product of their numbers of statements.
    Cosine,
}

/// Which networks of a file are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NetworkChoice {
    /// All, as one.
    All,
    /// The one of this name.
    One(String),
}

impl NetworkChoice {
    /// A choice as it is written on the command line: a name, or `all`.
    pub fn of_word(word: &str) -> Self {
        match word {
            "all" => Self::All,
            name => Self::One(name.to_owned()),
        }
    }
}

/// One of several networks of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNetwork {
    /// Its name.
    pub name: String,
    /// How many ties it has.
    pub ties: usize,
}
