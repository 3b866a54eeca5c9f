//! After any edits: undo restores the same bytes, the file reads back as it was written, and fields
//! that Frenemy does not know stay in place.

use std::collections::BTreeSet;

use frenemy::app::Field;
use frenemy::app::field::{actor, claim, meta, reference, relation};
use frenemy::file;
use frenemy::model::{
    Actor, ActorId, ActorKind, Claim, ClaimEnd, ClaimId, Claimant, Document, Edit, History,
    NewClaim, Reference, ReferenceId, Relation, RelationId, RelationKind, Stance,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A field that Frenemy does not know, for each record and inside claims, quotes and names.
const UNKNOWN: &str = r#""zz-unknown": {"b": [1.50, "\u00e9"], "a": null}"#;

/// A document with this many actors, relations and references, each with unknown fields.
fn document(actors: usize, relations: &[(Index, Index, usize)], references: usize) -> Document {
    let list = |items: Vec<String>| items.join(",\n");
    let nodes = (0..actors).map(|at| {
        format!(r#"{{"id": "a{at}", {UNKNOWN}, "name": "Actor {at}", "kind": "state", "place-of-birth": {at}.0}}"#)
    });
    let edges = relations.iter().enumerate().map(|(at, (source, target, claims))| {
        let claims = (0..*claims).map(|claim| {
            format!(
                r#"{{"reference": "r{}", "quote": {{"exact": "words {claim}", {UNKNOWN}}}, {UNKNOWN}, "claimant": "a0"}}"#,
                claim % references
            )
        });
        format!(
            r#"{{"id": "t{at}", "source": "a{}", "target": "a{}", "kind": "support", {UNKNOWN}, "claims": [{}]}}"#,
            source.index(actors),
            target.index(actors),
            claims.collect::<Vec<_>>().join(",")
        )
    });
    let texts = (0..references).map(|at| {
        format!(r#"{{"id": "r{at}", "title": "Text {at}", "author": [{{"family": "Doe", {UNKNOWN}}}], {UNKNOWN}, "DOI": "10.1/x"}}"#)
    });
    let text = format!(
        r#"{{"format": "frenemy/1", {UNKNOWN}, "graph": {{"title": "T", {UNKNOWN}}}, "references": [{}], "nodes": [{}], "edges": [{}]}}"#,
        list(texts.collect()),
        list(nodes.collect()),
        list(edges.collect())
    );
    file::read(text.as_bytes(), "unknown.json")
        .unwrap()
        .document
}

/// An operation of a user; its target is chosen among the records that exist at that time.
#[derive(Clone, Debug)]
enum Op {
    Type(usize, Index, String),
    ChangeKind(Index, ActorKind),
    Relate(Index, Index, RelationKind),
    AddActor(String),
    DeleteActors(Vec<Index>),
    DeleteRelation(Index),
    DeleteReference(Index),
    AddReference(String),
    Merge(Index, Index),
    Split(Index, Vec<Index>),
    Reverse(Vec<Index>),
    Stance(Index, Stance),
    AddClaim(Index),
    DeleteClaim(Index),
    MakeClaim(Index, String),
}

fn operation() -> impl Strategy<Value = Op> {
    let at = any::<Index>;
    let text = || {
        prop_oneof![
            "[a-z ]{0,6}",
            "[0-9]{4}",
            ".{0,5}",
            Just("2007/..".to_owned())
        ]
    };
    let typed = (0..field_keys().len(), at(), text())
        .prop_map(|(field, at, text)| Op::Type(field, at, text));
    let done = prop_oneof![
        (at(), select(ActorKind::ALL.to_vec())).prop_map(|(at, kind)| Op::ChangeKind(at, kind)),
        (at(), at(), select(RelationKind::ALL.to_vec()))
            .prop_map(|(a, b, kind)| Op::Relate(a, b, kind)),
        text().prop_map(Op::AddActor),
        vec(at(), 1..3).prop_map(Op::DeleteActors),
        at().prop_map(Op::DeleteRelation),
        at().prop_map(Op::DeleteReference),
        text().prop_map(Op::AddReference),
        (at(), at()).prop_map(|(a, b)| Op::Merge(a, b)),
        (at(), vec(at(), 0..3)).prop_map(|(at, some)| Op::Split(at, some)),
        vec(at(), 1..3).prop_map(Op::Reverse),
        (at(), select(Stance::ALL.to_vec())).prop_map(|(at, stance)| Op::Stance(at, stance)),
        at().prop_map(Op::AddClaim),
        at().prop_map(Op::DeleteClaim),
        (at(), text()).prop_map(|(at, name)| Op::MakeClaim(at, name)),
    ];
    prop_oneof![1 => typed, 3 => done]
}

fn some_actor(document: &Document, at: Index) -> Option<ActorId> {
    let count = document.actors.len();
    let actor = document
        .actors
        .iter()
        .nth((count > 0).then(|| at.index(count))?)?;
    Some(actor.id.clone())
}

fn some_relation(document: &Document, at: Index) -> Option<RelationId> {
    let count = document.relations.len();
    let relation = document
        .relations
        .iter()
        .nth((count > 0).then(|| at.index(count))?)?;
    Some(relation.id.clone())
}

fn some_reference(document: &Document, at: Index) -> Option<ReferenceId> {
    let count = document.references.len();
    let reference = document
        .references
        .iter()
        .nth((count > 0).then(|| at.index(count))?)?;
    Some(reference.id.clone())
}

/// One of all editable fields.
fn field(document: &Document, number: usize, at: Index) -> Option<Field> {
    const META: usize = meta::FIELDS.len();
    const ACTOR: usize = META + actor::FIELDS.len();
    const RELATION: usize = ACTOR + relation::FIELDS.len();
    const CLAIM: usize = RELATION + claim::FIELDS.len();
    Some(match number {
        0..META => Field::Meta(meta::FIELDS[number]),
        META..ACTOR => Field::Actors(
            vec![some_actor(document, at)?],
            actor::FIELDS[number - META],
        ),
        ACTOR..RELATION => Field::Relations(
            vec![some_relation(document, at)?],
            relation::FIELDS[number - ACTOR],
        ),
        RELATION..CLAIM => {
            let id = some_relation(document, at)?;
            let first = first_claim(document, &id)?;
            Field::Claim(id, first, claim::FIELDS[number - RELATION])
        }
        _ => Field::Reference(
            some_reference(document, at)?,
            reference::FIELDS[number - CLAIM],
        ),
    })
}

/// The keys of all editable fields, by number.
fn field_keys() -> Vec<&'static str> {
    let of_meta = meta::FIELDS.iter().map(|row| row.key);
    let of_actor = actor::FIELDS.iter().map(|row| row.key);
    let of_relation = relation::FIELDS.iter().map(|row| row.key);
    let of_claim = claim::FIELDS.iter().map(|row| row.key);
    let of_reference = reference::FIELDS.iter().map(|row| row.key);
    of_meta
        .chain(of_actor)
        .chain(of_relation)
        .chain(of_claim)
        .chain(of_reference)
        .collect()
}

/// Whether emptying a field removes an object with its unknown fields.
fn is_object(number: usize) -> bool {
    ["quote", "author"].contains(&field_keys()[number])
}

fn first_claim(document: &Document, relation: &RelationId) -> Option<ClaimId> {
    let relation = document.relations.get(relation)?;
    Some(relation.claims.first()?.id)
}

/// The edit that an operation makes in this document; nothing where it has no target.
#[expect(clippy::too_many_lines, reason = "an arm for each operation")]
fn edit(operation: &Op, document: &Document) -> Option<Edit> {
    let all = |some: &[Index]| -> Vec<ActorId> {
        some.iter()
            .filter_map(|at| some_actor(document, *at))
            .collect()
    };
    Some(match operation {
        Op::Type(number, at, text) => field(document, *number, *at)?
            .edit(document, &text.as_str().into())
            .ok()?,
        Op::ChangeKind(at, kind) => {
            let change = |actor: &mut Actor| actor.kind = Some(*kind);
            Edit::change_actors(document, &[some_actor(document, *at)?], "kind", change)
        }
        Op::Relate(a, b, kind) => {
            let (a, b) = (some_actor(document, *a)?, some_actor(document, *b)?);
            let id = document.fresh_relation_id(&a, &b, *kind);
            Edit::put_relations(
                document,
                vec![Relation {
                    kind: Some(*kind),
                    ..Relation::new(id.as_str(), a, b)
                }],
            )
        }
        Op::AddActor(name) => {
            let id = document.fresh_actor_id(name);
            Edit::put_actors(
                document,
                vec![Actor {
                    name: Some(name.clone()),
                    ..Actor::new(id)
                }],
            )
        }
        Op::DeleteActors(some) => Edit::delete_actors(document, &all(some)),
        Op::DeleteRelation(at) => {
            Edit::delete_relations(document, &[some_relation(document, *at)?])
        }
        Op::DeleteReference(at) => {
            Edit::delete_references(document, &[some_reference(document, *at)?])
        }
        Op::AddReference(title) => {
            let id = document.fresh_reference_id(title);
            Edit::put_references(
                document,
                vec![Reference {
                    title: Some(title.clone()),
                    ..Reference::new(id)
                }],
            )
        }
        Op::Merge(a, b) => Edit::merge_actors(
            document,
            &some_actor(document, *a)?,
            &[some_actor(document, *b)?],
        ),
        Op::Split(at, some) => {
            let new = Actor::new(document.fresh_actor_id("part"));
            let chosen: BTreeSet<_> = some
                .iter()
                .filter_map(|at| some_relation(document, *at))
                .collect();
            Edit::split_actor(document, &some_actor(document, *at)?, new, &chosen)
        }
        Op::Reverse(some) => {
            let some: Vec<_> = some
                .iter()
                .filter_map(|at| some_relation(document, *at))
                .collect();
            Edit::reverse_relations(document, &some)
        }
        Op::Stance(at, stance) => {
            let change = |claim: &mut Claim| claim.stance = *stance;
            let id = some_relation(document, *at)?;
            let first = first_claim(document, &id)?;
            Edit::change_claim(document, &id, first, "stance", change)
        }
        Op::AddClaim(at) => {
            let id = some_relation(document, *at)?;
            let claim = Claim {
                claimant: Some(Claimant::Words(" a spokesman".into())),
                ..Claim::default()
            };
            Edit::add_claim(document, &id, claim)
        }
        Op::DeleteClaim(at) => {
            let id = some_relation(document, *at)?;
            Edit::delete_claim(document, &id, first_claim(document, &id)?)
        }
        Op::MakeClaim(at, name) => {
            let new = NewClaim {
                source: ClaimEnd::New {
                    name: name.clone(),
                    kind: ActorKind::Group,
                },
                target: ClaimEnd::Known(some_actor(document, *at)?),
                kind: RelationKind::Hostility,
                directed: None,
                when: None,
                relation: None,
                claim: Claim::default(),
            };
            Edit::make_claim(document, new).0
        }
    })
}

fn documents() -> impl Strategy<Value = Document> {
    let relations = vec((any::<Index>(), any::<Index>(), 0..3_usize), 0..6);
    (1..6_usize, relations, 1..4_usize)
        .prop_map(|(actors, relations, references)| document(actors, &relations, references))
}

/// How often the unknown field occurs in the file.
fn unknown_count(document: &Document) -> usize {
    let text = String::from_utf8(file::write(document)).unwrap();
    text.matches("zz-unknown").count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 256 } else { 1024 }))]

    #[test]
    fn undo_of_any_edits_restores_the_same_bytes(
        opened in documents(),
        operations in vec(operation(), 1..24),
    ) {
        let before = file::write(&opened);
        let mut history = History::new(opened.clone());
        for operation in &operations {
            if let Some(edit) = edit(operation, history.document()) {
                history.commit(&edit);
            }
        }
        let after = file::write(history.document());
        let read = file::read(&after, "edited.json").unwrap();
        prop_assert_eq!(&file::write(&read.document), &after, "what was written reads back the same");
        let steps = history.done().count();
        history.travel_to(0);
        prop_assert_eq!(&file::write(history.document()), &before);
        prop_assert_eq!(history.document(), &opened);
        history.travel_to(steps);
        prop_assert_eq!(file::write(history.document()), after);
    }

    #[test]
    fn unknown_fields_survive_every_edit_that_deletes_nothing(
        opened in documents(),
        operations in vec(operation(), 1..16),
    ) {
        let mut history = History::new(opened);
        for operation in &operations {
            let takes = matches!(
                operation,
                Op::DeleteActors(_)
                    | Op::DeleteRelation(_)
                    | Op::DeleteReference(_)
                    | Op::DeleteClaim(_)
                    | Op::Merge(..)
            );
            // An emptied quote or author is removed with its unknown fields.
            let empties = matches!(operation, Op::Type(number, ..) if is_object(*number));
            let before = unknown_count(history.document());
            let Some(edit) = edit(operation, history.document()).filter(|_| !takes && !empties) else {
                continue;
            };
            history.commit(&edit);
            prop_assert_eq!(unknown_count(history.document()), before, "{:?}", operation);
        }
    }
}
