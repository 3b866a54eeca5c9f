//! The story: views are added, edited and presented in the window.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Command, Tab, Target};
use frenemy::model::StoryCamera;

use crate::stage::{Setup, Stage};

const NETWORK: &str = r#"{"format": "frenemy/1", "graph": {"title": "Three"},
    "nodes": [{"id": "alba", "name": "Alba", "x": 0, "y": 0},
              {"id": "borea", "name": "Borea", "x": 300, "y": 0},
              {"id": "cora", "name": "Cora", "x": 0, "y": 300}],
    "edges": [{"id": "war", "source": "alba", "target": "borea", "kind": "hostility"},
              {"id": "pact", "source": "borea", "target": "cora", "kind": "cooperation"}]}"#;

fn on_story_tab() -> Stage {
    Stage::on_text(NETWORK, Setup::on_tab(Tab::STORY))
}

fn actor(id: &str) -> Target {
    Target::Actor(id.into())
}

impl Stage {
    /// Gives the focus to the last text field of a label.
    fn focus_last_field(&mut self, label: &str) {
        let label = label.to_owned();
        let fields = self.harness.query_all_by(move |node| {
            let is_field = matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
            is_field && node.label().is_some_and(|text| text == label)
        });
        fields.last().unwrap().focus();
        self.steps(5);
    }
}

#[test]
fn views_are_added_named_moved_and_deleted() {
    let mut stage = on_story_tab();
    stage.check_shows(&["A story is a sequence of views"]);
    stage.select(actor("alba"));
    stage.click_exact("Add this view");
    stage.until(|state| state.document().story.len() == 1);
    stage.check_shows(&["1. Alba", "1 actor stands out"]);
    stage.send(Command::Select(None));
    stage.press(Modifiers::COMMAND, Key::D);
    stage.until(|state| state.document().story.len() == 2);
    assert_eq!(
        stage.state().document().story[1].view.camera,
        StoryCamera::Whole
    );

    // What is typed is kept when another button is pressed.
    stage.focus_last_field("Title");
    stage.type_text("Everybody");
    stage.click_exact("Up “Step 2”");
    stage.until(|state| state.document().story[0].title.as_deref() == Some("Everybody"));
    assert_eq!(
        stage.state().document().story[1].title.as_deref(),
        Some("Alba")
    );

    stage.click_exact("Delete “Alba”");
    stage.until(|state| state.document().story.len() == 1);
    for _ in 0..5 {
        stage.press(Modifiers::COMMAND, Key::Z);
    }
    assert!(stage.state().document().story.is_empty());
}

#[test]
fn a_presentation_that_is_close_to_a_part_shows_no_overview() {
    let mut stage = Stage::on_example();
    stage.press(Modifiers::SHIFT, Key::F5);
    stage.press(Modifiers::NONE, Key::ArrowRight);
    stage.check_shows(&["2 of 6", "First: a seat at the table"]);
    stage.steps(120);
    assert!(!stage.shows("Overview; drag to move the view"));
    stage.press(Modifiers::NONE, Key::Escape);
}

#[test]
fn a_story_is_presented_by_keys_and_the_view_comes_back() {
    let mut stage = on_story_tab();
    stage.select(actor("alba"));
    stage.click_exact("Add this view");
    stage.until(|state| state.document().story.len() == 1);
    stage.select(actor("cora"));
    stage.click_exact("Add this view");
    stage.until(|state| state.document().story.len() == 2);
    stage.send(Command::Select(None));

    stage.click_exact("Present");
    stage.check_shows(&["1 of 2", "Alba"]);
    assert!(!stage.shows("Add this view"), "the panels are gone");
    assert!(
        stage
            .state()
            .open
            .session
            .selection
            .contains(&actor("alba"))
    );
    stage.press(Modifiers::NONE, Key::ArrowRight);
    stage.check_shows(&["2 of 2", "Cora"]);
    assert!(
        stage
            .state()
            .open
            .session
            .selection
            .contains(&actor("cora"))
    );
    // There is no step after the last one.
    stage.press(Modifiers::NONE, Key::Space);
    stage.check_shows(&["2 of 2"]);
    stage.press(Modifiers::NONE, Key::Home);
    stage.check_shows(&["1 of 2"]);
    stage.press(Modifiers::NONE, Key::Escape);
    stage.check_shows(&["Add this view"]);
    assert!(stage.state().open.session.selection.is_empty());
}

#[test]
fn the_camera_moves_to_the_part_that_a_step_shows_and_back() {
    let file = NETWORK.replace(
        r#""edges": ["#,
        r#""story": [{"id": "near", "camera": {"x": 300, "y": 0, "width": 90, "height": 60}},
                     {"id": "all"}], "edges": ["#,
    );
    let mut stage = Stage::on_text(&file, Setup::on_tab(Tab::STORY));
    let places = |stage: &Stage| stage.middle("Borea,").distance(stage.middle("Alba,"));
    let before = places(&stage);
    stage.click_exact("Show “Step 1”");
    stage.steps(120);
    stage.click_exact("Update “Step 2”");
    stage.until(|state| {
        let camera = &state.document().story[1].view.camera;
        matches!(camera, StoryCamera::Area { middle, .. } if (middle.x - 300.0).abs() < 1.0)
    });
    stage.click_exact("Present");
    stage.press(Modifiers::NONE, Key::Escape);
    stage.press(Modifiers::NONE, Key::F);
    stage.steps(120);
    assert!((places(&stage) - before).abs() < 2.0);
}
