//! Betweenness of 10,000 actors and 30,000 pairs, compared with igraph's C core where Python has
//! it.
//!
//! `FRENEMY_PYTHON` names the Python that has `igraph`; the default is `python3`. igraph's
//! betweenness uses one thread: it is compared with one thread of ours, and two threads are
//! measured separately.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench says what it measures, and stops where it cannot"
)]

use std::io::Write;
use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use frenemy::analysis::{Adjacency, Measure, communities};

const ACTORS: u32 = 10_000;
const PAIRS: usize = 30_000;
/// How many runs there are when two programs are compared; the fastest counts.
const RUNS: usize = 3;

const PYTHON: &str = "
import sys, time, igraph
pairs = [tuple(map(int, line.split())) for line in sys.stdin]
graph = igraph.Graph(n=10000, edges=pairs)
times = []
for _ in range(3):
    start = time.perf_counter()
    values = graph.betweenness(directed=False)
    times.append(time.perf_counter() - start)
print(igraph.__version__, min(times), max(values))
";

/// Distinct random pairs, the same on every run.
fn pairs() -> Vec<(u32, u32)> {
    let mut state = 1_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % u64::from(ACTORS)) as u32
    };
    let mut pairs = std::collections::BTreeSet::new();
    while pairs.len() < PAIRS {
        let (a, b) = (next(), next());
        if a != b {
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    pairs.into_iter().collect()
}

fn betweenness(plain: &Adjacency, threads: usize) -> Vec<f64> {
    let measure = Measure::by_id("betweenness").unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    let run = || measure.of(plain, &|_| ControlFlow::Continue(())).unwrap();
    pool.build().unwrap().install(run)
}

/// igraph's version, its time in seconds and its largest value.
fn igraph(pairs: &[(u32, u32)]) -> Option<(String, f64, f64)> {
    let python = std::env::var("FRENEMY_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut command = Command::new(python);
    command.args(["-c", PYTHON]).stderr(Stdio::null());
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let lines: Vec<String> = pairs.iter().map(|(a, b)| format!("{a} {b}")).collect();
    // Without igraph Python ends before it has read anything.
    let _ = child.stdin.take()?.write_all(lines.join("\n").as_bytes());
    let said = String::from_utf8(child.wait_with_output().ok()?.stdout).ok()?;
    let mut words = said.split_whitespace();
    Some((
        words.next()?.to_owned(),
        words.next()?.parse().ok()?,
        words.next()?.parse().ok()?,
    ))
}

/// The time of the fastest run in seconds, and the largest value.
fn ours(plain: &Adjacency, threads: usize) -> (f64, f64) {
    let mut fastest = f64::INFINITY;
    let mut largest = 0.0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let values = betweenness(plain, threads);
        fastest = fastest.min(start.elapsed().as_secs_f64());
        largest = values.into_iter().fold(0.0, f64::max);
    }
    (fastest, largest)
}

fn beside_igraph(pairs: &[(u32, u32)], plain: &Adjacency) {
    let (one, largest) = ours(plain, 1);
    let (two, _) = ours(plain, 2);
    println!(
        "betweenness of {ACTORS} actors, {PAIRS} pairs: {one:.3} s on one thread, {two:.3} s on two"
    );
    match igraph(pairs) {
        Some((version, seconds, theirs)) => {
            assert!(
                (largest - theirs).abs() <= 1e-9 * theirs,
                "{largest} is not {theirs}"
            );
            let (first, second) = (one / seconds, two / seconds);
            println!(
                "igraph {version}: {seconds:.3} s on one thread; we take {first:.2} of its time on one, {second:.2} on two"
            );
        }
        None => println!(
            "igraph is not there: pip install igraph, and name that Python in FRENEMY_PYTHON"
        ),
    }
}

fn rank(criterion: &mut Criterion) {
    let pairs = pairs();
    let plain = Adjacency::from_pairs(ACTORS as usize, &pairs);
    beside_igraph(&pairs, &plain);
    let mut group = criterion.benchmark_group("rank of 10,000 actors");
    group.sample_size(10);
    for id in ["closeness", "pagerank", "eigenvector"] {
        let measure = Measure::by_id(id).unwrap();
        let run = || measure.of(&plain, &|_| ControlFlow::Continue(()));
        group.bench_function(id, |bencher| bencher.iter(run));
    }
    let run = || communities(&plain, 1, &|_| ControlFlow::Continue(()));
    group.bench_function("communities", |bencher| bencher.iter(run));
    group.finish();
}

criterion_group!(benches, rank);
criterion_main!(benches);
