//! The actions of the Help menu: help.

use super::row::{ActionRow, row};
use crate::app::{Action, Menu, State};

pub(super) const ROWS: [ActionRow; 6] = [
    row(
        (Action::Help, Menu::Help, "help"),
        ("Keys and gestures", "Keyboard shortcuts and mouse gestures"),
        &["F1", "Questionmark"],
        State::show_help,
    )
    .keywords("shortcuts keyboard mouse manual"),
    row(
        (Action::Guide, Menu::Help, "help"),
        (
            "Guide",
            "The user’s guide: a first network, coding a text, balance, figures, formats",
        ),
        &[],
        State::show_guide,
    ),
    row(
        (Action::Tour, Menu::Help, "help"),
        ("Tour", "Five hints to begin with"),
        &[],
        State::begin_tour,
    )
    .enabled(State::has_document),
    row(
        (Action::Palette, Menu::Help, "help"),
        (
            "Command palette…",
            "Find an action, an actor, a panel or a file by its name",
        ),
        &["Ctrl+K", "Ctrl+Shift+P"],
        State::toggle_palette,
    ),
    row(
        (Action::Report, Menu::Help, "about"),
        (
            "Problems in the file",
            "What was found wrong in the open file",
        ),
        &[],
        State::show_report,
    )
    .enabled(|state| !state.open.source.issues.is_empty())
    .keywords("errors warnings issues notes import"),
    row(
        (Action::About, Menu::Help, "about"),
        ("About Frenemy", "Version, licences, and where files are"),
        &[],
        State::show_about,
    )
    .keywords("version licence license folder"),
];
