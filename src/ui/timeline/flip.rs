//! A pair that changes sides, in words.

use crate::analysis::Flip;
use crate::graph::Network;
use crate::model::Sign;

/// `8 April 1904: France and Great Britain become friends`.
pub(in crate::ui) fn flip_in_words(network: &Network, flip: &Flip) -> String {
    let name = |node| {
        network
            .graph
            .node_weight(node)
            .map_or("", |actor| actor.name())
    };
    let turn = match flip.to {
        Sign::Positive => "become friends",
        _ => "become foes",
    };
    let (a, b) = flip.pair;
    format!(
        "{}: {} and {} {turn}",
        flip.day.in_words(),
        name(a),
        name(b)
    )
}
