//! Compares two documents record by record and field by field. Merges nothing.

use std::collections::HashMap;
use std::hash::Hash;

use super::claims;
use super::members::{MemberIndex, Members, is_same_value};
use super::record::members;
use super::relations;
use super::view_list::{List, ListedRecord, by_id};
use crate::file::formats::json;
use crate::file::formats::native::record::Entry;
use crate::model::{Actor, Claim, Document, Record, Relation, StepId, Table};

/// The differences between two documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileComparison {
    /// What differs, in the order: network, sources, actors, relations, each followed by its
    /// claims, steps of the story, text notes.
    pub records: Vec<ComparedRecord>,
    /// The number of actors of which only the position differs.
    pub moved: usize,
}

/// A record that is not the same in both documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedRecord {
    /// What kind of record: `network`, `source`, `actor`, `relation`, `claim`, `step` or
    /// `text note`.
    pub record: &'static str,
    /// Its id; for a claim that of its relation; empty for the network.
    pub id: String,
    /// Its name in words.
    pub name: String,
    /// What happened to it.
    pub status: RecordStatus,
    /// The fields that differ, if it is in both.
    pub fields: Vec<FieldDifference>,
}

/// What happened to a record from the first document to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordStatus {
    /// Only the second has it.
    Added,
    /// Only the first has it.
    Removed,
    /// Both have it, and fields differ.
    Changed,
}

impl RecordStatus {
    /// A stable word for programs, and for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// A field that differs, with its values as JSON; `None` where it is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    /// The key in the file.
    pub field: String,
    /// The value in the first document.
    pub before: Option<String>,
    /// The value in the second document.
    pub after: Option<String>,
}

/// Compares two documents: records by their ids, claims by their quotes, and relations of different
/// ids by what they say and a quote that they share. O(records).
pub fn compare(before: &Document, after: &Document) -> FileComparison {
    let mut compared = FileComparison::default();
    let fields = differing(&members(&before.meta), &members(&after.meta), &[]);
    let own = |document: &Document| Members::from_unknown(&document.fields);
    let more = differing(&own(before), &own(after), &[]);
    let fields = fields.into_iter().chain(more);
    let fields: Vec<_> = fields.chain(order_of_steps(before, after)).collect();
    if !fields.is_empty() {
        compared.records.push(ComparedRecord {
            record: "network",
            id: String::new(),
            name: "the network".to_owned(),
            status: RecordStatus::Changed,
            fields,
        });
    }
    let title = |reference: &crate::model::Reference, _: &Document| reference.title().to_owned();
    compared.table(
        ("source", &[]),
        (before, &before.references),
        (after, &after.references),
        title,
    );
    compared.table(
        ("actor", &["x", "y", "pinned"]),
        (before, &before.actors),
        (after, &after.actors),
        |actor, _| actor.name().to_owned(),
    );
    compared.moved = moved(before, after);
    compared.relations(before, after);
    compared.list(&before.story, &after.story);
    compared.list(&before.annotations, &after.annotations);
    compared
}

/// The order of the steps that both stories have, if it differs.
fn order_of_steps(before: &Document, after: &Document) -> Option<FieldDifference> {
    let order = |of: &Document, other: &Document| -> Vec<StepId> {
        let there = by_id(&other.story);
        let steps = of.story.iter().map(|step| &step.id);
        steps.filter(|id| there.contains_key(id)).cloned().collect()
    };
    let (old, new) = (order(before, after), order(after, before));
    let written = |ids: &[StepId]| {
        let ids = ids.iter().map(|id| {
            let mut text = String::new();
            json::quote_into(&mut text, id.as_str());
            text
        });
        format!("[{}]", ids.collect::<Vec<_>>().join(","))
    };
    (old != new).then(|| FieldDifference {
        field: "order of the story".to_owned(),
        before: Some(written(&old)),
        after: Some(written(&new)),
    })
}

impl FileComparison {
    fn table<T>(
        &mut self,
        (record, place): (&'static str, &[&str]),
        (before, old): (&Document, &Table<T>),
        (after, new): (&Document, &Table<T>),
        name: impl Fn(&T, &Document) -> String,
    ) where
        T: Record + Entry + PartialEq,
        T::Id: Hash + ToString,
    {
        let mut add = |one: &T, document: &Document, status, fields| {
            self.records.push(ComparedRecord {
                record,
                id: one.id().to_string(),
                name: name(one, document),
                status,
                fields,
            });
        };
        for one in old.iter().filter(|one| !new.contains(one.id())) {
            add(one, before, RecordStatus::Removed, Vec::new());
        }
        for one in new.iter() {
            match old.get(one.id()) {
                None => add(one, after, RecordStatus::Added, Vec::new()),
                Some(was) if was == one => {}
                Some(was) => {
                    let fields = differing(&members(&**was), &members(&**one), place);
                    if !fields.is_empty() {
                        add(one, after, RecordStatus::Changed, fields);
                    }
                }
            }
        }
    }

    /// Steps or text notes.
    fn list<T: ListedRecord>(&mut self, old: &List<T>, new: &List<T>) {
        let (was, is) = (by_id(old), by_id(new));
        let mut add = |one: &T, status, fields| {
            self.records.push(ComparedRecord {
                record: T::WORD,
                id: one.id().to_string(),
                name: one.title(),
                status,
                fields,
            });
        };
        for one in old.iter().filter(|one| !is.contains_key(one.id())) {
            add(one, RecordStatus::Removed, Vec::new());
        }
        for one in new.iter() {
            match was.get(one.id()) {
                None => add(one, RecordStatus::Added, Vec::new()),
                Some(before) if *before == one => {}
                Some(before) => {
                    let fields = differing(&members(&***before), &members(&**one), &[]);
                    if !fields.is_empty() {
                        add(one, RecordStatus::Changed, fields);
                    }
                }
            }
        }
    }

    fn relations(&mut self, before: &Document, after: &Document) {
        let (of_before, of_after) = relations::one_id(None, before, after);
        let mut same: HashMap<_, _> = HashMap::new();
        let mut other: HashMap<_, _> = HashMap::new();
        for (one, two) in &of_before.relations {
            same.insert(two.clone(), one.clone());
            other.insert(one.clone(), two.clone());
        }
        for (two, one) in &of_after.relations {
            same.insert(two.clone(), one.clone());
            other.insert(one.clone(), two.clone());
        }
        for was in before.relations.iter() {
            let id = other.get(&was.id).unwrap_or(&was.id);
            if !after.relations.contains(id) {
                self.relation(was, before, RecordStatus::Removed, Vec::new());
            }
        }
        for one in after.relations.iter() {
            let id = same.get(&one.id).unwrap_or(&one.id);
            let Some(was) = before.relations.get(id) else {
                self.relation(one, after, RecordStatus::Added, Vec::new());
                self.claims(&[], &one.claims, one, (before, after));
                continue;
            };
            if was == one {
                continue;
            }
            // A direction that is only said, as the kind has it, is the same.
            let except: &[&str] = if was.is_directed() == one.is_directed() {
                &["claims", "directed"]
            } else {
                &["claims"]
            };
            let fields = differing(&members(&**was), &members(&**one), except);
            if !fields.is_empty() {
                self.relation(one, after, RecordStatus::Changed, fields);
            }
            self.claims(&was.claims, &one.claims, one, (before, after));
        }
    }

    fn relation(
        &mut self,
        relation: &Relation,
        document: &Document,
        status: RecordStatus,
        fields: Vec<FieldDifference>,
    ) {
        self.records.push(ComparedRecord {
            record: "relation",
            id: relation.id.to_string(),
            name: relation_title(relation, document),
            status,
            fields,
        });
    }

    fn claims(
        &mut self,
        old: &[Claim],
        new: &[Claim],
        relation: &Relation,
        (before, after): (&Document, &Document),
    ) {
        let mut add = |claim: &Claim, document, status, fields| {
            let ends = relation_title(relation, document);
            let quote = claim.quote.as_ref();
            let quote = quote.map(|quote| format!(": “{}”", quote.exact));
            self.records.push(ComparedRecord {
                record: "claim",
                id: relation.id.to_string(),
                name: ends + &quote.unwrap_or_default(),
                status,
                fields,
            });
        };
        let matched = claims::corrected(old, new);
        let mut is_there = vec![false; old.len()];
        for was in matched.iter().flatten() {
            is_there[*was] = true;
        }
        for (was, _) in old.iter().zip(&is_there).filter(|(_, there)| !**there) {
            add(was, before, RecordStatus::Removed, Vec::new());
        }
        for (claim, was) in new.iter().zip(matched) {
            let Some(was) = was.map(|was| &old[was]) else {
                add(claim, after, RecordStatus::Added, Vec::new());
                continue;
            };
            let fields = if was == claim {
                Vec::new()
            } else {
                differing(&members(was), &members(claim), &[])
            };
            if !fields.is_empty() {
                add(claim, after, RecordStatus::Changed, fields);
            }
        }
    }
}

/// `Russia – Taliban, support`.
fn relation_title(relation: &Relation, document: &Document) -> String {
    let name = document.relation_name(relation);
    format!("{name}, {}", relation.kind().as_str())
}

/// The members that differ in what they mean, except some.
fn differing(before: &Members, after: &Members, except: &[&str]) -> Vec<FieldDifference> {
    let (was, is) = (MemberIndex::of(before), MemberIndex::of(after));
    let more = after.iter().enumerate();
    let more = more.filter(|(at, (key, _))| was.get(key, *at).is_none());
    let keys = before.iter().enumerate().chain(more);
    let differing = keys.filter(|(at, (key, _))| {
        let is_same = is_same_value(key, was.said(key, *at), is.said(key, *at));
        !except.contains(key) && !is_same
    });
    let value = |of: &MemberIndex<'_>, key, at| of.get(key, at).map(str::to_owned);
    differing
        .map(|(at, (key, _))| FieldDifference {
            field: key.to_owned(),
            before: value(&was, key, at),
            after: value(&is, key, at),
        })
        .collect()
}

fn moved(before: &Document, after: &Document) -> usize {
    let is_moved = |actor: &&std::sync::Arc<Actor>| {
        let was = before.actors.get(&actor.id);
        was.is_some_and(|was| (was.position, was.pinned) != (actor.position, actor.pinned))
    };
    after.actors.iter().filter(is_moved).count()
}
