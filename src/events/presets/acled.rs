//! ACLED: political violence and protest. The order of its actors is not a direction, and
//! associated actors support the actor that they are listed with. Knows no other set.

use crate::events::preset::{
    ActorColumns, EventCase, EventClass, EventDocument, EventGrade, EventHeader, EventLayout,
    EventPreset, EventStatement, EventTime, MissingColumn, NET,
};
use crate::model::RelationKind;

pub(super) const PRESET: EventPreset = EventPreset {
    id: "acled",
    name: "ACLED",
    about: "ACLED: 31 columns with a header, commas; associated actors become support",
    citation: "Raleigh, Kishi and Linke, “Political instability patterns are obscured by conflict \
               dataset scope conditions”, Humanities and Social Sciences Communications 10, 2023; \
               its rows may not be passed on",
    grade: EventGrade::Coded,
    columns: &[],
    min_count: 1,
    balance: NET,
    has_countries: false,
    tells_who_acts: false,
    remark: "",
    layout,
};

fn layout(header: &EventHeader) -> Result<EventLayout, MissingColumn> {
    let actor = |name: &str| -> Result<ActorColumns, MissingColumn> {
        let actor = vec![header.column(name)?];
        Ok(ActorColumns {
            country: actor.clone(),
            name: actor.clone(),
            role: actor,
        })
    };
    let kind = header.column("event_type")?;
    let subtype = header.column("sub_event_type")?;
    let case = |column, value: &str, kind| EventCase {
        column,
        value: value.to_owned(),
        kind,
        name: "",
    };
    let act = EventClass::Cases(
        vec![
            case(subtype, "Agreement", Some(RelationKind::Cooperation)),
            case(kind, "Strategic developments", None),
        ],
        Some(RelationKind::Hostility),
    );
    let support = EventClass::Cases(Vec::new(), Some(RelationKind::Support));
    let mut statements = vec![EventStatement {
        source: actor("actor1")?,
        target: actor("actor2")?,
        are_several: [false, false],
        class: act,
    }];
    for (source, target) in [("assoc_actor_1", "actor1"), ("assoc_actor_2", "actor2")] {
        if header.optional(source).is_some() {
            statements.push(EventStatement {
                source: actor(source)?,
                target: actor(target)?,
                are_several: [true, false],
                class: support.clone(),
            });
        }
    }
    Ok(EventLayout {
        time: EventTime::Day(header.column("event_date")?),
        statements,
        id: header.optional("event_id_cnty"),
        code: Some(subtype),
        goldstein: None,
        root: None,
        sources: None,
        articles: None,
        document: EventDocument {
            outlet: header.optional("source"),
            ..EventDocument::default()
        },
        optional_columns: 0,
        votes: None,
        mentions: None,
    })
}
