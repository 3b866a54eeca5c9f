//! The target distance of every two bodies of a small connected network: shortest paths over tie
//! lengths.

use rayon::prelude::*;
use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    graph::{Graph, Link},
    progress::ProgressPart,
    sides::{part_sides, sides_at_war},
};

/// Target distances, in tie lengths: a full symmetric matrix, so O(n²) memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Targets {
    count: usize,
    wanted: Vec<f32>,
    /// Whether there are two sides at war: that lines between them cross says so.
    pub(super) has_sides: bool,
}

/// The length of a tie by its sign, as a step of a path and as the distance between its own two
/// ends.
///
/// A hostile tie is short as a step of a path, so that the enemy of an enemy is not placed at the
/// far side of the layout; but the two ends of a hostile tie are kept far apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    path: [f32; 3],
    direct: [f32; 3],
    /// The longest that the only tie of a body can be.
    lone: f32,
}

impl Lengths {
    /// All ties alike: the distances of graph theory.
    pub(super) const UNSIGNED: Self = Self {
        path: [1.0; 3],
        direct: [1.0; 3],
        lone: 1.5,
    };
    /// Foes are somewhat farther apart, and the structure stays visible.
    pub(super) const SIGN_AWARE: Self = Self {
        path: [1.0, 1.15, 1.45],
        direct: [1.0, 1.3, 2.2],
        lone: 1.5,
    };
    /// Foes are far apart, at the expense of the structure.
    pub(super) const SIGN_DOMINANT: Self = Self {
        path: [1.0, 1.3, 1.7],
        direct: [1.0, 1.5, 2.8],
        lone: 1.5,
    };

    /// The same with the part of each length beyond 1 multiplied by `share`.
    pub(super) fn stretched(self, share: f32) -> Self {
        let longer = |lengths: [f32; 3]| lengths.map(|length| 1.0 + share * (length - 1.0));
        Self {
            path: longer(self.path),
            direct: longer(self.direct),
            ..self
        }
    }

    /// If all ties have the same sign, their length must not depend on it.
    fn for_graph(self, graph: &Graph) -> Self {
        let mut signs = graph.edges().map(|(_, link)| link.sign);
        let first = signs.next();
        if signs.all(|sign| Some(sign) == first) {
            Self::UNSIGNED
        } else {
            self
        }
    }

    fn is_unsigned(&self) -> bool {
        self.path == Self::UNSIGNED.path && self.direct == Self::UNSIGNED.direct
    }

    fn path(&self, link: &Link) -> f32 {
        self.path[link.sign as usize]
    }

    /// A body without another tie need not be far away to be seen apart.
    fn direct(&self, link: &Link, only: bool) -> f32 {
        let length = self.direct[link.sign as usize] * room_for_lines(link);
        if only { length.min(self.lone) } else { length }
    }
}

/// The part of the length beyond 1 in a triangle: with full lengths a friend and a foe of two
/// friends are on one line, and the picture looks like a path.
const IN_TRIANGLE: f32 = 0.4;

/// Whether the network is three bodies, all tied.
fn is_triangle(graph: &Graph) -> bool {
    graph.len() == 3 && (0..3).all(|body| graph.degree(body) == 2)
}

/// How much longer a tie is with many lines: parallel relations are drawn side by side and must be
/// distinguishable.
fn room_for_lines(link: &Link) -> f32 {
    (1.0 + 0.05 * f32::from(link.parallel - 1)).min(1.4)
}

impl Targets {
    /// O(n · m log n) on all threads. `None` if cancelled.
    pub(super) fn new(graph: &Graph, lengths: Lengths, watch: ProgressPart<'_>) -> Option<Self> {
        let count = graph.len();
        let sides = if lengths.is_unsigned() {
            None
        } else {
            sides_at_war(graph)
        };
        let lengths = lengths.for_graph(graph);
        let lengths = if is_triangle(graph) {
            lengths.stretched(IN_TRIANGLE)
        } else {
            lengths
        };
        let has_parallels = graph.edges().any(|(_, link)| link.parallel > 1);
        let paths = if lengths.is_unsigned() && !has_parallels {
            hops
        } else {
            paths
        };
        let mut wanted = vec![f32::INFINITY; count * count];
        watch.at(0.0)?;
        if count < 100 {
            wanted
                .chunks_mut(count.max(1))
                .enumerate()
                .for_each(|(from, row)| paths(graph, lengths, from, row));
        } else {
            wanted
                .par_chunks_mut(count)
                .enumerate()
                .for_each(|(from, row)| paths(graph, lengths, from, row));
        }
        if let Some(sides) = &sides {
            part_sides(sides, &mut wanted);
        }
        watch.at(1.0)?;
        Some(Self {
            count,
            wanted,
            has_sides: sides.is_some(),
        })
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn row(&self, from: usize) -> &[f32] {
        &self.wanted[from * self.count..][..self.count]
    }
}

/// Breadth-first search, if every tie has length 1.
fn hops(graph: &Graph, _: Lengths, from: usize, row: &mut [f32]) {
    let mut queue = Vec::with_capacity(row.len());
    row[from] = 0.0;
    queue.push(from as u32);
    let mut next = 0;
    while next < queue.len() {
        let body = queue[next] as usize;
        next += 1;
        for link in graph.links(body) {
            if row[link.to as usize] == f32::INFINITY {
                row[link.to as usize] = row[body] + 1.0;
                queue.push(link.to);
            }
        }
    }
}

/// Dijkstra's algorithm; then the ends of direct ties get their own distance if it is longer.
fn paths(graph: &Graph, lengths: Lengths, from: usize, row: &mut [f32]) {
    row[from] = 0.0;
    let mut queue = BinaryHeap::from([(Reverse(0_u32), from as u32)]);
    while let Some((Reverse(bits), body)) = queue.pop() {
        let so_far = f32::from_bits(bits);
        if so_far > row[body as usize] {
            continue;
        }
        for link in graph.links(body as usize) {
            let length = so_far + lengths.path(link);
            if length < row[link.to as usize] {
                row[link.to as usize] = length;
                queue.push((Reverse(length.to_bits()), link.to));
            }
        }
    }
    for link in graph.links(from) {
        let only = graph.degree(from) == 1 || graph.degree(link.to as usize) == 1;
        row[link.to as usize] = row[link.to as usize].max(lengths.direct(link, only));
    }
}
