//! What became of a claim's quote in the text it was taken from: a mark with words, and what can be
//! done about it.

use egui::text::LayoutJob;
use egui::{FontId, RichText, Stroke, TextFormat, Ui};

use super::claims::Detail;
use crate::app::{Change, Command, Reader, State, Target};
use crate::evidence::{Anchored, DiffSpan, Doubt, QuoteDifference};
use crate::model::{Claim, RelationId};
use crate::ui::View;
use crate::ui::shell::theme;

/// Shows what became of a claim's quote; with [`Detail::Full`], how quote and text differ, and
/// buttons.
pub(crate) fn show(ui: &mut Ui, view: View, relation: &RelationId, claim: &Claim, detail: Detail) {
    let Some(standing) = view
        .state
        .open
        .source_texts
        .reading
        .standing(relation, claim)
    else {
        return;
    };
    let Some((mark, words)) = told(standing) else {
        return;
    };
    if detail == Detail::Glance && matches!(standing, Anchored::NoText { problem: None }) {
        // Nothing to be told in passing, and of every claim.
        return;
    }
    let is_sound = matches!(
        standing,
        Anchored::Verified { .. } | Anchored::NoText { .. }
    );
    let color = if is_sound {
        ui.visuals().weak_text_color()
    } else {
        ui.visuals().text_color()
    };
    let text = RichText::new(format!("{mark} {words}"))
        .color(color)
        .size(12.0);
    let leads = detail == Detail::Full && !standing.ranges().is_empty();
    let is_followed = if leads {
        ui.link(text).on_hover_text("Read it in the text").clicked()
    } else {
        ui.label(text);
        false
    };
    if let Some(reference) = claim.reference.as_ref().filter(|_| is_followed) {
        view.send(Command::Reader(Reader::Show(reference.clone())));
        view.send(Command::Select(Some(Target::Relation(relation.clone()))));
    }
    if let (Anchored::Changed { difference, .. }, Detail::Full) = (standing, detail) {
        ui.label(marked(ui, difference));
        let take = ui
            .small_button("Take the text’s words")
            .on_hover_text("The quote becomes what the text says; you can undo it");
        if take.clicked()
            && let Some(change) = with_words_of_text(view.state, relation, claim, standing)
        {
            view.send(Command::Change(change));
        }
    }
}

/// A mark, and what became of the quote in words; nothing for a claim that quotes nothing.
fn told(standing: &Anchored) -> Option<(&'static str, String)> {
    Some(match standing {
        Anchored::Verified { doubts, .. } if doubts.is_empty() => {
            ("✔", "stands in the text".to_owned())
        }
        Anchored::Verified { doubts, .. } if doubts.contains(&Doubt::Locator) => {
            ("✔", "stands in the text, in another paragraph".to_owned())
        }
        Anchored::Verified { .. } => ("✔", "stands in the text, in other company".to_owned()),
        Anchored::Ambiguous { times, .. } => (
            "?",
            format!("stands in the text {times} times, and nothing says where"),
        ),
        Anchored::Changed { .. } => ("≠", "the text says it in other words".to_owned()),
        Anchored::NotFound => ("⚠", "is not in the text".to_owned()),
        Anchored::NoText { problem: Some(_) } => ("–", "its text cannot be read".to_owned()),
        Anchored::NoText { problem: None } => ("–", "no text to check it against".to_owned()),
        Anchored::Unquoted => return None,
    })
}

/// The difference: what the quote alone says struck out, what the text alone says underlined.
fn marked(ui: &Ui, difference: &QuoteDifference) -> LayoutJob {
    let visuals = ui.visuals();
    let (ink, weak, warn) = (
        visuals.text_color(),
        visuals.weak_text_color(),
        visuals.warn_fg_color,
    );
    let mut job = LayoutJob::default();
    for span in difference.spans() {
        let plain = TextFormat::simple(FontId::proportional(12.5), ink);
        let (words, format) = match span {
            DiffSpan::Same(words) => (words, plain),
            DiffSpan::Removed(words) => (
                words,
                TextFormat {
                    color: weak,
                    strikethrough: Stroke::new(1.0, warn),
                    ..plain
                },
            ),
            DiffSpan::Added(words) => (
                words,
                TextFormat {
                    font_id: FontId::new(12.5, theme::bold()),
                    underline: Stroke::new(1.0, ink),
                    ..plain
                },
            ),
        };
        job.append(words, 0.0, format);
    }
    job
}

/// The claim with the words that the text has in their place.
fn with_words_of_text(
    state: &State,
    relation: &RelationId,
    claim: &Claim,
    standing: &Anchored,
) -> Option<Change> {
    let text = state
        .open
        .source_texts
        .reading
        .text(claim.reference.as_ref()?)?;
    let text = text.as_ref().ok()?;
    let range = standing.ranges().first()?.clone();
    let mut quote = text.quote(range.clone());
    if let Some(old) = &claim.quote {
        quote.fields = old.fields.clone();
    }
    Some(Change::Requote {
        relation: relation.clone(),
        claim: claim.id,
        quote,
        locator: text.locator(range),
    })
}
