//! What a designer would mark on the proof, as a number per body: distances off, crossings, a disc or a name on a foreign
//! edge, edges that leave a disc almost together, footprints that touch. Places are scene units.

use emath::Vec2;

use super::{
    footprint::{Footprint, LABEL_GAP},
    graph::Graph,
    targets::Targets,
};

/// Price of each fault, against a mean squared relative error of 1 in the distances of one body.
const CROSSING: f32 = 0.05;
const FOREIGN_DISC: f32 = 0.35;
const FOREIGN_NAME: f32 = 0.10;
const OWN_NAME: f32 = 0.04;
const NARROW_ANGLE: f32 = 0.08;
const OVERLAP: f32 = 50.0;

/// An edge should pass a foreign disc at least this far from its rim.
const CLEARANCE: f32 = 12.0;

/// Two edges at one disc should differ by an angle with a cosine below this.
const NARROW: f32 = 0.94;

/// A finished drawing to be judged: everything but the places.
pub(super) struct Judge<'a> {
    pub(super) graph: &'a Graph,
    pub(super) targets: &'a Targets,
    pub(super) footprints: &'a [Footprint],
    /// Scene units per tie length, along and across.
    pub(super) unit: Vec2,
    edges: Vec<(u32, u32)>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        graph: &'a Graph,
        targets: &'a Targets,
        footprints: &'a [Footprint],
        unit: Vec2,
    ) -> Self {
        let edges = graph.edges().map(|(a, link)| (a as u32, link.to)).collect();
        Self {
            graph,
            targets,
            footprints,
            unit,
            edges,
        }
    }

    /// The whole drawing. O(n² + m² + n m).
    pub(super) fn total(&self, places: &[Vec2]) -> f32 {
        (0..places.len())
            .map(|body| self.of(body, places[body], places))
            .sum()
    }

    /// What one body costs if it stood `at`, the others staying. O(n + degree · (n + m)).
    pub(super) fn of(&self, body: usize, at: Vec2, places: &[Vec2]) -> f32 {
        self.distances(body, at, places)
            + self.overlaps(body, at, places) * OVERLAP
            + self.own_edges(body, at, places)
            + self.passing_edges(body, at, places)
            + self.narrow_angles(body, at, places) * NARROW_ANGLE
    }

    fn distances(&self, body: usize, at: Vec2, places: &[Vec2]) -> f32 {
        let errors = self
            .targets
            .row(body)
            .iter()
            .zip(places)
            .enumerate()
            .filter(|&(other, _)| other != body);
        let sum: f32 = errors
            .map(|(_, (&wanted, &other))| {
                let error = ((at - other) / self.unit).length_sq().sqrt() / wanted - 1.0;
                error * error / wanted.max(1.0)
            })
            .sum();
        sum * 6.0 / places.len().max(2) as f32
    }

    fn overlaps(&self, body: usize, at: Vec2, places: &[Vec2]) -> f32 {
        let own = &self.footprints[body];
        let others = places.iter().enumerate().filter(|&(other, &place)| {
            other != body && own.hits(at, &self.footprints[other], place)
        });
        others.count() as f32
    }

    /// Faults of the edges that end here: crossings, and foreign discs and names too near.
    fn own_edges(&self, body: usize, at: Vec2, places: &[Vec2]) -> f32 {
        let mut sum = 0.0;
        for link in self.graph.links(body) {
            let (end, other) = (places[link.to as usize], link.to as usize);
            sum += OWN_NAME
                * (self.name_covered(body, at, at, end) + self.name_covered(other, end, at, end));
            for &(c, d) in &self.edges {
                let (c, d) = (c as usize, d as usize);
                if c != body && d != body && c != other && d != other {
                    sum += CROSSING * crossing(at, end, places[c], places[d]);
                }
            }
            for (third, &place) in places.iter().enumerate() {
                if third != body && third != other {
                    sum += self.nearness(third, place, at, end);
                }
            }
        }
        sum
    }

    /// Faults of foreign edges that pass too near.
    fn passing_edges(&self, body: usize, at: Vec2, places: &[Vec2]) -> f32 {
        let foreign = self
            .edges
            .iter()
            .filter(|&&(a, b)| a as usize != body && b as usize != body);
        foreign
            .map(|&(a, b)| self.nearness(body, at, places[a as usize], places[b as usize]))
            .sum()
    }

    /// How badly an edge covers the disc or the name of a body that it has nothing to do with.
    fn nearness(&self, body: usize, at: Vec2, from: Vec2, to: Vec2) -> f32 {
        let print = &self.footprints[body];
        let reach = print.half_size().max_elem() * 2.0 + CLEARANCE;
        let (low, high) = (from.min(to), from.max(to));
        if at.x < low.x - reach
            || at.x > high.x + reach
            || at.y < low.y - reach
            || at.y > high.y + reach
        {
            return 0.0;
        }
        let wanted = print.radius + CLEARANCE;
        let disc = (1.0 - distance_to_segment(at, from, to) / wanted).max(0.0);
        let fault = if disc > 0.0 {
            FOREIGN_DISC * (0.3 + disc)
        } else {
            0.0
        };
        fault + FOREIGN_NAME * self.name_covered(body, at, from, to)
    }

    /// 1 where an edge crosses the name of a body, 0 where it does not.
    fn name_covered(&self, body: usize, at: Vec2, from: Vec2, to: Vec2) -> f32 {
        let print = &self.footprints[body];
        let height = print.below - print.radius - LABEL_GAP;
        if height <= 0.0 {
            return 0.0;
        }
        let line = at + Vec2::new(0.0, print.radius + LABEL_GAP + height / 2.0);
        let half = Vec2::new((print.half_width - height / 2.0).max(1.0), 0.0);
        crossing(from, to, line - half, line + half).min(1.0)
    }

    /// Pairs of edges that leave a disc in nearly the same direction, at this body and at its neighbours.
    fn narrow_angles(&self, body: usize, at: Vec2, places: &[Vec2]) -> f32 {
        let mut sum = 0.0;
        let links = self.graph.links(body);
        for (index, link) in links.iter().enumerate() {
            let end = places[link.to as usize];
            sum += links[..index]
                .iter()
                .map(|other| narrowness(at, end, places[other.to as usize]))
                .sum::<f32>();
            let far = self
                .graph
                .links(link.to as usize)
                .iter()
                .filter(|other| other.to as usize != body);
            sum += far
                .map(|other| narrowness(end, at, places[other.to as usize]))
                .sum::<f32>();
        }
        sum
    }
}

/// 0 where the two segments do not cross, 1 where they cross at a right angle, up to 2 where they nearly coincide.
pub(super) fn crossing(a: Vec2, b: Vec2, c: Vec2, d: Vec2) -> f32 {
    let (ab, cd) = (b - a, d - c);
    let apart =
        cross(ab, c - a) * cross(ab, d - a) >= 0.0 || cross(cd, a - c) * cross(cd, b - c) >= 0.0;
    if apart {
        0.0
    } else {
        1.0 + ab.dot(cd).powi(2) / (ab.length_sq() * cd.length_sq()).max(1e-9)
    }
}

fn cross(u: Vec2, v: Vec2) -> f32 {
    u.x * v.y - u.y * v.x
}

fn distance_to_segment(at: Vec2, from: Vec2, to: Vec2) -> f32 {
    let along = to - from;
    let share = ((at - from).dot(along) / along.length_sq().max(1e-9)).clamp(0.0, 1.0);
    (at - from - along * share).length_sq().sqrt()
}

fn narrowness(apex: Vec2, one: Vec2, other: Vec2) -> f32 {
    let (u, v) = (one - apex, other - apex);
    let cosine = u.dot(v) / (u.length_sq() * v.length_sq()).sqrt().max(1e-9);
    ((cosine - NARROW) / (1.0 - NARROW)).max(0.0)
}
