//! Placement of names: no name overlaps another name, and a name overlaps a body only if it could
//! not be shown otherwise.
//!
//! Names are placed in the order of their importance, each at its best free spot, and none makes
//! way for a less important one. The most important actors in view are always named, with a leader
//! line where there is no space beside the body. The same network always gives the same names at
//! the same spots, and panning moves all of them alike.

mod grid;
mod name_block;
mod placed_name;
mod spots;

use std::cmp::Reverse;
use std::rc::Rc;

use emath::{Rect, Vec2, vec2};

use super::Anchor;
use super::actor_body::ActorBody;
use crate::graph::NodeIndex;
use grid::LabelGrid;
use name_block::{NameBlock, block, blocks};
use spots::{
    CENTER, EXTRA_DISTANCES, LEADER_LENGTHS, LabelSpot, SHIFTED_SPOTS, SPOTS, leader_spots,
};

pub(super) use grid::Obstacles;
pub(super) use name_block::{SIZE, rough_size, size};
pub(super) use placed_name::PlacedName;

/// How many of the most important actors in view are always named.
pub(super) const PROMINENT: usize = 10;

/// Up to this many names are all shown, wherever there is space for them.
const MAX_ALL_NAMED: usize = 60;

/// With more names than this, only the most important ones have leader lines.
const MAX_NAMES_WITH_LEADERS: usize = 80;

/// The longest leader line of a less important name, in points.
const MAX_MINOR_LEADER: f32 = 62.0;

/// How much worse a spot on a line is than one beside it, as a factor of the cost of the line.
const LINE_WEIGHT: f32 = 2.5;

/// The additional distance of spots a little farther from the body, and its cost.
const FARTHER: f32 = 7.0;
const FARTHER_COST: f32 = 1.6;

/// A name to be placed.
#[derive(Clone, Copy, Debug)]
pub(super) struct LabelRequest<'a> {
    pub(super) node: NodeIndex,
    pub(super) body: ActorBody,
    pub(super) name: &'a str,
    /// Names of higher rank are placed first.
    pub(super) rank: usize,
    /// Whether names that are not emphasized make way for it.
    pub(super) is_emphasized: bool,
}

/// The names that have space, and how many have none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Placement {
    /// Sorted by node.
    pub(super) names: Vec<PlacedName>,
    /// How many names are left out.
    pub(super) omitted: usize,
}

/// Places as many names as there is space for.
pub(super) fn place(mut requests: Vec<LabelRequest>, obstacles: &Obstacles) -> Placement {
    requests.sort_by_key(|request| (Reverse(request.rank), request.node));
    let blocks = blocks(requests.iter().map(|request| request.name));
    let named: Vec<NameToPlace> = requests
        .into_iter()
        .zip(blocks)
        .filter(|(_, block)| block.is_visible())
        .map(|(request, block)| NameToPlace { request, block })
        .collect();
    let mut grid = LabelGrid::new(obstacles);
    let visible = obstacles.space.within.unwrap_or(obstacles.view);
    let has_leaders = named.len() <= MAX_NAMES_WITH_LEADERS;
    let all_have_space = named.len() <= MAX_ALL_NAMED;
    let mut prominent = 0;
    let mut left_out = Vec::new();
    for name in &named {
        let is_prominent = prominent < PROMINENT && visible.contains(name.request.body.center);
        prominent += usize::from(is_prominent);
        let is_placed = name.put_beside(&mut grid)
            || (is_prominent && name.put_somewhere(&mut grid))
            || (all_have_space && name.put_somewhere(&mut grid))
            || (has_leaders && name.put_away(&mut grid, MAX_MINOR_LEADER));
        if !is_placed && name.request.is_emphasized {
            left_out.push(name);
        }
    }
    // Emphasized names without space come second and replace others, so that hovering does not move
    // other names.
    let emphasized = named.iter().filter(|name| name.request.is_emphasized);
    let emphasized: Vec<NodeIndex> = emphasized.map(|name| name.request.node).collect();
    for name in left_out {
        name.replace_others(&mut grid, &emphasized);
    }
    let mut names: Vec<PlacedName> = grid.into_placed().into_iter().flatten().collect();
    names.sort_by_key(|name| name.node);
    Placement {
        omitted: named.len() - names.len(),
        names,
    }
}

/// Adds the names of these actors, the most important first, to names that have their spots.
///
/// Returns all names; `None` for one that made way, which happens only where there is no space at
/// all.
pub(super) fn place_among(
    named: Vec<PlacedName>,
    requests: &[LabelRequest],
    obstacles: &Obstacles,
) -> Vec<Option<PlacedName>> {
    let mut grid = LabelGrid::new(obstacles);
    for name in named {
        grid.put(name);
    }
    let important: Vec<NodeIndex> = requests.iter().map(|request| request.node).collect();
    for request in requests {
        let name = NameToPlace {
            request: *request,
            block: block(request.name),
        };
        if name.block.is_visible() && !name.put_beside(&mut grid) && !name.put_somewhere(&mut grid)
        {
            name.replace_others(&mut grid, &important);
        }
    }
    grid.into_placed()
}

/// The name of an actor beneath its body, even if it overlaps something; `None` for a name without
/// visible letters.
pub(super) fn beneath(node: NodeIndex, body: &ActorBody, name: &str) -> Option<PlacedName> {
    let block = block(name);
    let [spot, ..] = SPOTS;
    block.is_visible().then(|| PlacedName {
        node,
        lines: block.lines.clone(),
        rect: spot.rect(body, block.size),
        anchor: spot.anchor(),
        leader: None,
    })
}

/// A name and its lines.
struct NameToPlace<'a> {
    request: LabelRequest<'a>,
    block: Rc<NameBlock>,
}

impl NameToPlace<'_> {
    fn size(&self) -> Vec2 {
        self.block.size
    }

    fn at(&self, spot: LabelSpot) -> PlacedName {
        PlacedName {
            node: self.request.node,
            lines: self.block.lines.clone(),
            rect: spot.rect(&self.request.body, self.size()),
            anchor: spot.anchor(),
            leader: None,
        }
    }

    /// Places the name at the best free spot beside its body; returns whether there is one.
    fn put_beside(&self, grid: &mut LabelGrid) -> bool {
        let farther = |spot: LabelSpot| LabelSpot {
            out: FARTHER,
            cost: spot.cost + FARTHER_COST,
            ..spot
        };
        let spots = SPOTS
            .into_iter()
            .chain(SHIFTED_SPOTS)
            .chain(SPOTS.map(farther));
        let mut best: Option<(f32, LabelSpot)> = None;
        for spot in spots.chain(self.is_inside_body().then_some(CENTER)) {
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
            let cost = spot.cost + LINE_WEIGHT * grid.line_cost(rect);
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

    /// Places the name away from its body, with a leader line; returns whether there is space.
    fn put_away(&self, grid: &mut LabelGrid, max_length: f32) -> bool {
        for distance in LEADER_LENGTHS {
            if distance > max_length {
                break;
            }
            let mut best: Option<(f32, PlacedName)> = None;
            for spot in leader_spots(&self.request.body, self.size(), distance) {
                if !grid.is_free(spot.rect) || grid.names_in(spot.rect).next().is_some() {
                    continue;
                }
                let Some(bodies) = grid.bodies_on(spot.leader) else {
                    continue;
                };
                let cost = LINE_WEIGHT * grid.line_cost(spot.rect) + 20.0 * bodies as f32;
                if best.as_ref().is_none_or(|(lowest, _)| cost < *lowest) {
                    let name = PlacedName {
                        node: self.request.node,
                        lines: self.block.lines.clone(),
                        rect: spot.rect,
                        anchor: spot.anchor,
                        leader: Some(spot.leader),
                    };
                    best = Some((cost, name));
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
    fn put_somewhere(&self, grid: &mut LabelGrid) -> bool {
        self.put_away(grid, f32::INFINITY) || self.put_on_bodies(grid)
    }

    fn put_on_bodies(&self, grid: &mut LabelGrid) -> bool {
        let body = &self.request.body;
        let beside = SPOTS.into_iter().chain([CENTER]).map(|spot| self.at(spot));
        let away = LEADER_LENGTHS.into_iter().flat_map(|distance| {
            leader_spots(body, self.size(), distance).map(|spot| PlacedName {
                node: self.request.node,
                lines: self.block.lines.clone(),
                rect: spot.rect,
                anchor: spot.anchor,
                leader: Some(spot.leader),
            })
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
            }
        })
    }

    /// Places the name where only names without emphasis are in its way, and removes those.
    fn replace_others(&self, grid: &mut LabelGrid, emphasized: &[NodeIndex]) {
        let rings = EXTRA_DISTANCES
            .iter()
            .flat_map(|&out| SPOTS.map(|spot| LabelSpot { out, ..spot }));
        for spot in rings {
            let rect: Rect = spot.rect(&self.request.body, self.size());
            let must_stay = |(_, name): (u32, &PlacedName)| emphasized.contains(&name.node);
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

#[cfg(test)]
mod tests;
