//! True distances in large networks: sparse stress by Ortmann, Klimenta and Brandes, "A Sparse Stress Model", JGAA 2017,
//! descended as in Zheng, Pawar and Goodman 2018. Each body keeps the distances to its neighbours and to some pivots; a
//! pivot stands for all bodies near it. Places are in tie lengths.

use emath::Vec2;

use super::{graph::Graph, pivot::breadth_first, progress::Watch, rng::Rng};

/// Bodies that stand for all others.
const PIVOTS: usize = 200;

/// Passes over all terms, and how small the last step is.
const PASSES: usize = 15;
const LAST_STEP: f32 = 0.05;

/// Terms that keep their order from pass to pass while the chunks change theirs: a shuffle of all would cost more than
/// the descent.
const CHUNK: usize = 64;

/// A distance wanted, and how much either end weighs it.
#[derive(Clone, Copy)]
struct Term {
    a: u32,
    b: u32,
    wanted: f32,
    weight_a: f32,
    weight_b: f32,
}

/// Improves the places of a connected network. O(passes · (m + pivots · n)). `None` if cancelled.
pub(super) fn descend(
    graph: &Graph,
    places: &mut [Vec2],
    rng: &mut Rng,
    watch: Watch<'_>,
) -> Option<()> {
    let mut terms = terms(graph, rng, watch.part(0.0, 0.2))?;
    let least = terms
        .iter()
        .map(|term| term.weight_a.max(term.weight_b))
        .fold(f32::INFINITY, f32::min);
    let first = 1.0 / least.max(1e-12);
    let decay = (LAST_STEP / first).powf(1.0 / (PASSES - 1) as f32);
    let mut step = first;
    rng.shuffle(&mut terms);
    let mut chunks: Vec<usize> = (0..terms.len().div_ceil(CHUNK)).collect();
    for pass in 0..PASSES {
        watch.part(0.2, 1.0).at(pass as f32 / PASSES as f32)?;
        rng.shuffle(&mut chunks);
        for &chunk in &chunks {
            for term in terms.iter().skip(chunk * CHUNK).take(CHUNK) {
                relax(term, step, places);
            }
        }
        step *= decay;
    }
    Some(())
}

fn relax(term: &Term, step: f32, places: &mut [Vec2]) {
    let (a, b) = (term.a as usize, term.b as usize);
    let apart = places[a] - places[b];
    let length = apart.length_sq().max(1e-12).sqrt();
    let way = apart * (0.5 * (1.0 - term.wanted / length));
    places[a] -= way * (step * term.weight_a).min(1.0);
    places[b] += way * (step * term.weight_b).min(1.0);
}

fn terms(graph: &Graph, rng: &mut Rng, watch: Watch<'_>) -> Option<Vec<Term>> {
    let direct = graph.edges().map(|(a, link)| Term {
        a: a as u32,
        b: link.to,
        wanted: 1.0,
        weight_a: 1.0,
        weight_b: 1.0,
    });
    let mut terms: Vec<Term> = direct.collect();
    let pivots = pivots(graph, rng);
    let mut hops = Vec::with_capacity(pivots.len());
    for (index, &pivot) in pivots.iter().enumerate() {
        watch.at(index as f32 / pivots.len() as f32)?;
        hops.push(breadth_first(graph, pivot as usize));
    }
    let nearest: Vec<usize> = (0..graph.len())
        .map(|body| {
            (0..pivots.len())
                .min_by_key(|&pivot| hops[pivot][body])
                .unwrap_or(0)
        })
        .collect();
    for (index, &pivot) in pivots.iter().enumerate() {
        let within = counts(&hops[index], &nearest, index);
        for (body, &away) in hops[index].iter().enumerate() {
            if away < 2 || away == u32::MAX {
                continue;
            }
            let square = (away * away) as f32;
            let near = within[(away as usize / 2).min(within.len() - 1)];
            let back = if pivots.contains(&(body as u32)) {
                near
            } else {
                0.0
            };
            terms.push(Term {
                a: body as u32,
                b: pivot,
                wanted: away as f32,
                weight_a: near / square,
                weight_b: back / square,
            });
        }
    }
    Some(terms)
}

/// How many bodies of a pivot's own region are within so many hops of it, by hops.
fn counts(hops: &[u32], nearest: &[usize], pivot: usize) -> Vec<f32> {
    let mut counts = Vec::new();
    for (&away, _) in hops.iter().zip(nearest).filter(|(_, near)| **near == pivot) {
        counts.resize(counts.len().max(away as usize + 1), 0.0);
        counts[away as usize] += 1.0;
    }
    for index in 1..counts.len() {
        counts[index] += counts[index - 1];
    }
    if counts.is_empty() { vec![1.0] } else { counts }
}

/// Random bodies, each once.
fn pivots(graph: &Graph, rng: &mut Rng) -> Vec<u32> {
    let mut bodies: Vec<u32> = (0..graph.len() as u32).collect();
    for index in 0..PIVOTS.min(bodies.len()) {
        let other = index + rng.below(bodies.len() - index);
        bodies.swap(index, other);
    }
    bodies.truncate(PIVOTS);
    bodies
}
