//! The side panel: a table of tabs. A new tab is a file here and a row of [`PANELS`].

use egui::{Rangef, Rect, ScrollArea, Ui};

use self::details::Forms;
use super::View;
use crate::app::{Command, Settings, Tab};
use crate::ui::reader;
use crate::ui::tasks::balance::BalanceTask;
use crate::ui::widgets::menu_scroll;
use crate::ui::widgets::sized_panel::{self, MIN_CANVAS_WIDTH, PanelSide};

pub(crate) mod balance;
pub(crate) mod coders;
pub(crate) mod details;
pub(crate) mod history;
pub(crate) mod rank;
pub(crate) mod shortest_path;
pub(crate) mod sources;
pub(crate) mod story;
pub(crate) mod time_panel;

/// The least width of the panel in points, and its greatest share of the window.
const MIN_WIDTH: f32 = 220.0;
const MAX_SHARE: f32 = 0.4;

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
        id: Tab::STORY,
        title: "Story",
        tooltip: "Views of the network, with texts, that are presented one after the other",
        show: |ui, view, memory| story::show(ui, view, memory.forms),
    },
    PanelRow {
        id: Tab::HISTORY,
        title: "History",
        tooltip: "All changes since the file was opened; a click goes back or forward",
        show: |ui, view, _| history::show(ui, view),
    },
    PanelRow {
        id: Tab::CODERS,
        title: "Coders",
        tooltip: "Agreement between coders, disagreements to settle, and what merges left to decide",
        show: |ui, view, _| coders::show(ui, view),
    },
];

/// Says whether a window of this width has room for reader and side panel beside the picture.
pub(crate) fn divide(width: f32, view: View) {
    let needed = MIN_WIDTH + reader::MIN_WIDTH + MIN_CANVAS_WIDTH;
    let is_for_both = width >= needed;
    if view.state.has_room_for_panels() != is_for_both {
        view.send(Command::PanelRoom(is_for_both));
    }
}

/// The tab that is open: the first one if the settings name a tab that does not exist.
pub(crate) fn open_tab(settings: &Settings) -> &'static PanelRow {
    let named = PANELS.iter().find(|row| row.id == settings.tab);
    named.unwrap_or(&PANELS[0])
}

/// Shows the side panel, if it is open; returns its area.
pub(crate) fn show(ui: &mut Ui, view: View, mut memory: PanelMemory) -> Option<Rect> {
    let settings = &view.state.settings;
    let is_open = view.state.shows_side_panel() && view.state.has_document();
    let needs_balance =
        is_open && settings.tab == Tab::BALANCE || view.state.open.session.shows_camps();
    memory.balance.follow(view, needs_balance);
    if !is_open {
        return None;
    }
    let window = ui.available_width();
    let of_reader = if view.state.shows_reader() {
        reader::MIN_WIDTH
    } else {
        0.0
    };
    let max_width = (window * MAX_SHARE).min(window - of_reader - MIN_CANVAS_WIDTH);
    let max_width = max_width.max(MIN_WIDTH);
    let tab = open_tab(settings);
    let contents = |ui: &mut Ui| {
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
    };
    let widths = Rangef::new(MIN_WIDTH, max_width);
    let wanted = settings.side_panel_width;
    let shown = sized_panel::show(ui, "side panel", PanelSide::Right, wanted, widths, contents);
    if let Some(width) = shown.resized_to {
        view.send(Command::SetSidePanelWidth(width));
    }
    Some(shown.rect)
}

/// The tabs; those that do not fit into the width are in a menu at the end. The open one always
/// fits.
fn tabs(ui: &mut Ui, view: View, open: &PanelRow) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().button_padding.x = 5.0;
        let widths: Vec<f32> = PANELS.iter().map(|row| tab_width(ui, row.title)).collect();
        let fitting = fitting(
            &widths,
            place_of(open),
            ui.available_width(),
            tab_width(ui, MORE),
        );
        for (row, _) in PANELS.iter().zip(&fitting).filter(|(_, fits)| **fits) {
            let is_shown = row.id == open.id;
            let label = ui.selectable_label(is_shown, row.title);
            if label.on_hover_text(row.tooltip).clicked() && !is_shown {
                view.send(Command::ShowTab(row.id.clone()));
            }
        }
        if fitting.contains(&false) {
            let more = menu_scroll::menu_button(ui, MORE, |ui| {
                for (row, _) in PANELS.iter().zip(&fitting).filter(|(_, fits)| !**fits) {
                    if ui.button(row.title).on_hover_text(row.tooltip).clicked() {
                        view.send(Command::ShowTab(row.id.clone()));
                        ui.close();
                    }
                }
            });
            more.response.on_hover_text("More tabs");
        }
    });
    ui.separator();
}

/// The text of the menu of tabs that do not fit.
const MORE: &str = "More";

fn place_of(open: &PanelRow) -> usize {
    PANELS.iter().position(|row| row.id == open.id).unwrap_or(0)
}

/// The width of a tab with this title.
fn tab_width(ui: &Ui, title: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let color = ui.visuals().text_color();
    let galley = ui.painter().layout_no_wrap(title.to_owned(), font, color);
    galley.size().x + 2.0 * ui.spacing().button_padding.x
}

/// Which tabs fit into a width: all of them, or the first ones and the open one beside a menu.
fn fitting(widths: &[f32], open: usize, room: f32, menu: f32) -> Vec<bool> {
    if widths.iter().sum::<f32>() <= room {
        return vec![true; widths.len()];
    }
    let mut left = room - menu - widths.get(open).copied().unwrap_or_default();
    let mut has_room = true;
    let fits = widths.iter().enumerate().map(|(place, width)| {
        if place == open {
            return true;
        }
        has_room &= *width <= left;
        left -= if has_room { *width } else { 0.0 };
        has_room
    });
    fits.collect()
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
    fn tabs_that_do_not_fit_are_left_out_and_the_open_one_is_not() {
        let widths = [40.0, 50.0, 30.0, 60.0];
        assert_eq!(fitting(&widths, 3, 180.0, 25.0), [true; 4]);
        assert_eq!(fitting(&widths, 3, 130.0, 25.0), [true, false, false, true]);
        assert_eq!(fitting(&widths, 0, 130.0, 25.0), [true, true, false, false]);
        assert_eq!(fitting(&widths, 2, 10.0, 25.0), [false, false, true, false]);
    }

    #[test]
    fn no_two_tabs_have_the_same_id() {
        for (number, row) in PANELS.iter().enumerate() {
            assert!(PANELS[number + 1..].iter().all(|other| other.id != row.id));
        }
    }
}
