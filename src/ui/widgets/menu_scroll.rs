//! Menus that scroll where the window has no room for them.

use egui::{Context, Id, InnerResponse, Response, ScrollArea, Slider, Ui};

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
    let shown = ui.menu_button(text, |ui| scrolling(ui, contents));
    WidgetMark::OpensMenu.put(ui.ctx(), shown.response.id);
    shown
}

/// A slider in a menu, which keeps the arrows to the left and right.
pub(crate) fn slider(ui: &mut Ui, slider: Slider<'_>) -> Response {
    let response = ui.add(slider);
    WidgetMark::IsSlider.put(ui.ctx(), response.id);
    response
}

/// A choice in a menu. Menus take the edges from their buttons, which these must keep.
pub(crate) fn radio(ui: &mut Ui, is_chosen: bool, text: impl Into<String>) -> Response {
    with_edges(ui, |ui| ui.radio(is_chosen, text.into()))
}

/// A switch in a menu.
pub(crate) fn checkbox(ui: &mut Ui, is_on: &mut bool, text: impl Into<String>) -> Response {
    with_edges(ui, |ui| ui.checkbox(is_on, text.into()))
}

/// Shows a choice or a switch with the edges that it has outside menus.
pub(crate) fn with_edges(ui: &mut Ui, show: impl FnOnce(&mut Ui) -> Response) -> Response {
    let usual = ui.ctx().global_style();
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.bg_stroke = usual.visuals.widgets.inactive.bg_stroke;
        widgets.hovered.bg_stroke = usual.visuals.widgets.hovered.bg_stroke;
        widgets.active.bg_stroke = usual.visuals.widgets.active.bg_stroke;
        show(ui)
    })
    .inner
}

/// Whether a widget has a menu of its own.
pub(crate) fn opens_menu(ctx: &Context, widget: Id) -> bool {
    WidgetMark::OpensMenu.is_on(ctx, widget)
}

/// Whether a widget in a menu is a slider.
pub(crate) fn is_slider(ctx: &Context, widget: Id) -> bool {
    WidgetMark::IsSlider.is_on(ctx, widget)
}

/// What the keys of menus must know of a widget, which egui does not say.
#[derive(Clone, Copy, Debug, Hash)]
enum WidgetMark {
    OpensMenu,
    IsSlider,
}

impl WidgetMark {
    fn put(self, ctx: &Context, widget: Id) {
        ctx.data_mut(|data| data.insert_temp(widget.with(self), true));
    }

    fn is_on(self, ctx: &Context, widget: Id) -> bool {
        let mark = ctx.data(|data| data.get_temp(widget.with(self)));
        mark.unwrap_or(false)
    }
}
