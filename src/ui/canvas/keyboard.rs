//! The keyboard on the canvas: the canvas takes the focus as a whole, by a click or as the first in
//! the order of Tab, and its actors and pairs take it after that. A ring is around what has it.

use std::cell::Cell;

use egui::{
    EventFilter, Key, Modifiers, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType,
};

use super::Canvas;
use super::accessibility::{self, focus_id};
use super::subject::position_of;
use super::subject::subject_of;
use crate::app::{State, Target};
use crate::scene::{PictureView, Subject};
use crate::ui::View;

/// How far an arrow key moves the picture, in points.
const STEP: f32 = 60.0;

/// How far from the edge of the canvas the picture moves what gets the focus, in points.
const MARGIN: f32 = 60.0;

/// The space between an actor and its ring, and the radius of the ring of a pair, in points.
const RING_GAP: f32 = 5.0;
const PAIR_RING: f32 = 9.0;

impl Canvas {
    /// Takes the keys of the canvas. Called first in a frame, so that it is first in the order of
    /// Tab; everything is where the last frame showed it.
    pub(in crate::ui) fn take_keyboard(&mut self, ui: &Ui, view: View) {
        let Some(rect) = self.rect else { return };
        let before = self.focused.clone();
        self.take_focus(ui, rect, view);
        let asked = self.focused.take();
        self.focused = match view.state.open.session.view {
            PictureView::Network => {
                let camera = self.camera.view(rect.size());
                let focused = accessibility::show(ui, rect, camera, asked.as_ref(), view);
                self.note_nodes(ui, rect, view);
                focused
            }
            PictureView::Matrix => self.matrix_nodes(ui, rect, asked.as_ref(), view),
        };
        if self.focused != before {
            self.reveal_focus(ui, rect, view.state);
        }
    }

    /// Moves the picture until what has the focus is in it.
    fn reveal_focus(&mut self, ui: &Ui, rect: Rect, state: &State) {
        let Some(target) = &self.focused else { return };
        if state.open.session.view == PictureView::Matrix {
            return;
        }
        let Some(position) = position_of(state, target) else {
            return;
        };
        let canvas = Rect::from_min_size(Pos2::ZERO, rect.size());
        let point = self.camera.view(rect.size()).picture_from_layout(position);
        let room = canvas.shrink(MARGIN.min(canvas.size().min_elem() / 4.0));
        if !canvas.contains(point) {
            self.camera.pan_by(room.clamp(point) - point);
            ui.ctx().request_repaint();
        }
    }

    /// The nodes of the matrix; arrows scroll it.
    fn matrix_nodes(
        &mut self,
        ui: &Ui,
        rect: Rect,
        before: Option<&Target>,
        view: View,
    ) -> Option<Target> {
        let matrix = &self.matrix;
        let ties = &view.state.open.derived.ties;
        let actor_position = |node| matrix.name_position(node);
        let step = Cell::new(None);
        let next = |from, direction| {
            let found = matrix.step(from, direction, ties);
            step.set(found);
            found.map(|step| step.to)
        };
        let tie_position = |tie| matrix.tie_position(tie);
        let before = (before, rect.center());
        let focused = accessibility::show_at(ui, actor_position, tie_position, &next, before, view);
        if let Some(step) = step.take() {
            self.matrix.go(step);
            ui.ctx().request_repaint();
        }
        focused
    }

    /// The focus of the canvas as a whole: arrows move the picture, Enter goes to the first actor.
    fn take_focus(&mut self, ui: &Ui, rect: Rect, view: View) {
        let response = ui.interact(rect, focus_id(), Sense::focusable_noninteractive());
        response.widget_info(|| {
            let label = match view.state.open.session.view {
                PictureView::Network => "Picture of the network",
                PictureView::Matrix => "Matrix of the network",
            };
            WidgetInfo::labeled(WidgetType::Other, true, label)
        });
        if !response.has_focus() {
            return;
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus_id(), filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let arrows = [
            (Key::ArrowRight, Vec2::new(-STEP, 0.0)),
            (Key::ArrowLeft, Vec2::new(STEP, 0.0)),
            (Key::ArrowUp, Vec2::new(0.0, STEP)),
            (Key::ArrowDown, Vec2::new(0.0, -STEP)),
        ];
        for (key, step) in arrows {
            if pressed(key) {
                match view.state.open.session.view {
                    PictureView::Network => self.camera.pan_by(step),
                    PictureView::Matrix => self.matrix.pan_by(step),
                }
                ui.ctx().request_repaint();
            }
        }
        if pressed(Key::Enter) {
            let state = view.state;
            let nodes = &state.open.derived.drawn.graph;
            let selected = state.open.session.selected();
            let selected = selected.and_then(|target| accessibility::node_of(state, target));
            let first = || state.actor_target(nodes.node_indices().next()?);
            if let Some(target) = selected.or_else(first) {
                ui.memory_mut(|memory| memory.request_focus(accessibility::id(&target)));
                self.focused = Some(target);
            }
        }
    }

    /// Gives the focus to the canvas after a click on it.
    pub(super) fn focus_by_click(ui: &Ui, rect: Rect) {
        // egui takes the focus away at the end of a click.
        let clicked = ui.input(|input| {
            let at = input.pointer.interact_pos();
            at.filter(|_| input.pointer.any_click())
        });
        // What floats over the canvas is a layer of its own.
        let is_free = |at| {
            let layer = ui.ctx().layer_id_at(at);
            layer.is_none_or(|layer| layer == ui.layer_id())
        };
        let is_hit = clicked.is_some_and(|at| rect.contains(at) && is_free(at));
        if is_hit {
            ui.memory_mut(|memory| memory.request_focus(focus_id()));
        }
    }

    /// A ring around the actor or pair that has the focus.
    pub(super) fn paint_focus(&self, ui: &Ui, rect: Rect, state: &State) {
        let Some(target) = &self.focused else { return };
        let ring = Stroke::new(2.0, ui.visuals().hyperlink_color);
        let painter = ui.painter_at(rect);
        let Some(subject) = subject_of(state, target) else {
            return;
        };
        if state.open.session.view == PictureView::Matrix {
            let position = match subject {
                Subject::Actor(node) => self.matrix.name_position(node),
                Subject::Tie(tie) => self.matrix.tie_position(tie),
            };
            if let Some(position) = position {
                painter.circle_stroke(position, PAIR_RING, ring);
            }
            return;
        }
        let Some(position) = position_of(state, target) else {
            return;
        };
        let camera = self.camera.view(rect.size());
        let on_canvas = camera.picture_from_layout(position);
        let radius = match subject {
            Subject::Actor(node) => self.drawn.as_ref().and_then(|drawn| {
                let right = on_canvas + Vec2::new(1000.0, 0.0);
                let rim = drawn.rim_toward(node, right)?;
                Some(rim.distance(on_canvas) + RING_GAP)
            }),
            Subject::Tie(_) => Some(PAIR_RING),
        };
        let radius = radius.unwrap_or(PAIR_RING + RING_GAP);
        painter.circle_stroke(on_canvas + rect.min.to_vec2(), radius, ring);
    }
}
