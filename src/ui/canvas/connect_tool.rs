//! The connect tool: a drag from the edge of an actor draws a relation.

use egui::{Painter, PointerButton, Pos2, Rect, Response, Stroke, Ui};

use super::Canvas;
use super::drags::ConnectTool;
use crate::app::{Command, Sketch, State, Target};
use crate::graph::NodeIndex;
use crate::model::ActorId;
use crate::scene::Subject;
use crate::ui::View;

/// The radius of the handle in points.
const HANDLE: f32 = 4.5;

impl Canvas {
    /// Whether the present drag, or one that began now, draws a relation.
    pub(super) fn is_connecting(&self, ui: &Ui, rect: Rect) -> bool {
        let origin = ui.input(|input| input.pointer.press_origin());
        self.connect_tool.is_some() || self.is_idle() && self.rim(origin, rect).is_some()
    }

    /// Whether a relation can be drawn from the position of the pointer.
    pub(super) fn shows_handle(&self, pointer: Option<Pos2>, rect: Rect) -> bool {
        self.connect_tool.is_some() || self.is_idle() && self.rim(pointer, rect).is_some()
    }

    /// A drag from the edge of an actor draws a line; on release, a form opens.
    pub(super) fn drag_connection(&mut self, ui: &Ui, response: &Response, view: View) {
        let pointer = response.interact_pointer_pos();
        let is_shifted = ui.input(|input| input.modifiers.shift);
        if response.drag_started_by(PointerButton::Primary) && !is_shifted && self.is_idle() {
            let origin = ui.input(|input| input.pointer.press_origin());
            let node = self.rim(origin, response.rect);
            let source = node.and_then(|node| Some((node, view.state.actor_target(node)?)));
            if let (Some((node, Target::Actor(source))), Some(to)) = (source, pointer) {
                self.connect_tool = Some(ConnectTool { source, node, to });
            }
        }
        let Some(connect_tool) = &mut self.connect_tool else {
            return;
        };
        connect_tool.to = pointer.unwrap_or(connect_tool.to);
        if !response.dragged() {
            let hit = self.connected_node(response.rect);
            let sketch = self
                .connect_tool
                .take()
                .and_then(|connect_tool| self.sketched(connect_tool, hit, response, view.state));
            if sketch.is_some() {
                view.send(Command::Select(None));
                view.send(Command::Sketch(sketch));
            }
        }
    }

    /// The actor at the end of the line: in its body, or in the band around it.
    fn connected_node(&self, rect: Rect) -> Option<NodeIndex> {
        let to = Some(self.connect_tool.as_ref()?.to);
        match self.hit(to, rect) {
            Some(Subject::Actor(node)) => Some(node),
            _ => self.rim(to, rect),
        }
    }

    /// The sketch that the form completes; `None` if the line ends at its own actor.
    fn sketched(
        &self,
        connect_tool: ConnectTool,
        hit: Option<NodeIndex>,
        response: &Response,
        state: &State,
    ) -> Option<Sketch> {
        let source = connect_tool.source;
        match hit {
            Some(node) if node == connect_tool.node => None,
            Some(node) => match state.actor_target(node)? {
                Target::Actor(target) => Some(Sketch::Relation { source, target }),
                Target::Relation(_) => None,
            },
            None => {
                let camera = self.camera.view(response.rect.size());
                let point = (connect_tool.to - response.rect.min).to_pos2();
                let at = camera.layout_from_picture(point);
                Some(Sketch::Spoke { source, at })
            }
        }
    }

    pub(super) fn rim(&self, pointer: Option<Pos2>, rect: Rect) -> Option<NodeIndex> {
        let pointer = pointer.filter(|pointer| rect.contains(*pointer))?;
        self.drawn.as_ref()?.rim_at((pointer - rect.min).to_pos2())
    }

    /// Draws the line, or the handle at the pointer.
    pub(super) fn paint_connect_tool(&self, ui: &Ui, rect: Rect) {
        let Some(drawn) = &self.drawn else { return };
        let painter = ui.painter_at(rect);
        let color = ui.visuals().hyperlink_color;
        let on_rim = |node: NodeIndex, toward: Pos2| {
            let point = drawn.rim_toward(node, (toward - rect.min).to_pos2())?;
            Some(point + rect.min.to_vec2())
        };
        if let Some(connect_tool) = &self.connect_tool {
            let Some(from) = on_rim(connect_tool.node, connect_tool.to) else {
                return;
            };
            let end = self
                .connected_node(rect)
                .filter(|node| *node != connect_tool.node);
            let tied = end.and_then(|node| on_rim(node, from));
            let to = tied.unwrap_or(connect_tool.to);
            painter.line_segment([from, to], Stroke::new(2.0, color));
            handle(&painter, from, ui);
            handle(&painter, to, ui);
            return;
        }
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let is_ours = pointer.is_some_and(|pointer| {
            ui.ctx()
                .layer_id_at(pointer)
                .is_none_or(|layer| layer == ui.layer_id())
        });
        let has_button = ui.input(|input| input.pointer.any_down());
        if let Some(pointer) = pointer.filter(|_| self.is_idle() && is_ours && !has_button)
            && let Some(node) = self.rim(Some(pointer), rect)
            && let Some(point) = on_rim(node, pointer)
        {
            handle(&painter, point, ui);
        }
    }
}

impl Canvas {
    /// Draws the line of the sketch whose form is open.
    pub(super) fn paint_sketched(&self, ui: &Ui, rect: Rect, state: &State) {
        let camera = self.camera.view(rect.size());
        let position = |id: &ActorId| {
            let target = Target::Actor(id.clone());
            Some(camera.picture_from_layout(super::subject::position_of(state, &target)?))
        };
        let (from, to) = match &state.open.session.sketch {
            Some(Sketch::Relation { source, target }) => (position(source), position(target)),
            Some(Sketch::Spoke { source, at }) => {
                (position(source), Some(camera.picture_from_layout(*at)))
            }
            Some(Sketch::Actor { .. }) | None => return,
        };
        if let (Some(from), Some(to)) = (from, to) {
            let line = Stroke::new(2.0, ui.visuals().hyperlink_color);
            let ends = [from, to].map(|point| point + rect.min.to_vec2());
            ui.painter_at(rect).line_segment(ends, line);
        }
    }
}

fn handle(painter: &Painter, at: Pos2, ui: &Ui) {
    let visuals = ui.visuals();
    painter.circle(
        at,
        HANDLE,
        visuals.hyperlink_color,
        Stroke::new(1.5, visuals.window_fill),
    );
}
