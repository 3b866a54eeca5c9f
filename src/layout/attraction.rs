//! How strongly each tie attracts its ends where forces act: the same for all, by sign, or by
//! community.

use super::communities::communities;
use super::graph::{Graph, Link};
use super::layout_tie::TieSign;

/// Attraction by sign: friendly, neutral, hostile.
const BY_SIGN: [f32; 3] = [1.2, 0.8, 0.15];

/// Attraction along a tie within a community and between two, in small networks and in large ones:
/// the larger the network, the less is seen of single ties between communities.
const WITHIN: [f32; 2] = [1.2, 1.5];
const BETWEEN: [f32; 2] = [0.5, 0.1];
const MAX_SMALL: usize = 2000;

/// A hostile tie says little about who belongs together.
const HOSTILE_WEIGHT: f32 = 0.1;

/// How strongly ties attract.
#[derive(Clone, Copy, Debug)]
pub(super) enum Attraction {
    /// All alike.
    Even,
    /// Friends more than foes; `rivalry` is how much more.
    BySign { rivalry: f32 },
    /// Ties within a community more than those between two; `separation` is how much more.
    ByCommunity { separation: f32 },
}

impl Attraction {
    /// The network with the strength of its attraction for weights.
    pub(super) fn of(self, graph: &Graph) -> Graph {
        match self {
            Self::Even => graph.reweighted(|_, _| 1.0),
            Self::BySign { rivalry } => {
                graph.reweighted(|_, link| BY_SIGN[link.sign as usize].powf(rivalry))
            }
            Self::ByCommunity { separation } => by_community(graph, separation),
        }
    }
}

fn by_community(graph: &Graph, separation: f32) -> Graph {
    let weight = |link: &Link| match link.sign {
        TieSign::Hostile => HOSTILE_WEIGHT,
        TieSign::Friendly | TieSign::Neutral => 1.0,
    };
    let groups = communities(&graph.reweighted(|_, link| weight(link)));
    let size = usize::from(graph.len() > MAX_SMALL);
    let within = WITHIN[size].powf(separation);
    let between = BETWEEN[size].powf(separation);
    graph.reweighted(|body, link| {
        if groups[body] == groups[link.to as usize] {
            within
        } else {
            between
        }
    })
}
