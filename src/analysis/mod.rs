//! Numbers about a network, each with the paper it comes from. Knows no places, no scene, no files and no window.
//!
//! [`SignedGraph`] says who is friend and who is foe, by a [`Rule`] that is shown beside every number; the measures read it.

mod progress;
pub use progress::Progress;

// Who is friend and who is foe, and whether that holds together.
mod signed;
pub use signed::{Contested, MixedRule, Neighbour, Pair, Rule, SignedGraph};

mod triads;
pub use triads::{
    Census, CommonEnemy, Share, Tension, Triad, TriadKind, common_enemies, common_enemy_of,
    for_each_triad, tensions,
};

mod walk;
pub use walk::{WALK_LIMIT, walk_balance};

mod frustration;
pub use frustration::{Effort, Frustration, Optima, frustration};

mod camps;
pub use camps::{Clustering, clusterings};

mod predict;
pub use predict::{Evaluation, Prediction, evaluate, predict};

mod findings;
pub use findings::Findings;

pub mod words;

// The same over time.
mod timeline_index;
pub use timeline_index::{Bin, Flip, TimelineIndex, Turns};

mod balance_over_time;
pub use balance_over_time::{Moment, course};

// Who is central, signs set aside.
mod adjacency;
pub use adjacency::Adjacency;

mod measures;
pub use measures::{Cost, MEASURES, Measure, NumberFormat, degree_by_kind};

mod betweenness;
mod closeness;
mod spectral;

// Who belongs together, and how one comes from one to the other.
mod communities;
pub use communities::{Communities, communities, modularity};

mod path;
pub use path::{Path, Steps, path};
