//! A bloc: its members, to go to, and the button that draws them instead of it.

use egui::Ui;

use super::form::section;
use super::parts::button;
use crate::app::{BlocCommand, Command, Target};
use crate::graph::{CollapsedBloc, NodeIndex};
use crate::model::ActorId;
use crate::ui::View;
use crate::ui::widgets::{cut, list};
use crate::words::{counted, grouped};

/// The bloc with this id, if it is drawn.
pub(super) fn of<'a>(view: View<'a>, id: &ActorId) -> Option<(NodeIndex, &'a CollapsedBloc)> {
    let drawn = &view.state.open.derived.drawn;
    let node = drawn.node(id)?;
    Some((node, drawn.bloc(node)?))
}

/// Shows the bloc.
pub(super) fn show(ui: &mut Ui, (node, bloc): (NodeIndex, &CollapsedBloc), view: View) {
    let drawn = &view.state.open.derived.drawn;
    ui.label(cut::heading(drawn.graph[node].name()));
    let members = counted(bloc.members.len(), "actor", "actors");
    let outside = counted(drawn.outer_relation_count(node), "relation", "relations");
    let inside = counted(bloc.inner_relations, "relation", "relations");
    ui.label(format!(
        "Bloc of {members}; {outside} with others, {inside} inside"
    ));
    ui.weak("A bloc is a view: the actors and their relations do not change");
    if button(ui, "Expand bloc", "Draw its members instead of it") {
        view.send(Command::Bloc(BlocCommand::Expand(bloc.path.clone())));
    }
    section(ui, &format!("Members ({})", grouped(bloc.members.len())));
    let height = ui.text_style_height(&egui::TextStyle::Body);
    list::rows(ui, height, bloc.members.len(), |ui, number| {
        let member = &bloc.members[number];
        if ui.link(member.name()).clicked() {
            view.send(Command::GoTo(Target::Actor(member.id.clone())));
        }
    });
}
