//! How long a layout and a step of the live layout take.

#![allow(
    missing_docs,
    reason = "criterion's macros write functions that cannot be documented"
)]

use std::{hint::black_box, ops::ControlFlow};

use criterion::{Criterion, criterion_group, criterion_main};
use emath::{Pos2, pos2, vec2};
use frenemy::layout::{
    Body, LayoutTie, METHODS, Method, Plan, Request, Simulation, TieSign, layout,
};

/// Groups of forty: friends inside, foes outside, three ties for each actor.
fn network(actors: u32, method: Method) -> Request {
    let mut state = 7_u64;
    let mut below = |bound: u32| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % u64::from(bound)) as u32
    };
    let mut ties = Vec::new();
    for a in 0..actors {
        let group = a / 40 * 40;
        let neighbour = |chance: u32| (group + chance).min(actors - 1);
        let near = [neighbour((a + 1) % 40), neighbour(below(40))];
        ties.extend(near.map(|b| LayoutTie {
            a,
            b,
            sign: TieSign::Friendly,
            weight: 1.0,
        }));
        ties.push(LayoutTie {
            a,
            b: below(actors),
            sign: TieSign::Hostile,
            weight: 1.0,
        });
    }
    let body = Body {
        radius: 16.0,
        label: vec2(60.0, 16.0),
        ..Body::default()
    };
    Request {
        bodies: vec![body; actors as usize],
        ties,
        plan: Plan {
            method,
            ..Plan::default()
        },
        aspect: 1.6,
    }
}

fn places(request: &Request) -> Vec<Pos2> {
    layout(request, &|_| ControlFlow::Continue(())).unwrap_or_default()
}

fn whole(bench: &mut Criterion) {
    for actors in [20, 77, 200, 1000] {
        let request = network(actors, Method::Auto);
        bench.bench_function(&format!("auto {actors}"), |bench| {
            bench.iter(|| places(black_box(&request)));
        });
    }
    for entry in METHODS {
        let request = network(10_000, entry.method);
        bench.bench_function(&format!("{} 10000", entry.id), |bench| {
            bench.iter(|| places(black_box(&request)));
        });
    }
}

fn step(bench: &mut Criterion) {
    for actors in [20, 200, 1000, 20_000, 100_000] {
        let request = network(actors, Method::Balanced);
        let mut simulation = Simulation::new(&request, places(&request));
        simulation.grab(0, pos2(0.0, 0.0));
        let mut along = 0.0;
        bench.bench_function(&format!("step {actors}"), |bench| {
            bench.iter(|| {
                along += 0.1;
                simulation.drag_to(0, pos2(along, 0.0));
                simulation.step()
            });
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = whole, step
}
criterion_main!(benches);
