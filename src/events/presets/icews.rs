//! ICEWS: 20 columns with a header; the actors are named, with their country and sectors. Knows no
//! other set.

use crate::events::preset::{
    ActorColumns, EventClass, EventDocument, EventGrade, EventHeader, EventLayout, EventPreset,
    EventStatement, EventTime, MissingColumn, NET,
};

pub(super) const PRESET: EventPreset = EventPreset {
    id: "icews",
    name: "ICEWS",
    about: "ICEWS coded event data, 1995 to 2023: a header and 20 columns, tabs",
    citation: "Boschee et al., “ICEWS Coded Event Data”, Harvard Dataverse 2015, \
               doi:10.7910/DVN/28075",
    grade: EventGrade::MachineCoded,
    columns: &COLUMNS,
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
        let sectors = header.optional(&format!("{end} Sectors"));
        let name = header.optional(&format!("{end} Name"));
        Ok(ActorColumns {
            country: vec![country],
            name: name.into_iter().collect(),
            role: sectors.map_or_else(Vec::new, |sectors| vec![country, sectors]),
        })
    };
    let code = header.column("CAMEO Code")?;
    Ok(EventLayout {
        time: EventTime::Day(header.column("Event Date")?),
        statements: vec![EventStatement {
            source: actor("Source")?,
            target: actor("Target")?,
            are_several: [false, false],
            class: EventClass::Cameo(code),
        }],
        id: header.optional("Event ID"),
        code: Some(code),
        goldstein: header.optional("Intensity"),
        root: None,
        sources: None,
        articles: None,
        document: EventDocument {
            outlet: header.optional("Publisher"),
            title: header.optional("Story ID"),
            place: header.optional("Sentence Number"),
            ..EventDocument::default()
        },
        optional_columns: 0,
        votes: None,
        mentions: None,
    })
}

const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];
