//! The dialog that asks which of several networks of a file are meant. Reads no file.

use egui::Ui;

use super::frame;
use crate::app::{Command, FileNetworks, file_name};
use crate::model::NetworkChoice;
use crate::ui::View;
use crate::words::{counted, grouped};

/// The choice as it is made.
#[derive(Default)]
pub(super) struct NetworksDraft {
    choice: Option<NetworkChoice>,
}

impl NetworksDraft {
    /// Forgets the choice.
    pub(super) fn clear(&mut self) {
        self.choice = None;
    }
}

pub(super) fn show(ui: &mut Ui, file: &FileNetworks, draft: &mut NetworksDraft, view: View) {
    frame::set_width(ui, 460.0);
    ui.heading("Several networks");
    ui.label(format!(
        "{} has {} networks. Open one, or all as one, in which actors of the same name are one actor.",
        file_name(&file.path),
        grouped(file.networks.len())
    ));
    let choice = draft
        .choice
        .get_or_insert_with(|| file.chosen.clone().unwrap_or(NetworkChoice::All));
    let ties: usize = file.networks.iter().map(|network| network.ties).sum();
    let all = format!("All as one ({})", counted(ties, "tie", "ties"));
    ui.radio_value(choice, NetworkChoice::All, all);
    frame::list(frame::list_height(ui)).show(ui, |ui| {
        for network in &file.networks {
            let text = format!(
                "{} ({})",
                network.name,
                counted(network.ties, "tie", "ties")
            );
            ui.radio_value(choice, NetworkChoice::One(network.name.clone()), text);
        }
    });
    let choice = choice.clone();
    frame::buttons(ui, |ui| {
        if frame::main_button(ui, "Open").clicked() {
            view.send(Command::ChooseNetwork {
                path: file.path.clone(),
                choice,
            });
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}
