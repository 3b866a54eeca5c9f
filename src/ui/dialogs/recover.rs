//! The dialog for unsaved work of an earlier session: recover, discard, or keep it for later.

use std::path::PathBuf;

use egui::{Button, RichText, Ui};

use super::difference::{self, IN_TIME};
use super::frame;
use crate::app::{Command, RecoverableWork, SafetyCommand};
use crate::ui::Queue;
use crate::ui::shell::theme;
use crate::ui::widgets::local_time;
use crate::ui::widgets::primary::primary;
use crate::words::counted;

/// The work that a second click discards.
#[derive(Default)]
pub(super) struct DiscardDraft {
    discarding: Option<PathBuf>,
}

pub(super) fn show(
    ui: &mut Ui,
    works: &[RecoverableWork],
    draft: &mut DiscardDraft,
    queue: &Queue,
) {
    frame::set_width(ui, 520.0);
    ui.heading("Unsaved work found");
    ui.label("Frenemy or the computer stopped before this was saved.");
    let height = frame::list_height(ui);
    frame::list(height).show(ui, |ui| {
        for (number, work) in works.iter().rev().enumerate() {
            ui.separator();
            row(ui, work, number == 0, draft, queue);
        }
    });
    ui.separator();
    let later = ui.button("Keep for later");
    if later
        .on_hover_text("It is offered at the next start, and under File > Unsaved work…")
        .clicked()
    {
        queue.send(Command::CloseDialog);
    }
}

fn row(
    ui: &mut Ui,
    work: &RecoverableWork,
    is_first: bool,
    draft: &mut DiscardDraft,
    queue: &Queue,
) {
    ui.label(RichText::new(&work.name).family(theme::bold()));
    let file = match &work.file {
        Some(file) => file.display().to_string(),
        None => "Never saved to a file".to_owned(),
    };
    ui.add(egui::Label::new(RichText::new(&file).weak()).truncate());
    ui.label(format!(
        "Saved automatically {}. {}",
        local_time::relative(work.kept_ns),
        contents(work)
    ));
    if work.is_older_than_file {
        ui.label("Older than the file, which was saved after this.");
    }
    ui.horizontal(|ui| {
        if draft.discarding.as_ref() == Some(&work.path) {
            confirm(ui, work, draft, queue);
            return;
        }
        let button = if is_first {
            primary(ui, "Recover")
        } else {
            Button::new("Recover")
        };
        let recover = ui.add(button);
        if !work.is_older_than_file && ui.memory(|memory| memory.focused().is_none()) {
            recover.request_focus();
        }
        if recover.clicked() {
            queue.send(Command::Safety(SafetyCommand::Recover(work.path.clone())));
        }
        if ui.button("Discard…").clicked() {
            draft.discarding = Some(work.path.clone());
        }
    });
}

fn confirm(ui: &mut Ui, work: &RecoverableWork, draft: &mut DiscardDraft, queue: &Queue) {
    ui.label("This cannot be undone.");
    if ui.button("Discard permanently").clicked() {
        draft.discarding = None;
        queue.send(Command::Safety(SafetyCommand::Discard(work.path.clone())));
    }
    if ui.button("Cancel").clicked() {
        draft.discarding = None;
    }
}

/// The size, and the difference from the file.
fn contents(work: &RecoverableWork) -> String {
    let size = format!(
        "{}, {}",
        counted(work.actors, "actor", "actors"),
        counted(work.relations, "relation", "relations")
    );
    match (&work.difference, &work.file) {
        (Some(difference), _) => {
            let differs = difference::summary(difference, IN_TIME);
            format!("{size}. Compared with the file: {differs}.")
        }
        (None, Some(_)) => format!("{size}. The file cannot be read for comparison."),
        (None, None) => format!("{size}."),
    }
}
