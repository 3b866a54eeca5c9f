//! A service: a thread that lives as long as its owner and takes messages in order.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::task::{TaskFailure, catch_panic};

/// The owner's end of a service. Dropping it ends the thread once it has taken all messages.
#[derive(Debug)]
pub struct Service<M> {
    handle: ServiceHandle<M>,
    thread: Option<JoinHandle<()>>,
}

/// Sends messages to a service from any thread. The thread of the service runs until all handles
/// are dropped, or until its work returns.
#[derive(Debug)]
pub struct ServiceHandle<M>(Sender<M>);

/// The service takes no messages any more: it has panicked, or its work has returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceEnded;

impl<M: Send + 'static> Service<M> {
    /// Runs `work` on a new thread, until there are no more messages. A panic, and a thread that
    /// cannot be started, are reported to `on_failure`.
    ///
    /// `name` says what the service does, such as `checking quotes`.
    pub fn start(
        name: &'static str,
        work: impl FnOnce(&Receiver<M>) + Send + 'static,
        on_failure: impl Fn(TaskFailure) + Send + Sync + 'static,
    ) -> Self {
        let (sender, receiver) = channel();
        let on_failure = Arc::new(on_failure);
        let report_start_failure = Arc::clone(&on_failure);
        let run = move || {
            if let Err(failure) = catch_panic(name, || work(&receiver)) {
                // From now on sending fails, so that the owner can start another one.
                drop(receiver);
                on_failure(failure);
            }
        };
        let thread = thread::Builder::new().spawn(run);
        if let Err(error) = &thread {
            // The receiver is dropped, so sending fails.
            report_start_failure(TaskFailure::not_started(name, error));
        }
        Self {
            handle: ServiceHandle(sender),
            thread: thread.ok(),
        }
    }

    /// Sends a message.
    ///
    /// # Errors
    /// The service has ended, and the message is dropped.
    pub fn send(&self, message: M) -> Result<(), ServiceEnded> {
        self.handle.send(message)
    }

    /// A handle for other threads.
    pub fn handle(&self) -> ServiceHandle<M> {
        self.handle.clone()
    }

    /// Waits until the service has taken all messages and its thread has ended.
    pub fn join(self) {
        let Self { handle, thread } = self;
        drop(handle);
        if let Some(thread) = thread {
            // A panic was reported already.
            let _ = thread.join();
        }
    }
}

impl<M> ServiceHandle<M> {
    /// Sends a message.
    ///
    /// # Errors
    /// The service has ended, and the message is dropped.
    pub fn send(&self, message: M) -> Result<(), ServiceEnded> {
        self.0.send(message).map_err(|_returned| ServiceEnded)
    }
}

impl<M> Clone for ServiceHandle<M> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
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
    fn joining_waits_for_all_messages_and_a_handle_learns_that_the_service_has_ended() {
        let (sender, received) = channel();
        let service = Service::start(
            "testing",
            move |messages: &Receiver<Option<u32>>| {
                while let Ok(Some(message)) = messages.recv() {
                    thread::yield_now();
                    let _ = sender.send(message);
                }
            },
            |failure| panic!("{failure}"),
        );
        let handle = service.handle();
        for number in 0..3 {
            assert_eq!(handle.send(Some(number)), Ok(()));
        }
        assert_eq!(service.send(None), Ok(()));
        service.join();
        assert_eq!(received.try_iter().collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(handle.send(Some(3)), Err(ServiceEnded));
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
