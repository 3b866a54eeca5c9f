//! Any table: the user says what its columns mean. Knows no data set.

use crate::events::preset::{
    ActorColumns, EventCase, EventClass, EventDocument, EventGrade, EventHeader, EventLayout,
    EventPreset, EventStatement, EventTime, MissingColumn, NET,
};
use crate::model::{ColumnMap, ColumnRole, RelationKind};

/// The preset of a table whose columns are named; no file is recognized as it.
pub const COLUMNS: EventPreset = EventPreset {
    id: "columns",
    name: "a table",
    about: "any table with a row for each event: --columns source=A,target=B,date=C,sign=D",
    citation: "",
    grade: EventGrade::Unknown,
    columns: &[],
    min_count: 1,
    balance: NET,
    has_countries: false,
    tells_who_acts: true,
    remark: "",
    layout: |_| Err(MissingColumn("source".to_owned())),
};

/// The roles of columns that mean something for events.
pub const EVENT_ROLES: [ColumnRole; 12] = [
    ColumnRole::Source,
    ColumnRole::Target,
    ColumnRole::Date,
    ColumnRole::Sign,
    ColumnRole::Kind,
    ColumnRole::Type,
    ColumnRole::Id,
    ColumnRole::Url,
    ColumnRole::Publisher,
    ColumnRole::Title,
    ColumnRole::Published,
    ColumnRole::Page,
];

/// A role that was given to a column and means nothing for events.
pub fn unused_role(map: &ColumnMap) -> Option<ColumnRole> {
    let roles = map.roles.iter().map(|(_, role)| *role);
    let mut roles = roles.filter(|role| *role != ColumnRole::Ignore);
    roles.find(|role| !EVENT_ROLES.contains(role))
}

/// The place of a column by its name, or by its number as `column 3`.
fn place(name: &str, header: &EventHeader) -> Option<usize> {
    let numbered = name
        .strip_prefix("column ")
        .and_then(|number| number.trim().parse().ok());
    let numbered = numbered.and_then(|number: usize| number.checked_sub(1));
    let numbered = numbered.filter(|at| *at < header.names.len());
    header.optional(name).or(numbered)
}

/// What the columns that the user named mean.
///
/// # Errors
/// A column that is not in the table, or a role that no column has.
pub(super) fn layout_of(
    map: &ColumnMap,
    header: &EventHeader,
) -> Result<EventLayout, MissingColumn> {
    let optional = |role: ColumnRole| match map.column(role) {
        None => Ok(None),
        Some(name) => place(name, header)
            .map(Some)
            .ok_or_else(|| MissingColumn(name.to_owned())),
    };
    let needed = |role: ColumnRole| {
        optional(role)?.ok_or_else(|| MissingColumn(format!("{}=…", role.as_str())))
    };
    let actor = |role| -> Result<ActorColumns, MissingColumn> {
        let actor = vec![needed(role)?];
        Ok(ActorColumns {
            country: actor.clone(),
            name: actor.clone(),
            role: actor,
        })
    };
    // Missing columns are named in the order in which they are offered.
    let (source, target) = (actor(ColumnRole::Source)?, actor(ColumnRole::Target)?);
    let day = needed(ColumnRole::Date)?;
    let (sign, kind) = (optional(ColumnRole::Sign)?, optional(ColumnRole::Kind)?);
    let class = match (map.all_kind, kind, sign) {
        (Some(kind), _, _) => EventClass::Cases(Vec::new(), Some(kind)),
        (None, Some(kind), _) => EventClass::Cases(words(kind, map), None),
        (None, None, Some(sign)) => EventClass::Sign(sign),
        (None, None, None) => return Err(MissingColumn("sign=…".to_owned())),
    };
    Ok(EventLayout {
        time: EventTime::Date(day),
        statements: vec![EventStatement {
            source,
            target,
            are_several: [false, false],
            class,
        }],
        id: optional(ColumnRole::Id)?,
        code: optional(ColumnRole::Type)?,
        goldstein: sign.filter(|_| map.all_kind.is_none()),
        root: None,
        sources: None,
        articles: None,
        document: EventDocument {
            address: optional(ColumnRole::Url)?,
            outlet: optional(ColumnRole::Publisher)?,
            title: optional(ColumnRole::Title)?,
            published: optional(ColumnRole::Published)?,
            place: optional(ColumnRole::Page)?,
        },
        optional_columns: 0,
        votes: None,
        mentions: None,
    })
}

/// The words of a column of kinds: those that were given a kind, and the kinds themselves.
fn words(column: usize, map: &ColumnMap) -> Vec<EventCase> {
    let given = map.kinds.iter().map(|(word, kind)| (word.clone(), *kind));
    let own = RelationKind::ALL.map(|kind| (kind.as_str().to_owned(), kind));
    let case = |(value, kind)| EventCase {
        column,
        value,
        kind: Some(kind),
        name: "",
    };
    given.chain(own).map(case).collect()
}
