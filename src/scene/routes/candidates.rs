//! The candidates for the route of a pair, and the choice among them.

use emath::Pos2;

use super::bends::BendSearch;
use super::cost;
use super::detours::{Corners, DetourLimits, NamePolicy, detour};
use super::obstacles::{Bundle, RouteObstacles};
use super::occupied::{Occupied, Overlap};
use crate::scene::actor_body::{ActorBody, length};
use crate::scene::spline::Spline;

/// A curve and the straight pieces between the rims of its ends that stand for it.
pub(super) struct ChosenRoute {
    pub(super) spline: Spline,
    pub(super) points: Vec<Pos2>,
}

/// The space between the lines of a pair and strangers, in points, best first, and what less space
/// costs.
const CLEARANCES: [(f32, f32); 3] = [(3.0, 0.0), (1.5, 4.0), (0.5, 8.0)];

/// The space around detours and how closely they follow bodies, best first.
const DETOURS: [(f32, Corners); 6] = [
    (3.0, Corners::Few),
    (1.5, Corners::Few),
    (0.5, Corners::Few),
    (1.5, Corners::Many),
    (0.5, Corners::Many),
    (0.1, Corners::Many),
];

/// More space, for pairs that would otherwise run along others.
const WIDE_CLEARANCES: [f32; 3] = [10.0, 17.0, 24.0];

/// How far a route may run along others before more candidates are tried, in points.
pub(super) const MAX_SHARED_LENGTH: f32 = 12.0;

/// A detour is tried if the curve that bends once costs more than this by itself.
const MAX_BEND_COST: f32 = 6.0;

/// The longest detour around strangers: a multiple of the straight line, and some points more.
const MAX_DETOUR_FACTOR: f32 = 2.0;
const MAX_DETOUR: f32 = 400.0;

/// The longest detour around names, in the same way: a line beneath the halo of a name is better
/// than a loop around it.
const MAX_NAME_DETOUR_FACTOR: f32 = 1.8;
const MIN_NAME_DETOUR: f32 = 20.0;

/// How much longer a detour may be because it crosses fewer lines, in points.
const MAX_OVERLAP_GAIN: f32 = 20.0;

/// With more bodies than this, no route bends more than once: that would take too long.
const MAX_DETOUR_BODIES: usize = 150;

/// The route of the lowest cost; `None` if every candidate runs through strangers.
pub(super) fn choose(
    obstacles: &RouteObstacles,
    bundle: &Bundle,
    occupied: &Occupied,
    name_cost: f32,
) -> Option<ChosenRoute> {
    let mut choice = RouteChoice {
        obstacles,
        bundle,
        occupied,
        search: BendSearch::new(obstacles, bundle),
        name_cost,
        has_detours: has_detours(obstacles, bundle),
        best: None,
    };
    choice.add_bends(CLEARANCES[0]);
    choice.add_detour();
    choice.add_parted();
    if choice.best.is_none() {
        for clearance in &CLEARANCES[1..] {
            choice.add_bends(*clearance);
        }
    }
    if choice.best.is_none() && !obstacles.names.is_empty() && obstacles.are_few() {
        choice.add_detours(NamePolicy::Avoid);
    }
    if choice.best.is_none() {
        choice.add_detours(NamePolicy::Ignore);
    }
    choice.best.map(|best| best.route)
}

/// What a route costs, if it is clear of strangers.
pub(super) fn cost_of(
    obstacles: &RouteObstacles,
    bundle: &Bundle,
    occupied: &Occupied,
    name_cost: f32,
    points: &[Pos2],
) -> f32 {
    cost::of_shape(points)
        + cost::of_overlap(&occupied.overlap(bundle, points))
        + name_cost * obstacles.names_under(bundle, points) as f32
}

/// Whether ways around are searched for. There is none from an actor beneath another one.
fn has_detours(obstacles: &RouteObstacles, bundle: &Bundle) -> bool {
    let ends = bundle.ends.map(|end| obstacles.bodies.get(end));
    let covers_end = |(number, body): (usize, &ActorBody)| {
        let mut ends = ends.into_iter().flatten();
        !bundle.ends.contains(&number) && ends.any(|end| body.distance(end.center) < 0.0)
    };
    let mut bodies = obstacles.bodies.iter().enumerate();
    obstacles.bodies.len() <= MAX_DETOUR_BODIES && !bodies.any(covers_end)
}

/// The best candidate so far.
struct RouteChoice<'a> {
    obstacles: &'a RouteObstacles<'a>,
    bundle: &'a Bundle,
    occupied: &'a Occupied,
    search: Option<BendSearch<'a>>,
    name_cost: f32,
    has_detours: bool,
    best: Option<Best>,
}

struct Best {
    cost: f32,
    /// The cost of its shape alone.
    shape_cost: f32,
    shared_length: f32,
    /// The number of names it runs through.
    names: usize,
    route: ChosenRoute,
}

impl RouteChoice<'_> {
    /// The longest detour that can be better than the best candidate so far, and worth it.
    fn max_length(&self, names: NamePolicy) -> f32 {
        let [from, to] = self.bundle.ends.map(|end| self.obstacles.bodies.get(end));
        let straight = from
            .zip(to)
            .map_or(0.0, |(from, to)| length(to.center - from.center));
        let shape_cost = self.best.as_ref().map_or(0.0, |best| best.shape_cost);
        let longest = match &self.best {
            Some(best) => {
                straight + shape_cost + self.name_cost * best.names as f32 + MAX_OVERLAP_GAIN
            }
            None => MAX_DETOUR_FACTOR * straight + MAX_DETOUR,
        };
        match names {
            NamePolicy::Ignore => longest,
            NamePolicy::Avoid => {
                let around_names = MAX_NAME_DETOUR_FACTOR * straight + MIN_NAME_DETOUR;
                longest.min(shape_cost + around_names)
            }
        }
    }

    /// Adds the straight line and curves that bend once.
    fn add_bends(&mut self, (clearance, extra): (f32, f32)) {
        let Some(search) = self.search.take() else {
            return;
        };
        let names = self.obstacles.names;
        for avoided in [names, &[]] {
            for spline in search.bends(clearance, avoided) {
                self.add_if_clear(&search, &spline, clearance, extra);
            }
            if names.is_empty() {
                break;
            }
        }
        self.search = Some(search);
    }

    /// Adds the shortest way around, if curves that bend once are long.
    fn add_detour(&mut self) {
        let is_good = |best: &Best| best.shape_cost <= MAX_BEND_COST && best.names == 0;
        if !self.has_detours || self.best.as_ref().is_some_and(is_good) {
            return;
        }
        let names = if self.obstacles.names.is_empty() {
            NamePolicy::Ignore
        } else {
            NamePolicy::Avoid
        };
        let corner_counts = match names {
            NamePolicy::Ignore => &[Corners::Few][..],
            NamePolicy::Avoid if !self.obstacles.are_few() => &[Corners::Few],
            NamePolicy::Avoid => &[Corners::Few, Corners::Many],
        };
        for corners in corner_counts {
            let limits = DetourLimits {
                clearance: CLEARANCES[0].0,
                corners: *corners,
                names,
                max_length: self.max_length(names),
            };
            if let Some(spline) = detour(self.obstacles, self.bundle, limits) {
                self.add(&spline, 0.0);
                return;
            }
        }
    }

    /// Adds curves with more space, and slightly bent ones, if the best one runs along others.
    fn add_parted(&mut self) {
        let is_parted = |best: &Best| best.shared_length <= MAX_SHARED_LENGTH;
        if self.best.as_ref().is_none_or(is_parted) {
            return;
        }
        let Some(search) = self.search.take() else {
            return;
        };
        let names = self.obstacles.names;
        for spline in search.gentle(CLEARANCES[0].0, names) {
            self.add_if_clear(&search, &spline, CLEARANCES[0].0, 0.0);
        }
        for clearance in WIDE_CLEARANCES {
            for spline in search.bends(clearance, names) {
                self.add_if_clear(&search, &spline, clearance, 0.0);
            }
        }
        self.search = Some(search);
    }

    /// Adds the first detour that passes through the gaps.
    fn add_detours(&mut self, names: NamePolicy) {
        if !self.has_detours {
            return;
        }
        for (clearance, corners) in DETOURS {
            let limits = DetourLimits {
                clearance,
                corners,
                names,
                max_length: self.max_length(names),
            };
            if let Some(spline) = detour(self.obstacles, self.bundle, limits) {
                self.add(&spline, 0.0);
                return;
            }
        }
    }

    fn add_if_clear(&mut self, search: &BendSearch, spline: &Spline, clearance: f32, extra: f32) {
        if !self.obstacles.are_inside(self.bundle, spline.controls()) {
            return;
        }
        let points = self.obstacles.visible_points(self.bundle, spline);
        if search.is_clear(&points, clearance) {
            let spline = *spline;
            self.add_points(ChosenRoute { spline, points }, extra);
        }
    }

    fn add(&mut self, spline: &Spline, extra: f32) {
        let points = self.obstacles.visible_points(self.bundle, spline);
        let spline = *spline;
        self.add_points(ChosenRoute { spline, points }, extra);
    }

    /// Adds a candidate that is clear of strangers.
    fn add_points(&mut self, route: ChosenRoute, extra: f32) {
        let shape_cost = cost::of_shape(&route.points) + extra;
        let lowest = self.best.as_ref().map_or(f32::INFINITY, |best| best.cost);
        if shape_cost >= lowest {
            return;
        }
        let names = self.obstacles.names_under(self.bundle, &route.points);
        let is_too_much = |overlap: &Overlap| shape_cost + cost::of_overlap(overlap) >= lowest;
        let occupied = self.occupied;
        let overlap = occupied.overlap_unless(self.bundle, &route.points, is_too_much);
        let Some(overlap) = overlap else { return };
        let cost = shape_cost + cost::of_overlap(&overlap) + self.name_cost * names as f32;
        if cost < lowest {
            self.best = Some(Best {
                cost,
                shape_cost,
                shared_length: overlap.shared_length,
                names,
                route,
            });
        }
    }
}
