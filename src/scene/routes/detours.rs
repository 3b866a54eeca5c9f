//! Curves that bend several times: the shortest way around strangers, made smooth.
//!
//! The shortest way leads from corner to corner of strangers. Only strangers that turn out to be in
//! the way are considered, so that a search in a large network is small (the idea of incremental
//! visibility graphs; Wybrow, Marriott and Stuckey, *Incremental Connector Routing*, 2006).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use emath::{Pos2, Vec2};

use super::obstacles::{Bundle, RouteObstacles};
use crate::scene::actor_body::{ActorBody, Form, length};
use crate::scene::spline::Spline;

/// What each corner costs, in points: ways with fewer corners are smoother.
const CORNER_COST: f32 = 6.0;

/// The most searches, each with more strangers than the one before.
const MAX_SEARCHES: usize = 40;

/// How far before and after a corner a curve may start to bend, in points; the roundest first.
const ROUNDINGS: [f32; 8] = [f32::INFINITY, 80.0, 36.0, 16.0, 7.0, 3.0, 1.5, 0.5];

/// The shortest smooth curve around strangers; `None` if strangers block every way.
pub(super) fn detour(
    obstacles: &RouteObstacles,
    bundle: &Bundle,
    clearance: f32,
    corner_count: Corners,
) -> Option<Spline> {
    let [from, to] = [
        obstacles.bodies.get(bundle.ends[0])?,
        obstacles.bodies.get(bundle.ends[1])?,
    ];
    let mut search = DetourSearch {
        obstacles,
        bundle,
        clearance,
        corner_count,
        corners: vec![from.center, to.center],
        strangers: Vec::new(),
    };
    for _ in 0..MAX_SEARCHES {
        let way = search.shortest()?;
        if !search.add_blockers(&way) {
            return smooth(obstacles, bundle, &way, clearance);
        }
    }
    None
}

/// How many corners the polygon around a stranger has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Corners {
    /// For a quick search.
    Few,
    /// To pass through narrow gaps.
    Many,
}

/// A search for the shortest way around some strangers.
struct DetourSearch<'a> {
    obstacles: &'a RouteObstacles<'a>,
    bundle: &'a Bundle,
    clearance: f32,
    corner_count: Corners,
    /// The start, the end, and the corners of the strangers.
    corners: Vec<Pos2>,
    /// The strangers that are considered.
    strangers: Vec<usize>,
}

/// An index of the heap: the estimated length in millipoints, and a corner.
type Estimate = Reverse<(u64, usize)>;

impl DetourSearch<'_> {
    /// The shortest way around the strangers considered so far (A*).
    fn shortest(&self) -> Option<Vec<Pos2>> {
        const START: usize = 0;
        const GOAL: usize = 1;
        let count = self.corners.len();
        let (mut lengths, mut previous) = (vec![f32::INFINITY; count], vec![START; count]);
        let mut is_done = vec![false; count];
        lengths[START] = 0.0;
        let estimate = |at: usize, so_far: f32| -> Estimate {
            let rest = length(self.corners[GOAL] - self.corners[at]);
            Reverse(((1000.0 * (so_far + rest)) as u64, at))
        };
        let mut heap = BinaryHeap::from([estimate(START, 0.0)]);
        while let Some(Reverse((_, at))) = heap.pop() {
            if std::mem::replace(&mut is_done[at], true) {
                continue;
            }
            if at == GOAL {
                return Some(self.way(&previous));
            }
            for next in 0..count {
                let leg = length(self.corners[next] - self.corners[at]) + CORNER_COST;
                let sum = lengths[at] + leg;
                if is_done[next] || sum >= lengths[next] || !self.is_free(at, next) {
                    continue;
                }
                lengths[next] = sum;
                previous[next] = at;
                heap.push(estimate(next, sum));
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

    /// Whether a straight line from corner to corner is clear of the strangers considered so far.
    fn is_free(&self, from: usize, to: usize) -> bool {
        let ends = [self.corners[from], self.corners[to]];
        self.strangers
            .iter()
            .all(|stranger| !self.is_blocked(*stranger, ends))
    }

    fn is_blocked(&self, stranger: usize, [from, to]: [Pos2; 2]) -> bool {
        self.obstacles
            .blocks(self.bundle, stranger, from, to, self.clearance)
    }

    /// Considers the bodies that a way touches; returns whether there are any.
    fn add_blockers(&mut self, way: &[Pos2]) -> bool {
        let before = self.strangers.len();
        for leg in way.windows(2) {
            for number in 0..self.obstacles.bodies.len() {
                if !self.strangers.contains(&number) && self.is_blocked(number, [leg[0], leg[1]]) {
                    self.strangers.push(number);
                }
            }
        }
        for at in before..self.strangers.len() {
            let body = &self.obstacles.bodies[self.strangers[at]];
            let needed = RouteObstacles::needed(self.bundle, self.strangers[at], self.clearance);
            let free =
                corners(body, needed, self.corner_count).filter(|corner| self.is_usable(*corner));
            let free: Vec<Pos2> = free.collect();
            self.corners.extend(free);
        }
        self.strangers.len() > before
    }

    /// Whether lines at this corner are clear of all bodies.
    fn is_usable(&self, corner: Pos2) -> bool {
        let bodies = self.obstacles.bodies.iter().enumerate();
        bodies.into_iter().all(|(number, body)| {
            body.distance(corner) >= RouteObstacles::needed(self.bundle, number, self.clearance)
        })
    }
}

/// The corners of a polygon around a body whose sides keep this distance from the rim.
fn corners(body: &ActorBody, needed: f32, corner_count: Corners) -> impl Iterator<Item = Pos2> {
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
        .into_iter()
}

/// The roundest curve along a way that is clear of strangers.
fn smooth(
    obstacles: &RouteObstacles,
    bundle: &Bundle,
    way: &[Pos2],
    clearance: f32,
) -> Option<Spline> {
    // A rounded corner is a little closer to the stranger than the corner itself.
    let tolerated = (clearance - 1.0).max(0.0);
    let curves = ROUNDINGS.iter().filter_map(|rounding| {
        let controls = controls(way, *rounding);
        (controls.len() <= Spline::MAX_POINTS).then(|| Spline::new(&controls))
    });
    curves
        .into_iter()
        .find(|spline| obstacles.is_clear(bundle, spline, tolerated))
}

/// The control points of a curve that bends only this close to the corners of a way.
fn controls(way: &[Pos2], rounding: f32) -> Vec<Pos2> {
    let mut controls = Vec::new();
    for (number, leg) in way.windows(2).enumerate() {
        let (from, to) = (leg[0], leg[1]);
        controls.push(from);
        let along = length(to - from);
        let starts_at_corner = number > 0;
        let ends_at_corner = number + 2 < way.len();
        if starts_at_corner && along > 2.5 * rounding {
            controls.push(from + (to - from) * (rounding / along));
        }
        if ends_at_corner && along > 2.5 * rounding {
            controls.push(to - (to - from) * (rounding / along));
        }
    }
    controls.extend(way.last());
    controls
}
