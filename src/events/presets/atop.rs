//! ATOP: obligations of alliances, by dyad and year. Knows no other set.

use crate::events::preset::{
    ActorColumns, EventCase, EventClass, EventDocument, EventGrade, EventHeader, EventLayout,
    EventPreset, EventStatement, EventTime, MissingColumn, NET,
};
use crate::model::RelationKind;

pub(super) const PRESET: EventPreset = EventPreset {
    id: "atop",
    name: "ATOP",
    about: "Alliance Treaty Obligations and Provisions, by dyad and year (ddyr): a promise of \
            defense is support both ways, others are cooperation",
    citation: "Leeds, Ritter, Mitchell and Long, “Alliance Treaty Obligations and Provisions, \
               1815–1944”, International Interactions 28, 2002",
    grade: EventGrade::Coded,
    columns: &[],
    min_count: 1,
    balance: NET,
    has_countries: true,
    tells_who_acts: false,
    remark: "",
    layout,
};

fn layout(header: &EventHeader) -> Result<EventLayout, MissingColumn> {
    let state = |name: &str| -> Result<ActorColumns, MissingColumn> {
        let code = vec![header.column(name)?];
        Ok(ActorColumns {
            role: code.clone(),
            country: code,
            name: Vec::new(),
        })
    };
    let treaty = |column: &str, kind, name| -> Result<EventCase, MissingColumn> {
        Ok(EventCase {
            column: header.column(column)?,
            value: "1".to_owned(),
            kind: Some(kind),
            name,
        })
    };
    let cases = vec![
        treaty("defense", RelationKind::Support, "promise of defense")?,
        treaty("offense", RelationKind::Support, "promise of offense")?,
        treaty(
            "neutral",
            RelationKind::Cooperation,
            "promise of neutrality",
        )?,
        treaty(
            "nonagg",
            RelationKind::Cooperation,
            "promise of non-aggression",
        )?,
        treaty("consul", RelationKind::Cooperation, "promise to consult")?,
    ];
    Ok(EventLayout {
        time: EventTime::Year(header.column("year")?),
        statements: vec![EventStatement {
            source: state("stateA")?,
            target: state("stateB")?,
            are_several: [false, false],
            class: EventClass::Cases(cases, None),
        }],
        id: header.optional("atopid1"),
        code: None,
        goldstein: None,
        root: None,
        sources: None,
        articles: None,
        document: EventDocument::default(),
        optional_columns: 0,
        votes: None,
        mentions: None,
    })
}
