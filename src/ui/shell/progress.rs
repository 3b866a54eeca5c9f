//! Background work in the status bar: what is done, and once it takes long its progress and a
//! button that cancels.

use egui::{Button, ProgressBar, Ui};

use crate::app::{Command, TaskKind};
use crate::ui::View;

/// How wide the bar is, in points.
const WIDTH: f32 = 160.0;

/// Shows it in a line, from right to left.
pub(crate) fn show(ui: &mut Ui, view: View) {
    let (Some(kind), Some(words)) = (view.state.busy, view.state.busy_in_words()) else {
        return;
    };
    let Some(share) = view.state.progress else {
        ui.label(words);
        ui.spinner();
        return;
    };
    if kind != TaskKind::Writing && ui.add(Button::new("Cancel").small()).clicked() {
        view.send(Command::CancelTask(kind));
    }
    ui.add(ProgressBar::new(share).desired_width(WIDTH));
    ui.label(format!("{words} {:.0}%", share * 100.0));
}
