//! Membership: members that do not exist, and groups that contain themselves.

use std::collections::HashMap;

use crate::model::ActorId;

use super::reading::{Reading, short};

/// Looks up all members, and finds cycles.
///
/// Takes O(actors + members).
pub(crate) fn check(reading: &mut Reading) {
    let named = std::mem::take(&mut reading.members_named);
    if named.is_empty() {
        return;
    }
    for (at, id) in &named {
        if reading.actors.get(id).is_none() {
            let message = format!("the member `{}` names no actor", short(id.as_str()));
            let hint = reading.nearest_actor(id.as_str());
            reading.report.error(*at, "missing-member", message, hint);
        }
    }
    for (at, message) in circles(reading, &named) {
        let hint = "Remove one of these memberships.".to_owned();
        reading
            .report
            .error(at, "member-cycle", message, Some(hint));
    }
}

/// The memberships that close a cycle, each with the cycle as text.
fn circles(reading: &Reading, named: &[(usize, ActorId)]) -> Vec<(usize, String)> {
    let actors = &reading.actors;
    let mut places = named.iter().map(|(at, _)| *at);
    let members: Vec<Vec<(usize, usize)>> = actors
        .records
        .iter()
        .map(|actor| {
            let places = places.by_ref().take(actor.members.len());
            let pairs = actor.members.iter().zip(places);
            pairs
                .filter_map(|(member, at)| Some((*actors.slots.get(member)?, at)))
                .collect()
        })
        .collect();
    let mut found = Vec::new();
    let mut done = vec![false; members.len()];
    for start in 0..members.len() {
        let mut path = vec![(start, 0)];
        let mut on_path = HashMap::from([(start, 0)]);
        while let Some((actor, next)) = path.last_mut() {
            if done[*actor] {
                on_path.remove(actor);
                path.pop();
                continue;
            }
            let Some((member, at)) = members[*actor].get(*next).copied() else {
                done[*actor] = true;
                continue;
            };
            *next += 1;
            if let Some(from) = on_path.get(&member) {
                let circle = path[*from..].iter().map(|(actor, _)| *actor);
                let ids = circle.chain([member]).map(|slot| &actors.records[slot].id);
                found.push((at, words(ids.map(ActorId::as_str).collect())));
            } else if !done[member] {
                on_path.insert(member, path.len());
                path.push((member, 0));
            }
        }
    }
    found
}

fn words(mut circle: Vec<&str>) -> String {
    const SHOWN: usize = 6;
    let first = circle.first().copied().unwrap_or_default();
    if circle.len() > SHOWN {
        circle.splice(SHOWN - 1..circle.len() - 1, ["…"]);
    }
    let circle: Vec<_> = circle.into_iter().map(short).collect();
    format!("`{}` contains itself: {}", short(first), circle.join(" → "))
}
