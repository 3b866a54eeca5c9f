//! The overview: the whole network on a stamp, to see which part of it is looked at.

use std::collections::HashSet;

use emath::{Pos2, Rect, Vec2};

use super::{Color, Dot, Encoding, LowDetail, Theme, Viewport};
use crate::graph::Network;

/// A network on a stamp.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Its dots.
    pub low_detail: LowDetail,
    /// How the layout is seen on it.
    pub view: Viewport,
    /// Where actors stand, in units of the layout.
    pub bounds: Rect,
}

/// Dots nearer to one another than this, in points, are one.
const APART: f32 = 1.5;

/// The radius of a dot, in points.
const RADIUS: f32 = 1.2;

/// How far dots go towards the ground, so that what is marked among them stands out.
const PALE: f32 = 0.35;

/// LabelSpace around the outermost dots, in points.
const MARGIN: f32 = 5.0;

/// The overview of a network that takes no more room than `most`; nothing where actors stand on one spot. O(actors).
pub fn overview(
    network: &Network,
    positions: &[Pos2],
    encoding: &Encoding,
    theme: &Theme,
    most: Vec2,
) -> Option<Overview> {
    let graph = &network.graph;
    let place = |node: crate::graph::NodeIndex| {
        let place = positions.get(node.index()).copied();
        place.filter(|place| place.is_finite())
    };
    let mut bounds = Rect::NOTHING;
    for place in graph.node_indices().filter_map(place) {
        bounds.extend_with(place);
    }
    if !(bounds.width() >= 0.0 && bounds.size().max_elem() > 0.0) {
        return None;
    }
    let room = most - Vec2::splat(2.0 * MARGIN);
    let zoom = (room / bounds.size().max(Vec2::splat(f32::MIN_POSITIVE))).min_elem();
    // A line of actors still has a stamp that can be clicked.
    let size = (bounds.size() * zoom + Vec2::splat(2.0 * MARGIN)).max(most / 3.0);
    let view = Viewport {
        zoom,
        pan: size / 2.0 - bounds.center().to_vec2() * zoom,
        size,
    };
    let mut taken = HashSet::new();
    let mut dots = Vec::new();
    for node in graph.node_indices() {
        let Some(center) = place(node).map(|place| view.picture_from_layout(place)) else {
            continue;
        };
        let cell = center / APART;
        if taken.insert((cell.x as i32, cell.y as i32)) {
            let color = encoding.color(node, theme);
            let color: Color = color.unwrap_or_else(|| theme.actor(graph[node].kind()));
            dots.push(Dot {
                node,
                center,
                radius: RADIUS,
                color: color.toward(theme.background, PALE),
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
        let most = vec2(180.0, 120.0);
        overview(
            &network,
            positions,
            &Encoding::default(),
            &Theme::light(),
            most,
        )
    }

    #[test]
    fn everybody_is_on_it_and_those_on_one_spot_are_one_dot() {
        let places = [pos2(-900.0, 0.0), pos2(-900.0, 0.1), pos2(2100.0, 500.0)];
        let overview = of(&places).unwrap();
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
    fn one_spot_has_none_and_a_line_can_still_be_clicked() {
        assert!(of(&[pos2(3.0, 4.0)]).is_none());
        assert!(of(&[]).is_none());
        let line = of(&[pos2(0.0, 7.0), pos2(50.0, 7.0)]).unwrap();
        assert!(line.view.size.y >= 40.0);
    }
}
