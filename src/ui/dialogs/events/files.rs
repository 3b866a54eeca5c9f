//! The files of an import: how they are added and removed. Reads none.

use std::path::{Path, PathBuf};

use egui::{Button, Label, Ui};

use crate::app::{Command, EventSource, EventsCommand, FilePurpose, file_name};
use crate::ui::View;
use crate::ui::dialogs::frame;

/// How many files are shown without scrolling.
const ROWS: usize = 3;

pub(super) fn show(ui: &mut Ui, paths: &[PathBuf], view: View) {
    ui.horizontal_wrapped(|ui| {
        ask(ui, "Choose files…", EventSource::Files, view);
        ask(ui, "Choose folder…", EventSource::Folder, view);
        if paths.is_empty() {
            ui.weak("Text, .zip, .gz, .zst or .parquet");
        }
    });
    if paths.is_empty() {
        return;
    }
    let row = ui.spacing().interact_size.y + ui.spacing().item_spacing.y;
    let height = row * paths.len().min(ROWS) as f32;
    frame::list(height)
        .id_salt("files of events")
        .show(ui, |ui| {
            for path in paths {
                ui.horizontal(|ui| show_file(ui, path, view));
            }
        });
}

fn ask(ui: &mut Ui, text: &str, source: EventSource, view: View) {
    if ui.button(text).clicked() {
        view.send(Command::AskFile(FilePurpose::Events(source)));
    }
}

fn show_file(ui: &mut Ui, path: &Path, view: View) {
    let name = file_name(path);
    let remove = ui.add(Button::new("×").frame(false));
    let words = format!("Remove {name}");
    let remove = remove.on_hover_text(&words);
    remove.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, words.clone()));
    if remove.clicked() {
        view.send(Command::Events(EventsCommand::RemoveFile(path.to_owned())));
    }
    let label = ui.add(Label::new(name).truncate());
    label.on_hover_text(path.display().to_string());
}
