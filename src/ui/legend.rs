//! The legend on the canvas: what shapes, colours and lines mean; a click on a kind of relation hides it or shows it.

use egui::{
    Align2, Area, Context, Frame, Id, Order, Rect, Response, Sense, Ui, Vec2, WidgetInfo,
    WidgetType,
};

use super::{Queue, pen, theme};
use crate::app::{Command, State};
use crate::scene::legend::{self, Entry, SAMPLE, Sample};

pub(super) fn show(ctx: &Context, canvas: Rect, state: &State, queue: &Queue) {
    if !state.settings.shows_legend {
        return;
    }
    // What a lens hides stays in the legend: there it is shown again.
    let entries = legend::entries(state.document(), &state.derived.whole);
    Area::new(Id::new("legend"))
        .order(Order::Middle)
        .fixed_pos(canvas.left_bottom() + Vec2::new(10.0, -10.0))
        .pivot(Align2::LEFT_BOTTOM)
        .constrain_to(canvas)
        .show(ctx, |ui| {
            let frame = Frame::popup(ui.style())
                .inner_margin(8)
                .shadow(egui::Shadow::NONE);
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                for entry in &entries {
                    row(ui, entry, state, queue);
                }
            });
        });
}

fn row(ui: &mut Ui, entry: &Entry, state: &State, queue: &Queue) {
    let Sample::Relation(kind) = entry.sample else {
        draw(ui, entry, Sense::hover(), false);
        return;
    };
    let is_hidden = state.session.lens.hidden_kinds.contains(&kind);
    let response = draw(ui, entry, Sense::click(), is_hidden);
    response
        .widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, !is_hidden, entry.label));
    let what = if is_hidden { "Show" } else { "Hide" };
    if response
        .on_hover_text(format!("{what} relations of this kind"))
        .clicked()
    {
        queue.send(Command::ToggleKind(kind));
    }
}

/// The sample and its words.
fn draw(ui: &mut Ui, entry: &Entry, sense: Sense, is_hidden: bool) -> Response {
    let font = egui::FontId::proportional(12.0);
    let color = if is_hidden {
        ui.visuals().weak_text_color()
    } else {
        ui.visuals().text_color()
    };
    let galley = ui
        .painter()
        .layout_no_wrap(entry.label.to_owned(), font, color);
    let size = Vec2::new(SAMPLE.x + 8.0 + galley.size().x, SAMPLE.y.max(18.0));
    let (rect, response) = ui.allocate_exact_size(size, sense);
    if response.hovered() && sense.senses_click() {
        ui.painter().rect_filled(
            rect.expand(2.0),
            3.0,
            ui.visuals().widgets.hovered.weak_bg_fill,
        );
    }
    let middle = (SAMPLE / 2.0).to_pos2();
    let mut marks = entry.sample.marks(middle, &theme::of(ui.ctx()));
    for mark in &mut marks {
        mark.opacity *= if is_hidden { 0.25 } else { 1.0 };
    }
    let corner = rect.left_center() - Vec2::new(0.0, SAMPLE.y / 2.0);
    let shapes = pen::shapes(ui.painter(), &marks, corner);
    ui.painter().extend(shapes);
    let at = egui::pos2(
        rect.left() + SAMPLE.x + 8.0,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, color);
    response
}
