//! Large connected networks: a first picture from pivots, then bounded forces.

use emath::Vec2;

use super::{
    footprint::Footprint,
    graph::Graph,
    pivot::pivot_mds,
    progress::Watch,
    rng::Rng,
    tforce::{self, Schedule},
    turn::turn,
};

/// Clear room between the rims of bodies that stand near each other, as a share of their mean radius.
const ROOM: f32 = 1.0;

/// Places in scene units, centred. `None` if cancelled.
pub(super) fn layout(
    graph: &Graph,
    footprints: &[Footprint],
    aspect: f32,
    rng: &mut Rng,
    watch: Watch<'_>,
) -> Option<Vec<Vec2>> {
    let mut places = pivot_mds(graph, rng, watch.part(0.0, 0.2))?;
    for at in &mut places {
        *at += Vec2::new(rng.unit() - 0.5, rng.unit() - 0.5) * 0.5;
    }
    let schedule = Schedule {
        steps: steps(graph.len()),
        from: 1.0,
        to: 0.03,
    };
    tforce::run(graph, &mut places, schedule, watch.part(0.2, 0.95))?;
    let scale = scale(footprints, &places);
    for at in &mut places {
        *at *= scale;
    }
    turn(footprints, &mut places, aspect);
    Some(places)
}

fn steps(count: usize) -> usize {
    if count <= 20_000 { 100 } else { 60 }
}

/// How much larger the picture must be so that bodies have room, if they were spread evenly over its box.
fn scale(footprints: &[Footprint], places: &[Vec2]) -> f32 {
    let count = places.len().max(1) as f32;
    let middle = places.iter().fold(Vec2::ZERO, |sum, &at| sum + at) / count;
    let spread = places
        .iter()
        .map(|&at| (at - middle).length_sq())
        .sum::<f32>()
        / count;
    let radius = footprints
        .iter()
        .map(|print| print.radius.max(1.0))
        .sum::<f32>()
        / count;
    let cell = (std::f32::consts::TAU * spread.max(1e-12) / count).sqrt();
    (2.0 + ROOM) * radius * 1.6 / cell
}
