//! Simplification: rules that reduce a large network to what matters. A new rule is a file here and
//! a row of [`SIMPLIFICATIONS`]. Knows no measures: values of actors come from the caller.

mod setting;
pub use setting::{Amount, ChosenAmount, RankedBy, RuleSetting};

mod result;
pub(super) use result::HiddenRecords;
pub use result::SimplifyResult;

mod settings;
pub use settings::Simplify;

mod rule;
pub use rule::{
    ActorMeasures, RuleContext, RuleEffect, RuleInput, RuleParameter, SimplificationRule,
};

// The rules, in the order in which they are applied.
mod tie_groups;

mod backbone;
mod tie_strength;

mod component;
mod k_core;
mod near;
mod top;

mod rules;
pub use rules::{SIMPLIFICATIONS, chosen_in_words};

mod resolve;
pub use resolve::simplified;

#[cfg(test)]
mod tests;
