//! The languages of figures and pages: their own texts, as messages of Fluent. Words
//! of the document stay as they are written. Knows no picture.

mod tags;

mod catalogue;
mod phrases;

mod citations;
mod dates;
mod kinds;

#[cfg(test)]
mod tests;

pub use catalogue::MessageValue;
pub use kinds::{actor_kind_key, relation_kind_key};
pub use phrases::{FIRST_STRONG_ISOLATE, POP_ISOLATE};
pub use tags::Language;
