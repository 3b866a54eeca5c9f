//! How long the signed measures take: all triads of 100,000 pairs, and the frustration index with its proof.
//!
//! The networks are made here by a seed. Where the measured data lies beside the repository, the Highland tribes and the
//! militants are taken from it too, and what leaving out one tie at a time gives is printed: predictions against the
//! baseline.

use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{Criterion, criterion_group, criterion_main};
use frenemy::analysis::{Census, Effort, Signs, frustration, walk_balance};

/// Ties between random actors, each actor mostly friendly with its own half.
fn halves(actors: usize, pairs: usize, noise: u64) -> Signs {
    let mut state = 1_u64;
    let mut below = |count: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % count
    };
    let mut ties = std::collections::BTreeMap::new();
    while ties.len() < pairs {
        let (a, b) = (below(actors as u64) as usize, below(actors as u64) as usize);
        let is_friendly = (a % 2 == b % 2) != (below(100) < noise);
        if a != b {
            ties.insert((a.min(b), a.max(b)), if is_friendly { 1.0 } else { -1.0 });
        }
    }
    Signs::from_weights(
        actors,
        ties.into_iter().map(|((a, b), weight)| (a, b, weight)),
    )
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analysis");
    group.sample_size(10);
    let large = halves(10_000, 100_000, 10);
    let dense = halves(1_000, 100_000, 10);
    group.bench_function("all triads of 100000 pairs among 10000 actors", |bencher| {
        bencher.iter(|| Census::of(black_box(&large)));
    });
    group.bench_function("all triads of 100000 pairs among 1000 actors", |bencher| {
        bencher.iter(|| Census::of(black_box(&dense)));
    });
    let index = |signs: &Signs| {
        frustration(signs, Effort::default(), &|_| ControlFlow::Continue(()))
            .and_then(|found| found.index())
    };
    for (actors, pairs) in [(16, 58), (60, 180), (250, 700)] {
        let signs = halves(actors, pairs, 10);
        let name = format!("frustration index of {actors} actors and {pairs} pairs");
        group.bench_function(name, |bencher| bencher.iter(|| index(black_box(&signs))));
    }
    let middling = halves(250, 700, 10);
    group.bench_function("walk-based balance of 250 actors", |bencher| {
        bencher.iter(|| walk_balance(black_box(&middling)));
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
