//! Large connected networks, and communities in all but the smallest: a first picture from pivots or from distances, then
//! bounded forces or sparse stress.

use emath::Vec2;

use super::{
    communities::communities,
    footprint::Footprint,
    graph::{Graph, Link},
    method::Method,
    pivot::pivot_mds,
    progress::Watch,
    request::Sign,
    rng::Rng,
    sparse,
    tforce::{self, Schedule},
    turn::turn,
};

/// Clear room between the rims of bodies that stand near each other, as a share of their mean radius.
const ROOM: f32 = 1.0;

/// Attraction along a tie within a community and between two, where communities are to stand apart.
const WITHIN: f32 = 1.3;
const BETWEEN: f32 = 0.3;

/// Attraction along a tie by its sign, where signs are to be seen.
const BY_SIGN: [f32; 3] = [1.2, 0.8, 0.15];

/// What is to be laid out, and how.
pub(super) struct Large<'a> {
    pub(super) graph: &'a Graph,
    pub(super) footprints: &'a [Footprint],
    pub(super) method: Method,
    pub(super) aspect: f32,
}

impl Large<'_> {
    /// Places in scene units, centred. `None` if cancelled.
    pub(super) fn layout(&self, rng: &mut Rng, watch: Watch<'_>) -> Option<Vec<Vec2>> {
        let mut places = pivot_mds(self.graph, rng, watch.part(0.0, 0.2))?;
        for at in &mut places {
            *at += Vec2::new(rng.unit() - 0.5, rng.unit() - 0.5) * 0.5;
        }
        self.improve(&mut places, rng, watch.part(0.2, 0.95))?;
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
        rng: &mut Rng,
        watch: Watch<'_>,
    ) -> Option<()> {
        if self.method == Method::Faithful {
            return sparse::descend(self.graph, places, rng, watch);
        }
        tforce::run(&self.attraction(), places, schedule(places.len()), watch)
    }

    /// The network with the strength of its attraction for weights.
    fn attraction(&self) -> Graph {
        let by_sign = |link: &Link| {
            if self.method == Method::Signed {
                BY_SIGN[link.sign as usize]
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
        self.graph.reweighted(|a, link| {
            if groups[a] == groups[link.to as usize] {
                WITHIN
            } else {
                BETWEEN
            }
        })
    }
}

/// Small networks come from true distances and keep most of them; large ones start rough and hot.
fn schedule(count: usize) -> Schedule {
    if count <= 200 {
        Schedule {
            steps: 60,
            from: 0.3,
            to: 0.05,
        }
    } else {
        Schedule {
            steps: 100,
            from: 3.0,
            to: 0.13,
        }
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
