//! A document seen through a lens, as a petgraph graph. Knows no places and no window.

pub mod contest;
mod lens;
mod network;
mod search;
mod sight;
pub mod sourcing;
pub mod words;

pub use lens::{Lens, Which};
pub use network::{EdgeIndex, Network, NodeIndex};
pub use search::{Found, Place, What, actors_like, actors_named, find, is_name};
