//! The citation style: chosen in the settings or for an export, and used wherever sources are
//! cited.
#![cfg(feature = "citations")]

use egui::{Key, Modifiers};
use frenemy::app::{Command, Dialog, ReaderCommand, Settings, Tab};

use crate::stage::{Setup, Stage, file_with, on_small};

/// A network that cites a magazine.
const CITED: &str = r#"{
  "references": [{
    "id": "r", "type": "article-magazine", "title": "The river accord",
    "container-title": "The Weekly Lamp", "author": [{ "family": "Wright", "given": "Ada" }],
    "issued": { "date-parts": [[2031, 4, 5]] }, "URL": "https://example.org/accord"
  }],
  "nodes": [{ "id": "a", "name": "Alba" }, { "id": "b", "name": "Borea" }],
  "edges": [{ "id": "war", "source": "a", "target": "b", "kind": "hostility",
    "claims": [{ "reference": "r", "quote": "at war" }] }]
}"#;

const APA: &str = "Wright, A. (2031, April 5). The river accord.";

#[test]
fn a_style_chosen_in_the_settings_is_used_everywhere_and_kept() {
    let mut stage = Stage::on_text(CITED, Setup::on_tab(Tab::DETAILS));
    let select = Command::Select(Some(frenemy::app::Target::Relation("war".into())));
    stage.send(select.clone());
    assert!(stage.shows("“The river accord”, Ada Wright, The Weekly Lamp, 2031-04-05"));
    stage.press(Modifiers::COMMAND, Key::Comma);
    assert!(matches!(stage.state().dialog, Some(Dialog::Settings)));
    stage.choose("Citation style", "APA");
    stage.click_exact("Close");
    stage.steps(5);
    assert!(stage.shows(APA), "in the details");
    assert!(stage.copied_by("Copy citation").starts_with(APA));
    stage.send(Command::Reader(ReaderCommand::Show("r".into())));
    stage.press(Modifiers::NONE, Key::F7);
    assert!(stage.shows(APA), "in the reader");
    let kept = serde_json::to_string(&stage.state().settings).unwrap();
    let settings: Settings = serde_json::from_str(&kept).unwrap();
    assert_eq!(settings.citation_style().id, "apa");
}

#[test]
fn a_style_chosen_for_an_export_is_the_one_of_the_settings() {
    let (mut stage, _folder, _path) = on_small();
    stage.press(Modifiers::COMMAND, Key::E);
    stage.choose("Citation style", "Modern Language");
    stage.click("Export…");
    stage.steps(5);
    assert_eq!(stage.state().settings.citation_style().id, "mla");
}

#[test]
fn a_figure_and_a_page_cite_in_the_style_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let input = file_with(&folder, "cited.json", CITED);
    let written = |name: &str, arguments: &[&str]| {
        let output = folder.path().join(name);
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_frenemy"));
        command.arg("export").arg(&input).arg("-o").arg(&output);
        let ran = command.args(arguments).output().unwrap();
        assert!(
            ran.status.success(),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
        std::fs::read_to_string(output).unwrap()
    };
    let page = written("page.html", &["--citation-style", "apa"]);
    assert!(page.contains("Wright, A. (2031, April 5)."), "{page}");
    let link = "href=\"https://example.org/accord\">https://example.org/accord</a>";
    assert!(page.contains(link), "the address is a link");
    let figure = written(
        "figure.svg",
        &["--citation-style", "apa", "--svg-text", "text"],
    );
    assert!(figure.contains("Wright, A. (2031, April 5)."));
    let usual = written("usual.svg", &["--svg-text", "text"]);
    assert!(usual.contains("Wright, Ada. “The river accord”."));
}
