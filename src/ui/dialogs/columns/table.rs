//! The first rows of a file, with what each column means over it. Reads no file.

use egui::{ComboBox, Frame, Label, RichText, ScrollArea, Ui};

use crate::model::{ColumnMap, ColumnPreview, ColumnRole, PreviewColumn};
use crate::ui::shell::theme;
use crate::ui::widgets::drop_down::DropDown as _;

/// The width of a column, in points.
const WIDTH: f32 = 136.0;

pub(super) fn show(ui: &mut Ui, preview: &ColumnPreview, map: &mut ColumnMap) {
    let cells = preview.columns.iter().map(|column| column.cells.len());
    let rows = rows_shown(ui).min(cells.max().unwrap_or_default());
    ScrollArea::horizontal()
        .id_salt("columns of the file")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                for (at, column) in preview.columns.iter().enumerate() {
                    ui.push_id(at, |ui| {
                        show_column(ui, column, rows, preview, map);
                    });
                }
            });
        });
}

/// How many rows there is room for.
fn rows_shown(ui: &Ui) -> usize {
    let height = ui.ctx().content_rect().height();
    let row = ui.text_style_height(&egui::TextStyle::Body) + 3.0;
    ((height - 540.0) / row).clamp(3.0, 8.0) as usize
}

fn show_column(
    ui: &mut Ui,
    column: &PreviewColumn,
    rows: usize,
    preview: &ColumnPreview,
    map: &mut ColumnMap,
) {
    let role = map.role(&column.name).unwrap_or(ColumnRole::Keep);
    Frame::new()
        .fill(ui.visuals().faint_bg_color)
        .corner_radius(4)
        .inner_margin(6)
        .show(ui, |ui| {
            ui.vertical(|ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing.y = 3.0;
                let name = RichText::new(&column.name).family(theme::bold());
                let label = ui.add(Label::new(name).truncate());
                let mut chosen = role;
                let chooser = chooser(ui, role, |ui| choices(ui, column, preview, &mut chosen));
                chooser
                    .labelled_by(label.id)
                    .on_hover_text(role.explanation());
                if chosen != role {
                    map.set_role(&column.name, chosen);
                }
                for row in 0..rows {
                    cell(ui, column.cells.get(row).map_or("", String::as_str), role);
                }
            });
        });
}

fn chooser(ui: &mut Ui, role: ColumnRole, contents: impl FnOnce(&mut Ui)) -> egui::Response {
    ComboBox::from_id_salt("role")
        .selected_text(role.text())
        .width(WIDTH)
        .height(640.0)
        .truncate()
        .show_list(ui, contents)
        .response
}

/// Whether a column can have a role. An end named by the format is an end or kept.
fn can_have(role: ColumnRole, column: &PreviewColumn, preview: &ColumnPreview) -> bool {
    if column.is_end {
        return role.is_end() || role == ColumnRole::Keep;
    }
    if preview.is_of_actors {
        return role.is_of_actors() || role.is_end() || role.is_general();
    }
    !role.is_of_actors() && (preview.is_table || !role.is_name_of_end())
}

/// The roles, in groups.
fn choices(ui: &mut Ui, column: &PreviewColumn, preview: &ColumnPreview, chosen: &mut ColumnRole) {
    ui.spacing_mut().item_spacing.y = 1.0;
    let (plain, roles): (Vec<_>, Vec<_>) = ColumnRole::ALL
        .into_iter()
        .filter(|role| can_have(*role, column, preview))
        .partition(|role| role.is_general());
    let first = roles.first().copied();
    for role in plain.into_iter().chain(roles) {
        if Some(role) == first || matches!(role, ColumnRole::Quote | ColumnRole::ActorId) {
            ui.separator();
        }
        ui.selectable_value(chosen, role, role.text())
            .on_hover_text(role.explanation());
    }
}

fn cell(ui: &mut Ui, text: &str, role: ColumnRole) {
    // A row without text is as high as any other.
    let shown = RichText::new(if text.is_empty() { " " } else { text });
    let shown = match role {
        ColumnRole::Ignore => shown.weak().strikethrough(),
        ColumnRole::Keep => shown.weak(),
        _ => shown,
    };
    ui.add(Label::new(shown).truncate());
}
