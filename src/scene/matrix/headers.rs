//! The names and symbols of rows and columns. Knows no ties.

use std::collections::BTreeSet;

use emath::{Pos2, Rect, pos2, vec2};

use super::geometry::MatrixGeometry;
use super::highlights::{Highlights, band_color};
use super::input::MatrixInput;
use super::shapes::rectangle;
use crate::graph::{NodeIndex, short_bloc_name};
use crate::scene::actor_body::{ActorBody, Form};
use crate::scene::drawn_actor::body_style;
use crate::scene::text::{cap_height, elide_middle, measure};
use crate::scene::{Anchor, Mark, MarkShape, Scene, Subject, TextDirection, TextLine, Weight};

/// Adds the names of all visible rows and columns.
pub(super) fn add_headers(
    scene: &mut Scene,
    input: &MatrixInput,
    geometry: &MatrixGeometry,
    highlights: &Highlights,
) {
    let actors = &input.content.actors;
    for row in geometry.rows() {
        let symbol = geometry.row_symbol(row);
        if is_within(symbol.y, geometry.body.y_range()) {
            let place = HeaderPlace::of_row(geometry, symbol);
            let weight = weight(&highlights.rows, row);
            add_header(scene, input, geometry, (actors[row], weight), &place);
        }
    }
    for column in geometry.columns() {
        let symbol = geometry.column_symbol(column);
        if is_within(symbol.x, geometry.body.x_range()) {
            let place = HeaderPlace::of_column(geometry, symbol);
            let weight = weight(&highlights.columns, column);
            add_header(scene, input, geometry, (actors[column], weight), &place);
        }
    }
}

/// The font weight of the name of a row or column.
fn weight(emphasized: &BTreeSet<usize>, line: usize) -> Weight {
    if emphasized.contains(&line) {
        Weight::Bold
    } else {
        Weight::Regular
    }
}

/// A name is shown if the middle of its row or column is visible.
fn is_within(middle: f32, visible: emath::Rangef) -> bool {
    visible.contains(middle)
}

/// Where a name and its symbol are.
struct HeaderPlace {
    symbol: Pos2,
    /// The point of the name at its anchor, on the baseline.
    name: Pos2,
    anchor: Anchor,
    direction: TextDirection,
    /// The longest name that fits, in points.
    max_length: f32,
    /// The box that belongs to the name and its symbol.
    rect: Rect,
}

impl HeaderPlace {
    fn of_row(geometry: &MatrixGeometry, symbol: Pos2) -> Self {
        let aside = geometry.symbol_to_name();
        let left = symbol.x - aside - geometry.row_name_width;
        Self {
            symbol,
            name: symbol + vec2(-aside, cap_height(geometry.font_size) / 2.0),
            anchor: Anchor::Right,
            direction: TextDirection::Rightward,
            max_length: geometry.row_name_width,
            rect: Rect::from_min_max(
                pos2(left, symbol.y - geometry.pitch / 2.0),
                pos2(geometry.body.left(), symbol.y + geometry.pitch / 2.0),
            ),
        }
    }

    fn of_column(geometry: &MatrixGeometry, symbol: Pos2) -> Self {
        let above = geometry.symbol_to_name();
        let top = symbol.y - above - geometry.column_name_length;
        let (name, anchor, direction) = if geometry.has_turned_names {
            let name = symbol + vec2(cap_height(geometry.font_size) / 2.0, -above);
            (name, Anchor::Left, TextDirection::Upward)
        } else {
            let name = symbol - vec2(0.0, above);
            (name, Anchor::Middle, TextDirection::Rightward)
        };
        let half = geometry.pitch / 2.0;
        Self {
            symbol,
            name,
            anchor,
            direction,
            max_length: if geometry.has_turned_names {
                geometry.column_name_length
            } else {
                geometry.pitch
            },
            rect: Rect::from_min_max(
                pos2(symbol.x - half, top),
                pos2(symbol.x + half, geometry.body.top()),
            ),
        }
    }
}

fn add_header(
    scene: &mut Scene,
    input: &MatrixInput,
    geometry: &MatrixGeometry,
    (node, weight): (NodeIndex, Weight),
    place: &HeaderPlace,
) {
    let Some(actor) = input.network.graph.node_weight(node) else {
        return;
    };
    let theme = input.theme;
    let subject = Some(Subject::Actor(node));
    let kind = actor.kind;
    let body = ActorBody {
        center: place.symbol,
        radius: geometry.symbol_size() / 2.0,
        form: Form::of(kind),
    };
    if weight == Weight::Bold {
        let band = rectangle(place.rect, band_color(theme));
        scene.marks.push(Mark::without_subject(band));
    }
    let fill = input.encoding.fill(node, actor, theme);
    let (fill, stroke) = body_style(theme, fill, actor.is_placeholder);
    scene.marks.push(body.mark(subject, 1.0, fill, stroke));
    let size = geometry.font_size;
    scene.marks.push(Mark {
        subject,
        shape: MarkShape::Text(TextLine {
            text: fitting_name(input, node, (size, weight), place.max_length),
            at: place.name,
            anchor: place.anchor,
            size,
            weight,
            color: if actor.is_placeholder {
                theme.muted
            } else {
                theme.ink
            },
            halo: None,
            direction: place.direction,
        }),
        opacity: 1.0,
    });
    scene.names.push((node, place.rect));
}

/// The name of an actor in this length: a bloc by its first member if its whole name does not fit,
/// any name cut in the middle.
fn fitting_name(
    input: &MatrixInput,
    node: NodeIndex,
    (size, weight): (f32, Weight),
    max_length: f32,
) -> String {
    let name = input.network.graph[node].name();
    match input.network.bloc(node) {
        Some(bloc) if measure(name, size, weight) > max_length => {
            let short = short_bloc_name(name, bloc.members.len());
            elide_middle(&short, size, weight, max_length)
        }
        _ => elide_middle(name, size, weight, max_length),
    }
}
