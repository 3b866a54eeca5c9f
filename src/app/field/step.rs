//! The fields of a step of the story. What it shows is taken from the canvas.

use super::parse;
use super::row::{FieldChoice, FieldRow, Input};
use crate::model::{StoryCamera, StoryStep};

/// The title.
pub static TITLE: FieldRow<StoryStep> = FieldRow::<StoryStep>::line(
    "title",
    ("title", "Title"),
    |step| step.title.clone().unwrap_or_default(),
    |step, value| {
        step.title = parse::words(value.as_str());
        Ok(())
    },
);

/// What the step says.
pub static TEXT: FieldRow<StoryStep> = FieldRow::<StoryStep>::line(
    "text",
    ("text", "Text"),
    |step| step.text.clone().unwrap_or_default(),
    |step, value| {
        step.text = parse::words(value.as_str());
        Ok(())
    },
)
.input(Input::Paragraph);

/// Which part of the picture it shows.
pub static CAMERA: FieldRow<StoryStep> = FieldRow::<StoryStep>::line(
    "camera",
    ("part of the picture", "Shows"),
    |step| word(&step.view.camera).to_owned(),
    |step, value| {
        if value.as_str() == word(&step.view.camera) {
            return Ok(());
        }
        step.view.camera = match value.as_str() {
            WHOLE => StoryCamera::Whole,
            AROUND => StoryCamera::Around(step.view.actors.clone()),
            other => return Err(format!("“{other}” is not a part of the picture")),
        };
        Ok(())
    },
)
.choices(|step| {
    let choice = |value: &str, words: &str| FieldChoice {
        value: value.to_owned(),
        words: words.to_owned(),
    };
    let mut choices = vec![choice(WHOLE, "the whole picture")];
    let is_around = matches!(step.view.camera, StoryCamera::Around(_));
    if is_around || !step.view.actors.is_empty() {
        choices.push(choice(
            AROUND,
            "the actors that stand out, wherever they are",
        ));
    }
    if matches!(step.view.camera, StoryCamera::Area { .. }) {
        choices.push(choice(AREA, "the part that was in the window"));
    }
    choices
});

const WHOLE: &str = "whole";
const AROUND: &str = "around";
const AREA: &str = "area";

fn word(camera: &StoryCamera) -> &'static str {
    match camera {
        StoryCamera::Whole => WHOLE,
        StoryCamera::Around(_) => AROUND,
        StoryCamera::Area { .. } => AREA,
    }
}

/// All fields, in the order of the form.
pub static FIELDS: [&FieldRow<StoryStep>; 3] = [&TITLE, &TEXT, &CAMERA];
