//! The built program in a real window: what a user sees on the screen and finds in files.
//!
//! Starts the program under Xvfb, moves the mouse and presses keys with xdotool, looks at pixels
//! through `ImageMagick`, and knows only the colours of the program. Things are found by their
//! colours, not by expected positions, and tests wait for them instead of sleeping. Where the three
//! tools are not installed, the tests are skipped; with `FRENEMY_REQUIRE_WINDOW=1` they fail.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "the files that the program leaves are looked at from outside"
)]

mod hostile;
mod keyboard;
mod large;
mod links;
mod picture;
mod program;
mod screen;
mod typing;
mod writing;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use frenemy::model::{ActorKind, RelationKind};
use frenemy::scene::Theme;
use serde_json::{Value, json};

use picture::{Area, Patch, Picture, Place};
use program::{Home, Program, run_to_end};
use screen::{Screen, turn};

#[test]
fn the_bundled_example_opens_at_the_start() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = Program::start(&screen, Home::new(), &[], 1);
    let (picture, theme) = program.wait_to_see("states and groups", |picture| {
        let theme = theme_of(picture);
        let are_seen = |kind| bodies(picture, &theme, kind).len() > 3;
        (are_seen(ActorKind::State) && are_seen(ActorKind::Group)).then_some(theme)
    });
    assert_eq!(program.title(), "Afghanistan 2017 – Frenemy");
    for kind in [
        RelationKind::Cooperation,
        RelationKind::Support,
        RelationKind::Hostility,
    ] {
        assert!(
            picture.count(picture.area(), theme.relation(kind)) > 500,
            "few relations of kind {kind:?}"
        );
    }
}

#[test]
fn pointing_at_a_relation_shows_its_card_and_leaving_it_hides_the_card() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    hover_the_hostility(&program, 1);
}

#[test]
fn with_two_pixels_to_a_point_the_picture_is_as_sharp_and_as_near() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(2000, 1400);
    let program = start_with_three(&screen, 2);
    hover_the_hostility(&program, 2);
}

#[test]
fn a_dragged_actor_is_saved_where_it_was_dropped_and_pinned() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    let before = Three::in_picture(&screen.picture()).expect("three actors");
    let target = drag_the_group(&program);
    let after = Three::in_picture(&program.picture_at_rest()).expect("three actors");
    assert!(
        distance(after.group, target) < 5.0,
        "dropped at {target:?}, stands at {:?}",
        after.group
    );

    screen.press("ctrl+s");
    program.wait_for("the file to be saved", || {
        (program.title() == "three.json – Frenemy").then_some(())
    });
    let saved = saved_actor(&program, "b");
    assert_eq!(saved["pinned"], json!(true));
    let points_per_pixel = 440.0 / distance(before.state, before.group);
    let moved = (saved["x"].as_f64().unwrap() - 220.0).hypot(saved["y"].as_f64().unwrap());
    let expected = distance(before.group, target) * points_per_pixel;
    assert!(
        (moved - expected).abs() < 8.0,
        "moved by {moved} in the file and by {expected} on the screen"
    );
    assert_ne!(saved_actor(&program, "a")["pinned"], json!(true));
}

#[test]
fn an_actor_released_while_moving_stays_where_the_pointer_was() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    let Three { group, .. } = Three::in_picture(&screen.picture()).expect("three actors");
    let by = |pixels: u32| Place {
        x: group.x - pixels,
        y: group.y + pixels,
    };
    screen.drag(group, by(30));
    screen.release_at(by(90));
    program.wait_for("the mark of a change in the title", || {
        program.title().starts_with('•').then_some(())
    });
    let landed = Three::in_picture(&program.picture_at_rest())
        .expect("three actors")
        .group;
    assert!(
        distance(landed, by(90)) < 5.0,
        "let go at {:?}, landed at {landed:?}",
        by(90)
    );
}

#[test]
fn nothing_stays_highlighted_when_the_pointer_leaves_the_picture_at_once() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    // Over the status line, and out of every link and button.
    let outside = Place { x: 640, y: 812 };
    screen.point_at(outside);
    let unlit = program.picture_at_rest();
    screen.point_at(
        Three::in_picture(&unlit)
            .expect("three actors")
            .organization,
    );
    program.wait_to_see("the actor lit", |picture| picture.difference(&unlit));
    screen.point_at(outside);
    program.wait_to_see("the light to go", |picture| {
        picture.difference(&unlit).is_none().then_some(())
    });
}

#[test]
fn at_800_by_600_everything_is_inside_the_window() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    program.resize(800, 600);
    let is_smaller = |picture: &Picture| {
        let theme = theme_of(picture);
        picture
            .blank_square(theme.background, 30)
            .is_some_and(|_| is_black(picture, 800, 600))
            .then_some(())
    };
    program.wait_to_see("the window to get smaller", is_smaller);
    assert_everything_is_inside(&program.picture_at_rest(), 800, 600);
}

#[test]
fn on_a_screen_of_800_by_600_the_window_starts_no_larger() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(800, 600);
    let program = start_with_three(&screen, 1);
    assert_everything_is_inside(&program.picture_at_rest(), 800, 600);
}

#[test]
fn closing_with_unsaved_changes_asks_and_can_be_taken_back_or_give_the_changes_up() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    drag_the_group(&program);
    program.ask_to_close();
    program.wait_to_see("the question whether to save", three_buttons);
    screen.press("Escape");
    program.wait_to_see("the question to go", |picture| {
        three_buttons(picture).is_none().then_some(())
    });
    assert!(program.ended().is_none());

    screen.press("ctrl+q");
    let (_, [_, without_saving, _]) =
        program.wait_to_see_at_rest("the question whether to save", three_buttons);
    assert!(program.ended().is_none());
    screen.click(without_saving.middle());
    assert_eq!(program.wait_for_end().code(), Some(0), "{}", program.said());
    assert_eq!(
        fs::read_to_string(program.home().path("three.json")).unwrap(),
        three()
    );
}

#[test]
fn closing_with_unsaved_changes_can_save_them() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    drag_the_group(&program);
    screen.press("ctrl+q");
    let (_, [save, ..]) =
        program.wait_to_see_at_rest("the question whether to save", three_buttons);
    screen.click(save.middle());
    assert_eq!(program.wait_for_end().code(), Some(0), "{}", program.said());
    assert_eq!(saved_actor(&program, "b")["pinned"], json!(true));
}

#[test]
fn at_rest_the_program_uses_no_processor() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = Program::start(&screen, Home::new(), &[], 1);
    program.wait_to_see("an actor", |picture| {
        bodies(picture, &theme_of(picture), ActorKind::State).pop()
    });
    program.picture_at_rest();
    // The work that follows a start takes a moment more.
    thread::sleep(Duration::from_secs(1));
    let used = program.ticks_used_beside(200);
    assert!(
        used < 10,
        "{used} hundredths of a second with nothing moving, where a thread at work had 200"
    );
}

#[test]
fn a_picture_is_exported_through_the_window() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = start_with_three(&screen, 1);
    let exported = export_picture(&program);
    assert_eq!((exported.width, exported.height), (2560, 1600));
    let found = Three::in_picture(&exported).expect("three actors");
    assert!(found.state.x < found.group.x && found.organization.y > found.state.y);
}

#[test]
fn a_tie_is_opened_a_camp_collapsed_and_the_picture_exported() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let home = Home::new();
    let file = home.path("camps.json");
    fs::write(&file, two_camps()).unwrap();
    let program = Program::start(&screen, home, &[&file], 1);
    // Those of the legend are smaller.
    let large = |picture: &Picture, kind| {
        let all = bodies(picture, &theme_of(picture), kind);
        all.iter().filter(|body| body.area.width() > 30).count()
    };
    let states = |picture: &Picture| large(picture, ActorKind::State);
    let groups = |picture: &Picture| large(picture, ActorKind::Group);
    program.wait_to_see("the members of both camps", |picture| {
        (states(picture) == 2 && groups(picture) == 2).then_some(())
    });

    // A click on the line between the camps opens the pair beside the picture.
    let picture = program.picture_at_rest();
    let theme = theme_of(&picture);
    let middle = Place { x: 470, y: 300 };
    let line = picture
        .nearest(middle, theme.relation(RelationKind::Hostility))
        .expect("a line between the camps");
    screen.click(line);
    let panel = |picture: &Picture| {
        let area = Area {
            left: 950,
            right: 1279,
            top: 60,
            bottom: 780,
        };
        let word = theme.as_text(theme.relation(RelationKind::Hostility));
        picture.count(area, word)
    };
    let before = panel(&picture);
    program.wait_to_see("the pair in the details", |picture| {
        (panel(picture) > before).then_some(())
    });
    screen.press("Escape");

    // A double click on a member collapses its camp, and only this one.
    let picture = program.picture_at_rest();
    let member = bodies(&picture, &theme, ActorKind::State)[0].area.middle();
    screen.click(member);
    screen.click(member);
    program.wait_to_see("one camp collapsed", |picture| {
        (states(picture) == 0 && groups(picture) == 2).then_some(())
    });

    let exported = export_picture(&program);
    assert_eq!((states(&exported), groups(&exported)), (0, 2));
}

#[test]
fn a_network_is_simplified_a_camp_collapsed_and_expanded_a_tie_pointed_at_and_all_exported() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let home = Home::new();
    let file = home.path("camps.json");
    let mut camps: Value = serde_json::from_str(&two_camps()).unwrap();
    let alone = json!({ "id": "alone", "kind": "organization", "x": 0.0, "y": 250.0 });
    camps["nodes"].as_array_mut().unwrap().push(alone);
    fs::write(&file, camps.to_string()).unwrap();
    let program = Program::start(&screen, home, &[&file], 1);
    // Those of the legend are smaller.
    let large = |picture: &Picture| {
        let count = |kind| {
            let all = bodies(picture, &theme_of(picture), kind);
            all.iter().filter(|body| body.area.width() > 30).count()
        };
        [
            count(ActorKind::State),
            count(ActorKind::Group),
            count(ActorKind::Organization),
        ]
    };
    let wait = |what: &str, counts: [usize; 3]| {
        let (_, ()) = program.wait_to_see(what, |picture| (large(picture) == counts).then_some(()));
        program.picture_at_rest()
    };
    wait("both camps and one alone", [2, 2, 1]);

    // The giant component alone, by a click on its check box.
    screen.press("ctrl+k");
    screen.write("Simplify");
    program.picture_at_rest();
    screen.press("Return");
    let (_, giant) = program.wait_to_see_at_rest("the rules that simplify", |picture| {
        // Six that can be chosen are before it.
        check_boxes(picture).get(6).copied()
    });
    screen.click(giant.middle());
    let simplified = wait("the two camps alone", [2, 2, 0]);

    // A double click collapses a camp, and another one expands it.
    let theme = theme_of(&simplified);
    let member = bodies(&simplified, &theme, ActorKind::State)[0]
        .area
        .middle();
    screen.click(member);
    screen.click(member);
    let collapsed = wait("one camp collapsed", [0, 2, 0]);
    let bloc = collapsed.patches(theme.actor(None))[0].area.middle();
    screen.click(bloc);
    screen.click(bloc);
    let blank = Place { x: 470, y: 60 };
    screen.point_at(blank);
    let expanded = wait("the camp expanded again", [2, 2, 0]);

    // The card of the tie under the pointer.
    let line = expanded
        .nearest(
            Place { x: 470, y: 300 },
            theme.relation(RelationKind::Hostility),
        )
        .expect("a line between the camps");
    screen.point_at(line);
    program.wait_to_see("the card of the tie", |picture| {
        let card = picture.difference(&expanded)?.area;
        (card.width() > 200 && card.height() > 60).then_some(())
    });

    let exported = export_picture(&program);
    assert_eq!(large(&exported), [2, 2, 0]);
}

#[test]
fn without_a_display_one_line_says_what_to_install_and_what_works_without() {
    let (status, said) = run_to_end(&mut Home::new().command()).expect("an end");
    assert_eq!(status.code(), Some(1), "{said}");
    assert_one_helpful_line(&said);
    assert!(said.contains("DISPLAY"), "{said}");
}

#[test]
#[cfg(target_env = "gnu")]
fn without_a_system_library_one_line_says_what_to_install_and_what_works_without() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    // The loader stops at the first file of that name, and an empty file is not a library.
    for (libraries, package) in [
        (
            &["libxkbcommon-x11.so.0", "libxkbcommon-x11.so"][..],
            "libxkbcommon-x11-0",
        ),
        (&["libXi.so.6", "libXi.so"], "libxi6"),
        (
            &["libGL.so.1", "libGL.so", "libEGL.so.1", "libEGL.so"],
            "libgl1",
        ),
    ] {
        let home = Home::new();
        fs::create_dir(home.path("lib")).unwrap();
        for library in libraries {
            fs::write(home.path("lib").join(library), "").unwrap();
        }
        let mut command = home.command();
        command
            .env("DISPLAY", screen.display())
            .env("LD_LIBRARY_PATH", home.path("lib"));
        let (status, said) =
            run_to_end(&mut command).unwrap_or_else(|| panic!("starts without {libraries:?}"));
        assert_eq!(status.code(), Some(1), "without {libraries:?}: {said}");
        assert_one_helpful_line(&said);
        assert!(said.contains(package), "without {libraries:?}: {said}");
    }
}

#[test]
fn words_selected_with_the_mouse_become_a_claim_with_two_keys() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let home = Home::new();
    let file = home.path("read.json");
    fs::create_dir(home.path("texts")).unwrap();
    fs::write(home.path("texts/text.txt"), format!("{SENTENCE}\n")).unwrap();
    fs::write(&file, with_text()).unwrap();
    let program = Program::start(&screen, home, &[&file], 1);
    program.picture_at_rest();
    screen.press("F7");
    let (_, line) = program.wait_to_see_at_rest("the quoted words with their line", |picture| {
        let color = theme_of(picture).relation(RelationKind::Support);
        let mut lines = picture.patches(color).into_iter();
        lines.find(|line| line.area.right < 430 && line.area.width() > 100)
    });
    let at = |x| Place {
        x,
        y: line.area.top - 8,
    };
    program.picture_at_rest();
    screen.drag(at(line.area.left), at(line.area.right + 12));
    screen.release();
    screen.press("h");
    program.picture_at_rest();
    screen.press("Return");
    program.wait_for("the mark of a change in the title", || {
        program.title().starts_with('•').then_some(())
    });
    screen.press("ctrl+s");
    program.wait_for("the file to be saved", || {
        (program.title() == "read.json – Frenemy").then_some(())
    });
    let saved = fs::read(program.home().path("read.json")).unwrap();
    let saved: Value = serde_json::from_slice(&saved).unwrap();
    let made = &saved["edges"][1];
    assert_eq!(made["kind"], json!("hostility"));
    assert_eq!(
        (&made["source"], &made["target"]),
        (&json!("a"), &json!("b"))
    );
    let claim = &made["claims"][0];
    assert_eq!(claim["quote"]["exact"], json!(SENTENCE));
    assert_eq!(claim["locator"], json!("¶1"));
    assert_eq!(claim["reference"], json!("text"));
}

/// Words that name both actors and fit in one line of the reader.
const SENTENCE: &str = "Left state arms Right group.";

/// Two actors, and a relation quoted from a text beside the file.
fn with_text() -> String {
    let file = json!({
        "format": "frenemy/1",
        "directed": true,
        "multigraph": true,
        "graph": { "title": "Two" },
        "references": [{ "id": "text", "title": "On two", "text": "texts/text.txt" }],
        "nodes": [
            { "id": "a", "name": "Left state", "kind": "state", "x": -120.0, "y": 0.0 },
            { "id": "b", "name": "Right group", "kind": "group", "x": 120.0, "y": 0.0 }
        ],
        "edges": [
            { "id": "a-b", "source": "a", "target": "b", "kind": "support",
              "claims": [{ "reference": "text", "quote": SENTENCE }] }
        ]
    });
    format!("{file:#}\n")
}

#[test]
fn a_window_of_time_is_drawn_and_dragged_with_the_mouse() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let home = Home::new();
    let file = home.path("dated.json");
    fs::write(&file, three_dated()).unwrap();
    let program = Program::start(&screen, home, &[&file], 1);
    program.wait_to_see("three actors", Three::in_picture);
    let all = program.picture_at_rest();
    let theme = theme_of(&all);
    // The picture without its legend, which shows both colours.
    let seen = |picture: &Picture, kind| {
        let area = Area {
            left: 200,
            top: 40,
            right: 930,
            bottom: 600,
        };
        picture.count(area, theme.relation(kind)) > 60
    };
    let (early, late) = (RelationKind::Hostility, RelationKind::Support);
    assert!(seen(&all, early) && seen(&all, late));

    // The timeline runs along the foot of the canvas, above the status line.
    let at = |x| Place { x, y: 757 };
    screen.drag(at(30), at(200));
    screen.release();
    program.wait_to_see("the early relation alone", |picture| {
        (seen(picture, early) && !seen(picture, late)).then_some(())
    });
    screen.drag(at(110), at(840));
    screen.release();
    program.wait_to_see("the late relation alone", |picture| {
        (!seen(picture, early) && seen(picture, late)).then_some(())
    });
    assert_eq!(
        program.title(),
        "dated.json – Frenemy",
        "a filter changes nothing"
    );
}

/// Three actors with positions: enemies left and right, and a friend of the left one below.
fn three() -> String {
    let file = json!({
        "format": "frenemy/1",
        "directed": true,
        "multigraph": true,
        "graph": { "title": "Three" },
        "references": [{
            "id": "text", "type": "article-journal", "title": "On three",
            "author": [{ "family": "Writer" }], "issued": { "date-parts": [[2017, 2]] }
        }],
        "nodes": [
            { "id": "a", "name": "Left state", "kind": "state", "x": -220.0, "y": 0.0 },
            { "id": "b", "name": "Right group", "kind": "group", "x": 220.0, "y": 0.0 },
            { "id": "c", "name": "Lower union", "kind": "organization", "x": 0.0, "y": 260.0 }
        ],
        "edges": [
            { "id": "a-b", "source": "a", "target": "b", "kind": "hostility",
              "claims": [{ "reference": "text", "quote": "They have been at each other's throats." }] },
            { "id": "a-c", "source": "a", "target": "c", "kind": "support",
              "claims": [{ "reference": "text", "quote": "It is kept alive from there." }] }
        ]
    });
    format!("{file:#}\n")
}

/// Two states against two groups, each camp an expanded bloc.
fn two_camps() -> String {
    let node =
        |id: &str, kind: &str, x: f64, y: f64| json!({ "id": id, "kind": kind, "x": x, "y": y });
    let edge = |source: &str, target: &str, kind: &str| json!({ "id": format!("{source}-{target}"), "source": source, "target": target, "kind": kind });
    let bloc = |name: &str, members: [&str; 2]| json!({ "name": name, "members": members, "expanded": true });
    let file = json!({
        "format": "frenemy/1",
        "directed": true,
        "multigraph": true,
        "graph": { "title": "Two camps" },
        "view": { "blocs": {
            "by": "camps",
            "blocs": [bloc("States", ["a", "b"]), bloc("Groups", ["c", "d"])],
        } },
        "nodes": [
            node("a", "state", -220.0, -130.0), node("b", "state", -220.0, 130.0),
            node("c", "group", 220.0, -130.0), node("d", "group", 220.0, 130.0),
        ],
        "edges": [
            edge("a", "b", "cooperation"), edge("c", "d", "cooperation"),
            edge("a", "c", "hostility"), edge("b", "d", "hostility"),
        ],
    });
    format!("{file:#}\n")
}

/// The same three with dates: first the rivalry, later the support.
fn three_dated() -> String {
    let mut file: Value = serde_json::from_str(&three()).unwrap();
    file["edges"][0]["when"] = json!("1900/1904");
    file["edges"][1]["when"] = json!("1910/1914");
    format!("{file:#}\n")
}

/// The program on a file with the three, once they are visible, at `scale` pixels to a point.
fn start_with_three(screen: &Screen, scale: u32) -> Program<'_> {
    let home = Home::new();
    let file = home.path("three.json");
    fs::write(&file, three()).unwrap();
    let program = Program::start(screen, home, &[&file], scale);
    program.wait_to_see("three actors", Three::in_picture);
    program.picture_at_rest();
    program
}

/// The positions of the three on the screen.
#[derive(Debug)]
struct Three {
    state: Place,
    group: Place,
    organization: Place,
}

impl Three {
    fn in_picture(picture: &Picture) -> Option<Self> {
        let theme = theme_of(picture);
        let largest = |kind| {
            bodies(picture, &theme, kind)
                .first()
                .map(|body| body.area.middle())
        };
        Some(Self {
            state: largest(ActorKind::State)?,
            group: largest(ActorKind::Group)?,
            organization: largest(ActorKind::Organization)?,
        })
    }
}

/// The theme of the window: the one whose background colour covers most.
fn theme_of(picture: &Picture) -> Theme {
    let (light, dark) = (Theme::light(), Theme::dark());
    if picture.share(light.background) > picture.share(dark.background) {
        light
    } else {
        dark
    }
}

/// The actors of a kind, the largest first; names and lines have smaller patches.
fn bodies(picture: &Picture, theme: &Theme, kind: ActorKind) -> Vec<Patch> {
    let mut patches = picture.patches(theme.actor(Some(kind)));
    patches.retain(|patch| patch.size >= 50 && patch.area.width() >= 8 && patch.area.height() >= 8);
    patches
}

/// Points at the line between the enemies and away from it: the card appears and disappears.
fn hover_the_hostility(program: &Program, scale: u32) {
    let screen = program.screen;
    let picture = program.picture_at_rest();
    let theme = theme_of(&picture);
    let three = Three::in_picture(&picture).expect("three actors");
    let between = Place {
        x: u32::midpoint(three.state.x, three.group.x),
        y: u32::midpoint(three.state.y, three.group.y),
    };
    let blank = picture
        .blank_square(theme.background, 60 * scale)
        .expect("a blank place");
    screen.point_at(blank);
    let without = program.picture_at_rest();
    let on_line = without
        .nearest(between, theme.relation(RelationKind::Hostility))
        .expect("the line");

    screen.point_at(on_line);
    let least = 200 * 80 * scale * scale;
    let (_, card) = program.wait_to_see("the card", |picture| {
        let patch = picture.difference(&without)?;
        (patch.area.width() * patch.area.height() > least).then_some(patch)
    });
    let with = program.picture_at_rest();
    assert!(
        with.count(card.area, theme.ink) > without.count(card.area, theme.ink) + 300,
        "the card has no words"
    );

    screen.point_at(blank);
    program.wait_to_see("the card to go", |picture| {
        picture.difference(&without).is_none().then_some(())
    });
}

/// Drags the group down and to the left, and returns where to.
fn drag_the_group(program: &Program) -> Place {
    let three = Three::in_picture(&program.screen.picture()).expect("three actors");
    let target = Place {
        x: three.group.x - 70,
        y: three.group.y + 90,
    };
    program.screen.drag(three.group, target);
    program.wait_to_see("the group under the pointer", |picture| {
        let group = Three::in_picture(picture)?.group;
        (distance(group, target) < 5.0).then_some(())
    });
    program.screen.release();
    program.wait_for("the mark of a change in the title", || {
        (program.title() == "• three.json – Frenemy").then_some(())
    });
    target
}

/// Exports the picture as PNG through the dialog.
fn export_picture(program: &Program) -> Picture {
    let screen = program.screen;
    screen.press("ctrl+e");
    let (asked, export) = program.wait_to_see_at_rest("the question how to export", |picture| {
        let row = last_row(&buttons(picture));
        (row.len() == 2).then(|| row[0])
    });
    screen.click(export.middle());
    // There is no desktop to ask where to: the window asks itself.
    program.wait_to_see("the question where to", |picture| {
        let row = last_row(&buttons(picture));
        (row.len() == 2 && row[0] != export && *picture != asked).then_some(())
    });
    let path = program.home().path("exported.png");
    enter_path(program, &path);
    let bytes = program.wait_for("the picture's file", || {
        fs::read(&path).ok().filter(|bytes| !bytes.is_empty())
    });
    Picture::from_png(&bytes)
}

/// Replaces the text of a path field, and confirms.
fn enter_path(program: &Program, path: &Path) {
    program.screen.press("End");
    program.screen.press("shift+Home");
    program.screen.write(path.to_str().unwrap());
    program.screen.press("Return");
}

/// The buttons of a dialog, from top to bottom and left to right; what is behind a dialog is
/// dimmed.
fn buttons(picture: &Picture) -> Vec<Area> {
    let theme = theme_of(picture);
    // Without and with the focus, and the one that a dialog is about.
    let grounds = [0.07, 0.17].map(|share| theme.background.toward(theme.ink, share));
    let patches = grounds
        .into_iter()
        .chain([theme.link()])
        .flat_map(|ground| picture.patches(ground));
    let areas = patches.map(|patch| patch.area);
    let mut buttons: Vec<_> = areas
        .filter(|area| area.width() > 36 && (18..50).contains(&area.height()))
        .collect();
    buttons.sort_by_key(|area| (area.top, area.left));
    buttons
}

/// The check boxes in the panel on the right that are not checked, from top to bottom.
fn check_boxes(picture: &Picture) -> Vec<Area> {
    let theme = theme_of(picture);
    let patches = picture.patches(theme.background.toward(theme.ink, 0.1));
    let areas = patches.into_iter().map(|patch| patch.area);
    let is_box = |area: &Area| {
        area.left > 940 && (8..20).contains(&area.width()) && (8..20).contains(&area.height())
    };
    let mut boxes: Vec<Area> = areas.filter(is_box).collect();
    boxes.sort_by_key(|area| area.top);
    boxes
}

/// The buttons of the last row.
fn last_row(buttons: &[Area]) -> Vec<Area> {
    let lowest = buttons.iter().map(|area| area.top).max();
    let is_last = |area: &&Area| lowest.is_some_and(|lowest| lowest - area.top < 4);
    let mut row: Vec<_> = buttons.iter().filter(is_last).copied().collect();
    row.sort_by_key(|area| area.left);
    row
}

fn three_buttons(picture: &Picture) -> Option<[Area; 3]> {
    last_row(&buttons(picture)).try_into().ok()
}

/// Menu, status line and the three actors are inside a window of this size, and nothing is outside.
fn assert_everything_is_inside(picture: &Picture, width: u32, height: u32) {
    let theme = theme_of(picture);
    let strip = |top: u32| Area {
        left: 0,
        top,
        right: width / 2,
        bottom: top + 28,
    };
    assert!(picture.count(strip(0), theme.ink) > 40, "no menu");
    assert!(
        picture.count(strip(height - 28), theme.ink) > 40,
        "no status line"
    );
    for kind in [ActorKind::State, ActorKind::Group, ActorKind::Organization] {
        let body = bodies(picture, &theme, kind)
            .first()
            .copied()
            .expect("an actor");
        assert!(
            body.area.left > 8 && body.area.right < width - 8,
            "{kind:?} at {:?}",
            body.area
        );
        assert!(
            body.area.top > 28 && body.area.bottom < height - 28,
            "{kind:?} at {:?}",
            body.area
        );
    }
}

/// Whether the screen is empty beyond this width and height.
fn is_black(picture: &Picture, width: u32, height: u32) -> bool {
    let all = picture.area();
    let right = Area { left: width, ..all };
    let below = Area { top: height, ..all };
    [right, below]
        .into_iter()
        .all(|area| area.width() * area.height() == 0 || picture.colors(area) == 1)
}

fn assert_one_helpful_line(said: &str) {
    assert_eq!(said.lines().count(), 1, "{said}");
    for words in ["apt install", "dnf install", "frenemy export"] {
        assert!(said.contains(words), "no word of `{words}`: {said}");
    }
    assert!(!said.contains("panicked"), "{said}");
}

fn distance(a: Place, b: Place) -> f64 {
    let apart = |a: u32, b: u32| f64::from(a.abs_diff(b));
    apart(a.x, b.x).hypot(apart(a.y, b.y))
}

/// An actor as it is in the file now.
fn saved_actor(program: &Program, id: &str) -> Value {
    let bytes = fs::read(program.home().path("three.json")).unwrap();
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    let actors = document["nodes"].as_array().unwrap();
    actors
        .iter()
        .find(|actor| actor["id"] == id)
        .unwrap()
        .clone()
}
