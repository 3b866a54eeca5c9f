//! Ties in cards and in the Details tab: the counts of a pair by kind, and its relations in order.

use std::cmp::Reverse;
use std::collections::HashMap;

use egui::{RichText, Ui};

use crate::app::State;
use crate::graph::{EdgeIndex, NodeIndex, newest_first};
use crate::model::{RelationId, RelationKind};
use crate::ui::shell::theme;
use crate::words::{capitalized, grouped};

/// The relations that are drawn as one line with this one, the newest first; empty if it is hidden.
/// Those of a bloc are in the order of their pairs of actors, the pair with the most relations
/// first.
pub(crate) fn of_line(state: &State, relation: &RelationId) -> Vec<EdgeIndex> {
    let derived = &state.open.derived;
    let edge = derived.network.edge(relation);
    let tie = edge.and_then(|edge| derived.ties.of(edge));
    let edges = tie.map_or(&[][..], |tie| derived.ties.relations(tie));
    let mut edges = newest_first(&derived.network, edges);
    let ends = tie.and_then(|tie| derived.ties.get(tie));
    let ends = ends.into_iter().flat_map(|tie| tie.ends);
    if ends
        .into_iter()
        .any(|end| derived.drawn.bloc(end).is_some())
    {
        let graph = &derived.network.graph;
        let pair = |edge: &EdgeIndex| {
            let ends = graph.edge_endpoints(*edge);
            ends.map(|(a, b)| (a.min(b), a.max(b)))
        };
        let mut counts = HashMap::new();
        for edge in &edges {
            *counts.entry(pair(edge)).or_insert(0_usize) += 1;
        }
        // A stable sort keeps the order of dates.
        edges.sort_by_key(|edge| {
            let pair = pair(edge);
            (Reverse(counts.get(&pair).copied()), pair)
        });
    }
    edges
}

/// All visible relations between the same two actors as this one, the newest first of each kind;
/// empty if it is hidden.
pub(crate) fn of_pair(state: &State, relation: &RelationId) -> Vec<EdgeIndex> {
    let derived = &state.open.derived;
    let edge = derived.network.edge(relation);
    let tie = edge.and_then(|edge| derived.ties.of(edge));
    let edges: Vec<EdgeIndex> = tie
        .into_iter()
        .flat_map(|tie| derived.ties.of_pair(tie))
        .flat_map(|tie| derived.ties.relations(tie))
        .copied()
        .collect();
    let mut edges = newest_first(&derived.network, &edges);
    // A stable sort keeps the order of dates.
    edges.sort_by_key(|edge| derived.network.graph[*edge].kind());
    edges
}

/// `Russia and Taliban`; if they are drawn in blocs, the names of the blocs.
pub(crate) fn names(state: &State, edge: EdgeIndex) -> String {
    let derived = &state.open.derived;
    let drawn = &derived.drawn.graph;
    let graph = match drawn.edge_weight(edge) {
        Some(_) => drawn,
        None => &derived.network.graph,
    };
    let name = |node: NodeIndex| graph[node].name();
    match graph.edge_endpoints(edge) {
        Some((a, b)) if a == b => format!("{} with itself", name(a)),
        Some((a, b)) => format!("{} and {}", name(a.min(b)), name(a.max(b))),
        None => String::new(),
    }
}

/// `Cooperation (7)  Support (1)`, each in its colour.
pub(crate) fn counts(ui: &mut Ui, kinds: impl IntoIterator<Item = RelationKind>) {
    let kinds: Vec<RelationKind> = kinds.into_iter().collect();
    let theme = theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        for kind in RelationKind::ALL {
            let count = kinds.iter().filter(|other| **other == kind).count();
            if count > 0 {
                let name = capitalized(kind.as_str());
                let text = RichText::new(format!("{name} ({})", grouped(count)));
                let color = theme::kind_text(&theme, kind);
                ui.label(text.color(color).family(theme::bold()));
            }
        }
    });
}
