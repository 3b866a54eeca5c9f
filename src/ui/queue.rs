//! The way from what the user does, and from threads, to the state.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};

use crate::app::Command;

/// Where commands are put; clones put them in the same place. Putting one there wakes the window.
#[derive(Clone)]
pub struct Queue {
    sender: Sender<Command>,
    context: Arc<OnceLock<egui::Context>>,
}

impl Queue {
    /// A queue, and the end at which its commands come out.
    pub(super) fn new() -> (Self, Receiver<Command>) {
        let (sender, receiver) = channel();
        let context = Arc::default();
        (Self { sender, context }, receiver)
    }

    /// Wakes this window from now on. Threads may have sent commands before there was one.
    pub(super) fn attach(&self, context: &egui::Context) {
        self.context.get_or_init(|| context.clone());
        self.wake();
    }

    /// Puts a command in. Must not be called while an egui context is locked.
    pub fn send(&self, command: Command) {
        // The receiver is gone only when the window is, and then nobody waits for what was sent.
        if self.sender.send(command).is_ok() {
            self.wake();
        }
    }

    /// Makes the window draw a frame soon.
    pub(super) fn wake(&self) {
        if let Some(context) = self.context.get() {
            context.request_repaint();
        }
    }
}
