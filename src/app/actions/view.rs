//! The actions of the View menu: what is shown.

use super::row::{ActionRow, row};
use crate::app::{Action, CameraMove, Effect, Menu, PaneStep, State};
use crate::scene::PictureView;

pub(super) const ROWS: [ActionRow; 16] = [
    row(
        (Action::Matrix, Menu::View, "view"),
        (
            "Matrix",
            "Show actors as rows and columns, and the relations between two of them in a cell",
        ),
        &["M"],
        State::toggle_matrix,
    )
    .checked(|state| state.open.session.view == PictureView::Matrix)
    .keywords("grid heatmap adjacency"),
    row(
        (Action::RelationTypes, Menu::View, "view"),
        (
            "Types on lines",
            "Write the types of relations along their lines where there is room; in networks of up \
             to 400 actors",
        ),
        &[],
        State::toggle_types,
    )
    .checked(|state| state.settings.shows_types)
    .keywords("relation label subtype edge text"),
    row(
        (Action::Fit, Menu::View, "zoom"),
        ("Fit to window", "Show the whole picture"),
        &["F", "Ctrl+0"],
        |_| Some(Effect::MoveCamera(CameraMove::Fit)),
    )
    .keywords("reset zoom centre center whole"),
    row(
        (Action::ZoomIn, Menu::View, "zoom"),
        ("Zoom in", "Make the picture larger"),
        &["Ctrl+Plus", "Ctrl+Equals"],
        |_| Some(Effect::MoveCamera(CameraMove::In)),
    ),
    row(
        (Action::ZoomOut, Menu::View, "zoom"),
        ("Zoom out", "Make the picture smaller"),
        &["Ctrl+Minus"],
        |_| Some(Effect::MoveCamera(CameraMove::Out)),
    ),
    row(
        (Action::ShowAll, Menu::View, "filter"),
        ("Show all", "Show what is hidden, and leave the focus"),
        &[],
        |state| Some(state.show_all()),
    )
    .enabled(|state| {
        let session = &state.open.session;
        !session.filter.is_clear() || !session.hidden_annotations.is_empty()
    })
    .keywords("unhide filter reset clear"),
    row(
        (Action::Simplify, Menu::View, "filter"),
        (
            "Simplify…",
            "Show less of a large network: top actors, backbone, k-core and others",
        ),
        &[],
        State::show_simplification,
    )
    .enabled(State::has_document)
    .checked(|state| !state.open.session.filter.simplify.is_off())
    .keywords("filter fewer top backbone hide"),
    row(
        (Action::Table, Menu::View, "panels"),
        ("Table", "Actors, relations, claims and sources as rows"),
        &["F4"],
        State::toggle_table,
    )
    .enabled(State::has_document)
    .checked(|state| state.settings.shows_table)
    .keywords("list rows spreadsheet"),
    row(
        (Action::Reader, Menu::View, "panels"),
        (
            "Reader",
            "Source texts, with the passages that claims quote",
        ),
        &["F7"],
        State::toggle_reader,
    )
    .checked(State::shows_reader),
    row(
        (Action::SidePanel, Menu::View, "panels"),
        (
            "Side panel",
            "Show or hide the panel with details, sources, time, balance, ranking and history",
        ),
        &["F9"],
        State::toggle_side_panel,
    )
    .checked(State::shows_side_panel)
    .keywords("inspector sidebar properties"),
    row(
        (Action::Legend, Menu::View, "panels"),
        ("Legend", "What shapes, colours and lines mean"),
        &["F8"],
        State::toggle_legend,
    )
    .checked(|state| state.settings.shows_legend)
    .keywords("key colours meaning"),
    row(
        (Action::Timeline, Menu::View, "panels"),
        (
            "Timeline",
            "When relations held, with a time window; for networks with dates",
        ),
        &["F5"],
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
        (Action::NextPane, Menu::View, "focus"),
        (
            "Next pane",
            "Move the keyboard focus to the next part of the window",
        ),
        &["F6"],
        |_| Some(Effect::MoveFocus(PaneStep::Next)),
    ),
    row(
        (Action::PreviousPane, Menu::View, "focus"),
        (
            "Previous pane",
            "Move the keyboard focus to the part of the window before",
        ),
        &["Shift+F6"],
        |_| Some(Effect::MoveFocus(PaneStep::Previous)),
    ),
];

/// Whether any relation has a date.
fn has_dates(state: &State) -> bool {
    let mut relations = state.document().relations.iter();
    relations.any(|relation| relation.when.is_some())
}
