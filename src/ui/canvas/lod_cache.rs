//! The render nodes that a large network is drawn as, kept up to date with the state; their levels
//! of detail are computed on a task.
//!
//! While actors move, the levels of their earlier positions are good enough; once they rest, new
//! ones are computed.

use std::sync::Arc;
use std::time::Duration;

use egui::Ui;

use crate::app::State;
use crate::graph::Filter;
use crate::scene::{Aggregation, Encoding, RenderNetwork, Theme};
use crate::tasks::{Computed, Generation};

/// How long actors must rest before levels are computed for their positions.
const REST: Duration = Duration::from_millis(120);

/// The most actors of a new network whose first picture waits for the levels.
const MAX_ACTORS_TO_WAIT_FOR: usize = 6_000;

/// Render nodes and levels of detail.
#[derive(Default)]
pub(super) struct LodCache {
    made_from: Option<RenderNodesKey>,
    pub(super) network: Arc<RenderNetwork>,
    pub(super) levels: Arc<Aggregation>,
    /// A number that changes with the render nodes and the levels.
    pub(super) number: u64,
    /// The generation of the render nodes.
    generation: Generation,
    /// The generation of the positions in the frame before.
    seen_at: Generation,
    computed: Computed<LevelsKey, Aggregation>,
}

/// The generations of the render nodes and of the positions for which levels are computed.
type LevelsKey = (Generation, Generation);

/// What render nodes are made from.
#[derive(PartialEq)]
struct RenderNodesKey {
    generation: Generation,
    revision: u64,
    filter: Filter,
    blocs: Generation,
    encoding: Encoding,
    theme: Theme,
}

impl LodCache {
    /// Updates the render nodes, or drops them for a small network.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        state: &State,
        theme: &Theme,
        encoding: &Encoding,
    ) -> bool {
        let derived = &state.open.derived;
        if !RenderNetwork::is_large(&derived.drawn) {
            *self = Self {
                number: self.number,
                generation: self.generation,
                ..Self::default()
            };
            return false;
        }
        let key = RenderNodesKey {
            generation: state.document_generation,
            revision: state.open.history.revision(),
            filter: state.open.session.filter.clone(),
            blocs: state.open.derived.blocs_generation,
            encoding: encoding.clone(),
            theme: theme.clone(),
        };
        let is_new = self.made_from.as_ref() != Some(&key);
        if is_new {
            let network = RenderNetwork::new(&derived.drawn, &derived.ties, encoding, theme);
            self.levels = Arc::new(Aggregation::preliminary(
                &network,
                derived.drawn_positions(),
            ));
            self.network = Arc::new(network);
            self.number += 1;
            self.generation.advance();
            self.made_from = Some(key);
        }
        let positions = derived.positions_generation;
        let key = (self.generation, positions);
        if is_new && self.network.len() <= MAX_ACTORS_TO_WAIT_FOR {
            let network = &self.network;
            let levels = || Aggregation::new(network, derived.drawn_positions());
            self.computed.compute_now(&key, levels);
        } else if is_new || positions == self.seen_at {
            self.compute(ui, state, key);
        } else {
            self.computed.poll();
            ui.ctx().request_repaint_after(REST);
        }
        self.seen_at = positions;
        self.take_levels();
        true
    }

    /// Computes the levels of the current positions.
    fn compute(&mut self, ui: &Ui, state: &State, key: LevelsKey) {
        let derived = &state.open.derived;
        if self.computed.current(&key).is_some() {
            return;
        }
        let (network, positions) = (
            Arc::clone(&self.network),
            derived.drawn_positions().to_vec(),
        );
        let context = ui.ctx().clone();
        self.computed.follow(
            &key,
            move || context.request_repaint(),
            move |_| Some(Aggregation::new(&network, &positions)),
        );
    }

    /// Takes levels that have arrived, if they are of these render nodes.
    fn take_levels(&mut self) {
        let Some(((generation, _), levels)) = self.computed.latest() else {
            return;
        };
        if self.generation.accepts(*generation) && !Arc::ptr_eq(levels, &self.levels) {
            self.levels = Arc::clone(levels);
            self.number += 1;
        }
    }
}
