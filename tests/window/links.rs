//! Links to sources: a click opens web addresses in the browser, and nothing else. A script takes
//! the place of the browser.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use frenemy::model::RelationKind;
use serde_json::{Value, json};

use super::picture::{Area, Place};
use super::program::{Home, Program};
use super::screen::{Screen, turn};
use super::{Three, theme_of, three};

#[test]
fn a_click_on_a_source_opens_its_web_address_in_the_browser() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = with_source_opened(&screen, "https://a.example/x?y#z");
    let opened = program.home().path("opened");
    let addresses = program.wait_for("the address in the browser", || {
        fs::read_to_string(&opened)
            .ok()
            .filter(|text| text.ends_with('\n'))
    });
    assert_eq!(addresses, "https://a.example/x?y#z\n");
}

#[test]
fn a_click_on_a_source_opens_no_file_and_the_window_says_so() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let program = with_source_opened(&screen, "file:///etc/passwd");
    program.wait_to_see("a notice in the corner", |picture| {
        let theme = theme_of(picture);
        let corner = Area {
            left: 500,
            right: 930,
            top: 600,
            bottom: 790,
        };
        (picture.count(corner, theme.ink) > 100).then_some(())
    });
    assert!(!program.home().path("opened").exists());
}

/// The program after a click on the source of a relation with this address.
fn with_source_opened<'a>(screen: &'a Screen, url: &str) -> Program<'a> {
    let home = Home::new();
    let mut file: Value = serde_json::from_str(&three()).unwrap();
    file["references"][0]["URL"] = json!(url);
    let path = home.path("three.json");
    fs::write(&path, file.to_string()).unwrap();
    let browser = home.path("browser");
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >>{}\n",
        home.path("opened").display()
    );
    fs::write(&browser, script).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o700)).unwrap();
    let mut command = home.command();
    command.env("BROWSER", &browser);
    let program = Program::start_command(screen, home, command, &[&path], 1);
    let three = program.wait_to_see("three actors", Three::in_picture).1;
    let before = program.picture_at_rest();
    let theme = theme_of(&before);
    let between = Place {
        x: u32::midpoint(three.state.x, three.group.x),
        y: u32::midpoint(three.state.y, three.group.y),
    };
    let line = before.nearest(between, theme.relation(RelationKind::Hostility));
    let line = line.expect("the line");
    screen.click(line);
    // The card stays open, and says the source below the quote in blue letters, which blend with
    // the card.
    let is_blue = |pixel: [u8; 3]| {
        let [red, green, blue] = pixel.map(i32::from);
        blue > red + 60 && blue > green + 25
    };
    let (_, link) = program.wait_to_see_at_rest("the source in the card", |picture| {
        let below = Place {
            x: line.x - 200,
            y: line.y + 130,
        };
        let link = picture.nearest_where(below, is_blue)?;
        (link.y > line.y + 60 && link.x < 900).then_some(link)
    });
    program.picture_at_rest();
    screen.click(link);
    program
}
