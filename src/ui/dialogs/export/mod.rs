//! The export dialog: format, size, parts and contents of a figure, beside a preview. Knows no
//! format: it reads the tables of exporters, presets and parts.

mod choices;
mod form;
mod preview;

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use self::choices::ExportChoices;
use self::preview::ExportPreview;
use super::frame;
use crate::app::{Command, FilePurpose, RememberedExport, Setting};
use crate::ui::View;

/// The width of the dialog, and of the column with the choices, in points.
const WIDTH: f32 = 860.0;
const FORM_WIDTH: f32 = 400.0;

/// The height of what is above and below the choices, in points.
const BESIDE_CHOICES: f32 = 130.0;

/// The greatest height of the choices, in points: all of those of most formats.
const MAX_HEIGHT: f32 = 560.0;

/// The lowest height of the preview where it is above the choices.
const LOW_PREVIEW: f32 = 150.0;

/// The choices: those of the last export, until others are made.
#[derive(Default)]
pub(super) struct ExportDraft {
    choices: Option<ExportChoices>,
    preview: ExportPreview,
}

impl ExportDraft {
    /// Forgets the choices.
    pub(super) fn clear(&mut self) {
        if self.choices.is_some() {
            *self = Self::default();
        }
    }
}

pub(super) fn show(ui: &mut Ui, draft: &mut ExportDraft, view: View) {
    frame::set_width(ui, WIDTH);
    let remembered = &view.state.settings.export;
    let ExportDraft { choices, preview } = draft;
    let choices = choices.get_or_insert_with(|| {
        let mut choices = ExportChoices::of(remembered);
        choices.figure.citation_style = view.state.settings.citation_style();
        choices
    });
    choices.figure.is_dark = choices.is_dark.unwrap_or(ui.visuals().dark_mode);
    ui.heading("Export");
    let height = (ui.ctx().content_rect().height() - BESIDE_CHOICES).clamp(120.0, MAX_HEIGHT);
    let is_wide = ui.available_width() > FORM_WIDTH + 200.0;
    if is_wide {
        ui.horizontal_top(|ui| {
            let form = vec2(FORM_WIDTH, height);
            let below = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(form, below, |ui| show_form(ui, choices, height, view));
            ui.vertical(|ui| preview.show(ui, choices, height, view));
        });
    } else {
        let low = LOW_PREVIEW.min(0.45 * height);
        preview.show(ui, choices, low, view);
        show_form(ui, choices, height - low, view);
    }
    frame::buttons(ui, |ui| {
        if frame::main_button(ui, "Export…").clicked() {
            let options = choices.options();
            let remembered = RememberedExport::of(&options, choices.is_dark);
            view.send(Command::Set(Setting::Export(remembered)));
            let style = options.figure.citation_style;
            view.send(Command::Set(Setting::CitationStyle(style)));
            view.send(Command::AskFile(FilePurpose::Export(options)));
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

fn show_form(ui: &mut Ui, choices: &mut ExportChoices, height: f32, view: View) {
    ScrollArea::vertical()
        .id_salt("choices of an export")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false])
        .show(ui, |ui| form::show(ui, choices, view));
}
