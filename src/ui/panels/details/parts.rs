//! Links and buttons of the Details tab.

use egui::{RichText, Ui};

use crate::app::{Command, Target};
use crate::model::ActorId;
use crate::ui::View;
use crate::ui::widgets::cut;

/// The name of an actor, as a link to it.
pub(super) fn link(ui: &mut Ui, id: &ActorId, view: View) {
    if !view.state.document().actors.contains(id) {
        ui.weak(id.as_str());
        return;
    }
    let name = view.state.document().actor_name(id);
    if cut::full_text(ui.link(name), name).clicked() {
        view.send(Command::GoTo(Target::Actor(id.clone())));
    }
}

/// A small button with a tooltip.
pub(super) fn button(ui: &mut Ui, text: &str, hint: &str) -> bool {
    ui.small_button(RichText::new(text))
        .on_hover_text(hint)
        .clicked()
}
