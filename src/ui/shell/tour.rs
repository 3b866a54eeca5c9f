//! The tour: one hint at a time at the foot of the picture. Its buttons are reached and pressed by
//! keyboard; Esc closes it.

use egui::{Align2, Area, Context, Frame, Id, Order, Rect, RichText, Ui, Vec2};

use super::theme;
use crate::app::{Command, TOUR, TourCommand, TourHint};
use crate::ui::View;
use crate::ui::canvas::{legend, minimap};
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
    let canvas = AtFoot::of(ctx).rest(canvas);
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

/// What else is at the foot of the picture.
#[derive(Default)]
struct AtFoot {
    /// At the left: the legend, or the button that opens it.
    legend: Option<Rect>,
    legend_button: Option<Rect>,
    /// At the right: the overview map.
    overview: Option<Rect>,
}

impl AtFoot {
    fn of(ctx: &Context) -> Self {
        Self {
            legend: legend::rect(ctx),
            legend_button: legend::button_rect(ctx),
            overview: minimap::rect(ctx),
        }
    }

    /// The part of the picture between the legend and the overview map, or above them if it is too
    /// narrow. A tall legend leaves no room above it: there only the map is avoided.
    fn rest(&self, canvas: Rect) -> Rect {
        let at_left = self.legend.or(self.legend_button);
        let left = at_left.map_or(canvas.left(), |it| it.right());
        let right = self.overview.map_or(canvas.right(), |map| map.left());
        let beside = canvas.with_min_x(left);
        let is_wide = |part: &Rect| part.width() >= WIDTH + 4.0 * MARGIN;
        let top_of = |rects: &[Option<Rect>]| {
            let tops = rects.iter().flatten().map(Rect::top);
            tops.fold(canvas.bottom(), f32::min)
        };
        let between = beside.with_max_x(right);
        let above_map = beside.with_max_y(top_of(&[self.overview]));
        let above_all = canvas.with_max_y(top_of(&[self.legend_button, self.overview]));
        let parts = [between, above_map];
        parts.into_iter().find(is_wide).unwrap_or(above_all)
    }
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
    fn a_hint_lies_neither_on_the_legend_or_its_button_nor_on_the_overview_map() {
        let at = |width: f32| Rect::from_min_size(pos2(0.0, 30.0), Vec2::new(width, 400.0));
        let map = |width: f32| Rect::from_min_max(pos2(width - 180.0, 320.0), pos2(width, 430.0));
        let legend = Some(Rect::from_min_max(pos2(10.0, 200.0), pos2(154.0, 420.0)));
        let legend_button = Some(Rect::from_min_max(pos2(10.0, 395.0), pos2(70.0, 420.0)));
        for width in [480.0, 620.0, 700.0, 900.0, 1_280.0] {
            let wide_enough_for_legend = legend.filter(|_| width > 600.0);
            for (legend, legend_button) in [(wide_enough_for_legend, None), (None, legend_button)] {
                for overview in [None, Some(map(width))] {
                    let foot = AtFoot {
                        legend,
                        legend_button,
                        overview,
                    };
                    let rest = foot.rest(at(width)).shrink(1.0);
                    let all = [legend, legend_button, overview];
                    let covered = all.iter().flatten().find(|it| rest.intersects(**it));
                    assert_eq!(covered, None, "at {width}");
                }
            }
        }
        assert_eq!(AtFoot::default().rest(at(480.0)), at(480.0));
    }
}
