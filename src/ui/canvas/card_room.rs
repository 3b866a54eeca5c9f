//! What a card must not cover: what it is about, as it is drawn.

use egui::{Context, Pos2, Rect, Vec2};

use super::card_place::CardRoom;
use super::subject::subject_of;
use super::{Canvas, legend, minimap};
use crate::app::{State, Target};
use crate::graph::{NodeIndex, TieIndex};
use crate::scene::{PictureView, Scene, Subject};

/// The most neighbours of an actor that its card keeps free: hundreds are everywhere, and the first
/// ones say enough.
const MAX_NEIGHBOURS: usize = 60;

/// The side of the squares along a line, in points.
const LINE_SIDE: f32 = 14.0;

/// Free space around bodies and names, in points.
const GAP: f32 = 3.0;

impl Canvas {
    /// Where a card may be placed: beside the pointer or the focused actor, and what it must not
    /// cover.
    pub(in crate::ui) fn card_room(&self, ctx: &Context, canvas: Rect, state: &State) -> CardRoom {
        let is_network = state.open.session.view == PictureView::Network;
        let subjects = targets_of(state).filter_map(|target| subject_of(state, target));
        let subjects: Vec<Subject> = subjects.filter(|_| is_network).collect();
        let (mut kept, mut line, mut near) = (Vec::new(), Vec::new(), Vec::new());
        for subject in subjects {
            match subject {
                Subject::Actor(node) => {
                    kept.extend(self.actor_on(canvas, node));
                    let graph = &state.open.derived.drawn.graph;
                    // A neighbour is met once for each of its relations.
                    let all = graph
                        .neighbors_undirected(node)
                        .filter(|other| *other != node);
                    let mut neighbours: Vec<NodeIndex> = all.collect();
                    neighbours.sort_unstable();
                    neighbours.dedup();
                    neighbours.truncate(MAX_NEIGHBOURS);
                    let boxes = neighbours.into_iter();
                    near.extend(boxes.flat_map(|node| self.actor_on(canvas, node)));
                }
                Subject::Tie(tie) => {
                    let ends = state.open.derived.ties.get(tie).map(|tie| tie.ends);
                    let ends = ends.into_iter().flatten();
                    kept.extend(ends.flat_map(|node| self.actor_on(canvas, node)));
                    line.extend(self.line_on(canvas, tie));
                }
            }
        }
        kept.extend(legend::rect(ctx).into_iter().chain(minimap::rect(ctx)));
        CardRoom {
            canvas,
            pointed: self.card_place,
            kept,
            line,
            near,
        }
    }

    /// The boxes of an actor on the canvas: its body and its name.
    fn actor_on(&self, canvas: Rect, node: NodeIndex) -> Vec<Rect> {
        let rects = self.scenes().flat_map(|scene| scene.actor_rects(node));
        let Some(drawn) = &self.drawn else {
            return Vec::new();
        };
        let placed = rects.map(|rect| {
            // Bodies and names keep their size while the picture is stretched.
            let center = drawn.place.point(rect.center()) + canvas.min.to_vec2();
            Rect::from_center_size(center, rect.size()).expand(GAP)
        });
        placed.collect()
    }

    /// Squares along the line of a tie on the canvas.
    fn line_on(&self, canvas: Rect, tie: TieIndex) -> Vec<Rect> {
        let Some(drawn) = &self.drawn else {
            return Vec::new();
        };
        let points = drawn.layer.scene.line_points(tie).into_iter();
        let square = |point: Pos2| {
            let at = drawn.place.point(point) + canvas.min.to_vec2();
            Rect::from_center_size(at, Vec2::splat(LINE_SIDE))
        };
        points.map(square).collect()
    }

    /// The picture, and its emphasized part.
    fn scenes(&self) -> impl Iterator<Item = &Scene> {
        let over = self.over.iter().filter_map(|over| over.emphasized.as_ref());
        let over = over.map(|(_, layer)| &*layer.scene);
        let base = self.drawn.iter().map(|drawn| &*drawn.layer.scene);
        base.chain(over)
    }
}

/// What cards are about: what is pointed at, and what the pinned card shows.
fn targets_of(state: &State) -> impl Iterator<Item = &Target> {
    let session = &state.open.session;
    let card = session.card.as_ref().map(|card| &card.target);
    session.hovered.iter().chain(card)
}
