//! Ties as they are drawn: curve, width, colour, dashes, arrowheads and badge.

use emath::Pos2;

use super::arrowheads::{self, Arrowhead};
use super::curve::RelationCurve;
use super::drawn_actor::DrawnActor;
use super::labels::{LineObstacles, LinePiece};
use super::line_look::{LineLook, are_dashed, dash};
use super::line_width::WidthScale;
use super::pair_curves::pair_curves;
use super::scene_input::{SceneInput, Visible};
use super::tie_routes::TieRoutes;
use super::{Cap, Color, Mark, MarkShape, Stroke, Subject, Theme};
use crate::graph::{NodeIndex, Tie, TieIndex, Ties};
use crate::model::RelationKind;

/// With more ties in view than this, badges are left out: they would cover the picture.
pub(super) const MAX_BADGED: usize = 300;

/// With more ties in view than this, weak ones are paler, so that the strong ones can be seen.
const MAX_EQUALLY_STRONG: usize = 500;

/// With more ties in view than this, lines are paler, down to this opacity.
const MAX_OPAQUE_TIES: usize = 1_000;
const MIN_CROWD_OPACITY: f32 = 0.2;

/// On shorter lines nothing says that no source is cited, in points.
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

/// What the badge in the middle of a line says.
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

    pub(super) fn ends(&self) -> [NodeIndex; 2] {
        self.tie.ends
    }

    /// The width of the line, in points.
    pub(super) fn width(&self) -> f32 {
        self.width
    }

    pub(super) fn color(&self, picture: &SceneInput) -> Color {
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

    /// The point in the middle of its badge; `None` without one.
    pub(super) fn badge_point(&self) -> Option<Pos2> {
        (self.badge != Badge::Nothing).then(|| self.curve.point(self.badge_share))
    }

    /// Where the badge is along the line, 0 to 1.
    pub(super) fn badge_share(&self) -> f32 {
        self.badge_share
    }

    /// Whether it says that the relations are contested, which nothing else in the picture does.
    pub(super) fn is_badge_needed(&self) -> bool {
        self.badge == Badge::Contested
    }

    /// Moves the badge along the line.
    pub(super) fn move_badge(&mut self, share: f32) {
        self.badge_share = share;
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

/// The ties in view, with their curves along these routes.
pub(super) fn drawn_ties(
    picture: &SceneInput,
    visible: &Visible,
    bodies: &[DrawnActor],
    routes: &TieRoutes,
) -> Vec<DrawnTie> {
    let area = picture.view.rect().expand(20.0);
    let widths = WidthScale::of(picture.ties);
    let at = |node: NodeIndex| bodies.binary_search_by_key(&node, |drawn| drawn.node).ok();
    let is_dashed = are_dashed(picture.ties);
    let has_badges = visible.ties.len() <= MAX_BADGED;
    let is_crowded = visible.ties.len() > MAX_EQUALLY_STRONG;
    let pale = opacity_for_count(visible.ties.len());
    let mut drawn = Vec::with_capacity(visible.ties.len());
    for (pair, route) in routes.iter() {
        let (Some(first), Some(second)) = (at(pair.ends[0]), at(pair.ends[1])) else {
            continue;
        };
        let (first, second) = (&bodies[first].body, &bodies[second].body);
        let start = drawn.len();
        let all = bodies.iter().map(|drawn| &drawn.body);
        let curves = pair_curves(pair, &route, [first, second], all, area);
        for ((index, tie, lane, _), (line, opposite)) in pair.ties.iter().zip(curves) {
            let Some(line) = line else {
                continue;
            };
            let is_long = line.length() >= MIN_BADGED_LENGTH;
            // Nothing else says that a tie is contested: short lines have its badge too.
            let badge = if !has_badges {
                Badge::Nothing
            } else if tie.is_contested {
                Badge::Contested
            } else if visible.cites && tie.is_uncited && is_long {
                Badge::Uncited
            } else {
                Badge::Nothing
            };
            drawn.push(DrawnTie {
                index: *index,
                tie: (*tie).clone(),
                curve: line,
                opposite,
                width: lane.width,
                head_scale: [1.0; 2],
                opacity: pale * if is_crowded { widths.opacity(tie) } else { 1.0 },
                is_dashed,
                is_marked: picture.encoding.marks_any(picture.ties.relations(*index)),
                is_pale: visible.cites && tie.is_uncited,
                badge,
                badge_share: 0.5,
            });
        }
        spread_badges(&mut drawn[start..]);
    }
    shrink_crowded_heads(&mut drawn);
    shrink_heads_over_strangers(&mut drawn, bodies);
    // Arrows of support are on top: they are few and important.
    drawn.sort_by_key(|drawn| (drawing_order(drawn.tie.kind), drawn.index));
    drawn
}

/// The opacity of each of this many lines: very many opaque ones would become one area.
fn opacity_for_count(ties: usize) -> f32 {
    (MAX_OPAQUE_TIES as f32 / ties.max(1) as f32)
        .sqrt()
        .clamp(MIN_CROWD_OPACITY, 1.0)
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

/// Makes arrowheads smaller where the ends of ties are closer than they are wide, so that they do
/// not become a ring around a busy actor. O(ties log ties).
fn shrink_crowded_heads(ties: &mut [DrawnTie]) {
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

/// With more arrowheads times bodies than this, nobody sees on what a head lies.
const MAX_HEADS_TO_CHECK: usize = 400_000;

/// How much smaller an arrowhead becomes at each try, and more than the length of any, in points.
const HEAD_STEP: f32 = 0.85;
const HEAD_REACH: f32 = 24.0;

/// Makes arrowheads smaller that would lie on the body of an actor that is not an end of their tie.
/// O(arrowheads · bodies), within a fixed number.
fn shrink_heads_over_strangers(ties: &mut [DrawnTie], bodies: &[DrawnActor]) {
    if ties.len().saturating_mul(bodies.len()) > MAX_HEADS_TO_CHECK {
        return;
    }
    for drawn in ties {
        for end in [0, 1] {
            if !drawn.tie.points_at[end] {
                continue;
            }
            let tip = drawn.curve.point(end as f32);
            let is_near = |other: &&DrawnActor| {
                let reach = 1.5 * other.body.radius + HEAD_REACH;
                !drawn.tie.ends.contains(&other.node)
                    && (other.body.center - tip).abs().max_elem() < reach
            };
            let near: Vec<&DrawnActor> = bodies.iter().filter(is_near).collect();
            let is_clear = |scale: f32| {
                let corners = arrowheads::corners(&drawn.curve, end, drawn.width, scale);
                let mut points = corners.iter();
                points.all(|point| near.iter().all(|other| other.body.distance(*point) > 0.0))
            };
            let mut scale = drawn.head_scale[end];
            while scale > arrowheads::MIN_SCALE && !is_clear(scale) {
                scale = (HEAD_STEP * scale).max(arrowheads::MIN_SCALE);
            }
            drawn.head_scale[end] = scale;
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

/// Adds what names avoid of the tie with this number: its line, arrowheads and badge.
pub(super) fn add_line_obstacles(number: u32, drawn: &DrawnTie, lines: &mut LineObstacles) {
    let count = (drawn.curve.length() / 8.0).clamp(4.0, 80.0) as usize;
    for curve in std::iter::once(&drawn.curve).chain(&drawn.opposite) {
        let points: Vec<Pos2> = curve.samples(count).collect();
        let pieces = points.windows(2).map(|ends| LinePiece {
            line: number,
            ends: [ends[0], ends[1]],
            half_width: drawn.width / 2.0,
        });
        lines.pieces.extend(pieces);
    }
    for end in [0, 1] {
        if drawn.tie.points_at[end] {
            lines.points.push((drawn.curve.point(end as f32), 1.0));
        }
    }
    if drawn.badge != Badge::Nothing {
        lines
            .points
            .push((drawn.curve.point(drawn.badge_share), 2.0));
    }
}
