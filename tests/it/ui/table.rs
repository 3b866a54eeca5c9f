//! The table of records: sort, filter, select, edit, copy, paste, and the way to the picture.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{Action, Command, Dialog, Setting, Settings, Target};
use frenemy::graph::Filter;
use frenemy::model::{ActorId, RelationKind};

use crate::stage::{SMALL, Setup, Stage};

impl Stage {
    fn with_table() -> Self {
        Self::on_text(
            SMALL,
            Setup {
                settings: Settings {
                    shows_table: true,
                    ..Settings::default()
                },
                ..Setup::default()
            },
        )
    }

    /// The cells of a column from top to bottom.
    fn cells(&self, column: &str) -> Vec<String> {
        let head = format!("{column}: ");
        let found = self
            .harness
            .query_all_by(|node| node.label().is_some_and(|label| label.starts_with(&head)));
        let mut cells: Vec<_> = found
            .map(|node| {
                (
                    node.rect().top(),
                    node.accesskit_node().label().unwrap_or_default(),
                )
            })
            .collect();
        cells.sort_by(|a, b| a.0.total_cmp(&b.0));
        let cells = cells.into_iter();
        cells
            .map(|(_, label)| label.replacen(&head, "", 1))
            .collect()
    }

    fn selected_actors(&self) -> Vec<String> {
        let session = &self.state().open.session;
        session.selected_actors().map(ToString::to_string).collect()
    }

    /// Clicks a cell with the pointer, as often as given.
    fn click_cell(&mut self, label: &str, times: usize) {
        let at = self.harness.get_by_label(label).rect().center();
        self.click_at(at, times);
    }

    /// What was copied once the copying is done.
    fn copied(&mut self) -> String {
        let begun = std::time::Instant::now();
        loop {
            self.steps(1);
            let commands = &self.harness.output().platform_output.commands;
            let copied = commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(copied) = copied {
                return copied;
            }
            assert!(begun.elapsed().as_secs() < 60, "nothing was copied");
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }
}

#[test]
fn f4_opens_the_table_and_full_width_takes_the_place_of_the_picture() {
    let mut stage = Stage::on_text(SMALL, Setup::default());
    assert!(stage.cells("Name").is_empty());
    stage.press(Modifiers::NONE, Key::F4);
    assert_eq!(stage.cells("Name"), ["Alba", "Borea", "Corsairs"]);
    assert!(stage.shows("Picture of the network"));
    stage.press_button("Full width");
    stage.steps(3);
    assert_eq!(stage.cells("Name"), ["Alba", "Borea", "Corsairs"]);
    assert_eq!(stage.cells("Note").len(), 3);
    stage.press_button("Beside the picture");
    stage.press(Modifiers::NONE, Key::F4);
    assert!(stage.cells("Name").is_empty());
}

#[test]
fn a_form_on_the_picture_takes_the_place_of_a_wide_table_until_it_is_closed() {
    let mut stage = Stage::on_text(SMALL, Setup::default());
    stage.press(Modifiers::NONE, Key::F4);
    stage.press_button("Full width");
    stage.steps(3);
    for action in [Action::NewNote, Action::NewActor] {
        assert_eq!(stage.cells("Name").len(), 3, "{action:?}");
        stage.send(Command::Act(action));
        stage.steps(3);
        assert!(stage.cells("Name").is_empty(), "{action:?}");
        let texts = [Role::TextInput, Role::MultilineTextInput];
        let field = stage
            .harness
            .query_by(|node| node.is_focused() && texts.contains(&node.role()));
        assert!(field.is_some(), "{action:?}");
        stage.type_text("Doria");
        stage.press(Modifiers::NONE, Key::Escape);
        stage.steps(3);
    }
    stage.send(Command::Act(Action::NewActor));
    stage.steps(3);
    stage.type_text("Doria");
    stage.press(Modifiers::NONE, Key::Enter);
    stage.steps(3);
    assert_eq!(stage.cells("Name"), ["Alba", "Borea", "Corsairs", "Doria"]);
}

#[test]
fn each_kind_of_record_has_a_table() {
    let mut stage = Stage::with_table();
    stage.send(Command::Set(Setting::TableWide(true)));
    stage.send(Command::Act(Action::SidePanel));
    stage.press_button("Relations");
    assert_eq!(stage.cells("From"), ["Alba", "Alba"]);
    stage.press_button("Claims");
    assert_eq!(stage.cells("Claimed by"), ["", "Borea", ""]);
    let sources = stage.harness.query_all_by_label("Sources").last().unwrap();
    sources.click();
    stage.steps(5);
    assert_eq!(stage.cells("Title"), ["A text of ours"]);
    assert_eq!(stage.cells("Claims"), ["3"]);
}

#[test]
fn sources_are_selected_with_the_relations_that_cite_them() {
    let mut stage = Stage::with_table();
    let sources = stage.harness.query_all_by_label("Sources").last().unwrap();
    sources.click();
    stage.steps(5);
    stage.click_cell("Title: A text of ours", 1);
    let selected = stage.state().open.session.selected_relations().count();
    assert_eq!(selected, 2);
    let shown = stage.state().open.session.reference.clone();
    assert_eq!(shown, Some("r".into()), "its details are shown");
    stage.press_button("Claims");
    stage.click_cell("Quote: have long been at war", 1);
    let relations: Vec<_> = stage
        .state()
        .open
        .session
        .selected_relations()
        .cloned()
        .collect();
    assert_eq!(relations, ["war".into()]);
}

#[test]
fn a_click_on_the_head_sorts_and_the_filter_works_while_typing() {
    let mut stage = Stage::with_table();
    stage.press_button("Sort by Name");
    stage.press_button("Sort by Name");
    assert_eq!(stage.cells("Name"), ["Corsairs", "Borea", "Alba"]);
    stage.press_button("Sort by Name");
    assert_eq!(stage.cells("Name"), ["Alba", "Borea", "Corsairs"]);
    stage.field("Filter").focus();
    stage.steps(2);
    stage.type_text("STATE b");
    assert_eq!(stage.cells("Name"), ["Alba", "Borea"]);
    stage.check_shows(&["2 of 3 actors"]);
}

#[test]
fn a_column_is_resized_at_its_edge() {
    let mut stage = Stage::with_table();
    stage.send(Command::Set(Setting::TableWide(true)));
    stage.steps(5);
    let head = |stage: &Stage, column: &str| {
        let label = format!("Sort by {column}");
        stage.harness.get_by_label(&label).rect()
    };
    let (name, kind) = (head(&stage, "Name"), head(&stage, "Kind"));
    let edge = Pos2::new(kind.left() - 1.0, kind.center().y);
    assert!(name.right() < edge.x + 20.0, "{name} and {kind}");
    stage.drag(edge, edge + Vec2::new(80.0, 0.0));
    let (wider, moved) = (head(&stage, "Name"), head(&stage, "Kind"));
    assert!((moved.left() - kind.left() - 80.0).abs() < 4.0, "{moved}");
    assert!((wider.left() - name.left()).abs() < 0.5, "{wider}");
    assert_eq!(stage.cells("Name"), ["Alba", "Borea", "Corsairs"]);
}

#[test]
fn columns_are_chosen() {
    let mut stage = Stage::with_table();
    stage.send(Command::Set(Setting::TableWide(true)));
    assert!(stage.cells("Id").is_empty());
    stage.press_button("Columns");
    stage.press_button("Id");
    stage.steps(3);
    assert_eq!(stage.cells("Id"), ["a", "b", "c"]);
    // They are kept for the next start.
    let kept = serde_json::to_string(&stage.state().settings).unwrap();
    let settings: Settings = serde_json::from_str(&kept).unwrap();
    let setup = Setup {
        settings,
        ..Setup::default()
    };
    let stage = Stage::on_text(SMALL, setup);
    assert_eq!(stage.cells("Id"), ["a", "b", "c"]);
}

#[test]
fn the_selection_is_the_one_of_the_picture() {
    let mut stage = Stage::with_table();
    stage.click_cell("Name: Borea", 1);
    assert_eq!(stage.selected_actors(), ["b"]);
    stage.press(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(stage.selected_actors(), ["b", "c"]);
    stage.press(Modifiers::COMMAND, Key::A);
    assert_eq!(stage.selected_actors(), ["a", "b", "c"]);
    stage.select(Target::Actor("a".into()));
    let node = stage.harness.get_by_label("Name: Alba");
    let is_selected = node.accesskit_node().toggled();
    assert_eq!(is_selected, Some(egui::accesskit::Toggled::True));
}

#[test]
fn a_cell_is_edited_in_its_place() {
    let mut stage = Stage::with_table();
    stage.click_cell("Name: Corsairs", 2);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("Pirates");
    stage.press(Modifiers::NONE, Key::Enter);
    let name = |stage: &Stage| stage.state().document().actor_name(&"c".into()).to_owned();
    assert_eq!(name(&stage), "Pirates");
    stage.click_cell("Name: Pirates", 1);
    stage.press(Modifiers::NONE, Key::F2);
    stage.type_text("x");
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(name(&stage), "Pirates", "Esc changes nothing");
}

#[test]
fn a_kind_is_typed_or_chosen_and_a_wrong_one_is_refused_in_words() {
    let mut stage = Stage::with_table();
    stage.click_cell("Name: Corsairs", 1);
    stage.press(Modifiers::NONE, Key::ArrowRight);
    stage.press(Modifiers::NONE, Key::Enter);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("pirates");
    stage.press(Modifiers::NONE, Key::Enter);
    stage.check_shows(&["Kind: expected one of State, Group"]);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("Organization");
    stage.press(Modifiers::NONE, Key::Enter);
    let actor = stage.state().document().actors.get(&"c".into()).cloned();
    assert_eq!(actor.unwrap().kind_word(), "organization");
}

#[test]
fn the_end_of_a_relation_is_an_actor_by_its_name() {
    let mut stage = Stage::with_table();
    stage.press_button("Relations");
    // Not a triple click with the click on the tab.
    stage.steps(40);
    stage.click_cell("To: Corsairs", 2);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("borea");
    stage.press(Modifiers::NONE, Key::Enter);
    let aid = stage
        .state()
        .document()
        .relations
        .get(&"aid".into())
        .cloned();
    assert_eq!(aid.unwrap().target, ActorId::from("b"));
}

#[test]
fn many_rows_are_changed_at_once() {
    let mut stage = Stage::with_table();
    stage.press_button("Relations");
    stage.click_cell("To: Borea", 1);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.press_button("Change selected");
    stage
        .harness
        .query_all_by_label("Kind")
        .last()
        .unwrap()
        .click();
    stage.steps(5);
    let role = egui::accesskit::Role::RadioButton;
    stage
        .harness
        .get_by_role_and_label(role, "Cooperation")
        .click();
    stage.steps(5);
    stage.press_button("Change 2 relations");
    let document = stage.state().document();
    let mut kinds = document.relations.iter().map(|relation| relation.kind());
    assert!(kinds.all(|kind| kind == RelationKind::Cooperation));
    let label = stage
        .state()
        .open
        .history
        .undo_label()
        .map(ToString::to_string);
    assert_eq!(label.as_deref(), Some("change of the kind of 2 relations"));
}

#[test]
fn selected_rows_are_copied_as_text_with_tabs() {
    let mut stage = Stage::with_table();
    stage.click_cell("Name: Borea", 1);
    stage.harness.event(Event::Copy);
    let text = stage.copied();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with("Name\tKind\t"));
    assert!(lines[1].starts_with("Borea\tstate\t1"));
}

#[test]
fn rows_of_a_spreadsheet_are_pasted_after_a_preview() {
    let mut stage = Stage::with_table();
    stage.click_cell("Name: Borea", 1);
    let rows = "Name\tKind\nDoria\tstate\nAlba\tgroup\nEphra\tcastle\n";
    stage.harness.event(Event::Paste(rows.to_owned()));
    stage.steps(5);
    assert!(matches!(stage.state().dialog, Some(Dialog::Paste(_))));
    stage.check_shows(&[
        "3 rows: 1 new actor and 1 changed actor",
        "line 4: “castle” is not a",
    ]);
    stage.press_button("Paste");
    stage.until(|state| state.document().actors.len() == 4 && state.busy.is_none());
    assert_eq!(stage.cells("Name"), ["Alba", "Borea", "Corsairs", "Doria"]);
    stage.press(Modifiers::COMMAND, Key::Z);
    stage.until(|state| state.document().actors.len() == 3);
}

#[test]
fn only_what_the_filter_shows_or_all_is_listed() {
    let mut stage = Stage::with_table();
    stage.send(Command::SetFilter(Filter {
        hidden_actors: ["c".into()].into(),
        ..Filter::default()
    }));
    assert_eq!(stage.cells("Name"), ["Alba", "Borea"]);
    stage.press_button("Only shown");
    assert_eq!(stage.cells("Name"), ["Alba", "Borea", "Corsairs"]);
}

#[test]
fn one_goes_to_the_picture_and_back() {
    let mut stage = Stage::with_table();
    let at = stage.harness.get_by_label("Name: Corsairs").rect().center();
    stage.right_click_at(at);
    stage.press_button("Show in the picture");
    assert_eq!(stage.selected_actors(), ["c"]);
    stage.press(Modifiers::NONE, Key::F4);
    let at = stage.middle("Borea, ");
    stage.hover(at);
    stage.right_click_at(at);
    stage.press_button("Show in the table");
    stage.steps(5);
    assert!(stage.state().settings.shows_table);
    assert_eq!(stage.selected_actors(), ["b"]);
}

#[test]
fn letters_are_no_commands_while_the_keyboard_is_in_the_table() {
    let mut stage = Stage::with_table();
    stage.click_cell("Name: Borea", 1);
    let before = stage.state().document().clone();
    for key in [Key::N, Key::P, Key::M, Key::L, Key::R] {
        stage.press(Modifiers::NONE, key);
    }
    assert_eq!(stage.state().document(), &before);
    assert!(stage.state().open.session.sketch.is_none());
    assert!(stage.state().notices.is_empty());
}

#[test]
fn find_and_replace_shows_what_changes_first() {
    let mut stage = Stage::with_table();
    stage.press(Modifiers::COMMAND, Key::H);
    stage.steps(3);
    stage.type_text("or");
    stage.field("Replace with").focus();
    stage.steps(2);
    stage.type_text("OR");
    stage.steps(3);
    stage.check_shows(&["2 fields change", "Borea → BORea", "Corsairs → CORsairs"]);
    stage.press_button("Replace in 2 fields");
    assert_eq!(stage.cells("Name"), ["Alba", "BORea", "CORsairs"]);
    stage.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.cells("Name"), ["Alba", "Borea", "Corsairs"]);
}

#[test]
fn selected_records_are_deleted_from_the_table() {
    let mut stage = Stage::with_table();
    stage.send(Command::Set(Setting::TableWide(true)));
    stage.press_button("Claims");
    stage.click_cell("Stance: denies", 1);
    stage.press(Modifiers::NONE, Key::Delete);
    assert_eq!(stage.state().document().claim_count(), 2);
}

#[test]
fn rows_are_pasted_by_the_button_under_other_titles_and_enter_adds_them() {
    let mut stage = Stage::with_table();
    stage.send(Command::Set(Setting::TableWide(true)));
    stage.press_button("Relations");
    stage.press_button("Paste rows…");
    let rows = "Source\tKind\tTarget\tYear\nBorea\tsupport\tCorsairs\t1911\n";
    stage.harness.event(Event::Paste(rows.to_owned()));
    stage.steps(5);
    assert!(matches!(stage.state().dialog, Some(Dialog::Paste(_))));
    stage.until_shown("1 row");
    assert!(!stage.shows("Not a column"));
    stage.press(Modifiers::NONE, Key::Enter);
    stage.steps(5);
    let relations = stage.state().document().relations.iter();
    let dates: Vec<_> = relations
        .filter_map(|relation| relation.when.as_ref().map(ToString::to_string))
        .collect();
    assert_eq!(dates, ["1911"]);
}

#[test]
fn undo_works_while_the_keyboard_is_in_the_table() {
    let mut stage = Stage::with_table();
    stage.click_cell("Name: Alba", 1);
    stage.press(Modifiers::NONE, Key::F2);
    // The whole name is selected.
    stage.type_text("Albania");
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.cells("Name")[0], "Albania");
    stage.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.cells("Name")[0], "Alba");
    stage.press(Modifiers::COMMAND, Key::Y);
    assert_eq!(stage.cells("Name")[0], "Albania");
}

#[test]
fn the_list_of_kinds_begins_at_the_kind_of_the_cell() {
    let mut stage = Stage::with_table();
    let kind_of = |stage: &Stage, id: &str| {
        let actor = stage.state().document().actors.get(&ActorId::from(id));
        actor.unwrap().kind_word().to_owned()
    };
    let before = kind_of(&stage, "c");
    stage.click_cell("Kind: group", 1);
    stage.press(Modifiers::NONE, Key::Enter);
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(kind_of(&stage, "c"), before, "nothing was chosen");
    stage.click_cell("Kind: group", 1);
    stage.press(Modifiers::NONE, Key::Enter);
    stage.press(Modifiers::NONE, Key::ArrowUp);
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(kind_of(&stage, "c"), "state");
}

#[test]
fn a_row_under_the_pointer_lights_up_and_the_window_comes_to_rest() {
    let mut stage = Stage::with_table();
    stage.steps(5);
    let at = stage.harness.get_by_label("Name: Borea").rect().center();
    stage.hover(at);
    for _ in 0..6 {
        stage.steps(1);
        assert_eq!(
            stage.state().open.session.hovered,
            Some(Target::Actor("b".into()))
        );
    }
    assert!(stage.harness.run_ok().is_some(), "it never comes to rest");
}

#[test]
fn a_filter_without_a_hit_says_so() {
    let mut stage = Stage::with_table();
    stage.type_into("Filter", "nobody");
    stage.steps(5);
    stage.check_shows(&[
        "No actors with “nobody” in a column that is shown",
        "0 of 3 actors",
    ]);
}

#[test]
fn the_columns_fill_a_wide_table_and_get_their_widths_back_beside_the_picture() {
    let mut stage = Stage::with_table();
    stage.steps(5);
    let head = |stage: &Stage, column: &str| {
        stage
            .harness
            .get_by_label(&format!("Sort by {column}"))
            .rect()
    };
    let before = head(&stage, "Name").width();
    stage.send(Command::Set(Setting::TableWide(true)));
    stage.steps(5);
    let wide = stage.harness.get_by_label("Table of Actors").rect();
    assert!(
        wide.right() - head(&stage, "Note").right() < 20.0,
        "{wide}, {}",
        head(&stage, "Note")
    );
    stage.send(Command::Set(Setting::TableWide(false)));
    stage.steps(5);
    assert!((head(&stage, "Name").width() - before).abs() < 1.0);
}
