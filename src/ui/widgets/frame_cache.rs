//! What is computed once for a network and shown on many frames. Knows nothing of what it keeps.

use std::sync::{Arc, Mutex, PoisonError};

use egui::{AsId, Context, Id, Ui};

use crate::graph::Network;
use crate::tasks::{Computed, ComputedStatus, Identity};

/// The most actors and relations of a network for which a frame may wait.
const MAX_RECORDS_IN_FRAME: usize = 8_000;

/// A value that is computed in the background, and whether it has arrived.
pub(crate) struct Shown<T> {
    /// The value that arrived last, and the network it belongs to: its indices are good for that
    /// one.
    pub(crate) latest: Option<(Arc<Network>, Arc<T>)>,
    /// Whether the latest value is the one that was asked for.
    pub(crate) is_current: bool,
    /// Why there is no value, if computing it panicked.
    failure: Option<String>,
}

impl<T> Shown<T> {
    /// The value that arrived last; until one is there, the view says so.
    pub(crate) fn latest_or_say(self, ui: &mut Ui) -> Option<Arc<T>> {
        match &self.latest {
            Some((_, value)) => Some(Arc::clone(value)),
            None => self.current_or_say(ui),
        }
    }

    /// The value that was asked for; until it is there, the view says so.
    pub(crate) fn current_or_say(self, ui: &mut Ui) -> Option<Arc<T>> {
        if self.is_current {
            return self.latest.map(|(_, value)| value);
        }
        match self.failure {
            Some(failure) => ui.colored_label(ui.visuals().error_fg_color, failure),
            None => ui.weak("Working…"),
        };
        None
    }
}

/// The value of this name that was computed last for the same key and network; else it is computed
/// now. Of a large network it is computed on a task, so that no frame waits, and a frame is drawn
/// when it has arrived.
pub(crate) fn background<T: Send + Sync + 'static>(
    ctx: &Context,
    name: &'static str,
    about: impl AsId,
    network: &Arc<Network>,
    compute: impl FnOnce() -> T + Send + 'static,
) -> Shown<T> {
    type Cache<T> = Arc<Mutex<Computed<(Identity<Network>, Id), T>>>;
    let key = (Identity::of(network), Id::new(about));
    let id = Id::new(("computed", name));
    let cache = ctx.data_mut(|data| data.get_temp_mut_or_default::<Cache<T>>(id).clone());
    let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    let graph = &network.graph;
    if graph.node_count() + graph.edge_count() <= MAX_RECORDS_IN_FRAME {
        cache.compute_now(&key, compute);
    } else {
        let ctx = ctx.clone();
        cache.follow(&key, move || ctx.request_repaint(), |_| Some(compute()));
    }
    let latest = cache.latest();
    Shown {
        is_current: cache.current(&key).is_some(),
        latest: latest.map(|((network, _), value)| (Arc::clone(network), Arc::clone(value))),
        failure: match cache.status() {
            ComputedStatus::Failed(failure) => Some(failure.to_string()),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::sample::Sample;
    use std::sync::mpsc::channel;

    fn network(actors: usize) -> Arc<Network> {
        Arc::new(Network::seen(
            &Sample::new(actors, 1).document(),
            &Filter::default(),
        ))
    }

    #[test]
    fn a_small_network_is_computed_at_once_and_a_large_one_is_not_waited_for() {
        let ctx = Context::default();
        let (small, large) = (network(20), network(MAX_RECORDS_IN_FRAME));
        let shown = background(&ctx, "count", (), &small, || 20);
        assert!(shown.is_current);
        let (go, wait) = channel::<()>();
        let slow = move || {
            let _ = wait.recv();
            30
        };
        let shown = background(&ctx, "count", (), &large, slow);
        assert!(!shown.is_current);
        let (of, value) = shown.latest.unwrap();
        assert_eq!(
            (Arc::ptr_eq(&of, &small), *value),
            (true, 20),
            "the last value is shown"
        );
        go.send(()).unwrap();
        while !background(&ctx, "count", (), &large, || 30).is_current {
            std::thread::yield_now();
        }
    }
}
