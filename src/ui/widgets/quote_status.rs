//! Whether a claim's quote is in the saved text of its source, and how to correct it.

use egui::text::LayoutJob;
use egui::{FontId, RichText, Stroke, TextFormat, Ui};

use super::detail::Detail;
use crate::app::{Change, Command, ReaderCommand, State, Target};
use crate::evidence::{Anchored, DiffSpan, Doubt, QuoteDifference};
use crate::model::{Claim, RelationId};
use crate::ui::View;
use crate::ui::shell::theme;

/// Shows the status of a claim's quote; with [`Detail::Full`], how quote and text differ, and
/// buttons.
pub(crate) fn show(ui: &mut Ui, view: View, relation: &RelationId, claim: &Claim, detail: Detail) {
    let Some(status) = view
        .state
        .open
        .source_texts
        .checked
        .quote_status(relation, claim)
    else {
        return;
    };
    let Some((mark, words)) = in_words(status) else {
        return;
    };
    if detail == Detail::Glance && matches!(status, Anchored::NoText { problem: None }) {
        // True of every claim of the source: too much for a preview.
        return;
    }
    let misleads = [Doubt::Negation, Doubt::Distance];
    let is_sound = matches!(status, Anchored::NoText { .. })
        || status.is_verified() && !status.doubts().iter().any(|doubt| misleads.contains(doubt));
    let color = if is_sound {
        ui.visuals().weak_text_color()
    } else {
        ui.visuals().text_color()
    };
    let text = RichText::new(format!("{mark} {words}"))
        .color(color)
        .size(12.0);
    let leads = detail == Detail::Full && !status.ranges().is_empty();
    let is_followed = if leads {
        ui.link(text).on_hover_text("Show it in the text").clicked()
    } else {
        ui.label(text);
        false
    };
    if let Some(reference) = claim.reference.as_ref().filter(|_| is_followed) {
        view.send(Command::Reader(ReaderCommand::Show(reference.clone())));
        view.send(Command::Select(Some(Target::Relation(relation.clone()))));
    }
    if let (Anchored::Edited { difference, .. }, Detail::Full) = (status, detail)
        && !is_sound
    {
        ui.label(marked(ui, difference));
    }
    if let (Anchored::Changed { difference, .. }, Detail::Full) = (status, detail) {
        ui.label(marked(ui, difference));
        let take = ui
            .small_button("Correct the quote")
            .on_hover_text("Replace the quote by the words of the text");
        if take.clicked()
            && let Some(change) = corrected(view.state, relation, claim, status)
        {
            view.send(Command::Change(change));
        }
    }
}

/// The mark of a quote that is found as it is and where it should be: a preview needs no words for
/// it.
pub(crate) fn short(state: &State, relation: &RelationId, claim: &Claim) -> Option<&'static str> {
    let checked = &state.open.source_texts.checked;
    match checked.quote_status(relation, claim)? {
        status @ Anchored::Verified { doubts, .. } if doubts.is_empty() => {
            in_words(status).map(|(mark, _)| mark)
        }
        _ => None,
    }
}

/// A mark and the status in words; `None` for a claim without a quote.
fn in_words(status: &Anchored) -> Option<(&'static str, String)> {
    Some(match status {
        Anchored::Verified { doubts, .. } => ("✔", format!("Quote found in {}", place(doubts))),
        Anchored::Edited { doubts, .. } if doubts.contains(&Doubt::Negation) => (
            "⚠",
            "Shortened: the words left out may reverse the meaning".to_owned(),
        ),
        Anchored::Edited { doubts, .. } if doubts.contains(&Doubt::Distance) => (
            "⚠",
            "Shortened: the parts are far apart in the text".to_owned(),
        ),
        Anchored::Edited {
            doubts,
            is_shortened,
            ..
        } => {
            let how = if *is_shortened {
                "shortened"
            } else {
                "adapted"
            };
            ("✔", format!("Quote found in {}, {how}", place(doubts)))
        }
        Anchored::Ambiguous { times, .. } => (
            "?",
            format!("Quote found {times} times; its place is not known"),
        ),
        Anchored::Changed { .. } => ("≠", "Quote differs from text".to_owned()),
        Anchored::NotFound => ("⚠", "Quote not found in text".to_owned()),
        Anchored::NoText { problem: Some(_) } => ("–", "Saved text cannot be read".to_owned()),
        Anchored::NoText { problem: None } => ("–", "No saved text to check".to_owned()),
        Anchored::Unquoted => return None,
    })
}

/// Where a quote was found.
fn place(doubts: &[Doubt]) -> &'static str {
    if doubts.contains(&Doubt::Locator) {
        "another paragraph"
    } else if doubts.contains(&Doubt::Context) {
        "text, with other words around it"
    } else {
        "text"
    }
}

/// The difference: words only in the quote struck out, words only in the text underlined.
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

/// The claim with the words of the text as its quote.
fn corrected(
    state: &State,
    relation: &RelationId,
    claim: &Claim,
    status: &Anchored,
) -> Option<Change> {
    let text = state
        .open
        .source_texts
        .checked
        .text(claim.reference.as_ref()?)?;
    let text = text.as_ref().ok()?;
    let range = status.ranges().first()?.clone();
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
