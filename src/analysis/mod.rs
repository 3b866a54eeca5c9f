//! Numbers about a network, each with the paper it comes from. Knows no places, no scene, no files and no window.

mod progress;
pub use progress::Progress;

mod chance;

// Who is central.
mod plain;
pub use plain::Plain;

mod rank;
pub use rank::{Measure, RANKS, degree_by_kind};

mod betweenness;
mod closeness;
mod spectral;

// Who belongs together, and how one comes from one to the other.
mod communities;
pub use communities::{Communities, communities, modularity};

mod path;
pub use path::{Path, Steps, path};
