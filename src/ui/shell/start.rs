//! What an empty network says: how to begin.

use egui::{Align2, Area, Context, Id, Order, Rect, RichText, Ui};

use super::{keys, theme};
use crate::app::{Action, Command};
use crate::ui::View;
use crate::ui::widgets::primary::primary;

/// How a network is begun, in the order shown; the first one is the usual one.
const WAYS: [Action; 5] = [
    Action::NewActor,
    Action::AddText,
    Action::Open,
    Action::OpenExample,
    Action::OpenEurope,
];

/// The width of the buttons in points.
pub(super) const WIDTH: f32 = 320.0;

pub(crate) fn show(ctx: &Context, canvas: Rect, view: View) {
    let state = view.state;
    let is_empty = state.document().actors.is_empty() && state.open.session.sketch.is_none();
    if !is_empty || state.busy.is_some() {
        return;
    }
    Area::new(Id::new("how to begin"))
        .order(Order::Background)
        .fixed_pos(canvas.center())
        .pivot(Align2::CENTER_CENTER)
        .constrain_to(canvas)
        .show(ctx, |ui| {
            ui.vertical_centered(|ui| {
                ui.set_width(WIDTH.min(canvas.width() - 20.0));
                let title = RichText::new("This network is empty").family(theme::bold());
                ui.label(title.size(16.0));
                let has_sources = !state.document().references.is_empty();
                ui.weak(if has_sources {
                    "Begin with an actor, or select words in a text."
                } else {
                    "Begin with an actor, or with a text to read."
                });
                ui.add_space(6.0);
                ways(ui, &WAYS, view);
                ui.add_space(2.0);
                ui.weak("or drop a file here");
            });
        });
}

/// Buttons of one width, one below the other; the first one is the usual way. Their texts say
/// enough without a tooltip, which would lie on the next button.
pub(super) fn ways(ui: &mut Ui, ways: &[Action], view: View) {
    for (number, action) in ways.iter().enumerate() {
        let button = match number {
            0 => primary(ui, action.text()),
            _ => egui::Button::new(action.text()),
        };
        let keys = RichText::new(keys::shown(ui.ctx(), *action));
        // Weak text cannot be read on the accent colour.
        let keys = match number {
            0 => keys.color(ui.visuals().window_fill),
            _ => keys,
        };
        let button = button.shortcut_text(keys);
        let button = button.min_size(egui::vec2(ui.available_width(), 0.0));
        if ui.add(button).clicked() {
            view.send(Command::Act(*action));
        }
    }
}
