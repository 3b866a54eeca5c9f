//! Fitting: the view in which everything has room, names too.

use emath::{Pos2, Rect, Vec2, vec2};

use super::draw::body_at;
use super::{Encoding, RenderNetwork, Viewport, labels};
use crate::graph::{Network, NodeIndex};

/// What an actor takes up, in points at zoom 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Footprint {
    /// The radius of its body.
    pub radius: f32,
    /// The width and height of its name; of a render, about.
    pub name: Vec2,
}

/// What an actor takes up in a picture; nothing for one that the network does not show.
pub fn footprint(network: &Network, node: NodeIndex, encoding: &Encoding) -> Option<Footprint> {
    let actor = network.graph.node_weight(node)?;
    let radius = encoding.radius(node, network.degree(node));
    let body = body_at(Pos2::ZERO, actor, radius);
    Some(Footprint {
        radius: body.half_size().max_elem(),
        name: if RenderNetwork::is_large(network) {
            labels::rough_size(actor.name())
        } else {
            labels::size(actor.name()).unwrap_or(Vec2::ZERO)
        },
    })
}

/// LabelSpace for curves that bow out around the outermost actors, in points.
const EDGE: f32 = 10.0;

/// A picture of few actors is not enlarged beyond this.
const MAX_ZOOM: f32 = 2.0;

/// A picture of very many is not made smaller than this.
const MIN_ZOOM: f32 = 1e-5;

/// The view of this size in which all actors stand within `region`, names included.
pub fn fit(
    network: &Network,
    positions: &[Pos2],
    encoding: &Encoding,
    size: Vec2,
    region: Rect,
) -> Viewport {
    let placed: Vec<(Pos2, Footprint)> = network
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
    let room = (region.size() - Vec2::splat(2.0 * EDGE)).max(Vec2::splat(1.0));
    let fits = |zoom: f32| {
        let taken = extent(&placed, zoom).size();
        taken.x <= room.x && taken.y <= room.y
    };
    let zoom = largest(fits);
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

/// The largest zoom that fits, by halving.
fn largest(fits: impl Fn(f32) -> bool) -> f32 {
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

/// What all actors take up at a zoom, relative to the layout's origin.
fn extent(placed: &[(Pos2, Footprint)], zoom: f32) -> Rect {
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
