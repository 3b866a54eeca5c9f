//! Shapes of a scene that are kept from frame to frame: the camera moves them, and they are not
//! made again. Knows no marks.

use std::sync::Arc;

use egui::emath::GuiRounding as _;
use egui::epaint::TextShape;
use egui::epaint::text::PlacedRow;
use egui::{Color32, Galley, Mesh, Pos2, Rect, Shape, TextureId, Vec2};

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

/// All shapes between two texts, or all texts between two shapes.
pub(super) enum KeptShape {
    Mesh(Arc<AnchoredMesh>),
    Texts(Vec<KeptText>),
}

/// A mesh, and for each vertex the point that it stays near when distances grow: the middle of its
/// line, or the center of its body.
pub(crate) struct AnchoredMesh {
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
            let before = self.moved.take().map(|(_, shapes)| shapes);
            self.moved = Some((to, self.moved_to(to, before.unwrap_or_default())));
        }
        let shapes = self.moved.iter().flat_map(|(_, shapes)| shapes);
        shapes.cloned()
    }

    /// The shapes at another place, in the memory of those that were painted last.
    fn moved_to(&self, to: ShapeMove, before: Vec<Shape>) -> Vec<Shape> {
        let mut before = before.into_iter().filter_map(|shape| match shape {
            Shape::Mesh(mesh) => Some(mesh),
            _ => None,
        });
        let mut all = Vec::new();
        for shape in &self.shapes {
            match shape {
                KeptShape::Mesh(mesh) => {
                    all.push(Shape::Mesh(mesh.moved_in(before.next(), to)));
                }
                KeptShape::Texts(texts) => push_texts(&mut all, texts, to),
            }
        }
        all
    }
}

impl AnchoredMesh {
    /// Fills it with a texture, which as a whole would be in `rect`.
    pub(super) fn show(&mut self, texture: TextureId, rect: Rect) {
        self.mesh.texture_id = texture;
        let size = rect.size().max(Vec2::splat(f32::MIN_POSITIVE));
        for vertex in &mut self.mesh.vertices {
            vertex.uv = ((vertex.pos - rect.min) / size).to_pos2();
        }
    }

    pub(super) fn moved(&self, to: ShapeMove) -> Mesh {
        let mut mesh = self.mesh.clone();
        self.place(&mut mesh, to);
        mesh
    }

    /// The moved mesh, in the memory of an earlier one if nobody else holds it: a large mesh is
    /// copied once less in each frame.
    fn moved_in(&self, before: Option<Arc<Mesh>>, to: ShapeMove) -> Arc<Mesh> {
        if let Some(mut mesh) = before
            && let Some(own) = Arc::get_mut(&mut mesh)
            && own.vertices.len() == self.mesh.vertices.len()
        {
            self.place(own, to);
            return mesh;
        }
        Arc::new(self.moved(to))
    }

    /// Moves the vertices of a copy.
    fn place(&self, copy: &mut Mesh, to: ShapeMove) {
        let vertices = copy.vertices.iter_mut().zip(&self.mesh.vertices);
        if to.scale.to_bits() == 1.0_f32.to_bits() {
            for (moved, vertex) in vertices {
                moved.pos = vertex.pos + to.offset;
            }
        } else {
            for ((moved, vertex), anchor) in vertices.zip(&self.anchors) {
                moved.pos = to.near(vertex.pos, *anchor);
            }
        }
    }
}

/// Adds texts on their halos: the same glyphs in the colour of the halo, all around. Texts of one
/// look are one shape.
fn push_texts(shapes: &mut Vec<Shape>, texts: &[KeptText], to: ShapeMove) {
    const DIRECTIONS: u8 = 6;
    for alike in texts.chunk_by(KeptText::looks_like) {
        let [first, ..] = alike else { continue };
        let (at, galley) = if alike.len() == 1 {
            (to.near(first.at, first.anchor), Arc::clone(&first.galley))
        } else {
            (Pos2::ZERO, Arc::new(together(alike, to)))
        };
        let shape = |at, color| {
            let shape = TextShape::new(at, Arc::clone(&galley), color);
            Shape::from(shape.with_angle(first.angle))
        };
        if let Some(halo) = first.halo {
            for direction in 0..DIRECTIONS {
                let turn = f32::from(direction) / f32::from(DIRECTIONS);
                let away = Vec2::angled(turn * std::f32::consts::TAU) * (TextLine::HALO * 0.75);
                shapes.push(shape(at + away, halo));
            }
        }
        shapes.push(shape(at, first.ink));
    }
}

/// The rows of all texts in one galley, with its corner at the origin.
fn together(texts: &[KeptText], to: ShapeMove) -> Galley {
    let mut all = Galley::clone(&texts[0].galley);
    all.rows.clear();
    (all.num_vertices, all.num_indices) = (0, 0);
    for text in texts {
        let at = to.near(text.at, text.anchor);
        // Glyphs begin at whole pixels, as egui places those of a single text.
        let corner = at.round_to_pixels(text.galley.pixels_per_point).to_vec2();
        all.rows
            .extend(text.galley.rows.iter().map(|row| PlacedRow {
                pos: row.pos + corner,
                // The next row is another text.
                ends_with_newline: true,
                ..row.clone()
            }));
        all.num_vertices += text.galley.num_vertices;
        all.num_indices += text.galley.num_indices;
    }
    let boxes = all.rows.iter().map(|row| {
        let drawn = row.visuals.mesh_bounds;
        drawn.translate(row.pos.to_vec2())
    });
    all.mesh_bounds = boxes.fold(Rect::NOTHING, Rect::union);
    all.rect = all.mesh_bounds;
    all
}

impl KeptText {
    /// Whether both can be painted as one shape.
    fn looks_like(&self, other: &Self) -> bool {
        let is_level = self.angle.to_bits() == 0 && other.angle.to_bits() == 0;
        is_level && (self.ink, self.halo) == (other.ink, other.halo)
    }
}
