//! Small connected networks, where beauty counts most: several starts, the best kept, made roomy, turned and polished.

use emath::Vec2;
use rayon::prelude::*;

use super::aesthetics::Aesthetics;
use super::crossing_reduction::{Manner, Tangle};
use super::footprint::{Footprint, bounds};
use super::graph::Graph;
use super::large::Large;
use super::method::Method;
use super::overlap_removal::{overlap, spread};
use super::parameters::Parameters;
use super::polish::polish;
use super::progress::Watch;

use super::rotate::turn;
use super::stress;
use super::targets::{Lengths, Targets};
use crate::random::Rng;

/// Up to this many bodies a full matrix of distances pays; fewer in tests, which run without optimization.
pub(super) const MOST: usize = if cfg!(test) { 300 } else { 1200 };

/// Overlap left to be parted, as a share of a tie's length per body, in a drawing that is polished and in others; and the most by which a picture is enlarged to
/// have no more than that.
const TOLERABLE: [f32; 2] = [0.05, 0.015];
const MAX_SCALE: f32 = 6.0;

/// Up to this many bodies a drawing is polished by hand, as it were, and several are; beyond, that costs more time than
/// it gives beauty.
const MAX_POLISHED: usize = 60;

/// Beyond that, and up to this many, crossings are loosened. They count for the choice between drafts; where distances
/// are to be true; and, without leaving what the forces made, where neighbourhoods are to be kept.
const MAX_LOOSENED: usize = 200;
const CHOICE: Manner = Manner {
    rounds: 0,
    reach: 0.0,
    price: 0.001,
};
const TRUE: Manner = Manner {
    rounds: 3,
    reach: 0.5,
    price: 0.0015,
};
const NEAR: Manner = Manner {
    rounds: 2,
    reach: 0.1,
    price: 0.02,
};

/// Steps by forces from true distances.
const FORCE_STEPS: usize = 100;

/// Fewer bodies than this have no communities to speak of.
const FEW: usize = 12;

/// Everything the steps share.
pub(super) struct Small<'a> {
    pub(super) graph: &'a Graph,
    pub(super) footprints: &'a [Footprint],
    pub(super) lengths: Lengths,
    pub(super) method: Method,
    pub(super) parameters: Parameters,
    pub(super) aspect: f32,
}

impl Small<'_> {
    /// Places in scene units, centred. O(n² · (starts + log n)). `None` if cancelled.
    pub(super) fn layout(&self, rng: &mut Rng, watch: Watch<'_>) -> Option<Vec<Vec2>> {
        let count = self.graph.len();
        if count < 2 {
            return Some(vec![Vec2::ZERO; count]);
        }
        let targets = Targets::new(self.graph, self.lengths, watch.part(0.0, 0.2))?;
        let mut drafts = self.drafts(&targets, rng, watch.part(0.2, 0.7))?;
        if self.moves_on(count) {
            drafts = vec![self.moved_on(&targets, drafts, rng, watch.part(0.7, 0.9))?];
        } else {
            drafts.truncate(finalists(count));
            self.loosen(&targets, TRUE, &mut drafts[0], rng);
        }
        let mut best: Option<(f32, Vec<Vec2>)> = None;
        for (index, draft) in drafts.iter().enumerate() {
            watch
                .part(0.7, 1.0)
                .at(index as f32 / drafts.len() as f32)?;
            let (cost, places) = self.finished(&targets, draft, rng);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, places));
            }
        }
        best.map(|(_, places)| places)
    }

    /// Of the best drafts, each moved on by forces, the one that keeps most neighbours side by side for its stress.
    fn moved_on(
        &self,
        targets: &Targets,
        mut drafts: Vec<Vec<Vec2>>,
        rng: &mut Rng,
        watch: Watch<'_>,
    ) -> Option<Vec<Vec2>> {
        let count = self.graph.len();
        drafts.truncate(candidates(count));
        let is_only = drafts.len() == 1;
        let large = self.large();
        let attraction = large.attraction();
        let chances: Vec<u64> = drafts.iter().map(|_| rng.next_u64()).collect();
        let moved = |(mut draft, chance): (Vec<Vec2>, u64)| {
            let mut moved = draft.clone();
            large.force(&attraction, &mut moved, FORCE_STEPS, watch)?;
            blend(&mut draft, &moved, self.share_of_forces(count));
            self.loosen(targets, NEAR, &mut draft, &mut Rng::from_mixed(chance));
            let cost = if is_only {
                0.0
            } else {
                stress::scaled_stress(targets, &draft) - kept(self.graph, &draft)
            };
            Some((cost, draft))
        };
        let moved = drafts.into_par_iter().zip(chances).map(moved);
        let moved = moved.collect::<Option<Vec<_>>>()?;
        let best = moved
            .into_iter()
            .min_by(|(one, _), (other, _)| one.total_cmp(other));
        best.map(|(_, draft)| draft)
    }

    /// Loosens crossings in a drawing of a size where that pays.
    fn loosen(&self, targets: &Targets, manner: Manner, draft: &mut [Vec2], rng: &mut Rng) {
        if (MAX_POLISHED + 1..=MAX_LOOSENED).contains(&draft.len())
            && let Some(mut tangle) = Tangle::new(self.graph, targets, manner, draft)
        {
            tangle.loosen(rng);
        }
    }

    /// Whether the method asks for more than distances: communities do, and balance does where it can be told apart.
    fn moves_on(&self, count: usize) -> bool {
        match self.method {
            Method::Clusters => count > FEW,
            Method::Balanced => count > MAX_POLISHED,
            Method::Auto | Method::Faithful | Method::Signed => false,
        }
    }

    /// How far a small network goes from true distances to what the forces make of it.
    fn share_of_forces(&self, count: usize) -> f32 {
        match (self.method, count) {
            (_, 201..) => 1.0,
            (Method::Clusters, _) => 0.51 * (0.5 + 0.5 * self.parameters.separation),
            _ => 0.35 * (0.5 + 0.5 * self.parameters.cohesion),
        }
    }

    fn large(&self) -> Large<'_> {
        let Self {
            graph,
            footprints,
            method,
            parameters,
            aspect,
            ..
        } = *self;
        Large {
            graph,
            footprints,
            method,
            parameters,
            aspect,
        }
    }

    /// Stress layouts from several random starts, best first, in tie lengths.
    fn drafts(&self, targets: &Targets, rng: &mut Rng, watch: Watch<'_>) -> Option<Vec<Vec<Vec2>>> {
        let chances: Vec<u64> = (0..starts(targets.len())).map(|_| rng.next_u64()).collect();
        let draft = |&chance: &u64| {
            watch.at(0.5)?;
            let mut places = stress::descend(targets, &mut Rng::from_mixed(chance));
            let crossings = Tangle::new(self.graph, targets, CHOICE, &mut places);
            let price = crossings.map_or(0.0, |tangle| tangle.price());
            let cost = stress::stress(targets, &places) + price;
            Some((cost, places))
        };
        let mut drafts = chances.par_iter().map(draft).collect::<Option<Vec<_>>>()?;
        drafts.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        Some(drafts.into_iter().map(|(_, places)| places).collect())
    }

    /// A draft brought to scene units, turned, freed of overlaps and polished; and what the judge says to it.
    fn finished(&self, targets: &Targets, draft: &[Vec2], rng: &mut Rng) -> (f32, Vec<Vec2>) {
        let unit = unit(self.footprints);
        let mut places: Vec<Vec2> = draft.iter().map(|&at| at * unit).collect();
        turn(self.footprints, &mut places, self.aspect);
        let wide = self.stretch(&mut places);
        let unit = unit * self.make_room(&mut places);
        if places.len() > MAX_POLISHED {
            return (0.0, places);
        }
        let unit = Vec2::new(unit * wide, unit / wide);
        let mut judge = Aesthetics::new(self.graph, targets, self.footprints, unit, &places);
        polish(&mut judge, rng);
        let cost = if places.len() <= 200 {
            judge.total()
        } else {
            0.0
        };
        (cost, judge.places().to_vec())
    }

    /// Draws a small picture out sideways where it is too square for the window: names are wide, so that bodies need
    /// more room beside than above each other. By how much.
    fn stretch(&self, places: &mut [Vec2]) -> f32 {
        let (low, high) = bounds(self.footprints, places);
        let missing = self.aspect * (high.y - low.y) / (high.x - low.x).max(1.0);
        let wide = missing.sqrt().clamp(1.0, most_stretch(places.len()));
        for at in places {
            *at = *at * Vec2::new(wide, 1.0 / wide);
        }
        wide
    }

    /// Enlarges the whole while that spares the bodies from being pushed out of shape; then parts those that still
    /// overlap. The scale that was used.
    fn make_room(&self, places: &mut [Vec2]) -> f32 {
        let share = TOLERABLE[usize::from(places.len() > MAX_POLISHED)];
        let tolerable = share * unit(self.footprints) * places.len() as f32;
        let mut scale = 1.0;
        while scale < MAX_SCALE {
            let scaled: Vec<Vec2> = places.iter().map(|&at| at * scale).collect();
            if overlap(self.footprints, &scaled) <= tolerable {
                break;
            }
            scale *= 1.1;
        }
        for at in places.iter_mut() {
            *at *= scale;
        }
        spread(self.footprints, places, &vec![1.0; places.len()]);
        scale
    }
}

/// Scene units between two friends: room for two discs, for most of a name, and for a line to be seen.
pub(super) fn unit(footprints: &[Footprint]) -> f32 {
    let count = footprints.len().max(1) as f32;
    let radius = footprints.iter().map(|print| print.radius).sum::<f32>() / count;
    let width = footprints.iter().map(|print| print.half_width).sum::<f32>() / count;
    70.0 + 2.0 * radius + 0.8 * width
}

/// Moves places by a share of the way to others, which are first brought to the same size.
fn blend(places: &mut [Vec2], others: &[Vec2], share: f32) {
    let middle = |places: &[Vec2]| {
        places.iter().fold(Vec2::ZERO, |sum, &at| sum + at) / places.len().max(1) as f32
    };
    let (here, there) = (middle(places), middle(others));
    let along: f32 = places
        .iter()
        .zip(others)
        .map(|(&at, &other)| (at - here).dot(other - there))
        .sum();
    let square: f32 = others
        .iter()
        .map(|&other| (other - there).length_sq())
        .sum();
    let scale = along.max(0.0) / square.max(1e-12);
    for (at, &other) in places.iter_mut().zip(others) {
        *at = (*at - here) * (1.0 - share) + (other - there) * (scale * share);
    }
}

/// How much of the neighbourhoods is seen: of each body with `k` neighbours the Jaccard similarity of these and the `k`
/// nearest bodies, on average. O(n²).
fn kept(graph: &Graph, places: &[Vec2]) -> f32 {
    let of_one = |body: usize| {
        let links = graph.links(body);
        let others = (0..places.len()).filter(|other| *other != body);
        let away = |other: usize| (places[other] - places[body]).length_sq();
        let mut near: Vec<(f32, usize)> = others.map(|other| (away(other), other)).collect();
        let most = links.len().min(near.len());
        if most == 0 || most == near.len() {
            return 1.0;
        }
        near.select_nth_unstable_by(most - 1, |(one, _), (other, _)| one.total_cmp(other));
        let is_neighbour = |other: usize| links.iter().any(|link| link.to as usize == other);
        let both = near[..most]
            .iter()
            .filter(|(_, other)| is_neighbour(*other))
            .count();
        both as f32 / (2 * most - both) as f32
    };
    (0..places.len()).map(of_one).sum::<f32>() / places.len().max(1) as f32
}

/// Up to so many bodies a picture may be drawn out sideways; beyond, true distances come first.
fn most_stretch(count: usize) -> f32 {
    match count {
        0..=40 => 1.2,
        41..=60 => 1.1,
        _ => 1.0,
    }
}

/// How many random starts: many where they cost nothing and matter most.
fn starts(count: usize) -> usize {
    match count {
        0..=40 => 24,
        41..=80 => 8,
        81..=200 => 4,
        _ => 1,
    }
}

/// How many of the starts forces are let at, where the method asks for them.
fn candidates(count: usize) -> usize {
    if count <= MAX_LOOSENED { 3 } else { 1 }
}

/// How many of the starts are finished and judged as drawings.
fn finalists(count: usize) -> usize {
    match count {
        0..=40 => 6,
        41..=60 => 2,
        _ => 1,
    }
}
