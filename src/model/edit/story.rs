//! Edits of the story: adding, changing, moving and deleting its steps.

use std::sync::Arc;

use super::{Edit, RecordChange};
use crate::model::{Document, StepId, Story, StoryStep};

impl Edit {
    /// Adds a step after another one; at the end if there is no such step. Its id must be free.
    pub fn add_step(document: &Document, step: StoryStep, after: Option<&StepId>) -> Self {
        let place = after.and_then(|id| document.step(id));
        let place = place.map_or(document.story.len(), |(number, _)| number + 1);
        let label = format!("new step “{}” of the story", step.heading(place + 1));
        let mut steps = document.story.to_vec();
        steps.insert(place, Arc::new(step));
        Self::put_story(label, steps)
    }

    /// Changes a step; does nothing if there is no such step.
    pub fn change_step(
        document: &Document,
        id: &StepId,
        what: &str,
        change: impl FnOnce(&mut StoryStep),
    ) -> Self {
        let Some((number, step)) = document.step(id) else {
            return Self::new("change of the story", Vec::new());
        };
        let heading = step.heading(number + 1);
        let mut steps = document.story.to_vec();
        change(Arc::make_mut(&mut steps[number]));
        Self::put_story(format!("change of the {what} of “{heading}”"), steps)
    }

    /// Replaces steps by others with their ids; those that no longer exist are left out.
    pub fn put_steps(document: &Document, steps: impl IntoIterator<Item = StoryStep>) -> Self {
        let mut story = document.story.to_vec();
        let mut is_changed = false;
        for step in steps {
            if let Some((number, _)) = document.step(&step.id) {
                story[number] = Arc::new(step);
                is_changed = true;
            }
        }
        let edit = Self::put_story("change of the story".to_owned(), story);
        if is_changed {
            edit
        } else {
            Self::new(Arc::clone(&edit.label), Vec::new())
        }
    }

    /// Moves a step to this number, from 0; does nothing if there is no such step.
    pub fn move_step(document: &Document, id: &StepId, to: usize) -> Self {
        let Some((number, step)) = document.step(id) else {
            return Self::new("move of a step", Vec::new());
        };
        let label = format!("move of the step “{}”", step.heading(number + 1));
        let mut steps = document.story.to_vec();
        let step = steps.remove(number);
        steps.insert(to.min(steps.len()), step);
        Self::put_story(label, steps)
    }

    /// Deletes a step; does nothing if there is no such step.
    pub fn delete_step(document: &Document, id: &StepId) -> Self {
        let Some((number, step)) = document.step(id) else {
            return Self::new("deletion of a step", Vec::new());
        };
        let label = format!("deletion of the step “{}”", step.heading(number + 1));
        let mut steps = document.story.to_vec();
        steps.remove(number);
        Self::put_story(label, steps)
    }

    fn put_story(label: String, steps: Vec<Arc<StoryStep>>) -> Self {
        Self::new(label, vec![RecordChange::Story(Story::from(steps))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::History;

    fn step(id: &str) -> StoryStep {
        StoryStep {
            id: id.into(),
            title: Some(id.to_uppercase()),
            ..StoryStep::default()
        }
    }

    fn ids(document: &Document) -> Vec<&str> {
        let steps = document.story.iter();
        steps.map(|step| step.id.as_str()).collect()
    }

    #[test]
    fn steps_are_added_moved_changed_and_deleted_and_all_of_it_is_undone() {
        let mut history = History::new(Document::default());
        for id in ["a", "b"] {
            let edit = Edit::add_step(history.document(), step(id), None);
            history.commit(&edit);
        }
        let first = history.document().story[0].id.clone();
        let edit = Edit::add_step(history.document(), step("c"), Some(&first));
        assert_eq!(&**edit.label(), "new step “C” of the story");
        history.commit(&edit);
        assert_eq!(ids(history.document()), ["a", "c", "b"]);
        let edit = Edit::move_step(history.document(), &"a".into(), 9);
        history.commit(&edit);
        assert_eq!(ids(history.document()), ["c", "b", "a"]);
        let edit = Edit::change_step(history.document(), &"b".into(), "text", |step| {
            step.text = Some("Why.".to_owned());
        });
        history.commit(&edit);
        assert_eq!(history.document().story[1].text.as_deref(), Some("Why."));
        let edit = Edit::delete_step(history.document(), &"c".into());
        assert_eq!(&**edit.label(), "deletion of the step “C”");
        history.commit(&edit);
        assert_eq!(ids(history.document()), ["b", "a"]);
        for _ in 0..6 {
            history.undo();
        }
        assert_eq!(*history.document(), Document::default());
    }

    #[test]
    fn an_edit_of_a_step_that_is_gone_changes_nothing() {
        let document = Document::default();
        let id = StepId::from("gone");
        for edit in [
            Edit::move_step(&document, &id, 0),
            Edit::delete_step(&document, &id),
            Edit::change_step(&document, &id, "title", |step| step.title = None),
        ] {
            assert!(edit.apply(&document).is_none());
        }
    }
}
