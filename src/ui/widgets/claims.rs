//! Relations and their claims, as the card and the Details tab both show them: kind, dates, quotes
//! and sources.

use egui::{Frame, Label, Margin, RichText, Stroke, TextStyle, Ui};

use super::detail::Detail;
use super::paragraph::paragraph;
use super::phrases;
use super::quote_status;
use crate::app::{Command, State, Target};
use crate::graph::dispute::Dispute;
use crate::graph::{EdgeIndex, words};
use crate::language::Language;
use crate::model::{Claim, Claimant, Date, Reference, ReferenceId, Relation, Stance};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::words::{capitalized, counted};

/// The most claims of a side in a preview.
const MAX_IN_PREVIEW: usize = 4;

/// The head of a relation: the sentence, the kind in its colour, the type, the dates.
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

/// The kind in its colour, and whether the relation is contested or uncited.
pub(crate) fn kind(ui: &mut Ui, relation: &Relation) {
    let theme = theme::of(ui.ctx());
    let color = theme::kind_text(&theme, relation.kind());
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

/// A word in a frame, in one piece: one that does not fit into a row is in the next.
fn badge(ui: &mut Ui, text: &str) {
    let font = TextStyle::Small.resolve(ui.style());
    let color = ui.visuals().text_color();
    let words = ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, color));
    let width = words.size().x + 2.0 * f32::from(BADGE_MARGIN.left) + 2.0;
    if ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
    let line = Stroke::new(1.0, ui.visuals().weak_text_color());
    Frame::new()
        .stroke(line)
        .corner_radius(3)
        .inner_margin(BADGE_MARGIN)
        .show(ui, |ui| {
            ui.add(Label::new(RichText::new(text).small()).extend())
        });
}

/// Between a badge's frame and its word, in points.
const BADGE_MARGIN: Margin = Margin::symmetric(4, 0);

/// All claims of a relation that the filter shows; those of a contested one grouped by side.
pub(crate) fn list(ui: &mut Ui, view: View, relation: &Relation, detail: Detail) {
    if relation.claims.is_empty() {
        ui.weak("No claims");
        return;
    }
    if let Some(dispute) = Dispute::of(relation) {
        sides(ui, view, relation, &dispute, detail);
    } else {
        let claims: Vec<_> = relation.claims.iter().collect();
        by_reference(ui, view, relation, &claims, detail);
    }
}

/// `Denied (2 claims)`.
pub(crate) fn side(stance: Stance, claims: usize) -> RichText {
    let claims = counted(claims, "claim", "claims");
    let text = format!("{} ({claims})", stance.participle());
    RichText::new(text).family(theme::bold())
}

/// How many claims of a relation the filter hides.
pub(crate) fn hidden(state: &State, shown: &Relation) -> usize {
    let whole = state.document().relations.get(&shown.id);
    whole.map_or(0, |whole| {
        whole.claims.len().saturating_sub(shown.claims.len())
    })
}

/// The verdict on the dispute, and each side as a separate block.
fn sides(ui: &mut Ui, view: View, relation: &Relation, dispute: &Dispute, detail: Detail) {
    let verdict = dispute.verdict;
    let line = format!("{}: {}", capitalized(verdict.name()), verdict.rule());
    ui.label(RichText::new(line).size(12.0).weak());
    let common = common_source(dispute).filter(|_| detail == Detail::Glance);
    for side in &dispute.sides {
        ui.add_space(3.0);
        let line = Stroke::new(1.0, ui.visuals().weak_text_color());
        let block = Frame::new().inner_margin(Margin {
            left: 10,
            ..Margin::ZERO
        });
        let block = block.show(ui, |ui| {
            ui.label(self::side(side.stance, side.claims.len()));
            if common.is_some() {
                let shown = &side.claims[..side.claims.len().min(MAX_IN_PREVIEW)];
                each(ui, view, relation, shown.iter().copied(), detail);
                more(ui, side.claims.len() - shown.len());
            } else {
                by_reference(ui, view, relation, &side.claims, detail);
            }
        });
        // One bar along a side holds its claims together.
        let rect = block.response.rect;
        ui.painter().vline(rect.left() + 3.0, rect.y_range(), line);
    }
    if common.is_some() {
        source(ui, view, common, detail);
    }
}

/// The source of all claims of a dispute, if it is one: a preview names it once.
fn common_source<'a>(dispute: &Dispute<'a>) -> Option<&'a ReferenceId> {
    let claims = dispute.sides.iter().flat_map(|side| &side.claims);
    let mut references = claims.map(|claim| claim.reference.as_ref());
    let first = references.next()?;
    first.filter(|_| references.all(|other| other == first))
}

/// The claims of each reference together, and the reference once below them.
fn by_reference(ui: &mut Ui, view: View, relation: &Relation, all: &[&Claim], detail: Detail) {
    let claims = match detail {
        Detail::Glance => &all[..all.len().min(MAX_IN_PREVIEW)],
        Detail::Full => all,
    };
    let mut references: Vec<Option<&ReferenceId>> = Vec::new();
    for claim in claims {
        if !references.contains(&claim.reference.as_ref()) {
            references.push(claim.reference.as_ref());
        }
    }
    for reference in references {
        let same = claims.iter().copied();
        let same = same.filter(|claim| claim.reference.as_ref() == reference);
        each(ui, view, relation, same, detail);
        source(ui, view, reference, detail);
    }
    more(ui, all.len() - claims.len());
}

/// Claims, each with the status of its quote.
fn each<'a>(
    ui: &mut Ui,
    view: View,
    relation: &Relation,
    claims: impl Iterator<Item = &'a Claim>,
    detail: Detail,
) {
    for claim in claims {
        let mark = quote_status::short(view.state, &relation.id, claim);
        let mark = mark.filter(|_| detail == Detail::Glance);
        marked(ui, view, claim, detail, mark);
        if mark.is_none() {
            quote_status::show(ui, view, &relation.id, claim, detail);
        }
        ui.add_space(4.0);
    }
}

/// How many claims are not listed.
fn more(ui: &mut Ui, count: usize) {
    if count > 0 {
        let more = counted(count, "more claim", "more claims");
        ui.weak(format!("and {more}"));
    }
}

/// One claim: locator, quote, stance, claimant, date, grades, and a note.
pub(crate) fn show(ui: &mut Ui, view: View, claim: &Claim, detail: Detail) {
    marked(ui, view, claim, detail, None);
}

/// The same, with a mark after the quote.
fn marked(ui: &mut Ui, view: View, claim: &Claim, detail: Detail, mark: Option<&'static str>) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        // Empty rows would leave gaps.
        if claim.locator.is_some() || claim.quote.is_some() {
            paragraph(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                if let Some(locator) = &claim.locator {
                    ui.label(RichText::new(locator).family(theme::bold()).size(12.0));
                }
                if let Some(quote) = &claim.quote {
                    ui.label(RichText::new(format!("“{}”", quote.exact)).italics());
                }
                if let Some(mark) = mark {
                    ui.label(RichText::new(mark).weak());
                }
            });
        }
        let details = claim_details(view.state, claim);
        let is_by_somebody = claim.claimant.is_some() || claim.stance != Stance::Asserts;
        if is_by_somebody || details.is_some() {
            paragraph(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                if is_by_somebody {
                    ui.label(format!("{} by", claim.stance.participle()));
                    claimant(ui, view, claim, detail);
                }
                if let Some(details) = details {
                    if is_by_somebody {
                        ui.weak("·");
                    }
                    ui.label(details);
                }
            });
        }
        if let Some(note) = &claim.note {
            ui.label(RichText::new(note).weak().size(12.0));
        }
    });
}

/// The claimant's name; a link if it is an actor.
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
            ui.label("the author");
        }
    }
}

/// `February 2017, source B (usually reliable), claim 2 (probably true), coded by Ada Wright`;
/// `None` without a date, grades and a coder.
fn claim_details(state: &State, claim: &Claim) -> Option<String> {
    let reference = claim
        .reference
        .as_ref()
        .and_then(|id| state.document().references.get(id));
    let mut parts = Vec::new();
    parts.extend(claim.made.as_ref().map(Date::in_words));
    if let Some(grade) = reference.and_then(|reference| reference.reliability) {
        parts.push(format!("source {}", phrases::reliability(grade)));
    }
    if let Some(grade) = claim.credibility {
        parts.push(format!("claim {}", phrases::credibility(grade)));
    }
    parts.extend(coded(claim));
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `coded by Ada Wright`, `coded by a-model (model), approved by Ada Wright`.
fn coded(claim: &Claim) -> Option<String> {
    let coder = claim.coder.as_ref()?;
    let approved = claim.approver.as_ref();
    let approved = approved.map_or_else(String::new, |name| format!(", approved by {name}"));
    Some(format!("coded by {}{approved}", coder.in_words()))
}

/// The source: title, authors, outlet, date; with a link and a button in full detail.
pub(crate) fn source(ui: &mut Ui, view: View, id: Option<&ReferenceId>, detail: Detail) {
    let Some(id) = id else {
        ui.weak("No source");
        return;
    };
    let Some(reference) = view.state.document().references.get(id) else {
        ui.weak(format!("Source {id} is not in the file"));
        return;
    };
    let style = view.state.settings.citation_style();
    let words = if style.is_usual() {
        described(reference)
    } else {
        style.cite(reference, Language::English)
    };
    let words = RichText::new(words).size(12.0);
    match reference.link() {
        Some(url) if detail == Detail::Full => {
            if ui.link(words).on_hover_text(&url).clicked() {
                view.send(Command::Browse(url));
            }
        }
        _ => {
            ui.add(Label::new(words).wrap());
        }
    }
    if detail == Detail::Full {
        let copy = ui
            .small_button("Copy citation")
            .on_hover_ui(|ui| drop(ui.label(view.state.cite(reference))));
        if copy.clicked() {
            view.send(Command::CopyCitation(reference.id.clone()));
        }
    }
    ui.add_space(4.0);
}

/// `“4 Reasons…”, Hashim Wahdatyar, The Pulse, 2017`.
fn described(reference: &Reference) -> String {
    let parts = [
        Some(format!("“{}”", reference.title())),
        reference.byline(),
        reference.outlet().map(str::to_owned),
        reference.issued_in_words(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
