//! From groups of actors to blocs: names, the order, and how many are drawn. Does not decide which
//! actors belong together.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::graph::{Network, NodeIndex};
use crate::model::{ActorId, Bloc, Blocs};
use crate::words::{counted, grouped, list};

/// The most groups that have a bloc of their own. The smaller ones share one bloc.
pub const MAX_BLOCS: usize = 40;

/// With more blocs than this, each is named by one member: there is little room for names.
const MAX_WITH_LONG_NAMES: usize = 12;

/// Up to this many members are all named; if there are more, one fewer is named.
const MAX_NAMES: usize = 3;

/// Actors that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorGroup {
    /// The name, such as the value of a field; `None` if the group is named by its members.
    pub name: Option<String>,
    /// The actors.
    pub members: Vec<NodeIndex>,
}

/// The blocs of groups, the largest first, those of the same size in the order of the document. A
/// group of one actor stays an actor. `rule` is the id of the rule that made the groups.
/// O(relations · log relations + actors · log actors).
pub fn blocs_of_groups(network: &Network, rule: &str, mut groups: Vec<ActorGroup>) -> Blocs {
    groups.retain(|group| !group.members.is_empty());
    groups.sort_by_key(|group| {
        let first = group.members.iter().min().copied();
        (std::cmp::Reverse(group.members.len()), first)
    });
    let central = CentralMembers::new(network, &groups);
    let several = groups.iter().filter(|group| group.members.len() > 1);
    let is_crowded = several.count() > MAX_WITH_LONG_NAMES;
    let rest = groups.split_off(groups.len().min(MAX_BLOCS));
    let own: Vec<&ActorGroup> = groups
        .iter()
        .filter(|group| group.members.len() > 1)
        .collect();
    let bloc = |(group, name): (&&ActorGroup, String)| Bloc {
        name,
        members: ids(network, &group.members),
        ..Bloc::default()
    };
    let names = central.names(&own, is_crowded);
    let mut blocs: Vec<Bloc> = own.iter().zip(names).map(bloc).collect();
    if !rest.is_empty() {
        let (single, several): (Vec<_>, Vec<_>) =
            rest.iter().partition(|group| group.members.len() == 1);
        let count = rest.iter().map(|group| group.members.len()).sum();
        let names = central.names(&several, is_crowded);
        blocs.push(Bloc {
            name: format!(
                "{OTHERS}{} in {})",
                counted_in_thousands(count, "actor", "actors"),
                counted(rest.len(), "group", "groups")
            ),
            members: single
                .iter()
                .flat_map(|group| ids(network, &group.members))
                .collect(),
            blocs: several.iter().zip(names).map(bloc).collect(),
            is_expanded: false,
        });
    }
    Blocs {
        rule: Some(rule.to_owned()),
        blocs,
        ..Blocs::default()
    }
}

/// The same groups without the one of actors that are in none by the rule, and the one of all that
/// are in smaller groups.
pub fn without_rest(mut groups: Blocs) -> Blocs {
    let is_rest = |name: &str| REST.iter().any(|start| name.starts_with(start));
    groups.blocs.retain(|group| !is_rest(&group.name));
    groups
}

/// The beginnings of the names of the bloc of all smaller groups and of the actors in no group.
const OTHERS: &str = "Others (";
const REST: [&str; 3] = [OTHERS, "Without ", "Actors without "];

/// The names of groups by their most central members, in the order of their numbers: for each node
/// index the number of its group, from 0. O(relations · log relations + actors · log actors).
pub fn group_names(network: &Network, of: &[Option<u32>]) -> Vec<String> {
    let count = of
        .iter()
        .flatten()
        .max()
        .map_or(0, |last| *last as usize + 1);
    let mut groups = vec![
        ActorGroup {
            name: None,
            members: Vec::new(),
        };
        count
    ];
    for node in network.graph.node_indices() {
        if let Some(group) = of.get(node.index()).copied().flatten() {
            groups[group as usize].members.push(node);
        }
    }
    let central = CentralMembers::new(network, &groups);
    central.names(&groups.iter().collect::<Vec<_>>(), false)
}

/// The name of a bloc by the names of its members, the most important first: `A, B and 214 more`.
pub fn bloc_name(mut names: Vec<String>) -> String {
    if names.len() > MAX_NAMES {
        let more = names.len() - (MAX_NAMES - 1);
        names.truncate(MAX_NAMES - 1);
        // A label in a picture has room for about 40 characters, and the count must not be cut. A
        // name has the room as well that the others leave.
        let room = |name: &String| length(name).min(MAX_NAME_CHARS);
        let taken: usize = names.iter().map(room).sum();
        let left = names.len() * MAX_NAME_CHARS - taken;
        let shortened = names
            .iter()
            .map(|name| shortened_name(name, room(name) + left));
        names = shortened.collect();
        names.push(format!("{} more", grouped(more)));
    }
    list(&names)
}

/// The name of a bloc where there is little room: `Loriistan +73` for `Loriistan, Terramark and 72
/// more`. Names that are not lists of members stay as they are.
pub fn short_bloc_name(name: &str, members: usize) -> String {
    let first = name.split(", ").next().unwrap_or(name);
    let first = first.split(" and ").next().unwrap_or(first);
    if first == name {
        return name.to_owned();
    }
    with_others(first, members.saturating_sub(1))
}

/// `Loriistan +73`: a member, and how many others there are.
fn with_others(first: &str, others: usize) -> String {
    match others {
        0 => first.to_owned(),
        _ => format!("{first} +{}", grouped(others)),
    }
}

/// The most characters of a name among others in the name of a bloc: `United States` is whole.
const MAX_NAME_CHARS: usize = 14;

fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

/// A long name without its middle, because similar names differ at their ends: `Ormono Security
/// Pact` is `Ormono…Pact`. Words stay whole: without room for the last one, only the first is left,
/// and only a first word that is too long itself is cut.
fn shortened_name(name: &str, max_chars: usize) -> String {
    if length(name) <= max_chars {
        return name.to_owned();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let shortened = |kept: usize| {
        let (head, tail) = (kept.div_ceil(2), kept / 2);
        let (head, tail) = (&words[..head], &words[words.len() - tail..]);
        format!("{}…{}", head.join(" "), tail.join(" "))
    };
    let mut in_words = (1..words.len()).rev().map(shortened);
    let fitting = in_words.find(|short| length(short) <= max_chars);
    fitting.unwrap_or_else(|| {
        let letters: Vec<&str> = name.graphemes(true).collect();
        let (head, tail) = (max_chars / 2, (max_chars - 1) / 2);
        let (head, tail) = (&letters[..head], &letters[letters.len() - tail..]);
        format!(
            "{}…{}",
            head.concat().trim_end(),
            tail.concat().trim_start()
        )
    })
}

/// `1 actor`, `12,345 actors`.
pub(super) fn counted_in_thousands(count: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        grouped(count),
        crate::words::agree(count, one, many)
    )
}

fn ids(network: &Network, nodes: &[NodeIndex]) -> Vec<ActorId> {
    let actors = nodes.iter().map(|node| &network.graph[*node]);
    actors.map(|actor| actor.id.clone()).collect()
}

/// The number of neighbours of each actor inside its group and in all, by node index.
struct CentralMembers<'a> {
    network: &'a Network,
    degrees: Vec<(u32, u32)>,
}

impl<'a> CentralMembers<'a> {
    fn new(network: &'a Network, groups: &[ActorGroup]) -> Self {
        let bound = network.actor_bound();
        let mut of = vec![usize::MAX; bound];
        for (number, group) in groups.iter().enumerate() {
            for member in &group.members {
                of[member.index()] = number;
            }
        }
        let graph = &network.graph;
        let ends = graph
            .edge_indices()
            .filter_map(|edge| graph.edge_endpoints(edge));
        let mut pairs: Vec<(usize, usize)> = ends
            .map(|(a, b)| (a.index().min(b.index()), a.index().max(b.index())))
            .filter(|(a, b)| a != b)
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut degrees = vec![(0, 0); bound];
        for (a, b) in pairs {
            let is_inside = of[a] == of[b];
            for end in [a, b] {
                degrees[end].0 += u32::from(is_inside);
                degrees[end].1 += 1;
            }
        }
        Self { network, degrees }
    }

    /// The names of groups, which differ: those that would be the same have one member in full.
    fn names(&self, groups: &[&ActorGroup], is_crowded: bool) -> Vec<String> {
        let name = |group: &&ActorGroup| {
            if is_crowded {
                self.short_name(group)
            } else {
                self.name(group)
            }
        };
        let mut names: Vec<String> = groups.iter().map(name).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in &names {
            *counts.entry(name.clone()).or_default() += 1;
        }
        for (name, group) in names.iter_mut().zip(groups) {
            if counts.get(name).is_some_and(|count| *count > 1) {
                *name = self.short_name(group);
            }
        }
        names
    }

    /// The name of a group: `States (34)`, or its most central members: `A, B and 214 more`.
    fn name(&self, group: &ActorGroup) -> String {
        let count = group.members.len();
        if let Some(name) = &group.name {
            return if count == 1 {
                name.clone()
            } else {
                format!("{name} ({})", grouped(count))
            };
        }
        let mut members = group.members.clone();
        members.sort_by_key(|member| self.centrality(*member));
        let names = members.iter();
        let names = names.map(|member| self.network.graph[*member].name().to_owned());
        bloc_name(names.collect())
    }

    /// The name of a group among many: `States (34)`, or its most central member and the number of
    /// the others: `Loriistan +215`.
    fn short_name(&self, group: &ActorGroup) -> String {
        let members = group.members.iter();
        let most_central = members.min_by_key(|member| self.centrality(**member));
        match most_central.filter(|_| group.name.is_none()) {
            Some(first) => with_others(self.network.graph[*first].name(), group.members.len() - 1),
            None => self.name(group),
        }
    }

    /// A key by which the most central members are first.
    fn centrality(&self, member: NodeIndex) -> (std::cmp::Reverse<(u32, u32)>, NodeIndex) {
        (std::cmp::Reverse(self.degrees[member.index()]), member)
    }
}
