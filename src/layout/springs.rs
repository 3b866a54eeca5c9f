//! What pulls at each body of a live picture: springs to others, room to keep, and a weak hold on its old place.

use std::ops::ControlFlow;

use emath::{Pos2, Vec2};
use rayon::prelude::*;

use super::edge_springs::Sheet;
use super::footprint::Footprint;
use super::graph::Graph;
use super::progress::Watch;
use super::targets::{Lengths, Targets};

/// Up to this many bodies every pair has a spring; fewer in tests, which run without optimization.
const MAX_PAIRS: usize = if cfg!(test) { 300 } else { 600 };

/// Beyond this many bodies the work is shared among threads.
const PARALLEL: usize = 100;

/// Strength of the hold on the old place, as a share of all springs of a body.
const ANCHOR: f32 = 0.06;

/// How firmly footprints that touch push each other away, against all springs of a body.
const ROOM: f32 = 0.5;

#[derive(Clone, Debug)]
pub(super) struct Springs {
    footprints: Vec<Footprint>,
    kind: Kind,
    /// Strength of the hold on the old place now: none while everything finds its place anew.
    anchor: f32,
}

#[derive(Clone, Debug)]
enum Kind {
    /// Every pair, weighted by closeness in the network; `lengths` in scene units, negative where the two overlap at
    /// rest and may.
    Pairs { targets: Targets, lengths: Vec<f32> },
    /// Ties only, where there are too many pairs.
    Ties(Sheet),
}

impl Springs {
    pub(super) fn at_rest(graph: &Graph, footprints: Vec<Footprint>, places: &[Pos2]) -> Self {
        let all = places.len() <= MAX_PAIRS;
        let targets = all.then(|| {
            Targets::new(
                graph,
                Lengths::SIGN_AWARE,
                Watch::new(&|_| ControlFlow::Continue(())),
            )
        });
        let kind = match targets.flatten() {
            Some(targets) => Kind::Pairs {
                targets,
                lengths: Vec::new(),
            },
            None => Kind::Ties(Sheet::new(graph)),
        };
        let mut springs = Self {
            footprints,
            kind,
            anchor: ANCHOR,
        };
        springs.rest(places);
        springs
    }

    /// Makes every spring as long as it now is.
    pub(super) fn rest(&mut self, places: &[Pos2]) {
        self.anchor = ANCHOR;
        match &mut self.kind {
            Kind::Pairs { lengths, .. } => {
                let prints = &self.footprints;
                let length = |a: usize, b: usize| {
                    let apart = (places[a] - places[b]).length();
                    let overlap =
                        prints[a].hits(places[a].to_vec2(), &prints[b], places[b].to_vec2());
                    if overlap { -apart } else { apart }
                };
                *lengths = (0..places.len())
                    .flat_map(|a| (0..places.len()).map(move |b| (a, b)))
                    .map(|(a, b)| length(a, b))
                    .collect();
            }
            Kind::Ties(sheet) => sheet.rest(places),
        }
    }

    /// Makes every spring as long as the network wants it, at the present scale, and lets go of the old places.
    pub(super) fn relax(&mut self, places: &[Pos2]) {
        let (targets, lengths) = match &mut self.kind {
            Kind::Pairs { targets, lengths } => (targets, lengths),
            Kind::Ties(sheet) => return sheet.relax(places),
        };
        self.anchor = 0.0;
        let (mut along, mut square) = (0.0, 0.0);
        for (a, &place) in places.iter().enumerate() {
            for (&wanted, &other) in targets.row(a)[..a]
                .iter()
                .zip(places)
                .filter(|(wanted, _)| wanted.is_finite())
            {
                along += (place - other).length() / wanted;
                square += 1.0;
            }
        }
        let unit = along / f32::max(square, 1.0);
        let rows = (0..places.len()).flat_map(|a| targets.row(a)).zip(lengths);
        rows.filter(|(wanted, _)| wanted.is_finite())
            .for_each(|(wanted, length)| *length = wanted * unit);
    }

    /// For each body the way to where its springs, alone, would have it.
    pub(super) fn pulls(&self, places: &[Pos2], anchors: &[Pos2]) -> Vec<Vec2> {
        let (targets, lengths) = match &self.kind {
            Kind::Pairs { targets, lengths } => (targets, lengths),
            Kind::Ties(sheet) => return sheet.pulls(places, anchors),
        };
        let pull = |body: usize| {
            let lengths = &lengths[body * places.len()..];
            self.pair_pull(body, targets.row(body), lengths, places, anchors)
        };
        if places.len() < PARALLEL {
            (0..places.len()).map(pull).collect()
        } else {
            (0..places.len())
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
        places: &[Pos2],
        anchors: &[Pos2],
    ) -> Vec2 {
        let at = places[body];
        let (mut pull, mut strength, mut room) = (Vec2::ZERO, 0.0, Vec2::ZERO);
        for (other, ((&wanted, &length), &place)) in
            wanted.iter().zip(lengths).zip(places).enumerate()
        {
            if other == body {
                continue;
            }
            let apart = place - at;
            if wanted.is_finite() {
                let weight = 1.0 / (wanted * wanted * wanted);
                strength += weight;
                pull += stretch(apart, length.abs()) * weight;
            }
            if length >= 0.0 {
                room += self.push(body, at, other, place);
            }
        }
        let hold = if strength > 0.0 {
            self.anchor * strength
        } else {
            1.0
        };
        (pull + (anchors[body] - at) * hold) / (strength + hold) + room * ROOM
    }

    /// Half the shorter way out of an overlap with another.
    fn push(&self, body: usize, at: Pos2, other: usize, place: Pos2) -> Vec2 {
        let (depth, apart) =
            self.footprints[body].overlap(at.to_vec2(), &self.footprints[other], place.to_vec2());
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
}

/// The way along `apart` after which a spring of this length would be at rest.
pub(super) fn stretch(apart: Vec2, length: f32) -> Vec2 {
    let now = apart.length_sq().sqrt();
    if now > 1e-6 {
        apart * (1.0 - length / now)
    } else {
        Vec2::ZERO
    }
}
