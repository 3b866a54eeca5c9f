//! Density of actors: where there are more actors than pixels, a cell shows the mean of their
//! colours, stronger the more actors it contains. The cells are fixed to the layout, so that
//! nothing shimmers while the picture is panned.

use emath::{Pos2, Rect, Vec2, vec2};

use super::{Color, Viewport};

/// The side of a cell is between this and twice this, in points. In layout units it is a power of
/// two.
const CELL: f32 = 6.0;

/// The actors per square point from which density appears, and from which nothing else is shown.
const MIN_PER_POINT: f32 = 1.0;
const FULL_PER_POINT: f32 = 2.0;

/// The opacity of the colour from `FULL_PER_POINT`, and how many times as many actors give full
/// opacity.
const MIN_OPACITY: f32 = 0.55;
const FULL_OPACITY_FACTOR: f32 = 32.0;

/// A cell of the picture that shows only a colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DensityPatch {
    /// The cell.
    pub rect: Rect,
    /// The colour, including opacity.
    pub color: Color,
}

/// The number of actors in each cell.
pub(super) struct Density {
    /// The corner of the first cell, and the side of each cell, in points of the picture.
    corner: Pos2,
    side: f32,
    columns: usize,
    cells: Vec<DensityCell>,
    /// Actors per square point, averaged over each cell and its eight neighbours so that random
    /// noise makes no pattern.
    per_point: Vec<f32>,
}

#[derive(Clone, Copy, Default)]
struct DensityCell {
    count: u32,
    /// Sums of red, green and blue.
    sums: [u32; 3],
}

impl Density {
    /// Counts the actors in `area` by their position in the picture. O(actors + cells).
    pub(super) fn of(
        actors: impl Iterator<Item = (Pos2, Color)>,
        view: Viewport,
        area: Rect,
    ) -> Self {
        let side = view.zoom * (CELL / view.zoom).log2().ceil().exp2();
        let origin = view.pan.to_pos2();
        let first = ((area.min - origin) / side).floor();
        let size = ((area.max - origin) / side).floor() - first + Vec2::splat(1.0);
        let (columns, rows) = (size.x.max(1.0) as usize, size.y.max(1.0) as usize);
        let mut density = Self {
            corner: origin + first * side,
            side,
            columns,
            cells: vec![DensityCell::default(); columns * rows],
            per_point: Vec::new(),
        };
        for (at, color) in actors {
            if let Some(index) = density.index(at) {
                let cell = &mut density.cells[index];
                cell.count += 1;
                for (sum, part) in cell.sums.iter_mut().zip([color.r, color.g, color.b]) {
                    *sum += u32::from(part);
                }
            }
        }
        density.per_point = density.smoothed(rows);
        density
    }

    fn smoothed(&self, rows: usize) -> Vec<f32> {
        let columns = self.columns;
        let around = |at: usize, end: usize| at.saturating_sub(1)..(at + 2).min(end);
        let sum = |index: usize| -> u32 {
            let rows = around(index / columns, rows);
            let row =
                |row: usize| around(index % columns, columns).map(move |at| row * columns + at);
            rows.flat_map(row).map(|at| self.cells[at].count).sum()
        };
        let area = 9.0 * self.side * self.side;
        (0..self.cells.len())
            .map(|index| sum(index) as f32 / area)
            .collect()
    }

    /// How much the density replaces actors at a point, 0 to 1.
    pub(super) fn share(&self, at: Pos2) -> f32 {
        self.index(at).map_or(0.0, |index| self.share_of(index))
    }

    /// All cells that show density.
    pub(super) fn patches(&self) -> Vec<DensityPatch> {
        let patch = |(index, cell): (usize, &DensityCell)| {
            let share = self.share_of(index);
            if share <= 0.0 || cell.count == 0 {
                return None;
            }
            let place = vec2((index % self.columns) as f32, (index / self.columns) as f32);
            let beyond =
                (self.per_point[index] / FULL_PER_POINT).max(1.0).ln() / FULL_OPACITY_FACTOR.ln();
            let depth = MIN_OPACITY + (1.0 - MIN_OPACITY) * beyond.min(1.0);
            let [r, g, b] = cell.sums.map(|sum| (sum / cell.count) as u8);
            Some(DensityPatch {
                rect: Rect::from_min_size(self.corner + place * self.side, Vec2::splat(self.side)),
                color: Color {
                    r,
                    g,
                    b,
                    a: (255.0 * share * depth).round() as u8,
                },
            })
        };
        self.cells.iter().enumerate().filter_map(patch).collect()
    }

    fn share_of(&self, index: usize) -> f32 {
        ((self.per_point[index] - MIN_PER_POINT) / (FULL_PER_POINT - MIN_PER_POINT)).clamp(0.0, 1.0)
    }

    fn index(&self, at: Pos2) -> Option<usize> {
        let place = (at - self.corner) / self.side;
        let is_in = place.x >= 0.0 && place.y >= 0.0 && (place.x as usize) < self.columns;
        let index = place.y as usize * self.columns + place.x as usize;
        (is_in && index < self.cells.len()).then_some(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;

    fn density(count: usize, pan: Vec2) -> Density {
        let view = Viewport {
            zoom: 0.01,
            pan,
            size: vec2(300.0, 200.0),
        };
        // All are in one cell of the layout, which reaches from 0 to 1024.
        let at = |number: usize| {
            pos2(
                (number % 25) as f32 * 40.0,
                (number / 25 % 25) as f32 * 40.0,
            )
        };
        let actors = (0..count).map(at).map(|at| view.picture_from_layout(at));
        let blue = Color::rgb(0x00_20_80);
        Density::of(actors.map(|at| (at, blue)), view, view.rect())
    }

    #[test]
    fn many_actors_show_density_and_more_actors_a_stronger_colour() {
        let pan = vec2(50.0, 50.0);
        assert!(density(400, pan).patches().is_empty());
        let [many, more] = [3000, 30_000].map(|count| density(count, pan).patches());
        assert_eq!((many.len(), more.len()), (1, 1));
        assert!(more[0].color.a > many[0].color.a);
        assert_eq!(
            (many[0].color.r, many[0].color.g, many[0].color.b),
            (0, 0x20, 0x80)
        );
        assert!(density(3000, pan).share(pos2(53.0, 53.0)) > 0.99);
        assert!(density(3000, pan).share(pos2(153.0, 53.0)) < 0.01);
    }

    #[test]
    fn cells_move_with_the_picture() {
        let here = density(3000, vec2(50.0, 50.0)).patches();
        let there = density(3000, vec2(63.5, 41.25)).patches();
        assert_eq!(there[0].color, here[0].color);
        let moved = there[0].rect.min - here[0].rect.min;
        assert!((moved - vec2(13.5, -8.75)).length() < 1e-3, "{moved:?}");
    }
}
