//! Names in every script: in figures, in the window, and with a font of the user's choice.
//!
//! Fonts that are not there skip a test with a line on standard error; `FRENEMY_REQUIRE_FONTS=1`
//! makes their absence a failure.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use frenemy::file;
use frenemy::scene::Weight;
use frenemy::scene::text::UsedFonts;

use crate::data::fixture;
use crate::stage::{Setup, Stage};

/// The variable that makes missing fonts a failure.
const REQUIRE: &str = "FRENEMY_REQUIRE_FONTS";

/// The names of the sheet, where there are fonts for all of them.
fn names() -> Option<Vec<String>> {
    let bytes = std::fs::read(fixture("scripts.json")).unwrap();
    let document = file::read(&bytes, "scripts.json").unwrap().document;
    let actors = document.actors.iter();
    let names: Vec<String> = actors.map(|actor| actor.name().to_owned()).collect();
    let used = UsedFonts::of(names.iter().map(|name| (name.as_str(), Weight::Regular)));
    let Some((_, warning)) = used.warnings().next() else {
        return Some(names);
    };
    let is_required = std::env::var_os(REQUIRE).is_some_and(|value| value == "1");
    assert!(!is_required, "{REQUIRE}=1, and: {warning}");
    // The test harness hides `eprintln!` of a test that passes.
    let _ = writeln!(std::io::stderr(), "skipped a test of scripts: {warning}");
    None
}

fn export(arguments: &[&str], output: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("export")
        .args(arguments)
        .arg("-o")
        .arg(output)
        .output()
        .unwrap()
}

#[test]
fn a_figure_has_every_name_of_the_sheet_as_a_whole() {
    let Some(names) = names() else { return };
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("sheet.svg");
    let sheet = fixture("scripts.json").display().to_string();
    let output = export(&[&sheet, "--width", "1400", "--height", "800"], &picture);
    assert!(output.status.success(), "{output:?}");
    let svg = std::fs::read_to_string(&picture).unwrap();
    let (_, fonts) = svg.split_once("data-fonts=\"").unwrap();
    let (fonts, _) = fonts.split_once('"').unwrap();
    assert!(
        fonts.contains("Noto Sans") && fonts.contains("DejaVu Sans 2.37"),
        "{fonts}"
    );
    for name in names {
        for word in name.split(' ') {
            assert!(svg.contains(word), "{word} of {name}");
        }
    }
}

#[test]
fn the_window_has_fonts_for_all_names_of_the_sheet() {
    if names().is_none() {
        return;
    }
    let stage = Stage::on(&fixture("scripts.json"));
    assert!(stage.state().notices.is_empty());
}

#[test]
fn letters_of_no_font_are_told_once() {
    let text = r#"{"format":"frenemy/1","nodes":[{"id":"a","name":"Name \ue123"},{"id":"b","name":"B \ue124"}],
        "edges":[{"source":"a","target":"b"}]}"#;
    let folder = tempfile::tempdir().unwrap();
    let network = folder.path().join("in.json");
    std::fs::write(&network, text).unwrap();
    let network = network.display().to_string();
    let output = export(&[&network], &folder.path().join("out.png"));
    assert!(output.status.success(), "{output:?}");
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(
        words.contains("U+E123") && words.contains("private use"),
        "{words}"
    );
    let mut stage = Stage::on_text(text, Setup::default());
    stage.steps(10);
    let notices = stage.state().notices.iter();
    let told: Vec<&str> = notices.map(|notice| notice.text.as_str()).collect();
    let told: Vec<&&str> = told.iter().filter(|text| text.contains("U+E12")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("private use"), "{told:?}");
}

#[test]
fn a_chosen_font_draws_what_noto_sans_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let network = folder.path().join("in.json");
    let text = r#"{"format":"frenemy/1","nodes":[{"id":"a","name":"Հայաստան"},{"id":"b","name":"B"}],
        "edges":[{"source":"a","target":"b"}]}"#;
    std::fs::write(&network, text).unwrap();
    let font = folder.path().join("hack.ttf");
    std::fs::write(&font, epaint_default_fonts::HACK_REGULAR).unwrap();
    let [network, font] = [network, font].map(|path| path.display().to_string());
    let picture = |name: &str, arguments: &[&str]| {
        let picture = folder.path().join(name);
        let output = export(arguments, &picture);
        assert!(output.status.success(), "{output:?}");
        std::fs::read_to_string(picture).unwrap()
    };
    let usual = picture("usual.svg", &[&network]);
    let chosen = picture("chosen.svg", &[&network, "--font", &font]);
    let outline = |svg: &str| {
        let after = svg.split_once("aria-label=\"Հայաստան\"").unwrap().1;
        after.split_once("/>").unwrap().0.to_owned()
    };
    assert_ne!(outline(&usual), outline(&chosen));
    let output = export(
        &[&network, "--font", &network],
        &folder.path().join("no.svg"),
    );
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("it is not a TrueType"), "{words}");
}
