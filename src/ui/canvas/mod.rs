//! The canvas: `egui_graphs` takes pointer input, the painter draws the scene, the camera is our
//! own.
//!
//! `egui_graphs` holds a temporary view of the network. It is shown only on frames with input,
//! because it requests another frame each time. The scene, which knows the true shapes, answers
//! what is under the pointer, so that what is highlighted is what is clicked. Without input nothing
//! is drawn.

mod accessibility;
mod arranger;
mod camera;
pub(crate) mod card;
mod card_place;
mod card_room;
mod connect_tool;
mod drags;
mod drawing;
mod drawn;
mod fade;
mod gestures;
mod keyboard;
mod large_drawer;
pub(crate) mod layout_transition;
pub(crate) mod legend;
mod lod_cache;
mod matrix;
mod matrix_cache;
mod matrix_canvas;
mod menu;
pub(super) mod minimap;
mod note_form;
mod notes;
mod owned_picture;
pub(crate) mod painter;
mod rest;
mod sketch;
mod story;
mod subject;
mod view_graph;

#[cfg(test)]
mod drawing_tests;

use std::sync::Arc;

use egui::{Pos2, Rect, Response, Sense, Ui, Vec2};

pub(in crate::ui) use self::accessibility::focus_id;
use self::arranger::Arranger;
use self::camera::Camera;
use self::drags::{ActorDrag, ConnectTool, NoteDrag, SelectionBox};
use self::drawn::{Drawn, Over};
use self::fade::Fade;
use self::large_drawer::LargeDrawer;
use self::lod_cache::LodCache;
use self::matrix_canvas::MatrixCanvas;
use self::minimap::{Minimap, MinimapInput};
use self::note_form::NoteDraft;
use self::painter::Sprites;
use self::rest::Rest;
use self::subject::{position_of, subject_of};
use self::view_graph::ViewGraph;
use super::shell::theme;
use super::typed::Typed;
use super::widgets::{hover_link, menu_scroll};
use crate::app::{CameraMove, Command, State, Target};
use crate::graph::Filter;
use crate::model::AnnotationId;
use crate::scene::{self, Arrangement, Emphasis, PictureView, Subject, Theme};
use crate::tasks::{Generation, Identity};
use crate::ui::View;

/// What the canvas keeps from one frame to the next.
#[derive(Default)]
pub(super) struct Canvas {
    camera: Camera,
    graph: ViewGraph,
    drawn: Option<Drawn>,
    over: Option<Over>,
    arranger: Arranger,
    /// What the picture of a small network is drawn from.
    arrangement: Option<Arc<Arrangement>>,
    /// Whether the arrangement is newer than the picture.
    is_outdated: bool,
    /// The filter of the last frame: pictures share it.
    filter: Option<Identity<Filter>>,
    /// Whether the camera rests on a large network.
    rest: Rest,
    sprites: Option<Sprites>,
    minimap: Minimap,
    lod_cache: LodCache,
    large_drawer: LargeDrawer,
    matrix: MatrixCanvas,
    fade: Option<Fade>,
    grab: Option<ActorDrag>,
    band: Option<SelectionBox>,
    connect_tool: Option<ConnectTool>,
    sketch: Option<sketch::SketchDraft>,
    note: Option<NoteDraft>,
    note_drag: Option<NoteDrag>,
    menu: Option<Target>,
    /// The text note of the context menu.
    menu_note: Option<AnnotationId>,
    /// The position of the context menu, in the layout.
    menu_position: Pos2,
    card_place: Option<Rect>,
    /// Where the canvas was in the last frame.
    rect: Option<Rect>,
    /// The size of the legend when the picture last rested.
    legend: Option<Vec2>,
    /// The document, and the number of its actors, in the last frame.
    actors: (Generation, usize),
    /// Since an actor was added to a fitted picture: the positions that are in view.
    followed: Option<Generation>,
    /// The actor or pair that has the keyboard focus.
    focused: Option<Target>,
    /// The part of the layout before a presentation; `None` for the whole picture.
    before_story: Option<Rect>,
    /// Whether the pointer was over the picture in the last frame.
    had_pointer: bool,
    /// Whether the last frame was dark. egui lays out texts again in the frame after a change of
    /// theme, and a picture from before it would show wrong glyphs.
    was_dark: bool,
}

impl Canvas {
    /// What is typed in the form of something new.
    pub(super) fn typed(&self, state: &State) -> Typed {
        let session = &state.open.session;
        match (&self.sketch, &self.note) {
            (Some(sketch), _) if session.sketch.is_some() => sketch.typed(state),
            (_, Some(note)) if session.note_sketch.is_some() => note.typed(state),
            _ => Typed::default(),
        }
    }

    /// Moves the camera.
    pub(super) fn move_camera(&mut self, how: CameraMove, state: &State) {
        self.move_matrix_camera(&how, state);
        match how {
            CameraMove::Fit => self.camera.fit(),
            CameraMove::In => self.camera.step(1.25),
            CameraMove::Out => self.camera.step(0.8),
            CameraMove::At(target) => {
                if let Some(position) =
                    position_of(state, &target).filter(|position| !self.is_in_view(*position))
                {
                    self.camera.fly_to(position);
                }
            }
        }
    }

    /// Shows one frame.
    pub(super) fn show(&mut self, ui: &mut Ui, view: View) {
        self.rect = Some(ui.max_rect());
        Self::focus_by_click(ui, ui.max_rect());
        if view.state.open.session.view == PictureView::Matrix {
            self.show_matrix(ui, view);
            return;
        }
        let rect = ui.max_rect();
        let legend = legend::rect_on(ui.ctx(), rect);
        self.follow_actors(view.state);
        self.follow_legend(rect, legend, view.state);
        let canvas = (rect.size(), legend.is_some());
        self.camera
            .settle(ui, canvas, || fitted(view.state, rect, legend));
        self.redraw(ui, rect, view.state);
        let response = self.take_input(ui, view);
        self.redraw(ui, rect, view.state);
        self.paint(ui, rect);
        if let Some(band) = &self.band {
            band.paint(ui.painter());
        }
        self.paint_connect_tool(ui, rect);
        self.paint_note_drag(ui, rect);
        let camera = self.camera.view(rect.size());
        self.paint_focus(ui, rect, view.state);
        sketch::show(ui, rect, camera, &mut self.sketch, view);
        note_form::show(ui, rect, camera, &mut self.note, view);
        self.paint_sketched(ui, rect, view.state);
        self.show_minimap(ui, rect, view.state);
        self.context_menu(&response, view);
        self.card_place = self.place_card(&response, view.state);
        self.was_dark = theme::of(ui.ctx()) == Theme::dark();
    }

    /// Fits a fitted picture again when an actor is added outside it, or the layout moves one out
    /// of it after that. What the user moves stays where it is.
    fn follow_actors(&mut self, state: &State) {
        let derived = &state.open.derived;
        let positions = derived.drawn_positions();
        let now = (state.document_generation, positions.len());
        let before = std::mem::replace(&mut self.actors, now);
        if before.0 != now.0 || !self.camera.is_fitted() || !self.is_idle() {
            self.followed = None;
            return;
        }
        let is_added = before.1 < now.1;
        let is_moved = self
            .followed
            .is_some_and(|seen| seen != derived.positions_generation);
        if !is_added && !is_moved {
            return;
        }
        self.followed = Some(derived.positions_generation);
        if positions.iter().any(|position| !self.is_in_view(*position)) {
            self.camera.fit();
        }
    }

    /// Fits a fitted picture again when the legend becomes another and comes over an actor. One
    /// that only says less, as while time is played, moves nothing.
    fn follow_legend(&mut self, canvas: Rect, legend: Option<Rect>, state: &State) {
        let now = legend.map(|legend| legend.size().round());
        if self.camera.is_moving() || now == self.legend {
            return;
        }
        self.legend = now;
        let view = self.camera.view(canvas.size());
        if self.camera.is_fitted()
            && self.is_idle()
            && legend.is_some_and(|legend| is_over_actors(legend, canvas, view, state))
        {
            self.camera.fit();
        }
    }

    /// Passes the input of the frame to `egui_graphs`, or reserves the space in a frame without
    /// input.
    fn take_input(&mut self, ui: &mut Ui, view: View) -> Response {
        let rect = ui.max_rect();
        let pointer = ui
            .input(|input| input.pointer.latest_pos())
            .filter(|pos| rect.contains(*pos));
        let has_input = ui.input(|input| {
            // egui spreads a step of the wheel over the next frames.
            let is_scrolling = input.smooth_scroll_delta() != Vec2::ZERO;
            is_scrolling || !input.events.is_empty() || input.pointer.any_down()
        });
        let is_busy = !self.is_idle();
        let had_pointer = std::mem::replace(&mut self.had_pointer, pointer.is_some());
        if !(is_busy || pointer.is_some() && has_input) {
            // The pointer left fast, without a frame at the edge.
            let has_left = had_pointer && pointer.is_none();
            let is_left_behind = has_left && !hover_link::is_at_something(ui.ctx());
            if is_left_behind && view.state.open.session.hovered.is_some() {
                view.send(Command::Hover(None));
            }
            let size = ui.available_size();
            return ui.allocate_response(size, Sense::click_and_drag());
        }
        // A fast pointer has left the actor when egui reports the drag: the actor at the press
        // position is dragged.
        let pressed = ui.input(|input| {
            let is_down = input.pointer.primary_down();
            input.pointer.press_origin().filter(|_| is_down)
        });
        let at = pressed.filter(|_| self.is_idle()).or(pointer);
        let hit = self.hit(at, rect);
        self.graph.refresh(ui, view.state, hit);
        let can_drag = !ui.input(|input| input.modifiers.shift)
            && !self.is_connecting(ui, rect)
            && self.note_at(at, rect).is_none();
        let (response, events) = self.graph.show(ui, &self.camera, can_drag);
        self.gestures(ui, &response, &events, hit, view);
        response
    }

    /// Whether nothing is dragged.
    fn is_idle(&self) -> bool {
        self.grab.is_none()
            && self.band.is_none()
            && self.connect_tool.is_none()
            && self.note_drag.is_none()
    }

    /// The actor or relation at the pointer. In the band around a body it is the actor: a relation
    /// can be drawn from there.
    fn hit(&self, pointer: Option<Pos2>, rect: Rect) -> Option<Subject> {
        if self.note_at(pointer, rect).is_some() {
            return None;
        }
        let (drawn, point) = (self.drawn.as_ref()?, (pointer? - rect.min).to_pos2());
        let over = self.over.as_ref();
        if let Some(node) = over.and_then(|over| over.new_name_at(point, drawn)) {
            return Some(Subject::Actor(node));
        }
        let hit = drawn.hit(point);
        match (hit, self.rim(pointer, rect)) {
            (Some(Subject::Tie(_)), Some(node)) => Some(Subject::Actor(node)),
            _ => hit,
        }
    }

    /// Shows the overview while only a part of the picture is visible, except in a presentation,
    /// whose steps move the camera. Moves the camera to the position that was clicked.
    fn show_minimap(&mut self, ui: &Ui, rect: Rect, state: &State) {
        let (Some(drawn), Some(sprites)) = (&self.drawn, &self.sprites) else {
            return;
        };
        if self.camera.is_fitted() || state.open.session.presentation.is_some() {
            return;
        }
        let picture = MinimapInput {
            key: &drawn.key,
            camera: self.camera.view(rect.size()),
            sprites,
            state,
        };
        if let Some(position) = self.minimap.show(ui, rect, &picture) {
            self.camera.center_on(position);
            ui.ctx().request_repaint();
        }
    }

    fn place_card(&self, response: &Response, state: &State) -> Option<Rect> {
        let beside = |position: Pos2| Rect::from_center_size(position, Vec2::splat(24.0));
        if let Some(pointer) = response.hover_pos() {
            let has_menu = egui::Popup::is_any_open(&response.ctx);
            let session = &state.open.session;
            let is_sketching = session.sketch.is_some() || session.note_sketch.is_some();
            return (self.is_idle() && !has_menu && !is_sketching).then(|| beside(pointer));
        }
        let focused = state.open.session.hovered.as_ref()?;
        let focused_by_key =
            response.ctx.memory(egui::Memory::focused) == Some(accessibility::id(focused));
        let camera = self.camera.view(response.rect.size());
        let position =
            camera.picture_from_layout(position_of(state, focused)?) + response.rect.min.to_vec2();
        focused_by_key.then(|| beside(position))
    }

    fn context_menu(&mut self, response: &Response, view: View) {
        if response.secondary_clicked() {
            let pointer = response.interact_pointer_pos();
            let is_network = view.state.open.session.view == PictureView::Network;
            let note = self.note_at(pointer.filter(|_| is_network), response.rect);
            self.menu_note = note.map(|note| note.id.clone());
            let hit = match view.state.open.session.view {
                PictureView::Network => self.hit(pointer, response.rect),
                PictureView::Matrix => self.matrix.hit(pointer),
            };
            self.menu = hit.and_then(|subject| target_of(view.state, subject));
            let position = pointer.unwrap_or(response.rect.center()) - response.rect.min;
            let camera = self.camera.view(response.rect.size());
            self.menu_position = camera.layout_from_picture(position.to_pos2());
        }
        let position = self.menu_position;
        response.context_menu(|ui| {
            menu_scroll::scrolling(ui, |ui| match &self.menu_note {
                Some(note) => menu::note(ui, note, view),
                None => menu::show(ui, self.menu.as_ref(), position, view),
            });
        });
    }
}

/// The actor of a mark, or the first relation of its tie.
fn target_of(state: &State, subject: Subject) -> Option<Target> {
    match subject {
        Subject::Actor(node) => state.actor_target(node),
        Subject::Tie(tie) => {
            let edge = state.open.derived.ties.first_relation(tie)?;
            state.relation_target(edge)
        }
    }
}

/// What is emphasized: what is under the pointer, and what is selected.
fn emphasis(state: &State) -> Emphasis {
    let session = &state.open.session;
    Emphasis {
        hovered: session
            .hovered
            .as_ref()
            .and_then(|target| subject_of(state, target)),
        selected: session
            .selection
            .iter()
            .filter_map(|target| subject_of(state, target))
            .collect(),
        found: session
            .found
            .iter()
            .filter_map(|target| subject_of(state, target))
            .collect(),
    }
}

/// The camera that shows the whole picture, beside or above the legend if it would cover an actor
/// otherwise.
fn fitted(state: &State, canvas: Rect, legend: Option<Rect>) -> Option<scene::Viewport> {
    let (network, positions) = (
        &state.open.derived.drawn,
        state.open.derived.drawn_positions(),
    );
    if positions.is_empty() {
        return None;
    }
    let whole = Rect::from_min_size(Pos2::ZERO, canvas.size());
    let encoding = state.encoding();
    let fit = |region: Rect| scene::fit(network, positions, &encoding, canvas.size(), region);
    let camera = fit(whole);
    let Some(legend) = legend.filter(|legend| is_over_actors(*legend, canvas, camera, state))
    else {
        return Some(camera);
    };
    let legend = room_of(legend, canvas);
    let beside = whole.with_min_x(legend.right().min(whole.center().x));
    let above = whole.with_max_y(legend.top().max(whole.center().y));
    let views = [fit(beside), fit(above)];
    views.into_iter().max_by(|a, b| a.zoom.total_cmp(&b.zoom))
}

/// The part of a canvas that its legend needs, with an edge, from the corner of the canvas.
fn room_of(legend: Rect, canvas: Rect) -> Rect {
    const EDGE: f32 = 24.0;
    legend.translate(-canvas.min.to_vec2()).expand(EDGE)
}

/// Whether the legend is over the middle of an actor, or almost.
fn is_over_actors(legend: Rect, canvas: Rect, view: scene::Viewport, state: &State) -> bool {
    let room = room_of(legend, canvas);
    let positions = state.open.derived.drawn_positions();
    let graph = &state.open.derived.drawn.graph;
    graph
        .node_indices()
        .filter_map(|node| positions.get(node.index()))
        .any(|position| room.contains(view.picture_from_layout(*position)))
}
