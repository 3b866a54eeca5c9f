//! A claim: the words, who says so and where, how sure; to be read, or filled in.

use egui::{Id, Ui};

use super::button;
use super::form::{self, Block, Forms};
use crate::app::field::ClaimText;
use crate::app::{Command, Field, State};
use crate::graph::words::capitalized;
use crate::model::{
    Claim, Claimant, Credibility, Document, Edit, Reference, ReferenceId, Relation, Stance,
};
use crate::ui::View;
use crate::ui::widgets::claims;
use crate::ui::widgets::claims::Detail;
use crate::ui::widgets::{autocomplete, quote_status};

/// One claim of a relation, by its number.
pub(crate) fn show(ui: &mut Ui, relation: &Relation, at: usize, view: View, forms: &mut Forms) {
    let claim = &relation.claims[at];
    let block = Block::Claim(relation.id.clone(), at);
    let is_form = forms.is_open(&block);
    ui.push_id(("claim", at), |ui| {
        if is_form {
            fields(ui, relation, at, view, forms);
        } else {
            let field = Field::Claim(relation.id.clone(), at, ClaimText::Quote);
            let read = ui.vertical(|ui| {
                claims::show(ui, view, claim, Detail::Full);
                claims::source(ui, view, claim.reference.as_ref(), Detail::Glance);
            });
            if is_double_clicked(ui, read.response.rect) {
                forms.open_at(block.clone(), field);
            }
            quote_status::show(ui, view, &relation.id, claim, Detail::Full);
        }
        ui.horizontal_wrapped(|ui| {
            forms.switch(ui, &block, &format!("claim {}", at + 1));
            of_source(ui, claim, view);
            if is_form && button(ui, "Delete this claim", "The relation stays") {
                let edit = Edit::delete_claim(view.state.document(), &relation.id, at);
                view.send(Command::Commit(edit));
                forms.close_claims(&relation.id);
            }
        });
    });
    ui.separator();
}

/// What can be done with the claim's source.
fn of_source(ui: &mut Ui, claim: &Claim, view: View) {
    let reference = claim.reference.as_ref();
    let Some(reference) = reference.and_then(|id| view.state.document().references.get(id)) else {
        return;
    };
    if button(ui, "Source", "Everything known about the source") {
        let id = Some(reference.id.clone());
        view.send(Command::InspectReference(id));
    }
    if button(ui, "Copy citation", &reference.citation()) {
        view.send(Command::CopyCitation(reference.id.clone()));
    }
}

/// Whether the place was clicked twice, whatever is written there.
fn is_double_clicked(ui: &Ui, place: egui::Rect) -> bool {
    let is_clicked = ui.input(|input| {
        input
            .pointer
            .button_double_clicked(egui::PointerButton::Primary)
    });
    is_clicked && ui.rect_contains_pointer(place)
}

/// Adds a claim and opens its form. The only source there is is its source.
pub(crate) fn add(relation: &Relation, view: View, forms: &mut Forms) {
    let document = view.state.document();
    let mut references = document.references.iter();
    let only = references.next().filter(|_| references.next().is_none());
    let claim = Claim {
        reference: only.map(|reference| reference.id.clone()),
        ..Claim::default()
    };
    let at = relation.claims.len();
    view.send(Command::Commit(Edit::put_claim(
        document,
        &relation.id,
        at,
        claim,
    )));
    let quote = Field::Claim(relation.id.clone(), at, ClaimText::Quote);
    forms.open_at(Block::Claim(relation.id.clone(), at), quote);
}

fn fields(ui: &mut Ui, relation: &Relation, at: usize, view: View, forms: &mut Forms) {
    let claim = &relation.claims[at];
    let salt = Id::new(("claim", &relation.id, at));
    let change = |what: &str, change: &dyn Fn(&mut Claim)| {
        let edit = Edit::change_claim(view.state.document(), &relation.id, at, what, change);
        view.send(Command::Commit(edit));
    };
    let text = |ui: &mut Ui, forms: &mut Forms, text| {
        forms.text(ui, &Field::Claim(relation.id.clone(), at, text), view);
    };
    for field in [ClaimText::Quote, ClaimText::Before, ClaimText::After] {
        text(ui, forms, field);
    }
    if let Some(source) = source(ui, salt, claim, view.state, forms) {
        cite(source, relation, at, view, forms);
    }
    text(ui, forms, ClaimText::Locator);
    if let Some(stance) = form::choice(ui, ("Stance", salt), &claim.stance, &stances()) {
        change("stance", &|claim| claim.stance = stance);
    }
    if let Some(Voice(claimant)) = claimant(ui, salt, claim, view.state, forms) {
        change("claimant", &|claim| claim.claimant.clone_from(&claimant));
    }
    text(ui, forms, ClaimText::Made);
    let grades = credibilities();
    if let Some(grade) = form::choice(ui, ("Credibility", salt), &claim.credibility, &grades) {
        change("credibility", &|claim| claim.credibility = grade);
    }
    text(ui, forms, ClaimText::Note);
}

/// What a claim is taken from.
#[derive(Clone)]
enum Source {
    Known(ReferenceId),
    New(String),
    None,
}

/// The field of the source: one that is there, a new one, or none.
fn source(
    ui: &mut Ui,
    salt: Id,
    claim: &Claim,
    state: &State,
    forms: &mut Forms,
) -> Option<Source> {
    let document = state.document();
    let now = claim.reference.as_ref().map_or("", |id| {
        let reference = document.references.get(id);
        reference.map_or(id.as_str(), |reference| reference.title())
    });
    forms.pick(ui, ("Source", salt), now, |words| {
        let mut offers = references(document, words);
        let words = words.trim();
        if !words.is_empty() {
            let new = format!("A new source, “{words}”");
            offers.push((Source::New(words.to_owned()), new));
        }
        if claim.reference.is_some() {
            offers.push((Source::None, "No source".to_owned()));
        }
        offers
    })
}

/// References whose title, byline or id hold the words.
fn references(document: &Document, words: &str) -> Vec<autocomplete::Offer<Source>> {
    let words = words.trim().to_lowercase();
    let holds = |reference: &Reference| {
        let texts = [Some(reference.title().to_owned()), reference.byline()];
        let mut texts = texts
            .into_iter()
            .flatten()
            .chain([reference.id.to_string()]);
        texts.any(|text| text.to_lowercase().contains(&words))
    };
    let found = document
        .references
        .iter()
        .filter(|reference| holds(reference));
    let offer = |reference: &std::sync::Arc<Reference>| {
        let words = [Some(reference.title().to_owned()), reference.byline()];
        let words: Vec<_> = words.into_iter().flatten().collect();
        (Source::Known(reference.id.clone()), words.join(", "))
    };
    found.take(12).map(offer).collect()
}

/// Puts the source under the claim; a new one is made with it, and its page is opened.
fn cite(source: Source, relation: &Relation, at: usize, view: View, forms: &mut Forms) {
    let document = view.state.document();
    let cited = |id: Option<ReferenceId>| {
        Edit::change_claim(document, &relation.id, at, "source", |claim| {
            claim.reference = id;
        })
    };
    let edit = match source {
        Source::Known(id) => cited(Some(id)),
        Source::None => cited(None),
        Source::New(title) => {
            let reference = Reference {
                title: Some(title.clone()),
                ..Reference::new(document.fresh_reference_id(&title))
            };
            let id = reference.id.clone();
            forms.open(Block::Reference(id.clone()));
            view.send(Command::InspectReference(Some(id.clone())));
            Edit::put_references(document, vec![reference]).and(cited(Some(id)))
        }
    };
    view.send(Command::Commit(edit));
}

/// Whose words a claim tells; the author's where nobody is named.
#[derive(Clone)]
struct Voice(Option<Claimant>);

/// The field of who says so: an actor, somebody in words, or the author.
fn claimant(
    ui: &mut Ui,
    salt: Id,
    claim: &Claim,
    state: &State,
    forms: &mut Forms,
) -> Option<Voice> {
    let now = match &claim.claimant {
        Some(Claimant::Actor(id)) => state.document().actor_name(id),
        Some(Claimant::Words(words)) => words,
        None => "The author",
    };
    forms.pick(ui, ("Said by", salt), now, |words| {
        let known = autocomplete::actors(state, words).into_iter();
        let known = known.map(|(id, words)| (Voice(Some(Claimant::Actor(id))), words));
        let mut offers: Vec<_> = known.collect();
        let words = words.trim();
        if !words.is_empty() {
            let said = format!("“{words}”, who is no actor here");
            offers.push((Voice(Some(Claimant::Words(words.to_owned()))), said));
        }
        offers.push((Voice(None), "The author".to_owned()));
        offers
    })
}

fn stances() -> Vec<(Stance, String)> {
    let words = |stance: Stance| {
        let meaning = match stance {
            Stance::Asserts => "it is so",
            Stance::Denies => "it is not so",
            Stance::Disputes => "it is doubtful",
            Stance::Retracts => "it was said and is taken back",
        };
        (
            stance,
            format!("{}: {meaning}", capitalized(stance.as_str())),
        )
    };
    Stance::ALL.map(words).into()
}

fn credibilities() -> Vec<(Option<Credibility>, String)> {
    let grades = (1..=6).filter_map(Credibility::new);
    let graded = grades.map(|grade| {
        (
            Some(grade),
            format!("{}: {}", grade.number(), grade.meaning()),
        )
    });
    [(None, "Not graded".to_owned())]
        .into_iter()
        .chain(graded)
        .collect()
}
