//! The dialog before a save into another folder: which saved texts are copied with the file, and
//! which are left out.

use std::path::Path;

use egui::Ui;

use super::frame;
use crate::app::Command;
use crate::model::TextCopies;
use crate::ui::View;
use crate::words::{counted, short};

/// How many texts of each list are named.
const MAX_NAMED: usize = 6;

pub(super) fn show(ui: &mut Ui, path: &Path, texts: &TextCopies, view: View) {
    frame::set_width(ui, 420.0);
    let TextCopies { copied, left_out } = texts;
    let heading = match copied.len() {
        0 => format!(
            "Leave out {}?",
            counted(left_out.len(), "saved text", "saved texts")
        ),
        copied => format!("Copy {}?", counted(copied, "saved text", "saved texts")),
    };
    ui.heading(heading);
    if !copied.is_empty() {
        let folder = path.parent().unwrap_or(Path::new("")).join("texts");
        ui.label(format!(
            "The file names texts beside it. Saving it in another folder copies them to {}.",
            folder.display()
        ));
        let names = copied.iter().map(|(asked, path)| {
            if asked == path {
                short(asked).into_owned()
            } else {
                format!("{} as {}", short(asked), short(path))
            }
        });
        list(ui, names);
    }
    if !left_out.is_empty() {
        let are = counted(left_out.len(), "text is", "texts are");
        ui.label(format!("{are} left out. The file names them as before:"));
        list(ui, left_out.iter().cloned());
    }
    frame::buttons(ui, |ui| {
        let words = if copied.is_empty() {
            "Save without them"
        } else {
            "Copy and save"
        };
        let save = frame::main_button(ui, words);
        if save.clicked() {
            view.send(Command::SaveWithTexts(path.to_owned()));
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

/// The first lines of a list, and how many more there are.
fn list(ui: &mut Ui, lines: impl ExactSizeIterator<Item = String>) {
    let more = lines.len().saturating_sub(MAX_NAMED);
    for line in lines.take(MAX_NAMED) {
        ui.weak(line);
    }
    if more > 0 {
        ui.weak(format!("and {more} more"));
    }
}
