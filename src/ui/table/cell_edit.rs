//! A cell that is edited in its place: Enter applies and goes down, Tab applies and goes on, Esc
//! changes nothing.

use egui::{Context, Id, Key, KeyboardShortcut, Modifiers, Rect, TextEdit, Ui, UiBuilder};

use super::RecordTable;
use super::drafts::CellEdit;
use crate::app::field::Input;
use crate::app::rows::{RowColumn, RowContext, cell_field, cell_value};
use crate::app::{Change, Command};
use crate::ui::View;
use crate::ui::shell::key_queue;
use crate::words::folded;

/// The most choices that are offered.
const MAX_OFFERS: usize = 12;

impl RecordTable {
    /// Begins to edit the cell at the cursor.
    pub(super) fn begin_edit(&mut self, view: View) {
        let shown = self.shown_columns();
        let rows = std::sync::Arc::clone(&self.rows);
        let Some((row, column)) = rows
            .rows
            .get(self.cursor.row)
            .zip(shown.get(self.cursor.column))
        else {
            return;
        };
        self.problem = None;
        let Some(field) = cell_field(column, row) else {
            self.problem = Some(format!("{} cannot be edited here", column.title));
            return;
        };
        let context = RowContext {
            document: view.state.document(),
            network: &view.state.open.derived.network,
            citations: &rows.citations,
        };
        // Fields that are looked up show the name, the others the text that is entered.
        let text = match field.input() {
            Input::Actor | Input::Source | Input::Claimant => (column.text)(&context, row),
            _ => field.text(view.state.document()).unwrap_or_default(),
        };
        let is_choice = field.input() == Input::Choice;
        let choices = field.choices(view.state.document());
        let marked = choices.iter().position(|choice| choice.value == text);
        self.edit = Some(CellEdit {
            key: row.key(),
            column: column.title,
            field,
            before: text.clone(),
            text,
            is_shown: false,
            marked: marked.filter(|_| is_choice),
        });
    }

    /// Ends the edit without a change if Esc was pressed in it.
    pub(super) fn take_escape(&mut self, ctx: &Context) {
        // egui removes the focus at Esc before any widget is shown.
        let had_focus = ctx
            .memory(|memory| memory.has_focus(edit_id()) || memory.had_focus_last_frame(edit_id()));
        let is_left = self.edit.is_some()
            && had_focus
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if is_left {
            self.edit = None;
            self.problem = None;
            ctx.memory_mut(|memory| memory.request_focus(super::focus_id()));
        }
    }

    /// Shows the field in the place of the cell.
    pub(super) fn show_edit(&mut self, ui: &mut Ui, area: Rect, column: &RowColumn, view: View) {
        let Some(edit) = &mut self.edit else { return };
        let id = edit_id();
        if !std::mem::replace(&mut edit.is_shown, true) {
            key_queue::focus(ui.ctx(), id);
        }
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let take = |ui: &Ui, modifiers, key| {
            has_focus && ui.input_mut(|input| input.consume_key(modifiers, key))
        };
        let is_entered = take(ui, Modifiers::NONE, Key::Enter);
        let is_next = take(ui, Modifiers::NONE, Key::Tab);
        let offers = offers(edit, view);
        if !offers.is_empty() {
            let last = offers.len() - 1;
            if take(ui, Modifiers::NONE, Key::ArrowDown) {
                edit.marked = Some(edit.marked.map_or(0, |marked| (marked + 1).min(last)));
            }
            if take(ui, Modifiers::NONE, Key::ArrowUp) {
                edit.marked = edit.marked.and_then(|marked| marked.checked_sub(1));
            }
        }
        let mut ui = ui.new_child(UiBuilder::new().max_rect(area.shrink(1.0)));
        let field = TextEdit::multiline(&mut edit.text)
            .id(id)
            .desired_rows(1)
            .desired_width(f32::INFINITY)
            .clip_text(true)
            .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
        let response = ui.add(field);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, "", &edit.text, "");
            info.label = Some(format!("Edit {}", column.title));
            info
        });
        if response.changed() {
            edit.marked = None;
        }
        let picked = show_offers(&response, edit, &offers);
        if let Some(picked) = picked {
            edit.text = picked;
        } else if let Some(marked) = edit.marked.filter(|_| is_entered || is_next)
            && let Some(offer) = offers.get(marked)
        {
            offer.clone_into(&mut edit.text);
        } else if !(is_entered || is_next || response.lost_focus()) {
            return;
        }
        if self.end_edit(view) && (is_entered || is_next) {
            self.go_on(is_next, view);
            ui.memory_mut(|memory| memory.request_focus(super::focus_id()));
        }
    }

    /// Applies what is typed; false if it is not valid, and the cell is still edited.
    fn end_edit(&mut self, view: View) -> bool {
        let Some(edit) = &mut self.edit else {
            return true;
        };
        if edit.text == edit.before {
            self.edit = None;
            return true;
        }
        match cell_value(view.state.document(), &edit.field, &edit.text) {
            Ok(value) => {
                let change = Change::Set(edit.field.clone(), value);
                view.send(Command::Change(change));
                self.edit = None;
                self.problem = None;
                true
            }
            Err(reason) => {
                self.problem = Some(format!("{}: {reason}", edit.column));
                false
            }
        }
    }

    fn go_on(&mut self, is_next: bool, view: View) {
        if is_next {
            let last = self.shown_columns().len().saturating_sub(1);
            self.cursor.column = (self.cursor.column + 1).min(last);
        } else {
            let last = self.rows.rows.len().saturating_sub(1);
            self.move_to_row((self.cursor.row + 1).min(last), false, view);
        }
    }
}

fn edit_id() -> Id {
    Id::new("cell that is edited")
}

/// What can be chosen in the cell, with what contains the text first.
fn offers(edit: &CellEdit, view: View) -> Vec<String> {
    let typed = folded(&edit.text);
    let is_new = edit.text != edit.before;
    let fits = |offer: &String| !is_new || folded(offer).contains(&typed);
    let document = view.state.document();
    match edit.field.input() {
        Input::Choice => {
            let choices = edit.field.choices(document).into_iter();
            choices.map(|choice| choice.value).filter(fits).collect()
        }
        Input::Actor | Input::Claimant if is_new => {
            let network = &view.state.open.derived.whole;
            let nodes = crate::graph::actors_like(network, &typed, MAX_OFFERS).into_iter();
            nodes
                .map(|node| network.graph[node].name().to_owned())
                .collect()
        }
        Input::Source if is_new => {
            let references = document.references.iter();
            let titles = references.map(|reference| reference.title().to_owned());
            titles.filter(fits).take(MAX_OFFERS).collect()
        }
        _ => Vec::new(),
    }
}

/// The offers under the cell; returns the one that was pressed.
fn show_offers(field: &egui::Response, edit: &CellEdit, offers: &[String]) -> Option<String> {
    if offers.is_empty() || !field.has_focus() {
        return None;
    }
    let popup = egui::Popup::from_response(field)
        .open(true)
        .close_behavior(egui::PopupCloseBehavior::IgnoreClicks)
        .width(field.rect.width().max(140.0));
    let shown = popup.show(|ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        let mut pressed = None;
        for (place, offer) in offers.iter().enumerate() {
            let words = if offer.is_empty() { "–" } else { offer };
            let row = ui.selectable_label(edit.marked == Some(place), words);
            if row.clicked() || row.is_pointer_button_down_on() {
                pressed = Some(offer.clone());
            }
        }
        pressed
    });
    shown.and_then(|shown| shown.inner)
}
