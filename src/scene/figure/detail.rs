//! In how much detail a figure is drawn. Draws nothing.

use super::input::{Figure, FigureFrame};
use crate::graph::Ties;
use crate::scene::RenderNetwork;
use crate::scene::drawn_tie::MAX_BADGED;
use crate::scene::legend::DrawnOfLines;
use crate::scene::level_of_detail::draws_detail;

/// Up to this many actors are drawn in detail, however many ties they have.
const MAX_ACTORS_IN_DETAIL: usize = 120;

/// Whether actors and ties are drawn in detail. Ties count, however many relations they stand for.
pub(super) fn is_in_detail(actors: usize, ties: usize) -> bool {
    actors <= MAX_ACTORS_IN_DETAIL || RenderNetwork::is_small(actors, ties)
}

/// What the lines of a figure show. A part of a network may be drawn in more detail than the whole.
pub(super) fn drawn_of_lines(figure: &Figure, ties: &Ties) -> DrawnOfLines {
    if figure.frame != FigureFrame::Whole {
        return DrawnOfLines::ALL;
    }
    let actors = figure.network.graph.node_count();
    let is_detailed = is_in_detail(actors, ties.len()) || draws_detail(actors, ties.len());
    DrawnOfLines {
        heads_and_widths: is_detailed,
        badges: is_detailed && ties.len() <= MAX_BADGED,
    }
}
