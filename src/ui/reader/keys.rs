//! The keys of the reader: letters that begin a claim, scrolling, selecting, copying and pasting.

use std::sync::Arc;

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use super::page::Page;
use super::search::Search;
use super::selection::{Selection, SelectionStep};
use super::{Reader, cited, form, is_shown};
use crate::app::{self, Command, NewText, State};
use crate::model::RelationKind;
use crate::ui::shell::key_queue;
use crate::ui::{Queue, View};

/// Esc in the search goes to the text: what was found there can be coded without the mouse.
fn leave_search(ctx: &Context) {
    let is_searching = ctx.memory(|memory| memory.has_focus(Search::id()));
    if is_searching && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        ctx.memory_mut(|memory| memory.request_focus(Page::id()));
    }
}

impl Reader {
    /// Takes the keys of the reader, before shortcuts are dispatched.
    pub(in crate::ui) fn take_keys(&mut self, ctx: &Context, view: View) {
        if !is_shown(view.state) {
            return;
        }
        leave_search(ctx);
        if let Some(draft) = &mut self.draft {
            if draft.take_keys(ctx) {
                self.put_draft_aside(ctx);
            }
            return;
        }
        let is_read = ctx.memory(|memory| memory.has_focus(Page::id()));
        self.take_paste(ctx, is_read, view.queue);
        if is_read && self.has_proposal(view.state) {
            self.take_proposal_keys(ctx, view);
        }
        if is_read {
            self.take_letters(ctx, view.state);
            self.take_selection_keys(ctx);
            self.take_scroll_keys(ctx);
            self.take_copy(ctx, view);
        }
    }

    /// Letters and Enter begin a claim, Ctrl+F a search; what is typed after them is for the form
    /// or the field.
    fn take_letters(&mut self, ctx: &Context, state: &State) {
        let find = KeyboardShortcut::new(Modifiers::COMMAND, Key::F);
        if key_queue::take_first(ctx, &[((), find)]).is_some() {
            self.search.focus();
        }
        if self.page.selection.and_then(Selection::words).is_none() {
            return;
        }
        let plain = |key| KeyboardShortcut::new(Modifiers::NONE, key);
        let kinds = RelationKind::ALL.map(|kind| (Some(kind), plain(form::key(kind))));
        let mut keys = vec![(None, plain(Key::Enter))];
        keys.extend(kinds);
        if let Some(kind) = key_queue::take_first(ctx, &keys) {
            self.begin(state, kind);
        }
        // Other letters are no commands of the window while words are selected.
        key_queue::drop_letters(ctx);
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.page.selection = None;
        }
    }

    /// Arrows, Page Up, Page Down, Home and End scroll.
    fn take_scroll_keys(&mut self, ctx: &Context) {
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        let view = self.page.view_height() - 40.0;
        let end = self.page.text().as_str().len();
        let scrolls = [
            (Key::ArrowDown, 48.0),
            (Key::ArrowUp, -48.0),
            (Key::PageDown, view),
            (Key::PageUp, -view),
        ];
        for (key, points) in scrolls {
            if pressed(Modifiers::NONE, key) {
                self.page.scroll_by(points);
            }
        }
        for (key, place) in [(Key::Home, 0), (Key::End, end)] {
            if pressed(Modifiers::NONE, key) {
                self.page.scroll_to(place);
            }
        }
    }

    /// With Shift they extend the selection.
    fn take_selection_keys(&mut self, ctx: &Context) {
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        let text = Arc::clone(self.page.text());
        if pressed(Modifiers::COMMAND, Key::A) {
            self.page.selection = Some(Selection {
                anchor: 0,
                head: text.as_str().len(),
            });
        }
        let begins = ctx.input(|input| {
            let keys = [
                Key::ArrowRight,
                Key::ArrowLeft,
                Key::ArrowDown,
                Key::ArrowUp,
            ];
            input.modifiers.shift && keys.iter().any(|key| input.key_pressed(*key))
        });
        if self.page.selection.is_none() && begins {
            let at = self.page.first_seen();
            self.page.selection = Some(Selection {
                anchor: at,
                head: at,
            });
        }
        let Some(selection) = self.page.selection else {
            return;
        };
        let block = self.page.block_at(selection.head);
        let shift = Modifiers::SHIFT;
        let word = Modifiers::SHIFT | Modifiers::COMMAND;
        let steps = [
            (word, Key::ArrowRight, SelectionStep::Word, true),
            (word, Key::ArrowLeft, SelectionStep::Word, false),
            (shift, Key::ArrowRight, SelectionStep::Letter, true),
            (shift, Key::ArrowLeft, SelectionStep::Letter, false),
            (shift, Key::End, SelectionStep::Paragraph, true),
            (shift, Key::Home, SelectionStep::Paragraph, false),
        ];
        for (modifiers, key, step, is_forward) in steps {
            if pressed(modifiers, key) {
                let stepped = selection.stepped(text.as_str(), step, is_forward, &block);
                self.extend_selection(stepped.head);
            }
        }
        for (key, is_down) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
            if pressed(shift, key) {
                self.extend_selection(self.page.line_from(ctx, selection.head, is_down));
            }
        }
    }

    fn extend_selection(&mut self, head: usize) {
        if let Some(selection) = &mut self.page.selection {
            selection.head = head;
            self.keyed = Some(*selection);
            self.page.scroll_to(head);
        }
    }

    fn take_copy(&mut self, ctx: &Context, view: View) {
        let Some(range) = self.page.selection.and_then(Selection::words) else {
            return;
        };
        let (is_copied, with_citation) =
            ctx.input(|input| (input.events.contains(&Event::Copy), input.modifiers.shift));
        let reference = self
            .reference
            .as_ref()
            .and_then(|id| view.state.document().references.get(id));
        if let Some(reference) = reference.filter(|_| is_copied) {
            let words = if with_citation {
                cited(self.page.text(), range, reference, view.state)
            } else {
                self.page.text().as_str()[range].to_owned()
            };
            view.send(Command::CopyText(words));
        }
    }

    /// Text pasted while the reader has the focus, or the pointer and no field has the focus, is a
    /// text to add.
    fn take_paste(&self, ctx: &Context, is_read: bool, queue: &Queue) {
        let pointer = ctx.input(|input| input.pointer.hover_pos());
        let is_over = self
            .rect
            .is_some_and(|rect| pointer.is_some_and(|pointer| rect.contains(pointer)));
        if !is_read && (!is_over || ctx.text_edit_focused()) {
            return;
        }
        let pasted = ctx.input(|input| {
            let mut events = input.events.iter();
            events.find_map(|event| match event {
                Event::Paste(words) => Some(words.clone()),
                _ => None,
            })
        });
        if let Some(words) = pasted {
            queue.send(Command::Reader(app::ReaderCommand::Ask(NewText::pasted(
                &words,
            ))));
        }
    }
}
