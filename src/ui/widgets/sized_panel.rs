//! A panel at a side of the window whose width the settings keep. A narrow window makes it
//! narrower, and a wider one gives it its width back.

use egui::containers::panel::PanelState;
use egui::{Id, Panel, Rangef, Rect, Ui, vec2};

/// The least width that reader and side panel leave to the picture, in points.
pub(crate) const MIN_CANVAS_WIDTH: f32 = 320.0;

/// Where the panel is, and the width that the user has just given it by dragging its edge.
pub(crate) struct ShownPanel {
    pub(crate) rect: Rect,
    pub(crate) resized_to: Option<f32>,
}

/// The side of the window.
#[derive(Clone, Copy)]
pub(crate) enum PanelSide {
    Left,
    Right,
}

/// Shows a panel with the width that the user wants, as far as the range allows it.
pub(crate) fn show(
    ui: &mut Ui,
    name: &'static str,
    side: PanelSide,
    wanted: f32,
    widths: Rangef,
    contents: impl FnOnce(&mut Ui),
) -> ShownPanel {
    let id = Id::new(name);
    let width = wanted.clamp(widths.min, widths.max);
    // The id that egui gives to the edge of a panel.
    let edge = ui.ctx().read_response(id.with("__resize"));
    let is_dragged = edge
        .as_ref()
        .is_some_and(|edge| edge.dragged() || edge.drag_stopped());
    if !is_dragged {
        let area = ui.available_rect_before_wrap();
        let outer_rect = Rect::from_min_size(area.min, vec2(width, area.height()));
        let state = PanelState { outer_rect };
        ui.ctx().data_mut(|data| data.insert_persisted(id, state));
    }
    let panel = match side {
        PanelSide::Left => Panel::left(id),
        PanelSide::Right => Panel::right(id),
    };
    let panel = panel.resizable(true).default_size(width).size_range(widths);
    let rect = panel.show(ui, contents).response.rect;
    let is_released = edge.is_some_and(|edge| edge.drag_stopped());
    let is_new = (rect.width() - wanted).abs() > 1.0;
    ShownPanel {
        rect,
        resized_to: (is_released && is_new).then_some(rect.width()),
    }
}
