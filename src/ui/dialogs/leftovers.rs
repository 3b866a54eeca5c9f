//! Work that was left behind when the program or the computer went down: recover, discard, or keep it for later.

use std::path::PathBuf;

use egui::{RichText, ScrollArea, Ui};

use super::difference::{self, IN_TIME};
use crate::app::{Command, RecoverableWork, Safety};
use crate::graph::words::counted;
use crate::ui::Queue;
use crate::ui::shell::theme;
use crate::ui::widgets::local_time;

/// What is about to be discarded: that takes a second click.
#[derive(Default)]
pub(super) struct Draft {
    discarding: Option<PathBuf>,
}

pub(super) fn show(ui: &mut Ui, leftovers: &[RecoverableWork], draft: &mut Draft, queue: &Queue) {
    ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    ui.heading("Unsaved work was found");
    ui.label("The program or the computer went down before this was saved.");
    let height = ui.ctx().content_rect().height() * 0.55;
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for leftover in leftovers.iter().rev() {
                ui.separator();
                row(ui, leftover, draft, queue);
            }
        });
    ui.separator();
    let later = ui.button("Keep for later");
    if later
        .on_hover_text("Offered again at the next start, and under File, Unsaved work…")
        .clicked()
    {
        queue.send(Command::CloseDialog);
    }
}

fn row(ui: &mut Ui, leftover: &RecoverableWork, draft: &mut Draft, queue: &Queue) {
    ui.label(RichText::new(&leftover.name).family(theme::bold()));
    let lies = match &leftover.file {
        Some(file) => file.display().to_string(),
        None => "Never saved to a file of its own".to_owned(),
    };
    ui.add(egui::Label::new(RichText::new(&lies).weak()).truncate())
        .on_hover_text(lies);
    ui.label(format!(
        "Kept {}. {}",
        local_time::told(leftover.kept_ns),
        holds(leftover)
    ));
    if leftover.is_older_than_file {
        ui.label("Older than the file, which was saved after this.");
    }
    ui.horizontal(|ui| {
        if draft.discarding.as_ref() == Some(&leftover.path) {
            confirm(ui, leftover, draft, queue);
            return;
        }
        let recover = ui.button("Recover");
        if !leftover.is_older_than_file && ui.memory(|memory| memory.focused().is_none()) {
            recover.request_focus();
        }
        if recover.clicked() {
            queue.send(Command::Safety(Safety::Recover(leftover.path.clone())));
        }
        if ui.button("Discard…").clicked() {
            draft.discarding = Some(leftover.path.clone());
        }
    });
}

fn confirm(ui: &mut Ui, leftover: &RecoverableWork, draft: &mut Draft, queue: &Queue) {
    ui.label("It cannot be brought back.");
    if ui.button("Discard for good").clicked() {
        draft.discarding = None;
        queue.send(Command::Safety(Safety::Discard(leftover.path.clone())));
    }
    if ui.button("Do not discard").clicked() {
        draft.discarding = None;
    }
}

/// How much there is, and what differs from the file.
fn holds(leftover: &RecoverableWork) -> String {
    let size = format!(
        "{}, {}",
        counted(leftover.actors, "actor"),
        counted(leftover.relations, "relation")
    );
    match (&leftover.difference, &leftover.file) {
        (Some(difference), _) => {
            let differs = difference::summary(difference, IN_TIME);
            format!("{size}. Against the file: {differs}.")
        }
        (None, Some(_)) => format!("{size}. The file cannot be read to compare them."),
        (None, None) => format!("{size}."),
    }
}
