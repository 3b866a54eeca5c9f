//! Lanes: the lines of a pair of actors side by side. Knows no curve.

use crate::graph::{NodeIndex, Tie, TieIndex, Ties};

/// The gap between the lines of a pair, in points.
const LANE_GAP: f32 = 3.0;

/// A line of a pair: a tie, or one of the two signs of a tie.
pub(super) struct LaneOfTie {
    /// The distance from the middle of the pair, in points.
    pub(super) offset: f32,
    pub(super) width: f32,
}

/// The lines of a pair side by side.
pub(super) struct PairLanes<'a> {
    pub(super) ends: [NodeIndex; 2],
    /// Each tie, its lane, and the lane of its opposite sign.
    pub(super) ties: Vec<(TieIndex, &'a Tie, LaneOfTie, Option<LaneOfTie>)>,
    /// The width of all lines together, in points.
    pub(super) width: f32,
}

/// The visible ties by pair, in the order of their indices. `width` is the width of a tie, and
/// `room` the width that the lines of a pair may take.
pub(super) fn pair_lanes<'a>(
    ties: &'a Ties,
    visible: &[TieIndex],
    width: impl Fn(&Tie) -> f32,
    room: impl Fn([NodeIndex; 2]) -> f32,
) -> Vec<PairLanes<'a>> {
    let mut seen: Vec<(TieIndex, &Tie)> = visible
        .iter()
        .filter_map(|index| Some((*index, ties.get(*index)?)))
        .collect();
    // The indices of ties are in the order of pairs and lanes.
    seen.sort_unstable_by_key(|(index, _)| *index);
    let pairs = seen.chunk_by(|a, b| a.1.ends == b.1.ends);
    let lanes = pairs.map(|pair| {
        let ends = pair[0].1.ends;
        let lines: f32 = pair.iter().map(|(_, tie)| width(tie)).sum();
        let gaps = LANE_GAP * (pair.len() - 1) as f32;
        let total = lines + gaps;
        let shrink = (room(ends) / total.max(f32::MIN_POSITIVE)).min(1.0);
        let mut at = -0.5 * total * shrink;
        let place = |(index, tie): &(TieIndex, &'a Tie)| {
            let taken = width(tie) * shrink;
            let start = at;
            at += taken + LANE_GAP * shrink;
            let lane = |share: f32, width: f32| LaneOfTie {
                offset: start + taken * share,
                width,
            };
            if tie.opposite.is_none() {
                return (*index, *tie, lane(0.5, taken), None);
            }
            let half = taken / 2.0;
            (*index, *tie, lane(0.25, half), Some(lane(0.75, half)))
        };
        PairLanes {
            ends,
            ties: pair.iter().map(place).collect(),
            width: total * shrink,
        }
    });
    lanes.collect()
}
