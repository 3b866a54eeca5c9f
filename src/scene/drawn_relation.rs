//! Relations as they are drawn: curve, width, colour, dashes, arrowheads and badge.

use emath::Pos2;

use super::curve::{Lane, RelationCurve};
use super::drawn_actor::DrawnActor;
use super::scene_input::{SceneInput, Visible};
use super::{Cap, Color, Mark, MarkShape, Stroke, Subject, Theme, arrowheads};
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::{Relation, RelationKind};

/// The gap between a rim and a line that starts or ends there, in points.
pub(super) const RIM_GAP: f32 = 1.5;

/// Below this scale of bodies, lines become thinner too, down to this share. Otherwise lines would
/// cover small pictures.
const MAX_THINNING_SCALE: f32 = 0.7;
const MIN_THINNING: f32 = 0.5;

/// A relation and its curve.
pub(super) struct DrawnRelation<'a> {
    pub(super) edge: EdgeIndex,
    relation: &'a Relation,
    pub(super) curve: RelationCurve,
    width: f32,
    is_marked: bool,
    is_marked_uncited: bool,
}

impl DrawnRelation<'_> {
    pub(super) fn subject(&self) -> Subject {
        Subject::Relation(self.edge)
    }

    fn color(&self, picture: &SceneInput) -> Color {
        tie_color(
            picture.theme,
            self.relation.kind(),
            self.relation.is_uncited(),
        )
    }

    pub(super) fn marks(&self, picture: &SceneInput, opacity: f32) -> Vec<Mark> {
        let color = self.color(picture);
        let ends = arrowheads::of(self.relation.kind(), self.relation.is_directed());
        let is_selected = picture.emphasis.selected.contains(&self.subject());
        let is_hovered = picture.emphasis.hovered == Some(self.subject());
        let width = self.width + if is_selected || is_hovered { 0.8 } else { 0.0 };
        let band = self
            .is_marked
            .then(|| marker(&self.curve, width, picture.theme));
        let shapes = tie_shapes(&self.curve, self.relation.kind(), ends, width, color);
        self.as_marks(band.into_iter().chain(shapes), opacity)
    }

    pub(super) fn badge(&self, picture: &SceneInput, opacity: f32) -> Vec<Mark> {
        let (color, background) = (self.color(picture), picture.theme.background);
        let middle = self.curve.point(0.5);
        let shapes = if self.relation.is_contested() {
            arrowheads::contested(middle, color, background)
        } else if self.is_marked_uncited {
            arrowheads::uncited(middle, color, background)
        } else {
            Vec::new()
        };
        self.as_marks(shapes, opacity)
    }

    fn as_marks(&self, shapes: impl IntoIterator<Item = MarkShape>, opacity: f32) -> Vec<Mark> {
        let subject = Some(self.subject());
        let mark = |shape| Mark {
            subject,
            shape,
            opacity,
        };
        shapes.into_iter().map(mark).collect()
    }
}

/// Whether any relation cites a source. If none does, uncited relations are not marked.
pub(super) fn cites(network: &Network) -> bool {
    network
        .graph
        .edge_weights()
        .any(|relation| !relation.is_uncited())
}

/// The colour of a relation; paler if it is uncited.
pub(super) fn tie_color(theme: &Theme, kind: RelationKind, is_uncited: bool) -> Color {
    let color = theme.relation(kind);
    if is_uncited {
        color.toward(theme.background, 0.4)
    } else {
        color
    }
}

/// The width of a relation of this kind and strength, in points. Support is widest, relations
/// without a sign are narrowest.
pub(super) fn tie_width(kind: RelationKind, strength: f64) -> f32 {
    let strength = if strength.is_nan() {
        1.0
    } else {
        strength as f32
    };
    let share = match kind {
        RelationKind::Support => 1.3,
        RelationKind::Cooperation | RelationKind::Hostility => 1.0,
        RelationKind::Other => 0.65,
    };
    share * (1.5 + 0.9 * (strength.clamp(0.5, 5.0) - 1.0))
}

/// The dashes of a kind of relation; longer on wider lines, so that they look the same.
pub fn dash(kind: RelationKind, width: f32) -> &'static [f32] {
    match (kind, width) {
        (RelationKind::Support | RelationKind::Other, _) => &[],
        (RelationKind::Cooperation, ..2.6) => &[2.4, 2.4],
        (RelationKind::Cooperation, ..4.0) => &[3.6, 3.2],
        (RelationKind::Cooperation, _) => &[5.2, 4.2],
        (RelationKind::Hostility, ..2.6) => &[7.0, 3.5],
        (RelationKind::Hostility, ..4.0) => &[9.5, 4.5],
        (RelationKind::Hostility, _) => &[13.0, 6.0],
    }
}

/// The line and the arrowheads of a relation.
pub(super) fn tie_shapes(
    curve: &RelationCurve,
    kind: RelationKind,
    ends: (arrowheads::Arrowhead, arrowheads::Arrowhead),
    width: f32,
    color: Color,
) -> Vec<MarkShape> {
    let stroke = Stroke {
        width,
        color,
        dash: dash(kind, width),
        cap: Cap::Butt,
    };
    let length = curve.length();
    let line = curve.shortened(
        length,
        ends.0.replaced_length(width),
        ends.1.replaced_length(width),
    );
    let mut shapes = vec![MarkShape::Path {
        outline: line.outline(),
        fill: None,
        stroke: Some(stroke),
    }];
    shapes.extend(arrowheads::at_both(curve, length, ends, width, color));
    shapes
}

/// The band behind a marked relation.
pub(super) fn marker(curve: &RelationCurve, width: f32, theme: &Theme) -> MarkShape {
    MarkShape::Path {
        outline: curve.outline(),
        fill: None,
        stroke: Some(Stroke::solid(width + 7.0, theme.marker())),
    }
}

/// The lane of each relation among the relations of its pair: positive relations on one side,
/// negative ones on the other.
fn lanes(network: &Network, relations: &[EdgeIndex]) -> Vec<(EdgeIndex, Lane)> {
    let side = |kind| match kind {
        RelationKind::Support => 0,
        RelationKind::Cooperation => 1,
        RelationKind::Other => 2,
        RelationKind::Hostility => 3,
    };
    let graph = &network.graph;
    let keyed = |&edge: &EdgeIndex| {
        let (a, b) = graph.edge_endpoints(edge)?;
        Some(((a.min(b), a.max(b)), side(graph[edge].kind()), edge))
    };
    let mut edges: Vec<_> = relations.iter().filter_map(keyed).collect();
    edges.sort_unstable();
    let mut lanes = Vec::with_capacity(edges.len());
    for pair in edges.chunk_by(|a, b| a.0 == b.0) {
        let of = pair.len();
        let numbered = pair.iter().enumerate();
        lanes.extend(numbered.map(|(number, (.., edge))| (*edge, Lane { number, of })));
    }
    lanes
}

/// The relations in view, with their curves.
pub(super) fn relations<'a>(
    picture: &'a SceneInput,
    visible: &Visible,
    bodies: &[DrawnActor],
) -> Vec<DrawnRelation<'a>> {
    let graph = &picture.network.graph;
    let area = picture.view.rect().expand(20.0);
    let thin = (visible.scale / MAX_THINNING_SCALE).clamp(MIN_THINNING, 1.0);
    let body = |node: NodeIndex| {
        let at = bodies
            .binary_search_by_key(&node, |drawn| drawn.node)
            .ok()?;
        Some(&bodies[at].body)
    };
    let drawn = |(edge, lane): (EdgeIndex, Lane)| {
        let (source, target) = graph.edge_endpoints(edge)?;
        let (from, to) = (body(source)?, body(target)?);
        let curve = if source == target {
            RelationCurve::around(from, lane, RIM_GAP)
        } else {
            // Seen from its other end, a curve bends the other way.
            let lane = if source < target {
                lane
            } else {
                lane.reversed()
            };
            RelationCurve::between(from, to, lane, RIM_GAP)
        };
        let relation = &*graph[edge];
        Some(DrawnRelation {
            edge,
            relation,
            curve: curve?.within(area)?,
            width: thin * tie_width(relation.kind(), picture.document.strength(relation)),
            is_marked: picture.encoding.marks(edge),
            is_marked_uncited: visible.cites && relation.is_uncited(),
        })
    };
    let lanes = lanes(picture.network, &visible.relations);
    let mut relations: Vec<DrawnRelation> = lanes.into_iter().filter_map(drawn).collect();
    // Arrows of support are on top: they are few and important.
    relations.sort_by_key(|drawn| (drawing_order(drawn.relation.kind()), drawn.edge));
    relations
}

/// The drawing order of kinds of relations.
pub(super) fn drawing_order(kind: RelationKind) -> u8 {
    match kind {
        RelationKind::Other => 0,
        RelationKind::Cooperation => 1,
        RelationKind::Hostility => 2,
        RelationKind::Support => 3,
    }
}

/// Adds points along a relation that names avoid, with their costs: arrowheads and badges cost more
/// than lines.
pub(super) fn add_soft_obstacles(relation: &DrawnRelation, soft: &mut Vec<(Pos2, f32)>) {
    let count = (relation.curve.length() / 8.0).clamp(3.0, 80.0) as usize;
    soft.extend(relation.curve.samples(count).map(|point| (point, 0.22)));
    let ends = arrowheads::of(relation.relation.kind(), relation.relation.is_directed());
    let at_end = |end: arrowheads::Arrowhead| {
        if end == arrowheads::Arrowhead::Plain {
            0.0
        } else {
            1.0
        }
    };
    soft.push((relation.curve.point(0.0), at_end(ends.0)));
    soft.push((relation.curve.point(1.0), at_end(ends.1)));
    if relation.relation.is_contested() || relation.is_marked_uncited {
        soft.push((relation.curve.point(0.5), 2.0));
    }
}
