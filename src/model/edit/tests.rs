//! Edits of small documents: the document before and after.

use std::collections::BTreeSet;

use super::*;
use crate::model::{ActorKind, Claim, Claimant, Point, RelationKind};

/// Russia supports the Taliban and is at odds with Kabul, which the Taliban fight; the Taliban say
/// so themselves.
fn document() -> Document {
    let relation = |id: &str, source: &str, target: &str, kind| Relation {
        kind: Some(kind),
        ..Relation::new(id, source, target)
    };
    let said = Claim {
        reference: Some("book".into()),
        claimant: Some(Claimant::Actor("taliban".into())),
        ..Claim::default()
    };
    let council = Actor {
        members: vec!["taliban".into(), "kabul".into()],
        ..Actor::new("council")
    };
    Document {
        references: [Reference::new("book")].into_iter().collect(),
        actors: ["russia", "taliban", "kabul"]
            .map(Actor::new)
            .into_iter()
            .chain([council])
            .collect(),
        relations: [
            relation("support", "russia", "taliban", RelationKind::Support),
            relation("war", "taliban", "kabul", RelationKind::Hostility),
            Relation {
                claims: vec![said],
                ..relation("odds", "russia", "kabul", RelationKind::Hostility)
            },
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    }
}

fn position(actor: &str) -> ActorPosition {
    ActorPosition {
        actor: actor.into(),
        point: Point { x: 3.0, y: 4.0 },
        pinned: true,
    }
}

/// The relations as `source kind target`.
fn ties(document: &Document) -> Vec<String> {
    let ties = document.relations.iter().map(|relation| {
        let (source, target) = (&relation.source, &relation.target);
        format!("{source} {} {target}", relation.kind().as_str())
    });
    ties.collect()
}

#[test]
fn a_move_places_one_actor_and_leaves_the_others() {
    let before = document();
    let after = Edit::move_actors(&before, vec![position("kabul")]).applied(&before);
    let kabul = after.actors.get(&"kabul".into()).unwrap();
    assert_eq!(
        (kabul.position, kabul.pinned),
        (Some(Point { x: 3.0, y: 4.0 }), true)
    );
    let russia = "russia".into();
    assert_eq!(after.actors.get(&russia), before.actors.get(&russia));
}

#[test]
fn an_edit_of_an_unknown_actor_changes_nothing() {
    let before = document();
    let unknown = Edit::move_actors(&before, vec![position("unknown")]);
    assert_eq!(unknown.apply(&before), None);
    assert_eq!(
        Edit::delete_actors(&before, &["unknown".into()]).apply(&before),
        None
    );
    let merge = Edit::merge_actors(&before, &"unknown".into(), &["russia".into()]);
    assert_eq!(merge.apply(&before), None);
}

#[test]
fn arranging_keeps_the_digits_of_unchanged_positions() {
    let precise = Point {
        x: 0.123_456_789,
        y: 7.0,
    };
    let placed = Actor {
        position: Some(precise),
        ..Actor::new("a")
    };
    let document = Document {
        actors: [placed, Actor::new("b")].into_iter().collect(),
        ..Document::default()
    };
    let positions = [(precise.x as f32, 7.0), (1.006, 2.0)];
    let after = Edit::arrange(&document, positions).applied(&document);
    let positions: Vec<_> = after.actors.iter().map(|actor| actor.position).collect();
    assert_eq!(positions, [Some(precise), Some(Point { x: 1.01, y: 2.0 })]);
}

#[test]
fn labels_name_what_is_changed_or_count_it() {
    let document = document();
    let actors: [ActorId; 2] = ["russia".into(), "kabul".into()];
    let both = vec![position("russia"), position("kabul")];
    let odds = document.relations.get(&"odds".into()).unwrap();
    let edits = [
        Edit::move_actors(&document, vec![position("russia")]),
        Edit::pin(&document, both),
        Edit::put_actors(&document, vec![Actor::new("iran")]),
        Edit::put_actors(&document, vec![Actor::new("kabul")]),
        Edit::delete_actors(&document, &actors),
        Edit::merge_actors(&document, &actors[0], &actors[1..]),
        Edit::reverse_relations(&document, &["war".into()]),
        Edit::delete_claim(&document, &odds.id, odds.claims[0].id),
        Edit::delete_references(&document, &["book".into()]),
    ];
    let labels: Vec<&str> = edits.iter().map(|edit| &**edit.label()).collect();
    insta::assert_snapshot!(labels.join("\n"), @r"
    move of russia
    pin of 2 actors
    addition of iran
    change of kabul
    deletion of 2 actors
    merge of kabul into russia
    reversal of taliban – kabul
    deletion of a claim on russia – kabul
    deletion of book
    ");
}

#[test]
fn deleting_an_actor_deletes_its_relations_and_keeps_its_name_as_claimant() {
    let before = document();
    let edit = Edit::delete_actors(&before, &["taliban".into()]);
    assert_eq!(
        edit.removal_counts(&before).in_words().as_deref(),
        Some("1 actor and 2 relations")
    );
    let after = edit.applied(&before);
    assert_eq!(ties(&after), ["russia hostility kabul"]);
    let odds = after.relations.get(&"odds".into()).unwrap();
    assert_eq!(
        odds.claims[0].claimant,
        Some(Claimant::Words("taliban".into()))
    );
    let council = after.actors.get(&"council".into()).unwrap();
    assert_eq!(council.members, ["kabul".into()]);
}

#[test]
fn merged_actors_have_all_relations_names_and_claims() {
    let before = document();
    let after = Edit::merge_actors(&before, &"russia".into(), &["taliban".into()]).applied(&before);
    assert_eq!(
        ties(&after),
        [
            "russia support russia",
            "russia hostility kabul",
            "russia hostility kabul"
        ]
    );
    let russia = after.actors.get(&"russia".into()).unwrap();
    assert_eq!(russia.aliases, ["taliban"]);
    let council = after.actors.get(&"council".into()).unwrap();
    assert_eq!(council.members, ["russia".into(), "kabul".into()]);
    let odds = after.relations.get(&"odds".into()).unwrap();
    assert_eq!(
        odds.claims[0].claimant,
        Some(Claimant::Actor("russia".into()))
    );
}

#[test]
fn a_split_gives_the_chosen_relations_away() {
    let before = document();
    let haqqani = Actor::new("haqqani");
    let chosen = BTreeSet::from([RelationId::from("war")]);
    let after = Edit::split_actor(&before, &"taliban".into(), haqqani, &chosen).applied(&before);
    assert_eq!(
        ties(&after),
        [
            "russia support taliban",
            "haqqani hostility kabul",
            "russia hostility kabul"
        ]
    );
}

#[test]
fn a_deleted_reference_takes_its_claims_along_and_the_relation_stays() {
    let before = document();
    let edit = Edit::delete_references(&before, &["book".into()]);
    assert_eq!(
        edit.removal_counts(&before).in_words().as_deref(),
        Some("1 claim and 1 source")
    );
    let after = edit.applied(&before);
    assert!(after.relations.get(&"odds".into()).unwrap().is_uncited());
}

fn new_claim(source: ClaimEnd, kind: RelationKind) -> NewClaim {
    NewClaim {
        source,
        target: ClaimEnd::Known("taliban".into()),
        kind,
        directed: None,
        when: None,
        relation: None,
        claim: Claim {
            locator: Some("¶1".into()),
            ..Claim::default()
        },
    }
}

#[test]
fn a_claim_about_new_actors_makes_them_and_their_relation_in_one_edit() {
    let before = document();
    let iran = ClaimEnd::New {
        name: "Iran".into(),
        kind: ActorKind::State,
    };
    let (edit, id) = Edit::make_claim(&before, new_claim(iran, RelationKind::Support));
    assert_eq!(&**edit.label(), "claim on Iran – taliban");
    let after = edit.applied(&before);
    let relation = after.relations.get(&id).unwrap();
    assert_eq!(id.as_str(), "iran-taliban-support");
    assert_eq!(relation.claims.len(), 1);
    let iran = after.actors.get(&"iran".into()).unwrap();
    assert_eq!(iran.kind(), ActorKind::State);
}

#[test]
fn a_claim_of_the_same_actors_kind_and_time_goes_to_the_existing_relation() {
    let before = document();
    let russia = || ClaimEnd::Known("russia".into());
    let (edit, id) = Edit::make_claim(&before, new_claim(russia(), RelationKind::Support));
    assert_eq!(id.as_str(), "support");
    assert_eq!(
        edit.applied(&before).relations.len(),
        before.relations.len()
    );
    let kabul = ClaimEnd::Known("kabul".into());
    let (_, id) = Edit::make_claim(&before, new_claim(kabul, RelationKind::Hostility));
    assert_eq!(id.as_str(), "war", "hostility goes both ways");
    let (_, id) = Edit::make_claim(&before, new_claim(russia(), RelationKind::Cooperation));
    assert!(!before.relations.contains(&id));
    let elsewhen = NewClaim {
        when: crate::model::Date::parse("2001").ok(),
        ..new_claim(russia(), RelationKind::Support)
    };
    let (_, id) = Edit::make_claim(&before, elsewhen);
    assert_eq!(
        id.as_str(),
        "russia-taliban-support",
        "another time is another relation"
    );
}

#[test]
fn a_claimant_that_is_a_new_end_is_that_actor() {
    let before = document();
    let vera = ClaimEnd::New {
        name: "Vera".into(),
        kind: ActorKind::State,
    };
    let mut new = new_claim(vera, RelationKind::Support);
    new.claim.claimant = Some(Claimant::Words("Vera".into()));
    let (edit, id) = Edit::make_claim(&before, new);
    let relation = edit.applied(&before).relations.get(&id).unwrap().clone();
    let claimant = relation.claims[0].claimant.clone();
    assert_eq!(claimant, Some(Claimant::Actor("vera".into())));
}

#[test]
fn a_chosen_direction_is_not_dropped_for_a_relation_of_another_one() {
    let before = document();
    let both = NewClaim {
        directed: Some(false),
        ..new_claim(ClaimEnd::Known("russia".into()), RelationKind::Support)
    };
    let (_, id) = Edit::make_claim(&before, both);
    assert!(!before.relations.contains(&id), "{id}");
}

#[test]
fn deleting_most_actors_leaves_the_others_in_order_and_new_ones_at_the_end() {
    let before = Document {
        actors: ["a", "b", "c", "d", "e"]
            .map(Actor::new)
            .into_iter()
            .collect(),
        relations: [
            Relation::new("ab", "a", "b"),
            Relation::new("bd", "b", "d"),
            Relation::new("cd", "c", "d"),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    };
    let ids = |document: &Document| -> Vec<String> {
        let actors = document.actors.iter().map(|actor| actor.id.to_string());
        let relations = document.relations.iter();
        actors
            .chain(relations.map(|relation| relation.id.to_string()))
            .collect()
    };
    let one = Edit::delete_actors(&before, &["e".into()]).applied(&before);
    assert_eq!(ids(&one), ["a", "b", "c", "d", "ab", "bd", "cd"]);
    let some = ["a", "b", "e", "unknown"].map(ActorId::from);
    let mut after = Edit::delete_actors(&before, &some).applied(&before);
    assert_eq!(ids(&after), ["c", "d", "cd"]);
    assert!(!after.actors.contains(&"a".into()));
    after.actors.put(Actor::new("a"));
    assert_eq!(ids(&after), ["c", "d", "a", "cd"]);
    let all: Vec<_> = before.actors.iter().map(|actor| actor.id.clone()).collect();
    let none = Edit::delete_actors(&before, &all).applied(&before);
    assert!(none.actors.is_empty() && none.relations.is_empty());
}

#[test]
fn the_size_of_an_edit_of_many_records_is_about_the_sum_of_theirs() {
    let note = "x".repeat(1000);
    let actor = |number: usize| Actor {
        note: Some(note.clone()),
        ..Actor::new(format!("a{number}"))
    };
    let document = Document {
        actors: (0..2500).map(actor).collect(),
        ..Document::default()
    };
    let all: Vec<ActorId> = document
        .actors
        .iter()
        .map(|actor| actor.id.clone())
        .collect();
    let records = document.actors.iter();
    let sum: usize = records.map(|actor| actor.approximate_bytes()).sum();
    let bytes = Edit::delete_actors(&document, &all).replaced_bytes(&document);
    assert!((sum..sum + sum / 4).contains(&bytes), "{bytes} for {sum}");
}
