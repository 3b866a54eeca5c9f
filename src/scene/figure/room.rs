//! How the texts of a page give way to its network. Draws nothing.

/// What texts a page has: on a page that would have no room for its network, they give way one
/// after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PageTexts {
    /// All that were chosen, as far as they have room.
    All,
    /// No description.
    NoDescription,
    /// And the sources are counted.
    NoSources,
    /// And the legend has few rows.
    ShortLegend,
    /// And the title is set in smaller type.
    CompactTitle,
}

impl PageTexts {
    /// In the order in which they give way.
    pub(super) const ORDER: [Self; 5] = [
        Self::All,
        Self::NoDescription,
        Self::NoSources,
        Self::ShortLegend,
        Self::CompactTitle,
    ];
}

/// The least share of the height of a page that is for the network.
pub(super) const MIN_NETWORK_SHARE: f32 = 0.3;

/// Type that can be read is worth more of the page than that.
pub(super) const MIN_SHARE_AT_LEGIBLE_TYPE: f32 = 0.22;

/// Where that does not help, type becomes smaller in steps by this factor, at most so often.
pub(super) const SMALLER: f32 = 0.85;
pub(super) const MAX_STEPS: i32 = 4;
