//! The dialog before a save into another folder: which saved texts are copied with the file.

use std::path::Path;

use egui::Ui;

use super::frame;
use crate::app::Command;
use crate::ui::View;
use crate::words::{counted, short};

/// How many texts are named.
const MAX_NAMED: usize = 6;

pub(super) fn show(ui: &mut Ui, path: &Path, texts: &[String], view: View) {
    frame::set_width(ui, 420.0);
    ui.heading(format!(
        "Copy {}?",
        counted(texts.len(), "saved text", "saved texts")
    ));
    let folder = path.parent().unwrap_or(Path::new("")).join("texts");
    ui.label(format!(
        "The file names texts beside it. Saving it in another folder copies them to {}.",
        folder.display()
    ));
    for text in texts.iter().take(MAX_NAMED) {
        ui.weak(short(text));
    }
    if texts.len() > MAX_NAMED {
        ui.weak(format!("and {} more", texts.len() - MAX_NAMED));
    }
    frame::buttons(ui, |ui| {
        let save = frame::main_button(ui, "Copy and save");
        if save.clicked() {
            view.send(Command::SaveWithTexts(path.to_owned()));
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}
