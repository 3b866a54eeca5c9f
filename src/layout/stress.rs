//! Full-stress layout by stochastic gradient descent: Zheng, Pawar and Goodman, "Graph Drawing by Stochastic Gradient
//! Descent", IEEE TVCG 2018. Places and targets are in tie lengths.

use emath::Vec2;

use super::{rng::Rng, targets::Targets};

/// Passes over all pairs: with large steps that find the shape, then with small ones that settle it.
const PASSES: usize = 30;

/// How small the last step is, relative to a full move.
const LAST_STEP: f32 = 0.03;

/// Places from a random start, O(passes · n²). All targets must be finite: one component.
pub(super) fn descend(targets: &Targets, rng: &mut Rng) -> Vec<Vec2> {
    let mut places = scatter(targets.len(), rng);
    let longest = (0..targets.len())
        .flat_map(|a| targets.row(a))
        .fold(1.0_f32, |most, &length| most.max(length));
    let mut order: Vec<u32> = (0..targets.len() as u32).collect();
    let decay = (LAST_STEP / (longest * longest)).powf(1.0 / (PASSES - 1) as f32);
    let mut step = longest * longest;
    for _ in 0..PASSES {
        rng.shuffle(&mut order);
        pass(targets, &order, step, &mut places);
        step *= decay;
    }
    places
}

/// Moves the two of each pair towards their wanted distance, by a share that is `step` over its square and at most 1.
fn pass(targets: &Targets, order: &[u32], step: f32, places: &mut [Vec2]) {
    for (index, &a) in order.iter().enumerate() {
        let row = targets.row(a as usize);
        let mut at = places[a as usize];
        for &b in &order[index + 1..] {
            let wanted = row[b as usize];
            let other = &mut places[b as usize];
            let apart = at - *other;
            let length = apart.length_sq().sqrt().max(1e-6);
            let share = (step / (wanted * wanted)).min(1.0);
            let shift = apart * (0.5 * share * (length - wanted) / length);
            at -= shift;
            *other += shift;
        }
        places[a as usize] = at;
    }
}

fn scatter(count: usize, rng: &mut Rng) -> Vec<Vec2> {
    let side = (count as f32).sqrt().max(1.0);
    (0..count)
        .map(|_| Vec2::new(rng.unit() - 0.5, rng.unit() - 0.5) * side)
        .collect()
}

/// Mean over all pairs of the squared relative error of their distance, 0 being perfect. O(n²).
pub(super) fn stress(targets: &Targets, places: &[Vec2]) -> f32 {
    let mut sum = 0.0_f64;
    for (a, &at) in places.iter().enumerate() {
        let row = &targets.row(a)[..a];
        sum += f64::from(
            row.iter()
                .zip(places)
                .map(|(wanted, &other)| (at.distance_to(other) / wanted - 1.0).powi(2))
                .sum::<f32>(),
        );
    }
    let pairs = places.len() * places.len().saturating_sub(1) / 2;
    (sum / pairs.max(1) as f64) as f32
}

trait Distance {
    fn distance_to(self, other: Self) -> f32;
}

impl Distance for Vec2 {
    fn distance_to(self, other: Self) -> f32 {
        (self - other).length_sq().sqrt()
    }
}
