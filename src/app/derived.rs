//! What follows from the document and the lens: the network and the places. Never saved, rebuilt when they change.

use std::sync::Arc;

use emath::Pos2;

use crate::graph::{Lens, Network};
use crate::model::Document;

/// What follows from the document and the lens.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The document seen through the lens.
    pub network: Arc<Network>,
    /// The document seen whole.
    pub whole: Arc<Network>,
    /// Where actors stand now, by node index; empty until the first layout is done.
    pub positions: Vec<Pos2>,
    /// A number that changes whenever a place does.
    pub moves: u64,
    made_from: Option<(u64, Lens)>,
}

impl Derived {
    /// Makes the network anew where the document or the lens changed.
    pub(super) fn refresh(&mut self, document: &Document, revision: u64, lens: &Lens) {
        let (was, through) = self.made_from.take().unzip();
        if was != Some(revision) {
            self.whole = Arc::new(Network::seen(document, &Lens::default()));
        }
        if was != Some(revision) || through.as_ref() != Some(lens) {
            self.network = if lens.is_clear() {
                Arc::clone(&self.whole)
            } else {
                Arc::new(self.whole.through(document, lens))
            };
        }
        self.made_from = Some((revision, lens.clone()));
    }

    /// Forgets everything, for another document.
    pub(super) fn clear(&mut self) {
        let moves = self.moves + 1;
        *self = Self {
            moves,
            ..Self::default()
        };
    }

    /// Takes new places; ones of another document's size are ignored.
    pub(super) fn place_all(&mut self, positions: Vec<Pos2>) {
        if positions.len() == self.network.actor_bound() && positions != self.positions {
            self.positions = positions;
            self.moves += 1;
        }
    }

    /// Puts one actor elsewhere.
    pub(super) fn place(&mut self, ordinal: usize, position: Pos2) {
        if let Some(place) = self.positions.get_mut(ordinal) {
            *place = position;
            self.moves += 1;
        }
    }
}
