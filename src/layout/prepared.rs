//! A request made ready: cleaned and in canonical order. Lays out connected parts, each by its own
//! recipe.

use emath::Vec2;

use super::footprint::BodyFootprint;
use super::graph::Graph;
use super::large::Large;
use super::layout_tie::LayoutTie;
use super::limits::Limits;
use super::method::Method;
use super::pack::PlacedPart;
use super::parameters::Parameters;
use super::progress::ProgressPart;
use super::recipe::Recipe;
use super::request::{Body, Request};
use super::small::Small;
use crate::random::{Rng, mix};

/// Up to this many bodies a part beside others lies flat, so that it takes little of the page, as
/// in a window of this aspect.
const MAX_ROW: usize = 4;
const ROW_ASPECT: f32 = 5.0;

/// With more parts of several bodies than this each gets few attempts.
const MANY_PARTS: usize = 500;

/// A request in canonical order, with every value usable.
pub(super) struct Prepared {
    pub(super) bodies: Vec<Body>,
    pub(super) footprints: Vec<BodyFootprint>,
    pub(super) graph: Graph,
    pub(super) aspect: f32,
    method: Method,
    parameters: Parameters,
    seed: u64,
    limits: Limits,
}

impl Prepared {
    /// `order` says which body of `bodies` comes first, second and so on.
    pub(super) fn new(request: &Request, bodies: &[Body], order: &[u32], limits: Limits) -> Self {
        let bodies: Vec<Body> = order.iter().map(|&body| bodies[body as usize]).collect();
        let mut rank = vec![0; order.len()];
        for (position, &body) in order.iter().enumerate() {
            rank[body as usize] = position as u32;
        }
        let ranked = |body: u32| rank.get(body as usize).copied().unwrap_or(u32::MAX);
        let ties: Vec<LayoutTie> = request
            .ties
            .iter()
            .map(|tie| LayoutTie {
                a: ranked(tie.a),
                b: ranked(tie.b),
                ..*tie
            })
            .collect();
        Self {
            footprints: bodies.iter().map(BodyFootprint::of).collect(),
            graph: Graph::new(bodies.len(), &ties),
            bodies,
            method: request.plan.method,
            parameters: request.plan.parameters.cleaned(),
            seed: request.plan.seed,
            aspect: request.usable_aspect(),
            limits,
        }
    }

    /// Lays out each of these components by itself. `None` if cancelled.
    pub(super) fn parts(
        &self,
        components: Vec<Vec<u32>>,
        watch: ProgressPart<'_>,
    ) -> Option<Vec<PlacedPart>> {
        let total: usize = components.iter().map(Vec::len).sum();
        let mut done = 0;
        let mut parts = Vec::with_capacity(components.len());
        let tied = components.iter().filter(|members| members.len() > 1);
        let are_many = tied.count() > MANY_PARTS;
        for (index, members) in components.into_iter().enumerate() {
            let until = done + members.len();
            let share = |count: usize| count as f32 / total.max(1) as f32;
            let mut rng = Rng::from_mixed(mix(self.seed) ^ index as u64);
            let watch = watch.part(share(done), share(until));
            let positions = self.part(&members, are_many, &mut rng, watch)?;
            parts.push(PlacedPart { members, positions });
            done = until;
        }
        Some(parts)
    }

    /// One connected part, of many or few.
    fn part(
        &self,
        members: &[u32],
        is_one_of_many: bool,
        rng: &mut Rng,
        watch: ProgressPart<'_>,
    ) -> Option<Vec<Vec2>> {
        if members.len() == 1 {
            return Some(vec![Vec2::ZERO]);
        }
        let graph = &self.graph.induced(members);
        let footprints: Vec<BodyFootprint> = members
            .iter()
            .map(|&member| self.footprints[member as usize])
            .collect();
        let footprints = &footprints;
        let aspect = if members.len() <= MAX_ROW && members.len() < self.bodies.len() {
            ROW_ASPECT
        } else {
            self.aspect
        };
        let recipe: Recipe = self.method.recipe(&self.parameters, members.len());
        if members.len() <= self.limits.matrix {
            let small = Small {
                graph,
                footprints,
                recipe,
                aspect,
                is_one_of_many,
            };
            return small.layout(rng, watch);
        }
        let large = Large {
            graph,
            footprints,
            recipe,
            max_at_once: self.limits.at_once,
            aspect,
        };
        large.layout(rng, watch)
    }
}
