//! The Time tab: changes of sides, and two dates beside each other.

use egui::Vec2;
use frenemy::app::Tab;
use frenemy::graph::Filter;

use crate::stage::{Setup, Stage};

/// Three friends in 1900, two of whom are foes from 1902 on; in 1904 they are no longer tied.
const FILE: &str = r#"{
  "format": "frenemy/1", "directed": false, "multigraph": true,
  "nodes": [
    { "id": "a", "name": "Alba", "kind": "state", "x": -220.0, "y": 0.0 },
    { "id": "b", "name": "Borea", "kind": "state", "x": 0.0, "y": 0.0 },
    { "id": "c", "name": "Cadiz", "kind": "state", "x": 100.0, "y": 160.0 }
  ],
  "edges": [
    { "id": "ab", "source": "a", "target": "b", "kind": "cooperation", "when": "1900/1905" },
    { "id": "bc", "source": "b", "target": "c", "kind": "cooperation", "when": "1900/1905" },
    { "id": "ac", "source": "a", "target": "c", "kind": "cooperation", "when": "1900/1901" },
    { "id": "war", "source": "a", "target": "c", "kind": "hostility", "when": "1902/1903" }
  ]
}
"#;

fn on_times() -> Stage {
    let setup = Setup {
        size: Vec2::new(1280.0, 1000.0),
        ..Setup::on_tab(Tab::TIME)
    };
    Stage::on_text(FILE, setup)
}

impl Stage {
    fn compare(&mut self, before: &str, after: &str) {
        for (label, date) in [("Before", before), ("After", after)] {
            self.field(label).focus();
            self.steps(2);
            self.press(egui::Modifiers::COMMAND, egui::Key::A);
            self.type_text(date);
        }
    }
}

#[test]
fn two_dates_say_who_changed_sides_and_what_unbalanced_triads_became() {
    let mut stage = on_times();
    stage.until_shown("Changes of sides (1)");
    stage.compare("1901", "1903");
    stage.until_shown("Alba and Cadiz: friends before, foes after");
    stage.check_shows(&["Unbalanced triads before (0)"]);
    stage.compare("1903", "1905");
    stage.until_shown("Unbalanced triads before (1)");
    stage.check_shows(&["After: 1 no longer a triad"]);
    stage.click("Alba, Borea and Cadiz: two foes with a common friend, then no longer a triad");
    let Filter { span, .. } = stage.state().open.session.filter.clone();
    assert_eq!(
        span.and_then(frenemy::model::Span::edtf).as_deref(),
        Some("1903")
    );
    assert_eq!(stage.state().open.session.selection.len(), 3);
}
