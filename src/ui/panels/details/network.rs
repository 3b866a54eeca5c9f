//! The whole network: title and description, all actors, all sources.

use std::cmp::Reverse;
use std::sync::Arc;

use egui::{RichText, TextStyle, TextWrapMode, Ui};

use super::form::{FormBlock, Forms, section};
use super::parts::{button, link};
use crate::app::{Action, Change, Command, Field, field};
use crate::graph::NodeIndex;
use crate::model::Reference;
use crate::ui::View;
use crate::ui::widgets::frame_cache::background;
use crate::ui::widgets::{cut, list};
use crate::words::{counted, grouped};

pub(crate) fn show(ui: &mut Ui, view: View, forms: &mut Forms) {
    head(ui, view, forms);
    actors(ui, view);
    sources(ui, view, forms);
}

/// Title, date and description.
fn head(ui: &mut Ui, view: View, forms: &mut Forms) {
    if forms.is_open(&FormBlock::Meta) {
        for row in field::meta::FIELDS {
            forms.field(ui, &Field::Meta(row), view);
        }
        forms.switch(ui, &FormBlock::Meta, "the network");
        return;
    }
    let meta = &view.state.document().meta;
    let title = meta
        .title
        .as_deref()
        .unwrap_or(&view.state.open.source.name);
    let block = FormBlock::Meta;
    forms.reading(
        ui,
        cut::heading(title),
        &block,
        Field::Meta(&field::meta::TITLE),
    );
    if let Some(as_of) = &meta.as_of {
        let words = RichText::new(format!("As of {}", as_of.in_words())).weak();
        forms.reading(ui, words, &block, Field::Meta(&field::meta::AS_OF));
    }
    if let Some(coder) = &meta.coder {
        let words = RichText::new(format!("Coded by {coder}")).weak();
        forms.reading(ui, words, &block, Field::Meta(&field::meta::CODER));
    }
    if let Some(description) = &meta.description {
        forms.reading(
            ui,
            RichText::new(description),
            &block,
            Field::Meta(&field::meta::DESCRIPTION),
        );
    }
    forms.switch(ui, &block, "the network");
}

/// All actors shown, those with most relations first.
fn actors(ui: &mut Ui, view: View) {
    let network = &view.state.open.derived.network;
    let nodes = {
        let seen = Arc::clone(network);
        background(ui.ctx(), "actors by relations", (), network, move || {
            let nodes = seen.graph.node_indices();
            let mut nodes: Vec<(usize, NodeIndex)> =
                nodes.map(|node| (seen.degree(node), node)).collect();
            nodes.sort_by_key(|(degree, node)| (Reverse(*degree), *node));
            nodes
        })
    };
    section(
        ui,
        &format!("Actors ({})", grouped(network.graph.node_count())),
    );
    if button(ui, "New actor…", Action::NewActor.explanation()) {
        view.send(Command::Act(Action::NewActor));
    }
    let Some(nodes) = nodes.current_or_say(ui) else {
        return;
    };
    let height = row_height(ui);
    list::rows(ui, height, nodes.len(), |ui, index| {
        let (degree, node) = nodes[index];
        let actor = &network.graph[node];
        ui.horizontal(|ui| {
            // A long name must not widen the panel.
            ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
            link(ui, &actor.id, view);
            let relations = counted(degree, "relation", "relations");
            ui.weak(format!("{} · {relations}", actor.kind_word()));
        });
    });
}

/// Every reference; a click opens its page.
fn sources(ui: &mut Ui, view: View, forms: &mut Forms) {
    let document = view.state.document();
    section(
        ui,
        &format!("Sources ({})", grouped(document.references.len())),
    );
    if button(
        ui,
        "New source",
        "Add an article, a report or another text that claims cite",
    ) {
        add(view, forms);
    }
    let references: Vec<_> = document.references.iter().collect();
    let height = row_height(ui);
    list::rows(ui, height, references.len(), |ui, index| {
        let reference = references[index];
        ui.horizontal(|ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
            let row = ui.link(described(reference));
            if row
                .on_hover_ui(|ui| drop(ui.label(view.state.cite(reference))))
                .clicked()
            {
                view.send(Command::InspectReference(Some(reference.id.clone())));
            }
        });
    });
}

/// Adds a source and opens its page as a form.
fn add(view: View, forms: &mut Forms) {
    let document = view.state.document();
    let reference = Reference::new(document.fresh_reference_id("source"));
    let id = reference.id.clone();
    view.send(Command::Change(Change::AddReferences(vec![reference])));
    view.send(Command::InspectReference(Some(id.clone())));
    let title = Field::Reference(id.clone(), &field::reference::TITLE);
    forms.open_at(FormBlock::Reference(id), title);
}

/// `Four reasons, The Pulse, 2017`.
fn described(reference: &Reference) -> RichText {
    let parts = [
        Some(reference.title().to_owned()),
        reference.outlet().map(str::to_owned),
        reference.issued_in_words(),
    ];
    let words: Vec<_> = parts.into_iter().flatten().collect();
    RichText::new(words.join(", "))
}

fn row_height(ui: &Ui) -> f32 {
    ui.text_style_height(&TextStyle::Body) + 4.0
}
