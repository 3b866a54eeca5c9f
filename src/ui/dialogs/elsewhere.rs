//! The dialog for a file that is open in another window: open it here too, or work on a copy.

use egui::Ui;

use super::frame;
use crate::app::{Command, SafetyCommand};
use crate::ui::View;

pub(super) fn show(ui: &mut Ui, view: View) {
    frame::set_width(ui, 420.0);
    ui.heading("The file is open in another window");
    ui.label(format!(
        "{} can be edited in both windows. The window that saves second asks before it replaces the other’s changes.",
        view.state.open.source.name
    ));
    frame::buttons(ui, |ui| {
        let open = frame::main_button(ui, "Open here too");
        if open.clicked() {
            view.send(Command::CloseDialog);
        }
        if ui.button("Work on a copy").clicked() {
            view.send(Command::Safety(SafetyCommand::WorkOnCopy));
        }
    });
}
