//! The picture on the screen: drawn again when something it depends on has changed, otherwise
//! painted from a cache.

use std::sync::Arc;

use egui::{Pos2, Rect, Shape, Ui};

use super::drawn::{Drawn, Over, PictureKey};
use super::fade::{Fade, FadePicture};
use super::lod_cache::LodCache;
use super::{Canvas, emphasis};
use crate::app::State;
use crate::scene::{self, Emphasis, LabelSpace, Scene, SceneInput, Theme};
use crate::ui::canvas::legend;
use crate::ui::canvas::painter;
use crate::ui::canvas::painter::Sprites;
use crate::ui::shell::theme;

impl Canvas {
    /// Draws again if something has changed.
    pub(super) fn redraw(&mut self, ui: &Ui, rect: Rect, state: &State) {
        let theme = theme::of(ui.ctx());
        let camera = self.camera.view(rect.size());
        let encoding = state.encoding();
        let is_crowd = self.lod_cache.follow(ui, state, &theme, &encoding);
        let key = PictureKey {
            generation: state.document_generation,
            positions: state.open.derived.positions_generation,
            revision: state.open.history.revision(),
            filter: state.open.session.filter.clone(),
            emphasis: emphasis(state),
            encoding,
            rect,
            zoom: camera.zoom,
            pan: camera.pan,
            is_dark: theme == Theme::dark(),
            was_dark: self.was_dark,
            pixels_per_point: ui.ctx().pixels_per_point(),
            names: self.space(ui, rect, camera),
            lod_cache: if is_crowd { self.lod_cache.number } else { 0 },
        };
        let picture = SceneInput {
            network: &state.open.derived.network,
            ties: &state.open.derived.ties,
            positions: &state.open.derived.positions,
            view: camera,
            theme: &theme,
            emphasis: &key.emphasis,
            encoding: &key.encoding,
            shows_pins: true,
            names: key.names,
        };
        if is_crowd {
            self.redraw_crowd(ui, &key, &picture, state);
        } else if !self.is_drawn(&key) {
            self.over = None;
            self.put(ui, key.clone(), scene::draw(&picture), state);
        }
    }

    /// Where names may be placed: in a picture that is fitted into the window, none crosses the
    /// edge or the legend.
    fn space(&self, ui: &Ui, rect: Rect, camera: scene::Viewport) -> LabelSpace {
        if !self.camera.is_fitted() {
            return LabelSpace::default();
        }
        let legend = legend::rect(ui.ctx());
        LabelSpace {
            within: Some(camera.rect().shrink(4.0)),
            clear_of: legend.map(|legend| legend.translate(-rect.min.to_vec2())),
        }
    }

    fn is_drawn(&self, key: &PictureKey) -> bool {
        self.drawn.as_ref().is_some_and(|drawn| drawn.key == *key)
    }

    /// Draws a large network without emphasis, and the emphasized part over it.
    fn redraw_crowd(&mut self, ui: &Ui, key: &PictureKey, picture: &SceneInput, state: &State) {
        let sprites = self.sprites(ui);
        let LodCache { crowd, levels, .. } = &self.lod_cache;
        let calm = PictureKey {
            emphasis: Emphasis::default(),
            ..key.clone()
        };
        let base = (!self.is_drawn(&calm)).then(|| scene::draw_large(picture, crowd, levels));
        if self.over.as_ref().is_none_or(|over| over.key != *key) {
            let over = scene::draw_large_emphasis(picture, crowd, levels);
            let mut shapes = Vec::new();
            if let Some((scene, rest)) = over {
                // A veil in the background colour dims the picture below.
                let veil = theme::color(picture.theme.background).gamma_multiply(1.0 - rest);
                shapes.push(Shape::rect_filled(key.rect, 0.0, veil));
                shapes.extend(painter::scene(ui.painter(), &sprites, &scene, key.rect.min));
            }
            self.over = Some(Over {
                key: key.clone(),
                shapes,
            });
        }
        if let Some(scene) = base {
            self.put(ui, calm, scene, state);
        }
    }

    fn put(&mut self, ui: &Ui, key: PictureKey, scene: Scene, state: &State) {
        let ties = Arc::clone(&state.open.derived.ties);
        let sprites = self.sprites(ui);
        let shapes = painter::scene(ui.painter(), &sprites, &scene, key.rect.min);
        if let Some(before) = self
            .drawn
            .as_ref()
            .filter(|drawn| key.differs_by_filter(&drawn.key))
        {
            let now = ui.input(|input| input.time);
            self.fade = Fade::between(
                before.picture(),
                FadePicture {
                    marks: &scene.marks,
                    ties: &ties,
                },
                now,
            );
        }
        self.drawn = Some(Drawn {
            key,
            scene,
            ties,
            shapes,
        });
    }

    fn sprites(&mut self, ui: &Ui) -> Sprites {
        let made = self.sprites.get_or_insert_with(|| Sprites::new(ui.ctx()));
        made.on(ui.ctx())
    }

    /// Paints the picture, and ties that fade in or out.
    pub(super) fn paint(&mut self, ui: &Ui, rect: Rect) {
        let Some(drawn) = &self.drawn else { return };
        let now = ui.input(|input| input.time);
        let share = self.fade.as_ref().and_then(|fade| fade.share(now));
        let painter = ui.painter_at(rect);
        if let (Some(fade), Some(share)) = (&self.fade, share) {
            let marks = fade.marks(drawn.picture(), share);
            painter.extend(painter::shapes(&painter, &marks, rect.min));
            ui.ctx().request_repaint();
        } else {
            self.fade = None;
            painter.extend(drawn.shapes.iter().cloned());
        }
        if let Some(over) = &self.over {
            painter.extend(over.shapes.iter().cloned());
        }
    }

    /// The scene that is shown.
    pub(super) fn scene(&self) -> Option<&Scene> {
        self.drawn.as_ref().map(|drawn| &drawn.scene)
    }

    /// Whether a place of the layout is visible and not near the edge: then the camera stays.
    pub(super) fn is_in_view(&self, place: Pos2) -> bool {
        const EDGE: f32 = 12.0;
        self.drawn.as_ref().is_some_and(|drawn| {
            let camera = self.camera.view(drawn.key.rect.size());
            let seen = Rect::from_min_size(Pos2::ZERO, drawn.key.rect.size()).shrink(EDGE);
            seen.contains(camera.picture_from_layout(place))
        })
    }
}
