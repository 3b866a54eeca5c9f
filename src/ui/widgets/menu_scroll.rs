//! Menus that scroll where the window has no room for them.

use egui::{InnerResponse, ScrollArea, Ui};

/// The height of the menu bar and of the edges of a menu, in points.
const FRAME_HEIGHT: f32 = 56.0;

/// Shows the contents of a menu; they scroll where they are higher than the window.
pub(crate) fn scrolling<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let spacing = ui.spacing_mut();
    // The longest menu fits into a window of 800 points.
    spacing.item_spacing.y = 2.0;
    // The bar is beside the keys of the rows, not over them.
    spacing.scroll.floating = false;
    let room = (ui.ctx().content_rect().height() - FRAME_HEIGHT).max(80.0);
    // A new area of egui offers a height of its own until its contents are measured.
    ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room)
        .show(ui, contents)
        .inner
}

/// A button with a menu, or the row of a submenu; what is in it scrolls.
#[expect(clippy::disallowed_methods, reason = "here its contents scroll")]
pub(crate) fn menu_button<R>(
    ui: &mut Ui,
    text: &str,
    contents: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<Option<R>> {
    ui.menu_button(text, |ui| scrolling(ui, contents))
}
