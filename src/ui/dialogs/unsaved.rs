//! The dialog before unsaved changes are lost: save, discard, or cancel.

use egui::Ui;

use crate::app::{Command, Then};
use crate::ui::View;

pub(super) fn show(ui: &mut Ui, then: &Then, view: View) {
    ui.set_width(380.0);
    if !view.state.open.history.is_changed() {
        ui.heading("A form is not finished");
        ui.label("A text that was typed is not in the network yet and would be lost.");
        buttons(ui, then, view);
        return;
    }
    ui.heading("Save the changes?");
    let last = view.state.open.history.undo_label();
    let last = last.map_or_else(String::new, |last| format!(" The last one: {last}."));
    ui.label(format!(
        "{} has unsaved changes.{last}",
        view.state.open.source.name
    ));
    buttons(ui, then, view);
}

fn buttons(ui: &mut Ui, then: &Then, view: View) {
    let is_changed = view.state.open.history.is_changed();
    let leave = match then {
        Then::Quit => "Close without saving",
        Then::AskOpen
        | Then::Open(_)
        | Then::OpenExample(_)
        | Then::Recover(_)
        | Then::OpenVersion { .. } => "Open without saving",
        Then::New => "Start without saving",
    };
    ui.horizontal(|ui| {
        if is_changed {
            let save = ui.button("Save");
            if ui.memory(|memory| memory.focused().is_none()) {
                save.request_focus();
            }
            if save.clicked() {
                view.send(Command::SaveAndGoOn);
            }
        }
        if ui.button(leave).clicked() {
            view.send(Command::GoOnWithoutSaving);
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}
