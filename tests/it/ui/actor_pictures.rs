//! The picture of an actor in the window: chosen, shown, removed, undone, and saved along.

use std::path::{Path, PathBuf};

use frenemy::app::{Action, ActorPictureCommand, Command, Dialog, Target};

use super::paths::asks_desktop;
use crate::actor_pictures::flag;
use crate::stage::{Stage, on_small};

impl Stage {
    /// The path of the picture of Alba.
    fn picture(&self) -> Option<String> {
        let actor = self.state().document().actors.get(&"a".into());
        actor.and_then(|actor| actor.picture.clone())
    }

    /// Chooses a picture for Alba, and waits until it is shown.
    fn choose_picture(&mut self, file: PathBuf) {
        let choose = ActorPictureCommand::Choose(file, "a".into());
        self.send(Command::ActorPicture(choose));
        self.until(|state| {
            let actor = state.document().actors.get(&"a".into()).unwrap();
            let path = actor.picture.as_deref();
            path.is_some_and(|path| state.open.pictures.get(path).is_some())
        });
    }
}

/// A flag that the user has somewhere.
fn flag_in(folder: &Path) -> PathBuf {
    let path = folder.join("My Flag.PNG");
    std::fs::write(&path, flag()).unwrap();
    path
}

#[test]
fn a_picture_is_copied_beside_the_file_and_is_one_edit() {
    let (mut stage, folder, _path) = on_small();
    stage.select(Target::Actor("a".into()));
    stage.choose_picture(flag_in(folder.path()));
    assert_eq!(stage.picture().as_deref(), Some("pictures/a.png"));
    assert!(folder.path().join("pictures/a.png").exists());
    stage.check_shows(&["Picture of Alba"]);
    stage.send(Command::Act(Action::Undo));
    assert_eq!(stage.picture(), None);
    assert!(!stage.shows("Picture of Alba"));
    stage.send(Command::Act(Action::Redo));
    assert_eq!(stage.picture().as_deref(), Some("pictures/a.png"));
}

#[test]
fn a_picture_is_chosen_and_removed_by_buttons() {
    let (mut stage, folder, _path) = on_small();
    stage.choose_picture(flag_in(folder.path()));
    stage.select(Target::Actor("a".into()));
    stage.click("Edit Alba");
    stage.click("Remove picture");
    assert_eq!(stage.picture(), None);
    assert!(!stage.shows("Remove picture"));
    if asks_desktop() {
        return;
    }
    stage.click("Picture…");
    stage.check_shows(&["Choose a picture (PNG or JPEG)"]);
}

#[test]
fn a_file_that_is_no_picture_is_refused_in_words() {
    let (mut stage, folder, _path) = on_small();
    let text = folder.path().join("flag.png");
    std::fs::write(&text, "words").unwrap();
    let choose = ActorPictureCommand::Choose(text, "a".into());
    stage.send(Command::ActorPicture(choose));
    stage.until_shown("flag.png: it is neither a PNG nor a JPEG picture");
    assert_eq!(stage.picture(), None);
    assert!(!folder.path().join("pictures").exists());
}

#[test]
fn a_picture_that_is_missing_is_said_once_and_in_the_details() {
    let (mut stage, folder, path) = on_small();
    stage.choose_picture(flag_in(folder.path()));
    stage.send(Command::Act(Action::Save));
    stage.until(|state| !state.open.history.is_changed());
    std::fs::remove_file(folder.path().join("pictures/a.png")).unwrap();
    let mut stage = Stage::on(&path);
    stage.until_shown("1 picture is not drawn: `pictures/a.png`: there is no such file");
    stage.select(Target::Actor("a".into()));
    stage.check_shows(&["The picture is not drawn: pictures/a.png: there is no such file"]);
    // Once there is another picture, that is no longer news.
    stage.choose_picture(folder.path().join("My Flag.PNG"));
    assert!(!stage.shows("1 picture is not drawn"));
}

#[test]
fn a_network_without_a_file_is_saved_before_it_gets_pictures() {
    let mut stage = Stage::on_example();
    let actor = stage.state().document().actors.iter().next().unwrap();
    let ask = ActorPictureCommand::Ask(actor.id.clone());
    if asks_desktop() {
        return;
    }
    stage.send(Command::ActorPicture(ask));
    stage.check_shows(&["Save the network first", "Save as"]);
}

#[test]
fn a_save_into_another_folder_asks_and_copies_the_pictures() {
    let (mut stage, folder, _path) = on_small();
    stage.choose_picture(flag_in(folder.path()));
    let other = folder.path().join("other");
    // There is another picture of this name.
    std::fs::create_dir_all(other.join("pictures")).unwrap();
    std::fs::write(other.join("pictures/a.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    stage.send(Command::SaveTo(other.join("net.json")));
    stage.until(|state| matches!(state.dialog, Some(Dialog::CopyTexts { .. })));
    stage.check_shows(&["Copy 1 picture?"]);
    stage.click("Copy and save");
    stage.until(|state| !state.open.history.is_changed());
    assert_eq!(stage.picture().as_deref(), Some("pictures/a-2.png"));
    assert_eq!(
        std::fs::read(other.join("pictures/a-2.png")).unwrap(),
        flag()
    );
    let saved = std::fs::read_to_string(other.join("net.json")).unwrap();
    assert!(saved.contains("pictures/a-2.png"), "{saved}");
    stage.until(|state| state.open.pictures.get("pictures/a-2.png").is_some());
}
