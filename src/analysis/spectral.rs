//! Measures that are a fixed point of passing values along ties: `PageRank` and eigenvector
//! centrality, by power iteration until the values settle.

use super::adjacency::Adjacency;
use super::progress::AnalysisProgress;

/// The share of steps that follow a tie.
const DAMPING: f64 = 0.85;
/// A smaller change of the whole vector is rounding, for up to a hundred values; the rounding of
/// the value of a hub grows with the number of its neighbours.
const MIN_CHANGE: f64 = 1e-14;
/// The most rounds; networks of two equal parts may never settle completely.
const MAX_ROUNDS: usize = 20_000;
/// The fewest rounds, after which the order of the values is known.
const MIN_ROUNDS: usize = 200;
/// The most values that are passed along ties in all rounds: seconds of work.
const MAX_STEPS: usize = 2_000_000_000;

/// The `PageRank` of each actor; the sum is 1. An actor without ties passes its value to all.
/// O(pairs) a round.
pub(super) fn pagerank(adjacency: &Adjacency, progress: AnalysisProgress<'_>) -> Option<Vec<f64>> {
    let count = adjacency.len();
    let even = 1.0 / count.max(1) as f64;
    settled(adjacency, vec![even; count], progress, |old, new| {
        let degree = |actor: usize| adjacency.neighbours(actor).len();
        let lone = (0..count).filter(|actor| degree(*actor) == 0);
        let lone: f64 = lone.map(|actor| old[actor]).sum();
        for (actor, value) in new.iter_mut().enumerate() {
            let passed = adjacency.neighbours(actor).iter().map(|&other| {
                let other = other as usize;
                old[other] / degree(other) as f64
            });
            *value = DAMPING * (passed.sum::<f64>() + lone * even) + (1.0 - DAMPING) * even;
        }
    })
}

/// The first eigenvector of the adjacency matrix, of length 1. O(pairs) a round.
///
/// Each actor adds a share of its own value to those of its neighbours: the same eigenvector,
/// without oscillation in bipartite networks. The share is half the length of the sums, which is at
/// most half the first eigenvalue: with a smaller one, a star of a million leaves takes 16,000
/// rounds.
pub(super) fn eigenvector(
    adjacency: &Adjacency,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<f64>> {
    let count = adjacency.len();
    let even = 1.0 / (count.max(1) as f64).sqrt();
    if adjacency.pair_count() == 0 {
        return Some(vec![even; count]);
    }
    settled(adjacency, vec![even; count], progress, |old, new| {
        for (actor, value) in new.iter_mut().enumerate() {
            let neighbours = adjacency.neighbours(actor).iter();
            *value = neighbours.map(|&other| old[other as usize]).sum::<f64>();
        }
        let length = new.iter().map(|value| value * value).sum::<f64>().sqrt();
        let share = (length / 2.0).max(1.0);
        for (value, old) in new.iter_mut().zip(old) {
            *value += share * old;
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
    adjacency: &Adjacency,
    mut old: Vec<f64>,
    progress: AnalysisProgress<'_>,
    step: impl Fn(&[f64], &mut [f64]),
) -> Option<Vec<f64>> {
    let mut new = old.clone();
    let min_change = MIN_CHANGE * (old.len() as f64 / 100.0).max(1.0);
    let steps = (2 * adjacency.pair_count() + old.len()).max(1);
    let max_rounds = (MAX_STEPS / steps).clamp(MIN_ROUNDS, MAX_ROUNDS);
    for round in 0..max_rounds {
        if round % 64 == 0 {
            progress(round as f32 / max_rounds as f32).continue_value()?;
        }
        step(&old, &mut new);
        let change: f64 = old
            .iter()
            .zip(&new)
            .map(|(old, new)| (old - new).abs())
            .sum();
        std::mem::swap(&mut old, &mut new);
        if change <= min_change {
            break;
        }
    }
    Some(old)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn without_ties_there_is_nothing_to_settle() {
        let alone = Adjacency::from_pairs(100_000, &[]);
        for measure in [pagerank, eigenvector] {
            let reports = AtomicUsize::new(0);
            let values = measure(&alone, &|_| {
                reports.fetch_add(1, Ordering::Relaxed);
                ControlFlow::Continue(())
            });
            assert!(values.is_some_and(|values| (values[0] - values[99_999]).abs() < 1e-12));
            let reports = reports.into_inner();
            assert!(reports < 2, "{reports}");
        }
    }

    #[test]
    fn the_values_of_a_hub_with_many_leaves_settle() {
        let leaves = 20_000;
        let pairs: Vec<_> = (1..=leaves).map(|leaf| (0, leaf)).collect();
        let star = Adjacency::from_pairs(leaves as usize + 1, &pairs);
        for measure in [pagerank, eigenvector] {
            let reports = AtomicUsize::new(0);
            let values = measure(&star, &|_| {
                reports.fetch_add(1, Ordering::Relaxed);
                ControlFlow::Continue(())
            });
            assert!(values.is_some_and(|values| values[0] > 100.0 * values[1]));
            // One report for 64 rounds.
            let reports = reports.into_inner();
            assert!(reports < 20, "{reports}");
        }
    }
}
