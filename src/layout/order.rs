//! A canonical order of the bodies, which depends on the network and not on the file, so that the
//! same network written in another order gives the same layout. Bodies that do not differ in
//! structure, size or start keep their order.

use super::{graph::Graph, layout_tie::LayoutTie, request::Body};
use crate::random::mix;

/// Rounds of colour refinement (Weisfeiler and Leman 1968) in small networks, and in large ones,
/// where they take time.
const ROUNDS: [usize; 2] = [16, 2];
const MAX_SMALL: usize = 2000;

/// The bodies in canonical order: `order[k]` is the body that comes k-th.
/// O(rounds · m + n log n).
pub(super) fn canonical_order(bodies: &[Body], ties: &[LayoutTie]) -> Vec<u32> {
    let graph = Graph::new(bodies.len(), ties);
    let rounds = if bodies.len() <= MAX_SMALL {
        ROUNDS[0].min(bodies.len())
    } else {
        ROUNDS[1]
    };
    let mut colours: Vec<u64> = bodies.iter().map(own_colour).collect();
    for _ in 0..rounds {
        colours = (0..bodies.len())
            .map(|body| refined_colour(&graph, &colours, body))
            .collect();
    }
    let mut order: Vec<u32> = (0..bodies.len() as u32).collect();
    order.sort_by_key(|&body| {
        (
            std::cmp::Reverse(graph.degree(body as usize)),
            colours[body as usize],
        )
    });
    order
}

fn own_colour(body: &Body) -> u64 {
    let start = body.start.map_or([u32::MAX; 2], |start| {
        [start.x.to_bits(), start.y.to_bits()]
    });
    [
        body.radius.to_bits(),
        body.label.x.to_bits(),
        body.label.y.to_bits(),
        start[0],
        start[1],
        u32::from(body.pinned),
    ]
    .iter()
    .fold(1, |colour, &bits| mix(colour ^ u64::from(bits)))
}

fn refined_colour(graph: &Graph, colours: &[u64], body: usize) -> u64 {
    let around = graph.links(body).iter().fold(0_u64, |sum, link| {
        let tie = u64::from(link.weight.to_bits()) << 2 | link.sign as u64;
        sum.wrapping_add(mix(colours[link.to as usize] ^ mix(tie)))
    });
    mix(colours[body].rotate_left(1) ^ around)
}
