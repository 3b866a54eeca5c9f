//! The dialog of earlier versions of the file: date, size, changes since then; a click opens a
//! copy.

use egui::{RichText, Ui};

use super::difference::{self, IN_TIME};
use super::frame;
use crate::app::{Command, ComparedVersion, SafetyCommand};
use crate::ui::shell::theme;
use crate::ui::widgets::local_time;
use crate::ui::{Queue, View};

pub(super) fn show(ui: &mut Ui, versions: &[ComparedVersion], view: View) {
    frame::set_width(ui, 520.0);
    ui.heading("Earlier versions");
    ui.label(format!(
        "Versions of {} that later saves replaced. A version opens as a copy; the file does not change.",
        view.state.open.source.name
    ));
    let height = frame::list_height(ui);
    frame::list(height).show(ui, |ui| {
        for version in versions {
            ui.separator();
            row(ui, version, view.queue);
        }
    });
    ui.separator();
    if frame::main_button(ui, "Close").clicked() {
        view.send(Command::CloseDialog);
    }
}

fn row(ui: &mut Ui, version: &ComparedVersion, queue: &Queue) {
    ui.horizontal(|ui| {
        let written = local_time::relative(version.version.written_ns);
        ui.label(RichText::new(written).family(theme::bold()));
        ui.weak(local_time::size(version.version.length));
    });
    let since = match &version.difference {
        Some(difference) => format!("Since then: {}.", difference::summary(difference, IN_TIME)),
        None => "It cannot be read.".to_owned(),
    };
    ui.label(since);
    if ui.button("Open a copy").clicked() {
        let path = version.version.path.clone();
        queue.send(Command::Safety(SafetyCommand::OpenVersion(path)));
    }
}
