//! Ties as they are drawn: curve, width, colour, dashes, arrowheads and badge.

use emath::{Pos2, Vec2};

use super::actor_body::ActorBody;
use super::arrowheads::{self, Arrowhead};
use super::curve::{Lane, RelationCurve};
use super::drawn_actor::DrawnActor;
use super::line_look::{LineLook, are_dashed, dash};
use super::line_width::WidthScale;
use super::routes::{Route, RoutePair, RouteRequest, routes};
use super::scene_input::{Routing, SceneInput, Visible};
use super::{Cap, Color, Mark, MarkShape, Stroke, Subject, Theme};
use crate::graph::{NodeIndex, Tie, TieIndex, Ties};
use crate::model::RelationKind;

/// The gap between a rim and a line that starts or ends there, in points.
pub(super) const RIM_GAP: f32 = 1.5;

/// Below this scale of bodies, lines become thinner too, down to this share. Otherwise lines would
/// cover small pictures.
const MAX_THINNING_SCALE: f32 = 0.7;
const MIN_THINNING: f32 = 0.5;

/// With more ties in view than this, lines are thinner.
const MAX_FULL_WIDTH_TIES: usize = 120;

/// With more ties in view than this, badges are left out: they would cover the picture.
const MAX_BADGED: usize = 300;

/// With more ties in view than this, weak ones are paler, so that the strong ones can be seen.
const MAX_EQUALLY_STRONG: usize = 200;

/// Shorter lines have no badge, in points.
const MIN_BADGED_LENGTH: f32 = 26.0;

/// A tie and its curve.
#[derive(Debug)]
pub(super) struct DrawnTie {
    pub(super) index: TieIndex,
    tie: Tie,
    pub(super) curve: RelationCurve,
    /// The curve of the opposite sign, beside the other.
    opposite: Option<RelationCurve>,
    width: f32,
    /// The size of both arrowheads, 0 to 1: smaller where many ties end side by side.
    head_scale: [f32; 2],
    /// Less than 1 for a weak tie among many.
    opacity: f32,
    is_dashed: bool,
    is_marked: bool,
    /// Whether it is paler because no source is cited.
    is_pale: bool,
    badge: Badge,
    /// Where the badge is along the line, 0 to 1.
    badge_share: f32,
}

/// What is said in the middle of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Badge {
    Nothing,
    Contested,
    Uncited,
}

impl DrawnTie {
    pub(super) fn subject(&self) -> Subject {
        Subject::Tie(self.index)
    }

    fn color(&self, picture: &SceneInput) -> Color {
        tie_color(picture.theme, self.tie.kind, self.is_pale)
    }

    pub(super) fn marks(&self, picture: &SceneInput, opacity: f32) -> Vec<Mark> {
        let is_selected = picture.emphasis.selected.contains(&self.subject());
        let is_hovered = picture.emphasis.hovered == Some(self.subject());
        let width = self.width + if is_selected || is_hovered { 0.8 } else { 0.0 };
        let band = self
            .is_marked
            .then(|| marker(&self.curve, width, picture.theme));
        let style = |kind| LineLook {
            width,
            color: tie_color(picture.theme, kind, self.is_pale),
            dash: if self.is_dashed {
                dash(kind, width)
            } else {
                &[]
            },
        };
        let mut shapes: Vec<MarkShape> = band.into_iter().collect();
        if let (Some(curve), Some(kind)) = (&self.opposite, self.tie.opposite) {
            let plain = [Arrowhead::Plain; 2];
            shapes.extend(tie_shapes(curve, plain, [1.0; 2], style(kind)));
        }
        let heads = arrowheads::of(self.tie.kind, self.tie.points_at);
        shapes.extend(tie_shapes(
            &self.curve,
            heads,
            self.head_scale,
            style(self.tie.kind),
        ));
        self.as_marks(shapes, opacity)
    }

    pub(super) fn badge(&self, picture: &SceneInput, opacity: f32) -> Vec<Mark> {
        let (color, background) = (self.color(picture), picture.theme.background);
        let middle = self.curve.point(self.badge_share);
        let shapes = match self.badge {
            Badge::Nothing => Vec::new(),
            Badge::Contested => arrowheads::contested(middle, color, background),
            Badge::Uncited => arrowheads::uncited(middle, color, background),
        };
        self.as_marks(shapes, opacity)
    }

    fn as_marks(&self, shapes: impl IntoIterator<Item = MarkShape>, opacity: f32) -> Vec<Mark> {
        let (subject, own) = (Some(self.subject()), self.opacity);
        let mark = |shape| Mark {
            subject,
            shape,
            opacity: opacity * own,
        };
        shapes.into_iter().map(mark).collect()
    }
}

/// Whether any tie cites a source. If none does, uncited ties are not marked.
pub(super) fn cites(ties: &Ties) -> bool {
    ties.iter().any(|(_, tie)| !tie.is_uncited)
}

/// The colour of a kind of tie; paler if it is uncited and others are not.
pub(super) fn tie_color(theme: &Theme, kind: RelationKind, is_pale: bool) -> Color {
    let color = theme.relation(kind);
    if is_pale {
        color.toward(theme.background, 0.4)
    } else {
        color
    }
}

/// The colour of a tie that is drawn as one thin line; a mixture if it has both signs. `cites` says
/// whether any tie of the network cites a source.
pub(super) fn thin_line_color(theme: &Theme, tie: &Tie, cites: bool) -> Color {
    let is_pale = cites && tie.is_uncited;
    let color = tie_color(theme, tie.kind, is_pale);
    tie.opposite.map_or(color, |opposite| {
        color.toward(tie_color(theme, opposite, is_pale), 0.5)
    })
}

/// The line and the arrowheads of a tie.
pub(super) fn tie_shapes(
    curve: &RelationCurve,
    heads: [Arrowhead; 2],
    head_scale: [f32; 2],
    look: LineLook,
) -> Vec<MarkShape> {
    let stroke = Stroke {
        width: look.width,
        color: look.color,
        dash: look.dash,
        cap: Cap::Butt,
    };
    let length = curve.length();
    let replaced = |end: usize| heads[end].replaced_length(look.width, head_scale[end]);
    let line = curve.shortened(length, replaced(0), replaced(1));
    let mut shapes = vec![MarkShape::Path {
        outline: line.outline(),
        fill: None,
        stroke: Some(stroke),
    }];
    shapes.extend(arrowheads::at_both(curve, length, heads, head_scale, look));
    shapes
}

/// The band behind a marked tie.
pub(super) fn marker(curve: &RelationCurve, width: f32, theme: &Theme) -> MarkShape {
    MarkShape::Path {
        outline: curve.outline(),
        fill: None,
        stroke: Some(Stroke::solid(width + 7.0, theme.marker())),
    }
}

/// The gap between the lines of a pair, in points.
const LANE_GAP: f32 = 3.0;

/// The most that the lines of a pair take of the width of its smaller body.
const MAX_FAN_SHARE: f32 = 0.8;

/// With more pairs in view than this, lines are straight: there is no room to go around anything.
const MAX_ROUTED_PAIRS: usize = 1_500;

/// A line of a pair: a tie, or one of the two signs of a tie.
struct LaneOfTie {
    /// The distance from the middle of the pair, in points.
    offset: f32,
    width: f32,
}

/// The lines of a pair side by side.
struct PairLanes<'a> {
    ends: [NodeIndex; 2],
    /// Each tie, its lane, and the lane of its opposite sign.
    ties: Vec<(TieIndex, &'a Tie, LaneOfTie, Option<LaneOfTie>)>,
    /// The width of all lines together, in points.
    width: f32,
}

/// The visible ties by pair, in the order of their indices. `width` is the width of a tie, and
/// `room` the width that the lines of a pair may take.
fn pair_lanes<'a>(
    ties: &'a Ties,
    visible: &[TieIndex],
    width: impl Fn(&Tie) -> f32,
    room: impl Fn([NodeIndex; 2]) -> f32,
) -> Vec<PairLanes<'a>> {
    let mut seen: Vec<(TieIndex, &Tie)> = visible
        .iter()
        .filter_map(|index| Some((*index, ties.get(*index)?)))
        .collect();
    // The indices of ties are in the order of pairs and lanes.
    seen.sort_unstable_by_key(|(index, _)| *index);
    let pairs = seen.chunk_by(|a, b| a.1.ends == b.1.ends);
    let lanes = pairs.map(|pair| {
        let ends = pair[0].1.ends;
        let lines: f32 = pair.iter().map(|(_, tie)| width(tie)).sum();
        let gaps = LANE_GAP * (pair.len() - 1) as f32;
        let total = lines + gaps;
        let shrink = (room(ends) / total.max(f32::MIN_POSITIVE)).min(1.0);
        let mut at = -0.5 * total * shrink;
        let place = |(index, tie): &(TieIndex, &'a Tie)| {
            let taken = width(tie) * shrink;
            let start = at;
            at += taken + LANE_GAP * shrink;
            let lane = |share: f32, width: f32| LaneOfTie {
                offset: start + taken * share,
                width,
            };
            if tie.opposite.is_none() {
                return (*index, *tie, lane(0.5, taken), None);
            }
            let half = taken / 2.0;
            (*index, *tie, lane(0.25, half), Some(lane(0.75, half)))
        };
        PairLanes {
            ends,
            ties: pair.iter().map(place).collect(),
            width: total * shrink,
        }
    });
    lanes.collect()
}

/// The ties in view, with their curves.
pub(super) fn drawn_ties(
    picture: &SceneInput,
    visible: &Visible,
    bodies: &[DrawnActor],
) -> Vec<DrawnTie> {
    let area = picture.view.rect().expand(20.0);
    let thin = (visible.scale / MAX_THINNING_SCALE).clamp(MIN_THINNING, 1.0);
    let many = (MAX_FULL_WIDTH_TIES as f32 / visible.ties.len().max(1) as f32).sqrt();
    let thin = thin * many.clamp(MIN_THINNING, 1.0);
    let widths = WidthScale::of(picture.ties);
    let at = |node: NodeIndex| bodies.binary_search_by_key(&node, |drawn| drawn.node).ok();
    let room = |ends: [NodeIndex; 2]| {
        let radii = ends.map(|end| at(end).map_or(0.0, |at| bodies[at].body.radius));
        2.0 * MAX_FAN_SHARE * radii[0].min(radii[1])
    };
    let width =
        |tie: &Tie| thin * widths.of_tie(tie) * if tie.opposite.is_some() { 1.5 } else { 1.0 };
    let pairs = pair_lanes(picture.ties, &visible.ties, width, room);
    let routes = pair_routes(&pairs, bodies, visible.routing, picture.view.pan, at);
    let is_dashed = are_dashed(picture.ties);
    let has_badges = visible.ties.len() <= MAX_BADGED;
    let is_crowded = visible.ties.len() > MAX_EQUALLY_STRONG;
    let mut drawn = Vec::with_capacity(visible.ties.len());
    for (pair, route) in pairs.iter().zip(&routes) {
        let (Some(first), Some(second)) = (at(pair.ends[0]), at(pair.ends[1])) else {
            continue;
        };
        let (first, second) = (&bodies[first].body, &bodies[second].body);
        let start = drawn.len();
        for (number, (index, tie, lane, opposite)) in pair.ties.iter().enumerate() {
            let curve = |lane: &LaneOfTie| {
                let curve = if tie.ends[0] == tie.ends[1] {
                    let of = pair.ties.len();
                    RelationCurve::around(first, Lane { number, of }, RIM_GAP)
                } else {
                    RelationCurve::along(route, first, second, lane.offset, RIM_GAP)
                };
                curve?.within(area)
            };
            let Some(line) = curve(lane) else {
                continue;
            };
            let badge = if !has_badges || line.length() < MIN_BADGED_LENGTH {
                Badge::Nothing
            } else if tie.is_contested {
                Badge::Contested
            } else if visible.cites && tie.is_uncited {
                Badge::Uncited
            } else {
                Badge::Nothing
            };
            drawn.push(DrawnTie {
                index: *index,
                tie: (*tie).clone(),
                curve: line,
                opposite: opposite.as_ref().and_then(curve),
                width: lane.width,
                head_scale: [1.0; 2],
                opacity: if is_crowded { widths.opacity(tie) } else { 1.0 },
                is_dashed,
                is_marked: picture.encoding.marks_any(picture.ties.relations(*index)),
                is_pale: visible.cites && tie.is_uncited,
                badge,
                badge_share: 0.5,
            });
        }
        spread_badges(&mut drawn[start..]);
    }
    part_heads(&mut drawn);
    // Arrows of support are on top: they are few and important.
    drawn.sort_by_key(|drawn| (drawing_order(drawn.tie.kind), drawn.index));
    drawn
}

/// Moves the badges of a pair apart along their lines, so that none covers another.
fn spread_badges(pair: &mut [DrawnTie]) {
    let badges = pair.iter().filter(|drawn| drawn.badge != Badge::Nothing);
    let count = badges.count();
    let with_badges = pair
        .iter_mut()
        .filter(|drawn| drawn.badge != Badge::Nothing);
    for (number, drawn) in with_badges.enumerate() {
        let step = (2.4 * arrowheads::BADGE_RADIUS / drawn.curve.length()).min(0.25);
        let from_middle = number as f32 - 0.5 * (count - 1) as f32;
        drawn.badge_share = (0.5 + step * from_middle).clamp(0.1, 0.9);
    }
}

/// The route of each pair; straight if there are too many.
///
/// Routes are found as if the picture were not panned: rounding must not change them while it is.
fn pair_routes(
    pairs: &[PairLanes],
    bodies: &[DrawnActor],
    routing: Routing,
    pan: Vec2,
    at: impl Fn(NodeIndex) -> Option<usize>,
) -> Vec<Route> {
    let center = |node| at(node).map_or(Pos2::ZERO, |at| bodies[at].body.center);
    if routing == Routing::Straight || pairs.len() > MAX_ROUTED_PAIRS {
        let straight = |pair: &PairLanes| {
            let [a, b] = pair.ends.map(center);
            Route::straight(a, b)
        };
        return pairs.iter().map(straight).collect();
    }
    let unpanned = |drawn: &DrawnActor| ActorBody {
        center: drawn.unpanned,
        ..drawn.body
    };
    let bodies: Vec<ActorBody> = bodies.iter().map(unpanned).collect();
    let pair = |pair: &PairLanes| {
        let [first, second] = pair.ends.map(|end| at(end).unwrap_or(usize::MAX));
        RoutePair {
            first,
            second,
            width: pair.width,
        }
    };
    let pairs: Vec<RoutePair> = pairs.iter().map(pair).collect();
    let found = routes(&RouteRequest {
        bodies: &bodies,
        pairs: &pairs,
        names: &[],
    });
    found
        .into_iter()
        .map(|route| route.translated(pan))
        .collect()
}

/// Makes arrowheads smaller where the ends of ties are closer than they are wide, so that they do
/// not become a ring around a busy actor. O(ties log ties).
fn part_heads(ties: &mut [DrawnTie]) {
    let mut tips: Vec<(NodeIndex, f32, Pos2, usize, usize)> = Vec::new();
    for (number, drawn) in ties.iter().enumerate() {
        for end in [0, 1] {
            if drawn.tie.points_at[end] {
                let other = drawn.curve.point(if end == 0 { 0.2 } else { 0.8 });
                let tip = drawn.curve.point(end as f32);
                let angle = (other - tip).angle();
                tips.push((drawn.tie.ends[end], angle, tip, number, end));
            }
        }
    }
    tips.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    for around in tips.chunk_by(|a, b| a.0 == b.0) {
        if around.len() < 2 {
            continue;
        }
        for (at, (_, _, tip, number, end)) in around.iter().enumerate() {
            let next = around[(at + 1) % around.len()].2;
            let last = around[(at + around.len() - 1) % around.len()].2;
            let room = tip.distance(next).min(tip.distance(last));
            let drawn = &mut ties[*number];
            drawn.head_scale[*end] = arrowheads::scale_for(room, drawn.width);
        }
    }
}

/// The drawing order of kinds.
pub(super) fn drawing_order(kind: RelationKind) -> u8 {
    match kind {
        RelationKind::Other => 0,
        RelationKind::Cooperation => 1,
        RelationKind::Hostility => 2,
        RelationKind::Support => 3,
    }
}

/// Adds points along a tie that names avoid, with their costs: arrowheads and badges cost more
/// than lines.
pub(super) fn add_soft_obstacles(drawn: &DrawnTie, soft: &mut Vec<(Pos2, f32)>) {
    let count = (drawn.curve.length() / 8.0).clamp(3.0, 80.0) as usize;
    soft.extend(drawn.curve.samples(count).map(|point| (point, 0.22)));
    for end in [0, 1] {
        if drawn.tie.points_at[end] {
            soft.push((drawn.curve.point(end as f32), 1.0));
        }
    }
    if drawn.badge != Badge::Nothing {
        soft.push((drawn.curve.point(drawn.badge_share), 2.0));
    }
}
