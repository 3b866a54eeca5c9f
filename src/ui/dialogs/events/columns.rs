//! What the columns of any table mean as events: a list of its columns for each meaning. Knows no
//! set.

use egui::Ui;

use super::form::list;
use crate::events::{EventPreview, EventRequest, presets};
use crate::model::{ColumnMap, ColumnRole};

/// The text for a role without a column.
const NONE: &str = "—";

/// The columns as rows of the grid, where the set is a table of another kind.
pub(super) fn show(ui: &mut Ui, request: &mut EventRequest, preview: Option<&EventPreview>) {
    if request.preset != Some(presets::COLUMNS.id) {
        return;
    }
    let fields = preview.map_or(&[][..], |preview| &preview.columns[..]);
    let map = &mut request.columns;
    for role in presets::EVENT_ROLES {
        chooser(ui, role, fields, map);
        ui.end_row();
    }
    ui.label("");
    let mut is_named = map.has_header != Some(false);
    let header = ui.checkbox(&mut is_named, "The first line names the columns");
    if header.changed() {
        *map = ColumnMap {
            has_header: (!is_named).then_some(false),
            ..ColumnMap::default()
        };
    }
    ui.end_row();
}

fn chooser(ui: &mut Ui, role: ColumnRole, fields: &[String], map: &mut ColumnMap) {
    let label = ui.label(role.text()).on_hover_text(role.explanation()).id;
    let chosen = map.column(role).map(str::to_owned);
    let has_header = map.has_header != Some(false);
    let name_of = |at: usize, field: &String| {
        if has_header && !field.trim().is_empty() {
            field.clone()
        } else {
            format!("column {}", at + 1)
        }
    };
    let mut next = chosen.clone();
    let shown = chosen.as_deref().unwrap_or(NONE);
    let list = list(ui, ("column of events", role.as_str()), shown, |ui| {
        ui.selectable_value(&mut next, None, NONE);
        for (at, field) in fields.iter().enumerate() {
            let name = name_of(at, field);
            let row = ui.selectable_value(&mut next, Some(name.clone()), &name);
            if !has_header {
                row.on_hover_text(field);
            }
        }
    });
    list.labelled_by(label).on_hover_text(role.explanation());
    if next != chosen {
        map.roles
            .retain(|(name, of)| *of != role && Some(name) != next.as_ref());
        map.roles.extend(next.map(|name| (name, role)));
    }
}
