//! A relation: its ends, kind and dates, and all its claims.

use egui::{Id, RichText, Ui};

use super::claim;
use super::form::{FormBlock, Forms, section};
use super::pair;
use super::parts::{button, link};
use crate::app::{Action, Command, Field, field};
use crate::graph::dispute::Dispute;
use crate::graph::words;
use crate::model::{Relation, RelationId};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::{claims, list};
use crate::words::{capitalized, counted, grouped};

pub(crate) fn show(ui: &mut Ui, id: &RelationId, view: View, forms: &mut Forms) {
    let Some(relation) = view.state.document().relations.get(id) else {
        return;
    };
    let block = FormBlock::Relation(id.clone());
    let name = view.state.document().relation_name(relation);
    if forms.is_open(&block) {
        fields(ui, relation, view, forms);
        forms.switch(ui, &block, &name);
    } else {
        reading(ui, relation, view, forms);
        ui.horizontal_wrapped(|ui| {
            forms.switch(ui, &block, &name);
            for action in [Action::Reverse, Action::Delete] {
                if button(ui, action.text(), action.explanation()) {
                    view.send(Command::Act(action));
                }
            }
        });
    }
    all_claims(ui, relation, view, forms);
}

fn reading(ui: &mut Ui, relation: &Relation, view: View, forms: &mut Forms) {
    let network = &view.state.open.derived.network;
    if let Some(edge) = network.edge(&relation.id) {
        let sentence = RichText::new(words::sentence(network, edge));
        ui.label(sentence.family(theme::bold()).size(15.0));
    }
    let block = FormBlock::Relation(relation.id.clone());
    let field = |row| Field::Relations(vec![relation.id.clone()], row);
    ui.horizontal_wrapped(|ui| {
        claims::kind(ui, relation);
        if let Some(subtype) = &relation.subtype {
            ui.weak("·");
            forms.reading(
                ui,
                RichText::new(subtype),
                &block,
                field(&field::relation::TYPE),
            );
        }
        if let Some(when) = &relation.when {
            ui.weak("·");
            let words = RichText::new(when.in_words());
            forms.reading(ui, words, &block, field(&field::relation::WHEN));
        }
    });
    ui.horizontal_wrapped(|ui| {
        link(ui, &relation.source, view);
        ui.label(if relation.is_directed() { "→" } else { "–" });
        link(ui, &relation.target, view);
    });
    pair::link_to_all(ui, &relation.id, view);
    if let Some(weight) = relation.weight {
        let words = RichText::new(format!("Weight {weight}")).weak();
        forms.reading(ui, words, &block, field(&field::relation::WEIGHT));
    }
}

fn fields(ui: &mut Ui, relation: &Relation, view: View, forms: &mut Forms) {
    for row in field::relation::FIELDS {
        let field = Field::Relations(vec![relation.id.clone()], row);
        forms.field(ui, &field, view);
    }
}

/// All claims, with those that the filter hides; those of a contested relation grouped by side.
fn all_claims(ui: &mut Ui, relation: &Relation, view: View, forms: &mut Forms) {
    let claims = &relation.claims;
    section(ui, &format!("Claims ({})", grouped(claims.len())));
    let network = &view.state.open.derived.network;
    let seen = network.edge(&relation.id).map(|edge| &network.graph[edge]);
    match seen.map_or(0, |seen| claims::hidden(view.state, seen)) {
        0 => {}
        hidden => drop(ui.weak(format!(
            "{} by filters",
            counted(hidden, "claim hidden", "claims hidden")
        ))),
    }
    let dispute = Dispute::of(relation);
    if let Some(dispute) = &dispute {
        let verdict = dispute.verdict;
        let line = format!("{}: {}", capitalized(verdict.name()), verdict.rule());
        ui.label(RichText::new(line).size(12.0).weak());
    }
    let mut order: Vec<usize> = (0..claims.len()).collect();
    if dispute.is_some() {
        // A stable sort: each side keeps the order of the file.
        order.sort_by_key(|at| claims[*at].stance);
    }
    let id = Id::new(("claims", &relation.id));
    list::blocks(ui, id, order.len(), |ui, index| {
        let stance = claims[order[index]].stance;
        let is_first = index == 0 || claims[order[index - 1]].stance != stance;
        if dispute.is_some() && is_first {
            let count = claims.iter().filter(|claim| claim.stance == stance);
            ui.label(claims::side(stance, count.count()));
        }
        claim::show(ui, relation, order[index], view, forms);
    });
    if claims.is_empty() {
        ui.weak("No claims");
    }
    if button(
        ui,
        "Add claim",
        "Add a quote or statement of a source about this relation",
    ) {
        claim::add(relation, view, forms);
    }
}
