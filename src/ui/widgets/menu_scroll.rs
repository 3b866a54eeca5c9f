//! Menus that scroll where the window has no room for them.

use egui::{ScrollArea, Ui};

/// The height of the menu bar and of the edges of a menu, in points.
const FRAME_HEIGHT: f32 = 56.0;

/// Shows the contents of a menu; they scroll where they are higher than the window.
pub(crate) fn scrolling<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.ctx().content_rect().height() - FRAME_HEIGHT;
    ScrollArea::vertical()
        .max_height(room.max(80.0))
        .show(ui, contents)
        .inner
}
