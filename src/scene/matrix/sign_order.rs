//! Orders actors by the leading eigenvector of their signed ties: actors with the same friends and
//! foes are near each other, and the two sides of a network are at both ends. Knows no groups.

use std::collections::BTreeMap;

use crate::graph::{NodeIndex, Tie, Ties};
use crate::model::Sign;

/// Steps of the power iteration. More change the order of a few actors in the middle at most.
const STEPS: usize = 300;

/// The actors in the order of their component of the leading eigenvector, the largest first. The
/// side with more actors comes first, and actors with equal components stay in their order.
pub(super) fn sign_order(actors: &[NodeIndex], ties: &Ties) -> Vec<NodeIndex> {
    let neighbours = neighbours(actors, ties);
    let mut vector = leading_vector(&neighbours);
    let positive = vector.iter().filter(|value| **value > 0.0).count();
    let negative = vector.iter().filter(|value| **value < 0.0).count();
    if negative > positive {
        for value in &mut vector {
            *value = -*value;
        }
    }
    let mut rows: Vec<usize> = (0..actors.len()).collect();
    rows.sort_by(|a, b| vector[*b].total_cmp(&vector[*a]));
    rows.into_iter().map(|row| actors[row]).collect()
}

/// For each actor the others that it has signed ties with, and the net sign of these.
fn neighbours(actors: &[NodeIndex], ties: &Ties) -> Vec<Vec<(usize, f64)>> {
    let rows: BTreeMap<NodeIndex, usize> = actors.iter().copied().zip(0..).collect();
    let mut nets: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (index, tie) in ties.iter() {
        let [a, b] = tie.ends;
        if let (Some(a), Some(b)) = (rows.get(&a), rows.get(&b))
            && a != b
        {
            *nets.entry((*a, *b)).or_default() += sign(tie) * ties.relations(index).len() as f64;
        }
    }
    let mut neighbours = vec![Vec::new(); actors.len()];
    for ((a, b), net) in nets {
        if net != 0.0 {
            neighbours[a].push((b, net.signum()));
            neighbours[b].push((a, net.signum()));
        }
    }
    neighbours
}

/// 1 for a friendly tie, -1 for a hostile one, 0 without a sign.
fn sign(tie: &Tie) -> f64 {
    match tie.kind.sign() {
        Sign::Positive => 1.0,
        Sign::Negative => -1.0,
        Sign::None => 0.0,
    }
}

/// The eigenvector of the largest eigenvalue, by power iteration. Its sign is arbitrary.
fn leading_vector(neighbours: &[Vec<(usize, f64)>]) -> Vec<f64> {
    // With this added to the diagonal, no eigenvalue is negative.
    let shift = neighbours.iter().map(Vec::len).max().unwrap_or(0) as f64;
    // Any start works that is perpendicular to no eigenvector.
    let start = |row: usize| 1.0 + (row as f64 * 0.618).fract();
    let mut vector: Vec<f64> = (0..neighbours.len()).map(start).collect();
    for _ in 0..STEPS {
        let product = |(row, own): (usize, &f64)| {
            let others = neighbours[row].iter();
            shift * own
                + others
                    .map(|(other, sign)| sign * vector[*other])
                    .sum::<f64>()
        };
        let next: Vec<f64> = vector.iter().enumerate().map(product).collect();
        let length = next.iter().map(|value| value * value).sum::<f64>().sqrt();
        if length < f64::EPSILON {
            break;
        }
        vector = next.into_iter().map(|value| value / length).collect();
    }
    // Rounding decides nothing.
    vector
        .into_iter()
        .map(|value| (value * 1e6).round() / 1e6 + 0.0)
        .collect()
}
