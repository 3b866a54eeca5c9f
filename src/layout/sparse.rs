//! True distances in large networks: sparse stress by Ortmann, Klimenta and Brandes, "A Sparse Stress Model", JGAA 2017,
//! descended as in Zheng, Pawar and Goodman 2018. Each body keeps the distances to its neighbours and to some pivots; a
//! pivot stands for all bodies near it, and is not moved by those that look to it. Places are in tie lengths.

use emath::Vec2;
use rayon::prelude::*;
use wide::f32x8;

use super::{graph::Graph, pivot::breadth_first, progress::Watch};
use crate::random::{Rng, mix};

/// Bodies that stand for all others.
const PIVOTS: usize = 200;

/// Passes over all bodies, and how warm the first and the last of them are: shares of a full move for the lightest pair
/// and for the heaviest that is usual. A hotter start or a hotter end leaves the picture shaken.
const PASSES: usize = 20;
const FIRST_STEP: f32 = 0.1;
const LAST_STEP: f32 = 0.01;

/// Bodies that look to the pivots side by side.
const LANES: usize = 8;

/// Improves the places of a connected network. O(passes · (m + pivots · n)). `None` if cancelled.
pub(super) fn descend(
    graph: &Graph,
    places: &mut [Vec2],
    rng: &mut Rng,
    watch: Watch<'_>,
) -> Option<()> {
    let model = Model::new(graph, rng, watch.part(0.0, 0.2))?;
    let first = FIRST_STEP / model.lightest();
    let decay = (LAST_STEP / first).powf(1.0 / (PASSES - 1) as f32);
    let mut step = first;
    let mut blocks: Vec<usize> = (0..places.len().div_ceil(LANES)).collect();
    for pass in 0..PASSES {
        watch.part(0.2, 1.0).at(pass as f32 / PASSES as f32)?;
        rng.shuffle(&mut blocks);
        for &block in &blocks {
            let start = rng.below(model.pivots.len());
            model.look_to_pivots(block, start, step, places);
            model.look_to_neighbours(block, step.min(1.0), places);
        }
        step *= decay;
    }
    Some(())
}

/// Distances wanted: one to each neighbour, and those to the pivots.
struct Model<'a> {
    graph: &'a Graph,
    pivots: Vec<u32>,
    /// Hops from eight bodies to each pivot, eight bodies after eight bodies.
    hops: Vec<[u16; LANES]>,
    /// What the distance to a pivot weighs, by pivot and then by hops.
    weights: Vec<Vec<f32>>,
}

impl<'a> Model<'a> {
    fn new(graph: &'a Graph, rng: &mut Rng, watch: Watch<'_>) -> Option<Self> {
        let pivots = pivots(graph, rng);
        let search = |(index, &pivot): (usize, &u32)| {
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
            .map(search)
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

    /// The least that any distance weighs.
    fn lightest(&self) -> f32 {
        let all = self
            .weights
            .iter()
            .flatten()
            .filter(|&&weight| weight > 0.0);
        all.copied().fold(1.0, f32::min)
    }

    /// Moves eight bodies by their distances to the pivots, these in turn from `start`.
    fn look_to_pivots(&self, block: usize, start: usize, step: f32, places: &mut [Vec2]) {
        let (count, first) = (self.pivots.len(), block * LANES);
        let own = first..(first + LANES).min(places.len());
        let mut at = [[0.0; LANES]; 2];
        for (lane, place) in places[own.clone()].iter().enumerate() {
            (at[0][lane], at[1][lane]) = (place.x, place.y);
        }
        let (mut x, mut y) = (f32x8::from(at[0]), f32x8::from(at[1]));
        for pivot in (start..count).chain(0..start) {
            let hops = self.hops[block * count + pivot];
            let there = places[self.pivots[pivot] as usize];
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
        for (place, (&x, &y)) in places[own].iter_mut().zip(xs.iter().zip(&ys)) {
            *place = Vec2::new(x, y);
        }
    }

    /// Moves eight bodies and those they are tied to towards the length of a tie.
    fn look_to_neighbours(&self, block: usize, share: f32, places: &mut [Vec2]) {
        for body in block * LANES..(block * LANES + LANES).min(places.len()) {
            for link in self.graph.links(body) {
                let other = link.to as usize;
                if body < other {
                    let along = places[other] - places[body];
                    let length = along.length_sq().max(1e-12).sqrt();
                    let way = along * (0.5 * share * (1.0 - 1.0 / length));
                    places[body] += way;
                    places[other] -= way;
                }
            }
        }
    }
}

/// For each pivot, by hops: how many bodies of its own region are within half as many hops of it, over the square of
/// the hops; nothing for neighbours, who have a tie. A body that is as near to several pivots belongs to any one of them, for regions should be of like size.
fn weights(hops: &[Vec<u16>]) -> Vec<Vec<f32>> {
    let count = hops.first().map_or(0, Vec::len);
    let nearest: Vec<usize> = (0..count)
        .into_par_iter()
        .map(|body| {
            let chance = |pivot: usize| mix((body * PIVOTS + pivot) as u64);
            (0..hops.len())
                .min_by_key(|&pivot| (hops[pivot][body], chance(pivot)))
                .unwrap_or(0)
        })
        .collect();
    let weigh = |(pivot, row): (usize, &Vec<u16>)| {
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
    hops.par_iter().enumerate().map(weigh).collect()
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
