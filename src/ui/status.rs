//! The line at the foot of the window: how much there is, how much of it is cited, what is hidden, what goes on.

use egui::{Align, Layout, Ui};

use super::Queue;
use crate::app::{Action, Command, State};
use crate::graph::words::counted;

pub(super) fn show(ui: &mut Ui, state: &State, queue: &Queue) {
    ui.horizontal(|ui| {
        ui.label(counts(state));
        let hidden = hidden(state);
        if !hidden.is_empty() {
            ui.separator();
            ui.label(hidden);
            if ui.link("Show all").clicked() {
                queue.send(Command::Act(Action::ShowAll));
            }
        }
        if !state.source.issues.is_empty() {
            ui.separator();
            let issues = counted(state.source.issues.len(), "issue");
            if ui
                .link(issues)
                .on_hover_text("What is wrong with this file")
                .clicked()
            {
                queue.send(Command::Act(Action::Report));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(busy) = state.busy {
                ui.label(busy.text());
                ui.spinner();
            } else if state.session.is_paused {
                ui.weak("Layout paused");
            }
        });
    });
}

/// `22 actors, 70 relations, 70 cited, 2 contested`.
fn counts(state: &State) -> String {
    let document = state.document();
    let relations = || document.relations.iter();
    let cited = relations()
        .filter(|relation| !relation.is_uncited())
        .count();
    let contested = relations()
        .filter(|relation| relation.is_contested())
        .count();
    let mut words = format!(
        "{}, {}, {cited} cited",
        counted(document.actors.len(), "actor"),
        counted(document.relations.len(), "relation"),
    );
    if contested > 0 {
        words = format!("{words}, {contested} contested");
    }
    words
}

fn hidden(state: &State) -> String {
    let graph = &state.derived.network.graph;
    let actors = state
        .document()
        .actors
        .len()
        .saturating_sub(graph.node_count());
    let relations = state
        .document()
        .relations
        .len()
        .saturating_sub(graph.edge_count());
    match (actors, relations) {
        (0, 0) => String::new(),
        (0, relations) => format!("{} hidden", counted(relations, "relation")),
        (actors, relations) => {
            format!(
                "{} and {} hidden",
                counted(actors, "actor"),
                counted(relations, "relation")
            )
        }
    }
}
