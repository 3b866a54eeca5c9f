//! Names: where each stands so that none touches another or a body, and which give way where there is no room.
//!
//! Names are placed one after the other in a fixed order, each where it fits best, so that the same network gives
//! the same names at the same places, and moving the view moves them all alike.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::rc::Rc;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::body::Body;
use super::cells::Cells;
use super::{Anchor, LabelSpace, Weight, text};
use crate::graph::NodeIndex;

/// The font size of names, in points, at every zoom.
pub(super) const SIZE: f32 = 12.0;

/// The distance between the baselines of a name's lines.
const PITCH: f32 = 1.2 * SIZE;

/// How wide a line of a name may be, in points, and how many lines it may have.
const MAX_WIDTH: f32 = 120.0;
const MAX_LINES: usize = 2;

/// LabelSpace kept free left and right of a name.
const MARGIN: f32 = 3.0;

/// LabelSpace kept free between a name and bodies.
const BODY_GAP: f32 = 0.5;

/// An actor that wants its name shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct LabelRequest<'a> {
    pub(super) node: NodeIndex,
    pub(super) body: Body,
    pub(super) name: &'a str,
    /// Names of greater rank are placed first.
    pub(super) rank: usize,
    /// Whether others must give way.
    pub(super) stands_out: bool,
}

/// A name that found a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedName {
    pub(super) node: NodeIndex,
    pub(super) lines: Vec<String>,
    /// What it covers.
    pub(super) rect: Rect,
    pub(super) anchor: Anchor,
}

impl PlacedName {
    /// Each line with the place of its baseline at the anchor's side.
    pub(super) fn baselines(&self) -> impl Iterator<Item = (&str, Pos2)> {
        let left = self.rect.left() + MARGIN;
        let x = left + (self.rect.width() - 2.0 * MARGIN) * self.anchor.share();
        let first = self.rect.top() + text::ascent(SIZE);
        let lines = self.lines.iter().zip(0_u8..);
        lines.map(move |(line, number)| (line.as_str(), pos2(x, first + f32::from(number) * PITCH)))
    }
}

/// What names keep clear of.
pub(super) struct Obstacles<'a> {
    /// Everything that can be seen, and some more around it.
    pub(super) area: Rect,
    /// Never covered.
    pub(super) bodies: &'a [Body],
    /// Covered where nothing better is found, each with what it costs.
    pub(super) soft: &'a [(Pos2, f32)],
    /// Where names may stand.
    pub(super) space: LabelSpace,
}

/// The names that find room, in the order of `wishes`' nodes.
pub(super) fn place(mut wishes: Vec<LabelRequest>, obstacles: &Obstacles) -> Vec<PlacedName> {
    wishes.sort_by_key(|wish| (Reverse(wish.rank), wish.node));
    let mut grid = LabelGrid::new(obstacles);
    let mut left_out = Vec::new();
    for wish in &wishes {
        if !grid.try_place(wish, &FIRST_RING) && wish.stands_out {
            left_out.push(*wish);
        }
    }
    // What stands out comes second, so that pointing at something moves no name, and takes the place of others.
    let standing: Vec<NodeIndex> = wishes
        .iter()
        .filter(|w| w.stands_out)
        .map(|w| w.node)
        .collect();
    for wish in &left_out {
        grid.force(wish, &standing);
    }
    let mut names: Vec<PlacedName> = grid.placed.into_iter().flatten().collect();
    names.sort_by_key(|name| name.node);
    names
}

/// A way to stand beside a body.
#[derive(Clone, Copy)]
struct LabelSpot {
    /// −1 is left of the body, 0 is in its middle, 1 is right of it.
    x: f32,
    /// −1 is above the body, 0 is in its middle, 1 is below it.
    y: f32,
    /// How much worse it is than the best one.
    cost: f32,
    /// How far out, in points.
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

/// Beside the body, best first.
const FIRST_RING: [LabelSpot; 8] = [
    spot(0.0, 1.0, 0.0),
    spot(0.0, -1.0, 0.8),
    spot(1.0, 0.0, 1.0),
    spot(-1.0, 0.0, 1.2),
    spot(1.0, 1.0, 2.0),
    spot(1.0, -1.0, 2.1),
    spot(-1.0, 1.0, 2.2),
    spot(-1.0, -1.0, 2.3),
];

/// How much farther out names that must be shown may go, in points.
const FARTHER: [f32; 3] = [0.0, 8.0, 18.0];

impl LabelSpot {
    /// The box of a name of this size beside a body.
    fn rect(self, body: &Body, size: Vec2) -> Rect {
        let half = body.half_size();
        let is_diagonal = self.x != 0.0 && self.y != 0.0;
        // Beside a corner a name may come nearer in both directions than beside a side.
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

/// The picture while names are put on it.
struct LabelGrid<'a> {
    bodies: &'a [Body],
    body_cells: Cells<u32>,
    soft_cells: Cells<f32>,
    name_cells: Cells<u32>,
    space: LabelSpace,
    /// Names in the order in which they were placed; nothing where one had to give way again.
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

    /// Puts a name on the best free spot, if there is one.
    fn try_place(&mut self, wish: &LabelRequest, spots: &[LabelSpot]) -> bool {
        let block = block(wish.name);
        let size = block.size;
        if size.x <= 0.0 {
            return true;
        }
        let mut best: Option<(f32, LabelSpot, Rect)> = None;
        for &spot in spots {
            let rect = spot.rect(&wish.body, size);
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
            node: wish.node,
            lines: block.lines.clone(),
            rect,
            anchor: spot.anchor(),
        });
        found.map(|name| self.put(name)).is_some()
    }

    /// Puts a name where only names that do not stand out are in its way, and takes those off.
    fn force(&mut self, wish: &LabelRequest, standing: &[NodeIndex]) {
        let block = block(wish.name);
        let size = block.size;
        if size.x <= 0.0 {
            return;
        }
        let rings = FARTHER
            .iter()
            .flat_map(|&out| FIRST_RING.map(|spot| LabelSpot { out, ..spot }));
        for spot in rings {
            let rect = spot.rect(&wish.body, size);
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
                name.is_some_and(|name| standing.contains(&name.node))
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
                node: wish.node,
                lines: block.lines.clone(),
                rect,
                anchor: spot.anchor(),
            });
            return;
        }
    }

    fn put(&mut self, name: PlacedName) {
        self.name_cells.insert(name.rect, self.placed.len() as u32);
        self.placed.push(Some(name));
    }

    /// Whether no body is covered and the picture's edge is kept.
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

/// The width and height a name takes, margin included; nothing for a name that draws nothing.
pub(super) fn size(name: &str) -> Option<Vec2> {
    let block = block(name);
    (block.size.x > 0.0).then_some(block.size)
}

/// About the width and height of a name, without measuring its letters.
pub(super) fn rough_size(name: &str) -> Vec2 {
    const LETTER: f32 = 0.55 * SIZE;
    let width = name.chars().count() as f32 * LETTER;
    let lines = if width > MAX_WIDTH { 2.0 } else { 1.0 };
    vec2(width.min(MAX_WIDTH), lines * PITCH)
}

/// The name of an actor where it stands beneath a body, whatever else stands there; nothing for one that draws nothing.
pub(super) fn beneath(node: NodeIndex, body: &Body, name: &str) -> Option<PlacedName> {
    let block = block(name);
    let [spot, ..] = FIRST_RING;
    (block.size.x > 0.0).then(|| PlacedName {
        node,
        lines: block.lines.clone(),
        rect: spot.rect(body, block.size),
        anchor: spot.anchor(),
    })
}

/// A name in lines.
#[derive(Debug)]
struct NameBlock {
    lines: Vec<String>,
    /// The box around them, margin included; no width for a name that draws nothing.
    size: Vec2,
}

/// More names than these are not remembered.
const MAX_CACHED_NAMES: usize = 20_000;

thread_local! {
    /// Names set before: a picture sets the same ones every frame.
    static CACHE: RefCell<HashMap<Box<str>, Rc<NameBlock>>> = RefCell::default();
}

fn block(name: &str) -> Rc<NameBlock> {
    CACHE.with_borrow_mut(|remembered| {
        if let Some(block) = remembered.get(name) {
            return Rc::clone(block);
        }
        if remembered.len() >= MAX_CACHED_NAMES {
            remembered.clear();
        }
        let block = Rc::new(set(name));
        remembered.insert(name.into(), Rc::clone(&block));
        block
    })
}

fn set(name: &str) -> NameBlock {
    let lines = text::wrap(name, SIZE, Weight::Regular, MAX_WIDTH, MAX_LINES);
    // Room for bold letters, so that a name which is selected fits where it stood before.
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
