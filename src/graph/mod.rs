//! A document seen through a lens, as a petgraph graph. Knows no places and no window.

mod lens;
mod network;
mod search;
pub mod words;

pub use lens::Lens;
pub use network::{EdgeIndex, Network, NodeIndex};
pub use search::{Found, Place, What, find, find_actors};
