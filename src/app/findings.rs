//! Measures and communities of the network, computed by a task. Knows no thread and no clock: a
//! [`FindingsTask`] runs on any thread, and its results come back as commands.
//!
//! Every result belongs to the network that it was computed for; late results for an earlier
//! network are ignored.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crate::analysis::{Adjacency, COMMUNITY_SEED, Communities, MEASURES, communities};
use crate::graph::{Network, NodeIndex, group_names};
use crate::scene::ActorValues;
use crate::tasks::TaskFailure;

/// Something that can be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingStep {
    /// The measure at this index of [`MEASURES`].
    Measure(usize),
    /// Communities.
    Communities,
}

/// A command about measures and communities.
#[derive(Clone, Debug)]
pub enum Finding {
    /// Compute what is wanted and not known.
    Begin,
    /// A measure was computed.
    Measured {
        /// The network.
        network: Arc<Network>,
        /// Its index in [`MEASURES`].
        measure: usize,
        /// By node index.
        values: Vec<Option<f64>>,
        /// From how many actors of each connected part they are estimated, if not from all.
        sample: Option<usize>,
    },
    /// Communities were found.
    Grouped {
        /// The network.
        network: Arc<Network>,
        /// By node index.
        groups: Vec<Option<u32>>,
        /// The names of the communities, the largest first.
        names: Vec<String>,
        /// Their modularity.
        modularity: Option<f64>,
    },
    /// The task has ended, done or cancelled.
    Ended(FindingsTask),
    /// The task panicked.
    Failed {
        /// The task.
        task: FindingsTask,
        /// The message of the panic.
        failure: TaskFailure,
    },
    /// Cancel the task.
    Cancel,
    /// Start again after a cancellation.
    Resume,
}

/// A measure of every actor.
#[derive(Clone, Debug)]
pub struct Column {
    /// By node index; `None` for actors that are hidden.
    pub values: Arc<[Option<f64>]>,
    /// From how many actors of each connected part they are estimated, if not from all.
    pub sample: Option<usize>,
    sizes: Arc<[Option<f32>]>,
}

/// Communities.
#[derive(Clone, Debug)]
pub struct Grouping {
    /// By node index, the largest community first; `None` for actors that are hidden.
    pub groups: Arc<[Option<u32>]>,
    /// Their names, by their most central members: there are as many communities.
    pub names: Arc<[String]>,
    /// Their modularity; `None` if there are no relations.
    pub modularity: Option<f64>,
}

/// A result, and its network.
type ResultOf<T> = (Arc<Network>, T);

/// The results so far, and the task that computes others.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    measures: Vec<Option<ResultOf<Column>>>,
    grouping: Option<ResultOf<Grouping>>,
    task: Option<FindingsTask>,
    stopped_for: Option<Arc<Network>>,
}

impl Findings {
    /// A measure of this network, by its index in [`MEASURES`]; `None` until it is computed.
    pub fn column(&self, network: &Arc<Network>, measure: usize) -> Option<&Column> {
        let (of, column) = self.measures.get(measure)?.as_ref()?;
        Arc::ptr_eq(of, network).then_some(column)
    }

    /// The communities of this network; `None` until they are found.
    pub fn grouping(&self, network: &Arc<Network>) -> Option<&Grouping> {
        let (of, grouping) = self.grouping.as_ref()?;
        Arc::ptr_eq(of, network).then_some(grouping)
    }

    /// The task that is running for this network.
    pub fn task(&self, network: &Arc<Network>) -> Option<&FindingsTask> {
        let task = self.task.as_ref();
        task.filter(|task| Arc::ptr_eq(&task.network, network) && !task.is_cancelled())
    }

    /// Whether the task for this network was cancelled.
    pub fn was_stopped_for(&self, network: &Arc<Network>) -> bool {
        let stopped_for = self.stopped_for.as_ref();
        stopped_for.is_some_and(|of| Arc::ptr_eq(of, network))
    }

    /// The size of each actor by a measure. Until it is computed for the current network, the last
    /// known one is used, so that sizes do not jump with every change.
    pub(super) fn sizes(&self, measure: usize) -> Option<ActorValues<f32>> {
        let (_, column) = self.measures.get(measure)?.as_ref()?;
        Some(ActorValues {
            name: match (MEASURES.get(measure)?.name, column.sample) {
                (name, None) => name.into(),
                (name, Some(_)) => format!("{name} (estimated)").into(),
            },
            of: Arc::clone(&column.sizes),
        })
    }

    /// The community of each actor, now or before the last change.
    pub(super) fn groups(&self) -> Option<ActorValues<u32>> {
        let (_, grouping) = self.grouping.as_ref()?;
        Some(ActorValues {
            name: "Community".into(),
            of: Arc::clone(&grouping.groups),
        })
    }

    /// The steps to compute now: none while a task is running or after one was cancelled.
    pub(super) fn due(&self, network: &Arc<Network>, wanted: Vec<FindingStep>) -> Vec<FindingStep> {
        if self.task.is_some() || self.was_stopped_for(network) {
            return Vec::new();
        }
        let is_missing = |step: &FindingStep| match step {
            FindingStep::Measure(measure) => self.column(network, *measure).is_none(),
            FindingStep::Communities => self.grouping(network).is_none(),
        };
        wanted.into_iter().filter(is_missing).collect()
    }

    pub(super) fn begin(
        &mut self,
        network: &Arc<Network>,
        steps: Vec<FindingStep>,
    ) -> FindingsTask {
        let task = FindingsTask {
            network: Arc::clone(network),
            steps: steps.into(),
            state: Arc::default(),
        };
        self.task = Some(task.clone());
        task
    }

    pub(super) fn measured(
        &mut self,
        network: Arc<Network>,
        measure: usize,
        values: Vec<Option<f64>>,
        sample: Option<usize>,
    ) {
        let column = Column {
            sizes: sizes(&values),
            sample,
            values: values.into(),
        };
        self.measures.resize(MEASURES.len(), None);
        if let Some(place) = self.measures.get_mut(measure) {
            *place = Some((network, column));
        }
    }

    pub(super) fn grouped(&mut self, network: Arc<Network>, grouping: Grouping) {
        self.grouping = Some((network, grouping));
    }

    pub(super) fn ended(&mut self, task: &FindingsTask) {
        self.task.take_if(|now| now == task);
    }

    /// The task panicked: its network is not tried again until the user asks for it.
    pub(super) fn failed(&mut self, task: &FindingsTask) {
        self.ended(task);
        self.stopped_for = Some(Arc::clone(&task.network));
    }

    pub(super) fn cancel(&mut self, network: &Arc<Network>) {
        if let Some(task) = self.task(network) {
            task.cancel();
            self.stopped_for = Some(Arc::clone(network));
        }
    }

    pub(super) fn resume(&mut self) {
        self.stopped_for = None;
    }

    /// Cancels a task for another network.
    pub(super) fn follow(&mut self, network: &Arc<Network>) {
        if let Some(task) = &self.task
            && !Arc::ptr_eq(&task.network, network)
        {
            task.cancel();
        }
        self.stopped_for.take_if(|of| !Arc::ptr_eq(of, network));
    }

    /// Forgets all results; a running task must still end before the next begins.
    pub(super) fn forget(&mut self) {
        if let Some(task) = &self.task {
            task.cancel();
        }
        self.measures.clear();
        self.grouping = None;
        self.stopped_for = None;
    }
}

/// Values scaled from minimum and maximum to 0 and 1; 0.5 if all are equal.
fn sizes(values: &[Option<f64>]) -> Arc<[Option<f32>]> {
    let known = || values.iter().flatten().copied();
    let minimum = known().fold(f64::INFINITY, f64::min);
    let range = known().fold(f64::NEG_INFINITY, f64::max) - minimum;
    let size = |value: f64| {
        if range > 0.0 {
            ((value - minimum) / range) as f32
        } else {
            0.5
        }
    };
    values.iter().map(|value| value.map(size)).collect()
}

/// A task that computes steps; clones are the same task.
#[derive(Clone, Debug)]
pub struct FindingsTask {
    network: Arc<Network>,
    steps: Arc<[FindingStep]>,
    state: Arc<TaskState>,
}

#[derive(Debug, Default)]
struct TaskState {
    is_cancelled: AtomicBool,
    /// How many steps are done.
    done: AtomicU32,
    /// How many percent of the next step are done.
    percent: AtomicU32,
}

impl PartialEq for FindingsTask {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.state, &other.state)
    }
}

impl FindingsTask {
    /// Computes all steps and reports each result as soon as it is known; calls `wake` after each
    /// percent of a step.
    pub fn run(&self, tell: impl Fn(Finding), wake: impl Fn() + Sync) {
        let adjacency = Adjacency::new(&self.network);
        for (step, number) in self.steps.iter().zip(1..) {
            let progress = |share: f32| {
                let percent = (100.0 * share.clamp(0.0, 1.0)) as u32;
                if self.state.percent.swap(percent, Ordering::Relaxed) != percent {
                    wake();
                }
                if self.is_cancelled() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let found = if progress(0.0).is_break() {
                None
            } else {
                self.found(*step, &adjacency, &progress)
            };
            let Some(finding) = found else { break };
            tell(finding);
            self.state.done.store(number, Ordering::Relaxed);
        }
        tell(Finding::Ended(self.clone()));
    }

    fn found(
        &self,
        step: FindingStep,
        adjacency: &Adjacency,
        progress: &(dyn Fn(f32) -> ControlFlow<()> + Sync),
    ) -> Option<Finding> {
        let network = Arc::clone(&self.network);
        match step {
            FindingStep::Measure(measure) => {
                let row = MEASURES.get(measure)?;
                Some(Finding::Measured {
                    network,
                    measure,
                    values: adjacency.by_node(&row.of(adjacency, progress)?),
                    sample: row.sample(adjacency),
                })
            }
            FindingStep::Communities => {
                let Communities { of, modularity, .. } =
                    communities(adjacency, COMMUNITY_SEED, progress)?;
                let groups = adjacency.by_node(&of);
                Some(Finding::Grouped {
                    names: group_names(&network, &groups),
                    network,
                    groups,
                    modularity,
                })
            }
        }
    }

    /// The name of the step that is running, and its progress from 0 to 1.
    pub fn progress(&self) -> (&'static str, f32) {
        let done = self.state.done.load(Ordering::Relaxed) as usize;
        let name = match self.steps.get(done) {
            Some(FindingStep::Measure(measure)) => {
                MEASURES.get(*measure).map_or("", |measure| measure.name)
            }
            Some(FindingStep::Communities) => "Communities",
            None => "",
        };
        let share = self.state.percent.load(Ordering::Relaxed) as f32 / 100.0;
        (name, share)
    }

    fn cancel(&self) {
        self.state.is_cancelled.store(true, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.state.is_cancelled.load(Ordering::Relaxed)
    }
}

/// All steps, the fast ones first.
pub(super) fn all_steps() -> Vec<FindingStep> {
    let cost = |measure: &usize| MEASURES[*measure].cost;
    let mut by_cost: Vec<usize> = (0..MEASURES.len()).collect();
    by_cost.sort_by_key(cost);
    let (slow, quick): (Vec<_>, Vec<_>) = by_cost
        .into_iter()
        .partition(|measure| cost(measure).is_slow());
    let measures = |measures: Vec<usize>| measures.into_iter().map(FindingStep::Measure);
    measures(quick)
        .chain([FindingStep::Communities])
        .chain(measures(slow))
        .collect()
}

/// About how many nanoseconds the slowest measure of a network takes.
pub fn work(network: &Network) -> usize {
    let graph = &network.graph;
    graph
        .node_count()
        .saturating_mul(graph.node_count() + graph.edge_count())
}

/// The value of an actor in a column or grouping by node index.
pub fn at<T: Copy>(values: &[Option<T>], node: NodeIndex) -> Option<T> {
    values.get(node.index()).copied().flatten()
}
