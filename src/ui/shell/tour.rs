//! The tour: one hint at a time at the foot of the picture. Its buttons are reached and pressed by
//! keyboard; Esc closes it.

use egui::{Align2, Area, Context, Frame, Id, Order, Rect, RichText, Ui, Vec2};

use super::theme;
use crate::app::{Command, TOUR, TourCommand, TourHint};
use crate::ui::View;
use crate::ui::canvas::legend;
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
    let canvas = beside_legend(canvas, legend::rect(ctx), legend::button_rect(ctx));
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

/// The part of the picture beside the legend, or above its button.
fn beside_legend(canvas: Rect, legend: Option<Rect>, button: Option<Rect>) -> Rect {
    let is_wide = |part: &Rect| part.width() >= WIDTH + 4.0 * MARGIN;
    let beside = legend.map(|legend| canvas.with_min_x(legend.right()));
    let above = button.map(|button| canvas.with_max_y(button.top()));
    beside.filter(is_wide).or(above).unwrap_or(canvas)
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

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_hint_does_not_lie_on_the_legend_or_its_button() {
        let at = |width: f32| Rect::from_min_size(pos2(0.0, 30.0), Vec2::new(width, 400.0));
        let legend = Rect::from_min_max(pos2(10.0, 200.0), pos2(154.0, 420.0));
        let hints = beside_legend(at(900.0), Some(legend), None);
        assert!(!hints.shrink(1.0).intersects(legend));
        let button = Rect::from_min_max(pos2(10.0, 395.0), pos2(70.0, 420.0));
        let hints = beside_legend(at(480.0), None, Some(button));
        assert!(!hints.shrink(1.0).intersects(button));
        assert_eq!(beside_legend(at(480.0), None, None), at(480.0));
    }
}
