//! The button that a dialog is about. Each dialog has one.

use egui::{Button, Response, RichText, Ui};

/// A button in the accent colour.
pub(crate) fn primary(ui: &Ui, text: impl Into<String>) -> Button<'static> {
    let visuals = ui.visuals();
    let text = RichText::new(text.into()).color(visuals.window_fill);
    Button::new(text).fill(visuals.hyperlink_color)
}

/// Shows it where it can be pressed only sometimes.
pub(crate) fn add_primary(ui: &mut Ui, is_enabled: bool, text: impl Into<String>) -> Response {
    add_primary_with_keys(ui, is_enabled, text, "")
}

/// The same, with the keys that press it.
pub(crate) fn add_primary_with_keys(
    ui: &mut Ui,
    is_enabled: bool,
    text: impl Into<String>,
    keys: &str,
) -> Response {
    let with_keys = |button: Button<'static>, color| match keys {
        "" => button,
        keys => button.shortcut_text(RichText::new(keys).color(color)),
    };
    if is_enabled {
        let button = with_keys(primary(ui, text), ui.visuals().window_fill);
        return ui.add(button);
    }
    // egui fades a disabled button with its text, which cannot be read then: only its fill is
    // faded.
    let visuals = ui.visuals();
    let (ink, fill) = (visuals.text_color(), visuals.hyperlink_color);
    let fill = fill.gamma_multiply(visuals.disabled_alpha());
    let text = RichText::new(text.into()).color(ink);
    let button = with_keys(Button::new(text).fill(fill), ink);
    let shown = ui.scope(|ui| {
        ui.disable();
        ui.set_opacity(1.0);
        ui.add(button)
    });
    shown.inner
}
