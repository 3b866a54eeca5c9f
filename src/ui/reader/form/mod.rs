//! The claim form: selected words become a claim with actors, kind, date, stance, claimant and
//! grade. Quote and locator are filled in.

pub(super) mod put_aside;
mod rows;

use std::ops::Range;

use egui::{Button, FocusDirection, Id, Key, Label, Modifiers, Rect, RichText, ScrollArea, Ui};

use super::actor_field::ActorField;
use super::page::Page;
use crate::app::{Change, State};
use crate::evidence::Text;
use crate::graph::{Mention, MentionRole, NodeIndex, actors_named, is_name, mentions};
use crate::model::{
    ActorId, Claim, ClaimEnd, Claimant, Coder, Credibility, Date, NewClaim, Quote, ReferenceId,
    RelationId, RelationKind, Stance, entered_date,
};
use crate::ui::shell::key_queue;
use crate::ui::typed::Typed;
use crate::ui::widgets::primary::add_primary_with_keys;
use crate::words::folded;

/// The height left to the text at least, and the height of heading and buttons until it is known.
const MIN_TEXT_HEIGHT: f32 = 130.0;
const FRAME_HEIGHT: f32 = 78.0;

/// The room at the right edge for the bar of the rows.
const BAR_WIDTH: f32 = 6.0;

/// The height of a row.
const ROW_HEIGHT: f32 = 25.0;

/// A claim, as far as entered.
pub(super) struct ClaimDraft {
    reference: ReferenceId,
    /// The bytes of the text that are quoted.
    pub(super) range: Range<usize>,
    locator: String,
    quote: Quote,
    /// `None` until one is chosen: nothing in the words says which one is likely.
    kind: Option<RelationKind>,
    directed: Option<bool>,
    source: ActorField,
    target: ActorField,
    /// The names of the actors that were found in the quote.
    found_ends: [String; 2],
    when: String,
    claim_target: ClaimTarget,
    stance: Stance,
    claimant: ActorField,
    credibility: Option<Credibility>,
    note: String,
    /// Who proposed the claim, if a model did.
    coder: Option<Box<Coder>>,
    /// Whether the claim was proposed.
    pub(super) is_proposed: bool,
    /// The widget that gets the focus next.
    focus: Option<Id>,
    /// Whether Enter was pressed while no button had the focus.
    is_entered: bool,
    /// Buttons that Enter presses when they have the focus.
    buttons: Vec<Id>,
    /// The buttons of kinds: while one has the focus, a letter chooses a kind.
    kinds: Vec<Id>,
    /// The widget of the form that had the focus last.
    last_focus: Option<Id>,
    /// The area of the form in the last frame.
    rect: Rect,
    /// The height of the form without its rows, in the last frame.
    frame_height: f32,
    /// The end of the quote that the user moves in the form, and whether forward.
    pub(super) wanted: Option<(QuoteEnd, bool)>,
}

/// An end of the quote.
#[derive(Clone, Copy)]
pub(super) enum QuoteEnd {
    Start,
    End,
}

/// The relation that the claim belongs to.
#[derive(PartialEq, Eq)]
enum ClaimTarget {
    /// The most likely one, until the user chooses.
    Likely,
    /// This one.
    Known(RelationId),
    /// A new one.
    New,
}

/// What the user decided.
pub(super) enum FormAnswer {
    /// Add the claim.
    Make(Box<NewClaim>),
    /// Close the form.
    Close,
}

/// The key that chooses a kind.
pub(super) fn key(kind: RelationKind) -> Key {
    match kind {
        RelationKind::Cooperation => Key::C,
        RelationKind::Support => Key::S,
        RelationKind::Hostility => Key::H,
        RelationKind::Other => Key::O,
    }
}

impl ClaimDraft {
    /// A claim that quotes a range of a text; the actors named in it are filled in.
    pub(super) fn new(
        state: &State,
        reference: &ReferenceId,
        text: &Text,
        range: Range<usize>,
        around: &str,
        kind: Option<RelationKind>,
        called: &[(String, NodeIndex)],
    ) -> Self {
        let quote = text.quote(range.clone());
        let network = &state.open.derived.whole;
        let mentioned = mentions(network, &quote.exact, called);
        let named: Vec<NodeIndex> = mentioned.iter().map(|mention| mention.node).collect();
        let mut likely = named.clone();
        let nearby = actors_named(network, around);
        likely.extend(nearby.into_iter().filter(|node| !named.contains(node)));
        let mut source = ActorField::new("From", "Actor name", likely.clone());
        let mut target = ActorField::new("To", "Actor name", likely);
        let (first, second) = likely_ends(&mentioned);
        if let Some(first) = first {
            source.choose(state, first);
        }
        if let Some(second) = second {
            target.choose(state, second);
        }
        let found_ends = [&source, &target].map(|field| field.text().to_owned());
        let mut draft = Self {
            reference: reference.clone(),
            locator: text.locator(range.clone()),
            range,
            quote,
            kind,
            directed: None,
            source,
            target,
            found_ends,
            when: String::new(),
            claim_target: ClaimTarget::Likely,
            stance: Stance::default(),
            claimant: ActorField::claimant("Claimed by", "The author"),
            credibility: None,
            note: String::new(),
            coder: None,
            is_proposed: false,
            focus: None,
            is_entered: false,
            buttons: Vec::new(),
            kinds: Vec::new(),
            last_focus: None,
            rect: Rect::NOTHING,
            frame_height: FRAME_HEIGHT,
            wanted: None,
        };
        draft.focus = Some(draft.next_focus());
        draft
    }

    /// Fills the form with a claim that was proposed.
    pub(super) fn take_proposed(&mut self, state: &State, new: NewClaim) {
        self.source.put(state, new.source);
        self.target.put(state, new.target);
        self.kind = Some(new.kind);
        self.when = new
            .when
            .as_ref()
            .map_or_else(String::new, ToString::to_string);
        let claim = new.claim;
        self.stance = claim.stance;
        match claim.claimant {
            None => self.claimant.put_words(String::new()),
            Some(Claimant::Words(words)) => self.claimant.put_words(words),
            Some(Claimant::Actor(id)) => self.claimant.put(state, ClaimEnd::Known(id)),
        }
        self.note = claim.note.unwrap_or_default();
        self.coder = claim.coder;
        self.is_proposed = true;
        self.focus = Some(self.next_focus());
    }

    /// Quotes another range of the text; what is entered stays.
    pub(super) fn requote(&mut self, text: &Text, range: Range<usize>) {
        if range == self.range || text.trimmed(range.clone()).is_empty() {
            return;
        }
        self.quote = text.quote(range.clone());
        self.locator = text.locator(range.clone());
        self.range = range;
    }

    /// Names that the quote uses, with the actors that were picked by them.
    pub(super) fn called(&self) -> impl Iterator<Item = (String, ActorId)> {
        let quote = folded(&self.quote.exact);
        let fields = [&self.source, &self.target].into_iter();
        fields.filter_map(move |field| {
            let (typed, ClaimEnd::Known(id)) = field.typed()? else {
                return None;
            };
            let typed = typed.trim();
            let is_called = typed.chars().count() > 1 && quote.contains(&folded(typed));
            is_called.then(|| (typed.to_owned(), id.clone()))
        })
    }

    /// Takes the keys of the form before its fields are shown: Enter, Esc, and the letters of kinds
    /// while no field has the focus. Returns whether to close the form. While something beside the
    /// form has the focus, such as the search, the keys are for that.
    pub(super) fn take_keys(&mut self, ctx: &egui::Context) -> bool {
        self.is_entered = false;
        let has_menu = egui::Popup::is_any_open(ctx);
        let focused = ctx.memory(egui::Memory::focused);
        if focused.is_some_and(|id| id != Page::id() && !self.has(ctx, id)) {
            return false;
        }
        let is_among = |ids: &[Id]| focused.is_some_and(|id| ids.contains(&id));
        let (is_button, is_kind) = (is_among(&self.buttons), is_among(&self.kinds));
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        for kind in RelationKind::ALL {
            let is_chosen = is_kind && pressed(Modifiers::NONE, key(kind))
                || pressed(Modifiers::ALT, key(kind));
            if is_chosen {
                self.choose(kind);
                if is_kind {
                    self.focus = Some(self.next_focus());
                }
            }
        }
        if is_kind {
            self.step_kind(ctx);
        }
        if focused.is_none() {
            key_queue::drop_typing(ctx);
        }
        // While the form is open, the text has no use for letters, either.
        if is_button || is_kind || is_among(&[make_id(), Page::id()]) {
            key_queue::drop_letters(ctx);
        }
        for field in [&mut self.source, &mut self.target, &mut self.claimant] {
            let is_open = field.is_open && focused == Some(field.id());
            if is_open && pressed(Modifiers::NONE, Key::Escape) {
                field.is_open = false;
            }
        }
        self.is_entered = !is_button && !has_menu && pressed(Modifiers::NONE, Key::Enter);
        !has_menu && pressed(Modifiers::NONE, Key::Escape)
    }

    /// Gives the focus back to the widget of the form that had it when a list closes, and after a
    /// click on something that takes no focus: a button, the text.
    fn keep_focus(&mut self, ui: &Ui, state: &State) {
        let ctx = ui.ctx();
        let has_menu = egui::Popup::is_any_open(ctx);
        let focused = ctx.memory(egui::Memory::focused);
        let is_busy = has_menu
            || state.dialog.is_some()
            || state.open.session.search.is_some()
            || state.is_sketching()
            || ctx.memory(|memory| memory.top_modal_layer().is_some())
            || ctx.input(|input| input.pointer.any_down());
        match focused {
            Some(id) if !has_menu && self.has(ctx, id) => self.last_focus = Some(id),
            None if !is_busy => self.focus = self.focus.or(self.last_focus),
            _ => {}
        }
    }

    /// Whether a widget is one of the form.
    fn has(&self, ctx: &egui::Context, id: Id) -> bool {
        let widget = ctx.read_response(id);
        let is_within = widget.is_some_and(|widget| self.rect.contains(widget.rect.center()));
        is_within || self.last_focus == Some(id) || self.focus == Some(id)
    }

    /// The arrows choose the next kind, or the one before; the first or the last one, while none is
    /// chosen.
    fn step_kind(&mut self, ctx: &egui::Context) {
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let next = pressed(Key::ArrowRight) | pressed(Key::ArrowDown);
        let back = pressed(Key::ArrowLeft) | pressed(Key::ArrowUp);
        if next == back {
            return;
        }
        let all = RelationKind::ALL;
        let now = all.iter().position(|kind| self.kind == Some(*kind));
        let last = all.len() - 1;
        let place = match now {
            Some(now) if next => (now + 1).min(last),
            Some(now) => now.saturating_sub(1),
            None if next => 0,
            None => last,
        };
        self.choose(all[place]);
        self.focus = self.kinds.get(place).copied();
        // egui moves the focus by the arrows as well.
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }

    fn choose(&mut self, kind: RelationKind) {
        self.kind = Some(kind);
        self.claim_target = ClaimTarget::Likely;
    }

    /// The next widget to fill: the kind, a missing actor, else the button.
    fn next_focus(&self) -> Id {
        if self.kind.is_none() {
            return kinds_id();
        }
        let fields = [&self.source, &self.target];
        let lacking = fields.into_iter().find(|field| field.party().is_none());
        lacking.map_or(make_id(), ActorField::id)
    }

    /// Shows the form, within this height less some lines of the text.
    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, room: f32) -> Option<FormAnswer> {
        self.source.refresh(state.document());
        self.target.refresh(state.document());
        self.claimant.refresh(state.document());
        self.source.set_other(self.target.party());
        self.target.set_other(self.source.party());
        self.source.set_new_actors([&self.target]);
        self.target.set_new_actors([&self.source]);
        self.claimant.set_new_actors([&self.source, &self.target]);
        self.buttons.clear();
        self.kinds.clear();
        ui.spacing_mut().item_spacing.y = 5.0;
        // All rows have one height, so that labels align with their fields.
        ui.spacing_mut().interact_size.y = ROW_HEIGHT;
        ui.add_space(6.0);
        let top = ui.min_rect().bottom();
        self.heading(ui);
        let max_height = (room - MIN_TEXT_HEIGHT - self.frame_height).max(70.0);
        let rows = ScrollArea::vertical()
            .id_salt("claim")
            .max_height(max_height)
            .show(ui, |ui| {
                // The bar, where there is one, is beside the fields.
                ui.set_width(ui.available_width() - BAR_WIDTH);
                self.kinds(ui);
                self.rule(ui, state);
                self.actors(ui, state);
                self.date(ui);
                self.relations(ui, state);
                self.claimant_row(ui, state);
                self.remark(ui);
            });
        let answer = self.answer(ui, state);
        self.frame_height = ui.min_rect().bottom() - top - rows.inner_rect.height();
        self.rect = ui.min_rect();
        self.keep_focus(ui, state);
        if let Some(id) = self.focus.take() {
            let first_kind = self.kinds.first().copied();
            let id = first_kind.filter(|_| id == kinds_id()).unwrap_or(id);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        answer
    }

    fn is_directed(&self) -> bool {
        self.directed
            .unwrap_or(self.kind == Some(RelationKind::Support))
    }

    fn read_date(&self) -> Result<Option<Date>, String> {
        match self.when.trim() {
            "" => Ok(None),
            text => entered_date(text).map(Some).map_err(|error| error.message),
        }
    }

    fn answer(&mut self, ui: &mut Ui, state: &State) -> Option<FormAnswer> {
        let mut answer = None;
        let new = self.new_claim(state);
        let problem = self.problem();
        ui.horizontal_wrapped(|ui| {
            let is_ready = new.is_some() && problem.is_none();
            let text = match new.as_ref().and_then(|new| new.relation.as_ref()) {
                Some(_) => "Add to relation",
                None => "Add as new relation",
            };
            let button = add_primary_with_keys(ui, is_ready, text, "Enter");
            self.buttons.push(button.id);
            let focused = ui.memory(egui::Memory::focused);
            let is_entered =
                std::mem::take(&mut self.is_entered) && self.enter(state, focused, is_ready);
            if self.focus == Some(make_id()) {
                self.focus = Some(button.id);
            }
            if is_ready && (button.clicked() || is_entered) {
                answer = new.map(|new| FormAnswer::Make(Box::new(new)));
            }
            let cancel = Button::new("Cancel").shortcut_text("Esc");
            let cancel = ui.add(cancel);
            self.buttons.push(cancel.id);
            if cancel.clicked() {
                answer = Some(FormAnswer::Close);
            }
        });
        // The line is there in any case, so that nothing moves while the form is filled in.
        let problem = RichText::new(problem.unwrap_or_default()).weak();
        ui.add(Label::new(problem).truncate());
        ui.add_space(6.0);
        answer
    }

    /// Enter picks an offer of the field with the focus, or moves to a missing field; returns
    /// whether nothing was missing.
    fn enter(&mut self, state: &State, focused: Option<Id>, is_ready: bool) -> bool {
        let claimant = &mut self.claimant;
        if claimant.is_open && focused == Some(claimant.id()) && claimant.take(state) {
            return false;
        }
        let open = [&mut self.source, &mut self.target]
            .into_iter()
            .find(|field| field.is_open && focused == Some(field.id()));
        if let Some(field) = open.filter(|field| field.party().is_none()) {
            if field.take(state) {
                self.claim_target = ClaimTarget::Likely;
                self.focus = Some(self.next_focus());
            }
            return false;
        }
        if !is_ready {
            self.focus = Some(self.next_focus());
        }
        is_ready
    }

    /// Why the claim cannot be added yet.
    fn problem(&self) -> Option<String> {
        if self.kind.is_none() {
            return Some("Choose the kind".to_owned());
        }
        let missing = self.source.missing().or(self.target.missing());
        if let Some(name) = missing {
            return Some(format!("“{name}” is missing"));
        }
        self.read_date()
            .err()
            .map(|_| "Not a valid date".to_owned())
    }

    /// What is typed: the claim, if enough is entered.
    pub(super) fn typed(&self, state: &State) -> Typed {
        let texts = [&self.when, self.claimant.text(), &self.note];
        if texts.iter().all(|text| text.trim().is_empty()) {
            return Typed::default();
        }
        match self.new_claim(state).filter(|_| self.problem().is_none()) {
            Some(new) => Typed::one(Change::MakeClaim(Box::new(new))),
            None => Typed::unfinished(),
        }
    }

    /// The claim as far as entered; `None` while the kind or an actor is missing.
    fn new_claim(&self, state: &State) -> Option<NewClaim> {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let kind = self.kind?;
        let is_default = self.is_directed() == (kind == RelationKind::Support);
        let mut new = NewClaim {
            source: self.source.party()?.clone(),
            target: self.target.party()?.clone(),
            kind,
            directed: (!is_default).then(|| self.is_directed()),
            when: self.read_date().ok().flatten(),
            relation: None,
            claim: Claim {
                reference: Some(self.reference.clone()),
                locator: Some(self.locator.clone()),
                quote: Some(self.quote.clone()),
                stance: self.stance,
                claimant: self.read_claimant(state),
                credibility: self.credibility,
                note: text(&self.note),
                coder: self.coder.clone(),
                ..Claim::default()
            },
        };
        new.relation = match &self.claim_target {
            ClaimTarget::Likely => likely(&new, state),
            ClaimTarget::Known(relation) => Some(relation.clone()),
            ClaimTarget::New => None,
        };
        Some(new)
    }

    /// The new actor of this form that is named as the claimant.
    fn new_claimant(&self) -> Option<&str> {
        let ends = [&self.source, &self.target].into_iter();
        let names = ends.filter_map(|field| match field.party()? {
            ClaimEnd::New { name, .. } => Some(name.as_str()),
            ClaimEnd::Known(_) => None,
        });
        let mut called = names.filter(|name| is_name(name, self.claimant.text()));
        called.next()
    }

    /// The actor of that name if there is one, else the name of the new one, else the text.
    fn read_claimant(&self, state: &State) -> Option<Claimant> {
        let typed = Some(self.claimant.text()).filter(|typed| !typed.is_empty())?;
        if let Some(ClaimEnd::Known(id)) = self.claimant.party() {
            return Some(Claimant::Actor(id.clone()));
        }
        let party = [&self.source, &self.target]
            .into_iter()
            .find(|field| field.words().is_some_and(|name| is_name(name, typed)));
        if let Some(ClaimEnd::Known(id)) = party.and_then(ActorField::party) {
            return Some(Claimant::Actor(id.clone()));
        }
        let mut actors = state.document().actors.iter();
        let actor = actors.find(|actor| is_name(actor.name(), typed));
        Some(actor.map_or_else(
            || Claimant::Words(self.new_claimant().unwrap_or(typed).to_owned()),
            |actor| Claimant::Actor(actor.id.clone()),
        ))
    }
}

/// The actors of a quote that are filled in: who acts, and on whom. If the quote names only an
/// actor to whom something is done, the user fills in the other end.
fn likely_ends(mentioned: &[Mention]) -> (Option<NodeIndex>, Option<NodeIndex>) {
    let of = |role| mentioned.iter().find(move |mention| mention.role == role);
    let source = of(MentionRole::Agent).or(of(MentionRole::Subject));
    let source = source.or(mentioned.first().filter(|_| mentioned.len() > 1));
    let source = source.map(|mention| mention.node);
    let others = || {
        mentioned
            .iter()
            .filter(|mention| Some(mention.node) != source)
    };
    let object = others().find(|mention| mention.role == MentionRole::Object);
    let target = object.or(others().next()).map(|mention| mention.node);
    (source, target)
}

/// The most likely relation of a claim: one of the same time, or the only one if no time is given.
fn likely(new: &NewClaim, state: &State) -> Option<RelationId> {
    let fitting = new.fitting(state.document());
    let same = fitting.iter().find(|one| new.is_same(one));
    let only = fitting
        .first()
        .filter(|one| fitting.len() == 1 && new.when.is_none() && new.has_direction_of(one));
    same.or(only).map(|one| one.id.clone())
}

/// A placeholder for the id of the first kind button, which is known only once it is shown.
fn kinds_id() -> Id {
    Id::new("claim").with("kinds")
}

fn when_id() -> Id {
    Id::new("claim").with("when")
}

fn make_id() -> Id {
    Id::new("claim").with("make")
}

#[cfg(test)]
mod tests {
    use super::MentionRole::{Agent, Object, Subject};
    use super::*;

    #[test]
    fn who_is_the_object_of_a_sentence_is_not_taken_for_who_acts() {
        let [a, b, c] = [0, 1, 2].map(NodeIndex::new);
        let ends = |mentioned: &[(NodeIndex, MentionRole)]| {
            let mention = |&(node, role): &(NodeIndex, MentionRole)| Mention { node, role };
            likely_ends(&mentioned.iter().map(mention).collect::<Vec<_>>())
        };
        assert_eq!(ends(&[]), (None, None));
        assert_eq!(ends(&[(a, Subject)]), (Some(a), None));
        assert_eq!(ends(&[(a, Object)]), (None, Some(a)));
        assert_eq!(ends(&[(a, Subject), (b, Object)]), (Some(a), Some(b)));
        assert_eq!(ends(&[(a, Object), (b, Subject)]), (Some(b), Some(a)));
        assert_eq!(ends(&[(a, Subject), (b, Agent)]), (Some(b), Some(a)));
        let three = [(a, Subject), (b, Subject), (c, Object)];
        assert_eq!(ends(&three), (Some(a), Some(c)));
        assert_eq!(ends(&[(a, Object), (b, Object)]), (Some(a), Some(b)));
    }
}
