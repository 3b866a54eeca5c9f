//! What merges left to decide: each question with its two values.

use egui::{RichText, Ui};

use crate::app::{CodingCommand, Command};
use crate::file::merge::value_in_words;
use crate::model::{Document, Question};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::words::grouped;

/// The most questions that are shown at once: settled ones make room for the next.
const MAX_SHOWN: usize = 30;

/// The longest value that is shown, in characters; the tooltip has all of it.
const MAX_VALUE: usize = 120;

pub(super) fn show(ui: &mut Ui, view: View) {
    let document = view.state.document();
    let questions = &document.meta.questions;
    if questions.is_empty() {
        return;
    }
    ui.heading(format!("To decide ({})", grouped(questions.len())));
    ui.weak("Merged files say different things. Nothing is lost until you decide.");
    for (number, question) in questions.iter().take(MAX_SHOWN).enumerate() {
        ui.push_id(("question", number), |ui| one(ui, question, document, view));
        ui.separator();
    }
    if questions.len() > MAX_SHOWN {
        ui.weak(format!("and {} more", questions.len() - MAX_SHOWN));
    }
    ui.add_space(8.0);
}

fn one(ui: &mut Ui, question: &Question, document: &Document, view: View) {
    let name = name(question, document);
    if question.field.is_empty() {
        ui.label(
            RichText::new(format!("{name}: deleted in {}", question.from)).family(theme::bold()),
        );
    } else {
        ui.label(RichText::new(format!("{name}: {}", question.field)).family(theme::bold()));
        let words = |json: &Option<String>| value_in_words(json.as_deref(), Some(document));
        value(ui, "Now", &words(&question.kept));
        if question.is_about_claim() {
            ui.label(format!("{} set it aside", question.from));
        } else {
            value(ui, &question.from, &words(&question.other));
        }
    }
    ui.horizontal_wrapped(|ui| {
        let other = match (question.field.is_empty(), &question.other) {
            (true, _) => "Delete it",
            (false, _) if question.is_about_claim() => "Set it aside",
            (false, Some(_)) => "Take the other value",
            (false, None) => "Remove the value",
        };
        for (text, takes_other) in [("Keep it", false), (other, true)] {
            if ui.button(text).clicked() {
                let question = Box::new(question.clone());
                let settle = CodingCommand::Settle(question, takes_other);
                view.send(Command::Coding(settle));
            }
        }
    });
}

fn value(ui: &mut Ui, name: &str, text: &str) {
    let shown: String = text.chars().take(MAX_VALUE).collect();
    let dots = if shown.len() < text.len() { "…" } else { "" };
    ui.label(format!("{name}: {shown}{dots}"))
        .on_hover_text(text);
}

/// The record in words: `Russia – Taliban`.
fn name(question: &Question, document: &Document) -> String {
    let id = question.id.as_str();
    match question.record.as_str() {
        "actor" => document.actor_name(&id.into()).to_owned(),
        "relation" => {
            let relation = document.relations.get(&id.into());
            relation.map_or_else(|| id.to_owned(), |one| document.relation_name(one))
        }
        "source" => {
            let reference = document.references.get(&id.into());
            reference.map_or_else(|| id.to_owned(), |one| one.title().to_owned())
        }
        _ => "The network".to_owned(),
    }
}
