//! Commands about files: opening, saving and closing, and answers that come late.

use super::tests::{STAMP, answer_to_save, delete_actor, opened};
use crate::app::{
    Action, AfterLeaving, Command, Dialog, Effect, LoadedDocument, RefusedDocument, Settings,
    State, TaskKind,
};
use crate::model::{Document, Issue, Location, Severity};
use crate::scene::Start;
use emath::pos2;
use std::path::PathBuf;

#[test]
fn a_file_just_opened_is_unchanged_although_the_layout_placed_its_actors() {
    let mut state = opened();
    assert!(!state.open.history.is_changed());
    assert_eq!(state.title(), "net.json – Frenemy");
    assert_eq!(state.handle(Command::CloseRequested), Some(Effect::Quit));
}

#[test]
fn closing_with_changes_asks_and_saving_closes_after() {
    let mut state = opened();
    state.handle(Command::Drag("russia".into(), pos2(5.0, 7.0)));
    state.handle(Command::Drop);
    assert_eq!(state.handle(Command::CloseRequested), None);
    assert_eq!(
        state.dialog,
        Some(Dialog::Unsaved {
            then: AfterLeaving::Quit
        })
    );
    let save = state.handle(Command::SaveAndGoOn);
    let Some(Effect::Save { document, .. }) = &save else {
        panic!("nothing is saved");
    };
    let saved = document.actors.get(&"kabul".into()).unwrap().position;
    assert!(saved.is_some(), "every actor is saved with its position");
    let effect = state.handle(answer_to_save(save, STAMP));
    assert_eq!(effect, Some(Effect::Quit));
}

#[test]
fn a_change_made_while_saving_is_still_unsaved() {
    let mut state = opened();
    state.handle(Command::TogglePin("russia".into()));
    let save = state.handle(Command::Act(Action::Save));
    state.handle(Command::TogglePin("kabul".into()));
    state.handle(answer_to_save(save, STAMP));
    assert!(state.open.history.is_changed());
}

#[test]
fn a_save_that_ends_after_another_file_was_opened_does_not_change_its_path() {
    let mut state = opened();
    let save = state.handle(Command::Act(Action::Save));
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
    state.handle(answer_to_save(save, STAMP));
    assert_eq!(state.open.source.path, Some(other));
    assert_eq!(state.open.source.name, "other.json");
}

#[test]
fn a_failed_save_is_reported_and_keeps_the_window_open() {
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
    let asked = Dialog::Unsaved {
        then: AfterLeaving::Quit,
    };
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
    state.handle(Command::OpenFailed(RefusedDocument {
        name: "bad.json".into(),
        issues: vec![issue],
        columns: None,
        tables: crate::app::FileTables::default(),
    }));
    assert_eq!(state.document(), &before);
    assert!(matches!(
        state.dialog,
        Some(Dialog::Report { is_open: false, .. })
    ));
}

#[test]
fn a_new_network_asks_first_if_changes_would_be_lost() {
    let mut state = opened();
    let delete = delete_actor("russia");
    state.handle(Command::Change(delete));
    assert_eq!(state.handle(Command::Act(Action::New)), None);
    assert_eq!(
        state.dialog,
        Some(Dialog::Unsaved {
            then: AfterLeaving::New
        })
    );
    state.handle(Command::GoOnWithoutSaving);
    assert_eq!(state.title(), "Untitled – Frenemy");
    assert_eq!(state.document().actors.len(), 0);
}

#[test]
fn notes_on_a_file_are_notices_and_anything_worse_opens_a_dialog() {
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
    let notices: Vec<_> = state
        .notices
        .iter()
        .map(|notice| &notice.text[..])
        .collect();
    assert_eq!(notices, ["The first line names the columns"]);
    let state = opened_with(vec![found(Severity::Note), found(Severity::Warning)]);
    assert!(matches!(state.dialog, Some(Dialog::Report { .. })));
    assert!(state.notices.is_empty());
}

#[test]
fn a_cancelled_reading_keeps_the_open_document() {
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
fn writing_cannot_be_cancelled() {
    let mut state = opened();
    state.handle(Command::Act(Action::Save));
    assert_eq!(state.handle(Command::CancelTask(TaskKind::Writing)), None);
    assert_eq!(state.busy, Some(TaskKind::Writing));
}
