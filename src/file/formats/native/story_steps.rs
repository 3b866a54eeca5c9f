//! The list of the steps of the story in the file: their ids, and how many are read.

use std::sync::Arc;

use super::lists::{forget_id, id_at, read_list};
use super::reading::Reading;
use crate::file::formats::json::Value;
use crate::file::ids::{Ids, slug};
use crate::limits::STORY_STEPS;
use crate::model::{Document, StoryStep};

/// Reads the steps of the story; those beyond the limit stay in the file.
pub(super) fn read(
    value: Value<'_>,
    document: &mut Document,
    reading: &mut Reading,
) -> Option<String> {
    let mut read: Vec<(StoryStep, usize)> = Vec::new();
    let at = value.at;
    let mut beyond = 0;
    let left_over = read_list(value, "the story", reading, |step, item, _| {
        let has_room = read.len() < STORY_STEPS.count();
        if has_room {
            read.push((step, id_at(item)));
        } else {
            beyond += 1;
        }
        has_room
    });
    if beyond > 0 {
        let message = format!("the story {}", STORY_STEPS.message(read.len() + beyond));
        let hint = "The file keeps the other steps as they are.".to_owned();
        reading.report.error(at, "too-long", message, Some(hint));
    }
    let mut ids = Ids::new(read.iter().map(|(step, _)| &step.id));
    let mut steps = Vec::with_capacity(read.len());
    for (index, (mut step, at)) in read.into_iter().enumerate() {
        let like = || slug(&step.heading(index + 1)).into();
        let settled = if step.id.as_str().is_empty() {
            Some(ids.free.like(&like()))
        } else {
            ids.settle((index, at), &step.id, like, "step", reading)
        };
        if let Some(id) = settled {
            step.id = id;
            forget_id(&mut step);
        }
        steps.push(Arc::new(step));
    }
    document.story = steps.into();
    left_over
}
