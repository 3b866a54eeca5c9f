//! The live layout on a thread of its own: it sleeps at rest, and moves actors sixty times a second while they move.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use emath::Pos2;

use crate::layout::{Request, Simulation};
use crate::ui::Queue;

/// How long a step is shown.
const STEP: Duration = Duration::from_micros(16_667);

/// The hand on a live layout; dropping it ends the thread.
pub(crate) struct Live {
    sender: Sender<Message>,
    places: Arc<Mutex<Option<Places>>>,
    renewals: u64,
}

/// Where all bodies were, and after how many renewals.
struct Places {
    renewals: u64,
    positions: Vec<Pos2>,
}

/// What works out, on the thread, what the layout is asked.
pub(crate) type Asking = Box<dyn FnOnce() -> Request + Send>;

/// What the thread is told.
pub(crate) enum Message {
    /// These bodies are held, and are here.
    Drag(Vec<(usize, Pos2)>),
    /// These are let go and stay where they are.
    Drop(Vec<usize>),
    /// Places and pins changed outside.
    Renew(Asking, Vec<Pos2>),
    /// Hold still.
    Pause,
    /// Move on.
    Resume,
}

impl Live {
    /// A layout at rest on these positions.
    pub(crate) fn start(asking: Asking, positions: Vec<Pos2>, queue: Queue) -> Self {
        let (sender, receiver) = channel();
        let places: Arc<Mutex<Option<Places>>> = Arc::default();
        let thread_places = Arc::clone(&places);
        thread::spawn(move || {
            Thread {
                simulation: Simulation::new(&asking(), positions),
                receiver,
                places: thread_places,
                queue,
                is_paused: false,
                renewals: 0,
            }
            .run();
        });
        Self {
            sender,
            places,
            renewals: 0,
        }
    }

    /// Tells the thread.
    pub(crate) fn tell(&mut self, message: Message) {
        self.renewals += u64::from(matches!(message, Message::Renew(..)));
        // The thread ends only when this sender is dropped.
        let _ = self.sender.send(message);
    }

    /// Where the actors are now, if they moved since this was asked last. What the thread said before it heard of the
    /// last renewal is void.
    pub(crate) fn take_places(&self) -> Option<Vec<Pos2>> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let places = places.take()?;
        (places.renewals == self.renewals).then_some(places.positions)
    }
}

struct Thread {
    simulation: Simulation,
    receiver: Receiver<Message>,
    places: Arc<Mutex<Option<Places>>>,
    queue: Queue,
    is_paused: bool,
    renewals: u64,
}

impl Thread {
    fn run(mut self) {
        while self.hear() {
            let begun = Instant::now();
            self.simulation.step();
            let places = Places {
                renewals: self.renewals,
                positions: self.simulation.positions().to_vec(),
            };
            *self.places.lock().unwrap_or_else(PoisonError::into_inner) = Some(places);
            self.queue.wake();
            thread::sleep(STEP.saturating_sub(begun.elapsed()));
        }
    }

    /// Hears all there is to hear, and waits for more while nothing moves; false when the hand is gone.
    fn hear(&mut self) -> bool {
        loop {
            match self.receiver.try_recv() {
                Ok(message) => self.obey(message),
                Err(TryRecvError::Disconnected) => return false,
                Err(TryRecvError::Empty) if self.is_moving() => return true,
                Err(TryRecvError::Empty) => match self.receiver.recv() {
                    Ok(message) => self.obey(message),
                    Err(_) => return false,
                },
            }
        }
    }

    fn is_moving(&self) -> bool {
        !self.is_paused && !self.simulation.is_at_rest()
    }

    fn obey(&mut self, message: Message) {
        match message {
            Message::Drag(held) => {
                for (body, place) in held {
                    self.simulation.grab(body, place);
                }
            }
            Message::Drop(held) => {
                for body in held {
                    self.simulation.release(body, true);
                }
            }
            Message::Renew(asking, positions) => {
                self.simulation = Simulation::new(&asking(), positions);
                self.renewals += 1;
            }
            Message::Pause => self.is_paused = true,
            Message::Resume => self.is_paused = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Body, Sign, Tie};
    use emath::pos2;

    #[test]
    fn what_was_said_before_a_renewal_is_void() {
        let tie = Tie {
            a: 0,
            b: 1,
            sign: Sign::Friendly,
            weight: 1.0,
        };
        let asking = || -> Asking {
            Box::new(move || Request {
                bodies: vec![Body::default(); 2],
                ties: vec![tie],
                ..Request::default()
            })
        };
        let places = vec![pos2(0.0, 0.0), pos2(150.0, 0.0)];
        let (queue, _commands) = Queue::new();
        let mut live = Live::start(asking(), places.clone(), queue);
        live.tell(Message::Drag(vec![(0, pos2(-200.0, 90.0))]));
        let begun = Instant::now();
        while live.take_places().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(20), "nothing moves");
            thread::sleep(STEP);
        }
        // Not before the thread has left places that nobody has taken.
        let has_places = |live: &Live| live.places.lock().is_ok_and(|places| places.is_some());
        while !has_places(&live) {
            assert!(begun.elapsed() < Duration::from_secs(20), "nothing moves");
            thread::sleep(STEP);
        }
        live.tell(Message::Renew(asking(), places));
        assert_eq!(live.take_places(), None);
    }
}
