//! Event data become relations: who did what to whom when, in millions of rows, becomes who is
//! friendly and hostile, with the best-documented records as claims. Reads files through
//! `file::disk`; knows no graph and no window.
//!
//! A preset says which column of a set means what ([`EventPreset`]); the rules are a plan
//! ([`EventPlan`]), and each is a row of [`EVENT_OPTIONS`]. [`import()`] is one pass: `sources`
//! gives chunks of rows, `row` says what a row means, `groups` counts in bounded memory,
//! `stretches` applies the rules, `mentions` finds the texts of records, and `document` is the
//! result.

mod preset;
pub mod presets;
mod time;

mod options;
mod plan;
mod request;

mod cameo;
mod chosen;
mod countries;
mod counts;
mod roles;
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

mod fit;
mod import;
mod mentions;
mod preview;

mod aggregated;
mod engine;
mod sql;

mod invented;

pub use aggregated::import_aggregated;
pub use counts::{BrokenRow, DropReason, EventCounts};
pub use engine::{EngineProgress, EventEngine, import_by_engine, sql_of};
pub use import::{EventProgress, ImportedEvents, import};
pub use invented::{EventSample, PlantedPair};
pub use options::{
    EVENT_OPTIONS, EventChoice, EventInputKind, EventOption, ON, event_option, with_labels,
};
pub use plan::{ActorLevel, EventPlan, EventRule};
pub use preset::{
    ActorColumns, EventCase, EventClass, EventDocument, EventGrade, EventHeader, EventLayout,
    EventPreset, EventStatement, EventTime, MentionColumns, MissingColumn, VoteColumns,
};
pub use preview::{EventPreview, PREVIEW_ROWS, preview};
pub use request::{EventRequest, OptionProblem};
pub use sql::{SQL_DIALECTS, SqlDialect, SqlSource, dialect};
pub use time::EventPeriod;
