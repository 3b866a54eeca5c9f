//! What the matrix on the canvas shows, made again when something it depends on has changed. Knows
//! no input.

use std::sync::Arc;

use egui::{Painter, Rect, Shape};

use super::painter::{self, ShapeMove};
use crate::app::State;
use crate::graph::{Network, Ties};
use crate::scene::{
    Emphasis, Encoding, MatrixCamera, MatrixContent, MatrixGeometry, MatrixInput, MatrixOrder,
    Scene, Theme, draw_matrix,
};
use crate::tasks::Identity;

/// Actors and cells, and their picture.
#[derive(Default)]
pub(super) struct MatrixCache {
    made_from: Option<ContentKey>,
    pub(super) content: MatrixContent,
    /// A number that changes with the content.
    number: u64,
    pub(super) drawn: Option<DrawnMatrix>,
}

/// What the order and the cells depend on.
#[derive(Clone, PartialEq)]
struct ContentKey {
    network: Identity<Network>,
    ties: Identity<Ties>,
    order: MatrixOrder,
    groups: Option<Arc<[Option<u32>]>>,
}

/// The picture, and what it was drawn from.
pub(super) struct DrawnMatrix {
    key: DrawnKey,
    pub(super) scene: Scene,
    pub(super) geometry: MatrixGeometry,
    pub(super) shapes: Vec<Shape>,
}

/// What the picture depends on, besides the content.
#[derive(Clone, PartialEq)]
pub(super) struct DrawnKey {
    pub(super) emphasis: Emphasis,
    pub(super) encoding: Encoding,
    /// The canvas, and the part of it for the matrix, on the screen.
    pub(super) canvas: Rect,
    pub(super) region: Rect,
    pub(super) camera: MatrixCamera,
    pub(super) pointed: Option<[usize; 2]>,
    pub(super) theme: Theme,
    pub(super) was_dark: bool,
    pub(super) pixels_per_point: f32,
    /// The number of the content; set by the cache.
    pub(super) content: u64,
}

impl MatrixCache {
    /// Finds order and cells again, if the network or the order has changed.
    pub(super) fn follow(&mut self, state: &State) {
        let derived = &state.open.derived;
        let key = ContentKey {
            network: Identity::of(&derived.drawn),
            ties: Identity::of(&derived.ties),
            order: state.open.session.order,
            groups: state.matrix_groups(),
        };
        if self.made_from.as_ref() != Some(&key) {
            let groups = key.groups.as_deref();
            self.content = MatrixContent::new(&derived.drawn, &derived.ties, key.order, groups);
            self.number += 1;
            self.made_from = Some(key);
        }
    }

    /// Draws again, if something has changed.
    pub(super) fn redraw(&mut self, painter: &Painter, key: DrawnKey, state: &State) {
        let key = DrawnKey {
            content: self.number,
            ..key
        };
        if self.drawn.as_ref().is_some_and(|drawn| drawn.key == key) {
            return;
        }
        let input = MatrixInput {
            network: &state.open.derived.drawn,
            ties: &state.open.derived.ties,
            content: &self.content,
            size: key.canvas.size(),
            region: key.region.translate(-key.canvas.min.to_vec2()),
            camera: key.camera,
            pointed: key.pointed,
            theme: &key.theme,
            emphasis: &key.emphasis,
            encoding: &key.encoding,
        };
        let (scene, geometry) = (draw_matrix(&input), input.geometry());
        self.drawn = Some(DrawnMatrix {
            shapes: painter::shapes(
                painter,
                &scene.marks,
                ShapeMove::by(key.canvas.min.to_vec2()),
            ),
            scene,
            geometry,
            key,
        });
    }
}
