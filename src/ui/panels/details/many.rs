//! Several things selected: what can be done to all of them at once.

use egui::{Id, TextStyle, Ui};

use super::form::{self, Forms};
use super::{actor, button, link, relation};
use crate::app::field::RelationText;
use crate::app::{Action, Command, Field, Target};
use crate::graph::words::counted;
use crate::model::{Actor, ActorId, Edit, Relation, RelationId};
use crate::ui::Queue;
use crate::ui::View;
use crate::ui::widgets::list;

pub(crate) fn show(ui: &mut Ui, view: View, forms: &mut Forms) {
    let actors: Vec<ActorId> = view.state.open.session.selected_actors().cloned().collect();
    let relations: Vec<RelationId> = view
        .state
        .open
        .session
        .selected_relations()
        .cloned()
        .collect();
    let counts = [(actors.len(), "actor"), (relations.len(), "relation")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> = counts.map(|(count, noun)| counted(count, noun)).collect();
    ui.heading(format!("{} selected", words.join(" and ")));
    ui.add_space(4.0);
    if !actors.is_empty() {
        of_actors(ui, &actors, view);
    }
    if !relations.is_empty() {
        of_relations(ui, &relations, view, forms);
    }
    ui.add_space(8.0);
    names(ui, &actors, &relations, view);
}

fn of_actors(ui: &mut Ui, actors: &[ActorId], view: View) {
    let document = view.state.document();
    let known: Vec<_> = actors
        .iter()
        .filter_map(|id| document.actors.get(id))
        .collect();
    let now = common(known.iter().map(|actor| actor.kind()));
    let kinds = some_of(actor::kinds());
    if let Some(Some(kind)) = form::choice(ui, ("Kind", Id::new("many actors")), &now, &kinds) {
        let change = |actor: &mut Actor| actor.kind = Some(kind);
        let edit = Edit::change_actors(document, actors, "kind", change);
        view.send(Command::Commit(edit));
    }
    ui.horizontal_wrapped(|ui| {
        let related = (actors.len() == 2).then_some(Action::Relate);
        let several = (actors.len() > 1).then_some(Action::Merge);
        for action in related.into_iter().chain(several).chain([Action::Pin]) {
            act(ui, action, view.queue);
        }
        if button(
            ui,
            "Hide",
            "Leave them out of the picture; the file keeps them",
        ) {
            view.send(Command::Hide(actors.to_vec()));
        }
        act(ui, Action::Delete, view.queue);
    });
}

fn of_relations(ui: &mut Ui, relations: &[RelationId], view: View, forms: &mut Forms) {
    let document = view.state.document();
    let known: Vec<_> = relations
        .iter()
        .filter_map(|id| document.relations.get(id))
        .collect();
    let now = common(known.iter().map(|relation| relation.kind()));
    let kinds = some_of(relation::kinds());
    if let Some(Some(kind)) =
        form::choice(ui, ("Kind of tie", Id::new("many relations")), &now, &kinds)
    {
        let change = |relation: &mut Relation| relation.kind = Some(kind);
        let edit = Edit::change_relations(document, relations, "kind", change);
        view.send(Command::Commit(edit));
    }
    let when = Field::Relations(relations.to_vec(), RelationText::When);
    forms.text(ui, &when, view);
    ui.horizontal_wrapped(|ui| {
        act(ui, Action::Reverse, view.queue);
        act(ui, Action::Delete, view.queue);
    });
}

fn act(ui: &mut Ui, action: Action, queue: &Queue) {
    if button(ui, action.text(), action.tooltip()) {
        queue.send(Command::Act(action));
    }
}

/// What all have, where all have the same.
fn common<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The choices, and what is shown where several differ.
fn some_of<T>(choices: Vec<(T, String)>) -> Vec<(Option<T>, String)> {
    let some = choices
        .into_iter()
        .map(|(choice, words)| (Some(choice), words));
    some.collect()
}

fn names(ui: &mut Ui, actors: &[ActorId], relations: &[RelationId], view: View) {
    let height = ui.text_style_height(&TextStyle::Body) + 4.0;
    let document = view.state.document();
    list::rows(ui, height, actors.len() + relations.len(), |ui, index| {
        ui.horizontal(|ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            if let Some(actor) = actors.get(index) {
                link(ui, actor, view);
                return;
            }
            let id = &relations[index - actors.len()];
            let Some(relation) = document.relations.get(id) else {
                return;
            };
            if ui.link(document.relation_name(relation)).clicked() {
                view.send(Command::GoTo(Target::Relation(id.clone())));
            }
            ui.weak(relation.kind().as_str());
        });
    });
}
