//! What results from the first rows: counts, what was dropped and why, and the first broken rows.
//! Reads nothing.

use egui::{Label, RichText, Ui};

use crate::app::EventDialog;
use crate::events::{EventPreview, EventRequest, ImportedEvents, event_option, with_labels};
use crate::tasks::{Computed, ComputedStatus};
use crate::ui::shell::theme;
use crate::words::{agree, capitalized, counted, grouped};

pub(super) fn show(
    ui: &mut Ui,
    open: &EventDialog,
    request: &EventRequest,
    preview: &Computed<EventRequest, Result<EventPreview, String>>,
) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Preview").family(theme::bold()));
        if matches!(preview.status(), ComputedStatus::Working(_)) {
            ui.weak("Reading…");
        }
    });
    if request.paths.is_empty() {
        ui.weak("Choose files to see what their first rows give.");
        return;
    }
    if let Some(problem) = problem_in_words(request) {
        show_problem(ui, &problem);
        return;
    }
    if let ComputedStatus::Failed(failure) = preview.status() {
        show_problem(ui, &failure.to_string());
    }
    // Until the answer to a choice arrives, the one before stays.
    match preview.latest().map(|(_, known)| &**known) {
        Some(Ok(known)) => show_preview(ui, known),
        Some(Err(message)) => show_problem(ui, &with_labels(message)),
        None => {}
    }
    let is_the_same = open.request == *request;
    if let Some(problem) = open.problem.as_ref().filter(|_| is_the_same) {
        ui.add_space(6.0);
        ui.label(RichText::new("All rows of the files").family(theme::bold()));
        show_problem(ui, &with_labels(problem));
    }
}

/// What is wrong with a rule, as a sentence: `Minimum net: …`.
fn problem_in_words(request: &EventRequest) -> Option<String> {
    let problem = request.plan().err()?;
    let label = event_option(problem.option).map_or("", |option| option.label);
    Some(format!("{label}: {}", with_labels(&problem.message)))
}

fn show_problem(ui: &mut Ui, words: &str) {
    ui.colored_label(ui.visuals().error_fg_color, capitalized(words));
}

fn show_preview(ui: &mut Ui, preview: &EventPreview) {
    match &preview.outcome {
        Err(message) => show_problem(ui, &with_labels(message)),
        Ok(found) => show_found(ui, preview, found),
    }
}

fn show_found(ui: &mut Ui, preview: &EventPreview, found: &ImportedEvents) {
    let counts = &found.counts;
    let rows = grouped(counts.rows as usize);
    let files = counted(preview.files, "file", "files");
    ui.weak(if preview.is_whole {
        let row = agree(counts.rows as usize, "row", "rows");
        format!("{rows} {row} in {files}")
    } else {
        format!("The first {rows} rows of {files}")
    });
    let document = &found.document;
    let lines = [
        (
            counts.rows - counts.broken_rows(),
            "row understood",
            "rows understood",
        ),
        (counts.kept, "event counts", "events count"),
        (counts.pairs, "pair of actors", "pairs of actors"),
        (
            document.relations.len() as u64,
            "relation results",
            "relations result",
        ),
        (
            document.actors.len() as u64,
            "actor has a relation",
            "actors have relations",
        ),
    ];
    egui::Grid::new("counts of events")
        .num_columns(2)
        .spacing([10.0, 4.0])
        .show(ui, |ui| {
            for (count, one, many) in lines {
                let number = RichText::new(grouped(count as usize)).family(theme::bold());
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.label(number);
                });
                ui.label(agree(count as usize, one, many));
                ui.end_row();
            }
        });
    let dropped = counts.dropped_in_words();
    if !dropped.is_empty() {
        ui.add_space(6.0);
        ui.label(RichText::new("Events that do not count").family(theme::bold()));
        for line in dropped {
            ui.add(Label::new(line).wrap());
        }
    }
    if !found.notes.is_empty() {
        ui.add_space(6.0);
        ui.label(RichText::new("Broken rows and files").family(theme::bold()));
        for note in &found.notes {
            ui.add(Label::new(note).truncate()).on_hover_text(note);
        }
    }
}
