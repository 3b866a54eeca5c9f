//! Saving in the real window, and closing it at once.

use frenemy::file;
use frenemy::sample::Sample;

use super::*;

/// A file of about 100 MB.
fn large() -> Vec<u8> {
    let mut actors = 10_000;
    loop {
        let bytes = file::write(&Sample::new(actors, 1).document());
        if bytes.len() > 100_000_000 {
            return bytes;
        }
        actors = (actors as f64 * 1.02 * 1e8 / bytes.len() as f64) as usize;
    }
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
    let before = file::read(&fs::read(&original).unwrap(), "large.json").unwrap();
    assert_eq!(
        (saved.document.actors.len(), saved.document.relations.len()),
        (
            before.document.actors.len(),
            before.document.relations.len()
        )
    );
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
