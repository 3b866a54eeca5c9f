//! The dialog that makes a network from event data.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{Action, Command, Dialog, EventsCommand, Settings};
use frenemy::events::{EVENT_OPTIONS, EventInputKind, EventRequest, EventSample, presets};

use crate::stage::{Stage, file_with, on_small};

/// Events of three pairs in a month, with one row that is broken: the first two are friends, the
/// other pairs have few events.
fn talks() -> String {
    let mut text = "sender,receiver,day,score,link\n".to_owned();
    for day in 1..=6 {
        writeln!(text, "Alba,Borea,2020-01-0{day},2,https://a.org/{day}").unwrap();
    }
    text += "Alba,Cadiz,2020-01-03,-4,\nBorea,Cadiz,2020-01-04,-5,\nBorea,Cadiz,never,-5,\n";
    text
}

impl Stage {
    /// Opens the dialog with these files.
    fn import_events(&mut self, files: Vec<PathBuf>) {
        self.send(Command::Act(Action::ImportEvents));
        self.send(Command::Events(EventsCommand::AddFiles(files)));
    }
}

/// Invented rows of a set in a folder.
fn sample(preset: &str, events: u64) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sample = EventSample {
        preset: presets::by_id(preset).unwrap(),
        events,
        seed: 4,
    };
    let mut number = 0;
    let write = |part: &[u8]| {
        number += 1;
        fs::write(folder.path().join(format!("{number}.csv")), part)
            .map_err(|error| error.to_string())
    };
    sample.write(50_000, write).unwrap();
    folder
}

#[test]
fn a_table_becomes_a_network_that_is_in_no_file_yet() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_with(&folder, "talks.csv", &talks());
    let mut stage = Stage::on_example();
    stage.send(Command::Act(Action::ImportEvents));
    stage.check_shows(&["Choose files to see what their first rows give."]);
    stage.send(Command::Events(EventsCommand::AddFiles(vec![
        path.clone(),
        path,
    ])));
    stage.until_shown("talks.csv: its first line has 5 columns");
    stage.check_shows(&["choose “A table” as the data set"]);
    stage.choose("Data set", "A table");
    for (role, column) in [
        ("Source", "sender"),
        ("Target", "receiver"),
        ("Date", "day"),
        ("Sign", "score"),
    ] {
        stage.choose(role, column);
    }
    stage.until_shown("rows understood");
    stage.check_shows(&[
        "9 rows in 1 file",
        "1 without a valid date",
        "talks.csv:10: without",
    ]);
    stage.press_button("Import");
    stage.until(|state| matches!(state.dialog, Some(Dialog::Report { .. })));
    stage.check_shows(&["talks.csv:10: without a valid date"]);
    stage.press(Modifiers::NONE, Key::Escape);
    stage.until(|state| state.busy.is_none());
    let document = stage.state().document();
    assert_eq!(document.actors.len(), 3);
    assert_eq!(document.relations.len(), 3);
    assert_eq!(stage.state().open.source.path, None);
    assert!(stage.state().title().starts_with("• talks"));
}

#[test]
fn a_choice_changes_what_the_preview_says_and_what_is_imported() {
    let rows = sample("icews", 3_000);
    let mut stage = Stage::on_example();
    stage.import_events(vec![rows.path().to_owned()]);
    stage.until_shown("Recognized: ICEWS");
    stage.until_shown("relations result");
    stage.choose("Periods", "All time as one");
    stage.until_shown("24");
    stage.field("Without actors").focus();
    stage.steps(2);
    stage.type_text("USA, Russia");
    stage.until_shown("of other actors");
    stage.press_button("Import");
    stage.until(|state| {
        state.dialog.is_none() && state.busy.is_none() && state.open.history.is_changed()
    });
    let description = stage.state().document().meta.description.clone().unwrap();
    assert!(description.contains("without USA, Russia"), "{description}");
    assert_eq!(stage.state().document().actors.len(), 22);
    // The rules are there again the next time.
    stage.send(Command::Act(Action::ImportEvents));
    stage.check_shows(&["All time as one"]);
    stage.press_button("Reset rules");
    stage.check_shows(&["Months"]);
}

#[test]
fn every_rule_has_its_label() {
    let mut stage = Stage::on_example();
    stage.send(Command::Act(Action::ImportEvents));
    for option in EVENT_OPTIONS {
        let label = option.label;
        assert!(stage.shows(label), "{label}");
        if matches!(option.input, EventInputKind::Switch) {
            stage.harness.get_by_role_and_label(Role::CheckBox, label);
        }
    }
}

#[test]
fn a_threshold_that_the_rule_does_not_use_cannot_be_changed() {
    let mut stage = Stage::on_example();
    stage.send(Command::Act(Action::ImportEvents));
    let is_disabled = |stage: &Stage, label: &str| {
        let field = stage.harness.query_all_by(|node| {
            node.role() == Role::SpinButton && node.label().as_deref() == Some(label)
        });
        field
            .map(|node| node.accesskit_node().is_disabled())
            .collect::<Vec<_>>()
    };
    assert_eq!(is_disabled(&stage, "Minimum score"), [true]);
    assert_eq!(is_disabled(&stage, "Minimum net"), [false]);
    stage.choose("Rule", "Mean Goldstein score");
    assert_eq!(is_disabled(&stage, "Minimum score"), [false]);
    assert_eq!(is_disabled(&stage, "Minimum net"), [true]);
}

#[test]
fn a_wrong_rule_is_named_and_nothing_can_be_imported() {
    let rows = sample("gdelt2", 300);
    let mut stage = Stage::on_example();
    stage.import_events(vec![rows.path().to_owned()]);
    stage.until_shown("rows understood");
    stage.field("From").focus();
    stage.steps(2);
    stage.type_text("June");
    stage.until_shown("From: `June` is not a date");
    let import = stage.harness.get_by_role_and_label(Role::Button, "Import");
    assert!(import.accesskit_node().is_disabled());
}

#[test]
fn a_rule_that_the_data_cannot_follow_is_named_by_its_label() {
    let rows = sample("ucdp-ged", 300);
    let mut stage = Stage::on_example();
    stage.import_events(vec![rows.path().to_owned()]);
    stage.until_shown("rows understood");
    stage.choose("Rule", "Mean Goldstein score");
    stage.until_shown("UCDP GED has no scores: leave “Rule: Mean Goldstein score” out");
    stage.choose("Rule", "Cooperation against conflict");
    stage.until_shown("rows understood");
}

#[test]
fn an_import_without_relations_comes_back_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "id,type_of_violence,side_a,side_b,date_start\n1,1,a,b,2015-03-04\n";
    let path = file_with(&folder, "ged.csv", rows);
    let mut stage = Stage::on_example();
    stage.import_events(vec![path]);
    stage.field("Only actors").focus();
    stage.steps(2);
    stage.type_text("nobody");
    stage.until_shown("1 of other actors");
    stage.press_button("Import");
    stage.until_shown("No relations result. Of 1 row, 0 events count");
    stage.check_shows(&["“Minimum events” or “Minimum net”", "nobody"]);
    assert!(
        stage.shows("Why Russia favours the Taliban"),
        "the open document stays"
    );
}

#[test]
fn files_are_taken_out_and_unsaved_work_is_asked_about() {
    let rows = sample("icews", 3_000);
    let (mut stage, folder, _path) = on_small();
    let other = file_with(&folder, "none.csv", "a,b\n1,2\n");
    stage.import_events(vec![other, rows.path().join("1.csv")]);
    stage.until_shown("none.csv: its first line has 2 columns");
    stage.press_button("Remove none.csv");
    stage.until_shown("rows understood");
    stage.send(Command::CloseDialog);
    stage.send(Command::TogglePin("a".into()));
    assert!(stage.state().open.history.is_changed());
    stage.import_events(vec![rows.path().join("1.csv")]);
    stage.press_button("Import");
    assert!(matches!(stage.state().dialog, Some(Dialog::Unsaved { .. })));
    stage.press_button("Import without saving");
    stage.until(|state| state.dialog.is_none() && state.busy.is_none());
    stage.until(|state| state.document().actor_name(&"a".into()) != "Alba");
}

#[test]
fn an_import_shows_its_progress_and_when_cancelled_the_dialog_again() {
    // Enough rows to take seconds in every build, at the disk space of one file.
    let rows = sample("gdelt2", 40_000);
    for name in 0..200 {
        let copy = rows.path().join(format!("copy-{name}.csv"));
        fs::hard_link(rows.path().join("1.csv"), copy).unwrap();
    }
    let mut stage = Stage::on_example();
    stage.import_events(vec![rows.path().to_owned()]);
    stage.press_button("Import");
    stage.until_shown("Reading event data… ");
    stage.click("Cancel");
    stage.until(|state| state.busy.is_none());
    assert!(matches!(stage.state().dialog, Some(Dialog::Events(_))));
    stage.check_shows(&["Import events", "The import was cancelled"]);
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(
        stage.shows("Why Russia favours the Taliban"),
        "the open document stays"
    );
}

#[test]
fn a_large_network_opens_with_its_most_connected_actors() {
    let mut text = "from,to,day,score\n".to_owned();
    for one in 0..60 {
        for other in one + 1..60 {
            let sign = (one + other) % 3 - 1;
            writeln!(text, "a{one},a{other},2020-01-02,{sign}").unwrap();
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = file_with(&folder, "many.csv", &text);
    let mut request = EventRequest::default();
    (request.paths, request.preset) = (vec![path], Some("columns"));
    let roles = "source=from,target=to,date=day,sign=score";
    request.columns.add_roles(roles).unwrap();
    let mut stage = Stage::on_example();
    stage.send(Command::Events(EventsCommand::Import(Box::new(request))));
    stage.until(|state| {
        state.dialog.is_none() && state.busy.is_none() && state.open.history.is_changed()
    });
    let all = stage.state().document().actors.len();
    assert_eq!(all, 60);
    stage.until(|state| state.open.derived.network.graph.node_count() == 40);
}

#[test]
fn the_dialog_fits_into_small_windows() {
    for size in [
        Vec2::new(800.0, 600.0),
        Vec2::new(640.0, 410.0),
        Vec2::new(400.0, 300.0),
    ] {
        let mut stage = Stage::with_size(size, Settings::default());
        stage.send(Command::Act(Action::ImportEvents));
        let window = Rect::from_min_size(Pos2::ZERO, size);
        for label in ["Import", "Cancel", "Choose files…", "Reset rules"] {
            let button = stage.harness.get_by_role_and_label(Role::Button, label);
            let rect = button.rect();
            assert!(window.contains_rect(rect), "{label} at {rect} in {size}");
        }
    }
}

#[test]
fn fields_are_aligned_and_nothing_moves_while_nothing_changes() {
    let rows = sample("icews", 3_000);
    for size in [Vec2::new(1280.0, 800.0), Vec2::new(640.0, 410.0)] {
        let mut stage = Stage::with_size(size, Settings::default());
        stage.import_events(vec![rows.path().to_owned()]);
        stage.choose("Data set", "A table");
        stage.until_shown("it needs a column for “Source”; choose one");
        let before = stage.controls();
        stage.steps(20);
        assert_eq!(stage.controls(), before);
        let fields: Vec<Rect> = ["Data set", "Source", "Page", "Actors", "Rule"]
            .map(|list| {
                let list = stage.harness.get_by_role_and_label(Role::ComboBox, list);
                list.rect()
            })
            .into_iter()
            .chain(["From", "Without actors"].map(|field| stage.field(field).rect()))
            .collect();
        for rect in &fields {
            assert_eq!(rect.x_range(), fields[0].x_range(), "{fields:?}");
        }
    }
}
