//! The types of relations, written along the lines of their ties where there is room.
//!
//! A type is on its line, in the middle of it if that is free, and never upside down. It covers no
//! name, no body, no arrowhead and no other type. Strong ties are first.

mod turned_box;

use std::cmp::Reverse;

use emath::{Rect, Rot2, Vec2, vec2};

use super::actor_body::ActorBody;
use super::cells::Cells;
use super::curve::RelationCurve;
use super::drawn_tie::DrawnTie;
use super::labels::{LineObstacles, PlacedName};
use super::mark::{Anchor, Mark, MarkShape, TextDirection, TextLine};
use super::scene_input::{LabelSpace, SceneInput};
use super::text::{self, Weight};
use super::{Color, Outline, Subject};
use crate::graph::{Network, NodeIndex, TieIndex, Ties};
use turned_box::TurnedBox;

/// The font size of types, in points: smaller than names, and legible on small pages.
const SIZE: f32 = 10.0;

/// How far the baseline is beneath the middle of the line, as a share of the font size: half the
/// height of small letters.
const DOWN: f32 = 0.3;

/// With more ties in view than this, no types are written: they would cover the picture.
const MAX_TYPED_TIES: usize = 400;

/// Longer texts have no room on any line, in characters.
const MAX_LETTERS: usize = 80;

/// The space between a type and the ends of its line, and between two types, in points.
const END_GAP: f32 = 7.0;
const GAP: f32 = 2.0;

/// Candidates for the middle of a type are this far apart along the line, in points.
const STEP: f32 = 8.0;

/// How far the line may be from the middle of its letters, in points: more would look like a type
/// of another line.
const MAX_BEND: f32 = 2.5;

/// The most lines of other pairs beneath a type.
const MAX_CROSSED: usize = 2;

/// How far from the middle of its line a type is moved for one crossed line less, as a share of the
/// length.
const CROSSING_COST: f32 = 0.3;

/// Steeper lines are all read from bottom to top, in radians: those that are nearly vertical look
/// alike.
const STEEPEST: f32 = 1.54;

/// The types that have room, and how many have none.
#[derive(Clone, Debug, Default)]
pub(super) struct PlacedTypes {
    labels: Vec<TypeLabel>,
    omitted: usize,
}

/// A text on the line of a tie.
#[derive(Clone, Debug)]
struct TypeLabel {
    tie: TieIndex,
    text: String,
    /// How many types it names.
    count: usize,
    place: TurnedBox,
    color: Color,
}

/// What types keep clear of, besides each other.
pub(super) struct TypeObstacles<'a> {
    pub(super) bodies: &'a [ActorBody],
    pub(super) names: &'a [PlacedName],
    /// The boxes of other texts.
    pub(super) taken: &'a [Rect],
    pub(super) lines: &'a LineObstacles,
}

impl PlacedTypes {
    /// Places the types of these ties.
    pub(super) fn new(picture: &SceneInput, ties: &[DrawnTie], obstacles: &TypeObstacles) -> Self {
        let mut placed = Self::default();
        if !picture.encoding.shows_types {
            return placed;
        }
        let of = |tie: &DrawnTie| types(picture.network, picture.ties, tie.index);
        let all: usize = ties.iter().map(|tie| of(tie).len()).sum();
        if ties.len() <= MAX_TYPED_TIES {
            let mut grid = TypeGrid::new(picture, ties, obstacles);
            let mut order: Vec<usize> = (0..ties.len()).collect();
            order.sort_by_key(|at| (Reverse((16.0 * ties[*at].width()) as u32), ties[*at].index));
            for at in order {
                if let Some(label) = grid.place(picture, (at, &ties[at]), &of(&ties[at])) {
                    grid.put(&label.place);
                    placed.labels.push(label);
                }
            }
        }
        let shown: usize = placed.labels.iter().map(|label| label.count).sum();
        placed.omitted = all.saturating_sub(shown);
        placed
    }

    /// The marks of these types that cover none of these names, which may be more than were there
    /// when the types were placed. Second, how many types they name; third, how many have no room.
    pub(super) fn marks(
        &self,
        picture: &SceneInput,
        names: &[PlacedName],
        opacity: impl Fn(Subject) -> Option<f32>,
    ) -> (Vec<Mark>, usize, usize) {
        let is_free = |label: &&TypeLabel| {
            let mut rects = names.iter().map(PlacedName::letters);
            !rects.any(|rect| label.place.touches(&TurnedBox::upright(rect)))
        };
        let (mut marks, mut shown) = (Vec::new(), 0);
        for label in self.labels.iter().filter(is_free) {
            shown += label.count;
            let subject = Subject::Tie(label.tie);
            if let Some(opacity) = opacity(subject) {
                marks.extend(label.marks(picture, opacity));
            }
        }
        let placed: usize = self.labels.iter().map(|label| label.count).sum();
        (marks, shown, self.omitted + placed - shown)
    }
}

/// How many types the ties of a network have. O(relations).
pub(super) fn type_count(network: &Network, ties: &Ties) -> usize {
    let indices = ties.iter().map(|(index, _)| index);
    indices.map(|tie| types(network, ties, tie).len()).sum()
}

/// The different types of the relations of a tie, in the order of the document.
fn types<'a>(network: &'a Network, ties: &Ties, tie: TieIndex) -> Vec<&'a str> {
    let mut types: Vec<&str> = Vec::new();
    for edge in ties.relations(tie) {
        let relation = network.graph.edge_weight(*edge);
        let own = relation.and_then(|relation| relation.subtype.as_deref());
        let own = own.map(str::trim).filter(|own| !own.is_empty());
        types.extend(own.filter(|own| !types.contains(own)));
    }
    types
}

/// The texts for types, the fullest first, each with how many of them it names: `war, siege` and
/// `war +1`.
fn texts(types: &[&str]) -> Vec<(String, usize)> {
    let on_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = |text: &str| text.chars().nth(MAX_LETTERS).is_none();
    let mut texts = Vec::new();
    if types.iter().all(|one| short(one)) {
        texts.push((on_one_line(&types.join(", ")), types.len()));
    }
    if let [first, others @ ..] = types
        && !others.is_empty()
    {
        texts.push((format!("{} +{}", on_one_line(first), others.len()), 1));
    }
    texts.retain(|(text, _)| short(text));
    texts
}

/// The picture while types are placed in it.
struct TypeGrid<'a> {
    bodies: &'a [ActorBody],
    body_cells: Cells<u32>,
    /// Texts, arrowheads and badges.
    taken: Vec<TurnedBox>,
    taken_cells: Cells<u32>,
    lines: &'a LineObstacles,
    line_cells: Cells<u32>,
    /// For each line, the ends of its tie.
    ends: Vec<[NodeIndex; 2]>,
    space: LabelSpace,
}

impl<'a> TypeGrid<'a> {
    fn new(picture: &SceneInput, ties: &[DrawnTie], obstacles: &TypeObstacles<'a>) -> Self {
        let area = picture.view.rect();
        let mut body_cells = Cells::new(area);
        for (body, number) in obstacles.bodies.iter().zip(0..) {
            body_cells.insert(body.rect().expand(GAP), number);
        }
        let mut line_cells = Cells::new(area);
        for (piece, number) in obstacles.lines.pieces.iter().zip(0..) {
            let [from, to] = piece.ends;
            line_cells.insert(Rect::from_two_pos(from, to), number);
        }
        let mut grid = Self {
            bodies: obstacles.bodies,
            body_cells,
            taken: Vec::new(),
            taken_cells: Cells::new(area),
            lines: obstacles.lines,
            line_cells,
            ends: ties.iter().map(DrawnTie::ends).collect(),
            space: picture.names,
        };
        let names = obstacles.names.iter().map(PlacedName::letters);
        for rect in names.chain(obstacles.taken.iter().copied()) {
            grid.put(&TurnedBox::upright(rect));
        }
        for (point, _) in &obstacles.lines.points {
            let badge = Rect::from_center_size(*point, Vec2::splat(2.0 * END_GAP));
            grid.put(&TurnedBox::upright(badge));
        }
        for leader in obstacles.names.iter().filter_map(|name| name.leader) {
            grid.put(&TurnedBox::around(leader));
        }
        grid
    }

    fn put(&mut self, place: &TurnedBox) {
        let number = self.taken.len() as u32;
        self.taken_cells.insert(place.bounds(), number);
        self.taken.push(*place);
    }

    /// The fullest text of a tie that has room on its line, at its best place.
    fn place(
        &self,
        picture: &SceneInput,
        (number, tie): (usize, &DrawnTie),
        types: &[&str],
    ) -> Option<TypeLabel> {
        let color = tie.color(picture).toward(picture.theme.ink, 0.35);
        texts(types).into_iter().find_map(|(text, count)| {
            let place = self.best_place(number, &tie.curve, half_size(&text))?;
            Some(TypeLabel {
                tie: tie.index,
                text,
                count,
                place,
                color,
            })
        })
    }

    /// The free place on a line that crosses few other lines and is near the middle.
    fn best_place(&self, number: usize, curve: &RelationCurve, half: Vec2) -> Option<TurnedBox> {
        let length = curve.length();
        let reach = half.x / length;
        let room = 0.5 - reach - END_GAP / length;
        if !(length.is_finite() && room >= 0.0) {
            return None;
        }
        let count = (room * length / STEP).clamp(0.0, 100.0) as i16;
        let mut best: Option<(f32, TurnedBox)> = None;
        for step in -count..=count {
            let from_middle = f32::from(step) * STEP / length;
            let away = from_middle.abs() + if step < 0 { 1e-4 } else { 0.0 };
            if best.is_some_and(|(cost, _)| cost <= away) {
                continue;
            }
            let Some(place) = on_curve(curve, 0.5 + from_middle, reach, half) else {
                continue;
            };
            if !self.is_free(&place) {
                continue;
            }
            let crossed = self.lines_of_others(number, &place);
            let cost = away + CROSSING_COST * crossed as f32;
            if crossed <= MAX_CROSSED && best.is_none_or(|(lowest, _)| cost < lowest) {
                best = Some((cost, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// Whether a place covers no body, no text, no arrowhead and no badge.
    fn is_free(&self, place: &TurnedBox) -> bool {
        let bounds = place.bounds();
        let LabelSpace { within, clear_of } = self.space;
        let is_allowed = within.is_none_or(|within| within.contains_rect(bounds))
            && !clear_of.is_some_and(|covered| covered.intersects(bounds));
        is_allowed
            && !self.body_cells.near(bounds).any(|(_, number)| {
                let body = &self.bodies[number as usize];
                place.points().any(|point| body.distance(point) < GAP)
            })
            && !self.taken_cells.near(bounds).any(|(_, number)| {
                let taken = &self.taken[number as usize];
                place.touches(taken)
            })
    }

    /// How many lines between other actors are beneath a place.
    fn lines_of_others(&self, own: usize, place: &TurnedBox) -> usize {
        let ends = |line: usize| {
            let mut ends = self.ends.get(line).copied().unwrap_or_default();
            ends.sort_unstable();
            ends
        };
        let own = ends(own);
        let near = self.line_cells.near(place.bounds());
        let mut crossed: Vec<u32> = near
            .filter_map(|(_, number)| {
                let piece = self.lines.pieces.get(number as usize)?;
                let is_beneath = place.touches(&TurnedBox::around(piece.ends));
                (ends(piece.line as usize) != own && is_beneath).then_some(piece.line)
            })
            .collect();
        crossed.sort_unstable();
        crossed.dedup();
        crossed.len()
    }
}

/// Half the box around the letters of a type.
fn half_size(text: &str) -> Vec2 {
    let width = text::measure(text, SIZE, Weight::Regular);
    let height = text::cap_height(SIZE) + 0.4 * SIZE;
    0.5 * vec2(width, height) + Vec2::splat(GAP)
}

/// The box of a text around the point at this share of a curve; `None` where the curve bends too
/// much for a straight text.
fn on_curve(curve: &RelationCurve, middle: f32, reach: f32, half: Vec2) -> Option<TurnedBox> {
    const POINTS: u8 = 8;
    let at = |number: u8| {
        let share = 2.0 * f32::from(number) / f32::from(POINTS) - 1.0;
        curve.point(middle + share * reach)
    };
    let (from, to) = (at(0), at(POINTS));
    let along = (to - from).normalized();
    let away = |number: u8| (at(number) - from).dot(along.rot90());
    let (low, high) = (1..POINTS)
        .map(away)
        .fold((0.0_f32, 0.0_f32), |(low, high), away| {
            (low.min(away), high.max(away))
        });
    let is_straight = along != Vec2::ZERO && high - low <= 2.0 * MAX_BEND;
    is_straight.then(|| TurnedBox {
        center: from.lerp(to, 0.5) + along.rot90() * (0.5 * (low + high)),
        half,
        angle: readable(along.angle()),
    })
}

/// The angle of a text along a line at this angle: it is never upside down.
fn readable(angle: f32) -> f32 {
    use std::f32::consts::{FRAC_PI_2, PI};
    let turned = if angle.abs() > FRAC_PI_2 {
        angle - PI * angle.signum()
    } else {
        angle
    };
    if turned > STEEPEST {
        turned - PI
    } else {
        turned
    }
}

impl TypeLabel {
    /// The text on a plate, which hides lines between its words.
    fn marks(&self, picture: &SceneInput, opacity: f32) -> [Mark; 2] {
        let TurnedBox { center, angle, .. } = self.place;
        let background = picture.theme.background;
        let plate = MarkShape::Path {
            outline: Outline::polygon(self.place.corners()),
            fill: Some(background),
            stroke: None,
        };
        let words = MarkShape::Text(TextLine {
            text: self.text.clone(),
            at: center + Rot2::from_angle(angle) * vec2(0.0, DOWN * SIZE),
            anchor: Anchor::Middle,
            size: SIZE,
            weight: Weight::Regular,
            color: self.color,
            halo: Some(background),
            direction: TextDirection::Turned(angle),
        });
        [plate, words].map(|shape| Mark {
            subject: Some(Subject::Tie(self.tie)),
            shape,
            opacity,
        })
    }
}

#[cfg(test)]
mod tests;
