//! Rotates a layout so that it is wide and fits the window together with its names. Places are in
//! scene units.

use emath::{Rot2, Vec2};

use super::footprint::{BodyFootprint, bounds};

/// Angles tried over half a turn; for more than `MAX_SEARCHED` bodies only the principal axis.
const ANGLES: usize = 36;
const MAX_SEARCHED: usize = 400;

/// Centres the places and rotates them to the angle at which they, with their names, fit a window
/// of this aspect best. O(n · angles), plus O(n² · angles) for overlaps where there are few bodies.
pub(super) fn rotate(footprints: &[BodyFootprint], places: &mut [Vec2], aspect: f32) {
    centre(places);
    let main = principal_angle(places);
    let angles = if places.len() > MAX_SEARCHED {
        1
    } else {
        ANGLES
    };
    let best = (0..angles)
        .map(|step| -main + std::f32::consts::PI * step as f32 / angles as f32)
        .map(|angle| (cost(footprints, &rotated(places, angle), aspect), angle))
        .min_by(|(one, _), (other, _)| one.total_cmp(other))
        .map_or(0.0, |(_, angle)| angle);
    places.copy_from_slice(&rotated(places, best));
}

/// Moves the mean of the places to the origin.
pub(super) fn centre(places: &mut [Vec2]) {
    let sum = places.iter().fold(Vec2::ZERO, |sum, &at| sum + at);
    let mean = sum / places.len().max(1) as f32;
    for at in places {
        *at -= mean;
    }
}

/// The direction in which centred places vary most (principal component analysis in the plane).
pub(super) fn principal_angle(places: &[Vec2]) -> f32 {
    let (xx, xy, yy) = places.iter().fold((0.0, 0.0, 0.0), |(xx, xy, yy), at| {
        (xx + at.x * at.x, xy + at.x * at.y, yy + at.y * at.y)
    });
    0.5 * (2.0 * xy).atan2(xx - yy)
}

fn rotated(places: &[Vec2], angle: f32) -> Vec<Vec2> {
    let rotation = Rot2::from_angle(angle);
    places.iter().map(|&at| rotation * at).collect()
}

/// The height of the window that the layout needs, more where names would overlap.
fn cost(footprints: &[BodyFootprint], places: &[Vec2], aspect: f32) -> f32 {
    let (low, high) = bounds(footprints, places);
    let height = ((high.x - low.x) / aspect).max(high.y - low.y);
    height * (1.0 + 0.03 * crowding(footprints, places))
}

/// Overlaps per body, weighted by depth.
fn crowding(footprints: &[BodyFootprint], places: &[Vec2]) -> f32 {
    if places.len() > MAX_SEARCHED {
        return 0.0;
    }
    let mut sum = 0.0;
    for a in 0..places.len() {
        for b in 0..a {
            let (depth, _) = footprints[a].overlap(places[a], &footprints[b], places[b]);
            if depth.x > 0.0 && depth.y > 0.0 {
                sum += (depth.min_elem() / 20.0).min(1.0);
            }
        }
    }
    sum / places.len().max(1) as f32
}
