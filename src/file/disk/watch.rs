//! The thread that watches the open file: whether another program changed it, and whether another
//! window has it open.
//!
//! While the window has the focus, the thread checks length and time of the file every few seconds,
//! which is one call to the disk. When the window gets the focus, it checks at once; otherwise it
//! sleeps. Notifications of the system (such as inotify) would save the check, but do not come from
//! network drives. The thread waits for a slow drive; the window does not.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::Lock;
use crate::file::disk;
use crate::model::Stamp;
use crate::tasks::Generation;

/// How often the file is checked while the window has the focus.
pub const INTERVAL: Duration = Duration::from_secs(3);

/// What was seen. `load` is the caller's number of what it watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The file is now like this, and was not before; nothing where it is gone.
    Changed {
        /// The caller's number.
        generation: Generation,
        /// What the file is like.
        stamp: Option<Stamp>,
    },
    /// Another window has the file open.
    Elsewhere {
        /// The caller's number.
        generation: Generation,
    },
}

/// Watches one file at a time, until it is dropped.
#[derive(Debug)]
pub struct Watcher {
    messages: Sender<WatchMessage>,
}

enum WatchMessage {
    Watch(Option<Watched>),
    Focus(bool),
}

/// The file that is watched.
struct Watched {
    generation: Generation,
    path: PathBuf,
    stamp: Option<Stamp>,
}

impl Watcher {
    /// A thread that reports what it sees, and holds a lock in this data folder on the file that is
    /// open.
    pub fn start(
        data: Option<&Path>,
        interval: Duration,
        report: impl Fn(Seen) + Send + 'static,
    ) -> Self {
        let (messages, received) = channel();
        let mut watcher = WatchThread {
            locks: data.map(|data| data.join("locks")),
            interval,
            report: Box::new(report),
            watched: None,
            has_focus: false,
            lock: None,
            taken: None,
        };
        thread::spawn(move || watcher.run(&received));
        Self { messages }
    }

    /// Watches this file from now on; `stamp` is from when it was opened or saved.
    pub fn watch(&self, generation: Generation, path: PathBuf, stamp: Option<Stamp>) {
        self.send(WatchMessage::Watch(Some(Watched {
            generation,
            path,
            stamp,
        })));
    }

    /// Watches no file.
    pub fn rest(&self) {
        self.send(WatchMessage::Watch(None));
    }

    /// The window got the focus, or lost it.
    pub fn focus(&self, has_focus: bool) {
        self.send(WatchMessage::Focus(has_focus));
    }

    fn send(&self, message: WatchMessage) {
        // The thread ends only when this is dropped.
        let _ = self.messages.send(message);
    }
}

/// What the thread works with.
struct WatchThread {
    locks: Option<PathBuf>,
    interval: Duration,
    report: Box<dyn Fn(Seen) + Send>,
    watched: Option<Watched>,
    has_focus: bool,
    lock: Option<(PathBuf, Lock)>,
    /// The lock that another window has, once that was reported.
    taken: Option<PathBuf>,
}

impl WatchThread {
    fn run(&mut self, messages: &Receiver<WatchMessage>) {
        loop {
            let is_awake = self.has_focus && self.watched.is_some();
            let message = if is_awake {
                messages.recv_timeout(self.interval)
            } else {
                messages.recv().map_err(RecvTimeoutError::from)
            };
            match message {
                Ok(WatchMessage::Watch(watched)) => self.watch_now(watched),
                Ok(WatchMessage::Focus(has_focus)) => self.has_focus = has_focus,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    self.release_lock();
                    return;
                }
            }
            if self.has_focus {
                self.check();
            }
        }
    }

    /// Takes the lock of this file instead of the last one, and reports where another window has
    /// it.
    fn watch_now(&mut self, watched: Option<Watched>) {
        self.watched = watched;
        let (Some(watched), Some(locks)) = (&self.watched, &self.locks) else {
            self.release_lock();
            self.taken = None;
            return;
        };
        let path = locks.join(disk::key(&watched.path) + ".lock");
        if self.lock.as_ref().is_some_and(|(held, _)| *held == path) {
            return;
        }
        let generation = watched.generation;
        self.release_lock();
        match Lock::take(&path) {
            Ok(Some(lock)) => self.lock = Some((path, lock)),
            Ok(None) if self.taken.as_ref() == Some(&path) => {}
            Ok(None) => {
                self.taken = Some(path);
                (self.report)(Seen::Elsewhere { generation });
            }
            // Without locks each window still sees what the other saves.
            Err(_) => {}
        }
    }

    fn release_lock(&mut self) {
        if let Some((_, lock)) = self.lock.take() {
            lock.release();
        }
    }

    fn check(&mut self) {
        let Some(watched) = &mut self.watched else {
            return;
        };
        let known = watched.stamp;
        let glance = disk::glance(&watched.path);
        if glance == known.map(|stamp| (stamp.length, stamp.modified_ns)) {
            return;
        }
        let now = glance.and_then(|_| disk::stamp(&watched.path));
        if now != known {
            watched.stamp = now;
            let generation = watched.generation;
            (self.report)(Seen::Changed {
                generation,
                stamp: now,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(data: &Path) -> (Watcher, Receiver<Seen>) {
        let (sender, seen) = channel();
        let watcher = Watcher::start(Some(data), Duration::from_millis(2), move |report| {
            let _ = sender.send(report);
        });
        watcher.focus(true);
        (watcher, seen)
    }

    #[test]
    fn a_change_and_a_removal_are_reported_once_each() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("a.json");
        let stamp = disk::save_over(&path, b"one", None).unwrap();
        let (watcher, seen) = start(data.path());
        watcher.watch(Generation::after(5), path.clone(), Some(stamp));
        let now = disk::save_over(&path, b"other", None).unwrap();
        let told = Seen::Changed {
            generation: Generation::after(5),
            stamp: Some(now),
        };
        assert_eq!(seen.recv(), Ok(told));
        disk::remove(&path).unwrap();
        let told = Seen::Changed {
            generation: Generation::after(5),
            stamp: None,
        };
        assert_eq!(seen.recv(), Ok(told));
        std::thread::sleep(Duration::from_millis(20));
        assert!(seen.try_recv().is_err(), "it was reported already");
    }

    #[test]
    fn what_changed_while_the_window_was_away_is_seen_when_it_gets_the_focus() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("a.json");
        let stamp = disk::save_over(&path, b"one", None).unwrap();
        let (watcher, seen) = start(data.path());
        watcher.focus(false);
        watcher.watch(Generation::after(1), path.clone(), Some(stamp));
        disk::save(&path, b"other").unwrap();
        std::thread::sleep(Duration::from_millis(20));
        assert!(seen.try_recv().is_err(), "no check");
        watcher.focus(true);
        let changed = seen.recv();
        let generation = Generation::after(1);
        assert!(
            matches!(changed, Ok(Seen::Changed { generation: seen, .. }) if seen == generation)
        );
    }

    #[test]
    fn a_second_window_on_a_file_is_reported_and_one_after_the_first_is_not() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("a.json");
        let stamp = disk::save_over(&path, b"one", None).ok();
        let (first, told_first) = start(data.path());
        first.watch(Generation::after(1), path.clone(), stamp);
        // A change is reported after the lock was taken.
        disk::save(&path, b"two").unwrap();
        assert!(matches!(told_first.recv(), Ok(Seen::Changed { .. })));

        let (second, told_second) = start(data.path());
        second.watch(Generation::after(2), path.clone(), disk::stamp(&path));
        assert_eq!(
            told_second.recv(),
            Ok(Seen::Elsewhere {
                generation: Generation::after(2)
            })
        );

        first.rest();
        let (third, told_third) = start(data.path());
        let is_free = || disk::list(&data.path().join("locks"), "lock").is_empty();
        while !is_free() {
            std::thread::sleep(Duration::from_millis(1));
        }
        third.watch(Generation::after(3), path.clone(), disk::stamp(&path));
        disk::save(&path, b"three").unwrap();
        assert!(matches!(told_third.recv(), Ok(Seen::Changed { .. })));
    }
}
