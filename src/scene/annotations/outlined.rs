//! The areas of actors that a text note outlines. Draws nothing.

use ahash::{AHashMap, AHashSet};
use emath::{Pos2, Rect};

use crate::graph::NodeIndex;
use crate::limits::OUTLINE_STEPS;
use crate::scene::actor_body::ActorBody;
use crate::scene::outlines::{self, Hull, joined_areas};

/// Finds the areas of notes in a picture, within a budget for all of them.
pub(super) struct Outliner<'a> {
    bodies: &'a [(NodeIndex, ActorBody)],
    /// The bodies by actor; filled when the first note needs them.
    by_node: Option<AHashMap<NodeIndex, ActorBody>>,
    steps: usize,
}

impl<'a> Outliner<'a> {
    pub(super) fn new(bodies: &'a [(NodeIndex, ActorBody)]) -> Self {
        Self {
            bodies,
            by_node: None,
            steps: 0,
        }
    }

    /// The areas of these actors, as far as they are in the picture; none where finding them would
    /// go beyond the budget.
    pub(super) fn areas(&mut self, nodes: &[NodeIndex]) -> Vec<Hull> {
        if nodes.is_empty() {
            return Vec::new();
        }
        let bodies = self.bodies;
        let by_node = self
            .by_node
            .get_or_insert_with(|| bodies.iter().copied().collect());
        let members = nodes.iter().filter_map(|node| by_node.get(node).copied());
        let members: Vec<ActorBody> = members.collect();
        self.steps += outlines::steps(members.len(), bodies.len());
        if self.steps > OUTLINE_STEPS.count() {
            return Vec::new();
        }
        let ours: AHashSet<NodeIndex> = nodes.iter().copied().collect();
        let strangers = bodies.iter().filter(|(node, _)| !ours.contains(node));
        let strangers: Vec<ActorBody> = strangers.map(|(_, body)| *body).collect();
        joined_areas(&members, &strangers)
    }
}

/// The line from a note to the edge of the nearest area; `None` where it touches one, or would be
/// shorter than `shortest`.
pub(super) fn leader(rect: Rect, areas: &[Hull], shortest: f32) -> Option<[Pos2; 2]> {
    let middle = rect.center();
    let ends = areas.iter().filter_map(|area| {
        let to = area.nearest(rect.clamp(area.nearest(middle)?))?;
        let from = rect.clamp(to);
        Some((area, [from, to]))
    });
    let length = |[from, to]: [Pos2; 2]| from.distance(to);
    let (area, ends) = ends.min_by(|(_, a), (_, b)| length(*a).total_cmp(&length(*b)))?;
    (area.distance(ends[0]) > 0.0 && length(ends) >= shortest).then_some(ends)
}
