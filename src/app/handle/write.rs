//! Saving and exporting. Saves run one after another, so that each knows what the one before it
//! wrote.

use std::path::{Path, PathBuf};

use crate::app::file_name::file_name;
use crate::app::job::TaskKind;
use crate::app::leaving::Leaving;
use crate::app::state::{Act, Dialog};
use crate::app::{Effect, ExportOptions, FilePurpose, State};
use crate::model::{CompanionTexts, Stamp, TextCopies, WrittenTexts};
use crate::tasks::Generation;
use crate::words::counted;

impl State {
    pub(in crate::app) fn save(&mut self) -> Option<Effect> {
        // What was planned to follow an earlier save that was never made does not follow this one.
        self.writes.after_save = None;
        self.save_on()
    }

    /// Saves; what waits for the save still follows it.
    pub(super) fn save_on(&mut self) -> Option<Effect> {
        let path = self.writes.last_path().cloned();
        match path.or_else(|| self.open.source.path.clone()) {
            Some(path) => self.save_to(path),
            None => Some(self.ask_file(FilePurpose::Save)),
        }
    }

    pub(in crate::app) fn save_as(&mut self) -> Effect {
        self.writes.after_save = None;
        self.ask_file(FilePurpose::Save)
    }

    /// Saves to a path. If the document names saved texts or pictures, and the path may be in
    /// another folder, it is found out first which of them that copies.
    pub(super) fn save_or_plan(&mut self, path: PathBuf) -> Option<Effect> {
        let from = self.open.source.path.as_deref();
        let is_here = from.is_none_or(|from| from.parent() == path.parent());
        if is_here || !self.names_saved_texts() && !self.names_pictures() {
            return self.save_to(path);
        }
        Some(Effect::PlanTexts {
            path,
            document: Box::new(self.document().clone()),
            generation: self.document_generation,
            along: self.companion_texts(),
        })
    }

    /// Saves to a path; asks first if that copies saved texts into another folder.
    pub(super) fn save_or_ask(
        &mut self,
        path: PathBuf,
        generation: Generation,
        texts: TextCopies,
    ) -> Option<Effect> {
        if !self.document_generation.accepts(generation) {
            return None;
        }
        if texts == TextCopies::default() {
            return self.save_to(path);
        }
        self.ask(Dialog::CopyTexts { path, texts });
        None
    }

    pub(super) fn save_with_texts(&mut self, path: PathBuf) -> Option<Effect> {
        self.dialog
            .take_if(|dialog| matches!(dialog, Dialog::CopyTexts { .. }));
        self.save_to(path)
    }

    /// Whether the document names texts that are in files.
    fn names_saved_texts(&self) -> bool {
        let unsaved = &self.open.source_texts.unsaved;
        let is_in_a_file = |text: &String| !unsaved.contains_key(text);
        let mut references = self.document().references.iter();
        references.any(|reference| reference.text.as_ref().is_some_and(is_in_a_file))
    }

    fn names_pictures(&self) -> bool {
        let mut actors = self.document().actors.iter();
        actors.any(|actor| actor.picture.is_some())
    }

    /// Where the texts of the document are.
    fn companion_texts(&self) -> CompanionTexts {
        CompanionTexts {
            unsaved: self.open.source_texts.unsaved.clone(),
            from: self.open.source.path.clone(),
        }
    }

    /// Saves to a path, after the save that is under way.
    pub(super) fn save_to(&mut self, path: PathBuf) -> Option<Effect> {
        if let Some(then) = self.writes.after_save.take() {
            self.dialog = Some(Dialog::Writing { then: then.clone() });
            self.writes.leaving = Some(Leaving {
                then,
                gives_up_changes: false,
            });
        }
        let starts = self.writes.start_save(&path);
        starts.then(|| self.saving(path))
    }

    /// The effect that writes the document as it is now.
    fn saving(&mut self, path: PathBuf) -> Effect {
        self.begin(TaskKind::Writing);
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
            along: self.companion_texts(),
        }
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        generation: Generation,
        revision: u64,
        stamp: Stamp,
        texts: &WrittenTexts,
    ) -> Option<Effect> {
        self.settings.remember(&path);
        let saved = format!("Saved {}", path.display());
        let pictures = &texts.pictures;
        let left_out = [
            left_out_in_words(&texts.left_out, ["saved text was", "saved texts were"]),
            left_out_in_words(&pictures.left_out, ["picture was", "pictures were"]),
        ];
        let is_all = left_out.iter().all(Option::is_none);
        let words: Vec<String> = [saved]
            .into_iter()
            .chain(left_out.into_iter().flatten())
            .collect();
        self.notify(words.join(". "), !is_all);
        self.writes.remember_own(stamp);
        // An answer about an earlier document does not count for this one.
        if self.document_generation.accepts(generation) {
            self.succeeded(Act::Save);
            let is_saved = self.open.history.revision() == revision;
            if is_saved {
                self.open.history.mark_saved();
            } else {
                // The file contains a state between two states of the history.
                self.open.history.mark_unsaved();
            }
            self.attach_texts(&texts.written);
            self.attach_pictures(pictures);
            self.open.saved = is_saved.then(|| self.document().clone());
            self.open.source.stamp = Some(stamp);
            self.open.source.name = file_name(&path);
            self.open.source.path = Some(path);
        }
        self.save_ended()
    }

    pub(super) fn save_failed(&mut self, message: String) -> Option<Effect> {
        self.fail_write(Act::Save, message);
        self.writes.drop_queue();
        self.save_ended()
    }

    /// Starts the next save, or what waited for the last one.
    pub(super) fn save_ended(&mut self) -> Option<Effect> {
        while let Some(path) = self.writes.end_save() {
            let is_there = self.open.source.path.as_ref() == Some(&path);
            if !is_there || self.open.history.is_changed() {
                self.writes.start_save(&path);
                return Some(self.saving(path));
            }
        }
        self.write_ended()
    }

    pub(in crate::app) fn show_export(&mut self) -> Option<Effect> {
        if self.has_document() {
            self.dialog = Some(Dialog::Export);
        }
        None
    }

    pub(super) fn export_to(&mut self, path: PathBuf, options: ExportOptions) -> Effect {
        self.begin(TaskKind::Writing);
        self.writes.start_export();
        self.dialog.take_if(|dialog| *dialog == Dialog::Export);
        Effect::Export { path, options }
    }

    pub(super) fn exported(&mut self, path: &Path, omission: Option<String>) -> Option<Effect> {
        let exported = format!("Exported {}", path.display());
        let words: Vec<String> = std::iter::once(exported).chain(omission).collect();
        self.succeeded(Act::Export);
        self.notify(words.join(". "), false);
        self.writes.end_export();
        self.write_ended()
    }

    pub(super) fn export_failed(&mut self, message: String) -> Option<Effect> {
        self.fail_write(Act::Export, message);
        self.writes.end_export();
        self.write_ended()
    }

    /// Says which letters no font has; figures lack them too.
    pub(super) fn font_missing(&mut self, message: String) -> Option<Effect> {
        self.notify_always(message, true);
        None
    }

    fn fail_write(&mut self, act: Act, message: String) {
        self.notify_failed(act, message.clone());
        self.writes.fail(message, self.notice_count);
    }

    fn write_ended(&mut self) -> Option<Effect> {
        if !self.writes.is_writing() {
            self.end(TaskKind::Writing);
        }
        self.leave_if_written()
    }

    /// The name of the open file, with a suffix and another extension.
    pub(super) fn file_name_with(&self, suffix: &str, extension: &str) -> String {
        format!("{}{suffix}.{extension}", self.file_stem())
    }

    /// The name of the open file, without its extension.
    pub(super) fn file_stem(&self) -> String {
        let name = Path::new(&self.open.source.name);
        let stem = name.file_stem().unwrap_or_default().to_string_lossy();
        match stem.as_ref() {
            "" => "network".to_owned(),
            stem => stem.to_owned(),
        }
    }
}

/// How many files that were left out are named.
const MAX_NAMED: usize = 3;

/// Which saved texts or pictures are not beside the saved file, in sentences; `None` if there are
/// none.
fn left_out_in_words(left_out: &[String], [one, several]: [&str; 2]) -> Option<String> {
    let first = left_out.iter().take(MAX_NAMED);
    let named: Vec<_> = first.map(String::as_str).collect();
    let more = match left_out.len().saturating_sub(MAX_NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let files = counted(left_out.len(), one, several);
    (!named.is_empty()).then(|| format!("{files} left out: {}{more}", named.join("; ")))
}
