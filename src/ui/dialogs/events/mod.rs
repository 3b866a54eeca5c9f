//! The dialog that makes a network from event data: files, the set, the rules, and what results
//! from the first rows. Reads no file itself.

mod columns;
mod files;
mod form;
mod result;

use egui::{Align, Button, Layout, ScrollArea, Ui, vec2};

use super::frame;
use crate::app::{Command, EventDialog, EventsCommand};
use crate::events::{EventPreview, EventRequest};
use crate::tasks::Computed;
use crate::ui::View;
use crate::ui::tasks::event_import;

/// The width of the dialog, and of the column with the rules, in points.
const WIDTH: f32 = 900.0;
const FORM_WIDTH: f32 = 430.0;

/// Between the rules, with their scroll bar, and what results, in points.
const BESIDE_RULES: f32 = 12.0;

/// The height of heading and buttons, in points.
const BESIDE_CONTENTS: f32 = 140.0;

/// The request as it is made, and what its first rows say.
#[derive(Default)]
pub(super) struct EventsDraft {
    request: Option<EventRequest>,
    preview: Computed<EventRequest, Result<EventPreview, String>>,
}

impl EventsDraft {
    /// Forgets what was chosen.
    pub(super) fn clear(&mut self) {
        if self.request.is_some() {
            *self = Self::default();
        }
    }
}

pub(super) fn show(ui: &mut Ui, open: &EventDialog, draft: &mut EventsDraft, view: View) {
    frame::set_width(ui, WIDTH);
    let EventsDraft { request, preview } = draft;
    let request = request.get_or_insert_with(|| open.request.clone());
    // The files are in the state, because the desktop chooses them; the rest is here.
    request.paths.clone_from(&open.request.paths);
    follow(ui, request, preview);
    ui.heading("Import events");
    let height = (ui.ctx().content_rect().height() - BESIDE_CONTENTS).clamp(100.0, 600.0);
    let is_wide = ui.available_width() > FORM_WIDTH + 260.0;
    if is_wide {
        ui.horizontal_top(|ui| {
            let left = vec2(FORM_WIDTH, height);
            let below = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(left, below, |ui| {
                scrolled(ui, "rules of events", height, |ui| {
                    show_choices(ui, request, preview, view);
                });
            });
            ui.add_space(BESIDE_RULES);
            ui.vertical(|ui| {
                scrolled(ui, "result of events", height, |ui| {
                    result::show(ui, open, request, preview);
                });
            });
        });
    } else {
        scrolled(ui, "rules and result of events", height, |ui| {
            show_choices(ui, request, preview, view);
            ui.separator();
            result::show(ui, open, request, preview);
        });
    }
    show_buttons(ui, request, preview, view);
}

fn scrolled(ui: &mut Ui, name: &str, height: f32, contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(name)
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false])
        .show(ui, contents);
}

/// Reads the first rows with the rules as they are.
fn follow(
    ui: &Ui,
    request: &EventRequest,
    preview: &mut Computed<EventRequest, Result<EventPreview, String>>,
) {
    if request.paths.is_empty() || request.plan().is_err() {
        preview.stop();
        return;
    }
    let (context, asked) = (ui.ctx().clone(), request.clone());
    preview.follow(
        request,
        move || context.request_repaint(),
        move |task| event_import::previewed(&asked, task),
    );
}

fn show_choices(
    ui: &mut Ui,
    request: &mut EventRequest,
    preview: &Computed<EventRequest, Result<EventPreview, String>>,
    view: View,
) {
    files::show(ui, &request.paths, view);
    let known = preview
        .latest()
        .filter(|_| !request.paths.is_empty())
        .and_then(|(_, known)| known.as_ref().as_ref().ok());
    form::grid(ui, |ui| {
        form::show_preset(ui, request, known);
        columns::show(ui, request, known);
        form::show_rules(ui, request);
    });
}

fn show_buttons(
    ui: &mut Ui,
    request: &mut EventRequest,
    preview: &Computed<EventRequest, Result<EventPreview, String>>,
    view: View,
) {
    let known = preview.current(request).map(|known| &**known);
    let is_fine = matches!(known, Some(Ok(EventPreview { outcome: Ok(_), .. })));
    frame::buttons(ui, |ui| {
        if frame::main_button_if(ui, is_fine, "Import").clicked() {
            let request = Box::new(request.clone());
            view.send(Command::Events(EventsCommand::Import(request)));
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
        let reset = ui.add_enabled(!request.has_defaults(), Button::new("Reset rules"));
        let reset = reset.on_hover_text("Back to the default of each rule");
        if reset.clicked() {
            request.reset();
        }
    });
}
