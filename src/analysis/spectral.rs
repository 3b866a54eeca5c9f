//! Measures that are a fixed point of passing values along ties: `PageRank` and eigenvector
//! centrality, by power iteration until the values settle.

use super::adjacency::Adjacency;
use super::progress::AnalysisProgress;

/// The share of steps that follow a tie.
const DAMPING: f64 = 0.85;
/// A smaller change of the whole vector is rounding.
const MIN_CHANGE: f64 = 1e-14;
/// The most rounds; networks of two equal parts may never settle completely.
const MAX_ROUNDS: usize = 20_000;

/// The `PageRank` of each actor; the sum is 1. An actor without ties passes its value to all.
/// O(pairs) a round.
pub(super) fn pagerank(plain: &Adjacency, progress: AnalysisProgress<'_>) -> Option<Vec<f64>> {
    let count = plain.len();
    let even = 1.0 / count.max(1) as f64;
    settled(vec![even; count], progress, |old, new| {
        let degree = |actor: usize| plain.neighbours(actor).len();
        let lone = (0..count).filter(|actor| degree(*actor) == 0);
        let lone: f64 = lone.map(|actor| old[actor]).sum();
        for (actor, value) in new.iter_mut().enumerate() {
            let passed = plain.neighbours(actor).iter().map(|&other| {
                let other = other as usize;
                old[other] / degree(other) as f64
            });
            *value = DAMPING * (passed.sum::<f64>() + lone * even) + (1.0 - DAMPING) * even;
        }
    })
}

/// The first eigenvector of the adjacency matrix, of length 1. O(pairs) a round.
///
/// Each actor adds the values of its neighbours to its own: the same eigenvector, without
/// oscillation in bipartite networks.
pub(super) fn eigenvector(plain: &Adjacency, progress: AnalysisProgress<'_>) -> Option<Vec<f64>> {
    let count = plain.len();
    let even = 1.0 / (count.max(1) as f64).sqrt();
    settled(vec![even; count], progress, |old, new| {
        for (actor, value) in new.iter_mut().enumerate() {
            let neighbours = plain.neighbours(actor).iter();
            *value = old[actor] + neighbours.map(|&other| old[other as usize]).sum::<f64>();
        }
        let length = new.iter().map(|value| value * value).sum::<f64>().sqrt();
        if length > 0.0 {
            for value in new {
                *value /= length;
            }
        }
    })
}

/// Applies a step until the values settle.
fn settled(
    mut old: Vec<f64>,
    progress: AnalysisProgress<'_>,
    step: impl Fn(&[f64], &mut [f64]),
) -> Option<Vec<f64>> {
    let mut new = old.clone();
    for round in 0..MAX_ROUNDS {
        if round % 64 == 0 {
            progress(round as f32 / MAX_ROUNDS as f32).continue_value()?;
        }
        step(&old, &mut new);
        let change: f64 = old
            .iter()
            .zip(&new)
            .map(|(old, new)| (old - new).abs())
            .sum();
        std::mem::swap(&mut old, &mut new);
        if change <= MIN_CHANGE {
            break;
        }
    }
    Some(old)
}
