//! The file is open in another window: go on with both, or with a copy.

use egui::Ui;

use crate::app::{Command, Safety, State};
use crate::ui::Queue;

pub(super) fn show(ui: &mut Ui, state: &State, queue: &Queue) {
    ui.set_width(420.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    ui.heading("The file is open in another window");
    ui.label(format!(
        "{} can be changed in both. Whoever saves second is asked before anything is written over what the other saved.",
        state.source.name
    ));
    ui.horizontal(|ui| {
        let go_on = ui.button("Open here too");
        if ui.memory(|memory| memory.focused().is_none()) {
            go_on.request_focus();
        }
        if go_on.clicked() {
            queue.send(Command::CloseDialog);
        }
        if ui.button("Work on a copy").clicked() {
            queue.send(Command::Safety(Safety::WorkOnCopy));
        }
    });
}
