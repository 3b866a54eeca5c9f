//! Mentions of GDELT 2.0: 16 columns, a row for each text that reports an event. Knows no other
//! set.

use crate::events::preset::{
    EventDocument, EventGrade, EventHeader, EventLayout, EventPreset, EventTime, MentionColumns,
    MissingColumn, NET,
};

pub(super) const PRESET: EventPreset = EventPreset {
    id: "gdelt-mentions",
    name: "GDELT mentions",
    about: "GDELT 2.0 mentions, given with the events that they are of: claims cite the texts that \
            report an event most clearly; 16 columns, tabs, no header",
    citation: super::gdelt2::PRESET.citation,
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
    Ok(EventLayout {
        time: EventTime::Day(header.column("EventTimeDate")?),
        statements: Vec::new(),
        id: None,
        code: None,
        goldstein: None,
        root: None,
        sources: None,
        articles: None,
        document: EventDocument::default(),
        optional_columns: 0,
        votes: None,
        mentions: Some(MentionColumns {
            event: header.column("GLOBALEVENTID")?,
            published: header.column("MentionTimeDate")?,
            outlet: header.column("MentionSourceName")?,
            address: header.column("MentionIdentifier")?,
            sentence: header.column("SentenceID")?,
            confidence: header.column("Confidence")?,
        }),
    })
}

const COLUMNS: [&str; 16] = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];
