//! Curves that bend several times: the shortest way around strangers and names, made smooth.
//!
//! The shortest way leads from corner to corner of what is in the way. Only obstacles that turn out
//! to be in the way are considered, so that a search in a large network is small (the idea of
//! incremental visibility graphs; Wybrow, Marriott and Stuckey, *Incremental Connector Routing*,
//! 2006).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use emath::{Pos2, Rect, Vec2};

use super::obstacles::{Bundle, NAME_GAP, RouteObstacles};
use crate::scene::actor_body::{ActorBody, Form, length};
use crate::scene::clip::clipped;
use crate::scene::spline::Spline;

/// What each corner costs, in points: ways with fewer corners are smoother.
const CORNER_COST: f32 = 6.0;

/// The most searches, each with more obstacles than the one before, and the most obstacles: with
/// more of them in the way, there is hardly a way worth finding.
const MAX_SEARCHES: usize = 16;
const MAX_IN_THE_WAY: usize = 28;

/// How far before and after a corner a curve may start to bend, in points; the roundest first.
const ROUNDINGS: [f32; 8] = [f32::INFINITY, 80.0, 36.0, 16.0, 7.0, 3.0, 1.5, 0.5];

/// How a detour passes what is in its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct DetourLimits {
    /// The space between lines and strangers, in points.
    pub(super) clearance: f32,
    pub(super) corners: Corners,
    pub(super) names: NamePolicy,
    /// Longer ways are not searched for, in points from center to center.
    pub(super) max_length: f32,
}

/// Whether detours lead around names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamePolicy {
    Avoid,
    Ignore,
}

/// The shortest smooth curve around strangers; `None` if strangers block every way.
pub(super) fn detour(
    obstacles: &RouteObstacles,
    bundle: &Bundle,
    limits: DetourLimits,
) -> Option<Spline> {
    let [from, to] = [
        obstacles.bodies.get(bundle.ends[0])?,
        obstacles.bodies.get(bundle.ends[1])?,
    ];
    let mut search = DetourSearch::new(obstacles, bundle, limits, [from.center, to.center]);
    for _ in 0..MAX_SEARCHES {
        let way = search.shortest()?;
        if search.add_blockers(&way) == 0 {
            return smooth(obstacles, bundle, &way, limits);
        }
        if search.in_the_way.len() > MAX_IN_THE_WAY {
            return None;
        }
    }
    None
}

/// How many corners the polygon around an obstacle has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Corners {
    /// For a quick search.
    Few,
    /// To pass through narrow gaps.
    Many,
}

/// Something that may be in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    /// The body with this index.
    Body(usize),
    /// The name with this index.
    Name(usize),
}

/// A search for the shortest way around some obstacles.
struct DetourSearch<'a> {
    obstacles: &'a RouteObstacles<'a>,
    bundle: &'a Bundle,
    limits: DetourLimits,
    /// The start, the end, and the corners of the obstacles.
    corners: Vec<Pos2>,
    /// The obstacles that are considered.
    in_the_way: Vec<Obstacle>,
    /// For each body, whether it is considered.
    is_body_considered: Vec<bool>,
    /// For each avoided name, the box that lines do not enter, and whether it is considered.
    names: Vec<(Rect, bool)>,
}

/// An entry of the heap: the estimated length in millipoints, a corner, and the corner before it.
type Estimate = Reverse<(u64, usize, usize)>;

impl<'a> DetourSearch<'a> {
    fn new(
        obstacles: &'a RouteObstacles<'a>,
        bundle: &'a Bundle,
        limits: DetourLimits,
        ends: [Pos2; 2],
    ) -> Self {
        let count = match limits.names {
            NamePolicy::Avoid => obstacles.names.len(),
            NamePolicy::Ignore => 0,
        };
        let name = |number| (obstacles.name_space(bundle, number, NAME_GAP), false);
        Self {
            obstacles,
            bundle,
            limits,
            corners: ends.to_vec(),
            in_the_way: Vec::new(),
            is_body_considered: vec![false; obstacles.bodies.len()],
            names: (0..count).map(name).collect(),
        }
    }

    /// The shortest way around the strangers considered so far: A* that checks a leg only when it
    /// would be taken (Dellin and Srinivasa, *A Unifying Formalism for Shortest Path Problems with
    /// Expensive Edge Evaluations*, 2016).
    fn shortest(&self) -> Option<Vec<Pos2>> {
        const START: usize = 0;
        const GOAL: usize = 1;
        let count = self.corners.len();
        let (mut lengths, mut previous) = (vec![0.0; count], vec![START; count]);
        let mut is_done = vec![false; count];
        let max_length = self.limits.max_length + CORNER_COST;
        let leg = |from: usize, to: usize| length(self.corners[to] - self.corners[from]);
        let mut heap: BinaryHeap<Estimate> = BinaryHeap::from([Reverse((0, START, START))]);
        while let Some(Reverse((_, at, before))) = heap.pop() {
            if is_done[at] || at != START && !self.is_free(before, at) {
                continue;
            }
            is_done[at] = true;
            previous[at] = before;
            if at == GOAL {
                return Some(self.way(&previous));
            }
            if at != START {
                lengths[at] = lengths[before] + leg(before, at) + CORNER_COST;
            }
            if !self.obstacles.spend(count) {
                return None;
            }
            for next in (0..count).filter(|next| !is_done[*next]) {
                let sum = lengths[at] + leg(at, next) + CORNER_COST + leg(next, GOAL);
                if sum <= max_length {
                    heap.push(Reverse(((1000.0 * sum) as u64, next, at)));
                }
            }
        }
        None
    }

    fn way(&self, previous: &[usize]) -> Vec<Pos2> {
        let mut way = vec![self.corners[1]];
        let mut at = 1;
        while at != 0 {
            at = previous[at];
            way.push(self.corners[at]);
        }
        way.reverse();
        way
    }

    /// Whether a straight line from corner to corner is clear of the obstacles considered so far.
    fn is_free(&self, from: usize, to: usize) -> bool {
        let ends = [self.corners[from], self.corners[to]];
        self.obstacles.spend(self.in_the_way.len());
        self.in_the_way
            .iter()
            .all(|obstacle| !self.is_blocked(*obstacle, ends))
    }

    fn is_blocked(&self, obstacle: Obstacle, [from, to]: [Pos2; 2]) -> bool {
        match obstacle {
            Obstacle::Body(number) => {
                let clearance = self.limits.clearance;
                self.obstacles
                    .blocks(self.bundle, number, from, to, clearance)
            }
            Obstacle::Name(number) => clipped(from, to, self.names[number].0).is_some(),
        }
    }

    /// Considers what a way touches; returns how many more obstacles that are.
    fn add_blockers(&mut self, way: &[Pos2]) -> usize {
        let before = self.in_the_way.len();
        for leg in way.windows(2) {
            let leg = [leg[0], leg[1]];
            for number in 0..self.is_body_considered.len() {
                let obstacle = Obstacle::Body(number);
                if !self.is_body_considered[number] && self.is_blocked(obstacle, leg) {
                    self.is_body_considered[number] = true;
                    self.in_the_way.push(obstacle);
                }
            }
            for number in 0..self.names.len() {
                let obstacle = Obstacle::Name(number);
                if !self.names[number].1 && self.is_blocked(obstacle, leg) {
                    self.names[number].1 = true;
                    self.in_the_way.push(obstacle);
                }
            }
        }
        for at in before..self.in_the_way.len() {
            let corners = self.corners_of(self.in_the_way[at]);
            let free = corners.into_iter().filter(|corner| self.is_usable(*corner));
            let free: Vec<Pos2> = free.collect();
            self.corners.extend(free);
        }
        self.in_the_way.len() - before
    }

    fn corners_of(&self, obstacle: Obstacle) -> Vec<Pos2> {
        let DetourLimits {
            clearance, corners, ..
        } = self.limits;
        match obstacle {
            Obstacle::Body(number) => {
                let body = &self.obstacles.bodies[number];
                let needed = RouteObstacles::needed(self.bundle, number, clearance);
                body_corners(body, needed, corners)
            }
            Obstacle::Name(number) => {
                let gap = NAME_GAP + corners.name_margin();
                let space = self.obstacles.name_space(self.bundle, number, gap);
                vec![
                    space.left_top(),
                    space.right_top(),
                    space.right_bottom(),
                    space.left_bottom(),
                ]
            }
        }
    }

    /// Whether lines at this corner are clear of all obstacles.
    fn is_usable(&self, corner: Pos2) -> bool {
        let mut bodies = self.obstacles.bodies.iter().enumerate();
        corner.is_finite()
            && self.obstacles.are_inside(self.bundle, &[corner])
            && self.names.iter().all(|(space, _)| !space.contains(corner))
            && bodies.all(|(number, body)| {
                let clearance = self.limits.clearance;
                let needed = RouteObstacles::needed(self.bundle, number, clearance);
                let reach = self.obstacles.reaches[number] + needed;
                (corner - body.center).length_sq() >= reach * reach
                    || body.distance(corner) >= needed
            })
    }
}

impl Corners {
    /// The space between a name and the corners around it, in points: more where curves are to be
    /// round.
    fn name_margin(self) -> f32 {
        match self {
            Self::Few => 7.0,
            Self::Many => 1.0,
        }
    }
}

/// The corners of a polygon around a body whose sides keep this distance from the rim.
fn body_corners(body: &ActorBody, needed: f32, corner_count: Corners) -> Vec<Pos2> {
    // The corners of the body itself are among their directions.
    let count: u8 = match (body.form, corner_count) {
        (Form::Square, Corners::Few) => 16,
        (Form::Disc | Form::Hexagon | Form::Rhombus, Corners::Few) => 12,
        (_, Corners::Many) => 24,
    };
    let step = std::f32::consts::TAU / f32::from(count);
    let longer = 1.0 / (step / 2.0).cos();
    let round = (needed + body.radius) * longer - body.radius + 0.1;
    let polygon = |target: f32| -> Vec<Pos2> {
        let directions = (0..count).map(|corner| Vec2::angled(step * f32::from(corner)));
        if body.form == Form::Disc {
            let reach = body.radius + target;
            return directions
                .map(|direction| body.center + direction * reach)
                .collect();
        }
        // Bodies are nearly round, so stepping by the remaining distance converges quickly.
        let reach = |direction: Vec2| {
            (0..6).fold(body.radius + target, |reach, _| {
                reach + target - body.distance(body.center + direction * reach)
            })
        };
        directions
            .map(|direction| body.center + direction * reach(direction))
            .collect()
    };
    if body.form == Form::Disc {
        return polygon(round);
    }
    // At sharp corners of a body, the sides of the polygon come closer than its corners.
    let keeps_distance = |corners: &Vec<Pos2>| {
        let sides = corners.iter().zip(corners.iter().cycle().skip(1));
        let points = sides.flat_map(|(from, to)| {
            (0_u8..8).map(move |part| from.lerp(*to, f32::from(part) / 8.0))
        });
        points
            .into_iter()
            .all(|point| body.distance(point) > needed + 0.05)
    };
    (0_u8..24)
        .map(|wider| polygon(round + 0.25 * f32::from(wider)))
        .find(keeps_distance)
        .unwrap_or_default()
}

/// The roundest curve along a way that is clear of strangers and names: all corners are as round as
/// the tightest one allows, and then each as round as there is room.
fn smooth(
    obstacles: &RouteObstacles,
    bundle: &Bundle,
    way: &[Pos2],
    limits: DetourLimits,
) -> Option<Spline> {
    // A rounded corner is a little closer to the stranger than the corner itself.
    let tolerated = (limits.clearance - 1.0).max(0.0);
    let clear = |roundings: &[f32]| {
        let controls = controls(way, roundings);
        let spline = (controls.len() <= Spline::MAX_POINTS).then(|| Spline::new(&controls))?;
        let points = obstacles.visible_points(bundle, &spline);
        let is_clear = obstacles.is_polyline_clear(bundle, &points, tolerated)
            && (limits.names == NamePolicy::Ignore || obstacles.names_under(bundle, &points) == 0);
        is_clear.then_some(spline)
    };
    let corners = way.len().saturating_sub(2);
    let (same, mut curve) = ROUNDINGS
        .iter()
        .enumerate()
        .find_map(|(at, rounding)| clear(&vec![*rounding; corners]).map(|curve| (at, curve)))?;
    let mut roundings = vec![ROUNDINGS[same]; corners];
    if corners > 1 {
        for corner in 0..corners {
            let tightest = roundings[corner];
            for rounder in &ROUNDINGS[..same] {
                roundings[corner] = *rounder;
                if let Some(better) = clear(&roundings) {
                    curve = better;
                    break;
                }
                roundings[corner] = tightest;
            }
        }
    }
    Some(curve)
}

/// The control points of a curve that bends only this close to each corner of a way.
fn controls(way: &[Pos2], roundings: &[f32]) -> Vec<Pos2> {
    let mut controls = Vec::new();
    for (number, leg) in way.windows(2).enumerate() {
        let (from, to) = (leg[0], leg[1]);
        controls.push(from);
        let along = length(to - from);
        let is_within = |rounding: &f32| along > 2.5 * rounding;
        let first = number
            .checked_sub(1)
            .and_then(|corner| roundings.get(corner));
        if let Some(rounding) = first.copied().filter(is_within) {
            controls.push(from + (to - from) * (rounding / along));
        }
        if let Some(rounding) = roundings.get(number).copied().filter(is_within) {
            controls.push(to - (to - from) * (rounding / along));
        }
    }
    controls.extend(way.last());
    controls
}
