//! Brings positions that are far from all others nearer: a wrong coordinate, or an actor that flew
//! off in another program, would shrink all others to dots. Knows no bodies.

/// A gap is empty if it is this many times as wide as all else along an axis, and is then shortened
/// to this many times.
const MAX_GAP: f64 = 4.0;
const SHORTENED_GAP: f64 = 0.6;

/// The most gaps along an axis that are shortened: one for so many positions.
const POSITIONS_PER_GAP: usize = 4;

/// Shortens the gaps in which there is nothing, along each axis; `usual` is the distance between
/// neighbours. Returns how many positions were beyond such a gap. O(n log n).
pub(super) fn bring_nearer(positions: &mut [(f64, f64)], usual: f64) -> usize {
    // What many positions at their usual distance take, where all are on one line.
    let least = usual * (positions.len() as f64).sqrt();
    let mut is_far = vec![false; positions.len()];
    let mut axes: [Vec<f64>; 2] = [
        positions.iter().map(|at| at.0).collect(),
        positions.iter().map(|at| at.1).collect(),
    ];
    let parts = axes.each_ref().map(|axis| Gaps::of(axis, least));
    let widest = parts.iter().fold(least, |most, gaps| most.max(gaps.rest));
    for (axis, gaps) in axes.iter_mut().zip(parts) {
        gaps.shorten(axis, widest, &mut is_far);
    }
    let [x, y] = axes;
    for (at, (x, y)) in positions.iter_mut().zip(x.into_iter().zip(y)) {
        *at = (x, y);
    }
    is_far.into_iter().filter(|is_far| *is_far).count()
}

/// The widest gaps along an axis.
struct Gaps {
    /// Positions along the axis, by their number.
    order: Vec<usize>,
    /// Which of them a wide gap comes before, by their place in the order.
    wide: Vec<usize>,
    /// What the axis takes without these gaps.
    rest: f64,
}

impl Gaps {
    fn of(axis: &[f64], least: f64) -> Self {
        let mut order: Vec<usize> = (0..axis.len()).collect();
        order.sort_by(|one, other| axis[*one].total_cmp(&axis[*other]).then(one.cmp(other)));
        let gap = |place: &usize| axis[order[*place]] - axis[order[*place - 1]];
        let mut places: Vec<usize> = (1..axis.len()).collect();
        places.sort_by(|one, other| gap(other).total_cmp(&gap(one)).then(one.cmp(other)));
        places.truncate(axis.len() / POSITIONS_PER_GAP);
        let mut rest = match (order.first(), order.last()) {
            (Some(first), Some(last)) => axis[*last] - axis[*first],
            _ => 0.0,
        };
        let whole = rest;
        if !whole.is_finite() {
            places.clear();
        }
        let mut count = 0;
        let mut left = whole;
        for (number, place) in places.iter().enumerate() {
            left -= gap(place);
            if gap(place) > MAX_GAP * left.max(least) {
                (count, rest) = (number + 1, left);
            }
        }
        places.truncate(count);
        Self {
            order,
            wide: places,
            rest: rest.max(0.0),
        }
    }

    /// Shortens the gaps that are wider than the rest of the picture by far, and marks what was
    /// beyond them on the side of the fewer positions.
    fn shorten(self, axis: &mut [f64], rest: f64, is_far: &mut [bool]) {
        let before = axis.to_vec();
        for place in self.wide {
            let (from, to) = (before[self.order[place - 1]], before[self.order[place]]);
            if to - from <= MAX_GAP * rest {
                continue;
            }
            let shorter = to - from - SHORTENED_GAP * rest;
            let (near, far) = self.order.split_at(place);
            let fewer = if near.len() < far.len() { near } else { far };
            for number in fewer {
                is_far[*number] = true;
            }
            // The many stay where they are.
            let (moved, by) = if near.len() < far.len() {
                (near, shorter)
            } else {
                (far, -shorter)
            };
            for number in moved {
                axis[*number] += by;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd() -> Vec<(f64, f64)> {
        (0..20)
            .map(|at| (f64::from(at % 5) * 200.0, f64::from(at / 5) * 200.0))
            .collect()
    }

    fn extent(positions: &[(f64, f64)]) -> f64 {
        let of = |axis: fn(&(f64, f64)) -> f64| {
            let all = positions.iter().map(axis);
            all.clone().fold(f64::MIN, f64::max) - all.fold(f64::MAX, f64::min)
        };
        of(|at| at.0).max(of(|at| at.1))
    }

    #[test]
    fn what_is_far_from_all_others_comes_nearer_and_the_others_stay() {
        let usual = crowd();
        for far in [
            vec![(60_000.0, 300.0)],
            vec![(-9e9, 9e9)],
            vec![(60_000.0, 0.0), (-70_000.0, 500.0)],
            vec![(60_000.0, 0.0), (60_200.0, 0.0), (300.0, -1e7)],
        ] {
            let mut positions = usual.clone();
            positions.extend(&far);
            assert_eq!(bring_nearer(&mut positions, 200.0), far.len(), "{far:?}");
            assert_eq!(positions[..20], usual, "{far:?}");
            assert!(extent(&positions) < 3000.0, "{positions:?}");
            // Nothing changes sides, and nothing lands on the crowd.
            for (at, was) in positions[20..].iter().zip(&far) {
                let is_beyond = |at: f64, was: f64| match was {
                    _ if was > 2000.0 => at > 1000.0,
                    _ if was < -2000.0 => at < -200.0,
                    _ => (at - was).abs() < 1e-9,
                };
                assert!(is_beyond(at.0, was.0) && is_beyond(at.1, was.1), "{at:?}");
            }
        }
    }

    #[test]
    fn what_has_neighbours_or_an_arrangement_stays() {
        let star = vec![
            (0.0, 0.0),
            (0.0, 90.0),
            (0.0, -90.0),
            (90.0, 0.0),
            (-90.0, 0.0),
        ];
        let two_parts = (0..12).map(|at| (f64::from(at / 6) * 900.0, f64::from(at % 6) * 100.0));
        let line = (0..9).map(|at| (f64::from(at) * 100.0, 0.0));
        // Growing distances, as of a spiral.
        let growing = (0..8).map(|at| (2_f64.powi(at) * 50.0, 0.0));
        for (given, usual) in [
            (crowd(), 200.0),
            (star, 90.0),
            (two_parts.collect(), 100.0),
            (line.collect(), 100.0),
            (growing.collect(), 400.0),
            (vec![(0.0, 0.0), (1e9, 1e9)], 1.4e9),
            (Vec::new(), 1.0),
        ] {
            let mut positions = given.clone();
            assert_eq!(bring_nearer(&mut positions, usual), 0);
            assert_eq!(positions, given);
        }
    }
}
