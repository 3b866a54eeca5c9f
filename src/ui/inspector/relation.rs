//! A relation: who does what to whom, when, and everything that is claimed about it.

use egui::{Id, RichText, Ui};

use super::form::{self, Block, Forms, capitalized, section};
use super::{button, claim, link};
use crate::app::field::RelationText;
use crate::app::{Action, Command, Field, State};
use crate::graph::words;
use crate::model::{Claim, Edit, Relation, RelationId, RelationKind, Stance};
use crate::ui::{Queue, claims, list, pick, theme};

pub(super) fn show(ui: &mut Ui, id: &RelationId, state: &State, forms: &mut Forms, queue: &Queue) {
    let Some(relation) = state.document().relations.get(id) else {
        return;
    };
    let block = Block::Relation(id.clone());
    let name = state.document().relation_name(relation);
    if forms.is_open(&block) {
        fields(ui, relation, state, forms, queue);
        forms.switch(ui, &block, &name);
    } else {
        reading(ui, relation, state, forms, queue);
        ui.horizontal_wrapped(|ui| {
            forms.switch(ui, &block, &name);
            for action in [Action::Reverse, Action::Delete] {
                if button(ui, action.text(), action.tooltip()) {
                    queue.send(Command::Act(action));
                }
            }
        });
    }
    all_claims(ui, relation, state, forms, queue);
}

fn reading(ui: &mut Ui, relation: &Relation, state: &State, forms: &mut Forms, queue: &Queue) {
    let network = &state.derived.network;
    if let Some(edge) = network.edge(&relation.id) {
        let sentence = RichText::new(words::sentence(network, edge));
        ui.label(sentence.family(theme::bold()).size(15.0));
    }
    let block = Block::Relation(relation.id.clone());
    let field = |text| Field::Relations(vec![relation.id.clone()], text);
    ui.horizontal_wrapped(|ui| {
        claims::kind(ui, relation);
        if let Some(subtype) = &relation.subtype {
            ui.weak("·");
            forms.reading(
                ui,
                RichText::new(subtype),
                &block,
                field(RelationText::Type),
            );
        }
        if let Some(when) = &relation.when {
            ui.weak("·");
            let words = RichText::new(when.in_words());
            forms.reading(ui, words, &block, field(RelationText::When));
        }
    });
    ui.horizontal_wrapped(|ui| {
        link(ui, &relation.source, state, queue);
        ui.label(if relation.is_directed() { "→" } else { "↔" });
        link(ui, &relation.target, state, queue);
    });
    if let Some(weight) = relation.weight {
        let words = RichText::new(format!("Weight {weight}")).weak();
        forms.reading(ui, words, &block, field(RelationText::Weight));
    }
}

fn fields(ui: &mut Ui, relation: &Relation, state: &State, forms: &mut Forms, queue: &Queue) {
    let document = state.document();
    let ids = std::slice::from_ref(&relation.id);
    let salt = Id::new(("relation", &relation.id));
    let mut end = |name: &str, now: &str| {
        forms.pick(ui, (name, salt), now, |words| pick::actors(state, words))
    };
    if let Some(source) = end("From", document.actor_name(&relation.source)) {
        let change = |relation: &mut Relation| relation.source = source.clone();
        let edit = Edit::change_relations(document, ids, "source", change);
        queue.send(Command::Commit(edit));
    }
    if let Some(target) = end("To", document.actor_name(&relation.target)) {
        let change = |relation: &mut Relation| relation.target = target.clone();
        let edit = Edit::change_relations(document, ids, "target", change);
        queue.send(Command::Commit(edit));
    }
    if let Some(kind) = form::choice(ui, ("Kind", salt), &relation.kind(), &kinds()) {
        let change = |relation: &mut Relation| relation.kind = Some(kind);
        let edit = Edit::change_relations(document, ids, "kind", change);
        queue.send(Command::Commit(edit));
    }
    let directions = directions(relation);
    if let Some(directed) = form::choice(ui, ("Direction", salt), &relation.directed, &directions) {
        let change = |relation: &mut Relation| relation.directed = directed;
        let edit = Edit::change_relations(document, ids, "direction", change);
        queue.send(Command::Commit(edit));
    }
    for text in [RelationText::Type, RelationText::When, RelationText::Weight] {
        let field = Field::Relations(vec![relation.id.clone()], text);
        forms.text(ui, field, state, queue);
    }
}

/// All kinds of relation with their words.
pub(super) fn kinds() -> Vec<(RelationKind, String)> {
    let words = |kind: RelationKind| (kind, capitalized(kind.as_str()));
    RelationKind::ALL.map(words).into()
}

/// One way or both, and what the kind alone would mean.
fn directions(relation: &Relation) -> Vec<(Option<bool>, String)> {
    let by_kind = Relation {
        directed: None,
        ..relation.clone()
    };
    let usual = if by_kind.is_directed() {
        "one way"
    } else {
        "both ways"
    };
    vec![
        (None, format!("As usual for its kind: {usual}")),
        (Some(true), "One way".to_owned()),
        (Some(false), "Both ways".to_owned()),
    ]
}

/// Every claim; of a contested relation those against stand apart.
fn all_claims(ui: &mut Ui, relation: &Relation, state: &State, forms: &mut Forms, queue: &Queue) {
    section(ui, &format!("Claims ({})", relation.claims.len()));
    let asserts = |claim: &Claim| claim.stance == Stance::Asserts;
    let mut order: Vec<usize> = (0..relation.claims.len()).collect();
    let is_contested = relation.is_contested();
    if is_contested {
        // A stable sort: each side keeps the order of the file.
        order.sort_by_key(|at| !asserts(&relation.claims[*at]));
    }
    let id = Id::new(("claims", &relation.id));
    list::blocks(ui, id, order.len(), |ui, index| {
        let at = order[index];
        let is_for = asserts(&relation.claims[at]);
        let is_first = index == 0 || asserts(&relation.claims[order[index - 1]]) != is_for;
        if is_contested && is_first {
            let side = if is_for {
                "It is so"
            } else {
                "It is not so, or in doubt"
            };
            ui.label(RichText::new(side).family(theme::bold()));
        }
        claim::show(ui, relation, at, state, forms, queue);
    });
    if relation.claims.is_empty() {
        ui.weak("No claim is given for this relation.");
    }
    if button(ui, "Add a claim", "Say who says so, and where") {
        claim::add(relation, state, forms, queue);
    }
}
