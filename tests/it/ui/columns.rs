//! The dialog that says what the columns of a file mean.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Action, Command, Dialog, Settings};
use frenemy::model::{ColumnRole, RelationKind};

use crate::stage::{Setup, Stage, file_with};

/// A table whose kinds the program does not know.
const TRADE: &str = "source,target,type,remark\nRome,Carthage,trade,salt\nRome,Gaul,raid,x\n\
    Gaul,Carthage,trade,\nCarthage,Numidia,raid,\nRome,Numidia,trade,y\n";

fn on(name: &str, text: &str, settings: Settings) -> (Stage, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = file_with(&folder, name, text);
    let stage = Stage::new(Setup {
        file: Some(file),
        settings,
        ..Setup::default()
    });
    (stage, folder)
}

/// Gives a column a role by the list over it.
fn give_role(stage: &mut Stage, column: &str, role: &str) {
    stage
        .harness
        .get_by_role_and_label(Role::ComboBox, column)
        .click();
    stage.steps(5);
    let Some(choice) = stage.harness.query_all_by_label(role).last() else {
        panic!("`{role}` is not offered for `{column}`");
    };
    choice.click();
    stage.steps(5);
}

fn asks(stage: &Stage) -> bool {
    matches!(stage.state().dialog, Some(Dialog::Columns(_)))
}

fn count(stage: &Stage, kind: RelationKind) -> usize {
    let relations = stage.state().document().relations.iter();
    relations.filter(|relation| relation.kind() == kind).count()
}

#[test]
fn kinds_that_were_guessed_are_asked_for_and_remembered() {
    let (mut stage, folder) = on("trade.csv", TRADE, Settings::default());
    assert!(asks(&stage));
    stage.until_shown("5 ties have a word that names no kind, such as “trade” and “raid”");
    stage.until_shown("0 friendly, 0 hostile, 5 of kind other");
    stage.choose("Kind of trade", "cooperation");
    stage.choose("Kind of raid", "hostility");
    stage.until_shown("3 friendly, 2 hostile, 0 of kind other");
    stage.check_shows(&[
        "4 actors and 5 relations",
        "Picture: 4 actors and 5 relations",
    ]);
    give_role(&mut stage, "remark", "Ignore");
    stage.until_shown("3 friendly, 2 hostile");
    stage.until(|state| state.dialog.is_some());
    stage.press_button("Use these columns");
    stage.until(|state| state.dialog.is_none() && !state.open.derived.positions.is_empty());
    stage.until(|state| {
        let relation = state.document().relations.iter().next();
        relation.is_some_and(|relation| relation.kind() == RelationKind::Cooperation)
    });
    assert_eq!(count(&stage, RelationKind::Cooperation), 3);
    assert_eq!(count(&stage, RelationKind::Hostility), 2);
    let mut relations = stage.state().document().relations.iter();
    assert!(
        relations.all(|relation| relation.fields.unknown("remark").is_none()),
        "the ignored column is left out"
    );
    // Another file with the same columns is read the same way, without a question.
    let settings = stage.state().settings.clone();
    let text = "source,target,type,remark\nA,B,raid,\nB,C,trade,\n";
    let (mut other, _other_folder) = on("other.csv", text, settings);
    assert!(!asks(&other));
    assert_eq!(count(&other, RelationKind::Hostility), 1);
    other.until_shown("The columns mean what you chose before");
    other.send(Command::Act(Action::MapColumns));
    assert!(asks(&other));
    other.until_shown("Picture: 3 actors and 2 relations; 1 friendly, 1 hostile");
    drop(folder);
}

#[test]
fn a_file_that_says_what_it_means_is_not_asked_about_and_can_be_mapped() {
    let text = "source,target,sign,word\nA,B,1,ally\nB,C,-1,rival\n";
    let (mut stage, _folder) = on("clear.csv", text, Settings::default());
    assert!(!asks(&stage));
    stage.send(Command::Act(Action::MapColumns));
    assert!(asks(&stage));
    stage.until_shown("Picture: 3 actors and 2 relations; 1 friendly, 1 hostile");
    stage.choose("Kind of all ties", "support");
    stage.until_shown("Picture: 3 actors and 2 relations; 2 friendly, 0 hostile");
    stage.choose("Kind of all ties", "As the columns say");
    stage.choose("Direction", "All are directed");
    stage.until_shown("1 friendly, 1 hostile");
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(stage.state().dialog.is_none());
    assert_eq!(count(&stage, RelationKind::Support), 0);
    assert!(
        stage.state().settings.columns.is_empty(),
        "a choice that is cancelled is forgotten"
    );
}

#[test]
fn a_table_without_ends_is_opened_by_choosing_them() {
    let text = "who;about whom;mood;day\nAnna;Ben;likes;1\nCarl;Dora;hates;2\nEva;Fritz;likes;3\n";
    let (mut stage, _folder) = on("moods.csv", text, Settings::default());
    assert!(asks(&stage), "{:?}", stage.state().dialog);
    stage.until_shown("so each line is an actor, named by “who”");
    stage.until_shown("3 actors and 0 relations");
    give_role(&mut stage, "who", "Source");
    stage.until_shown("The target of ties has no column");
    give_role(&mut stage, "about whom", "Target");
    stage.until_shown("6 actors and 3 relations");
    give_role(&mut stage, "mood", "Sign");
    stage.until_shown("2 friendly, 1 hostile, 0 of kind other");
    stage.press_button("Use these columns");
    stage.until(|state| state.document().relations.len() == 3);
    let columns = stage.state().open.source.columns.clone().unwrap();
    assert_eq!(columns.preview.map.column(ColumnRole::Source), Some("who"));
}

#[test]
fn one_of_several_networks_is_chosen_or_all_become_one() {
    let text = "*Network marriage\n*Vertices 2\n1 \"a\"\n2 \"b\"\n*Arcs\n1 2 1\n\
        *Network business\n*Vertices 2\n1 \"b\"\n2 \"d\"\n*Arcs\n1 2 1\n2 1 1\n";
    let (mut stage, _folder) = on("two.paj", text, Settings::default());
    assert!(matches!(stage.state().dialog, Some(Dialog::Networks(_))));
    assert_eq!(stage.state().document().relations.len(), 3);
    stage.check_shows(&[
        "two.paj has 2 networks",
        "All as one (3 ties)",
        "marriage (1 tie)",
    ]);
    stage.click("business (2 ties)");
    stage.press_button("Open");
    stage.until(|state| state.document().relations.len() == 2 && state.dialog.is_none());
    stage.send(Command::Act(Action::ChooseNetwork));
    stage.click("All as one");
    stage.press_button("Open");
    stage.until(|state| state.document().relations.len() == 3 && state.dialog.is_none());
}

#[test]
fn a_first_line_that_is_no_header_is_a_tie() {
    let text = "Anna,Ben,1\nBen,Carl,-1\n";
    let (mut stage, _folder) = on("pairs.csv", text, Settings::default());
    assert!(asks(&stage));
    stage.until_shown("3 actors and 2 relations");
    stage.press_button("The first line names the columns");
    stage.until_shown("2 actors and 1 relation");
}

#[test]
fn the_dialog_fits_a_small_window() {
    let folder = tempfile::tempdir().unwrap();
    let head = "source,target,type,a,b,c,d,e,f,g,h";
    let row = |at: usize| {
        format!(
            "n{at},n{},a word that is much too long for its column {},1,2,3,4,5,6,7,8",
            at / 2,
            at % 9
        )
    };
    let rows: Vec<String> = (1..60).map(row).collect();
    let text = format!("{head}\n{}\n", rows.join("\n"));
    let mut stage = Stage::new(Setup {
        file: Some(file_with(&folder, "many.csv", &text)),
        size: Vec2::new(800.0, 600.0),
        ..Setup::default()
    });
    assert!(asks(&stage));
    stage.until_shown("Picture: ");
    for label in ["Use these columns", "Cancel", "Direction", "Picture"] {
        let label = label.to_owned();
        let is_named = |text: String| text.starts_with(&label);
        let nodes = stage
            .harness
            .query_all_by(|node| node.label().is_some_and(is_named));
        let rects: Vec<_> = nodes.map(|node| node.rect()).collect();
        assert!(!rects.is_empty(), "{label}");
        for rect in rects {
            assert!(
                rect.max.x <= 800.0 && rect.max.y <= 600.0 && rect.min.y >= 0.0,
                "{label}: {rect}"
            );
        }
    }
}

#[test]
fn the_network_that_was_chosen_is_remembered() {
    let text = "*Network marriage\n*Vertices 2\n1 \"a\"\n2 \"b\"\n*Arcs\n1 2 1\n\
        *Network business\n*Vertices 2\n1 \"b\"\n2 \"d\"\n*Arcs\n1 2 1\n2 1 1\n";
    let folder = tempfile::tempdir().unwrap();
    let file = file_with(&folder, "two.paj", text);
    let setup = |settings| Setup {
        file: Some(file.clone()),
        settings,
        ..Setup::default()
    };
    let mut stage = Stage::new(setup(Settings::default()));
    stage.click("business (2 ties)");
    stage.press_button("Open");
    stage.until(|state| state.document().relations.len() == 2 && state.dialog.is_none());
    let settings = stage.state().settings.clone();
    drop(stage);
    let next = Stage::new(setup(settings.clone()));
    assert!(next.state().dialog.is_none(), "{:?}", next.state().dialog);
    assert_eq!(next.state().document().relations.len(), 2);
    drop(next);
    // A network that is gone is not asked for again and again.
    std::fs::write(&file, text.replace("business", "trade")).unwrap();
    let changed = Stage::new(setup(settings));
    assert!(matches!(changed.state().dialog, Some(Dialog::Networks(_))));
    assert_eq!(changed.state().document().relations.len(), 3);
}

#[test]
fn a_table_beside_the_open_one_is_offered_and_opened_by_the_users_word() {
    let folder = tempfile::tempdir().unwrap();
    file_with(&folder, "nodes.csv", "Id,Label\n1,Alba\n2,Borea\n");
    let file = file_with(&folder, "edges.csv", "Source,Target,Sign\n1,2,-1\n");
    let mut stage = Stage::new(Setup {
        file: Some(file),
        ..Setup::default()
    });
    assert!(matches!(stage.state().dialog, Some(Dialog::Tables(_))));
    stage.check_shows(&["nodes.csv", "Only edges.csv"]);
    let name = |stage: &Stage| {
        let mut actors = stage.state().document().actors.iter();
        actors.next().map(|actor| actor.name().to_owned())
    };
    assert_eq!(
        name(&stage).as_deref(),
        Some("1"),
        "nothing beside it was read"
    );
    stage.press_button("Open together");
    stage.until(|state| {
        let mut actors = state.document().actors.iter();
        actors.next().is_some_and(|actor| actor.name() == "Alba")
    });
    assert!(stage.state().dialog.is_none(), "{:?}", stage.state().dialog);
    // The choice of columns reads both tables again.
    stage.send(Command::Act(Action::MapColumns));
    stage.until_shown("2 actors and 1 relation");
    stage.choose("Kind of all ties", "support");
    stage.press_button("Use these columns");
    stage.until(|state| {
        let mut relations = state.document().relations.iter();
        relations
            .next()
            .is_some_and(|tie| tie.kind() == RelationKind::Support)
    });
    assert_eq!(name(&stage).as_deref(), Some("Alba"));
}

#[test]
fn tables_that_do_not_belong_together_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let one = file_with(&folder, "one.csv", "Source,Target\na,b\n");
    let other = file_with(&folder, "other.csv", "Source,Target\nc,d\n");
    let mut stage = Stage::new(Setup {
        file: Some(one.clone()),
        ..Setup::default()
    });
    stage.send(Command::OpenTables(vec![one, other]));
    stage.until(|state| matches!(state.dialog, Some(Dialog::Report { is_open: false, .. })));
    stage.until_shown("are not a table of ties with a table of its actors");
}

#[test]
fn the_ends_that_a_format_says_can_change_places() {
    let text = "graph [ node [ id 1 label \"A\" ] node [ id 2 label \"B\" ] edge [ source 1 target 2 sign -1 ] ]";
    let (mut stage, _folder) = on("a.gml", text, Settings::default());
    stage.send(Command::Act(Action::MapColumns));
    stage.until_shown("2 actors and 1 relation");
    give_role(&mut stage, "target", "Source");
    give_role(&mut stage, "source", "Target");
    stage.press_button("Use these columns");
    stage.until(|state| {
        let mut relations = state.document().relations.iter();
        relations
            .next()
            .is_some_and(|tie| tie.source.as_str() == "2")
    });
}
