//! The thread that keeps unsaved work: asleep until there is some, then until it is time to write it down.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::{Format, Header, Slot};
use crate::file::disk::{self, DiskError};
use crate::file::write;
use crate::model::{Document, Edit, Stamp};

/// What is to outlive a crash. Making one costs pointers and the places.
#[derive(Clone, Debug)]
pub struct Work {
    /// The name in the title bar.
    pub name: String,
    /// The file that saving writes.
    pub path: Option<PathBuf>,
    /// What that file was like when it was opened or saved.
    pub stamp: Option<Stamp>,
    /// The document.
    pub document: Document,
    /// Where its actors stand now, in its order.
    pub places: Vec<(f32, f32)>,
    /// Saved texts that lie in no file yet, by the path that references name them by.
    pub texts: BTreeMap<String, Arc<str>>,
    /// A number of the caller's, to know later what was kept.
    pub revision: u64,
}

/// How long after an edit work is written down.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// So long after the last edit.
    pub quiet: Duration,
    /// And at the latest so long after the first one that is not written down.
    pub longest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            quiet: Duration::from_secs(2),
            longest: Duration::from_secs(20),
        }
    }
}

impl Pace {
    /// When work that was edited first and last at these times is written down.
    fn due(self, first: Instant, last: Instant) -> Instant {
        (last + self.quiet).min(first + self.longest)
    }
}

/// What the thread has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The work of this number is on the disk.
    Kept(u64),
    /// Work cannot be kept, and why. Said once, until it can be kept again.
    Failed(DiskError),
}

/// Keeps the work of one window. When it is dropped, what was not yet written down is, and stays.
#[derive(Debug)]
pub struct Keeper {
    words: Option<Sender<Word>>,
    thread: Option<JoinHandle<()>>,
}

enum Word {
    Keep(Box<Work>),
    Adopt(Slot),
    Forget,
}

impl Keeper {
    /// A thread that keeps work in this data folder.
    pub fn start(data: &Path, pace: Pace, report: impl Fn(Report) + Send + 'static) -> Self {
        let (words, received) = channel();
        let desk = Desk {
            data: data.to_owned(),
            pace,
            report: Box::new(report),
            slot: None,
            pending: None,
            has_failed: false,
        };
        Self {
            words: Some(words),
            thread: Some(thread::spawn(move || desk.run(&received))),
        }
    }

    /// Keeps this from now on, in place of what was kept before.
    pub fn keep(&self, work: Work) {
        self.tell(Word::Keep(Box::new(work)));
    }

    /// Goes on in the place of a window that is gone, whose work was taken over.
    pub fn adopt(&self, slot: Slot) {
        self.tell(Word::Adopt(slot));
    }

    /// Takes what was kept away: it is saved, or was given up.
    pub fn forget(&self) {
        self.tell(Word::Forget);
    }

    fn tell(&self, word: Word) {
        // The thread ends only when this is dropped.
        if let Some(words) = &self.words {
            let _ = words.send(word);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.words = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread works with.
struct Desk {
    data: PathBuf,
    pace: Pace,
    report: Box<dyn Fn(Report) + Send>,
    slot: Option<Slot>,
    pending: Option<Pending>,
    has_failed: bool,
}

/// Work that is not written down yet.
struct Pending {
    work: Box<Work>,
    first: Instant,
    due: Instant,
}

impl Desk {
    fn run(mut self, words: &Receiver<Word>) {
        loop {
            let word = match &self.pending {
                None => words.recv().map_err(RecvTimeoutError::from),
                Some(pending) => {
                    words.recv_timeout(pending.due.saturating_duration_since(Instant::now()))
                }
            };
            match word {
                Ok(word) => self.obey(word),
                Err(RecvTimeoutError::Timeout) => self.write_down(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.write_down();
                    return;
                }
            }
        }
    }

    fn obey(&mut self, word: Word) {
        match word {
            Word::Keep(work) => {
                let now = Instant::now();
                let first = self.pending.as_ref().map_or(now, |pending| pending.first);
                let due = self.pace.due(first, now);
                self.pending = Some(Pending { work, first, due });
            }
            Word::Adopt(slot) => {
                self.forget();
                self.slot = Some(slot);
            }
            Word::Forget => self.forget(),
        }
        // Edits without end must not keep the work from being written.
        let is_due = |pending: &Pending| pending.due <= Instant::now();
        if self.pending.as_ref().is_some_and(is_due) {
            self.write_down();
        }
    }

    fn forget(&mut self) {
        self.pending = None;
        if let Some(Err(error)) = self.slot.take().map(Slot::clear) {
            (self.report)(Report::Failed(error));
        }
    }

    /// Writes what is pending; where that fails, tries again later.
    fn write_down(&mut self) {
        let Some(pending) = self.pending.take() else {
            return;
        };
        match self.put(&pending.work) {
            Ok(()) => {
                self.has_failed = false;
                (self.report)(Report::Kept(pending.work.revision));
            }
            Err(error) => {
                let (first, due) = (Instant::now(), Instant::now() + self.pace.longest);
                let work = pending.work;
                self.pending = Some(Pending { work, first, due });
                if !std::mem::replace(&mut self.has_failed, true) {
                    (self.report)(Report::Failed(error));
                }
            }
        }
    }

    fn put(&mut self, work: &Work) -> Result<(), DiskError> {
        let slot = match self.slot.take() {
            Some(slot) => slot,
            None => Slot::new(&self.data)?,
        };
        let slot = self.slot.insert(slot);
        let path = work.path.as_deref().map(disk::canonical);
        let texts = work.texts.iter();
        let header = Header {
            texts: texts
                .map(|(path, words)| (path.clone(), words.to_string()))
                .collect(),
            format: Format::First,
            name: work.name.clone(),
            path: path.filter(|path| path.to_str().is_some()),
            stamp: work.stamp,
            kept_ns: disk::now_ns(),
            process: std::process::id(),
        };
        let arrangement = Edit::arrange(&work.document, work.places.iter().copied());
        slot.put(&header, &write(&arrangement.applied(&work.document)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::recovery::{kept, left_behind};
    use crate::model::Actor;

    const SOON: Pace = Pace {
        quiet: Duration::from_millis(1),
        longest: Duration::from_millis(5),
    };
    const NEVER: Pace = Pace {
        quiet: Duration::from_hours(1),
        longest: Duration::from_hours(1),
    };

    fn work(revision: u64) -> Work {
        Work {
            name: "net.json".into(),
            path: None,
            stamp: None,
            document: Document {
                actors: [Actor::new("a")].into_iter().collect(),
                ..Document::default()
            },
            places: vec![(revision as f32, 0.0)],
            texts: BTreeMap::new(),
            revision,
        }
    }

    fn start(data: &Path, pace: Pace) -> (Keeper, Receiver<Report>) {
        let (sender, reports) = channel();
        let keeper = Keeper::start(data, pace, move |report| {
            let _ = sender.send(report);
        });
        (keeper, reports)
    }

    /// How far to the right the actor stands in the work that was left behind.
    fn left(data: &Path) -> Option<f64> {
        let slot = left_behind(data).pop()?;
        let kept = kept(slot.path()).unwrap();
        Some(kept.document.actors.iter().next()?.place?.x)
    }

    #[test]
    fn work_is_due_when_it_rests_and_after_a_while_although_it_does_not() {
        let pace = Pace::default();
        let first = Instant::now();
        let after = |seconds| first + Duration::from_secs(seconds);
        assert_eq!(pace.due(first, first), after(2));
        assert_eq!(pace.due(first, after(10)), after(12));
        assert_eq!(pace.due(first, after(19)), after(20));
        // What the user is promised.
        assert!(pace.quiet <= Duration::from_secs(5));
        assert!(pace.longest <= Duration::from_secs(30));
    }

    #[test]
    fn the_latest_work_is_kept_and_forgotten_work_is_gone() {
        let data = tempfile::tempdir().unwrap();
        let (keeper, reports) = start(data.path(), SOON);
        for revision in [1, 2] {
            keeper.keep(work(revision));
            assert_eq!(reports.recv(), Ok(Report::Kept(revision)));
        }
        drop(keeper);
        assert_eq!(left(data.path()), Some(2.0));

        let (keeper, _reports) = start(data.path(), SOON);
        keeper.adopt(left_behind(data.path()).pop().unwrap());
        keeper.forget();
        drop(keeper);
        assert_eq!(left(data.path()), None);
    }

    #[test]
    fn what_was_not_yet_due_is_written_when_the_window_goes_down() {
        let data = tempfile::tempdir().unwrap();
        let (keeper, reports) = start(data.path(), NEVER);
        keeper.keep(work(7));
        drop(keeper);
        assert_eq!(reports.recv(), Ok(Report::Kept(7)));
        assert_eq!(left(data.path()), Some(7.0));
    }

    #[test]
    fn without_work_nothing_is_written_at_all() {
        let data = tempfile::tempdir().unwrap();
        drop(start(data.path(), SOON));
        assert!(!disk::exists(&data.path().join("recovery")));
    }

    #[test]
    fn a_failure_is_told_once_and_the_work_is_kept_as_soon_as_it_can_be() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        disk::save(&data, b"a file where the folder should be").unwrap();
        let (keeper, reports) = start(&data, SOON);
        keeper.keep(work(1));
        assert!(matches!(reports.recv(), Ok(Report::Failed(_))));
        keeper.keep(work(2));
        // It tries every few milliseconds.
        std::thread::sleep(Duration::from_millis(50));
        disk::remove(&data).unwrap();
        assert_eq!(reports.recv(), Ok(Report::Kept(2)));
    }
}
