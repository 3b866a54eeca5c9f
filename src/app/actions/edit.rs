//! The actions of the Edit menu: changes and selection.

use super::row::{ActionRow, row};
use crate::app::{Action, Effect, Menu, State};

pub(super) const ROWS: [ActionRow; 14] = [
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
        (Action::FindReplace, Menu::Edit, "find"),
        (
            "Find and replace…",
            "Replace words in names, types and notes",
        ),
        &["Ctrl+H"],
        State::show_find_replace,
    )
    .enabled(State::has_document),
    row(
        (Action::SelectAll, Menu::Edit, "find"),
        ("Select all actors", "Select every actor that is shown"),
        &["Ctrl+A"],
        State::select_all,
    ),
    row(
        (Action::CopyPicture, Menu::Edit, "copy"),
        ("Copy the picture", "Copy the picture to the clipboard"),
        &["Ctrl+Shift+C"],
        |_| Some(Effect::CopyPicture),
    )
    .enabled(State::has_document),
    row(
        (Action::NewActor, Menu::Edit, "add"),
        ("New actor…", "Add an actor under the pointer"),
        &["N"],
        State::sketch_actor,
    ),
    row(
        (Action::EditSelected, Menu::Edit, "add"),
        (
            "Edit…",
            "Edit the selected actor or relation in the Details tab",
        ),
        &["F2"],
        State::edit_selected,
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
        (Action::Settings, Menu::Edit, "settings"),
        (
            "Settings…",
            "Text size, theme, name of the author, autosave, folder of texts",
        ),
        &["Ctrl+Comma"],
        State::show_settings,
    ),
];
