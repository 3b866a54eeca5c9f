//! True distances in large networks: sparse stress by Ortmann, Klimenta and Brandes, "A Sparse
//! Stress Model", JGAA 2017, with the descent of Zheng, Pawar and Goodman 2018. Each body keeps the
//! distances to its neighbours and to some pivots; a pivot represents all bodies near it, and the
//! bodies that are moved relative to it do not move it. Positions are in tie lengths.

use emath::Vec2;
use rayon::prelude::*;
use wide::f32x8;

use super::{graph::Graph, pivot::breadth_first, progress::ProgressPart};
use crate::random::{Rng, mix};

/// Bodies that represent all others.
const PIVOTS: usize = 200;

/// Passes over all bodies, and the step sizes of the first and the last of them: shares of a full
/// move for the pair of the lowest weight and for a pair of weight 1. Larger steps leave more
/// stress.
const PASSES: usize = 20;
const FIRST_STEP: f32 = 0.1;
const LAST_STEP: f32 = 0.01;

/// Bodies that are moved relative to the pivots side by side.
const LANES: usize = 8;

/// Improves the positions of a connected network. O(passes · (m + pivots · n)). `None` if
/// cancelled.
pub(super) fn descend(
    graph: &Graph,
    positions: &mut [Vec2],
    rng: &mut Rng,
    watch: ProgressPart<'_>,
) -> Option<()> {
    let model = SparseModel::new(graph, rng, watch.part(0.0, 0.2))?;
    let first = FIRST_STEP / model.min_weight();
    let decay = (LAST_STEP / first).powf(1.0 / (PASSES - 1) as f32);
    let mut step = first;
    let mut blocks: Vec<usize> = (0..positions.len().div_ceil(LANES)).collect();
    for pass in 0..PASSES {
        watch.part(0.2, 1.0).at(pass as f32 / PASSES as f32)?;
        rng.shuffle(&mut blocks);
        for &block in &blocks {
            let start = rng.below(model.pivots.len());
            model.approach_pivots(block, start, step, positions);
            model.approach_neighbours(block, step.min(1.0), positions);
        }
        step *= decay;
    }
    Some(())
}

/// The target distances: one to each neighbour, and those to the pivots.
struct SparseModel<'a> {
    graph: &'a Graph,
    pivots: Vec<u32>,
    /// Hops from eight bodies to each pivot, in blocks of eight bodies.
    hops: Vec<[u16; LANES]>,
    /// The weight of the distance to a pivot, by pivot and then by hops.
    weights: Vec<Vec<f32>>,
}

impl<'a> SparseModel<'a> {
    fn new(graph: &'a Graph, rng: &mut Rng, watch: ProgressPart<'_>) -> Option<Self> {
        let pivots = pivots(graph, rng);
        let hops_from = |(index, &pivot): (usize, &u32)| {
            watch.at(index as f32 / pivots.len() as f32)?;
            let hops = breadth_first(graph, pivot as usize).into_iter();
            Some(
                hops.map(|away| away.min(u32::from(u16::MAX)) as u16)
                    .collect(),
            )
        };
        let by_pivot: Vec<Vec<u16>> = pivots
            .par_iter()
            .enumerate()
            .map(hops_from)
            .collect::<Option<_>>()?;
        let eight = |block: usize, column: &[u16]| {
            std::array::from_fn(|lane| column.get(block * LANES + lane).copied().unwrap_or(0))
        };
        let hops = (0..graph.len().div_ceil(LANES))
            .flat_map(|block| by_pivot.iter().map(move |column| eight(block, column)))
            .collect();
        Some(Self {
            graph,
            pivots,
            hops,
            weights: weights(&by_pivot),
        })
    }

    /// The lowest weight of any distance.
    fn min_weight(&self) -> f32 {
        let all = self
            .weights
            .iter()
            .flatten()
            .filter(|&&weight| weight > 0.0);
        all.copied().fold(1.0, f32::min)
    }

    /// Moves eight bodies by their distances to the pivots, one pivot after the other from `start`.
    fn approach_pivots(&self, block: usize, start: usize, step: f32, positions: &mut [Vec2]) {
        let (count, first) = (self.pivots.len(), block * LANES);
        let own = first..(first + LANES).min(positions.len());
        let mut at = [[0.0; LANES]; 2];
        for (lane, position) in positions[own.clone()].iter().enumerate() {
            (at[0][lane], at[1][lane]) = (position.x, position.y);
        }
        let (mut x, mut y) = (f32x8::from(at[0]), f32x8::from(at[1]));
        for pivot in (start..count).chain(0..start) {
            let hops = self.hops[block * count + pivot];
            let there = positions[self.pivots[pivot] as usize];
            let wanted = f32x8::from(hops.map(f32::from));
            let weights = &self.weights[pivot];
            let weight = f32x8::from(hops.map(|away| weights[usize::from(away)]));
            let (along_x, along_y) = (f32x8::splat(there.x) - x, f32x8::splat(there.y) - y);
            let length = (along_x * along_x + along_y * along_y + 1e-12).sqrt();
            let share =
                (weight * step).fast_min(f32x8::ONE) * (f32x8::HALF - wanted * 0.5 / length);
            x += along_x * share;
            y += along_y * share;
        }
        let (xs, ys) = (x.to_array(), y.to_array());
        for (position, (&x, &y)) in positions[own].iter_mut().zip(xs.iter().zip(&ys)) {
            *position = Vec2::new(x, y);
        }
    }

    /// Moves eight bodies and their neighbours towards the length of a tie.
    fn approach_neighbours(&self, block: usize, share: f32, positions: &mut [Vec2]) {
        for body in block * LANES..(block * LANES + LANES).min(positions.len()) {
            for link in self.graph.links(body) {
                let other = link.to as usize;
                if body < other {
                    let along = positions[other] - positions[body];
                    let length = along.length_sq().max(1e-12).sqrt();
                    let way = along * (0.5 * share * (1.0 - 1.0 / length));
                    positions[body] += way;
                    positions[other] -= way;
                }
            }
        }
    }
}

/// For each pivot, by hops: how many bodies of its own region are within half as many hops of it,
/// divided by the square of the hops; 0 for neighbours, which have a tie. A body at the same
/// distance to several pivots belongs to a random one of them, so that regions have similar sizes.
fn weights(hops: &[Vec<u16>]) -> Vec<Vec<f32>> {
    let count = hops.first().map_or(0, Vec::len);
    let nearest: Vec<usize> = (0..count)
        .into_par_iter()
        .map(|body| {
            let random = |pivot: usize| mix((body * PIVOTS + pivot) as u64);
            (0..hops.len())
                .min_by_key(|&pivot| (hops[pivot][body], random(pivot)))
                .unwrap_or(0)
        })
        .collect();
    let weights_of = |(pivot, row): (usize, &Vec<u16>)| {
        let farthest = row.iter().copied().max().unwrap_or(0);
        let mut within = vec![0.0_f32; usize::from(farthest) + 1];
        for (&away, _) in row.iter().zip(&nearest).filter(|(_, near)| **near == pivot) {
            within[usize::from(away)] += 1.0;
        }
        for away in 1..within.len() {
            within[away] += within[away - 1];
        }
        let weight = |away: usize| match away {
            0 | 1 => 0.0,
            _ => within[away / 2] / (away * away) as f32,
        };
        (0..within.len()).map(weight).collect()
    };
    hops.par_iter().enumerate().map(weights_of).collect()
}

/// Random bodies, all different.
fn pivots(graph: &Graph, rng: &mut Rng) -> Vec<u32> {
    let mut bodies: Vec<u32> = (0..graph.len() as u32).collect();
    for index in 0..PIVOTS.min(bodies.len()) {
        let other = index + rng.below(bodies.len() - index);
        bodies.swap(index, other);
    }
    bodies.truncate(PIVOTS);
    bodies
}
