//! What a subject is called aloud: for screen readers, tooltips of pictures, and tests that look for things by label.

use super::Subject;
use crate::graph::Network;
use crate::model::{Actor, Relation};

/// A subject in words: `Taliban, group, 9 relations`; nothing for what the network does not show.
pub fn spoken(network: &Network, subject: Subject) -> Option<String> {
    let graph = &network.graph;
    match subject {
        Subject::Actor(node) => {
            let actor = graph.node_weight(node)?;
            Some(spoken_actor(actor, network.degree(node)))
        }
        Subject::Relation(edge) => {
            let (source, target) = graph.edge_endpoints(edge)?;
            let relation = graph.edge_weight(edge)?;
            Some(spoken_relation(relation, &graph[source], &graph[target]))
        }
    }
}

fn spoken_actor(actor: &Actor, degree: usize) -> String {
    let kind = if actor.is_placeholder {
        "not declared in the file"
    } else {
        actor.kind().as_str()
    };
    format!("{}, {kind}, {}", actor.name(), counted(degree, "relation"))
}

fn spoken_relation(relation: &Relation, source: &Actor, target: &Actor) -> String {
    let (kind, a, b) = (relation.kind().as_str(), source.name(), target.name());
    let mut parts = vec![if source.id == target.id {
        format!("{kind} of {a} with itself")
    } else if relation.is_directed() {
        format!("{kind} from {a} to {b}")
    } else {
        format!("{kind} between {a} and {b}")
    }];
    parts.extend(relation.subtype.clone());
    parts.extend(relation.when.as_ref().map(crate::model::Date::in_words));
    parts.push(counted(relation.claims.len(), "claim"));
    if relation.is_contested() {
        parts.push("contested".into());
    }
    if relation.is_uncited() {
        parts.push("uncited".into());
    }
    parts.join(", ")
}

/// `1 relation`, `2 relations`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
