//! Stories of commands: what a user does, what the state says after, what is to be done outside.

use std::path::PathBuf;
use std::sync::Arc;

use emath::{Pos2, pos2, vec2};

use crate::app::{
    Action, Card, Change, Command, Dialog, Effect, Field, Live, LoadedDocument, Look, Settings,
    State, Target, TaskKind, Then, field,
};
use crate::graph::Filter;
use crate::model::{
    Actor, ActorId, ActorKind, Claim, ClaimId, Date, Document, Issue, Location, Point, Relation,
    RelationKind, Severity, Span, Stamp, Stance,
};
use crate::scene::Start;
use crate::tasks::Generation;

/// Russia, the Taliban and Kabul; two relations; placed on a line.
pub(super) fn opened() -> State {
    let relation = |id: &str, source: &str, target: &str, kind| Relation {
        kind: Some(kind),
        ..Relation::new(id, source, target)
    };
    let document = Document {
        actors: ["russia", "taliban", "kabul"]
            .map(Actor::new)
            .into_iter()
            .collect(),
        relations: [
            relation("support", "russia", "taliban", RelationKind::Support),
            relation("war", "taliban", "kabul", RelationKind::Hostility),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    };
    let mut state = State::new(Settings::default());
    let effect = state.handle(Command::Opened(Box::new(LoadedDocument {
        path: Some(PathBuf::from("/tmp/net.json")),
        name: "net.json".into(),
        example: None,
        document,
        issues: Vec::new(),
        is_native: true,
        ..LoadedDocument::default()
    })));
    assert_eq!(effect, Some(Effect::LayOut(Start::AsPlaced)));
    let positions = vec![pos2(0.0, 0.0), pos2(100.0, 0.0), pos2(200.0, 0.0)];
    state.handle(Command::Landed {
        actors: state.open.derived.actors_generation,
        positions,
    });
    state
}

/// What a file was like that no test looks at.
const STAMP: Stamp = Stamp {
    length: 1,
    modified_ns: 1,
    hash: 1,
};

fn delete_actor(id: &str) -> Change {
    Change::Delete {
        actors: vec![id.into()],
        relations: Vec::new(),
    }
}

fn actor(id: &str) -> Target {
    Target::Actor(id.into())
}

fn place(state: &State, id: &str) -> Pos2 {
    state.open.derived.positions[state.open.derived.network.ordinal(&id.into()).unwrap()]
}

#[test]
fn a_file_just_opened_is_unchanged_although_the_layout_placed_its_actors() {
    let mut state = opened();
    assert!(!state.open.history.is_changed());
    assert_eq!(state.title(), "net.json – Frenemy");
    assert_eq!(state.handle(Command::CloseRequested), Some(Effect::Quit));
}

#[test]
fn a_drag_is_one_edit_that_pins_and_undo_puts_all_back() {
    let mut state = opened();
    let before = state.document().clone();
    state.handle(Command::Drag("taliban".into(), pos2(50.0, 10.0)));
    state.handle(Command::Drag("taliban".into(), pos2(60.0, 20.0)));
    let effect = state.handle(Command::Drop);
    assert_eq!(
        effect,
        Some(Effect::Live(Live::Drop(vec!["taliban".into()])))
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
    assert_eq!(place(&state, "taliban"), pos2(60.0, 20.0));
    assert!(state.title().starts_with('•'));

    state.handle(Command::Act(Action::Undo));
    assert_eq!(state.document(), &before);
    assert!(!state.open.history.is_changed());
}

#[test]
fn undo_of_a_second_drag_puts_the_actor_where_the_first_left_it() {
    let mut state = opened();
    for x in [60.0, 90.0] {
        state.handle(Command::Drag("taliban".into(), pos2(x, 0.0)));
        state.handle(Command::Drop);
    }
    state.handle(Command::Act(Action::Undo));
    assert_eq!(place(&state, "taliban"), pos2(60.0, 0.0));
    state.handle(Command::Act(Action::Redo));
    assert_eq!(place(&state, "taliban"), pos2(90.0, 0.0));
}

#[test]
fn undo_of_the_first_drag_puts_the_actor_where_the_layout_had_it() {
    let mut state = opened();
    state.handle(Command::Drag("taliban".into(), pos2(60.0, 0.0)));
    state.handle(Command::Drop);
    state.handle(Command::Act(Action::Undo));
    assert_eq!(place(&state, "taliban"), pos2(100.0, 0.0));
}

#[test]
fn dragging_one_of_a_selection_moves_them_all() {
    let mut state = opened();
    let both: Vec<ActorId> = vec!["russia".into(), "taliban".into()];
    state.handle(Command::SelectActors(both));
    state.handle(Command::Drag("russia".into(), pos2(5.0, 7.0)));
    assert_eq!(place(&state, "taliban"), pos2(105.0, 7.0));
    assert_eq!(place(&state, "kabul"), pos2(200.0, 0.0));
}

#[test]
fn the_hand_is_ahead_of_the_layout() {
    let mut state = opened();
    state.handle(Command::Drag("russia".into(), pos2(5.0, 7.0)));
    let late = vec![pos2(-1.0, 0.0), pos2(90.0, 0.0), pos2(200.0, 0.0)];
    state.handle(Command::Moved {
        actors: state.open.derived.actors_generation,
        positions: late,
    });
    assert_eq!(place(&state, "russia"), pos2(5.0, 7.0));
    assert_eq!(place(&state, "taliban"), pos2(90.0, 0.0));
}

#[test]
fn answers_for_an_earlier_document_change_nothing() {
    let mut state = opened();
    let positions = vec![Pos2::ZERO; 3];
    state.handle(Command::Moved {
        actors: Generation::default(),
        positions: positions.clone(),
    });
    state.handle(Command::Landed {
        actors: Generation::default(),
        positions,
    });
    assert_eq!(place(&state, "kabul"), pos2(200.0, 0.0));
}

#[test]
fn closing_with_changes_asks_and_saving_closes_after() {
    let mut state = opened();
    state.handle(Command::Drag("russia".into(), pos2(5.0, 7.0)));
    state.handle(Command::Drop);
    assert_eq!(state.handle(Command::CloseRequested), None);
    assert_eq!(state.dialog, Some(Dialog::Unsaved { then: Then::Quit }));
    let Some(Effect::Save {
        path,
        generation,
        document,
        revision,
        ..
    }) = state.handle(Command::SaveAndGoOn)
    else {
        panic!("nothing is saved");
    };
    let saved = document.actors.get(&"kabul".into()).unwrap().place;
    assert!(saved.is_some(), "every actor is saved with its position");
    assert_eq!(
        state.handle(Command::Saved {
            path,
            generation,
            revision,
            texts: Vec::new(),
            stamp: STAMP,
        }),
        Some(Effect::Quit)
    );
}

#[test]
fn a_change_made_while_saving_is_not_taken_for_saved() {
    let mut state = opened();
    state.handle(Command::TogglePin("russia".into()));
    let Some(Effect::Save {
        path,
        generation,
        revision,
        ..
    }) = state.handle(Command::Act(Action::Save))
    else {
        panic!("nothing is saved");
    };
    state.handle(Command::TogglePin("kabul".into()));
    state.handle(Command::Saved {
        path,
        generation,
        revision,
        texts: Vec::new(),
        stamp: STAMP,
    });
    assert!(state.open.history.is_changed());
}

#[test]
fn a_save_that_ends_after_another_file_was_opened_does_not_lend_it_its_path() {
    let mut state = opened();
    let Some(Effect::Save {
        path,
        generation,
        revision,
        ..
    }) = state.handle(Command::Act(Action::Save))
    else {
        panic!("nothing is saved");
    };
    let other = PathBuf::from("/tmp/other.json");
    state.handle(Command::Opened(Box::new(LoadedDocument {
        path: Some(other.clone()),
        name: "other.json".into(),
        example: None,
        document: Document::default(),
        issues: Vec::new(),
        is_native: true,
        ..LoadedDocument::default()
    })));
    state.handle(Command::Saved {
        path,
        generation,
        revision,
        texts: Vec::new(),
        stamp: STAMP,
    });
    assert_eq!(state.open.source.path, Some(other));
    assert_eq!(state.open.source.name, "other.json");
}

#[test]
fn a_failed_save_says_so_and_keeps_the_window_open() {
    let mut state = opened();
    state.handle(Command::TogglePin("russia".into()));
    state.handle(Command::CloseRequested);
    state.handle(Command::SaveAndGoOn);
    assert_eq!(
        state.handle(Command::SaveFailed("the disk is full".into())),
        None
    );
    assert!(state.notices[0].is_failure);
    assert!(state.open.history.is_changed());
    let asked = Dialog::Unsaved { then: Then::Quit };
    assert_eq!(state.dialog, Some(asked), "closing is asked about again");
}

#[test]
fn a_file_that_cannot_be_read_keeps_the_document_that_was_open() {
    let mut state = opened();
    let before = state.document().clone();
    let issue = Issue {
        severity: Severity::Error,
        code: "not-json",
        place: Location::default(),
        message: "not JSON".into(),
        hint: None,
    };
    state.handle(Command::OpenFailed {
        name: "bad.json".into(),
        issues: vec![issue],
    });
    assert_eq!(state.document(), &before);
    assert!(matches!(
        state.dialog,
        Some(Dialog::Report { is_open: false, .. })
    ));
}

#[test]
fn hiding_an_actor_takes_it_out_of_selection_and_card() {
    let mut state = opened();
    state.handle(Command::Select(Some(actor("kabul"))));
    state.handle(Command::PinCard(Some(Card {
        target: actor("kabul"),
        at: Pos2::ZERO,
    })));
    state.handle(Command::Hide(vec!["kabul".into()]));
    assert!(state.open.session.selection.is_empty() && state.open.session.card.is_none());
    assert_eq!(state.open.derived.network.graph.edge_count(), 1);
    state.handle(Command::Act(Action::ShowAll));
    assert_eq!(state.open.derived.network.graph.edge_count(), 2);
}

#[test]
fn escape_closes_one_thing_at_a_time() {
    let mut state = opened();
    state.handle(Command::Focus(Some("russia".into())));
    state.handle(Command::Select(Some(actor("russia"))));
    state.handle(Command::PinCard(Some(Card {
        target: actor("russia"),
        at: Pos2::ZERO,
    })));
    state.handle(Command::Escape);
    assert!(state.open.session.card.is_none() && !state.open.session.selection.is_empty());
    state.handle(Command::Escape);
    assert!(state.open.session.selection.is_empty() && state.open.session.filter.focus.is_some());
    state.handle(Command::Escape);
    assert!(state.open.session.filter.is_clear());
}

#[test]
fn only_web_addresses_are_opened() {
    let mut state = opened();
    for url in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://x",
        "HTTPX://x",
        "",
    ] {
        assert_eq!(state.handle(Command::Browse(url.into())), None, "{url}");
    }
    let web = "https://example.org/a".to_owned();
    assert_eq!(
        state.handle(Command::Browse(web.clone())),
        Some(Effect::Browse(web))
    );
}

/// The position of every actor, by name.
fn standing(state: &State) -> Vec<(String, Pos2)> {
    let actors = state.document().actors.iter();
    let places = actors.zip(&state.open.derived.positions);
    places
        .map(|(actor, place)| (actor.id.to_string(), *place))
        .collect()
}

#[test]
fn a_deletion_leaves_the_others_where_they_stand_and_undo_brings_it_back() {
    let mut state = opened();
    let before = standing(&state);
    let delete = delete_actor("russia");
    let effect = state.handle(Command::Change(delete));
    assert_eq!(effect, Some(Effect::Live(Live::Update)));
    assert_eq!(standing(&state), before[1..]);
    state.handle(Command::Act(Action::Undo));
    assert_eq!(standing(&state), before);
    state.handle(Command::Act(Action::Redo));
    assert_eq!(standing(&state), before[1..]);
}

#[test]
fn a_newcomer_is_given_a_place_and_the_camera_stays() {
    let mut state = opened();
    let before = standing(&state);
    let add = Change::AddActor(Actor::new("iran"));
    let asked = state.open.derived.actors_generation;
    let effect = state.handle(Command::Change(add));
    assert_eq!(effect, Some(Effect::LayOut(Start::AsPlaced)));
    let late = Command::Landed {
        actors: asked,
        positions: vec![pos2(9.0, 9.0); 4],
    };
    state.handle(late);
    assert_eq!(
        standing(&state)[..3],
        before,
        "an answer about other actors is void"
    );
    let mut positions = state.open.derived.positions.clone();
    positions[3] = pos2(50.0, 80.0);
    let actors = state.open.derived.actors_generation;
    let effect = state.handle(Command::Landed { actors, positions });
    assert_eq!(effect, None);
    state.handle(Command::Act(Action::Undo));
    assert_eq!(standing(&state), before);
    assert!(!state.open.history.is_changed());
    let effect = state.handle(Command::Act(Action::Redo));
    assert_eq!(effect, Some(Effect::Live(Live::Update)));
    assert_eq!(place(&state, "iran"), pos2(50.0, 80.0));
}

#[test]
fn a_new_network_asks_first_where_changes_would_be_lost() {
    let mut state = opened();
    let delete = delete_actor("russia");
    state.handle(Command::Change(delete));
    assert_eq!(state.handle(Command::Act(Action::New)), None);
    assert_eq!(state.dialog, Some(Dialog::Unsaved { then: Then::New }));
    state.handle(Command::GoOnWithoutSaving);
    assert_eq!(state.title(), "Untitled – Frenemy");
    assert_eq!(state.document().actors.len(), 0);
}

#[test]
fn a_filter_on_time_keeps_the_actors_and_their_places() {
    let mut state = opened();
    let filter = Filter {
        span: Some(Span::default()),
        hides_undated: true,
        ..Filter::default()
    };
    state.handle(Command::Select(Some(Target::Relation("war".into()))));
    state.handle(Command::SetFilter(filter.clone()));
    assert_eq!(state.open.derived.network.filter(), &filter);
    assert_eq!(state.open.derived.network.graph.edge_count(), 0);
    assert_eq!(state.open.derived.network.graph.node_count(), 3);
    assert_eq!(place(&state, "kabul"), pos2(200.0, 0.0));
    assert!(
        state.open.session.selection.is_empty(),
        "what fell is not selected"
    );
    state.handle(Command::Act(Action::ShowAll));
    assert_eq!(state.open.derived.network.graph.edge_count(), 2);
}

#[test]
fn a_note_on_a_file_is_told_in_passing_and_what_is_wrong_must_be_read() {
    let found = |severity| Issue {
        severity,
        code: "columns",
        place: Location::default(),
        message: "the first line names the columns".into(),
        hint: None,
    };
    let opened_with = |issues| {
        let mut state = State::new(Settings::default());
        state.handle(Command::Opened(Box::new(LoadedDocument {
            issues,
            ..LoadedDocument::empty()
        })));
        state
    };
    let state = opened_with(vec![found(Severity::Note)]);
    assert_eq!(state.dialog, None);
    let told: Vec<_> = state
        .notices
        .iter()
        .map(|notice| &notice.text[..])
        .collect();
    assert_eq!(told, ["The first line names the columns"]);
    let state = opened_with(vec![found(Severity::Note), found(Severity::Warning)]);
    assert!(matches!(state.dialog, Some(Dialog::Report { .. })));
    assert!(state.notices.is_empty());
}

#[test]
fn a_reading_that_was_given_up_leaves_the_document_that_was_open() {
    let mut state = opened();
    let before = state.document().clone();
    state.handle(Command::Open(PathBuf::from("/tmp/large.json")));
    let job = state.job(TaskKind::Reading);
    state.handle(Command::Progress(job, 0.41));
    assert_eq!(
        (state.busy, state.progress),
        (Some(TaskKind::Reading), Some(0.41))
    );
    assert_eq!(state.busy_in_words().unwrap(), "Reading the file…");
    let effect = state.handle(Command::CancelTask(TaskKind::Reading));
    assert_eq!(effect, Some(Effect::CancelTask(TaskKind::Reading)));
    assert_eq!((state.busy, state.progress), (None, None));
    // The thread may have been done already.
    let late = Command::Opened(Box::new(LoadedDocument::empty()));
    state.handle(Command::Progress(job, 0.9));
    assert_eq!(state.handle(Command::Answer(job, Box::new(late))), None);
    assert_eq!((state.document(), state.busy), (&before, None));
}

#[test]
fn of_two_files_asked_for_only_the_later_opens() {
    let mut state = opened();
    state.handle(Command::Open(PathBuf::from("/tmp/first.json")));
    let first = state.job(TaskKind::Reading);
    state.handle(Command::Open(PathBuf::from("/tmp/second.json")));
    let second = state.job(TaskKind::Reading);
    let answer = |name: &str| {
        let opened = LoadedDocument {
            name: name.to_owned(),
            ..LoadedDocument::empty()
        };
        Box::new(Command::Opened(Box::new(opened)))
    };
    let effect = state.handle(Command::Answer(second, answer("second.json")));
    assert_eq!(effect, Some(Effect::LayOut(Start::AsPlaced)));
    assert_eq!(
        state.handle(Command::Answer(first, answer("first.json"))),
        None
    );
    assert_eq!(state.open.source.name, "second.json");
}

#[test]
fn a_cancelled_layout_leaves_all_actors_in_place() {
    let mut state = opened();
    let before = state.open.derived.positions.clone();
    let revision = state.open.history.revision();
    state.handle(Command::Act(Action::LayOut));
    let job = state.job(TaskKind::LayingOut);
    let effect = state.handle(Command::CancelTask(TaskKind::LayingOut));
    assert_eq!(effect, Some(Effect::CancelTask(TaskKind::LayingOut)));
    assert_eq!(state.places_or_rows(), before);
    let late = Command::LayoutFound {
        actors: state.open.derived.actors_generation,
        positions: vec![pos2(9.0, 9.0); 3],
    };
    assert_eq!(state.handle(Command::Answer(job, Box::new(late))), None);
    assert_eq!(state.open.derived.positions, before);
    assert_eq!(state.open.history.revision(), revision);
}

#[test]
fn where_a_first_layout_was_given_up_actors_stand_where_the_file_says_and_else_in_rows() {
    let mut placed = Actor::new("a");
    placed.place = Some(Point { x: 7.0, y: 8.0 });
    let mut state = State::new(Settings::default());
    let actors = ["b", "c", "d"].map(Actor::new);
    state.handle(Command::Opened(Box::new(LoadedDocument {
        document: Document {
            actors: std::iter::once(placed).chain(actors).collect(),
            ..Document::default()
        },
        ..LoadedDocument::empty()
    })));
    state.handle(Command::CancelTask(TaskKind::LayingOut));
    let places = state.places_or_rows();
    assert_eq!(places[0], pos2(7.0, 8.0));
    for (at, place) in places.iter().enumerate() {
        assert!(!places[..at].contains(place), "two stand at {place}");
    }
    assert!(state.notices[0].text.contains("in rows"));
}

#[test]
fn what_is_being_written_is_not_given_up() {
    let mut state = opened();
    state.handle(Command::Act(Action::Save));
    assert_eq!(state.handle(Command::CancelTask(TaskKind::Writing)), None);
    assert_eq!(state.busy, Some(TaskKind::Writing));
}

#[test]
fn where_actors_stand_is_no_question_of_friends_and_foes() {
    let mut state = opened();
    let studied = Arc::clone(&state.open.derived.studied);
    let lays_out = |state: &mut State| {
        state.handle(Command::Act(Action::LayOut));
        let positions = state.open.derived.positions.iter();
        state.handle(Command::Landed {
            actors: state.open.derived.actors_generation,
            positions: positions.map(|at| *at + vec2(40.0, 3.0)).collect(),
        });
    };
    let revision = state.open.history.revision();
    lays_out(&mut state);
    assert_ne!(state.open.history.revision(), revision);
    assert!(Arc::ptr_eq(&state.open.derived.studied, &studied));
    let id = studied.graph.edge_weights().next().unwrap().id.clone();
    let delete = Change::Delete {
        actors: Vec::new(),
        relations: vec![id],
    };
    state.handle(Command::Change(delete));
    assert!(!Arc::ptr_eq(&state.open.derived.studied, &studied));
    let fewer = &state.open.derived.studied.graph;
    assert_eq!(fewer.edge_count() + 1, studied.graph.edge_count());
}

#[test]
fn a_layout_that_was_found_is_shown_on_the_way_and_counts_once_it_has_landed() {
    let mut state = opened();
    let (before, actors) = (standing(&state), state.open.derived.actors_generation);
    let effect = state.handle(Command::Act(Action::LayOut));
    assert_eq!(effect, Some(Effect::LayOut(Start::Anew)));
    let positions = vec![pos2(1.0, 1.0), pos2(2.0, 2.0), pos2(3.0, 3.0)];
    let found = Command::LayoutFound {
        actors,
        positions: positions.clone(),
    };
    let answer = Command::Answer(state.job(TaskKind::LayingOut), Box::new(found.clone()));
    let effect = state.handle(answer);
    assert_eq!(effect, Some(Effect::LayoutTransition(positions.clone())));
    assert_eq!(
        standing(&state),
        before,
        "nothing moves before the first frame"
    );
    assert_eq!(state.busy, Some(TaskKind::LayingOut));
    state.handle(Command::Moved {
        actors,
        positions: vec![pos2(0.5, 0.5); 3],
    });
    assert!(!state.open.history.is_changed(), "a frame is no edit");
    let effect = state.handle(Command::Landed {
        actors,
        positions: positions.clone(),
    });
    assert_eq!(effect, Some(Effect::Look(Look::Fit)));
    assert_eq!(state.open.derived.positions, positions);
    assert_eq!(
        (state.busy, state.open.history.undo_label()),
        (None, Some("layout"))
    );
}

#[test]
fn a_deletion_while_actors_go_to_a_layout_ends_the_layout() {
    let mut state = opened();
    let actors = state.open.derived.actors_generation;
    state.handle(Command::Act(Action::LayOut));
    let positions = vec![pos2(9.0, 9.0); 3];
    let found = Command::LayoutFound { actors, positions };
    let job = state.job(TaskKind::LayingOut);
    state.handle(Command::Answer(job, Box::new(found.clone())));
    let delete = delete_actor("russia");
    state.handle(Command::Change(delete));
    assert_eq!(state.busy, None);
    let before = standing(&state);
    assert_eq!(state.handle(found), None, "it is about other actors");
    let positions = vec![pos2(9.0, 9.0); 3];
    state.handle(Command::Landed { actors, positions });
    assert_eq!(standing(&state), before);
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
fn a_claim_is_the_one_meant_although_another_was_deleted_in_the_same_frame() {
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
fn two_actors_of_one_name_added_in_one_frame_are_both_added() {
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
