//! The table of actions: one row each, read by menus, keys, buttons and the help, and run by
//! `State::handle`. Knows no window.

mod analysis;
mod edit;
mod file;
mod help;
mod layout;
mod row;
mod story;
mod view;

use super::action::{Action, Menu};

pub use row::ActionRow;

/// The actions of each menu.
const TABLES: [&[ActionRow]; 7] = [
    &file::ROWS,
    &edit::ROWS,
    &view::ROWS,
    &story::ROWS,
    &layout::ROWS,
    &analysis::ROWS,
    &help::ROWS,
];

/// Every action, in menu order.
pub static ACTIONS: [ActionRow; number_of_rows()] = joined();

/// How many rows the tables have together.
const fn number_of_rows() -> usize {
    let (mut table, mut rows) = (0, 0);
    while table < TABLES.len() {
        rows += TABLES[table].len();
        table += 1;
    }
    rows
}

/// The rows of all tables.
const fn joined<const ROWS: usize>() -> [ActionRow; ROWS] {
    let mut all = [file::ROWS[0]; ROWS];
    let (mut table, mut place) = (0, 0);
    while table < TABLES.len() {
        let mut row = 0;
        while row < TABLES[table].len() {
            all[place] = TABLES[table][row];
            place += 1;
            row += 1;
        }
        table += 1;
    }
    all
}

impl ActionRow {
    /// The actions of a menu.
    pub fn of(menu: Menu) -> impl Iterator<Item = &'static Self> {
        ACTIONS.iter().filter(move |row| row.menu == menu)
    }
}

impl Action {
    /// The row of the action.
    pub fn row(self) -> &'static ActionRow {
        // A test checks that every action has a row.
        ACTIONS
            .iter()
            .find(|row| row.action == self)
            .unwrap_or(&ACTIONS[0])
    }

    /// The text in the menu.
    pub fn text(self) -> &'static str {
        self.row().text
    }

    /// What it does, in a sentence.
    pub fn explanation(self) -> &'static str {
        self.row().explanation
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::State;
    use std::collections::HashSet;

    #[test]
    fn every_action_has_one_row_and_no_key_is_used_twice() {
        let mut keys = HashSet::new();
        let mut texts = HashSet::new();
        for row in &ACTIONS {
            assert_eq!(row.action.text(), row.text);
            assert!(texts.insert(row.text), "{} comes twice", row.text);
            assert!(row.keys.iter().all(|key| keys.insert(*key)), "{}", row.text);
        }
        // `About` is the last variant of the enum.
        assert_eq!(ACTIONS.len(), Action::About as usize + 1);
    }

    #[test]
    fn a_section_is_not_interrupted_by_another() {
        for menu in Menu::ALL {
            let mut sections: Vec<_> = ActionRow::of(menu).map(|row| row.section).collect();
            sections.dedup();
            let distinct: HashSet<_> = sections.iter().collect();
            assert_eq!(distinct.len(), sections.len(), "{sections:?}");
        }
    }

    #[test]
    fn undo_is_enabled_if_there_is_something_to_undo() {
        let mut state = State::default();
        assert!(!(Action::Undo.row().is_enabled)(&state));
        let new = crate::app::LoadedDocument::empty();
        state.handle(crate::app::Command::Opened(Box::new(new)));
        let add = crate::app::Change::AddActor(crate::model::Actor::new("a"));
        state.handle(crate::app::Command::Change(add));
        assert!((Action::Undo.row().is_enabled)(&state));
        assert!(!(Action::Redo.row().is_enabled)(&state));
    }
}
