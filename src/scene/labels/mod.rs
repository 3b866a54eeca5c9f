//! Placement of names: no name overlaps another name, and neither a name nor its leader line is on
//! the body of another actor; only the most important names may be, where there is no other way.
//!
//! Names are placed in the order of their importance, each at its best free spot, and none makes
//! way for a less important one. The most important actors in view are always named, with a leader
//! line where there is no space beside the body. The same network always gives the same names at
//! the same spots, and panning moves all of them alike.

mod label_request;

mod grid;
mod improve;
mod name_block;
mod name_to_place;
mod placed_name;
mod spots;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use emath::Rect;

use super::actor_body::ActorBody;
use crate::graph::NodeIndex;
use grid::LabelGrid;
use name_block::{NameLength, PITCH, block, blocks};
use name_to_place::NameToPlace;
use spots::SPOTS;

pub(super) use grid::{LineObstacles, LinePiece, Obstacles};
pub(super) use improve::{Omissions, improved};
pub(super) use label_request::LabelRequest;
pub(super) use name_block::{SIZE, rough_size, size};
pub(super) use placed_name::PlacedName;

/// How many of the most important actors in view are always named.
pub(super) const PROMINENT: usize = 10;

/// Up to this many names are all shown, wherever there is space for them, if they would take at
/// most this share of the picture; more of a picture of usual size, or if they are few. In smaller
/// pictures a name that has no spot near its body is left out.
const MAX_ALL_NAMED: usize = 60;
const MAX_NAMES_SHARE: f32 = 0.3;
const MAX_FEW_NAMED: usize = 24;
const MAX_LARGER_SHARE: f32 = 0.45;
const USUAL_SIZE: f32 = 900.0 * 450.0;

/// Where names would take a larger share of the picture, long ones are shortened to two lines.
const MAX_USUAL_SHARE: f32 = 0.4;

/// With more names than this, only the most important ones have leader lines at first.
const MAX_NAMES_WITH_LEADERS: usize = 80;

/// The longest leader line, in points: three lines of a name. Only the most important actors, and
/// those that must be named, may have longer ones.
const MAX_LEADER: f32 = 3.0 * PITCH;

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
    let named = names_to_place(requests, obstacles);
    let mut grid = LabelGrid::new(obstacles);
    let has_leaders = named.len() <= MAX_NAMES_WITH_LEADERS;
    let shows_all = shows_all(&named, obstacles);
    let prominent = prominent(&named, obstacles);
    let is_crowd = named.len() > MAX_ALL_NAMED;
    for name in &named {
        let is_prominent = prominent.contains(&name.request.node);
        let is_placed = name.put_beside(&mut grid)
            || ((is_prominent || shows_all) && name.put_somewhere(&mut grid))
            || (is_prominent && is_crowd && name.put_over_crowd(&mut grid))
            || (has_leaders && name.put_away(&mut grid, MAX_LEADER));
        if is_prominent && !is_placed {
            let Some(displaced) = name.displace(&mut grid, &prominent, is_crowd) else {
                // The most important actors are named even where the name is over another body.
                name.put_over_crowd(&mut grid);
                continue;
            };
            let is_displaced = |other: &&NameToPlace| displaced.contains(&other.request.node);
            for other in named.iter().filter(is_displaced) {
                let may_be_over = is_crowd || prominent.contains(&other.request.node);
                let _ = other.put_beside(&mut grid)
                    || other.put_somewhere(&mut grid)
                    || (may_be_over && other.put_over_crowd(&mut grid));
            }
        }
    }
    Placement::of(grid, named.len())
}

/// Leaves out names until at most `max_covered` lines run through names: first the one that covers
/// the most lines that no other covers, where those of the most important actor count half. The
/// ten most important actors keep their names, and so does everyone where all are shown.
pub(super) fn uncover(
    placement: &mut Placement,
    requests: &[LabelRequest],
    obstacles: &Obstacles,
    max_covered: usize,
) {
    let named = names_to_place(requests, obstacles);
    if shows_all(&named, obstacles) {
        return;
    }
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
            let rank = named.iter().position(|name| name.request.node == *node);
            let share = 1000 * rank.unwrap_or(0) / named.len().max(1);
            (alone(node) * (1000 + share), covering[node].len(), share)
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
}

/// Adds the emphasized names that have no spot. Names without emphasis make way, so that pointing
/// at an actor does not move other names.
pub(super) fn with_emphasized(
    placement: &Placement,
    requests: &[LabelRequest],
    is_emphasized: &dyn Fn(NodeIndex) -> bool,
    obstacles: &Obstacles,
) -> Placement {
    let named = names_to_place(requests, obstacles);
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

/// Whether all names are shown, however far from their bodies.
fn shows_all(named: &[NameToPlace], obstacles: &Obstacles) -> bool {
    let picture = picture_size(named, obstacles);
    let max_share = if named.len() <= MAX_FEW_NAMED || picture >= USUAL_SIZE {
        MAX_LARGER_SHARE
    } else {
        MAX_NAMES_SHARE
    };
    named.len() <= MAX_ALL_NAMED && names_share(named, obstacles) <= max_share
}

/// The share of the picture that all names would take.
fn names_share(named: &[NameToPlace], obstacles: &Obstacles) -> f32 {
    let names: f32 = named.iter().map(|name| name.size().x * name.size().y).sum();
    names / picture_size(named, obstacles)
}

/// The area in which names may be placed, in square points.
fn picture_size(named: &[NameToPlace], obstacles: &Obstacles) -> f32 {
    let around = || {
        let boxes = named.iter().map(|name| {
            let body = name.request.body.rect();
            body.expand2(name.size())
        });
        boxes.fold(Rect::NOTHING, |all, body| all | body)
    };
    let space = obstacles.space.within.unwrap_or_else(around);
    (space.width() * space.height()).max(1.0)
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
    /// The names in a grid, of this many actors.
    fn of(grid: LabelGrid, actors: usize) -> Self {
        let mut names: Vec<PlacedName> = grid.into_placed().into_iter().flatten().collect();
        names.sort_by_key(|name| name.node);
        Self {
            omitted: actors - names.len(),
            names,
        }
    }
}

/// The names with visible letters, the most important first. Long ones are shortened where all
/// would take a large part of the picture.
fn names_to_place<'a>(
    requests: &[LabelRequest<'a>],
    obstacles: &Obstacles,
) -> Vec<NameToPlace<'a>> {
    let mut requests = requests.to_vec();
    requests.sort_by_key(|request| (Reverse(request.rank), request.node));
    let of_length = |length| -> Vec<NameToPlace<'a>> {
        let blocks = blocks(requests.iter().map(|request| request.name), length);
        let names = requests.iter().zip(blocks);
        let names = names.map(|(request, block)| NameToPlace {
            request: *request,
            block,
            is_inside: false,
        });
        let names = names.filter(|name| name.block.is_visible());
        with_names_inside(names.collect())
    };
    let named = of_length(NameLength::Usual);
    if names_share(&named, obstacles) > MAX_USUAL_SHARE {
        return of_length(NameLength::Short);
    }
    named
}

/// Bodies whose radii differ by less than this factor are of one size: their names are all on them,
/// or none is. Otherwise it would read as a distinction.
const ONE_SIZE: f32 = 1.12;

fn with_names_inside(mut names: Vec<NameToPlace>) -> Vec<NameToPlace> {
    let radius = |at: usize, names: &[NameToPlace]| names[at].request.body.radius;
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|a, b| radius(*a, &names).total_cmp(&radius(*b, &names)));
    let sizes = order.chunk_by(|a, b| radius(*b, &names) < ONE_SIZE * radius(*a, &names));
    let inside = sizes.filter(|size| size.iter().all(|at| names[*at].has_room_inside()));
    let inside: Vec<usize> = inside.flatten().copied().collect();
    for at in inside {
        names[at].is_inside = true;
    }
    names
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
            is_inside: false,
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

#[cfg(test)]
mod tests;
