//! What a method does with a connected part of a given size. A recipe is resolved once for each
//! part; the steps of the layout read it and never ask for the method.

use super::attraction::Attraction;
use super::parameters::Parameters;
use super::targets::Lengths;
use super::tforce::{Pull, Schedule};

/// Up to this many bodies crossings can still be avoided.
pub(super) const MAX_POLISHED: usize = 60;

/// Up to this many bodies a layout starts from true distances and keeps most of them.
pub(super) const MAX_NEAR_DISTANCES: usize = 200;

/// Fewer bodies than this have no communities.
const MIN_COMMUNITIES: usize = 12;

/// How far forces move a small network away from true distances, where the parameter has its
/// default.
const CLUSTERS_SHARE: f32 = 0.51;
const BALANCED_SHARE: f32 = 0.35;

/// The last steps of a large network whose groups are in place: few, or more where neighbourhoods
/// come first.
const COOL: Schedule = Schedule {
    steps: 16,
    from: 1.0,
    to: 0.13,
};
const CAREFUL: Schedule = Schedule {
    steps: 48,
    from: 2.0,
    to: 0.05,
};

/// How a connected part is laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recipe {
    /// The lengths of ties in the distances that a small network should have.
    pub(super) lengths: Lengths,
    /// How far a small network goes from true distances to what the forces make of it, from 0 to 1;
    /// `None` where it keeps true distances.
    pub(super) share_of_forces: Option<f32>,
    /// How strongly each tie attracts where forces act.
    pub(super) attraction: Attraction,
    /// How neighbours attract each other where forces act.
    pub(super) pull: Pull,
    /// What improves the first draft of a large network.
    pub(super) improvement: Improvement,
    /// Whether a long chain may be bent into rows, at the cost of distances between its ends.
    pub(super) may_bend: bool,
    /// The last steps of a network that is laid out by levels.
    pub(super) settling: Schedule,
}

/// What improves the first draft of a large network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Improvement {
    /// Bounded forces keep neighbours together.
    Forces,
    /// Forces, unless the draft shows that true distances keep neighbours together as well.
    ForcesUnlessMesh,
    /// Sparse stress: true distances.
    Distances,
}

/// The recipe of a method for a number of bodies.
pub(super) type RecipeOf = fn(&Parameters, usize) -> Recipe;

/// What most methods do.
const PLAIN: Recipe = Recipe {
    lengths: Lengths::UNSIGNED,
    share_of_forces: None,
    attraction: Attraction::Even,
    pull: Pull::USUAL,
    improvement: Improvement::Forces,
    may_bend: true,
    settling: COOL,
};

pub(super) fn auto(_: &Parameters, _: usize) -> Recipe {
    Recipe {
        lengths: Lengths::SIGN_AWARE,
        improvement: Improvement::ForcesUnlessMesh,
        ..PLAIN
    }
}

pub(super) fn faithful(_: &Parameters, _: usize) -> Recipe {
    Recipe {
        improvement: Improvement::Distances,
        may_bend: false,
        ..PLAIN
    }
}

pub(super) fn balanced(parameters: &Parameters, bodies: usize) -> Recipe {
    let share = share_of_forces(BALANCED_SHARE, parameters.cohesion, bodies);
    Recipe {
        share_of_forces: (bodies > MAX_POLISHED).then_some(share),
        pull: Pull::USUAL.times(parameters.cohesion),
        settling: CAREFUL,
        ..PLAIN
    }
}

pub(super) fn clusters(parameters: &Parameters, bodies: usize) -> Recipe {
    let share = share_of_forces(CLUSTERS_SHARE, parameters.separation, bodies);
    Recipe {
        share_of_forces: (bodies > MIN_COMMUNITIES).then_some(share),
        attraction: Attraction::ByCommunity {
            separation: parameters.separation,
        },
        ..PLAIN
    }
}

pub(super) fn signed(parameters: &Parameters, _: usize) -> Recipe {
    Recipe {
        lengths: Lengths::SIGN_DOMINANT.stretched(parameters.rivalry),
        attraction: Attraction::BySign {
            rivalry: parameters.rivalry,
        },
        ..PLAIN
    }
}

fn share_of_forces(usual: f32, parameter: f32, bodies: usize) -> f32 {
    if bodies > MAX_NEAR_DISTANCES {
        1.0
    } else {
        usual * (0.5 + 0.5 * parameter)
    }
}
