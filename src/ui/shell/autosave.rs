//! Saves a changed file every few minutes, if the user chose that. Knows no file.

use crate::app::{Action, Command, State};

/// When the changes that are not saved were first seen, in seconds of the window's clock.
#[derive(Default)]
pub(super) struct Autosave {
    changed_s: Option<f64>,
}

impl Autosave {
    /// Returns the command that saves, once it is time. A network without a file is never saved by
    /// itself, and nothing is saved while a dialog asks something.
    pub(super) fn follow(&mut self, state: &State, now_s: f64) -> Option<Command> {
        let minutes = state.settings.autosave_minutes;
        let is_due = minutes > 0
            && state.has_document()
            && state.open.history.is_changed()
            && state.open.source.path.is_some();
        if !is_due {
            self.changed_s = None;
            return None;
        }
        let since = *self.changed_s.get_or_insert(now_s);
        let is_free = state.dialog.is_none() && !state.is_saving();
        if !is_free || now_s - since < f64::from(minutes) * 60.0 {
            return None;
        }
        self.changed_s = Some(now_s);
        Some(Command::Act(Action::Save))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Change, LoadedDocument, Setting};
    use crate::model::Actor;
    use std::path::PathBuf;

    fn changed(path: Option<PathBuf>) -> State {
        let mut state = State::default();
        state.handle(Command::Opened(Box::new(LoadedDocument {
            path,
            ..LoadedDocument::empty()
        })));
        state.handle(Command::Set(Setting::AutosaveMinutes(2)));
        state.handle(Command::Change(Change::AddActor(Actor::new("a"))));
        state
    }

    #[test]
    fn a_changed_file_is_saved_after_the_chosen_minutes() {
        let state = changed(Some("net.json".into()));
        let mut autosave = Autosave::default();
        assert!(autosave.follow(&state, 10.0).is_none());
        assert!(autosave.follow(&state, 129.0).is_none());
        let command = autosave.follow(&state, 130.5);
        assert!(matches!(command, Some(Command::Act(Action::Save))));
        assert!(autosave.follow(&state, 131.0).is_none(), "not twice");
    }

    #[test]
    fn a_network_without_a_file_is_not_saved_by_itself() {
        let state = changed(None);
        let mut autosave = Autosave::default();
        autosave.follow(&state, 0.0);
        assert!(autosave.follow(&state, 1000.0).is_none());
    }
}
