//! Find and replace in names, types and notes: what would change is listed before it is.

use std::sync::Arc;

use egui::{Grid, Id, Label, RichText, TextEdit, Ui};

use super::frame;
use crate::app::field::{ReplaceRequest, Replacement};
use crate::app::{Change, Command};
use crate::ui::View;
use crate::ui::shell::{key_queue, theme};
use crate::ui::widgets::frame_cache::background;
use crate::ui::widgets::primary::add_primary;
use crate::words::counted;

/// The longest words that are searched for, in characters.
const MAX_WORDS: usize = 200;

/// What is typed and chosen.
#[derive(Default)]
pub(super) struct ReplaceDraft {
    request: ReplaceRequest,
    is_shown: bool,
}

impl ReplaceDraft {
    /// The dialog is closed; what was typed is offered again.
    pub(super) fn clear(&mut self) {
        self.is_shown = false;
    }
}

pub(super) fn show(ui: &mut Ui, draft: &mut ReplaceDraft, view: View) {
    frame::set_width(ui, 560.0);
    ui.heading("Find and replace");
    let request = &mut draft.request;
    let is_new = !std::mem::replace(&mut draft.is_shown, true);
    if is_new && !(request.in_names || request.in_types || request.in_notes) {
        (request.in_names, request.in_types, request.in_notes) = (true, true, true);
    }
    if ui.memory(|memory| memory.focused().is_none()) {
        key_queue::focus(ui.ctx(), Id::new("find what"));
    }
    fields(ui, request);
    let found = preview(ui, request, view);
    let count = found.as_ref().map_or(0, |found| found.len());
    frame::buttons(ui, |ui| {
        let text = format!("Replace in {}", counted(count, "field", "fields"));
        if add_primary(ui, count > 0, text).clicked()
            && let Some(found) = found
        {
            let values = found.iter().map(|replacement| {
                let value = replacement.after.as_str().into();
                (replacement.field.clone(), value)
            });
            view.send(Command::Change(Change::SetSeveral(values.collect())));
            view.send(Command::CloseDialog);
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

/// What is searched for, and where.
fn fields(ui: &mut Ui, request: &mut ReplaceRequest) {
    Grid::new("find and replace")
        .num_columns(2)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            for (name, id, text) in [
                ("Find", "find what", &mut request.find),
                ("Replace with", "replace with", &mut request.with),
            ] {
                let label = ui.label(name);
                let field = TextEdit::singleline(text)
                    .id(Id::new(id))
                    .char_limit(MAX_WORDS)
                    .desired_width(f32::INFINITY);
                ui.add(field).labelled_by(label.id);
                ui.end_row();
            }
            ui.label("In");
            ui.horizontal_wrapped(|ui| {
                ui.checkbox(&mut request.in_names, "Names");
                ui.checkbox(&mut request.in_types, "Types");
                ui.checkbox(&mut request.in_notes, "Notes");
            });
            ui.end_row();
            ui.label("");
            ui.horizontal_wrapped(|ui| {
                ui.checkbox(&mut request.matches_case, "Match case");
                ui.checkbox(&mut request.whole_words, "Whole words");
            });
            ui.end_row();
        });
}

/// Lists what would change; `None` until it is found.
fn preview(ui: &mut Ui, request: &ReplaceRequest, view: View) -> Option<Arc<Vec<Replacement>>> {
    let found = {
        let (document, request) = (view.state.document().clone(), request.clone());
        let about = (request.clone(), view.state.open.history.revision());
        let whole = &view.state.open.derived.whole;
        background(ui.ctx(), "replacements", about, whole, move || {
            request.replacements(&document)
        })
    };
    let found = found.current_or_say(ui)?;
    if request.find.is_empty() {
        return Some(found);
    }
    let fields = counted(found.len(), "field changes", "fields change");
    ui.label(RichText::new(fields).family(theme::bold()));
    let height = ui.text_style_height(&egui::TextStyle::Body) * 2.0 + 8.0;
    let room = (frame::list_height(ui) - 90.0).max(80.0);
    frame::list(room).show_rows(ui, height, found.len(), |ui, shown| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for replacement in &found[shown] {
            row(ui, replacement, height, view);
        }
    });
    Some(found)
}

fn row(ui: &mut Ui, replacement: &Replacement, height: f32, view: View) {
    ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        let owner = replacement.field.owner(view.state.document());
        let name = format!("{}, {}", owner, replacement.field.name());
        ui.add(Label::new(RichText::new(name).weak().small()).truncate());
        let (before, after) = around_change(&replacement.before, &replacement.after);
        ui.add(Label::new(format!("{before} → {after}")).truncate());
    });
}

/// The parts of two texts in which they differ, with a few words around them.
fn around_change(before: &str, after: &str) -> (String, String) {
    let pairs = before.char_indices().zip(after.chars());
    let differs = |((_, a), b): &((usize, char), char)| a != b;
    let same_start = pairs.clone().take_while(|pair| !differs(pair)).count();
    let ends = before.chars().rev().zip(after.chars().rev());
    let shorter = before.chars().count().min(after.chars().count());
    let same_end = ends
        .take_while(|(a, b)| a == b)
        .count()
        .min(shorter - same_start);
    let part = |text: &str| {
        let length = text.chars().count();
        let start = same_start.saturating_sub(CONTEXT);
        let end = (length - same_end + CONTEXT).min(length);
        let middle: String = text.chars().skip(start).take(end - start).collect();
        let head = if start > 0 { "…" } else { "" };
        let tail = if end < length { "…" } else { "" };
        format!("{head}{middle}{tail}")
    };
    (part(before), part(after))
}

/// How many characters around a change are shown.
const CONTEXT: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_around_its_change() {
        let long = "The state whose turn towards the Taliban the article sets out";
        let (before, after) = around_change(long, &long.replace("Taliban", "Emirate"));
        assert_eq!(before, "…urn towards the Taliban the article set…");
        assert_eq!(after, "…urn towards the Emirate the article set…");
        let short = around_change("aa", "aaa");
        assert_eq!(short, ("aa".to_owned(), "aaa".to_owned()));
        assert_eq!(around_change("x", "").1, "");
    }
}
