//! The part of a picture that does not depend on emphasis: bodies, curves of ties and spots of
//! names. It is kept while only the emphasis changes. Draws nothing.

use std::borrow::Cow;

use emath::{Pos2, Rect, Vec2};

use super::actor_body::ActorBody;
use super::annotations::PlacedNotes;
use super::badges::place_badges;
use super::drawn_actor::{DrawnActor, MARGIN, bodies, body_at};
use super::drawn_tie::{DrawnTie, add_line_obstacles, cites, drawn_ties};
use super::emphasis::ResolvedEmphasis;
use super::labels::{
    self, LabelRequest, LineObstacles, Obstacles, Omissions, PlacedName, Placement,
};
use super::outlines::DrawnOutlines;
use super::scene_input::{Routing, SceneInput, Visible};
use super::tie_routes::{TieRoutes, line_scale};
use super::tie_types::{PlacedTypes, TypeObstacles};
use super::{Subject, Viewport, actor_scale};
use crate::graph::NodeIndex;

/// With more ties in view than this, names do not avoid lines.
const MAX_AVOIDED_TIES: usize = 1_500;

/// With more actors than this, some lines may run through names.
const MAX_SEPARATED: usize = 45;

/// Up to this many actors all may be named: lines make more way.
const MAX_ALL_NAMED: usize = 60;

/// Up to this many actors, at most this share of the lines runs through names: names that cover
/// more are left out, unless all are named.
const MAX_CLEAR_ACTORS: usize = 150;
const MAX_COVERED_SHARE: f32 = 0.05;

/// The longest detours of lines around names, in points, pass by pass. Short ways are tried first.
const DETOURS_OF_FEW: &[f32] = &[25.0, 500.0, 500.0];
const DETOURS_OF_NAMED: &[f32] = &[60.0, 200.0, 200.0];
const DETOURS: &[f32] = &[90.0, 90.0];
const LAST_DETOUR: f32 = 90.0;

/// Bodies, curves and names of a network at one zoom.
#[derive(Debug)]
pub struct Arrangement {
    pub(super) bodies: Vec<DrawnActor>,
    pub(super) ties: Vec<DrawnTie>,
    /// Whether bodies are set off from lines beneath them.
    pub(super) has_halos: bool,
    /// The share of their full width that lines have.
    pub(super) line_scale: f32,
    pub(super) outlines: DrawnOutlines,
    names: Placement,
    pub(super) types: PlacedTypes,
    pub(super) notes: PlacedNotes,
}

impl Arrangement {
    /// Arranges a whole network. The emphasis has no effect.
    pub fn new(picture: &SceneInput) -> Self {
        Self::whole(picture, Routing::AroundStrangers)
    }

    /// Arranges a whole network with lines around actors, but without regard to names and other
    /// lines: several times as fast. The emphasis has no effect.
    pub fn quick(picture: &SceneInput) -> Self {
        Self::whole(picture, Routing::Quick)
    }

    /// Arranges a whole network at once, with straight lines. The emphasis has no effect.
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
        let mut routes = TieRoutes::new(picture, visible, &bodies);
        let mut ties = drawn_ties(picture, visible, &bodies, &routes);
        let requests = label_requests(picture, &bodies);
        let outlines = outlines(picture, &bodies, &ties);
        let notes = placed_notes(picture, &bodies, &ties);
        let taken = taken(&outlines, &notes);
        let mut names = NameObstacles::new(&bodies, &ties, &taken).place(picture, &requests);
        let detours = match visible.routing {
            Routing::Straight | Routing::Quick => &[],
            Routing::AroundStrangers if bodies.len() <= MAX_SEPARATED => DETOURS_OF_FEW,
            Routing::AroundStrangers if bodies.len() <= MAX_ALL_NAMED => DETOURS_OF_NAMED,
            Routing::AroundStrangers => DETOURS,
        };
        let is_cleared = bodies.len() <= MAX_CLEAR_ACTORS;
        let omissions = if is_cleared {
            Omissions::Hopeful
        } else {
            Omissions::Final
        };
        // Names and lines give way to each other.
        for max_detour in detours {
            let obstacles = NameObstacles::new(&bodies, &ties, &taken);
            let of = obstacles.of(picture);
            names = labels::improved(&names, &requests, &of, omissions).unwrap_or(names);
            if routes.avoid(&names.names, *max_detour) {
                ties = drawn_ties(picture, visible, &bodies, &routes);
            }
        }
        if visible.routing == Routing::AroundStrangers && is_cleared {
            let max_covered = (MAX_COVERED_SHARE * ties.len() as f32) as usize;
            let obstacles = NameObstacles::new(&bodies, &ties, &taken);
            let of = obstacles.of(picture);
            names = labels::improved(&names, &requests, &of, Omissions::Final).unwrap_or(names);
            labels::uncover(&mut names, &requests, &of, max_covered);
            let max_detour = detours.last().copied().unwrap_or(LAST_DETOUR);
            if routes.straighten(&names.names, max_detour) {
                ties = drawn_ties(picture, visible, &bodies, &routes);
            }
        }
        // The lines may be others now.
        let notes = placed_notes(picture, &bodies, &ties);
        place_badges(&mut ties, &bodies, &names.names, &notes);
        let types = placed_types(picture, &bodies, &ties, (&names.names, &taken));
        Self {
            has_halos: routes.pass_strangers(),
            line_scale: line_scale(visible),
            outlines,
            bodies,
            ties,
            names,
            types,
            notes,
        }
    }

    /// The names, with those that are emphasized: where an emphasized one has no spot, others make
    /// way.
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
        let taken = taken(&self.outlines, &self.notes);
        let obstacles = NameObstacles::new(&self.bodies, &self.ties, &taken);
        let requests = label_requests(picture, &self.bodies);
        let is_emphasized = |node| resolved.contains(Subject::Actor(node));
        let of = obstacles.of(picture);
        Cow::Owned(labels::with_emphasized(
            &self.names,
            &requests,
            &is_emphasized,
            &of,
        ))
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

/// Where actors have more ties than this on average, and where there are more actors times ties
/// than this, bodies are smaller, down to this scale.
const MANY_TIES: f32 = 10.0;
const MANY_MEETINGS: f32 = 50_000.0;
const MIN_ROOM: f32 = 0.35;

/// The scale of bodies that leaves room for many lines to pass between them.
fn room_for_lines(picture: &SceneInput) -> f32 {
    let actors = picture.network.graph.node_count().max(1) as f32;
    let ties = picture.ties.len().max(1) as f32;
    let by_ties = MANY_TIES / (2.0 * ties / actors);
    let by_meetings = MANY_MEETINGS / (actors * ties);
    by_ties.max(by_meetings).sqrt().clamp(MIN_ROOM, 1.0)
}

/// Bodies whose size shows a measure become smaller, down to this scale of the layout, where they
/// would overlap.
const MIN_MEASURED_SCALE: f32 = 0.5;

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
    // A layout leaves room for sizes by relations; those by a measure may overlap in it.
    let layout_scale = if picture.encoding.sizes.is_some() {
        MIN_MEASURED_SCALE
    } else {
        1.0
    };
    let max_scale = picture.view.body_scale() * room_for_lines(picture);
    actor_scale::scale(discs, picture.view.zoom, max_scale, layout_scale)
}

/// The names of the actors in view.
fn label_requests<'a>(picture: &SceneInput, bodies: &'a [DrawnActor]) -> Vec<LabelRequest<'a>> {
    // A name at the edge of a part of a picture would name nothing there.
    let has_room = |drawn: &&DrawnActor| {
        let within = picture.names.within;
        within.is_none_or(|within| within.contains(drawn.body.center))
    };
    let in_view = bodies.iter().filter(|drawn| drawn.is_visible);
    let in_view = in_view.filter(has_room);
    let requests = in_view.map(|drawn| LabelRequest {
        node: drawn.node,
        body: drawn.with_ring(),
        name: drawn.actor.name(),
        has_picture: drawn.has_picture(),
        rank: drawn.rank,
    });
    requests.collect()
}

/// The outlines of the picture, and their names.
fn outlines(picture: &SceneInput, bodies: &[DrawnActor], ties: &[DrawnTie]) -> DrawnOutlines {
    let Some(groups) = &picture.encoding.outlines else {
        return DrawnOutlines::default();
    };
    let view = picture.view.rect();
    DrawnOutlines::new(groups, bodies, &line_obstacles(ties), (picture.names, view))
}

/// The text notes, clear of bodies.
fn placed_notes(picture: &SceneInput, bodies: &[DrawnActor], ties: &[DrawnTie]) -> PlacedNotes {
    if picture.encoding.notes.all().is_empty() {
        return PlacedNotes::default();
    }
    let bodies: Vec<(NodeIndex, ActorBody)> = bodies
        .iter()
        .map(|drawn| (drawn.node, drawn.body))
        .collect();
    let curve = |index| {
        let tie = ties.iter().find(|tie| tie.index == index)?;
        Some(tie.curve)
    };
    PlacedNotes::new(picture, &bodies, &bodies, &curve)
}

/// The boxes that names keep clear of: names of outlines, and text notes.
fn taken(outlines: &DrawnOutlines, notes: &PlacedNotes) -> Vec<Rect> {
    let mut taken = outlines.name_rects();
    taken.extend(notes.rects());
    taken
}

/// The types of relations on their lines, clear of names and of other texts.
fn placed_types(
    picture: &SceneInput,
    bodies: &[DrawnActor],
    ties: &[DrawnTie],
    (names, taken): (&[PlacedName], &[Rect]),
) -> PlacedTypes {
    if !picture.encoding.shows_types {
        return PlacedTypes::default();
    }
    let bodies: Vec<ActorBody> = bodies.iter().map(|drawn| drawn.body).collect();
    let obstacles = TypeObstacles {
        bodies: &bodies,
        names,
        taken,
        lines: &line_obstacles(ties),
    };
    PlacedTypes::new(picture, ties, &obstacles)
}

/// The lines that names avoid; none if there are too many.
fn line_obstacles(ties: &[DrawnTie]) -> LineObstacles {
    let mut lines = LineObstacles::default();
    if ties.len() <= MAX_AVOIDED_TIES {
        for (tie, number) in ties.iter().zip(0..) {
            add_line_obstacles(number, tie, &mut lines);
        }
    }
    lines
}

/// The bodies and lines that names avoid.
struct NameObstacles<'a> {
    bodies: Vec<ActorBody>,
    lines: LineObstacles,
    /// The boxes of the names of outlines.
    taken: &'a [Rect],
}

impl<'a> NameObstacles<'a> {
    fn new(bodies: &[DrawnActor], ties: &[DrawnTie], taken: &'a [Rect]) -> Self {
        let in_view = bodies.iter().filter(|drawn| drawn.is_visible);
        Self {
            bodies: in_view.map(DrawnActor::with_ring).collect(),
            lines: line_obstacles(ties),
            taken,
        }
    }

    fn of(&self, picture: &SceneInput) -> Obstacles<'_> {
        Obstacles {
            area: picture.view.rect().expand(MARGIN),
            view: picture.view.rect(),
            bodies: &self.bodies,
            lines: &self.lines,
            space: picture.names,
            taken: self.taken,
        }
    }

    fn place(&self, picture: &SceneInput, requests: &[LabelRequest]) -> Placement {
        labels::place(requests, &self.of(picture))
    }
}
