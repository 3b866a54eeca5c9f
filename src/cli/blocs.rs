//! `--blocs`: draw the members of a camp, a community or another group as one.

use emath::Pos2;

use super::terminal::{Failure, ProgressPrinter};
use crate::analysis::{self, Rule};
use crate::graph::{BlocRule, LineStyle, Network, condensed};
use crate::layout::{self, Plan};
use crate::model::{Actor, BlocTies, Blocs, Document};
use crate::scene::{BlocPositions, Encoding, ShownRequest, Start};
use crate::words::alternatives;

use super::lines::LineArguments;

/// The word for `--blocs` that draws every actor as itself.
pub(super) const NONE: &str = "none";

/// Which actors are drawn as one.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct BlocArguments {
    #[arg(long, value_name = "RULE", help = format!("Draw actors as one by {}, or by a field of actors in the file; at most {} blocs and one of others; `{NONE}` draws every actor [default: the blocs saved in the file]", rules(), crate::graph::MAX_BLOCS))]
    blocs: Option<String>,
    /// Which ties between blocs to draw: the strongest of each bloc if there are many, or all
    /// [default: strongest, or as saved in the file]
    #[arg(long, value_name = "TIES", value_parser = ["strongest", "all"])]
    bloc_ties: Option<String>,
}

impl BlocArguments {
    /// The rule that was asked for.
    pub(super) fn rule(&self) -> Option<&str> {
        self.blocs.as_deref().filter(|word| *word != NONE)
    }

    /// Whether the blocs saved in the file are drawn.
    pub(super) fn takes_saved(&self) -> bool {
        self.blocs.is_none()
    }

    /// The same blocs with the ties between them that were asked for.
    pub(super) fn with_ties(&self, blocs: Blocs) -> Blocs {
        let chosen = self.bloc_ties.as_deref();
        let mut known = BlocTies::ALL.into_iter();
        match known.find(|ties| Some(ties.id()) == chosen) {
            Some(ties) => Blocs { ties, ..blocs },
            None => blocs,
        }
    }

    /// # Errors
    /// Says that `--bloc-ties` has no meaning for a picture without blocs.
    pub(super) fn check_without_blocs(&self) -> Result<(), Failure> {
        match &self.bloc_ties {
            Some(ties) => Err(Failure::usage(format!(
                "--bloc-ties {ties}: the picture has no blocs; say which with --blocs"
            ))),
            None => Ok(()),
        }
    }
}

/// A picture with blocs.
pub(super) struct BlocPicture {
    pub(super) blocs: Blocs,
    /// By node index of the network with blocs.
    pub(super) positions: Vec<Pos2>,
    pub(super) encoding: Encoding,
    /// Whether the blocs were laid out, whatever positions there are.
    pub(super) has_new_layout: bool,
}

/// The groups of a network by a word of the command line for an option.
///
/// # Errors
/// Says which words and fields there are, or that it was cancelled.
pub(super) fn groups_by(
    option: &str,
    word: &str,
    document: &Document,
    network: &Network,
) -> Result<Blocs, Failure> {
    let by = BlocRule::parse(word, document).map_err(|message| {
        Failure::usage(format!(
            "{option} {word}: {message}, or `{NONE}` to switch it off"
        ))
    })?;
    let progress = ProgressPrinter::new("finding groups");
    let blocs = analysis::blocs(document, network, &by, Rule::default(), &|share| {
        progress.at(share);
        std::ops::ControlFlow::Continue(())
    });
    Ok(blocs.ok_or_else(|| "the search was cancelled".to_owned())?)
}

/// A picture with blocs in a new layout of them, of this aspect if one is given, or at the middle
/// of their members if `start` says that positions are kept and all actors have one.
///
/// # Errors
/// Says that it was cancelled.
pub(super) fn bloc_picture(
    blocs: Blocs,
    document: &Document,
    network: &Network,
    lines: LineArguments,
    (start, plan, aspect): (Start, Plan, Option<f32>),
) -> Result<BlocPicture, Failure> {
    let drawn = condensed(network, &blocs);
    let (grouping, width) = lines.chosen();
    let encoding = Encoding {
        lines: LineStyle::for_blocs(network, grouping, width),
        shows_types: lines.shows_types(),
        ..Encoding::default()
    };
    let encoding = encoding.with_blocs(&drawn);
    let mut actors = network.graph.node_weights();
    let is_kept = start == Start::AsPlaced && actors.all(|actor| actor.position.is_some());
    let positions = if is_kept {
        kept_positions(document, &drawn, &encoding)
    } else {
        laid_out(document, &drawn, (plan, aspect))?
    };
    Ok(BlocPicture {
        blocs,
        positions,
        encoding,
        has_new_layout: !is_kept,
    })
}

/// Blocs where the window draws them: at the middle of their members, moved apart.
fn kept_positions(document: &Document, drawn: &Network, encoding: &Encoding) -> Vec<Pos2> {
    let position = |actor: &std::sync::Arc<Actor>| {
        let position = actor.position.map(|at| Pos2::new(at.x as f32, at.y as f32));
        position.unwrap_or_default()
    };
    let positions: Vec<Pos2> = document.actors.iter().map(position).collect();
    let mut blocs = BlocPositions::default();
    blocs.follow(drawn, &positions, encoding);
    blocs.with_blocs(drawn, &positions)
}

fn laid_out(
    document: &Document,
    drawn: &Network,
    (plan, aspect): (Plan, Option<f32>),
) -> Result<Vec<Pos2>, Failure> {
    let mut shown = ShownRequest::new(document, drawn, Start::Fresh, plan);
    shown.request = shown.request.suited_to(aspect);
    let progress = ProgressPrinter::new("laying out");
    let positions = layout::layout(&shown.request, &|share| {
        progress.at(share);
        std::ops::ControlFlow::Continue(())
    });
    let positions = positions.ok_or_else(|| "the layout was cancelled".to_owned())?;
    let mut by_index = vec![Pos2::ZERO; drawn.actor_bound()];
    shown.put(&positions, &mut by_index);
    Ok(by_index)
}

/// `camps, communities, kind or organizations`.
pub(super) fn rules() -> String {
    alternatives(&BlocRule::GENERAL.map(|rule| rule.id().to_owned()))
}
