//! A name at its spot.

use emath::{Pos2, Rect, pos2};

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
}

impl PlacedName {
    /// Each line with the point of its baseline at the anchor.
    pub(in crate::scene) fn baselines(&self) -> impl Iterator<Item = (&str, Pos2)> {
        let left = self.rect.left() + MARGIN;
        let x = left + (self.rect.width() - 2.0 * MARGIN) * self.anchor.share();
        let first = self.rect.top() + text::ascent(SIZE);
        let lines = self.lines.iter().zip(0_u8..);
        lines.map(move |(line, number)| (line.as_str(), pos2(x, first + f32::from(number) * PITCH)))
    }
}
