//! The progress of a task, with what the user can do about it. Knows no task.

use egui::{ProgressBar, Ui};

use crate::tasks::{Computed, ComputedStatus};

/// Shows in a row how far a task is, with a button that cancels it, or why it ended, with one that
/// starts it again; nothing if there is nothing to say.
pub(crate) fn show<K: Clone + PartialEq, V: Send + 'static>(
    ui: &mut Ui,
    computed: &mut Computed<K, V>,
) {
    let (mut cancels, mut retries) = (false, false);
    match computed.status() {
        ComputedStatus::Idle => {}
        ComputedStatus::Working(share) => {
            let bar = ProgressBar::new(share).desired_width(140.0);
            ui.add(bar.show_percentage());
            cancels = ui.button("Cancel").clicked();
        }
        ComputedStatus::Cancelled => {
            ui.weak("Cancelled.");
            retries = ui.button("Continue").clicked();
        }
        ComputedStatus::Failed(failure) => {
            ui.colored_label(ui.visuals().error_fg_color, failure.to_string());
            retries = ui.button("Try again").clicked();
        }
    }
    if cancels {
        computed.cancel();
    }
    if retries {
        computed.retry();
    }
}
