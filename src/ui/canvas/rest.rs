//! Whether the picture has come to rest: nothing that it depends on has changed since an earlier
//! frame.

use std::time::Duration;

use egui::Context;

use super::drawn::PictureKey;

/// How long the camera must rest before a picture that was only moved is drawn again.
const REST: Duration = Duration::from_millis(120);

/// The last key, and the frame in which it was seen first.
#[derive(Default)]
pub(super) struct Rest {
    seen: Option<(PictureKey, u64)>,
}

impl Rest {
    /// Whether the key is the same as in an earlier frame.
    pub(super) fn has_come(&mut self, ctx: &Context, key: &PictureKey) -> bool {
        let frame = ctx.cumulative_frame_nr();
        match &self.seen {
            Some((seen, first)) if seen == key => *first < frame,
            _ => {
                self.seen = Some((key.clone(), frame));
                false
            }
        }
    }

    /// The last key.
    #[cfg(test)]
    pub(super) fn key(&self) -> Option<&PictureKey> {
        self.seen.as_ref().map(|(key, _)| key)
    }
}

/// Asks for another frame in which the camera may have come to rest.
pub(super) fn look_again(ctx: &Context) {
    ctx.request_repaint_after(REST);
}
