//! Removes overlaps of discs and names with little motion: pairs that overlap step apart along the shorter way out,
//! after Dwyer, Marriott and Stuckey, "Fast Node Overlap Removal", 2005, but by projection and not by scan-line
//! constraints: it also holds what is pinned. Places are scene units.

use emath::Vec2;

use super::footprint::Footprint;

/// Rounds of stepping apart before the whole is scaled up a little, and how often that may happen.
const ROUNDS: usize = 40;
const SCALINGS: usize = 60;

/// Farther apart than this along x, two boxes cannot overlap, margins included.
const REACH: f32 = 16.0;

/// Moves bodies until no two footprints overlap. `mobility` is how easily each moves, 0 being not at all; pairs of which
/// neither moves stay as they are. Sweeps along x: O(n log n + overlaps in x) a round.
pub(super) fn spread(footprints: &[Footprint], places: &mut [Vec2], mobility: &[f32]) {
    let held = mobility.iter().any(|&ease| ease < 1.0);
    for _ in 0..SCALINGS {
        for _ in 0..ROUNDS {
            if !step_apart(footprints, places, mobility) {
                return;
            }
        }
        if !held {
            for at in places.iter_mut() {
                *at *= 1.06;
            }
        }
    }
}

/// One round over all overlapping pairs; whether there were any that could move.
fn step_apart(footprints: &[Footprint], places: &mut [Vec2], mobility: &[f32]) -> bool {
    let mut order: Vec<u32> = (0..places.len() as u32).collect();
    let left =
        |body: u32, places: &[Vec2]| places[body as usize].x - footprints[body as usize].half_width;
    order.sort_by(|&one, &other| left(one, places).total_cmp(&left(other, places)));
    let mut moved = false;
    for (index, &a) in order.iter().enumerate() {
        let a = a as usize;
        for &b in &order[index + 1..] {
            let b = b as usize;
            if places[b].x - footprints[b].half_width
                > places[a].x + footprints[a].half_width + REACH
            {
                break;
            }
            moved |= part(footprints, places, mobility, a, b);
        }
    }
    moved
}

fn part(
    footprints: &[Footprint],
    places: &mut [Vec2],
    mobility: &[f32],
    a: usize,
    b: usize,
) -> bool {
    let (depth, apart) = footprints[a].overlap(places[a], &footprints[b], places[b]);
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
    places[a] -= way * (mobility[a] / ease);
    places[b] += way * (mobility[b] / ease);
    true
}
