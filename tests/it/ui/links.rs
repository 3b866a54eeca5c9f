//! Links to sources: the window asks the system to open web addresses, and nothing else. The
//! harness takes the place of the browser.

use egui::accesskit::Role;
use egui::{OutputCommand, Pos2};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::Target;

use crate::stage::{Setup, Stage};

/// The addresses that a click on the source of the relation opens.
fn opened_by_a_click(url: &str) -> (Vec<String>, Stage) {
    let file = serde_json::json!({
        "format": "frenemy/1",
        "nodes": [{"id": "a"}, {"id": "b"}],
        "references": [{"id": "r", "title": "Salt treaty", "URL": url}],
        "edges": [{"id": "e", "source": "a", "target": "b", "claims": [{"reference": "r"}]}],
    });
    let mut stage = Stage::on_text(&file.to_string(), Setup::default());
    stage.select(Target::Relation("e".into()));
    let links = stage.harness.query_all_by(|node| {
        let is_source = node
            .label()
            .is_some_and(|label| label.contains("Salt treaty"));
        is_source && node.role() == Role::Link
    });
    let links: Vec<Pos2> = links.map(|link| link.rect().center()).collect();
    let at = links[0];
    stage.harness.hover_at(at);
    stage.harness.run_steps(1);
    for pressed in [true, false] {
        stage.harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
        stage.harness.run_steps(1);
    }
    let mut addresses = Vec::new();
    for _ in 0..4 {
        let commands = &stage.harness.output().platform_output.commands;
        addresses.extend(commands.iter().filter_map(|command| match command {
            OutputCommand::OpenUrl(open) => Some(open.url.clone()),
            _ => None,
        }));
        stage.harness.run_steps(1);
    }
    (addresses, stage)
}

#[test]
fn a_click_on_a_source_opens_its_web_address_once() {
    let (opened, _) = opened_by_a_click("https://a.example/x?y#z");
    assert_eq!(opened, ["https://a.example/x?y#z"]);
}

#[test]
fn other_addresses_are_not_opened_and_the_window_says_so() {
    for url in [
        "file:///etc/passwd",
        "https://a.example/ --flag",
        "javascript:alert(1)",
    ] {
        let (opened, stage) = opened_by_a_click(url);
        assert!(opened.is_empty(), "{opened:?}");
        assert!(stage.shows("Not opened"), "{url}");
    }
}
