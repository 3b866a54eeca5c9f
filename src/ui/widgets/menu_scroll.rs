//! Menus that scroll where the window has no room for them.

use egui::{ScrollArea, Ui};

/// The height of the menu bar and of the edges of a menu, in points.
const FRAME_HEIGHT: f32 = 56.0;

/// Shows the contents of a menu; they scroll where they are higher than the window.
pub(crate) fn scrolling<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let room = (ui.ctx().content_rect().height() - FRAME_HEIGHT).max(80.0);
    // A new area of egui offers a height of its own until its contents are measured.
    ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room)
        .show(ui, contents)
        .inner
}
