//! Brings commands from the user and from background work to the state.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};

use crate::app::Command;

/// Takes commands; clones lead to the same queue. Sending one wakes the window.
#[derive(Clone)]
pub struct Queue {
    sender: Sender<Command>,
    context: Arc<OnceLock<egui::Context>>,
}

impl Queue {
    /// A queue, and the receiver of its commands.
    pub(super) fn new() -> (Self, Receiver<Command>) {
        let (sender, receiver) = channel();
        let context = Arc::default();
        (Self { sender, context }, receiver)
    }

    /// Wakes this window from now on. Commands may have been sent before.
    pub(super) fn attach(&self, context: &egui::Context) {
        self.context.get_or_init(|| context.clone());
        self.wake();
    }

    /// Sends a command. Must not be called while an egui context is locked.
    pub fn send(&self, command: Command) {
        // The receiver is dropped only with the window: then the command has no effect.
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
