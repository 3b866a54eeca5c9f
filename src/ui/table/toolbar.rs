//! What is above and below the cells of the table.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    Align, ComboBox, Layout, PopupCloseBehavior, TextEdit, TextStyle, Ui, ViewportCommand,
    WidgetInfo, WidgetType,
};

use super::{ColumnLayout, RecordTable, RowFreshness};
use crate::app::rows::{RecordKind, columns};
use crate::app::{Action, Command, Setting};
use crate::ui::View;
use crate::ui::widgets::drop_down::DropDown as _;
use crate::ui::widgets::menu_scroll;
use crate::words::{agree, grouped};

/// The space between tabs, in points.
const TAB_SPACING: f32 = 2.0;

/// The width below which what is done with rows is in a menu, so that the rows have room.
const NARROW_WIDTH: f32 = 360.0;

/// The width below which the kinds of records are a list, and the filter has no label.
const LOW_WIDTH: f32 = 270.0;

/// The width that the button that closes the table needs, beside that list.
const CLOSE_WIDTH: f32 = 40.0;

/// The width of the filter, where there is room.
const FILTER_WIDTH: f32 = 150.0;

impl RecordTable {
    pub(super) fn toolbar(&mut self, ui: &mut Ui, view: View) {
        let is_narrow = ui.available_width() < NARROW_WIDTH;
        let is_low = ui.available_width() < LOW_WIDTH;
        let space = if is_low { 0.0 } else { 1.0 };
        ui.add_space(4.0 * space);
        self.kinds(ui, view);
        let has_turn = ui.available_width() >= needed_width(ui, view) || self.has_no_room;
        ui.horizontal_wrapped(|ui| {
            let label = (!is_low).then(|| ui.label("Filter").id);
            let field = TextEdit::singleline(&mut self.words)
                .hint_text(if is_low { "Filter" } else { "Words in a row" })
                .desired_width(ui.available_width().clamp(60.0, FILTER_WIDTH));
            let field = ui.add(field);
            if let Some(label) = label {
                field.labelled_by(label);
            } else {
                let info = || WidgetInfo::labeled(WidgetType::TextEdit, true, "Filter");
                field.widget_info(info);
            }
            if is_narrow {
                menu_scroll::menu_button(ui, "Rows", |ui| {
                    self.row_buttons(ui, view);
                    if !has_turn {
                        turn_button(ui, view);
                    }
                });
            } else {
                self.row_buttons(ui, view);
            }
            self.choose_columns(ui, view);
            self.bulk_button(ui, view);
            if !has_turn && !is_narrow {
                turn_button(ui, view);
            }
        });
        ui.add_space(2.0 * space);
    }

    /// Which rows are listed, and what goes to a spreadsheet or comes from one.
    fn row_buttons(&mut self, ui: &mut Ui, view: View) {
        let mut only_shown = !self.lists_all;
        let tooltip = "List only what the filters of the picture show";
        if ui
            .checkbox(&mut only_shown, "Only shown")
            .on_hover_text(tooltip)
            .changed()
        {
            self.lists_all = !only_shown;
        }
        let copy = ui.button("Copy rows");
        let tooltip = "Copy the selected rows, or all that are listed, for a spreadsheet";
        if copy.on_hover_text(tooltip).clicked() {
            self.copy(view);
        }
        let paste = ui.button("Paste rows…");
        let tooltip = "Add rows that were copied in a spreadsheet";
        if paste.on_hover_text(tooltip).clicked() {
            self.awaits_paste = true;
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
    }

    /// The tabs of the kinds of records, and the buttons of the panel at the right edge; where
    /// there is no room, the wider of them follows what is done with rows.
    fn kinds(&mut self, ui: &mut Ui, view: View) {
        if ui.available_width() < LOW_WIDTH {
            self.list_of_kinds(ui, view);
            return;
        }
        ui.horizontal(|ui| {
            let has_room = ui.available_width() >= needed_width(ui, view);
            self.tabs(ui);
            // The button that closes the table is in its corner, however narrow it is.
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                close_button(ui, view);
                if has_room {
                    turn_button(ui, view);
                }
            });
        });
    }

    /// The kinds of records where tabs would need several lines.
    fn list_of_kinds(&mut self, ui: &mut Ui, view: View) {
        ui.horizontal(|ui| {
            let list = ComboBox::from_id_salt("records")
                .selected_text(self.kind.title())
                .width(ui.available_width() - CLOSE_WIDTH)
                .show_list(ui, |ui| {
                    for kind in RecordKind::ALL {
                        let is_shown = kind == self.kind;
                        if ui.selectable_label(is_shown, kind.title()).clicked() && !is_shown {
                            self.change_kind(kind);
                        }
                    }
                });
            let info = || WidgetInfo::labeled(WidgetType::ComboBox, true, "Records");
            list.response.widget_info(info);
            close_button(ui, view);
        });
    }

    fn tabs(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.x = TAB_SPACING;
        for kind in RecordKind::ALL {
            let is_shown = kind == self.kind;
            if ui.selectable_label(is_shown, kind.title()).clicked() && !is_shown {
                self.change_kind(kind);
            }
        }
    }

    fn choose_columns(&mut self, ui: &mut Ui, view: View) {
        let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let kind = self.kind;
        let layout = self.layout();
        let before = layout.shown.clone();
        MenuButton::new("Columns").config(config).ui(ui, |ui| {
            menu_scroll::scrolling(ui, |ui| {
                for (place, column) in columns(kind).iter().enumerate() {
                    let mut is_shown = layout.shown.contains(&place);
                    let is_last = is_shown && layout.shown.len() == 1;
                    let choice = egui::Checkbox::new(&mut is_shown, column.title);
                    let shown = menu_scroll::with_edges(ui, |ui| ui.add_enabled(!is_last, choice));
                    if shown.changed() {
                        layout.shown.retain(|other| *other != place);
                        if is_shown {
                            layout.shown.push(place);
                            layout.shown.sort_unstable();
                        }
                    }
                }
                ui.separator();
                if ui.button("Usual columns").clicked() {
                    layout.shown = ColumnLayout::of(kind).shown;
                }
            });
        });
        if layout.shown != before {
            view.send(Command::Set(Setting::TableColumns(
                kind,
                layout.titles(kind),
            )));
        }
    }

    /// How many rows there are, how many are selected, and why a change was not made.
    pub(super) fn foot(&mut self, ui: &mut Ui, view: View) {
        ui.horizontal_wrapped(|ui| {
            let (one, many) = self.kind.nouns();
            let (listed, all) = (self.rows.rows.len(), self.rows.all);
            let nouns = agree(all, one, many);
            let words = if listed == all {
                format!("{} {nouns}", grouped(all))
            } else {
                format!("{} of {} {nouns}", grouped(listed), grouped(all))
            };
            if self.freshness == RowFreshness::Awaited {
                ui.weak("Working…");
            } else {
                ui.label(words);
            }
            let session = &view.state.open.session;
            let selected = match self.kind {
                RecordKind::Actors => session.selected_actors().count(),
                RecordKind::Relations | RecordKind::Claims => session.selected_relations().count(),
                RecordKind::Sources => 0,
            };
            if selected > 0 {
                ui.weak(format!("{} selected", grouped(selected)));
            }
            if let Some(problem) = &self.problem {
                ui.colored_label(ui.visuals().error_fg_color, problem);
            }
        });
    }
}

fn close_button(ui: &mut Ui, view: View) {
    let close = ui.small_button("×").on_hover_text("Close the table");
    if close.clicked() {
        view.send(Command::Act(Action::Table));
    }
}

fn turn_button(ui: &mut Ui, view: View) {
    let (text, tooltip) = turn(view);
    if ui.small_button(text).on_hover_text(tooltip).clicked() {
        let is_wide = view.state.settings.is_table_wide;
        view.send(Command::Set(Setting::TableWide(!is_wide)));
    }
}

/// The width of the tabs and of both buttons of the panel in one line.
fn needed_width(ui: &Ui, view: View) -> f32 {
    let texts = RecordKind::ALL.map(RecordKind::title).join("") + turn(view).0 + "×";
    let font = TextStyle::Button.resolve(ui.style());
    let color = ui.visuals().text_color();
    let texts_width = ui.painter().layout_no_wrap(texts, font, color).size().x;
    let buttons = (RecordKind::ALL.len() + 2) as f32;
    texts_width + buttons * (2.0 * ui.spacing().button_padding.x + TAB_SPACING)
}

/// What the button that gives the table the whole width, or not, says.
fn turn(view: View) -> (&'static str, &'static str) {
    if view.state.settings.is_table_wide {
        ("Beside the picture", "Show the picture beside the table")
    } else {
        ("Full width", "Show the table instead of the picture")
    }
}
