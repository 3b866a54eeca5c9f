//! Blocs: sets of actors drawn as one. Which actors belong together, and what the network is like
//! with them as single actors. Knows no positions.

mod by_record;
mod collapsed;
mod condensed;
mod fields;
mod groups;
mod rule;
mod saved;
mod strongest;
mod words;

#[cfg(test)]
mod tests;

pub use by_record::groups_by_record;
pub(super) use collapsed::CollapsedBlocs;
pub use collapsed::{CollapsedBloc, TiesBetweenBlocs};
pub use condensed::condensed;
pub use fields::actor_fields;
pub use groups::{
    ActorGroup, MAX_BLOCS, bloc_name, blocs_of_groups, group_names, short_bloc_name, without_rest,
};
pub use rule::BlocRule;
pub use saved::{saved_blocs, saved_outlines, with_saved_blocs, with_saved_outlines};
pub use words::{bloc_ties_in_words, blocs_in_words};
