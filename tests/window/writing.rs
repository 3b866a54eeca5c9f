//! Saving in the real window, and closing it at once.

use frenemy::file;
use frenemy::model::{Actor, Document, Point};

use super::*;

/// How many actors the large file has, and how long the note of each is: 100 MB together.
const ACTORS: usize = 1_000;
const NOTE_BYTES: usize = 100_000;

/// A file of 100 MB that is read and drawn quickly: few actors with long notes.
fn large() -> Vec<u8> {
    let actors = (0..ACTORS).map(|number| Actor {
        note: Some("word ".repeat(NOTE_BYTES / 5)),
        position: Some(Point {
            x: (number % 40) as f64 * 90.0,
            y: (number / 40) as f64 * 90.0,
        }),
        ..Actor::new(format!("actor-{number}").as_str())
    });
    file::write(&Document {
        actors: actors.collect(),
        ..Document::default()
    })
}

#[test]
fn saving_100_mb_as_a_new_file_and_quitting_at_once_leaves_the_whole_file() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let home = Home::new();
    let (original, copy) = (home.path("large.json"), home.path("copy.json"));
    fs::write(&original, large()).unwrap();
    let program = Program::start(&screen, home, &[&original], 1);
    screen.press("ctrl+shift+s");
    program.wait_to_see("the question where to", |picture| {
        (last_row(&buttons(picture)).len() == 2).then_some(())
    });
    enter_path(&program, &copy);
    screen.press("ctrl+q");
    assert_eq!(program.wait_for_end().code(), Some(0), "{}", program.said());
    let saved = file::read(&fs::read(&copy).unwrap(), "copy.json").unwrap();
    let notes = saved.document.actors.iter();
    let bytes = notes.map(|actor| actor.note.as_ref().map_or(0, String::len));
    assert_eq!(bytes.sum::<usize>(), ACTORS * NOTE_BYTES);
}

#[test]
fn saving_twice_asks_nothing_and_saving_before_quitting_asks_nothing() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    drag_the_group(&program);
    screen.press("ctrl+s");
    screen.press("ctrl+s");
    program.wait_for("the file to be saved", || {
        (program.title() == "three.json – Frenemy").then_some(())
    });
    let picture = program.picture_at_rest();
    assert!(three_buttons(&picture).is_none(), "something is asked");

    screen.press("ctrl+z");
    program.wait_for("the mark of a change in the title", || {
        program.title().starts_with('•').then_some(())
    });
    screen.press("ctrl+s");
    screen.press("ctrl+q");
    assert_eq!(program.wait_for_end().code(), Some(0), "{}", program.said());
    assert_ne!(saved_actor(&program, "b")["pinned"], json!(true));
}
