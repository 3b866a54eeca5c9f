//! Tests of building documents from actors and ties.

use super::super::attributes::Attributes;
use super::super::listed_actor::FULL_NAME;
use super::super::listed_tie::ListedTie;
use super::*;
use crate::model::RelationKind;

fn document(ties: TieBuilder) -> Document {
    let mut report = IssueLog::default();
    ties.into_document(&mut report, ProgressMeter::default(), &|at, _| at)
        .unwrap()
}

#[test]
fn a_name_of_megabytes_is_cut_and_kept() {
    let mut ties = TieBuilder::by_ties(1_000);
    let name = "x".repeat(2_000_000);
    let slots = [ties.end(&name, 0), ties.end(&(name.clone() + "y"), 0)];
    assert_ne!(slots[0], slots[1]);
    assert_eq!(ties.end(&name, 0), slots[0]);
    let document = document(ties);
    let actor = document.actors.iter().next().unwrap();
    assert!(actor.name().len() < 2_100 && actor.id.as_str().len() < 2_100);
    assert_eq!(
        actor.fields.unknown(FULL_NAME).unwrap().len(),
        name.len() + 2
    );
}

#[test]
fn a_name_is_one_actor_and_an_id_is_given_once() {
    let mut ties = TieBuilder::by_ties(1_000);
    let (a, b) = (ties.end("A", 0), ties.end("B", 0));
    assert_eq!(ties.end("A", 0), a);
    for _ in 0..2 {
        ties.tie(ListedTie {
            source: a,
            target: b,
            ..ListedTie::default()
        });
    }
    ties.new_actor("A", 0, true);
    let document = document(ties);
    let ids: Vec<_> = document
        .relations
        .iter()
        .map(|r| r.id.to_string())
        .collect();
    assert_eq!(ids, ["A-B-other", "A-B-other-2"]);
    assert_eq!(document.actors.get(&"A-2".into()).unwrap().name(), "A");
}

#[test]
fn attributes_without_a_place_are_kept_with_their_types() {
    let mut ties = TieBuilder::listed(1_000);
    let mut report = IssueLog::default();
    let a = ties.declare("a", 0, &mut report);
    ties.describe(a, "size", AttributeValue::digits("2.5"));
    ties.describe(a, "id", AttributeValue::text("x"));
    let mut values = Attributes::new();
    ties.attribute(&mut values, "weight", AttributeValue::digits("-2"));
    ties.attribute(&mut values, "ok", AttributeValue::flag(true));
    ties.tie(ListedTie {
        source: a,
        target: a,
        values,
        ..ListedTie::default()
    });
    let document = document(ties);
    let actor = document.actors.iter().next().unwrap();
    assert_eq!(actor.fields.unknown("size"), Some("2.5"));
    assert_eq!(actor.fields.unknown("id (attribute)"), Some("\"x\""));
    let relation = document.relations.iter().next().unwrap();
    assert_eq!(
        (relation.kind(), relation.weight),
        (RelationKind::Hostility, Some(2.0))
    );
    assert_eq!(relation.fields.unknown("ok"), Some("true"));
}
