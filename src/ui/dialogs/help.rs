//! Keys and gestures, from the table of actions.

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::app::{ACTIONS, Command};
use crate::ui::Queue;
use crate::ui::shell::{keys, theme};

/// What the hand can do on the canvas.
const GESTURES: &[(&str, &str)] = &[
    ("Point at a relation", "see who says so, and where"),
    ("Click", "select, and keep the card open"),
    ("Ctrl+click", "add to the selection"),
    (
        "Drag an actor",
        "move it; it stays pinned where it is dropped",
    ),
    (
        "Drag from an actor's rim",
        "draw a relation to another actor, or to a new one",
    ),
    ("Drag the background", "move the picture"),
    ("Shift+drag", "select the actors in a box"),
    ("Wheel", "zoom at the pointer"),
    (
        "Double-click an actor",
        "show its neighbourhood alone, or all again",
    ),
    (
        "Double-click a text",
        "change it; Enter takes it, Esc takes it back",
    ),
    ("Right button", "a menu of what can be done there"),
    (
        "Tab, arrows, Enter",
        "walk from actor to actor, and inspect; Ctrl+Enter selects more",
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
