//! The window, used through its labels as a screen reader would; no display is needed.

mod actor_pictures;
mod balance;
mod blocs;
mod citations;
mod claim_form;
mod coders;
mod coding;
mod columns;
mod dialogs;
mod editing;
mod events;
mod export;
mod filter;
mod focus;
mod keyboard;
mod letters;
mod lists;
mod matrix;
mod notes;
mod paths;
mod progress;
mod rank;
mod reader;
mod safety;
mod saving;
mod simplify;
mod steady;
mod story;
mod table;
mod ties;
mod time;
mod typing;
mod window;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Command, Dialog, ExportOptions, Setting, Target, ThemeChoice};
use frenemy::export::EXPORTS;
use frenemy::scene::{Embed, FigureOptions};

use crate::stage::{SMALL, Setup, Stage, file_with, on_small};

impl Stage {
    /// Searches for a point on the curve of a relation, around the middle of its chord.
    fn point_on(&mut self, relation: &str) -> Pos2 {
        let around = self.middle(relation);
        let target = |stage: &Self| stage.state().open.session.hovered.clone();
        for out in 0..40 {
            for direction in 0..8 {
                let way = Vec2::angled(direction as f32 * std::f32::consts::FRAC_PI_4);
                let pos = around + way * (out as f32 * 3.0);
                self.hover(pos);
                if let Some(Target::Relation(id)) = target(self) {
                    let network = &self.state().open.derived.network;
                    let edge = network.edge(&id).unwrap();
                    if frenemy::graph::words::relation(network, edge).starts_with(relation) {
                        return pos;
                    }
                }
            }
        }
        panic!("the curve of {relation} is nowhere near its middle");
    }
}

#[test]
fn a_new_user_sees_the_example_and_every_actor_and_pair_has_a_spoken_label() {
    let stage = Stage::on_example();
    assert!(stage.shows("Why Russia favours the Taliban"));
    let network = &stage.state().open.derived.network;
    for node in network.graph.node_indices() {
        assert!(stage.shows(&frenemy::graph::words::actor(network, node)));
    }
    let ties = &stage.state().open.derived.ties;
    for first in ties.first_of_pairs() {
        let label = frenemy::graph::words::pair(network, ties, first);
        assert!(stage.shows(&label), "{label}");
    }
}

#[test]
fn at_rest_no_frame_is_requested() {
    let (mut stage, _folder, _path) = on_small();
    let frames = stage.harness.run_ok();
    assert!(frames.is_some(), "the window never comes to rest");
}

#[test]
fn pointing_at_a_contested_relation_shows_both_sides() {
    let (mut stage, _folder, _path) = on_small();
    assert!(!stage.shows("have long been at war"));
    stage.point_on("Alba and Borea are hostile");
    for words in [
        "Alba and Borea are hostile",
        "¶1",
        "have long been at war",
        "Denied",
        "never fought a war",
        "Borea",
        "Denied by",
        "A text of ours",
    ] {
        assert!(stage.shows(words), "the card does not show {words}");
    }
    stage.hover(Pos2::new(60.0, 60.0));
    assert!(!stage.shows("have long been at war"), "the card stays");
}

#[test]
fn a_click_keeps_the_card_open_and_fills_the_details() {
    let (mut stage, _folder, _path) = on_small();
    let pos = stage.point_on("Alba supporting Corsairs");
    stage.harness.drag_at(pos);
    stage.harness.drop_at(pos);
    stage.steps(4);
    stage.hover(Pos2::new(60.0, 60.0));
    assert_eq!(
        stage.state().open.session.selected(),
        Some(&Target::Relation("aid".into()))
    );
    assert!(stage.state().open.session.card.is_some());
    assert!(stage.shows("Claims (1)") && stage.shows("Copy citations"));
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(stage.state().open.session.card.is_none());
}

#[test]
fn a_fast_drag_moves_the_actor_it_started_on() {
    let (mut stage, _folder, _path) = on_small();
    let from = stage.middle("Borea, state");
    let to = from + Vec2::new(-30.0, -90.0);
    stage.hover(from);
    stage.harness.drag_at(from);
    stage.steps(2);
    // The whole way in one frame.
    stage.harness.hover_at(to);
    stage.steps(2);
    stage.harness.drop_at(to);
    stage.steps(3);
    assert_eq!(
        stage.state().open.history.undo_label(),
        Some("move of Borea")
    );
    let at = stage.middle("Borea, state");
    assert!(
        at.distance(to) < 3.0,
        "dropped at {to}, is at {at}, was at {from}"
    );
}

#[test]
fn a_dragged_actor_is_moved_and_pinned_and_undo_restores_it() {
    let (mut stage, _folder, _path) = on_small();
    let place = |stage: &Stage| {
        stage
            .state()
            .document()
            .actors
            .get(&"b".into())
            .unwrap()
            .position
    };
    let before = place(&stage);
    let from = stage.middle("Borea, state");
    stage.drag(from, from + Vec2::new(-30.0, -90.0));
    let borea = stage
        .state()
        .document()
        .actors
        .get(&"b".into())
        .unwrap()
        .clone();
    assert!(borea.pinned);
    assert_ne!(borea.position, before);
    assert!(stage.state().title().starts_with('•'));
    let to = stage.middle("Borea, state");
    assert!(
        to.distance(from + Vec2::new(-30.0, -90.0)) < 3.0,
        "it is not where it was dropped"
    );
    stage.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(place(&stage), before);
    assert!(!stage.state().open.history.is_changed());
    stage.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(place(&stage), borea.position);
}

#[test]
fn an_actor_that_is_dragged_beyond_the_edge_stays_within_the_canvas() {
    let (mut stage, _folder, _path) = on_small();
    let from = stage.middle("Borea, state");
    stage.drag(from, Pos2::new(from.x, 2.0));
    // Only actors on the canvas have labels.
    let above = stage.middle("Borea, state");
    assert!(above.distance(from) > 60.0, "it did not move");
    stage.drag(above, above - Vec2::new(2000.0, 0.0));
    let left = stage.middle("Borea, state");
    assert!(left.x >= 12.0, "{left}: its body is cut off");
    assert!((left.y - above.y).abs() < 1.0, "{left}");
}

#[test]
fn p_pins_and_unpins_the_selection() {
    let (mut stage, _folder, _path) = on_small();
    let pos = stage.middle("Corsairs, group");
    stage.harness.drag_at(pos);
    stage.harness.drop_at(pos);
    stage.steps(4);
    let pinned = |stage: &Stage| {
        stage
            .state()
            .document()
            .actors
            .get(&"c".into())
            .unwrap()
            .pinned
    };
    stage.press(Modifiers::NONE, Key::P);
    assert!(pinned(&stage));
    stage.press(Modifiers::NONE, Key::P);
    assert!(!pinned(&stage));
}

#[test]
fn tab_and_arrows_walk_and_enter_inspects() {
    let (mut stage, _folder, _path) = on_small();
    stage.node("Alba, state").focus();
    stage.steps(3);
    stage.press(Modifiers::NONE, Key::ArrowRight);
    assert!(stage.node("Borea, state").is_focused());
    stage.press(Modifiers::NONE, Key::ArrowLeft);
    assert!(stage.node("Alba, state").is_focused());
    stage.press(Modifiers::NONE, Key::ArrowDown);
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(
        stage.state().open.session.selected(),
        Some(&Target::Actor("c".into()))
    );
    stage.press(Modifiers::NONE, Key::Tab);
    assert!(!stage.node("Corsairs, group").is_focused());
}

#[test]
fn the_search_finds_words_of_a_quote_and_selects_the_relation() {
    let (mut stage, _folder, _path) = on_small();
    stage.press(Modifiers::COMMAND, Key::F);
    stage.steps(3);
    stage.harness.event(egui::Event::Text("pays the".into()));
    stage.steps(3);
    assert!(stage.shows("Alba supporting Corsairs: “pays the corsairs”"));
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(
        stage.state().open.session.selected(),
        Some(&Target::Relation("aid".into()))
    );
    assert!(stage.state().open.session.search.is_none());
}

#[test]
fn typing_in_the_search_runs_no_action() {
    let (mut stage, _folder, _path) = on_small();
    stage.press(Modifiers::COMMAND, Key::F);
    stage.steps(3);
    stage.press(Modifiers::NONE, Key::Space);
    stage.press(Modifiers::NONE, Key::P);
    assert!(!stage.state().open.session.is_paused);
    assert!(stage.state().notices.is_empty());
}

#[test]
fn keys_typed_before_the_search_field_has_the_focus_are_searched_for() {
    let (mut stage, _folder, _path) = on_small();
    let key = |key, modifiers| egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    let text = |text: &str| egui::Event::Text(text.into());
    let events = &mut stage.harness.input_mut().events;
    events.push(key(Key::F, Modifiers::COMMAND));
    events.extend([key(Key::P, Modifiers::NONE), text("p")]);
    stage.harness.step();
    let events = &mut stage.harness.input_mut().events;
    events.extend([key(Key::A, Modifiers::NONE), text("ays")]);
    stage.harness.step();
    stage.harness.event(text(" the"));
    stage.steps(3);
    assert!(stage.shows("Alba supporting Corsairs: “pays the corsairs”"));
    assert!(!stage.state().open.session.is_paused);
    assert!(stage.state().notices.is_empty());
}

#[test]
fn the_legend_hides_a_kind_and_the_status_says_so() {
    let (mut stage, _folder, _path) = on_small();
    assert!(stage.shows("3 actors, 2 relations, 2 cited, 1 contested"));
    stage.click("Hostility");
    assert!(stage.shows("1 relation hidden"));
    assert!(!stage.shows("Alba and Borea are hostile"));
    stage.click("Show all");
    assert!(stage.shows("Alba and Borea are hostile"));
}

#[test]
fn going_to_an_actor_that_is_in_view_leaves_the_picture_where_it_is() {
    let (mut stage, _folder, _path) = on_small();
    let before = stage.middle("Corsairs, group");
    stage.send(Command::GoTo(Target::Actor("b".into())));
    stage.steps(60);
    assert!(stage.middle("Corsairs, group").distance(before) < 0.5);
}

#[test]
fn names_in_the_details_lead_to_their_actors() {
    let (mut stage, _folder, _path) = on_small();
    stage.send(Command::Select(Some(Target::Actor("a".into()))));
    assert!(stage.shows("Hostility (1)") && stage.shows("Support (1)"));
    stage.harness.get_by_label("Corsairs").click();
    stage.steps(4);
    assert_eq!(
        stage.state().open.session.selected(),
        Some(&Target::Actor("c".into()))
    );
}

#[test]
fn a_double_click_focuses_and_escape_leaves_the_focus() {
    let (mut stage, _folder, _path) = on_small();
    let pos = stage.middle("Corsairs, group");
    for _ in 0..2 {
        stage.harness.drag_at(pos);
        stage.harness.drop_at(pos);
        stage.steps(1);
    }
    stage.steps(4);
    assert_eq!(stage.state().open.session.filter.focus, Some("c".into()));
    assert!(stage.shows("1 actor and 1 relation hidden"));
    for _ in 0..3 {
        stage.press(Modifiers::NONE, Key::Escape);
    }
    assert!(stage.state().open.session.filter.is_clear());
}

#[test]
fn shift_and_drag_selects_the_actors_in_a_box() {
    let (mut stage, _folder, _path) = on_small();
    let from = stage.middle("Alba, state") - Vec2::new(20.0, 60.0);
    let to = stage.middle("Corsairs, group") + Vec2::splat(32.0);
    stage.hover(from);
    let press = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::SHIFT,
    };
    stage
        .harness
        .event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    stage.harness.event(press(from, true));
    stage.steps(2);
    for share in [0.3, 0.7, 1.0] {
        stage.harness.hover_at(from.lerp(to, share));
        stage.steps(2);
    }
    stage.harness.event(press(to, false));
    stage
        .harness
        .event(egui::Event::ModifiersChanged(Modifiers::NONE));
    stage.steps(4);
    let selected: Vec<_> = stage
        .state()
        .open
        .session
        .selected_actors()
        .map(ToString::to_string)
        .collect();
    assert_eq!(selected, ["a", "c"]);
    assert!(
        !stage.state().open.history.is_changed(),
        "nothing was moved"
    );
    assert!(stage.shows("2 actors selected"));
}

#[test]
fn the_wheel_zooms_at_the_pointer_a_drag_pans_and_f_fits_again() {
    let (mut stage, _folder, _path) = on_small();
    let places = |stage: &Stage| ["Alba, state", "Borea, state"].map(|label| stage.middle(label));
    let before = places(&stage);
    stage.hover(before[0]);
    stage.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: Vec2::new(0.0, -2.0),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
    });
    stage.steps(30);
    let zoomed = places(&stage);
    assert!(
        zoomed[0].distance(before[0]) < 1.0,
        "what is under the pointer moved"
    );
    assert!(zoomed[0].distance(zoomed[1]) < 0.9 * before[0].distance(before[1]));

    stage.drag(Pos2::new(300.0, 500.0), Pos2::new(340.0, 460.0));
    let panned = places(&stage);
    assert!((panned[0] - zoomed[0] - Vec2::new(40.0, -40.0)).length() < 8.0);

    stage.press(Modifiers::NONE, Key::F);
    stage.steps(40);
    assert!(places(&stage)[0].distance(before[0]) < 2.0);
}

#[test]
fn space_pauses_the_layout_while_an_actor_is_dragged() {
    let (mut stage, _folder, _path) = on_small();
    let others = |stage: &Stage| stage.state().open.derived.positions[..1].to_vec();
    // Measures how long the others take to follow on this machine.
    let begun = Instant::now();
    let before = others(&stage);
    let from = stage.middle("Borea, state");
    stage.drag(from, from + Vec2::new(-120.0, 160.0));
    stage.until(|state| state.open.derived.positions[..1] != before[..]);
    let usual = begun.elapsed();

    stage.press(Modifiers::NONE, Key::Space);
    assert!(stage.shows("Layout paused"));
    wait(&mut stage, usual);
    let before = others(&stage);
    let from = stage.middle("Borea, state");
    stage.drag(from, from + Vec2::new(160.0, -120.0));
    wait(&mut stage, 4 * usual);
    assert_eq!(others(&stage), before);
    stage.press(Modifiers::NONE, Key::Space);
    stage.until(|state| state.open.derived.positions[..1] != before[..]);
}

/// Draws frames for this long.
fn wait(stage: &mut Stage, duration: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < duration {
        stage.steps(1);
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn the_right_button_offers_to_pin_focus_hide_and_copy() {
    let (mut stage, _folder, _path) = on_small();
    let pos = stage.middle("Borea, state");
    stage.hover(pos);
    for pressed in [true, false] {
        stage.harness.event(egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    stage.steps(4);
    for row in ["Focus on its neighbours", "Copy citations"] {
        assert!(stage.shows(row), "{row} is not offered");
    }
    stage.click("Hide");
    assert!(!stage.shows("Borea, state, 1 relation"));
}

#[test]
fn saving_writes_the_places_and_the_file_opens_the_same() {
    let (mut stage, _folder, path) = on_small();
    let from = stage.middle("Borea, state");
    stage.drag(from, from + Vec2::new(0.0, 90.0));
    stage.press(Modifiers::COMMAND, Key::S);
    stage.until(|state| !state.open.history.is_changed() && state.busy.is_none());
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.contains("\"pinned\": true"), "{saved}");
    let again = Stage::on(&path);
    let borea = |stage: &Stage| {
        let actor = stage.state().document().actors.get(&"b".into());
        actor.map(|actor| (actor.position, actor.pinned))
    };
    assert_eq!(borea(&again), borea(&stage));
}

#[test]
fn exports_are_written_to_the_chosen_path() {
    let folder = tempfile::tempdir().unwrap();
    let codebook = r#""graph": { "codebook": [{ "kind": "hostility", "rule": "They fight." }],"#;
    let network = SMALL.replace("\"graph\": {", codebook);
    let mut stage = Stage::on(&file_with(&folder, "small.json", &network));
    stage.press(Modifiers::COMMAND, Key::E);
    assert!(stage.shows("Transparent background"));
    for exporter in EXPORTS {
        let name = format!("out.{}", exporter.extension());
        let path = folder.path().join(name);
        let options = ExportOptions {
            exporter: exporter.id,
            figure: FigureOptions {
                width: 800.0,
                height: 600.0,
                pixels_per_point: 1.0,
                embed: Embed::Everything,
                ..FigureOptions::default()
            },
        };
        stage.send(Command::ExportTo(path.clone(), options));
        stage.until(|state| state.busy.is_none());
        let least = if exporter.is_picture() { 500 } else { 50 };
        assert!(
            std::fs::metadata(&path).unwrap().len() > least,
            "{}",
            path.display()
        );
        // A picture opens as the network, and so does the file of our own. What other formats give
        // back is tested where they are written.
        if !exporter.is_picture() && !exporter.is_own() || exporter.id == "html" {
            continue;
        }
        let opened = Stage::on(&path);
        assert_eq!(
            opened.state().document().relations.len(),
            2,
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_reported_and_the_open_one_stays() {
    let (mut stage, folder, _path) = on_small();
    let bad = file_with(&folder, "bad.json", "{\n  \"nodes\": [1,, 2]\n}");
    stage.send(Command::Open(bad));
    stage.until(|state| state.dialog.is_some());
    stage.steps(4);
    assert!(stage.shows("The file could not be opened") && stage.shows("line 2, column"));
    assert!(stage.shows("The document that was open before is still open"));
    assert_eq!(stage.state().document().actors.len(), 3);
    stage.click("Close");
    assert_eq!(stage.state().dialog, None);
}

#[test]
fn without_a_document_the_window_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::on(&folder.path().join("nothing-there.json"));
    assert!(stage.shows("The file could not be opened") && stage.shows("there is no such file"));
    assert!(!stage.shows("still open"), "nothing was open");
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(stage.shows("or drop a file here"));
    stage.click("Example: Afghanistan 2017");
    stage.until(|state| !state.open.derived.positions.is_empty());
    assert!(stage.shows("Why Russia favours the Taliban"));
}

#[test]
fn a_file_with_issues_opens_with_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let text = SMALL.replace("\"target\": \"c\"", "\"target\": \"corsair\"");
    let stage = Stage::on(&file_with(&folder, "dangling.json", &text));
    let Some(Dialog::Report {
        issues,
        is_open: true,
        ..
    }) = &stage.state().dialog
    else {
        panic!("no report");
    };
    assert!(!issues.is_empty() && issues[0].place.line > 1);
    assert!(stage.shows("The file opened, with issues"));
    assert!(
        stage
            .state()
            .document()
            .actors
            .iter()
            .any(|actor| actor.is_placeholder)
    );
}

/// A file that is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads by path".into())
    }
}

#[test]
fn a_file_dropped_on_the_window_opens_and_is_remembered() {
    let mut stage = Stage::on_example();
    let folder = tempfile::tempdir().unwrap();
    let path = file_with(&folder, "dropped.json", SMALL);
    let dropped = std::sync::Arc::new(Dropped(path.clone()));
    stage.harness.input_mut().dropped_files.push(dropped);
    stage.steps(1);
    stage.until(|state| state.document().actors.len() == 3);
    assert_eq!(stage.state().title(), "dropped.json – Frenemy");
    assert_eq!(stage.state().settings.recent, [path]);
}

#[test]
fn closing_with_changes_asks_first() {
    let (mut stage, _folder, _path) = on_small();
    stage.send(Command::TogglePin("a".into()));
    stage.press(Modifiers::COMMAND, Key::Q);
    assert!(stage.shows("Save the changes?") && stage.shows("Close without saving"));
    stage.click("Cancel");
    assert_eq!(stage.state().dialog, None);
    assert!(stage.state().open.history.is_changed());
}

#[test]
fn help_lists_gestures_and_every_key() {
    let (mut stage, _folder, _path) = on_small();
    stage.press(Modifiers::NONE, Key::F1);
    assert!(stage.shows("Shift+drag") && stage.shows("Wheel"));
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(!stage.shows("Shift+drag"));
}

#[test]
fn everything_fits_into_a_small_window_and_a_theme_can_be_chosen() {
    let mut stage = Stage::new(Setup {
        size: Vec2::new(800.0, 600.0),
        ..Setup::default()
    });
    for choice in ThemeChoice::ALL {
        stage.send(Command::Set(Setting::Theme(choice)));
        assert_eq!(stage.state().settings.theme, choice);
    }
    let network = &stage.state().open.derived.network;
    let screen = egui::Rect::from_min_size(Pos2::ZERO, Vec2::new(800.0, 600.0));
    for node in network.graph.node_indices() {
        let label = frenemy::graph::words::actor(network, node);
        assert!(
            screen.contains_rect(stage.node(&label).rect()),
            "{label} is cut off"
        );
    }
}
