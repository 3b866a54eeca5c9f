//! The dialog before a deletion that removes more than was selected: what is deleted, and a
//! question.

use egui::Ui;

use super::frame;
use crate::app::{Change, Command};
use crate::ui::View;

pub(super) fn show(ui: &mut Ui, change: &Change, view: View) {
    let Ok(edit) = change.edit(view.state.document()) else {
        return;
    };
    frame::set_width(ui, 400.0);
    let label = edit.label();
    ui.heading(match label.strip_prefix("deletion of ") {
        Some(name) => format!("Delete {name}?"),
        None => "Delete?".to_owned(),
    });
    let losses = edit.removal_counts(view.state.document()).in_words();
    let losses = losses.unwrap_or_else(|| "nothing else".to_owned());
    ui.label(format!("This deletes {losses}."));
    ui.weak("You can undo this.");
    frame::buttons(ui, |ui| {
        let delete = frame::main_button(ui, "Delete");
        if delete.clicked() {
            view.send(Command::CloseDialog);
            view.send(Command::Change(change.clone()));
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}
