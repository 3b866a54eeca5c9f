//! What a layout guarantees. Here: a network like the bundled example.

mod large;
mod properties;
mod simulation;

use std::ops::ControlFlow;

use emath::{Pos2, vec2};

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
    const FOES: &[(&str, &str)] = &[
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
    for &(a, b) in FRIENDS.iter().chain(FOES) {
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
    let foes = FOES
        .iter()
        .map(|&(a, b)| tie(index(a), index(b), TieSign::Hostile));
    let ties: Vec<LayoutTie> = friends.chain(foes).collect();
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
    let positions = PLACES.get_or_init(|| drawn(&request)).clone();
    (names, request, positions)
}

fn overlaps(request: &Request, positions: &[Pos2]) -> usize {
    let prints: Vec<BodyFootprint> = request
        .bodies
        .iter()
        .map(|body| BodyFootprint::of(&body.cleaned()))
        .collect();
    let pairs = (0..positions.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs
        .filter(|&(a, b)| {
            prints[a].hits(positions[a].to_vec2(), &prints[b], positions[b].to_vec2())
        })
        .count()
}

/// Mean distance of the ends of ties of one sign.
fn mean_of(sign: TieSign, request: &Request, positions: &[Pos2]) -> f32 {
    let ties = request.ties.iter().filter(|tie| tie.sign == sign);
    let lengths: Vec<f32> = ties
        .map(|tie| positions[tie.a as usize].distance(positions[tie.b as usize]))
        .collect();
    lengths.iter().sum::<f32>() / lengths.len() as f32
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
fn each_parameter_has_its_effect() {
    let ratio =
        |method, parameter: &Parameter, value, request: &Request, [far, near]: [TieSign; 2]| {
            let mut request = Request {
                plan: by(method, request),
                ..request.clone()
            };
            parameter.set(&mut request.plan.parameters, value);
            let positions = drawn(&request);
            mean_of(far, &request, &positions) / mean_of(near, &request, &positions)
        };
    let (_, example) = afghanistan();
    // Neutral ties run between groups, and friendly ones within.
    let groups = groups(200, 20);
    let (foes, strangers) = (
        [TieSign::Hostile, TieSign::Friendly],
        [TieSign::Neutral, TieSign::Friendly],
    );
    let cases = [
        (Method::Signed, &RIVALRY, &example, foes),
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
fn foes_are_farther_apart_than_friends() {
    let (_, request) = afghanistan();
    for method in [Method::Auto, Method::Signed] {
        let request = Request {
            plan: by(method, &request),
            ..request.clone()
        };
        let positions = drawn(&request);
        let mean = |sign: TieSign| mean_of(sign, &request, &positions);
        let ratio = mean(TieSign::Hostile) / mean(TieSign::Friendly);
        println!(
            "{method:?}: friends {:.0}, foes {:.0}, ratio {ratio:.2}",
            mean(TieSign::Friendly),
            mean(TieSign::Hostile)
        );
        assert!(ratio > 1.2, "{method:?}: {ratio}");
    }
}

#[test]
fn nothing_overlaps_and_the_layout_is_wide() {
    let (_, request, positions) = example_layout();
    assert_eq!(overlaps(&request, &positions), 0);
    let bounds = emath::Rect::from_points(&positions);
    assert!(bounds.width() > 1.15 * bounds.height(), "{bounds:?}");
}

#[test]
fn bodies_with_a_start_keep_it() {
    let (_, mut request, positions) = example_layout();
    for (body, &position) in request.bodies.iter_mut().zip(&positions) {
        body.start = Some(position);
    }
    request.plan.seed = 99;
    assert_eq!(drawn(&request), positions);
}

#[test]
fn a_new_body_is_placed_near_its_neighbour_and_the_others_stay() {
    let (names, mut request, positions) = example_layout();
    for (body, &position) in request.bodies.iter_mut().zip(&positions) {
        body.start = Some(position);
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
    assert_eq!(after[..newcomer], positions[..]);
    assert!(after[newcomer].distance(positions[russia]) < 320.0);
    assert_eq!(overlaps(&request, &after), 0);
}

#[test]
fn the_order_of_the_file_does_not_matter() {
    let (_, request, positions) = example_layout();
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
    for (position, &old) in again.iter().zip(&order) {
        assert_eq!(*position, positions[old]);
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
