//! A document seen through a filter, as a petgraph graph. Knows no places and no window.

pub mod dispute;
mod filter;
mod network;
pub mod provenance;
mod resolved_filter;
mod search;
pub mod words;

pub use filter::{Filter, Which};
pub use network::{EdgeIndex, Network, NodeIndex};
pub use search::{Found, Place, What, actors_like, actors_named, find, is_name};
