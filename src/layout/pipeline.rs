//! From a request to positions: cleans it, puts it in canonical order, lays out each connected part by the method that
//! suits its size, and sets the parts side by side.

use emath::{Pos2, Vec2};

use super::footprint::Footprint;
use super::graph::Graph;
use super::incremental::enter;
use super::large::Large;
use super::method::Method;
use super::order::canonical_order;
use super::pack::{Part, pack};
use super::parameters::Parameters;
use super::progress::{Progress, Watch};
use super::request::{Body, Request, Tie};

use super::small;
use super::small::Small;
use super::targets::Lengths;
use crate::random::{Rng, mix};

/// Places for all bodies of a request, in their order, in scene units; `None` when `progress` cancelled it.
///
/// If every body has a start, the starts come back unchanged. If some have, those stay and the others enter near their
/// neighbours. The same request gives the same places on any number of threads, and neither the order of the bodies nor
/// that of the ties matters where structure, size or start tell the bodies apart. No input makes it panic, and no place
/// is ever not finite.
///
/// Time: O(n²) up to 1,200 connected bodies, O((n + m) log n) beyond; memory likewise.
pub fn layout(request: &Request, progress: Progress<'_>) -> Option<Vec<Pos2>> {
    let watch = Watch::new(progress);
    watch.at(0.0)?;
    let bodies: Vec<Body> = request.bodies.iter().map(|body| body.cleaned()).collect();
    let kept: Vec<Pos2> = bodies.iter().filter_map(|body| body.start).collect();
    if kept.len() == bodies.len() {
        return Some(kept);
    }
    let order = canonical_order(&bodies, &request.ties);
    let problem = Problem::new(request, &bodies, &order);
    let places = if kept.is_empty() {
        problem.fresh(watch)
    } else {
        enter(&problem, watch)
    }?;
    watch.at(1.0)?;
    let mut positions = vec![Pos2::ZERO; bodies.len()];
    for (&body, place) in order.iter().zip(places) {
        positions[body as usize] = place.to_pos2();
    }
    Some(positions)
}

/// A request in canonical order and fit for work.
pub(super) struct Problem {
    pub(super) bodies: Vec<Body>,
    pub(super) footprints: Vec<Footprint>,
    pub(super) graph: Graph,
    pub(super) method: Method,
    pub(super) parameters: Parameters,
    pub(super) seed: u64,
    pub(super) aspect: f32,
}

impl Problem {
    pub(super) fn new(request: &Request, bodies: &[Body], order: &[u32]) -> Self {
        let bodies: Vec<Body> = order.iter().map(|&body| bodies[body as usize]).collect();
        let mut rank = vec![0; order.len()];
        for (place, &body) in order.iter().enumerate() {
            rank[body as usize] = place as u32;
        }
        let ranked = |body: u32| rank.get(body as usize).copied().unwrap_or(u32::MAX);
        let ties: Vec<Tie> = request
            .ties
            .iter()
            .map(|tie| Tie {
                a: ranked(tie.a),
                b: ranked(tie.b),
                ..*tie
            })
            .collect();
        Self {
            footprints: bodies.iter().map(Footprint::of).collect(),
            graph: Graph::new(bodies.len(), &ties),
            bodies,
            method: request.plan.method,
            parameters: request.plan.parameters.cleaned(),
            seed: request.plan.seed,
            aspect: request.usable_aspect(),
        }
    }

    /// Places with no regard to starts.
    pub(super) fn fresh(&self, watch: Watch<'_>) -> Option<Vec<Vec2>> {
        let parts = self.parts(self.graph.components(), watch)?;
        Some(pack(&self.footprints, &self.graph, &parts, self.aspect))
    }

    /// Lays out each of these components by itself.
    pub(super) fn parts(&self, components: Vec<Vec<u32>>, watch: Watch<'_>) -> Option<Vec<Part>> {
        let total: usize = components.iter().map(Vec::len).sum();
        let mut done = 0;
        let mut parts = Vec::with_capacity(components.len());
        for (index, members) in components.into_iter().enumerate() {
            let until = done + members.len();
            let share = |count: usize| count as f32 / total.max(1) as f32;
            let mut rng = Rng::from_mixed(mix(self.seed) ^ index as u64);
            let places = self.part(&members, &mut rng, watch.part(share(done), share(until)))?;
            parts.push(Part { members, places });
            done = until;
        }
        Some(parts)
    }

    fn part(&self, members: &[u32], rng: &mut Rng, watch: Watch<'_>) -> Option<Vec<Vec2>> {
        if members.len() == 1 {
            return Some(vec![Vec2::ZERO]);
        }
        let graph = self.graph.induced(members);
        let footprints: Vec<Footprint> = members
            .iter()
            .map(|&member| self.footprints[member as usize])
            .collect();
        if members.len() > small::MOST {
            let Self {
                method,
                parameters,
                aspect,
                ..
            } = *self;
            return Large {
                graph: &graph,
                footprints: &footprints,
                method,
                parameters,
                aspect,
            }
            .layout(rng, watch);
        }
        let small = Small {
            graph: &graph,
            footprints: &footprints,
            lengths: self.lengths(),
            method: self.method,
            parameters: self.parameters,
            aspect: self.aspect,
        };
        small.layout(rng, watch)
    }

    pub(super) fn lengths(&self) -> Lengths {
        match self.method {
            Method::Auto => Lengths::SIGN_AWARE,
            Method::Signed => Lengths::SIGN_DOMINANT.stretched(self.parameters.rivalry),
            Method::Faithful | Method::Balanced | Method::Clusters => Lengths::UNSIGNED,
        }
    }
}
