//! The tour: one hint at a time at the foot of the picture. Its buttons are reached and pressed by
//! keyboard; Esc closes it.

use egui::{Align2, Area, Context, Frame, Id, Order, Rect, RichText, Ui, Vec2};

use super::theme;
use crate::app::{Command, TOUR, TourCommand, TourHint};
use crate::ui::View;
use crate::ui::widgets::primary::primary;

/// The width of a hint, in points.
const WIDTH: f32 = 400.0;

/// The distance to the edge of the picture, in points.
const MARGIN: f32 = 14.0;

/// Shows the hint; returns its area.
pub(crate) fn show(ctx: &Context, canvas: Rect, view: View) -> Option<Rect> {
    let (Some(number), None) = (view.state.tour, &view.state.dialog) else {
        return None;
    };
    let hint = TOUR.get(number)?;
    let shown = Area::new(Id::new("tour"))
        .order(Order::Middle)
        .fixed_pos(canvas.center_bottom() - Vec2::new(0.0, MARGIN))
        .pivot(Align2::CENTER_BOTTOM)
        .constrain_to(canvas)
        .show(ctx, |ui| {
            Frame::popup(ui.style()).inner_margin(14).show(ui, |ui| {
                ui.set_width(WIDTH.min(canvas.width() - 4.0 * MARGIN));
                self::hint(ui, number, hint);
                ui.add_space(4.0);
                buttons(ui, number, view);
            });
        });
    Some(shown.response.rect)
}

fn hint(ui: &mut Ui, number: usize, hint: &TourHint) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(hint.title).family(theme::bold()).size(15.0));
        ui.weak(format!("{} of {}", number + 1, TOUR.len()));
    });
    ui.add(egui::Label::new(hint.text).wrap());
}

fn buttons(ui: &mut Ui, number: usize, view: View) {
    let is_last = number + 1 == TOUR.len();
    let send = |command| view.send(Command::Tour(command));
    ui.horizontal(|ui| {
        let next = ui.add(primary(ui, if is_last { "Done" } else { "Next hint" }));
        // Each hint begins on this button, so that Enter goes through all of them. What is typed
        // elsewhere stays there.
        if ui.memory(|memory| memory.focused().is_none()) {
            next.request_focus();
        }
        if next.clicked() {
            send(TourCommand::Next);
        }
        if number > 0 && ui.button("Back").clicked() {
            send(TourCommand::Back);
        }
        let close = ui.button("Close the tour");
        let text = "It does not open by itself again; Help → Tour shows it";
        if close.on_hover_text(text).clicked() {
            send(TourCommand::Close);
        }
    });
}
