//! The screen's pen: marks of a scene as egui shapes.

use egui::epaint::TextShape;
use egui::{Color32, FontFamily, FontId, Painter, Pos2, Shape, Vec2};

mod sprites;
mod tessellator;

pub(crate) use self::sprites::Stamp;
use self::tessellator::Tessellator;
use crate::scene::{
    Cap, Mark, MarkShape, Outline, PathSegment, Scene, Stroke as Line, TextLine, Weight,
};
use crate::ui::shell::theme;

/// Everything in a scene whose upper left corner stands at `corner` on the screen.
pub(crate) fn scene(painter: &Painter, stamp: &Stamp, scene: &Scene, corner: Pos2) -> Vec<Shape> {
    let mut all: Vec<Shape> = stamp
        .low_detail(&scene.low_detail, corner)
        .into_iter()
        .collect();
    all.extend(shapes(painter, &scene.marks, corner));
    all
}

/// The shapes of a scene's marks; its upper left corner stands at `corner` on the screen.
///
/// What lies between two texts is one mesh: a shape of its own for each dash of each line costs ten times as much.
pub(crate) fn shapes(painter: &Painter, marks: &[Mark], corner: Pos2) -> Vec<Shape> {
    let mut pen = Pen {
        painter,
        offset: corner.to_vec2(),
        nib: Tessellator::new(painter.pixels_per_point()),
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
    offset: Vec2,
    nib: Tessellator,
    /// The points of the outline that is being drawn.
    points: Vec<Pos2>,
    shapes: Vec<Shape>,
}

impl Pen<'_> {
    fn draw(&mut self, mark: &Mark) {
        match &mark.shape {
            MarkShape::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let center = *center + self.offset;
                let fill = fill.map_or(Color32::TRANSPARENT, |fill| faded(fill, mark.opacity));
                let is_whole = stroke.as_ref().is_none_or(|line| line.dash.is_empty());
                let rim = stroke.as_ref().filter(|_| is_whole);
                let rim = rim.map(|line| (line.width, faded(line.color, mark.opacity)));
                self.nib.disc(center, *radius, fill, rim);
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
                    let is_closed = trace(run, self.offset, &mut self.points);
                    if let Some(fill) = fill {
                        self.nib.fill(&self.points, faded(*fill, mark.opacity));
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
        }
    }

    /// A line along the points.
    fn line(&mut self, line: &Line, opacity: f32) {
        let (nib, points) = (&mut self.nib, &self.points[..]);
        let color = faded(line.color, opacity);
        match line.dash {
            [] => {
                nib.line(points, line.width, color);
                if line.cap == Cap::Round {
                    for end in [points.first(), points.last()].into_iter().flatten() {
                        nib.disc(*end, line.width / 2.0, color, None);
                    }
                }
            }
            [dash, gap, ..] if *dash < line.width && line.cap == Cap::Round => {
                nib.dots(points, dash + gap, line.width / 2.0, color);
            }
            dash => nib.dashes(points, dash, line.width, color),
        }
    }

    /// Gives what was drawn since the last text to the shapes.
    fn lift(&mut self) {
        self.shapes.extend(self.nib.take());
    }

    /// A text on its halo: the same letters in the halo's colour, all around.
    fn text(&mut self, text: &TextLine, opacity: f32) {
        self.lift();
        let family = match text.weight {
            Weight::Regular => FontFamily::Proportional,
            Weight::Bold => theme::bold(),
        };
        let font = FontId::new(text.size, family);
        let ink = faded(text.color, opacity);
        // One galley for all colours: egui remembers it by its letters, and the colour may fade from frame to frame.
        let galley = self
            .painter
            .layout_no_wrap(text.text.clone(), font, Color32::PLACEHOLDER);
        let baseline = galley.rows.first().and_then(|row| {
            let glyph = row.row.glyphs.first()?;
            Some(row.pos.y + glyph.pos.y)
        });
        let left = galley.size().x * text.anchor.share();
        let at = text.at + self.offset - Vec2::new(left, baseline.unwrap_or(0.0));
        if let Some(halo) = text.halo {
            let halo = faded(halo, opacity);
            for direction in 0..6 {
                let away = Vec2::angled(direction as f32 * std::f32::consts::FRAC_PI_3)
                    * (TextLine::HALO * 0.75);
                self.shapes
                    .push(TextShape::new(at + away, galley.clone(), halo).into());
            }
        }
        self.shapes.push(TextShape::new(at, galley, ink).into());
    }
}

/// The runs of an outline, from where the pen is put down to where it is put down again.
fn runs(outline: &Outline) -> impl Iterator<Item = &[PathSegment]> {
    outline
        .0
        .chunk_by(|_, next| !matches!(next, PathSegment::Move(_)))
}

/// Puts the points of a run in place of those that were there; whether it goes back to its first.
fn trace(run: &[PathSegment], offset: Vec2, points: &mut Vec<Pos2>) -> bool {
    points.clear();
    let mut is_closed = false;
    for segment in run {
        match *segment {
            PathSegment::Move(to) | PathSegment::Line(to) => points.push(to + offset),
            PathSegment::Quad(control, to) => {
                let from = points.last().copied().unwrap_or(to + offset);
                points.extend(curve(from, control + offset, to + offset));
            }
            PathSegment::Close => is_closed = true,
        }
    }
    is_closed && !points.is_empty()
}

/// How far a chord may be from its curve, in points.
const CHORD_ERROR: f32 = 0.08;

fn curve(from: Pos2, control: Pos2, to: Pos2) -> impl Iterator<Item = Pos2> {
    // Chords of equal shares of a quadratic curve are off by a quarter of this over the square of their number.
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
