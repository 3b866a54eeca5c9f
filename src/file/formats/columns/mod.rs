//! Which columns of a table are the ends of ties, guessed from their names and their content. Reads
//! no line.

mod shape;
pub(crate) use shape::{TableShape, shape};

mod tie_columns;
pub(crate) use tie_columns::TieColumns;

mod end_names;
pub(crate) use end_names::{labelled_ends, named_ends};

mod nameless;
pub(crate) use nameless::without_names;

mod partners;
pub(crate) use partners::PartnerColumns;

mod cell_number;
mod matrices;
