//! The tour of the first start, and again from the Help menu.

use crate::app::{Effect, State, TOUR, TourCommand};

impl State {
    /// Begins the tour, unless it was closed before: for the first start.
    pub fn greet(&mut self) {
        if !self.settings.saw_tour {
            self.tour = Some(0);
        }
    }

    pub(in crate::app) fn begin_tour(&mut self) -> Option<Effect> {
        self.tour = Some(0);
        None
    }

    pub(super) fn tour(&mut self, command: TourCommand) -> Option<Effect> {
        let hint = self.tour?;
        self.tour = match command {
            TourCommand::Next => Some(hint + 1).filter(|hint| *hint < TOUR.len()),
            TourCommand::Back => Some(hint.saturating_sub(1)),
            TourCommand::Close => None,
        };
        self.settings.saw_tour |= self.tour.is_none();
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, Settings};

    fn state(saw_tour: bool) -> State {
        let mut state = State::new(Settings {
            saw_tour,
            ..Settings::default()
        });
        state.greet();
        state
    }

    #[test]
    fn the_tour_ends_after_its_last_hint_and_stays_away() {
        let mut state = state(false);
        for hint in 0..TOUR.len() {
            assert_eq!((state.tour, state.settings.saw_tour), (Some(hint), false));
            state.handle(Command::Tour(TourCommand::Next));
        }
        assert_eq!((state.tour, state.settings.saw_tour), (None, true));
        state.greet();
        assert_eq!(state.tour, None);
    }

    #[test]
    fn it_goes_back_and_closes_at_any_hint() {
        let mut state = state(false);
        for command in [TourCommand::Back, TourCommand::Next, TourCommand::Back] {
            state.handle(Command::Tour(command));
        }
        assert_eq!(state.tour, Some(0));
        state.handle(Command::Escape);
        assert_eq!((state.tour, state.settings.saw_tour), (None, true));
        // A late command changes nothing.
        state.handle(Command::Tour(TourCommand::Next));
        assert_eq!(state.tour, None);
    }

    #[test]
    fn the_help_menu_begins_it_again() {
        let mut state = state(true);
        assert_eq!(state.tour, None);
        state.handle(Command::Act(crate::app::Action::Tour));
        assert_eq!(state.tour, Some(0));
    }
}
