//! The camera: which part of the layout is looked at, and how it moves there.

use egui::{Pos2, Rect, Ui, Vec2};

use crate::scene::View;

/// The least and the greatest zoom.
const ZOOM: std::ops::RangeInclusive<f32> = 0.02..=8.0;

/// How near the camera goes to what was searched for.
const NEAR: f32 = 1.1;

/// How long a flight takes, in seconds.
const FLIGHT_S: f32 = 0.25;

/// Room around the whole picture, in points, for discs and names at its rim.
const MARGIN: Vec2 = Vec2::new(90.0, 56.0);

/// Which part of the layout is looked at: a point of the screen is a place times `zoom` plus `pan`.
pub(super) struct Camera {
    pub(super) zoom: f32,
    pub(super) pan: Vec2,
    wish: Option<Wish>,
    flight: Option<Flight>,
    size: Vec2,
    is_fitted: bool,
}

/// What is to happen once the size of the canvas is known.
enum Wish {
    Fit,
    Step(f32),
    FlyTo(Pos2),
}

/// From one view to another.
struct Flight {
    from: (f32, Vec2),
    to: (f32, Vec2),
    share: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            pan: Vec2::ZERO,
            wish: Some(Wish::Fit),
            flight: None,
            size: Vec2::ZERO,
            is_fitted: true,
        }
    }
}

impl Camera {
    /// Shows everything.
    pub(super) fn fit(&mut self) {
        self.wish = Some(Wish::Fit);
    }

    /// Zooms around the middle.
    pub(super) fn step(&mut self, factor: f32) {
        self.wish = Some(Wish::Step(factor));
    }

    /// Flies to a place of the layout.
    pub(super) fn fly_to(&mut self, place: Pos2) {
        self.wish = Some(Wish::FlyTo(place));
    }

    /// What is seen of the layout on a canvas of this size.
    pub(super) fn view(&self, size: Vec2) -> View {
        View {
            zoom: self.zoom,
            pan: self.pan,
            size,
        }
    }

    /// Moves the picture by so many points.
    pub(super) fn pan_by(&mut self, delta: Vec2) {
        self.flight = None;
        self.is_fitted = false;
        self.pan += delta;
    }

    /// Zooms so that what is at this point of the canvas stays there.
    pub(super) fn zoom_at(&mut self, point: Pos2, factor: f32) {
        self.flight = None;
        self.is_fitted = false;
        let zoom = (self.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        self.pan = point.to_vec2() - (point.to_vec2() - self.pan) * (zoom / self.zoom);
        self.zoom = zoom;
    }

    /// Does what was wished for, goes on with a flight, and keeps the picture in place when the canvas changes size:
    /// a picture that was fitted stays fitted, another keeps its middle.
    pub(super) fn settle(&mut self, ui: &Ui, rect: Rect, bounds: Rect) {
        let size = rect.size();
        if size != self.size {
            if self.is_fitted {
                self.wish = Some(Wish::Fit);
            } else {
                self.pan += (size - self.size) / 2.0;
            }
            let is_first = self.size == Vec2::ZERO;
            self.size = size;
            if self.is_fitted && self.flight.is_none() && !is_first {
                self.jump_to_fit(bounds);
                self.wish = None;
            }
        }
        match self.wish.take() {
            Some(Wish::Fit) if bounds.is_finite() => self.fly_to_fit(bounds),
            Some(Wish::Fit) => self.wish = Some(Wish::Fit),
            Some(Wish::Step(factor)) => self.zoom_at((size / 2.0).to_pos2(), factor),
            Some(Wish::FlyTo(place)) => {
                let zoom = self.zoom.max(NEAR);
                self.take_off(zoom, size / 2.0 - place.to_vec2() * zoom);
                self.is_fitted = false;
            }
            None => {}
        }
        self.fly(ui);
    }

    fn fly_to_fit(&mut self, bounds: Rect) {
        let (zoom, pan) = fitted(bounds, self.size);
        let is_first_look = !self.is_fitted_once();
        self.take_off(zoom, pan);
        if is_first_look {
            self.land();
        }
        self.is_fitted = true;
    }

    fn jump_to_fit(&mut self, bounds: Rect) {
        if bounds.is_finite() {
            (self.zoom, self.pan) = fitted(bounds, self.size);
        }
    }

    /// Whether there was a picture before that a flight could start from.
    fn is_fitted_once(&self) -> bool {
        self.pan != Vec2::ZERO
    }

    fn take_off(&mut self, zoom: f32, pan: Vec2) {
        let from = (self.zoom, self.pan);
        let to = (zoom, pan);
        self.flight = Some(Flight {
            from,
            to,
            share: 0.0,
        });
    }

    fn land(&mut self) {
        if let Some(flight) = self.flight.take() {
            (self.zoom, self.pan) = flight.to;
        }
    }

    fn fly(&mut self, ui: &Ui) {
        let step = ui.input(|input| input.stable_dt).min(0.05) / FLIGHT_S;
        let Some(flight) = &mut self.flight else {
            return;
        };
        flight.share += step;
        if flight.share >= 1.0 {
            self.land();
            return;
        }
        let eased = flight.share * flight.share * (3.0 - 2.0 * flight.share);
        let mix = |from: f32, to: f32| from + (to - from) * eased;
        // The middle of the canvas moves evenly in the layout, and the zoom by even factors.
        let zoom = flight.from.0 * (flight.to.0 / flight.from.0).powf(eased);
        let half = self.size / 2.0;
        let middle = |(zoom, pan): (f32, Vec2)| (half - pan) / zoom;
        let (a, b) = (middle(flight.from), middle(flight.to));
        let at = Vec2::new(mix(a.x, b.x), mix(a.y, b.y));
        (self.zoom, self.pan) = (zoom, half - at * zoom);
        ui.ctx().request_repaint();
    }
}

/// The zoom and pan that show these bounds whole, with room around; never larger than life.
fn fitted(bounds: Rect, size: Vec2) -> (f32, Vec2) {
    let room = (size - MARGIN * 2.0).max(size * 0.5);
    let fit = (room.x / bounds.width().max(1.0)).min(room.y / bounds.height().max(1.0));
    let zoom = fit.clamp(*ZOOM.start(), 1.25);
    (zoom, size / 2.0 - bounds.center().to_vec2() * zoom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_what_is_under_the_pointer_there() {
        let mut camera = Camera::default();
        camera.pan_by(Vec2::new(40.0, -10.0));
        let pointer = Pos2::new(120.0, 90.0);
        let before = camera.view(Vec2::splat(300.0)).layout_from_picture(pointer);
        camera.zoom_at(pointer, 1.7);
        let after = camera.view(Vec2::splat(300.0)).layout_from_picture(pointer);
        assert!(before.distance(after) < 1e-3);
    }

    #[test]
    fn a_fitted_picture_lies_inside_the_canvas_with_room_for_names() {
        let bounds = Rect::from_min_max(Pos2::new(-900.0, -300.0), Pos2::new(500.0, 400.0));
        let size = Vec2::new(800.0, 600.0);
        let (zoom, pan) = fitted(bounds, size);
        for corner in [bounds.min, bounds.max] {
            let point = corner.to_vec2() * zoom + pan;
            assert!(point.x >= MARGIN.x - 1.0 && point.x <= size.x - MARGIN.x + 1.0);
            assert!(point.y >= MARGIN.y - 1.0 && point.y <= size.y - MARGIN.y + 1.0);
        }
    }

    #[test]
    fn one_actor_alone_is_not_blown_up() {
        let (zoom, _) = fitted(Rect::from_pos(Pos2::ZERO), Vec2::new(800.0, 600.0));
        assert!(zoom <= 1.25);
    }
}
