//! The window without a pointer: search, focus, panes, the command palette, help.

use egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{Dialog, Settings, Tab, Target, ThemeChoice};
use frenemy::model::ActorId;

use crate::stage::{Setup, Stage, on_small};

impl Stage {
    /// The label of the widget that has the keyboard focus.
    fn focused(&self) -> String {
        let mut focused = self
            .harness
            .query_all_by(|node| node.is_focused() && !node.is_hidden());
        let focused = focused.next();
        focused
            .and_then(|node| node.accesskit_node().label())
            .unwrap_or_default()
    }
}

fn actor(id: &str) -> Target {
    Target::Actor(ActorId::from(id))
}

#[test]
fn up_and_down_mark_a_result_and_enter_goes_to_it() {
    let mut stage = Stage::on_example();
    stage.press(Modifiers::COMMAND, Key::F);
    stage.type_text("state");
    stage.steps(5);
    let first = stage.state().open.session.found.first().cloned();
    stage.press(Modifiers::NONE, Key::ArrowDown);
    stage.press(Modifiers::NONE, Key::ArrowDown);
    stage.press(Modifiers::NONE, Key::ArrowUp);
    stage.press(Modifiers::NONE, Key::Enter);
    let selected = stage.state().open.session.selected().cloned();
    assert!(selected.is_some() && selected != first, "{selected:?}");
    assert_eq!(stage.state().open.session.search, None);
}

#[test]
fn what_is_found_is_highlighted_and_the_rest_is_counted() {
    let mut stage = Stage::on_example();
    stage.press(Modifiers::COMMAND, Key::F);
    stage.type_text("taliban");
    stage.steps(5);
    let found = stage.state().open.session.found.clone();
    assert!(found.contains(&actor("taliban")), "{found:?}");
    assert!(found.len() > 12);
    stage.check_shows(&[&format!("and {} more", found.len() - 12)]);
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(stage.state().open.session.found.is_empty());
}

#[test]
fn the_search_is_beside_what_it_finds_or_above_it() {
    for (width, height) in [(1280.0, 800.0), (800.0, 600.0)] {
        let mut stage = Stage::new(Setup {
            size: egui::Vec2::new(width, height),
            ..Setup::default()
        });
        stage.press(Modifiers::COMMAND, Key::F);
        stage.type_text("ta");
        stage.steps(8);
        let field = stage.field("Find").rect();
        let picture = stage.harness.get_by_label("Picture of the network").rect();
        assert!(!picture.intersects(field), "{picture} is under {field}");
        for node in stage.harness.get_all_by(|node| {
            node.label()
                .is_some_and(|label| label.starts_with("Taliban, "))
        }) {
            assert!(picture.width() > 300.0, "{picture}");
            assert!(!node.rect().intersects(field));
        }
    }
}

#[test]
fn the_canvas_takes_the_focus_by_a_click_and_by_the_first_tab() {
    let (mut stage, ..) = on_small();
    stage.press(Modifiers::NONE, Key::Tab);
    assert_eq!(stage.focused(), "Picture of the network");
    stage.press(Modifiers::NONE, Key::Tab);
    assert!(stage.focused().starts_with("Alba, "), "{}", stage.focused());
    stage.click_at(Pos2::new(60.0, 60.0), 1);
    assert_eq!(stage.focused(), "Picture of the network");
}

#[test]
fn enter_and_arrows_walk_in_the_picture_whatever_the_pointer_is_at() {
    let (mut stage, ..) = on_small();
    stage.press(Modifiers::NONE, Key::Tab);
    stage.press(Modifiers::NONE, Key::Enter);
    assert!(stage.focused().starts_with("Alba, "), "{}", stage.focused());
    let elsewhere = stage.middle("Corsairs, ");
    stage.hover(elsewhere);
    stage.press(Modifiers::NONE, Key::ArrowRight);
    assert!(
        stage.focused().starts_with("Borea, "),
        "{}",
        stage.focused()
    );
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.state().open.session.selected(), Some(&actor("b")));
}

#[test]
fn f6_walks_through_the_parts_of_the_window_and_back() {
    let mut stage = Stage::new(Setup {
        settings: Settings {
            shows_reader: true,
            shows_table: true,
            ..Settings::default()
        },
        size: egui::Vec2::new(1700.0, 900.0),
        ..Setup::default()
    });
    let mut seen = Vec::new();
    for _ in 0..7 {
        stage.press(Modifiers::NONE, Key::F6);
        seen.push(stage.focused());
    }
    assert_eq!(
        seen,
        [
            "Picture of the network",
            "Table of Actors",
            "Reader",
            "Side panel",
            "Timeline",
            "File",
            "Picture of the network"
        ],
        "in the status bar nothing can have the focus"
    );
    stage.press(Modifiers::SHIFT, Key::F6);
    assert_eq!(stage.focused(), "File");
    stage.press(Modifiers::NONE, Key::Tab);
    assert_eq!(stage.focused(), "Edit", "Tab goes on inside the part");
}

#[test]
fn the_status_bar_is_a_part_of_the_walk_while_something_in_it_can_have_the_focus() {
    let (mut stage, ..) = on_small();
    let filter = frenemy::graph::Filter {
        cited: frenemy::graph::PropertyFilter::With,
        ..Default::default()
    };
    stage.send(frenemy::app::Command::SetFilter(filter));
    stage.steps(5);
    stage.press(Modifiers::SHIFT, Key::F6);
    assert_eq!(stage.focused(), "Status bar");
    stage.press(Modifiers::NONE, Key::Tab);
    assert_eq!(stage.focused(), "Show all");
}

#[test]
fn arrows_and_enter_work_in_the_menu_bar_as_in_any_program() {
    let (mut stage, ..) = on_small();
    let mut is_at = |key: Key, label: &str| {
        stage.press(Modifiers::NONE, key);
        stage.steps(4);
        assert!(
            stage.focused().starts_with(label),
            "{key:?}: {}",
            stage.focused()
        );
    };
    is_at(Key::F6, "Picture");
    for part in ["Side panel", "File"] {
        is_at(Key::F6, part);
    }
    is_at(Key::ArrowRight, "Edit");
    is_at(Key::ArrowLeft, "File");
    is_at(Key::ArrowDown, "New");
    is_at(Key::ArrowUp, "Quit");
    is_at(Key::ArrowDown, "New");
    // Nothing was changed that could be undone.
    is_at(Key::ArrowRight, "Find…");
    is_at(Key::Escape, "Edit");
    is_at(Key::Enter, "Find…");
    is_at(Key::ArrowLeft, "New");
    is_at(Key::ArrowLeft, "Keys and gestures");
    is_at(Key::Escape, "Help");
    is_at(Key::ArrowLeft, "Analysis");
}

#[test]
fn a_submenu_opens_to_the_right_and_closes_to_the_left() {
    let (mut stage, ..) = on_small();
    let before = stage.state().settings.theme;
    for _ in 0..3 {
        stage.press(Modifiers::NONE, Key::F6);
    }
    for key in [
        Key::ArrowRight,
        Key::ArrowRight,
        Key::ArrowDown,
        Key::ArrowUp,
    ] {
        stage.press(Modifiers::NONE, key);
        stage.steps(4);
    }
    assert!(stage.focused().starts_with("Colours"));
    stage.press(Modifiers::NONE, Key::ArrowRight);
    stage.steps(4);
    stage.press(Modifiers::NONE, Key::ArrowDown);
    let inside = stage.focused();
    stage.press(Modifiers::NONE, Key::ArrowLeft);
    stage.steps(4);
    assert!(stage.focused().starts_with("Colours"));
    stage.press(Modifiers::NONE, Key::ArrowRight);
    stage.steps(4);
    stage.press(Modifiers::NONE, Key::ArrowDown);
    stage.press(Modifiers::NONE, Key::Enter);
    stage.steps(4);
    assert_ne!(stage.state().settings.theme, before, "{inside}");
}

#[test]
fn the_palette_finds_actions_actors_and_panels_and_runs_them() {
    for keys in [
        (Modifiers::COMMAND, Key::K),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::P),
    ] {
        let mut stage = Stage::on_example();
        stage.press(keys.0, keys.1);
        assert_eq!(stage.state().dialog, Some(Dialog::Palette));
        stage.type_text("fllscrn");
        stage.check_shows(&["Full screen"]);
        stage.press(Modifiers::COMMAND, Key::A);
        stage.type_text("taliban");
        stage.press(Modifiers::NONE, Key::Enter);
        assert_eq!(stage.state().dialog, None);
        let selected = stage.state().open.session.selected();
        assert_eq!(selected, Some(&actor("taliban")));
        stage.press(keys.0, keys.1);
        stage.type_text("history panel");
        stage.press(Modifiers::NONE, Key::Enter);
        assert_eq!(stage.state().settings.tab, Tab::HISTORY);
    }
}

#[test]
fn what_was_chosen_in_the_palette_comes_first_the_next_time() {
    let mut stage = Stage::on_example();
    stage.press(Modifiers::COMMAND, Key::K);
    stage.type_text("legend");
    stage.press(Modifiers::NONE, Key::Enter);
    assert!(!stage.state().settings.shows_legend);
    stage.press(Modifiers::COMMAND, Key::K);
    stage.press(Modifiers::NONE, Key::Enter);
    assert!(
        stage.state().settings.shows_legend,
        "the first entry is the last choice"
    );
}

#[test]
fn the_palette_finds_actions_by_other_words() {
    let mut stage = Stage::on_example();
    let found = |stage: &mut Stage, words: &str, text: &str| {
        stage.press(Modifiers::COMMAND, Key::K);
        stage.type_text(words);
        assert!(stage.shows(text), "{text} by {words}");
        stage.press(Modifiers::NONE, Key::Escape);
    };
    for (words, text) in [
        ("preferences", "Settings…"),
        ("pagerank", "Ranking and communities"),
        ("pdf", "Export…"),
        ("shortcuts", "Keys and gestures"),
        ("crash", "Unsaved work…"),
    ] {
        found(&mut stage, words, text);
    }
    stage.press(Modifiers::COMMAND, Key::K);
    stage.type_text("dark");
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.state().settings.theme, ThemeChoice::Dark);
}

#[test]
fn help_says_each_thing_once() {
    let mut stage = Stage::on_example();
    stage.press(Modifiers::NONE, Key::F1);
    assert!(stage.shows("Open a network file, or a picture"));
    assert!(!stage.shows("Open…: Open"));
    stage.check_shows(&["Fit to window: Show the whole picture"]);
    stage.type_text("shortcuts");
    stage.check_shows(&["Keyboard shortcuts and mouse gestures"]);
    assert!(!stage.shows("Fit to window"));
}

#[test]
fn every_action_is_in_the_palette_with_its_keys() {
    let mut stage = Stage::on_example();
    stage.press(Modifiers::COMMAND, Key::K);
    stage.steps(5);
    for row in &frenemy::app::ACTIONS {
        if row.action != frenemy::app::Action::Palette {
            assert!(stage.shows(row.text), "{} is missing", row.text);
        }
    }
}

#[test]
fn help_is_in_groups_and_can_be_searched() {
    let (mut stage, ..) = on_small();
    stage.press(Modifiers::NONE, Key::F1);
    stage.check_shows(&["File", "Analysis", "Pointer", "Ctrl+Shift+S"]);
    stage.type_text("clipboard");
    stage.steps(3);
    stage.check_shows(&["Ctrl+Shift+C"]);
    assert!(!stage.shows("Ctrl+Shift+S"));
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("no such key");
    stage.steps(3);
    stage.check_shows(&["No match"]);
}

#[test]
fn layout_and_analysis_have_menus_of_their_own() {
    let (mut stage, ..) = on_small();
    stage.click_exact("Analysis");
    stage.check_shows(&[
        "Ranking and communities",
        "Colour by camp",
        "Separate the camps",
    ]);
    // The tab is called the same; menus are drawn last.
    let balance = stage.harness.query_all_by_label("Balance").last();
    balance.unwrap().click();
    stage.steps(5);
    assert_eq!(stage.state().settings.tab, Tab::BALANCE);
}

#[test]
fn a_dialog_gives_the_focus_back_to_the_canvas() {
    let (mut stage, ..) = on_small();
    stage.click_at(Pos2::new(60.0, 60.0), 1);
    stage.press(Modifiers::COMMAND, Key::K);
    assert!(
        stage.focused().starts_with("Search actions"),
        "{}",
        stage.focused()
    );
    stage.press(Modifiers::NONE, Key::Escape);
    stage.steps(3);
    assert_eq!(stage.focused(), "Picture of the network");
}

#[test]
fn the_focus_goes_to_what_is_outside_the_picture_and_the_picture_follows() {
    let (mut stage, ..) = on_small();
    stage.press(Modifiers::NONE, Key::Tab);
    for _ in 0..60 {
        stage.press(Modifiers::NONE, Key::ArrowRight);
    }
    assert_eq!(stage.focused(), "Picture of the network");
    stage.press(Modifiers::NONE, Key::Enter);
    stage.steps(2);
    assert!(stage.focused().starts_with("Alba, "), "{}", stage.focused());
    let picture = stage.harness.get_by_label("Picture of the network").rect();
    let alba = stage.middle("Alba, ");
    assert!(picture.contains(alba), "{alba:?} is not in {picture:?}");
}
