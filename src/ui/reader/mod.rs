//! The reading room: a reference's saved text beside the canvas, its quoted passages lit, and the way from selected
//! words to a claim. Shows what the shelf holds; reads no file.

mod actor_field;
mod blocks;
mod empty;
mod form;
mod page;
mod search;
mod selection;

use std::sync::Arc;

use egui::{ComboBox, Context, Event, Key, Modifiers, Panel, Rect, Ui};

use self::form::{Answer, Draft};
use self::page::{Look, Marked, Page, Touched};
use self::search::Search;
use self::selection::{Selection, Step};
use super::Queue;
use crate::app::{self, Change, Command, NewText, State, Target};
use crate::evidence::Text;
use crate::graph::words;
use crate::model::{Reference, ReferenceId, RelationId, RelationKind};
use crate::tasks::Generation;
use crate::ui::View;
use crate::ui::typed::Typed;

/// The narrowest panel in which a line can be read.
const NARROWEST: f32 = 300.0;

/// What the reader needs from one frame to the next.
#[derive(Default)]
pub(super) struct Reader {
    generation: Generation,
    page: Page,
    /// The reference on the page.
    reference: Option<ReferenceId>,
    draft: Option<Draft>,
    search: Search,
    /// The relation that the hand lit from here.
    lit: Option<RelationId>,
    /// What was lit and selected elsewhere, and is turned to once.
    heeded: [Option<RelationId>; 2],
    rect: Option<Rect>,
    foot_height: f32,
}

impl Reader {
    /// Takes the keys that are the reader's, before any other has them.
    pub(super) fn take_keys(&mut self, ctx: &Context, view: View) {
        if !is_shown(view.state) {
            return;
        }
        if let Some(draft) = &mut self.draft {
            if draft.take_keys(ctx) {
                self.close_draft(ctx);
            }
            return;
        }
        let is_read = ctx.memory(|memory| memory.has_focus(Page::id()));
        self.take_paste(ctx, is_read, view.queue);
        if is_read {
            self.take_letters(ctx, view.state);
            self.take_steps(ctx);
            self.take_turns(ctx);
            self.take_copy(ctx, view);
        }
    }

    /// The panel at the left.
    pub(super) fn show(&mut self, ui: &mut Ui, view: View) {
        self.rect = None;
        if !is_shown(view.state) {
            return;
        }
        if self.generation != view.state.document_generation {
            *self = Self {
                generation: view.state.document_generation,
                ..Self::default()
            };
        }
        let widest = (ui.available_width() * 0.6).max(NARROWEST);
        let panel = Panel::left("reader")
            .resizable(true)
            .default_size(view.state.settings.reader_width.min(widest))
            .size_range(NARROWEST..=widest);
        let shown = panel.show(ui, |ui| self.contents(ui, view));
        let rect = shown.response.rect;
        self.rect = Some(rect);
        let is_released = ui.input(|input| input.pointer.any_released());
        if (rect.width() - view.state.settings.reader_width).abs() > 1.0 && is_released {
            view.send(Command::Reader(app::Reader::SetWidth(rect.width())));
        }
    }

    fn contents(&mut self, ui: &mut Ui, view: View) {
        let reference = view.state.read_reference().cloned();
        let Some(reference) = reference else {
            return empty::nothing(ui, view.queue);
        };
        ui.add_space(4.0);
        picker(ui, &reference, view);
        let reading = Arc::clone(&view.state.open.source_texts.reading);
        match reading.text(&reference.id) {
            Some(Ok(text)) => self.read(ui, &reference, text, view),
            Some(Err(problem)) => empty::unreadable(ui, &reference, problem, view.queue),
            None if reference.text.is_some() => {
                ui.separator();
                ui.weak("Reading…");
            }
            None => {
                ui.separator();
                empty::no_text(ui, &reference, view.queue);
            }
        }
    }

    fn read(&mut self, ui: &mut Ui, reference: &Reference, text: &Arc<Text>, view: View) {
        if self.reference.as_ref() != Some(&reference.id) {
            self.reference = Some(reference.id.clone());
            self.heeded = [None, None];
        }
        self.page.put(text);
        if let Some((found, is_chosen)) = self.search.show(ui, text) {
            self.page.turn_to(found.start);
            if is_chosen {
                self.page.selection = Some(Selection {
                    anchor: found.start,
                    head: found.end,
                });
            }
        }
        ui.separator();
        let foot = Panel::bottom("reader foot").resizable(false);
        let room = ui.available_height();
        let foot = foot.show(ui, |ui| self.foot(ui, reference, room, view));
        let height = foot.response.rect.height();
        if (height - std::mem::replace(&mut self.foot_height, height)).abs() > 0.5 {
            // The panel takes the height that its contents had in the frame before.
            ui.ctx().request_repaint();
        }
        self.heed(view);
        let lit = |id: &RelationId| {
            let target = Target::Relation(id.clone());
            let session = &view.state.open.session;
            session.hovered.as_ref() == Some(&target) || session.selection.contains(&target)
        };
        let look = |id: &RelationId| {
            let relation = view.state.document().relations.get(id)?;
            let network = &view.state.open.derived.whole;
            Some(Look {
                kind: relation.kind(),
                is_contested: relation.is_contested(),
                is_lit: lit(id),
                words: words::sentence(network, network.edge(id)?),
            })
        };
        let marked = Marked {
            passages: view.state.open.source_texts.reading.passages(&reference.id),
            look: &look,
            found: self.search.found(),
            current: self.search.current(),
        };
        let touched = self.page.show(ui, &marked);
        self.touch(&touched, &look, view);
    }

    /// Turns to the passages of what is lit or selected elsewhere; of what is selected and quoted in another text, to
    /// that one.
    fn heed(&mut self, view: View) {
        let session = &view.state.open.session;
        let now = [session.hovered.as_ref(), session.selected()].map(relation_of);
        let before = std::mem::replace(&mut self.heeded, now.clone());
        // While a claim is being made, the words it is made of stay in sight.
        let Some(reference) = self.reference.as_ref().filter(|_| self.draft.is_none()) else {
            return;
        };
        for (place, (before, now)) in before.into_iter().zip(now).enumerate() {
            let Some(relation) = now.filter(|now| before.as_ref() != Some(now)) else {
                continue;
            };
            if self.lit.as_ref() == Some(&relation) {
                continue;
            }
            let passages = view.state.open.source_texts.reading.passages(reference);
            let passage = passages.and_then(|passages| passages.of(&relation).next());
            if let Some(passage) = passage {
                self.page.turn_to(passage.range.start);
            } else if place == 1
                && let Some(other) = quoting(view.state, &relation)
            {
                view.send(Command::Reader(app::Reader::Show(other)));
            }
        }
    }

    /// What the hand does on the page, as commands.
    fn touch(&mut self, touched: &Touched, look: &dyn Fn(&RelationId) -> Option<Look>, view: View) {
        if let Some((relation, is_entered)) = &touched.focused {
            let target = Target::Relation(relation.clone());
            if *is_entered {
                view.send(Command::GoTo(target));
            } else if view.state.open.session.hovered.is_none() {
                view.send(Command::Hover(Some(target)));
            }
        }
        if touched.is_clicked {
            self.page.selection = None;
            let target = Target::Relation(next_of(&touched.pointed, view.state));
            view.send(Command::GoTo(target));
        }
        let selected = |id: &&RelationId| {
            let target = Target::Relation((*id).clone());
            view.state.open.session.selection.contains(&target)
        };
        let is_dragging = touched.response.dragged();
        let pointed = touched.pointed.iter().find(selected);
        let pointed = pointed.or(touched.pointed.first()).filter(|_| !is_dragging);
        if pointed != self.lit.as_ref() {
            view.send(Command::Hover(pointed.cloned().map(Target::Relation)));
            self.lit = pointed.cloned();
        }
        if pointed.is_some() {
            tell(touched, look);
        }
    }

    /// The form, or what can be done with the words that are selected.
    fn foot(&mut self, ui: &mut Ui, reference: &Reference, room: f32, view: View) {
        if let Some(draft) = &mut self.draft {
            match draft.show(ui, view.state, room) {
                Some(Answer::Make(new)) => {
                    view.send(Command::Change(Change::MakeClaim(new)));
                    self.page.selection = None;
                    self.close_draft(ui.ctx());
                }
                Some(Answer::Close) => self.close_draft(ui.ctx()),
                None => {}
            }
            return;
        }
        ui.add_space(5.0);
        ui.horizontal_wrapped(|ui| {
            let Some(range) = self.page.selection.and_then(Selection::words) else {
                return told(ui, reference, view.state);
            };
            let make = egui::Button::new("Make a claim").shortcut_text("M");
            if ui.add(make).on_hover_text(KEYS).clicked() {
                self.begin(view.state, None);
            }
            if ui.button("Copy").clicked() {
                let words = self.page.text().as_str()[range.clone()].to_owned();
                view.send(Command::CopyText(words));
            }
            let copy = ui.button("Copy with citation");
            if copy.on_hover_text("Ctrl+Shift+C").clicked() {
                let words = cited(self.page.text(), range, reference);
                view.send(Command::CopyText(words));
            }
        });
        ui.add_space(5.0);
    }

    /// Begins a claim of the words that are selected.
    fn begin(&mut self, state: &State, kind: Option<RelationKind>) {
        let (Some(range), Some(reference)) = (
            self.page.selection.and_then(Selection::words),
            &self.reference,
        ) else {
            return;
        };
        let text = Arc::clone(self.page.text());
        if text.trimmed(range.clone()).is_empty() {
            return;
        }
        let around = &text.as_str()[self.page.block_at(range.start)];
        self.draft = Some(Draft::new(
            state,
            reference,
            &text,
            range.clone(),
            around,
            kind,
        ));
        self.page.turn_to(range.start);
    }

    /// What is typed in the form of a claim.
    pub(super) fn typed(&self, state: &State) -> Typed {
        let draft = self.draft.as_ref();
        let draft = draft.filter(|_| self.generation == state.document_generation);
        draft.map_or_else(Typed::default, |draft| draft.typed(state))
    }

    /// Closes the form, because its claim was made.
    pub(super) fn drop_draft(&mut self) {
        self.draft = None;
    }

    /// Puts the form away; the text has the keyboard again.
    fn close_draft(&mut self, ctx: &Context) {
        self.draft = None;
        ctx.memory_mut(|memory| memory.request_focus(Page::id()));
    }

    fn take_letters(&mut self, ctx: &Context, state: &State) {
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::F) {
            self.search.focus();
        }
        if self.page.selection.and_then(Selection::words).is_none() {
            return;
        }
        if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::M) {
            self.begin(state, None);
        }
        for kind in RelationKind::ALL {
            if pressed(Modifiers::NONE, form::key(kind)) {
                self.begin(state, Some(kind));
            }
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            self.page.selection = None;
        }
    }

    /// Arrows and their neighbours turn the page.
    fn take_turns(&mut self, ctx: &Context) {
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        let view = self.page.view_height() - 40.0;
        let end = self.page.text().as_str().len();
        let turns = [
            (Key::ArrowDown, 48.0),
            (Key::ArrowUp, -48.0),
            (Key::PageDown, view),
            (Key::PageUp, -view),
        ];
        for (key, points) in turns {
            if pressed(Modifiers::NONE, key) {
                self.page.turn_by(points);
            }
        }
        for (key, place) in [(Key::Home, 0), (Key::End, end)] {
            if pressed(Modifiers::NONE, key) {
                self.page.turn_to(place);
            }
        }
    }

    /// With Shift they widen the selection.
    fn take_steps(&mut self, ctx: &Context) {
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        let text = Arc::clone(self.page.text());
        if pressed(Modifiers::COMMAND, Key::A) {
            self.page.selection = Some(Selection {
                anchor: 0,
                head: text.as_str().len(),
            });
        }
        let Some(selection) = self.page.selection else {
            return;
        };
        let block = self.page.block_at(selection.head);
        let shift = Modifiers::SHIFT;
        let word = Modifiers::SHIFT | Modifiers::COMMAND;
        let steps = [
            (word, Key::ArrowRight, Step::Word, true),
            (word, Key::ArrowLeft, Step::Word, false),
            (shift, Key::ArrowRight, Step::Letter, true),
            (shift, Key::ArrowLeft, Step::Letter, false),
            (shift, Key::End, Step::Paragraph, true),
            (shift, Key::Home, Step::Paragraph, false),
        ];
        for (modifiers, key, step, is_forward) in steps {
            if pressed(modifiers, key) {
                let stepped = selection.stepped(text.as_str(), step, is_forward, &block);
                self.widen(stepped.head);
            }
        }
        for (key, is_down) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
            if pressed(shift, key) {
                self.widen(self.page.line_from(ctx, selection.head, is_down));
            }
        }
    }

    fn widen(&mut self, head: usize) {
        if let Some(selection) = &mut self.page.selection {
            selection.head = head;
            self.page.turn_to(head);
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
                cited(self.page.text(), range, reference)
            } else {
                self.page.text().as_str()[range].to_owned()
            };
            view.send(Command::CopyText(words));
        }
    }

    /// Words pasted while the reader has the keyboard, or the pointer and nobody types, are a text to add.
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
            queue.send(Command::Reader(app::Reader::Ask(NewText::pasted(&words))));
        }
    }
}

const KEYS: &str = "Or press C for cooperation, S for support, H for hostility, O for another tie";

fn is_shown(state: &State) -> bool {
    state.settings.shows_reader && state.has_document()
}

/// Which reference is read, and the way to more of them.
fn picker(ui: &mut Ui, reference: &Reference, view: View) {
    let references = &view.state.document().references;
    ui.spacing_mut().interact_size.y = 26.0;
    ui.horizontal(|ui| {
        // A long title is cut and does not widen the panel.
        let room = egui::vec2((ui.available_width() - 56.0).max(60.0), 26.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(room, layout, |ui| {
            let combo = ComboBox::from_id_salt("reference")
                .selected_text(reference.title())
                .width(room.x)
                .truncate();
            let shown = combo.show_ui(ui, |ui| {
                for other in references.iter().take(200) {
                    let is_read = reference.id == other.id;
                    let words = match other.text {
                        Some(_) => other.title().to_owned(),
                        None => format!("{} (no text)", other.title()),
                    };
                    if ui.selectable_label(is_read, words).clicked() {
                        view.send(Command::Reader(app::Reader::Show(other.id.clone())));
                    }
                }
            });
            shown.response.on_hover_text(reference.citation());
        });
        ui.menu_button("Add", |ui| empty::ways(ui, None, view.queue))
            .response
            .on_hover_text("Add a text to read");
    });
}

/// What stands on the page, where nothing is selected.
fn told(ui: &mut Ui, reference: &Reference, state: &State) {
    let passages = state.open.source_texts.reading.passages(&reference.id);
    let count = passages.map_or(0, |passages| passages.all().len());
    let invitation = "Select words to make a claim";
    let words = match count {
        0 => invitation.to_owned(),
        _ => format!("{} · {invitation}", words::counted(count, "passage")),
    };
    ui.add(egui::Label::new(egui::RichText::new(words).weak()).truncate());
}

/// Says what is pointed at.
fn tell(touched: &Touched, look: &dyn Fn(&RelationId) -> Option<Look>) {
    let pointed = &touched.pointed;
    touched.response.clone().on_hover_ui_at_pointer(|ui| {
        for look in pointed.iter().filter_map(look) {
            ui.label(look.words);
        }
        ui.weak(if pointed.len() > 1 {
            "Click to select, again for the next"
        } else {
            "Click to select"
        });
    });
}

/// Of several relations at one place the one after that which is selected.
fn next_of(pointed: &[RelationId], state: &State) -> RelationId {
    let selected = relation_of(state.open.session.selected());
    let place = pointed.iter().position(|id| Some(id) == selected.as_ref());
    let next = place.map_or(0, |place| (place + 1) % pointed.len());
    pointed[next].clone()
}

/// A reference in whose text a relation is quoted.
fn quoting(state: &State, relation: &RelationId) -> Option<ReferenceId> {
    let relation = state.document().relations.get(relation)?;
    let mut references = relation
        .claims
        .iter()
        .filter_map(|claim| claim.reference.as_ref());
    let quotes = |id: &&ReferenceId| {
        let passages = state.open.source_texts.reading.passages(id);
        passages.is_some_and(|passages| passages.of(&relation.id).next().is_some())
    };
    references.find(quotes).cloned()
}

fn relation_of(target: Option<&Target>) -> Option<RelationId> {
    match target {
        Some(Target::Relation(id)) => Some(id.clone()),
        _ => None,
    }
}

/// Words with where they stand: `“…” (Wright, Ada. “The River Accord”. The Weekly Lamp, 2031, ¶4)`.
fn cited(text: &Text, range: std::ops::Range<usize>, reference: &Reference) -> String {
    let words = text.quote(range.clone()).exact;
    let (citation, locator) = (reference.citation(), text.locator(range));
    format!("“{words}” ({citation}, {locator})")
}
