//! Simplifying the network: results of tasks, and the offer when a large network is opened.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::{CameraMove, Effect, State, Tab};
use crate::graph::simplify::SimplifyResult;
use crate::graph::{Filter, Network};

/// Larger networks are opened with an offer to simplify the picture.
const MAX_ACTORS_WITHOUT_OFFER: usize = 300;

impl State {
    /// Takes the simplification of the current filter; ignores that of another one.
    pub(super) fn simplified(
        &mut self,
        whole: &Arc<Network>,
        filter: Filter,
        result: SimplifyResult,
    ) -> Option<Effect> {
        let revision = self.open.history.revision();
        let derived = &mut self.open.derived;
        let is_taken = derived.take_simplified(revision, whole, filter, result);
        // After an edit the rules are the same, and the camera stays.
        let simplify = &self.open.session.filter.simplify;
        let has_new_rules = simplify.current_result().is_none();
        (is_taken && has_new_rules).then_some(Effect::MoveCamera(CameraMove::Fit))
    }

    /// Offers to simplify the document just opened if it is large, unless the offer was answered
    /// before.
    pub(in crate::app) fn offer_simplification(&mut self) {
        let is_large = self.document().actors.len() > MAX_ACTORS_WITHOUT_OFFER;
        let is_answered = self.answered_offers.contains(&self.offered_document());
        // A file that is saved with blocs shows a picture of them.
        let has_blocs = !self.open.session.blocs.is_empty();
        let is_simplified = !self.open.session.filter.simplify.is_off();
        self.open.session.offers_simplification =
            is_large && !is_answered && !has_blocs && !is_simplified;
    }

    /// Closes the offer, and does not make it again for this document.
    pub(super) fn answer_simplification_offer(&mut self) {
        if std::mem::take(&mut self.open.session.offers_simplification) {
            self.answered_offers.insert(self.offered_document());
        }
    }

    pub(super) fn decline_simplification(&mut self) -> Option<Effect> {
        self.answer_simplification_offer();
        None
    }

    /// Opens the Sources tab at the rules that simplify.
    pub(in crate::app) fn show_simplification(&mut self) -> Option<Effect> {
        self.answer_simplification_offer();
        self.open.session.simplify_shown.advance();
        self.show_tab(Tab::SOURCES)
    }

    /// What identifies the document in the answered offers: its path, or its name without one.
    fn offered_document(&self) -> PathBuf {
        let source = &self.open.source;
        source
            .path
            .clone()
            .unwrap_or_else(|| PathBuf::from(&source.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Command, LoadedDocument};
    use crate::graph::simplify::{Amount, RuleSetting};
    use crate::model::{Date, Span};
    use crate::sample::Sample;

    fn opened(actors: usize, name: &str) -> State {
        let mut state = State::default();
        open(&mut state, actors, name);
        state
    }

    fn open(state: &mut State, actors: usize, name: &str) {
        state.handle(Command::Opened(Box::new(LoadedDocument {
            name: name.to_owned(),
            document: Sample::new(actors, 1).document(),
            ..LoadedDocument::default()
        })));
    }

    fn top(count: usize) -> Filter {
        let mut filter = Filter::default();
        let setting = RuleSetting::of(Amount::whole(count));
        filter.simplify.turn_on("top-actors", setting);
        filter
    }

    fn shown(state: &State) -> usize {
        state.open.derived.network.graph.node_count()
    }

    #[test]
    fn a_large_network_is_offered_once_in_a_session() {
        assert!(!opened(300, "small").open.session.offers_simplification);
        let mut state = opened(301, "large");
        assert!(state.open.session.offers_simplification);
        state.handle(Command::DeclineSimplification);
        assert!(!state.open.session.offers_simplification);
        open(&mut state, 301, "large");
        assert!(
            !state.open.session.offers_simplification,
            "the same document"
        );
        open(&mut state, 301, "other");
        assert!(state.open.session.offers_simplification);
        state.handle(Command::Act(Action::Simplify));
        assert!(!state.open.session.offers_simplification);
        assert_eq!(state.settings.tab, Tab::SOURCES);
    }

    #[test]
    fn a_small_network_is_simplified_at_once_and_after_each_change() {
        let mut state = opened(30, "small");
        let fit = Some(Effect::MoveCamera(CameraMove::Fit));
        assert_eq!(state.handle(Command::SetFilter(top(5))), fit);
        assert_eq!(shown(&state), 5);
        let same = state.open.session.filter.clone();
        assert_eq!(state.handle(Command::SetFilter(same)), None);
        state.handle(Command::SetFilter(top(7)));
        assert_eq!(shown(&state), 7);
        let first = state.open.derived.network.graph.node_weights().next();
        let first = first.unwrap().id.clone();
        state.handle(Command::Hide(vec![first.clone()]));
        assert_eq!(shown(&state), 7, "the next one takes the place");
        state.handle(Command::SelectActors(vec![first]));
        state.handle(Command::Act(Action::ShowAll));
        assert_eq!(shown(&state), 30);
        assert!(state.open.session.filter.is_clear());
    }

    #[test]
    fn views_of_all_times_stay_the_same_while_the_time_span_moves() {
        let mut state = opened(30, "small");
        state.handle(Command::SetFilter(top(5)));
        let of_all_times = |state: &State| {
            let open = &state.open;
            open.derived.filter_of_all_times(&open.session.filter)
        };
        let before = of_all_times(&state);
        assert_eq!(before, state.open.session.filter);
        for year in ["1914", "1950"] {
            let span = Span::of(&Date::parse(year).unwrap());
            state.handle(Command::SetFilter(Filter {
                span: Some(span),
                ..state.open.session.filter.clone()
            }));
            assert_eq!(of_all_times(&state), before, "{year}");
        }
        // Rules that were turned on later are not computed for all times.
        state.handle(Command::SetFilter(Filter {
            span: state.open.session.filter.span,
            ..top(7)
        }));
        assert!(of_all_times(&state).simplify.result().is_none());
    }

    #[test]
    fn a_large_network_is_simplified_by_a_task_and_a_late_result_is_ignored() {
        let mut state = opened(3_000, "large");
        state.handle(Command::SetFilter(top(5)));
        let due = state.open.derived.simplification_due.clone().unwrap();
        assert_eq!(shown(&state), 3_000, "it waits for the task");
        let answer = |state: &State, filter: &Filter| {
            let whole = Arc::clone(&state.open.derived.whole);
            let go_on = |_| std::ops::ControlFlow::Continue(());
            let result =
                crate::analysis::simplified(state.document(), &whole, filter, &go_on).unwrap();
            Command::Simplified {
                whole,
                filter: Box::new(filter.clone()),
                result,
            }
        };
        let early = answer(&state, &due);
        state.handle(Command::SetFilter(top(9)));
        state.handle(early);
        assert_eq!(shown(&state), 3_000, "a result for another filter");
        let due = state.open.derived.simplification_due.clone().unwrap();
        let now = answer(&state, &due);
        let fit = Some(Effect::MoveCamera(CameraMove::Fit));
        assert_eq!(state.handle(now), fit);
        assert_eq!(shown(&state), 9);
        assert!(state.open.derived.simplification_due.is_none());
        assert!(
            state
                .open
                .session
                .filter
                .simplify
                .current_result()
                .is_some()
        );
        // A focus chooses from the simplified network.
        let hub = state.open.derived.network.graph.node_weights().next();
        let hub = hub.unwrap().id.clone();
        state.handle(Command::Focus(Some(hub)));
        assert!(state.open.derived.simplification_due.is_none());
        assert!((1..=9).contains(&shown(&state)));
    }
}
