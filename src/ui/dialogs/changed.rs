//! The dialog when another program changed the open file: reload, keep mine, merge, or compare.

use egui::{Button, Ui};

use super::difference::{self, SIDE_BY_SIDE};
use super::frame;
use crate::app::{CodingCommand, Command, FileChange, SafetyCommand};
use crate::ui::View;
use crate::ui::widgets::local_time;
use crate::ui::widgets::primary::primary;

pub(super) fn show(ui: &mut Ui, changed: &FileChange, view: View) {
    frame::set_width(ui, 520.0);
    let name = &view.state.open.source.name;
    ui.heading("The file was changed by another program");
    let at = local_time::relative(changed.theirs.modified_ns);
    let unsaved = if changed.stops_save {
        "; your changes were not saved"
    } else {
        ""
    };
    ui.label(format!("{name} was changed {at}{unsaved}."));
    if view.state.open.history.is_changed() {
        let last = view.state.open.history.undo_label();
        let last = last.map_or_else(String::new, |last| format!(" (the last one: {last})"));
        ui.label(format!(
            "You have unsaved changes{last}. Reloading discards them."
        ));
    }
    ui.label("If you save, the changed file is kept as an earlier version.");
    if let Some(difference) = &changed.difference {
        ui.separator();
        ui.label(format!(
            "Here and in the file: {}.",
            difference::summary(difference, SIDE_BY_SIDE)
        ));
        difference::list(ui, difference, SIDE_BY_SIDE);
        ui.separator();
    }
    frame::buttons(ui, |ui| buttons(ui, changed, view));
}

fn buttons(ui: &mut Ui, changed: &FileChange, view: View) {
    let reload = if view.state.open.history.is_changed() {
        "Reload and discard my changes"
    } else {
        "Reload"
    };
    let keep = if changed.stops_save {
        "Save mine"
    } else {
        "Keep mine"
    };
    let mut offers = vec![
        (reload, SafetyCommand::Reload),
        (keep, SafetyCommand::KeepMine),
    ];
    if changed.difference.is_none() {
        offers.push(("Compare", SafetyCommand::Compare));
    }
    // Neither answer may discard work by a key that was meant for something else.
    let main = if view.state.open.history.is_changed() {
        keep
    } else {
        reload
    };
    for (words, safety) in offers {
        let button = if words == main {
            primary(ui, words)
        } else {
            Button::new(words)
        };
        if ui.add(button).clicked() {
            view.send(Command::Safety(safety));
        }
    }
    if view.state.open.history.is_changed() {
        let merge = ui.button("Merge both");
        let tooltip = "Keeps what either side changed; a claim that both changed becomes two, and \
                       other conflicts become questions";
        if merge.on_hover_text(tooltip).clicked() {
            view.send(Command::Coding(CodingCommand::MergeOwn));
        }
    }
    if ui.button("Decide later").clicked() {
        view.send(Command::CloseDialog);
    }
}
