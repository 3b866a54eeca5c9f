//! Editing in forms, in dialogs and on the canvas, and what is in the file
//! afterwards.

use egui::{Event, Key, Modifiers, Pos2, Vec2};
use frenemy::app::{Action, Change, Command, Dialog, Field, Sketch, Target, field};
use frenemy::model::{ActorKind, Relation, RelationKind, Reliability, Stance};

use crate::stage::{Stage, on_small};

impl Stage {
    /// Focuses a field and replaces its text, without leaving the field.
    fn fill(&mut self, label: &str, text: &str) {
        self.field(label).focus();
        self.steps(3);
        self.press(Modifiers::COMMAND, Key::A);
        self.harness.event(Event::Text(text.to_owned()));
        self.steps(3);
    }

    /// Fills a field and presses Enter.
    pub(super) fn enter(&mut self, label: &str, text: &str) {
        self.fill(label, text);
        self.press(Modifiers::NONE, Key::Enter);
    }

    fn actor(&self, id: &str) -> frenemy::model::Actor {
        let actor = self.state().document().actors.get(&id.into()).unwrap();
        frenemy::model::Actor::clone(actor)
    }

    fn relation(&self, id: &str) -> Relation {
        let relation = self.state().document().relations.get(&id.into()).unwrap();
        Relation::clone(relation)
    }

    fn last_change(&self) -> Option<&str> {
        self.state().open.history.undo_label()
    }

    /// A point in the band around an actor: the last one in this direction that still hits the
    /// actor.
    fn edge_of(&mut self, label: &str, way: Vec2) -> Pos2 {
        let middle = self.middle(label);
        let inside = |stage: &mut Self, at: Pos2| {
            stage.hover(at);
            matches!(stage.state().open.session.hovered, Some(Target::Actor(_)))
        };
        let outside = (4..120).find(|out| !inside(self, middle + way * *out as f32));
        middle + way * (outside.unwrap() as f32 - 1.0)
    }
}

fn alba() -> Target {
    Target::Actor("a".into())
}

fn corsairs() -> Target {
    Target::Actor("c".into())
}

fn war() -> Target {
    Target::Relation("war".into())
}

#[test]
fn an_actor_is_renamed_given_a_kind_and_an_alias_each_in_one_edit_with_a_name() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(alba());
    stage.click("Edit Alba");
    stage.enter("Name", "Albania");
    assert_eq!(stage.actor("a").name(), "Albania");
    assert_eq!(stage.last_change(), Some("change of the name of Alba"));
    stage.choose("Kind", "Organization");
    assert_eq!(stage.actor("a").kind(), ActorKind::Organization);
    stage.enter("Other names", "White Land; Alba");
    assert_eq!(stage.actor("a").aliases, ["White Land", "Alba"]);
    assert_eq!(stage.state().open.history.done().count(), 3);
    stage.click("Done Albania");
    assert!(stage.shows("Also: White Land, Alba"));
    for _ in 0..3 {
        stage.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(stage.actor("a").name(), "Alba");
    assert!(!stage.state().open.history.is_changed());
}

#[test]
fn escape_cancels_typing_and_nothing_else() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(alba());
    stage.click("Edit Alba");
    stage.fill("Name", "Albion");
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.actor("a").name(), "Alba");
    assert_eq!(stage.state().open.session.selected(), Some(&alba()));
    assert_eq!(stage.field("Name").value().as_deref(), Some("Alba"));
}

#[test]
fn typed_text_is_accepted_on_another_selection_and_on_save() {
    let (mut stage, _folder, path) = on_small();
    stage.select(alba());
    stage.click("Edit Alba");
    stage.fill("Name", "Albion");
    stage.select(corsairs());
    assert_eq!(stage.actor("a").name(), "Albion");
    stage.click("Edit Corsairs");
    stage.fill("Name", "Pirates");
    stage.press(Modifiers::COMMAND, Key::S);
    stage.until(|state| state.busy.is_none() && !state.open.history.is_changed());
    assert!(std::fs::read_to_string(path).unwrap().contains("Pirates"));
}

#[test]
fn a_bad_date_is_refused_and_kept_as_typed_and_a_good_one_is_shown_in_words() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(war());
    stage.click("Edit Alba – Borea");
    stage.enter("When", "2015-13");
    assert!(stage.shows("there is no month 13"));
    assert_eq!(stage.relation("war").when, None);
    stage.select(corsairs());
    assert!(stage.shows("“2015-13” was not saved as the date of Alba – Borea"));
    stage.select(war());
    stage.enter("When", "2015-11/..");
    assert!(stage.shows("since November 2015"));
    assert_eq!(stage.relation("war").when.unwrap().as_str(), "2015-11/..");
}

#[test]
fn a_draft_reports_that_its_field_was_changed_meanwhile() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(war());
    stage.click("Edit Alba – Borea");
    stage.enter("When", "20x");
    let relations = ["war".into()];
    let field = Field::Relations(relations.into(), &field::relation::WHEN);
    stage.send(Command::Change(Change::Set(field, "1999".into())));
    assert!(stage.shows("It was changed to “1999” in the meantime."));
    stage.click("Use the other text");
    assert_eq!(stage.field("When").value().as_deref(), Some("1999"));
}

#[test]
fn a_claim_is_given_a_stance_and_other_words_and_one_is_added_and_deleted() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(war());
    stage.click("Edit claim 1");
    stage.enter("Quote", "have been at war for long");
    stage.choose("Stance", "Disputed");
    let claim = stage.relation("war").claims[0].clone();
    assert_eq!(claim.stance, Stance::Disputes);
    assert_eq!(claim.quote.unwrap().exact, "have been at war for long");
    assert_eq!(
        stage.last_change(),
        Some("change of the stance of a claim on Alba – Borea")
    );
    stage.click("Done claim 1");
    stage.click("Add claim");
    assert_eq!(stage.relation("war").claims.len(), 3);
    assert!(stage.field("Quote").is_focused(), "one can type at once");
    stage.click("Delete claim");
    assert_eq!(stage.relation("war").claims.len(), 2);
}

#[test]
fn a_claimant_is_picked_by_a_part_of_the_name() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(war());
    stage.click("Edit claim 1");
    stage.field("Claimed by").focus();
    stage.steps(4);
    stage.harness.event(Event::Text("cors".to_owned()));
    stage.steps(4);
    assert!(stage.shows("Corsairs, group"));
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.relation("war").claims[0].claimant, None);
    assert_eq!(stage.state().open.session.selected(), Some(&war()));
    stage.field("Claimed by").focus();
    stage.steps(4);
    stage.harness.event(Event::Text("cors".to_owned()));
    stage.steps(4);
    stage.press(Modifiers::NONE, Key::Enter);
    let claimant = stage.relation("war").claims[0].claimant.clone();
    assert_eq!(claimant, Some(frenemy::model::Claimant::Actor("c".into())));
}

#[test]
fn a_source_has_a_page_on_which_it_is_changed_and_deleted_with_its_claims() {
    let (mut stage, _folder, _path) = on_small();
    stage.click("A text of ours");
    assert!(stage.shows("Relations based on this source (2)"));
    stage.click("Edit A text of ours");
    stage.enter("Authors", "Doe, Jane");
    stage.choose("Reliability", "B: usually reliable");
    let reference = stage
        .state()
        .document()
        .references
        .get(&"r".into())
        .cloned();
    let reference = reference.unwrap();
    assert_eq!(reference.byline().as_deref(), Some("Jane Doe"));
    assert_eq!(reference.reliability.map(Reliability::as_str), Some("B"));
    stage.press_button("Delete");
    assert!(stage.shows("This deletes 3 claims and 1 source."));
    stage.send(Command::CloseDialog);
    assert_eq!(stage.state().document().references.len(), 1);
}

#[test]
fn the_title_is_changed_with_nothing_selected() {
    let (mut stage, _folder, _path) = on_small();
    stage.click("Edit the network");
    stage.enter("Title", "Two rivals and their friends");
    let title = stage.state().document().meta.title.clone();
    assert_eq!(title.as_deref(), Some("Two rivals and their friends"));
}

#[test]
fn deleting_lists_what_is_deleted_too_and_asks_only_then() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(corsairs());
    stage.press(Modifiers::NONE, Key::Delete);
    assert!(stage.shows("Delete Corsairs?"));
    assert!(stage.shows("This deletes 1 actor, 1 relation and 1 claim."));
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.state().document().actors.len(), 2);
    assert_eq!(stage.state().dialog, None);
    stage.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.state().document().relations.len(), 2);
    let lone = frenemy::model::Actor::new("lone");
    stage.send(Command::Change(Change::AddActor(lone)));
    stage.select(Target::Actor("lone".into()));
    stage.press(Modifiers::NONE, Key::Backspace);
    assert_eq!(stage.state().dialog, None);
    assert_eq!(stage.last_change(), Some("deletion of lone"));
}

#[test]
fn merging_previews_names_and_relations() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(alba());
    stage.send(Command::ToggleSelect(corsairs()));
    stage.press(Modifiers::SHIFT, Key::M);
    assert!(matches!(stage.state().dialog, Some(Dialog::Merge(_))));
    assert!(stage.shows("Alba gets the other name Corsairs."));
    assert!(stage.shows("Self-relations (1)"));
    stage.press_button("Corsairs");
    assert!(stage.shows("Corsairs gets the other name Alba."));
    stage.click("Merge into Corsairs");
    assert_eq!(stage.state().document().actors.len(), 2);
    assert_eq!(stage.actor("c").aliases, ["Alba"]);
    assert_eq!(stage.relation("war").source.as_str(), "c");
    assert_eq!(stage.last_change(), Some("merge of Alba into Corsairs"));
}

#[test]
fn splitting_gives_the_ticked_relations_to_the_new_actor() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(alba());
    stage.send(Command::Act(Action::Split));
    stage.fill("Name of the new actor", "New Alba");
    stage.click("Corsairs, support");
    stage.press_button("Split");
    assert_eq!(stage.relation("aid").source.as_str(), "new-alba");
    assert_eq!(stage.relation("war").source.as_str(), "a");
    assert_eq!(
        stage.state().open.session.selected(),
        Some(&Target::Actor("new-alba".into()))
    );
}

#[test]
fn r_reverses_and_the_menu_names_what_is_undone() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(Target::Relation("aid".into()));
    stage.press(Modifiers::NONE, Key::R);
    assert_eq!(stage.relation("aid").source.as_str(), "c");
    stage.press_button("Edit");
    assert!(stage.shows("Undo reversal of Alba – Corsairs"));
}

#[test]
fn a_relation_is_drawn_with_the_mouse_and_entered_with_three_keys() {
    let (mut stage, _folder, _path) = on_small();
    let from = stage.edge_of("Borea, state", Vec2::UP);
    let to = stage.middle("Corsairs, group");
    stage.drag(from, to);
    assert_eq!(
        stage.state().open.session.sketch,
        Some(Sketch::Relation {
            source: "b".into(),
            target: "c".into()
        })
    );
    assert!(!stage.actor("b").pinned, "nobody was moved");
    stage.press(Modifiers::NONE, Key::H);
    stage.press(Modifiers::NONE, Key::D);
    assert!(stage.shows("Borea → Corsairs"));
    stage.press(Modifiers::NONE, Key::Enter);
    let drawn = stage.relation("b-c-hostility");
    assert_eq!(drawn.kind(), RelationKind::Hostility);
    assert_eq!(stage.state().open.session.sketch, None);
    assert_eq!(stage.last_change(), Some("addition of Borea – Corsairs"));
}

#[test]
fn a_relation_drawn_to_the_empty_canvas_adds_an_actor_there() {
    let (mut stage, _folder, _path) = on_small();
    let from = stage.edge_of("Borea, state", Vec2::UP);
    let to = from + Vec2::new(-110.0, -10.0);
    stage.drag(from, to);
    assert!(matches!(
        stage.state().open.session.sketch,
        Some(Sketch::Spoke { .. })
    ));
    stage.steps(4);
    stage.harness.event(Event::Text("Dunes".to_owned()));
    stage.steps(3);
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.actor("dunes").name(), "Dunes");
    assert!(
        stage.middle("Dunes, group").distance(to) < 3.0,
        "it stands elsewhere"
    );
    assert_eq!(stage.state().document().relations.len(), 3);
    stage.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.state().document().actors.len(), 3, "it is one edit");
}

#[test]
fn two_actors_are_related_by_keyboard_alone() {
    let (mut stage, _folder, _path) = on_small();
    stage.node("Borea, state").focus();
    stage.steps(3);
    stage.press(Modifiers::NONE, Key::Enter);
    stage.node("Corsairs, group").focus();
    stage.steps(3);
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.press(Modifiers::NONE, Key::L);
    stage.press(Modifiers::NONE, Key::S);
    stage.press(Modifiers::NONE, Key::Enter);
    let made = stage.relation("b-c-support");
    assert_eq!((made.kind(), made.directed), (RelationKind::Support, None));
    stage.select(alba());
    stage.press(Modifiers::NONE, Key::L);
    assert_eq!(stage.state().open.session.sketch, None, "one is not enough");
}

#[test]
fn n_adds_an_actor_under_the_pointer_and_escape_cancels_it() {
    let (mut stage, _folder, _path) = on_small();
    let at = stage.middle("Corsairs, group") + Vec2::new(200.0, -60.0);
    stage.hover(at);
    stage.press(Modifiers::NONE, Key::N);
    stage.steps(4);
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.state().open.session.sketch, None);
    stage.press(Modifiers::NONE, Key::N);
    stage.steps(4);
    stage.harness.event(Event::Text("Islands".to_owned()));
    stage.steps(3);
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.actor("islands").name(), "Islands");
    assert!(stage.middle("Islands, group").distance(at) < 3.0);
}

#[test]
fn several_relations_are_dated_and_several_actors_given_a_kind_at_once() {
    use ActorKind::{Person, State};

    let (mut stage, _folder, _path) = on_small();
    stage.select(war());
    stage.send(Command::ToggleSelect(Target::Relation("aid".into())));
    assert!(stage.shows("2 relations selected"));
    stage.enter("When", "2001");
    let dates = ["war", "aid"].map(|id| stage.relation(id).when.unwrap().to_string());
    assert_eq!(dates, ["2001", "2001"]);
    assert_eq!(
        stage.last_change(),
        Some("change of the date of 2 relations")
    );
    stage.select(alba());
    stage.send(Command::ToggleSelect(corsairs()));
    stage.choose("Kind", "Person");
    let kinds = ["a", "b", "c"].map(|id| stage.actor(id).kind());
    assert_eq!(kinds, [Person, State, Person]);
}

#[test]
fn a_thousand_changes_are_listed_and_the_newest_is_in_view() {
    let (mut stage, _folder, _path) = on_small();
    for step in 0..1000 {
        let field = Field::Actors(vec!["a".into()], &field::actor::NAME);
        let change = Change::Set(field, format!("Alba {step}").into());
        stage.window().queue().send(Command::Change(change));
        if step % 100 == 0 {
            stage.steps(1);
        }
    }
    stage.send(Command::ShowTab(frenemy::app::Tab::HISTORY));
    stage.steps(10);
    // Each label has the name from before.
    assert!(stage.shows("change of the name of Alba 998"));
    assert!(
        !stage.shows("change of the name of Alba 1"),
        "a row out of sight is not drawn"
    );
    stage.click("change of the name of Alba 989");
    assert_eq!(stage.state().open.history.done().count(), 991);
}
