//! Long work shows its progress and can be cancelled; the layout method is chosen from a menu.

use std::path::PathBuf;

use egui::Vec2;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{Command, State, TaskKind};
use frenemy::layout::Method;
use frenemy::sample::Sample;

use crate::stage::{Stage, on_small};

/// Enough actors to take a while in this build.
const ACTORS: usize = if cfg!(debug_assertions) {
    20_000
} else {
    60_000
};

/// A window on the example, and a file that takes a while to read and to lay out.
fn beside_a_large_file() -> (Stage, tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let bytes = frenemy::file::write(&Sample::new(ACTORS, 1).document());
    let path = folder.path().join("large.json");
    std::fs::write(&path, bytes).unwrap();
    (Stage::on_example(), folder, path)
}

fn shows_progress_of(kind: TaskKind) -> impl Fn(&State) -> bool {
    move |state| state.busy == Some(kind) && state.progress.is_some()
}

#[test]
fn reading_a_large_file_can_be_cancelled_and_the_open_document_stays() {
    let (mut stage, _folder, path) = beside_a_large_file();
    stage.send(Command::Open(path));
    stage.until(shows_progress_of(TaskKind::Reading));
    stage.steps(1);
    assert!(stage.shows("Reading the file… "));
    stage.click("Cancel");
    stage.until(|state| state.busy.is_none());
    assert!(stage.shows("Opening the file was cancelled"));
    assert_eq!(
        stage.state().document_generation,
        frenemy::tasks::Generation::after(1)
    );
    assert!(stage.shows("Why Russia favours the Taliban"));
}

#[test]
fn the_layout_of_a_large_file_can_be_cancelled_and_actors_are_placed_in_rows() {
    let (mut stage, _folder, path) = beside_a_large_file();
    stage.send(Command::Open(path));
    stage.until(shows_progress_of(TaskKind::LayingOut));
    stage.steps(1);
    assert!(stage.shows("0,000 actors… "));
    stage.click("Cancel");
    stage.until(|state| state.busy.is_none());
    assert_eq!(stage.state().open.derived.positions.len(), ACTORS);
    assert!(stage.shows("actors without a position are in rows"));
    assert!(!stage.state().open.history.is_changed());
}

#[test]
fn the_layout_is_chosen_from_a_menu_and_the_chosen_one_is_marked() {
    let (mut stage, _folder, _path) = on_small();
    let before = stage.state().open.derived.positions.clone();
    stage.click_exact("Layout");
    stage.click("Friends and foes");
    assert_eq!(stage.state().open.session.plan.method, Method::Signed);
    stage.until(|state| state.busy.is_none());
    assert_ne!(stage.state().open.derived.positions, before);
    stage.click_exact("Layout");
    let chosen = stage.node("Friends and foes").accesskit_node().toggled();
    assert_eq!(chosen, Some(egui::accesskit::Toggled::True));
}

#[test]
fn a_method_has_parameters_and_another_seed_in_its_menu() {
    let (mut stage, _folder, _path) = on_small();
    stage.click_exact("Layout");
    assert!(
        !stage.shows("Foes apart"),
        "the automatic method has nothing to turn"
    );
    stage.click("Friends and foes");
    stage.until(|state| state.busy.is_none());
    stage.click_exact("Layout");
    assert!(stage.shows("Foes apart"));
    let usual = stage.state().open.derived.positions.clone();
    let slider = stage
        .harness
        .get_by_role(egui::accesskit::Role::Slider)
        .rect();
    stage.drag(
        slider.left_center() + Vec2::new(2.0, 0.0),
        slider.right_center(),
    );
    stage.until(|state| state.busy.is_none() && state.open.derived.positions != usual);
    let plan = stage.state().open.session.plan;
    assert!(plan.parameters.rivalry > 1.5, "{plan:?}");
    stage.click("Try another arrangement");
    stage.until(|state| state.busy.is_none());
    assert_eq!(stage.state().open.session.plan.seed, plan.seed + 1);
    assert_eq!(stage.state().open.session.plan.parameters, plan.parameters);
}
