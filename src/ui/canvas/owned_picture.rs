//! What a task draws a picture from, shared with the state.

use std::sync::Arc;

use egui::Pos2;

use crate::app::State;
use crate::graph::{Network, Ties};
use crate::scene::{Emphasis, Encoding, LabelSpace, SceneInput, Theme, Viewport};

/// The parts of a [`SceneInput`] without emphasis.
pub(super) struct OwnedPicture {
    network: Arc<Network>,
    ties: Arc<Ties>,
    positions: Vec<Pos2>,
    view: Viewport,
    theme: Theme,
    emphasis: Emphasis,
    encoding: Encoding,
    names: LabelSpace,
    shows_pins: bool,
}

impl OwnedPicture {
    /// The same as `picture`, which is of the state, but without emphasis.
    pub(super) fn new(picture: &SceneInput, state: &State) -> Self {
        let derived = &state.open.derived;
        Self {
            network: Arc::clone(&derived.drawn),
            ties: Arc::clone(&derived.ties),
            positions: picture.positions.to_vec(),
            view: picture.view,
            theme: picture.theme.clone(),
            emphasis: Emphasis::default(),
            encoding: picture.encoding.clone(),
            names: picture.names,
            shows_pins: picture.shows_pins,
        }
    }

    pub(super) fn input(&self) -> SceneInput<'_> {
        SceneInput {
            network: &self.network,
            ties: &self.ties,
            positions: &self.positions,
            view: self.view,
            theme: &self.theme,
            emphasis: &self.emphasis,
            encoding: &self.encoding,
            names: self.names,
            shows_pins: self.shows_pins,
        }
    }
}
