//! The picture that is on the screen, and the key that tells whether it is current. Knows no canvas.

use std::sync::Arc;

use egui::{Rect, Shape, Vec2};

use super::fade::FadePicture;
use crate::graph::{Filter, Ties};
use crate::scene::{Emphasis, Encoding, LabelSpace, Scene};
use crate::tasks::Generation;

/// The picture on the screen, and its key.
pub(super) struct Drawn {
    pub(super) key: PictureKey,
    pub(super) scene: Scene,
    /// The ties that it shows.
    pub(super) ties: Arc<Ties>,
    pub(super) shapes: Vec<Shape>,
}

impl Drawn {
    /// Its marks and ties, to fade to another picture.
    pub(super) fn picture(&self) -> FadePicture<'_> {
        FadePicture {
            marks: &self.scene.marks,
            ties: &self.ties,
        }
    }
}

/// The emphasized part of a large network, and a veil over the rest.
pub(super) struct Over {
    pub(super) key: PictureKey,
    pub(super) shapes: Vec<Shape>,
}

/// Everything that the picture depends on.
#[derive(Clone, PartialEq)]
pub(super) struct PictureKey {
    pub(super) generation: Generation,
    pub(super) positions: Generation,
    pub(super) revision: u64,
    pub(super) filter: Filter,
    pub(super) emphasis: Emphasis,
    pub(super) encoding: Encoding,
    pub(super) rect: Rect,
    pub(super) zoom: f32,
    pub(super) pan: Vec2,
    pub(super) is_dark: bool,
    pub(super) was_dark: bool,
    pub(super) pixels_per_point: f32,
    pub(super) names: LabelSpace,
    /// The number of the render nodes and levels of detail; 0 for a small network.
    pub(super) lod_cache: u64,
}

impl PictureKey {
    /// The same key without camera and emphasis.
    pub(super) fn at_any_view(&self) -> Self {
        Self {
            emphasis: Emphasis::default(),
            rect: Rect::ZERO,
            zoom: 1.0,
            pan: Vec2::ZERO,
            names: LabelSpace::default(),
            lod_cache: 0,
            ..self.clone()
        }
    }

    /// Whether the keys differ in the filter only.
    pub(super) fn differs_by_filter(&self, other: &Self) -> bool {
        let through_other = Self {
            filter: other.filter.clone(),
            ..self.clone()
        };
        self.filter != other.filter && through_other == *other
    }
}
