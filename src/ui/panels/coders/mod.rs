//! The Coders tab: what merges left to decide, how well the coders of the claims agree, each
//! disagreement to settle, and the codebook.

mod disagreements;
mod found;
mod questions;

use std::collections::BTreeSet;

use egui::{Button, Grid, RichText, Ui};

use self::found::{CodersFound, found};
use crate::analysis::agreement::{AgreementMeasure, CodedAspect};
use crate::app::{Action, Command, ExportOptions, FilePurpose};
use crate::graph::Filter;
use crate::scene::FigureOptions;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::words::{capitalized, counted};

pub(crate) fn show(ui: &mut Ui, view: View) {
    questions::show(ui, view);
    ui.heading("Coders");
    let Some(coders) = found(ui, view) else {
        ui.weak("Comparing the coders…");
        return;
    };
    names(ui, &coders, view);
    if coders.names.len() > 1 {
        agreement(ui, &coders);
        disagreements::show(ui, &coders, view);
    }
    codebook(ui, view);
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(title).family(theme::bold()));
}

/// The coders, each with a button that shows only their claims: balance and camps under each coder
/// are then in the Balance tab.
fn names(ui: &mut Ui, coders: &CodersFound, view: View) {
    if coders.names.len() < 2 {
        ui.label(match coders.names.len() {
            0 => {
                "No claim of this network names its coder. New claims get the name in the settings."
            }
            _ => "One coder coded this network.",
        });
        ui.weak("To compare, merge with the file of another coder, or check proposals of a model.");
        ui.horizontal_wrapped(|ui| {
            for action in [Action::MergeFile, Action::Proposals] {
                let button = ui.button(action.text());
                if button.on_hover_text(action.explanation()).clicked() {
                    view.send(Command::Act(action));
                }
            }
        });
    }
    let filter = &view.state.open.session.filter;
    for (name, claims) in coders.names.iter().zip(&coders.claims) {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("{name}: {}", counted(*claims, "claim", "claims")));
            let others = coders.names.iter().filter(|other| *other != name);
            let hidden: BTreeSet<String> = others.cloned().chain([String::new()]).collect();
            let is_alone = filter.hidden_coders == hidden;
            let text = if is_alone {
                "Show all coders"
            } else {
                "Show only these claims"
            };
            let tooltip = "The Balance tab then has the balance and the camps under this coder";
            let is_offered = coders.names.len() > 1 || is_alone;
            if is_offered && ui.small_button(text).on_hover_text(tooltip).clicked() {
                view.send(Command::SetFilter(Filter {
                    hidden_coders: if is_alone { BTreeSet::new() } else { hidden },
                    ..filter.clone()
                }));
            }
        });
    }
}

fn agreement(ui: &mut Ui, coders: &CodersFound) {
    section(ui, "Agreement");
    let found = &coders.agreement;
    Grid::new("agreement")
        .num_columns(5)
        .spacing([10.0, 3.0])
        .show(ui, |ui| {
            for title in ["", "alpha", "95 %", "kappa", "agree"] {
                ui.weak(title);
            }
            ui.end_row();
            for (of, measured) in &found.measures {
                row(ui, *of, measured);
                ui.end_row();
            }
        });
    let kappa = match coders.names.len() {
        2 => "Cohen’s kappa",
        _ => "Fleiss’ kappa",
    };
    let draws = coders.draws;
    ui.weak(format!(
        "{}, matched by pair of actors and overlapping quote. Krippendorff’s alpha (nominal, 2011) \
         with the interval of {} draws (seed {}); {kappa}.",
        counted(found.units.len(), "unit", "units"),
        draws.draws,
        draws.seed
    ));
    ui.weak(match (found.is_placed, found.uncoded_sentences) {
        (false, 0) => {
            "No saved text says which passages nobody coded: alpha and kappa of “coded at \
                       all” are far too low."
                .to_owned()
        }
        (_, sentences) => format!(
            "{} that nobody coded count as agreement.",
            counted(sentences, "sentence", "sentences")
        ),
    });
}

fn row(ui: &mut Ui, of: CodedAspect, measured: &AgreementMeasure) {
    let number = |number: Option<f64>| number.map_or("–".to_owned(), |it| format!("{it:.2}"));
    let chance = match of {
        CodedAspect::Direction => "; by chance both ways are equally likely",
        _ => "",
    };
    ui.label(capitalized(of.in_words()))
        .on_hover_text(format!("n = {}{chance}", measured.n));
    ui.label(number(measured.alpha));
    let interval = measured.low.zip(measured.high);
    let interval = interval.map_or("–".to_owned(), |(low, high)| {
        format!("{low:.2} to {high:.2}")
    });
    if measured.alpha.is_some() && measured.is_of_too_few() {
        ui.label("too few units").on_hover_text(interval);
    } else {
        ui.label(interval);
    }
    ui.label(number(measured.kappa));
    let percent = measured.percent;
    ui.label(percent.map_or("–".to_owned(), |it| {
        format!("{it:.0} % of {}", measured.n)
    }));
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
        for (name, text) in [
            ("", &entry.rule),
            ("For example: ", &entry.example),
            ("But not: ", &entry.counter_example),
        ] {
            if let Some(text) = text {
                ui.weak(format!("{name}{text}"));
            }
        }
    }
}
