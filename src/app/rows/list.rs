//! The rows that a table shows, in their order.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::columns::{ColumnOrder, columns};
use super::record::{RecordKind, RecordRow, RowContext, RowKey};
use crate::graph::Network;
use crate::model::{Document, ReferenceId};
use crate::words::{FoldBuffer, folded};

/// Which rows are shown, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RowQuery {
    /// What the rows are.
    pub kind: RecordKind,
    /// Words that a row must contain.
    pub words: String,
    /// The column that orders them; `None` for the order of the document.
    pub sort: Option<usize>,
    /// Whether the order is reversed.
    pub is_reversed: bool,
    /// Whether only what the picture shows is listed.
    pub only_shown: bool,
    /// The columns whose texts are searched for the words.
    pub columns: Vec<usize>,
}

/// The rows of a table.
#[derive(Debug, Default)]
pub struct RecordRows {
    /// What the rows are.
    pub kind: RecordKind,
    /// The rows in their order.
    pub rows: Vec<RecordRow>,
    /// How many records of this kind the document has.
    pub all: usize,
    /// How many claims cite each source.
    pub citations: HashMap<ReferenceId, usize>,
}

impl RecordRows {
    /// The rows of a document that a query asks for. O(n log n) in the texts of a column.
    pub fn of(document: &Document, network: &Network, query: &RowQuery) -> Self {
        let mut rows = records(document, query.kind);
        let all = rows.len();
        let citations = citations(document, query.kind);
        if query.only_shown && query.kind != RecordKind::Sources {
            rows.retain(|row| row.is_in_picture(network));
        } else if query.only_shown {
            let cited = cited(network);
            rows.retain(|row| match row {
                RecordRow::Source(reference) => cited.contains(&reference.id),
                _ => true,
            });
        }
        let context = RowContext {
            document,
            network,
            citations: &citations,
        };
        let words = folded(&query.words);
        let words: Vec<&str> = words.split_whitespace().collect();
        if !words.is_empty() {
            let rows_in_order = rows.into_par_iter();
            rows = rows_in_order
                .filter(|row| holds(&context, row, query, &words))
                .collect();
        }
        if let Some(column) = query.sort.and_then(|place| columns(query.kind).get(place)) {
            match column.order {
                ColumnOrder::Letters => {
                    rows.sort_by_cached_key(|row| (column.text)(&context, row).to_lowercase());
                }
                ColumnOrder::Numbers => rows.sort_by_cached_key(|row| {
                    let number = (column.text)(&context, row).parse().ok();
                    OrderedNumber(number.unwrap_or(f64::NEG_INFINITY))
                }),
            }
            if query.is_reversed {
                rows.reverse();
            }
        }
        Self {
            kind: query.kind,
            rows,
            all,
            citations,
        }
    }

    /// The place of a record among the rows.
    pub fn place_of(&self, key: &RowKey) -> Option<usize> {
        self.rows.iter().position(|row| match (row, key) {
            (RecordRow::Actor(actor), RowKey::Actor(id)) => actor.id == *id,
            (
                RecordRow::Relation(relation) | RecordRow::Claim(relation, _),
                RowKey::Relation(id),
            ) => relation.id == *id,
            (RecordRow::Claim(relation, _), RowKey::Claim(id, claim)) => {
                relation.id == *id && row.claim().is_some_and(|own| own.id == *claim)
            }
            (RecordRow::Source(reference), RowKey::Source(id)) => reference.id == *id,
            _ => false,
        })
    }
}

/// A number with a total order.
#[derive(PartialEq)]
struct OrderedNumber(f64);

impl Eq for OrderedNumber {}

impl PartialOrd for OrderedNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for OrderedNumber {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// All records of a kind, in the order of the document.
fn records(document: &Document, kind: RecordKind) -> Vec<RecordRow> {
    let relations = || document.relations.iter();
    match kind {
        RecordKind::Actors => {
            let actors = document.actors.iter();
            actors
                .map(|actor| RecordRow::Actor(Arc::clone(actor)))
                .collect()
        }
        RecordKind::Relations => relations()
            .map(|relation| RecordRow::Relation(Arc::clone(relation)))
            .collect(),
        RecordKind::Claims => relations()
            .flat_map(|relation| {
                let places = 0..relation.claims.len();
                places.map(|place| RecordRow::Claim(Arc::clone(relation), place))
            })
            .collect(),
        RecordKind::Sources => {
            let references = document.references.iter();
            references
                .map(|reference| RecordRow::Source(Arc::clone(reference)))
                .collect()
        }
    }
}

/// How many claims cite each source; only a table of sources needs it.
fn citations(document: &Document, kind: RecordKind) -> HashMap<ReferenceId, usize> {
    let mut counts = HashMap::new();
    if kind == RecordKind::Sources {
        let claims = document
            .relations
            .iter()
            .flat_map(|relation| &relation.claims);
        for id in claims.filter_map(|claim| claim.reference.as_ref()) {
            *counts.entry(id.clone()).or_default() += 1;
        }
    }
    counts
}

/// The sources that what is shown cites.
fn cited(network: &Network) -> HashSet<ReferenceId> {
    let relations = network.graph.edge_weights();
    let claims = relations.flat_map(|relation| &relation.claims);
    let cited = claims.filter_map(|claim| claim.reference.clone());
    cited.collect()
}

/// Whether every word is in some cell of the row.
fn holds(context: &RowContext<'_>, row: &RecordRow, query: &RowQuery, words: &[&str]) -> bool {
    let columns = columns(query.kind);
    let shown = query.columns.iter().filter_map(|place| columns.get(*place));
    let mut missing: Vec<&str> = words.to_vec();
    let mut buffer = FoldBuffer::default();
    for column in shown {
        let text = buffer.of(&(column.text)(context, row));
        missing.retain(|word| !text.contains(word));
        if missing.is_empty() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::rows::as_tsv;
    use crate::graph::Filter;
    use crate::model::{Actor, ActorKind, Claim, Reference, Relation};

    fn document() -> Document {
        let named = |id: &str, name: &str, kind| Actor {
            name: Some(name.into()),
            kind: Some(kind),
            ..Actor::new(id)
        };
        let claim = |source: &str| Claim {
            reference: Some(source.into()),
            ..Claim::default()
        };
        let aid = Relation {
            weight: Some(10.0),
            claims: vec![claim("r"), claim("r")],
            ..Relation::new("aid", "b", "a")
        };
        let war = Relation {
            weight: Some(9.0),
            claims: vec![claim("s")],
            ..Relation::new("war", "a", "c")
        };
        Document {
            references: [Reference::new("r"), Reference::new("s")]
                .into_iter()
                .collect(),
            actors: [
                named("a", "borea", ActorKind::State),
                named("b", "Alba", ActorKind::State),
                named("c", "=Corsairs", ActorKind::Group),
            ]
            .into_iter()
            .collect(),
            relations: [aid, war].into_iter().collect(),
            ..Document::default()
        }
    }

    fn first_cells(query: &RowQuery) -> Vec<String> {
        let document = document();
        let network = Network::seen(&document, &Filter::default());
        let rows = RecordRows::of(&document, &network, query);
        let context = RowContext {
            document: &document,
            network: &network,
            citations: &rows.citations,
        };
        let column = &columns(query.kind)[0];
        rows.rows
            .iter()
            .map(|row| (column.text)(&context, row))
            .collect()
    }

    fn query(kind: RecordKind) -> RowQuery {
        RowQuery {
            kind,
            columns: (0..columns(kind).len()).collect(),
            ..RowQuery::default()
        }
    }

    #[test]
    fn rows_are_sorted_by_letters_in_any_case_and_by_numbers() {
        let by_name = RowQuery {
            sort: Some(0),
            ..query(RecordKind::Actors)
        };
        assert_eq!(first_cells(&by_name), ["=Corsairs", "Alba", "borea"]);
        let reversed = RowQuery {
            is_reversed: true,
            ..by_name
        };
        assert_eq!(first_cells(&reversed), ["borea", "Alba", "=Corsairs"]);
        let weight = columns(RecordKind::Relations);
        let weight = weight.iter().position(|column| column.title == "Weight");
        let by_weight = RowQuery {
            sort: weight,
            ..query(RecordKind::Relations)
        };
        assert_eq!(
            first_cells(&by_weight),
            ["borea", "Alba"],
            "9 comes before 10"
        );
    }

    #[test]
    fn all_words_must_be_in_the_row_in_any_cell() {
        let found = |words: &str| {
            first_cells(&RowQuery {
                words: words.into(),
                ..query(RecordKind::Actors)
            })
        };
        assert_eq!(found("STATE al"), ["Alba"]);
        assert_eq!(found("state"), ["borea", "Alba"]);
        assert!(found("state nobody").is_empty());
    }

    #[test]
    fn only_what_the_picture_shows_is_listed_if_that_is_asked_for() {
        let document = document();
        let filter = Filter {
            hidden_actors: ["c".into()].into(),
            ..Filter::default()
        };
        let network = Network::seen(&document, &filter);
        let count = |kind, only_shown| {
            let query = RowQuery {
                only_shown,
                ..query(kind)
            };
            RecordRows::of(&document, &network, &query).rows.len()
        };
        assert_eq!(
            (
                count(RecordKind::Actors, true),
                count(RecordKind::Actors, false)
            ),
            (2, 3)
        );
        assert_eq!(
            (
                count(RecordKind::Claims, true),
                count(RecordKind::Claims, false)
            ),
            (2, 3)
        );
        assert_eq!(
            (
                count(RecordKind::Sources, true),
                count(RecordKind::Sources, false)
            ),
            (1, 2)
        );
    }

    #[test]
    fn copied_rows_have_a_head_and_no_formulas() {
        let document = document();
        let network = Network::seen(&document, &Filter::default());
        let query = query(RecordKind::Actors);
        let rows = RecordRows::of(&document, &network, &query);
        let context = RowContext {
            document: &document,
            network: &network,
            citations: &rows.citations,
        };
        let text = as_tsv(&context, query.kind, &[0, 1, 2], rows.rows.iter());
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "Name\tKind\tRelations",
                "borea\tstate\t2",
                "Alba\tstate\t1",
                "'=Corsairs\tgroup\t1"
            ]
        );
    }
}
