//! Actors as they are drawn: body, fill, rim, selection ring and pin. Knows no names.

use std::sync::Arc;

use emath::{Pos2, vec2};

use super::actor_body::{ActorBody, Form};
use super::body_picture::body_picture;
use super::scene_input::{SceneInput, Visible};
use super::{Cap, Color, Mark, MarkShape, Stroke, Subject, Theme};
use crate::graph::NodeIndex;
use crate::model::{Actor, ActorPicture};

/// Names also avoid bodies this far outside the picture, in points.
pub(super) const MARGIN: f32 = 160.0;

/// The width of the space around a body with lines beneath it, in points.
const HALO: f32 = 2.0;

/// Actors with larger coordinates, in points, are not drawn: their coordinates are too imprecise.
const MAX_COORDINATE: f32 = 1e7;

/// An actor and its body.
#[derive(Debug)]
pub(super) struct DrawnActor {
    pub(super) node: NodeIndex,
    pub(super) actor: Arc<Actor>,
    pub(super) body: ActorBody,
    /// The center of the body if the picture were not panned.
    pub(super) unpanned: Pos2,
    pub(super) rank: usize,
    pub(super) is_visible: bool,
    is_bloc: bool,
    /// The picture on the body.
    picture: Option<Arc<ActorPicture>>,
}

/// How far the pin of a large body is inside its edge, in points.
const PIN_FROM_EDGE: f32 = 7.0;

impl DrawnActor {
    pub(super) fn subject(&self) -> Subject {
        Subject::Actor(self.node)
    }

    /// The body with all that is drawn around it: names keep clear of the ring of a bloc.
    pub(super) fn with_ring(&self) -> ActorBody {
        if self.is_bloc {
            self.body.grown(RING + 1.0)
        } else {
            self.body
        }
    }

    /// The space around the body that sets it off from lines beneath it.
    pub(super) fn halo(&self, theme: &Theme, opacity: f32) -> Mark {
        let background = theme.background;
        let rim = Stroke::solid(1.0, background);
        let body = self.body.grown(HALO - rim.width / 2.0);
        // It is not a mark of the actor: pictures name the body alone.
        body.mark(None, opacity, background, rim)
    }

    /// Whether there is a picture on the body, which names keep clear of.
    pub(super) fn has_picture(&self) -> bool {
        self.picture.is_some()
    }

    pub(super) fn marks(&self, picture: &SceneInput, opacity: f32) -> Vec<Mark> {
        let SceneInput {
            theme, emphasis, ..
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
        let fill = actor_fill(picture, self.node, &self.actor);
        let rim = theme.rim_of(fill);
        if picture.network.bloc(self.node).is_some() {
            marks.push(Mark {
                subject,
                shape: bloc_ring(&self.body, fill, theme),
                opacity,
            });
        }
        let (fill, stroke) = body_style(theme, fill, self.actor.is_placeholder);
        marks.push(self.body.mark(subject, opacity, fill, stroke));
        let on_body = self.picture.as_ref();
        let on_body = on_body.and_then(|picture| body_picture(&self.body, picture));
        marks.extend(on_body.map(|on_body| Mark {
            subject,
            shape: MarkShape::Picture(on_body),
            opacity,
        }));
        if self.actor.pinned && picture.shows_pins {
            // At the upper edge, because a name may be in the middle.
            let up = (self.body.radius - PIN_FROM_EDGE).max(0.0);
            let shape = MarkShape::Circle {
                center: self.body.center - vec2(0.0, up),
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

/// The colour of an actor that the file declares.
pub(super) fn actor_fill(picture: &SceneInput, node: NodeIndex, actor: &Actor) -> Color {
    picture.encoding.fill(node, actor, picture.theme)
}

/// The fill and the rim of an actor. An actor that the file does not declare is hollow.
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

/// How far the ring of a bloc is outside its body, in points.
const RING: f32 = 2.5;

/// The ring around the body of a bloc.
pub(super) fn bloc_ring(body: &ActorBody, fill: Color, theme: &Theme) -> MarkShape {
    MarkShape::Circle {
        center: body.center,
        radius: body.radius + RING,
        fill: Some(theme.background),
        stroke: Some(Stroke::solid(1.0, theme.rim_of(fill))),
    }
}

/// The body of an actor; its area is that of a disc with this radius.
pub(super) fn body_at(center: Pos2, actor: &Actor, radius: f32) -> ActorBody {
    let form = Form::of(actor.kind);
    let smaller = if form == Form::Rhombus { 0.8 } else { 1.0 };
    ActorBody {
        center,
        radius: smaller * radius,
        form,
    }
}

/// The actors that have a position, in the order of their indices. Those that overlap others in the
/// layout, because someone put them there, are smaller.
pub(super) fn bodies(picture: &SceneInput, visible: &Visible) -> Vec<DrawnActor> {
    let graph = &picture.network.graph;
    let area = picture.view.rect().expand(MARGIN);
    let drawn = |&node: &NodeIndex| {
        let position = picture.positions.get(node.index())?;
        let center = picture.view.picture_from_layout(*position);
        if !(center.x.abs() < MAX_COORDINATE && center.y.abs() < MAX_COORDINATE) {
            return None;
        }
        let actor = graph.node_weight(node)?;
        let is_bloc = picture.network.bloc(node).is_some();
        let degree = picture.network.degree(node);
        let radius = picture.encoding.radius(node, degree);
        let body = body_at(center, actor, visible.scale * radius);
        Some(DrawnActor {
            node,
            actor: Arc::clone(actor),
            body,
            unpanned: (position.to_vec2() * picture.view.zoom).to_pos2(),
            rank: picture.encoding.rank(node, degree),
            is_visible: area.intersects(body.rect()),
            is_bloc,
            picture: picture
                .encoding
                .picture(actor)
                .filter(|_| !is_bloc)
                .cloned(),
        })
    };
    let mut bodies: Vec<DrawnActor> = visible.actors.iter().filter_map(drawn).collect();
    shrink_overlapping(&mut bodies);
    bodies
}

/// The smallest radius of a body that would overlap another, in points.
const MIN_RADIUS: f32 = 1.5;

/// Free space between the rims of two such bodies, in points.
const RIM_GAP: f32 = 1.5;

/// Makes bodies that overlap smaller until they do not. Usually O(n log n).
fn shrink_overlapping(bodies: &mut [DrawnActor]) {
    let whole: Vec<ActorBody> = bodies.iter().map(|drawn| drawn.body).collect();
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by(|a, b| whole[*a].rect().left().total_cmp(&whole[*b].rect().left()));
    for (at, &one) in order.iter().enumerate() {
        for &other in &order[at + 1..] {
            if whole[other].rect().left() >= whole[one].rect().right() {
                break;
            }
            let Some(share) = whole[one].touching_share(&whole[other]) else {
                continue;
            };
            for body in [one, other] {
                let radius = (share * whole[body].radius - RIM_GAP / 2.0).max(MIN_RADIUS);
                let body = &mut bodies[body].body;
                body.radius = body.radius.min(radius);
            }
        }
    }
}
