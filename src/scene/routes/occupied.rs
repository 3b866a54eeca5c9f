//! Where routes already run: what a further route would cross, and what it would run along.

use ahash::AHashMap;
use emath::{Pos2, Rect, Vec2};

use super::obstacles::Bundle;
use crate::scene::actor_body::{ActorBody, length};

/// The longest piece of a route that is compared, in points; longer in a picture larger than this
/// many pieces.
const STEP: f32 = 12.0;
const MAX_PIECES_ACROSS: f32 = 120.0;

/// The width of a cell, in pieces.
const CELL_STEPS: f32 = 2.0;

/// The most cells that a piece is in, in one direction.
const MAX_CELLS: i32 = 16;

/// Lines with a smaller angle between them look like one line; this is its cosine (14°).
const MIN_PARALLEL_COSINE: f32 = 0.97;

/// The space between two lines side by side, in points.
const LINE_GAP: f32 = 2.5;

/// Crossings at smaller angles than this are flat; this is its sine (30°).
const MIN_STEEP_SINE: f32 = 0.5;

/// How much a line counts along another one that ends at the same actor: lines that meet there
/// are always close at first.
const COMMON_END_SHARE: f32 = 0.35;

/// What a route has in common with others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Overlap {
    /// The number of lines crossed.
    pub(super) crossings: usize,
    /// How flat these crossings are, 0 to 1 each, together.
    pub(super) flatness: f32,
    /// The length along other routes, in points.
    pub(super) shared_length: f32,
}

/// Routes by position.
pub(super) struct Occupied {
    step: f32,
    cells: AHashMap<Cell, Vec<RoutePiece>>,
}

type Cell = (i32, i32);

/// A straight piece of a route.
#[derive(Clone, Copy)]
struct RoutePiece {
    route: usize,
    ends: [usize; 2],
    from: Pos2,
    to: Pos2,
    direction: Vec2,
    half_width: f32,
}

impl Occupied {
    /// No routes between these bodies yet.
    pub(super) fn for_bodies(bodies: &[ActorBody]) -> Self {
        let mut bounds = Rect::NOTHING;
        for body in bodies.iter().filter(|body| body.center.is_finite()) {
            bounds.extend_with(body.center);
        }
        let across = if bounds.is_finite() {
            bounds.size().max_elem()
        } else {
            0.0
        };
        Self {
            step: STEP.max(across / MAX_PIECES_ACROSS),
            cells: AHashMap::new(),
        }
    }

    /// Adds a route along these points.
    pub(super) fn add(&mut self, route: usize, bundle: &Bundle, points: &[Pos2]) {
        for [from, to] in self.steps(points) {
            let piece = RoutePiece {
                route,
                ends: bundle.ends,
                from,
                to,
                direction: (to - from) / length(to - from).max(f32::MIN_POSITIVE),
                half_width: bundle.half_width,
            };
            for cell in self.cells_of(from, to, bundle.half_width + LINE_GAP) {
                self.cells.entry(cell).or_default().push(piece);
            }
        }
    }

    /// Removes a route.
    pub(super) fn remove(&mut self, route: usize, bundle: &Bundle, points: &[Pos2]) {
        for [from, to] in self.steps(points) {
            for cell in self.cells_of(from, to, bundle.half_width + LINE_GAP) {
                if let Some(there) = self.cells.get_mut(&cell) {
                    there.retain(|piece| piece.route != route);
                }
            }
        }
    }

    /// What a route along these points would have in common with the others.
    pub(super) fn overlap(&self, bundle: &Bundle, points: &[Pos2]) -> Overlap {
        let all = self.overlap_unless(bundle, points, |_| false);
        all.unwrap_or_default()
    }

    /// The same; `None` as soon as it is too much. It only grows along the route.
    pub(super) fn overlap_unless(
        &self,
        bundle: &Bundle,
        points: &[Pos2],
        is_too_much: impl Fn(&Overlap) -> bool,
    ) -> Option<Overlap> {
        let mut overlap = Overlap::default();
        for [from, to] in self.steps(points) {
            let size = length(to - from);
            let direction = (to - from) / size.max(f32::MIN_POSITIVE);
            let mut shared = 0.0_f32;
            for cell in self.cells_of(from, to, bundle.half_width) {
                for other in self.cells.get(&cell).into_iter().flatten() {
                    let sine = cross(direction, other.direction);
                    if let Some(place) = crossing(from, to, other) {
                        // Both pieces may be in several cells together.
                        if self.cell_of(place) == cell {
                            overlap.crossings += 1;
                            overlap.flatness += flatness(sine.abs());
                        }
                    }
                    if shared < 1.0 && self.is_along(from.lerp(to, 0.5), direction, bundle, other) {
                        let meets = bundle.ends.iter().any(|end| other.ends.contains(end));
                        shared = shared.max(if meets { COMMON_END_SHARE } else { 1.0 });
                    }
                }
            }
            overlap.shared_length += shared * size;
            if is_too_much(&overlap) {
                return None;
            }
        }
        Some(overlap)
    }

    /// Whether a piece of a route runs close along another one.
    fn is_along(&self, middle: Pos2, direction: Vec2, bundle: &Bundle, other: &RoutePiece) -> bool {
        if direction.dot(other.direction).abs() < MIN_PARALLEL_COSINE {
            return false;
        }
        let away = middle - other.from;
        let along = away.dot(other.direction);
        (-self.step / 2.0..=length(other.to - other.from) + self.step / 2.0).contains(&along)
            && cross(other.direction, away).abs() < bundle.half_width + other.half_width + LINE_GAP
    }

    fn cell_of(&self, place: Pos2) -> Cell {
        let width = CELL_STEPS * self.step;
        (
            (place.x / width).floor() as i32,
            (place.y / width).floor() as i32,
        )
    }

    /// The cells of a box around a piece.
    fn cells_of(&self, from: Pos2, to: Pos2, margin: f32) -> impl Iterator<Item = Cell> + use<> {
        let low = self.cell_of(from.min(to) - Vec2::splat(margin));
        let high = self.cell_of(from.max(to) + Vec2::splat(margin));
        // Pieces that are longer than the screen are not compared.
        let is_short = high
            .0
            .saturating_sub(low.0)
            .max(high.1.saturating_sub(low.1))
            < MAX_CELLS;
        let high = if is_short {
            high
        } else {
            (low.0.saturating_sub(1), low.1.saturating_sub(1))
        };
        (low.1..=high.1).flat_map(move |row| (low.0..=high.0).map(move |column| (column, row)))
    }

    /// Straight pieces cut into shorter ones of about equal length.
    fn steps<'a>(&self, points: &'a [Pos2]) -> impl Iterator<Item = [Pos2; 2]> + use<'a> {
        /// Lines may be far longer than the picture.
        const MAX_STEPS: f32 = 400.0;
        let longest = self.step;
        points.windows(2).flat_map(move |piece| {
            let (from, to) = (piece[0], piece[1]);
            // `as` turns NaN into zero.
            let count = (length(to - from) / longest).ceil().clamp(0.0, MAX_STEPS) as u16;
            let is_finite = from.is_finite() && to.is_finite();
            let count = if is_finite { count } else { 0 };
            let at = move |step: u16| from.lerp(to, f32::from(step) / f32::from(count));
            (0..count).map(move |step| [at(step), at(step + 1)])
        })
    }
}

/// Where two pieces cross.
fn crossing(from: Pos2, to: Pos2, other: &RoutePiece) -> Option<Pos2> {
    let (along, across) = (to - from, other.to - other.from);
    let area = cross(along, across);
    if area.abs() < 1e-6 {
        return None;
    }
    let between = other.from - from;
    let share = cross(between, across) / area;
    let other_share = cross(between, along) / area;
    let inside = 0.0..1.0;
    (inside.contains(&share) && inside.contains(&other_share)).then(|| from + along * share)
}

fn cross(a: Vec2, b: Vec2) -> f32 {
    a.x * b.y - a.y * b.x
}

/// How flat a crossing with this sine of its angle is: 0 if it is steep, 1 at an angle of zero.
fn flatness(sine: f32) -> f32 {
    let share = (1.0 - sine / MIN_STEEP_SINE).max(0.0);
    share * share
}
