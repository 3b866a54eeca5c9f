//! The flags that say how a file is read: what its columns mean, which of its networks are read,
//! and which tables belong to it. Opens no file.

use std::path::PathBuf;

use clap::ValueEnum;

use super::terminal::Failure;
use crate::model::{
    ColumnMap, Congruence, Duplicates, NetworkChoice, Normalization, ReadChoices, RelationKind,
};

/// How a file is read, for every subcommand that opens one.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "How the file is read")]
pub(super) struct ColumnArguments {
    /// A table that belongs to a table of ties: that of its actors, or that of its claims; give the
    /// flag twice for both
    #[arg(long, value_name = "TABLE")]
    pub(super) with: Vec<PathBuf>,
    /// What columns of a table, or attributes of ties, mean: `source=A,target=B,sign=C`. Roles:
    /// source, target, source-name, target-name, sign, kind, weight, type, direction, date, start,
    /// end, id, quote, page, title, author, publisher, published, url, claimant, stance, keep,
    /// ignore; in a table of actors actor-id, actor-name, actor-kind and aliases. A column without
    /// a name is `column 3`. The rest is guessed
    #[arg(long, value_name = "ROLE=COLUMN,…")]
    columns: Vec<String>,
    /// The kinds that words or codes mean: `ally=cooperation,3=hostility`
    #[arg(long, value_name = "WORD=KIND,…")]
    kinds: Vec<String>,
    /// The kind of all ties
    #[arg(long, value_name = "KIND", value_parser = ColumnMap::kind_of_text)]
    all_kind: Option<RelationKind>,
    /// All ties are directed
    #[arg(long, conflicts_with = "undirected")]
    directed: bool,
    /// No tie is directed
    #[arg(long)]
    undirected: bool,
    /// One network of a file that has several, by its name, or all as one
    #[arg(long, value_name = "NAME|all")]
    network: Option<String>,
    /// A project of Discourse Network Analyzer as a network of actors: agreement in common minus
    /// disagreement, with statements of the same actor, concept and agreement counted once in a
    /// document, week, month or year, once in all, or each time
    #[arg(long, value_name = "ONCE IN", num_args = 0..=1, default_missing_value = "document")]
    congruence: Option<DuplicateRule>,
    /// What these ties are divided by: nothing, the mean of both actors' numbers of statements, the
    /// statements of either, or the product of the numbers
    #[arg(long, value_name = "BY", requires = "congruence")]
    normalization: Option<NormalizationRule>,
    /// Whether the first line of a table names its columns
    #[arg(long, value_name = "YES|NO")]
    header: Option<HeaderLine>,
}

/// Which statements count once.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum DuplicateRule {
    /// In a document
    Document,
    /// In a calendar week
    Week,
    /// In a month
    Month,
    /// In a year
    Year,
    /// In the whole project
    All,
    /// None: each statement counts
    Each,
}

/// What ties of actors are divided by.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum NormalizationRule {
    /// Nothing
    No,
    /// The mean of both numbers of statements
    Average,
    /// The statements of either
    Jaccard,
    /// The product of both numbers of statements
    Cosine,
}

/// Whether the first line names the columns.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum HeaderLine {
    Yes,
    No,
}

impl ColumnArguments {
    /// What the flags choose.
    ///
    /// # Errors
    /// A flag is wrong.
    pub(super) fn choices(&self) -> Result<ReadChoices, Failure> {
        let mut columns = ColumnMap {
            all_kind: self.all_kind,
            directed: (self.directed || self.undirected).then_some(self.directed),
            has_header: self.header.map(|header| matches!(header, HeaderLine::Yes)),
            ..ColumnMap::default()
        };
        for text in &self.columns {
            columns
                .add_roles(text)
                .map_err(|message| Failure::usage(format!("--columns: {message}")))?;
        }
        for text in &self.kinds {
            columns
                .add_kinds(text)
                .map_err(|message| Failure::usage(format!("--kinds: {message}")))?;
        }
        let network = self.network.as_deref().map(NetworkChoice::of_word);
        let congruence = self.congruence.map(|duplicates| Congruence {
            duplicates: match duplicates {
                DuplicateRule::Document => Duplicates::Document,
                DuplicateRule::Week => Duplicates::Week,
                DuplicateRule::Month => Duplicates::Month,
                DuplicateRule::Year => Duplicates::Year,
                DuplicateRule::All => Duplicates::All,
                DuplicateRule::Each => Duplicates::Include,
            },
            normalization: match self.normalization {
                None | Some(NormalizationRule::No) => Normalization::No,
                Some(NormalizationRule::Average) => Normalization::Average,
                Some(NormalizationRule::Jaccard) => Normalization::Jaccard,
                Some(NormalizationRule::Cosine) => Normalization::Cosine,
            },
        });
        Ok(ReadChoices {
            columns,
            network,
            congruence,
            format: None,
        })
    }
}
