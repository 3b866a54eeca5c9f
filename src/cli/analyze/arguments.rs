//! The arguments of `frenemy analyze`. Knows no result.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::analysis::{Contested, MixedRule, RelaxedGroups, Rule};
use crate::cli::columns::ColumnArguments;
use crate::cli::draws::draws;
use crate::cli::filter::FilterArguments;

/// Analyze friends and foes: triads, balance, camps, tensions, common enemies, hypotheses, rankings
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct AnalyzeArguments {
    /// The file to read
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) columns: ColumnArguments,
    /// The sign of a pair that has relations of both signs
    #[arg(long, default_value = "net", value_parser = rules())]
    mixed: String,
    /// Leave out relations that some claim denies, disputes or retracts
    #[arg(long)]
    without_contested: bool,
    /// Number of tensions, common enemies and hypotheses to list, and of actors to rank in the text
    /// output
    #[arg(long, default_value_t = 10, value_name = "COUNT")]
    pub(super) top: usize,
    /// Compare the balance with this many draws of random signs on the same pairs, by three null
    /// models: is it more than chance? 1000 is usual
    #[arg(long, default_value_t = 0, value_name = "DRAWS", value_parser = draws())]
    pub(super) null: u64,
    /// Examine how far balance and camps depend on single sources and signs: this many draws of
    /// the sources, with some signs wrong, each source left out, and the fewest flips that change a
    /// camp. 1000 is usual
    #[arg(long, default_value_t = 0, value_name = "DRAWS", value_parser = draws())]
    pub(super) robustness: u64,
    /// Report balance and polarization for each time between two changes of signs, and what
    /// unbalanced triads became
    #[arg(long)]
    pub(super) over_time: bool,
    /// Divide the actors into at most this many groups by relaxed balance: each block of pairs,
    /// within a group or between two, has the sign of most of them, so that mediators and rivals
    /// are found
    #[arg(long, value_name = "GROUPS", value_parser = groups())]
    pub(super) relaxed: Option<u64>,
    /// The same seed gives the same draws
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    pub(super) seed: u64,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) filter: FilterArguments,
}

fn groups() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(1..=RelaxedGroups::MAX_GROUPS as u64)
}

fn rules() -> PossibleValuesParser {
    let values = [
        (
            MixedRule::Net,
            "The sign of the weighted sum of its relations",
        ),
        (
            MixedRule::Latest,
            "The sign of its latest relation: the one that ends last",
        ),
        (MixedRule::Drop, "None: the pair is left out"),
    ];
    PossibleValuesParser::new(
        values.map(|(rule, help)| PossibleValue::new(rule.as_str()).help(help)),
    )
}

impl AnalyzeArguments {
    /// The rule that gives a pair its sign.
    pub(super) fn rule(&self) -> Rule {
        let mut rules = MixedRule::ALL.into_iter();
        let mixed = rules.find(|rule| rule.as_str() == self.mixed);
        Rule {
            mixed: mixed.unwrap_or_default(),
            contested: if self.without_contested {
                Contested::Out
            } else {
                Contested::In
            },
        }
    }
}
