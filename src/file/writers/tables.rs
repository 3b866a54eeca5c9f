//! A document as three tables: actors, relations and claims. Knows no format.

use std::borrow::Cow;
use std::collections::HashSet;

use super::part::FormatPart;
use super::plain_network::{PlainColumn, PlainNetwork, PlainOptions, PlainValues};
use super::plain_value::PlainValue;
use crate::file::formats::claim_record::{
    CLAIM_FIELDS, CLAIM_PARTS, SOURCE_FIELDS, SOURCE_PARTS, claim_fields, claim_part,
    source_fields, source_part,
};
use crate::model::{Claim, Document, Reference, ReferenceId, Relation};

/// What the tables hold.
pub(super) const KEPT: &[FormatPart] = &[
    FormatPart::Actors,
    FormatPart::Relations,
    FormatPart::Claims,
    FormatPart::Quotes,
    FormatPart::ClaimDetails,
    FormatPart::References,
    FormatPart::ReferenceDetails,
    FormatPart::Kinds,
    FormatPart::Directions,
    FormatPart::Types,
    FormatPart::Dates,
    FormatPart::RelationIds,
    FormatPart::RelationFields,
    FormatPart::ActorIds,
    FormatPart::ActorKinds,
    FormatPart::Aliases,
    FormatPart::Members,
    FormatPart::Wikidata,
    FormatPart::Notes,
    FormatPart::Positions,
    FormatPart::Pins,
    FormatPart::ActorFields,
];

/// A cell with something in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TableCell<'d> {
    Text(Cow<'d, str>),
    /// The digits of a finite number.
    Number(Cow<'d, str>),
}

/// A table: the names of its columns, and its rows.
pub(super) struct PlainTable<'d> {
    pub(super) names: Vec<Cow<'static, str>>,
    pub(super) rows: Vec<Vec<Option<TableCell<'d>>>>,
}

/// The tables of actors, relations and claims.
pub(super) fn tables(document: &Document, options: PlainOptions) -> [PlainTable<'_>; 3] {
    let network = PlainNetwork::new(
        document,
        PlainOptions {
            names_direction: true,
            ..options
        },
    );
    let PlainNetwork {
        actors,
        ties,
        actor_columns,
        tie_columns,
        ..
    } = network;
    let mut actor_table = PlainTable {
        names: vec!["id".into()],
        rows: Vec::new(),
    };
    actor_table.names.extend(names(&actor_columns));
    for plain in actors {
        let id = Some(TableCell::Text(plain.actor.id.as_str().into()));
        actor_table
            .rows
            .push(row(vec![id], plain.values, actor_columns.len()));
    }
    let mut tie_table = PlainTable {
        names: vec!["id".into(), "source".into(), "target".into()],
        rows: Vec::new(),
    };
    tie_table.names.extend(names(&tie_columns));
    for plain in ties {
        let Relation {
            id, source, target, ..
        } = plain.relation;
        let ends = [id.as_str(), source.as_str(), target.as_str()];
        let ends = ends.map(|text| Some(TableCell::Text(text.into())));
        tie_table
            .rows
            .push(row(ends.to_vec(), plain.values, tie_columns.len()));
    }
    [actor_table, tie_table, claims(document)]
}

fn names(columns: &[PlainColumn]) -> impl Iterator<Item = Cow<'static, str>> + '_ {
    columns.iter().map(|column| Cow::Owned(column.name.clone()))
}

/// A row: the first cells, and the values in their columns.
fn row<'d>(
    mut cells: Vec<Option<TableCell<'d>>>,
    values: PlainValues<'d>,
    columns: usize,
) -> Vec<Option<TableCell<'d>>> {
    let first = cells.len();
    cells.resize(first + columns, None);
    for (number, value) in values {
        cells[first + number] = Some(match value {
            PlainValue::Text(text) | PlainValue::Json(text) => TableCell::Text(text),
            PlainValue::Integer(digits) | PlainValue::Number(digits) => TableCell::Number(digits),
            PlainValue::Flag(flag) => {
                TableCell::Text(if flag { "true".into() } else { "false".into() })
            }
        });
    }
    cells
}

/// A row for each claim, and one for each reference that no claim cites. What has no column of its
/// own is in one further column, if there is any.
fn claims(document: &Document) -> PlainTable<'_> {
    let mut rows = Vec::new();
    let mut cited = HashSet::new();
    for relation in document.relations.iter() {
        for claim in &relation.claims {
            cited.extend(claim.reference.as_ref());
            let reference = claim.reference.as_ref();
            rows.push(ClaimRow {
                relation: Some(relation.id.as_str()),
                claim: Some(claim),
                id: reference,
                source: reference
                    .and_then(|id| document.references.get(id))
                    .map(|source| &**source),
            });
        }
    }
    let uncited = document.references.iter();
    let uncited = uncited.filter(|reference| !cited.contains(&reference.id));
    rows.extend(uncited.map(|reference| ClaimRow {
        relation: None,
        claim: None,
        id: Some(&reference.id),
        source: Some(reference),
    }));
    let mut names: Vec<&'static str> = vec!["relation"];
    names.extend(CLAIM_PARTS);
    names.push("reference");
    names.extend(SOURCE_PARTS);
    let more = [CLAIM_FIELDS, SOURCE_FIELDS].into_iter();
    names.extend(more.filter(|name| rows.iter().any(|row| row.cell(name).is_some())));
    PlainTable {
        rows: rows
            .iter()
            .map(|row| names.iter().map(|name| row.cell(name)).collect())
            .collect(),
        names: names.into_iter().map(Cow::Borrowed).collect(),
    }
}

/// A claim of a relation with its source, or a source alone.
struct ClaimRow<'d> {
    relation: Option<&'d str>,
    claim: Option<&'d Claim>,
    id: Option<&'d ReferenceId>,
    source: Option<&'d Reference>,
}

impl<'d> ClaimRow<'d> {
    fn cell(&self, name: &str) -> Option<TableCell<'d>> {
        let text = match name {
            "relation" => self.relation.map(Cow::Borrowed),
            "reference" => self.id.map(|id| id.as_str().into()),
            CLAIM_FIELDS => self.claim.and_then(claim_fields).map(Cow::Owned),
            SOURCE_FIELDS => self.source.and_then(source_fields).map(Cow::Owned),
            _ if CLAIM_PARTS.contains(&name) => {
                self.claim.and_then(|claim| claim_part(claim, name))
            }
            _ => self.source.and_then(|source| source_part(source, name)),
        };
        text.map(match name {
            "credibility" => TableCell::Number,
            _ => TableCell::Text,
        })
    }
}
