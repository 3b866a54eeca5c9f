//! Militarized interstate disputes of the Correlates of War, by dyad: hostility from a day to a
//! day. Knows no other set.

use crate::events::preset::{
    ActorColumns, EventClass, EventDocument, EventGrade, EventHeader, EventLayout, EventPreset,
    EventStatement, EventTime, MissingColumn, NET,
};
use crate::model::RelationKind;

pub(super) const PRESET: EventPreset = EventPreset {
    id: "cow-mid",
    name: "COW Dyadic MID",
    about: "Correlates of War, militarized interstate disputes by dyad: hostility",
    citation: "Maoz, Johnson, Kaplan, Ogunkoya and Shreve, “The Dyadic Militarized Interstate \
               Disputes (MIDs) Dataset Version 3.0”, Journal of Conflict Resolution 63, 2019",
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
    let state = |end: &str| -> Result<ActorColumns, MissingColumn> {
        let code = vec![header.column(&format!("state{end}"))?];
        let name = header.optional(&format!("name{end}"));
        Ok(ActorColumns {
            role: code.clone(),
            country: code,
            name: name.into_iter().collect(),
        })
    };
    let day = |end: &str| -> Result<[usize; 3], MissingColumn> {
        let part = |part: &str| header.column(&format!("{end}{part}"));
        Ok([
            part("yr").or_else(|_| part("year"))?,
            part("mnth")?,
            part("day")?,
        ])
    };
    Ok(EventLayout {
        time: EventTime::Span {
            begin: day("strt")?,
            end: day("end")?,
        },
        statements: vec![EventStatement {
            source: state("a")?,
            target: state("b")?,
            are_several: [false, false],
            class: EventClass::Cases(Vec::new(), Some(RelationKind::Hostility)),
        }],
        id: header.optional("disno"),
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
