//! The file is open in another window: go on with both, or with a copy.

use egui::Ui;

use crate::app::{Command, Safety};
use crate::ui::View;

pub(super) fn show(ui: &mut Ui, view: View) {
    ui.set_width(420.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    ui.heading("The file is open in another window");
    ui.label(format!(
        "{} can be changed in both. Whoever saves second is asked before anything is written over what the other saved.",
        view.state.open.source.name
    ));
    ui.horizontal(|ui| {
        let go_on = ui.button("Open here too");
        if ui.memory(|memory| memory.focused().is_none()) {
            go_on.request_focus();
        }
        if go_on.clicked() {
            view.send(Command::CloseDialog);
        }
        if ui.button("Work on a copy").clicked() {
            view.send(Command::Safety(Safety::WorkOnCopy));
        }
    });
}
