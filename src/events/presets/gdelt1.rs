//! GDELT 1.0 events: 58 columns separated by tabs, without a header; rows before April 2013 lack
//! the last one. GDELT 2.0 has the same columns and three more.

use crate::events::preset::{
    ActorColumns, EventClass, EventDocument, EventGrade, EventHeader, EventLayout, EventPreset,
    EventStatement, EventTime, MissingColumn, NET,
};

pub(super) const PRESET: EventPreset = EventPreset {
    id: "gdelt1",
    name: "GDELT 1.0",
    about: "GDELT 1.0 events since 1979: 57 or 58 columns, tabs, no header, one .zip a day",
    citation: "Leetaru and Schrodt, “GDELT: Global Data on Events, Location and Tone”, ISA 2013; \
               gdeltproject.org",
    grade: EventGrade::MachineCoded,
    columns: &COLUMNS,
    min_count: 5,
    balance: NET,
    has_countries: true,
    tells_who_acts: true,
    remark: "",
    layout,
};

pub(super) fn layout(header: &EventHeader) -> Result<EventLayout, MissingColumn> {
    let actor = |number: u8| -> Result<ActorColumns, MissingColumn> {
        let country = header.column(&format!("Actor{number}CountryCode"))?;
        let name = header.optional(&format!("Actor{number}Name"));
        let kind = header.optional(&format!("Actor{number}Type1Code"));
        Ok(ActorColumns {
            country: vec![country],
            name: name.into_iter().collect(),
            role: kind.map_or_else(Vec::new, |kind| vec![country, kind]),
        })
    };
    Ok(EventLayout {
        time: EventTime::Day(header.column("SQLDATE")?),
        statements: vec![EventStatement {
            source: actor(1)?,
            target: actor(2)?,
            are_several: [false, false],
            class: EventClass::Quad(header.column("QuadClass")?),
        }],
        id: header.optional("GLOBALEVENTID"),
        code: header.optional("EventCode"),
        goldstein: header.optional("GoldsteinScale"),
        root: header.optional("IsRootEvent"),
        sources: header.optional("NumSources"),
        articles: header.optional("NumArticles"),
        document: EventDocument {
            address: header.optional("SOURCEURL"),
            published: header.optional("DATEADDED"),
            ..EventDocument::default()
        },
        optional_columns: usize::from(header.names.len() == COLUMNS.len()),
        votes: None,
        mentions: None,
    })
}

pub(super) const COLUMNS: [&str; 58] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];
