//! Parses JSON text into a tree that keeps the place of every value and how it was written. Knows
//! no format.
//!
//! `serde_json::Value` keeps neither: a number becomes a float, a repeated key replaces the first,
//! and no value knows its line. So leaves and keys are read as a `RawValue`, a slice of the text
//! that `serde_json` has checked; their lengths give the places of everything else. Issues have
//! places, numbers keep their digits, and fields that the model does not know can be written back.
//! `serde_json` alone decides what is JSON.

mod memory;
mod text;
mod tree;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use text::{quote_into, tokens};
pub(crate) use tree::{ListRest, Parsed, Pointers, parse, parse_outline, parse_reporting};
pub(crate) use value::{Kind, Member, Value};
