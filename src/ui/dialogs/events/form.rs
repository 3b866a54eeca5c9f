//! The set of an import and its rules: a row for each row of `EVENT_OPTIONS`. Knows no single rule.

use egui::{AsIdSalt, ComboBox, DragValue, Grid, Response, TextEdit, Ui};

use crate::events::presets::{self, EVENT_PRESETS};
use crate::events::{
    EVENT_OPTIONS, EventChoice, EventInputKind, EventOption, EventPreview, EventRequest, ON,
    with_labels,
};
use crate::model::ColumnMap;
use crate::ui::widgets::drop_down::DropDown as _;
use crate::words::capitalized;

/// The width of a list or field, in points.
const FIELD_WIDTH: f32 = 230.0;

/// The greatest height of an open list, in points.
const LIST_HEIGHT: f32 = 420.0;

/// The set, recognized or chosen, as a row of the grid.
pub(super) fn show_preset(ui: &mut Ui, request: &mut EventRequest, preview: Option<&EventPreview>) {
    let recognized = preview.and_then(|preview| preview.recognized);
    let automatic = match recognized.filter(|_| request.preset.is_none()) {
        Some(preset) => format!("Recognized: {}", preset.name),
        None => "Recognize".to_owned(),
    };
    let name_of = |id| presets::by_id(id).map(|preset| capitalized(preset.name));
    let chosen = request.preset.and_then(name_of);
    let mut preset = request.preset;
    let label = ui.label("Data set").id;
    let shown = chosen.as_deref().unwrap_or(&automatic);
    let list = list(ui, "set of events", shown, |ui| {
        ui.selectable_value(&mut preset, None, &automatic)
            .on_hover_text("By the header or the number of columns");
        for row in EVENT_PRESETS {
            ui.selectable_value(&mut preset, Some(row.id), capitalized(row.name))
                .on_hover_text(capitalized(&with_labels(row.about)));
        }
    });
    list.labelled_by(label);
    ui.end_row();
    if preset != request.preset {
        request.preset = preset;
        request.columns = ColumnMap::default();
    }
}

/// The rules as rows of the grid.
pub(super) fn show_rules(ui: &mut Ui, request: &mut EventRequest) {
    for option in EVENT_OPTIONS {
        let before = request.text(option).to_owned();
        let is_used = request.uses(option);
        let after = row(ui, option, &before, is_used);
        if after != before {
            request.choose(option, after);
        }
        ui.end_row();
    }
}

/// Labels and fields: all rows of the dialog are in one grid, so that they are aligned.
pub(super) fn grid(ui: &mut Ui, rows: impl FnOnce(&mut Ui)) {
    Grid::new("choices of events")
        .num_columns(2)
        .spacing([16.0, 6.0])
        .show(ui, rows);
}

/// A rule; returns its text. One that does not count beside the others cannot be changed.
fn row(ui: &mut Ui, option: &EventOption, text: &str, is_used: bool) -> String {
    let tooltip = with_labels(option.explanation);
    if matches!(option.input, EventInputKind::Switch) {
        ui.label("");
        let mut is_on = text == ON;
        ui.checkbox(&mut is_on, option.label).on_hover_text(tooltip);
        return if is_on { ON } else { "" }.to_owned();
    }
    let label = ui.label(option.label).on_hover_text(&tooltip).id;
    let mut text = text.to_owned();
    ui.add_enabled_ui(is_used, |ui| {
        if let Some(response) = value_field(ui, option, &mut text, &tooltip) {
            let response = response.labelled_by(label).on_hover_text(&tooltip);
            response.on_disabled_hover_text(format!("Not used by this rule. {tooltip}"));
        }
    });
    text
}

/// The field of a rule that is no switch.
fn value_field(
    ui: &mut Ui,
    option: &EventOption,
    text: &mut String,
    tooltip: &str,
) -> Option<Response> {
    match &option.input {
        EventInputKind::Choice(choices) => Some(choice(ui, option.id, choices, text)),
        EventInputKind::Date => Some(field(ui, "2018, 2018-06 or 2018-06-01", text)),
        EventInputKind::Names => Some(field(ui, "Names or codes, with commas", text)),
        EventInputKind::Decimal { range, .. } => Some(decimal(ui, *range, text)),
        EventInputKind::Count {
            range, unset: None, ..
        } => Some(count(ui, *range, text)),
        EventInputKind::Count {
            range,
            unset: Some(unset),
            usual,
        } => {
            let counted = ui.horizontal(|ui| {
                let mut is_unset = text.is_empty();
                let check_box = ui.checkbox(&mut is_unset, *unset).on_hover_text(tooltip);
                if check_box.changed() && is_unset {
                    text.clear();
                } else if check_box.changed() {
                    *text = usual.to_string();
                }
                (!text.is_empty()).then(|| count(ui, *range, text))
            });
            counted.inner
        }
        EventInputKind::Switch => None,
    }
}

fn choice(ui: &mut Ui, id: &str, choices: &[EventChoice], text: &mut String) -> Response {
    let chosen = choices.iter().find(|one| one.word == *text);
    let shown = chosen.map_or("", |one| one.name);
    list(ui, ("rule of events", id), shown, |ui| {
        for one in choices {
            let mut row = ui.selectable_label(one.word == *text, one.name);
            if !one.explanation.is_empty() {
                row = row.on_hover_text(capitalized(one.explanation));
            }
            if row.clicked() {
                one.word.clone_into(text);
            }
        }
    })
}

/// A list that drops down, as wide as the fields, however long what is chosen in it is.
pub(super) fn list(
    ui: &mut Ui,
    id: impl AsIdSalt,
    shown: &str,
    contents: impl FnOnce(&mut Ui),
) -> Response {
    let list = ui.scope(|ui| {
        ui.set_max_width(FIELD_WIDTH);
        let list = ComboBox::from_id_salt(id).selected_text(shown);
        let list = list.width(FIELD_WIDTH).height(LIST_HEIGHT).truncate();
        list.show_list(ui, contents).response
    });
    list.inner
}

fn field(ui: &mut Ui, hint: &str, text: &mut String) -> Response {
    let field = TextEdit::singleline(text).hint_text(hint);
    ui.add(field.desired_width(FIELD_WIDTH))
}

fn decimal(ui: &mut Ui, [min, max]: [f64; 2], text: &mut String) -> Response {
    let mut number = text.parse().unwrap_or(min);
    let value = DragValue::new(&mut number)
        .range(min..=max)
        .speed(0.01 * max)
        .max_decimals(3);
    let response = ui.add(value);
    if response.changed() {
        *text = ((number * 1000.0).round() / 1000.0).to_string();
    }
    response
}

fn count(ui: &mut Ui, [min, max]: [u64; 2], text: &mut String) -> Response {
    let mut number = text.parse().unwrap_or(min);
    let value = DragValue::new(&mut number).range(min..=max).speed(0.1);
    let response = ui.add(value);
    if response.changed() {
        *text = number.to_string();
    }
    response
}
