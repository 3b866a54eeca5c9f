//! Rows and links that light up on the canvas whom they are about, for as long as the pointer is on them.

use egui::{Context, Id};

use crate::app::{Command, Target};
use crate::ui::Queue;
use crate::ui::View;

/// The pointer is on something about this target: it lights up.
pub(crate) fn at(ctx: &Context, target: &Target, view: View) {
    // Asked for outside `data_mut`, which holds the context.
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(id(), pass));
    if view.state.open.session.hovered.as_ref() != Some(target) {
        view.send(Command::Hover(Some(target.clone())));
    }
}

/// Whether something was pointed at in this frame.
pub(crate) fn is_at_something(ctx: &Context) -> bool {
    let last = ctx.data(|data| data.get_temp::<u64>(id()));
    last == Some(ctx.cumulative_pass_nr())
}

/// Once everything is shown: what lit up and is pointed at no more goes out.
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
