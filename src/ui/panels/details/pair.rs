//! Relations between the same two actors: all kinds, each to open, and fields for the selected
//! ones.

use egui::{RichText, Ui};

use super::form::{Forms, section};
use super::many;
use super::parts::{button, link};
use crate::app::{Command, State, Target};
use crate::graph::EdgeIndex;
use crate::model::{Date, RelationId};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::{claims, ties};
use crate::words::{counted, grouped};

/// The selected relations, if at least two are selected, nothing else is, and all are between the
/// same two actors.
pub(super) fn selected(state: &State) -> Option<Vec<RelationId>> {
    let session = &state.open.session;
    let relations: Vec<RelationId> = session.selected_relations().cloned().collect();
    if relations.len() < 2 || relations.len() < session.selection.len() {
        return None;
    }
    let derived = &state.open.derived;
    let ends = |id: &RelationId| {
        let tie = derived.ties.of(derived.network.edge(id)?)?;
        derived.ties.get(tie).map(|tie| tie.ends)
    };
    let first = ends(&relations[0])?;
    let is_one_pair = relations.iter().all(|id| ends(id) == Some(first));
    is_one_pair.then_some(relations)
}

/// Shows the pair.
pub(super) fn show(ui: &mut Ui, selected: &[RelationId], view: View, forms: &mut Forms) {
    let Some(first) = selected.first() else {
        return;
    };
    let state = view.state;
    let all = ties::of_pair(state, first);
    let Some(edge) = all.first() else {
        return;
    };
    let name = RichText::new(ties::names(state, *edge));
    ui.label(name.family(theme::bold()).size(15.0));
    ui.horizontal_wrapped(|ui| {
        let relation = &state.open.derived.network.graph[*edge];
        link(ui, &relation.source, view);
        if relation.target != relation.source {
            ui.weak("·");
            link(ui, &relation.target, view);
        }
    });
    let graph = &state.open.derived.network.graph;
    ties::counts(ui, all.iter().map(|edge| graph[*edge].kind()));
    list(ui, &all, view);
    let count = counted(selected.len(), "selected relation", "selected relations");
    section(ui, &count);
    many::of_relations(ui, selected, view, forms);
}

/// The relations, each as a link that opens it.
fn list(ui: &mut Ui, edges: &[EdgeIndex], view: View) {
    section(ui, &format!("Relations ({})", grouped(edges.len())));
    let network = &view.state.open.derived.network;
    for edge in edges {
        let relation = &network.graph[*edge];
        let target = Target::Relation(relation.id.clone());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let sentence = crate::graph::words::sentence(network, *edge);
            if ui.link(sentence).clicked() {
                view.send(Command::GoTo(target.clone()));
            }
            claims::kind(ui, relation);
        });
        let when = relation.when.as_ref().map(Date::in_words);
        let count = counted(relation.claims.len(), "claim", "claims");
        let about = [relation.subtype.clone(), when, Some(count)];
        let about: Vec<String> = about.into_iter().flatten().collect();
        ui.indent(("about", edge.index()), |ui| ui.weak(about.join(" · ")));
    }
}

/// A link from one relation to all relations of its pair, if there are more.
pub(super) fn link_to_all(ui: &mut Ui, id: &RelationId, view: View) {
    let count = ties::of_pair(view.state, id).len();
    if count < 2 {
        return;
    }
    let text = format!("All {count} relations between them");
    if button(ui, &text, "Show all relations between these two actors") {
        view.send(Command::SelectPair(id.clone()));
    }
}
