//! The records of a document as rows of tables: actors, relations, claims, sources. Columns, order
//! and filter of the rows, rows as text, and rows that are pasted. Knows no window.

mod cells;
mod columns;
mod list;
mod paste;
mod record;
mod text;

pub use cells::{cell_field, cell_value};
pub use columns::{ColumnField, ColumnOrder, RowColumn, column_called, columns};
pub use list::{RecordRows, RowQuery};
pub use paste::{PasteSummary, PastedRows};
pub use record::{RecordKind, RecordRow, RowContext, RowKey};
pub use text::as_tsv;
