//! Reader and side panel in a window that has no room for both beside the picture: the one that was
//! opened last is shown. Knows no sizes.

use crate::app::{Effect, State};

impl State {
    /// Whether the reader is open, and shown.
    pub fn shows_reader(&self) -> bool {
        let gives_way = self.is_one_too_many() && self.panel_room.is_side_panel_newer;
        self.settings.shows_reader && !gives_way
    }

    /// Whether the side panel is open, and shown.
    pub fn shows_side_panel(&self) -> bool {
        let gives_way = self.is_one_too_many() && !self.panel_room.is_side_panel_newer;
        self.settings.shows_side_panel && !gives_way
    }

    /// Whether the window has room for both.
    pub fn has_room_for_panels(&self) -> bool {
        !self.panel_room.has_no_room
    }

    fn is_one_too_many(&self) -> bool {
        let settings = &self.settings;
        self.panel_room.has_no_room && settings.shows_reader && settings.shows_side_panel
    }

    pub(in crate::app) fn open_reader(&mut self) {
        self.settings.shows_reader = true;
        self.panel_room.is_side_panel_newer = false;
    }

    pub(in crate::app) fn open_side_panel(&mut self) {
        self.settings.shows_side_panel = true;
        self.panel_room.is_side_panel_newer = true;
    }

    /// Closes the reader; opens it if it gave way to the side panel.
    pub(in crate::app) fn toggle_reader(&mut self) -> Option<Effect> {
        if self.shows_reader() {
            self.settings.shows_reader = false;
        } else {
            self.open_reader();
        }
        None
    }

    /// Closes the side panel; opens it if it gave way to the reader.
    pub(in crate::app) fn toggle_side_panel(&mut self) -> Option<Effect> {
        if self.shows_side_panel() {
            self.settings.shows_side_panel = false;
        } else {
            self.open_side_panel();
        }
        None
    }

    pub(in crate::app) fn set_panel_room(&mut self, is_for_both: bool) -> Option<Effect> {
        self.panel_room.has_no_room = !is_for_both;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_panels_without_room_the_one_opened_last_is_shown() {
        let mut state = State::default();
        state.settings.shows_side_panel = true;
        state.open_reader();
        let shown = |state: &State| (state.shows_reader(), state.shows_side_panel());
        assert_eq!(shown(&state), (true, true));
        state.set_panel_room(false);
        assert_eq!(shown(&state), (true, false));
        state.toggle_side_panel();
        assert_eq!(shown(&state), (false, true));
        state.toggle_reader();
        assert_eq!(shown(&state), (true, false));
        state.toggle_reader();
        assert_eq!(shown(&state), (false, true));
        state.open_reader();
        state.set_panel_room(true);
        assert_eq!(shown(&state), (true, true));
    }
}
