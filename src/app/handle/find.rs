//! Measures and communities, how the picture shows them, and shortest paths.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::job::in_words;
use crate::analysis::{ActorPath, Measure, shortest_path};
use crate::app::{CameraMove, Coloring, Effect, Finding, Grouping, PathRequest, State, Target};

impl State {
    pub(super) fn find(&mut self, finding: Finding) -> Option<Effect> {
        let network = &self.open.derived.network;
        let is_late = |of| !Arc::ptr_eq(of, network);
        match finding {
            Finding::Measured { network: of, .. } | Finding::Grouped { network: of, .. }
                if is_late(&of) => {}
            Finding::Measured {
                network,
                measure,
                values,
                sample,
            } => self
                .open
                .derived
                .findings
                .measured(network, measure, values, sample),
            Finding::Grouped {
                network,
                groups,
                names,
                modularity,
            } => {
                let grouping = Grouping {
                    groups: groups.into(),
                    names: names.into(),
                    modularity,
                };
                self.open.derived.findings.grouped(network, grouping);
            }
            Finding::Begin => return self.begin_finding(),
            Finding::Ended(task) => self.open.derived.findings.ended(&task),
            Finding::Failed { task, failure } => {
                self.open.derived.findings.failed(&task);
                self.notify(in_words(&failure), true);
            }
            Finding::Cancel => {
                let network = Arc::clone(network);
                self.open.derived.findings.cancel(&network);
            }
            Finding::Resume => self.open.derived.findings.resume(),
        }
        None
    }

    fn begin_finding(&mut self) -> Option<Effect> {
        let steps = self.steps_due();
        if steps.is_empty() {
            return None;
        }
        let derived = &mut self.open.derived;
        Some(Effect::Find(
            derived.findings.begin(&derived.network, steps),
        ))
    }

    /// An unknown measure changes nothing.
    pub(super) fn size_by(&mut self, measure: Option<&'static str>) -> Option<Effect> {
        if measure.is_none_or(|id| Measure::by_id(id).is_some()) {
            self.open.session.size = measure;
            self.open.derived.findings.resume();
        }
        None
    }

    pub(in crate::app) fn color_by(&mut self, coloring: Coloring) -> Option<Effect> {
        self.open.session.coloring = coloring;
        self.open.derived.findings.resume();
        None
    }

    /// The path that was asked for, if there is one with the filter.
    pub fn path(&self, request: &PathRequest) -> Option<ActorPath> {
        let (from, to) = (self.node(&request.from)?, self.node(&request.to)?);
        shortest_path(&self.open.derived.network, from, to, request.steps)
    }

    /// Selects everything along the path, or both ends if there is no path.
    pub(super) fn show_path(&mut self, request: Option<PathRequest>) -> Option<Effect> {
        let targets: BTreeSet<Target> = match &request {
            None => BTreeSet::new(),
            Some(request) => match self.path(request) {
                None => [&request.from, &request.to]
                    .map(|id| Target::Actor(id.clone()))
                    .into(),
                Some(path) => {
                    let actors = path
                        .actors
                        .iter()
                        .filter_map(|node| self.actor_target(*node));
                    let relations = path.relations.iter().flatten();
                    let relations = relations.filter_map(|edge| self.relation_target(*edge));
                    actors.chain(relations).collect()
                }
            },
        };
        self.open.select(targets);
        self.open.session.path_request = request;
        // Its ends may be far apart.
        self.open
            .session
            .path_request
            .is_some()
            .then_some(Effect::MoveCamera(CameraMove::Fit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{MEASURES, PathTies};
    use crate::app::handle::tests::opened;
    use crate::app::{Command, FindingsTask, Tab};
    use crate::graph::Filter;
    use crate::model::{ActorId, RelationId, RelationKind};
    use std::cell::RefCell;

    /// The task that the state asks for, if any.
    fn task(state: &mut State) -> Option<FindingsTask> {
        match state.handle(Command::Finding(Finding::Begin)) {
            Some(Effect::Find(task)) => Some(task),
            _ => None,
        }
    }

    fn run(task: &FindingsTask) -> Vec<Finding> {
        let told = RefCell::new(Vec::new());
        task.run(|finding| told.borrow_mut().push(finding), || {});
        told.into_inner()
    }

    fn tell(state: &mut State, findings: Vec<Finding>) {
        for finding in findings {
            state.handle(Command::Finding(finding));
        }
    }

    fn hide_war(state: &mut State) {
        state.handle(Command::SetFilter(Filter {
            hidden_kinds: [RelationKind::Hostility].into(),
            ..Filter::default()
        }));
    }

    #[test]
    fn nothing_is_computed_until_it_is_shown() {
        let mut state = opened();
        assert!(!state.has_something_to_find());
        assert_eq!(task(&mut state), None);
        state.handle(Command::ShowTab(Tab::RANK));
        assert!(state.has_something_to_find());
        let task = task(&mut state).unwrap();
        assert!(!state.has_something_to_find(), "one task at a time");
        tell(&mut state, run(&task));
        assert!(!state.has_something_to_find(), "all is there");
        let (findings, network) = (&state.open.derived.findings, &state.open.derived.network);
        assert!((0..MEASURES.len()).all(|measure| findings.column(network, measure).is_some()));
        assert_eq!(findings.grouping(network).unwrap().names.len(), 1);
    }

    #[test]
    fn sizes_need_their_measure_alone() {
        let mut state = opened();
        state.handle(Command::SizeBy(Some("closeness")));
        let task = task(&mut state).unwrap();
        let findings = run(&task);
        assert_eq!(findings.len(), 2, "the measure and the end: {findings:?}");
        tell(&mut state, findings);
        let sizes = state.encoding().sizes.unwrap();
        assert_eq!(
            (sizes.name, &*sizes.of),
            ("Closeness".into(), &[Some(0.0), Some(1.0), Some(0.0)][..])
        );
        state.handle(Command::SizeBy(Some("no such measure")));
        assert_eq!(state.open.session.size, Some("closeness"));
        state.handle(Command::SizeBy(None));
        assert_eq!(state.encoding().sizes, None);
    }

    #[test]
    fn a_late_answer_for_an_earlier_network_is_ignored() {
        let mut state = opened();
        state.handle(Command::ShowTab(Tab::RANK));
        let early = task(&mut state).unwrap();
        let late = run(&early);
        hide_war(&mut state);
        tell(&mut state, late);
        let (findings, network) = (&state.open.derived.findings, &state.open.derived.network);
        assert!((0..MEASURES.len()).all(|measure| findings.column(network, measure).is_none()));
        assert!(findings.grouping(network).is_none());
        let next = task(&mut state).unwrap();
        assert_ne!(next, early);
        tell(&mut state, run(&next));
        let (findings, network) = (&state.open.derived.findings, &state.open.derived.network);
        let degrees = &findings.column(network, 0).unwrap().values;
        assert_eq!(**degrees, [Some(1.0), Some(1.0), Some(0.0)]);
    }

    #[test]
    fn a_new_network_cancels_the_running_task_and_waits_for_its_end() {
        let mut state = opened();
        state.handle(Command::ShowTab(Tab::RANK));
        let early = task(&mut state).unwrap();
        hide_war(&mut state);
        assert_eq!(task(&mut state), None, "the first has not ended");
        let told = run(&early);
        assert_eq!(told.len(), 1, "a cancelled task finds nothing: {told:?}");
        tell(&mut state, told);
        assert!(task(&mut state).is_some());
    }

    #[test]
    fn a_task_that_panicked_is_reported_and_works_again_when_it_is_wanted_again() {
        let mut state = opened();
        state.handle(Command::ShowTab(Tab::RANK));
        let first = task(&mut state).unwrap();
        let failure = crate::tasks::TaskFailure {
            name: "computing measures",
            message: "index out of bounds".into(),
        };
        state.handle(Command::Finding(Finding::Failed {
            task: first,
            failure,
        }));
        assert!(state.notices[0].text.contains("index out of bounds"));
        assert!(!state.has_something_to_find(), "it would panic again");
        state.handle(Command::Finding(Finding::Resume));
        let second = task(&mut state).unwrap();
        tell(&mut state, run(&second));
        assert!(!state.has_something_to_find(), "all is there");
    }

    #[test]
    fn a_cancelled_result_is_computed_when_it_is_wanted_again() {
        let mut state = opened();
        state.handle(Command::ShowTab(Tab::RANK));
        let first = task(&mut state).unwrap();
        state.handle(Command::Finding(Finding::Cancel));
        tell(&mut state, run(&first));
        assert!(!state.has_something_to_find());
        assert!(
            state
                .open
                .derived
                .findings
                .was_stopped_for(&state.open.derived.network)
        );
        state.handle(Command::Finding(Finding::Resume));
        assert!(state.has_something_to_find());
    }

    #[test]
    fn a_path_selects_its_actors_and_relations() {
        let mut state = opened();
        let request = |steps| PathRequest {
            from: ActorId::from("russia"),
            to: ActorId::from("kabul"),
            steps,
        };
        state.handle(Command::ShowPath(Some(request(PathTies::Any))));
        let actors = ["kabul", "russia", "taliban"].map(|id| Target::Actor(id.into()));
        let relations = ["support", "war"].map(|id| Target::Relation(RelationId::from(id)));
        let all = actors.into_iter().chain(relations).collect();
        assert_eq!(state.open.session.selection, all);
        state.handle(Command::ShowPath(Some(request(PathTies::Positive))));
        let ends = ["kabul", "russia"]
            .map(|id| Target::Actor(id.into()))
            .into();
        assert_eq!(
            state.open.session.selection, ends,
            "there is no friendly path"
        );
        state.handle(Command::ShowPath(None));
        assert!(
            state.open.session.selection.is_empty() && state.open.session.path_request.is_none()
        );
    }

    #[test]
    fn communities_colour_the_picture() {
        let mut state = opened();
        state.handle(Command::ColorBy(Coloring::Community));
        let task = task(&mut state).unwrap();
        tell(&mut state, run(&task));
        let groups = state.encoding().groups.unwrap();
        assert_eq!(
            (groups.name, &*groups.of),
            ("Community".into(), &[Some(0); 3][..])
        );
    }
}
