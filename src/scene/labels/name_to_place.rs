//! A name on its way to a spot: beside its body, with a leader line, or on a body. Knows no other
//! name but those that have their spots.

use std::collections::BTreeSet;
use std::rc::Rc;

use emath::{Rect, Vec2, vec2};

use super::grid::LabelGrid;
use super::label_request::LabelRequest;
use super::name_block::NameBlock;
use super::placed_name::PlacedName;
use super::spots::{
    CENTER, EXTRA_DISTANCES, LEADER_LENGTHS, LabelSpot, LeaderSpot, SHIFTED_SPOTS, SPOTS,
    leader_spots,
};
use crate::graph::NodeIndex;
use crate::scene::Anchor;

/// The additional distance of spots a little farther from the body, and its cost.
const FARTHER: f32 = 7.0;
const FARTHER_COST: f32 = 1.6;

/// What it costs if the letters are as near to another body as to their own: they would be read as
/// the name of that one, which is worse than a line beneath them.
pub(super) const COULD_BE_OF_ANOTHER: f32 = 90.0;

/// A name and its lines.
pub(super) struct NameToPlace<'a> {
    pub(super) request: LabelRequest<'a>,
    pub(super) block: Rc<NameBlock>,
    /// Whether it is on its body: the bodies of its size all have room for their names.
    pub(super) is_inside: bool,
}

impl NameToPlace<'_> {
    pub(super) fn size(&self) -> Vec2 {
        self.block.size
    }

    /// The same name in another form.
    pub(super) fn in_form(&self, block: Rc<NameBlock>) -> Self {
        Self {
            request: self.request,
            block,
            is_inside: false,
        }
    }

    pub(super) fn at(&self, spot: LabelSpot) -> PlacedName {
        PlacedName {
            node: self.request.node,
            lines: self.block.lines.clone(),
            rect: spot.rect(&self.request.body, self.size()),
            anchor: spot.anchor(),
            leader: None,
            is_on_body: spot.x == 0.0 && spot.y == 0.0,
        }
    }

    pub(super) fn away(&self, spot: &LeaderSpot) -> PlacedName {
        PlacedName {
            node: self.request.node,
            lines: self.block.lines.clone(),
            rect: spot.rect,
            anchor: spot.anchor,
            leader: Some(spot.leader),
            is_on_body: false,
        }
    }

    /// The spots beside the body, and on it if it is large enough.
    pub(super) fn spots(&self) -> impl Iterator<Item = LabelSpot> {
        let farther = |spot: LabelSpot| LabelSpot {
            out: FARTHER,
            cost: spot.cost + FARTHER_COST,
            ..spot
        };
        SPOTS
            .into_iter()
            .chain(SHIFTED_SPOTS)
            .chain(SPOTS.map(farther))
            .chain(self.is_inside.then_some(CENTER))
    }

    /// Places the name at the best free spot beside its body; returns whether there is one.
    pub(super) fn put_beside(&self, grid: &mut LabelGrid) -> bool {
        let mut best: Option<(f32, LabelSpot)> = None;
        for spot in self.spots() {
            let is_better = |cost: f32| best.is_none_or(|(lowest, _)| cost < lowest);
            let rect = spot.rect(&self.request.body, self.size());
            // On the body itself, it covers one body.
            let is_free = if spot.x == 0.0 && spot.y == 0.0 {
                grid.is_allowed(rect) && grid.bodies_in(rect) <= 1
            } else {
                is_better(spot.cost) && grid.is_free(rect)
            };
            if !is_free || grid.names_in(rect).next().is_some() {
                continue;
            }
            let stranger = grid.could_be_of_another(&self.at(spot), &self.request.body);
            let unclear = if stranger { COULD_BE_OF_ANOTHER } else { 0.0 };
            let cost = spot.cost + unclear + grid.line_cost(rect);
            if is_better(cost) {
                best = Some((cost, spot));
            }
        }
        best.map(|(_, spot)| grid.put(self.at(spot))).is_some()
    }

    /// Whether the body is large enough for its name, and has nothing else on it.
    pub(super) fn has_room_inside(&self) -> bool {
        if self.request.has_picture {
            return false;
        }
        let body = &self.request.body;
        let rect = CENTER.rect(body, self.size());
        [
            rect.left_top(),
            rect.right_top(),
            rect.left_bottom(),
            rect.right_bottom(),
        ]
        .into_iter()
        .all(|corner| body.distance(corner) < -1.0)
    }

    /// Places the name away from its body, with a leader line that runs through no other body;
    /// returns whether there is space.
    pub(super) fn put_away(&self, grid: &mut LabelGrid, max_length: f32) -> bool {
        for distance in LEADER_LENGTHS {
            if distance > max_length {
                break;
            }
            let mut best: Option<(f32, PlacedName)> = None;
            for spot in leader_spots(&self.request.body, self.size(), distance) {
                if !grid.is_free(spot.rect)
                    || grid.names_in(spot.rect).next().is_some()
                    || !grid.is_leader_clear(spot.leader, &self.request.body)
                {
                    continue;
                }
                let crossed = grid.lines_on(spot.leader) as f32;
                let cost = grid.line_cost(spot.rect) + crossed;
                if best.as_ref().is_none_or(|(lowest, _)| cost < *lowest) {
                    best = Some((cost, self.away(&spot)));
                }
            }
            if let Some((_, name)) = best {
                grid.put(name);
                return true;
            }
        }
        false
    }

    /// Places the name of an important actor: with a leader line, or else at the nearest free
    /// place. A name is never on the body of another actor, nor is its leader line: it would name
    /// that one.
    pub(super) fn put_somewhere(&self, grid: &mut LabelGrid) -> bool {
        self.put_away(grid, f32::INFINITY) || self.put_anywhere(grid)
    }

    /// A leader line runs beneath other names only where there is no other way.
    fn put_anywhere(&self, grid: &mut LabelGrid) -> bool {
        let own = &self.request.body;
        let mut spots = self.anywhere();
        spots.retain(|name| grid.is_free(name.rect) && grid.names_in(name.rect).next().is_none());
        let is_clear = |name: &&PlacedName| {
            name.leader
                .is_none_or(|leader| grid.is_leader_clear(leader, own))
        };
        let is_clear_of_bodies = |name: &&PlacedName| {
            name.leader
                .is_none_or(|leader| grid.is_clear_of_bodies(leader, own))
        };
        let nearest = spots.iter().find(is_clear);
        let nearest = nearest.or_else(|| spots.iter().find(is_clear_of_bodies));
        let nearest = nearest.cloned();
        nearest.map(|name| grid.put(name)).is_some()
    }

    /// Places the name over a crowd, where there are no bodies to be told apart: where it covers
    /// the fewest of them and no name.
    pub(super) fn put_over_crowd(&self, grid: &mut LabelGrid) -> bool {
        let beside = SPOTS.into_iter().chain([CENTER]).map(|spot| self.at(spot));
        let is_possible = |name: &PlacedName| {
            grid.is_allowed(name.rect) && grid.names_in(name.rect).next().is_none()
        };
        let without_leader = |name: PlacedName| PlacedName {
            leader: name
                .leader
                .filter(|leader| grid.is_leader_clear(*leader, &self.request.body)),
            ..name
        };
        let spots = beside.chain(self.anywhere()).filter(is_possible);
        let best = spots.min_by_key(|name| {
            let length = name.leader.map_or(0.0, |[from, to]| from.distance(to));
            (grid.bodies_in(name.rect), length as usize)
        });
        let best = best.map(without_leader);
        best.map(|name| grid.put(name)).is_some()
    }

    /// Places the name where it covers the fewest other names, and removes these; returns whose
    /// they are: none of `kept` if there is another place. `None` if bodies cover every place,
    /// unless it may be over them.
    pub(super) fn displace(
        &self,
        grid: &mut LabelGrid,
        kept: &[NodeIndex],
        is_over_crowd: bool,
    ) -> Option<Vec<NodeIndex>> {
        let covered = |name: &PlacedName| {
            let nodes = grid.names_in(name.rect).map(|(_, name)| name.node);
            let nodes: BTreeSet<NodeIndex> = nodes.collect();
            let of_kept = nodes.iter().filter(|node| kept.contains(node)).count();
            (of_kept, nodes.len())
        };
        let beside = SPOTS.into_iter().map(|spot| self.at(spot));
        let spots = beside.chain(self.anywhere());
        let is_clear = |name: &PlacedName| {
            let leader = name.leader;
            (is_over_crowd && grid.is_allowed(name.rect) || grid.is_free(name.rect))
                && leader.is_none_or(|leader| grid.is_clear_of_bodies(leader, &self.request.body))
        };
        let clear = spots.filter(is_clear);
        let best = clear.min_by_key(covered)?;
        let in_the_way: Vec<(u32, NodeIndex)> = grid
            .names_in(best.rect)
            .map(|(number, name)| (number, name.node))
            .collect();
        for (number, _) in &in_the_way {
            grid.remove(*number);
        }
        grid.put(best);
        Some(in_the_way.into_iter().map(|(_, node)| node).collect())
    }

    /// Spots in all directions, in rows and columns around the body, the nearest first.
    fn anywhere(&self) -> Vec<PlacedName> {
        const STEP: Vec2 = vec2(11.0, 7.0);
        const REACH: i16 = 30;
        let body = self.request.body;
        let offsets = (-REACH..=REACH)
            .flat_map(|row| (-REACH..=REACH).map(move |column| vec2(column.into(), row.into())));
        let spots = offsets.map(move |offset| {
            let rect = Rect::from_center_size(body.center + offset * STEP, self.size());
            let tip = rect.clamp(body.center);
            let toward = tip - body.center;
            let rim = body.center + toward.normalized() * (body.radius + 0.5);
            PlacedName {
                node: self.request.node,
                lines: self.block.lines.clone(),
                rect,
                anchor: Anchor::Middle,
                leader: (toward.length() > body.radius + 4.0).then_some([rim, tip]),
                is_on_body: false,
            }
        });
        let mut spots: Vec<PlacedName> = spots.collect();
        let away = |name: &PlacedName| body.center.distance(name.rect.clamp(body.center));
        spots.sort_by_cached_key(|name| away(name) as u32);
        spots
    }

    /// Places the name where only names without emphasis are in its way, and removes those.
    pub(super) fn replace_others(&self, grid: &mut LabelGrid, is_kept: &dyn Fn(NodeIndex) -> bool) {
        let rings = EXTRA_DISTANCES
            .iter()
            .flat_map(|&out| SPOTS.map(|spot| LabelSpot { out, ..spot }));
        for spot in rings {
            let rect: Rect = spot.rect(&self.request.body, self.size());
            let must_stay = |(_, name): (u32, &PlacedName)| is_kept(name.node);
            if !grid.is_free(rect) || grid.names_in(rect).any(must_stay) {
                continue;
            }
            let in_the_way: Vec<u32> = grid.names_in(rect).map(|(number, _)| number).collect();
            for number in in_the_way {
                grid.remove(number);
            }
            grid.put(self.at(spot));
            return;
        }
    }
}
