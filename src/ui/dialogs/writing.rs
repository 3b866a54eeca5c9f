//! Leaving waits for files that are being written, or asks because one was not written.

use std::time::Duration;

use egui::{Context, ProgressBar, Ui};

use super::frame;
use crate::app::{AfterLeaving, Command};
use crate::ui::View;

/// A wait that is over before this shows no dialog: it would only flash.
const DELAY_S: f64 = 0.2;

/// How wide the dialogs are, in points.
const WIDTH: f32 = 380.0;

/// When the wait began, in seconds of the window's clock.
#[derive(Default)]
pub(super) struct WaitStart(Option<f64>);

impl WaitStart {
    /// Forgets the wait: nothing is waited for.
    pub(super) fn clear(&mut self) {
        self.0 = None;
    }

    /// Whether the wait has become long enough to be shown.
    pub(super) fn is_long(&mut self, ctx: &Context) -> bool {
        let now = ctx.input(|input| input.time);
        let waited = now - *self.0.get_or_insert(now);
        if waited < DELAY_S {
            ctx.request_repaint_after(Duration::from_secs_f64(DELAY_S - waited));
        }
        waited >= DELAY_S
    }
}

/// Shows the files that closing waits for.
pub(super) fn show_wait(ui: &mut Ui, then: &AfterLeaving, view: View) {
    frame::set_width(ui, WIDTH);
    let (title, stay) = match then {
        AfterLeaving::Quit => ("Closing…", "Keep open"),
        _ => ("Opening…", "Cancel"),
    };
    ui.heading(title);
    if let Some(files_are) = view.state.writes_in_words() {
        ui.label(format!("Waiting until {files_are} written."));
    }
    match view.state.write_progress() {
        Some(share) => ui.add(ProgressBar::new(share).desired_width(WIDTH)),
        None => ui.add(ProgressBar::new(0.0).animate(true).desired_width(WIDTH)),
    };
    if frame::main_button(ui, stay).clicked() {
        view.send(Command::CloseDialog);
    }
}

/// Shows what was not written, and asks whether to leave anyway.
pub(super) fn show_failures(ui: &mut Ui, then: &AfterLeaving, failures: &[String], view: View) {
    frame::set_width(ui, WIDTH);
    ui.heading(match failures.len() {
        1 => "A file was not written",
        _ => "Some files were not written",
    });
    for failure in failures {
        ui.label(failure);
    }
    let leave = match then {
        AfterLeaving::Quit => "Close anyway",
        _ => "Open anyway",
    };
    frame::buttons(ui, |ui| {
        let stay = frame::main_button(ui, "Cancel");
        if stay.clicked() {
            view.send(Command::CloseDialog);
        }
        if ui.button(leave).clicked() {
            view.send(Command::GoOnWithoutSaving);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::RawInput;

    #[test]
    fn only_a_wait_that_takes_a_while_is_shown() {
        let ctx = Context::default();
        let mut wait = WaitStart::default();
        let is_shown = |wait: &mut WaitStart, time| {
            let input = RawInput {
                time: Some(time),
                ..RawInput::default()
            };
            let mut is_long = false;
            let mut output = ctx.run_ui(input, |ui| is_long = wait.is_long(ui.ctx()));
            output.textures_delta.clear();
            is_long
        };
        assert!(!is_shown(&mut wait, 5.0));
        assert!(!is_shown(&mut wait, 5.1));
        assert!(is_shown(&mut wait, 5.25));
        wait.clear();
        assert!(!is_shown(&mut wait, 9.0), "the next wait starts again");
    }
}
