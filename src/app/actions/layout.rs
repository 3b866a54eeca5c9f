//! The actions of the Layout menu: where actors are.

use super::row::{ActionRow, row};
use crate::app::{Action, Menu, State};

pub(super) const ROWS: [ActionRow; 5] = [
    row(
        (Action::LayOut, Menu::Layout, "run"),
        (
            "Run layout again",
            "Place all actors that are not pinned again",
        ),
        &[],
        |state| Some(state.lay_out_again()),
    )
    .keywords("arrange rearrange force"),
    row(
        (Action::Pause, Menu::Layout, "run"),
        (
            "Pause layout",
            "Keep the other actors in place while you drag one",
        ),
        &["Space"],
        |state| Some(state.toggle_pause()),
    )
    .checked(|state| state.open.session.is_paused),
    row(
        (Action::Pin, Menu::Layout, "pin"),
        (
            "Pin or unpin",
            "Pin the selected actors where they are, or release them",
        ),
        &["P"],
        State::pin_selected,
    )
    .enabled(|state| state.open.session.selected_actors().next().is_some())
    .keywords("fix hold lock"),
    row(
        (Action::UnpinAll, Menu::Layout, "pin"),
        ("Unpin all", "Release all pinned actors"),
        &[],
        State::unpin_all,
    )
    .enabled(|state| state.document().actors.iter().any(|actor| actor.pinned)),
    row(
        (Action::GroupAsBloc, Menu::Layout, "blocs"),
        (
            "Group as bloc",
            "Draw the selected actors as one; the network does not change",
        ),
        &[],
        State::group_selected,
    )
    .enabled(|state| state.open.session.selected_actors().nth(1).is_some())
    .keywords("cluster alliance collapse"),
];
