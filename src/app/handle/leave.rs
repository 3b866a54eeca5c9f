//! Leaving the document: closing the window, opening another file. Waits for files being written,
//! and asks first if something would be lost.

use crate::app::job::TaskKind;
use crate::app::leaving::Leaving;
use crate::app::leaving::{AfterLeaving, Replacing};
use crate::app::state::Dialog;
use crate::app::{Effect, EventsEffect, FilePurpose, LoadedDocument, SafetyRequest, State};

impl State {
    pub(in crate::app) fn close_requested(&mut self) -> Option<Effect> {
        self.leave(AfterLeaving::Quit)
    }

    pub(super) fn forms_unfinished(&mut self, is_unfinished: bool) -> Option<Effect> {
        self.has_unfinished_form = is_unfinished;
        None
    }

    /// Leaves the document once files are written and unless changes would be lost; else asks.
    pub(super) fn leave(&mut self, then: AfterLeaving) -> Option<Effect> {
        self.leave_when_written(Leaving {
            then,
            gives_up_changes: false,
        })
    }

    /// Leaves the document once files are written. The user has discarded unsaved changes.
    pub(super) fn leave_without_saving(&mut self, then: AfterLeaving) -> Option<Effect> {
        self.leave_when_written(Leaving {
            then,
            gives_up_changes: true,
        })
    }

    /// Waits for files being written, then asks or leaves.
    pub(super) fn leave_when_written(&mut self, leaving: Leaving) -> Option<Effect> {
        if self.writes.is_writing() {
            let then = leaving.then.clone();
            self.ask_first(Dialog::Writing { then });
            self.writes.leaving = Some(leaving);
            return None;
        }
        let Leaving {
            then,
            gives_up_changes,
        } = leaving;
        let failures = self.writes.take_failures();
        let is_changed = self.open.history.is_changed() || self.has_unfinished_form;
        if self.has_document() && is_changed && !gives_up_changes {
            self.ask_first(Dialog::Unsaved { then });
            None
        } else if failures.is_empty() {
            Some(self.go_on(then))
        } else {
            self.ask_first(Dialog::WriteFailed { then, failures });
            None
        }
    }

    /// Shows a dialog about leaving. Another one that is open waits, with what is typed in it.
    fn ask_first(&mut self, dialog: Dialog) {
        let is_about_leaving = |open: &mut Dialog| {
            matches!(
                open,
                Dialog::Unsaved { .. } | Dialog::Writing { .. } | Dialog::WriteFailed { .. }
            )
        };
        self.dialog.take_if(is_about_leaving);
        if let Some(open) = self.dialog.replace(dialog) {
            self.waiting.push_front(open);
        }
    }

    /// Leaves the document at once.
    fn go_on(&mut self, then: AfterLeaving) -> Effect {
        let replacing = Replacing {
            then: then.clone(),
            changes: self.open.history.done().count(),
        };
        let effect = match then {
            AfterLeaving::Quit => Effect::Quit,
            AfterLeaving::AskOpen => self.ask_file(FilePurpose::Open),
            AfterLeaving::Open(path) => Effect::Load(path),
            AfterLeaving::OpenExample(example) => Effect::LoadExample(example),
            AfterLeaving::New => {
                let mut new = LoadedDocument::empty();
                new.document.meta.coder = self.settings.own_name().map(str::to_owned);
                return self.take(new);
            }
            AfterLeaving::ImportEvents(request) => Effect::Events(EventsEffect::Import(request)),
            AfterLeaving::Recover(path) => Effect::Safety(SafetyRequest::Recover(path)),
            AfterLeaving::OpenVersion { path, name } => {
                Effect::Safety(SafetyRequest::LoadVersion { path, name })
            }
        };
        if !matches!(effect, Effect::Quit | Effect::AskFile(_)) {
            self.replacing = Some(replacing);
            self.begin(TaskKind::Reading);
        }
        effect
    }

    /// Takes a document that was read. If the open one was changed during the reading, or is being
    /// saved, it is left first as usual: changes are asked about, and the file is read again.
    pub(super) fn opened(&mut self, opened: LoadedDocument) -> Option<Effect> {
        let Some(replacing) = self.replacing.take() else {
            return Some(self.take(opened));
        };
        let history = &self.open.history;
        let is_changed = history.is_changed() && history.done().count() != replacing.changes;
        if self.has_document() && is_changed || self.is_saving() {
            self.end(TaskKind::Reading);
            return self.leave(replacing.then);
        }
        Some(self.take(opened))
    }

    /// Does what the dialog was about, and discards what is not saved.
    pub(super) fn go_on_without_saving(&mut self) -> Option<Effect> {
        match self.dialog.take() {
            Some(Dialog::Unsaved { then } | Dialog::WriteFailed { then, .. }) => {
                self.leave_without_saving(then)
            }
            dialog => {
                self.dialog = dialog;
                None
            }
        }
    }

    /// Saves, then does what the dialog was about.
    pub(super) fn save_and_go_on(&mut self) -> Option<Effect> {
        let then = match self.dialog.take() {
            Some(Dialog::Unsaved { then }) => Some(then),
            _ => None,
        };
        self.writes.after_save = then;
        self.save_on()
    }

    /// Leaves the document if leaving waited for the last file that was written.
    pub(super) fn leave_if_written(&mut self) -> Option<Effect> {
        if self.writes.is_writing() {
            return None;
        }
        let leaving = self.writes.leaving.take()?;
        self.dialog
            .take_if(|dialog| matches!(dialog, Dialog::Writing { .. }));
        self.leave_when_written(leaving)
    }
}
