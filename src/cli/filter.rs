//! The filter options that subcommands share.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use clap::builder::PossibleValuesParser;

use super::simplify::SimplifyArguments;
use super::terminal::{Failure, ProgressPrinter};
use crate::analysis::with_simplification;
use crate::graph::{Filter, Network, PropertyFilter};
use crate::model::{Claim, Credibility, Date, Document, RelationKind, Reliability, Span, Stance};
use crate::words;

/// The filter; without options nothing is left out
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct FilterArguments {
    /// Only relations that may hold at this date: 1914, 1914-07, 1914-07-28 (EDTF); relations
    /// without a date are kept
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    as_of: Option<Date>,

    /// Only relations that may hold on some day from the start of A to the end of B
    #[arg(long, num_args = 2, value_names = ["A", "B"], value_parser = date, conflicts_with = "as_of", allow_hyphen_values = true)]
    between: Vec<Date>,

    /// Leave out relations without a date
    #[arg(long)]
    no_undated: bool,

    /// Leave out the claims of a source: the id of a reference, or the name of an outlet; can be
    /// repeated
    #[arg(long, value_name = "SOURCE")]
    without: Vec<String>,

    /// Leave out relations of a kind; can be repeated
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    without_kind: Vec<String>,

    /// Leave out claims of a stance; can be repeated
    #[arg(long, value_name = "STANCE", value_parser = stances())]
    without_stance: Vec<String>,

    /// Leave out the claims of a coder; an empty name leaves out claims without a coder; can be
    /// repeated
    #[arg(long, value_name = "NAME")]
    without_coder: Vec<String>,

    /// Minimum source reliability, A to E; claims without a known grade are kept
    #[arg(long, value_name = "GRADE", value_parser = PossibleValuesParser::new(["A", "B", "C", "D", "E"]), ignore_case = true)]
    min_reliability: Option<String>,

    /// Minimum claim credibility, 1 to 5; claims without a known grade are kept
    #[arg(long, value_name = "GRADE", value_parser = clap::value_parser!(u8).range(1..=5))]
    min_credibility: Option<u8>,

    /// With a minimum, also leave out claims without a known grade (F, 6 or none)
    #[arg(long)]
    only_graded: bool,

    /// Only relations that cite a reference
    #[arg(long, conflicts_with = "uncited")]
    cited: bool,

    /// Only relations that cite no reference
    #[arg(long)]
    uncited: bool,

    /// Only relations that some claim denies, disputes or retracts
    #[arg(long, conflicts_with = "uncontested")]
    contested: bool,

    /// Only relations that no claim denies, disputes or retracts
    #[arg(long)]
    uncontested: bool,

    /// Only relations asserted by at least N independent sources; sources with the same origin
    /// count once
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    min_sources: usize,

    #[command(flatten)]
    simplify: SimplifyArguments,
}

impl FilterArguments {
    /// The filter for this document, with what its simplification hides. `whole` is the network
    /// of the document without a filter.
    ///
    /// # Errors
    /// Says which source or actor is not in the document, or that the time ends before it begins.
    pub(super) fn filter(&self, document: &Document, whole: &Network) -> Result<Filter, Failure> {
        let filter = self.requested(document).map_err(Failure::usage)?;
        let progress = ProgressPrinter::new("simplifying");
        let simplified = with_simplification(document, whole, filter, &|share| {
            progress.at(share);
            ControlFlow::Continue(())
        });
        simplified.ok_or_else(|| "the simplification was cancelled".to_owned().into())
    }

    fn requested(&self, document: &Document) -> Result<Filter, String> {
        let mut filter = Filter {
            span: self.span()?,
            hides_undated: self.no_undated,
            hidden_kinds: named(&self.without_kind, &RelationKind::ALL, RelationKind::as_str),
            hidden_stances: named(&self.without_stance, &Stance::ALL, Stance::as_str),
            min_reliability: self.min_reliability.as_ref().and_then(|letter| {
                let mut all = Reliability::ALL.into_iter();
                all.find(|grade| grade.as_str().eq_ignore_ascii_case(letter))
            }),
            min_credibility: self
                .min_credibility
                .and_then(|number| Credibility::new(number.into())),
            only_graded: self.only_graded,
            cited: which(self.cited, self.uncited),
            contested: which(self.contested, self.uncontested),
            min_independent_sources: self.min_sources,
            simplify: self.simplify.rules(document)?,
            ..Filter::default()
        };
        for coder in &self.without_coder {
            leave_out_coder(&mut filter, document, coder)?;
        }
        for source in &self.without {
            leave_out(&mut filter, document, source)?;
        }
        Ok(filter)
    }

    fn span(&self) -> Result<Option<Span>, String> {
        match (&self.as_of, &self.between[..]) {
            (Some(date), _) => Ok(Some(Span::of(date))),
            (None, [from, to]) => Span::between(from, to).map(Some).ok_or_else(|| {
                format!("{to} ends before {from} begins; put the earlier date first")
            }),
            _ => Ok(None),
        }
    }
}

fn leave_out(filter: &mut Filter, document: &Document, source: &str) -> Result<(), String> {
    let is_cited = || {
        let claims = document
            .relations
            .iter()
            .flat_map(|relation| &relation.claims);
        let mut references = claims.filter_map(|claim| claim.reference.as_ref());
        references.any(|id| id.as_str() == source)
    };
    let has_outlet = || {
        let mut outlets = document
            .references
            .iter()
            .filter_map(|reference| reference.outlet());
        outlets.any(|outlet| outlet == source)
    };
    if document.references.contains(&source.into()) || is_cited() {
        filter.hidden_references.insert(source.into());
    } else if has_outlet() {
        filter.hidden_outlets.insert(source.to_owned());
    } else {
        return Err(format!(
            "--without {source}: no reference has this id and no outlet has this name; see `references` in the file for ids"
        ));
    }
    Ok(())
}

fn leave_out_coder(filter: &mut Filter, document: &Document, coder: &str) -> Result<(), String> {
    let relations = document.relations.iter();
    let claims = relations.flat_map(|relation| &relation.claims);
    let coders: BTreeSet<&str> = claims.map(Claim::coder_name).collect();
    if coders.contains(coder) {
        filter.hidden_coders.insert(coder.to_owned());
        return Ok(());
    }
    let named: Vec<_> = coders.into_iter().filter(|name| !name.is_empty()).collect();
    let known = match named.len() {
        0 => "no claim of the file has a coder".to_owned(),
        _ => format!("the coders of the file are {}", words::list(&named)),
    };
    Err(format!(
        "--without-coder {coder}: no claim is coded by them; {known}"
    ))
}

fn which(with: bool, without: bool) -> PropertyFilter {
    match (with, without) {
        (true, _) => PropertyFilter::With,
        (_, true) => PropertyFilter::Without,
        _ => PropertyFilter::All,
    }
}

fn named<T: Copy + Ord>(
    words: &[String],
    all: &[T],
    in_words: impl Fn(T) -> &'static str,
) -> std::collections::BTreeSet<T> {
    let all = all.iter().copied();
    all.filter(|item| words.iter().any(|word| word == in_words(*item)))
        .collect()
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(RelationKind::ALL.map(RelationKind::as_str))
}

fn stances() -> PossibleValuesParser {
    PossibleValuesParser::new(Stance::ALL.map(Stance::as_str))
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text)
        .map_err(|error| format!("{}, as in 1914, 1914-07 or 1914-07-28", error.message))
}
