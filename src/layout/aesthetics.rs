//! Aesthetic criteria as a cost per body: wrong distances, crossings, a disc or a name on an edge
//! of others, narrow angles between edges at one disc, footprints that overlap. Positions are in
//! scene units.
//!
//! A body is lifted off the drawing with its edges before its cost is computed, so that the loops
//! over all others need no exceptions; they run over blocks of eight, which the compiler turns into
//! vector instructions.

use emath::Vec2;

use super::{
    footprint::{BodyFootprint, LABEL_GAP},
    graph::{Graph, Link},
    targets::Targets,
};

/// Price of each fault, relative to each other. A foreign disc or name is one that an edge covers
/// and that belongs to neither of its ends.
const CROSSING: f32 = 0.05;
const FOREIGN_DISC: f32 = 0.35;
const FOREIGN_NAME: f32 = 0.10;
const OWN_NAME: f32 = 0.04;
const NARROW_ANGLE: f32 = 0.08;
const OVERLAP: f32 = 50.0;
const DISTANCES: f32 = 6.0;

/// An edge should pass a foreign disc at least this far from its rim.
const CLEARANCE: f32 = 12.0;

/// Parallel edges are drawn side by side; each one more adds about this much to the width.
const LANE: f32 = 13.0;

/// The angle between two edges at one disc should have a cosine below this.
const MAX_COSINE: f32 = 0.94;

/// Up to this many bodies all faults count in full; beyond, distances count more and more, because
/// crossings cannot be avoided.
const MAX_STRICT: f32 = 40.0;

/// The share of all pairs that have an edge: up to the first all faults count in full, from the
/// second on none does.
const MIN_DENSE: f32 = 0.4;
const MAX_DENSE: f32 = 0.8;

/// Bodies or edges that the inner loops work on side by side.
const LANES: usize = 8;

/// Where bodies and edges are while they are lifted off: too far away to touch anything.
const AWAY: Vec2 = Vec2::splat(1e7);

/// A drawing whose cost is computed body by body.
pub(super) struct Aesthetics<'a> {
    graph: &'a Graph,
    footprints: &'a [BodyFootprint],
    /// Scene units per tie length, along and across.
    pub(super) unit: Vec2,
    targets: &'a Targets,
    positions: Vec<Vec2>,
    bodies: Vec<BodyBlock>,
    edges: Vec<EdgeBlock>,
    /// The edges of each body, with the body at the other end.
    own: Vec<Vec<(u32, u32)>>,
    /// Price of a fault as a share of its price in a small drawing.
    strictness: f32,
}

/// Eight edges as they are drawn.
#[derive(Clone, Copy)]
struct EdgeBlock {
    from_x: [f32; LANES],
    from_y: [f32; LANES],
    to_x: [f32; LANES],
    to_y: [f32; LANES],
    /// Half the width of its parallel edges.
    half_width: [f32; LANES],
}

/// Eight bodies as they are drawn: discs with their clearance, and the lines through the middle of
/// their names.
#[derive(Clone, Copy)]
struct BodyBlock {
    x: [f32; LANES],
    y: [f32; LANES],
    reach: [f32; LANES],
    name_below: [f32; LANES],
    name_half: [f32; LANES],
}

/// One edge as it is drawn.
#[derive(Clone, Copy)]
struct LineSegment {
    from: Vec2,
    to: Vec2,
}

impl<'a> Aesthetics<'a> {
    pub(super) fn new(
        graph: &'a Graph,
        targets: &'a Targets,
        footprints: &'a [BodyFootprint],
        unit: Vec2,
        positions: &[Vec2],
    ) -> Self {
        let mut own = vec![Vec::new(); graph.len()];
        for (edge, (a, link)) in graph.edges().enumerate() {
            own[a].push((edge as u32, link.to));
            own[link.to as usize].push((edge as u32, a as u32));
        }
        let mut drawing = Self {
            graph,
            footprints,
            unit,
            targets,
            positions: positions.to_vec(),
            bodies: vec![BodyBlock::NONE; positions.len().div_ceil(LANES)],
            edges: vec![EdgeBlock::NONE; graph.size().div_ceil(LANES)],
            own,
            strictness: (MAX_STRICT / positions.len().max(1) as f32)
                .min(1.0)
                .powf(1.5)
                * sparsity(graph),
        };
        for (edge, (_, link)) in graph.edges().enumerate() {
            drawing.edges[edge / LANES].half_width[edge % LANES] = half_width(&link);
        }
        for (body, print) in footprints.iter().enumerate() {
            drawing.bodies[body / LANES].describe(body % LANES, print);
        }
        for (body, &at) in positions.iter().enumerate() {
            drawing.set(body, at);
        }
        drawing
    }

    pub(super) fn positions(&self) -> &[Vec2] {
        &self.positions
    }

    /// Elementary comparisons to compute the cost of every body once.
    pub(super) fn effort(&self) -> usize {
        let (n, m) = (self.positions.len(), self.graph.size());
        n * n + 2 * m * (n + m) + n * m
    }

    /// The cost of the whole drawing. O(n² + m² + n m).
    pub(super) fn total(&mut self) -> f32 {
        let mut sum = 0.0;
        for body in 0..self.positions.len() {
            let at = self.lift(body);
            sum += self.cost(body, at);
            self.set(body, at);
        }
        sum
    }

    /// Takes a body and its edges off the drawing; returns where it was.
    pub(super) fn lift(&mut self, body: usize) -> Vec2 {
        let at = self.positions[body];
        self.put(body, AWAY);
        for &(edge, _) in &self.own[body] {
            self.edges[edge as usize / LANES].set(edge as usize % LANES, AWAY, AWAY);
        }
        at
    }

    /// Puts a lifted body down.
    pub(super) fn set(&mut self, body: usize, at: Vec2) {
        self.put(body, at);
        for &(edge, other) in &self.own[body] {
            let end = self.positions[other as usize];
            self.edges[edge as usize / LANES].set(edge as usize % LANES, at, end);
        }
    }

    /// The cost of a lifted body `at` a position. O(n + degree · (n + m)).
    pub(super) fn cost(&self, body: usize, at: Vec2) -> f32 {
        let print = &self.footprints[body];
        let mut faults = self.narrow_angles(body, at) * NARROW_ANGLE
            + FOREIGN_DISC * covered_by(&self.edges, at, print.radius + CLEARANCE)
            + FOREIGN_NAME * crossings(name(print, at), &self.edges);
        for link in self.graph.links(body) {
            faults += self.edge(print, at, link);
        }
        self.overlaps(body, at) * OVERLAP + self.distances(body, at) + faults * self.strictness
    }

    fn put(&mut self, body: usize, at: Vec2) {
        self.positions[body] = at;
        self.bodies[body / LANES].x[body % LANES] = at.x;
        self.bodies[body / LANES].y[body % LANES] = at.y;
    }

    /// The faults of the edge that a body would have to this neighbour: what it crosses and covers.
    fn edge(&self, print: &BodyFootprint, at: Vec2, link: &Link) -> f32 {
        let neighbour = link.to as usize;
        let edge = LineSegment {
            from: at,
            to: self.positions[neighbour],
        };
        let other = &self.footprints[neighbour];
        let half_width = half_width(link);
        let (discs, names) = covers(edge, half_width, &self.bodies);
        let end = covering(edge, edge.to, other.radius + CLEARANCE + half_width);
        let own = meets(edge, name(print, at));
        let theirs = meets(edge, name(other, edge.to));
        CROSSING * crossings(edge, &self.edges)
            + FOREIGN_DISC * (discs - end)
            + FOREIGN_NAME * (names - theirs)
            + OWN_NAME * (own + theirs)
    }

    fn distances(&self, body: usize, at: Vec2) -> f32 {
        let mut sum = 0.0;
        for (&wanted, &other) in self.targets.row(body).iter().zip(&self.positions) {
            let apart = (at - other) / self.unit;
            let error = apart.length_sq().sqrt() / wanted.max(1e-3) - 1.0;
            let weight = if wanted > 0.0 {
                1.0 / wanted.max(1.0)
            } else {
                0.0
            };
            sum += error * error * weight;
        }
        sum * DISTANCES / self.positions.len().max(2) as f32
    }

    fn overlaps(&self, body: usize, at: Vec2) -> f32 {
        let own = &self.footprints[body];
        let others = self.positions.iter().zip(self.footprints);
        others
            .filter(|&(&position, other)| own.hits(at, other, position))
            .count() as f32
    }

    /// Narrow angles between two edges, at this body and at its neighbours.
    fn narrow_angles(&self, body: usize, at: Vec2) -> f32 {
        let mut sum = 0.0;
        let links = self.graph.links(body);
        for (index, link) in links.iter().enumerate() {
            let end = self.positions[link.to as usize];
            for other in &links[..index] {
                sum += narrowness(at, end, self.positions[other.to as usize]);
            }
            for other in self.graph.links(link.to as usize) {
                if other.to as usize != body {
                    sum += narrowness(end, at, self.positions[other.to as usize]);
                }
            }
        }
        sum
    }
}

impl EdgeBlock {
    const NONE: Self = Self {
        from_x: [AWAY.x; LANES],
        from_y: [AWAY.y; LANES],
        to_x: [AWAY.x; LANES],
        to_y: [AWAY.y; LANES],
        half_width: [0.0; LANES],
    };

    fn set(&mut self, lane: usize, from: Vec2, to: Vec2) {
        (self.from_x[lane], self.from_y[lane]) = (from.x, from.y);
        (self.to_x[lane], self.to_y[lane]) = (to.x, to.y);
    }
}

impl BodyBlock {
    const NONE: Self = Self {
        x: [AWAY.x; LANES],
        y: [AWAY.y; LANES],
        reach: [1.0; LANES],
        name_below: [0.0; LANES],
        name_half: [0.0; LANES],
    };

    fn describe(&mut self, lane: usize, print: &BodyFootprint) {
        let name = name(print, Vec2::ZERO);
        self.reach[lane] = print.radius + CLEARANCE;
        self.name_below[lane] = name.to.y;
        self.name_half[lane] = name.to.x;
    }
}

/// How far crossings can be avoided in a network of this density: 1 in sparse ones, 0 in very dense
/// ones, whose shape depends on distances alone.
fn sparsity(graph: &Graph) -> f32 {
    let pairs = (graph.len() * graph.len().saturating_sub(1) / 2).max(1) as f32;
    let density = graph.size() as f32 / pairs;
    ((MAX_DENSE - density) / (MAX_DENSE - MIN_DENSE)).clamp(0.0, 1.0)
}

/// Half the width of the parallel edges of a link.
fn half_width(link: &Link) -> f32 {
    LANE * f32::from(link.parallel - 1) / 2.0
}

/// The line through the middle of a name; a point if there is none.
fn name(print: &BodyFootprint, at: Vec2) -> LineSegment {
    let height = (print.below - print.radius - LABEL_GAP).max(0.0);
    let middle = at + Vec2::new(0.0, print.radius + LABEL_GAP + height / 2.0);
    let half = if height > 0.0 {
        (print.half_width - height / 2.0).max(1.0)
    } else {
        0.0
    };
    LineSegment {
        from: middle - Vec2::new(half, 0.0),
        to: middle + Vec2::new(half, 0.0),
    }
}

/// Crossings of one segment with all edges: 1 each at a right angle, up to 2 if the two nearly
/// coincide.
fn crossings(one: LineSegment, edges: &[EdgeBlock]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let along = one.to - one.from;
    let along_square = along.length_sq();
    for block in edges {
        for (lane, sum) in sums.iter_mut().enumerate() {
            let from = Vec2::new(block.from_x[lane], block.from_y[lane]);
            let other = LineSegment {
                from,
                to: Vec2::new(block.to_x[lane], block.to_y[lane]),
            };
            let across = other.to - other.from;
            let dot = along.x * across.x + along.y * across.y;
            let cosine = dot * dot / (along_square * across.length_sq() + 1e-6);
            *sum += meets(one, other) * (1.0 + cosine);
        }
    }
    sums.iter().sum()
}

/// How badly all edges cover one disc.
fn covered_by(edges: &[EdgeBlock], disc: Vec2, reach: f32) -> f32 {
    let mut sums = [0.0_f32; LANES];
    for block in edges {
        for (lane, sum) in sums.iter_mut().enumerate() {
            let from = Vec2::new(block.from_x[lane], block.from_y[lane]);
            let to = Vec2::new(block.to_x[lane], block.to_y[lane]);
            *sum += covering(
                LineSegment { from, to },
                disc,
                reach + block.half_width[lane],
            );
        }
    }
    sums.iter().sum()
}

/// How badly one edge covers all discs, and how many names it crosses.
fn covers(edge: LineSegment, half_width: f32, bodies: &[BodyBlock]) -> (f32, f32) {
    let (mut discs, mut names) = ([0.0_f32; LANES], [0.0_f32; LANES]);
    for block in bodies {
        for lane in 0..LANES {
            let at = Vec2::new(block.x[lane], block.y[lane]);
            let middle = at + Vec2::new(0.0, block.name_below[lane]);
            let half = Vec2::new(block.name_half[lane], 0.0);
            discs[lane] += covering(edge, at, block.reach[lane] + half_width);
            names[lane] += meets(
                edge,
                LineSegment {
                    from: middle - half,
                    to: middle + half,
                },
            );
        }
    }
    (discs.iter().sum(), names.iter().sum())
}

/// 1 if the two cross in their inner parts, else 0; a common end is not a crossing.
#[inline]
fn meets(one: LineSegment, other: LineSegment) -> f32 {
    let (along, across) = (one.to - one.from, other.to - other.from);
    let sides = cross(along, other.from - one.from) * cross(along, other.to - one.from);
    let ends = cross(across, one.from - other.from) * cross(across, one.to - other.from);
    let farther = if sides > ends { sides } else { ends };
    if farther < 0.0 { 1.0 } else { 0.0 }
}

#[inline]
fn cross(u: Vec2, v: Vec2) -> f32 {
    u.x * v.y - u.y * v.x
}

/// How badly an edge covers a disc of this radius, clearance included: 0 outside, more than 1 at
/// its centre.
#[inline]
fn covering(edge: LineSegment, disc: Vec2, reach: f32) -> f32 {
    let along = edge.to - edge.from;
    let apart = disc - edge.from;
    let share = (apart.x * along.x + apart.y * along.y) / (along.length_sq() + 1e-6);
    let share = if share < 0.0 { 0.0 } else { share };
    let share = if share > 1.0 { 1.0 } else { share };
    let away = (apart - along * share).length_sq().sqrt();
    let depth = 1.0 - away / reach;
    if depth > 0.0 { 0.3 + depth } else { 0.0 }
}

fn narrowness(apex: Vec2, one: Vec2, other: Vec2) -> f32 {
    let (u, v) = (one - apex, other - apex);
    let cosine = u.dot(v) / (u.length_sq() * v.length_sq()).sqrt().max(1e-9);
    ((cosine - MAX_COSINE) / (1.0 - MAX_COSINE)).max(0.0)
}
