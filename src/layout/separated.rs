//! Bodies at given positions, moved apart until they do not overlap. Knows no ties.

use emath::{Pos2, Vec2};

use super::disc_overlaps::GOLDEN_ANGLE;
use super::footprint::BodyFootprint;
use super::overlap_removal::remove_overlaps;
use super::request::Body;

/// The starts of these bodies, moved apart as little as needed; pinned ones stay. A body without a
/// start begins at the origin. Bodies at the same position are moved apart too. O(n log n +
/// overlaps) a round, for some hundreds of bodies.
pub fn separated(bodies: &[Body]) -> Vec<Pos2> {
    let bodies: Vec<Body> = bodies.iter().map(|body| body.cleaned()).collect();
    let footprints: Vec<BodyFootprint> = bodies.iter().map(BodyFootprint::of).collect();
    let start = |(number, body): (usize, &Body)| {
        let start = body.start.unwrap_or_default().to_vec2();
        // Equal positions get a direction of their own.
        let angle = number as f32 * GOLDEN_ANGLE;
        let aside = if body.pinned { 0.0 } else { 1e-2 };
        start + aside * Vec2::angled(angle)
    };
    let mut positions: Vec<Vec2> = bodies.iter().enumerate().map(start).collect();
    let ease = |body: &Body| if body.pinned { 0.0 } else { 1.0 };
    let mobility: Vec<f32> = bodies.iter().map(ease).collect();
    remove_overlaps(&footprints, &mut positions, &mobility);
    positions.into_iter().map(Vec2::to_pos2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_at_one_place_are_moved_apart_and_pinned_ones_stay() {
        let body = |pinned| Body {
            radius: 20.0,
            start: Some(Pos2::new(100.0, 50.0)),
            pinned,
            ..Body::default()
        };
        let positions = separated(&[body(false), body(true), body(false)]);
        assert!((positions[1] - Pos2::new(100.0, 50.0)).length() < 1e-3);
        for (a, b) in [(0, 1), (1, 2), (0, 2)] {
            let distance = (positions[a] - positions[b]).length();
            assert!(distance >= 40.0 - 1e-3, "{a} {b}: {distance}");
        }
        assert_eq!(
            positions,
            separated(&[body(false), body(true), body(false)])
        );
    }
}
