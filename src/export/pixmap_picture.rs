//! The picture of an actor in pixels: cut to its outline. `resvg` draws everything else.

use resvg::tiny_skia::{
    FillRule, FilterQuality, Mask, Paint, Path, PathBuilder, Pattern, Pixmap, PremultipliedColorU8,
    Rect, SpreadMode, Transform,
};

use crate::model::ActorPicture;
use crate::scene::{Clip, Outline, PathSegment, PictureMark};

/// Draws a picture with `scale` pixels for one point of the scene.
pub(super) fn draw(
    pixels: &mut Pixmap,
    mark: &PictureMark,
    opacity: f32,
    scale: f32,
    clip: Option<&Mask>,
) {
    let size = mark.rect.size() * scale;
    let (Some(small), Some(path)) = (fitting(&mark.picture, size.x, size.y), path(&mark.outline))
    else {
        return;
    };
    let [wide, tall] = [
        mark.rect.width() / small.width() as f32,
        mark.rect.height() / small.height() as f32,
    ];
    let min = mark.rect.min;
    let placed = Transform::from_row(wide, 0.0, 0.0, tall, min.x, min.y);
    let (spread, filter) = (SpreadMode::Pad, FilterQuality::Bilinear);
    let paint = Paint {
        shader: Pattern::new(small.as_ref(), spread, filter, opacity, placed),
        ..Paint::default()
    };
    let on_page = Transform::from_scale(scale, scale);
    pixels.fill_path(&path, &paint, FillRule::Winding, on_page, clip);
}

/// What is inside the clip of a scene, in pixels.
pub(super) fn mask(clip: Clip, size: (u32, u32), scale: f32) -> Option<Mask> {
    let mut mask = Mask::new(size.0, size.1)?;
    let (min, max) = (clip.rect.min, clip.rect.max);
    let rect = Rect::from_ltrb(min.x, min.y, max.x, max.y)?;
    let path = PathBuilder::from_rect(rect);
    let on_page = Transform::from_scale(scale, scale);
    mask.fill_path(&path, FillRule::Winding, true, on_page);
    Some(mask)
}

/// A picture in about as many pixels as it is drawn in.
fn fitting(picture: &ActorPicture, width: f32, height: f32) -> Option<Pixmap> {
    let side = |drawn: f32, own: u32| (drawn.ceil() as u32).clamp(1, own.max(1));
    let (width, height) = (side(width, picture.width), side(height, picture.height));
    let mut small = Pixmap::new(width, height)?;
    let rgba = picture.shrunk(width, height);
    for (pixel, [red, green, blue, alpha]) in small.pixels_mut().iter_mut().zip(rgba.as_chunks().0)
    {
        let times = |color: u8| ((u16::from(color) * u16::from(*alpha) + 127) / 255) as u8;
        let [red, green, blue] = [red, green, blue].map(|color| times(*color));
        *pixel = PremultipliedColorU8::from_rgba(red, green, blue, *alpha)?;
    }
    Some(small)
}

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
