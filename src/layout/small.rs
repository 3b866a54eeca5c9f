//! Small connected networks: several drafts from random starts; the best ones are given room,
//! rotated and polished.

use emath::Vec2;
use rayon::prelude::*;

use super::aesthetics::Aesthetics;
use super::bend::bend;
use super::clique::disc_of_equals;
use super::crossing_reduction::{CrossingOptions, CrossingReduction};
use super::footprint::{BodyFootprint, bounds};
use super::graph::Graph;
use super::large::apply_forces;
use super::overlap_removal::{overlap, remove_overlaps};
use super::polish::polish;
use super::progress::ProgressPart;
use super::recipe::{MAX_NEAR_DISTANCES, MAX_POLISHED, Recipe};
use super::rotate::rotate;
use super::stress;
use super::targets::Targets;
use crate::random::Rng;

/// Overlap that is left to be removed, as a share of a tie's length for each body, in a drawing
/// that is polished and in others; and the most by which a layout is enlarged to have no more than
/// that.
const TOLERABLE_OVERLAP: [f32; 2] = [0.05, 0.015];
const MAX_SCALE: f32 = 6.0;

/// How crossings count in the choice between drafts; how they are reduced where distances come
/// first; and where neighbourhoods do, without leaving what the forces made.
const CHOICE: CrossingOptions = CrossingOptions {
    rounds: 0,
    reach: 0.0,
    price: 0.001,
};
const AMONG_DISTANCES: CrossingOptions = CrossingOptions {
    rounds: 3,
    reach: 0.5,
    price: 0.0015,
};
const AMONG_FORCES: CrossingOptions = CrossingOptions {
    rounds: 2,
    reach: 0.1,
    price: 0.02,
};

/// Steps by forces from true distances.
const FORCE_STEPS: usize = 100;

/// What to lay out, and how.
pub(super) struct Small<'a> {
    pub(super) graph: &'a Graph,
    pub(super) footprints: &'a [BodyFootprint],
    pub(super) recipe: Recipe,
    pub(super) aspect: f32,
    /// Whether it is one of very many: then few random starts must do.
    pub(super) is_one_of_many: bool,
}

impl Small<'_> {
    /// Positions in scene units, centred. O(n² · (starts + log n)). `None` if cancelled.
    pub(super) fn layout(&self, rng: &mut Rng, watch: ProgressPart<'_>) -> Option<Vec<Vec2>> {
        let count = self.graph.len();
        if count < 2 {
            return Some(vec![Vec2::ZERO; count]);
        }
        let targets = Targets::new(self.graph, self.recipe.lengths, watch.part(0.0, 0.2))?;
        if let Some(mut positions) = disc_of_equals(&targets, unit(self.footprints)) {
            self.make_room(&mut positions);
            return Some(positions);
        }
        let mut drafts = self.drafts(&targets, rng, watch.part(0.2, 0.7))?;
        if let Some(share) = self.recipe.share_of_forces {
            let watch = watch.part(0.7, 0.9);
            drafts = vec![self.moved_by_forces(&targets, drafts, share, rng, watch)?];
        } else {
            drafts.truncate(self.few_of_many(finalist_count(count), 1));
            self.reduce_crossings(&targets, AMONG_DISTANCES, &mut drafts[0], rng);
        }
        let mut best: Option<(f32, Vec<Vec2>)> = None;
        for (index, draft) in drafts.iter().enumerate() {
            watch
                .part(0.7, 1.0)
                .at(index as f32 / drafts.len() as f32)?;
            let (cost, positions) = self.finished(&targets, draft, rng);
            if best.as_ref().is_none_or(|(lowest, _)| cost < *lowest) {
                best = Some((cost, positions));
            }
        }
        best.map(|(_, positions)| positions)
    }

    /// A number of attempts, or at most this few where there are very many parts.
    fn few_of_many(&self, usual: usize, few: usize) -> usize {
        if self.is_one_of_many {
            usual.min(few)
        } else {
            usual
        }
    }

    /// Stress layouts from several random starts, best first, in tie lengths.
    fn drafts(
        &self,
        targets: &Targets,
        rng: &mut Rng,
        watch: ProgressPart<'_>,
    ) -> Option<Vec<Vec<Vec2>>> {
        let starts = self.few_of_many(start_count(targets.len()), 2);
        let seeds: Vec<u64> = (0..starts).map(|_| rng.next_u64()).collect();
        let draft = |&seed: &u64| {
            watch.at(0.5)?;
            let mut positions = stress::descend(targets, &mut Rng::from_mixed(seed));
            let price = if targets.has_sides {
                0.0
            } else {
                let crossings = CrossingReduction::new(self.graph, targets, CHOICE, &mut positions);
                crossings.map_or(0.0, |crossings| crossings.price())
            };
            let cost = stress::stress(targets, &positions) + price;
            Some((cost, positions))
        };
        let mut drafts = seeds.par_iter().map(draft).collect::<Option<Vec<_>>>()?;
        drafts.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        Some(drafts.into_iter().map(|(_, positions)| positions).collect())
    }

    /// Moves the best drafts by forces, and returns the one that preserves neighbourhoods best for
    /// its stress.
    fn moved_by_forces(
        &self,
        targets: &Targets,
        mut drafts: Vec<Vec<Vec2>>,
        share: f32,
        rng: &mut Rng,
        watch: ProgressPart<'_>,
    ) -> Option<Vec<Vec2>> {
        drafts.truncate(candidate_count(self.graph.len()));
        let is_only = drafts.len() == 1;
        let attraction = self.recipe.attraction.of(self.graph);
        let seeds: Vec<u64> = drafts.iter().map(|_| rng.next_u64()).collect();
        let moved = |(mut draft, seed): (Vec<Vec2>, u64)| {
            let mut moved = draft.clone();
            apply_forces(
                &attraction,
                &mut moved,
                self.recipe.pull,
                FORCE_STEPS,
                watch,
            )?;
            blend(&mut draft, &moved, share);
            let mut rng = Rng::from_mixed(seed);
            self.reduce_crossings(targets, AMONG_FORCES, &mut draft, &mut rng);
            let cost = if is_only {
                0.0
            } else {
                let preserved = neighbourhood_preservation(self.graph, &draft);
                stress::scaled_stress(targets, &draft) - preserved
            };
            Some((cost, draft))
        };
        let moved = drafts.into_par_iter().zip(seeds).map(moved);
        let moved = moved.collect::<Option<Vec<_>>>()?;
        let best = moved
            .into_iter()
            .min_by(|(one, _), (other, _)| one.total_cmp(other));
        best.map(|(_, draft)| draft)
    }

    /// Reduces crossings where there are too many bodies to polish each and too few to make
    /// crossings unavoidable.
    fn reduce_crossings(
        &self,
        targets: &Targets,
        options: CrossingOptions,
        draft: &mut [Vec2],
        rng: &mut Rng,
    ) {
        if !targets.has_sides
            && (MAX_POLISHED + 1..=MAX_NEAR_DISTANCES).contains(&draft.len())
            && let Some(mut crossings) = CrossingReduction::new(self.graph, targets, options, draft)
        {
            crossings.reduce(rng);
        }
    }

    /// A draft in scene units, rotated, freed of overlaps and polished; and its cost by the
    /// aesthetic criteria.
    fn finished(&self, targets: &Targets, draft: &[Vec2], rng: &mut Rng) -> (f32, Vec<Vec2>) {
        let unit = unit(self.footprints);
        let mut positions: Vec<Vec2> = draft.iter().map(|&at| at * unit).collect();
        let is_bent = self.recipe.may_bend && bend(self.footprints, &mut positions, self.aspect);
        if !is_bent {
            rotate(self.footprints, &mut positions, self.aspect);
        }
        let wide = if is_bent {
            1.0
        } else {
            self.stretch(&mut positions)
        };
        let unit = unit * self.make_room(&mut positions);
        if is_bent || positions.len() > MAX_POLISHED || targets.has_sides {
            return (0.0, positions);
        }
        let unit = Vec2::new(unit * wide, unit / wide);
        let mut drawing = Aesthetics::new(self.graph, targets, self.footprints, unit, &positions);
        polish(&mut drawing, rng);
        (drawing.total(), drawing.positions().to_vec())
    }

    /// Widens a small layout that is too square for the window: names are wide, so that bodies need
    /// more room at their sides than above and below. Returns the factor.
    fn stretch(&self, positions: &mut [Vec2]) -> f32 {
        let (low, high) = bounds(self.footprints, positions);
        let missing = self.aspect * (high.y - low.y) / (high.x - low.x).max(1.0);
        let wide = missing.sqrt().clamp(1.0, max_stretch(positions.len()));
        for at in positions {
            *at = *at * Vec2::new(wide, 1.0 / wide);
        }
        wide
    }

    /// Enlarges the layout until removing overlaps no longer deforms it; then removes them. Returns
    /// the scale.
    fn make_room(&self, positions: &mut [Vec2]) -> f32 {
        let share = TOLERABLE_OVERLAP[usize::from(positions.len() > MAX_POLISHED)];
        let tolerable = share * unit(self.footprints) * positions.len() as f32;
        let mut scale = 1.0;
        while scale < MAX_SCALE {
            let scaled: Vec<Vec2> = positions.iter().map(|&at| at * scale).collect();
            if overlap(self.footprints, &scaled) <= tolerable {
                break;
            }
            scale *= 1.1;
        }
        for at in positions.iter_mut() {
            *at *= scale;
        }
        remove_overlaps(self.footprints, positions, &vec![1.0; positions.len()]);
        scale
    }
}

/// Scene units between two friends: room for two discs, for most of a name, and for a line to be
/// seen.
pub(super) fn unit(footprints: &[BodyFootprint]) -> f32 {
    let count = footprints.len().max(1) as f32;
    let radius = footprints.iter().map(|print| print.radius).sum::<f32>() / count;
    let width = footprints.iter().map(|print| print.half_width).sum::<f32>() / count;
    70.0 + 2.0 * radius + 0.8 * width
}

/// Moves positions by a share of the way to others, which are first scaled to the same size.
fn blend(positions: &mut [Vec2], others: &[Vec2], share: f32) {
    let middle = |positions: &[Vec2]| {
        positions.iter().fold(Vec2::ZERO, |sum, &at| sum + at) / positions.len().max(1) as f32
    };
    let (here, there) = (middle(positions), middle(others));
    let along: f32 = positions
        .iter()
        .zip(others)
        .map(|(&at, &other)| (at - here).dot(other - there))
        .sum();
    let square: f32 = others
        .iter()
        .map(|&other| (other - there).length_sq())
        .sum();
    let scale = along.max(0.0) / square.max(1e-12);
    for (at, &other) in positions.iter_mut().zip(others) {
        *at = (*at - here) * (1.0 - share) + (other - there) * (scale * share);
    }
}

/// How well neighbourhoods are preserved: for a body with `k` neighbours the Jaccard similarity of
/// these and the `k` nearest bodies; the mean over all bodies. O(n²).
fn neighbourhood_preservation(graph: &Graph, positions: &[Vec2]) -> f32 {
    let of_one = |body: usize| {
        let links = graph.links(body);
        let others = (0..positions.len()).filter(|other| *other != body);
        let away = |other: usize| (positions[other] - positions[body]).length_sq();
        let mut near: Vec<(f32, usize)> = others.map(|other| (away(other), other)).collect();
        let count = links.len().min(near.len());
        if count == 0 || count == near.len() {
            return 1.0;
        }
        near.select_nth_unstable_by(count - 1, |(one, _), (other, _)| one.total_cmp(other));
        let is_neighbour = |other: usize| links.iter().any(|link| link.to as usize == other);
        let both = near[..count]
            .iter()
            .filter(|(_, other)| is_neighbour(*other))
            .count();
        both as f32 / (2 * count - both) as f32
    };
    (0..positions.len()).map(of_one).sum::<f32>() / positions.len().max(1) as f32
}

/// The most by which a layout of this many bodies may be widened; for many bodies true distances
/// come first.
fn max_stretch(count: usize) -> f32 {
    match count {
        0..=40 => 1.2,
        41..=60 => 1.1,
        _ => 1.0,
    }
}

/// How many random starts: many where they are cheap and matter most.
fn start_count(count: usize) -> usize {
    match count {
        0..=40 => 24,
        41..=80 => 8,
        81..=200 => 4,
        _ => 1,
    }
}

/// How many drafts are moved by forces, where the recipe has them.
fn candidate_count(count: usize) -> usize {
    if count <= MAX_NEAR_DISTANCES { 3 } else { 1 }
}

/// How many drafts are finished and compared as drawings.
fn finalist_count(count: usize) -> usize {
    match count {
        0..=40 => 6,
        41..=60 => 2,
        _ => 1,
    }
}
