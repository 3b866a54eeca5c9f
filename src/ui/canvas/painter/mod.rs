//! The painter of the screen: marks of a scene as egui shapes.

use std::sync::Arc;

use egui::{Color32, FontFamily, FontId, Painter, Pos2, Rect, Shape, Vec2};

mod kept_shapes;
mod sprites;
mod tessellator;
mod textures;

pub(crate) use self::kept_shapes::{AnchoredMesh, KeptShapes, ShapeMove};
use self::kept_shapes::{KeptShape, KeptText};
pub(crate) use self::sprites::Sprites;
use self::tessellator::Tessellator;
pub(crate) use self::textures::texture;
use crate::scene::{
    Cap, LowDetail, Mark, MarkShape, Outline, PathSegment, PictureMark, Scene, Stroke as Line,
    TextLine, Weight,
};
use crate::ui::shell::theme;

/// All shapes of a scene, to be painted at any place: the mesh of its low detail, and its marks,
/// of which those outside `area` are left out.
pub(crate) fn scene(
    painter: &Painter,
    low_detail: Option<&Arc<AnchoredMesh>>,
    scene: &Scene,
    area: Rect,
) -> KeptShapes {
    let low_detail = low_detail.map(|mesh| KeptShape::Mesh(Arc::clone(mesh)));
    let marks = drawn(painter, &scene.marks, area);
    KeptShapes::new(low_detail.into_iter().chain(marks).collect())
}

/// The shapes of low detail alone.
pub(crate) fn low_detail(sprites: &Sprites, low_detail: &LowDetail) -> KeptShapes {
    let mesh = sprites.low_detail(low_detail).map(Arc::new);
    KeptShapes::new(mesh.map(KeptShape::Mesh).into_iter().collect())
}

/// The shapes of marks at this place on the screen.
pub(crate) fn shapes(painter: &Painter, marks: &[Mark], place: ShapeMove) -> Vec<Shape> {
    let mut kept = KeptShapes::new(drawn(painter, marks, Rect::EVERYTHING));
    kept.at(place).collect()
}

/// The shapes of marks in the coordinates of their scene; what is outside `area` is left out.
///
/// All marks between two texts are one mesh, and all texts between two other marks one shape: one
/// shape for each dash of each line would cost ten times as much.
fn drawn(painter: &Painter, marks: &[Mark], area: Rect) -> Vec<KeptShape> {
    let mut pen = Pen {
        painter,
        area,
        tessellator: Tessellator::new(painter.pixels_per_point(), area),
        points: Vec::new(),
        shapes: Vec::new(),
    };
    for mark in marks {
        pen.draw(mark);
    }
    pen.lift();
    pen.shapes
}

struct Pen<'a> {
    painter: &'a Painter,
    area: Rect,
    tessellator: Tessellator,
    /// The points of the outline that is being drawn.
    points: Vec<Pos2>,
    shapes: Vec<KeptShape>,
}

/// Texts this far outside the area may reach into it, in points.
const MAX_TEXT_WIDTH: f32 = 400.0;

impl Pen<'_> {
    fn draw(&mut self, mark: &Mark) {
        match &mark.shape {
            MarkShape::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let center = *center;
                let fill = fill.map_or(Color32::TRANSPARENT, |fill| faded(fill, mark.opacity));
                let is_whole = stroke.as_ref().is_none_or(|line| line.dash.is_empty());
                let rim = stroke.as_ref().filter(|_| is_whole);
                let rim = rim.map(|line| (line.width, faded(line.color, mark.opacity)));
                self.tessellator.disc(center, *radius, fill, rim);
                if let Some(line) = stroke.as_ref().filter(|_| !is_whole) {
                    self.points.clear();
                    self.points.extend(circle(center, *radius));
                    self.line(line, mark.opacity);
                }
            }
            MarkShape::Path {
                outline,
                fill,
                stroke,
            } => {
                for run in runs(outline) {
                    let is_closed = trace(run, &mut self.points);
                    if let Some(fill) = fill {
                        self.tessellator
                            .fill(&self.points, faded(*fill, mark.opacity));
                    }
                    if let Some(line) = stroke {
                        if is_closed {
                            self.points.extend_from_within(..1);
                        }
                        self.line(line, mark.opacity);
                    }
                }
            }
            MarkShape::Text(text) => self.text(text, mark.opacity),
            MarkShape::Picture(picture) => self.picture(picture, mark.opacity),
        }
    }

    /// A line along the points.
    fn line(&mut self, line: &Line, opacity: f32) {
        let (tessellator, points) = (&mut self.tessellator, &self.points[..]);
        let color = faded(line.color, opacity);
        match line.dash {
            [] => {
                tessellator.line(points, line.width, color);
                if line.cap == Cap::Round {
                    for end in [points.first(), points.last()].into_iter().flatten() {
                        tessellator.disc(*end, line.width / 2.0, color, None);
                    }
                }
            }
            [dash, gap, ..] if *dash < line.width && line.cap == Cap::Round => {
                tessellator.dots(points, dash + gap, line.width / 2.0, color);
            }
            dash => tessellator.dashes(points, dash, line.width, color),
        }
    }

    /// Moves what was drawn since the last text to the shapes.
    fn lift(&mut self) {
        let mesh = self.tessellator.take();
        let mesh = mesh.map(|mesh| KeptShape::Mesh(Arc::new(mesh)));
        self.shapes.extend(mesh);
    }

    /// A picture: what is within its outline, as a mesh of its own.
    fn picture(&mut self, mark: &PictureMark, opacity: f32) {
        self.lift();
        for run in runs(&mark.outline) {
            trace(run, &mut self.points);
            let tint = Color32::WHITE.gamma_multiply(opacity);
            self.tessellator.fill(&self.points, tint);
        }
        if let Some(mut mesh) = self.tessellator.take() {
            let texture = texture(self.painter.ctx(), &mark.picture);
            mesh.show(texture.id(), mark.rect);
            self.shapes.push(KeptShape::Mesh(Arc::new(mesh)));
        }
    }

    fn text(&mut self, text: &TextLine, opacity: f32) {
        if !self.area.expand(MAX_TEXT_WIDTH).contains(text.at) {
            return;
        }
        self.lift();
        let family = match text.weight {
            Weight::Regular => FontFamily::Proportional,
            Weight::Bold => theme::bold(),
        };
        let font = FontId::new(text.size, family);
        // One galley for all colours: egui caches it by its text, and the colour may fade from
        // frame to frame.
        let galley = self
            .painter
            .layout_no_wrap(text.text.clone(), font, Color32::PLACEHOLDER);
        let baseline = galley.rows.first().and_then(|row| {
            let glyph = row.row.glyphs.first()?;
            Some(row.pos.y + glyph.pos.y)
        });
        let left = galley.size().x * text.anchor.share();
        let corner = Vec2::new(-left, -baseline.unwrap_or(0.0));
        let text = KeptText {
            at: text.at + text.direction.on_page(corner),
            anchor: text.at,
            angle: text.direction.angle(),
            galley,
            ink: faded(text.color, opacity),
            halo: text.halo.map(|halo| faded(halo, opacity)),
        };
        if let Some(KeptShape::Texts(texts)) = self.shapes.last_mut() {
            texts.push(text);
        } else {
            self.shapes.push(KeptShape::Texts(vec![text]));
        }
    }
}

/// The runs of an outline: each begins with a move.
fn runs(outline: &Outline) -> impl Iterator<Item = &[PathSegment]> {
    outline
        .0
        .chunk_by(|_, next| !matches!(next, PathSegment::Move(_)))
}

/// Replaces the points by those of a run; returns whether the run is closed.
fn trace(run: &[PathSegment], points: &mut Vec<Pos2>) -> bool {
    points.clear();
    let mut is_closed = false;
    for segment in run {
        match *segment {
            PathSegment::Move(to) | PathSegment::Line(to) => points.push(to),
            PathSegment::Quad(control, to) => {
                let from = points.last().copied().unwrap_or(to);
                points.extend(curve(from, control, to));
            }
            PathSegment::Close => is_closed = true,
        }
    }
    is_closed && !points.is_empty()
}

/// The greatest distance of a chord from its curve, in points.
const CHORD_ERROR: f32 = 0.08;

fn curve(from: Pos2, control: Pos2, to: Pos2) -> impl Iterator<Item = Pos2> {
    // With n equal chords, a quadratic curve is at most a quarter of this divided by n² away.
    let bend = (from.to_vec2() + to.to_vec2() - 2.0 * control.to_vec2()).length();
    let chords = (bend / (4.0 * CHORD_ERROR)).sqrt().ceil().clamp(1.0, 40.0) as usize;
    (1..=chords).map(move |chord| {
        let share = chord as f32 / chords as f32;
        let (first, second) = (from.lerp(control, share), control.lerp(to, share));
        first.lerp(second, share)
    })
}

fn circle(center: Pos2, radius: f32) -> impl Iterator<Item = Pos2> {
    const CHORDS: usize = 40;
    (0..=CHORDS).map(move |chord| {
        let angle = chord as f32 * std::f32::consts::TAU / CHORDS as f32;
        center + Vec2::angled(angle) * radius
    })
}

fn faded(color: crate::scene::Color, opacity: f32) -> Color32 {
    theme::color(color).gamma_multiply(opacity)
}
