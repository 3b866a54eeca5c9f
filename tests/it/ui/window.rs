//! The window as a whole: small sizes, notices, the empty network, settings, dialogs, cards, menus.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{
    Action, Card, Change, Command, Dialog, ReaderCommand, Setting, Settings, Tab, Target,
};
use frenemy::model::{Actor, RelationKind};

use crate::stage::{SMALL, Setup, Stage, on_small};

impl Stage {
    pub(super) fn with_size(size: Vec2, settings: Settings) -> Self {
        Self::new(Setup {
            settings,
            size,
            ..Setup::default()
        })
    }

    /// The areas of all buttons, check boxes, fields and links, with their labels.
    pub(super) fn controls(&self) -> Vec<(String, Rect)> {
        let roles = [
            Role::Button,
            Role::CheckBox,
            Role::ComboBox,
            Role::TextInput,
            Role::Link,
        ];
        self.harness
            .query_all_by(move |node| roles.contains(&node.role()))
            .map(|node| {
                (
                    node.accesskit_node().label().unwrap_or_default(),
                    node.rect(),
                )
            })
            .collect()
    }
}

fn open_everything() -> Settings {
    Settings {
        shows_reader: true,
        shows_table: true,
        ..Settings::default()
    }
}

#[test]
fn nothing_is_outside_a_small_window() {
    for size in [Vec2::new(800.0, 600.0), Vec2::new(1024.0, 768.0)] {
        for settings in [Settings::default(), open_everything()] {
            let stage = Stage::with_size(size, settings);
            let window = Rect::from_min_size(egui::Pos2::ZERO, size);
            for (label, rect) in stage.controls() {
                // What is scrolled out of view is below, never beside.
                let is_inside = rect.left() >= -0.5 && rect.right() <= window.right() + 0.5;
                assert!(is_inside, "{label} at {rect} is outside {size}");
            }
        }
    }
}

#[test]
fn tabs_that_do_not_fit_are_in_a_menu() {
    let mut stage = Stage::with_size(Vec2::new(640.0, 480.0), Settings::default());
    assert!(stage.harness.query_by_label("History").is_none());
    stage.press_button("More");
    stage.press_button("History");
    assert_eq!(stage.state().settings.tab, Tab::HISTORY);
    stage.steps(5);
    assert!(
        stage.harness.query_by_label("History").is_some(),
        "the open tab is always shown"
    );
}

#[test]
fn a_panel_gets_its_width_back_after_the_window_was_narrow() {
    let settings = Settings {
        side_panel_width: 420.0,
        ..Settings::default()
    };
    let mut stage = Stage::with_size(Vec2::new(1280.0, 820.0), settings);
    let left = |stage: &Stage| stage.middle("Details").x;
    let before = left(&stage);
    stage.harness.set_size(Vec2::new(640.0, 480.0));
    stage.steps(5);
    stage.click_at(egui::Pos2::new(150.0, 200.0), 1);
    stage.harness.set_size(Vec2::new(1280.0, 820.0));
    stage.steps(5);
    assert!((left(&stage) - before).abs() < 1.0);
    assert!((stage.state().settings.side_panel_width - 420.0).abs() < 1.0);
}

#[test]
fn at_most_two_notices_are_shown_and_duplicates_are_counted() {
    let (mut stage, ..) = on_small();
    for _ in 0..3 {
        stage.press(Modifiers::NONE, Key::P);
    }
    stage.check_shows(&["Select an actor first, then press P to pin it (3 times)"]);
    stage.press(Modifiers::NONE, Key::L);
    stage.press(Modifiers::NONE, Key::R);
    let dismiss = stage.harness.query_all_by_label("×").count();
    assert_eq!(dismiss, 2);
}

#[test]
fn a_failure_is_not_hidden_behind_hints() {
    let (mut stage, folder, _path) = on_small();
    let missing = folder.path().join("none.txt");
    stage.send(Command::Reader(ReaderCommand::Fetch(missing, None)));
    stage.until_shown("there is no such file");
    stage.press(Modifiers::NONE, Key::L);
    stage.press(Modifiers::NONE, Key::P);
    stage.check_shows(&["there is no such file", "Select an actor first"]);
}

#[test]
fn notices_of_a_document_are_gone_with_it() {
    let (mut stage, ..) = on_small();
    stage.press(Modifiers::NONE, Key::P);
    assert!(stage.shows("Select an actor first"));
    stage.press(Modifiers::COMMAND, Key::N);
    stage.until(|state| state.document().actors.is_empty());
    assert!(!stage.shows("Select an actor first"));
}

#[test]
fn an_empty_network_says_how_to_begin() {
    let (mut stage, ..) = on_small();
    stage.press(Modifiers::COMMAND, Key::N);
    stage.until(|state| state.document().actors.is_empty() && state.busy.is_none());
    stage.check_shows(&[
        "This network is empty",
        "Add a text…",
        "Open…",
        "Example: Afghanistan 2017",
        "or drop a file here",
    ]);
    stage.press(Modifiers::NONE, Key::M);
    stage.check_shows(&["This network is empty"]);
    assert!(!stage.shows("Order"), "there is nothing to order");
    stage.press(Modifiers::NONE, Key::M);
    stage.send(Command::Set(Setting::TableWide(false)));
    stage.send(Command::Change(Change::AddActor(Actor::new("a"))));
    stage.until(|state| state.busy.is_none());
    assert!(!stage.shows("This network is empty"));
}

#[test]
fn settings_are_changed_in_a_dialog_and_count_at_once() {
    let (mut stage, ..) = on_small();
    stage.press(Modifiers::COMMAND, Key::Comma);
    assert_eq!(stage.state().dialog, Some(Dialog::Settings));
    stage.choose("Size of the interface", "125 %");
    assert_eq!(stage.state().settings.text_size, 125);
    assert!((stage.harness.ctx.zoom_factor() - 1.25).abs() < 1e-3);
    stage.choose("Save automatically", "Every 5 minutes");
    assert_eq!(stage.state().settings.autosave_minutes, 5);
    stage.field("Author or coder").focus();
    stage.steps(3);
    stage.type_text("Ada");
    assert_eq!(stage.state().settings.author, "Ada");
    stage.field("Folder of texts").focus();
    stage.steps(3);
    stage.type_text("/texts");
    let folder = stage.state().settings.texts_folder.clone();
    assert_eq!(folder, Some("/texts".into()));
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.state().dialog, None);
}

#[test]
fn about_says_version_licences_and_where_files_are() {
    let (mut stage, _folder, path) = on_small();
    stage.click_exact("Help");
    stage.click("About Frenemy");
    stage.check_shows(&[
        env!("CARGO_PKG_VERSION"),
        "MIT or Apache-2.0",
        "SIL Open Font License",
        &path.display().to_string(),
    ]);
}

#[test]
fn the_menu_of_a_relation_changes_its_kind_and_reverses_it() {
    let (mut stage, ..) = on_small();
    let open = |stage: &mut Stage| {
        let at = stage.point_on("Alba and Borea");
        stage.hover(at);
        stage.right_click_at(at);
    };
    open(&mut stage);
    stage.click("Kind");
    stage.press_button("Cooperation");
    let war = || "war".into();
    let kind = |stage: &Stage| {
        stage
            .state()
            .document()
            .relations
            .get(&war())
            .map(|war| war.kind())
    };
    assert_eq!(kind(&stage), Some(RelationKind::Cooperation));
    open(&mut stage);
    stage.click("Reverse");
    let relation = stage.state().document().relations.get(&war()).cloned();
    assert_eq!(relation.unwrap().source, "b".into());
}

#[test]
fn what_needs_a_selection_can_be_chosen_only_with_one() {
    let (mut stage, ..) = on_small();
    let enabled = |stage: &mut Stage| {
        stage.click_exact("Edit");
        let items = [
            "Edit…",
            "Add relation…",
            "Reverse",
            "Merge…",
            "Split…",
            "Delete",
        ];
        let is_enabled = items.map(|text| !stage.node(text).accesskit_node().is_disabled());
        stage.press(Modifiers::NONE, Key::Escape);
        is_enabled
    };
    assert_eq!(enabled(&mut stage), [false; 6]);
    stage.select(Target::Actor("a".into()));
    stage.send(Command::Set(Setting::TableWide(false)));
    stage.press(Modifiers::NONE, Key::F9);
    assert_eq!(enabled(&mut stage), [true, false, false, false, true, true]);
    stage.send(Command::ToggleSelect(Target::Actor("b".into())));
    assert_eq!(enabled(&mut stage), [false, true, false, true, false, true]);
    stage.select(Target::Relation("war".into()));
    assert_eq!(enabled(&mut stage), [true, false, true, false, false, true]);
}

#[test]
fn a_submenu_scrolls_in_a_low_window() {
    let recent = (0..30).map(|number| format!("/files/of/{number}.json").into());
    let settings = Settings {
        recent: recent.collect(),
        ..Settings::default()
    };
    let mut stage = Stage::new(Setup {
        settings,
        size: Vec2::new(800.0, 480.0),
        ..Setup::default()
    });
    stage.click_exact("File");
    stage.click("Open recent");
    stage.steps(10);
    let first = stage.middle("/files/of/0.json");
    let last = |stage: &Stage| stage.node("/files/of/29.json").rect().bottom();
    assert!(last(&stage) > 480.0);
    stage.hover(first);
    for _ in 0..20 {
        stage.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -40.0),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
        });
        stage.steps(2);
    }
    assert!(last(&stage) <= 480.0, "{}", last(&stage));
}

#[test]
fn the_file_that_was_open_last_is_opened_again() {
    let (stage, _folder, path) = on_small();
    let settings = stage.state().settings.clone();
    drop(stage);
    let again = Stage::new(Setup {
        settings: settings.clone(),
        ..Setup::default()
    });
    assert_eq!(again.state().open.source.path.as_ref(), Some(&path));
    std::fs::remove_file(&path).unwrap();
    let without = Stage::new(Setup {
        settings,
        ..Setup::default()
    });
    assert!(without.state().document().actors.len() > 3, "the example");
}

#[test]
fn a_folder_cannot_be_opened_and_is_named_once() {
    let (mut stage, folder, _path) = on_small();
    stage.send(Command::Open(folder.path().to_owned()));
    stage.until(|state| matches!(state.dialog, Some(Dialog::Report { .. })));
    let Some(Dialog::Report { name, issues, .. }) = &stage.state().dialog else {
        panic!("no report");
    };
    assert_eq!(*name, folder.path().display().to_string());
    assert_eq!(issues[0].message, "this is a folder, not a file");
}

#[test]
fn the_legend_shows_only_what_the_filter_shows() {
    let (mut stage, ..) = on_small();
    stage.check_shows(&["Legend: State", "Legend: Group"]);
    stage.send(Command::Hide(vec!["c".into()]));
    stage.steps(10);
    assert!(!stage.shows("Legend: Group"));
    assert!(stage.shows("Legend: State"));
    // A kind that is hidden by a click can be shown again.
    stage.click("Hostility");
    stage.steps(10);
    stage.check_shows(&["Hostility"]);
}

#[test]
fn the_menu_of_an_actor_opens_its_form() {
    let (mut stage, ..) = on_small();
    let at = stage.middle("Corsairs, ");
    stage.hover(at);
    stage.right_click_at(at);
    stage.click("Edit…");
    assert_eq!(stage.state().settings.tab, Tab::DETAILS);
    assert!(stage.field("Name").is_focused());
}

#[test]
fn f2_edits_what_is_selected() {
    let (mut stage, ..) = on_small();
    stage.select(Target::Actor("a".into()));
    stage.press(Modifiers::NONE, Key::F2);
    stage.steps(5);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("Albania");
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.state().document().actor_name(&"a".into()), "Albania");
}

#[test]
fn a_pinned_card_repeats_nothing_that_the_details_show() {
    let mut stage = Stage::on_text(SMALL, Setup::default());
    let target = Target::Relation("war".into());
    stage.select(target.clone());
    stage.send(Command::PinCard(Some(Card {
        target,
        at: egui::Pos2::new(300.0, 300.0),
    })));
    stage.steps(5);
    // The head of a relation is its sentence, in the details and in a card that shows all.
    let heads = |stage: &Stage| {
        let network = &stage.state().open.derived.network;
        let edge = network.edge(&"war".into()).unwrap();
        let sentence = frenemy::graph::words::sentence(network, edge);
        stage.harness.query_all_by_label(&sentence).count()
    };
    let with_details = heads(&stage);
    let quotes = |stage: &Stage| {
        let words = "have long been at war";
        let all = stage.harness.query_all_by(move |node| {
            let texts = [node.label(), node.value()];
            texts.into_iter().flatten().any(|text| text.contains(words))
        });
        all.count()
    };
    assert!(quotes(&stage) >= 2, "in the details and in the card");
    stage.send(Command::ShowTab(Tab::HISTORY));
    stage.steps(5);
    assert_eq!((with_details, heads(&stage)), (1, 1), "in one of them");
}

#[test]
fn the_picture_is_copied_to_the_clipboard() {
    for is_released in [false, true] {
        let (mut stage, ..) = on_small();
        // As winit reports it; in a long frame all keys are released by its end.
        let held = Modifiers::COMMAND | Modifiers::SHIFT;
        stage.harness.event(Event::ModifiersChanged(held));
        stage.harness.event(Event::Copy);
        if is_released {
            stage
                .harness
                .event(Event::ModifiersChanged(Modifiers::NONE));
        }
        check_picture_is_copied(&mut stage);
    }
}

fn check_picture_is_copied(stage: &mut Stage) {
    let begun = std::time::Instant::now();
    loop {
        stage.steps(1);
        let commands = &stage.harness.output().platform_output.commands;
        let copied = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyImage(image) => Some(image.size),
            _ => None,
        });
        if let Some(size) = copied {
            assert_eq!(size, [2560, 1600]);
            break;
        }
        assert!(begun.elapsed().as_secs() < 60, "no picture was copied");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    stage.until_shown("Picture copied");
}

#[test]
fn each_dialog_has_a_heading_and_its_buttons_are_inside_a_small_window() {
    let mut stage = Stage::with_size(Vec2::new(800.0, 600.0), Settings::default());
    for dialog in [
        (Modifiers::COMMAND, Key::E, "Export"),
        (Modifiers::COMMAND, Key::H, "Find and replace"),
        (Modifiers::NONE, Key::F1, "Keys and gestures"),
        (Modifiers::COMMAND, Key::Comma, "Settings"),
    ] {
        let (modifiers, key, heading) = dialog;
        stage.press(modifiers, key);
        stage.steps(5);
        assert!(stage.shows(heading), "{heading}");
        for (label, rect) in stage.controls() {
            if ["Close", "Cancel", "Export…"].contains(&&*label) {
                assert!(rect.bottom() <= 600.0, "{label} of {heading} at {rect}");
            }
        }
        stage.press(Modifiers::NONE, Key::Escape);
        stage.press(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn the_tour_is_gone_through_by_keyboard_and_stays_away() {
    let (mut stage, ..) = on_small();
    stage.click_exact("Help");
    stage.click("Tour");
    for hint in frenemy::app::TOUR {
        stage.check_shows(&[hint.title]);
        stage.press(Modifiers::NONE, Key::Enter);
    }
    assert_eq!(stage.state().tour, None);
    assert!(stage.state().settings.saw_tour);
    stage.send(Command::Act(Action::Tour));
    stage.steps(3);
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.state().tour, None);
}

#[test]
fn the_guide_is_read_in_the_window() {
    let (mut stage, ..) = on_small();
    stage.click_exact("Help");
    stage.click("Guide");
    stage.check_shows(&["About this guide", "The window on the bundled example"]);
    // Tables have their cells apart.
    stage.click_exact("Keys and gestures");
    stage.check_shows(&["right button"]);
    stage.click_exact("What the balance says");
    stage.check_shows(&["the product of the signs is"]);
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.state().dialog, None);
}

#[test]
fn the_language_of_a_figure_is_chosen_in_the_export_dialog() {
    let (mut stage, ..) = on_small();
    stage.press(Modifiers::COMMAND, Key::E);
    stage.choose("Language", "Deutsch");
    stage.check_shows(&["Deutsch"]);
}

/// The window with these panels open.
fn with_panels(size: Vec2, shows_table: bool) -> Stage {
    let settings = Settings {
        shows_reader: true,
        shows_side_panel: true,
        shows_table,
        ..Settings::default()
    };
    let mut stage = Stage::with_size(size, settings);
    stage.steps(8);
    stage
}

#[test]
fn in_a_small_window_one_panel_gives_way_to_the_picture() {
    let mut stage = with_panels(Vec2::new(800.0, 600.0), false);
    let width = |stage: &Stage| {
        stage
            .harness
            .get_by_label("Picture of the network")
            .rect()
            .width()
    };
    let shown = |stage: &Stage| {
        (
            stage.state().shows_reader(),
            stage.state().shows_side_panel(),
        )
    };
    assert_eq!(shown(&stage), (true, false));
    assert!(width(&stage) >= 320.0, "{}", width(&stage));
    for key in [Key::F9, Key::F7] {
        stage.press(Modifiers::NONE, key);
        stage.steps(8);
        assert_eq!(shown(&stage), (key == Key::F7, key == Key::F9));
        assert!(width(&stage) >= 320.0, "{}", width(&stage));
    }
}

#[test]
fn the_timeline_is_low_and_in_one_row_on_a_narrow_canvas() {
    let stage = with_panels(Vec2::new(800.0, 600.0), false);
    let play = stage.harness.get_by_label("Play").rect();
    let more = stage
        .harness
        .get_all_by_label("Options")
        .map(|node| node.rect());
    let beside = more.filter(|rect| (rect.center().y - play.center().y).abs() < 1.0);
    assert_eq!(
        beside.count(),
        1,
        "what has no room is in a menu beside Play"
    );
    let picture = stage.harness.get_by_label("Picture of the network").rect();
    assert!(600.0 - picture.bottom() < 170.0, "{picture}");
}

#[test]
fn the_form_of_a_new_actor_is_never_cut() {
    let mut stage = with_panels(Vec2::new(1300.0, 800.0), true);
    stage.send(Command::Act(Action::NewActor));
    stage.steps(8);
    assert!(stage.state().open.session.sketch.is_some());
    let field = stage
        .harness
        .get_by(|node| node.is_focused() && node.role() == Role::TextInput);
    let field = field.rect();
    assert!(
        field.width() > 150.0 && field.left() > 0.0 && field.right() < 1280.0,
        "{field}"
    );
}
