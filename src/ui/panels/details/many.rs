//! Several actors and relations selected: fields and actions for all of them.

use egui::{TextStyle, Ui};

use super::form::Forms;
use super::parts::{button, link};
use crate::app::{Action, Command, Field, Target, field};
use crate::model::{ActorId, RelationId};
use crate::ui::widgets::{cut, list};
use crate::ui::{Queue, View};
use crate::words::counted;
use crate::words::list as list_of;

pub(crate) fn show(ui: &mut Ui, view: View, forms: &mut Forms) {
    let actors: Vec<ActorId> = view.state.open.session.selected_actors().cloned().collect();
    let relations: Vec<RelationId> = view
        .state
        .open
        .session
        .selected_relations()
        .cloned()
        .collect();
    ui.heading(selected(actors.len(), relations.len()));
    ui.add_space(4.0);
    if !actors.is_empty() {
        of_actors(ui, &actors, view, forms);
    }
    if !relations.is_empty() {
        of_relations(ui, &relations, view, forms);
    }
    ui.add_space(8.0);
    names(ui, &actors, &relations, view);
}

/// `2 actors and 1 relation selected`.
fn selected(actors: usize, relations: usize) -> String {
    let actors = (actors > 0).then(|| counted(actors, "actor", "actors"));
    let relations = (relations > 0).then(|| counted(relations, "relation", "relations"));
    let counts: Vec<_> = actors.into_iter().chain(relations).collect();
    format!("{} selected", list_of(&counts))
}

fn of_actors(ui: &mut Ui, actors: &[ActorId], view: View, forms: &mut Forms) {
    for row in field::actor::FIELDS.iter().filter(|row| row.is_in_bulk) {
        forms.field(ui, &Field::Actors(actors.to_vec(), row), view);
    }
    ui.horizontal_wrapped(|ui| {
        let related = (actors.len() == 2).then_some(Action::Relate);
        let several = (actors.len() > 1).then_some(Action::Merge);
        for action in related.into_iter().chain(several).chain([Action::Pin]) {
            act(ui, action, view.queue);
        }
        if button(ui, "Hide", "Hide them on the canvas; the file keeps them") {
            view.send(Command::Hide(actors.to_vec()));
        }
        act(ui, Action::Delete, view.queue);
    });
}

pub(super) fn of_relations(ui: &mut Ui, relations: &[RelationId], view: View, forms: &mut Forms) {
    for row in field::relation::FIELDS.iter().filter(|row| row.is_in_bulk) {
        forms.field(ui, &Field::Relations(relations.to_vec(), row), view);
    }
    ui.horizontal_wrapped(|ui| {
        act(ui, Action::Reverse, view.queue);
        act(ui, Action::Delete, view.queue);
    });
}

fn act(ui: &mut Ui, action: Action, queue: &Queue) {
    if button(ui, action.text(), action.explanation()) {
        queue.send(Command::Act(action));
    }
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
            let name = document.relation_name(relation);
            if cut::full_text(ui.link(&name), &name).clicked() {
                view.send(Command::GoTo(Target::Relation(id.clone())));
            }
            ui.weak(relation.kind().as_str());
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selected_records_are_counted() {
        assert_eq!(selected(1, 0), "1 actor selected");
        assert_eq!(selected(0, 2), "2 relations selected");
        assert_eq!(selected(2, 1), "2 actors and 1 relation selected");
    }
}
