//! The viewport: which part of the layout is visible, and at which zoom.

use emath::{Pos2, Rect, Vec2};

/// The visible part of the layout: a point of the picture is the position in the layout, times
/// `zoom`, plus `pan`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Points of the picture per unit of the layout.
    pub zoom: f32,
    /// The position of the origin of the layout in the picture.
    pub pan: Vec2,
    /// The size of the picture in points.
    pub size: Vec2,
}

impl Viewport {
    /// The point of the picture for a position of the layout.
    pub fn picture_from_layout(&self, position: Pos2) -> Pos2 {
        (position.to_vec2() * self.zoom + self.pan).to_pos2()
    }

    /// The position of the layout at a point of the picture.
    pub fn layout_from_picture(&self, point: Pos2) -> Pos2 {
        ((point.to_vec2() - self.pan) / self.zoom.max(f32::MIN_POSITIVE)).to_pos2()
    }

    /// The visible area, in points of the picture.
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(Pos2::ZERO, self.size)
    }

    /// The scale of bodies relative to zoom 1. It grows less than the zoom, so that zooming in
    /// separates bodies.
    pub fn body_scale(&self) -> f32 {
        body_scale(self.zoom)
    }
}

/// The scale of bodies at a zoom, relative to zoom 1.
pub(super) fn body_scale(zoom: f32) -> f32 {
    zoom.max(0.0).sqrt().clamp(0.35, 1.6)
}
