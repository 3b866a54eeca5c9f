//! POLECAT: event types of PLOVER, with quad classes in words. Knows no other set.

use crate::events::preset::{
    ActorColumns, EventClass, EventDocument, EventGrade, EventHeader, EventLayout, EventPreset,
    EventStatement, EventTime, MissingColumn, NET,
};

pub(super) const PRESET: EventPreset = EventPreset {
    id: "polecat",
    name: "POLECAT",
    about: "POLECAT weekly files since 2018: a header, tabs; no web addresses",
    citation: "Halterman et al., “POLECAT Weekly Data”, Harvard Dataverse 2023, \
               doi:10.7910/DVN/AJGVIT",
    grade: EventGrade::MachineCoded,
    columns: &[],
    min_count: 5,
    balance: NET,
    has_countries: true,
    tells_who_acts: true,
    remark: "",
    layout,
};

fn layout(header: &EventHeader) -> Result<EventLayout, MissingColumn> {
    let actor = |end: &str| -> Result<ActorColumns, MissingColumn> {
        let country = header.column(&format!("{end} Country"))?;
        let sector = header.optional(&format!("Primary {end} Sector"));
        let sector = sector.or_else(|| header.optional(&format!("{end} Sectors")));
        let name = header.optional(&format!("{end} Name"));
        Ok(ActorColumns {
            country: vec![country],
            name: name.into_iter().collect(),
            role: sector.map_or_else(Vec::new, |sector| vec![country, sector]),
        })
    };
    Ok(EventLayout {
        time: EventTime::Day(header.column("Event Date")?),
        statements: vec![EventStatement {
            source: actor("Actor")?,
            target: actor("Recipient")?,
            are_several: [true, true],
            class: EventClass::QuadWords(header.column("Quad Code")?),
        }],
        id: header.optional("Event ID"),
        code: header.optional("Event Type"),
        goldstein: header.any(&["Intensity", "Event Intensity"]).ok(),
        root: None,
        sources: None,
        articles: None,
        document: EventDocument {
            outlet: header.optional("Source"),
            published: header.optional("Publication Date"),
            ..EventDocument::default()
        },
        optional_columns: 0,
        votes: None,
        mentions: None,
    })
}
