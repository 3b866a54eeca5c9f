//! What a scene is drawn from: the network and its ties, positions, theme and encoding. Draws
//! nothing.

use emath::{Pos2, Rect};

use super::{Emphasis, Encoding, Theme, Viewport};
use crate::graph::{Network, NodeIndex, TieIndex, Ties};

/// What a scene is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct SceneInput<'a> {
    /// The visible actors and relations.
    pub network: &'a Network,
    /// Its relations as lines.
    pub ties: &'a Ties,
    /// The position of every actor in the layout, by node index.
    pub positions: &'a [Pos2],
    /// The visible part of the layout.
    pub view: Viewport,
    /// The colours.
    pub theme: &'a Theme,
    /// What is emphasized.
    pub emphasis: &'a Emphasis,
    /// What sizes, colours and marks mean.
    pub encoding: &'a Encoding,
    /// Where names may be placed.
    pub names: LabelSpace,
    /// Whether pins are drawn; figures do not show them.
    pub shows_pins: bool,
}

/// Where names may be placed in the picture, and lines may lead; by default anywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LabelSpace {
    /// Names and lines are entirely within this box; without it they may leave the picture.
    pub within: Option<Rect>,
    /// Names do not overlap this box.
    pub clear_of: Option<Rect>,
}

/// How lines go from end to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Routing {
    /// Straight, whatever is between: quick.
    Straight,
    /// Around actors that are not their ends, whatever lines cross: for a frame while actors move.
    Quick,
    /// Around actors that are not their ends, and clear of names and of other lines.
    AroundStrangers,
}

/// The actors and ties to draw, and the scale of bodies.
pub(super) struct Visible {
    /// In the order of their indices.
    pub(super) actors: Vec<NodeIndex>,
    /// Ties whose ends are not both among the actors are not drawn.
    pub(super) ties: Vec<TieIndex>,
    /// The scale of bodies relative to zoom 1.
    pub(super) scale: f32,
    /// How lines go from end to end.
    pub(super) routing: Routing,
    /// Whether any relation cites a source. If none does, uncited relations are not marked.
    pub(super) cites: bool,
}
