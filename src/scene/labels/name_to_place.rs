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
            .chain(self.is_inside_body().then_some(CENTER))
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

    /// Whether the body is large enough for its name.
    fn is_inside_body(&self) -> bool {
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

    /// Places the name away from its body, with a leader line; returns whether there is space. The
    /// leader line runs over other bodies only if there is no other way.
    pub(super) fn put_away(&self, grid: &mut LabelGrid, max_length: f32) -> bool {
        self.put_at_leader(grid, max_length, 0) || self.put_at_leader(grid, max_length, usize::MAX)
    }

    /// The same, with a leader line over at most this many bodies.
    fn put_at_leader(&self, grid: &mut LabelGrid, max_length: f32, max_bodies: usize) -> bool {
        for distance in LEADER_LENGTHS {
            if distance > max_length {
                break;
            }
            let mut best: Option<(f32, PlacedName)> = None;
            for spot in leader_spots(&self.request.body, self.size(), distance) {
                if !grid.is_free(spot.rect) || grid.names_in(spot.rect).next().is_some() {
                    continue;
                }
                let bodies = grid.bodies_on(spot.leader);
                let Some(bodies) = bodies.filter(|bodies| *bodies <= max_bodies) else {
                    continue;
                };
                let crossed = grid.lines_on(spot.leader) as f32;
                let cost = grid.line_cost(spot.rect) + 20.0 * bodies as f32 + crossed;
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

    /// Places the name of an important actor: with a leader line, or else where it covers the
    /// fewest bodies. Fails only where names fill the whole picture.
    pub(super) fn put_somewhere(&self, grid: &mut LabelGrid) -> bool {
        self.put_away(grid, f32::INFINITY) || self.put_on_bodies(grid)
    }

    fn put_on_bodies(&self, grid: &mut LabelGrid) -> bool {
        let body = &self.request.body;
        let beside = SPOTS.into_iter().chain([CENTER]).map(|spot| self.at(spot));
        let away = LEADER_LENGTHS.into_iter().flat_map(|distance| {
            leader_spots(body, self.size(), distance).map(|spot| self.away(&spot))
        });
        let spots = beside.chain(away).chain(self.anywhere());
        let covered = |name: &PlacedName| {
            let length = name.leader.map_or(0.0, |[from, to]| from.distance(to));
            (grid.bodies_in(name.rect), length as usize)
        };
        let is_possible = |name: &PlacedName| {
            grid.is_allowed(name.rect) && grid.names_in(name.rect).next().is_none()
        };
        let best = spots.filter(is_possible).min_by_key(covered);
        best.map(|name| grid.put(name)).is_some()
    }

    /// Places the name where it covers the fewest other names, and removes these; returns whose
    /// they are.
    pub(super) fn displace(&self, grid: &mut LabelGrid) -> Vec<NodeIndex> {
        let covered = |name: &PlacedName| {
            let numbers = grid.names_in(name.rect).map(|(number, _)| number);
            numbers.collect::<BTreeSet<u32>>()
        };
        let beside = SPOTS.into_iter().map(|spot| self.at(spot));
        let spots = beside.chain(self.anywhere());
        let allowed = spots.filter(|name| grid.is_allowed(name.rect));
        let Some(best) =
            allowed.min_by_key(|name| (covered(name).len(), grid.bodies_in(name.rect)))
        else {
            return Vec::new();
        };
        let in_the_way: Vec<(u32, NodeIndex)> = grid
            .names_in(best.rect)
            .map(|(number, name)| (number, name.node))
            .collect();
        for (number, _) in &in_the_way {
            grid.remove(*number);
        }
        grid.put(best);
        in_the_way.into_iter().map(|(_, node)| node).collect()
    }

    /// Spots in all directions, in rows and columns around the body.
    fn anywhere(&self) -> impl Iterator<Item = PlacedName> {
        const STEP: Vec2 = vec2(11.0, 7.0);
        const REACH: i16 = 30;
        let body = self.request.body;
        let offsets = (-REACH..=REACH)
            .flat_map(|row| (-REACH..=REACH).map(move |column| vec2(column.into(), row.into())));
        offsets.map(move |offset| {
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
        })
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
