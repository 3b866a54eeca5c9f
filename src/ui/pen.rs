//! The screen's pen: marks of a scene as egui shapes.

use egui::epaint::{CircleShape, PathShape, TextShape};
use egui::{Color32, FontFamily, FontId, Painter, Pos2, Shape, Stroke, Vec2};

use super::theme;
use crate::scene::{Cap, Mark, Outline, Segment, Shape as Drawn, Stroke as Line, Text, Weight};

/// Chords for one curve: none is longer than a few points at the sizes drawn here.
const CHORDS: usize = 20;

/// The shapes of a scene whose upper left corner stands at `corner` on the screen.
pub(super) fn shapes(painter: &Painter, marks: &[Mark], corner: Pos2) -> Vec<Shape> {
    let mut pen = Pen {
        painter,
        offset: corner.to_vec2(),
        shapes: Vec::with_capacity(marks.len() * 2),
    };
    for mark in marks {
        pen.draw(mark);
    }
    pen.shapes
}

struct Pen<'a> {
    painter: &'a Painter,
    offset: Vec2,
    shapes: Vec<Shape>,
}

impl Pen<'_> {
    fn draw(&mut self, mark: &Mark) {
        match &mark.shape {
            Drawn::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let fill = fill.map_or(Color32::TRANSPARENT, |fill| faded(fill, mark.opacity));
                let is_whole = stroke.as_ref().is_none_or(|line| line.dash.is_empty());
                let rim = stroke.as_ref().filter(|_| is_whole);
                self.shapes.push(Shape::Circle(CircleShape {
                    center: *center + self.offset,
                    radius: *radius,
                    fill,
                    stroke: rim.map_or(Stroke::NONE, |line| plain(line, mark.opacity)),
                }));
                if let Some(line) = stroke.as_ref().filter(|_| !is_whole) {
                    let points = circle(*center + self.offset, *radius);
                    self.line(&points, line, mark.opacity);
                }
            }
            Drawn::Path {
                outline,
                fill,
                stroke,
            } => {
                for piece in pieces(outline, self.offset) {
                    if let Some(fill) = fill {
                        let fill = faded(*fill, mark.opacity);
                        let shape =
                            PathShape::convex_polygon(piece.points.clone(), fill, Stroke::NONE);
                        self.shapes.push(shape.into());
                    }
                    if let Some(line) = stroke {
                        self.line(&piece.closed_points(), line, mark.opacity);
                    }
                }
            }
            Drawn::Text(text) => self.text(text, mark.opacity),
        }
    }

    fn line(&mut self, points: &[Pos2], line: &Line, opacity: f32) {
        let stroke = plain(line, opacity);
        match line.dash {
            [dash, gap, ..] if *dash < line.width && line.cap == Cap::Round => {
                let step = dash + gap;
                self.shapes.extend(Shape::dotted_line(
                    points,
                    stroke.color,
                    step,
                    line.width / 2.0,
                ));
            }
            [] => self.shapes.push(Shape::line(points.to_vec(), stroke)),
            dash => {
                let dashes: Vec<f32> = dash.iter().step_by(2).copied().collect();
                let gaps: Vec<f32> = dash.iter().skip(1).step_by(2).copied().collect();
                self.shapes.extend(Shape::dashed_line_with_offset(
                    points, stroke, &dashes, &gaps, 0.0,
                ));
            }
        }
        if line.dash.is_empty() && line.cap == Cap::Round {
            for end in [points.first(), points.last()].into_iter().flatten() {
                self.shapes
                    .push(Shape::circle_filled(*end, line.width / 2.0, stroke.color));
            }
        }
    }

    /// A text on its halo: the same letters in the halo's colour, all around.
    fn text(&mut self, text: &Text, opacity: f32) {
        let family = match text.weight {
            Weight::Regular => FontFamily::Proportional,
            Weight::Bold => theme::bold(),
        };
        let font = FontId::new(text.size, family);
        let ink = faded(text.color, opacity);
        let galley = self.painter.layout_no_wrap(text.text.clone(), font, ink);
        let baseline = galley.rows.first().and_then(|row| {
            let glyph = row.row.glyphs.first()?;
            Some(row.pos.y + glyph.pos.y)
        });
        let left = galley.size().x * text.anchor.share();
        let at = text.at + self.offset - Vec2::new(left, baseline.unwrap_or(0.0));
        if let Some(halo) = text.halo {
            let halo = faded(halo, opacity);
            for direction in 0..8 {
                let away = Vec2::angled(direction as f32 * std::f32::consts::FRAC_PI_4)
                    * (Text::HALO * 0.75);
                let shadow = TextShape::new(at + away, galley.clone(), halo);
                self.shapes
                    .push(shadow.with_override_text_color(halo).into());
            }
        }
        self.shapes.push(TextShape::new(at, galley, ink).into());
    }
}

/// One run of an outline as a polyline.
#[derive(Default)]
struct Piece {
    points: Vec<Pos2>,
    is_closed: bool,
}

impl Piece {
    fn closed_points(&self) -> Vec<Pos2> {
        let back = self.points.first().filter(|_| self.is_closed);
        self.points.iter().chain(back).copied().collect()
    }
}

fn pieces(outline: &Outline, offset: Vec2) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for segment in &outline.0 {
        match (*segment, pieces.last_mut()) {
            (Segment::Move(to), _) | (Segment::Line(to) | Segment::Quad(_, to), None) => pieces
                .push(Piece {
                    points: vec![to + offset],
                    is_closed: false,
                }),
            (Segment::Line(to), Some(piece)) => piece.points.push(to + offset),
            (Segment::Quad(control, to), Some(piece)) => {
                let from = piece.points.last().copied().unwrap_or_default();
                piece
                    .points
                    .extend(curve(from, control + offset, to + offset));
            }
            (Segment::Close, Some(piece)) => piece.is_closed = true,
            (Segment::Close, None) => {}
        }
    }
    pieces
}

fn curve(from: Pos2, control: Pos2, to: Pos2) -> impl Iterator<Item = Pos2> {
    (1..=CHORDS).map(move |chord| {
        let share = chord as f32 / CHORDS as f32;
        let (first, second) = (from.lerp(control, share), control.lerp(to, share));
        first.lerp(second, share)
    })
}

fn circle(center: Pos2, radius: f32) -> Vec<Pos2> {
    let angle = |chord: usize| chord as f32 * std::f32::consts::TAU / (2 * CHORDS) as f32;
    (0..=2 * CHORDS)
        .map(|chord| center + Vec2::angled(angle(chord)) * radius)
        .collect()
}

fn plain(line: &Line, opacity: f32) -> Stroke {
    Stroke::new(line.width, faded(line.color, opacity))
}

fn faded(color: crate::scene::Color, opacity: f32) -> Color32 {
    theme::color(color).gamma_multiply(opacity)
}
