//! Commands about the story. Changes nothing.

use crate::model::{StepId, StoryCamera};

/// A command about the story.
#[derive(Clone, Debug, PartialEq)]
pub enum StoryCommand {
    /// Keep the view as it is now in this step; without a step, in a new one at the end.
    TakeView(Option<StepId>),
    /// The camera of the view that was asked for.
    ViewTaken {
        /// The step that gets it; a new one without a step.
        step: Option<StepId>,
        /// The camera.
        camera: StoryCamera,
    },
    /// Show the view of a step.
    Show(StepId),
    /// Present the story full screen, from this step on.
    Present(StepId),
    /// Show this step of the presentation; beyond the last one nothing happens.
    GoTo(usize),
    /// End the presentation.
    End,
}
