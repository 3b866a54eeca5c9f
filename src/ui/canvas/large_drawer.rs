//! Draws a large network again on a task while the camera moves: the picture before it is moved and
//! stretched until the new one arrives.

use std::sync::Arc;

use egui::Ui;

use super::drawn::PictureKey;
use super::lod_cache::LodCache;
use super::owned_picture::OwnedPicture;
use super::painter::{AnchoredMesh, Sprites};
use crate::app::State;
use crate::scene::{self, LargeOptions, Scene, SceneInput};
use crate::tasks::{Computed, ComputedStatus};

/// How far the picture of a large network is drawn beyond the window, in points, so that it can be
/// moved.
pub(super) const LARGE_MARGIN: f32 = 120.0;

/// How the window draws a large network.
pub(super) const LARGE_OPTIONS: LargeOptions = LargeOptions::window(LARGE_MARGIN);

/// The scene that was drawn last on a task, and the one that is being drawn.
#[derive(Default)]
pub(super) struct LargeDrawer {
    computed: Computed<PictureKey, LargeScene>,
}

/// A scene, and the mesh of its low detail.
pub(super) struct LargeScene {
    pub(super) scene: Arc<Scene>,
    pub(super) low_detail: Option<Arc<AnchoredMesh>>,
}

impl LargeDrawer {
    /// Starts to draw this picture without emphasis.
    pub(super) fn draw_later(
        &mut self,
        ui: &Ui,
        key: &PictureKey,
        picture: &SceneInput,
        from: (&LodCache, &Sprites, &State),
    ) {
        // A running task is not cancelled: while the camera moves, none would ever end.
        if matches!(self.computed.status(), ComputedStatus::Working(_)) {
            return;
        }
        let (cache, sprites, state) = from;
        let (network, levels) = (Arc::clone(&cache.network), Arc::clone(&cache.levels));
        let (picture, sprites) = (OwnedPicture::new(picture, state), sprites.clone());
        let context = ui.ctx().clone();
        let draw = move || {
            let scene = scene::draw_large(&picture.input(), &network, &levels, LARGE_OPTIONS);
            LargeScene {
                low_detail: sprites.low_detail(&scene.low_detail).map(Arc::new),
                scene: Arc::new(scene),
            }
        };
        let wake = move || context.request_repaint();
        self.computed.follow(key, wake, move |_| Some(draw()));
    }

    /// A scene that has arrived, if only the camera has moved since it was asked for.
    pub(super) fn arrived(&mut self, key: &PictureKey) -> Option<(&PictureKey, &LargeScene)> {
        self.computed.poll();
        let (drawn_for, scene) = self.computed.latest()?;
        drawn_for
            .is_moved(key)
            .then_some((drawn_for, scene.as_ref()))
    }
}
