//! A document seen through a filter, as a petgraph graph. Knows no positions and no window.

mod network;
mod ordinals;

mod blocs;

mod filter;
mod resolved_filter;
pub mod simplify;

pub mod filter_words;
pub mod words;

pub mod dispute;
pub mod filter_effect;
pub mod provenance;
pub mod usage;
pub mod weak;

mod line_style;
mod mention;
mod search;
mod ties;

#[cfg(test)]
mod filter_tests;
#[cfg(test)]
mod provenance_tests;
#[cfg(test)]
mod ties_tests;

pub use blocs::{
    ActorGroup, BlocRule, CollapsedBloc, MAX_BLOCS, TiesBetweenBlocs, actor_fields, bloc_name,
    bloc_ties_in_words, blocs_in_words, blocs_of_groups, condensed, group_names, groups_by_record,
    saved_blocs, saved_outlines, short_bloc_name, with_saved_blocs, with_saved_outlines,
    without_rest,
};
pub use filter::{Filter, PropertyFilter};
pub use line_style::{LineGrouping, LineStyle, LineWidth};
pub use mention::{Mention, MentionRole, actors_named, mentions};
pub use network::Network;
pub use ordinals::{EdgeIndex, NodeIndex};
pub use search::{SearchField, SearchHit, SearchTarget, actors_like, find, is_name};
pub use ties::{Tie, TieIndex, TieKey, Ties, ValueRange, newest_first};
