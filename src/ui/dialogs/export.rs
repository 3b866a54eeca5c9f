//! How to export: format, size, ground, legend.

use egui::{ComboBox, DragValue, Grid, Ui};

use crate::app::{Command, ExportFormat, ExportOptions};
use crate::ui::Queue;

/// What is chosen so far; kept from one export to the next.
pub(super) struct Draft {
    options: ExportOptions,
    is_dark: Option<bool>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            options: ExportOptions {
                format: ExportFormat::Png,
                width: 1280.0,
                height: 800.0,
                scale: 2.0,
                is_dark: false,
                is_transparent: false,
                has_legend: true,
            },
            is_dark: None,
        }
    }
}

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, queue: &Queue) {
    ui.set_width(360.0);
    ui.heading("Export");
    let options = &mut draft.options;
    options.is_dark = draft.is_dark.unwrap_or(ui.visuals().dark_mode);
    Grid::new("export")
        .num_columns(2)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            ui.label("Format");
            ui.horizontal(|ui| {
                for format in ExportFormat::ALL {
                    ui.radio_value(
                        &mut options.format,
                        format,
                        format.extension().to_uppercase(),
                    );
                }
            });
            ui.end_row();
            if options.format != ExportFormat::Json {
                picture(ui, options, &mut draft.is_dark);
            }
        });
    ui.weak(match options.format {
        ExportFormat::Png | ExportFormat::Svg => {
            "The network goes into the picture: opening the picture in Frenemy gives it back."
        }
        ExportFormat::Json => "The relations file with the places the actors have now.",
    });
    ui.horizontal(|ui| {
        if ui.button("Export…").clicked() {
            queue.send(Command::AskExport(*options));
        }
        if ui.button("Cancel").clicked() {
            queue.send(Command::CloseDialog);
        }
    });
}

fn picture(ui: &mut Ui, options: &mut ExportOptions, is_dark: &mut Option<bool>) {
    ui.label("Size");
    ui.horizontal(|ui| {
        ui.add(
            DragValue::new(&mut options.width)
                .range(200.0..=8000.0)
                .max_decimals(0),
        );
        ui.label("×");
        ui.add(
            DragValue::new(&mut options.height)
                .range(200.0..=8000.0)
                .max_decimals(0),
        );
        ui.label("points");
    });
    ui.end_row();
    if options.format == ExportFormat::Png {
        ui.label("Scale");
        ui.horizontal(|ui| {
            ui.add(
                DragValue::new(&mut options.scale)
                    .range(1.0..=8.0)
                    .speed(0.05)
                    .max_decimals(2),
            );
            let (width, height) = (
                options.width * options.scale,
                options.height * options.scale,
            );
            ui.weak(format!("{width:.0} × {height:.0} pixels"));
        });
        ui.end_row();
    }
    ui.label("Colours");
    let mut chosen = options.is_dark;
    let name = |is_dark| if is_dark { "Dark" } else { "Light" };
    ComboBox::from_id_salt("colours")
        .selected_text(name(chosen))
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, false, name(false));
            ui.selectable_value(&mut chosen, true, name(true));
        });
    if chosen != options.is_dark {
        (options.is_dark, *is_dark) = (chosen, Some(chosen));
    }
    ui.end_row();
    ui.label("");
    ui.checkbox(&mut options.has_legend, "Legend");
    ui.end_row();
    ui.label("");
    ui.checkbox(&mut options.is_transparent, "Transparent ground");
    ui.end_row();
}
