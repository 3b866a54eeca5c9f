//! Text notes on the picture: each near its position, clear of bodies and of other notes, with a
//! line to what it is about, and an outline around several actors. Names and types keep clear of
//! them.

mod note;
mod outlined;
mod spot;

#[cfg(test)]
mod tests;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::actor_body::ActorBody;
use super::curve::RelationCurve;
use super::mark::{Anchor, Cap, Mark, MarkShape, Stroke, TextDirection, TextLine};
use super::outlines::{Hull, with_alpha};
use super::scene_input::SceneInput;
use super::text::{self, Weight};
use super::{Outline, Subject, Theme};
use crate::graph::{NodeIndex, TieIndex};
use crate::model::AnnotationId;

use outlined::Outliner;

pub use note::{NoteTarget, SceneNote, SceneNotes};

/// The font size of notes, in points, and the distance of their lines.
const SIZE: f32 = 11.0;
const PITCH: f32 = 1.3 * SIZE;

/// The widest line of a note, in points, and the most lines.
const MAX_WIDTH: f32 = 190.0;
const MAX_LINES: usize = 12;

/// The space between the letters of a note and its edge, in points.
const PADDING: Vec2 = vec2(7.0, 4.0);

/// The width of the frame of a note, in points.
const FRAME: f32 = 0.75;

/// How much of its colour the area and the edge of an outline have, and the dashes of the edge.
const AREA_OPACITY: f32 = 0.05;
const EDGE_OPACITY: f32 = 0.6;
const DASH: &[f32] = &[5.0, 3.5];

/// The space between the line of a note and a body, and the shortest line, in points.
const LEADER_GAP: f32 = 3.0;
const MIN_LEADER: f32 = 5.0;

/// The notes of a picture at their places.
#[derive(Clone, Debug, Default)]
pub(super) struct PlacedNotes {
    notes: Vec<PlacedNote>,
    omitted: usize,
}

/// A note at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedNote {
    /// The note of the document.
    pub id: AnnotationId,
    /// The box that it covers.
    pub rect: Rect,
    subject: Option<Subject>,
    lines: Vec<String>,
    leader: Option<[Pos2; 2]>,
    /// The areas of the actors that it outlines.
    areas: Vec<Hull>,
}

impl PlacedNotes {
    /// Places the notes of a picture with these bodies and curves. Where there are no bodies to
    /// keep clear of, each is exactly at its position. `all` are the bodies that outlines surround
    /// or leave out.
    pub(super) fn new(
        picture: &SceneInput,
        bodies: &[(NodeIndex, ActorBody)],
        all: &[(NodeIndex, ActorBody)],
        curves: &dyn Fn(TieIndex) -> Option<RelationCurve>,
    ) -> Self {
        let mut placed = Self::default();
        let mut outliner = Outliner::new(all);
        let mut spots = spot::FreeSpots::new(picture, bodies);
        for note in picture.encoding.notes.all() {
            let subject = note.subject(picture.ties);
            let areas = outliner.areas(note.outlined());
            let is_seen = note.about.is_none() || subject.is_some() || !areas.is_empty();
            let at = note.position(picture.network, picture.positions);
            let Some(at) = at.filter(|at| is_seen && at.is_finite()) else {
                placed.omitted += 1;
                continue;
            };
            let lines = lines_of(&note.text);
            if lines.is_empty() {
                continue;
            }
            let wanted =
                Rect::from_center_size(picture.view.picture_from_layout(at), size_of(&lines));
            let Some(rect) = spots.near(wanted) else {
                placed.omitted += 1;
                continue;
            };
            let leader = match subject {
                Some(subject) => leader(subject, rect, bodies, curves),
                None => outlined::leader(rect, &areas, MIN_LEADER),
            };
            spots.take(rect);
            placed.notes.push(PlacedNote {
                id: note.id.clone(),
                rect,
                subject,
                lines,
                leader,
                areas,
            });
        }
        placed
    }

    /// The outlines around actors, which are beneath everything else.
    pub(super) fn areas(&self, theme: &Theme) -> Vec<Mark> {
        let edge = Stroke {
            dash: DASH,
            cap: Cap::Butt,
            ..Stroke::solid(1.2, theme.background.toward(theme.ink, EDGE_OPACITY))
        };
        let areas = self.notes.iter().flat_map(|note| &note.areas);
        let area = |hull: &Hull| {
            Mark::without_subject(MarkShape::Path {
                outline: hull.outline(),
                fill: Some(with_alpha(theme.ink, AREA_OPACITY)),
                stroke: Some(edge.clone()),
            })
        };
        areas.map(area).collect()
    }

    /// The boxes that notes cover.
    pub(super) fn rects(&self) -> impl Iterator<Item = Rect> {
        self.notes.iter().map(|note| note.rect)
    }

    /// The lines from notes to what they are about.
    pub(super) fn leaders(&self) -> impl Iterator<Item = [Pos2; 2]> {
        self.notes.iter().filter_map(|note| note.leader)
    }

    /// The placed notes.
    pub(super) fn notes(&self) -> &[PlacedNote] {
        &self.notes
    }

    /// How many notes have no place in the picture.
    pub(super) fn omitted(&self) -> usize {
        self.omitted
    }

    /// The marks of the notes for whose subject there is an opacity: lines beneath texts.
    pub(super) fn marks(
        &self,
        theme: &Theme,
        opacity: impl Fn(Option<Subject>) -> Option<f32>,
    ) -> Vec<Mark> {
        let drawn = self.notes.iter();
        let drawn = drawn.filter_map(|note| Some((note, opacity(note.subject)?)));
        let drawn: Vec<(&PlacedNote, f32)> = drawn.collect();
        let leaders = drawn
            .iter()
            .map(|(note, opacity)| (note.leader_shapes(theme), *opacity));
        let texts = drawn
            .iter()
            .map(|(note, opacity)| (note.text_shapes(theme), *opacity));
        let marks = leaders.chain(texts).flat_map(|(shapes, opacity)| {
            shapes.into_iter().map(move |shape| Mark {
                subject: None,
                shape,
                opacity,
            })
        });
        marks.collect()
    }
}

impl PlacedNote {
    /// The shapes of the note moved by a distance, for a picture in which it is dragged; its line
    /// begins at the moved text.
    pub fn moved_shapes(&self, by: Vec2, theme: &Theme) -> Vec<MarkShape> {
        let rect = self.rect.translate(by);
        let moved = Self {
            rect,
            leader: self.leader.map(|[_, to]| [rect.clamp(to), to]),
            ..self.clone()
        };
        let mut shapes = moved.leader_shapes(theme);
        shapes.extend(moved.text_shapes(theme));
        shapes
    }

    fn leader_shapes(&self, theme: &Theme) -> Vec<MarkShape> {
        let Some(ends) = self.leader else {
            return Vec::new();
        };
        let line = |width, color| MarkShape::Path {
            outline: Outline::polyline(ends),
            fill: None,
            stroke: Some(Stroke::solid(width, color)),
        };
        let dot = |radius, color| MarkShape::Circle {
            center: ends[1],
            radius,
            fill: Some(color),
            stroke: None,
        };
        vec![
            line(3.0, theme.background),
            dot(3.0, theme.background),
            line(1.0, theme.ink),
            dot(2.0, theme.ink),
        ]
    }

    fn text_shapes(&self, theme: &Theme) -> Vec<MarkShape> {
        let rect = self.rect;
        let plate = MarkShape::Path {
            outline: Outline::polygon([
                rect.left_top(),
                rect.right_top(),
                rect.right_bottom(),
                rect.left_bottom(),
            ]),
            fill: Some(theme.background),
            // Else it would look like the name of an actor.
            stroke: Some(Stroke::solid(FRAME, theme.muted)),
        };
        let inner = rect.shrink2(PADDING);
        let is_leftward = self
            .lines
            .first()
            .is_some_and(|line| text::is_leftward(line));
        let (anchor, x) = if is_leftward {
            (Anchor::Right, inner.right())
        } else {
            (Anchor::Left, inner.left())
        };
        let line = |(line, number): (&String, u16)| {
            let top = inner.top() + f32::from(number) * PITCH;
            let baseline = top + 0.5 * (PITCH + text::cap_height(SIZE));
            MarkShape::Text(TextLine {
                text: line.clone(),
                at: pos2(x, baseline),
                anchor,
                size: SIZE,
                weight: Weight::Regular,
                color: theme.ink,
                halo: None,
                direction: TextDirection::Rightward,
            })
        };
        let numbered = self.lines.iter().zip(0..);
        let texts = numbered.filter(|(line, _)| !line.is_empty()).map(line);
        std::iter::once(plate).chain(texts).collect()
    }
}

/// The lines of a text: those of its author, broken where they are too wide.
fn lines_of(note: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in note.trim().lines().take(MAX_LINES) {
        let room = MAX_LINES - lines.len();
        if room == 0 {
            if let Some(last) = lines.last_mut() {
                last.push('…');
            }
            break;
        }
        let broken = text::wrap(paragraph, SIZE, Weight::Regular, MAX_WIDTH, room);
        if broken.is_empty() {
            lines.push(String::new());
        }
        lines.extend(broken);
    }
    if lines.iter().all(String::is_empty) {
        lines.clear();
    }
    lines
}

fn size_of(lines: &[String]) -> Vec2 {
    let widths = lines
        .iter()
        .map(|line| text::measure(line, SIZE, Weight::Regular));
    let width = widths.fold(0.0, f32::max);
    vec2(width, PITCH * lines.len() as f32) + 2.0 * PADDING
}

/// About the size of a note, for the space that a picture needs.
pub(super) fn rough_size(note: &str) -> Vec2 {
    size_of(&lines_of(note))
}

/// The line from a note to the rim of a body, or to the middle of a line; `None` where they touch.
fn leader(
    subject: Subject,
    rect: Rect,
    bodies: &[(NodeIndex, ActorBody)],
    curves: &dyn Fn(TieIndex) -> Option<RelationCurve>,
) -> Option<[Pos2; 2]> {
    let to = match subject {
        Subject::Actor(node) => {
            let (_, body) = bodies.iter().find(|(other, _)| *other == node)?;
            let toward = (rect.clamp(body.center) - body.center).normalized();
            body.rim_point(toward, LEADER_GAP)
        }
        Subject::Tie(tie) => point_beside(&curves(tie)?, rect),
    };
    let from = rect.clamp(to);
    (from.distance(to) >= MIN_LEADER).then_some([from, to])
}

/// The middle of a curve, or the point nearest to it that a note does not cover: a note that lies
/// on several lines shows which one it is about.
fn point_beside(curve: &RelationCurve, rect: Rect) -> Pos2 {
    const STEPS: u8 = 24;
    let shares = (0..=STEPS).flat_map(|step| {
        let away = 0.45 * f32::from(step) / f32::from(STEPS);
        [0.5 - away, 0.5 + away]
    });
    let points = shares.map(|share| curve.point(share));
    let mut beside = points.filter(|point| rect.distance_to_pos(*point) >= MIN_LEADER);
    beside.next().unwrap_or_else(|| curve.point(0.5))
}
