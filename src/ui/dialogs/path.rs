//! Asking for a path in the window, where the desktop has no file dialog to ask with.

use std::path::{Path, PathBuf};

use egui::{Context, Id, Key, Modal, Modifiers, TextEdit, Ui};

use crate::app::{Command, ExportOptions, Reader};
use crate::file::disk;
use crate::model::ReferenceId;
use crate::ui::Queue;
use crate::ui::tasks::file_dialogs;

/// What the path is for.
pub(crate) enum Asked {
    /// A file to open.
    Open,
    /// A text to add, as that of a reference where one is given.
    Text(Option<ReferenceId>),
    /// Citations to choose from.
    Citations,
    /// Where to save.
    Save {
        /// The name to begin with.
        name: String,
    },
    /// Where to export to.
    Export {
        /// The name to begin with.
        name: String,
        /// How to export.
        options: ExportOptions,
    },
}

/// The path being typed.
pub(super) struct Draft {
    asked: Asked,
    text: String,
    /// The path that was entered although a file is there; it takes a second click.
    replaced: Option<String>,
}

impl Draft {
    pub(super) fn new(asked: Asked) -> Self {
        let text = match &asked {
            Asked::Open | Asked::Text(_) | Asked::Citations => String::new(),
            Asked::Save { name } | Asked::Export { name, .. } => name.clone(),
        };
        Self {
            asked,
            text,
            replaced: None,
        }
    }

    /// Whether a file would be replaced without a warning.
    fn replaces_unasked(&self) -> bool {
        let writes = matches!(self.asked, Asked::Save { .. } | Asked::Export { .. });
        let is_told = self.replaced.as_ref() == Some(&self.text);
        writes && !is_told && disk::exists(Path::new(&self.text))
    }

    fn command(&self) -> Command {
        let path = PathBuf::from(&self.text);
        match &self.asked {
            Asked::Open => Command::Open(path),
            Asked::Text(to) => Command::Reader(Reader::Fetch(path, to.clone())),
            Asked::Citations => Command::Reader(Reader::FetchCitations(path)),
            Asked::Save { .. } => Command::SaveTo(path),
            Asked::Export { options, .. } => Command::ExportTo(path, *options),
        }
    }
}

pub(super) fn show(ctx: &Context, draft: &mut Option<Draft>, queue: &Queue) {
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

fn contents(ui: &mut Ui, draft: &mut Draft) -> Option<Answer> {
    ui.set_width(440.0);
    ui.spacing_mut().item_spacing.y = 8.0;
    let (title, take) = match draft.asked {
        Asked::Open => ("Open a file", "Open"),
        Asked::Text(_) => ("Add a text", "Read"),
        Asked::Citations => ("Read a citation from BibTeX or CSL JSON", "Read"),
        Asked::Save { .. } => ("Save as", "Save"),
        Asked::Export { .. } => ("Export to", "Export"),
    };
    ui.heading(title);
    if matches!(draft.asked, Asked::Open) {
        let extensions = file_dialogs::openable_extensions();
        ui.weak(format!("A network: {extensions}"));
    }
    let label = ui.label("Path of the file");
    let field = ui.add(TextEdit::singleline(&mut draft.text).desired_width(f32::INFINITY));
    let field = field.labelled_by(label.id);
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    let is_replacing = draft.replaced.as_ref() == Some(&draft.text);
    if is_replacing {
        ui.label("A file of this name is there already.");
    }
    let take = if is_replacing { "Replace it" } else { take };
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
