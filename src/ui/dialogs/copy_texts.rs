//! The dialog before a save into another folder: which saved texts and pictures are copied with
//! the file, and which are left out.

use std::path::Path;

use egui::Ui;

use super::frame;
use crate::app::Command;
use crate::model::TextCopies;
use crate::ui::View;
use crate::words::{counted, short};

/// How many files of each list are named.
const MAX_NAMED: usize = 6;

pub(super) fn show(ui: &mut Ui, path: &Path, texts: &TextCopies, view: View) {
    frame::set_width(ui, 420.0);
    let TextCopies {
        copied,
        left_out,
        pictures,
    } = texts;
    let copies_any = !copied.is_empty() || !pictures.copied.is_empty();
    ui.heading(if copies_any {
        format!("Copy {}?", in_words(copied.len(), pictures.copied.len()))
    } else {
        let files = in_words(left_out.len(), pictures.left_out.len());
        format!("Leave out {files}?")
    });
    let folder = path.parent().unwrap_or(Path::new(""));
    for (what, copied) in [("texts", copied), ("pictures", &pictures.copied)] {
        list_copied(ui, what, &folder.join(what), copied);
    }
    let files = [
        (["text is", "texts are"], left_out),
        (["picture is", "pictures are"], &pictures.left_out),
    ];
    for ([one, several], left_out) in files {
        if !left_out.is_empty() {
            let are = counted(left_out.len(), one, several);
            ui.label(format!("{are} left out. The file names them as before:"));
            list(ui, left_out.iter().cloned());
        }
    }
    frame::buttons(ui, |ui| {
        let words = if copies_any {
            "Copy and save"
        } else {
            "Save without them"
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

/// `2 saved texts and 1 picture`.
fn in_words(texts: usize, pictures: usize) -> String {
    let texts = (texts, "saved text", "saved texts");
    let all = [texts, (pictures, "picture", "pictures")].into_iter();
    let some = all.filter(|(count, ..)| *count > 0);
    let words: Vec<String> = some
        .map(|(count, one, several)| counted(count, one, several))
        .collect();
    words.join(" and ")
}

/// What is copied, and where to.
fn list_copied(ui: &mut Ui, what: &str, folder: &Path, copied: &[(String, String)]) {
    if copied.is_empty() {
        return;
    }
    ui.label(format!(
        "The file names {what} beside it. Saving it in another folder copies them to {}.",
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
