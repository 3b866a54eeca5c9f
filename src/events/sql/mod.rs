//! The plan as SQL, for engines that do the grouping: a table of dialects, and one query. Runs
//! nothing.

mod cell_writer;
mod column_names;
mod dialect;
mod kinds;
mod query;
mod reasons;
mod times;
mod votes;

pub(in crate::events) use column_names::plain_columns;
pub(in crate::events) use query::{
    DROPPED, RESULT_COLUMNS, ROWS, SPELLS, VOTE_PERIOD, VOTES, query,
};

pub use dialect::{SQL_DIALECTS, SqlDialect, SqlSource, dialect};
