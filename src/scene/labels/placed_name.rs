//! A name at its spot.

use emath::{Pos2, Rect, pos2, vec2};

use super::name_block::{MARGIN, PITCH, SIZE};
use crate::graph::NodeIndex;
use crate::scene::{Anchor, text};

/// A name at its spot.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scene) struct PlacedName {
    pub(in crate::scene) node: NodeIndex,
    pub(in crate::scene) lines: Vec<String>,
    /// The box that it covers.
    pub(in crate::scene) rect: Rect,
    pub(in crate::scene) anchor: Anchor,
    /// A line from the rim of the body to the name, if the name is not beside its body.
    pub(in crate::scene) leader: Option<[Pos2; 2]>,
    /// Whether it is on the body itself.
    pub(in crate::scene) is_on_body: bool,
}

/// The space between letters and the box that lines keep out of, in points.
const LETTER_MARGIN: f32 = 1.0;

impl PlacedName {
    /// The box around the letters: without the side margin and the space above capitals.
    pub(in crate::scene) fn letters(&self) -> Rect {
        let side = MARGIN - LETTER_MARGIN;
        let above = text::ascent(SIZE) - text::cap_height(SIZE) - LETTER_MARGIN;
        let mut rect = self.rect;
        rect.min += vec2(side, above);
        rect.max.x -= side;
        rect
    }

    /// Each line with the point of its baseline at the anchor.
    pub(in crate::scene) fn baselines(&self) -> impl Iterator<Item = (&str, Pos2)> {
        let left = self.rect.left() + MARGIN;
        let x = left + (self.rect.width() - 2.0 * MARGIN) * self.anchor.share();
        let first = self.rect.top() + text::ascent(SIZE);
        let lines = self.lines.iter().zip(0_u8..);
        lines.map(move |(line, number)| (line.as_str(), pos2(x, first + f32::from(number) * PITCH)))
    }
}
