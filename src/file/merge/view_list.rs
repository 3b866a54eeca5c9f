//! Merges the lists of a view, record by record: steps of the story and text notes. What only one
//! side changed is taken from it, and a record that both changed becomes two.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Annotation, AnnotationId, StepId, StoryStep};

/// A record of a list, known by its id.
pub(super) trait ListedRecord: Clone + PartialEq {
    type Id: Clone + Ord + From<String> + std::fmt::Display;

    fn id(&self) -> &Self::Id;

    fn set_id(&mut self, id: Self::Id);
}

impl ListedRecord for StoryStep {
    type Id = StepId;

    fn id(&self) -> &StepId {
        &self.id
    }

    fn set_id(&mut self, id: StepId) {
        self.id = id;
    }
}

impl ListedRecord for Annotation {
    type Id = AnnotationId;

    fn id(&self) -> &AnnotationId {
        &self.id
    }

    fn set_id(&mut self, id: AnnotationId) {
        self.id = id;
    }
}

/// A list of records, as a document has it.
type List<T> = Arc<[Arc<T>]>;

/// The records of ours in their order, then those that only theirs has. Without a common list
/// nothing is deleted.
pub(super) fn merged<T: ListedRecord>(
    base: Option<&List<T>>,
    ours: &List<T>,
    theirs: &List<T>,
) -> List<T> {
    let of = |list: &List<T>, id: &T::Id| list.iter().find(|one| one.id() == id).cloned();
    let before = |id: &T::Id| base.and_then(|base| of(base, id));
    if base.is_some_and(|base| base == theirs) || ours == theirs {
        return Arc::clone(ours);
    }
    if base.is_some_and(|base| base == ours) {
        return Arc::clone(theirs);
    }
    let ids = ours.iter().chain(theirs.iter()).map(|one| one.id().clone());
    let mut taken: BTreeSet<T::Id> = ids.collect();
    let mut records: Vec<Arc<T>> = Vec::new();
    for mine in ours.iter() {
        let was = before(mine.id());
        let is_mine_as_before = was.as_ref() == Some(mine);
        match of(theirs, mine.id()) {
            None if is_mine_as_before => {}
            None => records.push(Arc::clone(mine)),
            Some(other) if is_mine_as_before => records.push(other),
            Some(other) if other == *mine || was.as_ref() == Some(&other) => {
                records.push(Arc::clone(mine));
            }
            Some(other) => {
                records.push(Arc::clone(mine));
                records.push(renamed(&other, &mut taken));
            }
        }
    }
    let only_theirs = theirs.iter().filter(|one| of(ours, one.id()).is_none());
    let is_new = |one: &&Arc<T>| before(one.id()).as_ref() != Some(*one);
    records.extend(only_theirs.filter(is_new).cloned());
    records.into()
}

/// The same record with an id that is free.
fn renamed<T: ListedRecord>(record: &T, taken: &mut BTreeSet<T::Id>) -> Arc<T> {
    let mut number = 2;
    let id = loop {
        let id = T::Id::from(format!("{}-{number}", record.id()));
        if taken.insert(id.clone()) {
            break id;
        }
        number += 1;
    };
    let mut renamed = record.clone();
    renamed.set_id(id);
    Arc::new(renamed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Story;

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
