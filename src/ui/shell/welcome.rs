//! The empty window: how to open a document.

use egui::{RichText, Ui};

use crate::app::{Action, Command};
use crate::ui::View;

pub(crate) fn show(ui: &mut Ui, view: View) {
    if view.state.busy.is_some() {
        // The first file is opening.
        return;
    }
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.label(RichText::new("Who is with whom, and who says so").heading());
        ui.add_space(8.0);
        ui.weak("Drop a relations file here, or");
        ui.add_space(8.0);
        for action in [
            Action::New,
            Action::Open,
            Action::OpenExample,
            Action::OpenEurope,
        ] {
            if ui
                .button(action.text())
                .on_hover_text(action.explanation())
                .clicked()
            {
                view.send(Command::Act(action));
            }
        }
        if !view.state.settings.recent.is_empty() {
            ui.add_space(16.0);
            ui.weak("Recent files");
            for path in &view.state.settings.recent {
                if ui.link(path.display().to_string()).clicked() {
                    view.send(Command::Open(path.clone()));
                }
            }
        }
    });
}
