//! The dialog for a path, used if the desktop has no file dialogs.

use std::path::{Path, PathBuf};

use egui::{Context, Id, Key, Modal, Modifiers, TextEdit, Ui};

use crate::app::{Command, ExportOptions, ReaderCommand};
use crate::file::disk;
use crate::model::ReferenceId;
use crate::ui::Queue;
use crate::ui::shell::key_queue;
use crate::ui::tasks::file_dialogs;

/// What the path is for.
pub(crate) enum PathPurpose {
    /// A file to open.
    Open,
    /// A text to add, to a reference if one is given.
    Text(Option<ReferenceId>),
    /// Citations to choose from.
    Citations,
    /// The file to save to.
    Save {
        /// The name to begin with.
        name: String,
    },
    /// The file to export to.
    Export {
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
    /// An existing file that a second click replaces.
    replaced: Option<String>,
}

impl PathDraft {
    pub(super) fn new(purpose: PathPurpose) -> Self {
        let text = match &purpose {
            PathPurpose::Open | PathPurpose::Text(_) | PathPurpose::Citations => String::new(),
            PathPurpose::Save { name } | PathPurpose::Export { name, .. } => name.clone(),
        };
        Self {
            purpose,
            text,
            replaced: None,
        }
    }

    /// Whether the path is an existing file, and the user was not yet asked.
    fn replaces_unasked(&self) -> bool {
        let writes = matches!(
            self.purpose,
            PathPurpose::Save { .. } | PathPurpose::Export { .. }
        );
        let was_asked = self.replaced.as_ref() == Some(&self.text);
        writes && !was_asked && disk::exists(Path::new(&self.text))
    }

    fn command(&self) -> Command {
        let path = PathBuf::from(&self.text);
        match &self.purpose {
            PathPurpose::Open => Command::Open(path),
            PathPurpose::Text(to) => Command::Reader(ReaderCommand::Fetch(path, to.clone())),
            PathPurpose::Citations => Command::Reader(ReaderCommand::FetchCitations(path)),
            PathPurpose::Save { .. } => Command::SaveTo(path),
            PathPurpose::Export { options, .. } => Command::ExportTo(path, *options),
        }
    }
}

pub(super) fn show(ctx: &Context, draft: &mut Option<PathDraft>, queue: &Queue) {
    let Some(open) = draft else { return };
    let response = Modal::new(Id::new("path")).show(ctx, |ui| contents(ui, open));
    let is_cancelled =
        response.backdrop_response.clicked() || response.inner == Some(Answer::Cancel);
    if response.inner == Some(Answer::Take) && open.replaces_unasked() {
        open.replaced = Some(open.text.clone());
    } else if response.inner == Some(Answer::Take) {
        queue.send(open.command());
        *draft = None;
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
    ui.set_width(440.0);
    ui.spacing_mut().item_spacing.y = 8.0;
    let (title, take) = match draft.purpose {
        PathPurpose::Open => ("Open a file", "Open"),
        PathPurpose::Text(_) => ("Add text", "Read"),
        PathPurpose::Citations => ("Read citations from BibTeX or CSL JSON", "Read"),
        PathPurpose::Save { .. } => ("Save as", "Save"),
        PathPurpose::Export { .. } => ("Export to", "Export"),
    };
    ui.heading(title);
    if matches!(draft.purpose, PathPurpose::Open) {
        let extensions = file_dialogs::openable_extensions();
        ui.weak(format!("A network: {extensions}"));
    }
    let label = ui.label("Path of the file");
    let id = Id::new("path field");
    if ui.memory(|memory| memory.focused().is_none()) {
        key_queue::focus(ui.ctx(), id);
    }
    let field = TextEdit::singleline(&mut draft.text).id(id);
    ui.add(field.desired_width(f32::INFINITY))
        .labelled_by(label.id);
    let is_replacing = draft.replaced.as_ref() == Some(&draft.text);
    if is_replacing {
        ui.label("A file with this name exists.");
    }
    let take = if is_replacing { "Replace" } else { take };
    let is_entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let is_left = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let mut answer = is_left.then_some(Answer::Cancel);
    ui.horizontal(|ui| {
        let is_filled = !draft.text.trim().is_empty();
        let is_taken = ui.add_enabled(is_filled, egui::Button::new(take)).clicked();
        if is_taken || is_filled && is_entered {
            answer = Some(Answer::Take);
        }
        if ui.button("Cancel").clicked() {
            answer = Some(Answer::Cancel);
        }
    });
    answer
}
