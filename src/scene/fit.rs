//! Fitting: the viewport that shows all actors and their names.

use emath::{Pos2, Rect, Vec2, vec2};

use super::drawn_actor::body_at;
use super::{Encoding, RenderNetwork, SceneNote, Viewport, annotations, labels};
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

/// The highest zoom for a picture of several actors, so that a few fill the page too, and for a
/// picture of a single one.
const MAX_ZOOM: f32 = 40.0;
const MAX_ZOOM_OF_ONE: f32 = 2.0;

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
    let mut placed = placed(network, positions, encoding);
    let notes = note_footprints(network, positions, encoding);
    let near = bounds_with_notes(&placed);
    placed.extend(notes.into_iter().filter(|(at, _)| near.contains(*at)));
    let placed = with_short_names(placed, region);
    let zoom = fitting_zoom(&placed, region);
    centered(&placed, zoom, (size, region))
}

/// Where a text note has an effect on the size of the picture: as far from the actors as they are
/// from each other. One that is further away would make the network as small as a stamp.
fn bounds_with_notes(placed: &[(Pos2, ActorFootprint)]) -> Rect {
    /// A note beside a single actor is still near, in points of the layout.
    const MIN_REACH: f32 = 400.0;
    let positions = placed.iter().map(|(at, _)| *at);
    let bounds = positions.fold(Rect::NOTHING, |mut bounds, at| {
        bounds.extend_with(at);
        bounds
    });
    if bounds.is_negative() {
        return Rect::from_center_size(Pos2::ZERO, Vec2::splat(1e9));
    }
    bounds.expand(bounds.size().max_elem().max(MIN_REACH))
}

/// The space of text notes, which are moved into the picture if they are a little outside.
fn note_footprints(
    network: &Network,
    positions: &[Pos2],
    encoding: &Encoding,
) -> Vec<(Pos2, ActorFootprint)> {
    let footprint = |note: &SceneNote| {
        let position = note.position(network, positions)?;
        let size = annotations::rough_size(&note.text);
        let footprint = ActorFootprint {
            radius: 0.0,
            name: vec2(size.x, 0.5 * size.y),
        };
        Some((position, footprint))
    };
    encoding.notes.all().iter().filter_map(footprint).collect()
}

/// The highest zoom for a part of a picture.
const MAX_ZOOM_OF_PART: f32 = 2.5;

/// The viewport of this size in which these actors and their names are within `region`; the whole
/// picture if none of them is shown.
pub fn fit_around(
    (network, positions, encoding): (&Network, &[Pos2], &Encoding),
    actors: &[NodeIndex],
    (size, region): (Vec2, Rect),
) -> Viewport {
    let shown = actors.iter().copied();
    let shown = shown.filter(|node| network.graph.contains_node(*node));
    let placed = placed_nodes(network, positions, encoding, shown);
    if placed.is_empty() {
        return fit(network, positions, encoding, size, region);
    }
    let zoom = fitting_zoom(&placed, region).min(MAX_ZOOM_OF_PART);
    centered(&placed, zoom, (size, region))
}

/// The viewport of this size in which a part of the layout is within `region`.
pub fn fit_area(area: Rect, size: Vec2, region: Rect) -> Viewport {
    let zoom = (region.size() / area.size().max(Vec2::splat(f32::MIN_POSITIVE))).min_elem();
    let zoom = zoom.clamp(MIN_ZOOM, MAX_ZOOM);
    Viewport {
        zoom,
        pan: region.center().to_vec2() - area.center().to_vec2() * zoom,
        size,
    }
}

/// The viewport at a zoom with these actors in the middle of `region`.
fn centered(
    placed: &[(Pos2, ActorFootprint)],
    zoom: f32,
    (size, region): (Vec2, Rect),
) -> Viewport {
    let middle = if placed.is_empty() {
        Vec2::ZERO
    } else {
        extent(placed, zoom).center().to_vec2()
    };
    Viewport {
        zoom,
        pan: region.center().to_vec2() - middle,
        size,
    }
}

/// The most by which a layout is stretched.
const MAX_STRETCH: f32 = 1.4;

/// The positions, stretched in the direction in which the picture leaves a part of `region` empty,
/// as far as it fills it, by at most [`MAX_STRETCH`]. Actors that are apart stay apart.
pub(super) fn stretched(
    network: &Network,
    positions: &[Pos2],
    encoding: &Encoding,
    region: Rect,
) -> Vec<Pos2> {
    let placed = with_short_names(placed(network, positions, encoding), region);
    let zoom = fitting_zoom(&placed, region);
    let available = available(region);
    let taken = extent(&placed, zoom).size();
    let is_wide = available.x / taken.x.max(1.0) < available.y / taken.y.max(1.0);
    let scale = |stretch: f32| {
        if is_wide {
            vec2(1.0, stretch)
        } else {
            vec2(stretch, 1.0)
        }
    };
    let by = |position: Pos2, stretch: f32| (position.to_vec2() * scale(stretch)).to_pos2();
    let fits = |stretch: f32| {
        let stretched = placed.iter();
        let stretched = stretched.map(|(position, print)| (by(*position, stretch), *print));
        let taken = extent(&stretched.collect::<Vec<_>>(), zoom).size();
        taken.x <= available.x && taken.y <= available.y
    };
    let stretch = largest(fits, (1.0, MAX_STRETCH));
    positions.iter().map(|at| by(*at, stretch)).collect()
}

/// The actors that have a position.
fn placed(
    network: &Network,
    positions: &[Pos2],
    encoding: &Encoding,
) -> Vec<(Pos2, ActorFootprint)> {
    placed_nodes(network, positions, encoding, network.graph.node_indices())
}

/// Those of some actors that have a position.
fn placed_nodes(
    network: &Network,
    positions: &[Pos2],
    encoding: &Encoding,
    nodes: impl Iterator<Item = NodeIndex>,
) -> Vec<(Pos2, ActorFootprint)> {
    let actor = |node: NodeIndex| {
        let position = *positions.get(node.index())?;
        Some((position, footprint(network, node, encoding)?))
    };
    let placed = nodes.filter_map(actor);
    placed
        .filter(|(position, _)| position.x.abs() < 1e9 && position.y.abs() < 1e9)
        .collect()
}

/// The most that names at the edges claim of the width and of the height of a picture. In a small
/// one there would be nothing left for the network; names find other spots, or are left out.
const MAX_NAME_CLAIM: Vec2 = vec2(0.4, 0.2);

fn with_short_names(
    mut placed: Vec<(Pos2, ActorFootprint)>,
    region: Rect,
) -> Vec<(Pos2, ActorFootprint)> {
    let most = region.size() * MAX_NAME_CLAIM;
    for (_, footprint) in &mut placed {
        footprint.name = footprint.name.min(most);
    }
    placed
}

/// The space that actors and their names may take.
fn available(region: Rect) -> Vec2 {
    (region.size() - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0))
}

/// The largest zoom at which all actors and their names fit.
fn fitting_zoom(placed: &[(Pos2, ActorFootprint)], region: Rect) -> f32 {
    let available = available(region);
    let fits = |zoom: f32| {
        let taken = extent(placed, zoom).size();
        taken.x <= available.x && taken.y <= available.y
    };
    let is_one_position = placed.windows(2).all(|pair| pair[0].0 == pair[1].0);
    let max_zoom = if is_one_position {
        MAX_ZOOM_OF_ONE
    } else {
        MAX_ZOOM
    };
    largest(fits, (MIN_ZOOM, max_zoom))
}

/// The largest number in a range that fits, by bisection.
fn largest(fits: impl Fn(f32) -> bool, (mut low, mut high): (f32, f32)) -> f32 {
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
    for (position, footprint) in placed {
        let center = (position.to_vec2() * zoom).to_pos2();
        let radius = footprint.radius * scale;
        let side = radius.max(footprint.name.x / 2.0);
        all |= Rect::from_min_max(
            center - vec2(side, radius),
            center + vec2(side, radius + footprint.name.y),
        );
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::layout::{METHODS, Plan, layout};
    use crate::model::{Actor, Document, Relation};
    use crate::scene::{Start, request};
    use std::ops::ControlFlow;

    fn document(actors: usize, pairs: &[(usize, usize)]) -> Document {
        let relation = |(number, (a, b)): (usize, &(usize, usize))| {
            Relation::new(
                number.to_string().as_str(),
                a.to_string().as_str(),
                b.to_string().as_str(),
            )
        };
        Document {
            actors: (0..actors)
                .map(|number| Actor::new(number.to_string().as_str()))
                .collect(),
            relations: pairs.iter().enumerate().map(relation).collect(),
            ..Document::default()
        }
    }

    #[test]
    fn a_note_far_away_does_not_make_the_network_small() {
        let zoom_with = |x: f64| {
            let mut document = document(4, &[(0, 1), (1, 2), (2, 3)]);
            let note = crate::model::Annotation {
                id: "n".into(),
                text: "A note".to_owned(),
                at: crate::model::Point { x, y: 0.0 },
                ..crate::model::Annotation::default()
            };
            document.annotations = std::iter::once(std::sync::Arc::new(note)).collect();
            let network = Network::seen(&document, &Filter::default());
            let encoding = Encoding {
                notes: crate::scene::SceneNotes::new(
                    &document,
                    &network,
                    &std::collections::BTreeSet::default(),
                ),
                ..Encoding::default()
            };
            let place = |number: u16| emath::pos2(200.0 * f32::from(number), 0.0);
            let positions: Vec<Pos2> = (0..4).map(place).collect();
            let page = vec2(800.0, 600.0);
            let region = Rect::from_min_size(Pos2::ZERO, page);
            fit(&network, &positions, &encoding, page, region).zoom
        };
        assert!((zoom_with(5000.0) - zoom_with(300.0)).abs() < 1e-6);
        assert!(zoom_with(-400.0) < zoom_with(300.0));
    }

    #[test]
    fn names_leave_a_small_picture_to_the_network() {
        let names = "A name of several long words in three lines";
        let mut document = document(4, &[(0, 1), (1, 2), (2, 3)]);
        document.actors = (0..4)
            .map(|number| Actor {
                name: Some(format!("{names} {number}")),
                ..Actor::new(number.to_string().as_str())
            })
            .collect();
        let network = Network::seen(&document, &Filter::default());
        let place = |number: u16| emath::pos2(90.0 * f32::from(number), 70.0 * f32::from(number));
        let positions: Vec<Pos2> = (0..4).map(place).collect();
        for size in [vec2(120.0, 70.0), vec2(300.0, 60.0), vec2(90.0, 400.0)] {
            let region = Rect::from_min_size(Pos2::ZERO, size);
            let view = fit(&network, &positions, &Encoding::default(), size, region);
            let ends = [positions[0], positions[3]].map(|at| view.picture_from_layout(at));
            let taken = (ends[1] - ends[0]) / size;
            assert!(taken.max_elem() > 0.3, "{size:?}: {taken:?}");
        }
    }

    #[test]
    fn a_layout_is_stretched_to_the_page_without_a_move_in_the_other_direction() {
        let document = document(9, &[(0, 1), (1, 2)]);
        let network = Network::seen(&document, &Filter::default());
        let place = |number: usize| emath::pos2((number % 3) as f32, (number / 3) as f32);
        let square: Vec<Pos2> = (0..9).map(|number| place(number) * 100.0).collect();
        let encoding = Encoding::default();
        let region = |size| Rect::from_min_size(emath::pos2(20.0, 30.0), size);
        let spread = |positions: &[Pos2]| positions[8] - positions[0];
        for (size, stretch) in [
            (vec2(300.0, 3000.0), vec2(1.0, MAX_STRETCH)),
            (vec2(3000.0, 300.0), vec2(MAX_STRETCH, 1.0)),
        ] {
            let stretched = stretched(&network, &square, &encoding, region(size));
            let share = spread(&stretched) / spread(&square);
            assert!((share - stretch).length() < 1e-3, "{share}");
        }
        // As far as there is room, and no farther.
        let size = vec2(400.0, 440.0);
        let stretched = stretched(&network, &square, &encoding, region(size));
        let share = (spread(&stretched) / spread(&square)).y;
        assert!(share > 1.01 && share < MAX_STRETCH, "{share}");
        let zoom =
            |positions: &[Pos2]| fit(&network, positions, &encoding, size, region(size)).zoom;
        assert!((zoom(&stretched) / zoom(&square) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn a_layout_fills_the_page_in_its_longer_direction() {
        let star = |count: usize| (1..count).map(|leaf| (0, leaf)).collect::<Vec<_>>();
        let path = |count: usize| (1..count).map(|body| (body - 1, body)).collect::<Vec<_>>();
        let grid: Vec<_> = (0..56)
            .flat_map(|body| {
                [
                    (body, body + 8),
                    (body, if body % 8 < 7 { body + 1 } else { body }),
                ]
            })
            .collect();
        let tree: Vec<_> = (1..40).map(|body| ((body - 1) / 2, body)).collect();
        let two = [path(9), vec![(9, 10), (10, 11), (9, 11)]].concat();
        let cases = [
            (2, path(2)),
            (3, path(3)),
            (5, star(5)),
            (30, star(30)),
            (60, path(60)),
            (64, grid),
            (40, tree),
            (12, two),
            (9, vec![]),
        ];
        let region = Rect::from_min_size(emath::pos2(30.0, 40.0), vec2(1140.0, 740.0));
        for (actors, pairs) in cases {
            let document = document(actors, &pairs);
            let network = Network::seen(&document, &Filter::default());
            for method in METHODS {
                let plan = Plan {
                    method: method.method,
                    ..Plan::default()
                };
                let request = request(&document, &network, Start::Fresh, plan);
                let positions = layout(&request, &|_| ControlFlow::Continue(())).unwrap();
                let view = fit(
                    &network,
                    &positions,
                    &Encoding::default(),
                    vec2(1200.0, 900.0),
                    region,
                );
                let drawn = positions
                    .iter()
                    .map(|position| view.picture_from_layout(*position));
                let taken = drawn.fold(Rect::NOTHING, |all, at| all | Rect::from_pos(at));
                let share = (taken.size() / region.size()).max_elem();
                assert!(share >= 0.7, "{actors} actors by {}: {share}", method.id);
                assert!(region.contains_rect(taken));
            }
        }
    }
}
