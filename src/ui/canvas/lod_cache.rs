//! The crowd that a large network is drawn as, kept up with the state; its levels of detail are found on a thread.
//!
//! While actors move the levels of where they stood are good enough; once they rest, new ones are asked for.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use egui::Ui;

use crate::app::State;
use crate::graph::Filter;
use crate::scene::{Aggregation, Encoding, RenderNetwork, Theme};
use crate::tasks::Generation;

/// How long actors must rest before levels are found for where they stand.
const REST: Duration = Duration::from_millis(120);

/// Of a new crowd no larger than this the first picture waits for the levels.
const FEW: usize = 6_000;

/// A crowd and its levels of detail.
#[derive(Default)]
pub(super) struct LodCache {
    made_from: Option<Cause>,
    pub(super) crowd: Arc<RenderNetwork>,
    pub(super) levels: Arc<Aggregation>,
    /// A number that changes whenever crowd or levels do.
    pub(super) number: u64,
    /// The generation of the positions for which levels were asked for.
    asked_at: Generation,
    /// The generation of the positions in the frame before.
    seen_at: Generation,
    answer: Option<Receiver<Aggregation>>,
}

/// What a crowd is made from.
#[derive(PartialEq)]
struct Cause {
    generation: Generation,
    revision: u64,
    filter: Filter,
    encoding: Encoding,
    theme: Theme,
}

impl LodCache {
    /// Brings the crowd up to the state, or forgets it where the network is none.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        state: &State,
        theme: &Theme,
        encoding: &Encoding,
    ) -> bool {
        if !RenderNetwork::is_large(&state.open.derived.network) {
            *self = Self {
                number: self.number,
                ..Self::default()
            };
            return false;
        }
        let cause = Cause {
            generation: state.document_generation,
            revision: state.open.history.revision(),
            filter: state.open.session.filter.clone(),
            encoding: encoding.clone(),
            theme: theme.clone(),
        };
        if self.made_from.as_ref() != Some(&cause) {
            let crowd = RenderNetwork::new(
                state.document(),
                &state.open.derived.network,
                encoding,
                theme,
            );
            self.levels = Arc::new(Aggregation::preliminary(
                &crowd,
                &state.open.derived.positions,
            ));
            self.crowd = Arc::new(crowd);
            self.number += 1;
            self.made_from = Some(cause);
            if self.crowd.len() <= FEW {
                self.asked_at = state.open.derived.positions_generation;
                self.take(Aggregation::new(&self.crowd, &state.open.derived.positions));
            } else {
                self.ask(ui, state);
            }
        }
        self.hear();
        let positions = state.open.derived.positions_generation;
        if positions != self.asked_at && self.answer.is_none() {
            if positions == self.seen_at {
                self.ask(ui, state);
            } else {
                ui.ctx().request_repaint_after(REST);
            }
        }
        self.seen_at = positions;
        true
    }

    /// Asks for the levels of where everybody stands now.
    fn ask(&mut self, ui: &Ui, state: &State) {
        self.asked_at = state.open.derived.positions_generation;
        let (sender, receiver) = channel();
        let (crowd, positions) = (
            Arc::clone(&self.crowd),
            state.open.derived.positions.clone(),
        );
        let context = ui.ctx().clone();
        thread::spawn(move || {
            // Nobody listens once the crowd is another.
            if sender.send(Aggregation::new(&crowd, &positions)).is_ok() {
                context.request_repaint();
            }
        });
        self.answer = Some(receiver);
    }

    fn hear(&mut self) {
        let levels = self
            .answer
            .as_ref()
            .and_then(|answer| answer.try_recv().ok());
        if let Some(levels) = levels {
            self.take(levels);
        }
    }

    fn take(&mut self, levels: Aggregation) {
        self.levels = Arc::new(levels);
        self.answer = None;
        self.number += 1;
    }
}
