//! Bounded forces, which balance neighbourhoods and overall shape, after Zhong, Xue, Zhang, Zhang,
//! Ban, Deussen and Wang, "Force-Directed Graph Layouts Revisited: A New Force Based on the
//! T-Distribution", IEEE TVCG 2023. Positions are in units of the force, a tie being a little
//! shorter than one.

use emath::Vec2;
use rayon::prelude::*;

use super::{graph::Graph, progress::ProgressPart, tree::QuadTree};

/// The strength of all attraction, and how much of it is short-ranged: the paper's α and β, which
/// are 0.1 and 8 there. A larger β keeps neighbours together better, and trees and meshes smoother,
/// at hardly any cost in stress.
const ATTRACTION: f32 = 0.1;
const SHORT_RANGE: f32 = 15.0;

/// How neighbours attract each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pull {
    short_range: f32,
}

impl Pull {
    pub(super) const USUAL: Self = Self {
        short_range: SHORT_RANGE,
    };

    /// The same with the short-ranged part multiplied by `share`.
    pub(super) fn times(self, share: f32) -> Self {
        Self {
            short_range: self.short_range * share,
        }
    }
}

/// Share of its speed that a body keeps from one step to the next.
const MOMENTUM: f32 = 0.85;

/// No body moves farther in one step.
const MAX_SPEED: f32 = 3.0;

/// The number of steps, and the heat of the first and the last: the share of the force that becomes
/// speed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule {
    pub(super) steps: usize,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// Moves the positions along the forces. O(steps · (n log n + m)) on all threads. `None` if
/// cancelled.
pub(super) fn run(
    graph: &Graph,
    positions: &mut [Vec2],
    pull: Pull,
    schedule: Schedule,
    watch: ProgressPart<'_>,
) -> Option<()> {
    let mut speeds = vec![Vec2::ZERO; positions.len()];
    let decay = (schedule.to / schedule.from).powf(1.0 / schedule.steps.max(2) as f32);
    let mut heat = schedule.from;
    for step in 0..schedule.steps {
        watch.at(step as f32 / schedule.steps as f32)?;
        let forces = forces(graph, positions, pull);
        for ((position, speed), force) in positions.iter_mut().zip(&mut speeds).zip(forces) {
            *speed = (*speed + force * heat) * MOMENTUM;
            let length = speed.length_sq();
            if length > MAX_SPEED * MAX_SPEED {
                *speed *= MAX_SPEED / length.sqrt();
            }
            *position += *speed;
        }
        heat *= decay;
    }
    Some(())
}

/// The force on each body.
pub(super) fn forces(graph: &Graph, positions: &[Vec2], pull: Pull) -> Vec<Vec2> {
    let short_range = pull.short_range;
    let mut forces = QuadTree::new(positions).repulsion();
    forces
        .par_iter_mut()
        .with_min_len(512)
        .enumerate()
        .for_each(|(body, force)| {
            let at = positions[body];
            for link in graph.links(body) {
                let apart = positions[link.to as usize] - at;
                *force += apart
                    * (ATTRACTION * link.weight * (1.0 + short_range / (1.0 + apart.length_sq())));
            }
        });
    forces
}
