//! The reader without a text: what is missing, and how to add it.

use egui::{RichText, Ui, ViewportCommand};

use crate::app::{Command, FilePurpose, NewText, ReaderCommand};
use crate::model::{Reference, ReferenceId};
use crate::ui::Queue;
use crate::ui::shell::theme;

/// No reference at all.
pub(super) fn nothing(ui: &mut Ui, queue: &Queue) {
    invitation(
        ui,
        "No sources yet",
        "Add the text of an article, a report or a transcript. Select words in it to make a claim: quote and paragraph \
         are filled in.",
    );
    centred(ui, |ui| add_buttons(ui, None, queue));
    hint(ui);
}

/// A reference without a text.
pub(super) fn no_text(ui: &mut Ui, reference: &Reference, citation: &str, queue: &Queue) {
    invitation(
        ui,
        "No saved text",
        &format!(
            "{}. Attach its text to check its quotes and to see them in context.",
            citation.trim_end_matches('.')
        ),
    );
    centred(ui, |ui| add_buttons(ui, Some(&reference.id), queue));
    hint(ui);
}

/// A text whose file cannot be read.
pub(super) fn unreadable(ui: &mut Ui, reference: &Reference, problem: &str, queue: &Queue) {
    ui.separator();
    invitation(ui, "The text cannot be read", problem);
    centred(ui, |ui| add_buttons(ui, Some(&reference.id), queue));
}

/// Buttons that add a text, to a reference if one is given.
pub(super) fn add_buttons(ui: &mut Ui, to: Option<&ReferenceId>, queue: &Queue) {
    let (add, paste) = match to {
        Some(_) => ("Attach text…", "Paste text…"),
        None => ("Add a text…", "Paste text…"),
    };
    if ui.button(add).clicked() {
        queue.send(Command::AskFile(FilePurpose::Text(to.cloned())));
        ui.close();
    }
    if ui.button(paste).clicked() {
        let new = NewText {
            to: to.cloned(),
            ..NewText::pasted("")
        };
        queue.send(Command::Reader(ReaderCommand::Ask(new)));
        ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        ui.close();
    }
}

fn invitation(ui: &mut Ui, title: &str, words: &str) {
    ui.add_space((ui.available_height() * 0.18).min(120.0));
    ui.vertical_centered(|ui| {
        ui.set_max_width(ui.available_width().min(300.0));
        ui.label(RichText::new(title).family(theme::bold()).size(16.0));
        ui.add_space(4.0);
        ui.label(RichText::new(words).weak());
        ui.add_space(8.0);
    });
}

fn centred(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.vertical_centered(contents);
}

fn hint(ui: &mut Ui) {
    ui.vertical_centered(|ui| {
        ui.add_space(6.0);
        ui.label(
            RichText::new("or drop a file here: text, PDF, Word, web page")
                .weak()
                .small(),
        );
    });
}
