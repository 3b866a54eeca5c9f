//! Opening, saving, exporting, closing: what happens to files and unsaved changes.

use std::path::{Path, PathBuf};

use crate::app::job::TaskKind;
use crate::app::state::{Dialog, Then, file_name};
use crate::app::{Effect, Errand, Example, ExportOptions, Opened, State};
use crate::model::{CompanionTexts, Issue, Stamp, WrittenText};
use crate::tasks::Generation;

impl State {
    pub(in crate::app) fn ask_open(&mut self) -> Option<Effect> {
        self.unless_unsaved(Then::AskOpen)
    }

    pub(super) fn open(&mut self, path: PathBuf) -> Option<Effect> {
        self.unless_unsaved(Then::Open(path))
    }

    pub(in crate::app) fn open_example(&mut self, example: Example) -> Option<Effect> {
        self.unless_unsaved(Then::OpenExample(example))
    }

    pub(in crate::app) fn new_network(&mut self) -> Option<Effect> {
        self.unless_unsaved(Then::New)
    }

    pub(in crate::app) fn close_requested(&mut self) -> Option<Effect> {
        self.unless_unsaved(Then::Quit)
    }

    /// Goes on where nothing would be lost, and asks first where something would.
    pub(super) fn unless_unsaved(&mut self, then: Then) -> Option<Effect> {
        if self.open.history.is_changed() && self.has_document() {
            self.dialog = Some(Dialog::Unsaved { then });
            None
        } else {
            Some(self.go_on(then))
        }
    }

    pub(super) fn go_on(&mut self, then: Then) -> Effect {
        let effect = match then {
            Then::Quit => Effect::Quit,
            Then::AskOpen => Effect::AskOpen,
            Then::Open(path) => Effect::Load(path),
            Then::OpenExample(example) => Effect::LoadExample(example),
            Then::New => return self.take(Opened::empty()),
            Then::Recover(path) => Effect::Safety(Errand::Recover(path)),
            Then::OpenVersion { path, name } => Effect::Safety(Errand::LoadVersion { path, name }),
        };
        if !matches!(effect, Effect::Quit | Effect::AskOpen) {
            self.begin(TaskKind::Reading);
        }
        effect
    }

    /// Goes on with what the dialog about unsaved changes was about, and gives them up.
    pub(super) fn go_on_unsaved(&mut self) -> Option<Effect> {
        match self.dialog.take() {
            Some(Dialog::Unsaved { then }) => Some(self.go_on(then)),
            dialog => {
                self.dialog = dialog;
                None
            }
        }
    }

    /// Saves, and goes on with what the dialog was about once that is done.
    pub(super) fn save_and_go_on(&mut self) -> Effect {
        let then = match self.dialog.take() {
            Some(Dialog::Unsaved { then }) => Some(then),
            _ => None,
        };
        let effect = self.save();
        self.open.after_save = then;
        effect
    }

    pub(super) fn open_failed(&mut self, name: String, issues: Vec<Issue>) -> Option<Effect> {
        self.end(TaskKind::Reading);
        self.put_off_leftovers();
        self.dialog = Some(Dialog::Report {
            name,
            issues,
            is_open: false,
        });
        None
    }

    pub(in crate::app) fn save(&mut self) -> Effect {
        // Nothing follows this save, whatever was to follow one that was never made.
        self.open.after_save = None;
        self.save_on()
    }

    /// Saves; what was to follow still does.
    pub(super) fn save_on(&mut self) -> Effect {
        match self.open.source.path.clone() {
            Some(path) => self.save_to(path),
            None => self.ask_where(),
        }
    }

    pub(in crate::app) fn save_as(&mut self) -> Effect {
        self.open.after_save = None;
        self.ask_where()
    }

    fn ask_where(&self) -> Effect {
        let name = self.file_name_with("", "json");
        Effect::AskSave { name }
    }

    pub(super) fn ask_export(&mut self, options: ExportOptions) -> Effect {
        let stem = self.file_stem();
        Effect::AskExport { stem, options }
    }

    /// The name of the file that is open, with words behind it and another ending.
    pub(super) fn file_name_with(&self, words: &str, extension: &str) -> String {
        format!("{}{words}.{extension}", self.file_stem())
    }

    /// The name of the file that is open, without its extension.
    fn file_stem(&self) -> String {
        let stem = Path::new(&self.open.source.name)
            .file_stem()
            .unwrap_or_default();
        match stem.to_string_lossy().as_ref() {
            "" => "network".to_owned(),
            stem => stem.to_owned(),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf) -> Effect {
        self.begin(TaskKind::Writing);
        self.open.is_saving = true;
        let is_its_own = self.open.source.path.as_ref() == Some(&path);
        let base = self.open.source.stamp.filter(|_| is_its_own);
        let (document, revision) = (
            Box::new(self.placed_document()),
            self.open.history.revision(),
        );
        Effect::Save {
            path,
            base,
            generation: self.document_generation,
            document,
            revision,
            along: CompanionTexts {
                unsaved: self.open.source_texts.unsaved.clone(),
                from: self.open.source.path.clone(),
            },
        }
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        generation: Generation,
        revision: u64,
        stamp: Stamp,
        texts: &[WrittenText],
    ) -> Option<Effect> {
        self.end(TaskKind::Writing);
        self.settings.remember(&path);
        self.notify(format!("Saved {}", path.display()), false);
        if !self.document_generation.accepts(generation) {
            // Another document was opened meanwhile; it must not be written over this one.
            return None;
        }
        self.open.is_saving = false;
        if self.open.history.revision() == revision {
            self.open.history.mark_saved();
        } else {
            // What stands in the file is a state that undo may pass by without knowing it.
            self.open.history.mark_unsaved();
        }
        self.shelve(texts);
        self.open.source.stamp = Some(stamp);
        self.open.source.name = file_name(&path);
        self.open.source.path = Some(path);
        self.open
            .after_save
            .take()
            .and_then(|then| self.unless_unsaved(then))
    }

    pub(super) fn export_to(&mut self, path: PathBuf, options: ExportOptions) -> Effect {
        self.begin(TaskKind::Writing);
        self.dialog.take_if(|dialog| *dialog == Dialog::Export);
        Effect::Export { path, options }
    }

    pub(super) fn exported(&mut self, path: &Path) -> Option<Effect> {
        self.end(TaskKind::Writing);
        self.notify(format!("Exported {}", path.display()), false);
        None
    }

    pub(super) fn write_failed(&mut self, words: String) -> Option<Effect> {
        self.end(TaskKind::Writing);
        self.open.is_saving = false;
        self.open.after_save = None;
        self.notify(words, true);
        None
    }

    pub(super) fn forget(&mut self, path: &Path) -> Option<Effect> {
        self.settings.recent.retain(|recent| recent != path);
        None
    }

    pub(in crate::app) fn show_export(&mut self) -> Option<Effect> {
        if self.has_document() {
            self.dialog = Some(Dialog::Export);
        }
        None
    }

    pub(in crate::app) fn show_report(&mut self) -> Option<Effect> {
        if self.open.source.issues.is_empty() {
            self.notify("Nothing wrong was found with this file", false);
        } else {
            self.dialog = Some(Dialog::Report {
                name: self.open.source.name.clone(),
                issues: self.open.source.issues.clone(),
                is_open: true,
            });
        }
        None
    }

    pub(in crate::app) fn show_help(&mut self) -> Option<Effect> {
        self.dialog = Some(Dialog::Help);
        None
    }

    pub(super) fn close_dialog(&mut self) -> Option<Effect> {
        self.put_away_dialog();
        None
    }
}
