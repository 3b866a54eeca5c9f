//! The layout alive under the hand. Whatever picture it is given is its rest: springs as long as the distances they
//! span, so that nothing moves until someone drags, and all comes to rest again soon after. Knows no clock: a step is a
//! step, meant for sixty in a second.

use emath::{Pos2, Vec2};

use super::{
    footprint::Footprint,
    graph::Graph,
    request::{Body, Request},
    springs::Springs,
};

/// Share of the way to its balance that a body gains in speed each step, and share of its speed that it keeps.
const EAGERNESS: f32 = 0.10;
const MOMENTUM: f32 = 0.66;

/// What is left of the heat after each step; below `COLD` all is at rest. 110 steps from 1.
const COOLING: f32 = 0.962;
const COLD: f32 = 0.014;

/// Slower than this, in scene units a step, everything counts as at rest once the first steps are over.
const STILL: f32 = 0.02;

/// No body moves farther than this in one step, in scene units.
const FASTEST: f32 = 80.0;

/// Nothing is put farther than this from the origin.
const FARTHEST: f32 = 1e6;

/// A picture that answers to the hand; see the module's example.
///
/// Up to six hundred bodies a step weighs every pair, O(n²); beyond, only ties, O(n + m), and after a reheat the bounded
/// forces of the still picture, O(n log n + m).
#[derive(Clone, Debug)]
pub struct Simulation {
    places: Vec<Pos2>,
    speeds: Vec<Vec2>,
    /// Where each body was when all was last at rest; it is held there weakly.
    anchors: Vec<Pos2>,
    pinned: Vec<bool>,
    held: Vec<bool>,
    springs: Springs,
    heat: f32,
}

impl Simulation {
    /// At rest on `positions`, as many as the request has bodies; those that are missing or not finite count as the
    /// origin.
    pub fn new(request: &Request, mut positions: Vec<Pos2>) -> Self {
        let bodies: Vec<Body> = request.bodies.iter().map(|body| body.cleaned()).collect();
        positions.resize(bodies.len(), Pos2::ZERO);
        let places: Vec<Pos2> = positions
            .into_iter()
            .map(|place| sound(place).unwrap_or_default())
            .collect();
        let footprints: Vec<Footprint> = bodies.iter().map(Footprint::of).collect();
        let graph = Graph::new(bodies.len(), &request.ties);
        Self {
            speeds: vec![Vec2::ZERO; places.len()],
            anchors: places.clone(),
            pinned: request.bodies.iter().map(|body| body.pinned).collect(),
            held: vec![false; places.len()],
            springs: Springs::at_rest(&graph, footprints, &places),
            heat: 0.0,
            places,
        }
    }

    /// Moves all bodies on by one step; whether anything may still move. Does nothing at rest.
    pub fn step(&mut self) -> bool {
        if self.is_at_rest() {
            return false;
        }
        let pulls = self.springs.pulls(&self.places, &self.anchors);
        let mut fastest = 0.0_f32;
        for (body, pull) in pulls.into_iter().enumerate() {
            if self.is_fixed(body) {
                self.speeds[body] = Vec2::ZERO;
                continue;
            }
            let speed = self.speeds[body] * MOMENTUM + pull * (EAGERNESS * self.heat.sqrt());
            let length = speed.length();
            self.speeds[body] = if length > FASTEST {
                speed * (FASTEST / length)
            } else {
                speed
            };
            self.places[body] = within(self.places[body] + self.speeds[body]);
            fastest = fastest.max(length);
        }
        self.heat *= COOLING;
        if self.heat < COLD || (self.heat < 0.8 && fastest < STILL) {
            self.settle();
        }
        !self.is_at_rest()
    }

    /// Takes a body in the hand and puts it at `to`; it stays under the hand until it is released.
    pub fn grab(&mut self, body: usize, to: Pos2) {
        if let Some(held) = self.held.get_mut(body) {
            *held = true;
            self.drag_to(body, to);
        }
    }

    /// Moves a body that is in the hand; others are not moved by this.
    pub fn drag_to(&mut self, body: usize, to: Pos2) {
        if self.held.get(body) == Some(&true)
            && let Some(to) = sound(to)
            && to != self.places[body]
        {
            self.places[body] = to;
            self.heat = 1.0;
        }
    }

    /// Lets go of a body: pinned where it is, or free to follow its neighbours.
    pub fn release(&mut self, body: usize, keep_pinned: bool) {
        if self.held.get(body) == Some(&true) {
            self.held[body] = false;
            self.pinned[body] = keep_pinned;
            if self.places[body] != self.anchors[body] {
                self.heat = 1.0;
            }
        }
    }

    /// Pins a body where it is, or frees it.
    pub fn set_pinned(&mut self, body: usize, pinned: bool) {
        if let Some(pin) = self.pinned.get_mut(body) {
            *pin = pinned;
        }
    }

    /// Whether a body is pinned.
    pub fn is_pinned(&self, body: usize) -> bool {
        self.pinned.get(body) == Some(&true)
    }

    /// Lets everything that is not pinned find its place anew, from where it stands: for after much moving by hand.
    pub fn reheat(&mut self) {
        self.springs.relax(&self.places);
        self.heat = 1.0;
    }

    /// Whether the next step would move nothing. True until the first drag.
    pub fn is_at_rest(&self) -> bool {
        self.heat == 0.0
    }

    /// Where the bodies are now, in scene units, in the order of the request.
    pub fn positions(&self) -> &[Pos2] {
        &self.places
    }

    fn is_fixed(&self, body: usize) -> bool {
        self.pinned[body] || self.held[body]
    }

    /// Stops, and takes the picture as it is for the new rest unless it is still in someone's hand.
    fn settle(&mut self) {
        self.heat = 0.0;
        self.speeds.fill(Vec2::ZERO);
        if !self.held.contains(&true) {
            self.anchors.clone_from(&self.places);
            self.springs.rest(&self.places);
        }
    }
}

fn sound(place: Pos2) -> Option<Pos2> {
    place.is_finite().then(|| within(place))
}

fn within(place: Pos2) -> Pos2 {
    place.clamp(
        Pos2::new(-FARTHEST, -FARTHEST),
        Pos2::new(FARTHEST, FARTHEST),
    )
}
