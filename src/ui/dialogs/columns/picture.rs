//! The small picture of what results from a choice, and its counts. Decides nothing visible: the
//! scene does.

use std::sync::Arc;

use egui::{Color32, Rect, Sense, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType};

use crate::scene::{self, Emphasis, Encoding, LabelSpace, SceneInput};
use crate::ui::canvas::painter::{self, KeptShapes, ShapeMove};
use crate::ui::shell::theme;
use crate::ui::tasks::mapped_file::{MappedNetwork, SmallPicture};
use crate::words::{counted, grouped};

/// The width of the picture, in points.
pub(super) const PICTURE_WIDTH: f32 = 300.0;

/// A picture that was drawn, and what it was drawn for.
pub(super) struct DrawnPicture {
    of: Arc<SmallPicture>,
    size: Vec2,
    background: Color32,
    shapes: KeptShapes,
}

/// The size of the picture.
pub(super) fn size(ui: &Ui) -> Vec2 {
    let height = (ui.ctx().content_rect().height() - 440.0).clamp(140.0, 260.0);
    Vec2::new(PICTURE_WIDTH, height)
}

/// Shows the picture, and draws it again if it changed.
pub(super) fn show(ui: &mut Ui, network: &MappedNetwork, drawn: &mut Option<DrawnPicture>) {
    let size = size(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let label = format!("Picture: {}", counts(network).join("; "));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &label));
    let theme = theme::of(ui.ctx());
    let background = theme::color(theme.background);
    let is_same = |drawn: &DrawnPicture| {
        Arc::ptr_eq(&drawn.of, &network.picture)
            && (drawn.size, drawn.background) == (size, background)
    };
    if !drawn.as_ref().is_some_and(is_same) {
        *drawn = Some(DrawnPicture {
            of: Arc::clone(&network.picture),
            size,
            background,
            shapes: draw(ui, &network.picture, size),
        });
    }
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 4.0, background);
    if let Some(drawn) = drawn {
        painter.extend(drawn.shapes.at(ShapeMove::by(rect.min.to_vec2())));
    }
    let rim = ui.visuals().widgets.noninteractive.bg_stroke;
    painter.rect_stroke(rect, 4.0, rim, StrokeKind::Inside);
}

fn draw(ui: &Ui, picture: &SmallPicture, size: Vec2) -> KeptShapes {
    let theme = theme::of(ui.ctx());
    let (encoding, emphasis) = (Encoding::default(), Emphasis::default());
    let page = Rect::from_min_size(egui::Pos2::ZERO, size);
    let (network, positions) = (&picture.network, &picture.positions);
    let scene = scene::draw(&SceneInput {
        network,
        ties: &picture.ties,
        positions,
        view: scene::fit(network, positions, &encoding, size, page),
        theme: &theme,
        emphasis: &emphasis,
        encoding: &encoding,
        names: LabelSpace {
            within: Some(page),
            clear_of: None,
        },
        shows_pins: false,
    });
    painter::scene(ui.painter(), None, &scene, page)
}

/// What results, in words.
pub(super) fn counts(network: &MappedNetwork) -> Vec<String> {
    let [friendly, hostile, neither] = network.signs.map(grouped);
    let mut lines = vec![
        format!(
            "{} and {}",
            counted(network.actors, "actor", "actors"),
            counted(network.relations, "relation", "relations")
        ),
        format!("{friendly} friendly, {hostile} hostile, {neither} of kind other"),
    ];
    let claims = (network.claims > 0).then(|| {
        format!(
            "{} from {}",
            counted(network.claims, "claim", "claims"),
            counted(network.references, "source", "sources")
        )
    });
    let dated = (network.dated > 0).then(|| format!("{} with a date", grouped(network.dated)));
    let more: Vec<String> = claims.into_iter().chain(dated).collect();
    if !more.is_empty() {
        lines.push(more.join(", "));
    }
    if network.picture.is_part {
        let shown = network.picture.network.graph.node_count();
        lines.push(format!("Drawn: the {shown} actors with the most relations"));
    }
    lines
}
