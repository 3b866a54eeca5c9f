//! The picture that is on the screen, and the key that tells whether it is current. Knows no
//! canvas.

use std::sync::Arc;

use egui::{Painter, Pos2, Rect, Vec2};

use super::fade::FadePicture;
use super::painter::{self, AnchoredMesh, KeptShapes, ShapeMove, Sprites};
use crate::graph::{Filter, NodeIndex, Ties};
use crate::scene::{Emphasis, Encoding, LabelSpace, Scene, Subject};
use crate::tasks::{Generation, Identity};

/// The picture on the screen, and its key.
pub(super) struct Drawn {
    pub(super) key: PictureKey,
    pub(super) layer: Layer,
    /// The ties that it shows.
    pub(super) ties: Arc<Ties>,
    /// Where the scene is on the canvas.
    pub(super) place: ShapeMove,
}

impl Drawn {
    /// Its marks and ties, to fade to another picture.
    pub(super) fn picture(&self) -> FadePicture<'_> {
        FadePicture {
            marks: &self.layer.scene.marks,
            ties: &self.ties,
        }
    }

    /// The subject at a point of the canvas.
    pub(super) fn hit(&self, point: Pos2) -> Option<Subject> {
        self.layer.scene.hit(self.place.inverse(point))
    }

    /// The actor whose rim band contains a point of the canvas.
    pub(super) fn rim_at(&self, point: Pos2) -> Option<NodeIndex> {
        self.layer.scene.rim_at(self.place.inverse(point))
    }

    /// The point on the rim of an actor in the direction of another point of the canvas.
    pub(super) fn rim_toward(&self, node: NodeIndex, toward: Pos2) -> Option<Pos2> {
        let toward = self.place.inverse(toward);
        let point = self.layer.scene.rim_toward(node, toward)?;
        Some(self.place.point(point))
    }
}

/// The emphasized part of a network, and the veil over the rest.
pub(super) struct Over {
    pub(super) key: PictureKey,
    /// The opacity of the rest, and the emphasized part; `None` without emphasis.
    pub(super) emphasized: Option<(f32, Layer)>,
}

impl Over {
    /// The actor whose name is at a point of the canvas and only here: it covers names beneath.
    pub(super) fn new_name_at(&self, point: Pos2, base: &Drawn) -> Option<NodeIndex> {
        let (_, layer) = self.emphasized.as_ref()?;
        let point = base.place.inverse(point);
        let mut names = layer.scene.name_rects();
        let (node, rect) = names.find(|(_, rect)| rect.contains(point))?;
        let mut beneath = base.layer.scene.name_rects();
        (!beneath.any(|name| name == (node, rect))).then_some(node)
    }
}

/// A scene and its shapes, which are kept while the camera moves.
pub(super) struct Layer {
    pub(super) scene: Arc<Scene>,
    /// The low detail of the scene.
    low_detail: Option<Arc<AnchoredMesh>>,
    pub(super) shapes: KeptShapes,
    /// The part of the scene that has shapes.
    covered: Rect,
    /// How often shapes were made.
    #[cfg(test)]
    pub(super) made: usize,
}

/// What shapes are made with.
#[derive(Clone, Copy)]
pub(super) struct ShapeMaker<'a> {
    pub(super) painter: &'a Painter,
    /// The visible part of the scene.
    pub(super) visible: Rect,
}

impl Layer {
    /// A scene without shapes: call [`Layer::cover`] before it is painted.
    pub(super) fn new(scene: Scene, sprites: &Sprites) -> Self {
        let low_detail = sprites.low_detail(&scene.low_detail).map(Arc::new);
        Self::with_mesh(Arc::new(scene), low_detail)
    }

    /// A scene whose low detail is a mesh already.
    pub(super) fn with_mesh(scene: Arc<Scene>, low_detail: Option<Arc<AnchoredMesh>>) -> Self {
        Self {
            scene,
            low_detail,
            shapes: KeptShapes::default(),
            covered: Rect::NOTHING,
            #[cfg(test)]
            made: 0,
        }
    }

    /// Makes shapes for the visible part and a margin, if the visible part has left the part that
    /// has shapes.
    pub(super) fn cover(&mut self, maker: ShapeMaker) {
        if self.covered.contains_rect(maker.visible) {
            return;
        }
        #[cfg(test)]
        {
            self.made += 1;
        }
        self.covered = maker.visible.expand2(0.5 * maker.visible.size());
        let low_detail = self.low_detail.as_ref();
        self.shapes = painter::scene(maker.painter, low_detail, &self.scene, self.covered);
    }
}

/// Everything that the picture depends on.
#[derive(Clone, PartialEq)]
pub(super) struct PictureKey {
    pub(super) generation: Generation,
    pub(super) positions: Generation,
    pub(super) revision: u64,
    pub(super) filter: Identity<Filter>,
    pub(super) blocs: Generation,
    pub(super) emphasis: Emphasis,
    pub(super) encoding: Encoding,
    /// The camera; the same for every pan if the whole network is drawn.
    pub(super) zoom: f32,
    pub(super) pan: Vec2,
    /// The size of the canvas; zero if the whole network is drawn.
    pub(super) size: Vec2,
    pub(super) is_dark: bool,
    pub(super) was_dark: bool,
    pub(super) pixels_per_point: f32,
    pub(super) names: LabelSpace,
    /// The number of the render nodes and levels of detail; 0 for a small network.
    pub(super) lod_cache: u64,
}

impl PictureKey {
    /// The same key without emphasis.
    pub(super) fn calm(&self) -> Self {
        Self {
            emphasis: Emphasis::default(),
            ..self.clone()
        }
    }

    /// The same key without camera and emphasis.
    pub(super) fn at_any_view(&self) -> Self {
        Self {
            emphasis: Emphasis::default(),
            zoom: 1.0,
            pan: Vec2::ZERO,
            size: Vec2::ZERO,
            names: LabelSpace::default(),
            lod_cache: 0,
            ..self.clone()
        }
    }

    /// Whether the keys are the same but for the zoom, and for the space for names, which depends
    /// on the camera.
    pub(super) fn is_same_but_for_zoom(&self, other: &Self) -> bool {
        let is_whole = self.size == Vec2::ZERO;
        (is_whole || self.zoom.to_bits() == other.zoom.to_bits())
            && self.pan == other.pan
            && self.is_moved(other)
    }

    /// Whether the keys are the same but for the camera, and for the space for names, which depends
    /// on it.
    pub(super) fn is_moved(&self, other: &Self) -> bool {
        let moved = Self {
            zoom: other.zoom,
            pan: other.pan,
            names: other.names,
            ..self.clone()
        };
        moved == *other
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
