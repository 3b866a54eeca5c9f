//! Rotates a layout so that it is wide and fits the window together with its names. Positions are
//! in scene units.

use emath::{Rot2, Vec2};

use super::footprint::{BodyFootprint, bounds};

/// Angles tried over half a turn; for more than `MAX_SEARCHED` bodies only the principal axis.
const ANGLES: usize = 36;
const MAX_SEARCHED: usize = 400;

/// Centres the positions and rotates them to the angle at which they, with their names, fit a
/// window of this aspect best. O(n · angles), plus O(n² · angles) for overlaps where there are few
/// bodies.
pub(super) fn rotate(footprints: &[BodyFootprint], positions: &mut [Vec2], aspect: f32) {
    centre(positions);
    let main = principal_angle(positions);
    let angles = if positions.len() > MAX_SEARCHED {
        1
    } else {
        ANGLES
    };
    let best = (0..angles)
        .map(|step| -main + std::f32::consts::PI * step as f32 / angles as f32)
        .map(|angle| (cost(footprints, &rotated(positions, angle), aspect), angle))
        .min_by(|(one, _), (other, _)| one.total_cmp(other))
        .map_or(0.0, |(_, angle)| angle);
    positions.copy_from_slice(&rotated(positions, best));
}

/// Moves the mean of the positions to the origin.
pub(super) fn centre(positions: &mut [Vec2]) {
    let sum = positions.iter().fold(Vec2::ZERO, |sum, &at| sum + at);
    let mean = sum / positions.len().max(1) as f32;
    for at in positions {
        *at -= mean;
    }
}

/// The direction in which centred positions vary most (principal component analysis in the plane).
pub(super) fn principal_angle(positions: &[Vec2]) -> f32 {
    let (xx, xy, yy) = positions.iter().fold((0.0, 0.0, 0.0), |(xx, xy, yy), at| {
        (xx + at.x * at.x, xy + at.x * at.y, yy + at.y * at.y)
    });
    0.5 * (2.0 * xy).atan2(xx - yy)
}

fn rotated(positions: &[Vec2], angle: f32) -> Vec<Vec2> {
    let rotation = Rot2::from_angle(angle);
    positions.iter().map(|&at| rotation * at).collect()
}

/// The height of the window that the layout needs, more where names would overlap.
fn cost(footprints: &[BodyFootprint], positions: &[Vec2], aspect: f32) -> f32 {
    let (low, high) = bounds(footprints, positions);
    let height = ((high.x - low.x) / aspect).max(high.y - low.y);
    height * (1.0 + 0.03 * crowding(footprints, positions))
}

/// Overlaps per body, weighted by depth.
fn crowding(footprints: &[BodyFootprint], positions: &[Vec2]) -> f32 {
    if positions.len() > MAX_SEARCHED {
        return 0.0;
    }
    let mut sum = 0.0;
    for a in 0..positions.len() {
        for b in 0..a {
            let (depth, _) = footprints[a].overlap(positions[a], &footprints[b], positions[b]);
            if depth.x > 0.0 && depth.y > 0.0 {
                sum += (depth.min_elem() / 20.0).min(1.0);
            }
        }
    }
    sum / positions.len().max(1) as f32
}
