//! The report on a file: each issue with its place, what was expected and what to do; a click
//! copies it.

use egui::{RichText, Ui};

use super::frame;
use crate::app::Command;
use crate::graph::words;
use crate::model::{Issue, Severity};
use crate::ui::Queue;
use crate::ui::shell::theme;
use crate::ui::widgets::cut;

/// What happened to the file, and to the document that was open before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenOutcome {
    /// It is shown.
    Opened,
    /// It could not be opened, and another one is still shown.
    Refused,
    /// It could not be opened, and nothing is shown.
    Nothing,
}

impl OpenOutcome {
    fn heading(self) -> &'static str {
        match self {
            Self::Opened => "The file opened, with issues",
            Self::Refused | Self::Nothing => "The file could not be opened",
        }
    }

    fn explanation(self) -> &'static str {
        match self {
            Self::Opened => "What was interpreted is listed here.",
            Self::Refused => "The document that was open before is still open.",
            Self::Nothing => "",
        }
    }
}

pub(super) fn show(ui: &mut Ui, name: &str, issues: &[Issue], outcome: OpenOutcome, queue: &Queue) {
    frame::set_width(ui, 600.0);
    let are_notes = outcome == OpenOutcome::Opened && issues.iter().all(Issue::is_note);
    ui.heading(if are_notes {
        "How the file was interpreted"
    } else {
        outcome.heading()
    });
    ui.label(format!(
        "{name}: {}. {}",
        words::issues(issues),
        outcome.explanation()
    ));
    let height = frame::list_height(ui);
    let row = ui.text_style_height(&egui::TextStyle::Body) * 3.0 + 14.0;
    frame::list(height).show_rows(ui, row, issues.len(), |ui, rows| {
        for issue in &issues[rows] {
            show_issue(ui, issue, row, queue);
        }
    });
    frame::buttons(ui, |ui| {
        if frame::main_button(ui, "Close").clicked() {
            queue.send(Command::CloseDialog);
        }
        if ui.button("Copy all").clicked() {
            let lines: Vec<_> = issues
                .iter()
                .map(|issue| format!("{name}:{issue}"))
                .collect();
            queue.send(Command::CopyText(lines.join("\n")));
        }
    });
}

fn show_issue(ui: &mut Ui, issue: &Issue, height: f32, queue: &Queue) {
    let size = egui::vec2(ui.available_width(), height - ui.spacing().item_spacing.y);
    let builder = egui::UiBuilder::new()
        .id_salt((
            &issue.place.pointer,
            issue.place.line,
            issue.place.column,
            issue.code,
        ))
        .sense(egui::Sense::click());
    let response = ui.allocate_ui(size, |ui| {
        ui.scope_builder(builder, |ui| {
            ui.set_min_size(size);
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.horizontal(|ui| {
                let color = match issue.severity {
                    Severity::Error => ui.visuals().error_fg_color,
                    Severity::Warning => ui.visuals().warn_fg_color,
                    Severity::Note => ui.visuals().weak_text_color(),
                };
                ui.label(
                    RichText::new(issue.severity.as_str())
                        .color(color)
                        .family(theme::bold()),
                );
                if issue.place.line > 0 {
                    ui.label(format!(
                        "line {}, column {}",
                        issue.place.line, issue.place.column
                    ));
                }
                ui.weak(&issue.place.pointer);
            });
            // The tooltip of the row has the whole texts.
            let line = |text: RichText| {
                egui::Label::new(text)
                    .truncate()
                    .show_tooltip_when_elided(false)
            };
            ui.add(line(RichText::new(&issue.message)));
            if let Some(hint) = &issue.hint {
                ui.add(line(RichText::new(hint).weak()));
            }
        })
        .response
    });
    let texts = std::iter::once(&issue.message).chain(&issue.hint);
    let is_cut = texts.clone().any(|text| cut::is_cut(ui, text, size.x));
    let row = response
        .inner
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    let row = if is_cut {
        row.on_hover_ui(|ui| {
            for text in texts {
                ui.label(text);
            }
            ui.weak("Click to copy");
        })
    } else {
        row
    };
    row.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Button, true, issue.to_string())
    });
    if row.clicked() {
        queue.send(Command::CopyText(issue.to_string()));
    }
}
