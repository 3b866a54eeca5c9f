//! Measures of a finished picture: what is drawn, what has no room, and what covers what. Knows no
//! document.

use ahash::{AHashMap, AHashSet};
use emath::{Pos2, Rect};
use serde::Serialize;

use super::actor_body::{ActorBody, Form};
use super::cells::Cells;
use super::{MarkShape, Scene, Subject};
use crate::graph::{NodeIndex, TieIndex, Ties};

/// What can be measured of a picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PictureReport {
    /// Actors drawn.
    pub actors: usize,
    /// Lines drawn.
    pub ties: usize,
    /// Ties without a line, because there are too many or because one of their ends covers the
    /// other.
    pub ties_left_out: usize,
    /// Relations that these lines stand for.
    pub relations: usize,
    /// Lines that pass through the body of an actor that is not one of their ends.
    pub lines_through_strangers: usize,
    /// Arrowheads that lie on the body of an actor that is not one of the ends of their line.
    pub heads_over_strangers: usize,
    /// Lines that pass through the letters of a name.
    pub lines_through_names: usize,
    /// Actors with a name.
    pub names_shown: usize,
    /// Actors without a name because there was no room.
    pub names_left_out: usize,
    /// Types of relations that are written along their lines.
    pub types_shown: usize,
    /// Types of relations that have no room on their lines, if types are shown.
    pub types_left_out: usize,
    /// Text notes in the picture.
    pub notes_shown: usize,
    /// Text notes that are not in the picture.
    pub notes_left_out: usize,
    /// Groups of actors with an outline.
    pub outlines: usize,
    /// Groups without an outline, because it could not be read.
    pub outlines_left_out: usize,
    /// Outlines without a name because there was no room.
    pub outline_names_left_out: usize,
    /// Pairs of bodies that overlap.
    pub overlapping_bodies: usize,
    /// Pairs of names that overlap.
    pub overlapping_names: usize,
    /// Sources that the picture cites and its list leaves out because there was no room.
    pub sources_left_out: usize,
    /// Names whose letters cover the body of another actor.
    pub names_over_strangers: usize,
    /// Names whose leader line passes through the body of another actor.
    pub leaders_through_strangers: usize,
    /// How much of the space for the network its bounding box takes in its longer direction, 0 to
    /// 1.
    pub page_share: f32,
    /// The smallest type on the page, in points; 0 without any text.
    pub smallest_type: f32,
    /// Whether a part of the title has no room.
    pub title_cut: bool,
    /// Whether a part of the description has no room.
    pub description_cut: bool,
}

/// Lines are measured at points this far apart, in points.
const STEP: f32 = 2.0;

/// A body is entered, and two bodies or names overlap, only by more than this, in points: less
/// cannot be seen.
const TOLERANCE: f32 = 0.25;

impl PictureReport {
    /// Measures a picture that was drawn from these ties. Usually O(marks + length of lines).
    pub fn of(scene: &Scene, ties: &Ties) -> Self {
        let bodies = bodies(scene);
        let mut drawn = AHashSet::new();
        let letters = Letters::of(scene);
        let mut through_names = AHashSet::new();
        for (tie, points) in lines(scene) {
            drawn.insert(tie);
            if points.iter().any(|point| letters.contain(*point)) {
                through_names.insert(tie);
            }
        }
        let cells = BodyCells::new(&bodies);
        drawn.extend(scene.cell_rects().map(|(tie, _)| tie));
        // A matrix has names and no bodies.
        let named: AHashSet<NodeIndex> = scene.names.iter().map(|(node, _)| *node).collect();
        Self {
            actors: bodies.len().max(named.len()),
            ties: drawn.len(),
            ties_left_out: ties.len().saturating_sub(drawn.len()),
            relations: drawn.iter().map(|tie| ties.relations(*tie).len()).sum(),
            lines_through_strangers: through_strangers(scene, ties, &cells).len(),
            heads_over_strangers: heads_over_strangers(scene, ties, &cells),
            lines_through_names: through_names.len(),
            names_shown: named.len(),
            names_left_out: scene.omitted_names,
            types_shown: scene.types,
            types_left_out: scene.omitted_types,
            notes_shown: scene.notes.len(),
            notes_left_out: scene.omitted_notes,
            outlines: scene.outlines,
            outlines_left_out: scene.omitted_outlines,
            outline_names_left_out: scene.unnamed_outlines,
            overlapping_bodies: cells.overlapping(),
            overlapping_names: overlapping_names(scene),
            sources_left_out: scene.omitted_sources,
            names_over_strangers: names_over_strangers(scene, &cells),
            leaders_through_strangers: leaders_through_strangers(scene, &cells),
            page_share: page_share(scene, &bodies),
            smallest_type: scene.smallest_type(),
            title_cut: scene.is_title_cut,
            description_cut: scene.is_description_cut && !scene.is_title_cut,
        }
    }
}

/// How many lines pass through the body of an actor that is not one of their ends.
pub(super) fn lines_through_strangers(scene: &Scene, ties: &Ties) -> usize {
    let bodies = bodies(scene);
    through_strangers(scene, ties, &BodyCells::new(&bodies)).len()
}

/// The ties whose line passes through the body of an actor that is not one of its ends.
fn through_strangers(scene: &Scene, ties: &Ties, bodies: &BodyCells) -> AHashSet<TieIndex> {
    let passes = |(tie, points): &(TieIndex, Vec<Pos2>)| {
        let ends = ties.get(*tie).map(|tie| tie.ends);
        let is_stranger = |node: NodeIndex| !ends.is_some_and(|ends| ends.contains(&node));
        let mut points = points.iter();
        points.any(|point| bodies.is_inside(*point, is_stranger))
    };
    let through = lines(scene).filter(passes);
    through.map(|(tie, _)| tie).collect()
}

/// How many lines have an arrowhead on the body of an actor that is not one of their ends.
fn heads_over_strangers(scene: &Scene, ties: &Ties, bodies: &BodyCells) -> usize {
    let over = scene.marks.iter().filter_map(|mark| {
        let (Some(Subject::Tie(index)), MarkShape::Path { outline, fill, .. }) =
            (mark.subject, &mark.shape)
        else {
            return None;
        };
        // Of the paths of a tie, only heads are filled.
        let corners: Vec<Pos2> = outline.points().filter(|_| fill.is_some()).collect();
        let sides = corners.iter().zip(corners.iter().cycle().skip(1));
        let mut points = sides.flat_map(|(from, to)| [*from, from.lerp(*to, 0.5)]);
        let ends = ties.get(index).map(|tie| tie.ends);
        let is_stranger = |node: NodeIndex| !ends.is_some_and(|ends| ends.contains(&node));
        let is_over = points.any(|point| bodies.is_inside(point, is_stranger));
        is_over.then_some(index)
    });
    over.collect::<AHashSet<TieIndex>>().len()
}

/// How many names have letters on the body of another actor.
fn names_over_strangers(scene: &Scene, bodies: &BodyCells) -> usize {
    let names = scene.marks.iter().filter_map(|mark| {
        let (MarkShape::Text(line), Some(Subject::Actor(node))) = (&mark.shape, mark.subject)
        else {
            return None;
        };
        Some((node, line.letters()))
    });
    let over = names.filter(|(node, letters)| bodies.touch(*letters, *node));
    over.map(|(node, _)| node).collect::<AHashSet<_>>().len()
}

/// How many leader lines of names pass through the body of another actor.
fn leaders_through_strangers(scene: &Scene, bodies: &BodyCells) -> usize {
    let passes = |(node, [from, to]): &&(NodeIndex, [Pos2; 2])| {
        let count = (from.distance(*to) / STEP).clamp(2.0, 4_000.0) as usize;
        let mut points = (0..=count).map(|at| from.lerp(*to, at as f32 / count as f32));
        points.any(|point| bodies.is_inside(point, |other| other != *node))
    };
    scene.leaders.iter().filter(passes).count()
}

/// All bodies and dots.
fn bodies(scene: &Scene) -> Vec<(NodeIndex, ActorBody)> {
    let dots = scene.low_detail.dots.iter().map(|dot| {
        let body = ActorBody {
            center: dot.center,
            radius: dot.radius,
            form: Form::Disc,
        };
        (dot.node, body)
    });
    scene.bodies.iter().copied().chain(dots).collect()
}

/// All curves and straight lines, as points along them.
fn lines(scene: &Scene) -> impl Iterator<Item = (TieIndex, Vec<Pos2>)> {
    let curves = scene.curves.iter().map(|(tie, curve)| {
        let count = (curve.length() / STEP).clamp(2.0, 4_000.0) as usize;
        (*tie, curve.samples(count).collect())
    });
    let straight = scene.low_detail.lines.iter().map(|line| {
        let [from, to] = line.ends;
        let count = (from.distance(to) / STEP).clamp(2.0, 4_000.0) as usize;
        let point = |at: usize| from.lerp(to, at as f32 / count as f32);
        (line.tie, (0..=count).map(point).collect())
    });
    curves.chain(straight)
}

/// The boxes around the letters of names.
struct Letters {
    boxes: Cells<()>,
}

impl Letters {
    fn of(scene: &Scene) -> Self {
        let names = scene.marks.iter().filter_map(|mark| match &mark.shape {
            MarkShape::Text(line) if matches!(mark.subject, Some(Subject::Actor(_))) => {
                Some(line.letters())
            }
            _ => None,
        });
        let names: Vec<Rect> = names.collect();
        let area = names.iter().fold(Rect::NOTHING, |all, name| all | *name);
        let mut boxes = Cells::new(area);
        for name in names {
            boxes.insert(name.shrink(TOLERANCE), ());
        }
        Self { boxes }
    }

    fn contain(&self, point: Pos2) -> bool {
        self.boxes.near(Rect::from_pos(point)).next().is_some()
    }
}

/// Bodies by the cells of a grid that they touch.
struct BodyCells<'a> {
    bodies: &'a [(NodeIndex, ActorBody)],
    cell: f32,
    by_cell: AHashMap<(i32, i32), Vec<u32>>,
}

impl<'a> BodyCells<'a> {
    fn new(bodies: &'a [(NodeIndex, ActorBody)]) -> Self {
        let radii: f32 = bodies.iter().map(|(_, body)| body.radius).sum();
        let cell = (4.0 * radii / bodies.len().max(1) as f32).clamp(4.0, 200.0);
        let mut by_cell: AHashMap<_, Vec<u32>> = AHashMap::new();
        for (number, (_, body)) in bodies.iter().enumerate() {
            for cell in cells_of(body.rect(), cell) {
                by_cell.entry(cell).or_default().push(number as u32);
            }
        }
        Self {
            bodies,
            cell,
            by_cell,
        }
    }

    /// Whether a point is inside a body whose actor passes the test.
    fn is_inside(&self, point: Pos2, is_meant: impl Fn(NodeIndex) -> bool) -> bool {
        let cell = (
            (point.x / self.cell).floor() as i32,
            (point.y / self.cell).floor() as i32,
        );
        let near = self.by_cell.get(&cell).map_or(&[][..], Vec::as_slice);
        near.iter().any(|number| {
            let (node, body) = &self.bodies[*number as usize];
            is_meant(*node) && body.distance(point) < -TOLERANCE
        })
    }

    /// Whether a box covers a part of the body of any actor but this one.
    fn touch(&self, rect: Rect, own: NodeIndex) -> bool {
        cells_of(rect, self.cell).any(|cell| {
            let near = self.by_cell.get(&cell).map_or(&[][..], Vec::as_slice);
            near.iter().any(|number| {
                let (node, body) = &self.bodies[*number as usize];
                *node != own && body.touches(rect, -TOLERANCE)
            })
        })
    }

    /// The number of pairs of bodies that overlap.
    fn overlapping(&self) -> usize {
        let mut pairs = AHashSet::new();
        #[expect(clippy::iter_over_hash_type, reason = "a set of pairs has no order")]
        for numbers in self.by_cell.values() {
            for (at, first) in numbers.iter().enumerate() {
                for second in &numbers[at + 1..] {
                    let (a, b) = (
                        &self.bodies[*first as usize].1,
                        &self.bodies[*second as usize].1,
                    );
                    if overlap(a, b) {
                        pairs.insert((first.min(second), first.max(second)));
                    }
                }
            }
        }
        pairs.len()
    }
}

/// Whether some point is inside both bodies.
fn overlap(a: &ActorBody, b: &ActorBody) -> bool {
    let distance = a.center.distance(b.center);
    let reaches = |share: f32| distance / share.max(f32::MIN_POSITIVE);
    let share = a.touching_share(b);
    distance <= TOLERANCE || share.is_some_and(|share| reaches(share) > distance + TOLERANCE)
}

fn cells_of(rect: Rect, cell: f32) -> impl Iterator<Item = (i32, i32)> {
    let low = (rect.min.to_vec2() / cell).floor();
    let high = (rect.max.to_vec2() / cell).floor();
    let (left, right) = (low.x as i32, high.x as i32);
    (low.y as i32..=high.y as i32).flat_map(move |y| (left..=right).map(move |x| (x, y)))
}

fn overlapping_names(scene: &Scene) -> usize {
    let rects = || scene.names.iter().map(|(_, rect)| rect.shrink(TOLERANCE));
    let mut sorted: Vec<Rect> = rects().collect();
    sorted.sort_by(|a, b| a.left().total_cmp(&b.left()));
    let count = |(at, rect): (usize, &Rect)| {
        let following = sorted[at + 1..].iter();
        following
            .take_while(|next| next.left() < rect.right())
            .filter(|next| next.intersects(*rect))
            .count()
    };
    sorted.iter().enumerate().map(count).sum()
}

fn page_share(scene: &Scene, bodies: &[(NodeIndex, ActorBody)]) -> f32 {
    let mut taken = Rect::NOTHING;
    for (_, body) in bodies {
        taken |= body.rect();
    }
    for (_, rect) in &scene.names {
        taken |= *rect;
    }
    if !taken.is_positive() || !scene.region.is_positive() {
        return 0.0;
    }
    let share = taken.size() / scene.region.size();
    share.max_elem()
}
