//! The table of actions: one row each, read by menus, keys, buttons and the help, and run by
//! [`State::handle`]. Knows no window.

use super::action::{Action, Menu};
use super::{Effect, Example, Look, ReaderRequest, SafetyRequest, State};
use crate::scene::PictureView;

/// An action: how it is shown, when it can be chosen, and what it does.
pub struct ActionRow {
    /// Which action.
    pub action: Action,
    /// The menu it is in.
    pub menu: Menu,
    /// The section of the menu; a line is drawn between sections.
    pub section: &'static str,
    /// The text in the menu.
    pub text: &'static str,
    /// What it does, in a sentence.
    pub explanation: &'static str,
    /// The keys that choose it, written as `Ctrl+Shift+S`; the first is the one shown.
    pub keys: &'static [&'static str],
    /// Whether it can be chosen now.
    pub is_enabled: fn(&State) -> bool,
    /// Whether it is shown as turned on.
    pub is_checked: fn(&State) -> bool,
    /// What it does.
    pub(super) run: fn(&mut State) -> Option<Effect>,
}

/// Every action, in menu order.
pub static ACTIONS: [ActionRow; 40] = [
    row(
        (Action::New, Menu::File, "open"),
        ("New", "Start an empty network"),
        &["Ctrl+N"],
        State::new_network,
    ),
    row(
        (Action::Open, Menu::File, "open"),
        (
            "Open…",
            "Open a network file, or a picture that Frenemy exported",
        ),
        &["Ctrl+O"],
        State::ask_open,
    ),
    row(
        (Action::OpenExample, Menu::File, "open"),
        (
            "Example: Afghanistan 2017",
            "Why Russia supports the Taliban: one article, every relation cited",
        ),
        &[],
        |state| state.open_example(Example::Afghanistan),
    ),
    row(
        (Action::OpenEurope, Menu::File, "open"),
        (
            "Example: Europe 1872–1914",
            "Alliances and rivalries over forty years, with their source texts",
        ),
        &[],
        |state| state.open_example(Example::Europe),
    ),
    row(
        (Action::AddText, Menu::File, "texts"),
        (
            "Add a text…",
            "Add a source text and turn its passages into claims",
        ),
        &[],
        |_| Some(Effect::Reader(ReaderRequest::AskFile(None))),
    ),
    row(
        (Action::Save, Menu::File, "save"),
        ("Save", "Save the network and the positions of its actors"),
        &["Ctrl+S"],
        State::save,
    ),
    row(
        (Action::SaveAs, Menu::File, "save"),
        ("Save as…", "Save to another file"),
        &["Ctrl+Shift+S"],
        |state| Some(state.save_as()),
    ),
    row(
        (Action::Versions, Menu::File, "recover"),
        (
            "Earlier versions…",
            "Versions of the file from before it was saved",
        ),
        &[],
        State::find_versions,
    ),
    row(
        (Action::FindRecoverable, Menu::File, "recover"),
        (
            "Unsaved work…",
            "Work that was not saved when the program or the computer stopped",
        ),
        &[],
        |_| Some(Effect::Safety(SafetyRequest::FindRecoverable)),
    ),
    row(
        (Action::Export, Menu::File, "export"),
        ("Export…", "Export the picture or the network"),
        &["Ctrl+E"],
        State::show_export,
    ),
    row(
        (Action::Quit, Menu::File, "quit"),
        ("Quit", "Close the window"),
        &["Ctrl+Q"],
        State::close_requested,
    ),
    row(
        (Action::Undo, Menu::Edit, "history"),
        ("Undo", "Undo the last change"),
        &["Ctrl+Z"],
        |state| Some(state.undo()),
    )
    .enabled(|state| state.open.history.undo_label().is_some()),
    row(
        (Action::Redo, Menu::Edit, "history"),
        ("Redo", "Redo the change that was undone last"),
        &["Ctrl+Shift+Z", "Ctrl+Y"],
        |state| Some(state.redo()),
    )
    .enabled(|state| state.open.history.redo_label().is_some()),
    row(
        (Action::Find, Menu::Edit, "find"),
        ("Find…", "Find actors and relations by name, alias or quote"),
        &["Ctrl+F"],
        State::toggle_search,
    ),
    row(
        (Action::SelectAll, Menu::Edit, "find"),
        ("Select all actors", "Select every actor that is shown"),
        &["Ctrl+A"],
        State::select_all,
    ),
    row(
        (Action::NewActor, Menu::Edit, "add"),
        ("New actor…", "Add an actor under the pointer"),
        &["N"],
        State::sketch_actor,
    ),
    row(
        (Action::Relate, Menu::Edit, "add"),
        (
            "Add relation…",
            "Add a relation between the two selected actors",
        ),
        &["L"],
        State::relate,
    ),
    row(
        (Action::Reverse, Menu::Edit, "add"),
        (
            "Reverse",
            "Swap source and target of the selected relations",
        ),
        &["R"],
        State::reverse,
    ),
    row(
        (Action::Merge, Menu::Edit, "restructure"),
        ("Merge…", "Merge the selected actors into one"),
        &["Shift+M"],
        State::ask_merge,
    ),
    row(
        (Action::Split, Menu::Edit, "restructure"),
        (
            "Split…",
            "Split the selected actor into two, and divide its relations",
        ),
        &[],
        State::ask_split,
    ),
    row(
        (Action::Delete, Menu::Edit, "restructure"),
        ("Delete", "Delete the selected actors and relations"),
        &["Delete", "Backspace"],
        State::delete_selected,
    ),
    row(
        (Action::Pin, Menu::Edit, "pin"),
        (
            "Pin or unpin",
            "Pin the selected actors where they are, or release them",
        ),
        &["P"],
        State::pin_selected,
    ),
    row(
        (Action::UnpinAll, Menu::Edit, "pin"),
        ("Unpin all", "Release all pinned actors"),
        &[],
        State::unpin_all,
    ),
    row(
        (Action::GroupAsBloc, Menu::Edit, "blocs"),
        (
            "Group as bloc",
            "Draw the selected actors as one; the network does not change",
        ),
        &[],
        State::group_selected,
    ),
    row(
        (Action::Matrix, Menu::View, "view"),
        (
            "Matrix",
            "Show actors as rows and columns, and the relations between two of them in a cell",
        ),
        &["M"],
        State::toggle_matrix,
    )
    .checked(|state| state.open.session.view == PictureView::Matrix),
    row(
        (Action::Fit, Menu::View, "zoom"),
        ("Fit to window", "Show the whole picture"),
        &["F", "Ctrl+0"],
        |_| Some(Effect::Look(Look::Fit)),
    ),
    row(
        (Action::ZoomIn, Menu::View, "zoom"),
        ("Zoom in", "Make the picture larger"),
        &["Ctrl+Plus", "Ctrl+Equals"],
        |_| Some(Effect::Look(Look::In)),
    ),
    row(
        (Action::ZoomOut, Menu::View, "zoom"),
        ("Zoom out", "Make the picture smaller"),
        &["Ctrl+Minus"],
        |_| Some(Effect::Look(Look::Out)),
    ),
    row(
        (Action::ShowAll, Menu::View, "layout"),
        ("Show all", "Show what is hidden, and leave the focus"),
        &[],
        |state| Some(state.show_all()),
    )
    .enabled(|state| !state.open.session.filter.is_clear()),
    row(
        (Action::Simplify, Menu::View, "layout"),
        (
            "Simplify…",
            "Show less of a large network: top actors, backbone, k-core and others",
        ),
        &[],
        State::show_simplification,
    )
    .enabled(State::has_document)
    .checked(|state| !state.open.session.filter.simplify.is_off()),
    row(
        (Action::LayOut, Menu::View, "layout"),
        (
            "Run layout again",
            "Place all actors that are not pinned again",
        ),
        &[],
        |state| Some(state.lay_out_again()),
    ),
    row(
        (Action::Pause, Menu::View, "layout"),
        (
            "Pause layout",
            "Keep the other actors in place while you drag one",
        ),
        &["Space"],
        |state| Some(state.toggle_pause()),
    )
    .checked(|state| state.open.session.is_paused),
    row(
        (Action::Reader, Menu::View, "panels"),
        (
            "Reader",
            "Source texts, with the passages that claims quote",
        ),
        &["F7"],
        State::toggle_reader,
    )
    .checked(|state| state.settings.shows_reader),
    row(
        (Action::SidePanel, Menu::View, "panels"),
        (
            "Side panel",
            "Show or hide the panel with details, sources, time, balance, ranking and history",
        ),
        &["F9"],
        State::toggle_side_panel,
    )
    .checked(|state| state.settings.shows_side_panel),
    row(
        (Action::Legend, Menu::View, "panels"),
        ("Legend", "What shapes, colours and lines mean"),
        &["F8"],
        State::toggle_legend,
    )
    .checked(|state| state.settings.shows_legend),
    row(
        (Action::Timeline, Menu::View, "panels"),
        (
            "Timeline",
            "When relations held, with a time window; for networks with dates",
        ),
        &["F6"],
        State::toggle_timeline,
    )
    .enabled(has_dates)
    .checked(|state| state.settings.shows_timeline),
    row(
        (Action::PlayTime, Menu::View, "panels"),
        ("Play timeline", "Play or pause the timeline"),
        &["T"],
        |state| Some(state.play_time()),
    )
    .enabled(has_dates),
    row(
        (Action::FullScreen, Menu::View, "panels"),
        ("Full screen", "Use the whole screen"),
        &["F11"],
        |_| Some(Effect::ToggleFullScreen),
    ),
    row(
        (Action::Report, Menu::Help, "help"),
        (
            "Problems in the file",
            "What was found wrong in the open file",
        ),
        &[],
        State::show_report,
    )
    .enabled(|state| !state.open.source.issues.is_empty()),
    row(
        (Action::Help, Menu::Help, "help"),
        ("Keys and gestures", "Keyboard shortcuts and mouse gestures"),
        &["F1", "Questionmark"],
        State::show_help,
    ),
];

/// A row of an action that can always be chosen.
const fn row(
    (action, menu, section): (Action, Menu, &'static str),
    (text, explanation): (&'static str, &'static str),
    keys: &'static [&'static str],
    run: fn(&mut State) -> Option<Effect>,
) -> ActionRow {
    ActionRow {
        action,
        menu,
        section,
        text,
        explanation,
        keys,
        is_enabled: |_| true,
        is_checked: |_| false,
        run,
    }
}

impl ActionRow {
    const fn enabled(self, is_enabled: fn(&State) -> bool) -> Self {
        Self { is_enabled, ..self }
    }

    const fn checked(self, is_checked: fn(&State) -> bool) -> Self {
        Self { is_checked, ..self }
    }

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

/// Whether any relation has a date.
fn has_dates(state: &State) -> bool {
    let mut relations = state.document().relations.iter();
    relations.any(|relation| relation.when.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
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
        // `Report` is the last variant of the enum.
        assert_eq!(ACTIONS.len(), Action::Report as usize + 1);
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
        let new = super::super::LoadedDocument::empty();
        state.handle(super::super::Command::Opened(Box::new(new)));
        let add = super::super::Change::AddActor(crate::model::Actor::new("a"));
        state.handle(super::super::Command::Change(add));
        assert!((Action::Undo.row().is_enabled)(&state));
        assert!(!(Action::Redo.row().is_enabled)(&state));
    }
}
