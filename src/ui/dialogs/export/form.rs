//! The choices of the export dialog: a row for each option that the format takes.

use egui::{ComboBox, DragValue, Grid, Ui};

use super::choices::ExportChoices;
use crate::export::{EXPORTS, ExportOption, Exporter};
use crate::language::Language;
use crate::scene::{
    Embed, FigureOptions, FigurePart, FigurePreset, LengthUnit, POINTS_PER_INCH, PRESETS, SvgText,
};
use crate::ui::View;
use crate::ui::dialogs::citation_style::citation_style;
use crate::ui::widgets::drop_down::{DropDown as _, place_of};

/// The width of a list, in points.
const LIST_WIDTH: f32 = 260.0;

/// How many parts of a figure are in a line.
const PARTS_IN_LINE: usize = 3;

/// The name of a size that is not a preset.
const CUSTOM_SIZE: &str = "Custom size";

/// The size of names where it is chosen first.
const USUAL_FONT_SIZE: f32 = 10.0;

pub(super) fn show(ui: &mut Ui, choices: &mut ExportChoices, view: View) {
    Grid::new("export")
        .num_columns(2)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            formats(ui, &mut choices.exporter);
            for option in choices.exporter.options {
                row(ui, *option, choices, view);
            }
        });
    ui.weak(choices.exporter.explanation);
    if choices.exporter.is_picture() {
        ui.weak("Lines, outlines, blocs and filters are those of the window.");
    }
}

fn formats(ui: &mut Ui, chosen: &mut &'static Exporter) {
    let label = ui.label("Format").id;
    let name = chosen.name;
    let list = ComboBox::from_id_salt("format")
        .selected_text(name)
        .width(LIST_WIDTH)
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
    ui.end_row();
}

fn format(ui: &mut Ui, chosen: &mut &'static Exporter, exporter: &'static Exporter) {
    let row = ui.selectable_label(chosen.id == exporter.id, exporter.name);
    if row.on_hover_text(exporter.explanation).clicked() {
        *chosen = exporter;
    }
}

/// The row of an option; the filter is chosen in the Sources tab.
fn row(ui: &mut Ui, option: ExportOption, choices: &mut ExportChoices, view: View) {
    let figure = &mut choices.figure;
    match option {
        ExportOption::Size => {
            presets(ui, figure);
            size(ui, figure);
            font_size(ui, &mut figure.font_size);
        }
        ExportOption::Scale => match figure.unit {
            LengthUnit::Point => scale(ui, figure),
            LengthUnit::Millimetre => resolution(ui, figure),
        },
        ExportOption::Theme => theme(ui, figure, &mut choices.is_dark),
        ExportOption::Parts => parts(ui, figure),
        ExportOption::Language => language(ui, &mut figure.language),
        ExportOption::Citations => citation_style(ui, LIST_WIDTH, &mut figure.citation_style),
        ExportOption::Background => {
            ui.label("");
            ui.checkbox(&mut figure.is_transparent, "Transparent background");
            ui.end_row();
        }
        ExportOption::SvgText => svg_text(ui, &mut figure.svg_text),
        ExportOption::Embed => embed(ui, &mut figure.embed),
        ExportOption::Story => {
            if !view.state.document().story.is_empty() {
                ui.label("");
                let explanation =
                    "A page for each step of the story, instead of the picture as it is now";
                ui.checkbox(&mut figure.is_story, "The story, step by step")
                    .on_hover_text(explanation);
                ui.end_row();
            }
        }
        ExportOption::Filter => {}
    }
}

fn presets(ui: &mut Ui, figure: &mut FigureOptions) {
    let label = ui.label("Size").id;
    let chosen = PRESETS.iter().find(|preset| figure.is_sized_as(preset));
    let name = |preset: &FigurePreset| format!("{}, {}", preset.name, preset.size_in_words());
    let list = ComboBox::from_id_salt("size")
        .selected_text(chosen.map_or_else(|| CUSTOM_SIZE.to_owned(), name))
        .width(LIST_WIDTH)
        .show_list(ui, |ui| {
            for preset in PRESETS {
                let is_chosen = chosen.is_some_and(|chosen| chosen.id == preset.id);
                if ui.selectable_label(is_chosen, name(preset)).clicked() {
                    *figure = figure.with_preset(preset);
                }
            }
            if ui.selectable_label(chosen.is_none(), CUSTOM_SIZE).clicked() && chosen.is_some() {
                let usual = FigureOptions::default();
                (figure.width, figure.height) = (usual.width, usual.height);
                (figure.unit, figure.font_size) = (usual.unit, usual.font_size);
                figure.pixels_per_point = usual.pixels_per_point;
            }
        });
    list.response.labelled_by(label);
    ui.end_row();
}

fn size(ui: &mut Ui, figure: &mut FigureOptions) {
    ui.label("");
    ui.horizontal(|ui| {
        let points = figure.unit.points();
        side(ui, &mut figure.width, points, "Width");
        ui.label("×");
        side(ui, &mut figure.height, points, "Height");
        let unit = ComboBox::from_id_salt("unit")
            .selected_text(figure.unit.name())
            .width(70.0)
            .show_list_at(ui, place_of(&LengthUnit::ALL, &figure.unit), |ui| {
                for unit in LengthUnit::ALL {
                    ui.selectable_value(&mut figure.unit, unit, unit.name());
                }
            });
        unit.response.on_hover_text("Unit of width and height");
    });
    ui.end_row();
}

/// A width or a height, in a unit of this many points.
fn side(ui: &mut Ui, length: &mut f32, points: f32, tooltip: &str) {
    let mut shown = *length / points;
    let range = (60.0 / points)..=(8000.0 / points);
    let value = DragValue::new(&mut shown)
        .range(range)
        .max_decimals(usize::from(points > 1.0));
    if ui.add(value).on_hover_text(tooltip).changed() {
        *length = shown * points;
    }
}

fn font_size(ui: &mut Ui, size: &mut Option<f32>) {
    ui.label("Size of names");
    ui.horizontal(|ui| {
        let mut is_automatic = size.is_none();
        if ui
            .checkbox(&mut is_automatic, "Automatic")
            .on_hover_text("A size that suits the figure; all other type and the lines follow it")
            .changed()
        {
            *size = (!is_automatic).then_some(USUAL_FONT_SIZE);
        }
        if let Some(points) = size {
            let value = DragValue::new(points)
                .range(4.0..=72.0)
                .speed(0.05)
                .max_decimals(1)
                .suffix(" points");
            ui.add(value);
        }
    });
    ui.end_row();
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
        pixels(ui, figure);
    });
    ui.end_row();
}

fn resolution(ui: &mut Ui, figure: &mut FigureOptions) {
    ui.label("Resolution");
    ui.horizontal(|ui| {
        let mut dpi = figure.pixels_per_point * POINTS_PER_INCH;
        let value = DragValue::new(&mut dpi)
            .range(36.0..=1200.0)
            .max_decimals(0)
            .suffix(" dpi");
        if ui.add(value).changed() {
            figure.pixels_per_point = dpi / POINTS_PER_INCH;
        }
        pixels(ui, figure);
    });
    ui.end_row();
}

fn pixels(ui: &mut Ui, figure: &FigureOptions) {
    let scale = figure.pixels_per_point;
    let (width, height) = (figure.width * scale, figure.height * scale);
    ui.weak(format!("{width:.0} × {height:.0} pixels"));
}

fn theme(ui: &mut Ui, figure: &mut FigureOptions, chosen: &mut Option<bool>) {
    let label = ui.label("Colours").id;
    let mut is_dark = figure.is_dark;
    let name = |is_dark| if is_dark { "Dark" } else { "Light" };
    let list = ComboBox::from_id_salt("colours")
        .selected_text(name(is_dark))
        .show_list_at(ui, Some(usize::from(is_dark)), |ui| {
            ui.selectable_value(&mut is_dark, false, name(false));
            ui.selectable_value(&mut is_dark, true, name(true));
        });
    list.response.labelled_by(label);
    if is_dark != figure.is_dark {
        (figure.is_dark, *chosen) = (is_dark, Some(is_dark));
    }
    ui.end_row();
}

fn parts(ui: &mut Ui, figure: &mut FigureOptions) {
    // A cell of a grid has the height of one line: each line is a row.
    for (line, parts) in FigurePart::ALL.chunks(PARTS_IN_LINE).enumerate() {
        ui.label(if line == 0 { "Show" } else { "" });
        ui.horizontal(|ui| {
            for part in parts {
                let mut is_there = figure.parts.has(*part);
                let switch = ui.checkbox(&mut is_there, part.name());
                switch.on_hover_text(crate::words::capitalized(part.explanation()));
                figure.parts = figure.parts.with(*part, is_there);
            }
        });
        ui.end_row();
    }
}

/// The language of legend, caption and dates; at first that of the document.
fn language(ui: &mut Ui, chosen: &mut Option<Language>) {
    const OF_DOCUMENT: &str = "As the network says";
    let label = ui.label("Language").id;
    let list = ComboBox::from_id_salt("language")
        .selected_text(chosen.map_or(OF_DOCUMENT, Language::name))
        .width(LIST_WIDTH)
        .show_list(ui, |ui| {
            ui.selectable_value(chosen, None, OF_DOCUMENT)
                .on_hover_text("The language in the details of the network, or English");
            for language in Language::ALL {
                ui.selectable_value(chosen, Some(language), language.name());
            }
        });
    list.response
        .labelled_by(label)
        .on_hover_text("Of the figure’s own texts: legend, caption, dates");
    ui.end_row();
}

fn svg_text(ui: &mut Ui, chosen: &mut SvgText) {
    let label = ui.label("Letters").id;
    let list = ComboBox::from_id_salt("letters")
        .selected_text(chosen.name())
        .show_list_at(ui, place_of(&SvgText::ALL, chosen), |ui| {
            for text in SvgText::ALL {
                ui.selectable_value(chosen, text, text.name())
                    .on_hover_text(text.explanation());
            }
        });
    list.response
        .labelled_by(label)
        .on_hover_text(chosen.explanation());
    ui.end_row();
}

fn embed(ui: &mut Ui, chosen: &mut Embed) {
    let label = ui.label("Embedded").id;
    let list = ComboBox::from_id_salt("embedded")
        .selected_text(chosen.name())
        .width(LIST_WIDTH)
        .show_list_at(ui, place_of(&Embed::ALL, chosen), |ui| {
            for embed in Embed::ALL {
                ui.selectable_value(chosen, embed, embed.name())
                    .on_hover_text(embed.explanation());
            }
        });
    list.response.labelled_by(label);
    ui.end_row();
    ui.label("");
    ui.weak(chosen.explanation());
    ui.end_row();
}
