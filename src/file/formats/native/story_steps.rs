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

#[cfg(test)]
mod tests {
    use crate::file;
    use crate::model::{StoryCamera, StoryStep};

    #[test]
    fn a_story_is_read_without_issues_and_written_as_it_was() {
        let text = include_str!("../../../../assets/examples/afghanistan-2017.json");
        let read = file::read(text.as_bytes(), "in.json").unwrap();
        assert!(read.issues.is_empty(), "{:?}", read.issues);
        let story = &read.document.story;
        assert_eq!(story.len(), 6);
        assert_eq!(story[0].view.camera, StoryCamera::Whole);
        assert!(matches!(&story[1].view.camera, StoryCamera::Around(actors) if actors.len() == 9));
        assert_eq!(file::write(&read.document), text.as_bytes());
    }

    #[test]
    fn what_a_step_says_to_other_programs_is_kept_when_another_part_changes() {
        let text = "{\"format\": \"frenemy/1\", \"nodes\": [{\"id\": \"a\"}], \"edges\": [], \"story\": [\
            {\"id\": \"one\", \"music\": \"loud\", \"camera\": {\"around\": [\"a\"], \"tilt\": 3}, \
             \"filter\": {\"when\": \"2014/2016\", \"mood\": 1}}, 7]}";
        let read = file::read(text.as_bytes(), "in.json").unwrap();
        let mut document = read.document;
        let step = StoryStep {
            title: Some("New".to_owned()),
            ..StoryStep::clone(&document.story[0])
        };
        document.story = [std::sync::Arc::new(step)].into();
        let written = String::from_utf8(file::write(&document)).unwrap();
        for kept in [
            "\"music\": \"loud\"",
            "\"tilt\": 3",
            "\"mood\": 1",
            "\"New\"",
            "7",
        ] {
            assert!(written.contains(kept), "{kept}: {written}");
        }
    }

    #[test]
    fn ids_that_name_nothing_are_reported_and_steps_get_ids_of_their_own() {
        let text = "{\"format\": \"frenemy/1\", \"nodes\": [{\"id\": \"alba\"}], \"edges\": [], \"story\": [\
            {\"id\": \"one\", \"actors\": [\"albo\"], \"relations\": [\"gone\"]}, {\"id\": \"one\"}, {}]}";
        let read = file::read(text.as_bytes(), "in.json").unwrap();
        let codes: Vec<_> = read.issues.iter().map(|issue| issue.code).collect();
        assert_eq!(
            codes,
            ["missing-in-story", "missing-in-story", "repeated-id"]
        );
        let hint = read.issues[0].hint.as_deref().unwrap_or_default();
        assert!(hint.contains("alba"), "{hint}");
        let ids = read.document.story.iter().map(|step| step.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>(), ["one", "one-2", "step-3"]);
    }
}
