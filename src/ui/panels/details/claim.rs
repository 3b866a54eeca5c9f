//! A claim: quote, source, stance, claimant and grades, to read or to edit.

use egui::{Id, Ui};

use super::form::{FormBlock, Forms};
use super::parts::button;
use crate::app::field::Input;
use crate::app::{Change, Command, Field, FieldValue, State, field};
use crate::model::{Claim, Claimant, Document, Reference, ReferenceId, Relation, RelationId};
use crate::ui::View;
use crate::ui::widgets::claims;
use crate::ui::widgets::detail::Detail;
use crate::ui::widgets::{autocomplete, quote_status};
use crate::words::folded;

/// One claim of a relation, by its number.
pub(crate) fn show(ui: &mut Ui, relation: &Relation, at: usize, view: View, forms: &mut Forms) {
    let claim = &relation.claims[at];
    let block = FormBlock::Claim(relation.id.clone(), claim.id);
    let is_form = forms.is_open(&block);
    ui.push_id(("claim", claim.id), |ui| {
        if is_form {
            fields(ui, &relation.id, claim, view, forms);
        } else {
            let field = Field::Claim(relation.id.clone(), claim.id, &field::claim::QUOTE);
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
            if is_form && button(ui, "Delete claim", "Delete this claim; the relation stays") {
                let change = Change::DeleteClaim(relation.id.clone(), claim.id);
                view.send(Command::Change(change));
            }
        });
    });
    ui.separator();
}

/// Actions on the source of the claim.
fn of_source(ui: &mut Ui, claim: &Claim, view: View) {
    let reference = claim.reference.as_ref();
    let Some(reference) = reference.and_then(|id| view.state.document().references.get(id)) else {
        return;
    };
    if button(ui, "Source", "Show the details of the source") {
        let id = Some(reference.id.clone());
        view.send(Command::InspectReference(id));
    }
    if button(ui, "Copy citation", &view.state.cite(reference)) {
        view.send(Command::CopyCitation(reference.id.clone()));
    }
}

/// Whether this area was double-clicked.
fn is_double_clicked(ui: &Ui, place: egui::Rect) -> bool {
    let is_clicked = ui.input(|input| {
        input
            .pointer
            .button_double_clicked(egui::PointerButton::Primary)
    });
    is_clicked && ui.rect_contains_pointer(place)
}

/// Adds a claim and opens its form. If the document has just one source, the claim cites it.
pub(crate) fn add(relation: &Relation, view: View, forms: &mut Forms) {
    let document = view.state.document();
    let mut references = document.references.iter();
    let only = references.next().filter(|_| references.next().is_none());
    let claim = Claim {
        reference: only.map(|reference| reference.id.clone()),
        ..Claim::default()
    };
    let id = claim.id;
    let change = Change::AddClaim(relation.id.clone(), claim);
    view.send(Command::Change(change));
    let quote = Field::Claim(relation.id.clone(), id, &field::claim::QUOTE);
    forms.open_at(FormBlock::Claim(relation.id.clone(), id), quote);
}

fn fields(ui: &mut Ui, relation: &RelationId, claim: &Claim, view: View, forms: &mut Forms) {
    let salt = Id::new(("claim", relation, claim.id));
    for row in field::claim::FIELDS {
        let field = Field::Claim(relation.clone(), claim.id, row);
        match row.input {
            Input::Source => {
                if let Some(source) = source(ui, salt, claim, view.state, forms) {
                    cite(source, &field, (relation, claim), view, forms);
                }
            }
            Input::Claimant => {
                if let Some(claimant) = claimant(ui, salt, claim, view.state, forms) {
                    view.send(Command::Change(Change::Set(field, claimant)));
                }
            }
            _ => forms.field(ui, &field, view),
        }
    }
}

/// The source that was picked.
#[derive(Clone)]
enum PickedSource {
    Known(ReferenceId),
    New(String),
    None,
}

/// The field of the source: a known one, a new one, or none.
fn source(
    ui: &mut Ui,
    salt: Id,
    claim: &Claim,
    state: &State,
    forms: &mut Forms,
) -> Option<PickedSource> {
    let document = state.document();
    let now = claim.reference.as_ref().map_or("", |id| {
        let reference = document.references.get(id);
        reference.map_or(id.as_str(), |reference| reference.title())
    });
    let label = field::claim::REFERENCE.label;
    forms.pick(ui, (label, salt), now, |words| {
        let mut offers = references(document, words);
        let words = words.trim();
        if !words.is_empty() {
            let new = format!("New source “{words}”");
            offers.push((PickedSource::New(words.to_owned()), new));
        }
        if claim.reference.is_some() {
            offers.push((PickedSource::None, "No source".to_owned()));
        }
        offers
    })
}

/// References whose title, byline or id contain the text.
fn references(document: &Document, words: &str) -> Vec<autocomplete::Offer<PickedSource>> {
    let words = folded(words);
    let holds = |reference: &Reference| {
        let texts = [Some(reference.title().to_owned()), reference.byline()];
        let mut texts = texts
            .into_iter()
            .flatten()
            .chain([reference.id.to_string()]);
        texts.any(|text| folded(&text).contains(&words))
    };
    let found = document
        .references
        .iter()
        .filter(|reference| holds(reference));
    let offer = |reference: &std::sync::Arc<Reference>| {
        let words = [Some(reference.title().to_owned()), reference.byline()];
        let words: Vec<_> = words.into_iter().flatten().collect();
        (PickedSource::Known(reference.id.clone()), words.join(", "))
    };
    found.take(12).map(offer).collect()
}

/// Sets the source of the claim; a new one is added, and its form opens.
fn cite(
    source: PickedSource,
    field: &Field,
    (relation, claim): (&RelationId, &Claim),
    view: View,
    forms: &mut Forms,
) {
    let set = |id: &str| Change::Set(field.clone(), id.into());
    let change = match source {
        PickedSource::Known(id) => set(id.as_str()),
        PickedSource::None => set(""),
        PickedSource::New(title) => {
            let id = view.state.document().fresh_reference_id(&title);
            forms.open(FormBlock::Reference(id.clone()));
            view.send(Command::InspectReference(Some(id.clone())));
            Change::CiteNew {
                relation: relation.clone(),
                claim: claim.id,
                reference: Box::new(Reference {
                    title: Some(title),
                    ..Reference::new(id)
                }),
            }
        }
    };
    view.send(Command::Change(change));
}

/// The field of the claimant: an actor, a free text, or the author.
fn claimant(
    ui: &mut Ui,
    salt: Id,
    claim: &Claim,
    state: &State,
    forms: &mut Forms,
) -> Option<FieldValue> {
    let now = match &claim.claimant {
        Some(Claimant::Actor(id)) => state.document().actor_name(id),
        Some(Claimant::Words(words)) => words,
        None => "The author",
    };
    let label = field::claim::CLAIMANT.label;
    forms.pick(ui, (label, salt), now, |words| {
        let known = autocomplete::actors(state, words).into_iter();
        let known = known.map(|(id, words)| (FieldValue::Actor(id), words));
        let mut offers: Vec<_> = known.collect();
        let words = words.trim();
        if !words.is_empty() {
            let text = format!("“{words}” (not an actor)");
            offers.push((words.into(), text));
        }
        offers.push(("".into(), "The author".to_owned()));
        offers
    })
}
