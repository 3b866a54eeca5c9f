//! The side panel: a table of tabs. A new tab is a file here and a row of [`PANELS`].

use egui::{Panel, ScrollArea, Ui};

use self::details::Forms;
use super::View;
use crate::app::{Command, Settings, Tab};
use crate::ui::tasks::balance::BalanceTask;
use crate::ui::widgets::hover_link;

pub(crate) mod balance;
pub(crate) mod details;
pub(crate) mod history;
pub(crate) mod rank;
pub(crate) mod shortest_path;
pub(crate) mod sources;
pub(crate) mod time_panel;

/// A tab of the side panel.
pub(crate) struct PanelRow {
    /// How settings and commands name it.
    pub(crate) id: Tab,
    /// The text on the tab and in the menu.
    pub(crate) title: &'static str,
    /// What it shows, in a sentence.
    pub(crate) tooltip: &'static str,
    /// Shows the contents.
    show: fn(&mut Ui, View, &mut PanelMemory),
}

/// What the tabs keep from one frame to the next.
pub(crate) struct PanelMemory<'a> {
    pub(crate) forms: &'a mut Forms,
    pub(crate) balance: &'a mut BalanceTask,
}

/// Every tab, in the order shown.
pub(crate) const PANELS: &[PanelRow] = &[
    PanelRow {
        id: Tab::DETAILS,
        title: "Details",
        tooltip: "The selected actor, relation or source",
        show: |ui, view, memory| details::show(ui, view, memory.forms),
    },
    PanelRow {
        id: Tab::SOURCES,
        title: "Sources",
        tooltip: "The sources of the network, and filters",
        show: |ui, view, _| sources::show(ui, view),
    },
    PanelRow {
        id: Tab::TIME,
        title: "Time",
        tooltip: "Actors that changed sides, and two dates compared",
        show: |ui, view, _| time_panel::show(ui, view),
    },
    PanelRow {
        id: Tab::BALANCE,
        title: "Balance",
        tooltip: "Structural balance: triads, camps, tensions and predictions",
        show: |ui, view, memory| balance::show(ui, view, memory.balance),
    },
    PanelRow {
        id: Tab::RANK,
        title: "Rank",
        tooltip: "Centrality, communities, and the shortest path between two actors",
        show: |ui, view, _| rank::show(ui, view),
    },
    PanelRow {
        id: Tab::HISTORY,
        title: "History",
        tooltip: "All changes since the file was opened; a click goes back or forward",
        show: |ui, view, _| history::show(ui, view),
    },
];

/// The tab that is open: the first one if the settings name a tab that does not exist.
pub(crate) fn open_tab(settings: &Settings) -> &'static PanelRow {
    let named = PANELS.iter().find(|row| row.id == settings.tab);
    named.unwrap_or(&PANELS[0])
}

/// Shows the side panel, if it is open.
pub(crate) fn show(ui: &mut Ui, view: View, mut memory: PanelMemory) {
    let settings = &view.state.settings;
    let is_open = settings.shows_side_panel && view.state.has_document();
    let needs_balance =
        is_open && settings.tab == Tab::BALANCE || view.state.open.session.shows_camps();
    memory.balance.follow(view, needs_balance);
    if !is_open {
        return;
    }
    let max_width = (ui.available_width() * 0.4).max(220.0);
    let panel = Panel::right("side panel")
        .resizable(true)
        .default_size(settings.side_panel_width.min(max_width))
        .size_range(220.0..=max_width);
    let tab = open_tab(settings);
    let shown = panel.show(ui, |ui| {
        tabs(ui, view, tab);
        // Each tab has its own scroll position.
        ScrollArea::vertical()
            .id_salt(tab.id.id())
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.add_space(6.0);
                (tab.show)(ui, view, &mut memory);
                ui.add_space(12.0);
            });
    });
    hover_link::settle(ui.ctx(), view.queue);
    let width = shown.response.rect.width();
    if (width - settings.side_panel_width).abs() > 1.0
        && ui.input(|input| input.pointer.any_released())
    {
        view.send(Command::SetSidePanelWidth(width));
    }
}

fn tabs(ui: &mut Ui, view: View, open: &PanelRow) {
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().button_padding.x = 5.0;
        for row in PANELS {
            let is_shown = row.id == open.id;
            let label = ui.selectable_label(is_shown, row.title);
            if label.on_hover_text(row.tooltip).clicked() && !is_shown {
                view.send(Command::ShowTab(row.id.clone()));
            }
        }
    });
    ui.separator();
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use eframe::Storage;

    use super::*;

    #[derive(Default)]
    struct Stored(HashMap<String, String>);

    impl Storage for Stored {
        fn get_string(&self, key: &str) -> Option<String> {
            self.0.get(key).cloned()
        }

        fn set_string(&mut self, key: &str, value: String) {
            self.0.insert(key.to_owned(), value);
        }

        fn remove_string(&mut self, key: &str) {
            self.0.remove(key);
        }

        fn flush(&mut self) {}
    }

    #[test]
    fn the_open_tab_is_remembered_and_an_unknown_one_gives_the_first() {
        let mut stored = Stored::default();
        let with_tab = |tab| Settings {
            tab,
            ..Settings::default()
        };
        for row in PANELS {
            eframe::set_value(&mut stored, "settings", &with_tab(row.id.clone()));
            let settings: Settings = eframe::get_value(&stored, "settings").unwrap();
            assert_eq!(open_tab(&settings).title, row.title);
        }
        assert_eq!(open_tab(&with_tab(Tab::new("gone"))).title, "Details");
    }

    #[test]
    fn settings_of_an_earlier_version_are_still_read() {
        let mut stored = Stored::default();
        let earlier = "(theme:Dark,recent:[\"a.json\"],shows_inspector:false,tab:Rank)";
        stored.set_string("settings", earlier.to_owned());
        let settings: Settings = eframe::get_value(&stored, "settings").unwrap();
        assert_eq!(settings.recent.len(), 1);
        assert!(!settings.shows_side_panel);
        assert_eq!(settings.tab, Tab::DETAILS);
    }

    #[test]
    fn no_two_tabs_have_the_same_id() {
        for (number, row) in PANELS.iter().enumerate() {
            assert!(PANELS[number + 1..].iter().all(|other| other.id != row.id));
        }
    }
}
