//! A tie as the layout sees it. Knows no body and no method.

/// One relation between two actors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayoutTie {
    /// Index of one end.
    pub a: u32,
    /// Index of the other end.
    pub b: u32,
    /// Whether it is friendly or hostile.
    pub sign: TieSign,
    /// How strong it is, 1 for an ordinary tie. A value that is not positive and finite counts as
    /// 1.
    pub weight: f32,
}

/// What a tie does to the distance between its ends: friends are near, foes far apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieSign {
    /// Cooperation, support, membership.
    Friendly,
    /// Neither, or both at once.
    #[default]
    Neutral,
    /// Hostility, rivalry.
    Hostile,
}
