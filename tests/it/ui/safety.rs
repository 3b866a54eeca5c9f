//! No work is lost: the dialogs about unsaved work, other programs and other windows.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use frenemy::app::{Action, Command, Example};

use super::paths::asks_desktop;
use crate::stage::{SMALL, Setup, Stage, file_with, until};

/// A small network in a file, and a data folder, for several windows one after another.
struct Desk {
    folder: tempfile::TempDir,
    file: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = file_with(&folder, "small.json", SMALL);
        Self { folder, file }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A window on the file, or on the example.
    fn window(&self, file: Option<&Path>) -> Stage {
        Stage::new(Setup {
            file: file.map(Path::to_owned),
            data: Some(self.data()),
            ..Setup::default()
        })
    }

    fn window_on_file(&self) -> Stage {
        self.window(Some(&self.file))
    }

    /// A window that changes the document and ends before it is saved.
    fn crash_with_changes(&self) {
        let mut stage = self.window_on_file();
        stage.send(Command::TogglePin("a".into()));
        assert!(stage.state().open.history.is_changed());
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.file).unwrap()
    }

    /// Renames an actor in the file, as another program would.
    fn change_from_outside(&self) {
        let text = self.text().replace("Corsairs", "Pirates");
        std::fs::write(&self.file, text).unwrap();
    }

    /// The number of recovery files.
    fn kept(&self) -> usize {
        let entries = std::fs::read_dir(self.data().join("recovery"));
        let names = entries.into_iter().flatten().flatten();
        names
            .filter(|entry| {
                entry
                    .path()
                    .extension()
                    .is_some_and(|end| end == "recovery")
            })
            .count()
    }
}

impl Stage {
    /// The window loses the focus and gets it back.
    fn refocus(&mut self) {
        for focused in [false, true] {
            self.harness.input_mut().focused = focused;
            self.steps(2);
        }
    }

    fn until_saved(&mut self) {
        self.until(|state| !state.open.history.is_changed() && state.busy.is_none());
    }
}

#[test]
fn work_of_a_crashed_window_is_offered_recovered_and_saved_to_its_file() {
    let desk = Desk::new();
    desk.crash_with_changes();
    assert_eq!(desk.kept(), 1);
    assert!(!desk.text().contains("pinned"));

    let mut stage = desk.window(None);
    stage.until_shown("Unsaved work found");
    for words in [
        "small.json",
        "just now",
        "3 actors, 2 relations",
        "1 actor placed or pinned differently",
    ] {
        assert!(stage.shows(words), "the offer does not say {words}");
    }
    stage.click("Recover");
    stage.until(|state| state.title() == "• small.json – Frenemy");
    stage.until(|state| state.busy.is_none());
    assert_eq!(desk.kept(), 1, "it is safe until it is saved");
    stage.press(Modifiers::COMMAND, Key::S);
    stage.until_saved();
    stage.steps(2);
    assert!(desk.text().contains("\"pinned\": true"));
    until(|| desk.kept() == 0);
    drop(stage);
    let mut again = desk.window(None);
    again.steps(30);
    assert_eq!(again.state().dialog, None, "nothing is left to offer");
}

#[test]
fn work_kept_for_later_is_offered_again_and_from_the_menu() {
    let desk = Desk::new();
    desk.crash_with_changes();
    let mut stage = desk.window(None);
    stage.until_shown("Unsaved work found");
    stage.click("Keep for later");
    assert_eq!(stage.state().dialog, None);
    stage.send(Command::Act(Action::FindRecoverable));
    stage.until_shown("Unsaved work found");
    drop(stage);
    let mut again = desk.window(None);
    again.until_shown("Unsaved work found");
}

#[test]
fn work_is_discarded_by_a_second_click_only() {
    let desk = Desk::new();
    desk.crash_with_changes();
    let mut stage = desk.window(None);
    stage.until_shown("Unsaved work found");
    stage.click("Discard…");
    assert!(stage.shows("This cannot be undone"));
    // A task that runs can be cancelled, too.
    stage.until(|state| state.busy.is_none());
    stage.click("Cancel");
    assert_eq!(desk.kept(), 1);
    stage.click("Discard…");
    stage.click("Discard permanently");
    assert_eq!(stage.state().dialog, None);
    until(|| desk.kept() == 0);
    stage.send(Command::Act(Action::FindRecoverable));
    stage.until_shown("No unsaved work was left behind");
}

#[test]
fn the_example_and_other_work_without_a_file_is_recovered_too() {
    let desk = Desk::new();
    let mut stage = desk.window(None);
    let actor = stage
        .state()
        .document()
        .actors
        .iter()
        .next()
        .unwrap()
        .id
        .clone();
    stage.send(Command::TogglePin(actor));
    drop(stage);
    let mut stage = desk.window_on_file();
    stage.until_shown("Never saved to a file");
    stage.click("Recover");
    stage.until(|state| state.title() == "• Afghanistan 2017 – Frenemy");
    assert_eq!(stage.state().open.source.path, None);
    let example = stage.state().open.source.example;
    assert_eq!(example, Some(Example::Afghanistan), "its texts are found");
}

#[test]
fn discarded_work_and_unchanged_documents_leave_no_recovery_file() {
    let desk = Desk::new();
    let mut stage = desk.window_on_file();
    stage.send(Command::TogglePin("a".into()));
    until(|| desk.kept() == 1);
    stage.press(Modifiers::COMMAND, Key::Q);
    stage.click("Close without saving");
    until(|| desk.kept() == 0);
    drop(stage);
    drop(desk.window_on_file());
    assert_eq!(desk.kept(), 0);
}

#[test]
fn undone_work_is_not_offered_and_redone_work_is_kept_at_once() {
    let desk = Desk::new();
    let mut stage = desk.window_on_file();
    stage.send(Command::TogglePin("a".into()));
    until(|| desk.kept() == 1);
    stage.send(Command::Act(Action::Undo));
    assert!(!stage.state().open.history.is_changed());
    until(|| desk.kept() == 0);
    stage.send(Command::Act(Action::Redo));
    until(|| desk.kept() == 1);
}

#[test]
fn work_that_cannot_be_kept_is_reported_once() {
    let desk = Desk::new();
    std::fs::write(desk.data(), "a file where the folder should be").unwrap();
    let mut stage = desk.window_on_file();
    stage.send(Command::TogglePin("a".into()));
    stage.until_shown("Your changes cannot be kept safe from a crash");
    stage.send(Command::TogglePin("b".into()));
    stage.steps(5);
    assert_eq!(stage.state().notices.len(), 1);
    assert!(
        stage.state().open.history.is_changed(),
        "the document stays open"
    );
}

#[test]
fn with_unsaved_work_and_a_watched_file_the_window_is_at_rest() {
    let desk = Desk::new();
    let mut stage = desk.window_on_file();
    stage.send(Command::TogglePin("a".into()));
    assert!(stage.harness.run_ok().is_some(), "it never comes to rest");
}

#[test]
fn a_file_changed_by_another_program_is_compared_by_name_and_reloaded() {
    let desk = Desk::new();
    let mut stage = desk.window_on_file();
    desk.change_from_outside();
    stage.refocus();
    stage.until_shown("The file was changed by another program");
    stage.click("Compare");
    stage.until_shown("1 actor different");
    assert!(stage.shows("Corsairs"), "it is not named");
    stage.click("Reload");
    stage.until(|state| {
        let corsairs = state.document().actors.get(&"c".into());
        corsairs.is_some_and(|actor| actor.name() == "Pirates")
    });
    stage.until(|state| state.busy.is_none());
    assert!(!stage.state().open.history.is_changed());
    assert_eq!(stage.state().dialog, None);
}

#[test]
fn who_keeps_hers_saves_over_the_other_program_without_being_asked_again() {
    let desk = Desk::new();
    let mut stage = desk.window_on_file();
    stage.send(Command::TogglePin("a".into()));
    desk.change_from_outside();
    stage.refocus();
    stage.until_shown("You have unsaved changes (the last one: pin of Alba)");
    stage.click("Keep mine");
    stage.press(Modifiers::COMMAND, Key::S);
    stage.until_saved();
    let text = desk.text();
    assert!(text.contains("Corsairs") && text.contains("\"pinned\": true"));
}

#[test]
fn saving_over_a_changed_file_asks_first_and_what_stood_there_can_be_opened_again() {
    let desk = Desk::new();
    let mut stage = desk.window_on_file();
    stage.send(Command::TogglePin("a".into()));
    desk.change_from_outside();
    stage.press(Modifiers::COMMAND, Key::S);
    stage.until_shown("your changes were not saved");
    assert!(desk.text().contains("Pirates"), "theirs is untouched");
    stage.click("Save mine");
    stage.until_saved();
    assert!(desk.text().contains("Corsairs"));

    stage.send(Command::Act(Action::Versions));
    stage.until_shown("Earlier versions");
    assert!(stage.shows("Since then: 1 actor changed, 1 actor placed or pinned differently"));
    stage.click("Open a copy");
    stage.until(|state| state.title() == "• small (earlier version).json – Frenemy");
    assert_eq!(stage.state().open.source.path, None);
    assert!(desk.text().contains("Corsairs"), "the file is untouched");
}

#[test]
fn the_second_window_on_a_file_says_so_and_offers_a_copy() {
    let desk = Desk::new();
    let mut first = desk.window_on_file();
    first.steps(2);
    let mut second = desk.window_on_file();
    second.until_shown("The file is open in another window");
    second.click("Work on a copy");
    assert_eq!(second.state().title(), "• small (copy).json – Frenemy");
    drop(second);
    drop(first);
    // The lock goes with the windows.
    until(|| {
        let locks = std::fs::read_dir(desk.data().join("locks"));
        locks.unwrap().next().is_none()
    });
    let mut third = desk.window_on_file();
    third.steps(30);
    assert!(!third.shows("open in another window"));
}

#[test]
fn of_two_windows_that_save_one_file_the_second_is_asked() {
    let desk = Desk::new();
    let mut first = desk.window_on_file();
    let mut second = desk.window_on_file();
    second.until_shown("The file is open in another window");
    second.click("Open here too");
    first.send(Command::TogglePin("a".into()));
    first.press(Modifiers::COMMAND, Key::S);
    first.until_saved();
    let saved = desk.text();
    second.send(Command::TogglePin("b".into()));
    second.press(Modifiers::COMMAND, Key::S);
    second.until_shown("The file was changed by another program");
    assert_eq!(desk.text(), saved);
}

#[test]
fn where_the_folder_is_gone_the_save_says_so_and_everything_stays_open_and_safe() {
    let desk = Desk::new();
    let drive = desk.folder.path().join("drive");
    std::fs::create_dir(&drive).unwrap();
    let file = drive.join("far.json");
    std::fs::write(&file, SMALL).unwrap();
    let mut stage = desk.window(Some(&file));
    stage.send(Command::TogglePin("a".into()));
    std::fs::remove_dir_all(&drive).unwrap();
    stage.press(Modifiers::COMMAND, Key::S);
    stage.until_shown("the folder does not exist");
    assert!(stage.shows("Everything is still open here"));
    assert!(stage.state().open.history.is_changed());
    drop(stage);
    assert_eq!(desk.kept(), 1);
}

#[test]
fn enter_twice_does_not_replace_a_file() {
    if asks_desktop() {
        return;
    }
    let desk = Desk::new();
    let mut stage = desk.window(None);
    stage.send(Command::Act(Action::SaveAs));
    stage.press(Modifiers::COMMAND, Key::A);
    let path = desk.file.display().to_string();
    stage.harness.event(egui::Event::Text(path));
    stage.steps(3);
    stage.press(Modifiers::NONE, Key::Enter);
    assert!(stage.shows("A file with this name exists"));
    stage.press(Modifiers::NONE, Key::Enter);
    assert!(!stage.shows("A file with this name exists"));
    assert_eq!(desk.text(), SMALL);
}

#[test]
fn a_file_that_is_there_already_is_replaced_by_a_second_click_only() {
    if asks_desktop() {
        return;
    }
    let desk = Desk::new();
    let mut stage = desk.window(None);
    stage.send(Command::Act(Action::SaveAs));
    assert!(stage.shows("Path of the file"));
    stage.press(Modifiers::COMMAND, Key::A);
    let path = desk.file.display().to_string();
    stage.harness.event(egui::Event::Text(path));
    stage.steps(3);
    stage.click("Save");
    assert!(stage.shows("A file with this name exists"));
    assert_eq!(desk.text(), SMALL);
    stage.click("Replace");
    stage.until(|state| state.title() == "small.json – Frenemy");
    assert_ne!(desk.text(), SMALL);
}

#[test]
fn a_path_where_nothing_is_stays_in_its_dialog() {
    if asks_desktop() {
        return;
    }
    let desk = Desk::new();
    let mut stage = desk.window(None);
    stage.send(Command::Act(Action::Open));
    for (path, words) in [
        (desk.file.with_extension("missing"), "There is no such file"),
        (desk.file.parent().unwrap().to_owned(), "This is a folder"),
    ] {
        stage.press(Modifiers::COMMAND, Key::A);
        let path = path.display().to_string();
        stage.harness.event(egui::Event::Text(path.clone()));
        stage.steps(3);
        stage.press(Modifiers::NONE, Key::Enter);
        stage.check_shows(&[words]);
        assert_eq!(stage.field("Path of the file").value(), Some(path));
    }
    stage.press(Modifiers::COMMAND, Key::A);
    let path = desk.file.display().to_string();
    stage.harness.event(egui::Event::Text(path));
    stage.press(Modifiers::NONE, Key::Enter);
    stage.until(|state| state.title() == "small.json – Frenemy");
}
