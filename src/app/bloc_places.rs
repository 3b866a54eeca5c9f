//! Where blocs are drawn: at the mean of their members, moved apart where they would overlap.
//! Positions of actors do not change.

use std::collections::BTreeMap;

use emath::{Pos2, Vec2};

use crate::graph::{Network, NodeIndex};
use crate::layout::{Body, separated};
use crate::model::ActorId;
use crate::scene::{Encoding, footprint};

/// With more actors beside the blocs, blocs avoid only each other.
const MAX_AVOIDED: usize = 60;

/// More blocs stay at the mean of their members, so that no frame waits for them.
const MAX_SEPARATED: usize = 120;

/// The distance of each bloc from the mean of its members.
#[derive(Clone, Debug, Default)]
pub(super) struct BlocPlaces {
    offsets: BTreeMap<ActorId, Vec2>,
}

impl BlocPlaces {
    /// Places the blocs that have no place yet; the others stay.
    pub(super) fn follow(&mut self, drawn: &Network, positions: &[Pos2], encoding: &Encoding) {
        let blocs: Vec<NodeIndex> = drawn.blocs().map(|(node, _)| node).collect();
        if blocs.len() > MAX_SEPARATED {
            return;
        }
        let is_bloc = |node: &NodeIndex| drawn.bloc(*node).is_some();
        let others: Vec<NodeIndex> = match drawn.graph.node_count() - blocs.len() {
            0..=MAX_AVOIDED => drawn
                .graph
                .node_indices()
                .filter(|node| !is_bloc(node))
                .collect(),
            _ => Vec::new(),
        };
        let all: Vec<NodeIndex> = blocs.iter().chain(&others).copied().collect();
        let bodies: Vec<Body> = all
            .iter()
            .map(|node| {
                let id = &drawn.graph[*node].id;
                let size = footprint(drawn, *node, encoding);
                let known = self.offsets.get(id).copied();
                let place = match drawn.bloc(*node) {
                    Some(_) => mean(drawn, *node, positions) + known.unwrap_or_default(),
                    None => positions.get(node.index()).copied().unwrap_or_default(),
                };
                Body {
                    radius: size.map_or(0.0, |size| size.radius),
                    label: size.map_or(Vec2::ZERO, |size| size.name),
                    start: Some(place),
                    pinned: known.is_some() || drawn.bloc(*node).is_none(),
                }
            })
            .collect();
        for (node, place) in blocs.iter().zip(separated(&bodies)) {
            let offset = place - mean(drawn, *node, positions);
            let id = drawn.graph[*node].id.clone();
            self.offsets.entry(id).or_insert(offset);
        }
    }

    /// The positions of actors, followed by those of the blocs.
    pub(super) fn with_blocs(&self, drawn: &Network, positions: &[Pos2]) -> Vec<Pos2> {
        let blocs = drawn.blocs().map(|(node, _)| {
            let offset = self.offsets.get(&drawn.graph[node].id);
            mean(drawn, node, positions) + offset.copied().unwrap_or_default()
        });
        positions.iter().copied().chain(blocs).collect()
    }
}

/// The mean of the positions of a bloc's members.
fn mean(drawn: &Network, bloc: NodeIndex, positions: &[Pos2]) -> Pos2 {
    let members = drawn.bloc(bloc).map(|bloc| &bloc.members[..]);
    let mut sum = Vec2::ZERO;
    let mut count = 0;
    for member in members.unwrap_or_default() {
        let ordinal = drawn.ordinal(&member.id);
        if let Some(place) = ordinal.and_then(|ordinal| positions.get(ordinal)) {
            sum += place.to_vec2();
            count += 1;
        }
    }
    (sum / count.max(1) as f32).to_pos2()
}
