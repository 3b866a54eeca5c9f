//! The status line: counts, issues, the filter, and tasks in progress.

use egui::{Align, Label, Layout, Sense, Ui};

use super::progress;
use crate::app::{Action, BlocCommand, Command, Tab};
use crate::graph::{bloc_ties_in_words, blocs_in_words, words};
use crate::language::Language;
use crate::model::BlocTies;
use crate::ui::panels::sources;
use crate::ui::{Queue, View};

pub(crate) fn show(ui: &mut Ui, view: View) {
    ui.horizontal(|ui| {
        let counts = sources::in_words(ui, view.state);
        ui.label(&counts.0);
        if !view.state.open.source.issues.is_empty() {
            ui.separator();
            let issues = words::issues(&view.state.open.source.issues);
            if ui
                .link(issues)
                .on_hover_text("Show the report on this file")
                .clicked()
            {
                view.send(Command::Act(Action::Report));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if view.state.busy.is_some() {
                progress::show(ui, view);
            } else if view.state.open.session.is_paused {
                ui.weak("Layout paused");
            }
            if let Some(words) = &counts.1 {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    blocs(ui, view);
                    filter(ui, words, view.queue);
                });
            } else {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| blocs(ui, view));
            }
        });
    });
}

/// How many blocs there are, and how many of their ties are shown.
fn blocs(ui: &mut Ui, view: View) {
    let drawn = &view.state.open.derived.drawn;
    let blocs = &view.state.open.session.blocs;
    let Some(words) = blocs_in_words(drawn, blocs, Language::English) else {
        return;
    };
    ui.separator();
    let ties = drawn.ties_between_blocs();
    if ties.drawn < ties.all {
        let all = ui
            .link("Show all ties")
            .on_hover_text("Draw all ties between blocs");
        if all.clicked() {
            view.send(Command::Bloc(BlocCommand::SetTies(BlocTies::All)));
        }
        ui.label(bloc_ties_in_words(drawn, Language::English).unwrap_or_default());
    } else {
        ui.add(Label::new(&words).truncate());
    }
}

/// The filter, truncated to the available width.
fn filter(ui: &mut Ui, words: &str, queue: &Queue) {
    ui.separator();
    if ui.link("Show all").clicked() {
        queue.send(Command::Act(Action::ShowAll));
    }
    let label = Label::new(words)
        .truncate()
        .show_tooltip_when_elided(false)
        .sense(Sense::click());
    let tooltip = format!("{words}\n\nClick to open the filters in the Sources tab");
    if ui.add(label).on_hover_text(tooltip).clicked() {
        queue.send(Command::ShowTab(Tab::SOURCES));
    }
}
