//! Roll calls of the General Assembly of the United Nations: one row a vote. Knows no other set.

use crate::events::preset::{
    EventDocument, EventGrade, EventHeader, EventLayout, EventPreset, EventTime, MissingColumn,
    VoteColumns,
};

pub(super) const PRESET: EventPreset = EventPreset {
    id: "un-votes",
    name: "UN votes",
    about: "roll calls of the UN General Assembly: agreement beyond chance (Häge 2011); best with \
            --by year",
    citation: "Voeten, Strezhnev and Bailey, “United Nations General Assembly Voting Data”, Harvard \
               Dataverse 2009, doi:10.7910/DVN/LEJUQZ",
    grade: EventGrade::Coded,
    columns: &[],
    min_count: 10,
    balance: "agreement of votes beyond chance (π)",
    has_countries: true,
    tells_who_acts: false,
    remark: "",
    layout,
};

fn layout(header: &EventHeader) -> Result<EventLayout, MissingColumn> {
    let votes = VoteColumns {
        call: header.column("rcid")?,
        voter: header.any(&["ccode", "country", "country_code"])?,
        vote: header.column("vote")?,
    };
    let time = match header.optional("date") {
        Some(date) => EventTime::Day(date),
        None => EventTime::Year(header.column("year").or(header.column("date"))?),
    };
    Ok(EventLayout {
        time,
        statements: Vec::new(),
        id: None,
        code: None,
        goldstein: None,
        root: None,
        sources: None,
        articles: None,
        document: EventDocument::default(),
        optional_columns: 0,
        votes: Some(votes),
        mentions: None,
    })
}
