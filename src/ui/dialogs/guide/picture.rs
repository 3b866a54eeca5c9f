//! Pictures of the guide, made small by `docs/pictures` so that the program holds them.

use egui::{ColorImage, Id, Image, RichText, TextureHandle, TextureOptions, Ui};

macro_rules! pictures {
    ($($file:literal)*) => {
        [$(($file, include_bytes!(concat!("../../../../assets/guide/", $file, ".png")))),*]
    };
}

/// The pictures that pages show, by the names of their files.
static PICTURES: [(&str, &[u8]); 9] = pictures! {
    "balance"
    "example"
    "figure-afghanistan-light"
    "figure-column"
    "figure-events"
    "page"
    "reader"
    "scripts"
    "story"
};

/// The picture in as much width as there is, with its caption.
pub(super) fn show(ui: &mut Ui, file: &str, caption: &str) {
    ui.add_space(4.0);
    if let Some(texture) = texture(ui, file) {
        let picture = Image::from_texture(&texture).alt_text(caption);
        ui.add(picture.max_width(ui.available_width()).shrink_to_fit());
    }
    ui.label(RichText::new(caption).weak());
    ui.add_space(4.0);
}

/// The picture for the screen, kept from its first use.
fn texture(ui: &Ui, file: &str) -> Option<TextureHandle> {
    let id = Id::new("picture of the guide").with(file);
    if let Some(kept) = ui.data(|data| data.get_temp(id)) {
        return Some(kept);
    }
    let texture = ui
        .ctx()
        .load_texture(file, decoded(file)?, TextureOptions::LINEAR);
    ui.data_mut(|data| data.insert_temp(id, texture.clone()));
    Some(texture)
}

/// The pixels of a picture; `None` if there is no such picture.
fn decoded(file: &str) -> Option<ColorImage> {
    let (_, bytes) = PICTURES.iter().find(|(name, _)| *name == file)?;
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    let size = [frame.width as usize, frame.height as usize];
    let is_whole = frame.color_type == png::ColorType::Rgb && pixels.len() == 3 * size[0] * size[1];
    is_whole.then(|| ColorImage::from_rgb(size, &pixels))
}

#[cfg(test)]
mod tests {
    use super::super::pages::{GuideBlock, PAGES, blocks};
    use super::*;

    #[test]
    fn every_picture_of_the_guide_is_shown_and_all_are_small() {
        let blocks = (0..PAGES.len()).flat_map(blocks);
        let mut shown: Vec<&str> = blocks
            .filter_map(|block| match block {
                GuideBlock::Picture(file, _) => Some(file.as_str()),
                _ => None,
            })
            .collect();
        shown.sort_unstable();
        assert_eq!(shown, PICTURES.map(|(name, _)| name));
        for name in shown {
            assert!(
                decoded(name).is_some_and(|picture| picture.width() > 300),
                "{name}"
            );
        }
        let size: usize = PICTURES.iter().map(|(_, bytes)| bytes.len()).sum();
        assert!(size < 400_000, "{size}");
    }
}
