//! The dialog before unsaved changes are lost: save, discard, or cancel.

use egui::Ui;

use super::frame;
use crate::app::{AfterLeaving, Command};
use crate::ui::View;

pub(super) fn show(ui: &mut Ui, then: &AfterLeaving, view: View) {
    frame::set_width(ui, 380.0);
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

fn buttons(ui: &mut Ui, then: &AfterLeaving, view: View) {
    let is_changed = view.state.open.history.is_changed();
    let leave = match then {
        AfterLeaving::Quit => "Close without saving",
        AfterLeaving::AskOpen
        | AfterLeaving::Open(_)
        | AfterLeaving::OpenExample(_)
        | AfterLeaving::Recover(_)
        | AfterLeaving::OpenVersion { .. } => "Open without saving",
        AfterLeaving::ImportEvents(_) => "Import without saving",
        AfterLeaving::New => "Start without saving",
    };
    frame::buttons(ui, |ui| {
        if is_changed {
            let save = frame::main_button(ui, "Save");
            if save.clicked() {
                view.send(Command::SaveAndGoOn);
            }
        }
        if ui.button(leave).clicked() {
            view.send(Command::GoOnWithoutSaving);
        }
        let cancel = if is_changed {
            ui.button("Cancel")
        } else {
            frame::main_button(ui, "Cancel")
        };
        if cancel.clicked() {
            view.send(Command::CloseDialog);
        }
    });
}
