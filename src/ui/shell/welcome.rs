//! The empty window: how to open a network.

use egui::{RichText, TextWrapMode, Ui};

use super::{start, theme};
use crate::app::{Action, Command};
use crate::ui::View;
use crate::ui::widgets::cut;

/// How a network is opened or begun, in the order shown; the first one is the usual one.
const WAYS: [Action; 4] = [
    Action::Open,
    Action::New,
    Action::OpenExample,
    Action::OpenEurope,
];

pub(crate) fn show(ui: &mut Ui, view: View) {
    if view.state.busy.is_some() {
        // The first file is opening.
        return;
    }
    ui.vertical_centered(|ui| {
        ui.set_width(start::WIDTH.min(ui.available_width()));
        ui.add_space(ui.available_height() * 0.25);
        let title = RichText::new("Who is with whom, and who says so").family(theme::bold());
        ui.label(title.size(16.0));
        ui.weak("Open a network, or begin a new one.");
        ui.add_space(6.0);
        start::ways(ui, &WAYS, view);
        ui.add_space(2.0);
        ui.weak("or drop a file here");
        recent(ui, view);
    });
}

/// Files that were open before.
fn recent(ui: &mut Ui, view: View) {
    let recent = &view.state.settings.recent;
    if recent.is_empty() {
        return;
    }
    ui.add_space(12.0);
    ui.weak("Recent files");
    ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    for path in recent {
        let text = path.display().to_string();
        if cut::full_text(ui.link(&text), &text).clicked() {
            view.send(Command::Open(path.clone()));
        }
    }
}
