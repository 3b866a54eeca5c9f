//! Rows and links that highlight their actor or relation on the canvas while the pointer is on
//! them.

use egui::{Context, Id};

use crate::app::{Command, Target};
use crate::ui::{Queue, View};

/// Highlights a target: the pointer is on a row or link about it.
pub(crate) fn at(ctx: &Context, target: &Target, view: View) {
    // Read before `data_mut`, which locks the context.
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(id(), pass));
    if view.state.open.session.hovered.as_ref() != Some(target) {
        view.send(Command::Hover(Some(target.clone())));
    }
}

/// Whether the pointer was on such a row or link in this frame.
pub(crate) fn is_at_something(ctx: &Context) -> bool {
    let last = ctx.data(|data| data.get_temp::<u64>(id()));
    last == Some(ctx.cumulative_pass_nr())
}

/// Ends the highlight once the pointer has left. Call it after everything is shown.
pub(crate) fn settle(ctx: &Context, queue: &Queue) {
    let is_left = ctx.data(|data| data.get_temp::<u64>(id())).is_some() && !is_at_something(ctx);
    if is_left {
        ctx.data_mut(|data| data.remove::<u64>(id()));
        queue.send(Command::Hover(None));
    }
}

fn id() -> Id {
    Id::new("pointed at")
}
