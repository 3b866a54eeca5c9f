//! Typing in the real window: names are typed character by character, with pauses in which a
//! command would act.

use std::fs;

use frenemy::model::RelationKind;
use serde_json::{Value, json};

use super::picture::{Area, Place};
use super::program::{Home, Program};
use super::screen::{Screen, turn};
use super::{SENTENCE, theme_of, with_text};

/// Words that name no actor.
const OTHER_SENTENCE: &str = "They met them on the far shore of the lake.";

/// From the middle of a line of the text to that of the first line of the next paragraph.
const NEXT_PARAGRAPH: u32 = 35;

#[test]
fn names_typed_with_pauses_become_two_actors_and_nothing_else() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let home = Home::new();
    let file = home.path("read.json");
    fs::create_dir(home.path("texts")).unwrap();
    let text = format!("{SENTENCE}\n\n{OTHER_SENTENCE}\n");
    fs::write(home.path("texts/text.txt"), text).unwrap();
    fs::write(&file, with_text()).unwrap();
    let program = Program::start(&screen, home, &[&file], 1);
    program.picture_at_rest();
    screen.press("F7");
    let (_, line) = program.wait_to_see_at_rest("the quoted words with their line", |picture| {
        let color = theme_of(picture).relation(RelationKind::Support);
        let mut lines = picture.patches(color).into_iter();
        lines.find(|line| line.area.right < 430 && line.area.width() > 100)
    });
    let area: Area = line.area;
    let at = |x| Place {
        x,
        y: area.top - 8 + NEXT_PARAGRAPH,
    };
    program.picture_at_rest();
    screen.drag(at(area.left), at(area.left + 150));
    screen.release();
    screen.press("h");
    program.picture_at_rest();
    for name in ["Choosers of mossy hills", "North+South (plr) 0-2"] {
        screen.write_slowly(name);
        screen.press("Return");
        program.picture_at_rest();
    }
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
    let names = |nodes: &Value| {
        let nodes = nodes.as_array().unwrap().iter();
        nodes.map(|node| node["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        names(&saved["nodes"]),
        [
            json!("Left state"),
            json!("Right group"),
            json!("Choosers of mossy hills"),
            json!("North+South (plr) 0-2"),
        ]
    );
    let edges = saved["edges"].as_array().unwrap();
    assert_eq!(edges.len(), 2);
    assert_eq!(edges[1]["kind"], json!("hostility"));
    let quote = edges[1]["claims"][0]["quote"]["exact"].as_str().unwrap();
    assert!(
        OTHER_SENTENCE.starts_with(quote) && quote.len() > 5,
        "{quote}"
    );
    let nodes = saved["nodes"].as_array().unwrap();
    assert!(
        nodes.iter().all(|node| node["pinned"].is_null()),
        "P is text"
    );
}
