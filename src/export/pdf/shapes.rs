//! Shapes in a PDF: circles, paths and rectangles with their fill and stroke, and pictures. Knows
//! no text.

use emath::{Pos2, Rect, vec2};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect as PdfRect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke as PdfStroke, StrokeDash};
use krilla::surface::Surface;

use crate::export::merged_looks::MergedLook;
use crate::scene::{Cap, Color, Mark, MarkShape, Outline, PathSegment, PictureMark, Stroke};

/// Draws a mark that is not text.
pub(super) fn draw_shape(surface: &mut Surface<'_>, mark: &Mark) {
    let (path, fill, stroke) = match &mark.shape {
        MarkShape::Circle {
            center,
            radius,
            fill,
            stroke,
        } => (circle(*center, *radius), fill, stroke),
        MarkShape::Path {
            outline,
            fill,
            stroke,
        } => (path(outline), fill, stroke),
        MarkShape::Picture(picture) => return draw_picture(surface, picture, mark.opacity),
        MarkShape::Text(_) => return,
    };
    let fill = fill.map(|color| filled(color, mark.opacity));
    let stroke = stroke.as_ref().map(|stroke| stroked(stroke, mark.opacity));
    draw(surface, path, fill, stroke);
}

/// Draws a picture, cut to its outline.
fn draw_picture(surface: &mut Surface<'_>, mark: &PictureMark, opacity: f32) {
    let (min, size) = (mark.rect.min, mark.rect.size());
    let (Some(outline), Some(size)) = (path(&mark.outline), Size::from_wh(size.x, size.y)) else {
        return;
    };
    let picture = &mark.picture;
    let image = Image::from_rgba8(picture.rgba.clone(), picture.width, picture.height);
    surface.push_clip_path(&outline, &FillRule::NonZero);
    surface.push_opacity(share(opacity));
    surface.push_transform(&Transform::from_translate(min.x, min.y));
    surface.draw_image(image, size);
    for _ in 0..3 {
        surface.pop();
    }
}

/// Draws a rectangle without a line around it.
pub(super) fn draw_rect(surface: &mut Surface<'_>, rect: Rect, color: Color) {
    let mut builder = PathBuilder::new();
    let (min, max) = (rect.min, rect.max);
    if let Some(rect) = PdfRect::from_ltrb(min.x, min.y, max.x, max.y) {
        builder.push_rect(rect);
    }
    draw(surface, builder.finish(), Some(filled(color, 1.0)), None);
}

/// Cuts off what is drawn beyond a rectangle, until the surface is popped.
pub(super) fn push_clip(surface: &mut Surface<'_>, rect: Rect) {
    let mut builder = PathBuilder::new();
    let (min, max) = (rect.min, rect.max);
    if let Some(rect) = PdfRect::from_ltrb(min.x, min.y, max.x, max.y) {
        builder.push_rect(rect);
    }
    match builder.finish() {
        Some(path) => surface.push_clip_path(&path, &FillRule::NonZero),
        None => surface.push_transform(&Transform::identity()),
    }
}

/// Draws many lines of one look at once.
pub(super) fn draw_merged(
    surface: &mut Surface<'_>,
    look: MergedLook,
    cap: LineCap,
    lines: &[[Pos2; 2]],
) {
    let mut builder = PathBuilder::new();
    for [from, to] in lines {
        builder.move_to(from.x, from.y);
        builder.line_to(to.x, to.y);
    }
    let stroke = PdfStroke {
        line_cap: cap,
        ..stroked(&Stroke::solid(look.width(), look.color()), 1.0)
    };
    draw(surface, builder.finish(), None, Some(stroke));
}

/// Draws an outline with a line along it.
pub(super) fn draw_line_along(surface: &mut Surface<'_>, outline: &Outline, stroke: &Stroke) {
    draw(surface, path(outline), None, Some(stroked(stroke, 1.0)));
}

/// Draws nothing where there is neither a fill nor a line: the library would fill it in black.
fn draw(
    surface: &mut Surface<'_>,
    path: Option<Path>,
    fill: Option<Fill>,
    stroke: Option<PdfStroke>,
) {
    if let Some(path) = path.filter(|_| fill.is_some() || stroke.is_some()) {
        surface.set_fill(fill);
        surface.set_stroke(stroke);
        surface.draw_path(&path);
    }
}

/// A fill of a colour.
pub(super) fn filled(color: Color, opacity: f32) -> Fill {
    Fill {
        paint: rgb(color).into(),
        opacity: alpha(color, opacity),
        ..Fill::default()
    }
}

fn stroked(stroke: &Stroke, opacity: f32) -> PdfStroke {
    let dash = (!stroke.dash.is_empty()).then(|| StrokeDash {
        array: stroke.dash.to_vec(),
        offset: 0.0,
    });
    PdfStroke {
        paint: rgb(stroke.color).into(),
        width: stroke.width,
        line_cap: match stroke.cap {
            Cap::Butt => LineCap::Butt,
            Cap::Round => LineCap::Round,
        },
        line_join: LineJoin::Round,
        opacity: alpha(stroke.color, opacity),
        dash,
        ..PdfStroke::default()
    }
}

fn rgb(color: Color) -> rgb::Color {
    rgb::Color::new(color.r, color.g, color.b)
}

fn alpha(color: Color, opacity: f32) -> NormalizedF32 {
    share(f32::from(color.a) / 255.0 * opacity)
}

fn share(opacity: f32) -> NormalizedF32 {
    NormalizedF32::new(opacity.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

/// The lines and curves of an outline; `None` if there are none, or if they are not finite.
fn path(outline: &Outline) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for segment in &outline.0 {
        match segment {
            PathSegment::Move(to) => builder.move_to(to.x, to.y),
            PathSegment::Line(to) => builder.line_to(to.x, to.y),
            PathSegment::Quad(control, to) => builder.quad_to(control.x, control.y, to.x, to.y),
            PathSegment::Close => builder.close(),
        }
    }
    builder.finish()
}

/// A circle as four cubic curves.
fn circle(center: Pos2, radius: f32) -> Option<Path> {
    /// How far the control points of a quarter are from its ends, for a radius of 1.
    const CONTROL: f32 = 0.552_285;
    let mut builder = PathBuilder::new();
    let at = |x: f32, y: f32| center + radius * vec2(x, y);
    let corners = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
    builder.move_to(at(1.0, 0.0).x, at(1.0, 0.0).y);
    for (number, (x, y)) in corners.into_iter().enumerate() {
        let (next_x, next_y) = corners[(number + 1) % 4];
        let first = at(x + CONTROL * next_x, y + CONTROL * next_y);
        let second = at(next_x + CONTROL * x, next_y + CONTROL * y);
        let to = at(next_x, next_y);
        builder.cubic_to(first.x, first.y, second.x, second.y, to.x, to.y);
    }
    builder.close();
    builder.finish()
}
