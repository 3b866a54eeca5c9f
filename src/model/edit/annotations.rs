//! Edits of text notes: adding, changing and deleting them.

use std::sync::Arc;

use super::{Edit, RecordChange};
use crate::model::{Annotation, AnnotationId, AnnotationTarget, Annotations, Document};

impl Edit {
    /// Adds a text note. Its id must be free.
    pub fn add_annotation(document: &Document, note: Annotation) -> Self {
        let label = format!("new text note “{}”", note.heading());
        let mut notes = document.annotations.to_vec();
        notes.push(Arc::new(note));
        Self::put_annotations(label, notes)
    }

    /// Changes a text note; does nothing if there is no such note. `what` is named in the label.
    pub fn change_annotation(
        document: &Document,
        id: &AnnotationId,
        what: &str,
        change: impl FnOnce(&mut Annotation),
    ) -> Self {
        let Some((number, note)) = document.annotation(id) else {
            return Self::new("change of a text note", Vec::new());
        };
        let label = format!("{what} of the text note “{}”", note.heading());
        let mut notes = document.annotations.to_vec();
        change(Arc::make_mut(&mut notes[number]));
        Self::put_annotations(label, notes)
    }

    /// Deletes a text note; does nothing if there is no such note.
    pub fn delete_annotation(document: &Document, id: &AnnotationId) -> Self {
        let Some((number, note)) = document.annotation(id) else {
            return Self::new("deletion of a text note", Vec::new());
        };
        let label = format!("deletion of the text note “{}”", note.heading());
        let mut notes = document.annotations.to_vec();
        notes.remove(number);
        Self::put_annotations(label, notes)
    }

    fn put_annotations(label: String, notes: Vec<Arc<Annotation>>) -> Self {
        Self::new(
            label,
            vec![RecordChange::Annotations(Annotations::from(notes))],
        )
    }
}

/// The notes where what they are about is deleted (`None`) or has another name; no change if all
/// stay as they are.
pub(super) fn retargeted(
    document: &Document,
    renamed: impl Fn(&AnnotationTarget) -> Option<AnnotationTarget>,
) -> Option<RecordChange> {
    let moved = |note: &Arc<Annotation>| {
        let Some(about) = &note.about else {
            return Some(Arc::clone(note));
        };
        let now = renamed(about)?;
        if now == *about {
            return Some(Arc::clone(note));
        }
        Some(Arc::new(Annotation {
            about: Some(now),
            ..Annotation::clone(note)
        }))
    };
    let notes: Annotations = document.annotations.iter().filter_map(moved).collect();
    (notes != document.annotations).then_some(RecordChange::Annotations(notes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, History, Point, Relation};

    fn note(id: &str, about: Option<AnnotationTarget>) -> Annotation {
        Annotation {
            id: id.into(),
            text: id.to_uppercase(),
            about,
            ..Annotation::default()
        }
    }

    fn ids(document: &Document) -> Vec<&str> {
        let notes = document.annotations.iter();
        notes.map(|note| note.id.as_str()).collect()
    }

    #[test]
    fn notes_are_added_changed_and_deleted_and_all_of_it_is_undone() {
        let mut history = History::new(Document::default());
        for id in ["a", "b"] {
            let edit = Edit::add_annotation(history.document(), note(id, None));
            history.commit(&edit);
        }
        let edit = Edit::change_annotation(history.document(), &"a".into(), "move", |note| {
            note.at = Point { x: 3.0, y: 4.0 };
        });
        assert_eq!(&**edit.label(), "move of the text note “A”");
        history.commit(&edit);
        assert!((history.document().annotations[0].at.x - 3.0).abs() < 1e-9);
        history.commit(&Edit::delete_annotation(history.document(), &"a".into()));
        assert_eq!(ids(history.document()), ["b"]);
        let gone = Edit::delete_annotation(history.document(), &"a".into());
        assert!(gone.apply(history.document()).is_none());
        for _ in 0..4 {
            history.undo();
        }
        assert_eq!(*history.document(), Document::default());
    }

    #[test]
    fn a_note_goes_with_its_actor_or_relation_and_moves_when_actors_are_merged() {
        let actor = |id: &str| Some(AnnotationTarget::Actor(id.into()));
        let tie = Some(AnnotationTarget::Relation("ab".into()));
        let document = Document {
            actors: ["a", "b", "c"].map(Actor::new).into_iter().collect(),
            relations: [Relation::new("ab", "a", "b")].into_iter().collect(),
            annotations: [
                note("free", None),
                note("of-a", actor("a")),
                note("of-b", actor("b")),
                note("of-ab", tie),
            ]
            .map(Arc::new)
            .into(),
            ..Document::default()
        };
        let after = Edit::delete_actors(&document, &["a".into()]).applied(&document);
        assert_eq!(ids(&after), ["free", "of-b"]);
        let after = Edit::delete_relations(&document, &["ab".into()]).applied(&document);
        assert_eq!(ids(&after), ["free", "of-a", "of-b"]);
        let after = Edit::merge_actors(&document, &"c".into(), &["a".into()]).applied(&document);
        assert_eq!(ids(&after).len(), 4);
        assert_eq!(after.annotations[1].about, actor("c"));
    }

    #[test]
    fn an_outline_loses_the_actors_that_are_deleted_and_takes_what_they_are_merged_into() {
        let about = |ids: &[&str]| AnnotationTarget::of_actors(ids.iter().map(|id| (*id).into()));
        let document = Document {
            actors: ["a", "b", "c", "d"].map(Actor::new).into_iter().collect(),
            annotations: [note("n", about(&["a", "b", "c"]))].map(Arc::new).into(),
            ..Document::default()
        };
        let without = |gone: &[&str]| {
            let gone: Vec<_> = gone.iter().map(|id| (*id).into()).collect();
            let after = Edit::delete_actors(&document, &gone).applied(&document);
            after.annotations.first().map(|note| note.about.clone())
        };
        assert_eq!(without(&["d"]), Some(about(&["a", "b", "c"])));
        assert_eq!(without(&["b"]), Some(about(&["a", "c"])));
        assert_eq!(without(&["a", "b"]), Some(about(&["c"])));
        assert_eq!(without(&["a", "b", "c"]), None);
        let merged = |into: &str, others: &[&str]| {
            let others: Vec<_> = others.iter().map(|id| (*id).into()).collect();
            let after = Edit::merge_actors(&document, &into.into(), &others).applied(&document);
            after.annotations[0].about.clone()
        };
        assert_eq!(merged("d", &["a"]), about(&["d", "b", "c"]));
        assert_eq!(merged("a", &["b"]), about(&["a", "c"]));
        assert_eq!(merged("a", &["b", "c"]), about(&["a"]));
    }
}
