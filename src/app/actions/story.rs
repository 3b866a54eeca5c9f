//! The actions of the story, in the View menu.

use super::row::{ActionRow, row};
use crate::app::{Action, Menu, State};
use crate::scene::PictureView;

pub(super) const ROWS: [ActionRow; 2] = [
    row(
        (Action::AddView, Menu::View, "story"),
        (
            "Add this view to the story",
            "Keep what is shown now (camera, filters, selection and blocs) as the next step of the story",
        ),
        &["Ctrl+D"],
        |state| state.take_view(None),
    )
    .enabled(|state| state.has_document() && state.open.session.view == PictureView::Network),
    row(
        (Action::PresentStory, Menu::View, "story"),
        (
            "Present the story",
            "Show the story full screen, step by step with the arrow keys",
        ),
        &["Shift+F5"],
        State::present_story,
    )
    .enabled(|state| !state.document().story.is_empty()),
];
