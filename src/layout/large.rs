//! Large connected networks: a first draft from the distances to pivots, improved by bounded forces
//! or by sparse stress.

use emath::Vec2;

use super::bend::bend;
use super::coarse::coarsen;
use super::disc_overlaps::move_discs_apart;
use super::footprint::BodyFootprint;
use super::graph::Graph;
use super::pivot::pivot_mds;
use super::progress::ProgressPart;
use super::radial_rescale::rescale_radially;
use super::recipe::{Improvement, MAX_NEAR_DISTANCES, Recipe};
use super::rotate::rotate;
use super::tforce::{Pull, Schedule};
use super::{sparse, tforce};
use crate::random::Rng;

/// Free space between the rims of bodies that are near each other, as a share of their mean radius.
const ROOM: f32 = 1.0;

/// Steps by forces from a rough draft; a quarter of them where the stress of the draft is below
/// `MESH_STRESS`: then the network is a mesh or similar, and the draft shows its shape already.
const STEPS: usize = 160;
const MESH_STRESS: f32 = 0.06;

/// Steps for few bodies, which keep most of their distances.
const COOL_START: Schedule = Schedule {
    steps: 60,
    from: 0.3,
    to: 0.05,
};

/// What to lay out, and how.
pub(super) struct Large<'a> {
    pub(super) graph: &'a Graph,
    pub(super) footprints: &'a [BodyFootprint],
    pub(super) recipe: Recipe,
    /// More bodies than this are laid out by levels, groups first.
    pub(super) max_at_once: usize,
    pub(super) aspect: f32,
}

impl Large<'_> {
    /// Positions in scene units, centred. `None` if cancelled.
    pub(super) fn layout(&self, rng: &mut Rng, watch: ProgressPart<'_>) -> Option<Vec<Vec2>> {
        let keeps_distances = self.recipe.improvement == Improvement::Distances;
        let watch = watch.part(0.0, 0.95);
        let mut positions = if keeps_distances || self.graph.len() <= self.max_at_once {
            self.at_once(rng, watch)
        } else {
            let attraction = self.recipe.attraction.of(self.graph);
            self.by_levels(&attraction, rng, watch)
        }?;
        if !keeps_distances {
            rescale_radially(self.graph, &mut positions, rng);
        }
        let scale = scale(self.footprints, &positions);
        for at in &mut positions {
            *at *= scale;
        }
        if !(self.recipe.may_bend && bend(self.footprints, &mut positions, self.aspect)) {
            rotate(self.footprints, &mut positions, self.aspect);
        }
        move_discs_apart(self.footprints, &mut positions);
        Some(positions)
    }

    /// Positions in tie lengths, all bodies at once.
    fn at_once(&self, rng: &mut Rng, watch: ProgressPart<'_>) -> Option<Vec<Vec2>> {
        let draft = pivot_mds(self.graph, rng, watch.part(0.0, 0.2))?;
        let mut positions = scattered(draft.positions, 0.5, rng);
        let watch = watch.part(0.2, 1.0);
        let is_mesh = draft.stress < MESH_STRESS;
        match self.recipe.improvement {
            Improvement::Distances => sparse::descend(self.graph, &mut positions, rng, watch)?,
            Improvement::ForcesUnlessMesh if is_mesh => {
                sparse::descend(self.graph, &mut positions, rng, watch)?;
            }
            Improvement::Forces | Improvement::ForcesUnlessMesh => {
                let steps = if is_mesh { STEPS / 4 } else { STEPS };
                let attraction = self.recipe.attraction.of(self.graph);
                apply_forces(&attraction, &mut positions, self.recipe.pull, steps, watch)?;
            }
        }
        Some(positions)
    }

    /// Lays out groups first, then expands each group into its bodies and lets these settle at low
    /// heat: a hot start would destroy the arrangement of the groups.
    fn by_levels(
        &self,
        graph: &Graph,
        rng: &mut Rng,
        watch: ProgressPart<'_>,
    ) -> Option<Vec<Vec2>> {
        let Recipe { pull, settling, .. } = self.recipe;
        if graph.len() <= self.max_at_once {
            let draft = pivot_mds(graph, rng, watch.part(0.0, 0.2))?;
            let mut positions = scattered(draft.positions, 0.5, rng);
            let schedule = hot(STEPS * 3 / 4);
            tforce::run(graph, &mut positions, pull, schedule, watch.part(0.2, 1.0))?;
            return Some(positions);
        }
        let (groups, coarse) = coarsen(graph);
        if coarse.len() * 10 > graph.len() * 9 {
            // Levels that hardly get smaller would be too many: each is kept until the last.
            return self.at_once(rng, watch);
        }
        let growth = (graph.len() as f32 / coarse.len() as f32).sqrt();
        let middles = self.by_levels(&coarse, rng, watch.part(0.1, 0.5))?;
        let expanded = groups
            .iter()
            .map(|&group| middles[group as usize] * growth)
            .collect();
        let mut positions = scattered(expanded, 0.8 * growth * 0.5, rng);
        tforce::run(graph, &mut positions, pull, settling, watch.part(0.5, 1.0))?;
        Some(positions)
    }
}

/// Moves positions, in tie lengths, by bounded forces: this many steps, or fewer and cooler ones
/// for few bodies, which keep most of their distances.
pub(super) fn apply_forces(
    attraction: &Graph,
    positions: &mut [Vec2],
    pull: Pull,
    steps: usize,
    watch: ProgressPart<'_>,
) -> Option<()> {
    let schedule = if positions.len() > MAX_NEAR_DISTANCES {
        hot(steps)
    } else {
        COOL_START
    };
    tforce::run(attraction, positions, pull, schedule, watch)
}

/// Moves each position at random by up to `reach` along each axis, so that no two coincide.
fn scattered(mut positions: Vec<Vec2>, reach: f32, rng: &mut Rng) -> Vec<Vec2> {
    for at in &mut positions {
        *at += Vec2::new(rng.unit_f32() - 0.5, rng.unit_f32() - 0.5) * (2.0 * reach);
    }
    positions
}

/// The schedule for a rough draft.
fn hot(steps: usize) -> Schedule {
    Schedule {
        steps,
        from: 3.0,
        to: 0.13,
    }
}

/// The factor by which the layout must grow to give bodies room, if they were spread evenly.
fn scale(footprints: &[BodyFootprint], positions: &[Vec2]) -> f32 {
    let count = positions.len().max(1) as f32;
    let middle = positions.iter().fold(Vec2::ZERO, |sum, &at| sum + at) / count;
    let spread = positions
        .iter()
        .map(|&at| (at - middle).length_sq())
        .sum::<f32>()
        / count;
    let radius = footprints
        .iter()
        .map(|print| print.radius.max(1.0))
        .sum::<f32>()
        / count;
    let cell = (std::f32::consts::TAU * spread.max(1e-12) / count).sqrt();
    (2.0 + ROOM) * radius * 1.6 / cell
}
