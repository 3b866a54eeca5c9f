//! Groups of actors by what their records say: kind, organization, or a field that Frenemy does not
//! know. Knows no signs and no communities.

use std::collections::{BTreeMap, HashMap};

use super::groups::ActorGroup;
use super::rule::BlocRule;
use crate::graph::{Network, NodeIndex};
use crate::model::{Actor, ActorKind};
use crate::words::short;

/// The groups of a rule that needs no analysis; `None` for camps and communities. Actors without a
/// value are one group.
pub fn groups_by_record(network: &Network, rule: &BlocRule) -> Option<Vec<ActorGroup>> {
    match rule {
        BlocRule::Camps | BlocRule::Communities => None,
        BlocRule::Kind => Some(by_value(network, "Actors without a kind", |actor| {
            actor.kind.map(plural).map(str::to_owned)
        })),
        BlocRule::Organizations => Some(by_organization(network)),
        BlocRule::Field(field) => Some(by_value(network, &format!("Without {field}"), |actor| {
            value_in_words(field, actor.fields.unknown(field)?)
        })),
    }
}

fn by_value(
    network: &Network,
    without: &str,
    value: impl Fn(&Actor) -> Option<String>,
) -> Vec<ActorGroup> {
    let mut groups: BTreeMap<Option<String>, Vec<NodeIndex>> = BTreeMap::new();
    for node in network.graph.node_indices() {
        let value = value(&network.graph[node]);
        groups.entry(value).or_default().push(node);
    }
    let group = |(value, members): (Option<String>, _)| ActorGroup {
        name: Some(short(value.as_deref().unwrap_or(without)).into_owned()),
        members,
    };
    groups.into_iter().map(group).collect()
}

/// Each organization with its members. A member of several belongs to the first of them.
fn by_organization(network: &Network) -> Vec<ActorGroup> {
    let graph = &network.graph;
    let mut of: HashMap<NodeIndex, NodeIndex> = HashMap::new();
    for organization in graph.node_indices() {
        for member in &graph[organization].members {
            if let Some(member) = network.node(member) {
                of.entry(member).or_insert(organization);
            }
        }
    }
    let mut groups: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
    for node in graph.node_indices() {
        let has_members = !graph[node].members.is_empty();
        let own = if has_members { Some(node) } else { None };
        let organization = own.or_else(|| of.get(&node).copied());
        groups
            .entry(organization.unwrap_or(node))
            .or_default()
            .push(node);
    }
    let group = |(organization, members): (NodeIndex, _)| ActorGroup {
        name: Some(graph[organization].name().to_owned()),
        members,
    };
    groups.into_iter().map(group).collect()
}

fn plural(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State => "States",
        ActorKind::Group => "Groups",
        ActorKind::Organization => "Organizations",
        ActorKind::Person => "Persons",
    }
}

/// A JSON value as the name of a group: text as it is, numbers with the name of the field; `None`
/// for null and for empty text.
fn value_in_words(field: &str, json: &str) -> Option<String> {
    match serde_json::from_str(json) {
        Ok(serde_json::Value::Null) => None,
        Ok(serde_json::Value::String(text)) => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
        _ => Some(format!("{field} {}", json.trim())),
    }
}
