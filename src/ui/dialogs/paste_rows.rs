//! The dialog before rows of a spreadsheet are added: what they add and change, and which lines
//! cannot be used.

use std::sync::Arc;

use egui::{Grid, Label, RichText, Ui};

use super::frame;
use crate::app::rows::PastedRows;
use crate::app::{Change, Command};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::frame_cache::background;
use crate::words::{counted, grouped, list};

/// How many of the pasted lines, and of their cells, are seen.
const PREVIEW_LINES: usize = 5;
const PREVIEW_CELLS: usize = 6;

pub(super) fn show(ui: &mut Ui, rows: &PastedRows, view: View) {
    frame::set_width(ui, 480.0);
    ui.heading(format!("Paste into {}", rows.kind.title()));
    let summary = {
        let (document, rows) = (view.state.document().clone(), rows.clone());
        let about = (
            Arc::as_ptr(&rows.text).cast::<u8>() as usize,
            view.state.open.history.revision(),
        );
        let whole = &view.state.open.derived.whole;
        background(ui.ctx(), "pasted rows", about, whole, move || {
            rows.summary(&document)
        })
    };
    let summary = summary.current_or_say(ui);
    if let Some(summary) = &summary {
        let lines = counted(summary.lines, "row", "rows");
        match &summary.effects[..] {
            [] => ui.label(format!("{lines}: nothing changes.")),
            effects => ui.label(format!("{lines}: {}.", list(effects))),
        };
        preview(ui, &rows.text);
        if !summary.ignored.is_empty() {
            ui.weak(format!(
                "Not a column of this table: {}",
                list(&summary.ignored)
            ));
        }
        if !summary.problems.is_empty() {
            let count = counted(summary.problems.len(), "row is", "rows are");
            let head = format!("{count} left out");
            ui.label(RichText::new(head).family(theme::bold()));
            let height = ui.text_style_height(&egui::TextStyle::Body);
            frame::list(frame::list_height(ui) * 0.6).show_rows(
                ui,
                height,
                summary.problems.len(),
                |ui, shown| {
                    for problem in &summary.problems[shown] {
                        ui.add(egui::Label::new(problem).truncate());
                    }
                },
            );
        }
    }
    let changes = summary.is_some_and(|summary| summary.edit.is_some());
    frame::buttons(ui, |ui| {
        if frame::main_button_if(ui, changes, "Paste").clicked() {
            view.send(Command::CloseDialog);
            view.send(Command::Change(Change::Paste(rows.clone())));
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

/// The first of the pasted lines, as the spreadsheet had them.
fn preview(ui: &mut Ui, text: &str) {
    let lines: Vec<Vec<&str>> = text
        .lines()
        .take(PREVIEW_LINES)
        .map(|line| line.split('\t').take(PREVIEW_CELLS).collect())
        .collect();
    let cells = lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let spacing = ui.spacing().item_spacing.x;
    let width = ui.available_width() / cells as f32 - spacing;
    Grid::new("first pasted lines")
        .striped(true)
        .min_col_width(width)
        .max_col_width(width)
        .show(ui, |ui| {
            for line in &lines {
                for cell in line {
                    ui.add(Label::new(*cell).truncate());
                }
                ui.end_row();
            }
        });
    let count = text.lines().count();
    if count > PREVIEW_LINES {
        ui.weak(format!("and {} more", grouped(count - PREVIEW_LINES)));
    }
}
