//! Puts the connected parts of a network side by side: the tallest first, on shelves, then the
//! isolates in rows. Places are in scene units.

use emath::Vec2;

use super::footprint::{BodyFootprint, bounds};
use super::graph::Graph;
use super::isolates::Isolates;

/// Clear room between two parts.
const GAP: f32 = 44.0;

/// One connected part: its members, and where they stand relative to each other.
#[derive(Clone, Debug)]
pub(super) struct PlacedPart {
    pub(super) members: Vec<u32>,
    pub(super) places: Vec<Vec2>,
}

/// Places for all bodies, centred on the origin. O(n log n), and O(n + ties) for every spot tried
/// for the isolates if the network is small.
pub(super) fn pack(
    footprints: &[BodyFootprint],
    graph: &Graph,
    parts: &[PlacedPart],
    aspect: f32,
) -> Vec<Vec2> {
    let mut places = vec![Vec2::ZERO; footprints.len()];
    let (isolated, tied): (Vec<&PlacedPart>, Vec<&PlacedPart>) =
        parts.iter().partition(|part| part.members.len() == 1);
    shelves(footprints, &tied, aspect, &mut places);
    let isolated: Vec<u32> = isolated.iter().map(|part| part.members[0]).collect();
    let tied: Vec<u32> = tied
        .iter()
        .flat_map(|part| part.members.iter().copied())
        .collect();
    Isolates {
        footprints,
        graph,
        tied,
        isolated,
        aspect,
    }
    .place(&mut places);
    let (low, high) = bounds(footprints, &places);
    for at in &mut places {
        *at -= (low + high) / 2.0;
    }
    places
}

/// Puts the parts on shelves from the top left, the tallest first.
fn shelves(footprints: &[BodyFootprint], parts: &[&PlacedPart], aspect: f32, places: &mut [Vec2]) {
    let mut boxes: Vec<(&PlacedPart, Vec2, Vec2)> = parts
        .iter()
        .map(|part| {
            let prints: Vec<BodyFootprint> = part
                .members
                .iter()
                .map(|&member| footprints[member as usize])
                .collect();
            let (low, high) = bounds(&prints, &part.places);
            (*part, low, high - low + Vec2::splat(GAP))
        })
        .collect();
    boxes.sort_by(|one, other| other.2.y.total_cmp(&one.2.y));
    let area: f32 = boxes.iter().map(|(_, _, size)| size.x * size.y).sum();
    let widest = boxes
        .iter()
        .fold(0.0_f32, |most, (_, _, size)| most.max(size.x));
    let limit = widest.max((area * aspect * 1.1).sqrt());
    let (mut corner, mut shelf, mut width) = (Vec2::ZERO, 0.0_f32, 0.0_f32);
    for (part, low, size) in boxes {
        if corner.x > 0.0 && corner.x + size.x > limit {
            corner = Vec2::new(0.0, corner.y + shelf);
            shelf = 0.0;
        }
        let shift = corner
            + Vec2::new(
                0.0,
                if shelf > 0.0 {
                    (shelf - size.y) / 2.0
                } else {
                    0.0
                },
            )
            - low;
        for (&member, &place) in part.members.iter().zip(&part.places) {
            places[member as usize] = place + shift;
        }
        corner.x += size.x;
        shelf = shelf.max(size.y);
        width = width.max(corner.x - GAP);
    }
}
