//! The part of a picture that does not depend on emphasis: bodies, curves of ties and spots of
//! names. It is kept while only the emphasis changes. Draws nothing.

use std::borrow::Cow;

use emath::{Pos2, Rect, Vec2};

use super::actor_body::ActorBody;
use super::drawn_actor::{DrawnActor, MARGIN, bodies, body_at};
use super::drawn_tie::{DrawnTie, add_soft_obstacles, cites, drawn_ties};
use super::emphasis::ResolvedEmphasis;
use super::labels::{self, LabelRequest, Obstacles, Placement};
use super::scene_input::{Routing, SceneInput, Visible};
use super::{Viewport, actor_scale};
use crate::graph::NodeIndex;

/// With more ties in view than this, names do not avoid lines.
const MAX_AVOIDED_TIES: usize = 1_500;

/// Bodies, curves and names of a network at one zoom.
#[derive(Debug)]
pub struct Arrangement {
    pub(super) bodies: Vec<DrawnActor>,
    pub(super) ties: Vec<DrawnTie>,
    names: Placement,
}

impl Arrangement {
    /// Arranges a whole network. The emphasis has no effect.
    pub fn new(picture: &SceneInput) -> Self {
        Self::whole(picture, Routing::AroundStrangers)
    }

    /// Arranges a whole network quickly, with straight lines. The emphasis has no effect.
    pub fn straight(picture: &SceneInput) -> Self {
        Self::whole(picture, Routing::Straight)
    }

    fn whole(picture: &SceneInput, routing: Routing) -> Self {
        let visible = Visible {
            actors: picture.network.graph.node_indices().collect(),
            ties: picture.ties.iter().map(|(index, _)| index).collect(),
            scale: body_scale(picture),
            routing,
            cites: cites(picture.ties),
        };
        Self::of(picture, &visible)
    }

    /// Arranges only these actors and ties.
    pub(super) fn of(picture: &SceneInput, visible: &Visible) -> Self {
        let bodies = bodies(picture, visible);
        let ties = drawn_ties(picture, visible, &bodies);
        let names = place_names(picture, &ResolvedEmphasis::default(), &bodies, &ties);
        Self {
            bodies,
            ties,
            names,
        }
    }

    /// The names, with those that are emphasized. Names are placed again only where an emphasized
    /// one has no spot.
    pub(super) fn names(
        &self,
        picture: &SceneInput,
        resolved: &ResolvedEmphasis,
    ) -> Cow<'_, Placement> {
        let has_spot = |node: NodeIndex| {
            let names = &self.names.names;
            names.binary_search_by_key(&node, |name| name.node).is_ok()
        };
        let mut visible = self.bodies.iter().filter(|drawn| drawn.is_visible);
        let is_complete = self.names.omitted == 0
            || visible.all(|drawn| !resolved.contains(drawn.subject()) || has_spot(drawn.node));
        if is_complete {
            return Cow::Borrowed(&self.names);
        }
        Cow::Owned(place_names(picture, resolved, &self.bodies, &self.ties))
    }
}

/// Space around a layout for curves and names, in points and as a share of its size.
const MIN_SPACE: f32 = 400.0;
const SPACE_SHARE: f32 = 0.6;

/// Coordinates of larger pictures are too imprecise, in points.
const MAX_WHOLE_SIZE: f32 = 100_000.0;

/// The viewport that shows a whole layout at a zoom, with space for curves and names; `None` if the
/// picture would be too large.
///
/// A picture for this viewport does not depend on the camera's pan, so that it can be kept and
/// moved.
pub fn whole_view(positions: &[Pos2], zoom: f32) -> Option<Viewport> {
    let mut bounds = Rect::NOTHING;
    for place in positions.iter().filter(|place| place.is_finite()) {
        bounds.extend_with(*place);
    }
    let size = bounds.size() * zoom;
    let longest = size.max_elem();
    if !(size.min_elem() >= 0.0 && longest <= MAX_WHOLE_SIZE) {
        return None;
    }
    let space = Vec2::splat(MIN_SPACE.max(SPACE_SHARE * longest));
    Some(Viewport {
        zoom,
        pan: space - bounds.min.to_vec2() * zoom,
        size: size + 2.0 * space,
    })
}

/// The scale of bodies relative to zoom 1: that of the viewport, or less if bodies would overlap.
fn body_scale(picture: &SceneInput) -> f32 {
    let graph = &picture.network.graph;
    let disc = |node: NodeIndex| {
        let place = *picture.positions.get(node.index())?;
        let radius = picture.encoding.radius(node, picture.network.degree(node));
        let reach = body_at(place, &graph[node], radius).half_size().max_elem();
        place
            .is_finite()
            .then_some((place, reach.max(1.15 * radius)))
    };
    let discs = graph.node_indices().filter_map(disc).collect();
    actor_scale::scale(discs, picture.view.zoom, picture.view.body_scale())
}

/// Places as many names as there is space for.
fn place_names(
    picture: &SceneInput,
    resolved: &ResolvedEmphasis,
    bodies: &[DrawnActor],
    drawn_ties: &[DrawnTie],
) -> Placement {
    let in_view = || bodies.iter().filter(|drawn| drawn.is_visible);
    let wishes = in_view().map(|drawn| LabelRequest {
        node: drawn.node,
        body: drawn.body,
        name: drawn.actor.name(),
        rank: drawn.rank,
        is_emphasized: resolved.contains(drawn.subject()),
    });
    let solid: Vec<ActorBody> = in_view().map(|drawn| drawn.body).collect();
    let mut soft = Vec::new();
    if drawn_ties.len() <= MAX_AVOIDED_TIES {
        for tie in drawn_ties {
            add_soft_obstacles(tie, &mut soft);
        }
    }
    let obstacles = Obstacles {
        area: picture.view.rect().expand(MARGIN),
        view: picture.view.rect(),
        bodies: &solid,
        soft: &soft,
        space: picture.names,
    };
    labels::place(wishes.collect(), &obstacles)
}
