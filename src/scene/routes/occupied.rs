//! Where routes already run, so that others do not run along them.

use ahash::AHashMap;
use emath::{Pos2, Vec2};

use crate::scene::actor_body::length;

/// The distance between points of a route that are compared, in points.
const STEP: f32 = 10.0;

/// The width of a cell; lines farther apart than this are not compared.
const CELL: f32 = 14.0;

/// Lines with a smaller angle between them look like one line; this is its cosine (14°).
const MIN_PARALLEL_COSINE: f32 = 0.97;

/// The space between two lines side by side, in points.
const LINE_GAP: f32 = 2.5;

/// Routes by position.
#[derive(Default)]
pub(super) struct Occupied {
    cells: AHashMap<(i32, i32), Vec<OccupiedPoint>>,
}

/// A point of a route.
#[derive(Clone, Copy)]
struct OccupiedPoint {
    route: usize,
    place: Pos2,
    direction: Vec2,
    half_width: f32,
}

impl Occupied {
    /// Adds a route along these points.
    pub(super) fn add(&mut self, route: usize, half_width: f32, points: &[Pos2]) {
        for (place, direction) in steps(points) {
            self.cells
                .entry(cell(place))
                .or_default()
                .push(OccupiedPoint {
                    route,
                    place,
                    direction,
                    half_width,
                });
        }
    }

    /// Removes a route.
    pub(super) fn remove(&mut self, route: usize, points: &[Pos2]) {
        for (place, _) in steps(points) {
            if let Some(there) = self.cells.get_mut(&cell(place)) {
                there.retain(|point| point.route != route);
            }
        }
    }

    /// How far a line would run along other routes, in points.
    pub(super) fn shared_length(&self, half_width: f32, points: &[Pos2]) -> f32 {
        let is_shared = |(place, direction): &(Pos2, Vec2)| {
            let (column, row) = cell(*place);
            let around = (-1..=1).flat_map(|x: i32| {
                (-1..=1).map(move |y| (column.wrapping_add(x), row.wrapping_add(y)))
            });
            around
                .filter_map(|cell| self.cells.get(&cell))
                .flatten()
                .any(|other| {
                    let away = length(other.place - *place);
                    away < STEP / 2.0 + half_width + other.half_width + LINE_GAP
                        && other.direction.dot(*direction).abs() > MIN_PARALLEL_COSINE
                        && (other.place - *place).dot(direction.rot90()).abs()
                            < half_width + other.half_width + LINE_GAP
                })
        };
        STEP * steps(points).filter(is_shared).count() as f32
    }
}

fn cell(place: Pos2) -> (i32, i32) {
    (
        (place.x / CELL).floor() as i32,
        (place.y / CELL).floor() as i32,
    )
}

/// Points at equal distances along straight pieces, with the direction there.
fn steps(points: &[Pos2]) -> impl Iterator<Item = (Pos2, Vec2)> {
    /// Lines may be far longer than the picture.
    const MAX_STEPS: usize = 400;
    let mut passed = 0.0;
    let pieces = points.windows(2).flat_map(move |piece| {
        let along = piece[1] - piece[0];
        let size = length(along);
        let direction = along / size.max(f32::MIN_POSITIVE);
        // The first step of this piece continues those of the piece before.
        let first = (STEP - passed % STEP) % STEP;
        passed += size;
        let count = if size > first {
            1 + ((size - first) / STEP).min(MAX_STEPS as f32) as usize
        } else {
            0
        };
        let from = piece[0];
        (0..count.min(MAX_STEPS))
            .map(move |at| (from + direction * (first + at as f32 * STEP), direction))
    });
    pieces.take(MAX_STEPS)
}
