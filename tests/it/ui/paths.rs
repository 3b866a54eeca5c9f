//! The dialog for a path: it asks where no desktop can be asked.

use egui::{Key, Modifiers};
use frenemy::app::{Action, Command};

use crate::stage::{Stage, on_small};

/// Whether the dialog of the desktop would be shown instead; then tests of this one are skipped.
pub(super) fn asks_desktop() -> bool {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR");
    let bus = runtime.map(|folder| std::path::Path::new(&folder).join("bus"));
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some();
    let asks = !cfg!(target_os = "linux") || has_bus || bus.is_some_and(|bus| bus.exists());
    if asks {
        println!("skipped: here the desktop would be asked");
    }
    asks
}

impl Stage {
    fn retype(&mut self, text: &str) {
        self.press(Modifiers::COMMAND, Key::A);
        self.type_text(text);
    }
}

#[test]
fn the_line_below_the_path_names_the_folder_it_leads_into() {
    if asks_desktop() {
        return;
    }
    let (mut stage, folder, _path) = on_small();
    stage.send(Command::Act(Action::SaveAs));
    // A name alone is put where the program was started.
    stage.retype("other.json");
    let here = std::env::current_dir().unwrap();
    stage.check_shows(&[&format!("In the folder {}", here.display())]);
    let path = folder.path().join("other.json");
    stage.retype(&path.display().to_string());
    stage.check_shows(&[&format!("In the folder {}", folder.path().display())]);
}

#[test]
fn a_line_that_is_cut_has_a_tooltip() {
    if asks_desktop() {
        return;
    }
    let (mut stage, folder, _path) = on_small();
    stage.send(Command::Act(Action::SaveAs));
    let long = folder
        .path()
        .join("a very long name of a folder ".repeat(5));
    stage.retype(&long.join("other.json").display().to_string());
    let words = format!("In the folder {}", long.display());
    let line = stage.text_rect("In the folder");
    stage.hover(line.center());
    stage.steps(60);
    assert_eq!(stage.count(&words), 2, "the line and its tooltip");
}

#[test]
fn no_folder_is_made_unasked_and_a_folder_is_no_file() {
    if asks_desktop() {
        return;
    }
    let (mut stage, folder, _path) = on_small();
    let within = folder.path().join("new");
    let path = within.join("other.json");
    stage.send(Command::Act(Action::SaveAs));
    stage.retype(&folder.path().display().to_string());
    stage.press(Modifiers::NONE, Key::Enter);
    stage.check_shows(&["This is a folder. Add the name of a file."]);
    stage.retype(&path.display().to_string());
    assert!(
        !stage.shows("This is a folder"),
        "it was about another path"
    );
    stage.press(Modifiers::NONE, Key::Enter);
    stage.check_shows(&["The folder does not exist.", "Make the folder"]);
    // Another path is another question.
    stage.retype(&within.join("third.json").display().to_string());
    assert!(!stage.shows("The folder does not exist."));
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(!within.exists());

    stage.send(Command::Act(Action::SaveAs));
    stage.retype(&path.display().to_string());
    stage.press(Modifiers::NONE, Key::Enter);
    stage.press(Modifiers::NONE, Key::Enter);
    stage.until(|state| state.open.source.path.as_ref() == Some(&path));
    assert!(path.is_file());
}
