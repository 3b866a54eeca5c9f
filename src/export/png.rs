//! PNG: the SVG in pixels, by `resvg`, without window or graphics card.

use png::text_metadata::ITXtChunk;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

/// The keyword under which a PNG keeps the file it was drawn from.
const KEYWORD: &str = "frenemy";

/// Sides longer than these, in pixels, are refused.
pub const LONGEST_SIDE: u32 = 32_768;

/// Pictures of more pixels than these are refused; they need half a gigabyte.
pub const MAX_PIXELS: u64 = 134_217_728;

/// SVG as PNG, `scale` pixels for a point, `native` (the file it was drawn from) kept in it.
///
/// # Errors
/// Says what is wrong with a size that cannot be drawn, and what to do.
pub fn png(svg: &str, scale: f32, native: Option<&str>) -> Result<Vec<u8>, String> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())
        .map_err(|error| format!("the picture could not be drawn: {error}"))?;
    let (width, height) = size_px(tree.size().width(), tree.size().height(), scale)?;
    let mut pixels = Pixmap::new(width, height)
        .ok_or_else(|| format!("no memory for a picture of {width} × {height} pixels"))?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    encode(&pixels, native).map_err(|error| format!("the picture could not be packed: {error}"))
}

/// The size of a picture in pixels.
///
/// # Errors
/// Says what is wrong with a size that cannot be drawn, and what to do.
pub fn size_px(width: f32, height: f32, scale: f32) -> Result<(u32, u32), String> {
    let side = |length: f32| (length * scale).round().max(1.0);
    let (width, height) = (side(width), side(height));
    let is_small = width <= LONGEST_SIDE as f32 && height <= LONGEST_SIDE as f32;
    if is_small && u64::from(width as u32) * u64::from(height as u32) <= MAX_PIXELS {
        return Ok((width as u32, height as u32));
    }
    Err(format!(
        "a picture of {width} × {height} pixels is too large: ask for at most {LONGEST_SIDE} pixels a side and \
         {} million in all, with a smaller width, height or scale",
        MAX_PIXELS / 1_000_000
    ))
}

fn encode(pixels: &Pixmap, native: Option<&str>) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    if let Some(native) = native {
        let mut chunk = ITXtChunk::new(KEYWORD, native);
        chunk.compressed = true;
        writer.write_text_chunk(&chunk)?;
    }
    writer.write_image_data(&straight(pixels))?;
    writer.finish()?;
    Ok(bytes)
}

/// Pixels with their colours no longer multiplied by their opacity.
fn straight(pixels: &Pixmap) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(pixels.data().len());
    for pixel in pixels.pixels() {
        if pixel.alpha() == 255 {
            bytes.extend([pixel.red(), pixel.green(), pixel.blue(), 255]);
        } else {
            let color = pixel.demultiply();
            bytes.extend([color.red(), color.green(), color.blue(), color.alpha()]);
        }
    }
    bytes
}
