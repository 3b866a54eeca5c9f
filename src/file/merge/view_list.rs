//! Merges the lists of a view, record by record: steps of the story and text notes. What only one
//! side changed is taken from it, and a record that both changed becomes two.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::report::{MergeChange, MergeSide};
use crate::file::formats::native::record::Entry;
use crate::model::{Annotation, AnnotationId, StepId, StoryStep};

/// A record of a list, known by its id.
pub(super) trait ListedRecord: Entry + Clone + PartialEq {
    type Id: Clone + Ord + From<String> + std::fmt::Display;

    /// What kind of record it is, in reports.
    const WORD: &'static str;

    fn id(&self) -> &Self::Id;

    fn set_id(&mut self, id: Self::Id);

    /// What it is called in reports.
    fn title(&self) -> String;
}

impl ListedRecord for StoryStep {
    type Id = StepId;

    const WORD: &'static str = "step";

    fn id(&self) -> &StepId {
        &self.id
    }

    fn set_id(&mut self, id: StepId) {
        self.id = id;
    }

    fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| self.id.to_string())
    }
}

impl ListedRecord for Annotation {
    type Id = AnnotationId;

    const WORD: &'static str = "text note";

    fn id(&self) -> &AnnotationId {
        &self.id
    }

    fn set_id(&mut self, id: AnnotationId) {
        self.id = id;
    }

    fn title(&self) -> String {
        format!("“{}”", self.heading())
    }
}

/// A list of records, as a document has it.
pub(super) type List<T> = Arc<[Arc<T>]>;

/// What was done with a record.
type ListNote<T> = (MergeSide, MergeChange, Arc<T>);

/// The records of a list by their ids, of equal ids the first.
pub(super) fn by_id<T: ListedRecord>(list: &List<T>) -> BTreeMap<&T::Id, &Arc<T>> {
    list.iter().rev().map(|one| (one.id(), one)).collect()
}

/// The records of ours in their order, then those that only theirs has, and what was done. Without
/// a common list nothing is deleted. O(records · log records).
pub(super) fn merged<T: ListedRecord>(
    base: Option<&List<T>>,
    ours: &List<T>,
    theirs: &List<T>,
) -> (List<T>, Vec<ListNote<T>>) {
    if ours == theirs {
        return (Arc::clone(ours), Vec::new());
    }
    let notes = notes(base, ours, theirs);
    if base.is_some_and(|base| base == theirs) {
        return (Arc::clone(ours), notes);
    }
    if base.is_some_and(|base| base == ours) {
        return (Arc::clone(theirs), notes);
    }
    let (of_base, of_ours, of_theirs) = (base.map(by_id), by_id(ours), by_id(theirs));
    let before = |id: &T::Id| of_base.as_ref().and_then(|base| base.get(id).copied());
    let mut taken: BTreeSet<T::Id> = of_ours
        .keys()
        .chain(of_theirs.keys())
        .copied()
        .cloned()
        .collect();
    let mut records: Vec<Arc<T>> = Vec::new();
    for mine in ours.iter() {
        let was = before(mine.id());
        let is_mine_as_before = was == Some(mine);
        match of_theirs.get(mine.id()).copied() {
            None if is_mine_as_before => {}
            None => records.push(Arc::clone(mine)),
            Some(other) if is_mine_as_before => records.push(Arc::clone(other)),
            Some(other) if other == mine || was == Some(other) => {
                records.push(Arc::clone(mine));
            }
            Some(other) => {
                records.push(Arc::clone(mine));
                records.push(renamed(other, &mut taken));
            }
        }
    }
    let only_theirs = theirs.iter().filter(|one| !of_ours.contains_key(one.id()));
    let is_new = |one: &&Arc<T>| before(one.id()) != Some(*one);
    records.extend(only_theirs.filter(is_new).cloned());
    (records.into(), notes)
}

/// What was done with each record, in the order of ours, then of theirs, then of the base.
fn notes<T: ListedRecord>(
    base: Option<&List<T>>,
    ours: &List<T>,
    theirs: &List<T>,
) -> Vec<ListNote<T>> {
    let (of_base, of_ours, of_theirs) = (base.map(by_id), by_id(ours), by_id(theirs));
    let of_base = of_base.unwrap_or_default();
    let more = base.into_iter().flat_map(|base| base.iter());
    let all = ours.iter().chain(theirs.iter()).chain(more);
    let mut seen = BTreeSet::new();
    let note = |one: &Arc<T>| {
        let id = one.id();
        let was = of_base.get(id).copied();
        let sides = (of_ours.get(id).copied(), of_theirs.get(id).copied());
        let (side, change) = what_was_done(was, sides)?;
        Some((side, change, Arc::clone(one)))
    };
    all.filter(|one| seen.insert(one.id()))
        .filter_map(note)
        .collect()
}

fn what_was_done<T: PartialEq>(
    was: Option<&Arc<T>>,
    sides: (Option<&Arc<T>>, Option<&Arc<T>>),
) -> Option<(MergeSide, MergeChange)> {
    use MergeChange as C;
    use MergeSide::{Both, Ours, Theirs};
    let done = match (was, sides) {
        (None, (Some(_), None)) => (Ours, C::Added),
        (None, (None, Some(_))) => (Theirs, C::Added),
        (_, (Some(our), Some(their))) if our == their => {
            was.filter(|was| *was != our)?;
            (Both, C::Changed)
        }
        (Some(was), (Some(our), Some(_))) if was == our => (Theirs, C::Changed),
        (Some(was), (Some(_), Some(their))) if was == their => (Ours, C::Changed),
        (_, (Some(_), Some(_))) => (Both, C::Doubled),
        (Some(was), (Some(our), None)) if was == our => (Theirs, C::Removed),
        (Some(was), (None, Some(their))) if was == their => (Ours, C::Removed),
        (Some(_), (Some(_), None)) => (Theirs, C::Kept),
        (Some(_), (None, Some(_))) => (Ours, C::Kept),
        (Some(_), (None, None)) => (Both, C::Removed),
        (None, (None, None)) => return None,
    };
    Some(done)
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
        let (all, notes) = merged(Some(&base), &ours, &theirs);
        assert_eq!(words(&all), "b=2 a=3 d=2 d-2=3 e=1 f=1");
        let notes = notes.iter().map(|(side, change, step)| {
            format!("{} {} {}", side.as_str(), change.as_str(), step.id)
        });
        let expected = [
            "ours changed b",
            "theirs changed a",
            "both doubled d",
            "ours added e",
            "theirs added f",
            "both removed c",
        ];
        assert_eq!(notes.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn without_a_common_story_nothing_is_deleted() {
        let (ours, theirs) = (story(&[("a", "1")]), story(&[("a", "2"), ("b", "1")]));
        assert_eq!(words(&merged(None, &ours, &theirs).0), "a=1 a-2=2 b=1");
        let none = Story::default();
        assert_eq!(words(&merged(None, &none, &theirs).0), "a=2 b=1");
        assert_eq!(words(&merged(Some(&theirs), &none, &theirs).0), "");
    }
}
