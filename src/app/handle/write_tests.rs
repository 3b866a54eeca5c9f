//! Saving, exporting and leaving: nothing is lost by quitting, and our own saves never conflict.

use std::path::PathBuf;

use super::tests::{answer_to_save, opened};
use crate::app::{
    Action, AfterLeaving, Command, Dialog, Effect, ExportOptions, LoadedDocument, SafetyCommand,
    State, TaskKind,
};
use crate::model::{FileNow, Stamp, TextCopies, WrittenTexts};
use crate::scene::FigureOptions;
use crate::tasks::Generation;

/// A state of a file; each number means different bytes.
fn stamp(number: u64) -> Stamp {
    Stamp {
        length: 10,
        modified_ns: number,
        hash: number,
        place: None,
        file: None,
    }
}

/// A document with a change that is in no file.
fn changed() -> State {
    let mut state = opened();
    state.open.source.stamp = Some(stamp(1));
    change(&mut state);
    state
}

fn change(state: &mut State) {
    state.handle(Command::TogglePin("russia".into()));
}

fn save(state: &mut State) -> Option<Effect> {
    state.handle(Command::Act(Action::Save))
}

/// Path and base of the save that an effect asks for.
fn target(effect: Option<&Effect>) -> Option<(PathBuf, Option<Stamp>)> {
    match effect {
        Some(Effect::Save { path, base, .. }) => Some((path.clone(), *base)),
        _ => None,
    }
}

/// The answer to a save that an effect asked for.
fn finish(state: &mut State, save: Option<Effect>, stamp: Stamp) -> Option<Effect> {
    state.handle(answer_to_save(save, stamp))
}

fn export(state: &mut State) {
    let options = ExportOptions {
        exporter: "svg",
        figure: FigureOptions::default(),
    };
    let effect = state.handle(Command::ExportTo("/tmp/figure.svg".into(), options));
    assert!(matches!(effect, Some(Effect::Export { .. })));
}

fn waits_to(state: &State, then: AfterLeaving) -> bool {
    state.dialog == Some(Dialog::Writing { then })
}

#[test]
fn quitting_right_after_a_save_waits_for_it_and_asks_nothing() {
    let mut state = changed();
    let first = save(&mut state);
    assert_eq!(state.handle(Command::CloseRequested), None);
    assert!(waits_to(&state, AfterLeaving::Quit));
    assert_eq!(finish(&mut state, first, stamp(2)), Some(Effect::Quit));
    assert_eq!(state.dialog, None);
}

#[test]
fn quitting_right_after_a_save_to_a_new_file_waits_for_it() {
    let mut state = opened();
    state.open.source.path = None;
    let first = state.handle(Command::SaveTo("/tmp/new.json".into()));
    assert_eq!(state.handle(Command::Act(Action::Quit)), None);
    assert_eq!(finish(&mut state, first, stamp(2)), Some(Effect::Quit));
}

#[test]
fn quitting_waits_for_every_export() {
    let mut state = opened();
    export(&mut state);
    export(&mut state);
    assert_eq!(state.handle(Command::CloseRequested), None);
    assert_eq!(state.writes_in_words().as_deref(), Some("2 exports are"));
    let exported = || Command::Exported {
        path: "/tmp/figure.svg".into(),
        omission: None,
    };
    assert_eq!(state.handle(exported()), None);
    assert!(waits_to(&state, AfterLeaving::Quit));
    assert_eq!(state.handle(exported()), Some(Effect::Quit));
}

#[test]
fn the_progress_of_a_save_is_shown_while_it_is_the_only_file_being_written() {
    let mut state = changed();
    let first = save(&mut state);
    let job = state.job(TaskKind::Writing);
    assert_eq!(state.write_progress(), None, "nothing was reported");
    state.handle(Command::Progress(job, 0.25));
    assert_eq!(state.write_progress(), Some(0.25));
    assert_eq!(state.writes_in_words().as_deref(), Some("net.json is"));
    export(&mut state);
    assert_eq!(
        state.write_progress(),
        None,
        "how far the export is, is not known"
    );
    let words = state.writes_in_words();
    assert_eq!(words.as_deref(), Some("net.json and an export are"));
    finish(&mut state, first, stamp(2));
    state.handle(Command::Progress(job, 0.5));
    assert_eq!(state.write_progress(), None, "that save has ended");
}

#[test]
fn opening_another_file_waits_for_a_save_too() {
    let mut state = changed();
    let first = save(&mut state);
    let other = PathBuf::from("/tmp/other.json");
    assert_eq!(state.handle(Command::Open(other.clone())), None);
    assert!(waits_to(&state, AfterLeaving::Open(other.clone())));
    let effect = finish(&mut state, first, stamp(2));
    assert_eq!(effect, Some(Effect::Load(other)));
}

#[test]
fn a_change_made_during_the_save_is_asked_about() {
    let mut state = changed();
    let first = save(&mut state);
    state.handle(Command::TogglePin("kabul".into()));
    state.handle(Command::CloseRequested);
    assert_eq!(finish(&mut state, first, stamp(2)), None);
    assert_eq!(
        state.dialog,
        Some(Dialog::Unsaved {
            then: AfterLeaving::Quit
        })
    );
}

#[test]
fn waiting_can_be_cancelled_and_the_file_is_written_all_the_same() {
    for cancel in [Command::CloseDialog, Command::Escape] {
        let mut state = changed();
        let first = save(&mut state);
        state.handle(Command::CloseRequested);
        state.handle(cancel);
        assert_eq!(finish(&mut state, first, stamp(2)), None);
        assert!(!state.open.history.is_changed());
    }
}

#[test]
fn a_failed_save_is_asked_about_before_the_window_closes() {
    let mut state = changed();
    save(&mut state);
    state.handle(Command::CloseRequested);
    let failed = Command::SaveFailed("Not saved. The disk is full".into());
    assert_eq!(state.handle(failed), None);
    assert_eq!(
        state.dialog,
        Some(Dialog::Unsaved {
            then: AfterLeaving::Quit
        })
    );
    assert!(!state.is_saving(), "it can be saved again");
    let again = state.handle(Command::SaveAndGoOn);
    assert_eq!(finish(&mut state, again, stamp(2)), Some(Effect::Quit));
}

#[test]
fn a_save_takes_the_error_of_the_last_one_away_and_one_of_another_document_stays() {
    let mut state = changed();
    let failures = |state: &State| {
        let failures = state.notices.iter().filter(|notice| notice.is_failure);
        failures.count()
    };
    save(&mut state);
    state.handle(Command::SaveFailed("The disk is full".into()));
    assert_eq!(failures(&state), 1);
    let again = save(&mut state);
    finish(&mut state, again, stamp(2));
    assert_eq!(failures(&state), 0);
    change(&mut state);
    save(&mut state);
    state.handle(Command::SaveFailed("The disk is full".into()));
    state.handle(Command::Opened(Box::new(LoadedDocument {
        document: state.document().clone(),
        path: Some("/tmp/other.json".into()),
        ..LoadedDocument::default()
    })));
    let before = failures(&state);
    change(&mut state);
    let other = state.handle(Command::SaveTo("/tmp/other.json".into()));
    finish(&mut state, other, stamp(3));
    assert_eq!(failures(&state), before, "the first document is not saved");
}

#[test]
fn a_failed_export_is_asked_about_before_the_window_closes() {
    let mut state = opened();
    export(&mut state);
    state.handle(Command::CloseRequested);
    let failed = Command::ExportFailed("Not exported".into());
    assert_eq!(state.handle(failed), None);
    let asked = Dialog::WriteFailed {
        then: AfterLeaving::Quit,
        failures: vec!["Not exported".into()],
    };
    assert_eq!(state.dialog, Some(asked));
    let effect = state.handle(Command::GoOnWithoutSaving);
    assert_eq!(effect, Some(Effect::Quit));
}

#[test]
fn an_export_that_failed_before_is_asked_about_unless_its_notice_was_dismissed() {
    let mut state = opened();
    export(&mut state);
    state.handle(Command::ExportFailed("Not exported".into()));
    let mut knows = state.clone();
    assert_eq!(state.handle(Command::CloseRequested), None);
    assert!(matches!(state.dialog, Some(Dialog::WriteFailed { .. })));
    let notice = knows.notices[0].id;
    knows.handle(Command::Dismiss(notice));
    let effect = knows.handle(Command::CloseRequested);
    assert_eq!(effect, Some(Effect::Quit));
}

#[test]
fn closing_without_saving_waits_for_an_export() {
    let mut state = changed();
    export(&mut state);
    state.handle(Command::CloseRequested);
    let exported = Command::Exported {
        path: "/tmp/figure.svg".into(),
        omission: None,
    };
    assert_eq!(state.handle(exported), None);
    assert_eq!(
        state.dialog,
        Some(Dialog::Unsaved {
            then: AfterLeaving::Quit
        })
    );
    export(&mut state);
    assert_eq!(state.handle(Command::GoOnWithoutSaving), None);
    assert!(waits_to(&state, AfterLeaving::Quit));
    let exported = Command::Exported {
        path: "/tmp/figure.svg".into(),
        omission: None,
    };
    assert_eq!(state.handle(exported), Some(Effect::Quit));
}

#[test]
fn the_second_of_two_quick_saves_starts_from_what_the_first_wrote() {
    let mut state = changed();
    let first = save(&mut state);
    assert_eq!(target(first.as_ref()).unwrap().1, Some(stamp(1)));
    state.handle(Command::TogglePin("kabul".into()));
    assert_eq!(save(&mut state), None, "it waits for the first");
    let second = finish(&mut state, first, stamp(2));
    assert_eq!(target(second.as_ref()).unwrap().1, Some(stamp(2)));
    assert_eq!(finish(&mut state, second, stamp(3)), None);
    assert!(!state.open.history.is_changed());
    assert_eq!((state.dialog, state.busy), (None, None));
}

#[test]
fn ten_quick_saves_of_one_state_write_it_once() {
    let mut state = changed();
    let first = save(&mut state);
    for _ in 0..9 {
        assert_eq!(save(&mut state), None);
    }
    assert_eq!(finish(&mut state, first, stamp(2)), None);
    assert!(!state.is_saving() && !state.open.history.is_changed());
    assert_eq!(state.dialog, None);
}

#[test]
fn a_save_to_another_file_waits_for_the_one_under_way() {
    let mut state = changed();
    let first = save(&mut state);
    let elsewhere = PathBuf::from("/tmp/elsewhere.json");
    let effect = state.handle(Command::SaveTo(elsewhere.clone()));
    assert_eq!(effect, None);
    let second = finish(&mut state, first, stamp(2));
    assert_eq!(target(second.as_ref()), Some((elsewhere.clone(), None)));
    finish(&mut state, second, stamp(3));
    assert_eq!(state.open.source.path, Some(elsewhere));
}

#[test]
fn a_save_that_copies_nothing_does_not_ask_and_one_that_leaves_texts_out_says_so() {
    let mut state = changed();
    let path = PathBuf::from("/tmp/../tmp/net.json");
    let effect = state.handle(Command::TextsPlanned {
        path: path.clone(),
        generation: state.document_generation,
        texts: TextCopies::default(),
    });
    assert_eq!(target(effect.as_ref()), Some((path.clone(), None)));
    let why = |number| format!("`../{number}.txt`: there is no such file");
    state.handle(Command::Saved {
        path,
        generation: state.document_generation,
        revision: state.open.history.revision(),
        stamp: stamp(2),
        texts: WrittenTexts {
            left_out: (0..12).map(why).collect(),
            ..WrittenTexts::default()
        },
    });
    let notice = &state.notices.last().unwrap().text;
    assert!(
        notice.contains("12 saved texts were left out: `../0.txt`: there"),
        "{notice}"
    );
    assert!(notice.ends_with("and 9 more"), "{notice}");
}

#[test]
fn a_save_into_another_folder_says_first_which_texts_it_copies() {
    let mut state = changed();
    let mut document = state.document().clone();
    for (id, text) in [("r", Some("texts/r.txt")), ("s", None)] {
        document.references.put(crate::model::Reference {
            text: text.map(str::to_owned),
            ..crate::model::Reference::new(id)
        });
    }
    state.open.history = crate::model::History::new(document);
    let elsewhere = PathBuf::from("/somewhere/else/net.json");
    let planned = state.handle(Command::SaveTo(elsewhere.clone()));
    assert!(
        matches!(planned, Some(Effect::PlanTexts { .. })),
        "{planned:?}"
    );
    let texts = TextCopies {
        copied: vec![("texts/r.txt".to_owned(), "texts/r.txt".to_owned())],
        left_out: vec!["`../s.txt`: no".to_owned()],
        ..TextCopies::default()
    };
    let (path, generation) = (elsewhere.clone(), state.document_generation);
    let answer = |texts: TextCopies, generation| Command::TextsPlanned {
        path: path.clone(),
        generation,
        texts,
    };
    let late = answer(texts.clone(), Generation::after(0));
    assert_eq!((state.handle(late), &state.dialog), (None, &None));
    assert_eq!(state.handle(answer(texts.clone(), generation)), None);
    let asked = Some(Dialog::CopyTexts {
        path: path.clone(),
        texts,
    });
    assert_eq!(state.dialog, asked);
    let effect = state.handle(Command::SaveWithTexts(elsewhere.clone()));
    assert_eq!(target(effect.as_ref()), Some((elsewhere, None)));
    assert_eq!(state.dialog, None);
    finish(&mut state, effect, stamp(2));
    let beside = state
        .open
        .source
        .path
        .clone()
        .unwrap()
        .with_file_name("b.json");
    assert!(state.handle(Command::SaveTo(beside)).is_some());
}

#[test]
fn a_late_check_after_our_own_save_reports_no_change() {
    let mut state = changed();
    for number in [2, 3] {
        let effect = save(&mut state);
        finish(&mut state, effect, stamp(number));
        change(&mut state);
    }
    let generation = state.document_generation;
    let look = |number| {
        Command::Safety(SafetyCommand::FileSeen {
            generation,
            now: FileNow::Present(stamp(number)),
        })
    };
    state.handle(look(2));
    assert_eq!(state.dialog, None, "an earlier save of ours");
    state.handle(look(4));
    assert!(matches!(state.dialog, Some(Dialog::Changed(_))));
}

#[test]
fn a_conflict_while_closing_asks_and_then_closes() {
    let mut state = changed();
    save(&mut state);
    state.handle(Command::CloseRequested);
    let refused = Command::Safety(SafetyCommand::SaveRefused {
        path: "/tmp/net.json".into(),
        generation: state.document_generation,
        theirs: stamp(7),
    });
    assert_eq!(state.handle(refused), None);
    assert!(matches!(state.dialog, Some(Dialog::Changed(_))));
    let again = state.handle(Command::Safety(SafetyCommand::KeepMine));
    assert_eq!(target(again.as_ref()).unwrap().1, Some(stamp(7)));
    assert_eq!(finish(&mut state, again, stamp(8)), Some(Effect::Quit));
}

fn read(name: &str) -> Command {
    Command::Opened(Box::new(LoadedDocument {
        name: name.into(),
        ..LoadedDocument::default()
    }))
}

#[test]
fn a_change_made_while_another_file_is_read_is_asked_about() {
    let mut state = opened();
    let other = PathBuf::from("/tmp/other.json");
    state.handle(Command::Open(other.clone()));
    change(&mut state);
    assert_eq!(state.handle(read("other.json")), None);
    let then = AfterLeaving::Open(other.clone());
    assert_eq!(state.dialog, Some(Dialog::Unsaved { then }));
    assert_eq!(state.busy, None);
    let effect = state.handle(Command::GoOnWithoutSaving);
    assert_eq!(effect, Some(Effect::Load(other)));
    state.handle(read("other.json"));
    assert_eq!(state.title(), "other.json – Frenemy");
}

#[test]
fn a_save_begun_while_another_file_is_read_is_waited_for() {
    let mut state = changed();
    let other = PathBuf::from("/tmp/other.json");
    state.handle(Command::Open(other.clone()));
    state.handle(Command::GoOnWithoutSaving);
    let first = save(&mut state);
    assert_eq!(state.handle(read("other.json")), None);
    let effect = finish(&mut state, first, stamp(2));
    assert_eq!(effect, Some(Effect::Load(other)));
}

#[test]
fn discarded_changes_are_not_asked_about_again_when_another_file_is_read() {
    let mut state = changed();
    state.handle(Command::Open("/tmp/other.json".into()));
    state.handle(Command::GoOnWithoutSaving);
    state.handle(read("other.json"));
    assert_eq!(state.title(), "other.json – Frenemy");
}

#[test]
fn a_form_that_is_not_finished_is_asked_about() {
    let mut state = opened();
    state.handle(Command::FormsUnfinished(true));
    assert_eq!(state.handle(Command::CloseRequested), None);
    assert_eq!(
        state.dialog,
        Some(Dialog::Unsaved {
            then: AfterLeaving::Quit
        })
    );
    let effect = state.handle(Command::GoOnWithoutSaving);
    assert_eq!(effect, Some(Effect::Quit));
}

#[test]
fn a_dialog_that_was_open_comes_back_when_closing_is_cancelled() {
    let mut state = changed();
    state.handle(Command::Act(Action::Export));
    state.handle(Command::CloseRequested);
    assert_eq!(
        state.dialog,
        Some(Dialog::Unsaved {
            then: AfterLeaving::Quit
        })
    );
    state.handle(Command::CloseRequested);
    state.handle(Command::CloseDialog);
    assert_eq!(state.dialog, Some(Dialog::Export));
    state.handle(Command::CloseDialog);
    assert_eq!(state.dialog, None);
}
