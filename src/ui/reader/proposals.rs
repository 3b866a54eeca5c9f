//! The queue of proposals below the text: the current one is highlighted on the page, and is
//! accepted, changed or rejected.

use egui::{Button, Context, Key, KeyboardShortcut, Label, Modifiers, RichText, Ui};

use super::form::ClaimDraft;
use super::form::put_aside::Quoted;
use super::page::Page;
use super::selection::Selection;
use super::{Reader, form_rows::bold};
use crate::app::{CodingCommand, Command, QueuedProposal, State};
use crate::evidence;
use crate::model::{RelationKind, Stance};
use crate::ui::View;
use crate::ui::shell::key_queue;
use crate::ui::widgets::own_name;
use crate::words::capitalized;

/// What the keys and buttons decide about the current proposal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ProposalAnswer {
    Accept,
    Change,
    Reject,
    Skip,
}

impl ProposalAnswer {
    /// Whether it makes a claim, and no name is set that the claim could have as its approver.
    fn lacks_name(self, state: &State) -> bool {
        let makes_claim = matches!(self, Self::Accept | Self::Change);
        makes_claim && state.settings.own_name().is_none()
    }
}

const ANSWERS: [(ProposalAnswer, Key, &str, &str); 4] = [
    (ProposalAnswer::Accept, Key::Enter, "Accept", "Enter"),
    (ProposalAnswer::Change, Key::E, "Change…", "E"),
    (ProposalAnswer::Reject, Key::Delete, "Reject", "Del"),
    (ProposalAnswer::Skip, Key::ArrowRight, "Later", "→"),
];

/// The keys of the first places of an ambiguous quote.
const PLACE_KEYS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

impl Reader {
    /// The proposal whose text is on the page.
    fn proposal<'s>(&self, state: &'s State) -> Option<&'s QueuedProposal> {
        let queued = state.open.proposals.current()?;
        (self.reference.as_ref() == Some(&queued.reference)).then_some(queued)
    }

    /// Whether the queue is shown: it has the keys of the page then.
    pub(super) fn has_proposal(&self, state: &State) -> bool {
        self.draft.is_none() && self.proposal(state).is_some()
    }

    /// Selects the quote of a proposal that has become the current one, and gives the page the
    /// keys.
    pub(super) fn follow_proposal(&mut self, ctx: &Context, view: View) {
        let Some(queued) = self.proposal(view.state) else {
            self.proposed = None;
            return;
        };
        let now = Some((view.state.open.proposals.at, queued.range.clone()));
        if self.proposed == now || self.draft.is_some() {
            return;
        }
        self.proposed = now;
        self.page.selection = Some(Selection::of(queued.range.clone()));
        self.page.reveal(queued.range.clone());
        ctx.memory_mut(|memory| memory.request_focus(Page::id()));
    }

    /// Takes the keys of the queue.
    pub(super) fn take_proposal_keys(&mut self, ctx: &Context, view: View) {
        let keys =
            ANSWERS.map(|(answer, key, ..)| (answer, KeyboardShortcut::new(Modifiers::NONE, key)));
        if let Some(answer) = key_queue::take_first(ctx, &keys) {
            if answer.lacks_name(view.state) {
                ctx.memory_mut(|memory| memory.request_focus(own_name::id()));
            } else {
                self.answer_proposal(answer, view);
            }
        }
        let places = PLACE_KEYS.into_iter().enumerate();
        let numbers: Vec<_> = places
            .map(|(number, key)| (number, KeyboardShortcut::new(Modifiers::NONE, key)))
            .collect();
        if self
            .proposal(view.state)
            .is_some_and(|queued| !queued.places.is_empty())
            && let Some(number) = key_queue::take_first(ctx, &numbers)
        {
            view.send(Command::Coding(CodingCommand::ChoosePlace(number)));
        }
    }

    fn answer_proposal(&mut self, answer: ProposalAnswer, view: View) {
        let command = match answer {
            ProposalAnswer::Accept => CodingCommand::Accept,
            ProposalAnswer::Reject => CodingCommand::Reject,
            ProposalAnswer::Skip => CodingCommand::Skip,
            ProposalAnswer::Change => return self.change_proposal(view),
        };
        self.page.selection = None;
        view.send(Command::Coding(command));
    }

    /// Opens the claim form with what is proposed.
    fn change_proposal(&mut self, view: View) {
        if self
            .proposal(view.state)
            .is_some_and(QueuedProposal::needs_place)
        {
            // It asks for the place.
            view.send(Command::Coding(CodingCommand::Accept));
            return;
        }
        let (Some(queued), Some(new)) = (
            self.proposal(view.state).cloned(),
            view.state.proposed_claim(),
        ) else {
            return;
        };
        let text = self.page.text().clone();
        let quoted = Quoted {
            reference: &queued.reference,
            text: &text,
            range: queued.range.clone(),
            is_proposed: true,
        };
        let draft = self.put_aside.take(&quoted, None).unwrap_or_else(|| {
            let (range, kind) = (queued.range.clone(), queued.proposal.kind);
            let around = &text.as_str()[range.clone()];
            let called = &[];
            let mut draft = ClaimDraft::new(
                view.state,
                &queued.reference,
                &text,
                range,
                around,
                kind,
                called,
            );
            draft.take_proposed(view.state, new);
            draft
        });
        self.open_draft(draft, queued.range);
    }

    /// The current proposal and its buttons. Returns whether there is one.
    pub(super) fn proposal_card(&mut self, ui: &mut Ui, view: View) -> bool {
        let Some(queued) = self.proposal(view.state).cloned() else {
            return false;
        };
        let queue = &view.state.open.proposals;
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            let title = format!("Proposal {} of {}", queue.at + 1, queue.proposals.len());
            ui.label(bold(&title));
            let (accepted, rejected) = queue.decided();
            ui.weak(format!(
                "{} · {accepted} accepted, {rejected} rejected",
                queue.verified()
            ));
        });
        ui.add(Label::new(RichText::new(in_words(&queued, view.state))).wrap());
        if let Some(why) = &queued.ambiguous {
            ui.add(Label::new(format!("Ambiguous: {why}. Which is meant?")).wrap());
            places(ui, &queued, view);
        }
        for note in &queued.notes {
            ui.add(Label::new(RichText::new(capitalized(note)).weak()).wrap());
        }
        if let Some(rationale) = &queued.proposal.rationale {
            ui.add(Label::new(RichText::new(rationale).weak()).wrap());
        }
        if let Some(coder) = &queued.proposal.coder {
            ui.weak(format!("proposed by {}", coder.in_words()));
        }
        let answer = buttons(ui, view);
        ui.add_space(6.0);
        if let Some(answer) = answer {
            self.answer_proposal(answer, view);
        }
        true
    }
}

/// The buttons of the queue, and the name that accepting needs.
fn buttons(ui: &mut Ui, view: View) -> Option<ProposalAnswer> {
    let why = "No name is set: an accepted claim says who approved it.";
    if own_name::ask(ui, view, why) {
        ui.memory_mut(|memory| memory.request_focus(Page::id()));
    }
    let mut answer = None;
    ui.horizontal_wrapped(|ui| {
        for (choice, _, text, key) in ANSWERS {
            let is_enabled = !choice.lacks_name(view.state);
            let button = ui.add_enabled(is_enabled, Button::new(text).shortcut_text(key));
            let button = button.on_disabled_hover_text("Enter your name above first");
            if button.clicked() {
                answer = Some(choice);
            }
        }
        let close = ui.button("Close the list");
        if close
            .on_hover_text("What is not decided stays in its file")
            .clicked()
        {
            view.send(Command::Coding(CodingCommand::CloseProposals));
        }
    });
    answer
}

/// The places of an ambiguous quote, to choose one; the one that is marked is pressed.
fn places(ui: &mut Ui, queued: &QueuedProposal, view: View) {
    let texts = &view.state.open.source_texts.checked;
    ui.horizontal_wrapped(|ui| {
        for (number, place) in queued.places.iter().enumerate().take(PLACE_KEYS.len()) {
            let (reference, range) = place;
            let text = texts.text(reference).and_then(|text| text.as_ref().ok());
            let locator = text.map(|text| text.locator(range.clone()));
            let words = format!("{} {}", number + 1, locator.unwrap_or_default());
            let is_marked = (reference, range) == (&queued.reference, &queued.range);
            let button = Button::selectable(queued.is_place_chosen && is_marked, words);
            if ui.add(button).on_hover_text(reference.as_str()).clicked() {
                view.send(Command::Coding(CodingCommand::ChoosePlace(number)));
            }
        }
        let more = queued.places.len().saturating_sub(PLACE_KEYS.len());
        if more > 0 {
            ui.weak(format!(
                "and {more} more; only a longer quote would say which"
            ));
        }
    });
}

/// `Russia → Taliban, support, since 2015; denied by the ministry`; new actors are marked.
fn in_words(queued: &QueuedProposal, state: &State) -> String {
    let proposal = &queued.proposal;
    let name = |words: &str| match evidence::named_actor(state.document(), words) {
        Some(id) => state.document().actor_name(&id).to_owned(),
        None => format!("{} (new)", words.trim()),
    };
    let kind = proposal.kind.unwrap_or(RelationKind::Other);
    let arrow = match kind {
        RelationKind::Support => "→",
        _ => "–",
    };
    let when = proposal.when.as_ref();
    let when = when.map_or_else(String::new, |when| format!(", {}", when.in_words()));
    let stance = proposal.stance.participle().to_lowercase();
    let said = match &proposal.claimant {
        Some(claimant) => format!("; {stance} by {claimant}"),
        None if proposal.stance != Stance::Asserts => format!("; {stance}"),
        None => String::new(),
    };
    format!(
        "{} {arrow} {}, {}{when}{said}",
        name(&proposal.from),
        name(&proposal.to),
        kind.as_str()
    )
}
