//! Sprites: small discs and lines as one textured rectangle each, all in one mesh.
//!
//! A texture holds discs of a few sizes with soft edges. A dot is a shrunk disc; a line is the
//! stretched row through the middle of a disc. So each needs four corners, where an antialiased
//! polygon needs sixteen or more.

use egui::epaint::Vertex;
use egui::{
    Color32, ColorImage, Context, Mesh, Pos2, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2,
};

use super::kept_shapes::AnchoredMesh;
use crate::scene::LowDetail;
use crate::ui::shell::theme;

/// The texture, and the pixels per point of the screen.
#[derive(Clone)]
pub(crate) struct Sprites {
    texture: TextureHandle,
    pixels_per_point: f32,
}

/// The radii of the discs in the texture, in texels, ascending.
const RADII: [usize; 6] = [1, 2, 4, 8, 16, 32];

/// Texels between the edge of a disc and its neighbours.
const GAP: usize = 2;

const WIDTH: usize = 2 * (1 + 2 + 4 + 8 + 16 + 32) + 6 * 2 * GAP;
const HEIGHT: usize = 2 * (32 + GAP);

impl Sprites {
    /// Sprites for this screen.
    pub(crate) fn new(ctx: &Context) -> Self {
        Self {
            texture: ctx.load_texture("discs", image(), TextureOptions::LINEAR),
            pixels_per_point: ctx.pixels_per_point(),
        }
    }

    /// The same texture for a screen with other pixels per point.
    pub(crate) fn on(&self, ctx: &Context) -> Self {
        Self {
            texture: self.texture.clone(),
            pixels_per_point: ctx.pixels_per_point(),
        }
    }

    /// All dots and lines of low detail.
    pub(crate) fn low_detail(&self, low_detail: &LowDetail) -> Option<AnchoredMesh> {
        let count = low_detail.lines.len() + low_detail.patches.len() + low_detail.dots.len();
        if count == 0 {
            return None;
        }
        let mut mesh = Mesh::with_texture(self.texture.id());
        mesh.vertices.reserve(4 * count);
        mesh.indices.reserve(6 * count);
        let mut anchors = Vec::with_capacity(4 * count);
        for line in &low_detail.lines {
            let [from, to] = line.ends;
            let along = to - from;
            let length = along.length_sq().sqrt();
            if length > 0.0 {
                let face = self.face(0.5 * line.width);
                let side = along.rot90() * (face.reach / length);
                let [low, high] = face.row();
                let corners = [
                    (from - side, low),
                    (from + side, high),
                    (to + side, high),
                    (to - side, low),
                ];
                add(&mut mesh, corners, theme::color(line.color));
                anchors.extend([from, from, to, to]);
            }
        }
        let solid = self.face(f32::INFINITY).uv.center();
        for patch in &low_detail.patches {
            let rect = patch.rect;
            let corners = [
                (rect.left_top(), solid),
                (rect.right_top(), solid),
                (rect.right_bottom(), solid),
                (rect.left_bottom(), solid),
            ];
            add(&mut mesh, corners, theme::color(patch.color));
            anchors.extend(corners.map(|(corner, _)| corner));
        }
        for dot in &low_detail.dots {
            let face = self.face(dot.radius);
            let (center, reach, uv) = (dot.center, face.reach, face.uv);
            let corners = [
                (center + vec2(-reach, -reach), uv.min),
                (center + vec2(reach, -reach), pos2(uv.max.x, uv.min.y)),
                (center + vec2(reach, reach), uv.max),
                (center + vec2(-reach, reach), pos2(uv.min.x, uv.max.y)),
            ];
            add(&mut mesh, corners, theme::color(dot.color));
            anchors.extend([center; 4]);
        }
        Some(AnchoredMesh { mesh, anchors })
    }

    /// The disc of the texture to shrink to this radius in points.
    fn face(&self, radius: f32) -> DiscSprite {
        let pixels = radius * self.pixels_per_point;
        let mut left = 0;
        for texels in RADII {
            let side = 2 * (texels + GAP);
            if pixels <= texels as f32 || texels == RADII[RADII.len() - 1] {
                let unit = vec2(WIDTH as f32, HEIGHT as f32);
                let uv = Rect::from_min_size(pos2(left as f32, 0.0), Vec2::splat(side as f32));
                return DiscSprite {
                    uv: Rect::from_min_max(
                        (uv.min.to_vec2() / unit).to_pos2(),
                        (uv.max.to_vec2() / unit).to_pos2(),
                    ),
                    reach: radius * (texels + GAP) as f32 / texels as f32,
                };
            }
            left += side;
        }
        DiscSprite {
            uv: Rect::ZERO,
            reach: radius,
        }
    }
}

/// A disc of the texture.
#[derive(Clone, Copy)]
struct DiscSprite {
    uv: Rect,
    /// From the middle to the sides of the rectangle around it, in points.
    reach: f32,
}

impl DiscSprite {
    /// The two ends of the row through its middle.
    fn row(&self) -> [Pos2; 2] {
        let middle = self.uv.center().y;
        [pos2(self.uv.min.x, middle), pos2(self.uv.max.x, middle)]
    }
}

fn add(mesh: &mut Mesh, corners: [(Pos2, Pos2); 4], color: Color32) {
    let first = mesh.vertices.len() as u32;
    mesh.vertices
        .extend(corners.map(|(pos, uv)| Vertex { pos, uv, color }));
    mesh.indices
        .extend([0, 1, 2, 0, 2, 3].map(|corner| first + corner));
}

/// White discs, one beside the other.
fn image() -> ColorImage {
    let mut image = ColorImage::filled([WIDTH, HEIGHT], Color32::TRANSPARENT);
    let mut left = 0;
    for radius in RADII {
        let side = 2 * (radius + GAP);
        let middle = side as f32 / 2.0;
        for y in 0..side {
            for x in 0..side {
                let away = vec2(x as f32 + 0.5 - middle, y as f32 + 0.5 - middle).length();
                let cover = (radius as f32 + 0.5 - away).clamp(0.0, 1.0);
                image[(left + x, y)] = Color32::from_white_alpha((255.0 * cover).round() as u8);
            }
        }
        left += side;
    }
    image
}
