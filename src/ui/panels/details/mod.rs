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
use crate::app::{Command, Target};
use crate::model::ActorId;
use crate::ui::View;

/// What is known about what is selected.
pub(crate) fn show(ui: &mut Ui, view: View, forms: &mut Forms) {
    forms.begin(view.state);
    forms.leftovers(ui, view.state);
    let session = &view.state.open.session;
    if let Some(id) = &session.reference {
        reference::show(ui, id, view, forms);
        return;
    }
    match session.selected() {
        Some(Target::Actor(id)) => actor::show(ui, id, view, forms),
        Some(Target::Relation(id)) => relation::show(ui, id, view, forms),
        None if session.selection.is_empty() => network::show(ui, view, forms),
        None => many::show(ui, view, forms),
    }
}

/// An actor's name, which leads there.
fn link(ui: &mut Ui, id: &ActorId, view: View) {
    if !view.state.document().actors.contains(id) {
        ui.weak(id.as_str());
    } else if ui.link(view.state.document().actor_name(id)).clicked() {
        view.send(Command::GoTo(Target::Actor(id.clone())));
    }
}

/// A quiet button; says what it does when the pointer rests on it.
fn button(ui: &mut Ui, text: &str, hint: &str) -> bool {
    ui.small_button(RichText::new(text))
        .on_hover_text(hint)
        .clicked()
}
