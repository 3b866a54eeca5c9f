//! Recoverable work, files that others change, earlier versions.

use std::path::{Path, PathBuf};

use crate::app::leaving::AfterLeaving;
use crate::app::safety::{
    ComparedVersion, Comparison, FileChange, RecoverableWork, SafetyCommand, SafetyRequest, Unsaved,
};
use crate::app::state::Dialog;
use crate::app::{Effect, State};
use crate::model::{Difference, FileNow, Stamp};
use crate::tasks::Generation;

impl State {
    /// The state of the document, if it is in no file and must survive a crash.
    pub fn unsaved(&self) -> Option<Unsaved> {
        (self.has_document() && self.open.history.is_changed()).then(|| self.version())
    }

    /// Which state of which document this is, and the stamp of its file.
    pub fn version(&self) -> Unsaved {
        Unsaved {
            generation: self.document_generation,
            revision: self.open.history.revision(),
            stamp: self.open.source.stamp,
        }
    }

    pub(super) fn keep_safe(&mut self, safety: SafetyCommand) -> Option<Effect> {
        use SafetyCommand as S;
        match safety {
            S::RecoverableFound {
                work,
                was_asked_for,
            } => self.offer_recovery(work, was_asked_for),
            S::FileSeen { generation, now } => self.file_seen(generation, now),
            S::OpenElsewhere { generation } => self.open_elsewhere(generation),
            S::SaveRefused {
                path,
                generation,
                theirs,
            } => self.save_refused(&path, generation, theirs),
            S::Compared {
                generation,
                difference,
            } => self.compared(generation, difference),
            S::VersionsFound {
                generation,
                versions,
            } => self.versions_found(generation, versions),
            S::Warn(words) => self.warn(words),
            S::Recover(path) => self.recover(path),
            S::Discard(path) => Some(self.discard(path)),
            S::Reload => self.reload(),
            S::KeepMine => self.keep_mine(),
            S::Compare => self.compare(),
            S::WorkOnCopy => self.work_on_copy(),
            S::OpenVersion(path) => self.open_version(path),
        }
    }

    /// Shows a dialog, after those that are waiting.
    pub(super) fn ask(&mut self, dialog: Dialog) {
        self.waiting.push_back(dialog);
    }

    /// Shows the next dialog that waits.
    pub(super) fn ask_next(&mut self) {
        if self.dialog.is_none() {
            self.dialog = self.waiting.pop_front();
        }
    }

    /// Closes a dialog without an answer: what would have followed is dropped.
    pub(super) fn put_away_dialog(&mut self) -> Option<Dialog> {
        let dialog = self.dialog.take();
        match dialog {
            Some(Dialog::Changed(_) | Dialog::CopyTexts { .. }) => self.writes.after_save = None,
            Some(Dialog::Writing { .. }) => self.writes.leaving = None,
            _ => {}
        }
        dialog
    }

    fn offer_recovery(
        &mut self,
        work: Vec<RecoverableWork>,
        was_asked_for: bool,
    ) -> Option<Effect> {
        if !work.is_empty() {
            self.ask(Dialog::Recover(work));
        } else if was_asked_for {
            self.notify("No unsaved work was left behind", false);
        }
        None
    }

    fn recover(&mut self, path: PathBuf) -> Option<Effect> {
        self.dialog.take();
        self.leave(AfterLeaving::Recover(path))
    }

    fn discard(&mut self, path: PathBuf) -> Effect {
        if let Some(Dialog::Recover(work)) = &mut self.dialog {
            work.retain(|one| one.path != path);
        }
        self.dialog
            .take_if(|dialog| *dialog == Dialog::Recover(Vec::new()));
        Effect::Safety(SafetyRequest::Discard(path))
    }

    fn file_seen(&mut self, generation: Generation, now: FileNow) -> Option<Effect> {
        // Changes by our own saves are not reported. After a save the file is checked again.
        if !self.document_generation.accepts(generation)
            || self.writes.is_saving()
            || self.open.source.path.is_none()
        {
            return None;
        }
        let name = &self.open.source.name;
        let now = match now {
            FileNow::Present(now) => now,
            FileNow::Gone => {
                let words = format!("{name} was moved or deleted; saving writes it again");
                self.notify(words, true);
                return None;
            }
            FileNow::Replaced(what) => {
                let words = format!("{name}: {what}; save under another name");
                self.notify(words, true);
                return None;
            }
        };
        if self.writes.is_own(&now) {
            return None;
        }
        let base = self.open.source.stamp;
        if base.is_some_and(|base| base.has_same_contents(&now)) {
            self.open.source.stamp = Some(now);
        } else {
            self.ask_about_change(now, false);
        }
        None
    }

    /// Asks what to do about a file that another program changed. An open question about it is
    /// updated.
    fn ask_about_change(&mut self, theirs: Stamp, stops_save: bool) {
        self.waiting
            .retain(|dialog| !matches!(dialog, Dialog::Changed(_)));
        if let Some(Dialog::Changed(asked)) = &mut self.dialog {
            asked.stops_save |= stops_save;
            if asked.theirs != theirs {
                asked.theirs = theirs;
                asked.difference = None;
            }
            return;
        }
        self.waiting.push_front(Dialog::Changed(FileChange {
            theirs,
            stops_save,
            difference: None,
        }));
    }

    fn save_refused(
        &mut self,
        path: &Path,
        generation: Generation,
        theirs: Stamp,
    ) -> Option<Effect> {
        self.writes.drop_queue();
        if self.document_generation.accepts(generation) {
            // Leaving waits for the answer.
            if let Some(leaving) = self.writes.leaving.take() {
                self.writes.after_save = Some(leaving.then);
                self.dialog
                    .take_if(|dialog| matches!(dialog, Dialog::Writing { .. }));
            }
            self.ask_about_change(theirs, true);
        } else {
            let path = path.display();
            let words = format!("{path} was changed by another program and was not overwritten");
            self.notify(words, true);
        }
        self.save_ended()
    }

    fn reload(&mut self) -> Option<Effect> {
        self.put_away_dialog();
        let path = self.open.source.path.clone()?;
        self.leave_without_saving(AfterLeaving::Open(path))
    }

    /// Keeps the document; saving overwrites what another program wrote.
    fn keep_mine(&mut self) -> Option<Effect> {
        let Some(Dialog::Changed(changed)) = self.dialog.take() else {
            return None;
        };
        self.open.source.stamp = Some(changed.theirs.at_place_of(self.open.source.stamp));
        self.open.history.mark_unsaved();
        if changed.stops_save {
            return self.save_on();
        }
        None
    }

    fn compare(&mut self) -> Option<Effect> {
        let compared = self.to_compare()?;
        Some(Effect::Safety(SafetyRequest::Compare(compared)))
    }

    fn to_compare(&self) -> Option<Comparison> {
        Some(Comparison {
            generation: self.document_generation,
            path: self.open.source.path.clone()?,
            document: Box::new(self.placed_document()),
        })
    }

    fn compared(&mut self, generation: Generation, difference: Box<Difference>) -> Option<Effect> {
        if let (Some(Dialog::Changed(changed)), true) = (
            &mut self.dialog,
            self.document_generation.accepts(generation),
        ) {
            changed.difference = Some(difference);
        }
        None
    }

    fn open_elsewhere(&mut self, generation: Generation) -> Option<Effect> {
        if self.document_generation.accepts(generation) {
            self.ask(Dialog::Elsewhere);
        }
        None
    }

    fn work_on_copy(&mut self) -> Option<Effect> {
        self.dialog.take_if(|dialog| *dialog == Dialog::Elsewhere);
        self.open.source.name = self.file_name_with(" (copy)", "json");
        self.open.source.path = None;
        self.open.source.stamp = None;
        self.open.history.mark_unsaved();
        None
    }

    pub(in crate::app) fn find_versions(&mut self) -> Option<Effect> {
        let Some(compared) = self.to_compare() else {
            let words = "A network that was never saved has no earlier versions";
            self.notify(words, false);
            return None;
        };
        Some(Effect::Safety(SafetyRequest::FindVersions(compared)))
    }

    fn versions_found(
        &mut self,
        generation: Generation,
        versions: Vec<ComparedVersion>,
    ) -> Option<Effect> {
        if !self.document_generation.accepts(generation) {
            return None;
        }
        if versions.is_empty() {
            let words = "No earlier version is kept yet; each save keeps one";
            self.notify(words, false);
        } else {
            self.ask(Dialog::Versions(versions));
        }
        None
    }

    fn open_version(&mut self, path: PathBuf) -> Option<Effect> {
        self.dialog.take();
        let name = self.file_name_with(" (earlier version)", "json");
        self.leave(AfterLeaving::OpenVersion { path, name })
    }

    fn warn(&mut self, words: String) -> Option<Effect> {
        self.notify_always(words, true);
        None
    }
}
