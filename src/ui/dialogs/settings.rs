//! The settings. A change counts at once.

use std::path::PathBuf;

use egui::{ComboBox, Grid, TextEdit, Ui};

use super::citation_style::citation_style;
use super::frame;
use crate::app::{Command, Setting, TEXT_SIZES, ThemeChoice};
use crate::ui::View;
use crate::ui::widgets::drop_down::{DropDown as _, place_of};

/// How often a file can be saved by itself, in minutes; 0 for never.
const AUTOSAVE_MINUTES: [u32; 5] = [0, 1, 5, 10, 30];

/// The texts of the fields, as far as typed.
#[derive(Default)]
pub(super) struct SettingsDraft {
    texts: Option<(String, String)>,
}

impl SettingsDraft {
    /// The dialog is closed.
    pub(super) fn clear(&mut self) {
        self.texts = None;
    }
}

pub(super) fn show(ui: &mut Ui, draft: &mut SettingsDraft, view: View) {
    frame::set_width(ui, 460.0);
    ui.heading("Settings");
    let settings = &view.state.settings;
    let (author, folder) = draft.texts.get_or_insert_with(|| {
        let folder = settings.texts_folder.as_ref();
        let folder = folder.map_or_else(String::new, |path| path.display().to_string());
        (settings.author.clone(), folder)
    });
    Grid::new("settings")
        .num_columns(2)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            text_size(ui, view);
            theme(ui, view);
            let tooltip = "New networks and new claims get this name as their coder";
            if let Some(name) = text(ui, "Author or coder", "Your name", author, tooltip) {
                view.send(Command::Set(Setting::Author(name)));
            }
            cited(ui, view);
            autosave(ui, view);
            let tooltip = "Texts to add are looked for here first";
            if let Some(text) = text(ui, "Folder of texts", "/home/…", folder, tooltip) {
                let folder = Some(PathBuf::from(text.trim()));
                let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
                view.send(Command::Set(Setting::TextsFolder(folder)));
            }
        });
    frame::buttons(ui, |ui| {
        if frame::main_button(ui, "Close").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

fn text_size(ui: &mut Ui, view: View) {
    let label = ui.label("Size of the interface");
    let now = view.state.settings.text_size;
    let choice = ComboBox::from_id_salt("text size")
        .width(ui.available_width())
        .selected_text(format!("{now} %"))
        .show_list_at(ui, place_of(&TEXT_SIZES, &now), |ui| {
            for size in TEXT_SIZES {
                if ui
                    .selectable_label(size == now, format!("{size} %"))
                    .clicked()
                {
                    view.send(Command::Set(Setting::TextSize(size)));
                }
            }
        });
    choice.response.labelled_by(label.id);
    ui.end_row();
}

fn theme(ui: &mut Ui, view: View) {
    let label = ui.label("Theme");
    let now = view.state.settings.theme;
    let choice = ComboBox::from_id_salt("theme")
        .width(ui.available_width())
        .selected_text(now.text())
        .show_list_at(ui, place_of(&ThemeChoice::ALL, &now), |ui| {
            for theme in ThemeChoice::ALL {
                if ui.selectable_label(theme == now, theme.text()).clicked() {
                    view.send(Command::Set(Setting::Theme(theme)));
                }
            }
        });
    choice.response.labelled_by(label.id);
    ui.end_row();
}

fn cited(ui: &mut Ui, view: View) {
    let now = view.state.settings.citation_style();
    let mut chosen = now;
    citation_style(ui, f32::INFINITY, &mut chosen);
    if chosen != now {
        view.send(Command::Set(Setting::CitationStyle(chosen)));
    }
}

fn autosave(ui: &mut Ui, view: View) {
    let label = ui
        .label("Save automatically")
        .on_hover_text("Saves a changed file. Unsaved work is always kept for recovery as well");
    let words = |minutes: u32| match minutes {
        0 => "Never".to_owned(),
        1 => "Every minute".to_owned(),
        minutes => format!("Every {minutes} minutes"),
    };
    let now = view.state.settings.autosave_minutes;
    let choice = ComboBox::from_id_salt("autosave")
        .width(ui.available_width())
        .selected_text(words(now))
        .show_list_at(ui, place_of(&AUTOSAVE_MINUTES, &now), |ui| {
            for minutes in AUTOSAVE_MINUTES {
                if ui
                    .selectable_label(minutes == now, words(minutes))
                    .clicked()
                {
                    view.send(Command::Set(Setting::AutosaveMinutes(minutes)));
                }
            }
        });
    choice.response.labelled_by(label.id);
    ui.end_row();
}

/// A line of text; returns it when it has changed.
fn text(ui: &mut Ui, name: &str, hint: &str, text: &mut String, tooltip: &str) -> Option<String> {
    let label = ui.label(name).on_hover_text(tooltip);
    let field = TextEdit::singleline(text)
        .hint_text(hint)
        .desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    ui.end_row();
    field.changed().then(|| text.clone())
}
