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
use std::collections::BTreeMap;
use std::rc::Rc;

use emath::{Rect, Vec2, vec2};

use super::Anchor;
use super::actor_body::ActorBody;
use crate::graph::NodeIndex;
use grid::LabelGrid;
use name_block::{NameBlock, block, blocks};
use spots::{
    CENTER, EXTRA_DISTANCES, LEADER_LENGTHS, LabelSpot, LeaderSpot, SHIFTED_SPOTS, SPOTS,
    leader_spots,
};

pub(super) use grid::{LineObstacles, LinePiece, Obstacles};
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

/// How much longer the leader lines of the most important actors may be.
const PROMINENT_LEADER: f32 = 2.0;

/// The cost of a line that a leader line crosses, in points of its length.
const CROSSED_BY_LEADER: f32 = 5.0;

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
pub(super) fn place(requests: &[LabelRequest], obstacles: &Obstacles) -> Placement {
    let named = names_to_place(requests);
    let mut grid = LabelGrid::new(obstacles);
    let has_leaders = named.len() <= MAX_NAMES_WITH_LEADERS;
    let all_have_space = named.len() <= MAX_ALL_NAMED;
    let prominent = prominent(&named, obstacles);
    for name in &named {
        let is_prominent = prominent.contains(&name.request.node);
        let _ = name.put_beside(&mut grid)
            || (is_prominent && name.put_somewhere(&mut grid))
            || (all_have_space && name.put_somewhere(&mut grid))
            || (has_leaders && name.put_away(&mut grid, MAX_MINOR_LEADER));
    }
    Placement::of(grid, named.len())
}

/// Moves names that are on lines to spots where they are not, if there are any, with leader lines
/// up to a length in points; `None` if no name is moved.
pub(super) fn off_lines(
    placement: &Placement,
    requests: &[LabelRequest],
    obstacles: &Obstacles,
    max_leader: f32,
) -> Option<Placement> {
    let named = names_to_place(requests);
    let mut grid = LabelGrid::new(obstacles);
    for name in &placement.names {
        grid.put(name.clone());
    }
    let all_have_space = named.len() <= MAX_ALL_NAMED;
    let prominent = prominent(&named, obstacles);
    let mut is_moved = false;
    let mut displaced = Vec::new();
    for name in &named {
        let node = name.request.node;
        let placed = &placement.names;
        let Ok(number) = placed.binary_search_by_key(&node, |name| name.node) else {
            continue;
        };
        if grid.lines_in(placed[number].letters()) == 0 || !grid.has(number as u32) {
            continue;
        }
        grid.remove(number as u32);
        let is_prominent = prominent.contains(&node);
        let longer = if is_prominent { PROMINENT_LEADER } else { 1.0 };
        // Others make way for the most important actors, if they may be left out.
        let must_stay =
            |other: &PlacedName| all_have_space || !is_prominent || prominent.contains(&other.node);
        let max_leader = longer * max_leader;
        let spot = name
            .spot_off_lines(&grid, max_leader, &must_stay)
            .or_else(|| {
                let lines = grid.lines_in(placed[number].letters());
                let spot = || name.spot_on_fewest_lines(&grid, max_leader, &must_stay);
                is_prominent
                    .then(spot)
                    .flatten()
                    .filter(|spot| grid.lines_in(spot.letters()) < lines)
            });
        is_moved |= spot.is_some();
        let spot = spot.unwrap_or_else(|| placed[number].clone());
        let in_the_way: Vec<(u32, NodeIndex)> = grid
            .names_in(spot.rect)
            .map(|(number, name)| (number, name.node))
            .collect();
        for (number, node) in in_the_way {
            grid.remove(number);
            displaced.push(node);
        }
        grid.put(spot);
    }
    for name in &named {
        if displaced.contains(&name.request.node)
            && let Some(spot) = name.spot_off_lines(&grid, max_leader, &|_| true)
        {
            grid.put(spot);
        }
    }
    is_moved.then(|| Placement::of(grid, named.len()))
}

/// Leaves out names until at most `max_covered` lines run through names: first the one that covers
/// the most lines that no other covers, the least important one of several. The most important
/// actors keep their names, and so does everyone where all have space. Returns whether any name is
/// left out.
pub(super) fn uncover(
    placement: &mut Placement,
    requests: &[LabelRequest],
    obstacles: &Obstacles,
    max_covered: usize,
) -> bool {
    let named = names_to_place(requests);
    if named.len() <= MAX_ALL_NAMED {
        return false;
    }
    let before = placement.names.len();
    let grid = LabelGrid::new(obstacles);
    // For each line, the number of names on it.
    let mut covers: BTreeMap<u32, usize> = BTreeMap::new();
    let mut covering: BTreeMap<NodeIndex, Vec<u32>> = BTreeMap::new();
    for name in &placement.names {
        let lines = grid.line_numbers_in(name.letters());
        for line in &lines {
            *covers.entry(*line).or_default() += 1;
        }
        covering.insert(name.node, lines);
    }
    let mut removable: Vec<NodeIndex> = named.iter().map(|name| name.request.node).collect();
    let prominent = prominent(&named, obstacles);
    removable.retain(|node| covering.contains_key(node) && !prominent.contains(node));
    while covers.len() > max_covered {
        let alone = |node: &NodeIndex| {
            let lines = covering[node].iter();
            lines.filter(|line| covers.get(line) == Some(&1)).count()
        };
        // The last one of several is the least important.
        let Some(at) = (0..removable.len()).max_by_key(|at| {
            let node = &removable[*at];
            (alone(node), covering[node].len())
        }) else {
            break;
        };
        let node = removable.remove(at);
        if covering[&node].is_empty() {
            break;
        }
        for line in &covering[&node] {
            let left = covers.get(line).map_or(0, |count| count - 1);
            if left == 0 {
                covers.remove(line);
            } else {
                covers.insert(*line, left);
            }
        }
        placement.names.retain(|name| name.node != node);
        placement.omitted += 1;
    }
    placement.names.len() < before
}

/// Adds the emphasized names that have no spot. Names without emphasis make way, so that pointing
/// at an actor does not move other names.
pub(super) fn with_emphasized(
    placement: &Placement,
    requests: &[LabelRequest],
    is_emphasized: &dyn Fn(NodeIndex) -> bool,
    obstacles: &Obstacles,
) -> Placement {
    let named = names_to_place(requests);
    let mut grid = LabelGrid::new(obstacles);
    for name in &placement.names {
        grid.put(name.clone());
    }
    let has_spot = |node: NodeIndex| {
        let names = &placement.names;
        names.binary_search_by_key(&node, |name| name.node).is_ok()
    };
    for name in &named {
        let node = name.request.node;
        if is_emphasized(node) && !has_spot(node) {
            name.replace_others(&mut grid, is_emphasized);
        }
    }
    Placement::of(grid, named.len())
}

/// The most important actors in view.
fn prominent(named: &[NameToPlace], obstacles: &Obstacles) -> Vec<NodeIndex> {
    let visible = obstacles.space.within.unwrap_or(obstacles.view);
    let in_view = named
        .iter()
        .filter(|name| visible.contains(name.request.body.center));
    in_view
        .take(PROMINENT)
        .map(|name| name.request.node)
        .collect()
}

impl Placement {
    /// The names in a grid, of so many actors.
    fn of(grid: LabelGrid, actors: usize) -> Self {
        let mut names: Vec<PlacedName> = grid.into_placed().into_iter().flatten().collect();
        names.sort_by_key(|name| name.node);
        Self {
            omitted: actors - names.len(),
            names,
        }
    }
}

/// The names with visible letters, the most important first.
fn names_to_place<'a>(requests: &[LabelRequest<'a>]) -> Vec<NameToPlace<'a>> {
    let mut requests = requests.to_vec();
    requests.sort_by_key(|request| (Reverse(request.rank), request.node));
    let blocks = blocks(requests.iter().map(|request| request.name));
    let names = requests.into_iter().zip(blocks);
    names
        .map(|(request, block)| NameToPlace { request, block })
        .filter(|name| name.block.is_visible())
        .collect()
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
            name.replace_others(&mut grid, &|node| important.contains(&node));
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
        is_on_body: false,
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
            is_on_body: spot.x == 0.0 && spot.y == 0.0,
        }
    }

    fn away(&self, spot: &LeaderSpot) -> PlacedName {
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
    fn spots(&self) -> impl Iterator<Item = LabelSpot> {
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

    /// The best spot on no line: beside the body, or else with a leader line.
    /// Names for which `must_stay` is false may be in its way.
    fn spot_off_lines(
        &self,
        grid: &LabelGrid,
        max_leader: f32,
        must_stay: &dyn Fn(&PlacedName) -> bool,
    ) -> Option<PlacedName> {
        let is_off = |name: &PlacedName| {
            grid.lines_in(name.letters()) == 0
                && !grid.names_in(name.rect).any(|(_, other)| must_stay(other))
        };
        let beside = self.spots().filter_map(|spot| {
            let name = self.at(spot);
            let own = usize::from(spot.x == 0.0 && spot.y == 0.0);
            let is_free = grid.is_allowed(name.rect) && grid.bodies_in(name.rect) <= own;
            (is_free && is_off(&name)).then_some((spot.cost, name))
        });
        let lower = |a: &(f32, PlacedName), b: &(f32, PlacedName)| a.0.total_cmp(&b.0);
        if let Some((_, name)) = beside.min_by(lower) {
            return Some(name);
        }
        let lengths = LEADER_LENGTHS.into_iter();
        let lengths = lengths.take_while(|length| *length <= max_leader);
        let away = lengths.flat_map(|length| {
            let spots = leader_spots(&self.request.body, self.size(), length);
            spots.filter_map(move |spot| {
                let name = self.away(&spot);
                let is_free = grid.is_free(name.rect) && is_off(&name);
                if !is_free || grid.bodies_on(spot.leader) != Some(0) {
                    return None;
                }
                let crossed = grid.lines_on(spot.leader) as f32;
                let cost = length + CROSSED_BY_LEADER * crossed;
                (cost <= max_leader).then_some((cost, name))
            })
        });
        away.min_by(lower).map(|(_, name)| name)
    }

    /// The spot with a leader line that covers the fewest lines.
    fn spot_on_fewest_lines(
        &self,
        grid: &LabelGrid,
        max_leader: f32,
        must_stay: &dyn Fn(&PlacedName) -> bool,
    ) -> Option<PlacedName> {
        let lengths = LEADER_LENGTHS.into_iter();
        let lengths = lengths.take_while(|length| *length <= max_leader);
        let spots = lengths.flat_map(|length| {
            let spots = leader_spots(&self.request.body, self.size(), length);
            spots.filter_map(move |spot| {
                let name = self.away(&spot);
                let is_free = grid.is_free(name.rect)
                    && !grid.names_in(name.rect).any(|(_, other)| must_stay(other))
                    && grid.bodies_on(spot.leader) == Some(0);
                is_free.then(|| ((grid.lines_in(name.letters()), length as usize), name))
            })
        });
        spots.min_by_key(|(cost, _)| *cost).map(|(_, name)| name)
    }

    /// Places the name at the best free spot beside its body; returns whether there is one.
    fn put_beside(&self, grid: &mut LabelGrid) -> bool {
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
            let cost = spot.cost + grid.line_cost(rect);
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
    fn put_away(&self, grid: &mut LabelGrid, max_length: f32) -> bool {
        self.put_at_leader(grid, max_length, 0) || self.put_at_leader(grid, max_length, usize::MAX)
    }

    /// The same, with a leader line over at most so many bodies.
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
                let cost = grid.line_cost(spot.rect) + 20.0 * bodies as f32;
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
    fn put_somewhere(&self, grid: &mut LabelGrid) -> bool {
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
    fn replace_others(&self, grid: &mut LabelGrid, is_kept: &dyn Fn(NodeIndex) -> bool) {
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

#[cfg(test)]
mod tests;
