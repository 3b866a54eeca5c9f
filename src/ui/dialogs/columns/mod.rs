//! The dialog that says what the columns of a file mean: the first rows with a role over each
//! column, the words of kinds, and what results, with a small picture. Reads no file itself.

mod picture;
mod table;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{RichText, Ui};

use self::picture::{DrawnPicture, PICTURE_WIDTH};
use super::frame;
use crate::app::{Command, FileColumns, file_name};
use crate::model::{ColumnMap, ColumnPreview, ReadChoices};
use crate::tasks::{Computed, ComputedStatus};
use crate::ui::View;
use crate::ui::tasks::mapped_file::{self, MappedFile};
use crate::ui::widgets::primary::add_primary;
use crate::words::capitalized;

/// The height of what is above and below the choice: heading, guesses and buttons, in points.
const BESIDE_CONTENTS: f32 = 170.0;

/// The choice as it is made.
#[derive(Default)]
pub(super) struct ColumnsDraft {
    of: Option<(PathBuf, Vec<String>)>,
    map: ColumnMap,
    /// How the columns are understood with the choice, as far as that is known.
    preview: Arc<ColumnPreview>,
    /// Whether the roles are guessed again, because the columns have other names now.
    takes_roles: bool,
    read: Computed<ColumnMap, MappedFile>,
    drawn: Option<DrawnPicture>,
}

impl ColumnsDraft {
    /// Forgets the choice.
    pub(super) fn clear(&mut self) {
        if self.of.is_some() {
            *self = Self::default();
        }
    }

    fn begin(&mut self, file: &FileColumns) {
        let of = (file.path.clone(), file.key.clone());
        if self.of.as_ref() != Some(&of) {
            *self = Self {
                of: Some(of),
                map: file.preview.map.clone(),
                preview: Arc::clone(&file.preview),
                ..Self::default()
            };
        }
    }

    /// Reads the file with the choice, and takes what has arrived.
    fn follow(&mut self, ui: &Ui, file: &FileColumns) {
        let (path, with) = (file.path.clone(), file.with.clone());
        let choices = ReadChoices {
            columns: self.map.clone(),
            network: file.network.clone(),
            ..ReadChoices::default()
        };
        let latest = self.read.latest().map(|(_, read)| Arc::clone(read));
        let context = ui.ctx().clone();
        self.read.follow(
            &self.map,
            move || context.request_repaint(),
            move |task| {
                let latest = latest
                    .as_deref()
                    .and_then(|read| read.outcome.as_ref().ok());
                let before = latest.map(|network| &*network.picture);
                mapped_file::read((&path, &with), &choices, before, task)
            },
        );
        let read = self.read.current(&self.map).map(Arc::clone);
        let Some(preview) = read.as_ref().and_then(|read| read.preview.as_ref()) else {
            return;
        };
        if std::mem::take(&mut self.takes_roles) {
            let roles = preview.map.roles.clone();
            self.map.roles = roles;
        }
        if *self.preview != *preview {
            self.preview = Arc::new(preview.clone());
        }
    }
}

pub(super) fn show(ui: &mut Ui, file: &FileColumns, draft: &mut ColumnsDraft, view: View) {
    frame::set_width(ui, 1000.0);
    draft.begin(file);
    draft.follow(ui, file);
    ui.heading(format!("Columns of {}", file_name(&file.path)));
    for guess in &file.preview.guesses {
        ui.add(egui::Label::new(sentence(guess)).truncate());
    }
    let height = ui.ctx().content_rect().height() - BESIDE_CONTENTS;
    frame::list(height)
        .id_salt("columns and kinds")
        .show(ui, |ui| show_choice(ui, draft));
    show_buttons(ui, file, draft, view);
}

/// The table, the words and what results.
fn show_choice(ui: &mut Ui, draft: &mut ColumnsDraft) {
    let preview = Arc::clone(&draft.preview);
    table::show(ui, &preview, &mut draft.map);
    ui.add_space(2.0);
    ui.horizontal_top(|ui| {
        let left = ui.available_width() - PICTURE_WIDTH - 2.0 * ui.spacing().item_spacing.x;
        ui.vertical(|ui| {
            ui.set_width(left);
            words::show(ui, &preview, &mut draft.map);
            let has_header = draft.map.has_header;
            words::show_all(ui, &preview, &mut draft.map);
            if has_header != draft.map.has_header {
                draft.map.roles.clear();
                draft.takes_roles = true;
            }
        });
        ui.vertical(|ui| show_result(ui, draft));
    });
}

fn show_buttons(ui: &mut Ui, file: &FileColumns, draft: &mut ColumnsDraft, view: View) {
    frame::buttons(ui, |ui| {
        let current = draft.read.current(&draft.map);
        let is_fine = current.is_some_and(|read| read.outcome.is_ok());
        let button = add_primary(ui, is_fine, "Use these columns");
        if is_fine && ui.memory(|memory| memory.focused().is_none()) {
            button.request_focus();
        }
        if button.clicked() {
            view.send(Command::MapColumns {
                path: file.path.clone(),
                key: file.key.clone(),
                map: draft.map.clone(),
            });
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
        let is_changed = draft.map != file.preview.map;
        let reset = ui.add_enabled(is_changed, egui::Button::new("Reset"));
        let reset = reset.on_hover_text("Back to what the columns meant when this opened");
        if reset.clicked() {
            draft.map.clone_from(&file.preview.map);
            draft.preview = Arc::clone(&file.preview);
        }
        ui.weak("The choice is used for files with the same columns too.");
    });
}

/// A message as a sentence, with quotes around names instead of backticks.
fn sentence(message: &str) -> String {
    let parts = message.split('`').enumerate();
    let quoted: String = parts
        .map(|(at, part)| match at % 2 {
            0 => part.to_owned(),
            _ => format!("“{part}”"),
        })
        .collect();
    format!("{}.", capitalized(&quoted))
}

/// What results from the choice: a picture and counts, or why the file cannot be read this way.
fn show_result(ui: &mut Ui, draft: &mut ColumnsDraft) {
    ui.set_width(PICTURE_WIDTH);
    let latest = draft.read.latest().map(|(_, read)| Arc::clone(read));
    match latest.as_deref().map(|read| &read.outcome) {
        Some(Ok(network)) => {
            picture::show(ui, network, &mut draft.drawn);
            for line in picture::counts(network) {
                ui.label(line);
            }
        }
        Some(Err(message)) => {
            let color = ui.visuals().error_fg_color;
            ui.label(RichText::new("The file cannot be read this way").color(color));
            ui.label(sentence(message));
        }
        None => {
            // As much room as the picture and its counts will take, so that nothing moves.
            ui.allocate_space(picture::size(ui));
            match draft.read.status() {
                ComputedStatus::Failed(failure) => {
                    ui.colored_label(ui.visuals().error_fg_color, failure.to_string());
                }
                _ => {
                    ui.weak("Reading…");
                }
            }
            ui.label(" ");
        }
    }
}
