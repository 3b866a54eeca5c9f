//! Text and rules on the page of a figure. Knows no network.

use emath::pos2;

use crate::language::Language;
use crate::scene::{
    Anchor, Color, Mark, MarkShape, Outline, Stroke, TextDirection, TextLine, Theme, Weight,
};

/// The style of text on the page: size, line height and weight.
#[derive(Clone, Copy)]
pub(super) struct TextStyle {
    pub(super) size: f32,
    pub(super) pitch: f32,
    pub(super) weight: Weight,
}

pub(super) const TITLE: TextStyle = TextStyle {
    size: 22.0,
    pitch: 28.0,
    weight: Weight::Bold,
};
/// The title where a larger one has no room.
pub(super) const COMPACT_TITLE: TextStyle = TextStyle {
    size: 16.0,
    pitch: 20.0,
    weight: Weight::Bold,
};
/// The title where even that has no room.
pub(super) const SMALL_TITLE: TextStyle = TextStyle {
    size: 13.0,
    pitch: 16.5,
    weight: Weight::Bold,
};
pub(super) const SUBTITLE: TextStyle = TextStyle {
    size: 13.0,
    pitch: 18.5,
    weight: Weight::Regular,
};
pub(super) const KEY: TextStyle = TextStyle {
    size: 12.0,
    pitch: 21.0,
    weight: Weight::Regular,
};
pub(super) const SMALL: TextStyle = TextStyle {
    size: 10.5,
    pitch: 15.0,
    weight: Weight::Regular,
};

/// The gap between the parts of the page, in points.
pub(super) const GAP: f32 = 16.0;

/// The largest width of running text in points; longer lines are hard to read.
pub(super) const MAX_TEXT_WIDTH: f32 = 720.0;

/// Where lines of text begin and in which direction they are read: at the left edge of the page,
/// or at its right edge in languages that are written from right to left.
#[derive(Clone, Copy)]
pub(super) struct TextLines {
    pub(super) left: f32,
    right: f32,
    is_leftward: bool,
}

impl TextLines {
    pub(super) fn new(left: f32, right: f32, language: Language) -> Self {
        Self {
            left,
            right,
            is_leftward: language.is_leftward(),
        }
    }

    /// The place on the page at this distance from the beginning of a line.
    pub(super) fn x(self, from_start: f32) -> f32 {
        if self.is_leftward {
            self.right - from_start
        } else {
            self.left + from_start
        }
    }

    /// A text at this distance from the beginning of its line.
    pub(super) fn text(
        self,
        text: String,
        from_start: f32,
        baseline: f32,
        style: TextStyle,
        color: Color,
    ) -> Mark {
        let anchor = if self.is_leftward {
            Anchor::Right
        } else {
            Anchor::Left
        };
        Mark::without_subject(MarkShape::Text(TextLine {
            text,
            at: pos2(self.x(from_start), baseline),
            anchor,
            size: style.size,
            weight: style.weight,
            color,
            halo: None,
            direction: TextDirection::Rightward,
        }))
    }
}

/// A horizontal line across the page.
pub(super) fn rule(left: f32, y: f32, width: f32, theme: &Theme) -> Mark {
    Mark::without_subject(MarkShape::Path {
        outline: Outline::polyline([pos2(left, y), pos2(left + width, y)]),
        fill: None,
        stroke: Some(Stroke::solid(0.75, theme.rule)),
    })
}
