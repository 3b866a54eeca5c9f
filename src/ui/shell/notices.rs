//! Notices at the bottom of the window: successes disappear after a while, failures stay until they
//! are dismissed.

use std::time::Duration;

use egui::{Align2, Area, Context, Frame, Id, Order};

use crate::app::Command;
use crate::ui::{Queue, View};

/// The duration of a success notice in seconds.
const DURATION_S: f64 = 5.0;

pub(crate) fn show(ctx: &Context, view: View) {
    if view.state.notices.is_empty() {
        return;
    }
    let now = ctx.input(|input| input.time);
    Area::new(Id::new("notices"))
        .anchor(Align2::CENTER_BOTTOM, [0.0, -40.0])
        .order(Order::Foreground)
        .show(ctx, |ui| {
            for notice in &view.state.notices {
                Frame::popup(ui.style()).show(ui, |ui| {
                    ui.horizontal(|ui| {
                        if notice.is_failure {
                            ui.colored_label(ui.visuals().error_fg_color, "⚠");
                        }
                        ui.label(&notice.text);
                        if ui.small_button("×").on_hover_text("Dismiss").clicked() {
                            view.send(Command::Dismiss(notice.id));
                        }
                    });
                });
                if !notice.is_failure {
                    dismiss_later(ctx, now, notice.id, view.queue);
                }
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
