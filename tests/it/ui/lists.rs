//! Lists that drop down, menus and panels where there is little room: nothing is hidden, and keys
//! act on what is open.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{Change, Command, Dialog, Settings};
use frenemy::export::EXPORTS;
use frenemy::model::{Actor, Point};

use super::paths::asks_desktop;
use crate::stage::{Setup, Stage, on_small};

impl Stage {
    /// Presses and releases the button of the mouse within one frame, as a slow frame sees a click.
    fn click_in_one_frame(&mut self, pos: Pos2) {
        let button = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.in_one_frame([Event::PointerMoved(pos)]);
        self.in_one_frame([button(true), button(false)]);
        self.steps(10);
    }

    /// What a list shows as chosen.
    fn chosen(&self, list: &str) -> String {
        let list = self.harness.get_by_role_and_label(Role::ComboBox, list);
        list.value().unwrap_or_default()
    }

    fn list_at(&self, list: &str) -> Pos2 {
        let list = self.harness.get_by_role_and_label(Role::ComboBox, list);
        list.rect().center()
    }

    /// The middle of the last widget of this label: lists are drawn last.
    fn entry_at(&self, label: &str) -> Pos2 {
        let entry = self.harness.query_all_by_label(label).last();
        entry.unwrap().rect().center()
    }
}

#[test]
fn a_list_is_above_its_dialog_each_time() {
    let (mut stage, _folder, _path) = on_small();
    for exporter in [&EXPORTS[1], &EXPORTS[2], &EXPORTS[0]] {
        stage.press(Modifiers::COMMAND, Key::E);
        let list = stage.list_at("Format");
        stage.click_in_one_frame(list);
        let entry = stage.entry_at(exporter.name);
        stage.click_in_one_frame(entry);
        assert_eq!(stage.chosen("Format"), exporter.name);
        stage.press(Modifiers::NONE, Key::Escape);
        assert_eq!(stage.state().dialog, None);
    }
}

#[test]
fn arrows_and_enter_choose_in_an_open_list() {
    let (mut stage, _folder, _path) = on_small();
    stage.press(Modifiers::COMMAND, Key::E);
    let before = stage.chosen("Format");
    let list = stage.list_at("Format");
    stage.click_at(list, 1);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::Enter] {
        stage.press(Modifiers::NONE, key);
    }
    assert_eq!(stage.state().dialog, Some(Dialog::Export));
    assert_ne!(stage.chosen("Format"), before);
    let shown = stage.harness.query_all_by_label(&before).count();
    assert_eq!(shown, 0, "the list is closed");
}

#[test]
fn the_proposed_name_is_selected_whatever_had_the_focus() {
    if asks_desktop() {
        return;
    }
    let (mut stage, folder, _path) = on_small();
    stage.press(Modifiers::COMMAND, Key::E);
    stage.press(Modifiers::NONE, Key::Enter);
    assert!(stage.shows("Path of the file"));
    stage.type_text("other");
    let path = stage.field("Path of the file").value().unwrap_or_default();
    // It is in the folder of the network.
    let name = path.strip_prefix(&folder.path().join("").display().to_string());
    assert!(
        name.is_some_and(|name| name.starts_with("other.")),
        "{path}"
    );
}

#[test]
fn a_menu_that_is_higher_than_the_window_scrolls() {
    let size = Vec2::new(800.0, 600.0);
    let mut stage = Stage::new(Setup {
        size,
        ..Setup::default()
    });
    stage.press_button("View");
    let at = stage.entry_at("View") + Vec2::new(20.0, 100.0);
    stage.hover(at);
    stage.harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: Vec2::new(0.0, -100.0),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    });
    stage.steps(40);
    let last = stage.node("Colours").rect();
    assert!(last.bottom() <= size.y, "{last} is outside");
}

#[test]
fn the_buttons_of_a_narrow_table_do_not_cover_its_tabs() {
    for size in [Vec2::new(800.0, 600.0), Vec2::new(1280.0, 800.0)] {
        let stage = Stage::new(Setup {
            settings: Settings {
                shows_reader: true,
                shows_table: true,
                ..Settings::default()
            },
            size,
            ..Setup::default()
        });
        let names = ["Actors", "Relations", "Claims", "Columns", "×"];
        let found = stage.harness.query_all_by(|node| {
            let label = node.label().unwrap_or_default();
            let roles = [Role::Button, Role::ComboBox];
            roles.contains(&node.role()) && names.contains(&label.as_str())
        });
        let found: Vec<(String, Rect)> = found
            .map(|node| {
                (
                    node.accesskit_node().label().unwrap_or_default(),
                    node.rect(),
                )
            })
            .collect();
        assert!(found.len() >= 4, "{size}: {found:?}");
        for (place, (name, rect)) in found.iter().enumerate() {
            for (other, covered) in &found[place + 1..] {
                let shared = rect.intersect(*covered);
                assert!(!shared.is_positive(), "{name} covers {other} at {size}");
            }
        }
    }
}

#[test]
fn a_fitted_picture_shows_an_actor_that_is_added_outside_it() {
    let (mut stage, _folder, _path) = on_small();
    let mut actor = Actor::new("Farland");
    actor.position = Some(Point { x: 4000.0, y: 0.0 });
    actor.pinned = true;
    stage.send(Command::Change(Change::AddActor(actor)));
    stage.steps(60);
    let canvas = Rect::from_min_size(Pos2::ZERO, Vec2::new(1280.0, 820.0));
    for name in ["Farland", "Alba, state", "Borea, state", "Corsairs, group"] {
        let at = stage.middle(name);
        assert!(canvas.contains(at), "{name} is at {at}");
    }
}

#[test]
fn the_field_of_a_search_stays_where_it_is_while_its_list_changes() {
    for (modifiers, key, field) in [
        (
            Modifiers::COMMAND,
            Key::K,
            "Search actions, actors, panels and files",
        ),
        (Modifiers::NONE, Key::F1, "Search"),
    ] {
        let (mut stage, _folder, _path) = on_small();
        stage.press(modifiers, key);
        stage.steps(5);
        let place = |stage: &Stage| stage.field(field).rect().left_top();
        let before = place(&stage);
        for words in ["dark", "no such thing"] {
            stage.press(Modifiers::COMMAND, Key::A);
            stage.type_text(words);
            stage.steps(5);
            assert_eq!(place(&stage), before, "{words}");
        }
        stage.press(Modifiers::NONE, Key::Escape);
        stage.press(modifiers, key);
        stage.steps(5);
        assert_eq!(place(&stage), before, "opened again");
    }
}

#[test]
fn no_choice_of_a_dialog_covers_another() {
    for size in [Vec2::new(800.0, 600.0), Vec2::new(1280.0, 800.0)] {
        for key in [Key::E, Key::Comma, Key::H] {
            let mut stage = Stage::new(Setup {
                settings: Settings {
                    shows_timeline: false,
                    ..Settings::default()
                },
                size,
                ..Setup::default()
            });
            stage.press(Modifiers::COMMAND, key);
            stage.steps(10);
            let roles = [
                Role::CheckBox,
                Role::ComboBox,
                Role::TextInput,
                Role::SpinButton,
            ];
            let found = stage
                .harness
                .query_all_by(|node| roles.contains(&node.role()));
            let found = found.map(|node| {
                let label = node.accesskit_node().label().unwrap_or_default();
                (label, node.rect())
            });
            let found: Vec<(String, Rect)> = found.collect();
            for (place, (name, rect)) in found.iter().enumerate() {
                for (other, covered) in &found[place + 1..] {
                    let shared = rect.intersect(*covered);
                    assert!(!shared.is_positive(), "{name} covers {other} at {size}");
                }
            }
        }
    }
}

#[test]
fn a_table_has_rows_where_reader_and_panels_leave_it_little_room() {
    let stage = Stage::new(Setup {
        settings: Settings {
            shows_reader: true,
            shows_table: true,
            ..Settings::default()
        },
        size: Vec2::new(800.0, 600.0),
        ..Setup::default()
    });
    let rows = stage.harness.query_all_by(|node| {
        let label = node.label();
        label.is_some_and(|label| label.starts_with("Name: "))
    });
    let timeline = stage.middle("Play").y;
    let rows = rows.filter(|row| row.rect().bottom() < timeline).count();
    assert!(rows >= 4, "{rows} rows");
}
