//! What a layout guarantees.

use std::ops::ControlFlow;

use emath::{Pos2, pos2, vec2};
use proptest::prelude::*;

use super::limits::Limits;
use super::pipeline::layout_within;
use super::{footprint::BodyFootprint, *};
use crate::random::Rng;

/// Limits at which networks of hundreds run the code for large ones.
const SMALL_LIMITS: Limits = Limits {
    matrix: 300,
    at_once: 600,
    pairs: 300,
};

pub(super) fn drawn(request: &Request) -> Vec<Pos2> {
    layout(request, &|_| ControlFlow::Continue(())).expect("nobody cancelled")
}

pub(super) fn drawn_as_large(request: &Request) -> Vec<Pos2> {
    let go_on = |_| ControlFlow::Continue(());
    layout_within(request, SMALL_LIMITS, &go_on).expect("nobody cancelled")
}

pub(super) fn body(name: &str) -> Body {
    Body {
        radius: 18.0,
        label: vec2(7.0 * name.len() as f32, 16.0),
        ..Body::default()
    }
}

pub(super) fn tie(a: u32, b: u32, sign: TieSign) -> LayoutTie {
    LayoutTie {
        a,
        b,
        sign,
        weight: 1.0,
    }
}

/// A network like the bundled example.
pub(super) fn afghanistan() -> (Vec<&'static str>, Request) {
    const FRIENDS: &[(&str, &str)] = &[
        ("Russia", "Taliban"),
        ("Pakistan", "Taliban"),
        ("Russia", "Pakistan"),
        ("Russia", "China"),
        ("Russia", "Iran"),
        ("China", "Pakistan"),
        ("Russia", "Turkey"),
        ("Russia", "Syria"),
        ("United States", "Afghanistan"),
        ("NATO", "Afghanistan"),
        ("United States", "NATO"),
        ("United States", "QCG"),
        ("China", "QCG"),
        ("Pakistan", "QCG"),
        ("Afghanistan", "QCG"),
        ("India", "Afghanistan"),
        ("Kabulov", "Russia"),
        ("Mansour", "Taliban"),
        ("Akhundzada", "Taliban"),
        ("Omar", "Taliban"),
        ("Hafez Sayeed", "Islamic State"),
        ("Lavrov", "Russia"),
        ("Putin", "Russia"),
        ("Zakharova", "Russia"),
        ("Iran", "Syria"),
        ("Kabulov", "Omar"),
        ("Putin", "Mansour"),
    ];
    const RIVALS: &[(&str, &str)] = &[
        ("Taliban", "Islamic State"),
        ("Russia", "Islamic State"),
        ("United States", "Taliban"),
        ("Afghanistan", "Taliban"),
        ("Afghanistan", "Islamic State"),
        ("United States", "Islamic State"),
        ("India", "Pakistan"),
        ("United States", "al-Qaeda"),
        ("Russia", "United States"),
        ("Russia", "NATO"),
        ("Afghanistan", "Pakistan"),
        ("United States", "Mansour"),
    ];
    let mut names: Vec<&str> = Vec::new();
    for &(a, b) in FRIENDS.iter().chain(RIVALS) {
        for name in [a, b] {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.push("United Nations");
    let index = |name: &str| {
        names
            .iter()
            .position(|&other| other == name)
            .expect("named above") as u32
    };
    let friends = FRIENDS
        .iter()
        .map(|&(a, b)| tie(index(a), index(b), TieSign::Friendly));
    let rivals = RIVALS
        .iter()
        .map(|&(a, b)| tie(index(a), index(b), TieSign::Hostile));
    let ties: Vec<LayoutTie> = friends.chain(rivals).collect();
    let mut bodies: Vec<Body> = names.iter().map(|name| body(name)).collect();
    for tie in &ties {
        bodies[tie.a as usize].radius = (bodies[tie.a as usize].radius + 0.8).min(26.0);
        bodies[tie.b as usize].radius = (bodies[tie.b as usize].radius + 0.8).min(26.0);
    }
    let request = Request {
        bodies,
        ties,
        aspect: 1.6,
        plan: seeded(1),
    };
    (names, request)
}

fn seeded(seed: u64) -> Plan {
    Plan {
        seed,
        ..Plan::default()
    }
}

/// The plan of a request, by another method.
fn by(method: Method, request: &Request) -> Plan {
    Plan {
        method,
        ..request.plan
    }
}

/// The example and its layout, computed once for all tests.
fn example_layout() -> (Vec<&'static str>, Request, Vec<Pos2>) {
    static PLACES: std::sync::OnceLock<Vec<Pos2>> = std::sync::OnceLock::new();
    let (names, request) = afghanistan();
    let places = PLACES.get_or_init(|| drawn(&request)).clone();
    (names, request, places)
}

fn overlaps(request: &Request, places: &[Pos2]) -> usize {
    let prints: Vec<BodyFootprint> = request
        .bodies
        .iter()
        .map(|body| BodyFootprint::of(&body.cleaned()))
        .collect();
    let pairs = (0..places.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs
        .filter(|&(a, b)| prints[a].hits(places[a].to_vec2(), &prints[b], places[b].to_vec2()))
        .count()
}

/// Mean distance of the ends of ties of one sign.
fn mean_of(sign: TieSign, request: &Request, places: &[Pos2]) -> f32 {
    let ties = request.ties.iter().filter(|tie| tie.sign == sign);
    let lengths: Vec<f32> = ties
        .map(|tie| places[tie.a as usize].distance(places[tie.b as usize]))
        .collect();
    lengths.iter().sum::<f32>() / lengths.len() as f32
}

#[test]
fn each_parameter_has_its_effect() {
    let ratio =
        |method, parameter: &Parameter, value, request: &Request, [far, near]: [TieSign; 2]| {
            let mut request = Request {
                plan: by(method, request),
                ..request.clone()
            };
            parameter.set(&mut request.plan.parameters, value);
            let places = drawn(&request);
            mean_of(far, &request, &places) / mean_of(near, &request, &places)
        };
    let (_, example) = afghanistan();
    // Neutral ties run between groups, and friendly ones within.
    let groups = groups(200, 20);
    let (rivals, strangers) = (
        [TieSign::Hostile, TieSign::Friendly],
        [TieSign::Neutral, TieSign::Friendly],
    );
    let cases = [
        (Method::Signed, &RIVALRY, &example, rivals),
        (Method::Clusters, &SEPARATION, &groups, strangers),
        (Method::Balanced, &COHESION, &groups, strangers),
    ];
    for (method, parameter, request, signs) in cases {
        let at = |value| ratio(method, parameter, value, request, signs);
        let [low, usual, high] = [parameter.min, parameter.default, parameter.max].map(at);
        assert!(
            low < usual && usual < high,
            "{}: {low} {usual} {high}",
            parameter.id
        );
        assert!(
            method
                .descriptor()
                .parameters
                .iter()
                .any(|own| own.id == parameter.id)
        );
    }
}

#[test]
fn rivals_stand_farther_apart_than_friends() {
    let (_, request) = afghanistan();
    for method in [Method::Auto, Method::Signed] {
        let request = Request {
            plan: by(method, &request),
            ..request.clone()
        };
        let places = drawn(&request);
        let mean = |sign: TieSign| mean_of(sign, &request, &places);
        let ratio = mean(TieSign::Hostile) / mean(TieSign::Friendly);
        println!(
            "{method:?}: friends {:.0}, rivals {:.0}, ratio {ratio:.2}",
            mean(TieSign::Friendly),
            mean(TieSign::Hostile)
        );
        assert!(ratio > 1.2, "{method:?}: {ratio}");
    }
}

#[test]
fn nothing_overlaps_and_the_layout_is_wide() {
    let (_, request, places) = example_layout();
    assert_eq!(overlaps(&request, &places), 0);
    let bounds = emath::Rect::from_points(&places);
    assert!(bounds.width() > 1.15 * bounds.height(), "{bounds:?}");
}

#[test]
fn bodies_with_a_start_keep_it() {
    let (_, mut request, places) = example_layout();
    for (body, &place) in request.bodies.iter_mut().zip(&places) {
        body.start = Some(place);
    }
    request.plan.seed = 99;
    assert_eq!(drawn(&request), places);
}

#[test]
fn a_new_body_is_placed_near_its_neighbour_and_the_others_stay() {
    let (names, mut request, places) = example_layout();
    for (body, &place) in request.bodies.iter_mut().zip(&places) {
        body.start = Some(place);
    }
    let russia = names
        .iter()
        .position(|&name| name == "Russia")
        .expect("it is there");
    let newcomer = request.bodies.len();
    request.bodies.push(body("Belarus"));
    request.bodies.push(body("Nobody"));
    request
        .ties
        .push(tie(russia as u32, newcomer as u32, TieSign::Friendly));
    let after = drawn(&request);
    assert_eq!(after[..newcomer], places[..]);
    assert!(after[newcomer].distance(places[russia]) < 320.0);
    assert_eq!(overlaps(&request, &after), 0);
}

#[test]
fn the_order_of_the_file_does_not_matter() {
    let (_, request, places) = example_layout();
    let mut order: Vec<usize> = (0..request.bodies.len()).collect();
    Rng::from_mixed(7).shuffle(&mut order);
    let mut shuffled = request.clone();
    shuffled.bodies = order.iter().map(|&old| request.bodies[old]).collect();
    let new = |old: u32| {
        order
            .iter()
            .position(|&other| other == old as usize)
            .expect("a permutation") as u32
    };
    shuffled.ties = request
        .ties
        .iter()
        .rev()
        .map(|tie| LayoutTie {
            a: new(tie.b),
            b: new(tie.a),
            ..*tie
        })
        .collect();
    let again = drawn(&shuffled);
    for (place, &old) in again.iter().zip(&order) {
        assert_eq!(*place, places[old]);
    }
}

#[test]
fn a_layout_can_be_cancelled() {
    let (_, request) = afghanistan();
    assert_eq!(layout(&request, &|_| ControlFlow::Break(())), None);
    let half = |share: f32| {
        if share > 0.5 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    assert_eq!(layout(&request, &half), None);
}

#[test]
fn the_simulation_starts_at_rest() {
    let (_, request, places) = example_layout();
    let mut simulation = Simulation::new(&request, places.clone());
    assert!(simulation.is_at_rest());
    simulation.step();
    assert_eq!(simulation.positions(), places);
}

#[test]
fn neighbours_follow_a_dragged_actor_and_everything_comes_to_rest() {
    let (names, request, places) = example_layout();
    let at = |name: &str| {
        names
            .iter()
            .position(|&other| other == name)
            .expect("it is there")
    };
    let (hand, neighbour, stranger) = (
        at("Islamic State"),
        at("Hafez Sayeed"),
        at("United Nations"),
    );
    let mut simulation = Simulation::new(&request, places.clone());
    simulation.grab(hand, places[hand]);
    let away = (places[hand] - places[neighbour]).normalized();
    for step in 1..=40 {
        simulation.drag_to(hand, places[hand] + away * 6.0 * step as f32);
        simulation.step();
    }
    let there = simulation.positions()[hand];
    simulation.release(hand, true);
    let mut steps = 0;
    while simulation.step() {
        steps += 1;
    }
    let moved = |body: usize| simulation.positions()[body].distance(places[body]);
    println!(
        "rest after {steps} steps; neighbour {:.0}, stranger {:.0}",
        moved(neighbour),
        moved(stranger)
    );
    for (index, name) in names.iter().enumerate() {
        println!("  {name}: {:.0}", moved(index));
    }
    assert!(steps <= 120);
    assert_eq!(simulation.positions()[hand], there);
    assert!(moved(neighbour) > 60.0);
    assert!(moved(stranger) < 30.0);
}

#[test]
fn a_large_layout_reacts_to_dragging_and_rests_again() {
    let request = groups(400, 40);
    let places: Vec<Pos2> = (0..400)
        .map(|body| pos2((body / 40 * 90) as f32, (body % 40 * 70) as f32))
        .collect();
    let mut simulation = Simulation::within(&request, places.clone(), SMALL_LIMITS);
    assert!(!simulation.step());
    simulation.grab(0, places[0] - vec2(200.0, 0.0));
    simulation.release(0, true);
    while simulation.step() {}
    let moved = |body: usize| simulation.positions()[body].distance(places[body]);
    assert!((moved(0) - 200.0).abs() < 0.01);
    assert!(
        moved(1) > 20.0 && moved(390) < 20.0,
        "{} {}",
        moved(1),
        moved(390)
    );
    simulation.reheat();
    for _ in 0..3 {
        simulation.step();
    }
    assert!(simulation.positions().iter().all(|place| place.is_finite()));
}

#[test]
fn unusable_values_leave_finite_positions() {
    let (_, request) = afghanistan();
    let mut simulation = Simulation::new(&request, vec![pos2(f32::NAN, 0.0); 3]);
    for (index, place) in [
        pos2(f32::INFINITY, 0.0),
        pos2(1e30, -1e30),
        pos2(0.0, f32::NAN),
        Pos2::ZERO,
    ]
    .into_iter()
    .enumerate()
    {
        simulation.grab(index, place);
        simulation.drag_to(index, place);
        simulation.grab(1000, place);
        simulation.step();
        simulation.release(index, index % 2 == 0);
    }
    simulation.reheat();
    while simulation.step() {}
    assert!(simulation.positions().iter().all(|place| place.is_finite()));
}

fn any_number() -> impl Strategy<Value = f32> {
    prop_oneof![6 => 0.0_f32..40.0, 1 => Just(f32::NAN), 1 => Just(f32::INFINITY), 1 => Just(-3.0), 1 => Just(0.0)]
}

fn any_body() -> impl Strategy<Value = Body> {
    let start = prop_oneof![8 => Just(None), 1 => (any_number(), any_number()).prop_map(|(x, y)| Some(pos2(x, y)))];
    (any_number(), any_number(), start, any::<bool>()).prop_map(|(radius, width, start, pinned)| {
        Body {
            radius,
            label: vec2(3.0 * width, 16.0),
            start,
            pinned,
        }
    })
}

fn any_parameters() -> impl Strategy<Value = Parameters> {
    let any = (any_number(), any_number(), any_number());
    any.prop_map(|(separation, rivalry, cohesion)| Parameters {
        separation,
        rivalry,
        cohesion,
    })
}

fn any_request() -> impl Strategy<Value = Request> {
    let sign = prop_oneof![
        Just(TieSign::Friendly),
        Just(TieSign::Neutral),
        Just(TieSign::Hostile)
    ];
    let ties = prop::collection::vec((0_u32..14, 0_u32..14, sign, any_number()), 0..40);
    let method = prop::sample::select(METHODS).prop_map(|entry| entry.method);
    (
        prop::collection::vec(any_body(), 0..13),
        ties,
        method,
        any::<u64>(),
        any_number(),
        any_parameters(),
    )
        .prop_map(|(bodies, ties, method, seed, aspect, parameters)| {
            let ties = ties
                .into_iter()
                .map(|(a, b, sign, weight)| LayoutTie { a, b, sign, weight })
                .collect();
            Request {
                bodies,
                ties,
                plan: Plan {
                    method,
                    parameters,
                    seed,
                },
                aspect,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_request_gives_finite_places_and_the_same_ones_again(request in any_request()) {
        let places = drawn(&request);
        prop_assert_eq!(places.len(), request.bodies.len());
        prop_assert!(places.iter().all(|place| place.is_finite()));
        prop_assert_eq!(drawn(&request), places);
    }

    #[test]
    fn no_two_footprints_overlap_in_a_fresh_picture(mut request in any_request()) {
        request.bodies.iter_mut().for_each(|body| body.start = None);
        prop_assert_eq!(overlaps(&request, &drawn(&request)), 0);
    }

    #[test]
    fn another_order_of_the_input_only_relabels_the_places(mut request in any_request(), chance in any::<u64>()) {
        for (index, body) in request.bodies.iter_mut().enumerate() {
            // All bodies differ: bodies that do not may exchange places.
            *body = Body { radius: 10.0 + index as f32, start: None, ..*body };
        }
        let mut order: Vec<usize> = (0..request.bodies.len()).collect();
        Rng::from_mixed(chance).shuffle(&mut order);
        let new = |old: u32| order.iter().position(|&other| other == old as usize).map_or(old, |new| new as u32);
        let mut shuffled = request.clone();
        shuffled.bodies = order.iter().map(|&old| request.bodies[old]).collect();
        shuffled.ties = request.ties.iter().rev().map(|tie| LayoutTie { a: new(tie.b), b: new(tie.a), ..*tie }).collect();
        let places = drawn(&request);
        for (place, &old) in drawn(&shuffled).iter().zip(&order) {
            prop_assert_eq!(*place, places[old]);
        }
    }

    #[test]
    fn a_body_with_a_start_stays(request in any_request()) {
        let places = drawn(&request);
        for (body, place) in request.bodies.iter().zip(places) {
            if let Some(start) = body.cleaned().start {
                prop_assert_eq!(place, start);
            }
        }
    }

    #[test]
    fn any_simulation_starts_at_rest_and_rests_again_after_a_drag(request in any_request(), to in (-500.0_f32..500.0, -500.0_f32..500.0)) {
        let places = drawn(&request);
        let mut simulation = Simulation::new(&request, places.clone());
        prop_assert!(!simulation.step());
        prop_assert_eq!(simulation.positions(), &places[..]);
        simulation.grab(0, pos2(to.0, to.1));
        simulation.release(0, true);
        let steps = (0..200).take_while(|_| simulation.step()).count();
        prop_assert!(steps < 130);
        prop_assert!(simulation.positions().iter().all(|place| place.is_finite()));
    }
}

/// A network of groups with few ties between them, too large for a matrix of distances within the
/// limits of the tests.
fn groups(count: u32, size: u32) -> Request {
    let mut rng = Rng::from_mixed(5);
    let mut other = |bound: u32| rng.below(bound as usize) as u32;
    let within = |body: u32, chance: u32| body / size * size + chance % size;
    let mut ties: Vec<LayoutTie> = (0..count)
        .map(|body| tie(body, within(body, body + 1), TieSign::Friendly))
        .collect();
    for body in 0..count {
        ties.push(tie(body, within(body, other(size)), TieSign::Friendly));
        ties.push(tie(body, within(body, other(size)), TieSign::Hostile));
        if body % 5 == 0 {
            ties.push(tie(body, other(count), TieSign::Neutral));
        }
    }
    Request {
        bodies: vec![body("name"); count as usize],
        ties,
        aspect: 1.6,
        plan: seeded(3),
    }
}

#[test]
fn large_networks_are_finite_and_the_same_on_any_number_of_threads() {
    let sizes = [360, 660];
    for (entry, size) in METHODS
        .iter()
        .flat_map(|entry| sizes.map(|size| (entry, size)))
    {
        let mut request = groups(size, 20);
        request.plan.method = entry.method;
        let places = drawn_as_large(&request);
        assert!(places.iter().all(|place| place.is_finite()), "{}", entry.id);
        assert_eq!(coincident(&places), 0, "{}", entry.id);
        let alone = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .expect("one thread");
        assert_eq!(
            alone.install(|| drawn_as_large(&request)),
            places,
            "{}",
            entry.id
        );
    }
}

/// The number of bodies in exactly the place of another.
fn coincident(places: &[Pos2]) -> usize {
    let spots: std::collections::HashSet<_> = places
        .iter()
        .map(|at| (at.x.to_bits(), at.y.to_bits()))
        .collect();
    places.len() - spots.len()
}

#[test]
fn new_bodies_find_room_beside_many_bodies_in_one_place() {
    let mut bodies = vec![body("name"); 40];
    for crowd in &mut bodies[..30] {
        crowd.start = Some(pos2(5.0, 5.0));
    }
    let request = Request {
        bodies,
        ties: (30..40).map(|new| tie(0, new, TieSign::Friendly)).collect(),
        aspect: 1.6,
        ..Request::default()
    };
    let places = drawn(&request);
    assert_eq!(coincident(&places), 29);
}

#[test]
fn stars_paths_cliques_and_isolates_are_laid_out() {
    let star = |count: u32| {
        (1..count)
            .map(|leaf| tie(0, leaf, TieSign::Friendly))
            .collect()
    };
    let path = |count: u32| {
        (1..count)
            .map(|body| tie(body - 1, body, TieSign::Hostile))
            .collect()
    };
    let clique = |count: u32| {
        (0..count)
            .flat_map(|a| (0..a).map(move |b| tie(a, b, TieSign::Neutral)))
            .collect()
    };
    let cases: [(u32, Vec<LayoutTie>); 7] = [
        (0, vec![]),
        (1, vec![]),
        (300, vec![]),
        (1500, star(1500)),
        (1500, path(1500)),
        (40, clique(40)),
        (30, star(30)),
    ];
    for (count, ties) in cases {
        let request = Request {
            bodies: vec![body("name"); count as usize],
            ties,
            aspect: 1.6,
            ..Request::default()
        };
        for places in [drawn(&request), drawn_as_large(&request)] {
            assert!(places.len() == count as usize && places.iter().all(|place| place.is_finite()));
            assert_eq!(coincident(&places), 0, "{count} bodies");
            if count <= 300 {
                assert_eq!(overlaps(&request, &places), 0);
            }
        }
    }
}
