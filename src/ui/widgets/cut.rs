//! Texts that are cut where there is no room: a tooltip shows the whole text. A cut label of egui
//! has one already.

use egui::{Response, TextStyle};

/// Shows the whole text while the pointer is on a widget that has no room for it.
pub(crate) fn full_text(response: Response, text: &str) -> Response {
    full_text_beside(response, text, 0.0)
}

/// The same for the button of a list that drops down, which has an arrow beside its text.
pub(crate) fn full_choice(response: Response, text: &str) -> Response {
    let style = response.ctx.global_style();
    let arrow = style.spacing.icon_width + style.spacing.icon_spacing;
    full_text_beside(response, text, arrow)
}

fn full_text_beside(response: Response, text: &str, taken: f32) -> Response {
    if !response.hovered() {
        return response;
    }
    let style = response.ctx.global_style();
    let font = TextStyle::Body.resolve(&style);
    let color = style.visuals.text_color();
    let width = response.ctx.fonts_mut(|fonts| {
        let galley = fonts.layout_no_wrap(text.to_owned(), font, color);
        galley.size().x
    });
    let room = response.rect.width() - 2.0 * style.spacing.button_padding.x - taken;
    if width > room + 1.0 {
        response.on_hover_text(text)
    } else {
        response
    }
}
