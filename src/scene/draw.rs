//! Drawing: a network with places becomes marks in drawing order.

use emath::{Pos2, Rect};

use super::body::{Body, Form};
use super::curve::{Curve, Lane};
use super::emphasis::ResolvedEmphasis;
use super::labels::{self, LabelRequest, Obstacles, PlacedName};
use super::{
    Cap, Color, Emphasis, Encoding, Mark, Scene, Shape, Stroke, Subject, Text, Theme, Viewport,
    Weight, actor_scale, arrowheads,
};
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::{Actor, Document, Relation, RelationKind};

/// What is to be drawn, and how.
#[derive(Clone, Copy, Debug)]
pub struct SceneInput<'a> {
    /// What the network shows; strengths are counted in it.
    pub document: &'a Document,
    /// Who is tied to whom.
    pub network: &'a Network,
    /// Where actors stand in the layout, by node index.
    pub positions: &'a [Pos2],
    /// Which part is looked at.
    pub view: Viewport,
    /// The colours.
    pub theme: &'a Theme,
    /// What stands out.
    pub emphasis: &'a Emphasis,
    /// What sizes, colours and marks say.
    pub encoding: &'a Encoding,
    /// Where names may stand.
    pub names: LabelSpace,
    /// Whether actors that are pinned show it; a figure need not tell how it was made.
    pub shows_pins: bool,
}

/// Where names may stand, in the picture; anywhere where nothing is given.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LabelSpace {
    /// They stay whole in here; else they may leave the picture.
    pub within: Option<Rect>,
    /// They keep clear of what lies over this.
    pub clear_of: Option<Rect>,
}

/// LabelSpace between a rim and a line that leaves it or arrives, in points.
pub(super) const RIM_GAP: f32 = 1.5;

/// Where bodies are drawn smaller than at this scale, lines are thinner too, down to this share: many that are drawn small
/// would be nothing but ink.
const THIN_FROM: f32 = 0.7;
const MIN_THINNING: f32 = 0.5;

/// How far outside the picture bodies still keep names away, in points.
const MARGIN: f32 = 160.0;

/// Names look out for lines where no more relations than these are in view.
const MAX_CLEAR_OF: usize = 1_500;

/// What is farther off than this, in points, is not drawn: its coordinates have lost their precision.
const MAX_COORDINATE: f32 = 1e7;

/// Draws a picture. The same input gives the same scene; what cannot be seen gives no marks.
pub fn draw(picture: &SceneInput) -> Scene {
    let graph = &picture.network.graph;
    let visible = Visible {
        actors: graph.node_indices().collect(),
        relations: graph.edge_indices().collect(),
        scale: scale(picture),
        cites: cites(picture.network),
    };
    draw_named(picture, &visible)
}

/// How much larger than at zoom 1 bodies are drawn: as the view has it, and less where they would stand on one another.
fn scale(picture: &SceneInput) -> f32 {
    let graph = &picture.network.graph;
    let disc = |node: NodeIndex| {
        let place = *picture.positions.get(node.index())?;
        let radius = picture.encoding.radius(node, picture.network.degree(node));
        place
            .is_finite()
            .then(|| (place, body_at(place, &graph[node], radius).radius))
    };
    let discs = graph.node_indices().filter_map(disc).collect();
    actor_scale::scale(discs, picture.view.zoom, picture.view.body_scale())
}

/// Draws these actors and relations and nobody else.
pub(super) fn draw_named(picture: &SceneInput, visible: &Visible) -> Scene {
    let standing = ResolvedEmphasis::new(picture.network, picture.emphasis);
    let bodies = bodies(picture, visible);
    let ties = ties(picture, visible, &bodies);
    let names = names(picture, &standing, &bodies, &ties);
    let mut scene = compose(picture, &standing, &bodies, &ties);
    for name in names {
        let opacity = standing.opacity(Subject::Actor(name.node));
        write(&mut scene, picture, &name, opacity);
    }
    scene
}

/// Draws these actors and relations and nobody else, without names and with nothing that stands out.
pub(super) fn draw_nameless(picture: &SceneInput, visible: &Visible) -> Scene {
    let bodies = bodies(picture, visible);
    let ties = ties(picture, visible, &bodies);
    compose(picture, &ResolvedEmphasis::default(), &bodies, &ties)
}

/// Whom a picture shows, and how large.
pub(super) struct Visible {
    /// In the order of their indices.
    pub(super) actors: Vec<NodeIndex>,
    /// Those whose ends are not both among the actors are left out.
    pub(super) relations: Vec<EdgeIndex>,
    /// How much larger than at zoom 1 bodies are.
    pub(super) scale: f32,
    /// Whether anything is cited; where nothing is, a mark on every line would say nothing.
    pub(super) cites: bool,
}

/// Lines, badges and bodies in drawing order; what stands out is drawn after what steps back.
fn compose(
    picture: &SceneInput,
    standing: &ResolvedEmphasis,
    bodies: &[DrawnActor],
    ties: &[DrawnRelation],
) -> Scene {
    let mut scene = Scene::empty(picture.view.size, picture.theme.background);
    for stands_out in [false, true] {
        let these = ties
            .iter()
            .filter(|tie| standing.stands_out(tie.subject()) == stands_out);
        for tie in these {
            scene
                .marks
                .extend(tie.marks(picture, standing.opacity(tie.subject())));
            scene.curves.push((tie.edge, tie.curve));
        }
    }
    for tie in ties {
        scene
            .marks
            .extend(tie.badge(picture, standing.opacity(tie.subject())));
    }
    for stands_out in [false, true] {
        for seen in bodies {
            if seen.is_visible && standing.stands_out(seen.subject()) == stands_out {
                scene
                    .marks
                    .extend(seen.marks(picture, standing.opacity(seen.subject())));
                scene.bodies.push((seen.node, seen.body));
            }
        }
    }
    scene
}

/// Puts a name into the scene.
pub(super) fn write(scene: &mut Scene, picture: &SceneInput, name: &PlacedName, opacity: f32) {
    scene.names.push((name.node, name.rect));
    scene.marks.extend(name_marks(picture, name, opacity));
}

/// An actor with its body.
struct DrawnActor<'a> {
    node: NodeIndex,
    actor: &'a Actor,
    body: Body,
    rank: usize,
    is_visible: bool,
}

impl DrawnActor<'_> {
    fn subject(&self) -> Subject {
        Subject::Actor(self.node)
    }

    fn marks(&self, picture: &SceneInput, opacity: f32) -> Vec<Mark> {
        let SceneInput {
            theme,
            emphasis,
            encoding,
            ..
        } = picture;
        let subject = Some(self.subject());
        let mut marks = Vec::new();
        if emphasis.selected.contains(&self.subject()) {
            let ring = Stroke::solid(2.0, theme.accent);
            marks.push(
                self.body
                    .grown(4.0)
                    .mark(subject, opacity, theme.background, ring),
            );
        }
        let kind = self.actor.kind();
        let own = encoding.color(self.node, theme);
        let fill = own.unwrap_or_else(|| theme.actor(kind));
        let rim = theme.rim_of(fill);
        let (fill, stroke) = body_style(theme, fill, self.actor.is_placeholder);
        marks.push(self.body.mark(subject, opacity, fill, stroke));
        if self.actor.pinned && picture.shows_pins {
            let shape = Shape::Circle {
                center: self.body.center,
                radius: 2.5,
                fill: Some(theme.background),
                stroke: Some(Stroke::solid(1.0, rim)),
            };
            marks.push(Mark {
                subject,
                shape,
                opacity,
            });
        }
        marks
    }
}

/// How an actor is filled and rimmed: one that nobody declared is hollow.
pub(super) fn body_style(theme: &Theme, fill: Color, is_placeholder: bool) -> (Color, Stroke) {
    if is_placeholder {
        let stroke = Stroke {
            width: 1.4,
            color: theme.muted,
            dash: &[2.5, 2.5],
            cap: Cap::Butt,
        };
        (theme.background, stroke)
    } else {
        (fill, Stroke::solid(1.0, theme.rim_of(fill)))
    }
}

/// An actor's body, of this radius were it a disc.
pub(super) fn body_at(center: Pos2, actor: &Actor, radius: f32) -> Body {
    let form = Form::of(actor.kind());
    let smaller = if form == Form::Rhombus { 0.8 } else { 1.0 };
    Body {
        center,
        radius: smaller * radius,
        form,
    }
}

/// The actors that have a place, in the order of their indices.
fn bodies<'a>(picture: &'a SceneInput, visible: &Visible) -> Vec<DrawnActor<'a>> {
    let graph = &picture.network.graph;
    let area = picture.view.rect().expand(MARGIN);
    let seen = |&node: &NodeIndex| {
        let place = picture.positions.get(node.index())?;
        let center = picture.view.picture_from_layout(*place);
        if !(center.x.abs() < MAX_COORDINATE && center.y.abs() < MAX_COORDINATE) {
            return None;
        }
        let actor = &**graph.node_weight(node)?;
        let degree = picture.network.degree(node);
        let radius = picture.encoding.radius(node, degree);
        let body = body_at(center, actor, visible.scale * radius);
        Some(DrawnActor {
            node,
            actor,
            body,
            rank: picture.encoding.rank(node, degree),
            is_visible: area.intersects(body.rect()),
        })
    };
    visible.actors.iter().filter_map(seen).collect()
}

/// A relation with its curve.
struct DrawnRelation<'a> {
    edge: EdgeIndex,
    relation: &'a Relation,
    curve: Curve,
    width: f32,
    is_marked: bool,
    is_marked_uncited: bool,
}

impl DrawnRelation<'_> {
    fn subject(&self) -> Subject {
        Subject::Relation(self.edge)
    }

    fn color(&self, picture: &SceneInput) -> Color {
        tie_color(
            picture.theme,
            self.relation.kind(),
            self.relation.is_uncited(),
        )
    }

    fn marks(&self, picture: &SceneInput, opacity: f32) -> Vec<Mark> {
        let color = self.color(picture);
        let both = arrowheads::of(self.relation.kind(), self.relation.is_directed());
        let is_selected = picture.emphasis.selected.contains(&self.subject());
        let is_hovered = picture.emphasis.hovered == Some(self.subject());
        let width = self.width + if is_selected || is_hovered { 0.8 } else { 0.0 };
        let band = self
            .is_marked
            .then(|| marker(&self.curve, width, picture.theme));
        let shapes = tie_shapes(&self.curve, self.relation.kind(), both, width, color);
        self.as_marks(band.into_iter().chain(shapes), opacity)
    }

    fn badge(&self, picture: &SceneInput, opacity: f32) -> Vec<Mark> {
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

    fn as_marks(&self, shapes: impl IntoIterator<Item = Shape>, opacity: f32) -> Vec<Mark> {
        let subject = Some(self.subject());
        let mark = |shape| Mark {
            subject,
            shape,
            opacity,
        };
        shapes.into_iter().map(mark).collect()
    }
}

/// Whether the network cites anything at all. Where it does not, a mark on every line would say nothing.
pub(super) fn cites(network: &Network) -> bool {
    network
        .graph
        .edge_weights()
        .any(|relation| !relation.is_uncited())
}

/// The colour of a relation: paler where nothing is cited.
pub(super) fn tie_color(theme: &Theme, kind: RelationKind, is_uncited: bool) -> Color {
    let color = theme.relation(kind);
    if is_uncited {
        color.toward(theme.background, 0.4)
    } else {
        color
    }
}

/// How wide a relation of this kind and strength is drawn, in points: support most, ties without a sign least.
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

/// The dashes of a kind of relation: longer on wider lines, so that they keep their look.
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

/// A relation's curve and ends.
pub(super) fn tie_shapes(
    curve: &Curve,
    kind: RelationKind,
    both: (arrowheads::Arrowhead, arrowheads::Arrowhead),
    width: f32,
    color: Color,
) -> Vec<Shape> {
    let stroke = Stroke {
        width,
        color,
        dash: dash(kind, width),
        cap: Cap::Butt,
    };
    let length = curve.length();
    let line = curve.shortened(length, both.0.takes(width), both.1.takes(width));
    let mut shapes = vec![Shape::Path {
        outline: line.outline(),
        fill: None,
        stroke: Some(stroke),
    }];
    shapes.extend(arrowheads::at_both(curve, length, both, width, color));
    shapes
}

/// The band behind a relation that is marked.
pub(super) fn marker(curve: &Curve, width: f32, theme: &Theme) -> Shape {
    Shape::Path {
        outline: curve.outline(),
        fill: None,
        stroke: Some(Stroke::solid(width + 7.0, theme.marker())),
    }
}

/// Which curve of its pair each of these relations takes: friends to one side, foes to the other.
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

/// The relations in view, with the curves they take.
fn ties<'a>(
    picture: &'a SceneInput,
    visible: &Visible,
    bodies: &[DrawnActor],
) -> Vec<DrawnRelation<'a>> {
    let graph = &picture.network.graph;
    let area = picture.view.rect().expand(20.0);
    let thin = (visible.scale / THIN_FROM).clamp(MIN_THINNING, 1.0);
    let body = |node: NodeIndex| {
        let at = bodies.binary_search_by_key(&node, |seen| seen.node).ok()?;
        Some(&bodies[at].body)
    };
    let tie = |(edge, here): (EdgeIndex, Lane)| {
        let (source, target) = graph.edge_endpoints(edge)?;
        let (from, to) = (body(source)?, body(target)?);
        let curve = if source == target {
            Curve::around(from, here, RIM_GAP)
        } else {
            // DrawnActor from its other end, a curve bows the other way.
            let here = if source < target {
                here
            } else {
                here.reversed()
            };
            Curve::between(from, to, here, RIM_GAP)
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
    let mut ties: Vec<DrawnRelation> = lanes.into_iter().filter_map(tie).collect();
    // Arrows of support lie on top: there are few, and they say most.
    ties.sort_by_key(|tie| (layer(tie.relation.kind()), tie.edge));
    ties
}

/// The order in which kinds of relations are drawn.
pub(super) fn layer(kind: RelationKind) -> u8 {
    match kind {
        RelationKind::Other => 0,
        RelationKind::Cooperation => 1,
        RelationKind::Hostility => 2,
        RelationKind::Support => 3,
    }
}

/// The names that find room.
fn names(
    picture: &SceneInput,
    standing: &ResolvedEmphasis,
    bodies: &[DrawnActor],
    ties: &[DrawnRelation],
) -> Vec<PlacedName> {
    let in_view = || bodies.iter().filter(|seen| seen.is_visible);
    let wishes = in_view().map(|seen| LabelRequest {
        node: seen.node,
        body: seen.body,
        name: seen.actor.name(),
        rank: seen.rank,
        stands_out: standing.stands_out(seen.subject()),
    });
    let solid: Vec<Body> = in_view().map(|seen| seen.body).collect();
    let mut soft = Vec::new();
    if ties.len() <= MAX_CLEAR_OF {
        for tie in ties {
            spread(tie, &mut soft);
        }
    }
    let obstacles = Obstacles {
        area: picture.view.rect().expand(MARGIN),
        bodies: &solid,
        soft: &soft,
        space: picture.names,
    };
    labels::place(wishes.collect(), &obstacles)
}

/// Points along a relation that names keep clear of: of arrowheads and badges more than of lines.
fn spread(tie: &DrawnRelation, soft: &mut Vec<(Pos2, f32)>) {
    let count = (tie.curve.length() / 8.0).clamp(3.0, 80.0) as usize;
    soft.extend(tie.curve.samples(count).map(|point| (point, 0.22)));
    let both = arrowheads::of(tie.relation.kind(), tie.relation.is_directed());
    let at_end = |end: arrowheads::Arrowhead| {
        if end == arrowheads::Arrowhead::Plain {
            0.0
        } else {
            1.0
        }
    };
    soft.push((tie.curve.point(0.0), at_end(both.0)));
    soft.push((tie.curve.point(1.0), at_end(both.1)));
    if tie.relation.is_contested() || tie.is_marked_uncited {
        soft.push((tie.curve.point(0.5), 2.0));
    }
}

fn name_marks(picture: &SceneInput, name: &PlacedName, opacity: f32) -> Vec<Mark> {
    let subject = Subject::Actor(name.node);
    let is_selected = picture.emphasis.selected.contains(&subject);
    let is_declared = !picture.network.graph[name.node].is_placeholder;
    let theme = picture.theme;
    let mark = |(line, at): (&str, Pos2)| Mark {
        subject: Some(subject),
        shape: Shape::Text(Text {
            text: line.to_owned(),
            at,
            anchor: name.anchor,
            size: labels::SIZE,
            weight: if is_selected {
                Weight::Bold
            } else {
                Weight::Regular
            },
            color: if is_declared { theme.ink } else { theme.muted },
            halo: Some(theme.background),
        }),
        opacity,
    };
    name.baselines().map(mark).collect()
}
