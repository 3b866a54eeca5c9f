//! The help dialog: keys from the table of actions, and gestures.

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::app::{ACTIONS, Command};
use crate::ui::Queue;
use crate::ui::shell::{keys, theme};

/// Gestures of the pointer and keys on the canvas, with their effects.
const GESTURES: &[(&str, &str)] = &[
    ("Point at a relation", "preview its claims and sources"),
    ("Click", "select, and keep the card open"),
    ("Ctrl+click", "add to the selection"),
    ("Drag an actor", "move it; it is pinned where you drop it"),
    (
        "Drag from an actor's edge",
        "draw a relation to another actor, or to a new one",
    ),
    ("Drag the background", "move the view"),
    ("Shift+drag", "select the actors in a box"),
    ("Wheel", "zoom at the pointer"),
    (
        "Double-click an actor",
        "show only its neighbourhood, or all actors again",
    ),
    (
        "Double-click a bloc",
        "draw its members; a double-click on one of them collapses it again",
    ),
    (
        "Double-click a text",
        "edit it; Enter applies the change, Esc cancels it",
    ),
    ("Right-click", "open the context menu"),
    (
        "Tab, arrows, Enter",
        "move from actor to actor, and select; Ctrl+Enter adds to the selection",
    ),
    ("Drop a file", "open it"),
    ("Esc", "close, deselect, leave the focus"),
];

pub(super) fn show(ui: &mut Ui, queue: &Queue) {
    ui.set_width(560.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    ui.heading("Keys and gestures");
    let height = ui.ctx().content_rect().height() * 0.65;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        Grid::new("gestures")
            .num_columns(2)
            .spacing([24.0, 4.0])
            .show(ui, |ui| {
                for (gesture, meaning) in GESTURES {
                    row(ui, gesture, meaning);
                }
                for action in &ACTIONS {
                    let keys = keys::shown(ui.ctx(), action.action);
                    if !keys.is_empty() {
                        row(ui, &keys, action.explanation);
                    }
                }
            });
    });
    if ui.button("Close").clicked() {
        queue.send(Command::CloseDialog);
    }
}

fn row(ui: &mut Ui, what: &str, meaning: &str) {
    ui.label(RichText::new(what).family(theme::bold()));
    ui.label(meaning);
    ui.end_row();
}
