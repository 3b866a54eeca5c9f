//! The matrix on the canvas: its camera, and what is at a point. Knows no commands.

use egui::{Painter, Pos2, Rect, Shape, Ui, Vec2};

use super::camera::WHEEL_POINTS;
use super::matrix_cache::{DrawnKey, DrawnMatrix, MatrixCache};
use crate::app::State;
use crate::graph::{NodeIndex, TieIndex, Ties};
use crate::scene::{MatrixCamera, MatrixCell, MatrixGeometry, Subject};

/// The largest zoom relative to a matrix that fits into the window.
const MAX_ZOOM: f32 = 8.0;

/// What the canvas keeps about the matrix from one frame to the next.
#[derive(Default)]
pub(super) struct MatrixCanvas {
    camera: MatrixCamera,
    cache: MatrixCache,
    /// The row and column under the pointer.
    pointed: Option<[usize; 2]>,
    /// The pointer on the screen in the last frame, if it was over the canvas.
    pointer: Option<Pos2>,
    /// The canvas on the screen.
    canvas: Option<Rect>,
    /// The row and column of the cell that the arrow keys have come to.
    walked_to: Option<[usize; 2]>,
}

/// A step of the keyboard to a name or a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MatrixStep {
    /// What it leads to.
    pub(super) to: Subject,
    /// The row and column; for a name, those of the actor.
    cell: [usize; 2],
}

impl MatrixCanvas {
    /// Shows the whole matrix, or as much as is legible.
    pub(super) fn fit(&mut self) {
        self.camera = MatrixCamera::default();
    }

    /// What is at a point of the screen.
    pub(super) fn hit(&self, pointer: Option<Pos2>) -> Option<Subject> {
        let point = self.in_picture(pointer?)?;
        self.drawn()?.scene.hit(point)
    }

    fn drawn(&self) -> Option<&DrawnMatrix> {
        self.cache.drawn.as_ref()
    }

    fn in_picture(&self, pointer: Pos2) -> Option<Pos2> {
        Some((pointer - self.canvas?.min).to_pos2())
    }

    /// Zooms around a point of the screen, or around the middle.
    pub(super) fn zoom_by(&mut self, factor: f32, around: Option<Pos2>) {
        let Some(drawn) = self.drawn() else { return };
        let geometry = drawn.geometry;
        let point = around.and_then(|around| self.in_picture(around));
        let away = point.unwrap_or(geometry.body.center()) - geometry.body.min;
        let away = away.max(Vec2::ZERO);
        // Zooming begins at the size that is shown: the smallest cells stay legible.
        let zoom = (self.camera.zoom * factor).clamp(1.0, MAX_ZOOM);
        let factor = zoom / self.camera.zoom;
        self.camera.corner = geometry.corner + away / geometry.pitch * (1.0 - 1.0 / factor);
        self.camera.zoom = zoom;
    }

    /// Moves the matrix by this many points.
    pub(super) fn pan_by(&mut self, delta: Vec2) {
        if let Some(geometry) = self.drawn().map(|drawn| drawn.geometry) {
            // From the shown position, so that a drag beyond the edge has no lasting effect.
            self.camera.corner = geometry.corner - delta / geometry.pitch;
        }
    }

    /// Scrolls until a row and a column are visible.
    pub(super) fn scroll_to(&mut self, subject: Subject) {
        let Some(geometry) = self.drawn().map(|drawn| drawn.geometry) else {
            return;
        };
        let content = &self.cache.content;
        let cell = match subject {
            Subject::Actor(node) => content.row_of(node).map(|row| [row, row]),
            Subject::Tie(tie) => {
                let mut cells = content.cells.iter();
                let cell = cells.find(|cell| cell.ties.contains(&tie));
                cell.map(|cell| [cell.row, cell.column])
            }
        };
        if let Some(cell) = cell {
            self.scroll_to_cell(geometry, cell);
        }
    }

    fn scroll_to_cell(&mut self, geometry: MatrixGeometry, [row, column]: [usize; 2]) {
        if !geometry.body.contains_rect(geometry.cell(row, column)) {
            let middle = Vec2::new(column as f32 + 0.5, row as f32 + 0.5);
            self.camera.corner = middle - geometry.body.size() / geometry.pitch / 2.0;
        }
    }

    /// The next name or cell in a direction: up and down along the names and the cells of a column,
    /// right from a name to the first cell of its row, left from the first cell to the name.
    pub(super) fn step(&self, from: Subject, direction: Vec2, ties: &Ties) -> Option<MatrixStep> {
        let content = &self.cache.content;
        let name = |row: usize| {
            let node = *content.actors.get(row)?;
            Some(MatrixStep {
                to: Subject::Actor(node),
                cell: [row, row],
            })
        };
        let [row, column] = match from {
            Subject::Actor(node) => {
                let row = content.row_of(node)?;
                return match (direction.x > 0.0, direction.y) {
                    (true, _) => content
                        .cells
                        .iter()
                        .find(|cell| cell.row == row)
                        .and_then(step_to),
                    (false, y) if y > 0.0 => name(row + 1),
                    (false, y) if y < 0.0 => name(row.checked_sub(1)?),
                    (false, _) => None,
                };
            }
            Subject::Tie(tie) => self.cell_of(tie, ties)?,
        };
        let in_row = content.cells.iter().filter(|cell| cell.row == row);
        let in_column = content.cells.iter().filter(|cell| cell.column == column);
        if direction.x > 0.0 {
            let mut after = in_row.filter(|cell| cell.column > column);
            after.next().and_then(step_to)
        } else if direction.x < 0.0 {
            let mut before = in_row.filter(|cell| cell.column < column);
            before.next_back().and_then(step_to).or_else(|| name(row))
        } else if direction.y > 0.0 {
            let mut below = in_column.filter(|cell| cell.row > row);
            below.next().and_then(step_to)
        } else {
            let mut above = in_column.filter(|cell| cell.row < row);
            above.next_back().and_then(step_to)
        }
    }

    /// Follows a step of the keyboard.
    pub(super) fn go(&mut self, step: MatrixStep) {
        let is_cell = matches!(step.to, Subject::Tie(_));
        self.walked_to = is_cell.then_some(step.cell);
        if let Some(geometry) = self.drawn().map(|drawn| drawn.geometry) {
            self.scroll_to_cell(geometry, step.cell);
        }
    }

    /// The cell of the pair of a tie that the arrow keys have come to, or else its first cell.
    fn cell_of(&self, tie: TieIndex, ties: &Ties) -> Option<[usize; 2]> {
        let ends = ties.get(tie)?.ends;
        let is_of_pair = |cell: &&MatrixCell| {
            let mut of = cell.ties.iter().filter_map(|tie| ties.get(*tie));
            of.any(|tie| tie.ends == ends)
        };
        let cells = || self.cache.content.cells.iter().filter(is_of_pair);
        let place = |cell: &MatrixCell| [cell.row, cell.column];
        let walked_to = cells().find(|cell| Some(place(cell)) == self.walked_to);
        walked_to.or_else(|| cells().next()).map(place)
    }

    /// Where the name of an actor is, on the screen.
    pub(super) fn name_position(&self, node: NodeIndex) -> Option<Pos2> {
        let mut names = self.drawn()?.scene.name_rects();
        let (_, rect) = names.find(|(named, _)| *named == node)?;
        Some(rect.center() + self.canvas?.min.to_vec2())
    }

    /// Where a tie is on the screen: in the cell that the arrow keys have come to, or else in its
    /// first cell.
    pub(super) fn tie_position(&self, tie: TieIndex) -> Option<Pos2> {
        let drawn = self.drawn()?;
        let walked_to = self.walked_to.and_then(|[row, column]| {
            let mut cells = self.cache.content.cells.iter();
            let is_here = |cell: &&MatrixCell| cell.row == row && cell.column == column;
            let cell = cells.find(is_here)?;
            let rect = drawn.geometry.cell(row, column);
            let is_shown = cell.ties.contains(&tie) && drawn.geometry.body.contains_rect(rect);
            is_shown.then_some(rect)
        });
        let first = || {
            let mut cells = drawn.scene.cell_rects();
            cells.find(|(shown, _)| *shown == tie).map(|(_, rect)| rect)
        };
        let rect = walked_to.or_else(first)?;
        Some(rect.center() + self.canvas?.min.to_vec2())
    }

    /// Draws again, if something has changed. The camera and the pointer of `key` are set here.
    pub(super) fn redraw(&mut self, painter: &Painter, key: DrawnKey, state: &State) {
        self.canvas = Some(key.canvas);
        self.cache.follow(state);
        let key = DrawnKey {
            camera: self.camera,
            pointed: self.pointed,
            ..key
        };
        self.cache.redraw(painter, key, state);
    }

    /// Sets the row and column under the pointer; says whether the pointer has moved, come or left.
    pub(super) fn follow_pointer(&mut self, pointer: Option<Pos2>) -> bool {
        let point = pointer.and_then(|pointer| self.in_picture(pointer));
        self.pointed = point.and_then(|point| self.drawn()?.geometry.cell_at(point));
        std::mem::replace(&mut self.pointer, pointer) != pointer
    }

    /// The shapes of the picture.
    pub(super) fn shapes(&self) -> impl Iterator<Item = Shape> {
        let drawn = self.drawn().into_iter();
        drawn.flat_map(|drawn| drawn.shapes.iter().cloned())
    }

    /// Wheel and pinch zoom at the pointer; sideways scrolling pans.
    pub(super) fn wheel(&mut self, ui: &Ui, pointer: Option<Pos2>) {
        let Some(pointer) = pointer else { return };
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
        let factor = pinch * (scroll.y / WHEEL_POINTS).exp();
        if (factor - 1.0).abs() > f32::EPSILON {
            self.zoom_by(factor, Some(pointer));
        }
        if scroll.x != 0.0 {
            self.pan_by(Vec2::new(scroll.x, 0.0));
        }
    }
}

/// The step to a cell.
fn step_to(cell: &MatrixCell) -> Option<MatrixStep> {
    Some(MatrixStep {
        to: Subject::Tie(*cell.ties.first()?),
        cell: [cell.row, cell.column],
    })
}
