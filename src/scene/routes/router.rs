//! Routes of all pairs: one after the other, then those again that could be better.

use emath::Pos2;

use super::candidates::{ChosenRoute, MAX_SHARED_LENGTH, choose, cost_of};
use super::cost::of_shape;
use super::obstacles::{Bundle, RouteObstacles};
use super::occupied::Occupied;
use super::request::{Route, RoutePair, RouteRequest};

/// How much is weighed in the choice of routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scene) enum RouteEffort {
    /// Length and turns.
    Quick,
    /// Crossings and other lines alongside too.
    Full,
}

/// The routes of all pairs, in their order.
///
/// The same input gives the same routes, and a pair with its ends exchanged gets the same curve
/// from the other end.
pub(in crate::scene) fn routes(request: &RouteRequest, effort: RouteEffort) -> Vec<Route> {
    let mut router = Router::new(request);
    let order = shortest_first(request);
    if effort == RouteEffort::Quick {
        for at in order {
            router.chosen[at] = router.choice(&router.bundle(at));
        }
        return router.finished();
    }
    for at in &order {
        router.route(*at);
    }
    // A route may have been chosen before another one that now runs along it.
    for at in &order {
        router.improve(*at);
    }
    router.finished()
}

/// Which routes are chosen again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scene) enum Reroute {
    /// Those that run through names.
    OverNames,
    /// Those that run through names, and those that are bent.
    OverNamesAndBent,
}

/// The same routes, but those that run through a name lead around it, if that costs less than
/// `name_cost`, in points of length. `None` if none changes.
pub(in crate::scene) fn around_names(
    request: &RouteRequest,
    routes: &[Route],
    name_cost: f32,
    which: Reroute,
) -> Option<Vec<Route>> {
    let mut router = Router::new(request);
    router.name_cost = name_cost;
    router.take(routes);
    let mut is_changed = false;
    for at in shortest_first(request) {
        is_changed |= router.reroute(at, which);
    }
    is_changed.then(|| router.finished())
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

/// The routes chosen so far.
struct Router<'a> {
    request: RouteRequest<'a>,
    obstacles: RouteObstacles<'a>,
    /// `None` for a route that runs through strangers.
    chosen: Vec<Option<ChosenRoute>>,
    /// Whether each route was taken over although it runs through strangers.
    is_blocked: Vec<bool>,
    occupied: Occupied,
    /// What a line through a name costs, in points of length.
    name_cost: f32,
}

impl<'a> Router<'a> {
    fn new(request: &RouteRequest<'a>) -> Self {
        let mut chosen = Vec::new();
        chosen.resize_with(request.pairs.len(), || None);
        Self {
            request: *request,
            obstacles: RouteObstacles::new(request),
            chosen,
            is_blocked: vec![false; request.pairs.len()],
            occupied: Occupied::for_bodies(request.bodies),
            name_cost: 0.0,
        }
    }

    fn bundle(&self, at: usize) -> Bundle {
        Bundle::of(&self.request.pairs[at])
    }

    /// Chooses the route of a pair.
    fn route(&mut self, at: usize) {
        let bundle = self.bundle(at);
        let route = self.choice(&bundle);
        self.put(at, &bundle, route);
    }

    fn choice(&self, bundle: &Bundle) -> Option<ChosenRoute> {
        choose(&self.obstacles, bundle, &self.occupied, self.name_cost)
    }

    fn put(&mut self, at: usize, bundle: &Bundle, route: Option<ChosenRoute>) {
        if let Some(route) = &route {
            self.occupied.add(at, bundle, &route.points);
        }
        self.chosen[at] = route;
    }

    /// Chooses a route again if it runs along others, and keeps the better one.
    fn improve(&mut self, at: usize) {
        let bundle = self.bundle(at);
        let Some(route) = self.chosen[at].take() else {
            return;
        };
        self.occupied.remove(at, &bundle, &route.points);
        let shared = self.occupied.overlap(&bundle, &route.points).shared_length;
        let route = if shared > MAX_SHARED_LENGTH {
            self.better(&bundle, route)
        } else {
            route
        };
        self.put(at, &bundle, Some(route));
    }

    /// Chooses a route again if it is one of these; returns whether it is another one.
    fn reroute(&mut self, at: usize, which: Reroute) -> bool {
        let bundle = self.bundle(at);
        let is_meant = |route: &ChosenRoute| {
            (which == Reroute::OverNamesAndBent && of_shape(&route.points) > MAX_STRAIGHT_COST)
                || self.obstacles.names_under(&bundle, &route.points) > 0
        };
        let Some(route) = self.chosen[at].take_if(|route| is_meant(route)) else {
            return false;
        };
        self.occupied.remove(at, &bundle, &route.points);
        let before = route.spline;
        let route = self.better(&bundle, route);
        let is_changed = route.spline != before;
        self.is_blocked[at] &= !is_changed;
        self.put(at, &bundle, Some(route));
        is_changed
    }

    /// This route or a better one. The route is not among those that others must avoid.
    fn better(&self, bundle: &Bundle, route: ChosenRoute) -> ChosenRoute {
        let (obstacles, occupied) = (&self.obstacles, &self.occupied);
        let cost = |route: &ChosenRoute| {
            cost_of(obstacles, bundle, occupied, self.name_cost, &route.points)
        };
        match self.choice(bundle) {
            Some(other) if cost(&other) < cost(&route) - MIN_GAIN => other,
            _ => route,
        }
    }

    /// Starts with these routes.
    fn take(&mut self, routes: &[Route]) {
        for (at, route) in routes.iter().enumerate() {
            let pair = &self.request.pairs[at];
            let bundle = Bundle::of(pair);
            let spline = if pair.first <= pair.second {
                route.spline
            } else {
                route.reversed().spline
            };
            let points = self.obstacles.visible_points(&bundle, &spline);
            self.is_blocked[at] = !route.is_clear;
            self.put(at, &bundle, Some(ChosenRoute { spline, points }));
        }
    }

    fn finished(self) -> Vec<Route> {
        let Self {
            request,
            chosen,
            is_blocked,
            ..
        } = self;
        let chosen = chosen.into_iter().zip(is_blocked);
        let finish = |(pair, (chosen, is_blocked)): (&RoutePair, (Option<ChosenRoute>, bool))| {
            let center = |number: usize| {
                let body = request.bodies.get(number);
                body.map_or(Pos2::ZERO, |body| body.center)
            };
            let Some(chosen) = chosen else {
                return Route::straight(center(pair.first), center(pair.second));
            };
            let route = Route {
                spline: chosen.spline,
                is_clear: !is_blocked,
            };
            if pair.first <= pair.second {
                route
            } else {
                route.reversed()
            }
        };
        request.pairs.iter().zip(chosen).map(finish).collect()
    }
}

/// A route with a higher cost by itself is bent.
const MAX_STRAIGHT_COST: f32 = 0.5;

/// A route is replaced only if this much is gained, in points of cost.
const MIN_GAIN: f32 = 0.5;
