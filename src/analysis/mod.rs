//! Measures of a network, each with the paper it comes from. Knows no positions, no scene, no files
//! and no window.
//!
//! A [`SignedGraph`] has the sign of every pair of actors, by a [`Rule`] that is shown with every
//! number; the measures of balance read it.

mod progress;
pub use progress::AnalysisProgress;

// Signs and structural balance.
mod pair_sign;
mod sign_rule;
mod signed;
pub use sign_rule::{Contested, MixedRule, Rule};
pub use signed::{Neighbour, Pair, SignedGraph};

mod triad_outcomes;
pub use triad_outcomes::{TriadOutcome, TriadOutcomes};
mod triads;
pub use triads::{
    Census, CommonEnemy, Tension, Triad, TriadCounts, TriadKind, common_enemies, common_enemy_of,
    for_each_triad, tensions,
};

mod walk;
pub use walk::{MAX_WALK_ACTORS, walk_balance};

mod frustration;
pub use frustration::{Effort, Frustration, NextSplit, Optima, frustration, next_split};

mod interval;
mod nulls;
pub use nulls::{
    CampNumber, CampNumbers, ChanceFindings, Histogram, MAX_SWITCHED_PAIRS, NullComparison,
    NullModel, Statistic, compare_with_chance,
};

mod robustness;
pub use robustness::{ERROR_RATES, FewestFlips, Robustness, SourceEffect, robustness};

mod polarization;
pub use polarization::Polarization;

mod best_split;
mod camps;
pub use camps::{Clustering, RelaxedBlock, RelaxedGroups, clusterings};

mod predict;
pub use predict::{Evaluation, Prediction, PredictionSearch, evaluate, predict, predict_within};

mod balance_findings;
pub use balance_findings::BalanceFindings;

pub mod explanation;

// Balance over time.
mod timeline_index;
pub use timeline_index::{Bin, Flip, NetworkChanges, TimelineIndex};

mod balance_over_time;
pub use balance_over_time::{BinBalance, balance_over_time};

// Centrality, which ignores signs.
mod adjacency;
pub use adjacency::Adjacency;

mod measures;
pub use measures::{Cost, MEASURES, Measure, NumberFormat, degree_by_kind};

mod simplify;
pub use simplify::{simplified, with_simplification};

mod story_filter;
pub use story_filter::{filter_of_step, saved_filter};

mod blocs;
pub use blocs::blocs;

mod betweenness;
mod closeness;
mod search_starts;
mod spectral;

// Several coders of the same texts.
pub mod agreement;

// Communities and paths.
mod communities;
pub use communities::{COMMUNITY_SEED, Communities, communities, modularity};

mod path;
pub use path::{ActorPath, PathTies, shortest_path};
