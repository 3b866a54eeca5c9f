//! More room at the rim: bounded forces fill a disc evenly, whatever the distances in the network
//! are. A power of the distance from the middle, chosen by stress, moves bodies outwards and keeps
//! neighbours together.

use emath::Vec2;
use rayon::prelude::*;

use super::{graph::Graph, pivot::breadth_first, stress::pivot_stress};
use crate::random::Rng;

/// Bodies from which distances are measured.
const PIVOTS: usize = 8;

/// Powers that are tried; 1 would change nothing.
const POWERS: [f32; 2] = [0.9, 0.8];

/// Moves bodies along the line from the middle by the power that gives the lowest stress. O(pivots
/// · (n + m)).
pub(super) fn rescale_radially(graph: &Graph, positions: &mut [Vec2], rng: &mut Rng) {
    let count = positions.len();
    let middle = positions.iter().fold(Vec2::ZERO, |sum, &at| sum + at) / count.max(1) as f32;
    let pivots: Vec<usize> = (0..PIVOTS).map(|_| rng.below(count)).collect();
    let hops: Vec<Vec<u32>> = pivots
        .par_iter()
        .map(|&pivot| breadth_first(graph, pivot))
        .collect();
    let stress_of = |positions: &[Vec2]| pivot_stress(pivots.iter().copied().zip(&hops), positions);
    let mut best = (stress_of(positions), None);
    for power in POWERS {
        let moved: Vec<Vec2> = positions
            .iter()
            .map(|&at| raised(at - middle, power))
            .collect();
        let stress = stress_of(&moved);
        if stress >= best.0 {
            break;
        }
        best = (stress, Some(moved));
    }
    if let Some(moved) = best.1 {
        positions.copy_from_slice(&moved);
    }
}

/// The same direction, and a power of the length.
fn raised(at: Vec2, power: f32) -> Vec2 {
    at * at.length_sq().max(1e-12).powf(0.5 * (power - 1.0))
}
