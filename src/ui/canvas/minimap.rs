//! The overview in the corner of the canvas, while only a part of the picture is visible: a click
//! or a drag moves the view.

use egui::{
    Align2, Area, Context, Frame, Id, Order, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, WidgetType,
};

use super::drawn::PictureKey;
use super::painter::{self, KeptShapes, ShapeMove, Sprites};
use crate::app::State;
use crate::scene::{self, Overview, Viewport};
use crate::ui::shell::theme;

/// The greatest size of the overview, and the smallest canvas that has one.
const MAX_SIZE: Vec2 = Vec2::new(180.0, 124.0);
const MIN_CANVAS: Vec2 = Vec2::new(480.0, 320.0);

/// Space between it and the canvas's edge.
const MARGIN: f32 = 10.0;

/// The smallest frame around the visible part.
const MIN_WINDOW: Vec2 = Vec2::new(9.0, 7.0);

/// The overview, made again when the picture changes.
#[derive(Default)]
pub(super) struct Minimap {
    made: Option<MadeOverview>,
}

/// An overview, its shapes, and what it was made for.
struct MadeOverview {
    key: PictureKey,
    overview: Overview,
    shapes: KeptShapes,
}

/// The picture that the overview is of.
pub(super) struct MinimapInput<'a> {
    pub(super) key: &'a PictureKey,
    pub(super) camera: Viewport,
    pub(super) sprites: &'a Sprites,
    pub(super) state: &'a State,
}

/// Its area in the last frame, if it is shown.
pub(in crate::ui) fn rect(ctx: &Context) -> Option<Rect> {
    let layer = egui::LayerId::new(Order::Middle, id());
    ctx.memory(|memory| {
        let is_open = memory.areas().is_visible(&layer);
        memory.area_rect(id()).filter(|_| is_open)
    })
}

fn id() -> Id {
    Id::new("overview")
}

impl Minimap {
    /// Shows the overview, if only a part of the picture is visible. Returns the position of the
    /// layout that was clicked.
    pub(super) fn show(&mut self, ui: &Ui, rect: Rect, picture: &MinimapInput) -> Option<Pos2> {
        if rect.width() < MIN_CANVAS.x || rect.height() < MIN_CANVAS.y {
            return None;
        }
        let MadeOverview {
            overview, shapes, ..
        } = self.overview(ui, picture)?;
        let seen = Rect::from_two_pos(
            picture.camera.layout_from_picture(Pos2::ZERO),
            picture.camera.layout_from_picture(rect.size().to_pos2()),
        );
        if seen.contains_rect(overview.bounds) {
            return None;
        }
        let area = Area::new(id())
            .order(Order::Middle)
            .pivot(Align2::RIGHT_BOTTOM)
            .fixed_pos(rect.max - Vec2::splat(MARGIN))
            .constrain_to(rect);
        let clicked = area.show(ui.ctx(), |ui| {
            let frame = Frame::popup(ui.style())
                .inner_margin(0)
                .shadow(egui::Shadow::NONE);
            frame.show(ui, |ui| map(ui, overview, shapes, seen)).inner
        });
        clicked.inner
    }

    /// The overview of what is drawn now.
    fn overview(&mut self, ui: &Ui, picture: &MinimapInput) -> Option<&mut MadeOverview> {
        let key = picture.key.at_any_view();
        if self.made.as_ref().is_none_or(|made| made.key != key) {
            let derived = &picture.state.open.derived;
            let (network, positions) = (&derived.drawn, derived.drawn_positions());
            let encoding = picture.state.encoding();
            let theme = theme::of(ui.ctx());
            let overview = scene::overview(network, positions, &encoding, &theme, MAX_SIZE);
            self.made = overview.map(|overview| MadeOverview {
                key,
                shapes: painter::low_detail(picture.sprites, &overview.low_detail),
                overview,
            });
        }
        self.made.as_mut()
    }
}

/// The map; returns the position that was clicked.
fn map(ui: &mut Ui, overview: &Overview, shapes: &mut KeptShapes, seen: Rect) -> Option<Pos2> {
    let (rect, response) = ui.allocate_exact_size(overview.view.size, Sense::click_and_drag());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Other, true, "Overview; drag to move the view")
    });
    let painter = ui.painter_at(rect);
    painter.extend(shapes.at(ShapeMove::by(rect.min.to_vec2())));
    let on_map = |position: Pos2| overview.view.picture_from_layout(position) + rect.min.to_vec2();
    let window = Rect::from_two_pos(on_map(seen.min), on_map(seen.max)).intersect(rect);
    let window = Rect::from_center_size(window.center(), window.size().max(MIN_WINDOW));
    let theme = theme::of(ui.ctx());
    let accent = theme::color(theme.accent);
    // An outline in the background colour keeps the frame visible on dense parts.
    let rim = Stroke::new(1.5, theme::color(theme.background));
    painter.rect_stroke(window, 2.0, rim, StrokeKind::Outside);
    painter.rect_filled(window, 2.0, accent.gamma_multiply(0.15));
    painter.rect_stroke(window, 2.0, Stroke::new(1.5, accent), StrokeKind::Inside);
    let pointer = response.interact_pointer_pos();
    let is_asked = response.dragged() || response.clicked();
    let asked = pointer.filter(|_| is_asked)?;
    Some(
        overview
            .view
            .layout_from_picture((asked - rect.min).to_pos2()),
    )
}
