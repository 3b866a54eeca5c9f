//! The button that a dialog is about. Each dialog has one.

use egui::{Button, RichText, Ui};

/// A button in the accent colour.
pub(crate) fn primary(ui: &Ui, text: impl Into<String>) -> Button<'static> {
    let visuals = ui.visuals();
    let text = RichText::new(text.into()).color(visuals.window_fill);
    Button::new(text).fill(visuals.hyperlink_color)
}
