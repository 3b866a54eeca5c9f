//! Notices at the bottom of the window: successes disappear after a while, failures stay until they
//! are dismissed. At most two are shown at a time: the newest one, and the newest failure beside
//! it.

use std::time::Duration;

use egui::{Align2, Area, Context, Frame, Id, Label, Order, Rect, Ui};

use crate::app::{Command, Notice};
use crate::ui::{Queue, View};

/// The duration of a success notice in seconds.
const DURATION_S: f64 = 5.0;

/// The most notices that are shown at a time; earlier ones follow when these are gone.
const MAX_SHOWN: usize = 2;

/// The widest line of a notice, in points; longer texts wrap.
const MAX_WIDTH: f32 = 520.0;

/// Shows the notices; they stay clear of the reader, if it is shown: what is decided there is at
/// its foot.
pub(crate) fn show(ctx: &Context, reader: Option<Rect>, view: View) {
    let notices = &view.state.notices;
    if notices.is_empty() {
        return;
    }
    let now = ctx.input(|input| input.time);
    let hidden = notices.len().saturating_sub(MAX_SHOWN);
    let window = ctx.content_rect();
    let left = reader.map_or(window.left(), |reader| reader.right());
    let room = window.with_min_x(left);
    Area::new(Id::new("notices"))
        .anchor(
            Align2::CENTER_BOTTOM,
            [room.center().x - window.center().x, -40.0],
        )
        .order(Order::Foreground)
        .show(ctx, |ui| {
            for (number, notice) in shown(notices).into_iter().enumerate() {
                let hidden = if number == 0 { hidden } else { 0 };
                let frame = Frame::popup(ui.style());
                frame.show(ui, |ui| row(ui, notice, hidden, room.width(), view.queue));
                if !notice.is_failure {
                    dismiss_later(ctx, now, notice.id, view.queue);
                }
            }
        });
}

/// The newest notice, and above it the newest failure that is left, or else what came before.
fn shown(notices: &[Notice]) -> Vec<&Notice> {
    let Some((newest, earlier)) = notices.split_last() else {
        return Vec::new();
    };
    let failure = earlier.iter().rfind(|notice| notice.is_failure);
    let above = failure.or(earlier.last());
    above.into_iter().chain([newest]).collect()
}

fn row(ui: &mut Ui, notice: &Notice, hidden: usize, room: f32, queue: &Queue) {
    ui.horizontal(|ui| {
        if notice.is_failure {
            ui.colored_label(ui.visuals().error_fg_color, "⚠");
        }
        let text = match notice.times {
            1 => notice.text.clone(),
            times => format!("{} ({times} times)", notice.text),
        };
        ui.scope(|ui| {
            ui.set_max_width(MAX_WIDTH.min((room - 120.0).max(120.0)));
            ui.add(Label::new(text).wrap());
        });
        if hidden > 0 {
            ui.weak(format!("+{hidden}"))
                .on_hover_text("More notices, shown when these are dismissed");
        }
        if ui.small_button("×").on_hover_text("Dismiss").clicked() {
            queue.send(Command::Dismiss(notice.id));
        }
    });
}

/// Dismisses a notice after its duration.
fn dismiss_later(ctx: &Context, now: f64, notice: u64, queue: &Queue) {
    let id = Id::new(("notice", notice));
    let since = ctx.data_mut(|data| *data.get_temp_mut_or(id, now));
    let left = DURATION_S - (now - since);
    if left <= 0.0 {
        queue.send(Command::Dismiss(notice));
    } else {
        ctx.request_repaint_after(Duration::from_secs_f64(left));
    }
}
