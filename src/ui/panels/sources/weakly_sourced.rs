//! The list of relations with one source or none.

use std::sync::Arc;

use egui::{CollapsingHeader, Id, RichText, Ui};

use super::rows::{beside, rows};
use crate::app::{Command, Target};
use crate::graph::weak::{WeakOrder, WeakRelation, weak_relations, weak_relations_as_tsv};
use crate::graph::words::{self};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::frame_cache::background;
use crate::words::grouped;

/// The relations with one source or none; a click goes there.
pub(super) fn table(ui: &mut Ui, view: View) {
    let network = &view.state.open.derived.network;
    let order_id = Id::new("thin order");
    let mut order: WeakOrder = ui.data(|data| data.get_temp(order_id).unwrap_or_default());
    let thin = {
        let (document, seen) = (view.state.document().clone(), Arc::clone(network));
        background(
            ui.ctx(),
            "weakly sourced",
            order as u8,
            network,
            move || weak_relations(&document, &seen, order),
        )
    };
    let Some(rows_of) = thin.current_or_say(ui) else {
        return;
    };
    if network.graph.edge_count() == 0 {
        return;
    }
    let title = format!("Weakly sourced ({})", grouped(rows_of.len()));
    CollapsingHeader::new(RichText::new(title).family(theme::bold()))
        .id_salt("thin")
        .default_open(true)
        .show(ui, |ui| {
            if rows_of.is_empty() {
                ui.weak("All relations shown have two or more independent sources.");
                return;
            }
            ui.horizontal_wrapped(|ui| {
                ui.weak("Sort by");
                for (choice, text) in ORDERS {
                    ui.selectable_value(&mut order, choice, text);
                }
                if ui.small_button("Copy as TSV").clicked() {
                    let text = weak_relations_as_tsv(view.state.document(), network, &rows_of);
                    view.send(Command::CopyText(text));
                }
            });
            rows(ui, "thin rows", rows_of.len(), |ui, number| {
                thin_row(ui, view, &rows_of[number]);
            });
        });
    ui.data_mut(|data| data.insert_temp(order_id, order));
}

const ORDERS: [(WeakOrder, &str); 4] = [
    (WeakOrder::Sources, "sources"),
    (WeakOrder::Relation, "relation"),
    (WeakOrder::Kind, "kind"),
    (WeakOrder::Claims, "claims"),
];

fn thin_row(ui: &mut Ui, view: View, row: &WeakRelation) {
    let network = &view.state.open.derived.network;
    let relation = &network.graph[row.edge];
    let sources = match row.independent {
        _ if row.is_uncited => "uncited",
        0 => "not asserted",
        _ => "1 source",
    };
    let scene = theme::of(ui.ctx());
    let color = theme::kind_text(&scene, relation.kind());
    let target = Target::Relation(relation.id.clone());
    let is_selected = view.state.open.session.selection.contains(&target);
    let mut text = words::sentence(network, row.edge);
    if let Some(when) = &relation.when {
        text = format!("{text}, {}", when.in_words());
    }
    let label = beside(ui, sources, |ui| {
        ui.selectable_label(is_selected, RichText::new(text).color(color))
    });
    let hint = words::relation(network, row.edge);
    if label
        .on_hover_text(format!("{hint}. Click to go there"))
        .clicked()
    {
        view.send(Command::GoTo(target));
    }
}
