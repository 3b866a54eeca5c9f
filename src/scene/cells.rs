//! A grid over the picture that finds what lies near a box without looking at everything.

use emath::{Pos2, Rect, Vec2};

/// Things by where they are.
#[derive(Debug)]
pub(super) struct Cells<T> {
    area: Rect,
    columns: usize,
    rows: usize,
    things: Vec<Vec<(Rect, T)>>,
}

/// The width of a cell in points, about a name's.
const CELL: f32 = 64.0;

/// More cells than these a side are not made, however large the picture.
const MAX_CELLS_PER_SIDE: f32 = 256.0;

impl<T: Copy> Cells<T> {
    /// Cells over this area; what lies outside is kept in the cells at its edge.
    pub(super) fn new(area: Rect) -> Self {
        let count = |length: f32| (length / CELL).ceil().clamp(1.0, MAX_CELLS_PER_SIDE) as usize;
        let (columns, rows) = (count(area.width()), count(area.height()));
        Self {
            area,
            columns,
            rows,
            things: vec![Vec::new(); columns * rows],
        }
    }

    /// Puts something in.
    pub(super) fn insert(&mut self, rect: Rect, thing: T) {
        for cell in self.cells_of(rect) {
            self.things[cell].push((rect, thing));
        }
    }

    /// Takes out what lies in exactly this box and is this thing.
    pub(super) fn remove(&mut self, rect: Rect, is_it: impl Fn(&T) -> bool) {
        for cell in self.cells_of(rect) {
            self.things[cell].retain(|(there, thing)| *there != rect || !is_it(thing));
        }
    }

    /// Everything whose box touches this one. A thing that lies in several cells comes several times.
    pub(super) fn near(&self, rect: Rect) -> impl Iterator<Item = (Rect, T)> {
        self.cells_of(rect)
            .flat_map(|cell| self.things[cell].iter().copied())
            .filter(move |(there, _)| there.intersects(rect))
    }

    fn cells_of(&self, rect: Rect) -> impl Iterator<Item = usize> + use<T> {
        let (columns, last) = (self.columns, (self.columns - 1, self.rows - 1));
        let cell_size = self.area.size() / Vec2::new(columns as f32, self.rows as f32);
        let origin = self.area.min;
        // `as usize` takes everything below zero, and what is no number, to zero.
        let cell_of = move |point: Pos2| {
            let place = (point - origin) / cell_size;
            (
                (place.x as usize).min(last.0),
                (place.y as usize).min(last.1),
            )
        };
        let (low, high) = (cell_of(rect.min), cell_of(rect.max));
        (low.1..=high.1)
            .flat_map(move |row| (low.0..=high.0).map(move |column| row * columns + column))
    }
}
