//! PNG and JPEG become pixels, in a size for drawing. What a file announces is checked before it is
//! unpacked. Knows no path.

use std::io::Cursor;

use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::orientation::Orientation;
use crate::limits::ACTOR_PICTURE_PIXELS;
use crate::model::{ActorPicture, shrunk};

/// How files begin.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";

/// The memory for chunks and rows of a PNG, in bytes.
const PNG_BYTES: usize = 32 << 20;

/// The most passes of a JPEG: each goes through the whole picture.
const MAX_SCANS: usize = 64;

/// The pixels of a file, row by row.
struct DecodedPixels {
    size: [u32; 2],
    rgba: Vec<u8>,
}

/// The ending of the name of such a file; `None` if it is neither PNG nor JPEG.
pub(super) fn ending_of(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(PNG) {
        Some("png")
    } else {
        bytes.starts_with(JPEG).then_some("jpg")
    }
}

/// The picture in a file. `may_read` is asked before its pixels are unpacked.
///
/// # Errors
/// Says why it cannot be drawn, and what to do.
pub(super) fn decode(
    bytes: &[u8],
    may_read: &mut dyn FnMut(u64) -> Result<(), String>,
) -> Result<ActorPicture, String> {
    let mut may_read = |size: [u32; 2]| {
        let pixels = u64::from(size[0]) * u64::from(size[1]);
        if pixels == 0 {
            return Err("the picture has no pixels".to_owned());
        }
        if pixels > ACTOR_PICTURE_PIXELS.max {
            return Err(ACTOR_PICTURE_PIXELS.message(pixels));
        }
        may_read(pixels)
    };
    let decoded = match ending_of(bytes) {
        Some("png") => png_pixels(bytes, &mut may_read),
        Some(_) => jpeg_pixels(bytes, &mut may_read),
        None => return Err(NOT_A_PICTURE.to_owned()),
    }?;
    let [width, height] = ActorPicture::kept_size(decoded.size);
    let rgba = shrunk(&decoded.rgba, decoded.size, [width, height]);
    let png = encode([width, height], &rgba).map_err(|error| damaged(&error))?;
    Ok(ActorPicture {
        width,
        height,
        rgba,
        png,
    })
}

const NOT_A_PICTURE: &str = "it is neither a PNG nor a JPEG picture; save it as one of these";

fn damaged(error: &dyn std::fmt::Display) -> String {
    format!("the picture is damaged: {error}")
}

type CheckSize<'a> = &'a mut dyn FnMut([u32; 2]) -> Result<(), String>;

fn png_pixels(bytes: &[u8], may_read: CheckSize<'_>) -> Result<DecodedPixels, String> {
    let limits = png::Limits { bytes: PNG_BYTES };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(
        png::Transformations::normalize_to_color8() | png::Transformations::ALPHA,
    );
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info();
    let header = header.map_err(|error| damaged(&error))?;
    let size = [header.width, header.height];
    may_read(size)?;
    let mut reader = decoder.read_info().map_err(|error| damaged(&error))?;
    let length = reader.output_buffer_size().unwrap_or_default();
    let mut pixels = vec![0; length];
    let frame = reader.next_frame(&mut pixels);
    let frame = frame.map_err(|error| damaged(&error))?;
    let rgba = match frame.color_type {
        png::ColorType::Rgba => pixels,
        png::ColorType::GrayscaleAlpha => {
            let (pixels, _) = pixels.as_chunks();
            let rgba = |[grey, alpha]: &[u8; 2]| [*grey, *grey, *grey, *alpha];
            pixels.iter().flat_map(rgba).collect()
        }
        _ => return Err(damaged(&"its colours are of an unknown kind")),
    };
    Ok(DecodedPixels { size, rgba })
}

fn jpeg_pixels(bytes: &[u8], may_read: CheckSize<'_>) -> Result<DecodedPixels, String> {
    let options = DecoderOptions::default()
        .jpeg_set_max_scans(MAX_SCANS)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder =
        JpegDecoder::new_with_options(zune_core::bytestream::ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| damaged(&error))?;
    let info = decoder.info().ok_or_else(|| damaged(&"it has no size"))?;
    let size = [u32::from(info.width), u32::from(info.height)];
    may_read(size)?;
    let rgba = decoder.decode().map_err(|error| damaged(&error))?;
    if decoder.output_colorspace() != Some(ColorSpace::RGBA) {
        return Err("its colours are of a kind that is not read; save it as RGB".to_owned());
    }
    let upright = Orientation::of_exif(decoder.exif().map_or(&[], Vec::as_slice));
    let (size, rgba) = upright.applied(size, rgba);
    Ok(DecodedPixels { size, rgba })
}

/// Pixels as a PNG file.
///
/// # Errors
/// Says what the encoder says: the pixels are not as many as the size needs.
pub fn encode([width, height]: [u32; 2], rgba: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgba)?;
    writer.finish()?;
    Ok(bytes)
}
