//! The frame, the width and the row of buttons that all dialogs share.

use egui::{Context, Frame, Id, Key, Modal, ModalResponse, Modifiers, Response, ScrollArea, Ui};

use crate::ui::widgets::primary::add_primary;

/// The space between the edge of a dialog and its contents, in points.
const PADDING: i8 = 16;

/// The space that is left between a dialog and the edges of the window.
const MARGIN: f32 = 12.0;

/// A dialog over the window.
pub(super) fn modal<R>(
    ctx: &Context,
    name: &str,
    contents: impl FnOnce(&mut Ui) -> R,
) -> ModalResponse<R> {
    let frame = Frame::popup(&ctx.global_style()).inner_margin(PADDING);
    Modal::new(Id::new(name)).frame(frame).show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        contents(ui)
    })
}

/// Makes the dialog this wide, or as wide as the window has room for.
pub(super) fn set_width(ui: &mut Ui, points: f32) {
    let room = ui.ctx().content_rect().width() - 2.0 * (f32::from(PADDING) + MARGIN);
    ui.set_width(points.min(room));
}

/// The greatest height of a list in a dialog, beside everything else that it shows.
pub(super) fn list_height(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - 240.0).clamp(80.0, 560.0)
}

/// A list that scrolls where its rows have no room in this height. Without a minimum height egui
/// would keep it as low as it was once: a dialog offers the height that it had before.
pub(super) fn list(height: f32) -> ScrollArea {
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
}

/// The list of a search: it keeps its height, so that nothing moves while one types.
pub(super) fn steady_list(height: f32) -> ScrollArea {
    list(height).auto_shrink([false, false])
}

/// Whether Enter was pressed for the dialog: in a field, or where nothing has the focus. A button
/// that has it takes the key itself.
pub(super) fn take_enter(ui: &Ui) -> bool {
    let is_free = ui.memory(|memory| memory.focused().is_none());
    let is_meant = is_free || ui.ctx().text_edit_focused();
    let has_list = egui::Popup::is_any_open(ui.ctx());
    is_meant && !has_list && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// The row of buttons at the end of a dialog.
pub(super) fn buttons<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(4.0);
    ui.horizontal_wrapped(contents).inner
}

/// The button that the dialog is about; it has the focus, unless something else has it or a list is
/// open.
pub(super) fn main_button(ui: &mut Ui, text: impl Into<String>) -> Response {
    main_button_if(ui, true, text)
}

/// The button that the dialog is about, where it can be pressed only sometimes.
pub(super) fn main_button_if(ui: &mut Ui, is_enabled: bool, text: impl Into<String>) -> Response {
    let response = add_primary(ui, is_enabled, text);
    let has_list = egui::Popup::is_any_open(ui.ctx());
    if is_enabled && !has_list && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    response
}
