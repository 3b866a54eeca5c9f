//! PNG: the SVG drawn in pixels by `resvg`. Needs no window and no graphics card.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::exporter::{ExportOption, ExportWriter, Exporter};
use super::svg::svg_for_pixels;
use super::zlib::zlib;
use crate::file::formats::picture::{PNG_CHUNK, PNG_CHUNK_START};
use crate::scene::{FigureOptions, LengthUnit, POINTS_PER_INCH, Scene};

pub(super) const EXPORTER: Exporter = Exporter {
    id: "png",
    name: "PNG",
    extensions: &["png"],
    explanation: "A picture in pixels.",
    options: &[
        ExportOption::Size,
        ExportOption::Scale,
        ExportOption::Theme,
        ExportOption::Parts,
        ExportOption::Language,
        ExportOption::Citations,
        ExportOption::Background,
        ExportOption::Embed,
        ExportOption::Filter,
    ],
    check,
    max_records: usize::MAX,
    writer: ExportWriter::Figure(write),
    story: None,
};

/// The longest side of a picture, in pixels.
pub const MAX_SIDE_PX: u32 = 32_768;

/// The most pixels of a picture: they need half a gigabyte of memory.
pub const MAX_PIXELS: u64 = 134_217_728;

fn check(options: &FigureOptions) -> Result<(), String> {
    size_px(options.width, options.height, options.pixels_per_point).map(drop)
}

fn write(scene: &Scene, native: Option<&str>, options: &FigureOptions) -> Result<Vec<u8>, String> {
    let dpi = (options.unit == LengthUnit::Millimetre)
        .then_some(options.pixels_per_point * POINTS_PER_INCH);
    let scale = options.pixels_per_point;
    encoded(&svg_for_pixels(scene, scale), scale, native, dpi)
}

/// Draws SVG as PNG with `scale` pixels for one point. `native`, the native file, is stored in a
/// private chunk, which other programs ignore.
///
/// # Errors
/// Says which size is too large, and what to do.
pub fn png(svg: &str, scale: f32, native: Option<&str>) -> Result<Vec<u8>, String> {
    encoded(svg, scale, native, None)
}

/// The same, with pixels for an inch of paper.
fn encoded(
    svg: &str,
    scale: f32,
    native: Option<&str>,
    dpi: Option<f32>,
) -> Result<Vec<u8>, String> {
    encode(&drawn(svg, scale)?, native, dpi)
        .map_err(|error| format!("the picture could not be written as PNG: {error}"))
}

/// A picture as pixels.
#[derive(Clone, Debug)]
pub struct Pixels {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row; colours are not multiplied by
    /// opacity.
    pub rgba: Vec<u8>,
}

/// Draws SVG as pixels, `scale` of them for one point.
///
/// # Errors
/// Says which size is too large, and what to do.
pub fn pixels(svg: &str, scale: f32) -> Result<Pixels, String> {
    let drawn = drawn(svg, scale)?;
    Ok(Pixels {
        width: drawn.width(),
        height: drawn.height(),
        rgba: straight(&drawn),
    })
}

/// Draws a scene as pixels, `scale` of them for one point of the page.
///
/// # Errors
/// Says which size is too large, and what to do.
pub fn figure_pixels(scene: &Scene, scale: f32) -> Result<Pixels, String> {
    pixels(&svg_for_pixels(scene, scale), scale)
}

fn drawn(svg: &str, scale: f32) -> Result<Pixmap, String> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())
        .map_err(|error| format!("the picture could not be drawn: {error}"))?;
    let (width, height) = size_px(tree.size().width(), tree.size().height(), scale)?;
    let mut pixels = Pixmap::new(width, height)
        .ok_or_else(|| format!("not enough memory for a picture of {width} × {height} pixels: choose a smaller size or scale"))?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    Ok(pixels)
}

/// The size of a picture in pixels.
///
/// # Errors
/// Says which size is too large, and what to do.
pub fn size_px(width: f32, height: f32, scale: f32) -> Result<(u32, u32), String> {
    let side = |length: f32| (length * scale).round().max(1.0);
    let (width, height) = (side(width), side(height));
    let is_small = width <= MAX_SIDE_PX as f32 && height <= MAX_SIDE_PX as f32;
    if is_small && u64::from(width as u32) * u64::from(height as u32) <= MAX_PIXELS {
        return Ok((width as u32, height as u32));
    }
    Err(format!(
        "a picture of {width} × {height} pixels is too large: choose a smaller width, height or scale, for at most \
         {MAX_SIDE_PX} pixels a side and {} million in all",
        MAX_PIXELS / 1_000_000
    ))
}

fn encode(
    pixels: &Pixmap,
    native: Option<&str>,
    dpi: Option<f32>,
) -> Result<Vec<u8>, png::EncodingError> {
    const METRES_PER_INCH: f32 = 0.0254;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    if let Some(dpi) = dpi {
        let per_metre = (dpi / METRES_PER_INCH).round() as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions {
            xppu: per_metre,
            yppu: per_metre,
            unit: png::Unit::Meter,
        }));
    }
    let mut writer = encoder.write_header()?;
    if let Some(native) = native {
        let data = [PNG_CHUNK_START, &zlib(native)?].concat();
        writer.write_chunk(png::chunk::ChunkType(PNG_CHUNK), &data)?;
    }
    writer.write_image_data(&straight(pixels))?;
    writer.finish()?;
    Ok(bytes)
}

/// RGBA bytes with straight alpha: colours are not multiplied by opacity.
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
