//! Commands about the layout: found, shown on the way, landed, cancelled, late.

use super::tests::{delete_actor, opened, position, positions_by_name};
use crate::app::{
    Action, CameraMove, Change, Command, Effect, LiveCommand, LoadedDocument, Settings, State,
    TaskKind,
};
use crate::model::{Actor, Document, Point};
use crate::scene::Start;
use crate::tasks::Generation;
use emath::{Pos2, pos2, vec2};
use std::sync::Arc;

#[test]
fn a_dragged_actor_ignores_the_layout() {
    let mut state = opened();
    state.handle(Command::Drag("russia".into(), pos2(5.0, 7.0)));
    let late = vec![pos2(-1.0, 0.0), pos2(90.0, 0.0), pos2(200.0, 0.0)];
    state.handle(Command::Moved {
        actors: state.open.derived.actors_generation,
        positions: late,
    });
    assert_eq!(position(&state, "russia"), pos2(5.0, 7.0));
    assert_eq!(position(&state, "taliban"), pos2(90.0, 0.0));
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
    assert_eq!(position(&state, "kabul"), pos2(200.0, 0.0));
}

#[test]
fn a_deletion_keeps_the_positions_of_the_others_and_undo_restores_it() {
    let mut state = opened();
    let before = positions_by_name(&state);
    let delete = delete_actor("russia");
    let effect = state.handle(Command::Change(delete));
    assert_eq!(effect, Some(Effect::Live(LiveCommand::Update)));
    assert_eq!(positions_by_name(&state), before[1..]);
    state.handle(Command::Act(Action::Undo));
    assert_eq!(positions_by_name(&state), before);
    state.handle(Command::Act(Action::Redo));
    assert_eq!(positions_by_name(&state), before[1..]);
}

#[test]
fn a_new_actor_gets_a_position_and_the_camera_stays() {
    let mut state = opened();
    let before = positions_by_name(&state);
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
        positions_by_name(&state)[..3],
        before,
        "an answer about other actors is void"
    );
    let mut positions = state.open.derived.positions.clone();
    positions[3] = pos2(50.0, 80.0);
    let actors = state.open.derived.actors_generation;
    let effect = state.handle(Command::Landed { actors, positions });
    assert_eq!(effect, None);
    state.handle(Command::Act(Action::Undo));
    assert_eq!(positions_by_name(&state), before);
    assert!(!state.open.history.is_changed());
    let effect = state.handle(Command::Act(Action::Redo));
    assert_eq!(effect, Some(Effect::Live(LiveCommand::Update)));
    assert_eq!(position(&state, "iran"), pos2(50.0, 80.0));
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
    assert_eq!(state.positions_or_rows(), before);
    let late = Command::LayoutFound {
        actors: state.open.derived.actors_generation,
        positions: vec![pos2(9.0, 9.0); 3],
        note: None,
    };
    assert_eq!(state.handle(Command::Answer(job, Box::new(late))), None);
    assert_eq!(state.open.derived.positions, before);
    assert_eq!(state.open.history.revision(), revision);
}

#[test]
fn after_a_cancelled_first_layout_actors_have_the_positions_of_the_file_or_are_in_rows() {
    let mut placed = Actor::new("a");
    placed.position = Some(Point { x: 7.0, y: 8.0 });
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
    let positions = state.positions_or_rows();
    assert_eq!(positions[0], pos2(7.0, 8.0));
    for (at, position) in positions.iter().enumerate() {
        assert!(
            !positions[..at].contains(position),
            "two actors at {position}"
        );
    }
    assert!(state.notices[0].text.contains("in rows"));
}

#[test]
fn positions_do_not_affect_the_analysis() {
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
fn a_layout_is_animated_and_becomes_an_edit_when_it_has_landed() {
    let mut state = opened();
    let (before, actors) = (
        positions_by_name(&state),
        state.open.derived.actors_generation,
    );
    let effect = state.handle(Command::Act(Action::LayOut));
    assert_eq!(effect, Some(Effect::LayOut(Start::Fresh)));
    let positions = vec![pos2(1.0, 1.0), pos2(2.0, 2.0), pos2(3.0, 3.0)];
    let found = Command::LayoutFound {
        actors,
        positions: positions.clone(),
        note: Some("Positions were scaled".into()),
    };
    let answer = Command::Answer(state.job(TaskKind::LayingOut), Box::new(found.clone()));
    let effect = state.handle(answer);
    assert_eq!(effect, Some(Effect::LayoutTransition(positions.clone())));
    let last = state.notices.last().map(|notice| notice.text.as_str());
    assert_eq!(last, Some("Positions were scaled"));
    assert_eq!(
        positions_by_name(&state),
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
    assert_eq!(effect, Some(Effect::MoveCamera(CameraMove::Fit)));
    assert_eq!(state.open.derived.positions, positions);
    assert_eq!(
        (state.busy, state.open.history.undo_label()),
        (None, Some("layout"))
    );
}

#[test]
fn a_deletion_during_the_animation_ends_the_layout() {
    let mut state = opened();
    let actors = state.open.derived.actors_generation;
    state.handle(Command::Act(Action::LayOut));
    let positions = vec![pos2(9.0, 9.0); 3];
    let found = Command::LayoutFound {
        actors,
        positions,
        note: None,
    };
    let job = state.job(TaskKind::LayingOut);
    state.handle(Command::Answer(job, Box::new(found.clone())));
    let delete = delete_actor("russia");
    state.handle(Command::Change(delete));
    assert_eq!(state.busy, None);
    let before = positions_by_name(&state);
    assert_eq!(state.handle(found), None, "it is about other actors");
    let positions = vec![pos2(9.0, 9.0); 3];
    state.handle(Command::Landed { actors, positions });
    assert_eq!(positions_by_name(&state), before);
}

/// A document of three actors; the first one has a position or not, and a layout was found.
fn laid_out(first: Option<Point>) -> State {
    let mut state = State::new(Settings::default());
    let mut actors = ["a", "b", "c"].map(Actor::new);
    actors[0].position = first;
    state.handle(Command::Opened(Box::new(LoadedDocument {
        document: Document {
            actors: actors.into_iter().collect(),
            ..Document::default()
        },
        ..LoadedDocument::empty()
    })));
    find_layout(&mut state, 0.0);
    state
}

/// The actors arrive at the positions of a layout, which are in a row.
fn find_layout(state: &mut State, y: f32) {
    let actors = state.open.derived.actors_generation;
    let positions = vec![pos2(0.0, y), pos2(60.25, y), pos2(120.0, y)];
    let found = Command::LayoutFound {
        actors,
        positions: positions.clone(),
        note: None,
    };
    let job = state.job(TaskKind::LayingOut);
    state.handle(Command::Answer(job, Box::new(found)));
    state.handle(Command::Landed { actors, positions });
}

#[test]
fn a_figure_may_be_stretched_until_an_actor_is_moved() {
    let mut state = laid_out(None);
    assert!(state.is_as_laid_out());
    state.handle(Command::Drag("b".into(), pos2(60.0, 90.0)));
    state.handle(Command::Drop);
    assert!(!state.is_as_laid_out(), "an actor was moved");
    state.handle(Command::Act(Action::Undo));
    assert!(state.is_as_laid_out());
    state.handle(Command::Act(Action::Redo));
    state.handle(Command::Act(Action::LayOut));
    find_layout(&mut state, 10.0);
    assert!(
        !state.is_as_laid_out(),
        "an actor stays where it was dropped"
    );
    state.handle(Command::Act(Action::UnpinAll));
    state.handle(Command::Act(Action::LayOut));
    find_layout(&mut state, 20.0);
    assert!(state.is_as_laid_out());
}

#[test]
fn positions_of_a_file_are_never_stretched() {
    assert!(!laid_out(Some(Point { x: 7.0, y: 8.0 })).is_as_laid_out());
    assert!(!opened().is_as_laid_out());
}
