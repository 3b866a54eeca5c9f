//! Where the rows, columns and names of a matrix are. Knows no colours and no ties.

use std::ops::Range;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// The smallest cells, in points: names beside smaller ones could not be read.
pub(super) const MIN_PITCH: f32 = 10.0;

/// The largest cells of a matrix that is fitted, and of one that is zoomed, in points.
const MAX_FITTED_PITCH: f32 = 44.0;
const MAX_PITCH: f32 = 64.0;

/// The font size of names as a share of the height of a row, and its limits in points.
const FONT_SHARE: f32 = 0.6;
const MIN_FONT: f32 = 9.0;
const MAX_FONT: f32 = 14.0;

/// The widest name in ems; wider ones are shortened, unless a row has room to spare.
const MAX_NAME_EMS: f32 = 20.0;
const MAX_ROW_NAME_EMS: f32 = 44.0;

/// The most that names take of the width and of the height of the picture.
const MAX_NAME_SHARE: f32 = 0.4;

/// From a name to its symbol, and from the symbol to the cells, in points.
const NAME_GAP: f32 = 5.0;

/// Which part of a matrix is shown, and how large. By default all of it, as large as it fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatrixCamera {
    /// The size of cells relative to a matrix that is fitted.
    pub zoom: f32,
    /// The column and row at the upper left corner of the cells.
    pub corner: Vec2,
}

impl Default for MatrixCamera {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            corner: Vec2::ZERO,
        }
    }
}

/// The places of the parts of a matrix, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatrixGeometry {
    /// The number of rows.
    pub count: usize,
    /// The height of rows, which is the width of columns.
    pub pitch: f32,
    /// The part of the picture where cells are shown.
    pub body: Rect,
    /// The column and row at the upper left corner of `body`.
    pub corner: Vec2,
    /// Whether names of columns are turned, because they are wider than columns.
    pub has_turned_names: bool,
    /// The font size of names.
    pub font_size: f32,
    /// The width for names of rows.
    pub row_name_width: f32,
    /// The length for names of columns.
    pub column_name_length: f32,
}

impl MatrixGeometry {
    /// The places for `count` actors in a part of a picture; `name_ems` is the width of the widest
    /// name at font size 1.
    pub fn new(count: usize, name_ems: f32, region: Rect, camera: MatrixCamera) -> Self {
        let mut fitted = MIN_PITCH;
        let mut step = MAX_FITTED_PITCH - MIN_PITCH;
        while step > 0.05 {
            step /= 2.0;
            let needed = Self::with_pitch(count, name_ems, region, fitted + step).needed_size();
            if needed.x <= region.width() && needed.y <= region.height() {
                fitted += step;
            }
        }
        let zoom = if camera.zoom.is_finite() {
            camera.zoom
        } else {
            1.0
        };
        let pitch = (fitted * zoom).clamp(MIN_PITCH, MAX_PITCH);
        let mut geometry = Self::with_pitch(count, name_ems, region, pitch);
        let hidden = Vec2::splat(count as f32) - geometry.body.size() / pitch;
        let corner = if camera.corner.is_finite() {
            camera.corner
        } else {
            Vec2::ZERO
        };
        geometry.corner = corner.min(hidden).max(Vec2::ZERO);
        geometry
    }

    fn with_pitch(count: usize, name_ems: f32, region: Rect, pitch: f32) -> Self {
        let font_size = (FONT_SHARE * pitch).clamp(MIN_FONT, MAX_FONT);
        let name_width = (name_ems.min(MAX_NAME_EMS) * font_size).ceil();
        let has_turned_names = name_width > pitch - 4.0;
        let symbol = 0.8 * font_size + 2.0 * NAME_GAP;
        let spare = region.width() - symbol - pitch * count as f32;
        let full_name = (name_ems.min(MAX_ROW_NAME_EMS) * font_size).ceil();
        let row_name_width = name_width
            .min(MAX_NAME_SHARE * region.width())
            .max(full_name.min(spare));
        let column_name_length = if has_turned_names {
            name_width.min(MAX_NAME_SHARE * region.height())
        } else {
            1.2 * font_size
        };
        let mut geometry = Self {
            count,
            pitch,
            body: Rect::NOTHING,
            corner: Vec2::ZERO,
            has_turned_names,
            font_size,
            row_name_width,
            column_name_length,
        };
        let start = region.min + geometry.header_size();
        let end = start + Vec2::splat(pitch * count as f32);
        geometry.body = Rect::from_min_max(start, end.min(region.max).max(start));
        geometry
    }

    /// The width of the names of rows and the height of the names of columns, with their symbols.
    fn header_size(&self) -> Vec2 {
        let symbol = self.symbol_size() + 2.0 * NAME_GAP;
        vec2(
            self.row_name_width + symbol,
            self.column_name_length + symbol,
        )
    }

    /// The size of the whole matrix with its names.
    pub(super) fn needed_size(&self) -> Vec2 {
        self.header_size() + Vec2::splat(self.pitch * self.count as f32)
    }

    /// The diameter of the symbols of actors beside their names.
    pub(super) fn symbol_size(&self) -> f32 {
        0.8 * self.font_size
    }

    /// The place of a cell, also where it is hidden.
    pub fn cell(&self, row: usize, column: usize) -> Rect {
        let corner = pos2(self.column_start(column), self.row_start(row));
        Rect::from_min_size(corner, Vec2::splat(self.pitch))
    }

    /// The row and column at a point; `None` outside the cells.
    pub fn cell_at(&self, point: Pos2) -> Option<[usize; 2]> {
        if !self.body.contains(point) {
            return None;
        }
        let cell = self.corner + (point - self.body.min) / self.pitch;
        let [row, column] = [cell.y as usize, cell.x as usize];
        (row < self.count && column < self.count).then_some([row, column])
    }

    /// The upper edge of a row.
    pub(super) fn row_start(&self, row: usize) -> f32 {
        self.body.top() + (row as f32 - self.corner.y) * self.pitch
    }

    /// The left edge of a column.
    pub(super) fn column_start(&self, column: usize) -> f32 {
        self.body.left() + (column as f32 - self.corner.x) * self.pitch
    }

    /// The middle of the symbol of a row.
    pub(super) fn row_symbol(&self, row: usize) -> Pos2 {
        let aside = NAME_GAP + self.symbol_size() / 2.0;
        pos2(
            self.body.left() - aside,
            self.row_start(row) + self.pitch / 2.0,
        )
    }

    /// The middle of the symbol of a column.
    pub(super) fn column_symbol(&self, column: usize) -> Pos2 {
        let above = NAME_GAP + self.symbol_size() / 2.0;
        pos2(
            self.column_start(column) + self.pitch / 2.0,
            self.body.top() - above,
        )
    }

    /// From the middle of a symbol to the name beside it.
    pub(super) fn symbol_to_name(&self) -> f32 {
        NAME_GAP + self.symbol_size() / 2.0
    }

    /// The rows that are at least partly visible.
    pub(super) fn rows(&self) -> Range<usize> {
        self.visible(self.corner.y, self.body.height())
    }

    /// The columns that are at least partly visible.
    pub(super) fn columns(&self) -> Range<usize> {
        self.visible(self.corner.x, self.body.width())
    }

    fn visible(&self, first: f32, length: f32) -> Range<usize> {
        let last = first + length / self.pitch - 0.01;
        let end = (last.max(0.0).ceil() as usize).min(self.count);
        (first.max(0.0) as usize).min(end)..end
    }

    /// Whether a part of the matrix is hidden.
    pub fn is_scrolled(&self) -> bool {
        let shown = self.body.size() / self.pitch;
        shown.x + 0.01 < self.count as f32 || shown.y + 0.01 < self.count as f32
    }
}
