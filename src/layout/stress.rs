//! Full-stress layout by stochastic gradient descent: Zheng, Pawar and Goodman, "Graph Drawing by
//! Stochastic Gradient Descent", IEEE TVCG 2018. Positions and targets are in tie lengths.

use emath::Vec2;
use wide::f32x8;

use super::targets::Targets;
use crate::random::Rng;

/// Passes over all pairs: large steps first to find the shape, then small ones to settle it.
const PASSES: usize = 30;

/// Pairs that the inner loop works on side by side.
const LANES: usize = 8;

/// How small the last step is, relative to a full move.
const LAST_STEP: f32 = 0.05;

/// Positions from a random start, O(passes · n²). All targets must be finite: one component.
pub(super) fn descend(targets: &Targets, rng: &mut Rng) -> Vec<Vec2> {
    let mut positions = scatter(targets.len(), rng);
    let longest = (0..targets.len())
        .flat_map(|a| targets.row(a))
        .fold(1.0_f32, |longest, &length| longest.max(length));
    let decay = (LAST_STEP / (longest * longest)).powf(1.0 / (PASSES - 1) as f32);
    let mut step = longest * longest;
    for _ in 0..PASSES {
        pass(targets, rng, step, &mut positions);
        step *= decay;
    }
    positions
}

/// One pass over all pairs: moves the two bodies of each pair towards their target distance, by
/// `step` divided by the square of the distance, at most the whole way.
///
/// Bodies are divided into blocks of eight at random, and pairs of blocks are visited in random
/// order. Eight pairs that share no body are worked on side by side.
fn pass(targets: &Targets, rng: &mut Rng, step: f32, positions: &mut [Vec2]) {
    let mut order: Vec<u32> = (0..positions.len() as u32).collect();
    rng.shuffle(&mut order);
    let mut shuffled = ShuffledBodies {
        targets,
        step,
        xs: order
            .iter()
            .map(|&body| positions[body as usize].x)
            .collect(),
        ys: order
            .iter()
            .map(|&body| positions[body as usize].y)
            .collect(),
        order,
    };
    let blocks = positions.len().div_ceil(LANES) as u32;
    let mut block_pairs: Vec<(u32, u32)> = (0..blocks)
        .flat_map(|a| (a..blocks).map(move |b| (a, b)))
        .collect();
    rng.shuffle(&mut block_pairs);
    for (a, b) in block_pairs {
        shuffled.visit(a as usize * LANES, b as usize * LANES);
    }
    for (&body, (&x, &y)) in shuffled
        .order
        .iter()
        .zip(shuffled.xs.iter().zip(&shuffled.ys))
    {
        positions[body as usize] = Vec2::new(x, y);
    }
}

/// Bodies in random order.
struct ShuffledBodies<'a> {
    targets: &'a Targets,
    step: f32,
    order: Vec<u32>,
    xs: Vec<f32>,
    ys: Vec<f32>,
}

impl ShuffledBodies<'_> {
    /// Moves all pairs between the block that starts at `a` and the one that starts at `b`, or
    /// within it if they are the same.
    fn visit(&mut self, a: usize, b: usize) {
        let count = self.order.len();
        if a != b && b + LANES <= count {
            return self.visit_full(a, b);
        }
        for one in a..(a + LANES).min(count) {
            let others = if a == b { one + 1 } else { b };
            for other in others..(b + LANES).min(count) {
                self.pair(one, other);
            }
        }
    }

    /// The same for two blocks of eight bodies each.
    fn visit_full(&mut self, a: usize, b: usize) {
        let rows: [&[f32]; LANES] =
            std::array::from_fn(|lane| self.targets.row(self.order[a + lane] as usize));
        let mut others: [u32; LANES] = std::array::from_fn(|lane| self.order[b + lane]);
        let take = |from: &[f32], start: usize| -> [f32; LANES] {
            std::array::from_fn(|lane| from[start + lane])
        };
        let mut ax = f32x8::from(take(&self.xs, a));
        let mut ay = f32x8::from(take(&self.ys, a));
        let (mut bx, mut by) = (take(&self.xs, b), take(&self.ys, b));
        for _ in 0..LANES {
            let wanted: [f32; LANES] =
                std::array::from_fn(|lane| rows[lane][others[lane] as usize]);
            let (there_x, there_y) = (f32x8::from(bx), f32x8::from(by));
            let (along_x, along_y) = (ax - there_x, ay - there_y);
            let shift = shifts(along_x, along_y, f32x8::from(wanted), self.step);
            ax -= along_x * shift;
            ay -= along_y * shift;
            bx = (there_x + along_x * shift).to_array();
            by = (there_y + along_y * shift).to_array();
            others.rotate_left(1);
            bx.rotate_left(1);
            by.rotate_left(1);
        }
        self.xs[a..a + LANES].copy_from_slice(&ax.to_array());
        self.ys[a..a + LANES].copy_from_slice(&ay.to_array());
        self.xs[b..b + LANES].copy_from_slice(&bx);
        self.ys[b..b + LANES].copy_from_slice(&by);
    }

    fn pair(&mut self, a: usize, b: usize) {
        let wanted = self.targets.row(self.order[a] as usize)[self.order[b] as usize];
        let (along_x, along_y) = (self.xs[a] - self.xs[b], self.ys[a] - self.ys[b]);
        let shift = shift(along_x, along_y, wanted, self.step);
        self.xs[a] -= along_x * shift;
        self.ys[a] -= along_y * shift;
        self.xs[b] += along_x * shift;
        self.ys[b] += along_y * shift;
    }
}

/// The share of the way between two bodies by which each moves towards the other; negative: away
/// from it.
#[inline]
fn shift(along_x: f32, along_y: f32, wanted: f32, step: f32) -> f32 {
    let length = (along_x * along_x + along_y * along_y).max(1e-12).sqrt();
    let share = (step / (wanted * wanted)).min(1.0);
    0.5 * share * (1.0 - wanted / length)
}

/// The same for eight pairs.
#[inline]
fn shifts(along_x: f32x8, along_y: f32x8, wanted: f32x8, step: f32) -> f32x8 {
    let square = along_x * along_x + along_y * along_y;
    let length = square.fast_max(f32x8::splat(1e-12)).sqrt();
    let share = (f32x8::splat(step) / (wanted * wanted)).fast_min(f32x8::ONE);
    f32x8::HALF * share * (f32x8::ONE - wanted / length)
}

fn scatter(count: usize, rng: &mut Rng) -> Vec<Vec2> {
    let side = (count as f32).sqrt().max(1.0);
    (0..count)
        .map(|_| Vec2::new(rng.unit_f32() - 0.5, rng.unit_f32() - 0.5) * side)
        .collect()
}

/// The mean over all pairs of the squared relative error of their distance; 0 is perfect. O(n²).
pub(super) fn stress(targets: &Targets, positions: &[Vec2]) -> f32 {
    let mut sum = 0.0_f64;
    for (a, &at) in positions.iter().enumerate() {
        let row = &targets.row(a)[..a];
        sum += f64::from(
            row.iter()
                .zip(positions)
                .map(|(wanted, &other)| (at.distance_to(other) / wanted - 1.0).powi(2))
                .sum::<f32>(),
        );
    }
    let pairs = positions.len() * positions.len().saturating_sub(1) / 2;
    (sum / pairs.max(1) as f64) as f32
}

/// The same at the best scale, so that drawings of any size can be compared: at most 1. O(n²).
pub(super) fn scaled_stress(targets: &Targets, positions: &[Vec2]) -> f32 {
    let mut fit = DistanceFit::default();
    for (a, &at) in positions.iter().enumerate() {
        for (&wanted, &other) in targets.row(a)[..a].iter().zip(positions) {
            fit.add(at.distance_to(other), wanted);
        }
    }
    fit.stress()
}

/// Stress of the distances to pivots, at the best scale: 0 is perfect. Each pivot has the steps
/// from it to all bodies. O(pivots · n).
pub(super) fn pivot_stress<'h>(
    pivots: impl Iterator<Item = (usize, &'h Vec<u32>)>,
    positions: &[Vec2],
) -> f32 {
    let mut fit = DistanceFit::default();
    for (pivot, steps) in pivots {
        for (&steps, &at) in steps.iter().zip(positions).filter(|(steps, _)| **steps > 0) {
            fit.add((at - positions[pivot]).length(), steps as f32);
        }
    }
    fit.stress()
}

/// How well distances in the drawing fit the target distances, at the best scale.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DistanceFit {
    along: f64,
    square: f64,
    count: f64,
}

impl DistanceFit {
    /// Adds one distance and its target.
    pub(super) fn add(&mut self, length: f32, wanted: f32) {
        let ratio = f64::from(length / wanted);
        self.along += ratio;
        self.square += ratio * ratio;
        self.count += 1.0;
    }

    /// From 0, which is perfect, to 1.
    pub(super) fn stress(self) -> f32 {
        (1.0 - self.along * self.along / (self.square * self.count).max(1e-12)) as f32
    }
}

trait Distance {
    fn distance_to(self, other: Self) -> f32;
}

impl Distance for Vec2 {
    fn distance_to(self, other: Self) -> f32 {
        (self - other).length_sq().sqrt()
    }
}
