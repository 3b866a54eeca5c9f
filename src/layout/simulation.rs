//! The live layout. It starts at rest on the positions it is given: springs are as long as the
//! distances they span, so that nothing moves until a body is dragged, and everything comes to rest
//! again soon after. The neighbours of a dragged body follow it; all others stay, except where a
//! body comes to lie on them. Knows no clock: a step is meant to run sixty times a second.

use emath::{Pos2, Vec2};

use super::{
    footprint::BodyFootprint,
    graph::Graph,
    limits::Limits,
    request::{Body, Request},
    springs::Springs,
};

/// Share of the way to its equilibrium that a body gains in speed each step, and share of its speed
/// that it keeps.
const ACCELERATION: f32 = 0.10;
const MOMENTUM: f32 = 0.66;

/// Share of the heat that is left after each step; below `MIN_HEAT` everything is at rest. 110
/// steps from 1.
const COOLING: f32 = 0.962;
const MIN_HEAT: f32 = 0.014;

/// After the first steps, speeds below this, in scene units a step, count as rest.
const MIN_SPEED: f32 = 0.02;

/// No body moves farther than this in one step, in scene units.
const MAX_SPEED: f32 = 80.0;

/// No body is farther than this from the origin.
const MAX_COORDINATE: f32 = 1e6;

/// A layout that reacts to dragging; see the module's example.
///
/// Up to six hundred bodies a step looks at every pair, O(n²); beyond, at ties only, O(n + m).
#[derive(Clone, Debug)]
pub struct Simulation {
    positions: Vec<Pos2>,
    speeds: Vec<Vec2>,
    /// Where each body was when the layout last rested; it is weakly held there.
    anchors: Vec<Pos2>,
    pinned: Vec<bool>,
    held: Vec<bool>,
    /// The bodies that follow the dragged ones: their neighbours, until everything rests.
    follows: Vec<bool>,
    graph: Graph,
    springs: Springs,
    heat: f32,
}

impl Simulation {
    /// At rest on `positions`, as many as the request has bodies; those that are missing or not
    /// finite count as the origin.
    pub fn new(request: &Request, positions: Vec<Pos2>) -> Self {
        Self::within(request, positions, Limits::default())
    }

    /// The same with other limits.
    pub(super) fn within(request: &Request, mut positions: Vec<Pos2>, limits: Limits) -> Self {
        let bodies: Vec<Body> = request.bodies.iter().map(|body| body.cleaned()).collect();
        positions.resize(bodies.len(), Pos2::ZERO);
        let positions: Vec<Pos2> = positions
            .into_iter()
            .map(|position| usable(position).unwrap_or_default())
            .collect();
        let footprints: Vec<BodyFootprint> = bodies.iter().map(BodyFootprint::of).collect();
        let graph = Graph::new(bodies.len(), &request.ties);
        Self {
            speeds: vec![Vec2::ZERO; positions.len()],
            anchors: positions.clone(),
            pinned: request.bodies.iter().map(|body| body.pinned).collect(),
            held: vec![false; positions.len()],
            follows: vec![false; positions.len()],
            springs: Springs::at_rest(&graph, footprints, &positions, limits.pairs),
            graph,
            heat: 0.0,
            positions,
        }
    }

    /// Moves all bodies by one step; returns whether anything may still move. Does nothing at rest.
    pub fn step(&mut self) -> bool {
        if self.is_at_rest() {
            return false;
        }
        let pulls = self
            .springs
            .pulls(&self.positions, &self.anchors, &self.follows);
        let mut fastest = 0.0_f32;
        for (body, pull) in pulls.into_iter().enumerate() {
            if self.is_fixed(body) {
                self.speeds[body] = Vec2::ZERO;
                continue;
            }
            let speed = self.speeds[body] * MOMENTUM + pull * (ACCELERATION * self.heat.sqrt());
            let length = speed.length();
            self.speeds[body] = if length > MAX_SPEED {
                speed * (MAX_SPEED / length)
            } else {
                speed
            };
            self.positions[body] = clamped(self.positions[body] + self.speeds[body]);
            fastest = fastest.max(length);
        }
        self.heat *= COOLING;
        if self.heat < MIN_HEAT || (self.heat < 0.8 && fastest < MIN_SPEED) {
            self.settle();
        }
        !self.is_at_rest()
    }

    /// Grabs a body and puts it at `to`; it stays under the pointer until it is released, and its
    /// neighbours follow.
    pub fn grab(&mut self, body: usize, to: Pos2) {
        if let Some(held) = self.held.get_mut(body) {
            *held = true;
            self.follows[body] = true;
            for link in self.graph.links(body) {
                self.follows[link.to as usize] = true;
            }
            self.drag_to(body, to);
        }
    }

    /// Moves a body that is grabbed; ignores others.
    pub fn drag_to(&mut self, body: usize, to: Pos2) {
        if self.held.get(body) == Some(&true)
            && let Some(to) = usable(to)
            && to != self.positions[body]
        {
            self.positions[body] = to;
            self.heat = 1.0;
        }
    }

    /// Releases a body: pinned where it is, or free to follow its neighbours.
    pub fn release(&mut self, body: usize, keep_pinned: bool) {
        if self.held.get(body) == Some(&true) {
            self.held[body] = false;
            self.pinned[body] = keep_pinned;
            if self.positions[body] != self.anchors[body] {
                self.heat = 1.0;
            }
        }
    }

    /// Whether a body is pinned.
    pub fn is_pinned(&self, body: usize) -> bool {
        self.pinned.get(body) == Some(&true)
    }

    /// Whether the next step would move nothing. True until the first drag.
    pub fn is_at_rest(&self) -> bool {
        self.heat == 0.0
    }

    /// Where the bodies are now, in scene units, in the order of the request.
    pub fn positions(&self) -> &[Pos2] {
        &self.positions
    }

    fn is_fixed(&self, body: usize) -> bool {
        self.pinned[body] || self.held[body]
    }

    /// Stops; the present positions become the new rest, unless a body is still grabbed.
    fn settle(&mut self) {
        self.heat = 0.0;
        self.speeds.fill(Vec2::ZERO);
        if !self.held.contains(&true) {
            self.anchors.clone_from(&self.positions);
            self.follows.fill(false);
            self.springs.rest(&self.positions);
        }
    }
}

/// A finite position, not too far from the origin.
fn usable(position: Pos2) -> Option<Pos2> {
    position.is_finite().then(|| clamped(position))
}

fn clamped(position: Pos2) -> Pos2 {
    position.clamp(
        Pos2::new(-MAX_COORDINATE, -MAX_COORDINATE),
        Pos2::new(MAX_COORDINATE, MAX_COORDINATE),
    )
}
