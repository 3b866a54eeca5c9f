//! The row of a form in which the citation style is chosen.

use egui::{ComboBox, Ui};

use crate::citation::{CITATION_STYLES, CitationStyle};
use crate::ui::widgets::drop_down::{DropDown as _, place_of};

/// A row of a grid: the label, and a list of the styles, at most this wide.
pub(super) fn citation_style(ui: &mut Ui, width: f32, chosen: &mut CitationStyle) {
    let label = ui
        .label("Citation style")
        .on_hover_text("How sources are cited: in cards, details, figures and copies");
    let list = ComboBox::from_id_salt("citation style")
        .selected_text(chosen.name)
        .width(width.min(ui.available_width()))
        .truncate()
        .height(320.0)
        .show_list_at(ui, place_of(CITATION_STYLES, chosen), |ui| {
            for style in CITATION_STYLES {
                ui.selectable_value(chosen, *style, style.name);
            }
        });
    list.response.labelled_by(label.id);
    ui.end_row();
}
