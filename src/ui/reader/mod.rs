//! The reader: the saved text of a source beside the canvas, with its quoted passages highlighted.
//! Selected words become a claim. Shows texts that are loaded; reads no file.

mod actor_field;
mod blocks;
mod empty;
mod form;
mod form_rows;
mod keys;
mod page;
mod proposals;
mod search;
mod selection;

use std::sync::Arc;

use egui::{ComboBox, Context, Id, Panel, Pos2, Rangef, Rect, Ui};

use self::form::put_aside::{PutAside, Quoted};
use self::form::{ClaimDraft, FormAnswer, QuoteEnd};
use self::page::{Marked, Page, PageEvents, PassageLook};
use self::search::Search;
use self::selection::{Selection, with_end_moved, with_start_moved};
use crate::app::{self, Change, CodingCommand, Command, Passages, State, Target};
use crate::evidence::Text;
use crate::graph::{NodeIndex, words};
use crate::model::{ActorId, Reference, ReferenceId, RelationId, RelationKind};
use crate::tasks::Generation;
use crate::ui::View;
use crate::ui::typed::Typed;
use crate::ui::widgets::drop_down::DropDown as _;
use crate::ui::widgets::menu_scroll;
use crate::ui::widgets::sized_panel::{self, MIN_CANVAS_WIDTH, PanelSide};
use crate::words::counted;

/// The smallest width of the panel.
pub(in crate::ui) const MIN_WIDTH: f32 = 300.0;

/// What the reader keeps from one frame to the next.
#[derive(Default)]
pub(super) struct Reader {
    generation: Generation,
    page: Page,
    /// The reference on the page.
    reference: Option<ReferenceId>,
    draft: Option<ClaimDraft>,
    put_aside: PutAside,
    /// The scroll position before the form was opened.
    place_before: Option<f64>,
    /// The revision of the document when a claim was made here: the page stays where it is when its
    /// relation is selected.
    made_at: Option<u64>,
    search: Search,
    /// Where the pointer was when the form was closed: what comes under it then was not pointed at.
    pointer_before: Option<Pos2>,
    /// The relation under the pointer in the reader.
    hovered: Option<RelationId>,
    /// The relation hovered and the one selected in the last frame: the page scrolls to a new one
    /// once.
    followed: [Option<RelationId>; 2],
    rect: Option<Rect>,
    foot_height: f32,
    /// The selection that was extended by keys last.
    keyed: Option<Selection>,
    /// Names by which the user picked actors in a text.
    called: Vec<(ReferenceId, String, ActorId)>,
    /// The number and the range of the proposal whose quote was selected.
    proposed: Option<(usize, std::ops::Range<usize>)>,
}

impl Reader {
    /// Shows the panel at the left.
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
        let room = ui.available_width();
        let max_width = (room * 0.6).min(room - MIN_CANVAS_WIDTH).max(MIN_WIDTH);
        let widths = Rangef::new(MIN_WIDTH, max_width);
        let wanted = view.state.settings.reader_width;
        let shown = sized_panel::show(ui, "reader", PanelSide::Left, wanted, widths, |ui| {
            self.contents(ui, view);
        });
        self.rect = Some(shown.rect);
        if let Some(width) = shown.resized_to {
            view.send(Command::Reader(app::ReaderCommand::SetWidth(width)));
        }
    }

    /// The area of the panel in this frame, if it is shown.
    pub(super) fn rect(&self) -> Option<Rect> {
        self.rect
    }

    fn contents(&mut self, ui: &mut Ui, view: View) {
        let reference = view.state.read_reference().cloned();
        let Some(reference) = reference else {
            return empty::nothing(ui, view.queue);
        };
        ui.add_space(4.0);
        picker(ui, &reference, view);
        let checked = Arc::clone(&view.state.open.source_texts.checked);
        match checked.text(&reference.id) {
            Some(Ok(text)) => self.read(ui, &reference, text, view),
            Some(Err(problem)) => empty::unreadable(ui, &reference, problem, view.queue),
            None if reference.text.is_some() => {
                ui.separator();
                ui.weak("Reading…");
            }
            None => {
                ui.separator();
                empty::no_text(ui, &reference, &view.state.cite(&reference), view.queue);
            }
        }
    }

    fn read(&mut self, ui: &mut Ui, reference: &Reference, text: &Arc<Text>, view: View) {
        let is_other_text = self.reference.as_ref() != Some(&reference.id);
        if is_other_text {
            self.reference = Some(reference.id.clone());
            self.followed = [None, None];
        }
        self.page.put(text);
        if let Some((found, is_chosen)) = self.search.show(ui, text) {
            self.page.scroll_to(found.start);
            // While a claim is made, what is found is read and does not become its quote.
            if is_chosen && self.draft.is_none() {
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
            // The panel has the height of its contents in the last frame.
            ui.ctx().request_repaint();
        }
        self.follow_proposal(ui.ctx(), view);
        self.follow_relation(is_other_text, view);
        let lit = |id: &RelationId| {
            let target = Target::Relation(id.clone());
            let session = &view.state.open.session;
            session.hovered.as_ref() == Some(&target) || session.selection.contains(&target)
        };
        let look = |id: &RelationId| {
            let relation = view.state.document().relations.get(id)?;
            let network = &view.state.open.derived.whole;
            Some(PassageLook {
                kind: relation.kind(),
                is_contested: relation.is_contested(),
                is_lit: lit(id),
                words: words::sentence(network, network.edge(id)?),
            })
        };
        let marked = Marked {
            passages: view.state.open.source_texts.checked.passages(&reference.id),
            look: &look,
            found: self.search.found(),
            current: self.search.current(),
        };
        let is_resized = (ui.available_height() - self.page.view_height()).abs() > 0.5;
        if let Some(draft) = self.draft.as_ref().filter(|_| is_resized) {
            // The words that are coded stay in view when the form takes more room.
            self.page.reveal(draft.range.clone());
        }
        let events = self.page.show(ui, &marked);
        if self.draft.is_none() && events.is_pressed {
            ui.memory_mut(|memory| memory.request_focus(Page::id()));
        }
        self.follow_selection(text, events.response.dragged());
        self.handle_events(&events, &look, view);
    }

    /// Scrolls to the passage of a relation that is newly hovered or selected elsewhere. For a
    /// selected one that another text quotes, shows that text, unless this text was just chosen.
    fn follow_relation(&mut self, is_other_text: bool, view: View) {
        let session = &view.state.open.session;
        let now = [session.hovered.as_ref(), session.selected()].map(relation_of);
        let before = std::mem::replace(&mut self.followed, now.clone());
        let revision = view.state.open.history.revision();
        if self.made_at.take_if(|made| *made != revision).is_some() {
            return;
        }
        // While a claim is made, its words stay in view.
        let Some(reference) = self.reference.as_ref().filter(|_| self.draft.is_none()) else {
            return;
        };
        for (place, (before, now)) in before.into_iter().zip(now).enumerate() {
            let Some(relation) = now.filter(|now| before.as_ref() != Some(now)) else {
                continue;
            };
            if self.hovered.as_ref() == Some(&relation) {
                continue;
            }
            let passages = view.state.open.source_texts.checked.passages(reference);
            let passage = passages.and_then(|passages| passages.of(&relation).next());
            if let Some(passage) = passage {
                self.page.scroll_to(passage.range.start);
            } else if place == 1
                && !is_other_text
                && let Some(other) = quoting(view.state, &relation)
            {
                view.send(Command::Reader(app::ReaderCommand::Show(other)));
            }
        }
    }

    /// The quote of the form follows the selection, and the selection the form.
    fn follow_selection(&mut self, text: &Text, is_dragged: bool) {
        let Some(draft) = self.draft.as_mut().filter(|_| !is_dragged) else {
            return;
        };
        if let Some((end, is_forward)) = draft.wanted.take() {
            let moved = match end {
                QuoteEnd::Start => with_start_moved,
                QuoteEnd::End => with_end_moved,
            };
            let range = moved(text.as_str(), &draft.range, is_forward);
            self.page.selection = Some(Selection::of(range));
        }
        match self.page.selection.and_then(Selection::words) {
            Some(range) => draft.requote(text, range),
            // A click between words keeps the quote.
            None => self.page.selection = Some(Selection::of(draft.range.clone())),
        }
    }

    /// Turns clicks and the pointer on the page into commands.
    fn handle_events(
        &mut self,
        events: &PageEvents,
        look: &dyn Fn(&RelationId) -> Option<PassageLook>,
        view: View,
    ) {
        if let Some((relation, is_entered)) = &events.focused {
            let target = Target::Relation(relation.clone());
            if *is_entered {
                view.send(Command::GoTo(target));
            } else if view.state.open.session.hovered.is_none() {
                view.send(Command::Hover(Some(target)));
            }
        }
        if events.is_clicked {
            self.page.selection = None;
            let target = Target::Relation(next_of(&events.pointed, view.state));
            view.send(Command::GoTo(target));
        }
        let selected = |id: &&RelationId| {
            let target = Target::Relation((*id).clone());
            view.state.open.session.selection.contains(&target)
        };
        self.pointer_before = self
            .pointer_before
            .filter(|before| events.response.hover_pos() == Some(*before));
        let is_idle = self.pointer_before.is_some() || events.response.dragged();
        let pointed = events.pointed.iter().find(selected);
        let pointed = pointed.or(events.pointed.first()).filter(|_| !is_idle);
        if pointed != self.hovered.as_ref() {
            view.send(Command::Hover(pointed.cloned().map(Target::Relation)));
            self.hovered = pointed.cloned();
        }
        if pointed.is_some() && self.draft.is_none() {
            tooltip(events, look);
        }
    }

    /// The form, or actions on the selected words.
    fn foot(&mut self, ui: &mut Ui, reference: &Reference, room: f32, view: View) {
        if let Some(draft) = &mut self.draft {
            match draft.show(ui, view.state, room) {
                Some(FormAnswer::Make(_))
                    if draft.is_proposed && view.state.settings.own_name().is_none() =>
                {
                    // The queue asks for the name; what was entered comes back then.
                    self.put_draft_aside(ui.ctx());
                }
                Some(FormAnswer::Make(new)) => {
                    let called = draft.called();
                    let called = called.map(|(name, actor)| (reference.id.clone(), name, actor));
                    self.called.extend(called);
                    let is_proposed = draft.is_proposed;
                    view.send(if is_proposed {
                        Command::Coding(CodingCommand::AcceptChanged(new))
                    } else {
                        Command::Change(Change::MakeClaim(new))
                    });
                    self.page.selection = None;
                    self.made_at = Some(view.state.open.history.revision());
                    self.close_draft(ui.ctx());
                }
                Some(FormAnswer::Close) => self.put_draft_aside(ui.ctx()),
                None => {}
            }
            return;
        }
        if self.proposal_card(ui, view) {
            return;
        }
        ui.add_space(5.0);
        ui.horizontal_wrapped(|ui| {
            let Some(range) = self.page.selection.and_then(Selection::words) else {
                return summary(ui, reference, view.state);
            };
            let quoted = Quoted {
                reference: &reference.id,
                text: self.page.text(),
                range: range.clone(),
                is_proposed: false,
            };
            let words = if self.put_aside.has(&quoted) {
                "Continue claim"
            } else {
                "Make claim"
            };
            let has_keys = ui.memory(|memory| memory.has_focus(Page::id()));
            let make = egui::Button::new(words);
            let make = if has_keys {
                make.shortcut_text("Enter")
            } else {
                make
            };
            if ui.add(make).on_hover_text(KEYS).clicked() {
                self.begin(view.state, None);
            }
            if ui.button("Copy").clicked() {
                let words = self.page.text().as_str()[range.clone()].to_owned();
                view.send(Command::CopyText(words));
            }
            let copy = ui.button("Copy with citation");
            if copy.on_hover_text("Ctrl+Shift+C").clicked() {
                let words = cited(self.page.text(), range, reference, view.state);
                view.send(Command::CopyText(words));
            }
        });
        ui.add_space(5.0);
    }

    /// Opens the form for a claim with the selected words as its quote.
    fn begin(&mut self, state: &State, kind: Option<RelationKind>) {
        let text = Arc::clone(self.page.text());
        // What keys selected snaps to whole words once it is used.
        if let Some(keyed) = self
            .keyed
            .take()
            .filter(|keyed| self.page.selection == Some(*keyed))
        {
            self.page.selection = Some(keyed.snapped(text.as_str()));
        }
        let (Some(range), Some(reference)) = (
            self.page.selection.and_then(Selection::words),
            &self.reference,
        ) else {
            return;
        };
        if text.trimmed(range.clone()).is_empty() {
            return;
        }
        let around = &text.as_str()[self.page.block_at(range.start)];
        let quoted = Quoted {
            reference,
            text: &text,
            range: range.clone(),
            is_proposed: false,
        };
        let draft = self.put_aside.take(&quoted, kind).unwrap_or_else(|| {
            let called = self.called_in(state, reference);
            ClaimDraft::new(
                state,
                reference,
                &text,
                range.clone(),
                around,
                kind,
                &called,
            )
        });
        self.open_draft(draft, range);
    }

    fn open_draft(&mut self, draft: ClaimDraft, range: std::ops::Range<usize>) {
        self.place_before = Some(self.page.place());
        self.draft = Some(draft);
        self.page.reveal(range);
    }

    /// Names by which the user picked actors in this text.
    fn called_in(&self, state: &State, reference: &ReferenceId) -> Vec<(String, NodeIndex)> {
        let network = &state.open.derived.whole;
        let here = self.called.iter().filter(|(text, ..)| text == reference);
        here.filter_map(|(_, name, actor)| Some((name.clone(), network.node(actor)?)))
            .collect()
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
        self.place_before = None;
    }

    /// Closes the form, and keeps what was entered for the next time that its words are selected.
    fn put_draft_aside(&mut self, ctx: &Context) {
        if let Some(draft) = self.draft.take() {
            self.put_aside.keep(draft);
        }
        self.close_draft(ctx);
    }

    /// Closes the form; the text has the keyboard focus again, and is where it was before.
    fn close_draft(&mut self, ctx: &Context) {
        self.draft = None;
        if let Some(place) = self.place_before.take() {
            self.page.return_to(place);
        }
        self.pointer_before = ctx.input(|input| input.pointer.hover_pos());
        ctx.memory_mut(|memory| memory.request_focus(Page::id()));
    }
}

/// The id of the text, which has the focus while it is read.
pub(in crate::ui) fn text_id() -> Id {
    Page::id()
}

const KEYS: &str = "Or press C for cooperation, S for support, H for hostility, O for another kind";

fn is_shown(state: &State) -> bool {
    state.shows_reader() && state.has_document()
}

/// The list of sources, and the menu to add texts.
fn picker(ui: &mut Ui, reference: &Reference, view: View) {
    let references = &view.state.document().references;
    ui.spacing_mut().interact_size.y = 26.0;
    ui.horizontal(|ui| {
        // A long title is truncated and does not widen the panel.
        let room = egui::vec2((ui.available_width() - 56.0).max(60.0), 26.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(room, layout, |ui| {
            let combo = ComboBox::from_id_salt("reference")
                .selected_text(reference.title())
                .width(room.x)
                .truncate();
            let shown = combo.show_list(ui, |ui| {
                for other in references.iter().take(200) {
                    let is_read = reference.id == other.id;
                    let words = match other.text {
                        Some(_) => other.title().to_owned(),
                        None => format!("{} (no text)", other.title()),
                    };
                    if ui.selectable_label(is_read, words).clicked() {
                        view.send(Command::Reader(app::ReaderCommand::Show(other.id.clone())));
                    }
                }
            });
            shown
                .response
                .on_hover_ui(|ui| drop(ui.label(view.state.cite(reference))));
        });
        menu_scroll::menu_button(ui, "Add", |ui| empty::add_buttons(ui, None, view.queue))
            .response
            .on_hover_text("Add a text");
    });
}

/// The number of quotes, and a hint, while nothing is selected.
fn summary(ui: &mut Ui, reference: &Reference, state: &State) {
    let passages = state.open.source_texts.checked.passages(&reference.id);
    let count = passages.map_or(0, Passages::quotes);
    let invitation = "select words to make a claim";
    let words = format!("{} · {invitation}", counted(count, "quote", "quotes"));
    ui.add(egui::Label::new(egui::RichText::new(words).weak()).truncate());
}

/// The tooltip of a passage.
fn tooltip(events: &PageEvents, look: &dyn Fn(&RelationId) -> Option<PassageLook>) {
    let pointed = &events.pointed;
    events.response.clone().on_hover_ui_at_pointer(|ui| {
        for look in pointed.iter().filter_map(look) {
            ui.label(look.words);
        }
        ui.weak(if pointed.len() > 1 {
            "Click to select; click again for the next one"
        } else {
            "Click to select"
        });
    });
}

/// Of several relations at one place, the one after the selected one.
fn next_of(pointed: &[RelationId], state: &State) -> RelationId {
    let selected = relation_of(state.open.session.selected());
    let place = pointed.iter().position(|id| Some(id) == selected.as_ref());
    let next = place.map_or(0, |place| (place + 1) % pointed.len());
    pointed[next].clone()
}

/// A reference whose text quotes a claim of a relation.
fn quoting(state: &State, relation: &RelationId) -> Option<ReferenceId> {
    let relation = state.document().relations.get(relation)?;
    let mut references = relation
        .claims
        .iter()
        .filter_map(|claim| claim.reference.as_ref());
    let quotes = |id: &&ReferenceId| {
        let passages = state.open.source_texts.checked.passages(id);
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

/// Words with their citation: `“…” (Wright, Ada. “The River Accord”. The Weekly Lamp, 2031, ¶4)`.
fn cited(
    text: &Text,
    range: std::ops::Range<usize>,
    reference: &Reference,
    state: &State,
) -> String {
    let words = text.quote(range.clone()).exact;
    let (citation, locator) = (state.cite(reference), text.locator(range));
    format!("“{words}” ({citation}, {locator})")
}
