//! The columns of the tables: one row here for each.

use super::record::{RecordKind, RecordRow, RowContext};
use crate::app::field::{Input, actor, claim, reference, relation};
use crate::model::{Actor, Claim, Claimant, Reference, Relation};

/// A column of a table.
pub struct RowColumn {
    /// The title of the column, and its name in pasted rows.
    pub title: &'static str,
    /// The width at first, in points.
    pub width: f32,
    /// Whether it is shown at first.
    pub is_usual: bool,
    /// How its texts are ordered.
    pub order: ColumnOrder,
    /// The text of a cell.
    pub text: fn(&RowContext<'_>, &RecordRow) -> String,
    /// The field that its cells are, if they can be edited.
    pub field: ColumnField,
}

/// How the texts of a column are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnOrder {
    /// By letters, in any case.
    Letters,
    /// As numbers; texts that are not numbers come first.
    Numbers,
}

/// The field that the cells of a column are.
#[derive(Clone, Copy, Debug)]
pub enum ColumnField {
    /// None: the cells are counted or belong to another record.
    None,
    /// Of actors.
    Actor(&'static crate::app::field::FieldRow<Actor>),
    /// Of relations.
    Relation(&'static crate::app::field::FieldRow<Relation>),
    /// Of claims.
    Claim(&'static crate::app::field::FieldRow<Claim>),
    /// Of sources.
    Source(&'static crate::app::field::FieldRow<Reference>),
}

impl ColumnField {
    /// Whether several records may well have one value of the field.
    pub fn is_often_shared(&self) -> bool {
        fn of<T>(row: &crate::app::field::FieldRow<T>) -> bool {
            row.is_in_bulk || row.input == Input::Choice
        }
        match self {
            Self::None => false,
            Self::Actor(row) => of(row),
            Self::Relation(row) => of(row),
            Self::Claim(row) => of(row),
            Self::Source(row) => of(row),
        }
    }
}

const LETTERS: ColumnOrder = ColumnOrder::Letters;
const NUMBERS: ColumnOrder = ColumnOrder::Numbers;

const fn column(
    title: &'static str,
    (width, is_usual, order): (f32, bool, ColumnOrder),
    field: ColumnField,
    text: fn(&RowContext<'_>, &RecordRow) -> String,
) -> RowColumn {
    RowColumn {
        title,
        width,
        is_usual,
        order,
        text,
        field,
    }
}

/// The columns of a table, in their order.
pub fn columns(kind: RecordKind) -> &'static [RowColumn] {
    match kind {
        RecordKind::Actors => &ACTORS,
        RecordKind::Relations => &RELATIONS,
        RecordKind::Claims => &CLAIMS,
        RecordKind::Sources => &SOURCES,
    }
}

/// Other titles that spreadsheets and earlier versions give columns, and the titles here. A title
/// counts where the table has its column.
const OTHER_TITLES: [(&str, &str); 12] = [
    ("date", "When"),
    ("time", "When"),
    ("year", "When"),
    ("when", "Date"),
    ("year", "Date"),
    ("source", "From"),
    ("target", "To"),
    ("subtype", "Type"),
    ("said by", "Claimed by"),
    ("claimant", "Claimed by"),
    ("locator", "Place"),
    ("aliases", "Other names"),
];

/// The column of a table that a title names, and its number: its own title, in any case, or another
/// one that is common for it.
pub fn column_called(kind: RecordKind, title: &str) -> Option<(usize, &'static RowColumn)> {
    let title = title.trim();
    let of = |title: &str| {
        let mut all = columns(kind).iter().enumerate();
        all.find(|(_, column)| column.title.eq_ignore_ascii_case(title))
    };
    let others = OTHER_TITLES
        .iter()
        .filter(|(other, _)| other.eq_ignore_ascii_case(title));
    let mut others = others.filter_map(|(_, title)| of(title));
    of(title).or_else(|| others.next())
}

fn of_actor(row: &RecordRow, text: impl FnOnce(&Actor) -> String) -> String {
    match row {
        RecordRow::Actor(actor) => text(actor),
        _ => String::new(),
    }
}

fn of_relation(row: &RecordRow, text: impl FnOnce(&Relation) -> String) -> String {
    row.relation()
        .map_or_else(String::new, |relation| text(relation))
}

fn of_claim(row: &RecordRow, text: impl FnOnce(&Claim) -> String) -> String {
    row.claim().map_or_else(String::new, text)
}

fn of_source(row: &RecordRow, text: impl FnOnce(&Reference) -> String) -> String {
    match row {
        RecordRow::Source(reference) => text(reference),
        _ => String::new(),
    }
}

fn from_actor(context: &RowContext<'_>, row: &RecordRow) -> String {
    of_relation(row, |relation| {
        context.document.actor_name(&relation.source).to_owned()
    })
}

fn to_actor(context: &RowContext<'_>, row: &RecordRow) -> String {
    of_relation(row, |relation| {
        context.document.actor_name(&relation.target).to_owned()
    })
}

fn kind_of_relation(_: &RowContext<'_>, row: &RecordRow) -> String {
    of_relation(row, |relation| relation.kind().as_str().to_owned())
}

static ACTORS: [RowColumn; 8] = [
    column(
        "Name",
        (190.0, true, LETTERS),
        ColumnField::Actor(&actor::NAME),
        |_, row| of_actor(row, |actor| actor.name().to_owned()),
    ),
    column(
        "Kind",
        (96.0, true, LETTERS),
        ColumnField::Actor(&actor::KIND),
        |_, row| of_actor(row, |actor| (actor::KIND.text)(actor)),
    ),
    column(
        "Relations",
        (100.0, true, NUMBERS),
        ColumnField::None,
        |context, row| {
            of_actor(row, |actor| {
                let node = context.network.node(&actor.id);
                node.map_or(0, |node| context.network.degree(node))
                    .to_string()
            })
        },
    ),
    column(
        "Other names",
        (150.0, true, LETTERS),
        ColumnField::Actor(&actor::ALIASES),
        |_, row| of_actor(row, |actor| (actor::ALIASES.text)(actor)),
    ),
    column(
        "Note",
        (240.0, true, LETTERS),
        ColumnField::Actor(&actor::NOTE),
        |_, row| of_actor(row, |actor| (actor::NOTE.text)(actor)),
    ),
    column(
        "Wikidata",
        (96.0, false, LETTERS),
        ColumnField::Actor(&actor::WIKIDATA),
        |_, row| of_actor(row, |actor| (actor::WIKIDATA.text)(actor)),
    ),
    column(
        "Pinned",
        (80.0, false, LETTERS),
        ColumnField::None,
        |_, row| {
            of_actor(row, |actor| {
                if actor.pinned { "yes" } else { "" }.to_owned()
            })
        },
    ),
    column(
        "Id",
        (120.0, false, LETTERS),
        ColumnField::None,
        |_, row| of_actor(row, |actor| actor.id.to_string()),
    ),
];

static RELATIONS: [RowColumn; 9] = [
    column(
        "From",
        (150.0, true, LETTERS),
        ColumnField::Relation(&relation::SOURCE),
        from_actor,
    ),
    column(
        "Kind",
        (96.0, true, LETTERS),
        ColumnField::Relation(&relation::KIND),
        kind_of_relation,
    ),
    column(
        "To",
        (150.0, true, LETTERS),
        ColumnField::Relation(&relation::TARGET),
        to_actor,
    ),
    column(
        "Type",
        (150.0, true, LETTERS),
        ColumnField::Relation(&relation::TYPE),
        |_, row| of_relation(row, |relation| (relation::TYPE.text)(relation)),
    ),
    column(
        "When",
        (100.0, true, LETTERS),
        ColumnField::Relation(&relation::WHEN),
        |_, row| of_relation(row, |relation| (relation::WHEN.text)(relation)),
    ),
    column(
        "Weight",
        (84.0, true, NUMBERS),
        ColumnField::Relation(&relation::WEIGHT),
        |_, row| of_relation(row, |relation| (relation::WEIGHT.text)(relation)),
    ),
    column(
        "Claims",
        (80.0, true, NUMBERS),
        ColumnField::None,
        |_, row| of_relation(row, |relation| relation.claims.len().to_string()),
    ),
    column(
        "Direction",
        (100.0, false, LETTERS),
        ColumnField::Relation(&relation::DIRECTED),
        |_, row| of_relation(row, |relation| (relation::DIRECTED.text)(relation)),
    ),
    column(
        "Id",
        (150.0, false, LETTERS),
        ColumnField::None,
        |_, row| of_relation(row, |relation| relation.id.to_string()),
    ),
];

static CLAIMS: [RowColumn; 11] = [
    column(
        "From",
        (120.0, true, LETTERS),
        ColumnField::None,
        from_actor,
    ),
    column(
        "Kind",
        (90.0, true, LETTERS),
        ColumnField::None,
        kind_of_relation,
    ),
    column("To", (120.0, true, LETTERS), ColumnField::None, to_actor),
    column(
        "Quote",
        (260.0, true, LETTERS),
        ColumnField::Claim(&claim::QUOTE),
        |_, row| of_claim(row, |claim| (claim::QUOTE.text)(claim)),
    ),
    column(
        "Source",
        (170.0, true, LETTERS),
        ColumnField::Claim(&claim::REFERENCE),
        |context, row| {
            of_claim(row, |claim| {
                claim.reference.as_ref().map_or_else(String::new, |id| {
                    let reference = context.document.references.get(id);
                    reference
                        .map_or(id.as_str(), |reference| reference.title())
                        .to_owned()
                })
            })
        },
    ),
    column(
        "Place",
        (72.0, true, LETTERS),
        ColumnField::Claim(&claim::LOCATOR),
        |_, row| of_claim(row, |claim| (claim::LOCATOR.text)(claim)),
    ),
    column(
        "Stance",
        (84.0, true, LETTERS),
        ColumnField::Claim(&claim::STANCE),
        |_, row| of_claim(row, |claim| (claim::STANCE.text)(claim)),
    ),
    column(
        "Claimed by",
        (120.0, true, LETTERS),
        ColumnField::Claim(&claim::CLAIMANT),
        |context, row| {
            of_claim(row, |claim| match &claim.claimant {
                Some(Claimant::Actor(id)) => context.document.actor_name(id).to_owned(),
                Some(Claimant::Words(words)) => words.clone(),
                None => String::new(),
            })
        },
    ),
    column(
        "Date said",
        (104.0, false, LETTERS),
        ColumnField::Claim(&claim::MADE),
        |_, row| of_claim(row, |claim| (claim::MADE.text)(claim)),
    ),
    column(
        "Credibility",
        (104.0, true, NUMBERS),
        ColumnField::Claim(&claim::CREDIBILITY),
        |_, row| of_claim(row, |claim| (claim::CREDIBILITY.text)(claim)),
    ),
    column(
        "Note",
        (180.0, true, LETTERS),
        ColumnField::Claim(&claim::NOTE),
        |_, row| of_claim(row, |claim| (claim::NOTE.text)(claim)),
    ),
];

static SOURCES: [RowColumn; 11] = [
    column(
        "Title",
        (240.0, true, LETTERS),
        ColumnField::Source(&reference::TITLE),
        |_, row| of_source(row, |reference| reference.title().to_owned()),
    ),
    column(
        "Authors",
        (150.0, true, LETTERS),
        ColumnField::Source(&reference::AUTHORS),
        |_, row| of_source(row, |reference| (reference::AUTHORS.text)(reference)),
    ),
    column(
        "Outlet",
        (140.0, true, LETTERS),
        ColumnField::Source(&reference::OUTLET),
        |_, row| of_source(row, |reference| (reference::OUTLET.text)(reference)),
    ),
    column(
        "Date",
        (90.0, true, LETTERS),
        ColumnField::Source(&reference::ISSUED),
        |_, row| of_source(row, |reference| (reference::ISSUED.text)(reference)),
    ),
    column(
        "Reliability",
        (100.0, true, LETTERS),
        ColumnField::Source(&reference::RELIABILITY),
        |_, row| of_source(row, |reference| (reference::RELIABILITY.text)(reference)),
    ),
    column(
        "Claims",
        (80.0, true, NUMBERS),
        ColumnField::None,
        |context, row| {
            of_source(row, |reference| {
                let count = context.citations.get(&reference.id);
                count.copied().unwrap_or_default().to_string()
            })
        },
    ),
    column(
        "URL",
        (180.0, true, LETTERS),
        ColumnField::Source(&reference::URL),
        |_, row| of_source(row, |reference| (reference::URL.text)(reference)),
    ),
    column(
        "Publisher",
        (120.0, false, LETTERS),
        ColumnField::Source(&reference::PUBLISHER),
        |_, row| of_source(row, |reference| (reference::PUBLISHER.text)(reference)),
    ),
    column(
        "Type",
        (100.0, false, LETTERS),
        ColumnField::Source(&reference::TYPE),
        |_, row| of_source(row, |reference| (reference::TYPE.text)(reference)),
    ),
    column(
        "Origin",
        (120.0, false, LETTERS),
        ColumnField::Source(&reference::ORIGIN),
        |_, row| of_source(row, |reference| (reference::ORIGIN.text)(reference)),
    ),
    column(
        "Id",
        (120.0, false, LETTERS),
        ColumnField::None,
        |_, row| of_source(row, |reference| reference.id.to_string()),
    ),
];
