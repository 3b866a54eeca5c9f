//! Routes: the base curve of each pair of actors, clear of the bodies of all other actors.
//!
//! A pair is drawn as one or more parallel lines, its lanes; the route is their middle. Straight
//! lines are preferred. A pair whose straight line would touch a stranger (an actor that is not one
//! of its ends) bends around it. Knows no relation, no colour and no zoom.

mod bends;
mod obstacles;

use emath::{Pos2, Rect, Vec2};

use super::actor_body::ActorBody;
use super::spline::Spline;
use bends::bends;
use obstacles::{Bundle, RouteObstacles};

/// Two actors with lines between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RoutePair {
    /// Indices of bodies.
    pub(super) first: usize,
    pub(super) second: usize,
    /// The width of all lanes together, in points.
    pub(super) width: f32,
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
    let route = |pair: &RoutePair| {
        let (low, high) = (pair.first.min(pair.second), pair.first.max(pair.second));
        let (Some(from), Some(to)) = (request.bodies.get(low), request.bodies.get(high)) else {
            return Route::straight(Pos2::ZERO, Pos2::ZERO);
        };
        let bundle = Bundle {
            ends: [low, high],
            half_width: pair.width / 2.0,
        };
        let spline =
            best(&obstacles, &bundle).unwrap_or_else(|| Spline::straight(from.center, to.center));
        let route = Route { spline };
        if low == pair.first {
            route
        } else {
            route.reversed()
        }
    };
    request.pairs.iter().map(route).collect()
}

/// How many pairs run through the body of an actor that is not one of their ends.
pub(super) fn count_through_strangers(request: &RouteRequest, routes: &[Route]) -> usize {
    let obstacles = RouteObstacles::new(request.bodies, &[]);
    let crosses = |(pair, route): &(&RoutePair, &Route)| {
        let bundle = Bundle {
            ends: [pair.first, pair.second],
            half_width: 0.0,
        };
        !obstacles.is_clear(&bundle, &route.spline, 0.0)
    };
    request.pairs.iter().zip(routes).filter(crosses).count()
}

/// The space between the lines of a pair and strangers, in points, best first.
const CLEARANCES: [f32; 3] = [3.0, 1.5, 0.5];

/// The least bent curve that is clear of strangers.
fn best(obstacles: &RouteObstacles, bundle: &Bundle) -> Option<Spline> {
    CLEARANCES.iter().find_map(|clearance| {
        bends(obstacles, bundle, *clearance)
            .into_iter()
            .find(|spline| obstacles.is_clear(bundle, spline, *clearance))
    })
}

#[cfg(test)]
mod tests;
