//! The dialog for a file that is open in another window: open it here too, or work on a copy.

use egui::Ui;

use crate::app::{Command, Safety};
use crate::ui::View;

pub(super) fn show(ui: &mut Ui, view: View) {
    ui.set_width(420.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    ui.heading("The file is open in another window");
    ui.label(format!(
        "{} can be edited in both windows. The window that saves second asks before it replaces the other’s changes.",
        view.state.open.source.name
    ));
    ui.horizontal(|ui| {
        let open = ui.button("Open here too");
        if ui.memory(|memory| memory.focused().is_none()) {
            open.request_focus();
        }
        if open.clicked() {
            view.send(Command::CloseDialog);
        }
        if ui.button("Work on a copy").clicked() {
            view.send(Command::Safety(Safety::WorkOnCopy));
        }
    });
}
