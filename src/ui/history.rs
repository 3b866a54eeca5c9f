//! Every change since the file was opened: a click goes back to it, or forward.

use egui::{RichText, Ui};

use super::{Queue, theme};
use crate::app::{Command, State};

pub(super) fn show(ui: &mut Ui, state: &State, queue: &Queue) {
    ui.heading("Changes");
    let history = &state.history;
    let done = history.done().count();
    let row = |ui: &mut Ui, steps: usize, label: &str| {
        let is_now = steps == done;
        let mut text = RichText::new(label);
        if is_now {
            text = text.family(theme::bold());
        } else if steps > done {
            text = text.weak();
        }
        let shown = ui.selectable_label(is_now, text);
        let hint = match steps.cmp(&done) {
            std::cmp::Ordering::Less => "Undo everything after this",
            std::cmp::Ordering::Equal => "The network as it is now",
            std::cmp::Ordering::Greater => "Redo up to here",
        };
        if shown.on_hover_text(hint).clicked() && !is_now {
            queue.send(Command::TravelTo(steps));
        }
    };
    row(ui, 0, "As opened");
    for (index, label) in history.done().chain(history.undone()).enumerate() {
        row(ui, index + 1, label);
    }
    if done == 0 && history.undone().next().is_none() {
        ui.weak("Nothing was changed yet. Each change will stand here and can be taken back.");
    }
}
