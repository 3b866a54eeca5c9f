//! The Coders tab: what merges left to decide, how well the coders of the claims agree, each
//! disagreement to settle, and the codebook.

mod disagreements;
mod found;
mod questions;

use std::collections::BTreeSet;

use egui::{Button, RichText, Ui};

use self::found::{CodersFound, found};
use crate::analysis::agreement::{CodedAspect, DocumentCoder};
use crate::app::{Action, CodingCommand, Command, ExportOptions, FilePurpose};
use crate::graph::Filter;
use crate::model::Document;
use crate::scene::FigureOptions;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::own_name;
use crate::words::{capitalized, counted, grouped};

pub(crate) fn show(ui: &mut Ui, view: View) {
    questions::show(ui, view);
    ui.heading("Coders");
    let Some(coders) = found(ui, view) else {
        ui.weak("Comparing the coders…");
        return;
    };
    names(ui, &coders, view);
    if coders.compared.len() > 1 {
        agreement(ui, &coders, view);
        disagreements::show(ui, &coders, view);
    } else if coders.coders.len() > 1 {
        ui.label("Tick two coders or more to compare them.");
    }
    codebook(ui, view);
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(title).family(theme::bold()));
}

/// The coders: those that are ticked are compared. Each has a button that shows only their claims:
/// balance and camps under each coder are then in the Balance tab.
fn names(ui: &mut Ui, found: &CodersFound, view: View) {
    let coders = &found.coders;
    if coders.len() < 2 {
        ui.label(match coders.len() {
            0 => "No claim of this network names its coder.",
            _ => "One coder coded this network.",
        });
        match view.state.settings.own_name() {
            Some(name) => {
                ui.weak(format!("New claims name {name} as their coder."));
            }
            None => {
                own_name::ask(ui, view, "No name is set: new claims will name no coder.");
            }
        }
        ui.weak("To compare, merge with the file of another coder, or check proposals of a model.");
        ui.horizontal_wrapped(|ui| {
            for action in [Action::MergeFile, Action::Proposals] {
                let button = ui.button(action.text());
                if button.on_hover_text(action.explanation()).clicked() {
                    view.send(Command::Act(action));
                }
            }
        });
    } else {
        ui.weak(
            "Ticked coders are compared; at first the people with at least a tenth of the claims \
             of the one with the most.",
        );
    }
    for coder in coders {
        ui.horizontal_wrapped(|ui| one_coder(ui, coder, found, view));
    }
    if coders.len() > 1 && found.uncoded > 0 {
        let claims = counted(found.uncoded, "claim names", "claims name");
        ui.weak(format!("{claims} no coder, and count for nobody."));
    }
}

fn one_coder(ui: &mut Ui, coder: &DocumentCoder, found: &CodersFound, view: View) {
    let name = if coder.is_model {
        format!("{} (model)", coder.name)
    } else {
        coder.name.clone()
    };
    let mut words = format!("{name}: {}", counted(coder.claims, "claim", "claims"));
    if coder.set_aside > 0 {
        words = format!("{words}, {} set aside", grouped(coder.set_aside));
    }
    if found.coders.len() < 2 {
        ui.label(words);
    } else {
        let mut is_compared = found.compared.contains(&coder.name);
        if ui.checkbox(&mut is_compared, words).changed() {
            let mut compared: BTreeSet<String> = found.compared.iter().cloned().collect();
            if is_compared {
                compared.insert(coder.name.clone());
            } else {
                compared.remove(&coder.name);
            }
            view.send(Command::Coding(CodingCommand::Compare(compared)));
        }
    }
    let filter = &view.state.open.session.filter;
    let names = found.coders.iter().map(|coder| &coder.name);
    let others = names.filter(|other| **other != coder.name);
    let hidden: BTreeSet<String> = others.cloned().chain([String::new()]).collect();
    let is_alone = filter.hidden_coders == hidden;
    let text = if is_alone {
        "Show all coders"
    } else {
        "Show only these claims"
    };
    let tooltip = "The Balance tab then has the balance and the camps under this coder";
    let is_offered = found.coders.len() > 1 || is_alone;
    if is_offered && ui.small_button(text).on_hover_text(tooltip).clicked() {
        view.send(Command::SetFilter(Filter {
            hidden_coders: if is_alone { BTreeSet::new() } else { hidden },
            ..filter.clone()
        }));
    }
}

fn agreement(ui: &mut Ui, coders: &CodersFound, view: View) {
    section(ui, "Agreement");
    let found = &coders.agreement;
    for (of, measured) in &found.measures {
        let tooltip = match of {
            CodedAspect::Direction => "By chance both ways are equally likely",
            _ => "n: the units that at least two coders coded",
        };
        let words = format!("{}: {}", capitalized(of.in_words()), measured.in_words());
        ui.label(words).on_hover_text(tooltip);
        ui.add_space(3.0);
    }
    let open = open_codes(view.state.document());
    if open > 0 {
        let relations = counted(open, "relation", "relations");
        ui.colored_label(
            ui.visuals().warn_fg_color,
            format!(
                "The kind or direction of {relations} is still to decide above: until then the \
                 numbers count what is there now."
            ),
        );
    }
    let kappa = match coders.compared.len() {
        2 => "Cohen’s kappa",
        _ => "Fleiss’ kappa",
    };
    let draws = coders.draws;
    ui.weak(format!(
        "{}, matched by pair of actors and overlapping quote. Krippendorff’s alpha (nominal, 2011) \
         with the 95 % interval of {} draws (seed {}); {kappa}. The agreement is that before \
         settling: claims that were set aside count here, and nowhere else.",
        counted(found.units.len(), "unit", "units"),
        grouped(draws.draws),
        draws.seed
    ));
    ui.weak(match (found.is_placed, found.uncoded_sentences) {
        (false, 0) => {
            "No saved text says which passages nobody coded: alpha and kappa of “coded at all” are \
             far too low."
                .to_owned()
        }
        (_, sentences) => format!(
            "{} that nobody coded count as agreement.",
            counted(sentences, "sentence", "sentences")
        ),
    });
}

/// How many relations have an open question about what coders choose.
fn open_codes(document: &Document) -> usize {
    let questions = document.meta.questions.iter();
    let of_codes = questions.filter(|question| {
        let is_code = ["kind", "directed"].contains(&question.field.as_str())
            || question.field.contains("source");
        question.record == "relation" && is_code
    });
    let relations: BTreeSet<&str> = of_codes.map(|question| &*question.id).collect();
    relations.len()
}

fn codebook(ui: &mut Ui, view: View) {
    let codebook = &view.state.document().meta.codebook;
    section(ui, "Codebook");
    if codebook.is_empty() {
        ui.weak("No rules yet. They are shown in the claim form while one codes.");
    }
    ui.horizontal_wrapped(|ui| {
        let action = Action::Codebook;
        let import = ui.button(action.text());
        if import.on_hover_text(action.explanation()).clicked() {
            view.send(Command::Act(action));
        }
        let export = ui.add_enabled(!codebook.is_empty(), Button::new("Export codebook…"));
        if export.on_hover_text("Write the rules as CSV").clicked() {
            let options = ExportOptions {
                exporter: "codebook",
                figure: FigureOptions::default(),
            };
            view.send(Command::AskFile(FilePurpose::Export(options)));
        }
    });
    for entry in codebook {
        ui.label(RichText::new(capitalized(&entry.title())).family(theme::bold()));
        for line in entry.lines() {
            ui.weak(line);
        }
    }
}
