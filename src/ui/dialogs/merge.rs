//! Actors that are one: which of them stays, and what becomes of aliases and relations.

use egui::{RichText, ScrollArea, Ui};

use crate::app::{Change, Command, State};
use crate::graph::words::counted;
use crate::model::{ActorId, Merger, RelationId};
use crate::ui::View;
use crate::ui::shell::theme;

/// How many relations are named before the rest is counted.
const NAMED: usize = 6;

/// Who stays; the one with most relations until another is chosen.
#[derive(Default)]
pub(super) struct Draft {
    of: Vec<ActorId>,
    stays: Option<ActorId>,
}

pub(super) fn show(ui: &mut Ui, actors: &[ActorId], draft: &mut Draft, view: View) {
    ui.set_width(440.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    let document = view.state.document();
    if draft.of != actors {
        let ties = |id: &&ActorId| {
            let whole = &view.state.open.derived.whole;
            whole.node(id).map_or(0, |node| whole.degree(node))
        };
        *draft = Draft {
            of: actors.to_vec(),
            stays: actors.iter().max_by_key(ties).cloned(),
        };
    }
    ui.heading("Make them one");
    ui.label("Which of them stays?");
    ScrollArea::vertical().max_height(150.0).show(ui, |ui| {
        for actor in actors {
            let is_chosen = draft.stays.as_ref() == Some(actor);
            if ui.radio(is_chosen, document.actor_name(actor)).clicked() {
                draft.stays = Some(actor.clone());
            }
        }
    });
    let Some(stays) = draft.stays.clone() else {
        return;
    };
    ui.separator();
    preview(
        ui,
        &Merger::of(document, &stays, actors),
        &stays,
        view.state,
    );
    ui.horizontal(|ui| {
        let text = format!("Merge into {}", document.actor_name(&stays));
        let merge = ui.button(text);
        if ui.memory(|memory| memory.focused().is_none()) {
            merge.request_focus();
        }
        if merge.clicked() {
            view.send(Command::CloseDialog);
            view.send(Command::Change(Change::Merge {
                into: stays.clone(),
                others: actors.to_vec(),
            }));
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

/// What moves, and what then looks odd.
fn preview(ui: &mut Ui, merger: &Merger, stays: &ActorId, state: &State) {
    let name = state.document().actor_name(stays);
    if !merger.aliases.is_empty() {
        let aliases = merger.aliases.join(", ");
        ui.label(format!("{name} is also called {aliases}."));
    }
    let moved = counted(merger.moved.len(), "relation");
    ui.label(format!("{moved} get {name} as an end."));
    listed(ui, "Relations with itself", &merger.loops, state);
    listed(ui, "Say the same as another", &merger.doubles, state);
    if merger.loops.is_empty() && merger.doubles.is_empty() {
        ui.weak("None becomes a relation with itself or says the same as another.");
    }
}

fn listed(ui: &mut Ui, title: &str, relations: &[RelationId], state: &State) {
    if relations.is_empty() {
        return;
    }
    let document = state.document();
    ui.label(RichText::new(format!("{title} ({})", relations.len())).family(theme::bold()));
    ui.indent(title, |ui| {
        for id in relations.iter().take(NAMED) {
            if let Some(relation) = document.relations.get(id) {
                let name = document.relation_name(relation);
                ui.label(format!("{name}, {}", relation.kind().as_str()));
            }
        }
        if relations.len() > NAMED {
            ui.weak(format!("and {} more", relations.len() - NAMED));
        }
    });
}
