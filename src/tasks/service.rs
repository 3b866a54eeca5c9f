//! A service: a thread that lives as long as its owner and takes messages in order.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::task::{TaskFailure, catch_panic};

/// The owner's end of a service. Dropping it ends the thread once it has taken all messages.
#[derive(Debug)]
pub struct Service<M> {
    sender: Sender<M>,
}

/// The service has panicked: start another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceEnded;

impl<M: Send + 'static> Service<M> {
    /// Runs `work` on a new thread. It ends when its messages do; a panic goes to
    /// `on_failure`.
    ///
    /// `name` says what the service does, such as `checking quotes`.
    pub fn start(
        name: &'static str,
        work: impl FnOnce(&Receiver<M>) + Send + 'static,
        on_failure: impl FnOnce(TaskFailure) + Send + 'static,
    ) -> Self {
        let (sender, receiver) = channel();
        let run = move || {
            if let Err(failure) = catch_panic(name, || work(&receiver)) {
                // From now on sending fails, so that the owner can start another one.
                drop(receiver);
                on_failure(failure);
            }
        };
        // If no thread can be started, the receiver is dropped and sending fails.
        let _ = thread::Builder::new().spawn(run);
        Self { sender }
    }

    /// Sends a message.
    ///
    /// # Errors
    /// The service has ended by a panic, and the message is dropped.
    pub fn send(&self, message: M) -> Result<(), ServiceEnded> {
        self.sender.send(message).map_err(|_returned| ServiceEnded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_in_order_and_the_thread_ends_with_its_owner() {
        let (sender, received) = channel();
        let service = Service::start(
            "testing",
            move |messages: &Receiver<u32>| {
                for message in messages {
                    let _ = sender.send(message);
                }
            },
            |failure| panic!("{failure}"),
        );
        for number in 0..3 {
            assert_eq!(service.send(number), Ok(()));
        }
        drop(service);
        assert_eq!(received.iter().collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn after_a_panic_sending_fails_and_the_failure_is_reported() {
        let (sender, failures) = channel();
        let service = Service::start(
            "testing",
            |messages: &Receiver<u32>| {
                let _ = messages.recv();
                panic!("broken");
            },
            move |failure| drop(sender.send(failure)),
        );
        assert_eq!(service.send(1), Ok(()));
        assert_eq!(failures.recv().unwrap().message, "broken");
        assert_eq!(service.send(2), Err(ServiceEnded));
    }
}
