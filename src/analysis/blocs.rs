//! Blocs by a rule: camps and communities are found here, other rules read the actors. Draws
//! nothing.

use super::adjacency::Adjacency;
use super::communities::{COMMUNITY_SEED, communities};
use super::frustration::{Effort, frustration};
use super::progress::AnalysisProgress;
use super::sign_rule::Rule;
use super::signed::SignedGraph;
use crate::graph::{ActorGroup, BlocRule, Network, NodeIndex, blocs_of_groups, groups_by_record};
use crate::model::{Blocs, Document};

/// The blocs of a network by a rule; `None` if cancelled. `rule` is that of signs, for camps.
pub fn blocs(
    document: &Document,
    network: &Network,
    by: &BlocRule,
    rule: Rule,
    progress: AnalysisProgress<'_>,
) -> Option<Blocs> {
    let groups = match by {
        BlocRule::Camps => {
            let signs = SignedGraph::of(document, network, rule);
            let found = frustration(&signs, Effort::default(), progress)?;
            groups(network, "Without a camp", |node| {
                let camp = found.camps.get(node.index()).copied().flatten();
                camp.map(u32::from)
            })
        }
        BlocRule::Communities => {
            let adjacency = Adjacency::new(network);
            let found = communities(&adjacency, COMMUNITY_SEED, progress)?;
            let of = adjacency.by_node(&found.of);
            groups(network, "Without a community", |node| of[node.index()])
        }
        BlocRule::Kind | BlocRule::Organizations | BlocRule::Field(_) => {
            groups_by_record(network, by)?
        }
    };
    Some(blocs_of_groups(network, by.id(), groups))
}

/// Groups by number; actors without a number are one group.
fn groups(
    network: &Network,
    without: &str,
    number: impl Fn(NodeIndex) -> Option<u32>,
) -> Vec<ActorGroup> {
    let mut numbered: Vec<(u32, NodeIndex)> = Vec::new();
    let mut rest = Vec::new();
    for node in network.graph.node_indices() {
        match number(node) {
            Some(number) => numbered.push((number, node)),
            None => rest.push(node),
        }
    }
    numbered.sort_unstable();
    let mut groups: Vec<ActorGroup> = numbered
        .chunk_by(|one, other| one.0 == other.0)
        .map(|group| ActorGroup {
            name: None,
            members: group.iter().map(|(_, node)| *node).collect(),
        })
        .collect();
    groups.push(ActorGroup {
        name: Some(without.to_owned()),
        members: rest,
    });
    groups
}
