//! Which members of a group have an area together: those that are near each other, with no other
//! actors between them. Draws nothing.

use super::hull::Hull;
use crate::scene::actor_body::{ActorBody, length};

/// The areas of a group.
pub(super) enum Areas {
    /// There are fewer than two members in the picture.
    TooFew,
    /// The group would need too many areas.
    Unreadable,
    /// The areas, that of the most members first.
    Readable(Vec<Hull>),
}

/// Each member may be joined with this many of its nearest members.
const MAX_NEIGHBOURS: usize = 6;

/// A group may have one more area for each group of this many members, up to a limit.
const MEMBERS_PER_AREA: usize = 7;
const MAX_AREAS: usize = 4;

/// An area may contain one other actor for each group of this many members.
const MEMBERS_PER_STRANGER: usize = 14;

/// Another actor is in an area if the edge is farther out from its center than this share of its
/// radius.
const STRANGER_SHARE: f32 = -0.4;

/// Members that have an area together.
struct JoinedMembers {
    members: usize,
    area: Hull,
}

/// The areas of a group; each body comes with the number of its group.
pub(super) fn areas(bodies: &[(Option<u32>, ActorBody)], number: u32) -> Areas {
    let is_member = |group: &Option<u32>| *group == Some(number);
    let members: Vec<ActorBody> = bodies
        .iter()
        .filter(|(group, _)| is_member(group))
        .map(|(_, body)| *body)
        .collect();
    if members.len() < 2 {
        return Areas::TooFew;
    }
    let strangers: Vec<ActorBody> = bodies
        .iter()
        .filter(|(group, _)| !is_member(group))
        .map(|(_, body)| *body)
        .collect();
    let areas = joined_areas(&members, &strangers);
    let max = (1 + members.len() / MEMBERS_PER_AREA).min(MAX_AREAS);
    if areas.len() > max {
        return Areas::Unreadable;
    }
    Areas::Readable(areas)
}

/// The looks at bodies that [`joined_areas`] takes at most.
pub(in crate::scene) fn steps(members: usize, strangers: usize) -> usize {
    members.saturating_mul(members + MAX_NEIGHBOURS * strangers)
}

/// The areas of members that are near each other with no other actors between them, that of the
/// most members first; a member apart has one of its own. Members are joined from the nearest on
/// (Kruskal, 1956), unless their area would contain other actors.
pub(in crate::scene) fn joined_areas(members: &[ActorBody], strangers: &[ActorBody]) -> Vec<Hull> {
    let mut parts: Vec<Option<JoinedMembers>> = members
        .iter()
        .map(|body| {
            Some(JoinedMembers {
                members: 1,
                area: Hull::around(std::slice::from_ref(body)),
            })
        })
        .collect();
    let mut part_of: Vec<usize> = (0..members.len()).collect();
    for (a, b) in nearest_first(members) {
        let (one, other) = (part_of[a], part_of[b]);
        if one == other {
            continue;
        }
        let (Some(first), Some(second)) = (&parts[one], &parts[other]) else {
            continue;
        };
        let joined = JoinedMembers {
            members: first.members + second.members,
            area: first.area.joined(&second.area),
        };
        if has_strangers(&joined, strangers) {
            continue;
        }
        parts[one] = Some(joined);
        parts[other] = None;
        for part in &mut part_of {
            if *part == other {
                *part = one;
            }
        }
    }
    let mut parts: Vec<JoinedMembers> = parts.into_iter().flatten().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.members));
    parts.into_iter().map(|part| part.area).collect()
}

/// Whether an area contains too many other actors.
fn has_strangers(part: &JoinedMembers, strangers: &[ActorBody]) -> bool {
    let bounds = part.area.bounds();
    let is_in = |body: &&ActorBody| {
        bounds.contains(body.center)
            && part.area.distance(body.center) < STRANGER_SHARE * body.radius
    };
    let inside = strangers.iter().filter(is_in).count();
    inside > part.members / MEMBERS_PER_STRANGER
}

/// Pairs of members that are near each other, the nearest first.
fn nearest_first(members: &[ActorBody]) -> Vec<(usize, usize)> {
    let gap = |a: usize, b: usize| {
        let (a, b) = (&members[a], &members[b]);
        length(a.center - b.center) - a.radius - b.radius
    };
    let mut pairs = Vec::new();
    for a in 0..members.len() {
        let mut others: Vec<usize> = (0..members.len()).filter(|b| *b != a).collect();
        others.sort_by(|b, c| gap(a, *b).total_cmp(&gap(a, *c)));
        let near = others.into_iter().take(MAX_NEIGHBOURS);
        pairs.extend(near.map(|b| (a.min(b), a.max(b))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.sort_by(|a, b| gap(a.0, a.1).total_cmp(&gap(b.0, b.1)));
    pairs
}
