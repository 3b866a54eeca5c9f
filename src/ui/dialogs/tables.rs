//! The dialog that asks whether tables beside the open one belong to it. Reads no file.

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::Ui;

use super::frame;
use crate::app::{Command, FileTables, file_name};
use crate::ui::View;

/// The choice as it is made.
#[derive(Default)]
pub(super) struct TablesDraft {
    left_out: BTreeSet<PathBuf>,
}

impl TablesDraft {
    /// Forgets the choice.
    pub(super) fn clear(&mut self) {
        self.left_out.clear();
    }
}

pub(super) fn show(ui: &mut Ui, tables: &FileTables, draft: &mut TablesDraft, view: View) {
    frame::set_width(ui, 460.0);
    let name = file_name(&tables.path);
    ui.heading("Tables that may belong together");
    let (are, they) = match tables.beside.len() {
        1 => ("is a table", "it"),
        _ => ("are tables", "them"),
    };
    ui.label(format!(
        "Beside {name} {are} whose name says that {name} may belong to {they}. Opened together, they are one network: ties, the names and values of their actors, and claims."
    ));
    for path in &tables.beside {
        let mut is_taken = !draft.left_out.contains(path);
        if ui.checkbox(&mut is_taken, file_name(path)).changed() {
            if is_taken {
                draft.left_out.remove(path);
            } else {
                draft.left_out.insert(path.clone());
            }
        }
    }
    let taken: Vec<PathBuf> = tables
        .beside
        .iter()
        .filter(|path| !draft.left_out.contains(*path))
        .cloned()
        .collect();
    frame::buttons(ui, |ui| {
        let together = ui.add_enabled_ui(!taken.is_empty(), |ui| {
            frame::main_button(ui, "Open together")
        });
        if together.inner.clicked() {
            let all = std::iter::once(tables.path.clone()).chain(taken);
            view.send(Command::OpenTables(all.collect()));
        }
        if ui.button(format!("Only {name}")).clicked() {
            view.send(Command::CloseDialog);
        }
    });
}
