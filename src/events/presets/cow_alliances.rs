//! Alliances of the Correlates of War, by dyad: each row is a treaty from a day to a day. Knows no
//! other set.

use crate::events::preset::{
    ActorColumns, EventCase, EventClass, EventDocument, EventGrade, EventHeader, EventLayout,
    EventPreset, EventStatement, EventTime, MissingColumn, NET,
};
use crate::model::RelationKind;

pub(super) const PRESET: EventPreset = EventPreset {
    id: "cow-alliances",
    name: "COW Formal Alliances",
    about: "Correlates of War, alliances by dyad: a defense pact is support both ways, other \
            treaties are cooperation",
    citation: "Gibler, International Military Alliances, 1648–2008, CQ Press 2009, version 4.1",
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
    let state = |number: u8| -> Result<ActorColumns, MissingColumn> {
        let code = vec![header.column(&format!("ccode{number}"))?];
        let name = header.column(&format!("state_name{number}"))?;
        Ok(ActorColumns {
            role: code.clone(),
            country: code,
            name: vec![name],
        })
    };
    let day = |end: &str| -> Result<[usize; 3], MissingColumn> {
        let part =
            |part: &str| header.any(&[&format!("dyad_{end}_{part}"), &format!("{end}_{part}")]);
        Ok([part("year")?, part("month")?, part("day")?])
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
        treaty("defense", RelationKind::Support, "defense pact")?,
        treaty("neutrality", RelationKind::Cooperation, "neutrality pact")?,
        treaty(
            "nonaggression",
            RelationKind::Cooperation,
            "non-aggression pact",
        )?,
        treaty("entente", RelationKind::Cooperation, "entente")?,
    ];
    Ok(EventLayout {
        time: EventTime::Span {
            begin: day("st")?,
            end: day("end")?,
        },
        statements: vec![EventStatement {
            source: state(1)?,
            target: state(2)?,
            are_several: [false, false],
            class: EventClass::Cases(cases, None),
        }],
        id: header.optional("version4id"),
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
