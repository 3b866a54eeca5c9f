//! Several networks in one file: which actors and ties belong to which, and the choice of one of
//! them. Knows no format.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::attribute_value::AttributeValue;
use super::kind_words::kind_of_word;
use super::name_groups::NameGroups;
use super::network_part::NetworkPart;
use super::tie_builder::{Declaration, TieBuilder};
use crate::file::report::IssueLog;
use crate::model::{Date, FileNetwork, NetworkChoice};
use crate::words::{list, short, shortened};

/// How many networks a message names.
const NAMED_NETWORKS: usize = 8;

/// The attribute that tells actors of one id apart.
const LABEL: &str = "label";

/// What to do about several networks, for every format.
const HINT: &str = "Choose one with File › Choose network…, or with --network NAME on the command line; --network all takes them as one without this warning.";

/// Whether a name is a year.
pub(super) fn is_year(name: &str) -> bool {
    let year = name.parse::<u32>().ok().filter(|_| name.len() == 4);
    year.is_some_and(|year| (1000..2200).contains(&year))
}

impl TieBuilder {
    /// Begins a network: what comes from now on belongs to it.
    pub(crate) fn begin_network(&mut self, name: Option<&str>) {
        self.networks.push(NetworkPart {
            name: name
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty()),
            first_actor: self.actor_count(),
            first_tie: self.tie_count(),
            shared: Vec::new(),
        });
    }

    /// Begins a network whose ids may be those of an earlier one: what it ties are its own actors.
    pub(crate) fn begin_network_of_ids(&mut self, name: Option<&str>) {
        if !self.networks.is_empty() {
            self.earlier.extend(std::mem::take(&mut self.by_id));
            self.shared.clear();
        }
        self.begin_network(name);
    }

    /// An actor that the network lists: the one of an earlier network that has the same id, unless
    /// both have labels that differ.
    pub(crate) fn declare_or_share(
        &mut self,
        id: &str,
        label: Option<&AttributeValue>,
        at: usize,
        report: &mut IssueLog,
    ) -> usize {
        let earlier = self.earlier.get(id).copied();
        let is_same = |slot: &usize| {
            let number = self.actor_names.known(LABEL);
            let mut values = self.actors[*slot].values.iter();
            let known = number.and_then(|number| values.find(|(at, _)| *at == number));
            label.is_none() || known.is_none_or(|(_, known)| Some(known) == label)
        };
        match earlier.filter(is_same) {
            Some(slot) if !self.by_id.contains_key(id) => {
                self.by_id.insert(id.into(), slot);
                self.shared.insert(slot);
                self.share_actor(slot);
                slot
            }
            _ => self.declare(id, at, report),
        }
    }

    /// Names the network that was begun last.
    pub(crate) fn name_network(&mut self, name: &str) {
        if let Some(network) = self.networks.last_mut() {
            network.name = Some(name.trim().to_owned());
        }
    }

    /// Says that the network that was begun last has an actor of an earlier one.
    pub(crate) fn share_actor(&mut self, actor: usize) {
        if let Some(network) = self.networks.last_mut() {
            network.shared.push(actor);
        }
    }

    /// The network that is read alone, if the file has several and one of them was chosen.
    fn chosen_network(&self, wanted: &str) -> Option<usize> {
        let names = self.network_names();
        let is_same = |name: &String| name.to_lowercase() == wanted.trim().to_lowercase();
        names.iter().position(is_same)
    }

    /// The names of all networks, each once; those without one have a number.
    fn network_names(&self) -> Vec<String> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let names = self.networks.iter().enumerate().map(|(at, network)| {
            let name = network
                .name
                .clone()
                .unwrap_or_else(|| format!("network {}", at + 1));
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            match *count {
                1 => name,
                count => format!("{name} ({count})"),
            }
        });
        names.collect()
    }

    /// Whether all networks of the file become one.
    pub(crate) fn merges_networks(report: &IssueLog) -> bool {
        !matches!(report.choices.network, Some(NetworkChoice::One(_)))
    }

    /// Leaves out the networks that were not chosen, and says what becomes of several; nothing if
    /// the choice does not fit.
    pub(super) fn settle_networks(&mut self, report: &mut IssueLog) -> Option<()> {
        if self.networks.len() < 2 {
            return Some(());
        }
        let names = self.network_names();
        let end = self.tie_count();
        let firsts = self.networks.iter().map(|network| network.first_tie);
        let ends = firsts.clone().skip(1).chain([end]);
        report.networks = names
            .iter()
            .zip(firsts.zip(ends))
            .map(|(name, (first, end))| FileNetwork {
                name: name.clone(),
                ties: end - first,
            })
            .collect();
        let quoted = names.iter().map(|name| format!("`{}`", short(name)));
        let quoted = list(&shortened(quoted, NAMED_NETWORKS, "network", "networks"));
        let count = names.len();
        match report.choices.network.clone() {
            Some(NetworkChoice::One(wanted)) => {
                let Some(chosen) = self.chosen_network(&wanted) else {
                    let message = format!(
                        "there is no network `{}`; there are {quoted}",
                        short(&wanted)
                    );
                    let hint = "Give one of these names, or `all`.".to_owned();
                    report.error(0, "unknown-network", message, Some(hint));
                    report.is_refused = true;
                    return None;
                };
                self.keep_only(chosen);
                self.title = Some(names[chosen].clone());
                let message = format!(
                    "`{}` was read as chosen, one of {count} networks: {quoted}",
                    short(&names[chosen])
                );
                report.note(0, "several-networks", message, None);
            }
            Some(NetworkChoice::All) => {
                self.name_ties_of_networks();
                let message = format!("{count} networks became one, as chosen: {quoted}");
                report.note(0, "several-networks", message, None);
            }
            None => {
                self.name_ties_of_networks();
                let message = format!("the file has {count} networks, which became one: {quoted}");
                report.warning(0, "several-networks", message, Some(HINT.to_owned()));
            }
        }
        Some(())
    }

    /// Says of each tie in which network it was.
    fn name_ties_of_networks(&mut self) {
        let firsts = self.networks.iter().map(|network| network.first_tie);
        let ends: Vec<usize> = firsts.skip(1).chain([self.tie_count()]).collect();
        let networks = self.networks.iter().zip(ends);
        let named: Vec<_> = networks
            .filter_map(|(network, end)| Some((network.first_tie..end, network.name.clone()?)))
            .collect();
        for (ties, name) in named {
            self.name_ties(ties, &name);
        }
    }

    /// Says of ties in which part of the file they were: a part that is called by a year says when,
    /// and another name is the type of ties without one.
    pub(super) fn name_ties(&mut self, ties: Range<usize>, name: &str) {
        let name = name.trim();
        let year = Date::parse(name).ok().filter(|_| is_year(name));
        let layer = kind_of_word(name);
        let subtype: Arc<str> = name.into();
        for tie in ties {
            let Some(tie) = self.tie_mut(tie) else {
                continue;
            };
            match &year {
                Some(year) => {
                    tie.when.get_or_insert_with(|| year.clone());
                }
                None if tie.subtype.is_none() => {
                    tie.subtype = Some(Arc::clone(&subtype));
                    tie.layer = tie.layer.or(layer);
                }
                None => {}
            }
        }
    }

    /// Leaves out what does not belong to a network.
    fn keep_only(&mut self, chosen: usize) {
        let part = &self.networks[chosen];
        let next = self.networks.get(chosen + 1);
        let ties = part.first_tie..next.map_or(self.ties.len(), |next| next.first_tie);
        let actors = part.first_actor..next.map_or(self.actors.len(), |next| next.first_actor);
        let mut is_kept = vec![false; self.actors.len()];
        for actor in actors.chain(part.shared.iter().copied()) {
            is_kept[actor] = true;
        }
        let all = std::mem::take(&mut self.ties).into_iter();
        self.ties = all.skip(ties.start).take(ties.len()).collect();
        for tie in self.ties.iter() {
            is_kept[tie.source] = true;
            is_kept[tie.target] = true;
        }
        let mut slots = vec![None; self.actors.len()];
        let kept = is_kept.iter().enumerate().filter(|(_, kept)| **kept);
        for (count, (actor, _)) in kept.enumerate() {
            slots[actor] = Some(count);
        }
        let slot_of = |actor: usize| slots[actor].unwrap_or_default();
        for tie in self.ties.iter_mut() {
            (tie.source, tie.target) = (slot_of(tie.source), slot_of(tie.target));
        }
        let mut at = 0;
        self.actors.retain(|_| {
            at += 1;
            is_kept[at - 1]
        });
        for actor in &mut self.actors {
            actor.members = actor
                .members
                .iter()
                .filter_map(|member| slots[*member])
                .collect();
        }
        self.earlier.clear();
        self.by_id = std::mem::take(&mut self.by_id)
            .into_iter()
            .filter_map(|(id, actor)| Some((id, slots[actor]?)))
            .collect();
        self.groups = NameGroups::default();
        if self.declaration == Declaration::ByTies {
            for (slot, actor) in self.actors.iter().enumerate() {
                self.groups.add(&actor.id, slot);
            }
        }
    }
}
