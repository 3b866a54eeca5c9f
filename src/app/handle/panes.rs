//! Parts of the window that are opened, settings, and what is copied.

use crate::app::rows::PastedRows;
use crate::app::state::{Act, Dialog};
use crate::app::{Effect, Setting, State, Tab, Target};

impl State {
    pub(super) fn set(&mut self, setting: Setting) -> Option<Effect> {
        self.settings.set(setting);
        None
    }

    pub(in crate::app) fn show_settings(&mut self) -> Option<Effect> {
        self.dialog = Some(Dialog::Settings);
        None
    }

    pub(in crate::app) fn show_about(&mut self) -> Option<Effect> {
        self.dialog = Some(Dialog::About);
        None
    }

    pub(in crate::app) fn show_guide(&mut self) -> Option<Effect> {
        self.dialog = Some(Dialog::Guide);
        None
    }

    pub(in crate::app) fn show_find_replace(&mut self) -> Option<Effect> {
        self.dialog = Some(Dialog::FindReplace);
        None
    }

    pub(in crate::app) fn toggle_palette(&mut self) -> Option<Effect> {
        self.dialog = Some(Dialog::Palette);
        None
    }

    pub(in crate::app) fn toggle_table(&mut self) -> Option<Effect> {
        self.settings.shows_table = !self.settings.shows_table;
        None
    }

    /// Opens the table at the row of an actor or relation.
    pub(super) fn show_in_table(&mut self, target: Target) -> Effect {
        self.settings.shows_table = true;
        self.select(Some(target.clone()));
        Effect::ShowInTable(target)
    }

    pub(super) fn ask_paste(&mut self, rows: PastedRows) -> Option<Effect> {
        self.dialog = Some(Dialog::Paste(rows));
        None
    }

    pub(super) fn select_targets(&mut self, targets: Vec<Target>) -> Option<Effect> {
        self.open.session.reference = None;
        self.open.select(targets);
        None
    }

    /// Opens the form of the selected actor or relation.
    pub(in crate::app) fn edit_selected(&mut self) -> Option<Effect> {
        let Some(target) = self.open.session.selected().cloned() else {
            self.notify("Select one actor or relation first, then press F2", false);
            return None;
        };
        Some(self.edit(target))
    }

    /// Selects an actor or relation, and opens its form.
    pub(super) fn edit(&mut self, target: Target) -> Effect {
        self.open.session.card = None;
        self.select(Some(target.clone()));
        self.show_tab(Tab::DETAILS);
        Effect::Edit(target)
    }

    pub(super) fn picture_copied(&mut self, outcome: Result<(), String>) -> Option<Effect> {
        match outcome {
            Ok(()) => {
                self.succeeded(Act::CopyPicture);
                self.notify("Picture copied", false);
            }
            Err(words) => self.notify_failed(Act::CopyPicture, format!("Not copied: {words}")),
        }
        None
    }
}
