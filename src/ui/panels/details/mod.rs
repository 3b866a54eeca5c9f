//! What is known about what is selected, to be read and to be changed; the whole network where nothing is.

mod actor;
mod claim;
mod form;
mod many;
mod network;
mod reference;
mod relation;

use egui::{RichText, Ui};

pub(crate) use self::form::Forms;
use crate::app::{Command, State, Target};
use crate::model::ActorId;
use crate::ui::Queue;

/// What is known about what is selected.
pub(crate) fn show(ui: &mut Ui, state: &State, forms: &mut Forms, queue: &Queue) {
    forms.begin(state);
    forms.leftovers(ui, state);
    let session = &state.session;
    if let Some(id) = &session.reference {
        reference::show(ui, id, state, forms, queue);
        return;
    }
    match session.selected() {
        Some(Target::Actor(id)) => actor::show(ui, id, state, forms, queue),
        Some(Target::Relation(id)) => relation::show(ui, id, state, forms, queue),
        None if session.selection.is_empty() => network::show(ui, state, forms, queue),
        None => many::show(ui, state, forms, queue),
    }
}

/// An actor's name, which leads there.
fn link(ui: &mut Ui, id: &ActorId, state: &State, queue: &Queue) {
    if !state.document().actors.contains(id) {
        ui.weak(id.as_str());
    } else if ui.link(state.document().actor_name(id)).clicked() {
        queue.send(Command::GoTo(Target::Actor(id.clone())));
    }
}

/// A quiet button; says what it does when the pointer rests on it.
fn button(ui: &mut Ui, text: &str, hint: &str) -> bool {
    ui.small_button(RichText::new(text))
        .on_hover_text(hint)
        .clicked()
}
