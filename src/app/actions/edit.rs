//! The actions of the Edit menu: changes and selection.

use super::row::{ActionRow, row};
use crate::app::{Action, Effect, Menu, State};
use crate::scene::PictureView;

pub(super) const ROWS: [ActionRow; 15] = [
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
    )
    .keywords("search look for"),
    row(
        (Action::FindReplace, Menu::Edit, "find"),
        (
            "Find and replace…",
            "Replace words in names, types and notes",
        ),
        &["Ctrl+H"],
        State::show_find_replace,
    )
    .enabled(State::has_document)
    .keywords("rename everywhere"),
    row(
        (Action::SelectAll, Menu::Edit, "find"),
        ("Select all actors", "Select every actor that is shown"),
        &["Ctrl+A"],
        State::select_all,
    )
    .enabled(|state| !state.document().actors.is_empty()),
    row(
        (Action::CopyPicture, Menu::Edit, "copy"),
        ("Copy the picture", "Copy the picture to the clipboard"),
        &["Ctrl+Shift+C"],
        |_| Some(Effect::CopyPicture),
    )
    .enabled(State::has_document)
    .keywords("clipboard image screenshot"),
    row(
        (Action::NewActor, Menu::Edit, "add"),
        ("New actor…", "Add an actor under the pointer"),
        &["N"],
        State::sketch_actor,
    )
    .keywords("add create node state person"),
    row(
        (Action::NewNote, Menu::Edit, "add"),
        (
            "New text note…",
            "Write a note on the picture, with a line to the selected actor or relation, or an outline around the selected actors",
        ),
        &["Shift+N"],
        State::sketch_note,
    )
    .enabled(|state| state.has_document() && state.open.session.view == PictureView::Network)
    .keywords("annotation label comment callout write"),
    row(
        (Action::EditSelected, Menu::Edit, "add"),
        (
            "Edit…",
            "Edit the selected actor or relation in the Details tab",
        ),
        &["F2"],
        State::edit_selected,
    )
    .enabled(|state| state.open.session.selected().is_some())
    .keywords("change rename properties"),
    row(
        (Action::Relate, Menu::Edit, "add"),
        (
            "Add relation…",
            "Add a relation between the two selected actors",
        ),
        &["L"],
        State::relate,
    )
    .enabled(|state| state.open.session.selected_actors().count() == 2)
    .keywords("connect link tie edge"),
    row(
        (Action::Reverse, Menu::Edit, "add"),
        (
            "Reverse",
            "Swap source and target of the selected relations",
        ),
        &["R"],
        State::reverse,
    )
    .enabled(|state| state.open.session.selected_relations().next().is_some())
    .keywords("swap direction flip"),
    row(
        (Action::Merge, Menu::Edit, "restructure"),
        ("Merge…", "Merge the selected actors into one"),
        &["Shift+M"],
        State::ask_merge,
    )
    .enabled(|state| state.open.session.selected_actors().nth(1).is_some())
    .keywords("combine duplicate same"),
    row(
        (Action::Split, Menu::Edit, "restructure"),
        (
            "Split…",
            "Split the selected actor into two, and divide its relations",
        ),
        &[],
        State::ask_split,
    )
    .enabled(|state| state.open.session.selected_actors().count() == 1),
    row(
        (Action::Delete, Menu::Edit, "restructure"),
        ("Delete", "Delete the selected actors and relations"),
        &["Delete", "Backspace"],
        State::delete_selected,
    )
    .enabled(|state| !state.open.session.selection.is_empty())
    .keywords("remove erase"),
    row(
        (Action::Settings, Menu::Edit, "settings"),
        (
            "Settings…",
            "Text size, theme, name of the author, citation style, autosave, folder of texts",
        ),
        &["Ctrl+Comma"],
        State::show_settings,
    )
    .keywords("preferences options dark light night theme font size zoom citation style bibliography language"),
];
