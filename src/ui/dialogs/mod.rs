//! Dialogs: unsaved changes, recoverable work, files changed by others, deleting, merging and
//! splitting, the report on a file, export, paths, help.

mod about;
mod changed;
mod citation_style;
mod columns;
mod copy_texts;
mod delete;
mod difference;
mod elsewhere;
mod events;
mod export;
mod find_replace;
mod frame;
mod guide;
mod help;
mod merge;
mod networks;
mod palette;
mod paste_rows;
mod path;
mod recover;
mod report;
mod settings;
mod split;
mod tables;
mod text;
mod unsaved;
mod versions;
mod writing;

use egui::{Context, Ui};

use self::report::OpenOutcome;
use super::Queue;
use crate::app::{Command, Dialog, FileQuestion};
use crate::ui::View;

/// What is typed and chosen in the dialogs.
#[derive(Default)]
pub(super) struct DialogDrafts {
    export: export::ExportDraft,
    columns: columns::ColumnsDraft,
    events: events::EventsDraft,
    networks: networks::NetworksDraft,
    tables: tables::TablesDraft,
    text: text::TextDraft,
    discard: recover::DiscardDraft,
    merge: merge::MergeDraft,
    split: split::SplitDraft,
    path: Option<path::PathDraft>,
    wait: writing::WaitStart,
    palette: palette::PaletteDraft,
    help: help::HelpDraft,
    settings: settings::SettingsDraft,
    replace: find_replace::ReplaceDraft,
}

impl DialogDrafts {
    /// Whether a dialog holds a text that closing the window would drop.
    pub(super) fn is_unfinished(dialog: Option<&Dialog>) -> bool {
        matches!(dialog, Some(Dialog::AddText(_)))
    }

    /// Whether the path dialog is open; it gets all keys.
    pub(super) fn asks_path(&self) -> bool {
        self.path.is_some()
    }

    /// Forgets what was typed in dialogs that begin anew each time.
    fn forget_closed(&mut self, dialog: Option<&Dialog>) {
        if !matches!(dialog, Some(Dialog::Palette)) {
            self.palette.clear();
        }
        if !matches!(dialog, Some(Dialog::Help)) {
            self.help.clear();
        }
        if !matches!(dialog, Some(Dialog::Columns(_))) {
            self.columns.clear();
        }
        if !matches!(dialog, Some(Dialog::Networks(_))) {
            self.networks.clear();
        }
        if !matches!(dialog, Some(Dialog::Tables(_))) {
            self.tables.clear();
        }
        if !matches!(dialog, Some(Dialog::Export)) {
            self.export.clear();
        }
        if !matches!(dialog, Some(Dialog::Events(_))) {
            self.events.clear();
        }
        if !matches!(dialog, Some(Dialog::Settings)) {
            self.settings.clear();
        }
        if !matches!(dialog, Some(Dialog::FindReplace)) {
            self.replace.clear();
        }
    }

    /// Opens the path dialog.
    pub(super) fn ask_path(&mut self, question: FileQuestion) {
        self.path = Some(path::PathDraft::new(question));
    }
}

/// Shows the open dialog, if there is one.
pub(super) fn show(ctx: &Context, view: View, drafts: &mut DialogDrafts) {
    if drafts.path.is_some() {
        path::show(ctx, &mut drafts.path, view.queue);
        return;
    }
    if !matches!(view.state.dialog, Some(Dialog::Writing { .. })) {
        drafts.wait.clear();
    }
    drafts.forget_closed(view.state.dialog.as_ref());
    let Some(dialog) = &view.state.dialog else {
        return;
    };
    match dialog {
        Dialog::Unsaved { then } => modal(ctx, "unsaved", view.queue, |ui| {
            unsaved::show(ui, then, view);
        }),
        Dialog::Writing { then } => {
            if drafts.wait.is_long(ctx) {
                modal(ctx, "writing", view.queue, |ui| {
                    writing::show_wait(ui, then, view);
                });
            }
        }
        Dialog::WriteFailed { then, failures } => modal(ctx, "write failed", view.queue, |ui| {
            writing::show_failures(ui, then, failures, view);
        }),
        Dialog::Report {
            name,
            issues,
            is_open,
        } => {
            let outcome = match (*is_open, view.state.has_document()) {
                (true, _) => OpenOutcome::Opened,
                (false, false) => OpenOutcome::Nothing,
                (false, true) => OpenOutcome::Refused,
            };
            modal(ctx, "report", view.queue, |ui| {
                report::show(ui, name, issues, outcome, view.queue);
            });
        }
        Dialog::Delete(change) => modal(ctx, "delete", view.queue, |ui| {
            delete::show(ui, change, view);
        }),
        Dialog::Merge(actors) => modal(ctx, "merge", view.queue, |ui| {
            merge::show(ui, actors, &mut drafts.merge, view);
        }),
        Dialog::Split(actor) => modal(ctx, "split", view.queue, |ui| {
            split::show(ui, actor, &mut drafts.split, view);
        }),
        Dialog::Export => modal(ctx, "export", view.queue, |ui| {
            export::show(ui, &mut drafts.export, view);
        }),
        Dialog::Events(open) => modal(ctx, "import events", view.queue, |ui| {
            events::show(ui, open, &mut drafts.events, view);
        }),
        Dialog::AddText(new) => modal(ctx, "text", view.queue, |ui| {
            text::show(ui, &mut drafts.text, new, view);
        }),
        Dialog::Help => modal(ctx, "help", view.queue, |ui| {
            help::show(ui, &mut drafts.help, view);
        }),
        Dialog::Settings => modal(ctx, "settings", view.queue, |ui| {
            settings::show(ui, &mut drafts.settings, view);
        }),
        Dialog::Palette => modal(ctx, "palette", view.queue, |ui| {
            palette::show(ui, &mut drafts.palette, view);
        }),
        Dialog::FindReplace => modal(ctx, "find and replace", view.queue, |ui| {
            find_replace::show(ui, &mut drafts.replace, view);
        }),
        Dialog::Paste(rows) => modal(ctx, "paste rows", view.queue, |ui| {
            paste_rows::show(ui, rows, view);
        }),
        Dialog::Guide => modal(ctx, "guide", view.queue, |ui| guide::show(ui, view)),
        Dialog::About => modal(ctx, "about", view.queue, |ui| about::show(ui, view)),
        Dialog::Recover(works) => modal(ctx, "recover", view.queue, |ui| {
            recover::show(ui, works, &mut drafts.discard, view.queue);
        }),
        Dialog::Changed(changed) => modal(ctx, "changed", view.queue, |ui| {
            changed::show(ui, changed, view);
        }),
        Dialog::CopyTexts { path, texts } => modal(ctx, "copy texts", view.queue, |ui| {
            copy_texts::show(ui, path, texts, view);
        }),
        Dialog::Elsewhere => modal(ctx, "elsewhere", view.queue, |ui| {
            elsewhere::show(ui, view);
        }),
        Dialog::Columns(file) => modal(ctx, "columns", view.queue, |ui| {
            columns::show(ui, file, &mut drafts.columns, view);
        }),
        Dialog::Networks(file) => modal(ctx, "networks", view.queue, |ui| {
            networks::show(ui, file, &mut drafts.networks, view);
        }),
        Dialog::Tables(found) => modal(ctx, "tables", view.queue, |ui| {
            tables::show(ui, found, &mut drafts.tables, view);
        }),
        Dialog::Versions(versions) => modal(ctx, "versions", view.queue, |ui| {
            versions::show(ui, versions, view);
        }),
    }
}

/// A dialog over the window; a click beside it closes it.
fn modal(ctx: &Context, name: &str, queue: &Queue, contents: impl FnOnce(&mut Ui)) {
    let response = frame::modal(ctx, name, contents);
    if response.backdrop_response.clicked() {
        queue.send(Command::CloseDialog);
    }
}
