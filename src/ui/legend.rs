//! The legend on the canvas: what shapes, colours and lines mean; a click on a kind of relation hides it or shows it.

use egui::{Align2, Area, Context, Frame, Id, Order, Rect, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use super::{Queue, pen, theme};
use crate::app::{Command, State};
use crate::scene::legend::{self, Entry, Meaning};

pub(super) fn show(ctx: &Context, canvas: Rect, state: &State, queue: &Queue) {
    if !state.settings.shows_legend {
        return;
    }
    Area::new(Id::new("legend"))
        .order(Order::Middle)
        .fixed_pos(canvas.left_bottom() + Vec2::new(10.0, -10.0))
        .pivot(Align2::LEFT_BOTTOM)
        .constrain_to(canvas)
        .show(ctx, |ui| {
            let frame = Frame::popup(ui.style()).inner_margin(8).shadow(egui::Shadow::NONE);
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let theme = theme::of(ui.ctx());
                for entry in legend::entries(&state.derived.network, &theme) {
                    row(ui, &entry, state, queue);
                }
            });
        });
}

fn row(ui: &mut Ui, entry: &Entry, state: &State, queue: &Queue) {
    let Meaning::Relation(kind) = entry.meaning else {
        draw(ui, entry, Sense::hover(), false);
        return;
    };
    let is_hidden = state.session.lens.hidden_kinds.contains(&kind);
    let response = draw(ui, entry, Sense::click(), is_hidden);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, !is_hidden, &entry.text));
    let what = if is_hidden { "Show" } else { "Hide" };
    if response.on_hover_text(format!("{what} relations of this kind")).clicked() {
        queue.send(Command::ToggleKind(kind));
    }
}

/// The sample and its words.
fn draw(ui: &mut Ui, entry: &Entry, sense: Sense, is_hidden: bool) -> Response {
    let height = entry.size.y.max(17.0);
    let font = egui::FontId::proportional(12.0);
    let color = if is_hidden { ui.visuals().weak_text_color() } else { ui.visuals().text_color() };
    let galley = ui.painter().layout_no_wrap(entry.text.clone(), font, color);
    let size = Vec2::new(entry.size.x + 8.0 + galley.size().x, height);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    if response.hovered() && sense.senses_click() {
        ui.painter().rect_filled(rect.expand(2.0), 3.0, ui.visuals().widgets.hovered.weak_bg_fill);
    }
    let sample = Rect::from_min_size(
        rect.left_center() - Vec2::new(0.0, entry.size.y / 2.0),
        entry.size,
    );
    if is_hidden {
        let mut faded = entry.marks.clone();
        faded.iter_mut().for_each(|mark| mark.opacity *= 0.25);
        pen::sample(ui.painter(), &faded, sample);
    } else {
        pen::sample(ui.painter(), &entry.marks, sample);
    }
    let at = egui::pos2(sample.right() + 8.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    response
}
