//! Properties of every merge: equal sides are the result, nothing is lost from either side, and the
//! order of the sides makes no difference up to the order of records.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use super::record::members;
use super::*;
use crate::file;
use crate::model::{
    Actor, Claim, Date, Fields, Quote, Reference, ReferenceId, Relation, RelationKind, Stance,
};

const NAMES: MergeNames<'_> = MergeNames {
    ours: "a",
    theirs: "b",
};

fn start() -> Document {
    let mut document = Document::default();
    for number in 0..3 {
        document
            .references
            .put(Reference::new(format!("r{number}")));
    }
    for number in 0..4 {
        document.actors.put(Actor::new(format!("a{number}")));
    }
    document
}

/// One change of a document, by numbers: what, where, and two values.
type Step = (u8, usize, usize, usize);

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    vec((0..15_u8, 0..6_usize, 0..5_usize, 0..6_usize), 0..most)
}

/// The document after these changes. Ids of new relations say who made them and what they say, so
/// that relations of one id are the same.
fn after(document: &Document, steps: &[Step], who: &str) -> Document {
    let mut document = document.clone();
    for (what, place, one, two) in steps {
        step(&mut document, *what, *place, (*one, *two), who);
    }
    document
}

fn step(document: &mut Document, what: u8, place: usize, (one, two): (usize, usize), who: &str) {
    let relation = document.relations.iter().nth(place).cloned();
    match what {
        0 => change_actor(document, place, |actor| {
            actor.name = Some(format!("name {one}"));
        }),
        1 => change_actor(document, place, |actor| {
            let alias = format!("alias {one}");
            if !actor.aliases.contains(&alias) {
                actor.aliases.push(alias);
            }
        }),
        2 => change_actor(document, place, |actor| {
            actor.fields = actor.fields.with_unknown("zz", Some(&one.to_string()));
        }),
        3 => document.meta.title = Some(format!("title {one}")),
        4..=6 => {
            let (source, target) = (place % 4, (place + 1 + one % 3) % 4);
            let id = format!("{who}{source}{target}{two}");
            let mut relation = Relation::new(id, format!("a{source}"), format!("a{target}"));
            relation.kind = Some(RelationKind::ALL[two % 4]);
            relation.claims.push(claim(one, two));
            if !document.relations.contains(&relation.id) {
                document.relations.put(relation);
            }
        }
        _ => {
            let Some(relation) = relation else { return };
            let mut relation = Relation::clone(&relation);
            match what {
                7 | 8 => relation.claims.push(claim(one, two)),
                9 => {
                    relation.claims.pop();
                }
                13 => {
                    relation.source = format!("a{}", one % 4).into();
                    relation.target = format!("a{}", two % 4).into();
                }
                10 => relation.kind = Some(RelationKind::ALL[one % 4]),
                11 => relation.when = Date::parse(&format!("201{one}")).ok(),
                12 => {
                    if let Some(claim) = relation.claims.first_mut() {
                        claim.stance = Stance::ALL[one % 4];
                        claim.note = Some(format!("note {two}"));
                    }
                }
                _ => {
                    document.relations.remove(&relation.id);
                    return;
                }
            }
            document.relations.put(relation);
        }
    }
}

fn change_actor(document: &mut Document, place: usize, change: impl FnOnce(&mut Actor)) {
    let actor = document.actors.iter().nth(place).cloned();
    if let Some(actor) = actor {
        let mut actor = Actor::clone(&actor);
        change(&mut actor);
        document.actors.put(actor);
    }
}

fn claim(one: usize, two: usize) -> Claim {
    Claim {
        reference: Some(ReferenceId::from(format!("r{}", one % 3))),
        quote: (two > 0).then(|| Quote {
            exact: format!("quote {one} {two}"),
            ..Quote::default()
        }),
        note: (two == 0).then(|| format!("note {one}")),
        ..Claim::default()
    }
}

/// A document as it is read from its file.
fn reread(document: &Document) -> Document {
    file::read(&file::write(document), "a.json")
        .unwrap()
        .document
}

/// The records of a document, whatever their order.
fn records(document: &Document) -> BTreeSet<String> {
    // An empty list of claims says what none says.
    let sorted = |members: members::Members| {
        let mut all: Vec<_> = members
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .filter(|member| member != "claims=[]")
            .collect();
        all.sort();
        all.join(" ")
    };
    let actors = document.actors.iter().map(members_of_actor);
    let relations = document.relations.iter().map(|one| {
        let mut claims: Vec<_> = one
            .claims
            .iter()
            .map(|claim| sorted(members(claim)))
            .collect();
        claims.sort();
        let mut bare = Relation {
            claims: Vec::new(),
            ..Relation::clone(one)
        };
        // Without a direction, the order of the ends says nothing.
        if !bare.is_directed() && bare.source > bare.target {
            std::mem::swap(&mut bare.source, &mut bare.target);
        }
        format!("{} {}", sorted(members(&bare)), claims.join(" "))
    });
    let references = document
        .references
        .iter()
        .map(|one| sorted(members(&**one)));
    let title = document.meta.title.clone().unwrap_or_default();
    actors
        .chain(relations)
        .chain(references)
        .chain([title])
        .collect()
}

/// An actor with its other names in order.
fn members_of_actor(actor: &Arc<Actor>) -> String {
    let mut actor = Actor::clone(actor);
    actor.aliases.sort();
    let zz = actor.fields.unknown("zz").map(str::to_owned);
    actor.fields = Fields::default();
    format!("{} {zz:?}", members(&actor).json())
}

/// The questions, whichever value was kept and which file the other is from.
fn asked(merged: &Merged) -> BTreeSet<String> {
    let questions = merged.report.questions.iter();
    questions
        .map(|one| {
            let mut values = [one.kept.clone(), one.other.clone()];
            values.sort();
            format!("{} {} {} {values:?}", one.record, one.id, one.field)
        })
        .collect()
}

/// Every value that a side set, which the base does not have there: by record and key.
fn said(document: &Document, base: &Document) -> Vec<(String, String, String)> {
    let mut said = Vec::new();
    for actor in document.actors.iter() {
        let old = base.actors.get(&actor.id).map(|old| members(&**old));
        for (key, value) in members(&**actor).iter() {
            if old.as_ref().and_then(|old| old.get(key)) != Some(value) {
                said.push((actor.id.to_string(), key.to_owned(), value.to_owned()));
            }
        }
    }
    for relation in document.relations.iter() {
        let bare = |relation: &Arc<Relation>| {
            members(&Relation {
                claims: Vec::new(),
                ..Relation::clone(relation)
            })
        };
        let old = base.relations.get(&relation.id);
        // Ends that are only exchanged say nothing without a direction.
        let is_turned = old.is_some_and(|old| {
            let is_directed = old.is_directed() || relation.is_directed();
            !is_directed && old.source == relation.target && old.target == relation.source
        });
        let old = old.map(bare);
        for (key, value) in bare(relation).iter() {
            if old.as_ref().and_then(|old| old.get(key)) != Some(value)
                && !["id", "claims"].contains(&key)
                && !(is_turned && ["source", "target"].contains(&key))
            {
                said.push((relation.id.to_string(), key.to_owned(), value.to_owned()));
            }
        }
    }
    said
}

/// What a merged document says about a record, its questions included.
fn sayings(merged: &Document) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut all: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let mut add = |id: &str, key: &str, value: &str| {
        let place = (id.to_owned(), key.to_owned());
        all.entry(place).or_default().insert(value.to_owned());
    };
    for actor in merged.actors.iter() {
        for (key, value) in members(&**actor).iter() {
            add(actor.id.as_str(), key, value);
        }
    }
    for relation in merged.relations.iter() {
        for (key, value) in members(&**relation).iter() {
            add(relation.id.as_str(), key, value);
        }
    }
    for question in &merged.meta.questions {
        if question.field == super::ends::ENDS {
            let other = question.other.as_deref().unwrap_or_default();
            let ends: [Option<String>; 3] = serde_json::from_str(other).unwrap();
            for (key, end) in ["source", "target"].into_iter().zip(ends) {
                add(&question.id, key, &format!("\"{}\"", end.unwrap()));
            }
            continue;
        }
        for value in [&question.kept, &question.other].into_iter().flatten() {
            add(&question.id, &question.field, value);
        }
    }
    all
}

/// What a claim says: its source and quote, and each of its other values.
fn values_of(claim: &Claim) -> ((String, String), [String; 2]) {
    let quote = claim.quote.as_ref().map(|quote| quote.exact.clone());
    let reference = claim.reference.as_ref().map(ToString::to_string);
    let note = claim.note.clone().unwrap_or_default();
    let place = (reference.unwrap_or_default(), quote.unwrap_or_default());
    (place, [claim.stance.as_str().to_owned(), note])
}

fn check_nothing_is_lost(base: &Document, side: &Document, merged: &Document) {
    let sayings = sayings(merged);
    for (id, key, value) in said(side, base) {
        if key == "aliases" {
            let actor = merged.actors.get(&id.as_str().into()).unwrap();
            for alias in &side.actors.get(&id.as_str().into()).unwrap().aliases {
                assert!(actor.aliases.contains(alias), "{alias}");
            }
            continue;
        }
        // A relation that both sides added may have the id of the other.
        let has = |id: &String| {
            let there = sayings.get(&(id.clone(), key.clone()));
            there.is_some_and(|there| there.contains(&value))
        };
        // Without a direction it may have its ends the other way round.
        let is_end = ["source", "target"].contains(&&*key);
        let is_there = merged.relations.contains(&id.as_str().into());
        let mut relations = merged.relations.iter();
        let is_an_end = relations.any(|one| {
            let may_be_turned = is_end && !one.is_directed();
            if !may_be_turned || (is_there && one.id.as_str() != id) {
                return false;
            }
            [&one.source, &one.target]
                .map(|end| format!("\"{end}\""))
                .contains(&value)
        });
        let is_there =
            has(&id) || is_an_end || merged.relations.iter().any(|one| has(&one.id.to_string()));
        assert!(is_there, "{id} {key} {value} is lost");
    }
    let merged = merged.relations.iter().flat_map(|one| &one.claims);
    let merged: Vec<_> = merged.map(values_of).collect();
    for relation in side.relations.iter() {
        let old = base.relations.get(&relation.id);
        let old = old.iter().flat_map(|old| &old.claims).map(values_of);
        let old: Vec<_> = old.collect();
        for claim in &relation.claims {
            let (place, values) = values_of(claim);
            let said = values
                .iter()
                .enumerate()
                .filter(|(_, value)| !value.is_empty());
            for (at, value) in said {
                let has = |all: &[((String, String), [String; 2])]| {
                    all.iter()
                        .any(|(other, values)| *other == place && values[at] == *value)
                };
                assert!(has(&old) || has(&merged), "{place:?} {value} is lost");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn equal_sides_are_the_result(of_base in steps(12), of_one in steps(12)) {
        let base = reread(&after(&start(), &of_base, "e"));
        let one = reread(&after(&base, &of_one, "x"));
        for base in [Some(&base), None] {
            let merged = merge(base, &one, &one, NAMES);
            prop_assert_eq!(file::write(&merged.document), file::write(&one));
            prop_assert!(merged.report.questions.is_empty());
        }
    }

    #[test]
    fn a_side_without_changes_changes_nothing(of_base in steps(12), of_one in steps(12)) {
        let base = reread(&after(&start(), &of_base, "e"));
        let one = reread(&after(&base, &of_one, "x"));
        let merged = merge(Some(&base), &one, &base, NAMES);
        prop_assert_eq!(file::write(&merged.document), file::write(&one));
        prop_assert!(merged.report.questions.is_empty());
        let merged = merge(Some(&base), &base, &one, NAMES);
        prop_assert_eq!(records(&merged.document), records(&one));
        prop_assert!(merged.report.questions.is_empty());
    }

    #[test]
    fn nothing_is_lost_from_either_side(
        of_base in steps(12),
        of_one in steps(12),
        of_two in steps(12),
    ) {
        let base = reread(&after(&start(), &of_base, "e"));
        let one = reread(&after(&base, &of_one, "x"));
        let two = reread(&after(&base, &of_two, "y"));
        let merged = merge(Some(&base), &one, &two, NAMES);
        for side in [&one, &two] {
            check_nothing_is_lost(&base, side, &merged.document);
        }
        let merged = merge(None, &one, &two, NAMES);
        for side in [&one, &two] {
            check_nothing_is_lost(&Document::default(), side, &merged.document);
        }
        // What was merged can be written and read.
        let again = reread(&merged.document);
        prop_assert_eq!(file::write(&again), file::write(&merged.document));
    }

    #[test]
    fn the_order_of_the_sides_makes_no_difference(
        of_base in steps(12),
        of_one in steps(12),
        of_two in steps(12),
    ) {
        let base = reread(&after(&start(), &of_base, "e"));
        let one = reread(&after(&base, &of_one, "x"));
        let two = reread(&after(&base, &of_two, "y"));
        let forth = merge(Some(&base), &one, &two, NAMES);
        let back = merge(Some(&base), &two, &one, NAMES);
        prop_assert_eq!(asked(&forth), asked(&back));
        if forth.report.questions.is_empty() {
            prop_assert_eq!(records(&forth.document), records(&back.document));
        }
        prop_assert_eq!(forth.document.claim_count(), back.document.claim_count());
    }
}
