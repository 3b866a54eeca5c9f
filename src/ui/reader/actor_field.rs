//! A field for an actor: typed, and found among those that are there, or made.

use egui::{Id, Key, Modifiers, RichText, TextEdit, Ui};

use crate::app::State;
use crate::graph::{NodeIndex, actors_like, is_name};
use crate::model::{ActorKind, Document, Party};
use crate::ui::shell::theme;

/// How many actors are offered.
const MOST: usize = 5;

/// An actor being chosen.
#[derive(Clone, Debug)]
pub(super) struct Field {
    name: &'static str,
    hint: &'static str,
    text: String,
    party: Option<Party>,
    /// Actors to offer before anything is typed.
    likely: Vec<NodeIndex>,
    /// Whether it was the last field to have the keyboard, and offers actors.
    pub(super) is_open: bool,
    /// Which of the offers Enter takes.
    row: usize,
    had_focus: bool,
    /// What is offered, for what was typed and as the document was.
    offered: Option<(String, u64, Vec<Offer>)>,
}

/// An actor on offer.
#[derive(Clone, Debug)]
struct Offer {
    party: Party,
    text: String,
    words: String,
}

impl Field {
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

    /// Who was chosen.
    pub(super) fn party(&self) -> Option<&Party> {
        self.party.as_ref()
    }

    /// Chooses an actor of the network.
    pub(super) fn choose(&mut self, state: &State, node: NodeIndex) {
        if let Some(actor) = state.open.derived.whole.graph.node_weight(node) {
            actor.name().clone_into(&mut self.text);
            self.party = Some(Party::Known(actor.id.clone()));
            self.is_open = false;
        }
    }

    /// Trades places with another field.
    pub(super) fn swap(&mut self, other: &mut Self) {
        std::mem::swap(&mut self.text, &mut other.text);
        std::mem::swap(&mut self.party, &mut other.party);
        (self.is_open, other.is_open) = (false, false);
    }

    /// Forgets an actor that is gone.
    pub(super) fn refresh(&mut self, document: &Document) {
        let is_gone = |party: &mut Party| match party {
            Party::Known(id) => !document.actors.contains(id),
            Party::New { .. } => false,
        };
        self.party.take_if(is_gone);
    }

    /// The id of the text field.
    pub(super) fn id(&self) -> Id {
        Id::new("claim").with(self.name)
    }

    /// Takes the offer that is marked, or the first. Whether there was one.
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

    fn accept(&mut self, offer: Offer) {
        self.text = offer.text;
        self.party = Some(offer.party);
        self.is_open = false;
        self.row = 0;
    }

    /// The field and what it offers; whether an offer was clicked.
    pub(super) fn show(&mut self, ui: &mut Ui, state: &State) -> bool {
        ui.horizontal(|ui| {
            let label = super::form::label(ui, self.name);
            let told = self.told();
            let room = if told.is_empty() { 0.0 } else { 104.0 };
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
            // `gained_focus` does not tell of focus that was asked for in the frame before.
            let had_focus = std::mem::replace(&mut self.had_focus, response.has_focus());
            if response.has_focus() && !had_focus {
                self.is_open = self.party.is_none();
            }
            if response.has_focus() && self.is_open {
                self.walk(ui, state);
            }
            if !told.is_empty() {
                ui.weak(told);
            }
        });
        self.is_open && self.show_offers(ui, state)
    }

    /// What is known of who was chosen.
    fn told(&self) -> String {
        match &self.party {
            Some(Party::New { kind, .. }) => format!("new {}", kind.as_str()),
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
                ui.add_space(super::form::LABEL + ui.spacing().item_spacing.x);
                let words = RichText::new(&offer.words);
                let words = match offer.party {
                    Party::Known(_) => words,
                    Party::New { .. } => words.color(ui.visuals().weak_text_color()),
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

    /// Actors like what is typed, and new ones of that name; before anything is typed, likely ones.
    fn offers(&mut self, state: &State) -> Vec<Offer> {
        let typed = self.text.trim();
        let revision = state.open.history.revision();
        let known = self.offered.take();
        let known = known.filter(|(text, then, _)| text == typed && *then == revision);
        let offers = known.map_or_else(|| self.found(state), |(_, _, offers)| offers);
        self.offered = Some((typed.to_owned(), revision, offers.clone()));
        offers
    }

    fn found(&self, state: &State) -> Vec<Offer> {
        let typed = self.text.trim();
        let network = &state.open.derived.whole;
        let nodes = if typed.is_empty() {
            self.likely.iter().copied().take(MOST).collect()
        } else {
            actors_like(network, typed, MOST)
        };
        let known = nodes.iter().filter_map(|node| {
            let actor = network.graph.node_weight(*node)?;
            Some(Offer {
                party: Party::Known(actor.id.clone()),
                text: actor.name().to_owned(),
                words: format!("{}, {}", actor.name(), actor.kind().as_str()),
            })
        });
        let mut offers: Vec<_> = known.collect();
        let is_known = offers.iter().any(|offer| is_name(&offer.text, typed));
        if !typed.is_empty() && !is_known {
            offers.extend(ActorKind::ALL.map(|kind| Offer {
                party: Party::New {
                    name: typed.to_owned(),
                    kind,
                },
                text: typed.to_owned(),
                words: format!("New {} “{typed}”", kind.as_str()),
            }));
        }
        offers
    }

    /// What was chosen, in words.
    pub(super) fn words(&self) -> Option<&str> {
        self.party.as_ref().map(|_| self.text.trim())
    }

    /// What is missing, for whoever asks why a claim cannot be made.
    pub(super) fn missing(&self) -> Option<&'static str> {
        self.party.is_none().then_some(self.name)
    }
}

/// A word in the bold face.
pub(super) fn bold(text: impl Into<String>) -> RichText {
    RichText::new(text).family(theme::bold())
}
