//! Properties of routes, for any network.

use emath::{Pos2, Rect, pos2, vec2};
use proptest::prelude::*;

use super::obstacles::{Bundle, RouteObstacles};
use super::{Reroute, Route, RouteEffort, RoutePair, RouteRequest, around_names, routes};
use crate::scene::actor_body::{ActorBody, Form};
use crate::scene::curve::RelationCurve;

/// The smallest gap between the rims of two bodies, in points.
const MIN_GAP: f32 = 6.0;

/// Bodies and pairs of them.
#[derive(Clone, Debug)]
struct Network {
    bodies: Vec<ActorBody>,
    pairs: Vec<RoutePair>,
}

impl Network {
    /// Bodies that are too close to an earlier one are left out.
    fn new(bodies: Vec<ActorBody>, ends: &[(usize, usize)], width: f32) -> Self {
        let mut kept: Vec<ActorBody> = Vec::new();
        for body in bodies {
            let is_apart = |other: &ActorBody| {
                let gap = body.center.distance(other.center);
                gap >= 1.26 * (body.radius + other.radius) + MIN_GAP
            };
            if kept.iter().all(is_apart) {
                kept.push(body);
            }
        }
        let pairs = ends.iter().map(|(a, b)| RoutePair {
            first: a % kept.len(),
            second: b % kept.len(),
            width,
        });
        let pairs = pairs.filter(|pair| pair.first != pair.second).collect();
        Self {
            bodies: kept,
            pairs,
        }
    }

    fn request(&self) -> RouteRequest<'_> {
        RouteRequest {
            bodies: &self.bodies,
            pairs: &self.pairs,
            names: &[],
            area: None,
        }
    }

    fn routes(&self) -> Vec<Route> {
        routes(&self.request(), RouteEffort::Full)
    }
}

fn a_body(size: (f32, f32)) -> impl Strategy<Value = ActorBody> {
    let forms = prop_oneof![
        Just(Form::Disc),
        Just(Form::Hexagon),
        Just(Form::Square),
        Just(Form::Rhombus)
    ];
    (0.0..size.0, 0.0..size.1, 6.0..22.0_f32, forms).prop_map(|(x, y, radius, form)| ActorBody {
        center: pos2(x, y),
        radius,
        form,
    })
}

fn a_network(
    bodies: std::ops::Range<usize>,
    pairs: usize,
    size: (f32, f32),
) -> impl Strategy<Value = Network> {
    let ends = (0..1000_usize, 0..1000_usize);
    (
        proptest::collection::vec(a_body(size), bodies),
        proptest::collection::vec(ends, 1..=pairs),
        1.0..5.0_f32,
    )
        .prop_map(|(bodies, ends, width)| Network::new(bodies, &ends, width))
}

/// How many pairs touch, with all of their lanes, the body of an actor that is not one of their
/// ends.
fn count_through_strangers(request: &RouteRequest, routes: &[Route]) -> usize {
    let obstacles = RouteObstacles::new(request);
    let crosses = |(pair, route): &(&RoutePair, &Route)| {
        let bundle = Bundle {
            ends: [pair.first, pair.second],
            ..Bundle::of(pair)
        };
        let points = obstacles.visible_points(&bundle, route.spline());
        !obstacles.is_polyline_clear(&bundle, &points, 0.0)
    };
    request.pairs.iter().zip(routes).filter(crosses).count()
}

fn disc(x: f32, y: f32, radius: f32) -> ActorBody {
    ActorBody {
        center: pos2(x, y),
        radius,
        form: Form::Disc,
    }
}

fn pair(first: usize, second: usize) -> RoutePair {
    RoutePair {
        first,
        second,
        width: 2.0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_input_gives_the_same_routes(network in a_network(2..40, 80, (900.0, 600.0))) {
        prop_assert_eq!(network.routes(), network.routes());
    }

    #[test]
    fn a_pair_with_its_ends_exchanged_has_the_same_curve(network in a_network(2..40, 80, (900.0, 600.0))) {
        let mut mirrored = network.clone();
        for pair in &mut mirrored.pairs {
            std::mem::swap(&mut pair.first, &mut pair.second);
        }
        for (one, other) in network.routes().iter().zip(mirrored.routes()) {
            for share in [0.0, 0.2, 0.5, 0.9] {
                let (a, b) = (one.spline().point(share), other.spline().point(1.0 - share));
                prop_assert!(a.distance(b) < 0.1, "{} and {}", a, b);
            }
        }
    }

    #[test]
    fn lanes_end_at_the_rims_of_their_bodies(network in a_network(2..40, 80, (900.0, 600.0))) {
        for (pair, route) in network.pairs.iter().zip(network.routes()) {
            let (first, second) = (&network.bodies[pair.first], &network.bodies[pair.second]);
            for offset in [-3.0, 0.0, 3.0] {
                let lane = RelationCurve::along(&route, first, second, offset, 1.5);
                let Some(lane) = lane else { continue };
                for (body, share) in [(first, 0.0), (second, 1.0)] {
                    let gap = body.distance(lane.point(share));
                    prop_assert!((gap - 1.5).abs() < 0.3, "{} from the rim", gap);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn no_line_of_40_actors_runs_through_a_stranger(network in a_network(2..40, 80, (900.0, 600.0))) {
        let through = count_through_strangers(&network.request(), &network.routes());
        prop_assert_eq!(through, 0);
    }

    #[test]
    fn no_line_of_40_crowded_actors_runs_through_a_stranger(network in a_network(20..40, 80, (300.0, 300.0))) {
        let through = count_through_strangers(&network.request(), &network.routes());
        prop_assert_eq!(through, 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn at_most_one_line_in_twenty_of_120_actors_runs_through_a_stranger(
        network in a_network(119..120, 300, (1500.0, 940.0)),
    ) {
        let through = count_through_strangers(&network.request(), &network.routes());
        prop_assert!(20 * through <= network.pairs.len(), "{} of {}", through, network.pairs.len());
    }

    #[test]
    fn quick_routes_run_through_no_more_strangers(
        network in a_network(119..120, 300, (1500.0, 940.0)),
    ) {
        let count = |effort| {
            let routes = routes(&network.request(), effort);
            count_through_strangers(&network.request(), &routes)
        };
        let (quick, full) = (count(RouteEffort::Quick), count(RouteEffort::Full));
        prop_assert!(quick <= full, "{} instead of {}", quick, full);
    }
}

/// The straight line from the origin, if nothing is in its way.
fn clear_line(to: Pos2) -> Route {
    Route {
        is_clear: true,
        ..Route::straight(Pos2::ZERO, to)
    }
}

#[test]
fn a_free_line_is_straight() {
    let network = Network {
        bodies: vec![
            disc(0.0, 0.0, 10.0),
            disc(300.0, 0.0, 10.0),
            disc(150.0, 40.0, 10.0),
        ],
        pairs: vec![pair(0, 1)],
    };
    assert_eq!(network.routes(), [clear_line(pos2(300.0, 0.0))]);
}

#[test]
fn a_line_bends_around_a_body_in_its_way() {
    let network = Network {
        bodies: vec![
            disc(0.0, 0.0, 10.0),
            disc(300.0, 0.0, 10.0),
            disc(150.0, 4.0, 10.0),
        ],
        pairs: vec![pair(0, 1)],
    };
    let routes = network.routes();
    assert_eq!(count_through_strangers(&network.request(), &routes), 0);
    let middle = routes[0].spline().point(0.5);
    assert!(
        (-14.0..-8.0).contains(&middle.y),
        "{middle} is not close above the body"
    );
    let straight = [Route::straight(Pos2::ZERO, pos2(300.0, 0.0))];
    assert_eq!(count_through_strangers(&network.request(), &straight), 1);
}

#[test]
fn a_line_avoids_a_name_if_it_can() {
    let bodies = [disc(0.0, 0.0, 10.0), disc(300.0, 0.0, 10.0)];
    let name = Rect::from_center_size(pos2(150.0, 3.0), vec2(60.0, 16.0));
    let pairs = [pair(0, 1)];
    let nameless = RouteRequest {
        bodies: &bodies,
        pairs: &pairs,
        names: &[],
        area: None,
    };
    let before = routes(&nameless, RouteEffort::Full);
    assert_eq!(
        around_names(&nameless, &before, 60.0, Reroute::OverNames),
        None
    );
    let request = RouteRequest {
        names: &[name],
        ..nameless
    };
    let route = around_names(&request, &before, 60.0, Reroute::OverNames).unwrap()[0];
    for step in 0_u8..=100 {
        let point = route.spline().point(f32::from(step) / 100.0);
        assert!(!name.contains(point), "{point}");
    }
}

#[test]
fn lines_that_bend_around_the_same_body_do_not_coincide() {
    // Both lines from the left actor to the right ones run through the one in the middle.
    let bodies = [
        disc(0.0, 0.0, 10.0),
        disc(150.0, 1.0, 10.0),
        disc(300.0, 0.0, 10.0),
        disc(420.0, 0.0, 10.0),
    ];
    let request = RouteRequest {
        bodies: &bodies,
        pairs: &[pair(0, 2), pair(0, 3)],
        names: &[],
        area: None,
    };
    let routes = routes(&request, RouteEffort::Full);
    assert_eq!(count_through_strangers(&request, &routes), 0);
    let at_middle = |route: &Route| {
        let points = (0_u16..=500).map(|step| route.spline().point(f32::from(step) / 500.0));
        let nearest = |a: &Pos2, b: &Pos2| (a.x - 150.0).abs().total_cmp(&(b.x - 150.0).abs());
        points.min_by(nearest).map_or(0.0, |point| point.y)
    };
    let (one, other) = (at_middle(&routes[0]), at_middle(&routes[1]));
    assert!((one - other).abs() > 3.0, "{one} and {other}");
}

#[test]
fn a_line_that_is_free_again_becomes_straight() {
    let bodies = [disc(0.0, 0.0, 10.0), disc(300.0, 0.0, 10.0)];
    let name = Rect::from_center_size(pos2(150.0, 3.0), vec2(60.0, 16.0));
    let nameless = RouteRequest {
        bodies: &bodies,
        pairs: &[pair(0, 1)],
        names: &[],
        area: None,
    };
    let straight = routes(&nameless, RouteEffort::Full);
    let named = RouteRequest {
        names: &[name],
        ..nameless
    };
    let bent = around_names(&named, &straight, 60.0, Reroute::OverNames).unwrap();
    let again = around_names(&nameless, &bent, 60.0, Reroute::OverNamesAndBent);
    assert_eq!(again, Some(straight));
}

#[test]
fn lines_with_a_common_end_are_straight_even_at_a_small_angle() {
    let network = Network {
        bodies: vec![
            disc(0.0, 0.0, 10.0),
            disc(400.0, 0.0, 10.0),
            disc(400.0, 60.0, 10.0),
        ],
        pairs: vec![pair(0, 1), pair(0, 2)],
    };
    let expected = [clear_line(pos2(400.0, 0.0)), clear_line(pos2(400.0, 60.0))];
    assert_eq!(network.routes(), expected);
}
