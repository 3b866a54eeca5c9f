//! The camera of the canvas and the story: taken into a step, and moved to that of a step.

use egui::{Pos2, Rect, Vec2};

use super::Canvas;
use crate::app::State;
use crate::model::{Point, StoryCamera};
use crate::scene;

impl Canvas {
    /// The camera as a step of the story keeps it.
    pub(in crate::ui) fn story_camera(&self) -> StoryCamera {
        match self.area() {
            None => StoryCamera::Whole,
            Some(area) => StoryCamera::Area {
                middle: Point {
                    x: f64::from(area.center().x),
                    y: f64::from(area.center().y),
                },
                width: f64::from(area.width()),
                height: f64::from(area.height()),
            },
        }
    }

    /// Moves the camera to that of a step.
    pub(in crate::ui) fn show_story(&mut self, camera: &StoryCamera, state: &State) {
        match area_of(camera, state, self.camera.size()) {
            Some(area) => self.camera.travel_to(area),
            None => self.camera.travel_to_whole(),
        }
    }

    /// Remembers the camera, for the end of the presentation.
    pub(in crate::ui) fn begin_presentation(&mut self) {
        self.before_story = self.area();
    }

    /// Moves the camera back to where it was before the presentation.
    pub(in crate::ui) fn end_presentation(&mut self) {
        match self.before_story.take() {
            Some(area) => self.camera.travel_to(area),
            None => self.camera.travel_to_whole(),
        }
    }

    /// The visible part of the layout; `None` if it is the whole picture.
    fn area(&self) -> Option<Rect> {
        let size = self.camera.size();
        if self.camera.is_fitted() || size.min_elem() <= 0.0 {
            return None;
        }
        let view = self.camera.view(size);
        let corners = [Pos2::ZERO, size.to_pos2()];
        let [min, max] = corners.map(|corner| view.layout_from_picture(corner));
        Some(Rect::from_min_max(min, max))
    }
}

/// The part of the layout that a step shows on a canvas of this size; `None` for the whole picture.
fn area_of(camera: &StoryCamera, state: &State, size: Vec2) -> Option<Rect> {
    match camera {
        StoryCamera::Whole => None,
        StoryCamera::Area {
            middle,
            width,
            height,
        } => Some(Rect::from_center_size(
            Pos2::new(middle.x as f32, middle.y as f32),
            Vec2::new(*width as f32, *height as f32),
        )),
        StoryCamera::Around(actors) => {
            let network = &state.open.derived.drawn;
            let nodes = actors.iter().filter_map(|id| network.shown_as(id));
            let nodes: Vec<_> = nodes.collect();
            let positions = state.open.derived.drawn_positions();
            if nodes.is_empty() || positions.is_empty() {
                return None;
            }
            let size = size.max(Vec2::splat(100.0));
            let canvas = Rect::from_min_size(Pos2::ZERO, size);
            let encoding = state.encoding();
            let picture = (&**network, positions, &encoding);
            let view = scene::fit_around(picture, &nodes, (size, canvas.shrink(24.0)));
            let corners = [canvas.min, canvas.max];
            let [min, max] = corners.map(|corner| view.layout_from_picture(corner));
            Some(Rect::from_min_max(min, max))
        }
    }
}
