//! Visual encoding: size of bodies by a measure, colour by group, marked relations.
//!
//! It is plain data by index. Knows no measure, no community and no camp.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Color, OutlineGroups, SceneNotes, Theme};
use crate::graph::{EdgeIndex, LineStyle, Network, NodeIndex};
use crate::model::{Actor, ActorPicture, Pictures};

/// What sizes, colours and marks mean. By default bodies grow with the number of relations and have
/// the colour of their kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encoding {
    /// The size of each actor, 0 to 1.
    pub sizes: Option<ActorValues<f32>>,
    /// The group of each actor, numbered from 0. The first [`Encoding::COLORS`] groups have their
    /// own colours, all others share one.
    pub groups: Option<ActorValues<u32>>,
    /// How sure the group of each actor is, 0 to 1: its colour is paler the less it is. Actors
    /// without a value are sure.
    pub certainty: Option<ActorValues<f32>>,
    /// The marked relations.
    pub marked: Option<MarkedRelations>,
    /// The groups around whose actors there is an outline.
    pub outlines: Option<OutlineGroups>,
    /// How relations become lines.
    pub lines: LineStyle,
    /// Whether the types of relations are written along their lines.
    pub shows_types: bool,
    /// The text notes.
    pub notes: SceneNotes,
    /// The pictures of actors, by the path that actors name.
    pub pictures: Pictures,
}

/// A value for each actor, and its meaning.
#[derive(Clone, Debug)]
pub struct ActorValues<T> {
    /// One word for the legend.
    pub name: Cow<'static, str>,
    /// By node index; `None` if it is not known.
    pub of: Arc<[Option<T>]>,
}

/// The marked relations, and the meaning of the mark.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedRelations {
    /// One word for the legend.
    pub name: &'static str,
    /// The relations.
    pub relations: Arc<BTreeSet<EdgeIndex>>,
}

impl<T: PartialEq> PartialEq for ActorValues<T> {
    /// The same values are compared in every frame: a shared list is equal without a look at it.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && (Arc::ptr_eq(&self.of, &other.of) || self.of == other.of)
    }
}

impl<T: Copy> ActorValues<T> {
    fn get(&self, node: NodeIndex) -> Option<T> {
        self.of.get(node.index()).copied().flatten()
    }
}

/// The area of the smallest and of the largest body, in square points divided by pi.
const MIN_AREA: f32 = 36.0;
const MAX_AREA: f32 = 22.0 * 22.0;

/// How far a colour goes toward the background per unit of doubt, and at most. A doubt of one half
/// is as good as a guess and has the palest colour.
const PALER: f32 = 1.4;
const PALEST: f32 = 0.7;

/// How much each relation adds to the area of a body.
const AREA_PER_RELATION: f32 = 12.0;

impl Encoding {
    /// The number of groups that have their own colour.
    pub const COLORS: u32 = PALETTE.len() as u32;

    /// The radius of a body at scale 1. Its area grows with the measure, or else with the number of
    /// relations.
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

    /// The same encoding for a network with blocs: bodies grow with the number of members.
    #[must_use]
    pub fn with_blocs(self, network: &Network) -> Self {
        let mut members = vec![None; network.actor_bound()];
        for node in network.graph.node_indices() {
            members[node.index()] = Some(1);
        }
        for (node, bloc) in network.blocs() {
            members[node.index()] = Some(bloc.members.len());
        }
        let most = members.iter().flatten().max().copied().unwrap_or(1);
        let share = |count: Option<usize>| count.map(|count| count as f32 / most as f32);
        let sizes = ActorValues {
            name: "members".into(),
            of: members.into_iter().map(share).collect(),
        };
        Self {
            sizes: Some(sizes),
            ..self
        }
    }

    /// The rank of a name: names of higher rank are placed first.
    pub(super) fn rank(&self, node: NodeIndex, degree: usize) -> usize {
        match &self.sizes {
            None => degree,
            Some(sizes) => (1e6 * sizes.get(node).unwrap_or(0.0).clamp(0.0, 1.0)) as usize,
        }
    }

    /// The colour of the actor's group, paler the less sure it is; `None` if colours do not show
    /// groups.
    pub(super) fn color(&self, node: NodeIndex, theme: &Theme) -> Option<Color> {
        let groups = self.groups.as_ref()?;
        let color = groups
            .get(node)
            .map_or(theme.neutral(), |group| theme.group(group));
        let certainty = self.certainty.as_ref().and_then(|layer| layer.get(node));
        let doubt = certainty.map_or(0.0, |share| 1.0 - share.clamp(0.0, 1.0));
        Some(color.toward(theme.background, (PALER * doubt).min(PALEST)))
    }

    /// The colour of an actor: that of its group, else the one that a user chose, else that of its
    /// kind.
    pub(super) fn fill(&self, node: NodeIndex, actor: &Actor, theme: &Theme) -> Color {
        let own = || {
            let color = actor.color?;
            let code = [color.red, color.green, color.blue].map(u32::from);
            Some(Color::rgb(code[0] << 16 | code[1] << 8 | code[2]))
        };
        let group = self.color(node, theme);
        let chosen = group.or_else(own);
        chosen.unwrap_or_else(|| theme.actor(actor.kind))
    }

    /// The picture on the body of an actor; `None` if it has none that can be drawn.
    pub(super) fn picture(&self, actor: &Actor) -> Option<&Arc<ActorPicture>> {
        self.pictures.get(actor.picture.as_deref()?)
    }

    /// Whether one of these relations is marked.
    pub(super) fn marks_any(&self, edges: &[EdgeIndex]) -> bool {
        self.marked
            .as_ref()
            .is_some_and(|marked| edges.iter().any(|edge| marked.relations.contains(edge)))
    }

    /// The number of groups that the actors of a network belong to.
    pub(super) fn group_count(&self, network: &Network) -> usize {
        let groups = self.groups.iter();
        let of = |layer: &ActorValues<u32>| -> BTreeSet<u32> {
            let nodes = network.graph.node_indices();
            nodes.filter_map(|node| layer.get(node)).collect()
        };
        groups.map(|layer| of(layer).len()).sum()
    }
}

/// Eight of the nine colours of Paul Tol's scheme "muted" (Colour schemes, SRON/EPS/TN/09-002,
/// 2021), which can be distinguished with all common colour blindnesses. The first differ most from
/// the colours of relations.
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
    /// The colour of a group. Groups without their own colour share one.
    pub fn group(&self, number: u32) -> Color {
        let own = PALETTE.get(number as usize).copied();
        own.unwrap_or_else(|| self.neutral())
    }

    /// The colour of actors without a group.
    pub(super) fn neutral(&self) -> Color {
        self.background.toward(self.muted, 0.35)
    }

    /// The colour of the band behind a marked relation, like a text marker.
    pub(super) fn marker(&self) -> Color {
        self.background.toward(Color::rgb(0xf5_b8_00), 0.45)
    }

    /// The colour of the rim of a body filled with this colour.
    pub(super) fn rim_of(&self, fill: Color) -> Color {
        fill.toward(self.ink, 0.45)
    }
}
