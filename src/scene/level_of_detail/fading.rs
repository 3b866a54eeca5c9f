//! How detail and lines fade while a large network is zoomed. Draws nothing.

use crate::random::hash;
use crate::scene::aggregation::MergedTie;

/// The width of a line in points, and how much wider it is for each doubling of the relations that
/// it represents.
const MIN_LINE_WIDTH: f32 = 1.1;
const WIDTH_PER_DOUBLING: f32 = 0.5;

/// The counts between which something fades out.
pub(super) struct FadeRange {
    pub(super) full: f32,
    pub(super) none: f32,
}

impl FadeRange {
    /// 1 up to `full`, 0 from `none`, with a smooth transition.
    pub(super) fn share(&self, count: usize) -> f32 {
        ease((self.none - count as f32) / (self.none - self.full))
    }
}

/// A smooth transition from 0 to 1.
pub(super) fn ease(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

impl MergedTie {
    /// The opacity of a line if only the share `kept` of all lines is drawn. Lines that represent
    /// many relations are kept longest; among equals a hash of the tie decides, so that the choice
    /// never changes.
    pub(super) fn kept_opacity(self, kept: f32, level: f32) -> f32 {
        const FADE: f32 = 0.2;
        if kept >= 1.0 {
            return 1.0;
        }
        let chance = (hash(u64::from(self.tie)) >> 40) as f32 / (1_u32 << 24) as f32;
        let far = if self.low_detail_count > 0 {
            self.low_detail_count
        } else {
            self.count
        };
        let count = far as f32 * (1.0 - level) + self.count as f32 * level;
        let threshold = chance / count.max(1.0);
        ease((kept * (1.0 + FADE) - threshold) / (kept * FADE))
    }

    /// The opacity of a line that is new at this level.
    pub(super) fn opacity(self, level: f32) -> f32 {
        if self.low_detail_count > 0 {
            1.0
        } else {
            level
        }
    }

    /// In points.
    pub(super) fn width(self, level: f32) -> f32 {
        let doublings = |count: u32| (count.max(1) as f32).log2();
        let far = doublings(self.low_detail_count.max(self.count));
        MIN_LINE_WIDTH + WIDTH_PER_DOUBLING * (far * (1.0 - level) + doublings(self.count) * level)
    }
}
