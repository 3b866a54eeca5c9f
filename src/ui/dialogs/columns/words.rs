//! The words of a file that say kinds, and what holds for all ties. Reads no file.

use egui::{ComboBox, Grid, Label, RichText, ScrollArea, Ui};

use crate::model::{ColumnMap, ColumnPreview, ColumnRole, PreviewWord, RelationKind};
use crate::ui::shell::theme;
use crate::ui::widgets::drop_down::DropDown as _;
use crate::words::counted;

/// The words, each with the kind that it means.
pub(super) fn show(ui: &mut Ui, preview: &ColumnPreview, map: &mut ColumnMap) {
    ui.label(RichText::new("Words and their kinds").family(theme::bold()));
    if preview.words.is_empty() {
        ui.weak("No column has words for kinds. Choose Kind over a column that has them.");
        return;
    }
    let height = ui.ctx().content_rect().height();
    ScrollArea::vertical()
        .id_salt("words of kinds")
        .max_height((height - 515.0).clamp(84.0, 260.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let width = ui.available_width();
            Grid::new("words of kinds")
                .num_columns(3)
                .spacing([12.0, 4.0])
                .show(ui, |ui| {
                    for (at, word) in preview.words.iter().enumerate() {
                        ui.push_id(at, |ui| word_of(ui, word, width));
                        ui.weak(counted(word.count, "tie", "ties"));
                        let offered = preview.may_be_kinds.as_deref();
                        ui.push_id((at, "kind"), |ui| kind_of(ui, word, offered, map));
                        ui.end_row();
                    }
                });
        });
}

fn word_of(ui: &mut Ui, word: &PreviewWord, width: f32) {
    ui.set_max_width((width - 230.0).max(80.0));
    ui.add(Label::new(&word.word).truncate());
}

/// The kind of a word. A column of types, or one that may have kinds, becomes the column of kinds
/// when its words get some.
fn kind_of(ui: &mut Ui, word: &PreviewWord, offered: Option<&str>, map: &mut ColumnMap) {
    let kind = map.kind_of(&word.word).or(word.kind);
    let mut chosen = kind;
    let list = ComboBox::from_id_salt("kind of a word")
        .selected_text(kind.map_or("no known kind", RelationKind::as_str))
        .width(120.0)
        .show_list(ui, |ui| kinds(ui, &mut chosen));
    let name = format!("Kind of {}", word.word);
    list.response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, name.clone());
        info.current_text_value = Some(kind.map_or("no known kind", RelationKind::as_str).into());
        info
    });
    if chosen == kind {
        return;
    }
    map.set_kind(&word.word, chosen);
    let has_kinds = map
        .column(ColumnRole::Kind)
        .or(map.column(ColumnRole::Sign))
        .is_some();
    let types = map.column(ColumnRole::Type).or(offered).map(str::to_owned);
    if let Some(column) = types.filter(|_| !has_kinds) {
        map.set_role(&column, ColumnRole::Kind);
    }
}

fn kinds(ui: &mut Ui, chosen: &mut Option<RelationKind>) {
    for kind in RelationKind::ALL {
        ui.selectable_value(chosen, Some(kind), kind.as_str());
    }
}

/// What holds for all ties, and whether the first line names the columns.
pub(super) fn show_all(ui: &mut Ui, preview: &ColumnPreview, map: &mut ColumnMap) {
    ui.add_space(2.0);
    Grid::new("all ties")
        .num_columns(2)
        .spacing([12.0, 6.0])
        .show(ui, |ui| {
            let label = ui.label("Kind of all ties").id;
            let text = |kind: Option<RelationKind>| {
                kind.map_or("As the columns say", RelationKind::as_str)
            };
            let list = ComboBox::from_id_salt("kind of all ties")
                .selected_text(text(map.all_kind))
                .width(170.0)
                .show_list(ui, |ui| {
                    ui.selectable_value(&mut map.all_kind, None, text(None));
                    kinds(ui, &mut map.all_kind);
                });
            list.response.labelled_by(label);
            ui.end_row();
            let label = ui.label("Direction").id;
            let text = |directed: Option<bool>| match directed {
                None => "As the file says",
                Some(true) => "All are directed",
                Some(false) => "None is directed",
            };
            let list = ComboBox::from_id_salt("direction")
                .selected_text(text(map.directed))
                .width(170.0)
                .show_list(ui, |ui| {
                    for choice in [None, Some(true), Some(false)] {
                        ui.selectable_value(&mut map.directed, choice, text(choice));
                    }
                });
            list.response.labelled_by(label);
            ui.end_row();
        });
    if preview.is_table {
        let mut has_header = map.has_header.unwrap_or(true);
        let tick = ui.checkbox(&mut has_header, "The first line names the columns");
        if tick.changed() {
            map.has_header = Some(has_header);
        }
    }
}
