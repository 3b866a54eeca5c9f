//! The actions of the File menu: files.

use super::row::{ActionRow, row};
use crate::app::{Action, Effect, Example, FilePurpose, Menu, SafetyRequest, State};

pub(super) const ROWS: [ActionRow; 18] = [
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
    )
    .keywords("load import file"),
    row(
        (Action::ImportEvents, Menu::File, "open"),
        (
            "Import events…",
            "Make a network from event data: GDELT, ICEWS, POLECAT, UCDP, ACLED, COW, ATOP, UN votes",
        ),
        &[],
        State::show_event_import,
    )
    .keywords("rows dyads conflict csv zip"),
    row(
        (Action::MapColumns, Menu::File, "open"),
        (
            "Map columns…",
            "Say what the columns of the file mean: ends, kinds, dates, quotes and sources",
        ),
        &[],
        State::show_columns,
    )
    .enabled(|state| state.open.source.columns.is_some())
    .keywords("csv excel import"),
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
        |state| Some(state.ask_file(FilePurpose::Text(None))),
    )
    .keywords("article document import pdf word html source code"),
    row(
        (Action::Bibliography, Menu::File, "texts"),
        (
            "Add sources…",
            "Add the sources of a bibliography: BibTeX, RIS or CSL JSON, as Zotero exports them",
        ),
        &[],
        |state| Some(state.ask_file(FilePurpose::Citations)),
    )
    .enabled(State::has_document)
    .keywords("import bibliography references zotero citations bib library"),
    row(
        (Action::MergeFile, Menu::File, "texts"),
        (
            "Merge with a file…",
            "Add what another coder found: conflicts become two claims or questions, nothing is lost",
        ),
        &[],
        |state| Some(state.ask_file(FilePurpose::Merge)),
    )
    .enabled(State::has_document),
    row(
        (Action::Proposals, Menu::File, "texts"),
        (
            "Check proposals…",
            "Check claims that a model proposed against the saved texts, and decide them one by one",
        ),
        &[],
        |state| Some(state.ask_file(FilePurpose::Proposals)),
    )
    .enabled(State::has_document),
    row(
        (Action::Codebook, Menu::File, "texts"),
        (
            "Import codebook…",
            "Take the rules for kinds and types from a CSV file: kind, type, rule, example",
        ),
        &[],
        |state| Some(state.ask_file(FilePurpose::Codebook)),
    )
    .enabled(State::has_document)
    .keywords("rules coding scheme csv"),
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
    )
    .keywords("backup history restore"),
    row(
        (Action::FindRecoverable, Menu::File, "recover"),
        (
            "Unsaved work…",
            "Work that was not saved when the program or the computer stopped",
        ),
        &[],
        |_| Some(Effect::Safety(SafetyRequest::FindRecoverable)),
    )
    .keywords("crash recover lost backup"),
    row(
        (Action::Export, Menu::File, "export"),
        ("Export…", "Export the picture or the network"),
        &["Ctrl+E"],
        State::show_export,
    )
    .keywords("print image png svg pdf download share figure"),
    row(
        (Action::Quit, Menu::File, "quit"),
        ("Quit", "Close the window"),
        &["Ctrl+Q"],
        State::close_requested,
    )
    .keywords("exit close"),
];
