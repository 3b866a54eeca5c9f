//! The dialog for a path, used if the desktop has no file dialogs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, Id, Key, Label, Modifiers, Response, RichText, TextEdit, Ui};

use super::frame;
use crate::app::{Command, FilePurpose, FileQuestion};
use crate::export;
use crate::file::disk;
use crate::ui::Queue;
use crate::ui::shell::{key_queue, select_text};
use crate::ui::tasks::file_dialogs;
use crate::ui::widgets::primary::add_primary;

/// The path being typed.
pub(super) struct PathDraft {
    purpose: FilePurpose,
    text: String,
    /// What was asked about this text; a second press of the button does it.
    asked: Option<(String, PathQuestion)>,
    /// Whether the button that cancels had the focus once because a file would be replaced.
    warned: bool,
    /// Why the text cannot be used.
    problem: Option<String>,
    /// Whether the dialog was shown.
    is_shown: bool,
}

/// What a press of the button would also do, so that the user is asked first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PathQuestion {
    /// Replace the file of this name.
    Replace,
    /// Make the folder of the file.
    MakeFolder,
}

impl PathDraft {
    pub(super) fn new(question: FileQuestion) -> Self {
        let name = file_dialogs::proposed_name(&question).unwrap_or_default();
        let folder = question.folder.map(|folder| folder.join(name.as_str()));
        Self {
            purpose: question.purpose,
            text: folder.map_or(name, |path| path.display().to_string()),
            asked: None,
            warned: false,
            problem: None,
            is_shown: false,
        }
    }

    /// What was asked about the text as it is now.
    fn question(&self) -> Option<PathQuestion> {
        let asked = self.asked.as_ref().filter(|(text, _)| *text == self.text);
        asked.map(|(_, question)| *question)
    }

    /// The path, with `~` for the home folder.
    fn path(&self) -> PathBuf {
        let text = self.text.trim();
        let home = std::env::home_dir();
        let below = text.strip_prefix("~/").zip(home);
        below.map_or_else(|| PathBuf::from(text), |(rest, home)| home.join(rest))
    }

    /// The folder that the path leads into; without a path, the one where relative paths start.
    fn folder(&self) -> Option<PathBuf> {
        let path = self.path();
        if path.as_os_str().is_empty() {
            return std::env::current_dir().ok();
        }
        let path = std::path::absolute(path).ok()?;
        path.parent().map(Path::to_owned)
    }

    /// Returns the command for the path. Where it must be asked about, or cannot be used, the
    /// dialog says so and stays.
    fn take(&mut self) -> Option<Command> {
        let path = self.file_path();
        self.problem = self.mistake(&path);
        if self.problem.is_some() {
            return None;
        }
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let lacks_folder = folder.is_some_and(|folder| !disk::is_folder(folder));
        let wanted = match self.purpose.writes() {
            true if lacks_folder => Some(PathQuestion::MakeFolder),
            true if disk::exists(&path) => Some(PathQuestion::Replace),
            _ => None,
        };
        if wanted.is_some() && self.question() != wanted {
            self.asked = wanted.map(|question| (self.text.clone(), question));
            return None;
        }
        if wanted == Some(PathQuestion::MakeFolder)
            && let Err(error) = disk::make_folder_of(&path)
        {
            self.problem = Some(error.to_string());
            return None;
        }
        self.purpose.clone().command(vec![path])
    }

    /// What is wrong with the path whatever the answers to questions are.
    fn mistake(&self, path: &Path) -> Option<String> {
        let is_events = matches!(self.purpose, FilePurpose::Events(_));
        let is_pattern = is_events && self.text.contains(['*', '?', '[']);
        if disk::is_folder(path) && !is_events {
            return Some("This is a folder. Add the name of a file.".to_owned());
        }
        let is_missing = !self.purpose.writes() && !is_pattern && !disk::exists(path);
        if is_missing {
            return Some("There is no such file. Correct the path.".to_owned());
        }
        self.other_format(path)
    }

    /// The path of the file: that of an export gets the ending of its format, if it has none.
    fn file_path(&self) -> PathBuf {
        let path = self.path();
        if disk::is_folder(&path) {
            return path;
        }
        file_dialogs::with_own_extension(path, &self.purpose)
    }

    /// Says so where the ending of an export is that of another format.
    fn other_format(&self, path: &Path) -> Option<String> {
        let exporter = file_dialogs::exporter(&self.purpose)?;
        let other = export::other_by_extension(path, exporter)?;
        Some(format!(
            "The name ends like a file of {}, and the format is {}. End it with .{}, or choose \
             another format.",
            other.name,
            exporter.name,
            exporter.extension()
        ))
    }
}

pub(super) fn show(ctx: &Context, draft: &mut Option<PathDraft>, queue: &Queue) {
    let Some(open) = draft else { return };
    let response = frame::modal(ctx, "path", |ui| contents(ui, open));
    let is_cancelled =
        response.backdrop_response.clicked() || response.inner == Some(Answer::Cancel);
    if response.inner == Some(Answer::Take) {
        if let Some(command) = open.take() {
            queue.send(command);
            *draft = None;
        }
    } else if is_cancelled {
        *draft = None;
    }
}

#[derive(PartialEq, Eq)]
enum Answer {
    Take,
    Cancel,
}

fn contents(ui: &mut Ui, draft: &mut PathDraft) -> Option<Answer> {
    frame::set_width(ui, 440.0);
    ui.heading(file_dialogs::title(&draft.purpose));
    if matches!(draft.purpose, FilePurpose::Open) {
        let extensions = file_dialogs::openable_extensions();
        ui.weak(format!("A network: {extensions}"));
    }
    let label = ui.label(match draft.purpose {
        FilePurpose::Events(_) => "Path of a file or folder, or a pattern with *",
        _ => "Path of the file",
    });
    field(ui, draft).labelled_by(label.id);
    if let Some(folder) = draft.folder() {
        let words = format!("In the folder {}", folder.display());
        ui.add(Label::new(RichText::new(words).weak()).truncate());
    }
    let take = match draft.question() {
        Some(PathQuestion::Replace) => {
            ui.label("A file with this name exists.");
            "Replace"
        }
        Some(PathQuestion::MakeFolder) => {
            ui.label("The folder does not exist.");
            "Make the folder"
        }
        None => verb(&draft.purpose),
    };
    if let Some(problem) = &draft.problem {
        ui.colored_label(ui.visuals().error_fg_color, problem);
    }
    let cancel_slot = Id::new("the button that cancels");
    let cancel: Option<Id> = ui.data(|data| data.get_temp(cancel_slot));
    let is_on_cancel = cancel.is_some_and(|id| ui.memory(|memory| memory.has_focus(id)));
    // Enter twice must not replace a file.
    let replaces = draft.question() == Some(PathQuestion::Replace);
    let is_entered = !is_on_cancel
        && !replaces
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let is_left = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let mut answer = is_left.then_some(Answer::Cancel);
    frame::buttons(ui, |ui| {
        let is_filled = !draft.text.trim().is_empty();
        let is_taken = if replaces {
            ui.button(take).clicked()
        } else {
            add_primary(ui, is_filled, take).clicked()
        };
        if is_taken || is_filled && is_entered {
            answer = Some(Answer::Take);
        }
        let cancel = if replaces {
            add_primary(ui, true, "Cancel")
        } else {
            ui.button("Cancel")
        };
        if replaces && !std::mem::replace(&mut draft.warned, true) {
            cancel.request_focus();
        }
        draft.warned &= replaces;
        ui.data_mut(|data| data.insert_temp(cancel_slot, cancel.id));
        if cancel.clicked() {
            answer = Some(Answer::Cancel);
        }
    });
    answer
}

/// What the button that takes the path is called.
fn verb(purpose: &FilePurpose) -> &'static str {
    match purpose {
        FilePurpose::Open => "Open",
        FilePurpose::Text(_) | FilePurpose::Citations | FilePurpose::Picture(_) => "Read",
        FilePurpose::Merge => "Merge",
        FilePurpose::Proposals => "Check",
        FilePurpose::Codebook => "Import",
        FilePurpose::Events(_) => "Add",
        FilePurpose::Save => "Save",
        FilePurpose::Export(_) => "Export",
    }
}

/// The field of the path. A proposed name is selected up to its extension, so that typing replaces
/// it.
fn field(ui: &mut Ui, draft: &mut PathDraft) -> Response {
    let id = Id::new("path field");
    // The focus comes first: a field without it drops a selection.
    if !draft.is_shown || ui.memory(|memory| memory.focused().is_none()) {
        key_queue::focus(ui.ctx(), id);
    }
    if !draft.is_shown {
        draft.is_shown = true;
        let mut state = TextEditState::default();
        let selected = if draft.purpose.writes() {
            let count = |part: Option<&OsStr>| {
                part.map_or(0, |part| part.to_string_lossy().chars().count())
            };
            let path = Path::new(&draft.text);
            let start = draft.text.chars().count() - count(path.file_name());
            let end = CCursor::new(start + count(path.file_stem()));
            CCursorRange::two(CCursor::new(start), end)
        } else {
            CCursorRange::one(CCursor::new(draft.text.chars().count()))
        };
        state.cursor.set_char_range(Some(selected));
        state.store(ui.ctx(), id);
        select_text::keep(ui.ctx(), id);
    }
    let field = TextEdit::singleline(&mut draft.text).id(id);
    let field = ui.add(field.desired_width(f32::INFINITY));
    if field.changed() {
        draft.problem = None;
    }
    field
}
