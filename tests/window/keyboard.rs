//! The keyboard, the clipboard and the table in the real window, and the window at 800 × 600.

use std::fs;
use std::process::Command;

use frenemy::file;
use frenemy::model::{Actor, ActorKind, Document, Point};

use super::picture::{Area, Picture};
use super::program::{Home, Program};
use super::screen::{Screen, turn};
use super::{Three, assert_everything_is_inside, bodies, start_with_three, theme_of, three};

/// How many pixels of a picture are in the colour of links: rings of the focus, main buttons.
fn accents(picture: &Picture, area: Area) -> usize {
    picture.count(area, theme_of(picture).link())
}

#[test]
fn at_800_by_600_everything_is_inside_and_the_table_too() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(800, 600);
    let program = start_with_three(&screen, 1);
    program.resize(800, 600);
    let picture = program.picture_at_rest();
    assert_everything_is_inside(&picture, 800, 600);
    screen.press("F4");
    let (_, ()) = program.wait_to_see("the table instead of the picture", |picture| {
        Three::in_picture(picture).is_none().then_some(())
    });
    screen.press("F9");
    screen.press("F4");
    program.wait_to_see("the picture again", Three::in_picture);
}

#[test]
fn a_click_gives_the_focus_to_the_picture_and_f6_moves_it() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    let before = program.picture_at_rest();
    let blank = before
        .blank_square(theme_of(&before).background, 60)
        .expect("a blank place");
    // The edge of the picture, where its ring is drawn.
    let edge = Area {
        left: 0,
        right: 4,
        top: 100,
        bottom: 500,
    };
    assert!(accents(&before, edge) < 50, "no ring yet");
    screen.click(blank);
    program.wait_to_see("a ring around the picture", |picture| {
        (accents(picture, edge) > 300).then_some(())
    });
    screen.press("F6");
    program.wait_to_see("no ring around the picture", |picture| {
        (accents(picture, edge) < 50).then_some(())
    });
    screen.press("shift+F6");
    program.wait_to_see("the ring again", |picture| {
        (accents(picture, edge) > 300).then_some(())
    });
}

#[test]
fn an_actor_is_found_in_the_palette_and_selected() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    let before = program.picture_at_rest();
    screen.press("ctrl+k");
    program.wait_to_see("the palette over a dimmed window", |picture| {
        let dimmed = picture.share(theme_of(&before).background);
        (dimmed < before.share(theme_of(&before).background) / 2.0).then_some(())
    });
    screen.write("lowun");
    program.picture_at_rest();
    screen.press("Return");
    program.wait_to_see("one actor alone in full colour", |picture| {
        // The legend keeps its samples.
        let theme = theme_of(&before);
        let lost = |kind| {
            let count = |picture: &Picture| bodies(picture, &theme, kind).len();
            count(&before).checked_sub(count(picture))
        };
        let (group, organization) = (lost(ActorKind::Group), lost(ActorKind::Organization));
        ((group, organization) == (Some(1), Some(0))).then_some(())
    });
}

#[test]
fn the_picture_is_on_the_clipboard_after_ctrl_shift_c() {
    let Some(_turn) = turn() else { return };
    let installed = Command::new("xclip").arg("-version").output();
    if !installed.is_ok_and(|output| output.status.success()) {
        // Nothing else here reads a picture from the clipboard.
        let is_required = std::env::var_os("FRENEMY_REQUIRE_WINDOW").is_some();
        assert!(!is_required, "xclip is not installed");
        return;
    }
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    screen.press("ctrl+shift+c");
    let picture = program.wait_for("a picture on the clipboard", || {
        let output = Command::new("xclip")
            .args(["-selection", "clipboard", "-target", "image/png", "-out"])
            .env("DISPLAY", screen.display())
            .output()
            .ok()?;
        (output.status.success() && output.stdout.len() > 1000)
            .then(|| Picture::from_png(&output.stdout))
    });
    assert_eq!(
        (picture.area().width(), picture.area().height()),
        (2560, 1600)
    );
    assert!(Three::in_picture(&picture).is_some());
}

#[test]
fn a_cell_is_edited_with_the_keyboard_and_saved() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let home = Home::new();
    let file = home.path("three.json");
    fs::write(&file, three()).unwrap();
    let program = Program::start(&screen, home, &[&file], 1);
    program.wait_to_see("three actors", Three::in_picture);
    program.picture_at_rest();
    screen.press("F4");
    program.picture_at_rest();
    // Table, after the picture; the cell at the top is the name of the first actor.
    screen.press("F6");
    screen.press("F6");
    program.picture_at_rest();
    screen.press("Return");
    program.picture_at_rest();
    screen.press("ctrl+a");
    screen.write("Renamed state");
    screen.press("Return");
    program.wait_for("the mark of a change in the title", || {
        program.title().starts_with('•').then_some(())
    });
    screen.press("ctrl+s");
    program.wait_for("the file to be saved", || {
        (program.title() == "three.json – Frenemy").then_some(())
    });
    let saved = fs::read_to_string(program.home().path("three.json")).unwrap();
    assert!(saved.contains("Renamed state"), "{saved}");
}

#[test]
fn a_table_of_a_hundred_thousand_rows_is_scrolled_to_its_end() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let home = Home::new();
    let path = home.path("many.json");
    fs::write(&path, file::write(&many(100_000))).unwrap();
    let program = Program::start(&screen, home, &[&path], 1);
    screen.press("F4");
    let top = program.picture_at_rest();
    screen.press("F6");
    screen.press("F6");
    screen.press("End");
    program.wait_to_see("other rows", |picture| {
        let changed = picture.difference(&top)?;
        (changed.area.height() > 400).then_some(())
    });
}

/// Actors with positions, none related to another.
fn many(actors: usize) -> Document {
    let actor = |number: usize| Actor {
        position: Some(Point {
            x: (number % 316) as f64 * 40.0,
            y: (number / 316) as f64 * 40.0,
        }),
        ..Actor::new(format!("Actor {number:06}"))
    };
    Document {
        actors: (0..actors).map(actor).collect(),
        ..Document::default()
    }
}
