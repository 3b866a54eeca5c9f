//! A document as three tables: actors, relations and claims. Knows no format.

use std::borrow::Cow;

use super::part::FormatPart;
use super::plain_network::{PlainColumn, PlainNetwork, PlainOptions, PlainValues};
use super::plain_value::PlainValue;
use crate::model::{
    Claim, Claimant, Date, Document, PersonName, ReferenceId, Relation, Reliability,
};

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

const CLAIM_COLUMNS: [&str; 24] = [
    "relation",
    "stance",
    "quote",
    "prefix",
    "suffix",
    "locator",
    "claimant",
    "made",
    "credibility",
    "note",
    "coder",
    "approver",
    "reference",
    "type",
    "title",
    "container_title",
    "section",
    "publisher",
    "author",
    "issued",
    "url",
    "text",
    "origin",
    "reliability",
];

/// A row for each claim, and one for each reference that no claim cites.
fn claims(document: &Document) -> PlainTable<'_> {
    let mut table = PlainTable {
        names: CLAIM_COLUMNS
            .iter()
            .map(|name| Cow::Borrowed(*name))
            .collect(),
        rows: Vec::new(),
    };
    let mut cited = std::collections::HashSet::new();
    for relation in document.relations.iter() {
        for claim in &relation.claims {
            cited.extend(claim.reference.as_ref());
            table.rows.push(claim_row(document, Some(relation), claim));
        }
    }
    for reference in document
        .references
        .iter()
        .filter(|reference| !cited.contains(&reference.id))
    {
        let claim = Claim {
            reference: Some(reference.id.clone()),
            ..Claim::default()
        };
        let mut cells = claim_row(document, None, &claim);
        cells[1] = None;
        table.rows.push(cells.into_iter().map(owned).collect());
    }
    table
}

fn owned(cell: Option<TableCell<'_>>) -> Option<TableCell<'static>> {
    cell.map(|cell| match cell {
        TableCell::Text(text) => TableCell::Text(text.into_owned().into()),
        TableCell::Number(digits) => TableCell::Number(digits.into_owned().into()),
    })
}

fn claim_row<'d>(
    document: &'d Document,
    relation: Option<&'d Relation>,
    claim: &'d Claim,
) -> Vec<Option<TableCell<'d>>> {
    let text = |text: Option<&'d str>| text.map(|text| TableCell::Text(text.into()));
    let quote = claim.quote.as_ref();
    let reference = claim
        .reference
        .as_ref()
        .and_then(|id| document.references.get(id));
    let of = |field: fn(&crate::model::Reference) -> Option<&str>| {
        reference
            .and_then(|reference| field(reference))
            .map(|text| TableCell::Text(text.into()))
    };
    let claimant = claim.claimant.as_ref().map(|claimant| match claimant {
        Claimant::Actor(id) => id.as_str(),
        Claimant::Words(words) => words.as_str(),
    });
    let authors = reference.map(|reference| {
        let names: Vec<String> = reference.authors.iter().map(PersonName::inverted).collect();
        names.join("; ")
    });
    let credibility = claim
        .credibility
        .map(|credibility| credibility.number().to_string());
    vec![
        text(relation.map(|relation| relation.id.as_str())),
        text(Some(claim.stance.as_str())),
        text(quote.map(|quote| quote.exact.as_str())),
        text(quote.and_then(|quote| quote.prefix.as_deref())),
        text(quote.and_then(|quote| quote.suffix.as_deref())),
        text(claim.locator.as_deref()),
        text(claimant),
        text(claim.made.as_ref().map(Date::as_str)),
        credibility.map(|number| TableCell::Number(number.into())),
        text(claim.note.as_deref()),
        text(claim.coder.as_ref().map(|coder| coder.name.as_str())),
        text(claim.approver.as_deref()),
        text(claim.reference.as_ref().map(ReferenceId::as_str)),
        of(|reference| reference.csl_type.as_deref()),
        of(|reference| reference.title.as_deref()),
        of(|reference| reference.container_title.as_deref()),
        of(|reference| reference.section.as_deref()),
        of(|reference| reference.publisher.as_deref()),
        authors
            .filter(|names| !names.is_empty())
            .map(|names| TableCell::Text(names.into())),
        reference
            .and_then(|reference| reference.issued_text())
            .map(|date| TableCell::Text(date.into())),
        of(|reference| reference.url.as_deref()),
        of(|reference| reference.text.as_deref()),
        of(|reference| reference.origin.as_deref()),
        of(|reference| reference.reliability.map(Reliability::as_str)),
    ]
}
