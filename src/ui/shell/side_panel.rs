//! The panel on the right: one tab at a time.

use egui::{Panel, ScrollArea, Ui};

use crate::app::{Coloring, Command, Tab};
use crate::ui::View;
use crate::ui::panels::details;
use crate::ui::panels::details::Forms;
use crate::ui::panels::{balance, history, rank, sources, time_panel};
use crate::ui::tasks::analysis_task::Study;
use crate::ui::widgets::hover_link;

pub(crate) fn show(ui: &mut Ui, view: View, forms: &mut Forms, study: &mut Study) {
    let is_seen = view.state.settings.shows_inspector && view.state.has_document();
    let is_wanted = is_seen && view.state.settings.tab == Tab::Balance
        || view.state.open.session.coloring == Coloring::Camp;
    study.follow(view, is_wanted);
    if !is_seen {
        return;
    }
    let widest = (ui.available_width() * 0.4).max(220.0);
    let panel = Panel::right("inspector")
        .resizable(true)
        .default_size(view.state.settings.inspector_width.min(widest))
        .size_range(220.0..=widest);
    let shown = panel.show(ui, |ui| {
        tabs(ui, view);
        // Each tab keeps its own place in its own length.
        ScrollArea::vertical()
            .id_salt(view.state.settings.tab.name())
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.add_space(6.0);
                match view.state.settings.tab {
                    Tab::Details => details::show(ui, view, forms),
                    Tab::Sources => sources::show(ui, view),
                    Tab::Time => time_panel::show(ui, view),
                    Tab::Balance => balance::show(ui, view, study),
                    Tab::Rank => rank::show(ui, view),
                    Tab::History => history::show(ui, view),
                }
                ui.add_space(12.0);
            });
    });
    hover_link::settle(ui.ctx(), view.queue);
    let width = shown.response.rect.width();
    if (width - view.state.settings.inspector_width).abs() > 1.0
        && ui.input(|input| input.pointer.any_released())
    {
        view.send(Command::SetInspectorWidth(width));
    }
}

fn tabs(ui: &mut Ui, view: View) {
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().button_padding.x = 5.0;
        for tab in Tab::ALL {
            let is_shown = view.state.settings.tab == tab;
            let label = ui.selectable_label(is_shown, tab.name());
            if label.on_hover_text(tab.tooltip()).clicked() && !is_shown {
                view.send(Command::ShowTab(tab));
            }
        }
    });
    ui.separator();
}
