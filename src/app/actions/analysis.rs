//! The actions of the Analysis menu: results.

use super::row::{ActionRow, row};
use crate::app::{Action, Coloring, Menu, State, Tab};

pub(super) const ROWS: [ActionRow; 7] = [
    row(
        (Action::Balance, Menu::Analysis, "panels"),
        (
            "Balance",
            "Triads, camps, tensions and predictions, in the side panel",
        ),
        &[],
        |state| state.show_tab(Tab::BALANCE),
    )
    .keywords("structural triads signed frustration prediction enemy friend"),
    row(
        (Action::Rank, Menu::Analysis, "panels"),
        (
            "Ranking and communities",
            "Centrality, communities and the shortest path, in the side panel",
        ),
        &[],
        |state| state.show_tab(Tab::RANK),
    )
    .keywords("centrality pagerank betweenness degree cluster path"),
    row(
        (Action::Changes, Menu::Analysis, "panels"),
        (
            "Changes over time",
            "Pairs that changed sides, and two dates compared, in the side panel",
        ),
        &[],
        |state| state.show_tab(Tab::TIME),
    )
    .keywords("compare dates difference history"),
    row(
        (Action::ColorByKind, Menu::Analysis, "color"),
        ("Colour by kind", "Show the kind of each actor by colour"),
        &[],
        |state| state.color_by(Coloring::Kind),
    )
    .checked(|state| state.open.session.coloring == Coloring::Kind),
    row(
        (Action::ColorByCamp, Menu::Analysis, "color"),
        (
            "Colour by camp",
            "Show the camps with the fewest violated pairs by colour",
        ),
        &[],
        |state| state.color_by(Coloring::Camp),
    )
    .checked(|state| state.open.session.coloring == Coloring::Camp),
    row(
        (Action::ColorByCommunity, Menu::Analysis, "color"),
        (
            "Colour by community",
            "Show groups with many relations inside by colour",
        ),
        &[],
        |state| state.color_by(Coloring::Community),
    )
    .checked(|state| state.open.session.coloring == Coloring::Community),
    row(
        (Action::PullApart, Menu::Analysis, "camps"),
        (
            "Separate the camps",
            "Move the camps apart in the picture; again to go back",
        ),
        &[],
        |state| Some(state.pull_apart()),
    )
    .enabled(State::has_document)
    .checked(|state| state.open.session.apart.is_some()),
];
