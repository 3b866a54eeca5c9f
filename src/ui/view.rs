//! What a part of the window needs to show itself: the state to read, and the queue for commands.

use super::Queue;
use crate::app::{Command, State};

/// The state as shown in this frame, and where commands go.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) state: &'a State,
    pub(super) queue: &'a Queue,
}

impl<'a> View<'a> {
    pub(super) fn new(state: &'a State, queue: &'a Queue) -> Self {
        Self { state, queue }
    }

    /// Sends a command, which is applied at the start of the next frame.
    pub(super) fn send(self, command: Command) {
        self.queue.send(command);
    }
}
