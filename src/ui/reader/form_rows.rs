//! Rows of the claim form: labels of one width, and bold text.

use egui::{Id, RichText, Ui};

use crate::ui::shell::theme;

/// The width of labels.
pub(super) const LABEL: f32 = 74.0;

/// A label of the same width in all rows.
pub(super) fn label(ui: &mut Ui, text: &str) -> Id {
    let size = egui::vec2(LABEL, ui.spacing().interact_size.y);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(LABEL);
        ui.label(RichText::new(text).weak()).id
    })
    .inner
}

/// A text in the bold font.
pub(super) fn bold(text: impl Into<String>) -> RichText {
    RichText::new(text).family(theme::bold())
}
