//! A network in which all bodies are equally far from each other, such as a clique of equal ties: a
//! ring of few bodies, a disc of many. Distances cannot say more about it.

use emath::Vec2;

use super::disc_overlaps::GOLDEN_ANGLE;
use super::targets::Targets;

/// The smallest and the largest ring; in a larger clique some bodies are inside.
const MIN_RING: usize = 4;
const MAX_RING: usize = 12;

/// Two distances are equal if the larger one is at most this many times the smaller one.
const MAX_RATIO: f32 = 1.02;

/// Positions about `unit` apart, if all targets are equal. O(n²).
pub(super) fn disc_of_equals(targets: &Targets, unit: f32) -> Option<Vec<Vec2>> {
    let count = targets.len();
    if count < MIN_RING || !are_equal(targets) {
        return None;
    }
    let positions = (0..count).map(|body| {
        let spot = if count <= MAX_RING {
            let angle = std::f32::consts::TAU * (body as f32 / count as f32 - 0.25);
            let radius = 0.5 / (std::f32::consts::PI / count as f32).sin();
            Vec2::angled(angle) * radius
        } else {
            sunflower(body)
        };
        spot * unit
    });
    Some(positions.collect())
}

/// The spots of an even disc, from the middle outwards, about 1 apart: Vogel, "A better way to
/// construct the sunflower head", 1979.
pub(super) fn sunflower(number: usize) -> Vec2 {
    Vec2::angled(GOLDEN_ANGLE * (number % 10_000) as f32) * (0.6 * (number as f32 + 0.5).sqrt())
}

fn are_equal(targets: &Targets) -> bool {
    let all = (0..targets.len()).flat_map(|body| &targets.row(body)[..body]);
    let (low, high) = all.fold((f32::INFINITY, 0.0_f32), |(low, high), &length| {
        (low.min(length), high.max(length))
    });
    high <= low * MAX_RATIO
}
