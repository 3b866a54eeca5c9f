//! How long the signed measures take: all triads of 100,000 pairs, and the frustration index with
//! its proof.
//!
//! The networks are generated from a seed. Where the shared data is beside the repository, the
//! Highland tribes and the militants of the Middle East are measured too.
#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads the data that lies beside the repository"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{Criterion, criterion_group, criterion_main};
use frenemy::analysis::{
    Census, Effort, SignedGraph, compare_with_chance, frustration, walk_balance,
};

/// Random ties; each actor is mostly friendly with its own half.
fn halves(actors: usize, pairs: usize, noise: u64) -> SignedGraph {
    let mut state = 1_u64;
    let mut below = |count: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % count
    };
    let mut ties = BTreeMap::new();
    while ties.len() < pairs {
        let (a, b) = (below(actors as u64) as usize, below(actors as u64) as usize);
        let is_friendly = (a % 2 == b % 2) != (below(100) < noise);
        if a != b {
            ties.insert((a.min(b), a.max(b)), if is_friendly { 1.0 } else { -1.0 });
        }
    }
    SignedGraph::from_weights(
        actors,
        ties.into_iter().map(|((a, b), weight)| (a, b, weight)),
    )
}

/// Reads a table of ties beside the repository: the columns of the ends and of the sign, and the
/// hostile sign.
fn measured(name: &str, columns: [usize; 3], hostile: &str) -> Option<SignedGraph> {
    let path = format!("{}/../shared/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).ok()?;
    let mut names = BTreeMap::new();
    let mut signs = BTreeMap::new();
    for line in text.lines().skip(1) {
        let row: Vec<&str> = line.split(',').collect();
        let [Some(from), Some(to), Some(sign)] = columns.map(|column| row.get(column)) else {
            continue;
        };
        let next = names.len();
        let from = *names.entry(*from).or_insert(next);
        let next = names.len();
        let to = *names.entry(*to).or_insert(next);
        // The last line of a pair wins.
        let weight = if *sign == hostile { -1.0 } else { 1.0 };
        signs.insert((from.min(to), from.max(to)), weight);
    }
    let ties = signs
        .into_iter()
        .map(|((from, to), weight)| (from, to, weight));
    Some(SignedGraph::from_weights(names.len(), ties))
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
    for (name, signs) in [("10000", &large), ("1000", &dense)] {
        let name = format!("1000 draws of null models on 100000 pairs among {name} actors");
        let go_on = |_: f32| ControlFlow::Continue(());
        group.bench_function(name, |bencher| {
            bencher.iter(|| compare_with_chance(black_box(signs), None, 1_000, 1, &go_on));
        });
    }
    let index = |signs: &SignedGraph| {
        frustration(signs, Effort::default(), &|_| ControlFlow::Continue(()))
            .and_then(|found| found.index())
    };
    for (actors, pairs) in [(16, 58), (60, 180), (250, 700)] {
        let signs = halves(actors, pairs, 10);
        let name = format!("frustration index of {actors} actors and {pairs} pairs");
        group.bench_function(name, |bencher| bencher.iter(|| index(black_box(&signs))));
    }
    let tribes = measured("signed-classic/tribes-signnet.csv", [0, 1, 2], "-1");
    let militants = measured("political-charts/mmp-links.csv", [2, 3, 1], "riv");
    for (name, signs) in [("Highland tribes", tribes), ("militants", militants)] {
        let Some(signs) = signs else {
            continue;
        };
        let name = format!("frustration index of the {name}");
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
