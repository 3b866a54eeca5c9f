//! UCDP GED: organized violence with deaths, one row an event; all of it is hostility. Knows no
//! other set.

use crate::events::preset::{
    ActorColumns, EventClass, EventDocument, EventGrade, EventHeader, EventLayout, EventPreset,
    EventStatement, EventTime, MissingColumn, NET,
};
use crate::model::RelationKind;

pub(super) const PRESET: EventPreset = EventPreset {
    id: "ucdp-ged",
    name: "UCDP GED",
    about: "UCDP Georeferenced Event Dataset: 49 columns, commas; Candidate files without header",
    citation: "Sundberg and Melander, “Introducing the UCDP Georeferenced Event Dataset”, Journal \
               of Peace Research 50, 2013; CC BY 4.0",
    grade: EventGrade::Coded,
    columns: &COLUMNS,
    min_count: 1,
    balance: NET,
    has_countries: false,
    tells_who_acts: false,
    remark: "an event counts on the day that it began",
    layout,
};

fn layout(header: &EventHeader) -> Result<EventLayout, MissingColumn> {
    let side = |name: &str| -> Result<ActorColumns, MissingColumn> {
        let side = vec![header.column(name)?];
        Ok(ActorColumns {
            country: side.clone(),
            name: side.clone(),
            role: side,
        })
    };
    header.column("type_of_violence")?;
    Ok(EventLayout {
        time: EventTime::Day(header.column("date_start")?),
        statements: vec![EventStatement {
            source: side("side_a")?,
            target: side("side_b")?,
            are_several: [false, false],
            class: EventClass::Cases(Vec::new(), Some(RelationKind::Hostility)),
        }],
        id: header.optional("id"),
        code: None,
        goldstein: None,
        root: None,
        sources: header.optional("number_of_sources"),
        articles: None,
        document: EventDocument {
            outlet: header.optional("source_office"),
            title: header.optional("source_headline"),
            published: header.optional("source_date"),
            ..EventDocument::default()
        },
        optional_columns: 0,
        votes: None,
        mentions: None,
    })
}

const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];
