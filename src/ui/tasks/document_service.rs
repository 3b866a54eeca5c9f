//! A service that answers whenever what it looks at in the open document changes: it sleeps at
//! rest. What is asked and answered is in [`DocumentRequest`].

use std::sync::mpsc::Receiver;

use crate::app::{Command, State};
use crate::tasks::Service;
use crate::ui::Queue;

/// What such a service is asked.
pub(crate) trait DocumentRequest: Clone + Send + 'static {
    /// What the service does, such as `checking quotes`.
    const WORK: &'static str;

    /// The request about a state.
    fn of(state: &State) -> Self;

    /// Whether the answer about a state would be the same; asked in every frame.
    fn asks_the_same(&self, state: &State) -> bool;

    /// Answers requests until there are no more. Of several that wait, only the last counts.
    fn answer_all(requests: &Receiver<Self>, queue: &Queue);
}

/// Sends requests to the service.
pub(crate) struct DocumentService<R> {
    service: Service<R>,
    last: Option<R>,
    queue: Queue,
}

impl<R: DocumentRequest> DocumentService<R> {
    /// Starts the service; it ends when this is dropped.
    pub(crate) fn start(queue: &Queue) -> Self {
        Self {
            service: start(queue),
            last: None,
            queue: queue.clone(),
        }
    }

    /// Sends a request, unless the last one asked the same.
    pub(crate) fn follow(&mut self, state: &State) {
        let last = self.last.as_ref();
        if !state.has_document() || last.is_some_and(|last| last.asks_the_same(state)) {
            return;
        }
        let request = R::of(state);
        self.last = Some(request.clone());
        if self.service.send(request.clone()).is_err() {
            // It panicked on an earlier request; this one is another.
            self.service = start(&self.queue);
            let _ = self.service.send(request);
        }
    }
}

fn start<R: DocumentRequest>(queue: &Queue) -> Service<R> {
    let (answers, failures) = (queue.clone(), queue.clone());
    Service::start(
        R::WORK,
        move |requests| R::answer_all(requests, &answers),
        move |failure| failures.send(Command::TaskFailed { job: None, failure }),
    )
}
