//! The native format `frenemy/1`: one table of fields for reader, writer and schema.

pub(crate) mod actor;
mod annotation;
pub(crate) mod citation;
pub(crate) mod claim;
mod codebook;
mod coder;
pub(crate) mod document;
mod fidelity;
mod issued;
mod key_set;
mod lists;
pub(in crate::file::formats) mod markup;
pub(crate) mod members;
mod meta;
pub(crate) mod proposal;
mod question;
pub(crate) mod reading;
pub(crate) mod record;
pub(crate) mod reference;
pub(crate) mod relation;
pub(crate) mod schema;
mod shape;
mod story;
mod story_blocs;
mod story_filter;
mod story_ids;
mod story_steps;
