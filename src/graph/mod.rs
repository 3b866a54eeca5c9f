//! A document seen through a lens, as a petgraph graph of ids. Knows no places and no window.
