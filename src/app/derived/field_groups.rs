//! The values of a field as groups.

use crate::graph::{BlocRule, Network, groups_by_record};
use crate::scene::ActorValues;

/// The values of a field as groups, the most frequent first; actors without a value are in none.
pub(super) fn field_groups(network: &Network, field: &str) -> ActorValues<u32> {
    let rule = BlocRule::Field(field.to_owned());
    let mut groups = groups_by_record(network, &rule).unwrap_or_default();
    groups.retain(|group| {
        let first = group.members.first().map(|node| &network.graph[*node]);
        first.is_some_and(|actor| actor.fields.unknown(field).is_some())
    });
    groups.sort_by_key(|group| std::cmp::Reverse(group.members.len()));
    let mut of = vec![None; network.actor_bound()];
    for (group, number) in groups.iter().zip(0..) {
        for node in &group.members {
            of[node.index()] = Some(number);
        }
    }
    ActorValues {
        name: field.to_owned().into(),
        of: of.into(),
    }
}
