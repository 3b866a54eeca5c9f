//! The panel on the right: one tab at a time.

use egui::{Panel, ScrollArea, Ui};

use crate::app::{Coloring, Command, State, Tab};
use crate::ui::Queue;
use crate::ui::panels::details;
use crate::ui::panels::details::Forms;
use crate::ui::panels::{balance, history, rank, sources, time_panel};
use crate::ui::tasks::analysis_task::Study;
use crate::ui::widgets::hover_link;

pub(crate) fn show(
    ui: &mut Ui,
    state: &State,
    forms: &mut Forms,
    study: &mut Study,
    queue: &Queue,
) {
    let is_seen = state.settings.shows_inspector && state.loads > 0;
    let is_wanted =
        is_seen && state.settings.tab == Tab::Balance || state.session.coloring == Coloring::Camp;
    study.follow(state, is_wanted, queue);
    if !is_seen {
        return;
    }
    let widest = (ui.available_width() * 0.4).max(220.0);
    let panel = Panel::right("inspector")
        .resizable(true)
        .default_size(state.settings.inspector_width.min(widest))
        .size_range(220.0..=widest);
    let shown = panel.show(ui, |ui| {
        tabs(ui, state, queue);
        // Each tab keeps its own place in its own length.
        ScrollArea::vertical()
            .id_salt(state.settings.tab.name())
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.add_space(6.0);
                match state.settings.tab {
                    Tab::Details => details::show(ui, state, forms, queue),
                    Tab::Sources => sources::show(ui, state, queue),
                    Tab::Time => time_panel::show(ui, state, queue),
                    Tab::Balance => balance::show(ui, state, study, queue),
                    Tab::Rank => rank::show(ui, state, queue),
                    Tab::History => history::show(ui, state, queue),
                }
                ui.add_space(12.0);
            });
    });
    hover_link::settle(ui.ctx(), queue);
    let width = shown.response.rect.width();
    if (width - state.settings.inspector_width).abs() > 1.0
        && ui.input(|input| input.pointer.any_released())
    {
        queue.send(Command::SetInspectorWidth(width));
    }
}

fn tabs(ui: &mut Ui, state: &State, queue: &Queue) {
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().button_padding.x = 5.0;
        for tab in Tab::ALL {
            let is_shown = state.settings.tab == tab;
            let label = ui.selectable_label(is_shown, tab.name());
            if label.on_hover_text(tab.tooltip()).clicked() && !is_shown {
                queue.send(Command::ShowTab(tab));
            }
        }
    });
    ui.separator();
}
