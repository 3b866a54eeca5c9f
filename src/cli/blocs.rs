//! `--blocs`: draw the members of a camp, a community or another group as one.

use emath::Pos2;

use super::terminal::{Failure, ProgressPrinter};
use crate::analysis::{self, Rule};
use crate::graph::{BlocRule, LineStyle, Network, condensed};
use crate::layout::{self, Plan};
use crate::model::{BlocTies, Blocs, Document};
use crate::scene::{Encoding, ShownRequest, Start};
use crate::words::alternatives;

use super::lines::LineArguments;

/// Which actors are drawn as one.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct BlocArguments {
    #[arg(long, value_name = "RULE", help = format!("Draw actors as one by {}, or by a field of actors in the file; at most {} blocs and one of others", rules(), crate::graph::MAX_BLOCS))]
    pub(super) blocs: Option<String>,
    /// Which ties between blocs to draw: the strongest of each bloc if there are many, or all
    /// [default: strongest]
    #[arg(long, value_name = "TIES", requires = "blocs", value_parser = ["strongest", "all"])]
    pub(super) bloc_ties: Option<String>,
}

impl BlocArguments {
    /// Which ties between blocs are drawn.
    pub(super) fn ties(&self) -> BlocTies {
        let chosen = self.bloc_ties.as_deref();
        let mut known = BlocTies::ALL.into_iter();
        known
            .find(|ties| Some(ties.id()) == chosen)
            .unwrap_or_default()
    }
}

/// A picture with blocs.
pub(super) struct BlocPicture {
    pub(super) blocs: Blocs,
    /// By node index of the network with blocs.
    pub(super) positions: Vec<Pos2>,
    pub(super) encoding: Encoding,
}

/// The blocs of a document by a word of the command line, with a new layout of them.
///
/// # Errors
/// Says which words and fields there are, or that it was cancelled.
pub(super) fn bloc_picture(
    word: &str,
    ties: BlocTies,
    document: &Document,
    network: &Network,
    lines: LineArguments,
    plan: Plan,
) -> Result<BlocPicture, Failure> {
    let by = BlocRule::parse(word, document)
        .map_err(|message| Failure::usage(format!("--blocs {word}: {message}")))?;
    let cancelled = || "the layout was cancelled".to_owned();
    let progress = ProgressPrinter::new("finding blocs");
    let blocs = analysis::blocs(document, network, &by, Rule::default(), &|share| {
        progress.at(share);
        std::ops::ControlFlow::Continue(())
    });
    let blocs = blocs.ok_or_else(cancelled)?.with_ties(ties);
    let drawn = condensed(network, &blocs);
    let shown = ShownRequest::new(document, &drawn, Start::Anew, plan);
    let progress = ProgressPrinter::new("laying out");
    let positions = layout::layout(&shown.request, &|share| {
        progress.at(share);
        std::ops::ControlFlow::Continue(())
    });
    let mut by_index = vec![Pos2::ZERO; drawn.actor_bound()];
    shown.place(&positions.ok_or_else(cancelled)?, &mut by_index);
    let (grouping, width) = lines.chosen();
    let encoding = Encoding {
        lines: LineStyle::for_blocs(network, grouping, width),
        ..Encoding::default()
    };
    Ok(BlocPicture {
        positions: by_index,
        encoding: encoding.with_blocs(&drawn),
        blocs,
    })
}

/// `camps, communities, kind or organizations`.
fn rules() -> String {
    alternatives(&BlocRule::GENERAL.map(|rule| rule.id().to_owned()))
}
