//! The dialog for a path, used if the desktop has no file dialogs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, Id, Key, Label, Modifiers, Response, RichText, TextEdit, Ui};

use super::frame;
use crate::app::{CodingCommand, Command, EventsCommand, ExportOptions, ReaderCommand};
use crate::export::{self, Exporter};
use crate::file::disk;
use crate::model::ReferenceId;
use crate::ui::Queue;
use crate::ui::shell::key_queue;
use crate::ui::tasks::file_dialogs;
use crate::ui::widgets::primary::primary;

/// What the path is for.
pub(crate) enum PathPurpose {
    /// A file to open.
    Open,
    /// A text to add.
    Text {
        /// The reference that it belongs to, if one is given.
        to: Option<ReferenceId>,
        /// The folder to begin with.
        folder: Option<PathBuf>,
    },
    /// Citations to choose from.
    Citations,
    /// Another coder's file, to merge with.
    Merge,
    /// Proposals to decide.
    Proposals,
    /// Event data to import: a file, a folder or a pattern.
    Events,
    /// The file to save to.
    Save {
        /// The folder to begin with.
        folder: Option<PathBuf>,
        /// The name to begin with.
        name: String,
    },
    /// The file to export to.
    Export {
        /// The folder to begin with.
        folder: Option<PathBuf>,
        /// The name to begin with.
        name: String,
        /// How to export.
        options: ExportOptions,
    },
}

/// The path being typed.
pub(super) struct PathDraft {
    purpose: PathPurpose,
    text: String,
    /// What was asked about this text; a second press of the button does it.
    asked: Option<(String, PathQuestion)>,
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
    pub(super) fn new(purpose: PathPurpose) -> Self {
        let text = match &purpose {
            PathPurpose::Text {
                folder: Some(folder),
                ..
            } => folder.join("").display().to_string(),
            PathPurpose::Open
            | PathPurpose::Text { .. }
            | PathPurpose::Citations
            | PathPurpose::Merge
            | PathPurpose::Proposals
            | PathPurpose::Events => String::new(),
            PathPurpose::Save { folder, name } | PathPurpose::Export { folder, name, .. } => {
                let folder = folder.clone().unwrap_or_default();
                folder.join(name).display().to_string()
            }
        };
        Self {
            purpose,
            text,
            asked: None,
            problem: None,
            is_shown: false,
        }
    }

    fn writes(&self) -> bool {
        matches!(
            self.purpose,
            PathPurpose::Save { .. } | PathPurpose::Export { .. }
        )
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
        let wanted = match self.writes() {
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
        Some(self.command(path))
    }

    /// What is wrong with the path whatever the answers to questions are.
    fn mistake(&self, path: &Path) -> Option<String> {
        let is_events = matches!(self.purpose, PathPurpose::Events);
        let is_pattern = is_events && self.text.contains(['*', '?', '[']);
        if disk::is_folder(path) && !is_events {
            return Some("This is a folder. Add the name of a file.".to_owned());
        }
        let is_missing = !self.writes() && !is_pattern && !disk::exists(path);
        if is_missing {
            return Some("There is no such file. Correct the path.".to_owned());
        }
        self.other_format(path)
    }

    /// How the file is exported, if it is.
    fn exporter(&self) -> Option<&'static Exporter> {
        match &self.purpose {
            PathPurpose::Export { options, .. } => export::by_id(options.exporter),
            _ => None,
        }
    }

    /// The path of the file: that of an export gets the ending of its format, if it has none.
    fn file_path(&self) -> PathBuf {
        let path = self.path();
        match self.exporter() {
            Some(exporter) if !disk::is_folder(&path) => export::with_extension(path, exporter),
            _ => path,
        }
    }

    /// Says so where the ending of an export is that of another format.
    fn other_format(&self, path: &Path) -> Option<String> {
        let exporter = self.exporter()?;
        let other = export::other_by_extension(path, exporter)?;
        Some(format!(
            "The name ends like a file of {}, and the format is {}. End it with .{}, or choose \
             another format.",
            other.name,
            exporter.name,
            exporter.extension()
        ))
    }

    fn command(&self, path: PathBuf) -> Command {
        match &self.purpose {
            PathPurpose::Open => Command::Open(path),
            PathPurpose::Text { to, .. } => Command::Reader(ReaderCommand::Fetch(path, to.clone())),
            PathPurpose::Citations => Command::Reader(ReaderCommand::FetchCitations(path)),
            PathPurpose::Merge => Command::Coding(CodingCommand::Merge(path)),
            PathPurpose::Proposals => Command::Coding(CodingCommand::ReadProposals(path)),
            PathPurpose::Events => Command::Events(EventsCommand::AddFiles(vec![path])),
            PathPurpose::Save { .. } => Command::SaveTo(path),
            PathPurpose::Export { options, .. } => Command::ExportTo(path, *options),
        }
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
    let (title, take) = match draft.purpose {
        PathPurpose::Open => ("Open a file", "Open"),
        PathPurpose::Text { .. } => ("Add text", "Read"),
        PathPurpose::Citations => ("Read citations from BibTeX or CSL JSON", "Read"),
        PathPurpose::Merge => ("Merge with a file", "Merge"),
        PathPurpose::Proposals => ("Check proposals (JSON lines)", "Check"),
        PathPurpose::Events => ("Add event data", "Add"),
        PathPurpose::Save { .. } => ("Save as", "Save"),
        PathPurpose::Export { .. } => ("Export to", "Export"),
    };
    ui.heading(title);
    if matches!(draft.purpose, PathPurpose::Open) {
        let extensions = file_dialogs::openable_extensions();
        ui.weak(format!("A network: {extensions}"));
    }
    let label = ui.label(match draft.purpose {
        PathPurpose::Events => "Path of a file or folder, or a pattern with *",
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
        None => take,
    };
    if let Some(problem) = &draft.problem {
        ui.colored_label(ui.visuals().error_fg_color, problem);
    }
    let cancel_slot = Id::new("the button that cancels");
    let cancel: Option<Id> = ui.data(|data| data.get_temp(cancel_slot));
    let is_on_cancel = cancel.is_some_and(|id| ui.memory(|memory| memory.has_focus(id)));
    let is_entered =
        !is_on_cancel && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let is_left = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let mut answer = is_left.then_some(Answer::Cancel);
    frame::buttons(ui, |ui| {
        let is_filled = !draft.text.trim().is_empty();
        let button = primary(ui, take);
        let is_taken = ui.add_enabled(is_filled, button).clicked();
        if is_taken || is_filled && is_entered {
            answer = Some(Answer::Take);
        }
        let cancel = ui.button("Cancel");
        ui.data_mut(|data| data.insert_temp(cancel_slot, cancel.id));
        if cancel.clicked() {
            answer = Some(Answer::Cancel);
        }
    });
    answer
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
        let selected = if draft.writes() {
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
    }
    let field = TextEdit::singleline(&mut draft.text).id(id);
    let field = ui.add(field.desired_width(f32::INFINITY));
    if field.changed() {
        draft.problem = None;
    }
    field
}
