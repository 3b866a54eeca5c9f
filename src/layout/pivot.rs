//! A first draft of a large layout from the distances to a few pivots: Brandes and Pich,
//! "Eigensolver Methods for Progressive Multidimensional Scaling of Large Data", Graph Drawing
//! 2006. Positions are in tie lengths.

use emath::Vec2;
use rayon::prelude::*;

use super::{graph::Graph, progress::ProgressPart, stress::pivot_stress};
use crate::random::Rng;

/// Pivots; more change little.
const PIVOTS: usize = 50;

/// Steps of power iteration for each of the two axes.
const POWER_STEPS: usize = 60;

/// A first draft, and the stress of its distances.
pub(super) struct PivotDraft {
    pub(super) positions: Vec<Vec2>,
    pub(super) stress: f32,
}

/// Positions for a connected network. O(pivots · (n + m)), on all threads. `None` if cancelled.
pub(super) fn pivot_mds(
    graph: &Graph,
    rng: &mut Rng,
    watch: ProgressPart<'_>,
) -> Option<PivotDraft> {
    let hops = pivot_hops(graph, rng, watch.part(0.0, 0.7))?;
    let columns: Vec<Vec<f32>> = centred(&hops);
    watch.at(0.8)?;
    let products: Vec<Vec<f64>> = columns
        .par_iter()
        .map(|one| columns.iter().map(|other| dot(one, other)).collect())
        .collect();
    watch.at(0.9)?;
    let first = leading(&products, None, rng);
    let second = leading(&products, Some(&first), rng);
    let (xs, ys) = (project(&columns, &first), project(&columns, &second));
    let mut positions: Vec<Vec2> = xs
        .into_iter()
        .zip(ys)
        .map(|(x, y)| Vec2::new(x, y))
        .collect();
    rescale(graph, &mut positions);
    let sample = hops.iter().step_by(5).filter_map(|row| {
        let pivot = row.iter().position(|&away| away == 0)?;
        Some((pivot, row))
    });
    let stress = pivot_stress(sample, &positions);
    Some(PivotDraft { positions, stress })
}

/// Hops from each pivot to all bodies; each pivot is the body farthest from those before it.
fn pivot_hops(graph: &Graph, rng: &mut Rng, watch: ProgressPart<'_>) -> Option<Vec<Vec<u32>>> {
    let count = graph.len();
    let pivots = PIVOTS.min(count);
    let mut nearest = vec![u32::MAX; count];
    let mut pivot = rng.below(count);
    let mut hops = Vec::with_capacity(pivots);
    for index in 0..pivots {
        watch.at(index as f32 / pivots as f32)?;
        let row = breadth_first(graph, pivot);
        let mut farthest = 0;
        for (body, (nearest, &away)) in nearest.iter_mut().zip(&row).enumerate() {
            *nearest = (*nearest).min(away);
            farthest = farthest.max((u64::from(*nearest) << 32) | body as u64);
        }
        pivot = (farthest & u64::from(u32::MAX)) as usize;
        hops.push(row);
    }
    Some(hops)
}

/// Hops from one body to all others; the largest number for bodies that cannot be reached. O(n +
/// m).
pub(super) fn breadth_first(graph: &Graph, from: usize) -> Vec<u32> {
    let mut hops = vec![u32::MAX; graph.len()];
    hops[from] = 0;
    let mut queue = Vec::with_capacity(graph.len());
    queue.push(from as u32);
    let mut next = 0;
    while next < queue.len() {
        let body = queue[next] as usize;
        next += 1;
        for link in graph.links(body) {
            if hops[link.to as usize] == u32::MAX {
                hops[link.to as usize] = hops[body] + 1;
                queue.push(link.to);
            }
        }
    }
    hops
}

/// Squared hops, doubly centred.
fn centred(hops: &[Vec<u32>]) -> Vec<Vec<f32>> {
    let count = hops.first().map_or(0, Vec::len);
    let mut columns: Vec<Vec<f32>> = hops
        .par_iter()
        .map(|row| row.iter().map(|&away| (away as f32).powi(2)).collect())
        .collect();
    let mut row_means = vec![0.0_f32; count];
    for column in &columns {
        row_means
            .iter_mut()
            .zip(column)
            .for_each(|(mean, square)| *mean += square / hops.len() as f32);
    }
    let total = row_means.iter().map(|&mean| f64::from(mean)).sum::<f64>() / count.max(1) as f64;
    columns.par_iter_mut().for_each(|column| {
        let mean =
            column.iter().map(|&square| f64::from(square)).sum::<f64>() / count.max(1) as f64;
        column
            .iter_mut()
            .zip(&row_means)
            .for_each(|(square, row)| *square = -0.5 * (*square - row - (mean - total) as f32));
    });
    columns
}

fn dot(one: &[f32], other: &[f32]) -> f64 {
    one.chunks(1024)
        .zip(other.chunks(1024))
        .map(|(one, other)| f64::from(one.iter().zip(other).map(|(a, b)| a * b).sum::<f32>()))
        .sum()
}

/// The leading eigenvector of a symmetric matrix, or the next one, by power iteration.
fn leading(matrix: &[Vec<f64>], before: Option<&[f64]>, rng: &mut Rng) -> Vec<f64> {
    let mut vector: Vec<f64> = matrix
        .iter()
        .map(|_| f64::from(rng.unit_f32()) - 0.5)
        .collect();
    for _ in 0..POWER_STEPS {
        if let Some(before) = before {
            let along: f64 = vector.iter().zip(before).map(|(a, b)| a * b).sum();
            vector
                .iter_mut()
                .zip(before)
                .for_each(|(a, b)| *a -= along * b);
        }
        let product: Vec<f64> = matrix
            .iter()
            .map(|row| row.iter().zip(&vector).map(|(a, b)| a * b).sum())
            .collect();
        let length = product.iter().map(|a| a * a).sum::<f64>().sqrt();
        if length < 1e-12 {
            break;
        }
        vector = product.into_iter().map(|a| a / length).collect();
    }
    vector
}

fn project(columns: &[Vec<f32>], weights: &[f64]) -> Vec<f32> {
    let mut sums = vec![0.0_f32; columns.first().map_or(0, Vec::len)];
    for (column, &weight) in columns.iter().zip(weights) {
        sums.iter_mut()
            .zip(column)
            .for_each(|(sum, value)| *sum += value * weight as f32);
    }
    sums
}

/// Scales the positions so that ties are one long on average.
fn rescale(graph: &Graph, positions: &mut [Vec2]) {
    let total: f64 = graph
        .edges()
        .map(|(a, link)| f64::from((positions[a] - positions[link.to as usize]).length()))
        .sum();
    let mean = (total / graph.size().max(1) as f64) as f32;
    if mean > 1e-12 && mean.is_finite() {
        for at in positions {
            *at /= mean;
        }
    }
}
