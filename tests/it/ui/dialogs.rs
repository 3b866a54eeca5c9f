//! What holds for every dialog and for the controls of the window: one button in the accent
//! colour, edges that are seen, and no tooltip twice.

use std::collections::{BTreeMap, BTreeSet};

use egui::accesskit::Role;
use egui::epaint::{ClippedShape, Shape};
use egui::{Color32, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{Action, Change, Command, Settings, Target, ThemeChoice};
use frenemy::model::Actor;
use frenemy::scene::Color;

use crate::stage::{Setup, Stage, file_with};

const TWO_NETWORKS: &str = "*Network marriage\n*Vertices 2\n1 \"a\"\n2 \"b\"\n*Arcs\n1 2 1\n\
    *Network business\n*Vertices 2\n1 \"b\"\n2 \"d\"\n*Arcs\n1 2 1\n";

/// How a dialog is opened, by what it is called.
type Opened = (&'static str, fn(Settings) -> (Stage, tempfile::TempDir));

const DIALOGS: [Opened; 13] = [
    ("about", |settings| by_action(settings, Action::About)),
    ("help", |settings| by_action(settings, Action::Help)),
    ("guide", |settings| by_action(settings, Action::Guide)),
    ("settings", |settings| by_action(settings, Action::Settings)),
    ("export", |settings| by_action(settings, Action::Export)),
    ("find and replace", |settings| {
        by_action(settings, Action::FindReplace)
    }),
    ("merge", |settings| {
        let (mut stage, folder) = on_network(settings);
        stage.send(Command::Act(Action::SelectAll));
        stage.send(Command::Act(Action::Merge));
        (stage, folder)
    }),
    ("split", |settings| {
        let (mut stage, folder) = on_network(settings);
        let target = Target::Actor("a".into());
        stage.send(Command::Select(Some(target)));
        stage.send(Command::Act(Action::Split));
        (stage, folder)
    }),
    ("delete", |settings| {
        let (mut stage, folder) = on_network(settings);
        let target = Target::Actor("a".into());
        stage.send(Command::Select(Some(target)));
        stage.send(Command::Act(Action::Delete));
        (stage, folder)
    }),
    ("unsaved changes", |settings| {
        let (mut stage, folder) = on_network(settings);
        let actor = Actor::new("d");
        stage.send(Command::Change(Change::AddActor(actor)));
        stage.send(Command::Act(Action::Quit));
        (stage, folder)
    }),
    ("columns", |settings| {
        let (mut stage, folder) = on("a.csv", "source,target\na,b\n", settings);
        stage.send(Command::Act(Action::MapColumns));
        stage.until_shown("2 actors and 1 relation");
        (stage, folder)
    }),
    ("networks", |settings| on("two.paj", TWO_NETWORKS, settings)),
    ("tables", |settings| {
        let folder = tempfile::tempdir().unwrap();
        file_with(&folder, "nodes.csv", "Id,Label\n1,Alba\n2,Borea\n");
        let file = file_with(&folder, "edges.csv", "Source,Target,Sign\n1,2,-1\n");
        (opened(file, settings), folder)
    }),
];

fn opened(file: std::path::PathBuf, settings: Settings) -> Stage {
    Stage::new(Setup {
        file: Some(file),
        settings,
        ..Setup::default()
    })
}

fn on(name: &str, text: &str, settings: Settings) -> (Stage, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = file_with(&folder, name, text);
    (opened(file, settings), folder)
}

fn on_network(settings: Settings) -> (Stage, tempfile::TempDir) {
    let text = r#"{"format":"frenemy/1","nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],
        "edges":[{"source":"a","target":"b","kind":"hostility"}]}"#;
    on("small.json", text, settings)
}

fn by_action(settings: Settings, action: Action) -> (Stage, tempfile::TempDir) {
    let (mut stage, folder) = on_network(settings);
    stage.send(Command::Act(action));
    (stage, folder)
}

fn in_theme(theme: ThemeChoice) -> Settings {
    Settings {
        theme,
        ..Settings::default()
    }
}

/// The rectangles with this fill that are at least as high as a line of text.
fn filled(stage: &Stage, color: Color32) -> usize {
    fn count(shape: &Shape, color: Color32) -> usize {
        match shape {
            Shape::Vec(shapes) => shapes.iter().map(|shape| count(shape, color)).sum(),
            Shape::Rect(rect) => {
                let size = rect.rect.size();
                usize::from(rect.fill == color && size.y > 14.0 && size.x > 30.0)
            }
            _ => 0,
        }
    }
    let shapes = stage.harness.output().shapes.iter();
    shapes
        .map(|ClippedShape { shape, .. }| count(shape, color))
        .sum()
}

#[test]
fn each_dialog_has_one_button_in_the_accent_colour() {
    for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
        for (name, open) in DIALOGS {
            let (stage, _folder) = open(in_theme(theme));
            assert!(stage.state().dialog.is_some(), "{name} did not open");
            let style = stage.harness.ctx.global_style();
            let accent = style.visuals.hyperlink_color;
            let faded = accent.gamma_multiply(style.visuals.disabled_alpha());
            let count = filled(&stage, accent) + filled(&stage, faded);
            assert_eq!(count, 1, "{name}, {theme:?}");
        }
    }
}

/// The least contrast of what shows where a control is (WCAG 2.2, 1.4.11).
const MIN_CONTRAST: f32 = 3.0;

#[test]
fn edges_of_buttons_fields_and_ticks_are_seen_in_both_themes() {
    let color = |color: Color32| Color {
        r: color.r(),
        g: color.g(),
        b: color.b(),
        a: u8::MAX,
    };
    for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
        let (stage, _folder) = by_action(in_theme(theme), Action::Settings);
        let style = stage.harness.ctx.global_style();
        let (visuals, widgets) = (&style.visuals, &style.visuals.widgets);
        for ground in [visuals.window_fill, visuals.panel_fill] {
            for widget in [
                widgets.inactive,
                widgets.hovered,
                widgets.open,
                widgets.active,
            ] {
                let contrast = color(widget.bg_stroke.color).contrast(color(ground));
                assert!(
                    contrast >= MIN_CONTRAST && widget.bg_stroke.width >= 1.0,
                    "{theme:?}: {contrast} of {widget:?} on {ground:?}"
                );
            }
        }
    }
}

/// How many tooltips and cards are over the window.
fn tooltips(stage: &Stage) -> usize {
    stage.harness.ctx.memory(|memory| {
        let layers = memory.areas().visible_layer_ids().into_iter();
        layers
            .filter(|layer| layer.order == egui::Order::Tooltip)
            .count()
    })
}

/// The texts that the window shows.
fn texts(stage: &Stage) -> BTreeSet<String> {
    let labels = stage
        .harness
        .query_all_by(|node| node.role() == Role::Label);
    labels.filter_map(|node| node.value()).collect()
}

#[test]
fn one_tooltip_is_shown_at_a_time_and_none_repeats_its_button() {
    let tabs = ["Details", "Sources", "Time", "Balance", "Rank"];
    let mut stage = Stage::on_example();
    stage.press(Modifiers::NONE, Key::Escape);
    let mut shown = 0;
    for tab in tabs {
        stage.click_first(tab);
        let window = stage.harness.ctx.content_rect();
        let side = stage.harness.get_by_label("Details").rect().left();
        let mut buttons = BTreeMap::new();
        for node in stage.harness.query_all_by(|node| {
            matches!(
                node.role(),
                Role::Button | Role::CheckBox | Role::ComboBox | Role::Link
            )
        }) {
            // Ties and actors have cards, in which relations of one kind are alike.
            let is_drawn = node.rect().left() < side && node.rect().top() > 30.0;
            if window.contains_rect(node.rect()) && !is_drawn {
                let label = node.accesskit_node().label().unwrap_or_default();
                buttons.entry(label).or_insert(node.rect().center());
            }
        }
        for (label, at) in buttons {
            stage.hover(window.center_bottom());
            let before = texts(&stage);
            stage.hover(at);
            stage.steps(60);
            let count = tooltips(&stage);
            assert!(count <= 1, "{tab}: {count} tooltips over `{label}`");
            let new: Vec<String> = texts(&stage).difference(&before).cloned().collect();
            let is_repeated = new == [label.clone()];
            assert!(!is_repeated, "{tab}: the tooltip of `{label}` repeats it");
            shown += count;
        }
    }
    assert!(shown > 20, "{shown} tooltips appeared");
}

#[test]
fn a_key_hides_tooltips_until_the_pointer_moves() {
    let mut stage = Stage::on_example();
    stage.press(Modifiers::NONE, Key::Escape);
    stage.click_first("Balance");
    let side = stage.harness.get_by_label("Details").rect().left();
    let buttons = stage.harness.query_all_by_role(Role::Button);
    let places = buttons.map(|node| node.rect().center());
    // Actors and ties in the picture have cards.
    let places: Vec<_> = places.filter(|at| at.x > side).collect();
    let at = places.into_iter().find(|at| {
        stage.hover(*at);
        stage.steps(60);
        tooltips(&stage) == 1
    });
    let at = at.expect("a button has a tooltip");
    stage.press(Modifiers::NONE, Key::ArrowRight);
    stage.steps(60);
    assert_eq!(tooltips(&stage), 0);
    stage.hover(at + egui::vec2(1.0, 0.0));
    stage.steps(60);
    assert_eq!(tooltips(&stage), 1);
}
