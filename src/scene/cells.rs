//! A grid over the picture that finds items near a box quickly.

use emath::{Pos2, Rect, Vec2};

/// Items by position.
#[derive(Debug)]
pub(super) struct Cells<T> {
    area: Rect,
    columns: usize,
    rows: usize,
    items: Vec<Vec<(Rect, T)>>,
}

/// The width of a cell in points; about the width of a name.
const CELL: f32 = 64.0;

/// The most cells per side, for pictures of any size.
const MAX_CELLS_PER_SIDE: f32 = 256.0;

impl<T: Copy> Cells<T> {
    /// A grid over this area. Items outside the area are in the cells at its edge.
    pub(super) fn new(area: Rect) -> Self {
        let count = |length: f32| (length / CELL).ceil().clamp(1.0, MAX_CELLS_PER_SIDE) as usize;
        let (columns, rows) = (count(area.width()), count(area.height()));
        Self {
            area,
            columns,
            rows,
            items: vec![Vec::new(); columns * rows],
        }
    }

    /// Adds an item.
    pub(super) fn insert(&mut self, rect: Rect, item: T) {
        for cell in self.cells_of(rect) {
            self.items[cell].push((rect, item));
        }
    }

    /// Removes the items with exactly this box for which `is_it` is true.
    pub(super) fn remove(&mut self, rect: Rect, is_it: impl Fn(&T) -> bool) {
        for cell in self.cells_of(rect) {
            self.items[cell].retain(|(there, item)| *there != rect || !is_it(item));
        }
    }

    /// All items whose box touches this box. An item in several cells is returned several times.
    pub(super) fn near(&self, rect: Rect) -> impl Iterator<Item = (Rect, T)> {
        self.cells_of(rect)
            .flat_map(|cell| self.items[cell].iter().copied())
            .filter(move |(there, _)| there.intersects(rect))
    }

    fn cells_of(&self, rect: Rect) -> impl Iterator<Item = usize> + use<T> {
        let (columns, last) = (self.columns, (self.columns - 1, self.rows - 1));
        let cell_size = self.area.size() / Vec2::new(columns as f32, self.rows as f32);
        let origin = self.area.min;
        // `as usize` turns negative numbers and NaN into zero.
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
