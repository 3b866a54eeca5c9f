//! Builds a document from the actors and ties that a format lists, by one rule for signs, names,
//! times and what has no place. Knows no file format.

use std::sync::Arc;

use ahash::{HashMap, HashSet};

use super::arrows::Arrows;
use super::attribute_names::AttributeNames;
use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::builder_memory::BuilderMemory;
use super::column_preview::TableColumns;
use super::listed_tie::ListedTie;
use super::long_text::one_line;
use super::name_groups::NameGroups;
use super::network_part::NetworkPart;
use super::numbers::NumberStyle;
use super::tie_list::TieList;
use crate::file::report::IssueLog;
use crate::limits::NAME_BYTES;
use crate::model::{Point, Reference};
use crate::words::short;

/// How a format treats actors that no line declares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Declaration {
    /// Ties name the actors. Names that differ only in what nobody sees are one actor.
    #[default]
    ByTies,
    /// The file lists the actors. A tie that names another one is an error.
    Listed,
}

/// An actor as the format lists it.
#[derive(Debug, Default)]
pub(super) struct ListedActor {
    pub(super) id: Box<str>,
    pub(super) name: Option<Box<str>>,
    pub(super) values: Attributes,
    pub(super) position: Option<Point>,
    pub(super) aliases: Vec<String>,
    pub(super) members: Vec<usize>,
    pub(super) at: usize,
    pub(super) is_declared: bool,
}

/// Actors and ties as they come.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a habit of a format, independent of the others"
)]
#[derive(Debug, Default)]
pub(crate) struct TieBuilder {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) references: Vec<Reference>,
    pub(crate) declaration: Declaration,
    /// Whether an attribute called `id` is the id of a tie.
    pub(crate) has_ids: bool,
    /// Whether an attribute called `id` names an actor that nothing else names.
    pub(crate) id_is_name: bool,
    /// Whether a tie without a value among signed ones counts as one above zero.
    pub(crate) missing_is_positive: bool,
    /// Whether a number that replaces others, such as the last of several, hides one below zero.
    pub(crate) has_negative: bool,
    /// How numbers are written in the attributes of ties.
    pub(crate) styles: Vec<NumberStyle>,
    /// The column of each attribute of ties, in a table.
    pub(crate) columns: Vec<usize>,
    /// The columns, where ties come from a table.
    pub(crate) table: Option<TableColumns>,
    /// What the columns before the attributes mean, for the note on what was understood.
    pub(crate) preamble: Option<String>,
    /// Attributes of the network itself.
    pub(crate) extra: Vec<(Arc<str>, AttributeValue)>,
    pub(super) actors: Vec<ListedActor>,
    pub(super) by_id: HashMap<Box<str>, usize>,
    /// The actors of earlier networks of the file, by id.
    pub(super) earlier: HashMap<Box<str>, usize>,
    /// The actors of the network that was begun last that an earlier one has too.
    pub(super) shared: HashSet<usize>,
    pub(super) groups: NameGroups,
    /// Listed actors whose ids ties may spell in another way.
    pub(super) spellings: Option<NameGroups>,
    pub(super) ties: TieList,
    /// The networks of the file, as far as its format has several.
    pub(super) networks: Vec<NetworkPart>,
    pub(super) tie_names: AttributeNames,
    pub(super) actor_names: AttributeNames,
    /// Which member is in which group, and which actor has which other name.
    pub(super) members: HashSet<(usize, usize)>,
    pub(super) aliases: HashSet<(usize, Box<str>)>,
    /// The last number that became the id of an actor without one.
    pub(super) last_number: usize,
    /// Values of names that a record has too often.
    pub(super) repeated_values: usize,
    /// How many ties have their arrow at what the file calls their source.
    pub(super) turned_ties: usize,
    /// The byte of the file at which the part begins whose places come now.
    pub(crate) part_at: usize,
    pub(super) memory: BuilderMemory,
}

impl TieBuilder {
    /// Reads a file of this size in which ties name the actors.
    pub(crate) fn by_ties(bytes: usize) -> Self {
        Self {
            memory: BuilderMemory::of_file(bytes),
            ..Self::default()
        }
    }

    /// Reads a file of this size that lists the actors.
    pub(crate) fn listed(bytes: usize) -> Self {
        Self {
            declaration: Declaration::Listed,
            ..Self::by_ties(bytes)
        }
    }

    /// Reads JSON of this size, whose tree takes so many bytes, in which ties name the actors.
    pub(crate) fn by_ties_of_json(bytes: usize, tree: usize) -> Self {
        Self {
            memory: BuilderMemory::of_json(bytes, tree),
            ..Self::default()
        }
    }

    /// Reads JSON of this size, whose tree takes so many bytes, that lists the actors.
    pub(crate) fn listed_in_json(bytes: usize, tree: usize) -> Self {
        Self {
            declaration: Declaration::Listed,
            ..Self::by_ties_of_json(bytes, tree)
        }
    }

    pub(crate) fn actor_count(&self) -> usize {
        self.actors.len()
    }

    pub(crate) fn tie_count(&self) -> usize {
        self.ties.len()
    }

    /// The tie of this number, to change it, if it was not too many.
    pub(crate) fn tie_mut(&mut self, index: usize) -> Option<&mut ListedTie> {
        self.ties.get_mut(index)
    }

    /// The number of an attribute of ties.
    pub(crate) fn tie_attribute(&mut self, name: &str) -> u32 {
        self.tie_names.number(name)
    }

    /// Whether `label` is the attribute that names actors, and none is called `name`.
    pub(crate) fn names_are_labels(&self) -> bool {
        let is_known = |name: &str| self.actor_names.known(name).is_some();
        is_known("label") && !is_known("name")
    }

    /// Gives an attribute of ties another name.
    pub(crate) fn rename_tie_attribute(&mut self, name: &str, new: &str) {
        if let Some(number) = self.tie_names.known(name) {
            self.tie_names.names[number as usize] = new.into();
        }
    }

    /// An actor that the file lists, by its id. A second one of the same id is another actor, and
    /// an issue.
    pub(crate) fn declare(&mut self, id: &str, at: usize, report: &mut IssueLog) -> usize {
        if let Some(slot) = self.by_id.get(id).copied() {
            let actor = &mut self.actors[slot];
            if self.memory.is_exceeded() {
                // The file is refused.
                return slot;
            }
            if !actor.is_declared {
                actor.is_declared = true;
                actor.at = self.part_at + at;
                return slot;
            }
            let message = format!("the id `{}` belongs to an earlier actor", short(id));
            let hint = "This one gets another id; relations that name the id mean the earlier one.";
            report.error(at, "repeated-id", message, Some(hint.to_owned()));
            return self.new_actor(id, at, true);
        }
        if id.len() > NAME_BYTES.count() {
            let message = format!("the id {}", NAME_BYTES.message(id.len()));
            let hint = "The whole id is kept in the field `full_name`.".to_owned();
            report.error(at, "too-long", message, Some(hint));
        }
        self.new_actor(id, at, true)
    }

    /// The actor that a tie names.
    pub(crate) fn end(&mut self, id: &str, at: usize) -> usize {
        if let Some(slot) = self.by_id.get(id).or_else(|| self.earlier.get(id)) {
            return *slot;
        }
        if self.declaration == Declaration::ByTies
            && let Some(slot) = self.groups.known(id)
        {
            self.by_id.insert(id.into(), slot);
            return slot;
        }
        if let Some(slot) = self.other_spelling(id) {
            self.by_id.insert(id.into(), slot);
            return slot;
        }
        self.new_actor(id, at, false)
    }

    /// Lets ties name the listed actors in another spelling, which differs only in what nobody
    /// sees: they are in another table.
    pub(crate) fn allow_spellings(&mut self) {
        let mut spellings = NameGroups::default();
        for (slot, actor) in self.actors.iter().enumerate() {
            spellings.add(&actor.id, slot);
        }
        spellings.keep_unique();
        self.spellings = Some(spellings);
    }

    /// The listed actor whose id a tie spells in another way; `1.0` is the 1 of a column with gaps.
    fn other_spelling(&mut self, id: &str) -> Option<usize> {
        let spellings = self.spellings.as_mut()?;
        let whole = id
            .strip_suffix(".0")
            .and_then(|whole| self.by_id.get(whole).copied());
        whole.or_else(|| spellings.known(id))
    }

    /// The actor of this id or name, if there is one.
    pub(crate) fn known(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// A new actor, even if one has this id; the id finds the first of them. What is too much for
    /// the memory is not kept: then any actor will do, as the file is refused.
    pub(crate) fn new_actor(&mut self, id: &str, at: usize, is_declared: bool) -> usize {
        let slot = self.actors.len();
        if !self.memory.take_actor() && slot > 0 {
            return slot - 1;
        }
        self.actors.push(ListedActor {
            id: id.into(),
            at: self.part_at + at,
            is_declared,
            ..ListedActor::default()
        });
        self.by_id.entry(id.into()).or_insert(slot);
        if self.declaration == Declaration::ByTies {
            self.groups.add(id, slot);
        }
        slot
    }

    /// An id for an actor without one: its number, or the next number that is free.
    pub(crate) fn number_as_id(&mut self) -> String {
        self.last_number = self.last_number.max(self.actors.len());
        loop {
            self.last_number += 1;
            let number = self.last_number.to_string();
            if !self.by_id.contains_key(&*number) {
                return number;
            }
        }
    }

    pub(crate) fn is_declared(&self, actor: usize) -> bool {
        self.actors[actor].is_declared
    }

    pub(crate) fn set_name(&mut self, actor: usize, name: &str) {
        if !name.trim().is_empty() {
            self.actors[actor].name = Some(one_line(name).into());
        }
    }

    pub(crate) fn has_name(&self, actor: usize) -> bool {
        self.actors[actor].name.is_some()
    }

    /// Whether an actor has this value under this name.
    fn says(&self, actor: usize, name: &str, value: &AttributeValue) -> bool {
        let number = self.actor_names.known(name);
        let mut values = self.actors[actor].values.iter();
        number.is_some_and(|number| values.any(|(at, known)| *at == number && known == value))
    }

    /// Whether an actor has an attribute of this name.
    pub(crate) fn is_described(&self, actor: usize, name: &str) -> bool {
        let number = self.actor_names.known(name);
        number.is_some_and(|number| self.actors[actor].values.has(number))
    }

    pub(crate) fn set_position(&mut self, actor: usize, x: f64, y: f64) {
        if x.is_finite() && y.is_finite() && x.abs().max(y.abs()) < 1e9 {
            self.actors[actor].position = Some(Point { x, y });
        }
    }

    /// Whether all actors, of several, have one position.
    pub(crate) fn has_one_place(&self) -> bool {
        let mut positions = self.actors.iter().map(|actor| actor.position);
        let first = positions.next().flatten();
        self.actors.len() > 1 && first.is_some() && positions.all(|position| position == first)
    }

    pub(crate) fn clear_positions(&mut self) {
        for actor in &mut self.actors {
            actor.position = None;
        }
    }

    pub(crate) fn add_alias(&mut self, actor: usize, alias: &str) {
        if self.aliases.insert((actor, alias.into())) && self.memory.take_value() {
            self.actors[actor].aliases.push(alias.to_owned());
        }
    }

    /// Makes one actor a member of another.
    pub(crate) fn add_member(&mut self, group: usize, member: usize) {
        if group != member && self.members.insert((group, member)) {
            self.actors[group].members.push(member);
        }
    }

    /// Adds an attribute of an actor; a second one of the same name gets a number.
    pub(crate) fn describe(&mut self, actor: usize, name: &str, value: AttributeValue) {
        if value.is_empty() {
            return;
        }
        if self.shared.contains(&actor) && self.says(actor, name, &value) {
            return;
        }
        let values = &mut self.actors[actor].values;
        match self.actor_names.free(values, name) {
            Some(_) if !self.memory.take_value() => {}
            Some(number) => values.push((number, value)),
            None => self.repeated_values += 1,
        }
    }

    /// A tie between two actors that a line names; `None`, and a report, if one of them is missing.
    pub(super) fn between(
        &mut self,
        ends: [Option<&str>; 2],
        at: usize,
        report: &mut IssueLog,
    ) -> Option<ListedTie> {
        let [Some(source), Some(target)] = ends else {
            let hint = Some("Expected two nodes; it is left out.".to_owned());
            report.error(at, "missing-end", "this line does not name two nodes", hint);
            return None;
        };
        Some(ListedTie {
            source: self.end(source, at),
            target: self.end(target, at),
            at,
            ..ListedTie::default()
        })
    }

    /// Adds an attribute to the values of a tie; a second one of the same name gets a number.
    pub(crate) fn attribute(&mut self, values: &mut Attributes, name: &str, value: AttributeValue) {
        if value.is_empty() {
            return;
        }
        match self.tie_names.free(values, name) {
            Some(number) => values.push((number, value)),
            None => self.repeated_values += 1,
        }
    }

    /// Whether there is memory left to give something that the file says once to one more actor or
    /// tie: a default, or what it says about a list of them. What is left out is counted.
    pub(crate) fn may_copy(&mut self, bytes: usize) -> bool {
        self.memory.take_copy(bytes)
    }

    /// Whether nothing more is copied: then there is no need to look for more.
    pub(crate) fn is_full(&self) -> bool {
        self.memory.has_all_copies()
    }

    /// Adds a tie, unless it is too much for the memory: then the file is refused.
    pub(crate) fn tie(&mut self, mut tie: ListedTie) {
        tie.at += self.part_at;
        if self.memory.take_tie(tie.values.len()) {
            self.ties.push(tie);
        }
    }

    /// Adds a tie with the direction in which its arrows are drawn, as far as it has some.
    pub(crate) fn drawn_tie(&mut self, mut tie: ListedTie, arrows: Option<Arrows>) {
        if let Some(arrows) = arrows {
            arrows.direct(&mut tie);
            self.turned_ties += usize::from(arrows.is_turned());
        }
        self.tie(tie);
    }

    /// Takes the direction from ties after this one that say none: others have arrows.
    pub(crate) fn settle_undrawn(&mut self, first: usize) {
        for index in first..self.tie_count() {
            if let Some(tie) = self.tie_mut(index) {
                tie.directed.get_or_insert(false);
            }
        }
    }

    /// Lets ties name an actor by another id as well, unless an actor has it.
    pub(crate) fn also_known_as(&mut self, actor: usize, id: &str) {
        self.by_id.entry(id.into()).or_insert(actor);
    }
}
