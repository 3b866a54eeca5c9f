//! The languages of figures and pages: what these say of themselves, in messages of Fluent. Words
//! of the document stay as they are written. Knows no picture.

mod tags;

mod catalogue;
mod phrases;

mod dates;

#[cfg(test)]
mod tests;

pub use catalogue::MessageValue;
pub use tags::Language;
