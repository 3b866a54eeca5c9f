//! The status line: counts, issues, the filter, and tasks in progress.

use egui::{Align, Label, Layout, Sense, Ui};

use super::progress;
use crate::app::{Action, Command, Tab};
use crate::graph::words;
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
                    filter(ui, words, view.queue);
                });
            }
        });
    });
}

/// The filter, truncated to the room there is.
fn filter(ui: &mut Ui, words: &str, queue: &Queue) {
    ui.separator();
    if ui.link("Show all").clicked() {
        queue.send(Command::Act(Action::ShowAll));
    }
    let words = ui.add(Label::new(words).truncate().sense(Sense::click()));
    if words
        .on_hover_text("Open the filters in the Sources tab")
        .clicked()
    {
        queue.send(Command::ShowTab(Tab::SOURCES));
    }
}
