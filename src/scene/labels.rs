//! Placement of names: no name overlaps another name or a body; names without space are left out.
//!
//! Names are placed greedily in a fixed order, each at its best free spot. The same network always
//! gives the same names at the same spots, and panning moves all of them alike.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::rc::Rc;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::actor_body::ActorBody;
use super::cells::Cells;
use super::{Anchor, LabelSpace, Weight, text};
use crate::graph::NodeIndex;

/// The font size of names, in points, at every zoom.
pub(super) const SIZE: f32 = 12.0;

/// The distance between the baselines of a name's lines.
const PITCH: f32 = 1.2 * SIZE;

/// The largest width of a line of a name, in points, and the largest number of lines.
const MAX_WIDTH: f32 = 120.0;
const MAX_LINES: usize = 2;

/// Space kept free left and right of a name.
const MARGIN: f32 = 3.0;

/// Space kept free between a name and bodies.
const BODY_GAP: f32 = 0.5;

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

/// A name at its spot.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedName {
    pub(super) node: NodeIndex,
    pub(super) lines: Vec<String>,
    /// The box that it covers.
    pub(super) rect: Rect,
    pub(super) anchor: Anchor,
    /// A line from the name to its body, if it is not beside it.
    pub(super) leader: Option<[Pos2; 2]>,
}

/// The names that have space, and how many have none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Placement {
    /// Sorted by node.
    pub(super) names: Vec<PlacedName>,
    /// How many names are left out.
    pub(super) omitted: usize,
}

impl PlacedName {
    /// Each line with the point of its baseline at the anchor.
    pub(super) fn baselines(&self) -> impl Iterator<Item = (&str, Pos2)> {
        let left = self.rect.left() + MARGIN;
        let x = left + (self.rect.width() - 2.0 * MARGIN) * self.anchor.share();
        let first = self.rect.top() + text::ascent(SIZE);
        let lines = self.lines.iter().zip(0_u8..);
        lines.map(move |(line, number)| (line.as_str(), pos2(x, first + f32::from(number) * PITCH)))
    }
}

/// What names avoid.
pub(super) struct Obstacles<'a> {
    /// The visible area, and a margin around it.
    pub(super) area: Rect,
    /// Bodies are never covered.
    pub(super) bodies: &'a [ActorBody],
    /// Points that may be covered, each with its cost.
    pub(super) soft: &'a [(Pos2, f32)],
    /// Where names may be placed.
    pub(super) space: LabelSpace,
}

/// Places as many names as there is space for.
pub(super) fn place(mut requests: Vec<LabelRequest>, obstacles: &Obstacles) -> Placement {
    requests.sort_by_key(|request| (Reverse(request.rank), request.node));
    let mut grid = LabelGrid::new(obstacles);
    let mut left_out = Vec::new();
    for request in &requests {
        if !grid.try_place(request, &SPOTS) && request.is_emphasized {
            left_out.push(*request);
        }
    }
    // Emphasized names without space come second and replace others, so that hovering does not move
    // other names.
    let emphasized: Vec<NodeIndex> = requests
        .iter()
        .filter(|w| w.is_emphasized)
        .map(|w| w.node)
        .collect();
    for request in &left_out {
        grid.force(request, &emphasized);
    }
    let mut names: Vec<PlacedName> = grid.placed.into_iter().flatten().collect();
    names.sort_by_key(|name| name.node);
    let visible = |request: &&LabelRequest| block(request.name).size.x > 0.0;
    let wanted = requests.iter().filter(visible).count();
    Placement {
        omitted: wanted.saturating_sub(names.len()),
        names,
    }
}

/// A spot for a name, relative to its body.
#[derive(Clone, Copy)]
struct LabelSpot {
    /// −1 is left of the body, 0 is centered, 1 is right of it.
    x: f32,
    /// −1 is above the body, 0 is centered, 1 is below it.
    y: f32,
    /// The cost of this spot; the best one costs nothing.
    cost: f32,
    /// The additional distance from the body, in points.
    out: f32,
}

const fn spot(x: f32, y: f32, cost: f32) -> LabelSpot {
    LabelSpot {
        x,
        y,
        cost,
        out: 0.0,
    }
}

/// The spots around a body, best first.
const SPOTS: [LabelSpot; 8] = [
    spot(0.0, 1.0, 0.0),
    spot(0.0, -1.0, 0.8),
    spot(1.0, 0.0, 1.0),
    spot(-1.0, 0.0, 1.2),
    spot(1.0, 1.0, 2.0),
    spot(1.0, -1.0, 2.1),
    spot(-1.0, 1.0, 2.2),
    spot(-1.0, -1.0, 2.3),
];

/// Additional distances from the body for names that must be shown, in points.
const EXTRA_DISTANCES: [f32; 3] = [0.0, 8.0, 18.0];

impl LabelSpot {
    /// The box of a name of this size beside a body.
    fn rect(self, body: &ActorBody, size: Vec2) -> Rect {
        let half = body.half_size();
        let is_diagonal = self.x != 0.0 && self.y != 0.0;
        // At a corner a name may be closer to the body in both directions than at a side.
        let (reach_x, reach_y) = if is_diagonal {
            (0.78 * half.x + 1.0, 0.78 * half.y - 2.0)
        } else {
            (half.x + 1.0, half.y + 0.6)
        };
        let offset = vec2(
            self.x * (reach_x + self.out + size.x / 2.0),
            self.y * (reach_y + self.out + size.y / 2.0),
        );
        Rect::from_center_size(body.center + offset, size)
    }

    fn anchor(self) -> Anchor {
        match self.x {
            x if x > 0.0 => Anchor::Left,
            x if x < 0.0 => Anchor::Right,
            _ => Anchor::Middle,
        }
    }
}

/// The picture while names are placed in it.
struct LabelGrid<'a> {
    bodies: &'a [ActorBody],
    body_cells: Cells<u32>,
    soft_cells: Cells<f32>,
    name_cells: Cells<u32>,
    space: LabelSpace,
    /// Names in the order of placement; `None` for a name that was replaced.
    placed: Vec<Option<PlacedName>>,
}

impl<'a> LabelGrid<'a> {
    fn new(obstacles: &Obstacles<'a>) -> Self {
        let mut body_cells = Cells::new(obstacles.area);
        for (body, number) in obstacles.bodies.iter().zip(0..) {
            body_cells.insert(body.rect().expand(BODY_GAP), number);
        }
        let mut soft_cells = Cells::new(obstacles.area);
        for &(point, cost) in obstacles.soft {
            soft_cells.insert(Rect::from_pos(point), cost);
        }
        Self {
            bodies: obstacles.bodies,
            body_cells,
            soft_cells,
            name_cells: Cells::new(obstacles.area),
            space: obstacles.space,
            placed: Vec::new(),
        }
    }

    /// Places a name at the best free spot; returns whether there is one.
    fn try_place(&mut self, request: &LabelRequest, spots: &[LabelSpot]) -> bool {
        let block = block(request.name);
        let size = block.size;
        if size.x <= 0.0 {
            return true;
        }
        let mut best: Option<(f32, LabelSpot, Rect)> = None;
        for &spot in spots {
            let rect = spot.rect(&request.body, size);
            let is_better = |cost: f32| best.is_none_or(|(lowest, ..)| cost < lowest);
            if !is_better(spot.cost)
                || !self.is_free(rect)
                || self.name_cells.near(rect).next().is_some()
            {
                continue;
            }
            let cost = spot.cost
                + self
                    .soft_cells
                    .near(rect)
                    .map(|(_, cost)| cost)
                    .sum::<f32>();
            if is_better(cost) {
                best = Some((cost, spot, rect));
            }
        }
        let found = best.map(|(_, spot, rect)| PlacedName {
            node: request.node,
            lines: block.lines.clone(),
            rect,
            anchor: spot.anchor(),
            leader: None,
        });
        found.map(|name| self.put(name)).is_some()
    }

    /// Places a name where only names without emphasis are in its way, and removes those.
    fn force(&mut self, request: &LabelRequest, emphasized: &[NodeIndex]) {
        let block = block(request.name);
        let size = block.size;
        if size.x <= 0.0 {
            return;
        }
        let rings = EXTRA_DISTANCES
            .iter()
            .flat_map(|&out| SPOTS.map(|spot| LabelSpot { out, ..spot }));
        for spot in rings {
            let rect = spot.rect(&request.body, size);
            if !self.is_free(rect) {
                continue;
            }
            let in_the_way: Vec<u32> = self
                .name_cells
                .near(rect)
                .map(|(_, number)| number)
                .collect();
            let must_stay = |number: &u32| {
                let name = self.placed[*number as usize].as_ref();
                name.is_some_and(|name| emphasized.contains(&name.node))
            };
            if in_the_way.iter().any(must_stay) {
                continue;
            }
            for number in in_the_way {
                if let Some(gone) = self.placed[number as usize].take() {
                    self.name_cells.remove(gone.rect, |&there| there == number);
                }
            }
            self.put(PlacedName {
                node: request.node,
                lines: block.lines.clone(),
                rect,
                anchor: spot.anchor(),
                leader: None,
            });
            return;
        }
    }

    fn put(&mut self, name: PlacedName) {
        self.name_cells.insert(name.rect, self.placed.len() as u32);
        self.placed.push(Some(name));
    }

    /// Whether a box covers no body and is where names may be placed.
    fn is_free(&self, rect: Rect) -> bool {
        let LabelSpace { within, clear_of } = self.space;
        within.is_none_or(|within| within.contains_rect(rect))
            && !clear_of.is_some_and(|covered| covered.intersects(rect))
            && !self
                .body_cells
                .near(rect)
                .any(|(_, number)| self.bodies[number as usize].touches(rect, BODY_GAP))
    }
}

/// The width and height of a name, including its margin; `None` for a name without visible letters.
pub(super) fn size(name: &str) -> Option<Vec2> {
    let block = block(name);
    (block.size.x > 0.0).then_some(block.size)
}

/// The approximate width and height of a name, without measuring its letters.
pub(super) fn rough_size(name: &str) -> Vec2 {
    const LETTER: f32 = 0.55 * SIZE;
    let width = name.chars().count() as f32 * LETTER;
    let lines = if width > MAX_WIDTH { 2.0 } else { 1.0 };
    vec2(width.min(MAX_WIDTH), lines * PITCH)
}

/// The name of an actor beneath its body, even if it overlaps something; `None` for a name without
/// visible letters.
pub(super) fn beneath(node: NodeIndex, body: &ActorBody, name: &str) -> Option<PlacedName> {
    let block = block(name);
    let [spot, ..] = SPOTS;
    (block.size.x > 0.0).then(|| PlacedName {
        node,
        lines: block.lines.clone(),
        rect: spot.rect(body, block.size),
        anchor: spot.anchor(),
        leader: None,
    })
}

/// A name broken into lines.
#[derive(Debug)]
struct NameBlock {
    lines: Vec<String>,
    /// The size of the box around them, including the margin; zero width for a name without visible
    /// letters.
    size: Vec2,
}

/// The most names in the cache.
const MAX_CACHED_NAMES: usize = 20_000;

thread_local! {
    /// Names broken into lines: a picture needs the same ones in every frame.
    static CACHE: RefCell<HashMap<Box<str>, Rc<NameBlock>>> = RefCell::default();
}

fn block(name: &str) -> Rc<NameBlock> {
    CACHE.with_borrow_mut(|cache| {
        if let Some(block) = cache.get(name) {
            return Rc::clone(block);
        }
        if cache.len() >= MAX_CACHED_NAMES {
            cache.clear();
        }
        let block = Rc::new(lines_of(name));
        cache.insert(name.into(), Rc::clone(&block));
        block
    })
}

fn lines_of(name: &str) -> NameBlock {
    let lines = text::wrap(name, SIZE, Weight::Regular, MAX_WIDTH, MAX_LINES);
    // Space for bold letters, so that a selected name fits at the same spot.
    let widths = lines
        .iter()
        .map(|line| text::measure(line, SIZE, Weight::Bold));
    let width = widths.fold(0.0, f32::max);
    let height = text::ascent(SIZE) + text::descent(SIZE) + PITCH * (lines.len().max(1) - 1) as f32;
    let width = if width > 0.0 {
        width + 2.0 * MARGIN
    } else {
        0.0
    };
    NameBlock {
        lines,
        size: vec2(width, height),
    }
}
