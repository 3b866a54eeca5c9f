//! Where blocs are drawn: at the mean of their members, moved apart where they would overlap; and
//! where the members of an expanded bloc are: around its position. Positions of actors do not
//! change.

use std::collections::BTreeMap;

use emath::{Pos2, Vec2};

use super::{Encoding, footprint};
use crate::graph::{Network, NodeIndex};
use crate::layout::{Body, separated};
use crate::model::ActorId;

/// With more actors beside the blocs, blocs avoid only each other.
const MAX_AVOIDED: usize = 60;

/// More blocs stay at the mean of their members, so that no frame waits for them.
const MAX_SEPARATED: usize = 120;

/// Fewer members of an expanded bloc are drawn at their own positions.
const MIN_GATHERED: usize = 8;

/// More members are drawn together without being moved apart, so that no frame waits for them.
const MAX_GATHERED: usize = 150;

/// The space that each member of an expanded bloc takes, in layout units: the side of a square.
const MEMBER_SPACE: f32 = 100.0;

/// The distance of each bloc from the mean of its members, and of the members of expanded blocs
/// from their own positions.
#[derive(Clone, Debug, Default)]
pub(crate) struct BlocPositions {
    offsets: BTreeMap<ActorId, Vec2>,
    of_members: BTreeMap<ActorId, Vec2>,
}

impl BlocPositions {
    /// Places the blocs that have no position yet; the others stay.
    pub(crate) fn follow(&mut self, drawn: &Network, positions: &[Pos2], encoding: &Encoding) {
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
                let position = match drawn.bloc(*node) {
                    Some(_) => mean(drawn, *node, positions) + known.unwrap_or_default(),
                    None => positions.get(node.index()).copied().unwrap_or_default(),
                };
                Body {
                    radius: size.map_or(0.0, |size| size.radius),
                    label: size.map_or(Vec2::ZERO, |size| size.name),
                    start: Some(position),
                    pinned: known.is_some() || drawn.bloc(*node).is_none(),
                    in_row: 0,
                }
            })
            .collect();
        for (node, position) in blocs.iter().zip(separated(&bodies)) {
            let offset = position - mean(drawn, *node, positions);
            let id = drawn.graph[*node].id.clone();
            self.offsets.entry(id).or_insert(offset);
        }
    }

    /// Draws the nodes of a bloc that was expanded around its position, if they are many and their
    /// own positions are farther apart than they need: the members of a community are often all
    /// over the picture. Other nodes stay.
    pub(crate) fn gather(
        &mut self,
        drawn: &Network,
        (nodes, around): (&[NodeIndex], Pos2),
        positions: &[Pos2],
        encoding: &Encoding,
    ) {
        for node in nodes {
            self.of_members.remove(&drawn.graph[*node].id);
        }
        let own = self.with_blocs(drawn, positions);
        let position = |node: &NodeIndex| own.get(node.index()).copied().unwrap_or_default();
        let count = nodes.len().max(1) as f32;
        let all = nodes.iter().map(|node| position(node).to_vec2());
        let sum = all.fold(Vec2::ZERO, |sum, position| sum + position);
        let middle = (sum / count).to_pos2();
        let squares = nodes
            .iter()
            .map(|node| (position(node) - middle).length_sq());
        let reach = (squares.sum::<f32>() / count).sqrt();
        // The distance from the middle in a disc with this space for each node.
        let needed = MEMBER_SPACE * (count / std::f32::consts::TAU).sqrt();
        if nodes.len() < MIN_GATHERED || reach <= needed {
            return;
        }
        let start = |node: &NodeIndex| around + (position(node) - middle) * (needed / reach);
        let mut positions: Vec<Pos2> = nodes.iter().map(start).collect();
        if nodes.len() <= MAX_GATHERED {
            let mut bodies: Vec<Body> = nodes
                .iter()
                .zip(&positions)
                .map(|(node, start)| body(drawn, *node, *start, encoding))
                .collect();
            let others = drawn.graph.node_indices();
            let others = others.filter(|node| !nodes.contains(node));
            bodies.extend(others.take(MAX_GATHERED).map(|node| Body {
                pinned: true,
                ..body(drawn, node, position(&node), encoding)
            }));
            positions = separated(&bodies);
        }
        for (node, at) in nodes.iter().zip(positions) {
            let offsets = match drawn.bloc(*node) {
                Some(_) => &mut self.offsets,
                None => &mut self.of_members,
            };
            let id = drawn.graph[*node].id.clone();
            *offsets.entry(id).or_default() += at - position(node);
        }
    }

    /// Whether members of expanded blocs are drawn elsewhere than at their own positions.
    pub(crate) fn moves_members(&self) -> bool {
        !self.of_members.is_empty()
    }

    /// The positions of actors, followed by those of the blocs.
    pub(crate) fn with_blocs(&self, drawn: &Network, positions: &[Pos2]) -> Vec<Pos2> {
        let blocs = drawn.blocs().map(|(node, _)| {
            let offset = self.offsets.get(&drawn.graph[node].id);
            mean(drawn, node, positions) + offset.copied().unwrap_or_default()
        });
        let mut positions: Vec<Pos2> = positions.iter().copied().chain(blocs).collect();
        for (id, offset) in &self.of_members {
            let position = drawn
                .ordinal(id)
                .and_then(|number| positions.get_mut(number));
            if let Some(position) = position {
                *position += *offset;
            }
        }
        positions
    }
}

/// The body of a node without its name: names of many members find their positions later.
fn body(drawn: &Network, node: NodeIndex, start: Pos2, encoding: &Encoding) -> Body {
    Body {
        radius: footprint(drawn, node, encoding).map_or(0.0, |size| size.radius),
        start: Some(start),
        ..Body::default()
    }
}

/// The mean of the positions of a bloc's members.
fn mean(drawn: &Network, bloc: NodeIndex, positions: &[Pos2]) -> Pos2 {
    let members = drawn.bloc(bloc).map(|bloc| &bloc.members[..]);
    let mut sum = Vec2::ZERO;
    let mut count = 0;
    for member in members.unwrap_or_default() {
        let ordinal = drawn.ordinal(&member.id);
        if let Some(position) = ordinal.and_then(|ordinal| positions.get(ordinal)) {
            sum += position.to_vec2();
            count += 1;
        }
    }
    (sum / count.max(1) as f32).to_pos2()
}
