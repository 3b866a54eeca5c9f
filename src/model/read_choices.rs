//! What is chosen about a file before it is read. Knows no file.

use super::ColumnMap;

/// What is chosen about a file before it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadChoices {
    /// What its columns mean.
    pub columns: ColumnMap,
    /// Which of its networks are read, if it has several.
    pub network: Option<NetworkChoice>,
}

/// Which networks of a file are read.
#[derive(Clone, Debug, PartialEq, Eq)]
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
