//! The scale of bodies: when zoomed out, bodies are drawn larger than in the layout as long as they
//! do not overlap.

use emath::Pos2;

/// The position and radius of a body, in layout units.
pub(super) type BodyDisc = (Pos2, f32);

/// The most that two neighbouring radii take of the distance between their centers.
const MAX_SHARE: f32 = 0.9;

/// The largest scale up to `max_scale` at which bodies do not overlap at a zoom. Bodies that
/// overlap even at `layout_scale` in the layout itself, because someone put them there, do not make
/// the others small. Usually O(n log n).
pub(super) fn scale(mut discs: Vec<BodyDisc>, zoom: f32, max_scale: f32, layout_scale: f32) -> f32 {
    let least = layout_scale * zoom;
    if max_scale <= least || discs.len() < 2 {
        return max_scale;
    }
    discs.sort_by(|(one, _), (other, _)| one.x.total_cmp(&other.x));
    let largest = discs
        .iter()
        .fold(0.0_f32, |most, (_, radius)| most.max(*radius));
    let touching = |at| touching_scale(&discs, (largest, layout_scale), at);
    let scale = (0..discs.len()).map(touching).fold(f32::INFINITY, f32::min);
    max_scale.min((MAX_SHARE * scale * zoom).max(least))
}

/// The scale at which a body touches another one that it does not overlap at `least` in the layout;
/// `discs` are sorted from left to right, and none has a radius above `largest`.
fn touching_scale(discs: &[BodyDisc], (largest, least): (f32, f32), at: usize) -> f32 {
    let (position, radius) = discs[at];
    let mut scale = f32::INFINITY;
    let mut look = |&(other, reach): &BodyDisc| {
        if (other.x - position.x).abs() > scale * (radius + largest) {
            return false;
        }
        let touching = (other - position).length() / (radius + reach).max(f32::EPSILON);
        if touching >= least {
            scale = scale.min(touching);
        }
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
        assert!((scale(row(100.0), 0.25, 0.5, 1.0) - 0.5).abs() < 1e-6);
        let tight = scale(row(24.0), 0.25, 0.5, 1.0);
        assert!((tight - 0.9 * 1.2 * 0.25).abs() < 1e-6, "{tight}");
        assert!(10.0 * 2.0 * tight < 24.0 * 0.25, "they touch");
    }

    #[test]
    fn two_bodies_at_one_position_do_not_make_the_others_small() {
        let mut discs = row(100.0);
        discs[7].0 = discs[8].0;
        assert!((scale(discs, 0.25, 0.5, 1.0) - 0.5).abs() < 1e-6);
    }
}
