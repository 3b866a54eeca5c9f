//! Event data become relations: who did what to whom when, in millions of rows, becomes who is
//! friendly and hostile, with the best-documented records as claims. Reads files through
//! `file::disk`; knows no graph and no window.
//!
//! A preset says which column of a set means what ([`EventPreset`]); the rules are a plan
//! ([`EventPlan`]). [`import()`] is one pass: `sources` gives chunks of rows, `row` says what a row
//! means, `groups` counts in bounded memory, `stretches` applies the rules, and `document` is the
//! result.

mod preset;
pub mod presets;
mod time;

mod plan;

mod countries;
mod counts;
mod row;
mod sources;

mod cell;
mod groups;
mod names;
mod record;

mod relations;
mod stretches;
mod votes;

mod actors;
mod document;
mod references;

mod import;

mod aggregated;
mod engine;
mod sql;

mod invented;

pub use aggregated::import_aggregated;
pub use counts::{BrokenRow, DropReason, EventCounts};
pub use engine::{EventEngine, import_by_engine, sql_of};
pub use import::{EventProgress, ImportedEvents, import};
pub use invented::{EventSample, PlantedPair};
pub use plan::{ActorLevel, DEFAULT_GOLDSTEIN, DEFAULT_NET, EventPlan, EventRule};
pub use preset::{
    ActorColumns, EventCase, EventClass, EventDocument, EventGrade, EventHeader, EventLayout,
    EventPreset, EventStatement, EventTime, MissingColumn, VoteColumns,
};
pub use sql::{SQL_DIALECTS, SqlDialect, SqlSource, dialect};
pub use time::EventPeriod;
