//! Shapes of a scene that are kept from frame to frame: the camera moves them, and they are not
//! made again. Knows no marks.

use std::sync::Arc;

use egui::epaint::TextShape;
use egui::{Color32, Galley, Mesh, Pos2, Rect, Shape, Vec2};

use crate::scene::TextLine;

/// Shapes in the coordinates of their scene.
#[derive(Default)]
pub(crate) struct KeptShapes {
    shapes: Vec<KeptShape>,
    /// The same at the place where they were painted last.
    moved: Option<(ShapeMove, Vec<Shape>)>,
}

/// Where shapes are painted: the position of a scene's origin on the screen, and how much larger
/// distances between shapes are. The shapes themselves keep their size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ShapeMove {
    pub(crate) offset: Vec2,
    pub(crate) scale: f32,
}

/// One shape, or all between two texts.
pub(super) enum KeptShape {
    Mesh(AnchoredMesh),
    Text(KeptText),
}

/// A mesh, and for each vertex the point that it stays near when distances grow: the middle of its
/// line, or the center of its body.
pub(super) struct AnchoredMesh {
    pub(super) mesh: Mesh,
    pub(super) anchors: Vec<Pos2>,
}

/// A text and its halo.
pub(super) struct KeptText {
    /// The upper left corner of the text, before it is turned.
    pub(super) at: Pos2,
    pub(super) anchor: Pos2,
    /// The angle around `at`, clockwise.
    pub(super) angle: f32,
    pub(super) galley: Arc<Galley>,
    pub(super) ink: Color32,
    pub(super) halo: Option<Color32>,
}

impl ShapeMove {
    /// A move without growth.
    pub(crate) fn by(offset: Vec2) -> Self {
        Self { offset, scale: 1.0 }
    }

    /// This move and then another one.
    pub(crate) fn then(self, by: Vec2) -> Self {
        Self {
            offset: self.offset + by,
            ..self
        }
    }

    /// Where a point of the scene is painted.
    pub(crate) fn point(self, point: Pos2) -> Pos2 {
        point * self.scale + self.offset
    }

    /// The point of the scene that is painted here.
    pub(crate) fn inverse(self, point: Pos2) -> Pos2 {
        (point - self.offset) / self.scale.max(f32::MIN_POSITIVE)
    }

    /// The box of the scene that is painted here.
    pub(crate) fn inverse_rect(self, rect: Rect) -> Rect {
        Rect::from_min_max(self.inverse(rect.min), self.inverse(rect.max))
    }

    /// Where a point near an anchor is painted.
    fn near(self, point: Pos2, anchor: Pos2) -> Pos2 {
        point + (anchor.to_vec2() * (self.scale - 1.0) + self.offset)
    }
}

impl KeptShapes {
    pub(super) fn new(shapes: Vec<KeptShape>) -> Self {
        Self {
            shapes,
            moved: None,
        }
    }

    /// The shapes on the screen.
    pub(crate) fn at(&mut self, to: ShapeMove) -> impl Iterator<Item = Shape> {
        if self.moved.as_ref().is_none_or(|(at, _)| *at != to) {
            // The old copies go first, so that their memory can be used for the new ones.
            self.moved = None;
            self.moved = Some((to, self.moved_to(to)));
        }
        let shapes = self.moved.iter().flat_map(|(_, shapes)| shapes);
        shapes.cloned()
    }

    fn moved_to(&self, to: ShapeMove) -> Vec<Shape> {
        let mut all = Vec::new();
        for shape in &self.shapes {
            match shape {
                KeptShape::Mesh(mesh) => all.push(Shape::mesh(mesh.moved(to))),
                KeptShape::Text(text) => text.push_to(&mut all, to),
            }
        }
        all
    }
}

impl AnchoredMesh {
    pub(super) fn moved(&self, to: ShapeMove) -> Mesh {
        let mut mesh = self.mesh.clone();
        if to.scale.to_bits() == 1.0_f32.to_bits() {
            mesh.translate(to.offset);
        } else {
            for (vertex, anchor) in mesh.vertices.iter_mut().zip(&self.anchors) {
                vertex.pos = to.near(vertex.pos, *anchor);
            }
        }
        mesh
    }
}

impl KeptText {
    /// Adds the text on its halo: the same glyphs in the colour of the halo, all around.
    fn push_to(&self, shapes: &mut Vec<Shape>, to: ShapeMove) {
        const DIRECTIONS: u8 = 6;
        let at = to.near(self.at, self.anchor);
        let shape = |at, color| {
            let shape = TextShape::new(at, Arc::clone(&self.galley), color);
            Shape::from(shape.with_angle(self.angle))
        };
        if let Some(halo) = self.halo {
            for direction in 0..DIRECTIONS {
                let turn = f32::from(direction) / f32::from(DIRECTIONS);
                let away = Vec2::angled(turn * std::f32::consts::TAU) * (TextLine::HALO * 0.75);
                shapes.push(shape(at + away, halo));
            }
        }
        shapes.push(shape(at, self.ink));
    }
}
