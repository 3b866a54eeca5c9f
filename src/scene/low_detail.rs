//! The part of a scene without detail: straight lines, discs and densities of a large network.
//! Draws nothing.

use emath::Pos2;

use super::Color;
use super::density::DensityPatch;
use crate::graph::{NodeIndex, TieIndex};

/// The part of a picture without detail, drawn beneath its marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LowDetail {
    /// Lines for ties, in drawing order.
    pub lines: Vec<TieLine>,
    /// Where there are more actors than pixels; drawn over the lines.
    pub patches: Vec<DensityPatch>,
    /// Discs for actors; drawn over both.
    pub dots: Vec<Dot>,
    /// Whether there are few enough lines to point at one of them.
    pub(super) is_sparse: bool,
}

/// A straight line for one tie, or for several that run side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieLine {
    /// The tie, or one of the ties.
    pub tie: TieIndex,
    /// Both ends, clipped to the picture.
    pub ends: [Pos2; 2],
    /// In points.
    pub width: f32,
    /// The colour, including opacity.
    pub color: Color,
}

/// An actor as a disc.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// The actor.
    pub node: NodeIndex,
    /// The center.
    pub center: Pos2,
    /// In points.
    pub radius: f32,
    /// The fill colour, including opacity.
    pub color: Color,
}
