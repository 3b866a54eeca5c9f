//! Fitting: the viewport that shows all actors and their names.

use emath::{Pos2, Rect, Vec2, vec2};

use super::drawn_actor::body_at;
use super::{Encoding, RenderNetwork, Viewport, labels};
use crate::graph::{Network, NodeIndex};

/// The space that an actor needs, in points at zoom 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActorFootprint {
    /// The radius of its body.
    pub radius: f32,
    /// The width and height of its name; approximate in a large network.
    pub name: Vec2,
}

/// The space that an actor needs in a picture; `None` if the network does not contain it.
pub fn footprint(
    network: &Network,
    node: NodeIndex,
    encoding: &Encoding,
) -> Option<ActorFootprint> {
    let actor = network.graph.node_weight(node)?;
    let radius = encoding.radius(node, network.degree(node));
    let body = body_at(Pos2::ZERO, actor, radius);
    Some(ActorFootprint {
        radius: body.half_size().max_elem(),
        name: if RenderNetwork::is_large(network) {
            labels::rough_size(actor.name())
        } else {
            labels::size(actor.name()).unwrap_or(Vec2::ZERO)
        },
    })
}

/// The margin for curves around the outermost actors, in points.
const MARGIN: f32 = 10.0;

/// The highest zoom for a picture of few actors.
const MAX_ZOOM: f32 = 2.0;

/// The lowest zoom for a picture of very many actors.
const MIN_ZOOM: f32 = 1e-5;

/// The viewport of this size in which all actors and their names are within `region`.
pub fn fit(
    network: &Network,
    positions: &[Pos2],
    encoding: &Encoding,
    size: Vec2,
    region: Rect,
) -> Viewport {
    let placed: Vec<(Pos2, ActorFootprint)> = network
        .graph
        .node_indices()
        .filter_map(|node| {
            Some((
                *positions.get(node.index())?,
                footprint(network, node, encoding)?,
            ))
        })
        .filter(|(place, _)| place.x.abs() < 1e9 && place.y.abs() < 1e9)
        .collect();
    let available = (region.size() - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0));
    let fits = |zoom: f32| {
        let taken = extent(&placed, zoom).size();
        taken.x <= available.x && taken.y <= available.y
    };
    let zoom = largest_zoom(fits);
    let middle = if placed.is_empty() {
        Vec2::ZERO
    } else {
        extent(&placed, zoom).center().to_vec2()
    };
    Viewport {
        zoom,
        pan: region.center().to_vec2() - middle,
        size,
    }
}

/// The largest zoom that fits, by bisection.
fn largest_zoom(fits: impl Fn(f32) -> bool) -> f32 {
    let (mut low, mut high) = (MIN_ZOOM, MAX_ZOOM);
    if fits(high) {
        return high;
    }
    for _ in 0..40 {
        let middle = (low * high).sqrt();
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The box around all actors at a zoom, relative to the origin of the layout.
fn extent(placed: &[(Pos2, ActorFootprint)], zoom: f32) -> Rect {
    let scale = super::viewport::body_scale(zoom);
    let mut all = Rect::NOTHING;
    for (place, footprint) in placed {
        let center = (place.to_vec2() * zoom).to_pos2();
        let radius = footprint.radius * scale;
        let side = radius.max(footprint.name.x / 2.0);
        all |= Rect::from_min_max(
            center - vec2(side, radius),
            center + vec2(side, radius + footprint.name.y),
        );
    }
    all
}
