//! The export dialog: format, and the options that the format takes. Knows no format: it reads the
//! table of exporters.

use egui::{ComboBox, DragValue, Grid, Ui};

use super::frame;
use crate::app::{Command, ExportOptions};
use crate::export::{EXPORTS, ExportOption, Exporter};
use crate::scene::FigureOptions;
use crate::ui::Queue;
use crate::ui::widgets::drop_down::DropDown as _;

/// The choices, kept from one export to the next.
pub(super) struct ExportDraft {
    exporter: &'static Exporter,
    figure: FigureOptions,
    /// `None` if the figure follows the theme of the window.
    is_dark: Option<bool>,
}

impl Default for ExportDraft {
    fn default() -> Self {
        Self {
            exporter: &EXPORTS[0],
            figure: FigureOptions::default(),
            is_dark: None,
        }
    }
}

pub(super) fn show(ui: &mut Ui, draft: &mut ExportDraft, queue: &Queue) {
    frame::set_width(ui, 440.0);
    ui.heading("Export");
    draft.figure.is_dark = draft.is_dark.unwrap_or(ui.visuals().dark_mode);
    Grid::new("export")
        .num_columns(2)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            formats(ui, &mut draft.exporter);
            ui.end_row();
            for option in draft.exporter.options {
                row(ui, *option, draft);
            }
        });
    ui.weak(draft.exporter.explanation);
    frame::buttons(ui, |ui| {
        if frame::main_button(ui, "Export…").clicked() {
            queue.send(Command::AskExport(ExportOptions {
                exporter: draft.exporter.id,
                figure: draft.figure,
            }));
        }
        if ui.button("Cancel").clicked() {
            queue.send(Command::CloseDialog);
        }
    });
}

fn formats(ui: &mut Ui, chosen: &mut &'static Exporter) {
    let label = ui.label("Format").id;
    let name = chosen.name;
    let list = ComboBox::from_id_salt("format")
        .selected_text(name)
        .width(240.0)
        .height(420.0)
        .show_list(ui, |ui| {
            let (own, others): (Vec<_>, Vec<_>) =
                EXPORTS.iter().partition(|exporter| exporter.is_own());
            for exporter in own {
                format(ui, chosen, exporter);
            }
            ui.separator();
            for exporter in others {
                format(ui, chosen, exporter);
            }
        });
    list.response.labelled_by(label);
}

fn format(ui: &mut Ui, chosen: &mut &'static Exporter, exporter: &'static Exporter) {
    let row = ui.selectable_label(chosen.id == exporter.id, exporter.name);
    if row.on_hover_text(exporter.explanation).clicked() {
        *chosen = exporter;
    }
}

/// The row of an option; the filter is chosen in the Sources tab.
fn row(ui: &mut Ui, option: ExportOption, draft: &mut ExportDraft) {
    let figure = &mut draft.figure;
    match option {
        ExportOption::Size => size(ui, figure),
        ExportOption::Scale => scale(ui, figure),
        ExportOption::Theme => theme(ui, figure, &mut draft.is_dark),
        ExportOption::Legend => switch(ui, &mut figure.has_legend, "Legend"),
        ExportOption::Background => {
            switch(ui, &mut figure.is_transparent, "Transparent background");
        }
        ExportOption::Filter => {}
    }
}

fn size(ui: &mut Ui, figure: &mut FigureOptions) {
    ui.label("Size");
    ui.horizontal(|ui| {
        side(ui, &mut figure.width);
        ui.label("×");
        side(ui, &mut figure.height);
        ui.label("points");
    });
    ui.end_row();
}

fn side(ui: &mut Ui, points: &mut f32) {
    ui.add(DragValue::new(points).range(200.0..=8000.0).max_decimals(0));
}

fn scale(ui: &mut Ui, figure: &mut FigureOptions) {
    ui.label("Scale");
    ui.horizontal(|ui| {
        ui.add(
            DragValue::new(&mut figure.pixels_per_point)
                .range(1.0..=8.0)
                .speed(0.05)
                .max_decimals(2),
        );
        let (width, height) = (
            figure.width * figure.pixels_per_point,
            figure.height * figure.pixels_per_point,
        );
        ui.weak(format!("{width:.0} × {height:.0} pixels"));
    });
    ui.end_row();
}

fn theme(ui: &mut Ui, figure: &mut FigureOptions, chosen: &mut Option<bool>) {
    ui.label("Colours");
    let mut is_dark = figure.is_dark;
    let name = |is_dark| if is_dark { "Dark" } else { "Light" };
    ComboBox::from_id_salt("colours")
        .selected_text(name(is_dark))
        .show_list(ui, |ui| {
            ui.selectable_value(&mut is_dark, false, name(false));
            ui.selectable_value(&mut is_dark, true, name(true));
        });
    if is_dark != figure.is_dark {
        (figure.is_dark, *chosen) = (is_dark, Some(is_dark));
    }
    ui.end_row();
}

fn switch(ui: &mut Ui, is_on: &mut bool, text: &str) {
    ui.label("");
    ui.checkbox(is_on, text);
    ui.end_row();
}
