//! Cases in which something could be lost, and is not.

use std::path::PathBuf;

use super::tests::opened;
use crate::app::{
    Action, AfterLeaving, Command, ComparedVersion, Dialog, Effect, FileChange, FilePurpose,
    LoadedDocument, RecoverableWork, SafetyCommand, SafetyRequest, State,
};
use crate::model::{
    Difference, Document, EarlierVersion, FileNow, Issue, Location, Severity, Stamp, WrittenTexts,
};
use crate::tasks::Generation;

/// A state of the file; each number means different bytes.
fn stamp(number: u64) -> Stamp {
    Stamp {
        length: 10,
        modified_ns: number,
        hash: number,
        place: None,
        file: None,
    }
}

/// A document whose file was like `stamp(1)`, and one change in it.
fn changed() -> State {
    let mut state = opened();
    state.open.source.stamp = Some(stamp(1));
    state.handle(Command::TogglePin("russia".into()));
    state
}

fn safely(state: &mut State, safety: SafetyCommand) -> Option<Effect> {
    state.handle(Command::Safety(safety))
}

fn seen(state: &mut State, stamp: Option<Stamp>) -> Option<Effect> {
    let generation = state.document_generation;
    let now = stamp.map_or(FileNow::Gone, FileNow::Present);
    safely(state, SafetyCommand::FileSeen { generation, now })
}

fn asks_about_change(state: &State) -> Option<FileChange> {
    match &state.dialog {
        Some(Dialog::Changed(changed)) => Some(changed.clone()),
        _ => None,
    }
}

fn work(path: &str) -> RecoverableWork {
    RecoverableWork {
        path: path.into(),
        name: "net.json".into(),
        file: None,
        kept_ns: 1,
        actors: 3,
        relations: 2,
        is_older_than_file: false,
        difference: None,
    }
}

fn recoverable_found(paths: &[&str]) -> Command {
    Command::Safety(SafetyCommand::RecoverableFound {
        work: paths.iter().map(|path| work(path)).collect(),
        was_asked_for: false,
    })
}

fn other_file() -> Command {
    Command::Opened(Box::new(LoadedDocument {
        path: Some("/tmp/other.json".into()),
        is_native: true,
        stamp: Some(stamp(9)),
        ..LoadedDocument::default()
    }))
}

/// The base of the save that an effect asks for.
fn base(effect: Option<Effect>) -> Option<Stamp> {
    match effect {
        Some(Effect::Save { base, .. }) => base,
        other => panic!("nothing is saved: {other:?}"),
    }
}

fn saved(state: &mut State, stamp: Stamp) -> Option<Effect> {
    let (generation, revision) = (state.document_generation, state.open.history.revision());
    let path = PathBuf::from("/tmp/net.json");
    state.handle(Command::Saved {
        path,
        generation,
        revision,
        stamp,
        texts: WrittenTexts::default(),
    })
}

#[test]
fn only_unsaved_work_is_kept() {
    let mut state = opened();
    assert_eq!(state.unsaved(), None);
    state.handle(Command::TogglePin("russia".into()));
    let first = state.unsaved().unwrap();
    state.handle(Command::TogglePin("kabul".into()));
    assert_ne!(state.unsaved(), Some(first), "there is more to keep");
    state.handle(Command::Act(Action::Undo));
    state.handle(Command::Act(Action::Undo));
    assert_eq!(state.unsaved(), None, "all of it was taken back");
    state.handle(Command::Act(Action::Redo));
    state.handle(Command::Act(Action::Save));
    assert!(state.unsaved().is_some(), "it is not saved yet");
    saved(&mut state, stamp(2));
    assert_eq!(state.unsaved(), None);
}

#[test]
fn a_save_expects_the_stamp_of_its_own_file_and_none_of_another() {
    let mut state = changed();
    assert_eq!(
        base(state.handle(Command::Act(Action::Save))),
        Some(stamp(1))
    );
    saved(&mut state, stamp(2));
    assert_eq!(
        base(state.handle(Command::Act(Action::Save))),
        Some(stamp(2))
    );
    saved(&mut state, stamp(3));
    let elsewhere = Command::SaveTo("/tmp/elsewhere.json".into());
    assert_eq!(base(state.handle(elsewhere)), None);
}

#[test]
fn a_change_made_while_saving_is_never_saved_even_after_undo() {
    let mut state = changed();
    let revision = state.open.history.revision();
    state.handle(Command::Act(Action::Save));
    state.handle(Command::TogglePin("kabul".into()));
    state.handle(Command::Saved {
        path: "/tmp/net.json".into(),
        generation: Generation::after(1),
        revision,
        stamp: stamp(2),
        texts: WrittenTexts::default(),
    });
    state.handle(Command::Act(Action::Undo));
    state.handle(Command::Act(Action::Undo));
    assert!(
        state.open.history.is_changed(),
        "the file has what was undone"
    );
}

#[test]
fn a_file_with_the_same_content_is_not_asked_about() {
    let mut state = changed();
    let touched = Stamp {
        modified_ns: 5,
        ..stamp(1)
    };
    seen(&mut state, Some(touched));
    assert_eq!(state.dialog, None);
    assert_eq!(state.open.source.stamp, Some(touched));
}

#[test]
fn a_file_that_another_program_changed_is_asked_about_once_it_is_seen() {
    let mut state = changed();
    seen(&mut state, Some(stamp(2)));
    seen(&mut state, Some(stamp(3)));
    assert_eq!(asks_about_change(&state).unwrap().theirs, stamp(3));
    state.handle(Command::Escape);
    assert_eq!(state.dialog, None, "there were two questions");
    assert_eq!(state.open.source.stamp, Some(stamp(1)), "a save asks again");
}

#[test]
fn reports_while_saving_or_about_another_document_are_ignored() {
    let mut state = changed();
    state.handle(Command::Act(Action::Save));
    seen(&mut state, Some(stamp(2)));
    assert_eq!(state.dialog, None);
    saved(&mut state, stamp(2));
    state.handle(Command::Safety(SafetyCommand::FileSeen {
        generation: Generation::after(0),
        now: FileNow::Present(stamp(3)),
    }));
    assert_eq!(state.dialog, None);
}

#[test]
fn a_removed_file_is_reported_without_a_question() {
    let mut state = changed();
    seen(&mut state, None);
    assert!(state.notices[0].text.contains("was moved or deleted"));
    assert_eq!(state.dialog, None);
}

#[test]
fn what_took_the_place_of_the_file_is_said_and_not_that_saving_writes_it() {
    let mut state = changed();
    let what = "a pipe has taken the place of the file".to_owned();
    let (generation, now) = (state.document_generation, FileNow::Replaced(what));
    safely(&mut state, SafetyCommand::FileSeen { generation, now });
    let notice = &state.notices[0].text;
    assert!(notice.contains("a pipe has taken the place"), "{notice}");
    assert!(notice.contains("save under another name"), "{notice}");
    assert_eq!((state.notices.len(), state.dialog), (1, None));
}

#[test]
fn keeping_my_version_never_takes_over_where_the_file_of_another_is() {
    let mut state = changed();
    let place = |number| Stamp {
        place: Some(number),
        ..stamp(number)
    };
    state.open.source.stamp = Some(place(1));
    seen(&mut state, Some(place(2)));
    safely(&mut state, SafetyCommand::KeepMine);
    let base = state.open.source.stamp.unwrap();
    assert_eq!((base.hash, base.place), (2, Some(1)));
}

#[test]
fn reloading_reads_the_file_again_although_there_are_changes() {
    let mut state = changed();
    seen(&mut state, Some(stamp(2)));
    let effect = safely(&mut state, SafetyCommand::Reload);
    assert_eq!(effect, Some(Effect::Load("/tmp/net.json".into())));
    assert_eq!(state.dialog, None);
}

#[test]
fn keeping_my_version_overwrites_theirs_and_stays_unsaved_until_then() {
    let mut state = opened();
    seen(&mut state, Some(stamp(2)));
    assert_eq!(safely(&mut state, SafetyCommand::KeepMine), None);
    assert!(state.open.history.is_changed() && state.unsaved().is_some());
    assert_eq!(
        base(state.handle(Command::Act(Action::Save))),
        Some(stamp(2))
    );
}

#[test]
fn a_refused_save_asks_and_then_closes_the_window_as_requested() {
    let mut state = changed();
    state.handle(Command::CloseRequested);
    state.handle(Command::SaveAndGoOn);
    let refused = SafetyCommand::SaveRefused {
        path: "/tmp/net.json".into(),
        generation: Generation::after(1),
        theirs: stamp(2),
    };
    assert_eq!(safely(&mut state, refused), None);
    assert!(state.busy.is_none() && asks_about_change(&state).unwrap().stops_save);
    let again = safely(&mut state, SafetyCommand::KeepMine);
    assert_eq!(base(again), Some(stamp(2)));
    assert_eq!(saved(&mut state, stamp(3)), Some(Effect::Quit));
}

#[test]
fn a_refused_save_without_an_answer_does_not_close_the_window_later() {
    for leave in [Command::CloseDialog, Command::Escape] {
        let mut state = changed();
        state.handle(Command::CloseRequested);
        state.handle(Command::SaveAndGoOn);
        let refused = SafetyCommand::SaveRefused {
            path: "/tmp/net.json".into(),
            generation: Generation::after(1),
            theirs: stamp(2),
        };
        safely(&mut state, refused);
        state.handle(leave);
        state.handle(Command::Act(Action::Save));
        assert_eq!(saved(&mut state, stamp(3)), None);
    }
}

#[test]
fn a_later_save_does_not_close_the_window_for_an_earlier_request() {
    let mut state = changed();
    state.open.source.path = None;
    state.handle(Command::CloseRequested);
    // The desktop asks where, and the user cancels.
    let asked = state.handle(Command::SaveAndGoOn);
    assert!(
        matches!(asked, Some(Effect::AskFile(question)) if question.purpose == FilePurpose::Save)
    );
    state.handle(Command::Act(Action::SaveAs));
    state.handle(Command::SaveTo("/tmp/net.json".into()));
    assert_eq!(saved(&mut state, stamp(2)), None);
}

#[test]
fn comparing_shows_the_difference_in_the_dialog() {
    let mut state = changed();
    seen(&mut state, Some(stamp(2)));
    let Some(Effect::Safety(SafetyRequest::Compare(compared))) =
        safely(&mut state, SafetyCommand::Compare)
    else {
        panic!("nothing is compared");
    };
    assert_eq!(compared.path, PathBuf::from("/tmp/net.json"));
    let generation = compared.generation;
    let difference = Box::new(Difference::default());
    safely(
        &mut state,
        SafetyCommand::Compared {
            generation,
            difference,
        },
    );
    assert!(asks_about_change(&state).unwrap().difference.is_some());
}

#[test]
fn recoverable_work_is_offered_after_the_first_file_is_read_even_with_issues() {
    let issue = Issue {
        severity: Severity::Warning,
        code: "x",
        place: Location::default(),
        message: String::new(),
        hint: None,
    };
    let mut state = State::new(crate::app::Settings::default());
    state.handle(recoverable_found(&["/data/1"]));
    state.handle(Command::Opened(Box::new(LoadedDocument {
        issues: vec![issue],
        ..LoadedDocument::default()
    })));
    assert!(matches!(state.dialog, Some(Dialog::Report { .. })));
    state.handle(Command::CloseDialog);
    assert_eq!(state.dialog, Some(Dialog::Recover(vec![work("/data/1")])));
    state.handle(Command::CloseDialog);
    assert_eq!(state.dialog, None);
}

#[test]
fn recovered_work_is_changed_and_is_saved_to_its_file() {
    let mut state = opened();
    state.handle(recoverable_found(&["/data/1"]));
    let effect = safely(&mut state, SafetyCommand::Recover("/data/1".into()));
    let request = SafetyRequest::Recover("/data/1".into());
    assert_eq!(effect, Some(Effect::Safety(request)));
    state.handle(Command::Opened(Box::new(LoadedDocument {
        path: Some("/tmp/net.json".into()),
        document: Document::default(),
        is_native: true,
        stamp: Some(stamp(1)),
        name: "net.json".into(),
        is_unsaved: true,
        left_at: Some("/data/1".into()),
        ..LoadedDocument::default()
    })));
    assert_eq!(state.title(), "• net.json – Frenemy");
    assert!(state.unsaved().is_some());
    assert_eq!(
        base(state.handle(Command::Act(Action::Save))),
        Some(stamp(1))
    );
}

#[test]
fn recovering_asks_about_changes_first() {
    let mut state = changed();
    state.handle(recoverable_found(&["/data/1"]));
    assert_eq!(
        safely(&mut state, SafetyCommand::Recover("/data/1".into())),
        None
    );
    let then = AfterLeaving::Recover("/data/1".into());
    assert_eq!(state.dialog, Some(Dialog::Unsaved { then }));
}

#[test]
fn discarding_one_leaves_the_others_and_the_last_closes_the_dialog() {
    let mut state = opened();
    state.handle(recoverable_found(&["/data/1", "/data/2"]));
    let effect = safely(&mut state, SafetyCommand::Discard("/data/1".into()));
    assert_eq!(
        effect,
        Some(Effect::Safety(SafetyRequest::Discard("/data/1".into())))
    );
    assert_eq!(state.dialog, Some(Dialog::Recover(vec![work("/data/2")])));
    safely(&mut state, SafetyCommand::Discard("/data/2".into()));
    assert_eq!(state.dialog, None);
}

#[test]
fn a_file_that_is_open_elsewhere_can_be_worked_on_as_a_copy() {
    let mut state = opened();
    safely(
        &mut state,
        SafetyCommand::OpenElsewhere {
            generation: Generation::after(1),
        },
    );
    assert_eq!(state.dialog, Some(Dialog::Elsewhere));
    safely(&mut state, SafetyCommand::WorkOnCopy);
    assert_eq!(state.dialog, None);
    assert_eq!(state.title(), "• net (copy).json – Frenemy");
    let effect = state.handle(Command::Act(Action::Save));
    assert!(
        matches!(effect, Some(Effect::AskFile(question)) if question.purpose == FilePurpose::Save)
    );
}

#[test]
fn an_earlier_version_opens_as_an_unsaved_copy() {
    let mut state = opened();
    let version = ComparedVersion {
        version: EarlierVersion {
            path: "/data/v".into(),
            written_ns: 1,
            length: 1,
        },
        difference: None,
    };
    let asked = state.handle(Command::Act(Action::Versions));
    assert!(matches!(
        asked,
        Some(Effect::Safety(SafetyRequest::FindVersions(_)))
    ));
    let versions = vec![version];
    safely(
        &mut state,
        SafetyCommand::VersionsFound {
            generation: Generation::after(1),
            versions,
        },
    );
    assert!(matches!(state.dialog, Some(Dialog::Versions(_))));
    let effect = safely(&mut state, SafetyCommand::OpenVersion("/data/v".into()));
    let request = SafetyRequest::LoadVersion {
        path: "/data/v".into(),
        name: "net (earlier version).json".into(),
    };
    assert_eq!(effect, Some(Effect::Safety(request)));
}

#[test]
fn without_a_file_or_a_version_the_reason_is_given() {
    let mut state = opened();
    let versions = Vec::new();
    safely(
        &mut state,
        SafetyCommand::VersionsFound {
            generation: Generation::after(1),
            versions,
        },
    );
    assert!(state.notices[0].text.contains("No earlier version"));
    state.open.source.path = None;
    assert_eq!(state.handle(Command::Act(Action::Versions)), None);
    assert!(state.notices[1].text.contains("never saved"));
}

#[test]
fn questions_about_a_file_end_when_another_is_opened() {
    let mut state = opened();
    state.handle(Command::Act(Action::Help));
    seen(&mut state, Some(stamp(2)));
    safely(
        &mut state,
        SafetyCommand::OpenElsewhere {
            generation: Generation::after(1),
        },
    );
    state.handle(other_file());
    assert_eq!(state.dialog, None);
}
