//! The actions of the File menu: files.

use super::row::{ActionRow, row};
use crate::app::{Action, Effect, Example, Menu, ReaderRequest, SafetyRequest, State};

pub(super) const ROWS: [ActionRow; 13] = [
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
        (Action::MapColumns, Menu::File, "open"),
        (
            "Map columns…",
            "Say what the columns of the file mean: ends, kinds, dates, quotes and sources",
        ),
        &[],
        State::show_columns,
    )
    .enabled(|state| state.open.source.columns.is_some()),
    row(
        (Action::ChooseNetwork, Menu::File, "open"),
        (
            "Choose network…",
            "Open one of several networks of the file, or all as one",
        ),
        &[],
        State::show_networks,
    )
    .enabled(|state| state.open.source.networks.is_some()),
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
];
