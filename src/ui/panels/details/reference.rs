//! A source: citation, reliability, and the relations based on it.

use egui::{Align, Layout, RichText, TextStyle, Ui};

use super::form::{FormBlock, Forms, section};
use super::parts::button;
use crate::app::{Change, Command, Field, Target, field};
use crate::graph::words;
use crate::model::{Reference, ReferenceId, RelationId};
use crate::ui::widgets::frame_cache::background;
use crate::ui::widgets::{cut, list, phrases};
use crate::ui::{Queue, View};
use crate::words::{counted, grouped};

pub(crate) fn show(ui: &mut Ui, id: &ReferenceId, view: View, forms: &mut Forms) {
    let Some(reference) = view.state.document().references.get(id) else {
        return;
    };
    if ui.link("← Back").clicked() {
        view.send(Command::InspectReference(None));
    }
    let block = FormBlock::Reference(id.clone());
    if forms.is_open(&block) {
        fields(ui, reference, view, forms);
    } else {
        reading(ui, reference, forms, view.queue);
    }
    ui.horizontal_wrapped(|ui| {
        forms.switch(ui, &block, reference.title());
        if button(ui, "Copy citation", &view.state.cite(reference)) {
            view.send(Command::CopyCitation(id.clone()));
        }
        if button(
            ui,
            "Delete",
            "Delete this source, and the claims that cite it",
        ) {
            view.send(Command::Delete(Change::DeleteReferences(vec![id.clone()])));
        }
    });
    citing(ui, id, view);
}

fn reading(ui: &mut Ui, reference: &Reference, forms: &mut Forms, queue: &Queue) {
    let block = FormBlock::Reference(reference.id.clone());
    let field = |row| Field::Reference(reference.id.clone(), row);
    let title = cut::heading(reference.title());
    forms.reading(ui, title, &block, field(&field::reference::TITLE));
    if let Some(byline) = reference.byline() {
        forms.reading(
            ui,
            RichText::new(byline),
            &block,
            field(&field::reference::AUTHORS),
        );
    }
    let outlet = reference.outlet().map(str::to_owned);
    let place: Vec<_> = outlet
        .into_iter()
        .chain(reference.issued_in_words())
        .collect();
    if !place.is_empty() {
        let words = RichText::new(place.join(", "));
        forms.reading(ui, words, &block, field(&field::reference::OUTLET));
    }
    if let Some(url) = reference.link()
        && ui.link(&url).clicked()
    {
        queue.send(Command::Browse(url));
    }
    if let Some(grade) = reference.reliability {
        ui.label(format!("Reliability {}", phrases::reliability(grade)));
    }
    if let Some(origin) = &reference.origin {
        let words = RichText::new(format!("First reported by {origin}")).weak();
        forms.reading(ui, words, &block, field(&field::reference::ORIGIN));
    }
    if let Some(text) = &reference.text {
        let words = RichText::new(format!("Saved text: {text}")).weak();
        forms.reading(ui, words, &block, field(&field::reference::TEXT));
    }
}

fn fields(ui: &mut Ui, reference: &Reference, view: View, forms: &mut Forms) {
    for row in field::reference::FIELDS {
        let field = Field::Reference(reference.id.clone(), row);
        forms.field(ui, &field, view);
    }
}

/// The relations with a claim from this source.
fn citing(ui: &mut Ui, id: &ReferenceId, view: View) {
    let document = view.state.document();
    let relations = {
        let (document, id) = (document.clone(), id.clone());
        let whole = &view.state.open.derived.whole;
        background(
            ui.ctx(),
            "relations of a source",
            id.clone(),
            whole,
            move || {
                let citing = document.relations.iter().filter_map(|relation| {
                    let claims = relation.claims.iter();
                    let count = claims
                        .filter(|claim| claim.reference.as_ref() == Some(&id))
                        .count();
                    (count > 0).then(|| (relation.id.clone(), count))
                });
                citing.collect::<Vec<(RelationId, usize)>>()
            },
        )
    };
    let Some(relations) = relations.current_or_say(ui) else {
        return;
    };
    section(
        ui,
        &format!(
            "Relations based on this source ({})",
            grouped(relations.len())
        ),
    );
    // A hidden relation is listed, too.
    let network = &view.state.open.derived.whole;
    let height = ui.text_style_height(&TextStyle::Body) + 4.0;
    list::rows(ui, height, relations.len(), |ui, index| {
        let (relation, count) = &relations[index];
        let edge = network.edge(relation);
        let sentence = edge.map_or_else(String::new, |edge| words::sentence(network, edge));
        let count = counted(*count, "claim", "claims");
        // The count has its place first: only the sentence is cut.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.weak(count);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                if cut::full_text(ui.link(&sentence), &sentence).clicked() {
                    view.send(Command::GoTo(Target::Relation(relation.clone())));
                }
            });
        });
    });
}
