//! How much of a claim is shown.

/// How much of each claim is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// A preview: nothing to click.
    Glance,
    /// With links and buttons.
    Full,
}
