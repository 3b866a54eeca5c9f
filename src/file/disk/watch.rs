//! The thread that watches the open file: whether another program changed it, and whether another
//! window has it open.
//!
//! While the window has the focus, the thread checks length and time of the file every few seconds,
//! which is one call to the disk. When the window gets the focus, it checks at once; otherwise it
//! sleeps. Notifications of the system (such as inotify) would save the check, but do not come from
//! network drives. The thread waits for a slow drive; the window does not. After a panic the next
//! message starts another thread.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::Lock;
use crate::file::disk;
use crate::model::{FileNow, Stamp};
use crate::tasks::{Generation, Service, TaskFailure};

/// How often the file is checked while the window has the focus.
pub const INTERVAL: Duration = Duration::from_secs(3);

/// What was seen of the watched file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchReport {
    /// The file has changed.
    Changed {
        /// The generation that the caller gave with the file.
        generation: Generation,
        /// What is at its path now.
        now: FileNow,
    },
    /// Another window has the file open.
    Elsewhere {
        /// The generation that the caller gave with the file.
        generation: Generation,
    },
}

/// Watches one file at a time, until it is dropped.
pub struct Watcher {
    service: Service<WatchMessage>,
    start: Box<dyn Fn() -> Service<WatchMessage>>,
    watched: Option<Watched>,
    has_focus: bool,
}

enum WatchMessage {
    Watch(Option<Watched>),
    Focus(bool),
}

/// The file that is watched.
#[derive(Clone)]
struct Watched {
    generation: Generation,
    path: PathBuf,
    stamp: Option<Stamp>,
    /// What was seen at last, if that was not the file.
    missing: Option<FileNow>,
}

impl Watcher {
    /// Starts a thread that reports what it sees, and holds a lock in this data folder on the file
    /// that is open. A panic of the thread goes to `on_failure`.
    pub fn start(
        data: Option<&Path>,
        interval: Duration,
        report: impl Fn(WatchReport) + Clone + Send + 'static,
        on_failure: impl Fn(TaskFailure) + Clone + Send + Sync + 'static,
    ) -> Self {
        let locks = data.map(|data| data.join("locks"));
        let start = move || {
            let mut watcher = WatchThread {
                locks: locks.clone(),
                interval,
                report: Box::new(report.clone()),
                watched: None,
                has_focus: false,
                lock: None,
                taken: None,
            };
            let run = move |messages: &Receiver<WatchMessage>| watcher.run(messages);
            Service::start("watching the file", run, on_failure.clone())
        };
        Self {
            service: start(),
            start: Box::new(start),
            watched: None,
            has_focus: false,
        }
    }

    /// Watches this file from now on; `stamp` is from when it was opened or saved.
    pub fn watch(&mut self, generation: Generation, path: PathBuf, stamp: Option<Stamp>) {
        self.watched = Some(Watched {
            generation,
            path,
            stamp,
            missing: None,
        });
        self.send(WatchMessage::Watch(self.watched.clone()));
    }

    /// Stops watching.
    pub fn rest(&mut self) {
        self.watched = None;
        self.send(WatchMessage::Watch(None));
    }

    /// The window got the focus, or lost it.
    pub fn focus(&mut self, has_focus: bool) {
        self.has_focus = has_focus;
        self.send(WatchMessage::Focus(has_focus));
    }

    fn send(&mut self, message: WatchMessage) {
        if self.service.send(message).is_err() {
            // The thread panicked: a new one gets everything that it needs.
            self.service = (self.start)();
            let _ = self.service.send(WatchMessage::Watch(self.watched.clone()));
            let _ = self.service.send(WatchMessage::Focus(self.has_focus));
        }
    }
}

impl fmt::Debug for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.watched.as_ref().map(|watched| &watched.path);
        f.debug_struct("Watcher")
            .field("path", &path)
            .finish_non_exhaustive()
    }
}

/// What the thread works with.
struct WatchThread {
    locks: Option<PathBuf>,
    interval: Duration,
    report: Box<dyn Fn(WatchReport) + Send>,
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

    /// Takes the lock of this file instead of the last one, and reports if another window has
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
                (self.report)(WatchReport::Elsewhere { generation });
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
        let (known, path) = (watched.stamp, &watched.path);
        let is_in_place = known.is_none_or(|known| disk::replaced(path, &known).is_none());
        let glance = disk::glance(path);
        let is_known = glance == known.map(|stamp| (stamp.length, stamp.modified_ns));
        if is_in_place && is_known && watched.missing.is_none() {
            return;
        }
        let now = disk::look(path, known.as_ref());
        let is_news = match &now {
            FileNow::Present(now) => {
                watched.stamp.replace(*now) != Some(*now) || watched.missing.is_some()
            }
            _ => watched.missing.as_ref() != Some(&now),
        };
        watched.missing = (!matches!(now, FileNow::Present(_))).then(|| now.clone());
        if is_news {
            let generation = watched.generation;
            (self.report)(WatchReport::Changed { generation, now });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::channel;

    use super::*;

    fn start(data: &Path) -> (Watcher, Receiver<WatchReport>) {
        let (sender, seen) = channel();
        let mut watcher = Watcher::start(
            Some(data),
            Duration::from_millis(2),
            move |report| drop(sender.send(report)),
            |failure| panic!("{failure}"),
        );
        watcher.focus(true);
        (watcher, seen)
    }

    #[test]
    fn a_change_and_a_removal_are_reported_once_each() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("a.json");
        let stamp = disk::save_over(&path, b"one", None, &[], &|_| ()).unwrap();
        let (mut watcher, seen) = start(data.path());
        watcher.watch(Generation::after(5), path.clone(), Some(stamp));
        let now = disk::save_over(&path, b"other", None, &[], &|_| ()).unwrap();
        let expected = WatchReport::Changed {
            generation: Generation::after(5),
            now: FileNow::Present(now.at_place_of(Some(stamp))),
        };
        assert_eq!(seen.recv(), Ok(expected));
        disk::remove(&path).unwrap();
        let expected = WatchReport::Changed {
            generation: Generation::after(5),
            now: FileNow::Gone,
        };
        assert_eq!(seen.recv(), Ok(expected));
        std::thread::sleep(Duration::from_millis(20));
        assert!(seen.try_recv().is_err(), "it was reported already");
    }

    #[test]
    fn a_change_made_without_the_focus_is_seen_when_the_window_gets_it() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("a.json");
        let stamp = disk::save_over(&path, b"one", None, &[], &|_| ()).unwrap();
        let (mut watcher, seen) = start(data.path());
        watcher.focus(false);
        watcher.watch(Generation::after(1), path.clone(), Some(stamp));
        disk::save(&path, b"other").unwrap();
        std::thread::sleep(Duration::from_millis(20));
        assert!(seen.try_recv().is_err(), "no check");
        watcher.focus(true);
        let changed = seen.recv();
        let generation = Generation::after(1);
        assert!(
            matches!(changed, Ok(WatchReport::Changed { generation: seen, .. }) if seen == generation)
        );
    }

    #[test]
    fn after_a_panic_the_failure_is_reported_and_the_file_is_watched_again() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("a.json");
        let stamp = disk::save_over(&path, b"one", None, &[], &|_| ()).unwrap();
        let now = disk::save_over(&path, b"other", None, &[], &|_| ()).unwrap();
        let (sender, seen) = channel();
        let (failure_sender, failures) = channel();
        let is_broken = Arc::new(AtomicBool::new(true));
        let mut watcher = Watcher::start(
            Some(data.path()),
            Duration::from_millis(2),
            move |report| {
                assert!(!is_broken.swap(false, Ordering::Relaxed), "broken");
                drop(sender.send(report));
            },
            move |failure| drop(failure_sender.send(failure)),
        );
        watcher.watch(Generation::after(1), path, Some(stamp));
        watcher.focus(true);
        let failure = failures.recv().unwrap();
        assert_eq!(failure.message, "broken");
        assert!(failure.to_string().contains("watching the file"));

        watcher.focus(true);
        let expected = WatchReport::Changed {
            generation: Generation::after(1),
            now: FileNow::Present(now.at_place_of(Some(stamp))),
        };
        assert_eq!(seen.recv(), Ok(expected));
    }

    #[test]
    fn a_second_window_on_a_file_is_reported_and_one_after_the_first_is_not() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("a.json");
        let stamp = disk::save_over(&path, b"one", None, &[], &|_| ()).ok();
        let (mut first, seen_first) = start(data.path());
        first.watch(Generation::after(1), path.clone(), stamp);
        // A change is reported after the lock was taken.
        disk::save(&path, b"two").unwrap();
        assert!(matches!(seen_first.recv(), Ok(WatchReport::Changed { .. })));

        let (mut second, seen_second) = start(data.path());
        second.watch(Generation::after(2), path.clone(), disk::stamp(&path));
        assert_eq!(
            seen_second.recv(),
            Ok(WatchReport::Elsewhere {
                generation: Generation::after(2)
            })
        );

        first.rest();
        let (mut third, seen_third) = start(data.path());
        let is_free = || disk::list(&data.path().join("locks"), "lock").is_empty();
        while !is_free() {
            std::thread::sleep(Duration::from_millis(1));
        }
        third.watch(Generation::after(3), path.clone(), disk::stamp(&path));
        disk::save(&path, b"three").unwrap();
        assert!(matches!(seen_third.recv(), Ok(WatchReport::Changed { .. })));
    }
}
