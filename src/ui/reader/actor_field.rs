//! The field for an actor in the claim form: a known actor, or a new one; for a claimant, a known
//! actor or any words.

use egui::{
    Align2, Area, Button, EventFilter, Frame, Id, Key, Modifiers, Order, Rect, RichText, TextEdit,
    TextStyle, TextWrapMode, Ui,
};

use super::form_rows::label;
use crate::app::State;
use crate::graph::{NodeIndex, actors_like, is_name};
use crate::model::{ActorKind, ClaimEnd, Document};
use crate::ui::shell::select_text;
use crate::ui::widgets::cut;
use crate::words::folded;

/// The most actors offered.
const MAX_OFFERS: usize = 5;

/// About the height of an offer, in points.
const OFFER_HEIGHT: f32 = 22.0;

/// How a field was left, or filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldStep {
    /// An offer was clicked.
    Picked,
    /// Tab was pressed: the marked offer was picked, if there was one.
    Next { is_picked: bool },
    /// Shift+Tab was pressed.
    Back,
}

/// The field, and what is picked in it.
#[derive(Clone, Debug)]
pub(super) struct ActorField {
    name: &'static str,
    /// The label before the field, which depends on the direction.
    pub(super) label: &'static str,
    hint: &'static str,
    /// Whether it names a claimant: any words will do, and no new actor is offered.
    is_claimant: bool,
    /// What is said beside the field.
    pub(super) note: String,
    text: String,
    party: Option<ClaimEnd>,
    /// Actors to offer before anything is typed.
    likely: Vec<NodeIndex>,
    /// The actor at the other end: offered only as a relation with itself, after all others.
    other: Option<ClaimEnd>,
    /// New actors of the other fields.
    new_actors: Vec<ClaimEnd>,
    /// What was typed when a known actor was picked.
    typed: Option<String>,
    /// Whether its offers are shown.
    pub(super) is_open: bool,
    /// The text that was taken from the offers, or put in: they open again when something is typed.
    settled: String,
    /// The text at whose end the caret is put.
    caret_after: Option<String>,
    /// The offer that the arrows marked.
    row: Option<usize>,
    had_focus: bool,
    /// The place of the text field.
    rect: Rect,
    /// The offers for a text, the actors of the other fields and a revision of the document.
    offered: Option<(OfferKey, Vec<ActorOffer>)>,
}

/// What the offers depend on.
type OfferKey = (String, Option<ClaimEnd>, Vec<ClaimEnd>, u64);

/// An actor that is offered.
#[derive(Clone, Debug)]
struct ActorOffer {
    /// `None` for the words as they are.
    party: Option<ClaimEnd>,
    text: String,
    words: String,
    /// Whether it would make a relation of an actor with itself.
    is_itself: bool,
}

impl ActorField {
    pub(super) fn new(name: &'static str, hint: &'static str, likely: Vec<NodeIndex>) -> Self {
        Self {
            name,
            label: name,
            hint,
            is_claimant: false,
            note: String::new(),
            text: String::new(),
            party: None,
            likely,
            other: None,
            new_actors: Vec::new(),
            typed: None,
            is_open: false,
            settled: String::new(),
            caret_after: None,
            row: None,
            had_focus: false,
            rect: Rect::ZERO,
            offered: None,
        }
    }

    /// The field of a claimant.
    pub(super) fn claimant(name: &'static str, hint: &'static str) -> Self {
        Self {
            is_claimant: true,
            ..Self::new(name, hint, Vec::new())
        }
    }

    /// What is in the field.
    pub(super) fn text(&self) -> &str {
        self.text.trim()
    }

    /// Puts words into the field of a claimant.
    pub(super) fn put_words(&mut self, words: String) {
        self.text = words;
        self.party = None;
        self.settle();
    }

    /// The picked actor.
    pub(super) fn party(&self) -> Option<&ClaimEnd> {
        self.party.as_ref()
    }

    /// Picks an actor of the network.
    pub(super) fn choose(&mut self, state: &State, node: NodeIndex) {
        if let Some(actor) = state.open.derived.whole.graph.node_weight(node) {
            actor.name().clone_into(&mut self.text);
            self.party = Some(ClaimEnd::Known(actor.id.clone()));
            self.settle();
        }
    }

    /// Picks this actor, which may be new.
    pub(super) fn put(&mut self, state: &State, end: ClaimEnd) {
        self.text = match &end {
            ClaimEnd::Known(id) => state.document().actor_name(id).to_owned(),
            ClaimEnd::New { name, .. } => name.clone(),
        };
        self.party = Some(end);
        self.settle();
    }

    /// Closes the offers: what is in the field is what the user wants.
    fn settle(&mut self) {
        self.is_open = false;
        self.settled.clone_from(&self.text);
        self.caret_after = Some(self.text.clone());
        self.row = None;
    }

    /// Swaps the actors of two fields.
    pub(super) fn swap(&mut self, other: &mut Self) {
        std::mem::swap(&mut self.text, &mut other.text);
        std::mem::swap(&mut self.party, &mut other.party);
        std::mem::swap(&mut self.typed, &mut other.typed);
        std::mem::swap(&mut self.settled, &mut other.settled);
        (self.is_open, other.is_open) = (false, false);
    }

    /// Clears the field if its actor was deleted.
    pub(super) fn refresh(&mut self, document: &Document) {
        let is_gone = |party: &mut ClaimEnd| match party {
            ClaimEnd::Known(id) => !document.actors.contains(id),
            ClaimEnd::New { .. } => false,
        };
        self.party.take_if(is_gone);
    }

    /// The id of the text field.
    pub(super) fn id(&self) -> Id {
        Id::new("claim").with(self.name)
    }

    /// Tells the field who is at the other end.
    pub(super) fn set_other(&mut self, other: Option<&ClaimEnd>) {
        if self.other.as_ref() != other {
            self.other = other.cloned();
        }
    }

    /// Tells the field which new actors the other fields have.
    pub(super) fn set_new_actors<'a>(&mut self, others: impl IntoIterator<Item = &'a Self>) {
        let parties = others.into_iter().filter_map(|field| field.party.as_ref());
        let new = parties.filter(|party| matches!(party, ClaimEnd::New { .. }));
        self.new_actors = new.cloned().collect();
    }

    /// What was typed to pick a known actor: a name for it in this text.
    pub(super) fn typed(&self) -> Option<(&str, &ClaimEnd)> {
        Some((self.typed.as_deref()?, self.party.as_ref()?))
    }

    /// Picks the marked offer; returns whether there was one.
    pub(super) fn take(&mut self, state: &State) -> bool {
        if self.party.is_some() {
            return true;
        }
        let offers = self.offers(state);
        let marked = self.marked(&offers);
        match marked.and_then(|row| offers.into_iter().nth(row)) {
            Some(offer) => {
                self.accept(offer);
                true
            }
            None => false,
        }
    }

    /// The offer that Enter and Tab pick: the one the arrows marked, else the first one for what is
    /// typed. Before anything is typed nothing is picked, and a relation with itself never is.
    fn marked(&self, offers: &[ActorOffer]) -> Option<usize> {
        if let Some(row) = self.row {
            return Some(row.min(offers.len().checked_sub(1)?));
        }
        let typed = folded(self.text.trim());
        if typed.is_empty() {
            return None;
        }
        offers.iter().position(|offer| {
            // Words that only resemble an actor are often meant as they are.
            let is_meant = !self.is_claimant || folded(&offer.text).starts_with(&typed);
            is_meant && !offer.is_itself
        })
    }

    fn accept(&mut self, offer: ActorOffer) {
        let typed = std::mem::replace(&mut self.text, offer.text);
        let is_known = matches!(offer.party, Some(ClaimEnd::Known(_)));
        self.typed = Some(typed).filter(|typed| is_known && !typed.trim().is_empty());
        self.party = offer.party;
        self.settle();
    }

    /// Shows the field and its offers; returns how it was left, if it was.
    pub(super) fn show(&mut self, ui: &mut Ui, state: &State) -> Option<FieldStep> {
        let mut step = None;
        ui.horizontal(|ui| {
            let label = label(ui, self.label);
            let kind = self.remark();
            let room = if kind.is_empty() {
                0.0
            } else {
                width_of(ui, &kind)
            };
            let id = self.id();
            // `gained_focus` misses focus that was requested in the last frame.
            let has_focus = ui.memory(|memory| memory.has_focus(id));
            if has_focus && !self.had_focus {
                let is_settled = !self.text.is_empty() && self.text == self.settled;
                self.is_open = self.party.is_none() && !is_settled;
            }
            if let Some(text) = self.caret_after.take() {
                select_text::caret_at_end(ui.ctx(), id, &text);
            }
            // While offers are shown, Tab picks one and Esc closes them, and the focus stays.
            let keys = EventFilter {
                tab: self.is_open,
                escape: self.is_open,
                horizontal_arrows: true,
                vertical_arrows: true,
            };
            let field = TextEdit::singleline(&mut self.text)
                .id(id)
                .event_filter(keys)
                .hint_text(self.hint)
                .desired_width(ui.available_width() - room);
            let response = ui.add(field).labelled_by(label);
            self.rect = response.rect;
            if response.changed() {
                self.party = None;
                self.row = None;
                self.is_open = true;
            }
            self.had_focus = response.has_focus();
            let other = ui
                .memory(egui::Memory::focused)
                .filter(|id| *id != response.id);
            if other.is_some() {
                self.is_open = false;
            }
            if self.is_claimant && self.is_open && self.offers(state).is_empty() {
                self.is_open = false;
            }
            if response.has_focus() && self.is_open {
                step = self.walk(ui, state);
            }
            if !kind.is_empty() {
                ui.weak(kind);
            }
        });
        if step.is_none() && self.is_open && self.show_offers(ui, state) {
            step = Some(FieldStep::Picked);
        }
        step
    }

    /// What is said beside the field: of a new actor its kind.
    fn remark(&self) -> String {
        match &self.party {
            Some(ClaimEnd::New { kind, .. }) => format!("new {}", kind.as_str()),
            _ => self.note.clone(),
        }
    }

    /// The arrows mark another offer, and Tab picks the marked one and leaves the field.
    fn walk(&mut self, ui: &Ui, state: &State) -> Option<FieldStep> {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let down = pressed(Modifiers::NONE, Key::ArrowDown);
        let up = pressed(Modifiers::NONE, Key::ArrowUp);
        let offers = self.offers(state);
        if (down || up) && !offers.is_empty() {
            let marked = self.marked(&offers);
            let row = match marked {
                Some(row) if down => row + 1,
                Some(row) => row.saturating_sub(1),
                None => 0,
            };
            self.row = Some(row.min(offers.len() - 1));
        }
        let back = pressed(Modifiers::SHIFT, Key::Tab);
        let next = !back && pressed(Modifiers::NONE, Key::Tab);
        let is_picked = next && self.take(state);
        if next || back {
            self.is_open = false;
        }
        if back {
            return Some(FieldStep::Back);
        }
        next.then_some(FieldStep::Next { is_picked })
    }

    /// The offers over what is below the field, so that nothing moves when they come; over what is
    /// above it, where the window has no room below.
    fn show_offers(&mut self, ui: &mut Ui, state: &State) -> bool {
        let offers = self.offers(state);
        let marked = self.marked(&offers);
        if offers.is_empty() {
            return false;
        }
        let field = self.rect;
        let window = ui.ctx().content_rect();
        let height = offers.len() as f32 * OFFER_HEIGHT + 2.0 * OFFER_HEIGHT;
        let (pivot, at) = if field.bottom() + height < window.bottom() {
            (Align2::LEFT_TOP, field.left_bottom())
        } else {
            (Align2::LEFT_BOTTOM, field.left_top())
        };
        let area = Area::new(self.id().with("offers"))
            .order(Order::Foreground)
            .pivot(pivot)
            .fixed_pos(at)
            .constrain_to(window);
        let taken = area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .show(ui, |ui| rows(ui, field.width(), offers, marked))
                .inner
        });
        let (is_pressed, at) =
            ui.input(|input| (input.pointer.any_pressed(), input.pointer.interact_pos()));
        let is_outside = |at| !taken.response.rect.contains(at) && !field.contains(at);
        if is_pressed && at.is_some_and(is_outside) {
            self.is_open = false;
        }
        let is_taken = taken.inner.is_some();
        if let Some(offer) = taken.inner {
            self.accept(offer);
        }
        is_taken
    }

    /// Matching actors, and new ones with the typed name; without a text, likely actors.
    fn offers(&mut self, state: &State) -> Vec<ActorOffer> {
        let typed = self.text.trim();
        let revision = state.open.history.revision();
        let key = (
            typed.to_owned(),
            self.other.clone(),
            self.new_actors.clone(),
            revision,
        );
        let known = self.offered.take().filter(|(then, _)| *then == key);
        let offers = known.map_or_else(|| self.found(state), |(_, offers)| offers);
        self.offered = Some((key, offers.clone()));
        offers
    }

    fn found(&self, state: &State) -> Vec<ActorOffer> {
        let typed = self.text.trim();
        let network = &state.open.derived.whole;
        let nodes = if typed.is_empty() {
            self.likely.iter().copied().take(MAX_OFFERS + 1).collect()
        } else {
            actors_like(network, typed, MAX_OFFERS + 1)
        };
        let known = nodes.iter().filter_map(|node| {
            let actor = network.graph.node_weight(*node)?;
            Some(ActorOffer {
                party: Some(ClaimEnd::Known(actor.id.clone())),
                text: actor.name().to_owned(),
                words: format!("{}, {}", actor.name(), actor.kind_word()),
                is_itself: false,
            })
        });
        let known = self.new_offers(typed).chain(known);
        let is_other = |offer: &ActorOffer| offer.party.is_some() && self.other == offer.party;
        let (itself, mut offers): (Vec<_>, Vec<_>) = known.partition(is_other);
        offers.sort_by_key(|offer| !is_name(&offer.text, typed));
        offers.truncate(MAX_OFFERS);
        let mut all = offers.iter().chain(&itself);
        let is_known = all.any(|offer| is_name(&offer.text, typed));
        if self.is_claimant && is_known {
            // A list would only hide what is below.
            return Vec::new();
        }
        if self.is_claimant {
            if !offers.is_empty() {
                offers.push(ActorOffer {
                    party: None,
                    text: typed.to_owned(),
                    words: format!("“{typed}” (not an actor)"),
                    is_itself: false,
                });
            }
            return offers;
        }
        if !typed.is_empty() && !is_known {
            offers.extend(ActorKind::ALL.map(|kind| ActorOffer {
                party: Some(ClaimEnd::New {
                    name: typed.to_owned(),
                    kind,
                }),
                text: typed.to_owned(),
                words: format!("New {} “{typed}”", kind.as_str()),
                is_itself: false,
            }));
        }
        // A relation of an actor with itself is chosen on purpose or not at all.
        offers.extend(
            itself
                .into_iter()
                .filter(|_| !typed.is_empty())
                .map(|offer| ActorOffer {
                    words: format!("{} with itself", offer.text),
                    is_itself: true,
                    ..offer
                }),
        );
        offers
    }

    /// The new actors of the other fields, where their names contain what is typed.
    fn new_offers(&self, typed: &str) -> impl Iterator<Item = ActorOffer> {
        let typed = folded(typed);
        let new = self.new_actors.iter().filter_map(|party| match party {
            ClaimEnd::New { name, kind } => Some((party, name, kind)),
            ClaimEnd::Known(_) => None,
        });
        let is_typed = move |name: &str| !typed.is_empty() && folded(name).contains(&typed);
        let typed = new.filter(move |(_, name, _)| is_typed(name));
        typed.map(|(party, name, kind)| ActorOffer {
            party: Some(party.clone()),
            text: name.clone(),
            words: format!("{name}, new {}", kind.as_str()),
            is_itself: false,
        })
    }

    /// The name of the picked actor.
    pub(super) fn words(&self) -> Option<&str> {
        self.party.as_ref().map(|_| self.text.trim())
    }

    /// The name of the field, if nothing is picked.
    pub(super) fn missing(&self) -> Option<&'static str> {
        self.party.is_none().then_some(self.label)
    }
}

/// The width of a text beside a field, and of the space before it.
fn width_of(ui: &Ui, text: &str) -> f32 {
    let font = TextStyle::Body.resolve(ui.style());
    let color = ui.visuals().text_color();
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    galley.size().x + ui.spacing().item_spacing.x
}

/// The offers, one below the other; returns the one that was clicked.
fn rows(
    ui: &mut Ui,
    width: f32,
    offers: Vec<ActorOffer>,
    marked: Option<usize>,
) -> Option<ActorOffer> {
    ui.set_width((width - 14.0).max(120.0));
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    let mut taken = None;
    for (row, offer) in offers.into_iter().enumerate() {
        let words = RichText::new(&offer.words);
        let words = match offer.party {
            Some(ClaimEnd::Known(_)) => words,
            _ => words.color(ui.visuals().weak_text_color()),
        };
        let button = Button::selectable(Some(row) == marked, words);
        let button = button.min_size(egui::vec2(ui.available_width(), 0.0));
        let response = cut::full_text(ui.add(button), &offer.words);
        if response.clicked() {
            taken = Some(offer);
        }
    }
    taken
}
