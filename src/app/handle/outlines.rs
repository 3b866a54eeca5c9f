//! Outlines around groups of actors. A view; the document does not change.

use std::sync::Arc;

use crate::app::{Effect, State, TaskKind};
use crate::graph::{BlocRule, Network};
use crate::model::Blocs;

impl State {
    pub(super) fn outline_by(&mut self, rule: Option<BlocRule>) -> Option<Effect> {
        if let Some(rule) = rule {
            self.begin(TaskKind::FindingBlocs);
            return Some(Effect::FindOutlines(rule));
        }
        self.open.session.outlines = Arc::default();
        None
    }

    /// Takes groups that a task found; ignores those of another network.
    pub(super) fn outlines_found(
        &mut self,
        network: &Arc<Network>,
        groups: Blocs,
    ) -> Option<Effect> {
        self.end(TaskKind::FindingBlocs);
        if !self.open.derived.whole.has_same_actors(network) {
            return None;
        }
        if groups.is_empty() {
            self.notify("No two actors belong together by this rule", false);
        }
        self.open.session.outlines = Arc::new(groups);
        None
    }
}
