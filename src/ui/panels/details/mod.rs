//! The Details tab: the selected actor, relation or source, to read and to edit; the whole network
//! if nothing is selected.

mod actor;
mod actor_picture;
mod bloc;
mod claim;
mod form;
mod many;
mod network;
mod pair;
mod parts;
mod reference;
mod relation;

use egui::Ui;

pub(crate) use self::form::Forms;
use crate::app::Target;
use crate::ui::View;

/// Shows the tab.
pub(crate) fn show(ui: &mut Ui, view: View, forms: &mut Forms) {
    forms.begin(view.state);
    forms.unsaved_drafts(ui, view.state);
    let session = &view.state.open.session;
    if let Some(id) = &session.reference {
        reference::show(ui, id, view, forms);
        return;
    }
    match session.selected() {
        Some(Target::Actor(id)) => match bloc::of(view, id) {
            Some(found) => bloc::show(ui, found, view),
            None => actor::show(ui, id, view, forms),
        },
        Some(Target::Relation(id)) => relation::show(ui, id, view, forms),
        None if session.selection.is_empty() => network::show(ui, view, forms),
        None => match pair::selected(view.state) {
            Some(relations) => pair::show(ui, &relations, view, forms),
            None => many::show(ui, view, forms),
        },
    }
}
