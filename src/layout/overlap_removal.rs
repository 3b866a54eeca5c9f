//! Removes overlaps of discs and names with little motion: the two of an overlapping pair move
//! apart along the shorter way out, after Dwyer, Marriott and Stuckey, "Fast Node Overlap Removal",
//! 2005, but by projection instead of scan-line constraints, so that pinned bodies stay. Positions
//! are in scene units.

use emath::Vec2;

use super::footprint::BodyFootprint;

/// Rounds of moving apart before the layout is scaled up a little, and how often it may be scaled
/// up.
const MAX_ROUNDS: usize = 40;
const MAX_SCALINGS: usize = 60;

/// Farther apart than this along x, two boxes cannot overlap, margins included.
const REACH: f32 = 16.0;

/// Moves bodies until no two footprints overlap. `mobility` is how easily each body moves, 0 for
/// not at all; pairs of which neither moves keep their overlap. Sweeps along x: O(n log n +
/// overlaps in x) a round.
pub(super) fn remove_overlaps(
    footprints: &[BodyFootprint],
    positions: &mut [Vec2],
    mobility: &[f32],
) {
    let held = mobility.iter().any(|&ease| ease < 1.0);
    for _ in 0..MAX_SCALINGS {
        for _ in 0..MAX_ROUNDS {
            if !move_all_apart(footprints, positions, mobility) {
                return;
            }
        }
        if !held {
            for at in positions.iter_mut() {
                *at *= 1.06;
            }
        }
    }
}

/// The sum over all overlapping pairs of the shorter way out of the overlap. O(n log n + overlaps
/// in x).
pub(super) fn overlap(footprints: &[BodyFootprint], positions: &[Vec2]) -> f32 {
    let mut sum = 0.0;
    sweep(footprints, &mut positions.to_vec(), |positions, a, b| {
        let (depth, _) = footprints[a].overlap(positions[a], &footprints[b], positions[b]);
        sum += depth.min_elem().max(0.0);
    });
    sum
}

/// One round over all overlapping pairs; returns whether any body moved.
fn move_all_apart(footprints: &[BodyFootprint], positions: &mut [Vec2], mobility: &[f32]) -> bool {
    let mut moved = false;
    sweep(footprints, positions, |positions, a, b| {
        moved |= move_apart(footprints, positions, mobility, a, b);
    });
    moved
}

/// Calls `visit` for all pairs that are near each other along x.
fn sweep(
    footprints: &[BodyFootprint],
    positions: &mut [Vec2],
    mut visit: impl FnMut(&mut [Vec2], usize, usize),
) {
    let left = |body: usize, positions: &[Vec2]| positions[body].x - footprints[body].half_width;
    let mut order: Vec<usize> = (0..positions.len()).collect();
    order.sort_unstable_by(|&one, &other| {
        left(one, positions)
            .total_cmp(&left(other, positions))
            .then(one.cmp(&other))
    });
    for (index, &a) in order.iter().enumerate() {
        for &b in &order[index + 1..] {
            if left(b, positions) > positions[a].x + footprints[a].half_width + REACH {
                break;
            }
            visit(positions, a, b);
        }
    }
}

/// Moves the two of a pair out of their overlap; returns whether they had one and could move.
fn move_apart(
    footprints: &[BodyFootprint],
    positions: &mut [Vec2],
    mobility: &[f32],
    a: usize,
    b: usize,
) -> bool {
    let (depth, apart) = footprints[a].overlap(positions[a], &footprints[b], positions[b]);
    let ease = mobility[a] + mobility[b];
    if depth.x <= 0.0 || depth.y <= 0.0 || ease <= 0.0 {
        return false;
    }
    let side = |along: f32| {
        if along < 0.0 || (along == 0.0 && a > b) {
            -1.0
        } else {
            1.0
        }
    };
    let way = if depth.x < depth.y {
        Vec2::new(side(apart.x) * depth.x, 0.0)
    } else {
        Vec2::new(0.0, side(apart.y) * depth.y)
    };
    let way = way * 1.01 + way.normalized() * 0.01;
    positions[a] -= way * (mobility[a] / ease);
    positions[b] += way * (mobility[b] / ease);
    true
}
