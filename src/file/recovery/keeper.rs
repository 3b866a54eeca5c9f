//! The service that writes unsaved work into the recovery folder. Its thread sleeps until it is
//! time to write.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::{Header, HeaderVersion, Pace, Slot};
use crate::file::disk::{self, DiskError};
use crate::file::write;
use crate::model::{Document, Edit, Stamp};
use crate::tasks::{Service, ServiceHandle, TaskFailure, catch_panic};

/// Unsaved work. Making one copies pointers and the positions.
#[derive(Clone, Debug)]
pub struct UnsavedWork {
    /// The name in the title bar.
    pub name: String,
    /// The file that saving writes.
    pub path: Option<PathBuf>,
    /// The stamp of that file when it was opened or saved.
    pub stamp: Option<Stamp>,
    /// The document.
    pub document: Document,
    /// The positions of its actors, in its order.
    pub positions: Vec<(f32, f32)>,
    /// Saved texts that are in no file yet, by the path in references.
    pub texts: BTreeMap<String, Arc<str>>,
    /// A number from the caller, which is in the report about this work.
    pub revision: u64,
}

/// The most actors and relations of a small document. Writing one takes a few milliseconds.
const MAX_SMALL_DOCUMENT: usize = 10_000;

impl UnsavedWork {
    fn is_small(&self) -> bool {
        let document = &self.document;
        document.actors.len() + document.relations.len() <= MAX_SMALL_DOCUMENT
    }
}

/// The result of keeping work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepReport {
    /// The work of this number is on the disk.
    Kept(u64),
    /// Why work cannot be kept. Reported once, until it can be kept again.
    Failed(DiskError),
}

/// Keeps the unsaved work of one window. When it is dropped, it writes what is not written yet.
#[derive(Debug)]
pub struct Keeper {
    service: Option<Service<KeeperMessage>>,
}

#[derive(Debug)]
enum KeeperMessage {
    Keep(Box<Unwritten>),
    Adopt(Slot),
    Forget,
    /// Write now, and answer when that is done.
    WriteNow(Sender<()>),
    /// Write now, and end the thread.
    End,
}

/// Work, and when it was edited last.
#[derive(Debug)]
struct Unwritten {
    work: UnsavedWork,
    edited_ns: u64,
}

impl Keeper {
    /// A thread that keeps work in this data folder.
    pub fn start(
        data: &Path,
        pace: Pace,
        report: impl Fn(KeepReport) + Send + Sync + 'static,
    ) -> Self {
        let report: Arc<dyn Fn(KeepReport) + Send + Sync> = Arc::new(report);
        let (folder, report_failure) = (data.to_owned(), Arc::clone(&report));
        let keeper = KeeperThread {
            data: data.to_owned(),
            pace,
            report,
            slot: None,
            pending: None,
            written: None,
            has_failed: false,
        };
        let service = Service::start(
            NAME,
            move |messages| keeper.run(messages),
            move |failure| report_failure(KeepReport::Failed(in_folder(&folder, &failure))),
        );
        Self {
            service: Some(service),
        }
    }

    /// Keeps this work in place of earlier work.
    pub fn keep(&self, work: UnsavedWork) {
        self.send(KeeperMessage::Keep(Box::new(Unwritten {
            work,
            edited_ns: disk::now_ns(),
        })));
    }

    /// Keeps this work without waiting for more edits.
    pub fn keep_at_once(&self, work: UnsavedWork) {
        self.keep(work);
        // Nobody waits for the answer.
        let (done, _) = channel();
        self.send(KeeperMessage::WriteNow(done));
    }

    /// Uses the slot of an earlier window, whose work was recovered.
    pub fn adopt(&self, slot: Slot) {
        self.send(KeeperMessage::Adopt(slot));
    }

    /// Removes what was kept: it is saved, or the user discarded it.
    pub fn forget(&self) {
        self.send(KeeperMessage::Forget);
    }

    /// A handle for another thread, to write everything at once.
    pub fn keep_now(&self) -> KeepNow {
        KeepNow(self.service.as_ref().map(Service::handle))
    }

    fn send(&self, message: KeeperMessage) {
        if let Some(service) = &self.service {
            // The service ends early only after a failure, which it has reported.
            let _ = service.send(message);
        }
    }
}

/// What the service does, for messages.
const NAME: &str = "keeping unsaved work";

/// A failure of the service as an error of the data folder.
fn in_folder(data: &Path, failure: &TaskFailure) -> DiskError {
    DiskError {
        path: data.to_owned(),
        message: failure.to_string(),
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some(service) = self.service.take() {
            // Other threads may still have handles; the message ends the service anyway.
            let _ = service.send(KeeperMessage::End);
            service.join();
        }
    }
}

/// Writes unsaved work at once, from any thread.
#[derive(Clone, Debug)]
pub struct KeepNow(Option<ServiceHandle<KeeperMessage>>);

impl KeepNow {
    /// The longest wait for the disk.
    const MAX_WAIT: Duration = Duration::from_secs(20);

    /// Writes what is not written yet, and waits until that is done.
    pub fn keep(&self) {
        let (done, answer) = channel();
        if let Some(service) = &self.0
            && service.send(KeeperMessage::WriteNow(done)).is_ok()
        {
            let _ = answer.recv_timeout(Self::MAX_WAIT);
        }
    }
}

/// What the thread of the service works with.
struct KeeperThread {
    data: PathBuf,
    pace: Pace,
    report: Arc<dyn Fn(KeepReport) + Send + Sync>,
    slot: Option<Slot>,
    pending: Option<Pending>,
    /// What is in the slot.
    written: Option<Box<Unwritten>>,
    has_failed: bool,
}

/// Work that is not written yet.
struct Pending {
    work: Box<Unwritten>,
    first: Instant,
    due: Instant,
}

impl KeeperThread {
    fn run(mut self, messages: &Receiver<KeeperMessage>) {
        loop {
            let message = match self.wait() {
                None => messages.recv().map_err(RecvTimeoutError::from),
                Some(wait) => messages.recv_timeout(wait),
            };
            match message {
                Ok(KeeperMessage::End) | Err(RecvTimeoutError::Disconnected) => {
                    self.write_pending();
                    return;
                }
                Ok(message) => self.handle(message),
                Err(RecvTimeoutError::Timeout) if self.pending.is_some() => self.write_pending(),
                Err(RecvTimeoutError::Timeout) => self.restore_lost(),
            }
        }
    }

    /// How long to sleep; without an end if nothing is kept.
    fn wait(&self) -> Option<Duration> {
        match (&self.pending, &self.written) {
            (Some(pending), _) => Some(pending.due.saturating_duration_since(Instant::now())),
            (None, Some(_)) => Some(self.pace.check()),
            (None, None) => None,
        }
    }

    fn handle(&mut self, message: KeeperMessage) {
        match message {
            KeeperMessage::Keep(work) => {
                let now = Instant::now();
                let first = self.pending.as_ref().map_or(now, |pending| pending.first);
                let due = self.pace.due(first, now, work.work.is_small());
                self.pending = Some(Pending { work, first, due });
            }
            KeeperMessage::Adopt(slot) => {
                self.forget();
                self.slot = Some(slot);
            }
            KeeperMessage::Forget => self.forget(),
            KeeperMessage::WriteNow(done) => {
                self.write_pending();
                let _ = done.send(());
            }
            KeeperMessage::End => {}
        }
        // Continuous edits must not delay the writing for ever.
        let is_due = |pending: &Pending| pending.due <= Instant::now();
        if self.pending.as_ref().is_some_and(is_due) {
            self.write_pending();
        }
    }

    fn forget(&mut self) {
        self.pending = None;
        self.written = None;
        if let Some(Err(error)) = self.slot.take().map(Slot::clear) {
            (self.report)(KeepReport::Failed(error));
        }
    }

    /// Writes the work again if its file, or the whole recovery folder, was removed.
    fn restore_lost(&mut self) {
        if self.slot.as_ref().is_some_and(Slot::is_there) {
            return;
        }
        if let Some(work) = self.written.take() {
            let now = Instant::now();
            self.pending = Some(Pending {
                work,
                first: now,
                due: now,
            });
            self.write_pending();
        }
    }

    /// Writes what is pending; if that fails, tries again later.
    fn write_pending(&mut self) {
        let Some(pending) = self.pending.take() else {
            return;
        };
        match self.put_or_report(&pending.work) {
            Ok(()) => {
                self.has_failed = false;
                (self.report)(KeepReport::Kept(pending.work.work.revision));
                self.written = Some(pending.work);
            }
            Err(error) => {
                let (first, due) = (Instant::now(), Instant::now() + self.pace.longest);
                let work = pending.work;
                self.pending = Some(Pending { work, first, due });
                if !std::mem::replace(&mut self.has_failed, true) {
                    (self.report)(KeepReport::Failed(error));
                }
            }
        }
    }

    /// The same as [`KeeperThread::put`]; a panic is an error, and the thread goes on.
    fn put_or_report(&mut self, unwritten: &Unwritten) -> Result<(), DiskError> {
        let put = catch_panic(NAME, || self.put(unwritten));
        put.unwrap_or_else(|failure| Err(in_folder(&self.data, &failure)))
    }

    fn put(&mut self, unwritten: &Unwritten) -> Result<(), DiskError> {
        let Unwritten { work, edited_ns } = unwritten;
        let path = work.path.as_deref().map(disk::canonical);
        let texts = work.texts.iter();
        let header = Header {
            texts: texts
                .map(|(path, words)| (path.clone(), words.to_string()))
                .collect(),
            format: HeaderVersion::First,
            name: work.name.clone(),
            path: path.filter(|path| path.to_str().is_some()),
            stamp: work.stamp,
            kept_ns: disk::now_ns(),
            edited_ns: *edited_ns,
            process: std::process::id(),
        };
        let arrangement = Edit::arrange(&work.document, work.positions.iter().copied());
        let native = write(&arrangement.applied(&work.document));
        self.slot()?.put(&header, &native)
    }

    /// The slot of this window: a new one if it has none, or if its lock is gone, so that
    /// another window could take it.
    fn slot(&mut self) -> Result<&Slot, DiskError> {
        let slot = match self.slot.take() {
            Some(slot) if slot.is_locked() => slot,
            lost => {
                let new = Slot::new(&self.data)?;
                if let Some(lost) = lost {
                    disk::remove(lost.path())?;
                }
                new
            }
        };
        Ok(self.slot.insert(slot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::recovery::{kept, recoverable};
    use crate::model::Actor;

    const SOON: Pace = Pace {
        quiet: Duration::from_millis(1),
        longest: Duration::from_millis(5),
    };
    const NEVER: Pace = Pace {
        quiet: Duration::from_hours(1),
        longest: Duration::from_hours(1),
    };

    fn work(revision: u64) -> UnsavedWork {
        UnsavedWork {
            name: "net.json".into(),
            path: None,
            stamp: None,
            document: Document {
                actors: [Actor::new("a")].into_iter().collect(),
                ..Document::default()
            },
            positions: vec![(revision as f32, 0.0)],
            texts: BTreeMap::new(),
            revision,
        }
    }

    fn start(data: &Path, pace: Pace) -> (Keeper, Receiver<KeepReport>) {
        let (sender, reports) = channel();
        let keeper = Keeper::start(data, pace, move |report| {
            let _ = sender.send(report);
        });
        (keeper, reports)
    }

    /// The x coordinate of the actor in the recoverable work.
    fn left(data: &Path) -> Option<f64> {
        let slot = recoverable(data).pop()?;
        let kept = kept(slot.path()).unwrap();
        Some(kept.document.actors.iter().next()?.position?.x)
    }

    #[test]
    fn a_handle_writes_work_at_once() {
        let data = tempfile::tempdir().unwrap();
        let (keeper, _reports) = start(data.path(), NEVER);
        let now = keeper.keep_now();
        keeper.keep(work(3));
        now.keep();
        assert_eq!(
            disk::list(&data.path().join("recovery"), "recovery").len(),
            1
        );
        drop(keeper);
        assert_eq!(left(data.path()), Some(3.0));
        // The keeper has ended; this must not wait.
        now.keep();
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test removes the folder")]
    fn work_is_written_again_if_the_folder_was_removed() {
        let data = tempfile::tempdir().unwrap();
        let (keeper, reports) = start(data.path(), SOON);
        keeper.keep(work(1));
        assert_eq!(reports.recv(), Ok(KeepReport::Kept(1)));
        // Fails if the keeper writes into the folder at that moment.
        let remove = || while std::fs::remove_dir_all(data.path().join("recovery")).is_err() {};
        remove();
        assert_eq!(reports.recv(), Ok(KeepReport::Kept(1)));
        remove();
        keeper.keep(work(2));
        while reports.recv() != Ok(KeepReport::Kept(2)) {}
        assert_eq!(left(data.path()), None, "its window is alive");
        drop(keeper);
        assert_eq!(left(data.path()), Some(2.0));
    }

    #[test]
    fn the_latest_work_is_kept_and_forgotten_work_is_removed() {
        let data = tempfile::tempdir().unwrap();
        let (keeper, reports) = start(data.path(), SOON);
        for revision in [1, 2] {
            keeper.keep(work(revision));
            assert_eq!(reports.recv(), Ok(KeepReport::Kept(revision)));
        }
        drop(keeper);
        assert_eq!(left(data.path()), Some(2.0));

        let (keeper, _reports) = start(data.path(), SOON);
        keeper.adopt(recoverable(data.path()).pop().unwrap());
        keeper.forget();
        drop(keeper);
        assert_eq!(left(data.path()), None);
    }

    #[test]
    fn urgent_work_does_not_wait_for_more_edits() {
        let data = tempfile::tempdir().unwrap();
        let (keeper, reports) = start(data.path(), NEVER);
        keeper.keep_at_once(work(4));
        assert_eq!(reports.recv(), Ok(KeepReport::Kept(4)));
    }

    #[test]
    fn work_that_is_not_due_is_written_when_the_window_closes() {
        let data = tempfile::tempdir().unwrap();
        let (keeper, reports) = start(data.path(), NEVER);
        keeper.keep(work(7));
        drop(keeper);
        assert_eq!(reports.recv(), Ok(KeepReport::Kept(7)));
        assert_eq!(left(data.path()), Some(7.0));
    }

    #[test]
    fn without_work_nothing_is_written_at_all() {
        let data = tempfile::tempdir().unwrap();
        drop(start(data.path(), SOON));
        assert!(!disk::exists(&data.path().join("recovery")));
    }

    #[test]
    fn a_failure_is_reported_once_and_the_work_is_kept_as_soon_as_possible() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        disk::save(&data, b"a file where the folder should be").unwrap();
        let (keeper, reports) = start(&data, SOON);
        keeper.keep(work(1));
        assert!(matches!(reports.recv(), Ok(KeepReport::Failed(_))));
        keeper.keep(work(2));
        // It tries every few milliseconds.
        std::thread::sleep(Duration::from_millis(50));
        disk::remove(&data).unwrap();
        assert_eq!(reports.recv(), Ok(KeepReport::Kept(2)));
    }
}
