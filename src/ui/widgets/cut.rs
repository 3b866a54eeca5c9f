//! Texts that are cut where there is no room: a tooltip shows the whole text. A cut label of egui
//! has one already.

use egui::{Response, TextStyle};

/// Shows the whole text while the pointer is on a widget that has no room for it.
pub(crate) fn full_text(response: Response, text: &str) -> Response {
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
    if width > response.rect.width() - 2.0 * style.spacing.button_padding.x + 1.0 {
        response.on_hover_text(text)
    } else {
        response
    }
}
