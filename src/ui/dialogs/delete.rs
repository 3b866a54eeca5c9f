//! More would go than was named: say what, and ask.

use egui::Ui;

use crate::app::{Change, Command};
use crate::ui::View;

pub(super) fn show(ui: &mut Ui, change: &Change, view: View) {
    let Ok(edit) = change.edit(view.state.document()) else {
        return;
    };
    ui.set_width(400.0);
    let label = edit.label();
    ui.heading(match label.strip_prefix("deletion of ") {
        Some(name) => format!("Delete {name}?"),
        None => "Delete?".to_owned(),
    });
    let removal_counts = edit.removal_counts(view.state.document()).in_words();
    let removal_counts = removal_counts.unwrap_or_else(|| "Nothing".to_owned());
    ui.label(format!("{removal_counts} will go."));
    ui.weak("Undo brings everything back.");
    ui.horizontal(|ui| {
        let delete = ui.button("Delete");
        if ui.memory(|memory| memory.focused().is_none()) {
            delete.request_focus();
        }
        if delete.clicked() {
            view.send(Command::CloseDialog);
            view.send(Command::Change(change.clone()));
        }
        if ui.button("Keep").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}
