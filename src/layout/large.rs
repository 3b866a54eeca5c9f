//! Large connected networks.

use emath::Vec2;

use super::{
    footprint::Footprint, graph::Graph, pivot::pivot_mds, progress::Watch, rng::Rng, small::unit,
    turn::turn,
};

/// Places in scene units, centred. `None` if cancelled.
pub(super) fn layout(
    graph: &Graph,
    footprints: &[Footprint],
    aspect: f32,
    rng: &mut Rng,
    watch: Watch<'_>,
) -> Option<Vec<Vec2>> {
    let mut places = pivot_mds(graph, rng, watch.part(0.0, 0.8))?;
    let unit = unit(footprints);
    for at in &mut places {
        *at = *at * unit + Vec2::new(rng.unit(), rng.unit());
    }
    turn(footprints, &mut places, aspect);
    watch.at(1.0)?;
    Some(places)
}
