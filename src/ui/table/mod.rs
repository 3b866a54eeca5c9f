//! The table: actors, relations, claims and sources as rows, beside the picture or instead of it.
//! Its selection is the one of the picture.

mod bulk;
mod cell_edit;
mod drafts;
mod grid;
mod keys;
mod selection;
mod toolbar;
mod widths;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Id, Panel, Rangef, Rect, Ui};

use self::drafts::{BulkDraft, CellEdit, StretchedColumn};
use self::selection::RowSelection;
use crate::app::rows::{
    RecordKind, RecordRows, RowColumn, RowKey, RowQuery, column_called, columns,
};
use crate::app::{Command, Setting, Settings, Target};
use crate::tasks::Generation;
use crate::ui::View;
use crate::ui::widgets::frame_cache::background;
use crate::ui::widgets::sized_panel::{self, PanelSide};

/// The least width of the table beside the picture, and the width that it leaves to the picture.
const MIN_WIDTH: f32 = 280.0;
const MIN_PICTURE_WIDTH: f32 = 260.0;

/// The widget that has the focus while the keyboard moves from cell to cell.
pub(in crate::ui) fn focus_id() -> Id {
    Id::new("cells of the table")
}

/// What the table keeps from one frame to the next.
#[derive(Default)]
pub(super) struct RecordTable {
    generation: Generation,
    kind: RecordKind,
    words: String,
    lists_all: bool,
    layouts: HashMap<RecordKind, ColumnLayout>,
    rows: Arc<RecordRows>,
    cursor: Cursor,
    selection: RowSelection,
    edit: Option<CellEdit>,
    bulk: BulkDraft,
    /// Whether a paste was asked for, wherever the focus is.
    awaits_paste: bool,
    /// The record that is scrolled to once it is among the rows.
    sought: Option<RowKey>,
    /// The selected actor or relation that was scrolled to last.
    followed: Option<Target>,
    /// The row that is scrolled to in this frame.
    scroll_to: Option<usize>,
    /// Why the last change was not made.
    problem: Option<String>,
    rect: Option<Rect>,
    freshness: RowFreshness,
    /// The column that is wider than it was made, because the table has room.
    stretched: Option<StretchedColumn>,
    /// Whether the window is too narrow for table and picture.
    has_no_room: bool,
}

/// Whether the rows are those that were asked for last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum RowFreshness {
    #[default]
    Current,
    /// They are searched for, and the rows before are shown.
    Awaited,
}

/// Which columns a table shows, and what orders its rows.
#[derive(Clone)]
struct ColumnLayout {
    shown: Vec<usize>,
    sort: Option<usize>,
    is_reversed: bool,
}

impl ColumnLayout {
    /// The columns that were chosen for these records, else the usual ones.
    fn chosen(kind: RecordKind, settings: &Settings) -> Self {
        let usual = Self::of(kind);
        let Some(titles) = settings.table_columns.get(kind.nouns().1) else {
            return usual;
        };
        let chosen = titles.iter().filter_map(|title| column_called(kind, title));
        let mut shown: Vec<_> = chosen.map(|(place, _)| place).collect();
        shown.sort_unstable();
        shown.dedup();
        if shown.is_empty() {
            return usual;
        }
        Self { shown, ..usual }
    }

    /// The titles of the columns.
    fn titles(&self, kind: RecordKind) -> Vec<String> {
        let all = columns(kind);
        let shown = self.shown.iter().filter_map(|place| all.get(*place));
        shown.map(|column| column.title.to_owned()).collect()
    }

    fn of(kind: RecordKind) -> Self {
        let all = columns(kind).iter().enumerate();
        Self {
            shown: all
                .filter(|(_, column)| column.is_usual)
                .map(|(place, _)| place)
                .collect(),
            sort: None,
            is_reversed: false,
        }
    }
}

/// The cell that the keyboard is at, and the row from which a range is selected.
#[derive(Clone, Copy, Default)]
struct Cursor {
    row: usize,
    column: usize,
    anchor: usize,
}

impl RecordTable {
    /// Shows the table beside the picture, if it is open and not as wide as the window.
    pub(super) fn show_beside(&mut self, ui: &mut Ui, view: View) {
        self.rect = None;
        let settings = &view.state.settings;
        if !is_open(view) || settings.is_table_wide {
            return;
        }
        let max_width = ui.available_width() - MIN_PICTURE_WIDTH;
        self.has_no_room = max_width < MIN_WIDTH;
        if self.has_no_room {
            return;
        }
        let widths = Rangef::new(MIN_WIDTH, max_width);
        let wanted = settings.table_width;
        let shown = sized_panel::show(ui, "table", PanelSide::Left, wanted, widths, |ui| {
            self.contents(ui, view);
        });
        self.rect = Some(shown.rect);
        if let Some(width) = shown.resized_to {
            view.send(Command::Set(Setting::TableWidth(width)));
        }
    }

    /// Shows the table instead of the picture.
    pub(super) fn show_wide(&mut self, ui: &mut Ui, view: View) {
        let rect = ui.max_rect();
        let frame = egui::Frame::side_top_panel(ui.style());
        frame.show(ui, |ui| self.contents(ui, view));
        self.rect = Some(rect);
    }

    /// Whether the table takes the place of the picture: the user wants it, or there is no room for
    /// both. It gives way to a form on the picture until that is closed.
    pub(super) fn is_wide(&self, view: View) -> bool {
        let session = &view.state.open.session;
        let has_form = session.sketch.is_some() || session.note_sketch.is_some();
        is_open(view) && !has_form && (view.state.settings.is_table_wide || self.has_no_room)
    }

    /// The area of the table in this frame, if it is shown.
    pub(super) fn rect(&self) -> Option<Rect> {
        self.rect
    }

    /// Shows the row of a record.
    pub(super) fn go_to(&mut self, target: &Target) {
        let (kind, key) = match target.clone() {
            Target::Actor(id) => (RecordKind::Actors, RowKey::Actor(id)),
            Target::Relation(id) => (RecordKind::Relations, RowKey::Relation(id)),
        };
        if !(self.kind == RecordKind::Claims && kind == RecordKind::Relations) {
            self.change_kind(kind);
        }
        self.words.clear();
        self.sought = Some(key);
        self.followed = Some(target.clone());
    }

    fn contents(&mut self, ui: &mut Ui, view: View) {
        if self.generation != view.state.document_generation {
            *self = Self {
                generation: view.state.document_generation,
                layouts: std::mem::take(&mut self.layouts),
                kind: self.kind,
                lists_all: self.lists_all,
                ..Self::default()
            };
        }
        let kind = self.kind;
        self.layouts
            .entry(kind)
            .or_insert_with(|| ColumnLayout::chosen(kind, &view.state.settings));
        self.toolbar(ui, view);
        self.update_rows(ui, view);
        self.follow_selection(view);
        self.seek();
        let foot = Panel::bottom("foot of the table").resizable(false);
        foot.show(ui, |ui| self.foot(ui, view));
        self.grid(ui, view);
    }

    fn change_kind(&mut self, kind: RecordKind) {
        if self.kind != kind {
            self.kind = kind;
            self.cursor = Cursor::default();
            self.edit = None;
            self.problem = None;
            self.rows = Arc::default();
        }
    }

    fn layout(&mut self) -> &mut ColumnLayout {
        let kind = self.kind;
        self.layouts
            .entry(kind)
            .or_insert_with(|| ColumnLayout::of(kind))
    }

    fn shown_columns(&mut self) -> Vec<&'static RowColumn> {
        let all = columns(self.kind);
        let shown = self.layout().shown.iter();
        shown.filter_map(|place| all.get(*place)).collect()
    }

    fn query(&mut self) -> RowQuery {
        let (kind, words, only_shown) = (self.kind, self.words.clone(), !self.lists_all);
        let layout = self.layout();
        RowQuery {
            kind,
            words,
            only_shown,
            sort: layout.sort,
            is_reversed: layout.is_reversed,
            columns: layout.shown.clone(),
        }
    }

    /// Finds the rows: of a large network on a task, while the rows before are shown.
    fn update_rows(&mut self, ui: &Ui, view: View) {
        let query = self.query();
        let network = &view.state.open.derived.network;
        let about = (query.clone(), view.state.open.history.revision());
        let found = {
            let (document, network) = (view.state.document().clone(), Arc::clone(network));
            background(
                ui.ctx(),
                "rows of the table",
                about,
                &view.state.open.derived.network,
                move || RecordRows::of(&document, &network, &query),
            )
        };
        self.freshness = if found.is_current {
            RowFreshness::Current
        } else {
            RowFreshness::Awaited
        };
        if let Some((_, rows)) = found.latest
            && rows.kind == self.kind
        {
            self.rows = rows;
        }
        let last = self.rows.rows.len().saturating_sub(1);
        self.cursor.row = self.cursor.row.min(last);
        self.cursor.anchor = self.cursor.anchor.min(last);
    }

    /// Scrolls to what is newly selected in the picture.
    fn follow_selection(&mut self, view: View) {
        let selected = view.state.open.session.selected();
        if selected == self.followed.as_ref() {
            return;
        }
        self.followed = selected.cloned();
        let key = match self.followed.clone() {
            Some(Target::Actor(id)) if self.kind == RecordKind::Actors => RowKey::Actor(id),
            Some(Target::Relation(id)) if self.kind != RecordKind::Sources => RowKey::Relation(id),
            _ => return,
        };
        let now = self.rows.rows.get(self.cursor.row);
        let is_there = now.is_some_and(|row| row.key() == key || row.target() == self.followed);
        if !is_there {
            self.sought = Some(key);
        }
    }

    fn seek(&mut self) {
        let Some(sought) = &self.sought else { return };
        if let Some(place) = self.rows.place_of(sought) {
            self.cursor.row = place;
            self.cursor.anchor = place;
            self.scroll_to = Some(place);
            self.sought = None;
        }
    }
}

/// Whether the table is shown.
pub(in crate::ui) fn is_open(view: View) -> bool {
    view.state.settings.shows_table && view.state.has_document()
}
