//! Relations and their claims, as the card and the inspector both show them: kind, dates, and who says so where.

use egui::{Frame, Margin, RichText, Stroke, Ui};

use super::quote_status;
use crate::app::{Command, State, Target};
use crate::graph::dispute::Dispute;
use crate::graph::words::{capitalized, counted};
use crate::graph::{EdgeIndex, words};
use crate::model::{Claim, Claimant, Date, Reference, ReferenceId, Relation, Stance};
use crate::ui::View;
use crate::ui::shell::theme;

/// How much is shown of each claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// To be read in passing: nothing to click.
    Glance,
    /// With links and buttons.
    Full,
}

/// How many claims of a side are shown in passing.
const GLANCE: usize = 4;

/// A relation's head: what it says, its kind in its colour, finer type, dates.
pub(crate) fn head(ui: &mut Ui, state: &State, edge: EdgeIndex) {
    let network = &state.open.derived.network;
    let relation = &network.graph[edge];
    ui.label(
        RichText::new(words::sentence(network, edge))
            .family(theme::bold())
            .size(15.0),
    );
    ui.horizontal_wrapped(|ui| {
        kind(ui, relation);
        for text in relation
            .subtype
            .iter()
            .cloned()
            .chain(relation.when.as_ref().map(Date::in_words))
        {
            ui.weak("·");
            ui.label(text);
        }
    });
}

/// The kind's word in the kind's colour, and whether the relation is contested or uncited.
pub(crate) fn kind(ui: &mut Ui, relation: &Relation) {
    let theme = theme::of(ui.ctx());
    let color = theme::color(theme.relation(relation.kind()));
    ui.label(
        RichText::new(relation.kind().as_str())
            .color(color)
            .family(theme::bold()),
    );
    if relation.is_contested() {
        badge(ui, "contested");
    }
    if relation.is_uncited() {
        badge(ui, "uncited");
    }
}

fn badge(ui: &mut Ui, text: &str) {
    let line = Stroke::new(1.0, ui.visuals().weak_text_color());
    Frame::new()
        .stroke(line)
        .corner_radius(3)
        .inner_margin(Margin::symmetric(4, 0))
        .show(ui, |ui| ui.label(RichText::new(text).small()));
}

/// All claims of a relation that the filter shows; of a contested one side against side.
pub(crate) fn list(ui: &mut Ui, view: View, relation: &Relation, detail: Detail) {
    if relation.claims.is_empty() {
        ui.weak("No claim is given for this relation.");
        return;
    }
    if let Some(contest) = Dispute::of(relation) {
        sides(ui, view, relation, &contest, detail);
    } else {
        let claims: Vec<_> = relation.claims.iter().collect();
        by_reference(ui, view, relation, &claims, detail);
    }
}

/// What a side says, and how many say it.
pub(crate) fn side(stance: Stance, claims: usize) -> RichText {
    let words = match stance {
        Stance::Asserts => "It is so",
        Stance::Denies => "It is not so",
        Stance::Disputes => "It is in doubt",
        Stance::Retracts => "It is taken back",
    };
    let claims = counted(claims, "claim");
    RichText::new(format!("{words} ({claims})")).family(theme::bold())
}

/// How many claims of a relation the filter hides.
pub(crate) fn hidden(state: &State, shown: &Relation) -> usize {
    let whole = state.document().relations.get(&shown.id);
    whole.map_or(0, |whole| {
        whole.claims.len().saturating_sub(shown.claims.len())
    })
}

/// What the sides are to each other, and each side as a block of its own.
fn sides(ui: &mut Ui, view: View, relation: &Relation, contest: &Dispute, detail: Detail) {
    let verdict = contest.verdict;
    let line = format!("{}: {}", capitalized(verdict.name()), verdict.rule());
    ui.label(RichText::new(line).size(12.0).weak());
    for side in &contest.sides {
        ui.add_space(3.0);
        let line = Stroke::new(1.0, ui.visuals().weak_text_color());
        let block = Frame::new().inner_margin(Margin {
            left: 10,
            ..Margin::ZERO
        });
        let block = block.show(ui, |ui| {
            ui.label(self::side(side.stance, side.claims.len()));
            by_reference(ui, view, relation, &side.claims, detail);
        });
        // One bar along a side holds its claims together.
        let rect = block.response.rect;
        ui.painter().vline(rect.left() + 3.0, rect.y_range(), line);
    }
}

/// The claims of each reference together, and the reference once beneath them.
fn by_reference(ui: &mut Ui, view: View, relation: &Relation, all: &[&Claim], detail: Detail) {
    let claims = match detail {
        Detail::Glance => &all[..all.len().min(GLANCE)],
        Detail::Full => all,
    };
    let mut references: Vec<Option<&ReferenceId>> = Vec::new();
    for claim in claims {
        if !references.contains(&claim.reference.as_ref()) {
            references.push(claim.reference.as_ref());
        }
    }
    for reference in references {
        for claim in claims
            .iter()
            .filter(|claim| claim.reference.as_ref() == reference)
        {
            show(ui, view, claim, detail);
            quote_status::show(ui, view, &relation.id, claim, detail);
            ui.add_space(4.0);
        }
        source(ui, view, reference, detail);
    }
    if claims.len() < all.len() {
        let more = counted(all.len() - claims.len(), "claim");
        ui.weak(format!("and {more} not shown here"));
    }
}

/// One claim: where it stands, the words, who says so, when, how sure, and a remark.
pub(crate) fn show(ui: &mut Ui, view: View, claim: &Claim, detail: Detail) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            if let Some(locator) = &claim.locator {
                ui.label(RichText::new(locator).family(theme::bold()).size(12.0));
            }
            if let Some(quote) = &claim.quote {
                ui.label(RichText::new(format!("“{}”", quote.exact)).italics());
            }
        });
        if let Some(saying) = saying(view.state, claim) {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                claimant(ui, view, claim, detail);
                ui.label(saying);
            });
        }
        if let Some(note) = &claim.note {
            ui.label(RichText::new(note).weak().size(12.0));
        }
    });
}

/// The claimant's name; a link where it is an actor.
fn claimant(ui: &mut Ui, view: View, claim: &Claim, detail: Detail) {
    match &claim.claimant {
        Some(Claimant::Actor(id)) => {
            let actor = view.state.document().actors.get(id);
            let name = actor.map_or(id.as_str(), |actor| actor.name());
            if detail == Detail::Glance || actor.is_none() {
                ui.label(name);
            } else if ui.link(name).clicked() {
                view.send(Command::GoTo(Target::Actor(id.clone())));
            }
        }
        Some(Claimant::Words(name)) => {
            ui.label(name);
        }
        None => {
            ui.label("The author");
        }
    }
}

/// `asserts it, 2017-02, credibility 2: probably true`; nothing where the author plainly asserts.
fn saying(state: &State, claim: &Claim) -> Option<String> {
    let reference = claim
        .reference
        .as_ref()
        .and_then(|id| state.document().references.get(id));
    let mut parts = Vec::new();
    if claim.claimant.is_some() || claim.stance != Stance::Asserts {
        parts.push(format!("{} it", claim.stance.as_str()));
    }
    parts.extend(claim.made.as_ref().map(Date::in_words));
    if let Some(grade) = reference.and_then(|reference| reference.reliability) {
        parts.push(format!("source {}: {}", grade.as_str(), grade.meaning()));
    }
    if let Some(grade) = claim.credibility {
        parts.push(format!(
            "credibility {}: {}",
            grade.number(),
            grade.meaning()
        ));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The reference: title, authors, outlet, date; with a link and a button where it can be clicked.
pub(crate) fn source(ui: &mut Ui, view: View, id: Option<&ReferenceId>, detail: Detail) {
    let Some(id) = id else {
        ui.weak("No reference is given.");
        return;
    };
    let Some(reference) = view.state.document().references.get(id) else {
        ui.weak(format!("Reference {id} is missing from the file."));
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let words = RichText::new(described(reference)).size(12.0);
        match &reference.url {
            Some(url) if detail == Detail::Full => {
                if ui.link(words).on_hover_text(url).clicked() {
                    view.send(Command::Browse(url.clone()));
                }
            }
            _ => {
                ui.label(words);
            }
        }
        if detail == Detail::Full {
            let copy = ui
                .small_button("Copy citation")
                .on_hover_text(reference.citation());
            if copy.clicked() {
                view.send(Command::CopyCitation(reference.id.clone()));
            }
        }
    });
    ui.add_space(4.0);
}

/// `“4 Reasons…”, Hashim Wahdatyar, The Pulse, 2017`.
fn described(reference: &Reference) -> String {
    let parts = [
        Some(format!("“{}”", reference.title())),
        reference.byline(),
        reference.outlet().map(str::to_owned),
        reference.issued_text(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
