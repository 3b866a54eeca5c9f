//! One value for all selected rows of the table.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align, Layout, PopupCloseBehavior, TextEdit, Ui};

use super::RecordTable;
use crate::app::field::Input;
use crate::app::rows::{ColumnField, RecordRow, RowColumn, cell_field, cell_value, columns};
use crate::app::{Change, Command, Field};
use crate::ui::View;
use crate::ui::widgets::menu_scroll;
use crate::ui::widgets::primary::add_primary;
use crate::words::counted;

impl RecordTable {
    /// The button that opens the choice of a column and a value.
    pub(super) fn bulk_button(&mut self, ui: &mut Ui, view: View) {
        let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        MenuButton::new("Change selected")
            .config(config)
            .ui(ui, |ui| {
                menu_scroll::scrolling(ui, |ui| self.bulk(ui, view));
            });
    }

    fn bulk(&mut self, ui: &mut Ui, view: View) {
        // It is a form: its fields have the edges that menus leave out.
        ui.set_style(ui.ctx().global_style());
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.set_width(260.0);
            self.bulk_form(ui, view);
        });
    }

    fn bulk_form(&mut self, ui: &mut Ui, view: View) {
        let selected = self.selected_rows(view);
        let (one, many) = self.kind.nouns();
        if selected.is_empty() {
            ui.weak("Select rows first, with Ctrl+click or Shift+click");
            return;
        }
        let editable = |column: &&RowColumn| !matches!(column.field, ColumnField::None);
        let all: Vec<_> = columns(self.kind).iter().filter(editable).collect();
        let chosen = all
            .iter()
            .find(|column| Some(column.title) == self.bulk.column);
        // Several records seldom get one name: the first choice is a field that they may share.
        let is_shared = |column: &&&RowColumn| column.field.is_often_shared();
        let usual = all.iter().find(is_shared).or(all.first());
        let Some(chosen) = chosen.or(usual).copied() else {
            return;
        };
        // A list that drops down would close the menu.
        ui.label("Column");
        ui.horizontal_wrapped(|ui| {
            for column in &all {
                let is_chosen = column.title == chosen.title;
                if ui.selectable_label(is_chosen, column.title).clicked() {
                    self.bulk.column = Some(column.title);
                    self.bulk.text.clear();
                }
            }
        });
        let Some(field) = cell_field(chosen, &selected[0]) else {
            return;
        };
        self.value(ui, &field, view);
        let value = cell_value(view.state.document(), &field, &self.bulk.text);
        let rows = counted(selected.len(), one, many);
        let is_cleared = self.bulk.text.is_empty() && field.input() != Input::Choice;
        let text = if is_cleared {
            format!("Clear in {rows}")
        } else {
            format!("Change {rows}")
        };
        let button = add_primary(ui, value.is_ok(), text);
        match value {
            Ok(value) if button.clicked() => {
                let fields = fields(chosen, &selected, &field);
                let values = fields.into_iter().map(|field| (field, value.clone()));
                let mut values: Vec<_> = values.collect();
                let change = match values.pop().filter(|_| values.is_empty()) {
                    Some((field, value)) => Change::Set(field, value),
                    None => several(chosen, &selected, &value),
                };
                view.send(Command::Change(change));
                self.bulk.text.clear();
                ui.close();
            }
            Err(reason) if !self.bulk.text.is_empty() => {
                ui.colored_label(ui.visuals().error_fg_color, reason);
            }
            _ => {}
        }
    }

    fn value(&mut self, ui: &mut Ui, field: &Field, view: View) {
        let label = ui.label("New value");
        if field.input() != Input::Choice {
            let edit = TextEdit::singleline(&mut self.bulk.text).desired_width(f32::INFINITY);
            ui.add(edit).labelled_by(label.id);
            return;
        }
        for choice in field.choices(view.state.document()) {
            let is_chosen = choice.value == self.bulk.text;
            if menu_scroll::radio(ui, is_chosen, choice.words).clicked() {
                self.bulk.text = choice.value;
            }
        }
    }
}

/// The fields of the rows: one field of all actors or relations, else one of each row.
fn fields(column: &RowColumn, rows: &[RecordRow], first: &Field) -> Vec<Field> {
    match first {
        Field::Actors(_, row) => {
            let ids = rows.iter().filter_map(|row| match row {
                RecordRow::Actor(actor) => Some(actor.id.clone()),
                _ => None,
            });
            vec![Field::Actors(ids.collect(), row)]
        }
        Field::Relations(_, row) => {
            let ids = rows.iter().filter_map(RecordRow::relation);
            vec![Field::Relations(
                ids.map(|relation| relation.id.clone()).collect(),
                row,
            )]
        }
        _ => rows
            .iter()
            .filter_map(|row| cell_field(column, row))
            .collect(),
    }
}

fn several(column: &RowColumn, rows: &[RecordRow], value: &crate::app::FieldValue) -> Change {
    let fields = rows.iter().filter_map(|row| cell_field(column, row));
    Change::SetSeveral(fields.map(|field| (field, value.clone())).collect())
}
