//! The legend on the canvas: the meaning of shapes, colours and lines; a click on a kind of
//! relation hides or shows it.

use std::sync::Arc;

use egui::{
    Align2, Area, Context, Frame, Id, Label, LayerId, Order, Pos2, Rect, Response, RichText, Sense,
    Ui, Vec2, WidgetInfo, WidgetType,
};

use super::painter::{self, ShapeMove};
use crate::app::{Command, State};
use crate::graph::{Ties, bloc_ties_in_words, condensed};
use crate::language::Language;
use crate::scene::PictureView;
use crate::scene::legend::{self, DrawnOfLines, LegendEntry, LegendSample, SAMPLE};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::frame_cache::background;

/// Longer words of the legend are wrapped at this width in points.
const MAX_WORDS_WIDTH: f32 = 220.0;

/// On a canvas narrower than this the legend is a button at first.
const MIN_WIDTH_UNFOLDED: f32 = 600.0;

/// The area of the legend in the last frame, if it is open.
pub(crate) fn rect(ctx: &Context) -> Option<Rect> {
    visible_area(ctx, id())
}

/// The area of the legend or of its button in the last frame.
pub(super) fn any_rect(ctx: &Context) -> Option<Rect> {
    rect(ctx).or_else(|| button_rect(ctx))
}

/// The area of the legend or of its button on this canvas: in its corner, with the size that it had
/// in the last frame. The canvas of the last frame may have had another size.
pub(super) fn rect_on(ctx: &Context, canvas: Rect) -> Option<Rect> {
    let size = any_rect(ctx)?.size();
    let corner = corner_of(canvas);
    Some(Rect::from_min_max(
        corner - Vec2::new(0.0, size.y),
        corner + Vec2::new(size.x, 0.0),
    ))
}

/// The area of the button that opens the legend in the last frame, if there is one.
pub(crate) fn button_rect(ctx: &Context) -> Option<Rect> {
    visible_area(ctx, folded_id())
}

fn visible_area(ctx: &Context, id: Id) -> Option<Rect> {
    let layer = LayerId::new(Order::Middle, id);
    ctx.memory(|memory| {
        let is_open = memory.areas().is_visible(&layer);
        memory.area_rect(id).filter(|_| is_open)
    })
}

fn folded_id() -> Id {
    Id::new("folded legend")
}

fn id() -> Id {
    Id::new("legend")
}

pub(crate) fn show(ctx: &Context, canvas: Rect, view: View) {
    if !view.state.settings.shows_legend {
        return;
    }
    let entries = entries(ctx, view.state);
    if entries.is_empty() {
        return;
    }
    let folded = folded_id();
    let is_unfolded = ctx.data(|data| data.get_temp(folded).unwrap_or(false));
    if canvas.width() < MIN_WIDTH_UNFOLDED && !is_unfolded {
        corner(folded, canvas).show(ctx, |ui| {
            if ui.button("Legend").clicked() {
                ctx.data_mut(|data| data.insert_temp(folded, true));
            }
        });
        return;
    }
    corner(id(), canvas).show(ctx, |ui| {
        let frame = Frame::popup(ui.style())
            .inner_margin(8)
            .shadow(egui::Shadow::NONE);
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for entry in entries.iter() {
                row(ui, entry, view);
            }
            omissions(ui, view.state);
            if canvas.width() < MIN_WIDTH_UNFOLDED && ui.small_button("Collapse").clicked() {
                ctx.data_mut(|data| data.insert_temp(folded, false));
            }
        });
    });
}

/// The entries of what the filter shows. Kinds that are hidden keep their entry: a click on it
/// shows them again.
fn entries(ctx: &Context, state: &State) -> Arc<Vec<LegendEntry>> {
    let (network, encoding) = (&state.open.derived.network, state.encoding());
    let groups = encoding.groups.as_ref();
    let about = (
        encoding.sizes.as_ref().map(|sizes| sizes.name.clone()),
        groups.map(|groups| {
            (
                groups.name.clone(),
                Arc::as_ptr(&groups.of).cast::<()>() as usize,
            )
        }),
        encoding.certainty.is_some(),
        encoding.marked.as_ref().map(|marked| marked.name),
        encoding.lines,
        state.open.session.view,
        Arc::as_ptr(&state.open.session.blocs) as usize,
    );
    let view = state.open.session.view;
    let (document, whole) = (
        state.document().clone(),
        Arc::clone(&state.open.derived.whole),
    );
    let mut filter = network.filter().clone();
    filter.hidden_kinds.clear();
    let blocs = Arc::clone(&state.open.session.blocs);
    let entries = background(ctx, "legend entries", about, network, move || {
        let seen = (!filter.is_clear()).then(|| whole.through(&document, &filter));
        let seen = seen.as_ref().unwrap_or(&whole);
        let with_blocs = (!blocs.is_empty()).then(|| condensed(seen, &blocs));
        let network = with_blocs.as_ref().unwrap_or(seen);
        let ties = Ties::new(&document, network, encoding.lines);
        match view {
            PictureView::Network => {
                let drawn = DrawnOfLines::ALL;
                legend::entries(network, &ties, &encoding, drawn, Language::English)
            }
            PictureView::Matrix => {
                legend::matrix_entries(network, &ties, &encoding, Language::English)
            }
        }
    });
    // The last entries are shown until the new ones are there.
    entries
        .latest
        .map_or_else(Arc::default, |(_, entries)| entries)
}

/// The lower left corner of the legend on a canvas.
fn corner_of(canvas: Rect) -> Pos2 {
    canvas.left_bottom() + Vec2::new(10.0, -10.0)
}

/// An area in the lower left corner of the canvas.
fn corner(id: Id, canvas: Rect) -> Area {
    Area::new(id)
        .order(Order::Middle)
        .fixed_pos(corner_of(canvas))
        .pivot(Align2::LEFT_BOTTOM)
        .constrain_to(canvas)
}

/// What is left out of the picture, in words: the rules that simplify it, and weak ties of blocs.
fn omissions(ui: &mut Ui, state: &State) {
    let drawn = &state.open.derived.drawn;
    let simplify = &drawn.filter().simplify;
    let rules = format!(
        "Shown: {}",
        simplify.in_words(state.document(), Language::English)
    );
    let rules = (!simplify.is_off()).then_some(rules);
    let all = [rules, bloc_ties_in_words(drawn, Language::English)];
    for words in all.into_iter().flatten() {
        ui.set_max_width(MAX_WORDS_WIDTH);
        ui.add(Label::new(RichText::new(words).size(12.0)).wrap());
    }
}

fn row(ui: &mut Ui, entry: &LegendEntry, view: View) {
    let (LegendSample::Relation(kind)
    | LegendSample::SolidRelation(kind)
    | LegendSample::CellOfKind(kind)) = entry.sample
    else {
        let drawn = draw(ui, entry, Sense::hover(), false);
        drawn.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Label, true, format!("Legend: {}", entry.label))
        });
        return;
    };
    let is_hidden = view.state.open.session.filter.hidden_kinds.contains(&kind);
    let response = draw(ui, entry, Sense::click(), is_hidden);
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::Checkbox, true, !is_hidden, &*entry.label)
    });
    let what = if is_hidden { "Show" } else { "Hide" };
    if response
        .on_hover_text(format!("{what} relations of this kind"))
        .clicked()
    {
        view.send(Command::ToggleKind(kind));
    }
}

/// The sample and its label.
fn draw(ui: &mut Ui, entry: &LegendEntry, sense: Sense, is_hidden: bool) -> Response {
    let font = egui::FontId::proportional(12.0);
    let color = if is_hidden {
        ui.visuals().weak_text_color()
    } else {
        ui.visuals().text_color()
    };
    let galley = ui
        .painter()
        .layout_no_wrap(entry.label.clone().into_owned(), font, color);
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
    let shapes = painter::shapes(ui.painter(), &marks, ShapeMove::by(corner.to_vec2()));
    ui.painter().extend(shapes);
    let at = egui::pos2(
        rect.left() + SAMPLE.x + 8.0,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, color);
    response
}
