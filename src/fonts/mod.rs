//! The fonts of all texts: those in the program, those that the user chose, and those of the
//! system.
//!
//! A font of the system is read when a text has a character that the others lack. Knows no texts,
//! only characters.

mod character_set;
mod embedded;
mod face;
mod region;
mod system;
mod weight;

pub use embedded::choose;
pub(crate) use embedded::{chain, monospace, prepare, scale};
pub(crate) use face::FontFace;
pub(crate) use region::Region;
pub(crate) use system::{find, in_use};
pub use weight::Weight;
