//! The flags that say how a file is read: what its columns mean, and which of its networks. Opens
//! no file.

use clap::ValueEnum;

use super::terminal::Failure;
use crate::model::{ColumnMap, NetworkChoice, ReadChoices, RelationKind};

/// How a file is read, for every subcommand that opens one.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "How the file is read")]
pub(super) struct ColumnArguments {
    /// What columns of a table, or attributes of ties, mean: `source=A,target=B,sign=C`. Roles:
    /// source, target, source-name, target-name, sign, kind, weight, type, direction, date, start,
    /// end, id, quote, page, title, author, publisher, published, url, claimant, stance, keep,
    /// ignore. A column without a name is `column 3`. The rest is guessed
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
    /// Whether the first line of a table names its columns
    #[arg(long, value_name = "YES|NO")]
    header: Option<HeaderLine>,
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
        Ok(ReadChoices { columns, network })
    }
}
