//! The scale of bodies: when zoomed out, bodies are drawn larger than in the layout as long as they
//! do not overlap.

use emath::Pos2;

/// The position and radius of a body, in layout units.
pub(super) type BodyDisc = (Pos2, f32);

/// The most that two neighbouring radii take of the distance between their centers, and the
/// percentage of bodies that may take more: a few bodies that overlap must not make all others
/// small.
const MAX_SHARE: f32 = 0.95;
const OVERLAPPING_PERCENT: usize = 10;

/// The largest scale up to `max_scale` at which bodies do not overlap at a zoom. Usually O(n log
/// n).
pub(super) fn scale(mut discs: Vec<BodyDisc>, zoom: f32, max_scale: f32) -> f32 {
    if max_scale <= zoom || discs.len() < 2 {
        return max_scale;
    }
    discs.sort_by(|(one, _), (other, _)| one.x.total_cmp(&other.x));
    let mut scales: Vec<f32> = (0..discs.len())
        .map(|at| touching_scale(&discs, at))
        .collect();
    let overlapping = scales.len() * OVERLAPPING_PERCENT / 100;
    let (_, scale, _) = scales.select_nth_unstable_by(overlapping, f32::total_cmp);
    max_scale.min((MAX_SHARE * *scale * zoom).max(zoom))
}

/// The scale at which a body touches another one; `discs` are sorted from left to right.
fn touching_scale(discs: &[BodyDisc], at: usize) -> f32 {
    let (place, radius) = discs[at];
    let mut nearest = f32::INFINITY;
    let mut scale = f32::INFINITY;
    let mut look = |&(other, reach): &BodyDisc| {
        if (other.x - place.x).abs() > nearest {
            return false;
        }
        let distance = (other - place).length();
        nearest = nearest.min(distance);
        scale = scale.min(distance / (radius + reach).max(f32::EPSILON));
        true
    };
    let _ = discs[at + 1..].iter().all(&mut look);
    let _ = discs[..at].iter().rev().all(&mut look);
    scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;

    fn row(apart: f32) -> Vec<BodyDisc> {
        (0..50)
            .map(|at| (pos2(at as f32 * apart, 0.0), 10.0))
            .collect()
    }

    #[test]
    fn bodies_with_space_have_the_largest_scale_and_others_just_do_not_touch() {
        assert!((scale(row(100.0), 0.25, 0.5) - 0.5).abs() < 1e-6);
        let tight = scale(row(24.0), 0.25, 0.5);
        assert!((tight - 0.95 * 1.2 * 0.25).abs() < 1e-6, "{tight}");
        assert!(10.0 * 2.0 * tight < 24.0 * 0.25, "they touch");
    }

    #[test]
    fn two_bodies_at_one_position_do_not_make_the_others_small() {
        let mut discs = row(100.0);
        discs[7].0 = discs[8].0;
        assert!((scale(discs, 0.25, 0.5) - 0.5).abs() < 1e-6);
    }
}
