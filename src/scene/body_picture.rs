//! The picture on the body of an actor: cut to the shape of the body, within a rim in its colour.

use std::sync::Arc;

use emath::{Rect, vec2};

use super::PictureMark;
use super::actor_body::ActorBody;
use crate::model::ActorPicture;

/// The width of the rim around a picture, in radii of the body, and in points.
const RIM_SHARE: f32 = 0.14;
const MIN_RIM: f32 = 1.0;
const MAX_RIM: f32 = 2.5;

/// Smaller bodies have no picture: nothing would be recognized in it. In points.
const MIN_RADIUS: f32 = 4.0;

/// The picture of an actor with this body; `None` where that is too small. The picture covers the
/// body, and what is beyond it at two sides is cut off.
pub(super) fn body_picture(body: &ActorBody, picture: &Arc<ActorPicture>) -> Option<PictureMark> {
    if body.radius < MIN_RADIUS {
        return None;
    }
    let rim = (RIM_SHARE * body.radius).clamp(MIN_RIM, MAX_RIM);
    let inside = body.grown(-rim);
    let box_size = inside.rect().size();
    let size = vec2(picture.width as f32, picture.height as f32);
    let scale = (box_size.x / size.x).max(box_size.y / size.y);
    Some(PictureMark {
        picture: Arc::clone(picture),
        rect: Rect::from_center_size(body.center, size * scale),
        outline: inside.closed_outline(),
    })
}
