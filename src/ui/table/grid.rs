//! The cells of the table. Rows out of view cost nothing.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Align2, EventFilter, FontSelection, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, WidgetType,
};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::widths::{WIDTHS, column_id};
use super::{RecordTable, RowFreshness};
use crate::app::rows::{ColumnOrder, RecordRow, RecordRows, RowColumn, RowContext};
use crate::app::{Command, Setting};
use crate::ui::View;
use crate::ui::widgets::hover_link;

/// The height of the head and of a row, in points.
const HEAD_HEIGHT: f32 = 26.0;
const ROW_HEIGHT: f32 = 24.0;

/// The space at both sides of a text, in points.
const PADDING: f32 = 6.0;

/// The width of the mark of the order in a head, in points.
const MARK_WIDTH: f32 = 22.0;

/// The greatest width that a column gets from its texts, in points.
const MAX_FITTED: f32 = 480.0;

impl RecordTable {
    pub(super) fn grid(&mut self, ui: &mut Ui, view: View) {
        let shown = self.shown_columns();
        let rows = Arc::clone(&self.rows);
        let widths = shown.iter().map(|column| {
            let id = column_id(self.kind, column);
            Column::new(column.width)
                .range(WIDTHS)
                .resizable(true)
                .id(id)
        });
        let area = ui.available_rect_before_wrap();
        let has_focus = self.take_focus(ui, area);
        // What is out of view, to the right too, is seen by its bar.
        let bars = &mut ui.spacing_mut().scroll;
        (bars.floating, bars.foreground_color) = (false, false);
        (bars.bar_width, bars.bar_inner_margin) = (7.0, 1.0);
        let edge = ui.visuals().widgets.inactive.bg_stroke.color;
        ui.visuals_mut().widgets.inactive.bg_fill = edge;
        let mut table = Table::new()
            .id_salt(("records", self.kind))
            .num_rows(rows.rows.len() as u64)
            .columns(widths.collect::<Vec<_>>())
            .num_sticky_cols(usize::from(area.width() > 420.0 && shown.len() > 1))
            .headers([HeaderRow::new(HEAD_HEIGHT)]);
        if let Some(row) = self.scroll_to.take() {
            table = table.scroll_to_row(row as u64, None);
        }
        let id = table.get_id(ui);
        self.divide(ui, id, area.width(), &shown);
        if rows.rows.is_empty() {
            self.say_nothing_listed(ui);
            return;
        }
        let mut cells = TableCells {
            shown,
            rows,
            view,
            has_focus,
            clicked: None,
            sorted: None,
            table: self,
        };
        table.show(ui, &mut cells);
        let (clicked, sorted) = (cells.clicked, cells.sorted);
        if let Some(column) = sorted {
            self.sort_by(column);
        }
        if let Some(click) = clicked {
            self.click(ui, &click, view);
        }
    }

    /// What is in place of rows while there are none.
    fn say_nothing_listed(&self, ui: &mut Ui) {
        let (_, many) = self.kind.nouns();
        let words = match (self.freshness, self.words.trim()) {
            (RowFreshness::Awaited, _) => "Working…".to_owned(),
            (_, "") if self.rows.all > 0 => {
                format!("The filter of the picture hides all {many}. “Only shown” lists the rest.")
            }
            (_, "") => format!("No {many} yet"),
            (_, words) => format!("No {many} with “{words}” in a column that is shown"),
        };
        ui.add_space(12.0);
        ui.vertical_centered(|ui| ui.weak(words));
    }

    /// Lets the keyboard move from cell to cell; returns whether it does.
    fn take_focus(&self, ui: &Ui, area: Rect) -> bool {
        let id = super::focus_id();
        let response = ui.interact(area, id, Sense::focusable_noninteractive());
        let title = self.kind.title();
        response.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Other, true, format!("Table of {title}"))
        });
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        if response.has_focus() {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        response.has_focus()
    }

    /// By letters or numbers, then reversed, then in the order of the document again.
    fn sort_by(&mut self, column: usize) {
        let layout = self.layout();
        (layout.sort, layout.is_reversed) = match (layout.sort, layout.is_reversed) {
            (Some(now), false) if now == column => (Some(column), true),
            (Some(now), true) if now == column => (None, false),
            _ => (Some(column), false),
        };
        self.scroll_to = Some(0);
    }

    fn click(&mut self, ui: &Ui, click: &CellClick, view: View) {
        ui.memory_mut(|memory| memory.request_focus(super::focus_id()));
        self.cursor.column = click.column;
        let modifiers = ui.input(|input| input.modifiers);
        if click.is_double {
            self.cursor.row = click.row;
            self.begin_edit(view);
        } else if modifiers.command {
            self.toggle(click.row, view);
        } else if !click.is_secondary {
            self.move_to_row(click.row, modifiers.shift, view);
        }
    }

    /// Adds a row to the selection, or removes it.
    fn toggle(&mut self, row: usize, view: View) {
        self.cursor.row = row;
        self.cursor.anchor = row;
        let Some(toggled) = self.rows.rows.get(row) else {
            return;
        };
        let mut selected = self.selected_rows(view);
        let before = selected.len();
        selected.retain(|other| other.key() != toggled.key());
        if selected.len() == before {
            selected.push(toggled.clone());
        }
        self.selection.set(self.kind, selected.iter(), view);
    }
}

/// A cell that was clicked.
struct CellClick {
    row: usize,
    column: usize,
    is_double: bool,
    is_secondary: bool,
}

/// Shows the cells of a frame.
struct TableCells<'a> {
    table: &'a mut RecordTable,
    shown: Vec<&'static RowColumn>,
    rows: Arc<RecordRows>,
    view: View<'a>,
    has_focus: bool,
    clicked: Option<CellClick>,
    /// The column, among all of its kind, whose head was clicked.
    sorted: Option<usize>,
}

impl TableDelegate for TableCells<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let place = cell.col_range.start;
        let Some(column) = self.shown.get(place).filter(|_| is_in_view(ui)) else {
            return;
        };
        let number = self.table.layout().shown.get(place).copied();
        let layout = self.table.layout();
        let mark = match (layout.sort == number, layout.is_reversed) {
            (true, false) => "⏶",
            (true, true) => "⏷",
            _ => "",
        };
        let rect = ui.max_rect();
        let seen = rect.intersect(ui.clip_rect());
        let response = ui.interact(seen, ui.id().with("head"), Sense::click());
        response.widget_info(|| {
            let label = format!("Sort by {}", column.title);
            WidgetInfo::labeled(WidgetType::Button, true, label)
        });
        let fill = if response.hovered() {
            ui.visuals().widgets.hovered.weak_bg_fill
        } else {
            ui.visuals().widgets.inactive.weak_bg_fill
        };
        ui.painter().rect_filled(rect, 0.0, fill);
        if response.has_focus() {
            let ring = ui.visuals().widgets.active.bg_stroke;
            ui.painter()
                .rect_stroke(rect, 0.0, ring, StrokeKind::Inside);
        }
        let (align, [text_rect, mark_rect]) = head_parts(rect, column, !mark.is_empty());
        let is_cut = paint_text(ui, text_rect, column.title, align, true);
        if !mark.is_empty() && !ui.is_sizing_pass() {
            paint_text(ui, mark_rect, mark, Align::Center, true);
        }
        let response = if is_cut {
            response.on_hover_text(column.title)
        } else {
            response
        };
        if response.clicked() {
            self.sorted = number;
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row_nr: u64) {
        let Some(row) = self.rows.rows.get(row_nr as usize) else {
            return;
        };
        let rect = ui.max_rect();
        let visuals = ui.visuals();
        if self.table.selection.contains(row, self.view) {
            ui.painter()
                .rect_filled(rect, 0.0, visuals.selection.bg_fill);
        } else if row_nr % 2 == 1 {
            ui.painter().rect_filled(rect, 0.0, visuals.faint_bg_color);
        }
        // Each row that passes under the pointer would draw the picture again.
        let is_scrolling = ui.input(|input| input.smooth_scroll_delta() != Vec2::ZERO);
        let is_pointed = ui.rect_contains_pointer(rect) && !is_scrolling;
        if let Some(target) = row.target().filter(|_| is_pointed) {
            hover_link::at(ui.ctx(), &target, self.view);
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let row_number = cell.row_nr as usize;
        let rows = Arc::clone(&self.rows);
        let Some((row, column)) = rows.rows.get(row_number).zip(self.shown.get(cell.col_nr)) else {
            return;
        };
        let column: &'static RowColumn = column;
        let rect = ui.max_rect();
        if !is_in_view(ui) {
            return;
        }
        if self.is_edited(row, column) {
            self.table.show_edit(ui, rect, column, self.view);
            return;
        }
        let context = RowContext {
            document: self.view.state.document(),
            network: &self.view.state.open.derived.network,
            citations: &rows.citations,
        };
        let text = (column.text)(&context, row);
        let seen = rect.intersect(ui.clip_rect());
        let response = ui.interact(seen, ui.id().with("cell"), Sense::CLICK);
        response.widget_info(|| {
            let is_selected = self.table.selection.contains(row, self.view);
            let label = format!("{}: {text}", column.title);
            WidgetInfo::selected(WidgetType::SelectableLabel, true, is_selected, label)
        });
        let is_cut = paint_text(ui, rect, &text, align_of(column), false);
        let cursor = self.table.cursor;
        if self.has_focus && (cursor.row, cursor.column) == (row_number, cell.col_nr) {
            let ring = Stroke::new(2.0, ui.visuals().hyperlink_color);
            ui.painter()
                .rect_stroke(rect.shrink(1.0), 2.0, ring, StrokeKind::Inside);
        }
        let response = if is_cut {
            response.on_hover_text(&text)
        } else {
            response
        };
        menu(&response, row, self.view);
        let is_secondary = response.secondary_clicked();
        if response.clicked() || response.double_clicked() || is_secondary {
            self.clicked = Some(CellClick {
                row: row_number,
                column: cell.col_nr,
                is_double: response.double_clicked(),
                is_secondary,
            });
        }
    }

    fn default_row_height(&self) -> f32 {
        ROW_HEIGHT
    }
}

impl TableCells<'_> {
    fn is_edited(&self, row: &RecordRow, column: &RowColumn) -> bool {
        let edit = self.table.edit.as_ref();
        edit.is_some_and(|edit| edit.column == column.title && edit.key == row.key())
    }
}

/// Whether any of a cell is seen. The crate shows the columns that stay in place twice, once behind
/// the others.
fn is_in_view(ui: &Ui) -> bool {
    ui.is_sizing_pass() || ui.clip_rect().intersect(ui.max_rect()).width() > 1.0
}

/// The menu of a row.
fn menu(response: &Response, row: &RecordRow, view: View) {
    response.context_menu(|ui| {
        if let Some(target) = row.target() {
            if ui.button("Show in the picture").clicked() {
                view.send(Command::Set(Setting::TableWide(false)));
                view.send(Command::GoTo(target.clone()));
                ui.close();
            }
            if ui.button("Edit…").clicked() {
                view.send(Command::Edit(target.clone()));
                ui.close();
            }
            if ui.button("Copy citations").clicked() {
                view.send(Command::CopyCitations(target));
                ui.close();
            }
        } else if let RecordRow::Source(reference) = row {
            if ui.button("Show details").clicked() {
                view.send(Command::InspectReference(Some(reference.id.clone())));
                ui.close();
            }
            if ui.button("Copy citation").clicked() {
                view.send(Command::CopyCitation(reference.id.clone()));
                ui.close();
            }
        }
    });
}

/// Numbers are compared by their last digits.
fn align_of(column: &RowColumn) -> Align {
    match column.order {
        ColumnOrder::Numbers => Align::Max,
        ColumnOrder::Letters => Align::Min,
    }
}

/// Where the title in a head is, and the mark of the order at its inner side.
fn head_parts(rect: Rect, column: &RowColumn, has_mark: bool) -> (Align, [Rect; 2]) {
    let align = align_of(column);
    let width = if has_mark { MARK_WIDTH } else { 0.0 };
    let (left, right) = match align {
        Align::Max => rect.split_left_right_at_x(rect.left() + width),
        _ => rect.split_left_right_at_x(rect.right() - width),
    };
    match align {
        Align::Max => (align, [right, left]),
        _ => (align, [left, right]),
    }
}

/// Paints one line in a cell; returns whether it was cut.
fn paint_text(ui: &mut Ui, rect: Rect, text: &str, align: Align, is_head: bool) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let font = FontSelection::Default.resolve(ui.style());
    let color = ui.visuals().text_color();
    let mut job = LayoutJob::simple_singleline(line.to_owned(), font, color);
    if is_head {
        for section in &mut job.sections {
            section.format.font_id.family = crate::ui::shell::theme::bold();
        }
    }
    if ui.is_sizing_pass() {
        // A double click on the edge of a column asks for the width of its texts.
        let mark = if is_head { MARK_WIDTH } else { 0.0 };
        let width = ui.painter().layout_job(job).size().x + 2.0 * PADDING + mark;
        ui.expand_to_include_x(rect.left() + width.min(MAX_FITTED));
        return false;
    }
    let inside = rect.shrink2(egui::vec2(PADDING, 0.0));
    job.wrap = TextWrapping::truncate_at_width(inside.width());
    let galley = ui.painter().layout_job(job);
    let is_cut = galley.elided || line.len() < text.trim_end().len();
    let align = Align2([align, Align::Center]);
    let at = align.anchor_size(align.pos_in_rect(&inside), galley.size());
    ui.painter()
        .with_clip_rect(rect.intersect(ui.clip_rect()))
        .galley(at.min, galley, color);
    is_cut
}
