//! Ends of ties by choice: an attribute of ties names the actor at an end, in place of the one that
//! the format itself says. Knows no format.

use std::collections::HashMap;
use std::sync::Arc;

use super::attributes::Attributes;
use super::column_preview::END_COLUMNS;
use super::tie_builder::TieBuilder;
use crate::model::{ColumnMap, ColumnRole};

/// Where an end of a tie is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EndPlace {
    /// Where the format says that the source is, or the target.
    Own(usize),
    /// In an attribute.
    Attribute(usize),
}

/// Where both ends of ties are, as it was chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChosenEnds([EndPlace; 2]);

impl ChosenEnds {
    /// What was chosen; nothing if the ends are those of the format.
    pub(super) fn of(map: &ColumnMap, names: &[Arc<str>]) -> Option<Self> {
        let place = |role: ColumnRole, own: usize| {
            let Some(column) = map.column(role) else {
                return EndPlace::Own(own);
            };
            let attribute = names.iter().position(|name| **name == *column);
            match (attribute, END_COLUMNS.iter().position(|end| *end == column)) {
                (Some(at), _) => EndPlace::Attribute(at),
                (None, Some(end)) => EndPlace::Own(end),
                (None, None) => {
                    let is_same = |name: &Arc<str>| name.eq_ignore_ascii_case(column.trim());
                    let at = names.iter().position(is_same);
                    at.map_or(EndPlace::Own(own), EndPlace::Attribute)
                }
            }
        };
        let ends = [place(ColumnRole::Source, 0), place(ColumnRole::Target, 1)];
        (ends != [EndPlace::Own(0), EndPlace::Own(1)]).then_some(Self(ends))
    }

    /// The words at both ends of a tie of these values; `None` for an end that
    /// the format says, with its number: 0 for the source, 1 for the target.
    pub(super) fn words<'v>(&self, values: &'v Attributes) -> [(Option<&'v str>, usize); 2] {
        let end = |slot: usize| match self.0[slot] {
            EndPlace::Own(own) => (None, own),
            EndPlace::Attribute(at) => {
                let found = values.iter().find(|(number, _)| *number as usize == at);
                let words = found.map(|(_, value)| value.words());
                (words.filter(|words| !words.is_empty()), slot)
            }
        };
        [end(0), end(1)]
    }
}

impl TieBuilder {
    /// Gives ties the ends that were chosen. An actor is known by its id or its name; another one
    /// is new.
    pub(super) fn choose_ends(&mut self, ends: ChosenEnds) {
        let mut by_name: HashMap<String, usize> = HashMap::new();
        for (slot, actor) in self.actors.iter().enumerate() {
            let number = self
                .actor_names
                .known("label")
                .or(self.actor_names.known("name"));
            let mut values = actor.values.iter();
            let label = number.and_then(|number| values.find(|(at, _)| *at == number));
            let label = label.map(|(_, value)| value.words());
            if let Some(name) = actor.name.as_deref().or(label) {
                by_name.entry(name.to_owned()).or_insert(slot);
            }
        }
        for index in 0..self.ties.len() {
            let Some(tie) = self.ties.get_mut(index) else {
                break;
            };
            let own = [tie.source, tie.target];
            let at = tie.at;
            let words = ends.words(&tie.values);
            let words = words.map(|(words, end)| (words.map(str::to_owned), end));
            let slots = words.map(|(words, end)| match words {
                None => own[end],
                Some(words) => match self.known(&words).or_else(|| by_name.get(&words).copied()) {
                    Some(slot) => slot,
                    None => self.new_actor(&words, at, true),
                },
            });
            if let Some(tie) = self.ties.get_mut(index) {
                (tie.source, tie.target) = (slots[0], slots[1]);
            }
        }
    }
}
