//! Files that are made to exhaust the window: it shows them, or says why not, within a limit of
//! memory.

use std::fs;

use super::program::{Home, Program};
use super::screen::{Screen, turn};

/// The most memory that the window may take, in an unoptimized build.
const MAX_MB: u64 = 1_200;

/// The leaves of a star. An optimized build shows a million.
const LEAVES: usize = 20_000;

/// The window with a file, once the file is in it.
fn opened<'a>(screen: &'a Screen, name: &str, file: &str) -> Program<'a> {
    let home = Home::new();
    let path = home.path(name);
    fs::write(&path, file).unwrap();
    let program = Program::start(screen, home, &[&path], 1);
    program.wait_for("the file to be open", || {
        program.title().contains(name).then_some(())
    });
    program
}

/// Checks that the window lives, answers, and took no more memory than it may.
fn check(screen: &Screen, program: &Program<'_>) {
    screen.press("Escape");
    let before = program.picture_at_rest();
    // The side panel is hidden or shown.
    screen.press("F9");
    program.wait_to_see("an answer to a key", |picture| {
        (*picture != before).then_some(())
    });
    assert!(program.ended().is_none(), "{}", program.said());
    let memory = program.memory_mb();
    assert!(memory < MAX_MB, "{memory} MB");
}

#[test]
fn names_and_texts_of_megabytes_are_shown_in_part() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let long = |letter: &str| letter.repeat(15_000_000 / letter.len());
    let file = format!(
        "{{\"format\":\"frenemy/1\",\"graph\":{{\"title\":\"{0}\"}},\
         \"nodes\":[{{\"id\":\"a\",\"name\":\"{1}\",\"note\":\"{0}\"}},{{\"id\":\"b\",\"name\":\"{0}\"}}],\
         \"edges\":[{{\"source\":\"a\",\"target\":\"b\",\"kind\":\"hostility\",\"claims\":[{{\"quote\":\"{1}\"}}]}}]}}",
        long("n"),
        long("n ")
    );
    check(&screen, &opened(&screen, "names.json", &file));
}

#[test]
fn a_star_of_many_leaves_is_shown_and_its_balance_computed() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let leaf = |leaf: usize| format!("hub,n{leaf},{}\n", ["1", "-1"][leaf % 2]);
    let leaves: String = (0..LEAVES).map(leaf).collect();
    let program = opened(
        &screen,
        "star.csv",
        &format!("source,target,sign\n{leaves}"),
    );
    screen.press("Escape");
    screen.press("ctrl+k");
    screen.write("Balance");
    screen.press("Return");
    check(&screen, &program);
}
