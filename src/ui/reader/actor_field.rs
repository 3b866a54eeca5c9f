//! The field for an actor in the claim form: a known actor, or a new one.

use egui::{Id, Key, Modifiers, RichText, TextEdit, Ui};

use super::form_rows::{LABEL, label};
use crate::app::State;
use crate::graph::{NodeIndex, actors_like, is_name};
use crate::model::{ActorKind, ClaimEnd, Document};

/// The most actors offered.
const MAX_OFFERS: usize = 5;

/// The field, and what is picked in it.
#[derive(Clone, Debug)]
pub(super) struct ActorField {
    name: &'static str,
    hint: &'static str,
    text: String,
    party: Option<ClaimEnd>,
    /// Actors to offer before anything is typed.
    likely: Vec<NodeIndex>,
    /// Whether its offers are shown.
    pub(super) is_open: bool,
    /// The offer that Enter picks.
    row: usize,
    had_focus: bool,
    /// The offers for a text and a revision of the document.
    offered: Option<(String, u64, Vec<ActorOffer>)>,
}

/// An actor that is offered.
#[derive(Clone, Debug)]
struct ActorOffer {
    party: ClaimEnd,
    text: String,
    words: String,
}

impl ActorField {
    pub(super) fn new(name: &'static str, hint: &'static str, likely: Vec<NodeIndex>) -> Self {
        Self {
            name,
            hint,
            text: String::new(),
            party: None,
            likely,
            is_open: false,
            row: 0,
            had_focus: false,
            offered: None,
        }
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
            self.is_open = false;
        }
    }

    /// Swaps the actors of two fields.
    pub(super) fn swap(&mut self, other: &mut Self) {
        std::mem::swap(&mut self.text, &mut other.text);
        std::mem::swap(&mut self.party, &mut other.party);
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

    /// Picks the marked offer, or the first one; returns whether there was one.
    pub(super) fn take(&mut self, state: &State) -> bool {
        if self.party.is_some() {
            return true;
        }
        let offers = self.offers(state);
        let row = self.row.min(offers.len().saturating_sub(1));
        match offers.into_iter().nth(row) {
            Some(offer) => {
                self.accept(offer);
                true
            }
            None => false,
        }
    }

    fn accept(&mut self, offer: ActorOffer) {
        self.text = offer.text;
        self.party = Some(offer.party);
        self.is_open = false;
        self.row = 0;
    }

    /// Shows the field and its offers; returns whether an offer was clicked.
    pub(super) fn show(&mut self, ui: &mut Ui, state: &State) -> bool {
        ui.horizontal(|ui| {
            let label = label(ui, self.name);
            let kind = self.new_kind();
            let room = if kind.is_empty() { 0.0 } else { 104.0 };
            let id = self.id();
            let field = TextEdit::singleline(&mut self.text)
                .id(id)
                .hint_text(self.hint)
                .desired_width(ui.available_width() - room);
            let response = ui.add(field).labelled_by(label);
            if response.changed() {
                self.party = None;
                self.row = 0;
                self.is_open = true;
            }
            // `gained_focus` misses focus that was requested in the last frame.
            let had_focus = std::mem::replace(&mut self.had_focus, response.has_focus());
            if response.has_focus() && !had_focus {
                self.is_open = self.party.is_none();
            }
            if response.has_focus() && self.is_open {
                self.walk(ui, state);
            }
            if !kind.is_empty() {
                ui.weak(kind);
            }
        });
        self.is_open && self.show_offers(ui, state)
    }

    /// The kind of a new actor.
    fn new_kind(&self) -> String {
        match &self.party {
            Some(ClaimEnd::New { kind, .. }) => format!("new {}", kind.as_str()),
            _ => String::new(),
        }
    }

    /// The arrows mark another offer.
    fn walk(&mut self, ui: &Ui, state: &State) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        let last = self.offers(state).len().saturating_sub(1);
        self.row = (self.row + usize::from(down))
            .saturating_sub(usize::from(up))
            .min(last);
    }

    fn show_offers(&mut self, ui: &mut Ui, state: &State) -> bool {
        let mut taken = None;
        for (row, offer) in self.offers(state).into_iter().enumerate() {
            ui.horizontal(|ui| {
                ui.add_space(LABEL + ui.spacing().item_spacing.x);
                let words = RichText::new(&offer.words);
                let words = match offer.party {
                    ClaimEnd::Known(_) => words,
                    ClaimEnd::New { .. } => words.color(ui.visuals().weak_text_color()),
                };
                if ui.selectable_label(row == self.row, words).clicked() {
                    taken = Some(offer);
                }
            });
        }
        let is_taken = taken.is_some();
        if let Some(offer) = taken {
            self.accept(offer);
        }
        is_taken
    }

    /// Matching actors, and new ones with the typed name; without a text, likely actors.
    fn offers(&mut self, state: &State) -> Vec<ActorOffer> {
        let typed = self.text.trim();
        let revision = state.open.history.revision();
        let known = self.offered.take();
        let known = known.filter(|(text, then, _)| text == typed && *then == revision);
        let offers = known.map_or_else(|| self.found(state), |(_, _, offers)| offers);
        self.offered = Some((typed.to_owned(), revision, offers.clone()));
        offers
    }

    fn found(&self, state: &State) -> Vec<ActorOffer> {
        let typed = self.text.trim();
        let network = &state.open.derived.whole;
        let nodes = if typed.is_empty() {
            self.likely.iter().copied().take(MAX_OFFERS).collect()
        } else {
            actors_like(network, typed, MAX_OFFERS)
        };
        let known = nodes.iter().filter_map(|node| {
            let actor = network.graph.node_weight(*node)?;
            Some(ActorOffer {
                party: ClaimEnd::Known(actor.id.clone()),
                text: actor.name().to_owned(),
                words: format!("{}, {}", actor.name(), actor.kind_word()),
            })
        });
        let mut offers: Vec<_> = known.collect();
        let is_known = offers.iter().any(|offer| is_name(&offer.text, typed));
        if !typed.is_empty() && !is_known {
            offers.extend(ActorKind::ALL.map(|kind| ActorOffer {
                party: ClaimEnd::New {
                    name: typed.to_owned(),
                    kind,
                },
                text: typed.to_owned(),
                words: format!("New {} “{typed}”", kind.as_str()),
            }));
        }
        offers
    }

    /// The name of the picked actor.
    pub(super) fn words(&self) -> Option<&str> {
        self.party.as_ref().map(|_| self.text.trim())
    }

    /// The name of the field, if nothing is picked.
    pub(super) fn missing(&self) -> Option<&'static str> {
        self.party.is_none().then_some(self.name)
    }
}
