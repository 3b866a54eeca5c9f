//! More than one coder in the window: proposals are decided beside the text, disagreements and
//! questions of merges are settled, and files are merged. No display is needed.

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use frenemy::app::{Action, CodingCommand, Command, ExportOptions, Setting, Settings, Tab};
use frenemy::model::{CoderKind, RelationKind};
use frenemy::scene::FigureOptions;

use crate::stage::{Setup, Stage, file_with};

const TEXT: &str = "The king met the duke in May.\n\nThe duke sent arms to the rebels.\n\nThe king fears the rebels.\n";

const NETWORK: &str = r#"{"format":"frenemy/1",
"graph":{"codebook":[{"kind":"support","rule":"Material help only.","counter_example":"a promise"}]},
"references":[{"id":"r","title":"Chronicle","text":"text.txt"}],
"nodes":[{"id":"king","name":"The King"},{"id":"duke","name":"The Duke"}],
"edges":[{"id":"old","source":"king","target":"duke","kind":"cooperation","claims":[
 {"reference":"r","quote":"The king met the duke in May","coder":"Ada"}]},
 {"id":"new","source":"duke","target":"king","kind":"hostility","claims":[
 {"reference":"r","quote":"king met the duke","coder":"Ben"}]}]}"#;

const PROPOSALS: &str = r#"{"quote":"sent arms to the rebels","from":"the duke","to":"Rebels","kind":"support","rationale":"arms","coder":{"type":"model","name":"a-model"}}
{"quote":"they are at war","from":"king","to":"Rebels","kind":"hostility"}
{"quote":"The king fears the rebels","from":"king","to":"Rebels","kind":"hostility","coder":{"type":"model","name":"a-model"}}
"#;

fn setup(tab: Tab) -> Setup {
    let settings = Settings {
        tab,
        author: "Eve".to_owned(),
        shows_reader: true,
        ..Settings::default()
    };
    // High enough to show the whole Coders tab.
    Setup {
        settings,
        size: egui::Vec2::new(1280.0, 2400.0),
        ..Setup::default()
    }
}

fn on_network(tab: Tab) -> (Stage, tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = file_with(&folder, "net.json", NETWORK);
    file_with(&folder, "text.txt", TEXT);
    let mut stage = Stage::new(Setup {
        file: Some(file.clone()),
        ..setup(tab)
    });
    stage.until(|state| !state.open.source_texts.checked.texts().is_empty());
    (stage, folder, file)
}

#[test]
fn proposals_are_accepted_changed_and_rejected_beside_the_text() {
    let (mut stage, folder, _) = on_network(Tab::DETAILS);
    let file = file_with(&folder, "proposals.jsonl", PROPOSALS);
    stage.send(Command::Coding(CodingCommand::ReadProposals(file)));
    stage.until(|state| !state.open.proposals.proposals.is_empty());
    stage.steps(10);
    stage.check_shows(&[
        "Proposal 1 of 2",
        "2 of 3 verified",
        "proposed by a-model (model)",
    ]);
    assert!(stage.shows("The Duke → Rebels (new), support"));
    stage.press(Modifiers::NONE, Key::Enter);
    stage.until(|state| state.document().claim_count() == 3);
    stage.steps(10);
    let document = stage.state().document();
    let relation = document.relations.iter().last().unwrap();
    assert_eq!(document.relation_name(relation), "The Duke – Rebels");
    let claim = &relation.claims[0];
    let coder = claim.coder.as_deref().unwrap();
    assert_eq!((coder.kind, &*coder.name), (CoderKind::Model, "a-model"));
    assert_eq!(claim.approver.as_deref(), Some("Eve"));
    assert_eq!(claim.note.as_deref(), Some("arms"));

    stage.check_shows(&["Proposal 2 of 2", "1 accepted, 0 rejected"]);
    stage.click("Change…");
    stage.steps(10);
    assert!(stage.shows("New claim"));
    stage.press(Modifiers::ALT, Key::S);
    stage.steps(4);
    // Rule and counter-example do not run together.
    stage.check_shows(&["Material help only.", "But not: a promise"]);
    assert!(!stage.shows("Material help only. But not"));
    stage.press(Modifiers::NONE, Key::Enter);
    stage.until(|state| state.document().claim_count() == 4);
    let document = stage.state().document();
    let relation = document.relations.iter().last().unwrap();
    assert_eq!(relation.kind(), RelationKind::Support);
    assert_eq!(relation.claims[0].coder_name(), "a-model");
    assert_eq!(relation.claims[0].approver.as_deref(), Some("Eve"));
    assert_eq!(stage.state().open.proposals.decided(), (2, 0));
    assert!(stage.state().open.proposals.current().is_none());

    // Read again, and rejected.
    let file = folder.path().join("proposals.jsonl");
    stage.send(Command::Coding(CodingCommand::ReadProposals(file)));
    stage.until(|state| state.open.proposals.current().is_some());
    stage.steps(10);
    stage.press(Modifiers::NONE, Key::Delete);
    stage.until(|state| state.open.proposals.decided() == (0, 1));
    assert_eq!(stage.state().document().claim_count(), 4);
}

/// The same window for somebody who has set no name.
fn without_a_name(tab: Tab) -> (Stage, tempfile::TempDir, PathBuf) {
    let (mut stage, folder, file) = on_network(tab);
    stage.send(Command::Set(Setting::Author(" ".to_owned())));
    (stage, folder, file)
}

#[test]
fn a_proposal_is_accepted_under_a_name_that_the_queue_asks_for() {
    let (mut stage, folder, _) = without_a_name(Tab::DETAILS);
    let file = file_with(&folder, "proposals.jsonl", PROPOSALS);
    stage.send(Command::Coding(CodingCommand::ReadProposals(file)));
    stage.until(|state| !state.open.proposals.proposals.is_empty());
    stage.steps(10);
    stage.check_shows(&["No name is set: an accepted claim says who approved it."]);
    let is_disabled = |label: &str| stage.node(label).accesskit_node().is_disabled();
    let answers = ["Accept ", "Change… ", "Reject "];
    assert_eq!(answers.map(is_disabled), [true, true, false]);
    // The notice about what was refused is beside the queue, not over it.
    let notice = stage.text_rect("proposals.jsonl: 2 of 3 verified");
    assert!(
        notice.left() > stage.state().settings.reader_width,
        "{notice}"
    );
    // Enter accepts nothing: it goes to the field, whose Enter goes back to the queue.
    stage.press(Modifiers::NONE, Key::Enter);
    stage.type_text("Eve");
    assert_eq!(stage.state().document().claim_count(), 2);
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.state().settings.author, "Eve");
    assert!(!stage.shows("No name is set"));
    stage.press(Modifiers::NONE, Key::Enter);
    stage.until(|state| state.document().claim_count() == 3);
    let relation = stage.state().document().relations.iter().last().unwrap();
    assert_eq!(relation.claims[0].approver.as_deref(), Some("Eve"));
}

#[test]
fn a_disagreement_is_settled_under_a_name_that_the_tab_asks_for() {
    let (mut stage, _folder, _) = without_a_name(Tab::CODERS);
    stage.until_shown("Disagreements (1)");
    stage.check_shows(&["No name is set: a settled claim says who approved it."]);
    for button in ["Ada is right", "Ben is right", "Keep all"] {
        assert!(stage.is_disabled(button), "{button}");
    }
    stage.field("Your name").focus();
    stage.steps(4);
    stage.type_text("Eve");
    stage.press_button("Use this name");
    stage.check_shows(&["marked as approved by Eve"]);
    stage.press_button("Keep all");
    stage.until_shown("Disagreements (0)");
    let relations = stage.state().document().relations.iter();
    let approvers = relations.map(|relation| relation.claims[0].approver.as_deref());
    assert_eq!(approvers.collect::<Vec<_>>(), [Some("Eve"); 2]);
}

#[test]
fn disagreements_are_settled_one_by_one_and_can_be_undone() {
    let (mut stage, _folder, _) = on_network(Tab::CODERS);
    stage.until_shown("Disagreements (1)");
    stage.check_shows(&[
        "Ada: 1 claim",
        "Ben: 1 claim",
        "Ada: cooperation, The King – The Duke, asserts",
        "Ben: hostility, The Duke – The King, asserts",
        "Material help only.",
    ]);
    stage.click("Ada is right");
    stage.until(|state| state.document().claim_count() == 1);
    stage.until_shown("Ada: 1 claim");
    let document = stage.state().document();
    assert_eq!(
        document.relations.len(),
        1,
        "a relation without claims goes"
    );
    let claim = &document.relations.iter().next().unwrap().claims[0];
    assert_eq!(
        (claim.coder_name(), claim.approver.as_deref()),
        ("Ada", Some("Eve"))
    );
    stage.press(Modifiers::COMMAND, Key::Z);
    stage.until(|state| state.document().claim_count() == 2);
    stage.until_shown("Disagreements (1)");
    stage.click("Keep all");
    stage.until_shown("Disagreements (0)");
    assert_eq!(stage.state().document().claim_count(), 2);
}

/// Claims about one pair in one passage: each coder with what he or she found.
fn coded_by(coders: &[(&str, &str, usize)]) -> String {
    let mut edges = Vec::new();
    for (coder, kind, count) in coders {
        for number in 0..*count {
            edges.push(format!(
                r#"{{"id":"{coder}{number}","source":"a{number}","target":"b","kind":"{kind}",
"claims":[{{"reference":"r","quote":"passage {number} of the text","coder":"{coder}"}}]}}"#
            ));
        }
    }
    format!(
        r#"{{"format":"frenemy/1","references":[{{"id":"r","title":"Chronicle"}}],
"nodes":[{{"id":"b"}},{}],
"edges":[{}]}}"#,
        (0..12)
            .map(|number| format!(r#"{{"id":"a{number}"}}"#))
            .collect::<Vec<_>>()
            .join(","),
        edges.join(",")
    )
}

fn on_codings(network: &str) -> (Stage, tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = file_with(&folder, "net.json", network);
    let stage = Stage::new(Setup {
        file: Some(file.clone()),
        ..setup(Tab::CODERS)
    });
    (stage, folder, file)
}

#[test]
fn who_is_compared_is_chosen_and_a_handful_of_claims_makes_nobody_a_coder() {
    let network = coded_by(&[
        ("Ada", "hostility", 12),
        ("Ben", "hostility", 12),
        ("Cyd", "support", 1),
    ]);
    let (mut stage, _folder, _) = on_codings(&network);
    stage.until_shown("Disagreements (0)");
    stage.check_shows(&["Coded at all: ", "100 % agree, n = 12", "Cyd: 1 claim"]);
    stage.click("Cyd: 1 claim");
    stage.until_shown("Disagreements (12)");
    stage.click("Ben: 12 claims");
    stage.click("Cyd: 1 claim");
    stage.until_shown("Tick two coders or more to compare them.");
}

#[test]
fn settling_does_not_change_the_agreement_also_when_the_file_is_read_again() {
    let network = coded_by(&[("Ada", "hostility", 12), ("Ben", "support", 11)]);
    let (mut stage, _folder, file) = on_codings(&network);
    stage.until_shown("Disagreements (12)");
    let coded = "Coded at all: alpha";
    let kind = "0 % agree, n = 11";
    stage.check_shows(&[coded, kind, "92 % agree, n = 12"]);
    stage.click_first("Ben is right");
    stage.until_shown("Disagreements (11)");
    stage.check_shows(&[kind, "Ada: 11 claims, 1 set aside"]);
    stage.click_first("Ada is right");
    stage.until_shown("Disagreements (10)");
    stage.check_shows(&[kind, "Ben: 10 claims, 1 set aside"]);
    let document = stage.state().document();
    assert_eq!(
        (document.claim_count(), document.meta.set_aside.len()),
        (21, 2)
    );
    stage.send(Command::Act(Action::Save));
    stage.until(|state| !state.open.history.is_changed());

    let mut again = Stage::new(Setup {
        file: Some(file),
        ..setup(Tab::CODERS)
    });
    again.until_shown("Disagreements (10)");
    again.check_shows(&[coded, kind, "Ada: 11 claims, 1 set aside"]);
}

/// The measures that `frenemy agree` prints for a file: `alpha 0.64 …` by `Kind: `.
fn agreed(arguments: &[&str], file: &Path) -> (Vec<String>, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_frenemy"));
    let output = command.arg("agree").args(arguments).arg(file).output();
    let output = output.unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    let of = ["coded at all", "kind", "direction", "stance"];
    let measures = of.iter().filter_map(|of| {
        let numbers = |line: &str| line.strip_prefix(of).map(|rest| rest.trim().to_owned());
        let line = words.lines().find_map(numbers)?;
        Some(format!("{}: {line}", frenemy::words::capitalized(of)))
    });
    (measures.collect(), words.clone() + &errors)
}

#[test]
fn the_command_line_has_the_numbers_of_the_tab_for_a_file_that_several_coded() {
    let mut network = coded_by(&[
        ("Ada", "hostility", 12),
        ("Ben", "support", 11),
        ("Cyd", "hostility", 1),
    ]);
    let uncoded = r#","edges":[{"source":"a1","target":"a2","claims":[{"note":"whose?"}]},"#;
    network = network.replace(",\n\"edges\":[", uncoded);
    let (mut stage, _folder, file) = on_codings(&network);
    stage.until_shown("Disagreements (12)");
    stage.click_first("Ben is right");
    stage.until_shown("Disagreements (11)");
    stage.send(Command::Act(Action::Save));
    stage.until(|state| !state.open.history.is_changed());
    stage.check_shows(&["1 claim names no coder, and count for nobody."]);
    let (measures, words) = agreed(&[], &file);
    assert_eq!(measures.len(), 4, "{words}");
    for measure in &measures {
        assert!(stage.shows(measure), "{measure}");
    }
    for expected in [
        "Ada (12 claims) and Ben (11 claims): ",
        "Not compared: Cyd (1 claim).",
        "net.json: 1 claim names no coder, and count for nobody.",
        "Ada: hostility; Ben: support",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }

    // Another choice of coders is a flag.
    stage.click("Cyd: 1 claim");
    stage.until_shown("of 1,000 draws (seed 1); Fleiss’ kappa");
    let (all, words) = agreed(
        &["--coder", "Cyd", "--coder", "Ada", "--coder", "Ben"],
        &file,
    );
    assert_ne!(all, measures);
    for measure in &all {
        assert!(stage.shows(measure), "{measure}: {words}");
    }
    let (_, words) = agreed(&["--coder", "Dee"], &file);
    assert!(words.contains("no file has a coder `Dee`; the coders are Ada, Ben and Cyd"));
    let (_, words) = agreed(&["--coder", "Ada"], &file);
    assert!(
        words.contains("only Ada is compared: name two coders or more"),
        "{words}"
    );
}

#[test]
fn a_file_of_another_coder_is_merged_and_its_questions_are_settled() {
    let (mut stage, folder, _) = on_network(Tab::DETAILS);
    let theirs = NETWORK.replace("\"The Duke\"", "\"The Old Duke\"").replace(
        "\"king met the duke\",\"coder\":\"Ben\"}",
        "\"king met the duke\",\"coder\":\"Ben\"},{\"note\":\"more\"}",
    );
    let file = file_with(&folder, "theirs.json", &theirs);
    stage.send(Command::Coding(CodingCommand::Merge(file)));
    stage.until(|state| state.document().claim_count() == 3);
    stage.steps(10);
    assert_eq!(stage.state().settings.tab, Tab::CODERS);
    stage.check_shows(&[
        "To decide (1)",
        "Now: The Duke",
        "theirs.json: The Old Duke",
    ]);
    stage.click("Take the other value");
    stage.until(|state| state.document().meta.questions.is_empty());
    let name = |stage: &Stage| {
        stage
            .state()
            .document()
            .actor_name(&"duke".into())
            .to_owned()
    };
    assert_eq!(name(&stage), "The Old Duke");
    stage.press(Modifiers::COMMAND, Key::Z);
    stage.until(|state| !state.document().meta.questions.is_empty());
    assert_eq!(name(&stage), "The Duke");
}

const BIBLIOGRAPHY: &str = "@book{lamp, title = {The Lamp}}\n@book{bad, title = {never closed\n\n\
    @book{tide, title = {The Tide}, date = {2018-13-45}}\n";

#[test]
fn a_merge_with_a_bibliography_says_which_sources_are_new_and_what_could_not_be_read() {
    let (mut stage, folder, _) = on_network(Tab::DETAILS);
    let file = file_with(&folder, "refs.bib", BIBLIOGRAPHY);
    stage.send(Command::Coding(CodingCommand::Merge(file)));
    stage.until(|state| state.document().references.len() == 3);
    let added = "Merged with refs.bib: 2 sources added. Not all of it could be read: line 2: `bad`";
    stage.until_shown(added);
    let references = stage.state().document().references.iter();
    let ids: Vec<_> = references
        .map(|reference| reference.id.to_string())
        .collect();
    assert_eq!(ids, ["r", "lamp", "tide"], "new sources come last");
}

#[test]
fn the_sources_of_a_bibliography_are_added_from_the_menu() {
    if super::paths::asks_desktop() {
        return;
    }
    let (mut stage, folder, _) = on_network(Tab::DETAILS);
    let file = file_with(&folder, "refs.bib", BIBLIOGRAPHY);
    stage.send(Command::Act(Action::Bibliography));
    stage.check_shows(&["Add sources from BibTeX, RIS or CSL JSON"]);
    stage.type_text(&file.display().to_string());
    stage.press(Modifiers::NONE, Key::Enter);
    stage.until(|state| state.document().references.len() == 3);
    stage.check_shows(&["2 sources added"]);
}

#[test]
fn what_another_program_wrote_is_merged_with_unsaved_changes() {
    let (mut stage, _folder, file) = on_network(Tab::DETAILS);
    let change = frenemy::app::Change::DeleteClaim("new".into(), {
        let relation = stage
            .state()
            .document()
            .relations
            .get(&"new".into())
            .unwrap();
        relation.claims[0].id
    });
    stage.send(Command::Change(change));
    stage.until(|state| state.open.history.is_changed());
    fs::write(&file, NETWORK.replace("\"The Duke\"", "\"The Old Duke\"")).unwrap();
    stage.send(Command::Coding(CodingCommand::MergeOwn));
    stage.until(|state| state.document().actor_name(&"duke".into()) == "The Old Duke");
    let document = stage.state().document();
    assert_eq!(
        document.claim_count(),
        1,
        "what was deleted here stays deleted"
    );
    assert!(document.meta.questions.is_empty());
    assert!(stage.state().open.history.is_changed());
}

#[test]
fn a_codebook_is_imported_from_csv_exported_and_can_be_undone() {
    let (mut stage, folder, _) = on_network(Tab::CODERS);
    stage.until_shown("Codebook");
    let file = file_with(
        &folder,
        "rules.csv",
        "kind,type,rule\nhostility,,They fight.\nhostility,raid,Small bands.\nfoo,,No kind.\n",
    );
    stage.send(Command::Coding(CodingCommand::ReadCodebook(file)));
    stage.until(|state| state.document().meta.codebook.len() == 2);
    stage.until_shown("They fight.");
    stage.check_shows(&["Hostility: raid", "Small bands."]);
    let notice = "Codebook of 2 rules from rules.csv. Line 4: `foo` is not a kind";
    assert!(stage.shows(notice));

    let written = folder.path().join("out.codebook.csv");
    let options = ExportOptions {
        exporter: "codebook",
        figure: FigureOptions::default(),
    };
    stage.send(Command::ExportTo(written.clone(), options));
    stage.until_shown("Exported");
    let csv = fs::read_to_string(written).unwrap();
    assert_eq!(
        csv,
        "kind,type,rule,example,counter_example\nhostility,,They fight.,,\nhostility,raid,Small bands.,,\n"
    );

    stage.press(Modifiers::COMMAND, Key::Z);
    let rules = &stage.state().document().meta.codebook;
    assert_eq!(rules[0].rule.as_deref(), Some("Material help only."));
}

#[test]
fn a_file_that_is_no_codebook_changes_nothing_and_says_why() {
    let (mut stage, folder, _) = on_network(Tab::CODERS);
    for (text, problem) in [
        ("a,b\n1,2\n", "rules.csv: no column is called `kind`"),
        ("kind,rule\n", "rules.csv has no rules"),
    ] {
        let file = file_with(&folder, "rules.csv", text);
        stage.send(Command::Coding(CodingCommand::ReadCodebook(file)));
        stage.until_shown(problem);
        assert_eq!(stage.state().document().meta.codebook.len(), 1);
        assert!(!stage.state().open.history.is_changed());
    }
}
