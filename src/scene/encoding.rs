//! What a picture says beyond who is tied to whom: bodies by a measure, colours by group, relations that are marked.
//!
//! It comes as plain data by index, whoever worked it out; knows no measure, no community and no camp.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Color, Theme};
use crate::graph::{EdgeIndex, Network, NodeIndex};

/// What a picture says beyond who is tied to whom; the default is nothing: bodies grow with the number of relations and
/// have the colour of their kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encoding {
    /// How large each actor is, 0 to 1.
    pub sizes: Option<ActorValues<f32>>,
    /// Which group each actor belongs to, numbered from 0. The first [`Encoding::COLORS`] have colours of their own, the
    /// others share one.
    pub groups: Option<ActorValues<u32>>,
    /// Relations with a mark.
    pub marked: Option<MarkedRelations>,
}

/// A value for each actor, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorValues<T> {
    /// One word for the legend.
    pub name: &'static str,
    /// By node index; nothing where nothing is known.
    pub of: Arc<[Option<T>]>,
}

/// Relations with a mark, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedRelations {
    /// One word for the legend.
    pub name: &'static str,
    /// Which.
    pub relations: Arc<BTreeSet<EdgeIndex>>,
}

impl<T: Copy> ActorValues<T> {
    fn get(&self, node: NodeIndex) -> Option<T> {
        self.of.get(node.index()).copied().flatten()
    }
}

/// The area of the smallest body and of the largest, in square points over pi.
const MIN_AREA: f32 = 36.0;
const MAX_AREA: f32 = 22.0 * 22.0;

/// How much each relation adds to an actor's body.
const AREA_PER_RELATION: f32 = 12.0;

impl Encoding {
    /// How many groups have a colour of their own.
    pub const COLORS: u32 = PALETTE.len() as u32;

    /// The radius of an actor's body at scale 1: its area grows with the measure, else with the number of relations.
    pub(super) fn radius(&self, node: NodeIndex, degree: usize) -> f32 {
        let area = match &self.sizes {
            None => MIN_AREA + AREA_PER_RELATION * degree as f32,
            Some(sizes) => {
                let size = sizes.get(node).filter(|size| size.is_finite());
                MIN_AREA + (MAX_AREA - MIN_AREA) * size.unwrap_or(0.0).max(0.0)
            }
        };
        area.min(MAX_AREA).sqrt()
    }

    /// Which names are placed first: those of the largest, then of those with most relations.
    pub(super) fn rank(&self, node: NodeIndex, degree: usize) -> usize {
        match &self.sizes {
            None => degree,
            Some(sizes) => (1e6 * sizes.get(node).unwrap_or(0.0).clamp(0.0, 1.0)) as usize,
        }
    }

    /// The colour of an actor's group; nothing where colours say something else.
    pub(super) fn color(&self, node: NodeIndex, theme: &Theme) -> Option<Color> {
        let groups = self.groups.as_ref()?;
        Some(
            groups
                .get(node)
                .map_or(theme.neutral(), |group| theme.group(group)),
        )
    }

    /// Whether a relation is marked.
    pub(super) fn marks(&self, edge: EdgeIndex) -> bool {
        self.marked
            .as_ref()
            .is_some_and(|marked| marked.relations.contains(&edge))
    }

    /// How many groups the actors of a network belong to.
    pub(super) fn group_count(&self, network: &Network) -> usize {
        let groups = self.groups.iter();
        let of = |layer: &ActorValues<u32>| -> BTreeSet<u32> {
            let nodes = network.graph.node_indices();
            nodes.filter_map(|node| layer.get(node)).collect()
        };
        groups.map(|layer| of(layer).len()).sum()
    }
}

/// Eight of the nine colours of Paul Tol's scheme "muted" (Colour schemes, SRON/EPS/TN/09-002, 2021), which those with
/// any of the common colour blindnesses can tell apart; the first are farthest from the colours of relations.
const PALETTE: [Color; 8] = [
    Color::rgb(0xaa_44_99),
    Color::rgb(0xdd_cc_77),
    Color::rgb(0x88_cc_ee),
    Color::rgb(0x88_22_55),
    Color::rgb(0x11_77_33),
    Color::rgb(0xcc_66_77),
    Color::rgb(0x33_22_88),
    Color::rgb(0x44_aa_99),
];

impl Theme {
    /// The colour of a group; those that have none of their own share one.
    pub fn group(&self, number: u32) -> Color {
        let own = PALETTE.get(number as usize).copied();
        own.unwrap_or_else(|| self.neutral())
    }

    /// The colour of what belongs nowhere.
    pub(super) fn neutral(&self) -> Color {
        self.background.toward(self.muted, 0.35)
    }

    /// The band behind a relation that is marked, as a marker pen leaves it.
    pub(super) fn marker(&self) -> Color {
        self.background.toward(Color::rgb(0xf5_b8_00), 0.45)
    }

    /// The rim of a body filled with this colour: drawn toward the ink.
    pub(super) fn rim_of(&self, fill: Color) -> Color {
        fill.toward(self.ink, 0.45)
    }
}
