//! What layouts and the simulation guarantee for any request.

use emath::{pos2, vec2};
use proptest::prelude::*;

use super::{drawn, overlaps};
use crate::layout::{Body, LayoutTie, METHODS, Parameters, Plan, Request, Simulation, TieSign};
use crate::random::Rng;

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
            in_row: 0,
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
        let positions = drawn(&request);
        prop_assert_eq!(positions.len(), request.bodies.len());
        prop_assert!(positions.iter().all(|position| position.is_finite()));
        prop_assert_eq!(drawn(&request), positions);
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
        let positions = drawn(&request);
        for (position, &old) in drawn(&shuffled).iter().zip(&order) {
            prop_assert_eq!(*position, positions[old]);
        }
    }

    #[test]
    fn a_body_with_a_start_stays(request in any_request()) {
        let positions = drawn(&request);
        for (body, position) in request.bodies.iter().zip(positions) {
            if let Some(start) = body.cleaned().start {
                prop_assert_eq!(position, start);
            }
        }
    }

    #[test]
    fn any_simulation_starts_at_rest_and_rests_again_after_a_drag(request in any_request(), to in (-500.0_f32..500.0, -500.0_f32..500.0)) {
        let positions = drawn(&request);
        let mut simulation = Simulation::new(&request, positions.clone());
        prop_assert!(!simulation.step());
        prop_assert_eq!(simulation.positions(), &positions[..]);
        simulation.grab(0, pos2(to.0, to.1));
        simulation.release(0, true);
        let steps = (0..200).take_while(|_| simulation.step()).count();
        prop_assert!(steps < 130);
        prop_assert!(simulation.positions().iter().all(|position| position.is_finite()));
    }
}
