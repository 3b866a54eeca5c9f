//! Weakly sourced relations: those with one independent source or none. Does not judge whether a
//! source is right.

use std::collections::BTreeSet;

use super::words::sentence;
use super::{EdgeIndex, Network};
use crate::model::{Document, RelationKind};
use crate::words::spreadsheet_cell;

/// A relation with one independent source or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeakRelation {
    /// The relation.
    pub edge: EdgeIndex,
    /// The number of independent references that assert it: 0 or 1.
    pub independent: usize,
    /// Whether no claim names a reference.
    pub is_uncited: bool,
    /// The number of visible claims.
    pub claims: usize,
}

/// The order of a table of weakly sourced relations; equal ones are in file order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WeakOrder {
    /// Uncited relations first, then those with a single source.
    #[default]
    Sources,
    /// By the description of the relation.
    Relation,
    /// By kind, as in the legend.
    Kind,
    /// By the number of claims.
    Claims,
}

/// The relations of a network that at most one independent reference asserts.
pub fn weak_relations(
    document: &Document,
    network: &Network,
    order: WeakOrder,
) -> Vec<WeakRelation> {
    let row = |edge: EdgeIndex| {
        let relation = &network.graph[edge];
        let independent = document.independent_references(relation);
        (independent <= 1).then(|| WeakRelation {
            edge,
            independent,
            is_uncited: relation.is_uncited(),
            claims: relation.claims.len(),
        })
    };
    let mut rows: Vec<_> = network.graph.edge_indices().filter_map(row).collect();
    match order {
        WeakOrder::Sources => rows.sort_by_key(|row| (!row.is_uncited, row.independent)),
        WeakOrder::Relation => rows.sort_by_cached_key(|row| sentence(network, row.edge)),
        WeakOrder::Kind => rows.sort_by_key(|row| {
            let kind = network.graph[row.edge].kind();
            RelationKind::ALL.iter().position(|there| *there == kind)
        }),
        WeakOrder::Claims => rows.sort_by_key(|row| row.claims),
    }
    rows
}

/// Weak relations as a table that a spreadsheet takes, under a line of names.
pub fn weak_relations_as_tsv(
    document: &Document,
    network: &Network,
    rows: &[WeakRelation],
) -> String {
    let mut text = "id\trelation\tkind\twhen\tindependent sources\tclaims\treferences\n".to_owned();
    for row in rows {
        let relation = &network.graph[row.edge];
        let ids: BTreeSet<_> = relation
            .claims
            .iter()
            .filter_map(|claim| claim.reference.as_ref())
            .collect();
        let titles = ids.into_iter().map(|id| {
            let reference = document.references.get(id);
            reference.map_or(id.as_str(), |reference| reference.title())
        });
        let when = relation.when.as_ref().map_or("", |when| when.as_str());
        let cells = [
            relation.id.as_str(),
            &sentence(network, row.edge),
            relation.kind().as_str(),
            when,
            &row.independent.to_string(),
            &row.claims.to_string(),
            &titles.collect::<Vec<_>>().join("; "),
        ]
        .map(spreadsheet_cell);
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}
