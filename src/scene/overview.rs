//! The overview: the whole network in a small picture, for the minimap.

use std::collections::HashSet;

use emath::{Pos2, Rect, Vec2};

use super::{Dot, Encoding, LowDetail, Theme, Viewport};
use crate::graph::Network;

/// A whole network in a small picture.
#[derive(Clone, Debug)]
pub struct Overview {
    /// One dot for each actor.
    pub low_detail: LowDetail,
    /// The viewport of the small picture.
    pub view: Viewport,
    /// The bounds of all positions, in layout units.
    pub bounds: Rect,
}

/// Dots closer than about this, in points, are one.
const MIN_DISTANCE: f32 = 1.5;

/// The radius of a dot, in points.
const RADIUS: f32 = 1.2;

/// How far the colours of dots are mixed with the background, so that the frame of the minimap
/// stands out.
const PALENESS: f32 = 0.35;

/// The space around the outermost dots, in points.
const MARGIN: f32 = 5.0;

/// The overview of a network, no larger than `max_size`; `None` if all actors are at the same
/// position. O(actors).
pub fn overview(
    network: &Network,
    positions: &[Pos2],
    encoding: &Encoding,
    theme: &Theme,
    max_size: Vec2,
) -> Option<Overview> {
    let graph = &network.graph;
    let position = |node: crate::graph::NodeIndex| {
        let position = positions.get(node.index()).copied();
        position.filter(|position| position.is_finite())
    };
    let mut bounds = Rect::NOTHING;
    for position in graph.node_indices().filter_map(position) {
        bounds.extend_with(position);
    }
    if !(bounds.width() >= 0.0 && bounds.size().max_elem() > 0.0) {
        return None;
    }
    let inner = max_size - Vec2::splat(2.0 * MARGIN);
    let zoom = (inner / bounds.size().max(Vec2::splat(f32::MIN_POSITIVE))).min_elem();
    // If all actors are on a line, the overview is still large enough to click.
    let size = (bounds.size() * zoom + Vec2::splat(2.0 * MARGIN)).max(max_size / 3.0);
    let view = Viewport {
        zoom,
        pan: size / 2.0 - bounds.center().to_vec2() * zoom,
        size,
    };
    let mut taken = HashSet::new();
    let mut dots = Vec::new();
    for node in graph.node_indices() {
        let Some(center) = position(node).map(|position| view.picture_from_layout(position)) else {
            continue;
        };
        let cell = center / MIN_DISTANCE;
        if taken.insert((cell.x as i32, cell.y as i32)) {
            let color = encoding.fill(node, &graph[node], theme);
            dots.push(Dot {
                node,
                center,
                radius: RADIUS,
                color: color.toward(theme.background, PALENESS),
            });
        }
    }
    let low_detail = LowDetail {
        dots,
        ..LowDetail::default()
    };
    Some(Overview {
        low_detail,
        view,
        bounds,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::model::{Actor, Document};
    use emath::{pos2, vec2};

    fn of(positions: &[Pos2]) -> Option<Overview> {
        let actors = (0..positions.len()).map(|number| Actor::new(format!("a{number}")));
        let document = Document {
            actors: actors.collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        let max_size = vec2(180.0, 120.0);
        overview(
            &network,
            positions,
            &Encoding::default(),
            &Theme::light(),
            max_size,
        )
    }

    #[test]
    fn every_actor_has_a_dot_and_actors_at_one_position_share_it() {
        let positions = [pos2(-900.0, 0.0), pos2(-900.0, 0.1), pos2(2100.0, 500.0)];
        let overview = of(&positions).unwrap();
        assert_eq!(overview.low_detail.dots.len(), 2);
        let area = overview.view.rect();
        assert!(
            overview
                .low_detail
                .dots
                .iter()
                .all(|dot| area.contains(dot.center))
        );
        assert!(overview.view.size.x <= 180.0 && overview.view.size.y <= 120.0);
    }

    #[test]
    fn there_is_no_overview_of_one_position_and_that_of_a_line_can_be_clicked() {
        assert!(of(&[pos2(3.0, 4.0)]).is_none());
        assert!(of(&[]).is_none());
        let line = of(&[pos2(0.0, 7.0), pos2(50.0, 7.0)]).unwrap();
        assert!(line.view.size.y >= 40.0);
    }
}
