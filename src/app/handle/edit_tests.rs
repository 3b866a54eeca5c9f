//! Commands that edit: drags, typed fields, several edits in one frame.

use super::tests::{actor, opened, position};
use crate::app::{Action, Change, Command, Effect, Field, LiveCommand, State, field};
use crate::model::{Actor, ActorId, ActorKind, Claim, ClaimId, Date, RelationKind, Stance};
use emath::pos2;

#[test]
fn a_drag_is_one_edit_that_pins_and_undo_restores_all() {
    let mut state = opened();
    let before = state.document().clone();
    state.handle(Command::Drag("taliban".into(), pos2(50.0, 10.0)));
    state.handle(Command::Drag("taliban".into(), pos2(60.0, 20.0)));
    let effect = state.handle(Command::Drop);
    assert_eq!(
        effect,
        Some(Effect::Live(LiveCommand::Drop(vec!["taliban".into()])))
    );
    assert!(
        state
            .document()
            .actors
            .get(&"taliban".into())
            .unwrap()
            .pinned
    );
    assert_eq!(state.open.history.undo_label(), Some("move of taliban"));
    assert_eq!(position(&state, "taliban"), pos2(60.0, 20.0));
    assert!(state.title().starts_with('•'));

    state.handle(Command::Act(Action::Undo));
    assert_eq!(state.document(), &before);
    assert!(!state.open.history.is_changed());
}

#[test]
fn undo_of_a_second_drag_restores_the_position_after_the_first() {
    let mut state = opened();
    for x in [60.0, 90.0] {
        state.handle(Command::Drag("taliban".into(), pos2(x, 0.0)));
        state.handle(Command::Drop);
    }
    state.handle(Command::Act(Action::Undo));
    assert_eq!(position(&state, "taliban"), pos2(60.0, 0.0));
    state.handle(Command::Act(Action::Redo));
    assert_eq!(position(&state, "taliban"), pos2(90.0, 0.0));
}

#[test]
fn undo_of_the_first_drag_restores_the_position_of_the_layout() {
    let mut state = opened();
    state.handle(Command::Drag("taliban".into(), pos2(60.0, 0.0)));
    state.handle(Command::Drop);
    state.handle(Command::Act(Action::Undo));
    assert_eq!(position(&state, "taliban"), pos2(100.0, 0.0));
}

#[test]
fn dragging_one_of_a_selection_moves_them_all() {
    let mut state = opened();
    let both: Vec<ActorId> = vec!["russia".into(), "taliban".into()];
    state.handle(Command::SelectActors(both));
    state.handle(Command::Drag("russia".into(), pos2(5.0, 7.0)));
    assert_eq!(position(&state, "taliban"), pos2(105.0, 7.0));
    assert_eq!(position(&state, "kabul"), pos2(200.0, 0.0));
}

/// The state of [`opened`] with two claims on the relation `war`.
fn with_claims() -> (State, [ClaimId; 2]) {
    let mut state = opened();
    let claims = [Claim::default(), Claim::default()];
    let ids = claims.each_ref().map(|claim| claim.id);
    for claim in claims {
        state.handle(Command::Change(Change::AddClaim("war".into(), claim)));
    }
    (state, ids)
}

fn set(field: Field, value: &str) -> Command {
    Command::Change(Change::Set(field, value.into()))
}

#[test]
fn two_fields_set_in_one_frame_both_count() {
    let (mut state, [claim, _]) = with_claims();
    // All are made from the document of one frame, and applied one after the other.
    let war = || vec!["war".into()];
    let queued = [
        set(Field::Relations(war(), &field::relation::WHEN), "2001"),
        set(Field::Relations(war(), &field::relation::TYPE), "air war"),
        set(Field::Relations(war(), &field::relation::KIND), "other"),
        set(Field::Claim("war".into(), claim, &field::claim::NOTE), "n"),
        set(
            Field::Claim("war".into(), claim, &field::claim::STANCE),
            "denies",
        ),
        set(
            Field::Actors(vec!["kabul".into()], &field::actor::NAME),
            "Kabul",
        ),
        set(
            Field::Actors(vec!["kabul".into()], &field::actor::KIND),
            "state",
        ),
    ];
    for command in queued {
        state.handle(command);
    }
    let war = state.document().relations.get(&"war".into()).unwrap();
    assert_eq!(war.when.as_ref().map(Date::as_str), Some("2001"));
    assert_eq!(war.subtype.as_deref(), Some("air war"));
    assert_eq!(war.kind(), RelationKind::Other);
    let claim = war.claim(claim).unwrap();
    assert_eq!(
        (claim.note.as_deref(), claim.stance),
        (Some("n"), Stance::Denies)
    );
    let kabul = state.document().actors.get(&"kabul".into()).unwrap();
    assert_eq!((kabul.name(), kabul.kind()), ("Kabul", ActorKind::State));
}

#[test]
fn a_change_of_a_claim_finds_it_although_another_was_deleted_in_the_same_frame() {
    let (mut state, [first, second]) = with_claims();
    let note = |claim| Field::Claim("war".into(), claim, &field::claim::NOTE);
    let delete = Change::DeleteClaim("war".into(), first);
    let queued = [Command::Change(delete), set(note(second), "the second")];
    for command in queued {
        state.handle(command);
    }
    let war = state.document().relations.get(&"war".into()).unwrap();
    let notes: Vec<_> = war
        .claims
        .iter()
        .map(|claim| claim.note.as_deref())
        .collect();
    assert_eq!(notes, [Some("the second")]);
    state.handle(set(note(first), "the first"));
    assert_eq!(
        state.notices.last().unwrap().text,
        "The claim is no longer there"
    );
}

#[test]
fn two_actors_with_the_same_name_added_in_one_frame_are_both_added() {
    let mut state = opened();
    let add = || Command::Change(Change::AddActor(Actor::new("iran")));
    let queued = [add(), add()];
    for command in queued {
        state.handle(command);
    }
    let ids: Vec<_> = state
        .document()
        .actors
        .iter()
        .map(|actor| actor.id.to_string())
        .collect();
    assert_eq!(ids, ["russia", "taliban", "kabul", "iran", "iran-2"]);
    assert_eq!(state.open.session.selected(), Some(&actor("iran-2")));
}
