//! The picture on the screen: drawn again when something it depends on has changed, otherwise its
//! shapes are kept and moved.

use std::sync::Arc;

use egui::{Pos2, Rect, Ui, Vec2};

use super::drawn::{Drawn, Layer, Over, PictureKey, ShapeMaker};
use super::fade::{Fade, FadePicture};
use super::large_drawer::{LARGE_MARGIN, LARGE_OPTIONS};
use super::lod_cache::LodCache;
use super::painter::{self, ShapeMove, Sprites};
use super::rest;
use super::{Canvas, emphasis};
use crate::app::State;
use crate::graph::Filter;
use crate::scene::{self, Arrangement, Emphasis, LabelSpace, SceneInput, Theme, Viewport};
use crate::tasks::Identity;
use crate::ui::canvas::legend;
use crate::ui::shell::theme;

/// How far the picture of a large network is moved, in points, and how much it is stretched, before
/// it is drawn again on a task.
const MAX_LARGE_MOVE: f32 = 48.0;
const MAX_LARGE_STRETCH: f32 = 1.05;

/// A picture that is stretched more than this is not legible.
const MAX_LEGIBLE_STRETCH: f32 = 2.0;

/// Up to this many actors, a picture is drawn within the frame rather than with empty edges.
const MAX_ACTORS_NOW: usize = 6_000;

impl Canvas {
    /// Draws again if something has changed.
    pub(super) fn redraw(&mut self, ui: &Ui, rect: Rect, state: &State) {
        let theme = theme::of(ui.ctx());
        let camera = self.camera.view(rect.size());
        let encoding = state.encoding();
        let is_large = self.lod_cache.follow(ui, state, &theme, &encoding);
        let positions = state.open.derived.drawn_positions();
        // A small network is drawn as a whole, wherever the camera is, and moved.
        let whole = scene::whole_view(positions, camera.zoom).filter(|_| !is_large);
        let view = whole.unwrap_or(camera);
        let key = PictureKey {
            generation: state.document_generation,
            positions: state.open.derived.positions_generation,
            revision: state.open.history.revision(),
            filter: self.filter(state),
            blocs: state.open.derived.blocs_generation,
            emphasis: emphasis(state),
            encoding,
            zoom: camera.zoom,
            pan: whole.map_or(camera.pan, |_| Vec2::ZERO),
            size: whole.map_or(camera.size, |_| Vec2::ZERO),
            is_dark: theme == Theme::dark(),
            was_dark: self.was_dark,
            pixels_per_point: ui.ctx().pixels_per_point(),
            names: in_scene(
                self.space(ui, rect, camera),
                ShapeMove::by(camera.pan - view.pan),
            ),
            lod_cache: if is_large { self.lod_cache.number } else { 0 },
        };
        let picture = SceneInput {
            network: &state.open.derived.drawn,
            ties: &state.open.derived.ties,
            positions,
            view,
            theme: &theme,
            emphasis: &key.emphasis,
            encoding: &key.encoding,
            shows_pins: true,
            names: key.names,
        };
        let mut drawing = Drawing {
            calm: key.calm(),
            picture,
            place: ShapeMove::by(camera.pan - view.pan),
        };
        if is_large {
            self.arrangement = None;
            self.keep_large(ui, &mut drawing, state);
        } else {
            self.arrange(ui, &mut drawing, whole.is_some(), state);
        }
        let sprites = self.sprites(ui);
        let maker = ShapeMaker {
            painter: ui.painter(),
            visible: drawing.place.inverse_rect(camera.rect()),
        };
        self.redraw_base(ui, &drawing, &sprites, state);
        self.redraw_over(&drawing, &sprites, maker);
        if let Some(drawn) = &mut self.drawn {
            drawn.place = drawing.place;
            drawn.layer.cover(maker);
        }
    }

    /// The filter, copied only when it has changed: it may name many actors.
    fn filter(&mut self, state: &State) -> Identity<Filter> {
        let filter = &state.open.session.filter;
        let kept = self.filter.take().filter(|kept| ***kept == *filter);
        let kept = kept.unwrap_or_else(|| Identity(Arc::new(filter.clone())));
        self.filter.insert(kept).clone()
    }

    /// Arranges a small network. The arrangement may be for another zoom; then it is stretched.
    fn arrange(&mut self, ui: &Ui, drawing: &mut Drawing, is_whole: bool, state: &State) {
        let picture = &mut drawing.picture;
        let arranged = self.arranger.follow(ui, &drawing.calm, picture, state);
        let zoom = arranged.key.zoom;
        if is_whole && let Some(view) = scene::whole_view(picture.positions, zoom) {
            let scale = picture.view.zoom / zoom;
            // What is at the origin of the layout stays there.
            let origin = drawing.place.offset + picture.view.pan;
            drawing.place = ShapeMove {
                offset: origin - view.pan * scale,
                scale,
            };
            picture.view = view;
        }
        picture.names = arranged.key.names;
        drawing.calm = arranged.key;
        let is_same = |before: &Arc<Arrangement>| Arc::ptr_eq(before, &arranged.arrangement);
        if !self.arrangement.as_ref().is_some_and(is_same) {
            self.arrangement = Some(arranged.arrangement);
            self.over = None;
            self.is_outdated = true;
        }
    }

    /// Keeps the picture of a large network while the camera moves: it is moved and stretched. If
    /// that is not enough, and at rest, it is drawn again on a task.
    fn keep_large(&mut self, ui: &Ui, drawing: &mut Drawing, state: &State) {
        let camera = drawing.picture.view;
        let rests = self.rest.has_come(ui.ctx(), &drawing.calm);
        self.take_large(&drawing.calm);
        let drawn = self.drawn.as_ref().map(|drawn| &drawn.key);
        let Some(key) = drawn.filter(|key| key.is_moved(&drawing.calm)).cloned() else {
            return;
        };
        let scale = camera.zoom / key.zoom;
        let place = ShapeMove {
            offset: camera.pan - key.pan * scale,
            scale,
        };
        let view = Viewport {
            zoom: key.zoom,
            pan: key.pan,
            size: key.size,
        };
        let visible = place.inverse_rect(camera.rect());
        let is_within = |stretch: f32, margin: f32| {
            (1.0 / stretch..=stretch).contains(&scale)
                && view.rect().expand(margin).contains_rect(visible)
        };
        let is_legible = is_within(MAX_LEGIBLE_STRETCH, LARGE_MARGIN);
        if key == drawing.calm || !is_legible && self.lod_cache.network.len() <= MAX_ACTORS_NOW {
            return;
        }
        if rests || !is_within(MAX_LARGE_STRETCH, MAX_LARGE_MOVE) {
            let sprites = self.sprites(ui);
            let from = (&self.lod_cache, &sprites, state);
            self.large_drawer
                .draw_later(ui, &drawing.calm, &drawing.picture, from);
        } else {
            rest::look_again(ui.ctx());
        }
        drawing.picture.view = view;
        drawing.picture.names = key.names;
        drawing.calm = key;
        drawing.place = place;
    }

    /// Takes the picture of a large network that a task has drawn, if only the camera has moved
    /// since.
    fn take_large(&mut self, key: &PictureKey) {
        let Some(drawn) = &mut self.drawn else { return };
        if let Some((drawn_for, large)) = self.large_drawer.arrived(key)
            && drawn.key.is_moved(drawn_for)
            && !Arc::ptr_eq(&drawn.layer.scene, &large.scene)
            && drawn.key != *key
        {
            drawn.key = drawn_for.clone();
            drawn.layer = Layer::with_mesh(Arc::clone(&large.scene), large.low_detail.clone());
        }
    }

    /// Draws the network without emphasis, if it has changed.
    fn redraw_base(&mut self, ui: &Ui, drawing: &Drawing, sprites: &Sprites, state: &State) {
        let is_outdated = std::mem::take(&mut self.is_outdated);
        if !is_outdated && self.is_drawn(&drawing.calm) {
            return;
        }
        let none = Emphasis::default();
        let picture = SceneInput {
            emphasis: &none,
            ..drawing.picture
        };
        let LodCache {
            network, levels, ..
        } = &self.lod_cache;
        let scene = match &self.arrangement {
            Some(arrangement) => scene::draw_arranged(&picture, arrangement),
            None => scene::draw_large(&picture, network, levels, LARGE_OPTIONS),
        };
        self.put(ui, drawing.calm.clone(), Layer::new(scene, sprites), state);
    }

    /// Draws the emphasized part, which is painted over the rest, if it has changed.
    fn redraw_over(&mut self, drawing: &Drawing, sprites: &Sprites, maker: ShapeMaker) {
        let picture = &drawing.picture;
        let key = PictureKey {
            emphasis: picture.emphasis.clone(),
            ..drawing.calm.clone()
        };
        if let Some(over) = self.over.as_mut().filter(|over| over.key == key) {
            if let Some((_, layer)) = &mut over.emphasized {
                layer.cover(maker);
            }
            return;
        }
        let LodCache {
            network, levels, ..
        } = &self.lod_cache;
        let emphasized = match &self.arrangement {
            Some(arrangement) => scene::draw_emphasis(picture, arrangement),
            None => scene::draw_large_emphasis(picture, network, levels),
        };
        let layer = emphasized.map(|(scene, rest)| {
            let mut layer = Layer::new(scene, sprites);
            layer.cover(maker);
            (rest, layer)
        });
        self.over = Some(Over {
            key,
            emphasized: layer,
        });
    }

    /// Where names may be placed: in a picture that is fitted into the window, none crosses the
    /// edge or the legend.
    fn space(&self, ui: &Ui, rect: Rect, camera: Viewport) -> LabelSpace {
        if !self.camera.is_fitted() {
            return LabelSpace::default();
        }
        let legend = legend::any_rect(ui.ctx());
        LabelSpace {
            within: Some(camera.rect().shrink(4.0)),
            clear_of: legend.map(|legend| legend.translate(-rect.min.to_vec2())),
        }
    }

    fn is_drawn(&self, key: &PictureKey) -> bool {
        self.drawn.as_ref().is_some_and(|drawn| drawn.key == *key)
    }

    fn put(&mut self, ui: &Ui, key: PictureKey, layer: Layer, state: &State) {
        let ties = Arc::clone(&state.open.derived.ties);
        if let Some(before) = self
            .drawn
            .as_ref()
            .filter(|drawn| key.differs_by_filter(&drawn.key))
        {
            let now = ui.input(|input| input.time);
            self.fade = Fade::between(
                before.picture(),
                FadePicture {
                    marks: &layer.scene.marks,
                    ties: &ties,
                },
                now,
            );
        }
        self.drawn = Some(Drawn {
            key,
            layer,
            ties,
            place: ShapeMove::by(Vec2::ZERO),
        });
    }

    fn sprites(&mut self, ui: &Ui) -> Sprites {
        let made = self.sprites.get_or_insert_with(|| Sprites::new(ui.ctx()));
        made.on(ui.ctx())
    }

    /// Paints the picture, and ties that fade in or out.
    pub(super) fn paint(&mut self, ui: &Ui, rect: Rect) {
        let Some(drawn) = &mut self.drawn else { return };
        let now = ui.input(|input| input.time);
        let share = self.fade.as_ref().and_then(|fade| fade.share(now));
        let painter = ui.painter_at(rect);
        let place = drawn.place.then(rect.min.to_vec2());
        if let (Some(fade), Some(share)) = (&self.fade, share) {
            let marks = fade.marks(drawn.picture(), share);
            painter.extend(painter::shapes(&painter, &marks, place));
            ui.ctx().request_repaint();
        } else {
            self.fade = None;
            painter.extend(drawn.layer.shapes.at(place));
        }
        let emphasized = self.over.as_mut().and_then(|over| over.emphasized.as_mut());
        if let Some((rest, layer)) = emphasized {
            // A veil in the background colour dims the picture below.
            let background = theme::color(theme::of(ui.ctx()).background);
            painter.rect_filled(rect, 0.0, background.gamma_multiply(1.0 - *rest));
            painter.extend(layer.shapes.at(place));
        }
    }

    /// Whether a place of the layout is visible and not near the edge: then the camera stays.
    pub(super) fn is_in_view(&self, place: Pos2) -> bool {
        const EDGE: f32 = 12.0;
        let size = self.camera.size();
        let seen = Rect::from_min_size(Pos2::ZERO, size).shrink(EDGE);
        let camera = self.camera.view(size);
        self.drawn.is_some() && seen.contains(camera.picture_from_layout(place))
    }
}

/// What is drawn in a frame.
struct Drawing<'a> {
    /// The key of the picture without emphasis.
    calm: PictureKey,
    picture: SceneInput<'a>,
    /// Where the scene is on the canvas.
    place: ShapeMove,
}

/// The space for names in the coordinates of a scene.
fn in_scene(space: LabelSpace, place: ShapeMove) -> LabelSpace {
    let inverse = |rect: Option<Rect>| rect.map(|rect| place.inverse_rect(rect));
    LabelSpace {
        within: inverse(space.within),
        clear_of: inverse(space.clear_of),
    }
}
