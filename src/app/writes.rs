//! Files that are being written: one save at a time, any number of exports, and what waits for
//! them. Knows no file and no clock.

use std::collections::VecDeque;
use std::path::PathBuf;

use super::file_name::file_name;
use super::leaving::{AfterLeaving, Leaving};
use crate::model::Stamp;

/// The most stamps of our own saves that are remembered: a report about the file is never that many
/// saves late.
const MAX_OWN_STAMPS: usize = 16;

/// Files that are being written, and what waits for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Writes {
    /// Where the document is being saved to.
    saving: Option<PathBuf>,
    /// Where it is saved to after that. Each save starts from what the save before it wrote.
    queue: VecDeque<PathBuf>,
    /// How many exports are under way.
    exports: usize,
    /// What happens once everything is written.
    pub(super) leaving: Option<Leaving>,
    /// What happens once the document is saved, while the user is asked where to, or what to do
    /// about a conflict.
    pub(super) after_save: Option<AfterLeaving>,
    /// What failed to be written, and was not asked about yet.
    failures: Vec<WriteFailure>,
    /// The stamps of files after our own saves, the latest last.
    own_stamps: VecDeque<Stamp>,
}

/// A file that could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WriteFailure {
    message: String,
    /// The notice about it: a user who dismisses the notice has read it.
    notice: u64,
}

impl Writes {
    /// Whether the document is being saved.
    pub(super) fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// How many files are being written.
    pub(super) fn count(&self) -> usize {
        usize::from(self.is_saving()) + self.exports
    }

    /// Whether any file is being written.
    pub(super) fn is_writing(&self) -> bool {
        self.count() > 0
    }

    /// Where the last save asked for goes, while one is under way.
    pub(super) fn last_path(&self) -> Option<&PathBuf> {
        self.queue.back().or(self.saving.as_ref())
    }

    /// The files that are being written, as the subject of a sentence with its verb, such as
    /// `net.json and 2 exports are`.
    pub(super) fn in_words(&self) -> String {
        let saving = self.saving.as_deref().map(file_name);
        let exports = match self.exports {
            0 => None,
            1 => Some("an export".to_owned()),
            many => Some(format!("{many} exports")),
        };
        let all: Vec<_> = saving.into_iter().chain(exports).collect();
        let verb = if self.count() == 1 { "is" } else { "are" };
        format!("{} {verb}", all.join(" and "))
    }

    /// Starts a save, or queues it behind the one that is under way. Returns whether it starts now.
    pub(super) fn start_save(&mut self, path: &PathBuf) -> bool {
        if self.saving.is_none() {
            self.saving = Some(path.clone());
            return true;
        }
        if self.queue.back() != Some(path) {
            self.queue.push_back(path.clone());
        }
        false
    }

    /// The save under way has ended. Returns where the next one goes.
    pub(super) fn end_save(&mut self) -> Option<PathBuf> {
        self.saving = None;
        self.queue.pop_front()
    }

    /// Drops saves that are queued: after a failure, and of an earlier document.
    pub(super) fn drop_queue(&mut self) {
        self.queue.clear();
    }

    pub(super) fn start_export(&mut self) {
        self.exports += 1;
    }

    pub(super) fn end_export(&mut self) {
        self.exports = self.exports.saturating_sub(1);
    }

    /// Remembers the stamp of a file after a save of ours.
    pub(super) fn remember_own(&mut self, stamp: Stamp) {
        self.own_stamps.push_back(stamp);
        if self.own_stamps.len() > MAX_OWN_STAMPS {
            self.own_stamps.pop_front();
        }
    }

    /// Whether the stamp is from a save of ours: then a late report about it is not a change.
    pub(super) fn is_own(&self, stamp: &Stamp) -> bool {
        self.own_stamps.contains(stamp)
    }

    /// Remembers a failure until the user was asked about it or has dismissed its notice.
    pub(super) fn fail(&mut self, message: String, notice: u64) {
        self.failures.push(WriteFailure { message, notice });
    }

    /// The notice was dismissed: the user knows.
    pub(super) fn dismiss(&mut self, notice: u64) {
        self.failures.retain(|failure| failure.notice != notice);
    }

    /// Whether the notice is about a failure that the user was not asked about yet.
    pub(super) fn is_unread(&self, notice: u64) -> bool {
        self.failures.iter().any(|failure| failure.notice == notice)
    }

    /// Failures of one notice belong to another from now on.
    pub(super) fn renumber(&mut self, before: u64, after: u64) {
        for failure in &mut self.failures {
            if failure.notice == before {
                failure.notice = after;
            }
        }
    }

    /// The failures that were not asked about yet; they are from now on.
    pub(super) fn take_failures(&mut self) -> Vec<String> {
        let failures = std::mem::take(&mut self.failures).into_iter();
        failures.map(|failure| failure.message).collect()
    }
}
