//! The picture while names are placed in it: which boxes are free, and what they cost.

use emath::{Pos2, Rect, Vec2};

use super::placed_name::PlacedName;
use crate::scene::LabelSpace;
use crate::scene::actor_body::ActorBody;
use crate::scene::cells::Cells;
use crate::scene::clip::{clipped, cross};

/// Space kept free between a name and bodies.
const BODY_GAP: f32 = 0.5;

/// A name could be that of another body that is at most this much farther from it, in points.
/// Not a round number: distances are, and the rounding of coordinates must decide nothing.
const AMBIGUOUS: f32 = 0.97;

/// The cost of covering a line.
const LINE_COST: f32 = 4.5;

/// How much worse it is to cover an arrowhead or a badge than its cost says.
const POINT_WEIGHT: f32 = 2.5;

/// The cost of covering one point of a leader line, and the distance between such points.
const LEADER_COST: f32 = 2.0;
const LEADER_STEP: f32 = 6.0;

/// What names avoid.
pub(in crate::scene) struct Obstacles<'a> {
    /// The visible area, and a margin around it.
    pub(in crate::scene) area: Rect,
    /// The visible area: the most important actors in it are always named.
    pub(in crate::scene) view: Rect,
    /// Bodies are never covered.
    pub(in crate::scene) bodies: &'a [ActorBody],
    /// Lines are covered only where there is no other space.
    pub(in crate::scene) lines: &'a LineObstacles,
    /// Where names may be placed.
    pub(in crate::scene) space: LabelSpace,
    /// Boxes of other texts.
    pub(in crate::scene) taken: &'a [Rect],
}

/// The lines that names avoid.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct LineObstacles {
    /// Straight pieces of lines.
    pub(in crate::scene) pieces: Vec<LinePiece>,
    /// Arrowheads and badges, each with the cost of covering it.
    pub(in crate::scene) points: Vec<(Pos2, f32)>,
}

/// A straight piece of a line.
#[derive(Clone, Copy, Debug)]
pub(in crate::scene) struct LinePiece {
    /// The number of the line.
    pub(in crate::scene) line: u32,
    pub(in crate::scene) ends: [Pos2; 2],
    pub(in crate::scene) half_width: f32,
}

/// Bodies, lines and placed names by position.
pub(super) struct LabelGrid<'a> {
    bodies: &'a [ActorBody],
    body_cells: Cells<u32>,
    line_cells: Cells<u32>,
    pieces: &'a [LinePiece],
    point_cells: Cells<f32>,
    name_cells: Cells<u32>,
    space: LabelSpace,
    taken: &'a [Rect],
    /// Names in the order of placement; `None` for a name that was replaced.
    placed: Vec<Option<PlacedName>>,
}

impl<'a> LabelGrid<'a> {
    pub(super) fn new(obstacles: &Obstacles<'a>) -> Self {
        let mut body_cells = Cells::new(obstacles.area);
        for (body, number) in obstacles.bodies.iter().zip(0..) {
            body_cells.insert(body.rect().expand(BODY_GAP), number);
        }
        let mut line_cells = Cells::new(obstacles.area);
        for (piece, number) in obstacles.lines.pieces.iter().zip(0..) {
            let [from, to] = piece.ends;
            let rect = Rect::from_two_pos(from, to).expand(piece.half_width);
            line_cells.insert(rect, number);
        }
        let mut point_cells = Cells::new(obstacles.area);
        for &(point, cost) in &obstacles.lines.points {
            point_cells.insert(Rect::from_pos(point), cost);
        }
        Self {
            bodies: obstacles.bodies,
            body_cells,
            line_cells,
            pieces: &obstacles.lines.pieces,
            point_cells,
            name_cells: Cells::new(obstacles.area),
            space: obstacles.space,
            taken: obstacles.taken,
            placed: Vec::new(),
        }
    }

    pub(super) fn put(&mut self, name: PlacedName) {
        self.name_cells.insert(name.rect, self.placed.len() as u32);
        if let Some([from, to]) = name.leader {
            for point in points_between(from, to) {
                self.point_cells.insert(Rect::from_pos(point), LEADER_COST);
            }
        }
        self.placed.push(Some(name));
    }

    /// Removes a placed name.
    pub(super) fn remove(&mut self, number: u32) {
        let name = self.placed.get_mut(number as usize);
        if let Some(gone) = name.and_then(Option::take) {
            self.name_cells.remove(gone.rect, |&there| there == number);
        }
    }

    /// The names in a box.
    pub(super) fn names_in(&self, rect: Rect) -> impl Iterator<Item = (u32, &PlacedName)> {
        self.name_cells
            .near(rect)
            .filter_map(|(_, number)| Some((number, self.placed.get(number as usize)?.as_ref()?)))
    }

    /// All names in the order of placement; `None` for a removed one.
    pub(super) fn into_placed(self) -> Vec<Option<PlacedName>> {
        self.placed
    }

    /// What it costs to cover the lines, arrowheads and badges in a box.
    pub(super) fn line_cost(&self, rect: Rect) -> f32 {
        let points: f32 = self.point_cells.near(rect).map(|(_, cost)| cost).sum();
        POINT_WEIGHT * points + LINE_COST * self.lines_in(rect) as f32
    }

    /// The number of lines through a box.
    pub(super) fn lines_in(&self, rect: Rect) -> usize {
        self.line_numbers_in(rect).len()
    }

    /// The numbers of the lines through a box, in order.
    pub(super) fn line_numbers_in(&self, rect: Rect) -> Vec<u32> {
        let is_in = |piece: &LinePiece| {
            let [from, to] = piece.ends;
            clipped(from, to, rect.expand(piece.half_width)).is_some()
        };
        let near = self.line_cells.near(rect);
        let pieces = near.filter_map(|(_, number)| self.pieces.get(number as usize));
        let lines = pieces.filter(|piece| is_in(piece)).map(|piece| piece.line);
        let mut lines: Vec<u32> = lines.collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// The number of lines that a leader line crosses.
    pub(super) fn lines_on(&self, leader: [Pos2; 2]) -> usize {
        let spots = points_between(leader[0], leader[1])
            .map(|point| Rect::from_center_size(point, Vec2::splat(LEADER_STEP)));
        let near = spots.flat_map(|spot| self.line_cells.near(spot));
        let pieces = near.filter_map(|(_, number)| self.pieces.get(number as usize));
        let crossed = pieces.filter(|piece| cross(piece.ends, leader));
        let mut lines: Vec<u32> = crossed.map(|piece| piece.line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines.len()
    }

    /// Whether a box is where names may be placed.
    pub(super) fn is_allowed(&self, rect: Rect) -> bool {
        let LabelSpace { within, clear_of } = self.space;
        within.is_none_or(|within| within.contains_rect(rect))
            && !clear_of.is_some_and(|covered| covered.intersects(rect))
            && !self.taken.iter().any(|taken| taken.intersects(rect))
    }

    /// Whether a box covers no body and is where names may be placed.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        self.is_allowed(rect) && self.bodies_in(rect) == 0
    }

    /// How many bodies a box touches.
    pub(super) fn bodies_in(&self, rect: Rect) -> usize {
        let touching = self.body_cells.near(rect).map(|(_, number)| number);
        let mut numbers: Vec<u32> = touching
            .filter(|number| self.bodies[*number as usize].touches(rect, BODY_GAP))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.len()
    }

    /// Whether the letters of a name are as near to another body as to its own: it could be taken
    /// for the name of that one.
    pub(super) fn could_be_of_another(&self, name: &PlacedName, own: &ActorBody) -> bool {
        let letters = name.letters();
        let distance = |body: &ActorBody| body.distance(letters.clamp(body.center));
        let least = distance(own);
        if name.is_on_body || least <= BODY_GAP {
            return false;
        }
        let near = self.body_cells.near(letters.expand(least + AMBIGUOUS));
        near.map(|(_, number)| &self.bodies[number as usize])
            .any(|body| body.center != own.center && distance(body) < least + AMBIGUOUS)
    }

    /// Whether a leader line from a body runs through no other body, and through no name, note or
    /// name of an outline: it would name another actor.
    pub(super) fn is_leader_clear(&self, leader: [Pos2; 2], own: &ActorBody) -> bool {
        let [from, to] = leader;
        let is_text_under = |taken: &Rect| clipped(from, to, *taken).is_some();
        let mut spots = points_between(from, to).chain([from, to]);
        let is_on_name = |point: Pos2| {
            self.names_in(Rect::from_pos(point).expand(1.0))
                .next()
                .is_some()
        };
        !self.taken.iter().any(is_text_under)
            && !spots.any(is_on_name)
            && self.is_clear_of_bodies(leader, own)
    }

    /// Whether a leader line from a body runs through no other body.
    pub(super) fn is_clear_of_bodies(&self, [from, to]: [Pos2; 2], own: &ActorBody) -> bool {
        let touches = |number: u32| {
            let body = &self.bodies[number as usize];
            let along = to - from;
            let share = (body.center - from).dot(along) / along.length_sq().max(f32::MIN_POSITIVE);
            let nearest = from + along * share.clamp(0.0, 1.0);
            body.center != own.center && body.distance(nearest) < BODY_GAP
        };
        let mut spots = points_between(from, to).chain([from, to]);
        spots.all(|point| {
            let around = Rect::from_pos(point).expand(0.5 * LEADER_STEP + BODY_GAP);
            !self
                .body_cells
                .near(around)
                .any(|(_, number)| touches(number))
        })
    }
}

/// Points along a leader line, without its ends.
fn points_between(from: Pos2, to: Pos2) -> impl Iterator<Item = Pos2> {
    let count = (from.distance(to) / LEADER_STEP).ceil().clamp(1.0, 100.0) as u8;
    (1..count).map(move |at| from.lerp(to, f32::from(at) / f32::from(count)))
}
