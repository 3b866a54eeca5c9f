//! The keys of the table: from cell to cell, selecting, editing, copying, pasting, deleting.

use std::sync::Arc;

use egui::{Context, Event, Key, Modifiers};

use super::{RecordTable, is_open};
use crate::app::rows::{PastedRows, RecordKind, RecordRow, RowContext, as_tsv};
use crate::app::{Action, Change, Command};
use crate::model::ReferenceId;
use crate::ui::View;
use crate::ui::tasks::jobs;

/// How many rows Page Up and Page Down go.
const PAGE_ROWS: isize = 20;

impl RecordTable {
    /// Takes the keys of the table, before shortcuts are dispatched.
    pub(in crate::ui) fn take_keys(&mut self, ctx: &Context, view: View) {
        self.take_escape(ctx);
        if is_open(view) && self.awaits_paste {
            self.take_paste(ctx, view);
            self.awaits_paste &= !has_input(ctx);
        }
        let has_focus = ctx.memory(|memory| memory.has_focus(super::focus_id()));
        if !is_open(view) || !has_focus || self.edit.is_some() {
            return;
        }
        self.take_moves(ctx, view);
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::F2) {
            self.begin_edit(view);
        }
        if pressed(Modifiers::COMMAND, Key::A) {
            self.selection.set(self.kind, self.rows.rows.iter(), view);
        }
        if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace) {
            self.delete(view);
        }
        let is_copied = ctx.input_mut(|input| {
            let is_copied = input.events.contains(&Event::Copy);
            let is_other = |event: &Event| !matches!(event, Event::Copy | Event::Cut);
            input.events.retain(is_other);
            is_copied
        });
        if is_copied {
            self.copy(view);
        }
        self.take_paste(ctx, view);
    }

    /// Takes a pasted text.
    fn take_paste(&mut self, ctx: &Context, view: View) {
        let pasted = ctx.input_mut(|input| {
            let events = &mut input.events;
            let at = events
                .iter()
                .position(|event| matches!(event, Event::Paste(_)))?;
            match events.remove(at) {
                Event::Paste(text) => Some(text),
                _ => None,
            }
        });
        if let Some(text) = pasted {
            self.awaits_paste = false;
            self.paste(&text, view);
        }
    }

    /// Arrows, Page Up and Down, Home and End; with Shift they select a range.
    fn take_moves(&mut self, ctx: &Context, view: View) {
        let last_row = self.rows.rows.len().saturating_sub(1) as isize;
        let last_column = self.shown_columns().len().saturating_sub(1);
        let steps = [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, PAGE_ROWS),
            (Key::PageUp, -PAGE_ROWS),
            (Key::Home, -last_row),
            (Key::End, last_row),
        ];
        for (key, step) in steps {
            // egui takes Shift and an arrow for the arrow, too.
            for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
                if ctx.input_mut(|input| input.consume_key(modifiers, key)) {
                    let row = (self.cursor.row as isize + step).clamp(0, last_row) as usize;
                    self.move_to_row(row, modifiers.shift, view);
                }
            }
        }
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowRight) {
            self.cursor.column = (self.cursor.column + 1).min(last_column);
        }
        if pressed(Key::ArrowLeft) {
            self.cursor.column = self.cursor.column.saturating_sub(1);
        }
    }

    /// Moves to a row and selects it, or the range to it.
    pub(super) fn move_to_row(&mut self, row: usize, extends: bool, view: View) {
        self.cursor.row = row;
        if !extends {
            self.cursor.anchor = row;
        }
        self.scroll_to = Some(row);
        let (first, last) = (row.min(self.cursor.anchor), row.max(self.cursor.anchor));
        let rows = Arc::clone(&self.rows);
        let chosen = rows.rows.get(first..=last).unwrap_or_default();
        self.selection.set(self.kind, chosen.iter(), view);
        self.followed = view.state.open.session.selected().cloned();
    }

    /// The selected rows, in the order of the table.
    pub(super) fn selected_rows(&self, view: View) -> Vec<RecordRow> {
        let rows = self.rows.rows.iter();
        let selected = rows.filter(|row| self.selection.contains(row, view));
        selected.cloned().collect()
    }

    /// Copies the selected rows, or all rows that are listed, as text with tabs.
    pub(super) fn copy(&mut self, view: View) {
        let selected = self.selected_rows(view);
        let rows = Arc::clone(&self.rows);
        let query = self.query();
        let state = view.state;
        let (document, network) = (
            state.document().clone(),
            Arc::clone(&state.open.derived.network),
        );
        jobs::start(view.queue, "copying the rows", move || {
            let context = RowContext {
                document: &document,
                network: &network,
                citations: &rows.citations,
            };
            let chosen = if selected.is_empty() {
                &rows.rows
            } else {
                &selected
            };
            let text = as_tsv(&context, query.kind, &query.columns, chosen.iter());
            Some(Command::CopyText(text))
        });
    }

    /// Asks whether to add the pasted rows.
    pub(super) fn paste(&mut self, text: &str, view: View) {
        let pasted = PastedRows {
            kind: self.kind,
            columns: self.layout().shown.clone(),
            text: text.into(),
        };
        view.send(Command::AskPaste(pasted));
    }

    fn delete(&mut self, view: View) {
        let selected = self.selected_rows(view);
        if selected.is_empty() {
            return;
        }
        match self.kind {
            RecordKind::Actors | RecordKind::Relations => {
                let mut actors = Vec::new();
                let mut relations = Vec::new();
                for row in &selected {
                    match row {
                        RecordRow::Actor(actor) => actors.push(actor.id.clone()),
                        RecordRow::Relation(relation) => relations.push(relation.id.clone()),
                        _ => {}
                    }
                }
                if view.state.open.session.selection.is_empty() {
                    view.send(Command::Delete(Change::Delete { actors, relations }));
                } else {
                    view.send(Command::Act(Action::Delete));
                }
            }
            RecordKind::Claims => {
                for row in &selected {
                    if let (Some(relation), Some(claim)) = (row.relation(), row.claim()) {
                        let change = Change::DeleteClaim(relation.id.clone(), claim.id);
                        view.send(Command::Change(change));
                    }
                }
            }
            RecordKind::Sources => {
                let ids = selected.iter().filter_map(|row| match row {
                    RecordRow::Source(reference) => Some(reference.id.clone()),
                    _ => None,
                });
                let ids: Vec<ReferenceId> = ids.collect();
                view.send(Command::Delete(Change::DeleteReferences(ids)));
            }
        }
    }
}

/// Whether a key or a button of the mouse was pressed in this frame.
fn has_input(ctx: &Context) -> bool {
    ctx.input(|input| {
        let is_key = |event: &Event| matches!(event, Event::Key { pressed: true, .. });
        input.pointer.any_pressed() || input.events.iter().any(is_key)
    })
}
