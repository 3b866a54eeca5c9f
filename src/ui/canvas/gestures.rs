//! Pointer gestures on the canvas, as commands.

use egui::{PointerButton, Rect, Response, Ui, Vec2};

use super::camera::WHEEL_POINTS;
use super::drags::{ActorDrag, SelectionBox};
use super::view_graph::Event;
use super::{Canvas, target_of};
use crate::app::{BlocCommand, Card, Command, State, Target};
use crate::graph::NodeIndex;
use crate::model::ActorId;
use crate::scene::Subject;
use crate::ui::{Queue, View};

impl Canvas {
    /// Turns the input of a frame into commands.
    pub(super) fn gestures(
        &mut self,
        ui: &Ui,
        response: &Response,
        events: &[Event],
        hit: Option<Subject>,
        view: View,
    ) {
        self.hover(response, hit, view);
        self.note_gestures(ui, response, view);
        self.zoom(ui, response);
        self.band(ui, response, view);
        self.drag_connection(ui, response, view);
        for event in events {
            match event {
                Event::Grabbed(node) => self.grab(ui, response, *node, view.state),
                Event::Released => {
                    self.drag(response, view.queue);
                    self.release(view.queue);
                }
                Event::Clicked(subject) => click(ui, response, *subject, view),
                Event::DoubleClicked(node) => double_click(ui, *node, view),
            }
        }
        self.drag(response, view.queue);
        if response.clicked() && hit.is_none() {
            view.send(Command::Select(None));
            view.send(Command::PinCard(None));
        }
        if response.double_clicked()
            && hit.is_none()
            && self
                .note_at(response.interact_pointer_pos(), response.rect)
                .is_none()
            && view.state.open.session.filter.focus.is_some()
        {
            view.send(Command::Focus(None));
        }
    }

    fn hover(&self, response: &Response, hit: Option<Subject>, view: View) {
        let hit = hit.filter(|_| response.hovered() && self.is_idle());
        let target = hit.and_then(|subject| target_of(view.state, subject));
        let held = self
            .grab
            .as_ref()
            .map(|grab| Target::Actor(grab.actor.clone()));
        let target = target.or(held);
        if target.is_some() {
            response.ctx.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if self.shows_handle(response.hover_pos(), response.rect) {
            response.ctx.set_cursor_icon(egui::CursorIcon::Crosshair);
        }
        if target != view.state.open.session.hovered {
            view.send(Command::Hover(target));
        }
    }

    /// Wheel and pinch zoom at the pointer; sideways scrolling pans.
    fn zoom(&mut self, ui: &Ui, response: &Response) {
        let Some(pointer) = response.hover_pos() else {
            return;
        };
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
        let factor = pinch * (scroll.y / WHEEL_POINTS).exp();
        if (factor - 1.0).abs() > f32::EPSILON {
            self.camera
                .zoom_at((pointer - response.rect.min).to_pos2(), factor);
        }
        if scroll.x != 0.0 {
            self.camera.pan_by(Vec2::new(scroll.x, 0.0));
        }
    }

    /// Shift and drag draws a box; its actors are selected when the button is released.
    fn band(&mut self, ui: &Ui, response: &Response, view: View) {
        let pointer = response.interact_pointer_pos();
        if response.drag_started_by(PointerButton::Primary)
            && ui.input(|input| input.modifiers.shift)
        {
            let from = ui.input(|input| input.pointer.press_origin()).or(pointer);
            self.band = from.map(|from| SelectionBox { from, to: from });
        }
        let Some(band) = &mut self.band else { return };
        band.to = pointer.unwrap_or(band.to);
        if !response.dragged() {
            let rect = band.rect();
            self.band = None;
            view.send(Command::SelectActors(
                self.actors_in(rect, response, view.state),
            ));
        }
    }

    fn actors_in(&self, rect: Rect, response: &Response, state: &State) -> Vec<ActorId> {
        let camera = self.camera.view(response.rect.size());
        let positions = state.open.derived.drawn_positions();
        let network = &state.open.derived.drawn.graph;
        let is_in = |node: &NodeIndex| {
            let position = positions.get(node.index()).copied();
            let point = position
                .map(|position| camera.picture_from_layout(position) + response.rect.min.to_vec2());
            point.is_some_and(|point| rect.contains(point))
        };
        let inside = network.node_indices().filter(is_in);
        inside.map(|node| network[node].id.clone()).collect()
    }

    fn grab(&mut self, ui: &Ui, response: &Response, node: NodeIndex, state: &State) {
        let is_primary = ui.input(|input| input.pointer.primary_down());
        let (Some(pointer), Some(Target::Actor(actor))) =
            (response.interact_pointer_pos(), state.actor_target(node))
        else {
            return;
        };
        let Some(position) = state
            .open
            .derived
            .drawn_positions()
            .get(node.index())
            .filter(|_| is_primary)
        else {
            return;
        };
        let camera = self.camera.view(response.rect.size());
        let center = camera.picture_from_layout(*position);
        let taken_at = ui.input(|input| input.pointer.press_origin());
        let room = room_for(self.half_size(node), response.rect.size());
        self.grab = Some(ActorDrag {
            actor,
            offset: center + response.rect.min.to_vec2() - taken_at.unwrap_or(pointer),
            // What is at an edge already does not jump.
            room: room.union(Rect::from_pos(center)),
            has_moved: false,
        });
    }

    /// Half the width and height of the body of an actor, as it is drawn.
    fn half_size(&self, node: NodeIndex) -> Vec2 {
        let scene = self.drawn.as_ref().map(|drawn| &drawn.layer.scene);
        let body = scene.and_then(|scene| scene.body_rect(node));
        body.map_or(Vec2::ZERO, |body| body.size() / 2.0)
    }

    /// Moves the dragged actors, or else the picture.
    fn drag(&mut self, response: &Response, queue: &Queue) {
        let is_primary = response.dragged_by(PointerButton::Primary);
        let is_middle = response.dragged_by(PointerButton::Middle);
        let Some(grab) = &mut self.grab else {
            if (is_primary || is_middle) && self.is_idle() {
                self.camera.pan_by(response.drag_delta());
            }
            return;
        };
        let moves = response.drag_delta() != Vec2::ZERO || grab.has_moved;
        if let Some(pointer) = response
            .interact_pointer_pos()
            .filter(|_| (is_primary || response.drag_stopped_by(PointerButton::Primary)) && moves)
        {
            grab.has_moved = true;
            let point = (pointer + grab.offset - response.rect.min).to_pos2();
            let point = point.clamp(grab.room.min, grab.room.max);
            let position = self
                .camera
                .view(response.rect.size())
                .layout_from_picture(point);
            queue.send(Command::Drag(grab.actor.clone(), position));
        }
    }

    fn release(&mut self, queue: &Queue) {
        if self.grab.take().is_some_and(|grab| grab.has_moved) {
            queue.send(Command::Drop);
        }
    }
}

/// The space between a dragged body and the edges of the canvas, in points.
const EDGE_GAP: f32 = 4.0;

/// Where the middle of a dragged body may be on a canvas of this size, so that no part of the body
/// is cut off.
fn room_for(half_size: Vec2, canvas: Vec2) -> Rect {
    let margin = (half_size + Vec2::splat(EDGE_GAP)).min(canvas / 2.0);
    Rect::from_min_max(margin.to_pos2(), (canvas - margin).to_pos2())
}

/// A click selects and pins the card; with Ctrl it adds to the selection.
pub(super) fn click(ui: &Ui, response: &Response, subject: Subject, view: View) {
    let Some(target) = target_of(view.state, subject) else {
        return;
    };
    if ui.input(|input| input.modifiers.command || input.modifiers.shift) {
        view.send(match target {
            Target::Actor(_) => Command::ToggleSelect(target),
            Target::Relation(id) => Command::ToggleTie(id),
        });
        return;
    }
    view.send(match &target {
        Target::Actor(_) => Command::Select(Some(target.clone())),
        Target::Relation(id) => Command::SelectTie(id.clone()),
    });
    let at = response
        .interact_pointer_pos()
        .unwrap_or(response.rect.center());
    view.send(Command::PinCard(Some(Card { target, at })));
}

/// A double click expands a bloc, and on a member of an expanded bloc it collapses the bloc again.
/// On another actor, and with Alt on any, it shows only the neighbourhood; a second one shows all
/// actors again.
pub(super) fn double_click(ui: &Ui, node: NodeIndex, view: View) {
    let Some(target) = view.state.actor_target(node) else {
        return;
    };
    let has_alt = ui.input(|input| input.modifiers.alt);
    let outside = view.state.expanded_bloc_of(&target).filter(|_| !has_alt);
    if let Some(path) = view.state.bloc_path(&target) {
        view.send(Command::Bloc(BlocCommand::Expand(path)));
    } else if let Some(path) = outside {
        view.send(Command::PinCard(None));
        view.send(Command::Bloc(BlocCommand::Collapse(path)));
    } else if let Target::Actor(actor) = target {
        let is_focused = view.state.open.session.filter.focus.as_ref() == Some(&actor);
        view.send(Command::PinCard(None));
        view.send(Command::Focus((!is_focused).then_some(actor)));
    }
}
