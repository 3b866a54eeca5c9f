//! How large bodies are drawn: larger than the layout has them where a picture is seen small, while they have room.

use emath::Pos2;

/// A body as the layout has it: its place and its radius in layout units.
pub(super) type Disc = (Pos2, f32);

/// The share of the way to its nearest that a body takes at most, and how many of a hundred bodies may take more: a few
/// that stand on one another must not make all the others small.
const SHARE: f32 = 0.95;
const TIGHT: usize = 10;

/// The scale at which bodies have room at a zoom, were they drawn at `wide` else. O(n log n) unless they stand in a row.
pub(super) fn scale(mut discs: Vec<Disc>, zoom: f32, wide: f32) -> f32 {
    if wide <= zoom || discs.len() < 2 {
        return wide;
    }
    discs.sort_by(|(one, _), (other, _)| one.x.total_cmp(&other.x));
    let mut rooms: Vec<f32> = (0..discs.len()).map(|at| room(&discs, at)).collect();
    let tight = rooms.len() * TIGHT / 100;
    let (_, room, _) = rooms.select_nth_unstable_by(tight, f32::total_cmp);
    wide.min((SHARE * *room * zoom).max(zoom))
}

/// How many times as large a body and its nearest could be; `discs` are sorted from left to right.
fn room(discs: &[Disc], at: usize) -> f32 {
    let (place, radius) = discs[at];
    let mut nearest = f32::INFINITY;
    let mut room = f32::INFINITY;
    let mut look = |&(other, reach): &Disc| {
        if (other.x - place.x).abs() > nearest {
            return false;
        }
        let away = (other - place).length();
        nearest = nearest.min(away);
        room = room.min(away / (radius + reach).max(f32::EPSILON));
        true
    };
    let _ = discs[at + 1..].iter().all(&mut look);
    let _ = discs[..at].iter().rev().all(&mut look);
    room
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;

    fn row(apart: f32) -> Vec<Disc> {
        (0..50)
            .map(|at| (pos2(at as f32 * apart, 0.0), 10.0))
            .collect()
    }

    #[test]
    fn bodies_with_room_are_drawn_as_wide_as_may_be_and_others_just_do_not_touch() {
        assert!((scale(row(100.0), 0.25, 0.5) - 0.5).abs() < 1e-6);
        let tight = scale(row(24.0), 0.25, 0.5);
        assert!((tight - 0.95 * 1.2 * 0.25).abs() < 1e-6, "{tight}");
        assert!(10.0 * 2.0 * tight < 24.0 * 0.25, "they touch");
    }

    #[test]
    fn two_on_one_spot_do_not_make_the_others_small() {
        let mut discs = row(100.0);
        discs[7].0 = discs[8].0;
        assert!((scale(discs, 0.25, 0.5) - 0.5).abs() < 1e-6);
    }
}
