//! Merges stories, step by step: what only one side changed is taken from it, and a step that both
//! changed becomes two.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{StepId, Story, StoryStep};

/// The steps of ours in their order, then those that only theirs has. Without a common story
/// nothing is deleted.
pub(super) fn merged(base: Option<&Story>, ours: &Story, theirs: &Story) -> Story {
    let of = |story: &Story, id: &StepId| story.iter().find(|step| step.id == *id).cloned();
    let before = |id: &StepId| base.and_then(|base| of(base, id));
    if base.is_some_and(|base| base == theirs) || ours == theirs {
        return Story::clone(ours);
    }
    if base.is_some_and(|base| base == ours) {
        return Story::clone(theirs);
    }
    let ids = ours.iter().chain(theirs.iter()).map(|step| step.id.clone());
    let mut taken: BTreeSet<StepId> = ids.collect();
    let mut steps: Vec<Arc<StoryStep>> = Vec::new();
    for mine in ours.iter() {
        let was = before(&mine.id);
        let is_mine_as_before = was.as_ref() == Some(mine);
        match of(theirs, &mine.id) {
            None if is_mine_as_before => {}
            None => steps.push(Arc::clone(mine)),
            Some(other) if is_mine_as_before => steps.push(other),
            Some(other) if other == *mine || was.as_ref() == Some(&other) => {
                steps.push(Arc::clone(mine));
            }
            Some(other) => {
                steps.push(Arc::clone(mine));
                steps.push(renamed(&other, &mut taken));
            }
        }
    }
    let only_theirs = theirs.iter().filter(|step| of(ours, &step.id).is_none());
    let is_new = |step: &&Arc<StoryStep>| before(&step.id).as_ref() != Some(*step);
    steps.extend(only_theirs.filter(is_new).cloned());
    steps.into()
}

/// The same step with an id that is free.
fn renamed(step: &StoryStep, taken: &mut BTreeSet<StepId>) -> Arc<StoryStep> {
    let mut number = 2;
    let id = loop {
        let id = StepId::from(format!("{}-{number}", step.id));
        if taken.insert(id.clone()) {
            break id;
        }
        number += 1;
    };
    Arc::new(StoryStep { id, ..step.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(steps: &[(&str, &str)]) -> Story {
        let step = |(id, text): &(&str, &str)| {
            Arc::new(StoryStep {
                id: (*id).into(),
                text: Some((*text).to_owned()),
                ..StoryStep::default()
            })
        };
        steps.iter().map(step).collect()
    }

    fn words(story: &Story) -> String {
        let words = story.iter().map(|step| {
            let text = step.text.as_deref().unwrap_or_default();
            format!("{}={text}", step.id)
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_each_side_changed_is_kept() {
        let base = story(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]);
        let ours = story(&[("b", "2"), ("a", "1"), ("d", "2"), ("e", "1")]);
        let theirs = story(&[("a", "3"), ("b", "1"), ("d", "3"), ("f", "1")]);
        let all = merged(Some(&base), &ours, &theirs);
        assert_eq!(words(&all), "b=2 a=3 d=2 d-2=3 e=1 f=1");
    }

    #[test]
    fn without_a_common_story_nothing_is_deleted() {
        let (ours, theirs) = (story(&[("a", "1")]), story(&[("a", "2"), ("b", "1")]));
        assert_eq!(words(&merged(None, &ours, &theirs)), "a=1 a-2=2 b=1");
        let none = Story::default();
        assert_eq!(words(&merged(None, &none, &theirs)), "a=2 b=1");
        assert_eq!(words(&merged(Some(&theirs), &none, &theirs)), "");
    }
}
