//! What gets the keyboard focus is scrolled into view, wherever it is. Knows no widget.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Context, Event, Id, Response};

/// The height of a widget from which on it fills what scrolls, and stays where it is, in points.
const TALL: f32 = 120.0;

/// Begins a frame: scrolls to the widget that got the focus in the last one, if it is hidden. egui
/// does so only when a screen reader asks for it: here it is asked the same.
pub(crate) fn begin_frame(ctx: &Context) {
    let focused = ctx.memory(egui::Memory::focused);
    let slot = Id::new("the focus that is in view");
    let before: Option<Id> = ctx.data(|data| data.get_temp(slot));
    if focused == before {
        return;
    }
    let Some(id) = focused else {
        ctx.data_mut(|data| data.remove::<Id>(slot));
        return;
    };
    ctx.data_mut(|data| data.insert_temp(slot, id));
    let by_pointer = ctx.input(|input| input.pointer.any_down());
    let widget = ctx.read_response(id).filter(|_| !by_pointer);
    if widget.is_some_and(|widget| is_hidden(&widget)) {
        let request = ActionRequest {
            action: Action::ScrollIntoView,
            target_tree: TreeId::ROOT,
            target_node: id.accesskit_id(),
            data: None,
        };
        let event = Event::AccessKitActionRequest(request);
        ctx.input_mut(|input| input.events.push(event));
        ctx.request_repaint();
    }
}

/// Ends a frame: a widget that got the focus in it may have to be scrolled to.
pub(crate) fn end_frame(ctx: &Context) {
    let focused = ctx.memory(egui::Memory::focused);
    let slot = Id::new("the focus that is in view");
    let before: Option<Id> = ctx.data(|data| data.get_temp(slot));
    if focused != before {
        ctx.request_repaint();
    }
}

/// Whether a part of a small widget is out of view.
fn is_hidden(widget: &Response) -> bool {
    let seen = widget.interact_rect.expand(1.0);
    widget.rect.height() < TALL && !seen.contains_rect(widget.rect)
}
