//! The groups of actors that have outlines. Draws nothing.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::graph::{Network, NodeIndex};
use crate::model::Blocs;

/// The groups of actors that have outlines.
#[derive(Clone, Debug)]
pub struct OutlineGroups {
    /// One word for captions: outlines by `camp`.
    pub noun: Cow<'static, str>,
    /// The group of each actor, by node index.
    of: Arc<[Option<u32>]>,
    names: Arc<[String]>,
}

impl PartialEq for OutlineGroups {
    /// The same groups are compared in every frame: a shared list is equal without a look at it.
    fn eq(&self, other: &Self) -> bool {
        self.noun == other.noun
            && (Arc::ptr_eq(&self.of, &other.of) || self.of == other.of)
            && (Arc::ptr_eq(&self.names, &other.names) || self.names == other.names)
    }
}

impl OutlineGroups {
    /// The outermost of these groups in a network, whether they are expanded or not.
    pub fn new(network: &Network, groups: &Blocs, noun: impl Into<Cow<'static, str>>) -> Self {
        let mut of = vec![None; network.actor_bound()];
        for (group, number) in groups.blocs.iter().zip(0..) {
            let nodes = group.all_members().into_iter();
            for node in nodes.filter_map(|id| network.node(id)) {
                of[node.index()].get_or_insert(number);
            }
        }
        let names = groups.blocs.iter().map(|group| group.name.clone());
        Self {
            noun: noun.into(),
            of: of.into(),
            names: names.collect(),
        }
    }

    /// The group of an actor.
    pub(super) fn of(&self, node: NodeIndex) -> Option<u32> {
        self.of.get(node.index()).copied().flatten()
    }

    /// The numbers of the groups.
    pub(super) fn numbers(&self) -> Range<u32> {
        0..self.names.len() as u32
    }

    /// The whole name of a group.
    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }

    /// The number of actors of a group.
    pub(super) fn members(&self, number: u32) -> usize {
        self.of.iter().filter(|of| **of == Some(number)).count()
    }

    /// How many groups have several actors in a network.
    pub(in crate::scene) fn count(&self, network: &Network) -> usize {
        let mut members = vec![0_usize; self.names.len()];
        for group in network
            .graph
            .node_indices()
            .filter_map(|node| self.of(node))
        {
            members[group as usize] += 1;
        }
        members.into_iter().filter(|count| *count > 1).count()
    }
}
