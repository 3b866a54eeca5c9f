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
pub(super) struct Live {
    sender: Sender<Message>,
    places: Arc<Mutex<Option<Vec<Pos2>>>>,
}

/// What the thread is told.
pub(super) enum Message {
    /// These bodies are held, and are here.
    Drag(Vec<(usize, Pos2)>),
    /// These are let go and stay where they are.
    Drop(Vec<usize>),
    /// Places and pins changed outside.
    Renew(Request, Vec<Pos2>),
    /// Hold still.
    Pause,
    /// Move on.
    Resume,
}

impl Live {
    /// A layout at rest on these positions.
    pub(super) fn start(request: &Request, positions: Vec<Pos2>, queue: Queue) -> Self {
        let (sender, receiver) = channel();
        let places: Arc<Mutex<Option<Vec<Pos2>>>> = Arc::default();
        let simulation = Simulation::new(request, positions);
        let thread_places = Arc::clone(&places);
        thread::spawn(move || {
            Thread {
                simulation,
                receiver,
                places: thread_places,
                queue,
                is_paused: false,
            }
            .run();
        });
        Self { sender, places }
    }

    /// Tells the thread.
    pub(super) fn tell(&self, message: Message) {
        // The thread ends only when this sender is dropped.
        let _ = self.sender.send(message);
    }

    /// Where the actors are now, if they moved since this was asked last.
    pub(super) fn take_places(&self) -> Option<Vec<Pos2>> {
        self.places
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

struct Thread {
    simulation: Simulation,
    receiver: Receiver<Message>,
    places: Arc<Mutex<Option<Vec<Pos2>>>>,
    queue: Queue,
    is_paused: bool,
}

impl Thread {
    fn run(mut self) {
        while self.hear() {
            let begun = Instant::now();
            self.simulation.step();
            let places = self.simulation.positions().to_vec();
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
            Message::Renew(request, positions) => {
                self.simulation = Simulation::new(&request, positions);
            }
            Message::Pause => self.is_paused = true,
            Message::Resume => self.is_paused = false,
        }
    }
}
