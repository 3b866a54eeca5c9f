//! Links and buttons of the Details tab.

use egui::{RichText, Ui};

use crate::app::{Command, Target};
use crate::model::ActorId;
use crate::ui::View;

/// The name of an actor, as a link to it.
pub(super) fn link(ui: &mut Ui, id: &ActorId, view: View) {
    if !view.state.document().actors.contains(id) {
        ui.weak(id.as_str());
    } else if ui.link(view.state.document().actor_name(id)).clicked() {
        view.send(Command::GoTo(Target::Actor(id.clone())));
    }
}

/// A small button with a tooltip.
pub(super) fn button(ui: &mut Ui, text: &str, hint: &str) -> bool {
    ui.small_button(RichText::new(text))
        .on_hover_text(hint)
        .clicked()
}
