//! The live layout: a service that sleeps at rest and moves actors sixty times a second while they
//! move.

use std::sync::mpsc::{Receiver, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use emath::Pos2;

use crate::app::Command;
use crate::layout::Simulation;
use crate::scene::ShownRequest;
use crate::tasks::{Generation, Service, ServiceEnded};
use crate::ui::Queue;

/// The time between two steps.
const STEP: Duration = Duration::from_micros(16_667);

/// The owner's end of a live layout. Dropping it ends the service.
pub(crate) struct LiveLayout {
    service: Service<LiveMessage>,
    latest: Arc<Mutex<Option<LivePositions>>>,
    generation: Generation,
}

/// Positions of all actors, and the generation of the layout they belong to.
struct LivePositions {
    generation: Generation,
    positions: Vec<Pos2>,
}

/// Makes the request of a layout of the actors that take part, on the service's thread.
pub(crate) type MakeLiveRequest = Box<dyn FnOnce() -> ShownRequest + Send>;

/// A message to a live layout. Bodies are named by node index.
pub(crate) enum LiveMessage {
    /// These bodies are held, and are here.
    Drag(Vec<(usize, Pos2)>),
    /// These bodies are released and stay where they are.
    Drop(Vec<usize>),
    /// Positions and pins changed in the document.
    Restart(MakeLiveRequest, Vec<Pos2>),
    /// Stop moving.
    Pause,
    /// Go on.
    Resume,
}

impl LiveLayout {
    /// A layout at rest on these positions.
    pub(crate) fn start(request: MakeLiveRequest, positions: Vec<Pos2>, queue: &Queue) -> Self {
        let latest: Arc<Mutex<Option<LivePositions>>> = Arc::default();
        let (shared, steps, failures) = (Arc::clone(&latest), queue.clone(), queue.clone());
        let service = Service::start(
            "moving actors",
            move |messages| {
                LiveThread {
                    bodies: LiveBodies::new(request(), positions),
                    messages,
                    latest: shared,
                    queue: steps,
                    is_paused: false,
                    generation: Generation::default(),
                }
                .run();
            },
            move |failure| failures.send(Command::TaskFailed { job: None, failure }),
        );
        Self {
            service,
            latest,
            generation: Generation::default(),
        }
    }

    /// Sends a message.
    ///
    /// # Errors
    /// The layout has panicked: start another one.
    pub(crate) fn send(&mut self, message: LiveMessage) -> Result<(), ServiceEnded> {
        if matches!(message, LiveMessage::Restart(..)) {
            self.generation.advance();
        }
        self.service.send(message)
    }

    /// The current positions, if actors moved since the last call. Positions from before the last
    /// restart do not count.
    pub(crate) fn take_positions(&self) -> Option<Vec<Pos2>> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = latest.take()?;
        self.generation
            .accepts(latest.generation)
            .then_some(latest.positions)
    }
}

/// The actors that take part, and the positions of the others, which stay.
struct LiveBodies {
    shown: ShownRequest,
    simulation: Simulation,
    /// By node index.
    all: Vec<Pos2>,
}

impl LiveBodies {
    fn new(shown: ShownRequest, all: Vec<Pos2>) -> Self {
        Self {
            simulation: Simulation::new(&shown.request, shown.positions(&all)),
            shown,
            all,
        }
    }

    /// Holds an actor at a position, by its node index.
    fn grab(&mut self, index: usize, position: Pos2) {
        if let Some(body) = self.shown.body_of(index) {
            self.simulation.grab(body, position);
        }
    }

    /// Releases an actor, which stays where it is.
    fn release(&mut self, index: usize) {
        if let Some(body) = self.shown.body_of(index) {
            self.simulation.release(body, true);
        }
    }

    /// The positions of all actors, by node index.
    fn positions(&self) -> Vec<Pos2> {
        let mut all = self.all.clone();
        self.shown.put(self.simulation.positions(), &mut all);
        all
    }
}

/// What the service's thread works with.
struct LiveThread<'m> {
    bodies: LiveBodies,
    messages: &'m Receiver<LiveMessage>,
    latest: Arc<Mutex<Option<LivePositions>>>,
    queue: Queue,
    is_paused: bool,
    generation: Generation,
}

impl LiveThread<'_> {
    fn run(mut self) {
        while self.take_messages() {
            let begun = Instant::now();
            self.bodies.simulation.step();
            let latest = LivePositions {
                generation: self.generation,
                positions: self.bodies.positions(),
            };
            *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(latest);
            self.queue.wake();
            thread::sleep(STEP.saturating_sub(begun.elapsed()));
        }
    }

    /// Takes all messages, and waits for more while nothing moves; false when the owner was
    /// dropped.
    fn take_messages(&mut self) -> bool {
        loop {
            match self.messages.try_recv() {
                Ok(message) => self.apply(message),
                Err(TryRecvError::Disconnected) => return false,
                Err(TryRecvError::Empty) if self.is_moving() => return true,
                Err(TryRecvError::Empty) => match self.messages.recv() {
                    Ok(message) => self.apply(message),
                    Err(_) => return false,
                },
            }
        }
    }

    fn is_moving(&self) -> bool {
        !self.is_paused && !self.bodies.simulation.is_at_rest()
    }

    fn apply(&mut self, message: LiveMessage) {
        match message {
            LiveMessage::Drag(held) => {
                for (index, position) in held {
                    self.bodies.grab(index, position);
                }
            }
            LiveMessage::Drop(held) => {
                for index in held {
                    self.bodies.release(index);
                }
            }
            LiveMessage::Restart(request, positions) => {
                self.bodies = LiveBodies::new(request(), positions);
                self.generation.advance();
            }
            LiveMessage::Pause => self.is_paused = true,
            LiveMessage::Resume => self.is_paused = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Filter, Network};
    use crate::layout::Plan;
    use crate::model::{Actor, Document, Point, Relation};
    use crate::scene::Start;
    use emath::pos2;

    /// Two friends, and a friend of one that a filter may hide.
    fn document() -> Document {
        let actor = |id: &str, x| Actor {
            position: Some(Point { x, y: 0.0 }),
            ..Actor::new(id)
        };
        Document {
            actors: [actor("h", 300.0), actor("a", 0.0), actor("b", 150.0)]
                .into_iter()
                .collect(),
            relations: [Relation::new("ab", "a", "b"), Relation::new("bh", "b", "h")]
                .into_iter()
                .collect(),
            ..Document::default()
        }
    }

    fn request_of(filter: &Filter) -> ShownRequest {
        let document = document();
        let network = Network::seen(&document, filter);
        ShownRequest::new(&document, &network, Start::AsPlaced, Plan::default())
    }

    #[test]
    fn hidden_actors_take_no_part() {
        let filter = Filter {
            hidden_actors: ["h".into()].into(),
            ..Filter::default()
        };
        let positions = vec![pos2(300.0, 0.0), pos2(0.0, 0.0), pos2(150.0, 0.0)];
        let mut bodies = LiveBodies::new(request_of(&filter), positions.clone());
        assert_eq!(bodies.positions(), positions);
        bodies.grab(1, pos2(0.0, 200.0));
        while bodies.simulation.step() {}
        let after = bodies.positions();
        assert_eq!(after[0], positions[0], "the hidden actor stays");
        assert_eq!(after[1], pos2(0.0, 200.0));
        assert!(
            (after[2] - positions[2]).length() > 10.0,
            "the friend follows"
        );
        bodies.grab(0, pos2(0.0, 0.0));
        assert_eq!(bodies.positions()[0], positions[0]);
    }

    #[test]
    fn positions_from_before_a_restart_do_not_count() {
        let request = || -> MakeLiveRequest { Box::new(|| request_of(&Filter::default())) };
        let positions = vec![pos2(300.0, 0.0), pos2(0.0, 0.0), pos2(150.0, 0.0)];
        let (queue, _commands) = Queue::new();
        let mut live = LiveLayout::start(request(), positions.clone(), &queue);
        assert_eq!(
            live.send(LiveMessage::Drag(vec![(1, pos2(-200.0, 90.0))])),
            Ok(())
        );
        let begun = Instant::now();
        while live.take_positions().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(20), "nothing moves");
            thread::sleep(STEP);
        }
        // By now there are newer positions that were not taken.
        thread::sleep(STEP * 10);
        assert_eq!(
            live.send(LiveMessage::Restart(request(), positions)),
            Ok(())
        );
        thread::sleep(STEP * 10);
        assert_eq!(live.take_positions(), None);
    }
}
