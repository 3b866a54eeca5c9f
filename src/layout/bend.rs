//! Bends a long and narrow drawing into rows, so that it fills the page: a chain of sixty actors
//! does not become one long line of tiny marks. Distances along the chain and across it stay.
//! Positions are in scene units.

use emath::{Rot2, Vec2};

use super::footprint::BodyFootprint;
use super::rotate::{centre, principal_angle};

/// Fewer bodies, and drawings shorter than this, stay straight.
const MIN_BODIES: usize = 12;
const MIN_LENGTH: f32 = 1_400.0;

/// Free space between two rows, beyond bodies and names.
const ROW_GAP: f32 = 50.0;

/// Rows joined by half circles, the first one from left to right.
struct Serpentine {
    rows: usize,
    /// The length of the straight part of a row, and the distance between two rows.
    straight: f32,
    pitch: f32,
}

/// Bends the drawing into rows, for a window of this aspect; returns whether it did. O(n).
pub(super) fn bend(footprints: &[BodyFootprint], positions: &mut [Vec2], aspect: f32) -> bool {
    if positions.len() < MIN_BODIES {
        return false;
    }
    centre(positions);
    let upright = Rot2::from_angle(-principal_angle(positions));
    let turned: Vec<Vec2> = positions.iter().map(|&at| upright * at).collect();
    let (low, high) = turned
        .iter()
        .fold((turned[0], turned[0]), |(low, high), &at| {
            (low.min(at), high.max(at))
        });
    let (length, across) = (high.x - low.x, high.y - low.y);
    let tallest = footprints
        .iter()
        .map(|print| print.above + print.below)
        .fold(0.0, f32::max);
    let pitch = across + tallest + ROW_GAP;
    let Some(path) = Serpentine::new(length, pitch, aspect) else {
        return false;
    };
    let middle = f32::midpoint(low.y, high.y);
    for (at, turned) in positions.iter_mut().zip(turned) {
        *at = path.position(turned.x - low.x, turned.y - middle);
    }
    true
}

impl Serpentine {
    /// Rows for a drawing of this length; `None` where one row is best.
    fn new(length: f32, pitch: f32, aspect: f32) -> Option<Self> {
        if length < MIN_LENGTH {
            return None;
        }
        let rows = (length / (aspect * pitch)).sqrt().round();
        let straight = (length - (rows - 1.0) * Self::turn(pitch)) / rows;
        (rows >= 2.0 && straight > pitch).then_some(Self {
            rows: rows as usize,
            straight,
            pitch,
        })
    }

    /// The length of a half circle from one row to the next.
    fn turn(pitch: f32) -> f32 {
        std::f32::consts::PI * pitch / 2.0
    }

    /// The position at this length along the path, and this far to its right.
    fn position(&self, along: f32, right: f32) -> Vec2 {
        let turn = Self::turn(self.pitch);
        let row = ((along / (self.straight + turn)) as usize).min(self.rows - 1);
        let rest = along - row as f32 * (self.straight + turn);
        let y = row as f32 * self.pitch;
        let goes_right = row.is_multiple_of(2);
        let side = if goes_right { 1.0 } else { -1.0 };
        let from_right = |x: f32| if goes_right { x } else { self.straight - x };
        if rest <= self.straight || row + 1 == self.rows {
            return Vec2::new(from_right(rest), y + side * right);
        }
        let angle = (rest - self.straight) / (self.pitch / 2.0);
        let radius = self.pitch / 2.0 - side * right;
        let end = Vec2::new(from_right(self.straight), y + self.pitch / 2.0);
        end + radius * Vec2::new(side * angle.sin(), -angle.cos())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Body;

    #[test]
    fn a_long_chain_becomes_rows_without_a_jump_and_a_short_one_stays() {
        let prints = |count| {
            vec![
                BodyFootprint::of(&Body {
                    radius: 10.0,
                    ..Body::default()
                });
                count
            ]
        };
        let chain = |count: usize| -> Vec<Vec2> {
            (0..count)
                .map(|body| Vec2::new(100.0, 40.0) * body as f32)
                .collect()
        };
        let mut short = chain(10);
        assert!(!bend(&prints(10), &mut short, 1.6));
        let mut long = chain(100);
        assert!(bend(&prints(100), &mut long, 1.6));
        for pair in long.windows(2) {
            let apart = (pair[0] - pair[1]).length();
            assert!((60.0..110.0).contains(&apart), "{apart}");
        }
        let size =
            emath::Rect::from_points(&long.iter().map(|at| at.to_pos2()).collect::<Vec<_>>())
                .size();
        assert!((0.8..3.2).contains(&(size.x / size.y)), "{size:?}");
    }
}
