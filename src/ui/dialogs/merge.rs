//! The merge dialog: which actor is kept, and what happens to aliases and relations.

use egui::{RichText, ScrollArea, Ui};

use super::frame;
use crate::app::{Change, Command, State};
use crate::model::{ActorId, MergePreview, RelationId};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::words::{agree, counted, list as list_of};

/// The most relations that are named; the rest is counted.
const MAX_NAMED: usize = 6;

/// The actor that is kept: the one with most relations, until another is chosen.
#[derive(Default)]
pub(super) struct MergeDraft {
    of: Vec<ActorId>,
    kept: Option<ActorId>,
}

pub(super) fn show(ui: &mut Ui, actors: &[ActorId], draft: &mut MergeDraft, view: View) {
    frame::set_width(ui, 440.0);
    let document = view.state.document();
    if draft.of != actors {
        let degree = |id: &&ActorId| {
            let whole = &view.state.open.derived.whole;
            whole.node(id).map_or(0, |node| whole.degree(node))
        };
        *draft = MergeDraft {
            of: actors.to_vec(),
            kept: actors.iter().max_by_key(degree).cloned(),
        };
    }
    ui.heading("Merge actors");
    ui.label("Keep which name?");
    ScrollArea::vertical().max_height(150.0).show(ui, |ui| {
        for actor in actors {
            let is_chosen = draft.kept.as_ref() == Some(actor);
            if ui.radio(is_chosen, document.actor_name(actor)).clicked() {
                draft.kept = Some(actor.clone());
            }
        }
    });
    let Some(kept) = draft.kept.clone() else {
        return;
    };
    ui.separator();
    preview(
        ui,
        &MergePreview::of(document, &kept, actors),
        &kept,
        view.state,
    );
    frame::buttons(ui, |ui| {
        let text = format!("Merge into {}", document.actor_name(&kept));
        let merge = frame::main_button(ui, text);
        if merge.clicked() {
            view.send(Command::CloseDialog);
            view.send(Command::Change(Change::Merge {
                into: kept.clone(),
                others: actors.to_vec(),
            }));
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

/// The effects: aliases, moved relations, loops and duplicates.
fn preview(ui: &mut Ui, merger: &MergePreview, kept: &ActorId, state: &State) {
    let name = state.document().actor_name(kept);
    if !merger.aliases.is_empty() {
        ui.label(new_names(name, &merger.aliases));
    }
    ui.label(moved(merger.moved.len(), name));
    listed(ui, "Self-relations", &merger.loops, state);
    listed(ui, "Duplicates", &merger.doubles, state);
    if merger.loops.is_empty() && merger.doubles.is_empty() {
        ui.weak("No duplicates and no self-relations result.");
    }
}

/// `Soreni gets the other names Sor and Ren.`
fn new_names(name: &str, aliases: &[String]) -> String {
    let names = agree(aliases.len(), "name", "names");
    format!("{name} gets the other {names} {}.", list_of(aliases))
}

/// `1 relation moves to Soreni.`
fn moved(relations: usize, name: &str) -> String {
    let relations = counted(relations, "relation moves", "relations move");
    format!("{relations} to {name}.")
}

fn listed(ui: &mut Ui, title: &str, relations: &[RelationId], state: &State) {
    if relations.is_empty() {
        return;
    }
    let document = state.document();
    ui.label(RichText::new(format!("{title} ({})", relations.len())).family(theme::bold()));
    ui.indent(title, |ui| {
        for id in relations.iter().take(MAX_NAMED) {
            if let Some(relation) = document.relations.get(id) {
                let name = document.relation_name(relation);
                ui.label(format!("{name}, {}", relation.kind().as_str()));
            }
        }
        if relations.len() > MAX_NAMED {
            ui.weak(format!("and {} more", relations.len() - MAX_NAMED));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_agrees_with_the_number_of_relations() {
        assert_eq!(moved(0, "Soreni"), "0 relations move to Soreni.");
        assert_eq!(moved(1, "Soreni"), "1 relation moves to Soreni.");
        assert_eq!(moved(2, "Soreni"), "2 relations move to Soreni.");
    }

    #[test]
    fn new_names_are_listed() {
        let names = ["Sor", "Ren"].map(str::to_owned);
        let one = new_names("Soreni", &names[..1]);
        assert_eq!(one, "Soreni gets the other name Sor.");
        let two = new_names("Soreni", &names);
        assert_eq!(two, "Soreni gets the other names Sor and Ren.");
    }
}
