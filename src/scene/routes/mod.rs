//! Routes: the base curve of each pair of actors, clear of the bodies of all other actors.
//!
//! A pair is drawn as one or more parallel lines, its lanes; the route is their middle. Straight
//! lines are preferred. A pair whose straight line would touch a stranger (an actor that is not one
//! of its ends) bends around it. Knows no relation, no colour and no zoom.

mod bends;
mod detours;
mod obstacles;
mod occupied;

use emath::{Pos2, Rect, Vec2};

use super::actor_body::ActorBody;
use super::spline::Spline;
use bends::bends;
use detours::{Corners, detour};
use obstacles::{Bundle, RouteObstacles};
use occupied::Occupied;

/// Two actors with lines between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RoutePair {
    /// Indices of bodies.
    pub(super) first: usize,
    pub(super) second: usize,
    /// The width of all lanes together, in points.
    pub(super) width: f32,
}

impl Bundle {
    fn of(pair: &RoutePair) -> Self {
        Self {
            ends: [pair.first.min(pair.second), pair.first.max(pair.second)],
            half_width: pair.width / 2.0,
        }
    }
}

/// What routes are computed from.
pub(super) struct RouteRequest<'a> {
    pub(super) bodies: &'a [ActorBody],
    pub(super) pairs: &'a [RoutePair],
    /// Boxes that routes avoid where they can.
    pub(super) names: &'a [Rect],
}

/// The base curve of a pair, from the center of its first body to the center of its second one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Route {
    spline: Spline,
}

impl Route {
    /// A straight line.
    pub(super) fn straight(from: Pos2, to: Pos2) -> Self {
        Self {
            spline: Spline::straight(from, to),
        }
    }

    /// The full curve, including the parts inside bodies.
    pub(super) fn spline(&self) -> &Spline {
        &self.spline
    }

    /// The same route, moved.
    pub(super) fn translated(self, by: Vec2) -> Self {
        Self {
            spline: self.spline.translated(by),
        }
    }

    fn reversed(self) -> Self {
        Self {
            spline: self.spline.reversed(),
        }
    }
}

/// The routes of all pairs, in their order.
///
/// The same input gives the same routes, and a pair with its ends exchanged gets the same curve
/// from the other end.
pub(super) fn routes(request: &RouteRequest) -> Vec<Route> {
    let obstacles = RouteObstacles::new(request.bodies, request.names);
    let mut chosen: Vec<Option<ChosenRoute>> = Vec::new();
    chosen.resize_with(request.pairs.len(), || None);
    let mut occupied = Occupied::default();
    for at in shortest_first(request) {
        let bundle = Bundle::of(&request.pairs[at]);
        let route = choose(&obstacles, &bundle, &occupied);
        if let Some(route) = &route {
            occupied.add(at, bundle.half_width, &route.points);
        }
        chosen[at] = route;
    }
    // A route may have been chosen before another one that now runs along it.
    for at in shortest_first(request) {
        let bundle = Bundle::of(&request.pairs[at]);
        let Some(route) = &chosen[at] else { continue };
        occupied.remove(at, &route.points);
        let shared = occupied.shared_length(bundle.half_width, &route.points);
        if shared > MAX_SHARED_LENGTH
            && let Some(other) = choose(&obstacles, &bundle, &occupied)
        {
            chosen[at] = Some(other);
        }
        if let Some(route) = &chosen[at] {
            occupied.add(at, bundle.half_width, &route.points);
        }
    }
    let finished = request.pairs.iter().zip(chosen).map(|(pair, chosen)| {
        let center = |number: usize| {
            let body = request.bodies.get(number);
            body.map_or(Pos2::ZERO, |body| body.center)
        };
        let Some(chosen) = chosen else {
            return Route::straight(center(pair.first), center(pair.second));
        };
        let route = Route {
            spline: chosen.spline,
        };
        if pair.first <= pair.second {
            route
        } else {
            route.reversed()
        }
    });
    finished.collect()
}

/// The indices of pairs, those with the shortest distance first.
fn shortest_first(request: &RouteRequest) -> Vec<usize> {
    let key = |at: &usize| {
        let [low, high] = Bundle::of(&request.pairs[*at]).ends;
        let distance = request
            .bodies
            .get(low)
            .zip(request.bodies.get(high))
            .map_or(0.0, |(from, to)| from.center.distance(to.center));
        // Finite positive numbers are ordered like their bits.
        (distance.to_bits(), low, high, *at)
    };
    let mut order: Vec<usize> = (0..request.pairs.len()).collect();
    order.sort_by_key(key);
    order
}

/// A curve and the straight pieces that stand for it.
struct ChosenRoute {
    spline: Spline,
    points: Vec<Pos2>,
}

/// The space between the lines of a pair and strangers, in points, best first.
const CLEARANCES: [f32; 3] = [3.0, 1.5, 0.5];

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

/// How far a route may run along others before another one is tried, in points.
const MAX_SHARED_LENGTH: f32 = 12.0;

/// With more bodies than this, no route bends more than once: that would take too long.
const MAX_DETOUR_BODIES: usize = 150;

/// The least bent curve that is clear of strangers, of names if possible, and of other routes if
/// possible; `None` if every curve runs through strangers.
fn choose(obstacles: &RouteObstacles, bundle: &Bundle, occupied: &Occupied) -> Option<ChosenRoute> {
    let mut best: Option<(f32, ChosenRoute)> = None;
    for clearance in CLEARANCES.iter().take(1).chain(&WIDE_CLEARANCES) {
        for route in clear_bends(obstacles, bundle, *clearance, obstacles.names) {
            if obstacles.is_over_name(&route.points) {
                continue;
            }
            let shared = occupied.shared_length(bundle.half_width, &route.points);
            if shared <= MAX_SHARED_LENGTH {
                return Some(route);
            }
            if best.as_ref().is_none_or(|(least, _)| shared < *least) {
                best = Some((shared, route));
            }
        }
        if best.is_none() {
            // With more space there is no free curve either.
            break;
        }
    }
    if let Some((_, route)) = best {
        return Some(route);
    }
    let over_names = |clearance: &f32| clear_bends(obstacles, bundle, *clearance, &[]).next();
    let around = |(clearance, corners): &(f32, Corners)| {
        let spline = detour(obstacles, bundle, *clearance, *corners)?;
        Some(ChosenRoute {
            points: obstacles.visible_points(bundle, &spline),
            spline,
        })
    };
    let has_detours = obstacles.bodies.len() <= MAX_DETOUR_BODIES;
    let detours = || DETOURS.iter().filter(|_| has_detours).find_map(around);
    CLEARANCES.iter().find_map(over_names).or_else(detours)
}

/// The curves that bend once and are clear of strangers, the least bent first.
fn clear_bends(
    obstacles: &RouteObstacles,
    bundle: &Bundle,
    clearance: f32,
    names: &[Rect],
) -> impl Iterator<Item = ChosenRoute> {
    bends(obstacles, bundle, clearance, names)
        .into_iter()
        .map(|spline| ChosenRoute {
            points: obstacles.visible_points(bundle, &spline),
            spline,
        })
        .filter(move |route| obstacles.is_polyline_clear(bundle, &route.points, clearance))
}

#[cfg(test)]
mod tests;
