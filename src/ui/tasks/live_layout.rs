//! The live layout: a service that sleeps at rest and moves actors sixty times a second while they
//! move.

use std::sync::mpsc::{Receiver, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use emath::Pos2;

use crate::app::Command;
use crate::layout::{Request, Simulation};
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

/// Makes the request of a layout, on the service's thread.
pub(crate) type MakeRequest = Box<dyn FnOnce() -> Request + Send>;

/// A message to a live layout. Bodies are named by node index.
pub(crate) enum LiveMessage {
    /// These bodies are held, and are here.
    Drag(Vec<(usize, Pos2)>),
    /// These bodies are released and stay where they are.
    Drop(Vec<usize>),
    /// Positions and pins changed in the document.
    Restart(MakeRequest, Vec<Pos2>),
    /// Stop moving.
    Pause,
    /// Go on.
    Resume,
}

impl LiveLayout {
    /// A layout at rest on these positions.
    pub(crate) fn start(request: MakeRequest, positions: Vec<Pos2>, queue: &Queue) -> Self {
        let latest: Arc<Mutex<Option<LivePositions>>> = Arc::default();
        let (shared, steps, failures) = (Arc::clone(&latest), queue.clone(), queue.clone());
        let service = Service::start(
            "moving actors",
            move |messages| {
                LiveThread {
                    simulation: Simulation::new(&request(), positions),
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

/// What the service's thread works with.
struct LiveThread<'m> {
    simulation: Simulation,
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
            self.simulation.step();
            let latest = LivePositions {
                generation: self.generation,
                positions: self.simulation.positions().to_vec(),
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
        !self.is_paused && !self.simulation.is_at_rest()
    }

    fn apply(&mut self, message: LiveMessage) {
        match message {
            LiveMessage::Drag(held) => {
                for (body, place) in held {
                    self.simulation.grab(body, place);
                }
            }
            LiveMessage::Drop(held) => {
                for body in held {
                    self.simulation.release(body, true);
                }
            }
            LiveMessage::Restart(request, positions) => {
                self.simulation = Simulation::new(&request(), positions);
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
    use crate::layout::{Body, LayoutTie, TieSign};
    use emath::pos2;

    #[test]
    fn positions_from_before_a_restart_do_not_count() {
        let tie = LayoutTie {
            a: 0,
            b: 1,
            sign: TieSign::Friendly,
            weight: 1.0,
        };
        let request = || -> MakeRequest {
            Box::new(move || Request {
                bodies: vec![Body::default(); 2],
                ties: vec![tie],
                ..Request::default()
            })
        };
        let places = vec![pos2(0.0, 0.0), pos2(150.0, 0.0)];
        let (queue, _commands) = Queue::new();
        let mut live = LiveLayout::start(request(), places.clone(), &queue);
        assert_eq!(
            live.send(LiveMessage::Drag(vec![(0, pos2(-200.0, 90.0))])),
            Ok(())
        );
        let begun = Instant::now();
        while live.take_positions().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(20), "nothing moves");
            thread::sleep(STEP);
        }
        // By now there are newer positions that were not taken.
        thread::sleep(STEP * 10);
        assert_eq!(live.send(LiveMessage::Restart(request(), places)), Ok(()));
        thread::sleep(STEP * 10);
        assert_eq!(live.take_positions(), None);
    }
}
