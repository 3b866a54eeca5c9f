//! The camera: the visible part of the layout, and its animated moves.

use egui::{Pos2, Rect, Ui, Vec2};

use crate::scene::{self, Viewport};

/// The points of scrolling that zoom by the factor e.
pub(super) const WHEEL_POINTS: f32 = 320.0;

/// The greatest zoom; the smallest, unless the whole picture needs a smaller one; and the smallest
/// zoom as a share of that of the whole picture.
const MAX_ZOOM: f32 = 10.0;
const MIN_ZOOM: f32 = 0.02;
const MIN_SHARE_OF_FITTED: f32 = 0.4;

/// The zoom at which a search result is shown.
const RESULT_ZOOM: f32 = 1.1;

/// The duration of an animated move, in seconds.
const FLIGHT_S: f32 = 0.25;

/// The duration of a move from one step of a story to the next, in seconds.
const TRAVEL_S: f32 = 0.9;

/// The visible part of the layout: a point of the canvas is a position times `zoom` plus `pan`.
pub(super) struct Camera {
    pub(super) zoom: f32,
    pub(super) pan: Vec2,
    pending: Option<PendingMove>,
    flight: Option<Flight>,
    size: Vec2,
    /// Whether the legend was on the canvas in the last frame.
    has_legend: bool,
    min_zoom: f32,
    is_fitted: bool,
    /// Whether a picture was shown before, so that a move can be animated.
    has_looked: bool,
}

/// A move that waits for the size of the canvas.
enum PendingMove {
    Fit,
    Step(f32),
    FlyTo(Pos2),
    /// To a part of the layout, in this many seconds.
    Show(Rect, f32),
    /// To the whole picture, in this many seconds.
    FitIn(f32),
}

/// An animated move.
struct Flight {
    from: (f32, Vec2),
    to: (f32, Vec2),
    share: f32,
    duration_s: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            pan: Vec2::ZERO,
            pending: Some(PendingMove::Fit),
            flight: None,
            size: Vec2::ZERO,
            has_legend: false,
            min_zoom: MIN_ZOOM,
            is_fitted: true,
            has_looked: false,
        }
    }
}

impl Camera {
    /// Shows everything.
    pub(super) fn fit(&mut self) {
        self.pending = Some(PendingMove::Fit);
    }

    /// Zooms around the middle.
    pub(super) fn step(&mut self, factor: f32) {
        self.pending = Some(PendingMove::Step(factor));
    }

    /// Moves to a position of the layout, animated.
    pub(super) fn fly_to(&mut self, position: Pos2) {
        self.pending = Some(PendingMove::FlyTo(position));
    }

    /// Moves to a part of the layout, slowly enough to follow.
    pub(super) fn travel_to(&mut self, area: Rect) {
        self.pending = Some(PendingMove::Show(area, TRAVEL_S));
    }

    /// Moves to the whole picture, slowly enough to follow.
    pub(super) fn travel_to_whole(&mut self) {
        self.pending = Some(PendingMove::FitIn(TRAVEL_S));
    }

    /// Centers a position of the layout at once, with the same zoom.
    pub(super) fn center_on(&mut self, position: Pos2) {
        self.flight = None;
        self.is_fitted = false;
        self.pan = self.size / 2.0 - position.to_vec2() * self.zoom;
    }

    /// Whether the picture moves, or will in this frame.
    pub(super) fn is_moving(&self) -> bool {
        self.flight.is_some() || self.pending.is_some()
    }

    /// Whether the whole picture is shown: it was not moved since it was fitted.
    pub(super) fn is_fitted(&self) -> bool {
        self.is_fitted
    }

    /// The size of the canvas.
    pub(super) fn size(&self) -> Vec2 {
        self.size
    }

    /// The view for a canvas of this size.
    pub(super) fn view(&self, size: Vec2) -> Viewport {
        Viewport {
            zoom: self.zoom,
            pan: self.pan,
            size,
        }
    }

    /// Moves the picture by this many points.
    pub(super) fn pan_by(&mut self, delta: Vec2) {
        self.flight = None;
        self.is_fitted = false;
        self.pan += delta;
    }

    /// Zooms around this point of the canvas.
    pub(super) fn zoom_at(&mut self, point: Pos2, factor: f32) {
        self.flight = None;
        self.is_fitted = false;
        let zoom = (self.zoom * factor).clamp(self.min_zoom, MAX_ZOOM);
        self.pan = point.to_vec2() - (point.to_vec2() - self.pan) * (zoom / self.zoom);
        self.zoom = zoom;
    }

    /// Performs a waiting move, continues an animated one, and follows the canvas, which has a size
    /// and perhaps a legend: a fitted picture stays fitted, another keeps its middle. `fitted`
    /// returns the view of the whole picture, or `None` while there is no picture.
    pub(super) fn settle(
        &mut self,
        ui: &Ui,
        (size, has_legend): (Vec2, bool),
        fitted: impl Fn() -> Option<Viewport>,
    ) {
        let had_legend = std::mem::replace(&mut self.has_legend, has_legend);
        if size != self.size || has_legend != had_legend {
            self.resize(size, &fitted);
        }
        match self.pending.take() {
            Some(PendingMove::Fit) => match fitted() {
                Some(view) => self.fly_to_fit(view),
                None => self.pending = Some(PendingMove::Fit),
            },
            Some(PendingMove::Step(factor)) => self.zoom_at((size / 2.0).to_pos2(), factor),
            Some(PendingMove::FlyTo(position)) => {
                let zoom = self.zoom.max(RESULT_ZOOM);
                self.take_off(zoom, size / 2.0 - position.to_vec2() * zoom);
                self.is_fitted = false;
            }
            Some(PendingMove::Show(area, duration_s)) => {
                let all = Rect::from_min_size(Pos2::ZERO, size);
                let view = scene::fit_area(area, size, all);
                self.take_off(view.zoom, view.pan);
                self.is_fitted = false;
                self.slow_down(duration_s);
            }
            Some(PendingMove::FitIn(duration_s)) => match fitted() {
                Some(view) => {
                    self.fly_to_fit(view);
                    self.slow_down(duration_s);
                }
                None => self.pending = Some(PendingMove::FitIn(duration_s)),
            },
            None => {}
        }
        self.fly(ui);
    }

    fn resize(&mut self, size: Vec2, fitted: &impl Fn() -> Option<Viewport>) {
        let before = std::mem::replace(&mut self.size, size);
        if !self.is_fitted {
            self.pan += (size - before) / 2.0;
        } else if let Some(view) = fitted() {
            self.allow(view);
            let to = (view.zoom, view.pan);
            if let Some(flight) = &mut self.flight {
                flight.to = to;
            } else {
                (self.zoom, self.pan) = to;
            }
        }
    }

    /// Sets the smallest zoom from that of the whole picture.
    fn allow(&mut self, whole: Viewport) {
        self.min_zoom = MIN_ZOOM.min(MIN_SHARE_OF_FITTED * whole.zoom);
    }

    fn fly_to_fit(&mut self, view: Viewport) {
        self.allow(view);
        self.take_off(view.zoom, view.pan);
        if !self.has_looked {
            self.land();
            self.has_looked = true;
        }
        self.is_fitted = true;
    }

    fn take_off(&mut self, zoom: f32, pan: Vec2) {
        let from = (self.zoom, self.pan);
        let to = (zoom, pan);
        self.flight = Some(Flight {
            from,
            to,
            share: 0.0,
            duration_s: FLIGHT_S,
        });
    }

    /// Gives the move under way another duration.
    fn slow_down(&mut self, duration_s: f32) {
        if let Some(flight) = &mut self.flight {
            flight.duration_s = duration_s;
        }
    }

    fn land(&mut self) {
        if let Some(flight) = self.flight.take() {
            (self.zoom, self.pan) = flight.to;
        }
    }

    fn fly(&mut self, ui: &Ui) {
        let Some(flight) = &mut self.flight else {
            return;
        };
        let step = ui.input(|input| input.stable_dt).min(0.05) / flight.duration_s;
        flight.share += step;
        if flight.share >= 1.0 {
            self.land();
            return;
        }
        let eased = flight.share * flight.share * (3.0 - 2.0 * flight.share);
        let mix = |from: f32, to: f32| from + (to - from) * eased;
        // The middle of the canvas moves evenly in the layout, and the zoom by equal factors.
        let zoom = flight.from.0 * (flight.to.0 / flight.from.0).powf(eased);
        let half = self.size / 2.0;
        let middle = |(zoom, pan): (f32, Vec2)| (half - pan) / zoom;
        let (a, b) = (middle(flight.from), middle(flight.to));
        let at = Vec2::new(mix(a.x, b.x), mix(a.y, b.y));
        (self.zoom, self.pan) = (zoom, half - at * zoom);
        ui.ctx().request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let mut camera = Camera::default();
        camera.pan_by(Vec2::new(40.0, -10.0));
        let pointer = Pos2::new(120.0, 90.0);
        let before = camera.view(Vec2::splat(300.0)).layout_from_picture(pointer);
        camera.zoom_at(pointer, 1.7);
        let after = camera.view(Vec2::splat(300.0)).layout_from_picture(pointer);
        assert!(before.distance(after) < 1e-3);
    }

    /// The view of a square picture on a canvas of this size.
    fn fitted_to(size: Vec2) -> Viewport {
        Viewport {
            zoom: size.min_elem() / 100.0,
            pan: size / 2.0,
            size,
        }
    }

    #[test]
    fn a_fitted_picture_fits_again_when_the_canvas_changes_even_while_it_moves() {
        let [small, large] = [Vec2::new(800.0, 600.0), Vec2::new(1280.0, 800.0)];
        let mut camera = Camera {
            size: small,
            ..Camera::default()
        };
        camera.fly_to_fit(fitted_to(small));
        let is_at = |camera: &Camera, zoom: f32| (camera.zoom - zoom).abs() < 1e-6;
        let first = "the first look is at once";
        assert!(is_at(&camera, fitted_to(small).zoom), "{first}");
        camera.fly_to_fit(fitted_to(small));
        camera.resize(large, &|| Some(fitted_to(large)));
        camera.land();
        assert!(is_at(&camera, fitted_to(large).zoom));
        camera.resize(small, &|| Some(fitted_to(small)));
        assert_eq!(camera.view(small).pan, fitted_to(small).pan);
        camera.pan_by(Vec2::new(7.0, 0.0));
        let moved = camera.zoom;
        camera.resize(large, &|| Some(fitted_to(large)));
        let kept = "a picture that was moved keeps its zoom";
        assert!(is_at(&camera, moved), "{kept}");
    }
}
