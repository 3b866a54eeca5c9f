//! Large connected networks, and communities in all but the smallest: a first picture from pivots or from distances, then
//! bounded forces or sparse stress.

use emath::Vec2;

use super::coarse::coarsen;
use super::communities::communities;
use super::footprint::Footprint;
use super::graph::{Graph, Link};
use super::method::Method;
use super::parameters::Parameters;
use super::pivot::pivot_mds;
use super::progress::Watch;
use super::radial_rescale::widen;
use super::request::Sign;

use super::rotate::turn;
use super::tforce::{Pull, Schedule};
use super::{sparse, tforce};
use crate::random::Rng;

/// Clear room between the rims of bodies that stand near each other, as a share of their mean radius.
const ROOM: f32 = 1.0;

/// Attraction along a tie within a community and between two, where communities are to stand apart; the larger the
/// network, the less is seen of single ties between them.
const WITHIN: [f32; 2] = [1.2, 1.5];
const BETWEEN: [f32; 2] = [0.5, 0.1];
const MANY: usize = 2000;

/// Attraction along a tie by its sign, where signs are to be seen.
const BY_SIGN: [f32; 3] = [1.2, 0.8, 0.15];

/// More bodies than this are laid out by levels, groups first.
const MAX_AT_ONCE: usize = if cfg!(test) { 600 } else { 20_000 };

/// Up to this many bodies come from true distances and keep most of them.
const MAX_TRUE: usize = 200;
const TRUE_START: Schedule = Schedule {
    steps: 60,
    from: 0.3,
    to: 0.05,
};

/// Steps from a rough draft. Below this stress a draft shows a mesh or the like as it is: a quarter of them will do, and
/// where the method is free, true distances keep its neighbourhoods better than forces.
const STEPS: usize = 160;
const TRUE: f32 = 0.06;

/// For bodies whose groups stand where they should: quickly, and with more care where `balanced` was asked for.
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

/// What is to be laid out, and how.
pub(super) struct Large<'a> {
    pub(super) graph: &'a Graph,
    pub(super) footprints: &'a [Footprint],
    pub(super) method: Method,
    pub(super) parameters: Parameters,
    pub(super) aspect: f32,
}

impl Large<'_> {
    /// Places in scene units, centred. `None` if cancelled.
    pub(super) fn layout(&self, rng: &mut Rng, watch: Watch<'_>) -> Option<Vec<Vec2>> {
        let mut places = self.rough(rng, watch.part(0.0, 0.95))?;
        if self.method != Method::Faithful {
            widen(self.graph, &mut places, rng);
        }
        let scale = scale(self.footprints, &places);
        for at in &mut places {
            *at *= scale;
        }
        turn(self.footprints, &mut places, self.aspect);
        Some(places)
    }

    /// Brings rough places, in tie lengths, to what the method wants.
    pub(super) fn improve(
        &self,
        places: &mut [Vec2],
        steps: usize,
        rng: &mut Rng,
        watch: Watch<'_>,
    ) -> Option<()> {
        if self.method == Method::Faithful {
            return sparse::descend(self.graph, places, rng, watch);
        }
        self.force(&self.attraction(), places, steps, watch)
    }

    /// Moves places that are in tie lengths by bounded forces: rough ones by so many steps, and few ones, which keep most
    /// of their distances, by fewer and cooler ones.
    pub(super) fn force(
        &self,
        attraction: &Graph,
        places: &mut [Vec2],
        steps: usize,
        watch: Watch<'_>,
    ) -> Option<()> {
        let schedule = if places.len() > MAX_TRUE {
            hot(steps)
        } else {
            TRUE_START
        };
        tforce::run(attraction, places, self.pull(), schedule, watch)
    }

    /// How neighbours pull at each other.
    fn pull(&self) -> Pull {
        match self.method {
            Method::Balanced => Pull::USUAL.times(self.parameters.cohesion),
            _ => Pull::USUAL,
        }
    }

    /// Places that need only be brought to scale.
    fn rough(&self, rng: &mut Rng, watch: Watch<'_>) -> Option<Vec<Vec2>> {
        if self.method == Method::Faithful || self.graph.len() <= MAX_AT_ONCE {
            let draft = pivot_mds(self.graph, rng, watch.part(0.0, 0.2))?;
            let mut places = scattered(draft.places, 0.5, rng);
            let watch = watch.part(0.2, 1.0);
            match (self.method, draft.stress < TRUE) {
                (Method::Auto, true) => sparse::descend(self.graph, &mut places, rng, watch)?,
                (_, true) => self.improve(&mut places, STEPS / 4, rng, watch)?,
                (_, false) => self.improve(&mut places, STEPS, rng, watch)?,
            }
            return Some(places);
        }
        let last = if self.method == Method::Balanced {
            CAREFUL
        } else {
            COOL
        };
        by_levels(&self.attraction(), self.pull(), last, rng, watch)
    }

    /// The network with the strength of its attraction for weights.
    pub(super) fn attraction(&self) -> Graph {
        let by_sign = |link: &Link| {
            if self.method == Method::Signed {
                BY_SIGN[link.sign as usize].powf(self.parameters.rivalry)
            } else {
                1.0
            }
        };
        if self.method != Method::Clusters {
            return self.graph.reweighted(|_, link| by_sign(link));
        }
        let groups = communities(
            &self
                .graph
                .reweighted(|_, link| if link.sign == Sign::Hostile { 0.1 } else { 1.0 }),
        );
        let size = usize::from(self.graph.len() > MANY);
        let apart = self.parameters.separation;
        let (within, between) = (WITHIN[size].powf(apart), BETWEEN[size].powf(apart));
        self.graph.reweighted(|a, link| {
            if groups[a] == groups[link.to as usize] {
                within
            } else {
                between
            }
        })
    }
}

/// Lays out groups first, then spreads each group out and lets the bodies settle without much heat: a hot start would
/// destroy what the groups show.
fn by_levels(
    graph: &Graph,
    pull: Pull,
    last: Schedule,
    rng: &mut Rng,
    watch: Watch<'_>,
) -> Option<Vec<Vec2>> {
    let count = graph.len();
    if count <= MAX_AT_ONCE {
        let draft = pivot_mds(graph, rng, watch.part(0.0, 0.2))?;
        let mut places = scattered(draft.places, 0.5, rng);
        let steps = hot(STEPS * 3 / 4);
        tforce::run(graph, &mut places, pull, steps, watch.part(0.2, 1.0))?;
        return Some(places);
    }
    let (groups, coarse) = coarsen(graph);
    let growth = (count as f32 / coarse.len() as f32).sqrt();
    let middles = by_levels(&coarse, pull, last, rng, watch.part(0.1, 0.5))?;
    let spread = groups
        .iter()
        .map(|&group| middles[group as usize] * growth)
        .collect();
    let mut places = scattered(spread, 0.8 * growth * 0.5, rng);
    tforce::run(graph, &mut places, pull, last, watch.part(0.5, 1.0))?;
    Some(places)
}

/// Moves each place at random by up to `reach` along each axis, so that no two coincide.
fn scattered(mut places: Vec<Vec2>, reach: f32, rng: &mut Rng) -> Vec<Vec2> {
    for at in &mut places {
        *at += Vec2::new(rng.unit_f32() - 0.5, rng.unit_f32() - 0.5) * (2.0 * reach);
    }
    places
}

/// For places that are rough.
fn hot(steps: usize) -> Schedule {
    Schedule {
        steps,
        from: 3.0,
        to: 0.13,
    }
}

/// How much larger the picture must be so that bodies have room, if they were spread evenly over its box.
fn scale(footprints: &[Footprint], places: &[Vec2]) -> f32 {
    let count = places.len().max(1) as f32;
    let middle = places.iter().fold(Vec2::ZERO, |sum, &at| sum + at) / count;
    let spread = places
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
