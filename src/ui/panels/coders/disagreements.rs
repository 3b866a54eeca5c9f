//! The disagreements of coders, to settle one by one beside the text.

use egui::{Button, RichText, Ui};

use super::found::CodersFound;
use crate::analysis::agreement::{CodedAspect, CodedClaim, PairDirection};
use crate::app::{CodingCommand, Command, ReaderCommand, SettledClaims, Target};
use crate::model::{Claim, Document, Relation};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::own_name;
use crate::words::{grouped, list};

/// The most disagreements that are shown at once: settled ones make room for the next.
const MAX_SHOWN: usize = 30;

/// A unit about which coders do not agree, with its claims that are still there.
struct OpenUnit<'a> {
    of: Vec<CodedAspect>,
    claims: Vec<(&'a CodedClaim, &'a Relation, &'a Claim)>,
}

pub(super) fn show(ui: &mut Ui, coders: &CodersFound, view: View) {
    let document = view.state.document();
    let open = open_units(coders, document);
    ui.add_space(10.0);
    let title = format!("Disagreements ({})", grouped(open.len()));
    ui.label(RichText::new(title).family(theme::bold()));
    if open.is_empty() {
        ui.weak("The coders agree about everything, or all is settled.");
        return;
    }
    let name = view.state.settings.own_name();
    ui.weak(format!(
        "What stays is marked as approved by {}; what does not is set aside in the file. Each \
         answer can be undone.",
        name.unwrap_or("you")
    ));
    let why = "No name is set: a settled claim says who approved it.";
    own_name::ask(ui, view, why);
    for (number, unit) in open.iter().take(MAX_SHOWN).enumerate() {
        ui.push_id(("disagreement", number), |ui| one(ui, unit, coders, view));
        ui.separator();
    }
    if open.len() > MAX_SHOWN {
        ui.weak(format!("and {} more", open.len() - MAX_SHOWN));
    }
}

/// Units with a disagreement that nobody has settled: not all of their claims are approved.
fn open_units<'a>(coders: &'a CodersFound, document: &'a Document) -> Vec<OpenUnit<'a>> {
    let found = &coders.agreement;
    let mut open: Vec<OpenUnit<'a>> = Vec::new();
    let mut last = None;
    for disagreement in &found.disagreements {
        if last == Some(disagreement.unit) {
            if let Some(unit) = open.last_mut() {
                unit.of.push(disagreement.of);
            }
            continue;
        }
        let claims = found.claims_of(disagreement.unit).filter_map(|coded| {
            let relation = document.relations.get(&coded.relation)?;
            Some((coded, &**relation, relation.claim(coded.id)?))
        });
        let claims: Vec<_> = claims.collect();
        let is_settled = claims.iter().all(|(.., claim)| claim.approver.is_some());
        if !is_settled {
            last = Some(disagreement.unit);
            open.push(OpenUnit {
                of: vec![disagreement.of],
                claims,
            });
        }
    }
    open
}

fn one(ui: &mut Ui, unit: &OpenUnit<'_>, coders: &CodersFound, view: View) {
    let Some((_, relation, claim)) = unit.claims.first() else {
        return;
    };
    let document = view.state.document();
    let of: Vec<_> = unit.of.iter().map(|of| of.in_words()).collect();
    let title = format!("{}: {}", document.relation_name(relation), list(&of));
    let title = ui.link(RichText::new(title).family(theme::bold()));
    if title.on_hover_text("Show the passage").clicked() {
        if let Some(reference) = &claim.reference {
            view.send(Command::Reader(ReaderCommand::Show(reference.clone())));
        }
        view.send(Command::GoTo(Target::Relation(relation.id.clone())));
    }
    if let Some(quote) = &claim.quote {
        ui.label(RichText::new(format!("“{}”", quote.exact)).italics());
    }
    for (coding, name) in coders.compared.iter().enumerate() {
        let theirs = unit
            .claims
            .iter()
            .find(|(coded, ..)| coded.coding == coding);
        ui.horizontal_wrapped(|ui| {
            let right = format!("{name} is right");
            let Some((coded, relation, claim)) = theirs else {
                ui.label(format!("{name}: not coded"));
                if answer(ui, &right, "Sets the claims of the others aside", view) {
                    settle(unit, |_| false, view);
                }
                return;
            };
            ui.label(format!(
                "{name}: {}",
                coding_in_words(coded, relation, document)
            ));
            let tooltip = "Keeps this claim and sets the other ones of this passage aside";
            if answer(ui, &right, tooltip, view) {
                let kept = claim.id;
                settle(unit, |claim| claim.id == kept, view);
            }
        });
    }
    if unit.claims.len() > 1 {
        let tooltip = "Keeps the claims of all coders as they are";
        if answer(ui, "Keep all", tooltip, view) {
            settle(unit, |_| true, view);
        }
    }
}

/// A button that settles a disagreement; it needs the name of who does. Returns whether it was
/// clicked.
fn answer(ui: &mut Ui, text: &str, tooltip: &str, view: View) -> bool {
    let has_name = view.state.settings.own_name().is_some();
    let button = ui.add_enabled(has_name, Button::new(text).small());
    let button = button.on_disabled_hover_text("Enter your name above first");
    button.on_hover_text(tooltip).clicked()
}

fn settle(unit: &OpenUnit<'_>, stays: impl Fn(&Claim) -> bool, view: View) {
    let mut settled = SettledClaims::default();
    for (_, relation, claim) in &unit.claims {
        let list = if stays(claim) {
            &mut settled.kept
        } else {
            &mut settled.dropped
        };
        list.push((relation.id.clone(), claim.id));
    }
    view.send(Command::Coding(CodingCommand::SettleClaims(Box::new(
        settled,
    ))));
}

/// `support, Russia → Taliban, asserts`.
fn coding_in_words(coded: &CodedClaim, relation: &Relation, document: &Document) -> String {
    let arrow = match coded.direction {
        PairDirection::Both => "–",
        PairDirection::Forward | PairDirection::Backward => "→",
    };
    format!(
        "{}, {} {arrow} {}, {}",
        coded.kind.as_str(),
        document.actor_name(&relation.source),
        document.actor_name(&relation.target),
        coded.stance.as_str()
    )
}
