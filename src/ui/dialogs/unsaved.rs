//! Changes would be lost: save, give up, or stay.

use egui::Ui;

use crate::app::{Command, State, Then};
use crate::ui::Queue;

pub(super) fn show(ui: &mut Ui, then: &Then, state: &State, queue: &Queue) {
    ui.set_width(380.0);
    ui.heading("Save the changes?");
    let last = state.history.undo_label();
    let last = last.map_or_else(String::new, |last| format!(" The last change: {last}."));
    ui.label(format!(
        "{} was changed and not saved.{last}",
        state.source.name
    ));
    let leave = match then {
        Then::Quit => "Close without saving",
        Then::AskOpen
        | Then::Open(_)
        | Then::OpenExample(_)
        | Then::Recover(_)
        | Then::OpenVersion { .. } => "Open without saving",
        Then::New => "Begin without saving",
    };
    ui.horizontal(|ui| {
        let save = ui.button("Save");
        if ui.memory(|memory| memory.focused().is_none()) {
            save.request_focus();
        }
        if save.clicked() {
            queue.send(Command::SaveAndQuit);
        }
        if ui.button(leave).clicked() {
            queue.send(Command::QuitUnsaved);
        }
        if ui.button("Cancel").clicked() {
            queue.send(Command::CloseDialog);
        }
    });
}
