//! Which part of the layout is looked at, and how large.

use emath::{Pos2, Rect, Vec2};

/// The camera: a point of the picture is the point of the layout, times `zoom`, plus `pan`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Points of the picture for one unit of the layout.
    pub zoom: f32,
    /// Where the layout's origin stands in the picture.
    pub pan: Vec2,
    /// The size of the picture in points.
    pub size: Vec2,
}

impl Viewport {
    /// Where a place of the layout stands in the picture.
    pub fn picture_from_layout(&self, place: Pos2) -> Pos2 {
        (place.to_vec2() * self.zoom + self.pan).to_pos2()
    }

    /// Which place of the layout stands at a point of the picture.
    pub fn layout_from_picture(&self, point: Pos2) -> Pos2 {
        ((point.to_vec2() - self.pan) / self.zoom.max(f32::MIN_POSITIVE)).to_pos2()
    }

    /// What can be seen, in points of the picture.
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(Pos2::ZERO, self.size)
    }

    /// How much larger than at zoom 1 bodies are drawn: less than the zoom, so that zooming in separates things.
    pub fn body_scale(&self) -> f32 {
        body_scale(self.zoom)
    }
}

/// How much larger than at zoom 1 bodies are drawn at a zoom.
pub(super) fn body_scale(zoom: f32) -> f32 {
    zoom.max(0.0).sqrt().clamp(0.35, 1.6)
}
