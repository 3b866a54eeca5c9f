//! Isolates, the bodies without a tie: a grid of equal cells, in even rows. Positions are in scene
//! units.

use emath::{Vec2, vec2};

use super::footprint::BodyFootprint;

/// Free space between two isolates, beyond their names.
const GAP: f32 = 28.0;

/// A grid of equal cells, each with the disc at the same height.
#[derive(Clone, Copy)]
pub(super) struct CellGrid {
    columns: usize,
    cell: Vec2,
    above: f32,
    /// The size of the box around all cells.
    pub(super) size: Vec2,
}

/// Grids to choose from for these isolates beside others of this size: one row, two rows, one
/// column, two columns, as wide as the others, as high as the others, and in the shape of the
/// window.
pub(super) fn grids(isolates: &[BodyFootprint], others: Vec2, aspect: f32) -> Vec<CellGrid> {
    let most = |part: fn(&BodyFootprint) -> f32| isolates.iter().map(part).fold(0.0_f32, f32::max);
    let (above, below) = (most(|print| print.above), most(|print| print.below));
    let cell = vec2(
        2.0 * most(|print| print.half_width) + GAP,
        above + below + GAP,
    );
    let count = isolates.len();
    let in_window = (count as f32 * aspect * cell.y / cell.x).sqrt().round() as usize;
    let wide = ((others.x + GAP) / cell.x) as usize;
    let rows = (((others.y + GAP) / cell.y) as usize).max(1);
    let tall = count.div_ceil(rows);
    let mut columns = vec![in_window, wide, tall, count, count.div_ceil(2), 2, 1];
    for columns in &mut columns {
        *columns = (*columns).clamp(1, count.max(1));
    }
    columns.sort_unstable();
    columns.dedup();
    let grid = |columns: usize| CellGrid {
        columns,
        cell,
        above,
        size: vec2(
            columns as f32 * cell.x,
            count.div_ceil(columns) as f32 * cell.y,
        ) - Vec2::splat(GAP),
    };
    columns.into_iter().map(grid).collect()
}

impl CellGrid {
    /// The position of each cell's disc, row by row, for a grid with this upper left corner.
    pub(super) fn positions(self, corner: Vec2) -> impl Iterator<Item = Vec2> {
        (0..).map(move |number: usize| {
            let (row, column) = (number / self.columns, number % self.columns);
            let cell = vec2(column as f32 * self.cell.x, row as f32 * self.cell.y);
            corner + cell + vec2((self.cell.x - GAP) / 2.0, self.above)
        })
    }
}
