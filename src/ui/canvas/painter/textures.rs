//! Textures of the pictures of actors, kept as long as anything has the picture.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{ColorImage, Context, Id, TextureFilter, TextureHandle, TextureOptions};

use crate::model::ActorPicture;

/// The textures, each with its picture, by the address of that.
type PictureTextures = Arc<Mutex<BTreeMap<usize, (Arc<ActorPicture>, TextureHandle)>>>;

/// Fine detail of a picture that is drawn small becomes grey, and not a pattern.
const OPTIONS: TextureOptions = TextureOptions {
    mipmap_mode: Some(TextureFilter::Linear),
    ..TextureOptions::LINEAR
};

/// The texture of a picture. Those of pictures that nothing else has are dropped when a new one is
/// made.
pub(crate) fn texture(ctx: &Context, picture: &Arc<ActorPicture>) -> TextureHandle {
    let id = Id::new("textures of pictures");
    let kept: PictureTextures =
        ctx.data_mut(|data| data.get_temp_mut_or_default::<PictureTextures>(id).clone());
    let mut kept = kept.lock();
    let address = Arc::as_ptr(picture) as usize;
    if let Some((_, texture)) = kept.get(&address) {
        return texture.clone();
    }
    kept.retain(|_, (of, _)| Arc::strong_count(of) > 1);
    let size = [picture.width as usize, picture.height as usize];
    let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
    let texture = ctx.load_texture("picture of an actor", image, OPTIONS);
    kept.insert(address, (Arc::clone(picture), texture.clone()));
    texture
}
