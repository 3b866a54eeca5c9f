//! Draws a matrix: cells, lines between groups, names, and what is emphasized. Knows no order.

use emath::{Pos2, Rect, pos2};

use super::content::MatrixCell;
use super::geometry::MatrixGeometry;
use super::headers::add_headers;
use super::highlights::{Highlights, band_color};
use super::input::{MatrixInput, NOTE_HEIGHT};
use super::samples::{CellLook, parts};
use super::shapes::{corners, rectangle, rule};
use crate::graph::TieIndex;
use crate::scene::drawn_tie::cites;
use crate::scene::text::elide;
use crate::scene::tie_types::type_count;
use crate::scene::{
    Anchor, Mark, MarkShape, Outline, Scene, Stroke, Subject, TextDirection, TextLine, Weight,
};

/// The font size of the note below the cells, in points.
const NOTE_SIZE: f32 = 10.5;

/// Draws a matrix. The same input gives the same scene; what is outside the region gives no marks.
pub fn draw_matrix(input: &MatrixInput) -> Scene {
    let geometry = input.geometry();
    let mut scene = Scene::empty(input.size, input.theme.background);
    scene.region = input.region;
    scene.omitted_notes = input.encoding.notes.all().len();
    if input.encoding.shows_types {
        // A cell has no room for words.
        scene.omitted_types = type_count(input.network, input.ties);
    }
    let highlights = Highlights::of(input);
    add_ground(&mut scene, input, &geometry, &highlights);
    add_cells(&mut scene, input, &geometry);
    add_covers(&mut scene, input, &geometry);
    add_group_lines(&mut scene, input, &geometry);
    add_headers(&mut scene, input, &geometry, &highlights);
    add_note(&mut scene, input, &geometry);
    scene
}

/// The grid, the diagonal, and bands behind emphasized rows and columns.
fn add_ground(
    scene: &mut Scene,
    input: &MatrixInput,
    geometry: &MatrixGeometry,
    highlights: &Highlights,
) {
    let theme = input.theme;
    let body = geometry.body;
    let faint = theme.background.toward(theme.rule, 0.35);
    for row in geometry
        .rows()
        .filter(|row| geometry.columns().contains(row))
    {
        let cell = geometry.cell(row, row).intersect(body);
        scene
            .marks
            .push(Mark::without_subject(rectangle(cell, faint)));
    }
    let whole_row = |row| {
        geometry
            .cell(row, 0)
            .union(geometry.cell(row, geometry.count))
    };
    let whole_column = |column| {
        geometry
            .cell(0, column)
            .union(geometry.cell(geometry.count, column))
    };
    let bands = highlights.rows.iter().map(|row| whole_row(*row));
    let bands = bands.chain(
        highlights
            .columns
            .iter()
            .map(|column| whole_column(*column)),
    );
    for band in bands
        .map(|band| band.intersect(body))
        .filter(Rect::is_positive)
    {
        scene
            .marks
            .push(Mark::without_subject(rectangle(band, band_color(theme))));
    }
    add_grid(scene, input, geometry);
}

/// The lines between rows and columns.
fn add_grid(scene: &mut Scene, input: &MatrixInput, geometry: &MatrixGeometry) {
    let body = geometry.body;
    let color = input.theme.background.toward(input.theme.rule, 0.7);
    let rows = geometry.rows().skip(1).map(|row| {
        let y = geometry.row_start(row);
        [pos2(body.left(), y), pos2(body.right(), y)]
    });
    let columns = geometry.columns().skip(1).map(|column| {
        let x = geometry.column_start(column);
        [pos2(x, body.top()), pos2(x, body.bottom())]
    });
    for ends in rows.chain(columns) {
        let line = rule(ends, 0.5, color);
        scene.marks.push(Mark::without_subject(line));
    }
}

fn add_cells(scene: &mut Scene, input: &MatrixInput, geometry: &MatrixGeometry) {
    let cites = cites(input.ties);
    let (rows, columns) = (geometry.rows(), geometry.columns());
    let cells = &input.content.cells;
    let first = cells.partition_point(|cell| cell.row < rows.start);
    let visible = cells[first..].iter().take_while(|cell| cell.row < rows.end);
    for cell in visible.filter(|cell| columns.contains(&cell.column)) {
        add_cell(scene, input, geometry, cell, cites);
    }
}

fn add_cell(
    scene: &mut Scene,
    input: &MatrixInput,
    geometry: &MatrixGeometry,
    cell: &MatrixCell,
    cites: bool,
) {
    let gap = (0.05 * geometry.pitch).clamp(0.5, 1.0);
    let rect = geometry.cell(cell.row, cell.column).shrink(gap);
    for (index, part) in cell.ties.iter().zip(parts(rect, cell.ties.len())) {
        let Some(tie) = input.ties.get(*index) else {
            continue;
        };
        let look = CellLook {
            kind: tie.kind,
            opposite: tie.opposite,
            is_contested: tie.is_contested,
            is_hollow: cites && tie.is_uncited,
        };
        let mut shapes = look.shapes(part, input.theme);
        shapes.extend(outline(input, *index, part));
        let mark = |shape| Mark {
            subject: Some(Subject::Tie(*index)),
            shape,
            opacity: 1.0,
        };
        scene.marks.extend(shapes.into_iter().map(mark));
        let visible = part.intersect(geometry.body);
        if visible.is_positive() {
            scene.cells.push((*index, visible));
        }
    }
}

/// The frame of a tie that is hovered or selected.
fn outline(input: &MatrixInput, index: TieIndex, part: Rect) -> Option<MarkShape> {
    let subject = Subject::Tie(index);
    let is_hovered = input.emphasis.hovered == Some(subject);
    let is_selected = input.emphasis.selected.contains(&subject);
    let width = if is_selected { 2.0 } else { 1.5 };
    (is_hovered || is_selected).then(|| MarkShape::Path {
        outline: Outline::polygon(corners(part)),
        fill: None,
        stroke: Some(Stroke::solid(width, input.theme.accent)),
    })
}

/// Lines between groups, which reach to the symbols of actors.
fn add_group_lines(scene: &mut Scene, input: &MatrixInput, geometry: &MatrixGeometry) {
    let body = geometry.body;
    let starts = input.content.group_starts.iter().copied();
    let (symbol, width) = (geometry.symbol_size() + 6.0, 1.25);
    let color = input.theme.ink;
    for start in starts {
        let (x, y) = (geometry.column_start(start), geometry.row_start(start));
        if body.y_range().contains(y) {
            let line = [pos2(body.left() - symbol, y), pos2(body.right(), y)];
            scene
                .marks
                .push(Mark::without_subject(rule(line, width, color)));
        }
        if body.x_range().contains(x) {
            let line = [pos2(x, body.top() - symbol), pos2(x, body.bottom())];
            scene
                .marks
                .push(Mark::without_subject(rule(line, width, color)));
        }
    }
}

/// The ground of the names, over cells that are partly hidden.
fn add_covers(scene: &mut Scene, input: &MatrixInput, geometry: &MatrixGeometry) {
    if !geometry.is_scrolled() {
        return;
    }
    let (body, region) = (geometry.body, input.region);
    let covers = [
        Rect::from_min_max(region.min, pos2(body.left(), region.bottom())),
        Rect::from_min_max(region.min, pos2(region.right(), body.top())),
        Rect::from_min_max(pos2(region.left(), body.bottom()), region.max),
        Rect::from_min_max(pos2(body.right(), region.top()), region.max),
    ];
    for cover in covers.into_iter().filter(Rect::is_positive) {
        let shape = rectangle(cover, input.theme.background);
        scene.marks.push(Mark::without_subject(shape));
    }
}

/// How many actors are not in the matrix.
fn add_note(scene: &mut Scene, input: &MatrixInput, geometry: &MatrixGeometry) {
    let Some(note) = input.content.note() else {
        return;
    };
    let left = geometry.body.left() - geometry.row_name_width;
    let width = (input.region.right() - left).max(0.0);
    let weight = Weight::Regular;
    scene
        .marks
        .push(Mark::without_subject(MarkShape::Text(TextLine {
            text: elide(&note, NOTE_SIZE, weight, width),
            at: Pos2::new(left, geometry.body.bottom() + NOTE_HEIGHT - 4.0),
            anchor: Anchor::Left,
            size: NOTE_SIZE,
            weight,
            color: input.theme.muted,
            halo: None,
            direction: TextDirection::Rightward,
        })));
}
