//! What moves each body of a live layout: springs to others, overlaps, and a weak anchor at its old
//! position.

use std::ops::ControlFlow;

use emath::{Pos2, Vec2};
use rayon::prelude::*;

use super::edge_springs::{EdgeSprings, stretch};
use super::footprint::BodyFootprint;
use super::graph::Graph;
use super::progress::ProgressPart;
use super::targets::{Lengths, Targets};

/// From this many bodies on the work is shared among threads.
const MIN_PARALLEL: usize = 100;

/// Strength of the anchor at the old position, as a share of all springs of a body.
const ANCHOR: f32 = 0.06;

/// How strongly footprints that overlap push each other away, as a share of all springs of a body.
const OVERLAP_PUSH: f32 = 0.5;

/// The springs of a live layout.
#[derive(Clone, Debug)]
pub(super) struct Springs {
    footprints: Vec<BodyFootprint>,
    /// The same without names.
    discs: Vec<BodyFootprint>,
    kind: SpringKind,
}

#[derive(Clone, Debug)]
enum SpringKind {
    /// Between every pair, weighted by closeness in the network; `lengths` in scene units, negative
    /// for two bodies that overlap at rest and therefore may overlap.
    Pairs { targets: Targets, lengths: Vec<f32> },
    /// Along ties only, if there are too many pairs.
    Ties(EdgeSprings),
}

impl Springs {
    /// Springs that are at rest on these positions; up to `max_in_pairs` bodies every pair has one.
    pub(super) fn at_rest(
        graph: &Graph,
        footprints: Vec<BodyFootprint>,
        positions: &[Pos2],
        max_in_pairs: usize,
    ) -> Self {
        let has_pairs = positions.len() <= max_in_pairs;
        let targets = has_pairs.then(|| {
            Targets::new(
                graph,
                Lengths::SIGN_AWARE,
                ProgressPart::new(&|_| ControlFlow::Continue(())),
            )
        });
        let kind = match targets.flatten() {
            Some(targets) => SpringKind::Pairs {
                targets,
                lengths: Vec::new(),
            },
            None => SpringKind::Ties(EdgeSprings::new(graph)),
        };
        let mut springs = Self {
            discs: footprints.iter().map(BodyFootprint::without_name).collect(),
            footprints,
            kind,
        };
        springs.rest(positions);
        springs
    }

    /// Makes every spring as long as it is now.
    pub(super) fn rest(&mut self, positions: &[Pos2]) {
        match &mut self.kind {
            SpringKind::Pairs { lengths, .. } => {
                let prints = &self.footprints;
                let length = |a: usize, b: usize| {
                    let apart = (positions[a] - positions[b]).length();
                    let overlap =
                        prints[a].hits(positions[a].to_vec2(), &prints[b], positions[b].to_vec2());
                    if overlap { -apart } else { apart }
                };
                *lengths = (0..positions.len())
                    .flat_map(|a| (0..positions.len()).map(move |b| (a, b)))
                    .map(|(a, b)| length(a, b))
                    .collect();
            }
            SpringKind::Ties(springs) => springs.rest(positions),
        }
    }

    /// For each body the way to the equilibrium of its springs, if it follows; others only make
    /// way.
    pub(super) fn pulls(
        &self,
        positions: &[Pos2],
        anchors: &[Pos2],
        follows: &[bool],
    ) -> Vec<Vec2> {
        let (targets, lengths) = match &self.kind {
            SpringKind::Pairs { targets, lengths } => (targets, lengths),
            SpringKind::Ties(springs) => return springs.pulls(positions, anchors, follows),
        };
        let pull = |body: usize| {
            if !follows[body] {
                return self.way_out(body, positions, anchors);
            }
            let lengths = &lengths[body * positions.len()..];
            self.pair_pull(body, targets.row(body), lengths, positions, anchors)
        };
        if positions.len() < MIN_PARALLEL {
            (0..positions.len()).map(pull).collect()
        } else {
            (0..positions.len())
                .into_par_iter()
                .with_min_len(64)
                .map(pull)
                .collect()
        }
    }

    fn pair_pull(
        &self,
        body: usize,
        wanted: &[f32],
        lengths: &[f32],
        positions: &[Pos2],
        anchors: &[Pos2],
    ) -> Vec2 {
        let at = positions[body];
        let (mut pull, mut strength, mut room) = (Vec2::ZERO, 0.0, Vec2::ZERO);
        for (other, ((&wanted, &length), &position)) in
            wanted.iter().zip(lengths).zip(positions).enumerate()
        {
            if other == body {
                continue;
            }
            let apart = position - at;
            if wanted.is_finite() {
                let weight = 1.0 / (wanted * wanted * wanted);
                strength += weight;
                pull += stretch(apart, length.abs()) * weight;
            }
            if length >= 0.0 {
                room += push(&self.footprints, body, at, other, position);
            }
        }
        let hold = if strength > 0.0 {
            ANCHOR * strength
        } else {
            1.0
        };
        (pull + (anchors[body] - at) * hold) / (strength + hold) + room * OVERLAP_PUSH
    }

    /// The way out from under bodies that came to lie on a body that does not follow, and back to
    /// its anchor when they are gone.
    fn way_out(&self, body: usize, positions: &[Pos2], anchors: &[Pos2]) -> Vec2 {
        let at = positions[body];
        let discs = &self.discs;
        let mut room = Vec2::ZERO;
        for (other, &position) in positions.iter().enumerate() {
            let way = push(discs, body, at, other, position);
            if other == body || way == Vec2::ZERO {
                continue;
            }
            let [here, there] = [body, other].map(|body| anchors[body].to_vec2());
            if !discs[body].hits(here, &discs[other], there) {
                room += way;
            }
        }
        (anchors[body] - at) * ANCHOR + room * OVERLAP_PUSH
    }
}

/// Half the shorter way of a body out of an overlap with another.
fn push(prints: &[BodyFootprint], body: usize, at: Pos2, other: usize, position: Pos2) -> Vec2 {
    let (depth, apart) = prints[body].overlap(at.to_vec2(), &prints[other], position.to_vec2());
    if depth.x <= 0.0 || depth.y <= 0.0 {
        return Vec2::ZERO;
    }
    let away = |along: f32| {
        if along > 0.0 || (along == 0.0 && body < other) {
            -0.5
        } else {
            0.5
        }
    };
    if depth.x < depth.y {
        Vec2::new(away(apart.x) * depth.x, 0.0)
    } else {
        Vec2::new(0.0, away(apart.y) * depth.y)
    }
}
