//! Every state the document was in since it was opened, as far as memory allows.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Document, Edit};

/// The estimated size at which a history drops its oldest steps.
pub const MAX_HISTORY_BYTES: usize = 512 * 1024 * 1024;

/// The document now, the documents before each edit, and those that were undone.
#[derive(Clone, Debug)]
pub struct History {
    past: VecDeque<HistoryStep>,
    present: Document,
    future: Vec<HistoryStep>,
    /// How many edits had been made when the document was last saved; `None` if that state can no
    /// longer be reached.
    saved_at: Option<usize>,
    revision: u64,
    max_bytes: usize,
    /// How many of the oldest steps were dropped.
    dropped: usize,
}

/// The document before or after an edit, and the label of the edit.
#[derive(Clone, Debug)]
struct HistoryStep {
    document: Document,
    label: Arc<str>,
    /// About how many bytes the document takes that the next document does not share.
    bytes: usize,
}

impl Default for History {
    fn default() -> Self {
        Self {
            past: VecDeque::new(),
            present: Document::default(),
            future: Vec::new(),
            saved_at: None,
            revision: 0,
            max_bytes: MAX_HISTORY_BYTES,
            dropped: 0,
        }
    }
}

impl History {
    /// The history of a document just opened.
    pub fn new(document: Document) -> Self {
        Self {
            present: document,
            saved_at: Some(0),
            ..Self::default()
        }
    }

    /// The history of a document that is not saved in any file yet.
    pub fn unsaved(document: Document) -> Self {
        Self {
            present: document,
            ..Self::default()
        }
    }

    /// The same history, whose steps take at most this many bytes.
    #[cfg(test)]
    fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self.drop_oldest();
        self
    }

    /// The document now.
    pub fn document(&self) -> &Document {
        &self.present
    }

    /// A number that changes whenever the document does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Makes an edit; one that changes nothing is not recorded.
    pub fn commit(&mut self, edit: &Edit) {
        let Some(after) = edit.apply(&self.present) else {
            return;
        };
        if self.saved_at.is_some_and(|saved| saved > self.past.len()) {
            self.saved_at = None;
        }
        let label = Arc::clone(edit.label());
        let bytes = edit.replaced_bytes(&self.present);
        let document = std::mem::replace(&mut self.present, after);
        self.past.push_back(HistoryStep {
            document,
            label,
            bytes,
        });
        self.future.clear();
        self.revision += 1;
        self.drop_oldest();
    }

    /// Makes an edit that the user did not ask for: it is not undone and need not be saved.
    pub fn amend(&mut self, edit: &Edit) {
        if let Some(after) = edit.apply(&self.present) {
            if let Some(step) = self.past.back_mut() {
                step.bytes += edit.replaced_bytes(&self.present);
            }
            self.present = after;
            self.revision += 1;
            self.drop_oldest();
        }
    }

    /// Drops the oldest steps while all steps together take too many bytes; the last change can
    /// always be undone.
    fn drop_oldest(&mut self) {
        let steps = self.past.iter().chain(&self.future);
        let mut bytes: usize = steps.map(|step| step.bytes).sum();
        while bytes > self.max_bytes && self.past.len() > 1 {
            let Some(oldest) = self.past.pop_front() else {
                return;
            };
            bytes -= oldest.bytes;
            self.dropped += 1;
            self.saved_at = self.saved_at.and_then(|saved| saved.checked_sub(1));
        }
    }

    /// Undoes the last edit.
    pub fn undo(&mut self) {
        if let Some(step) = self.past.pop_back() {
            let document = std::mem::replace(&mut self.present, step.document);
            self.future.push(HistoryStep { document, ..step });
            self.revision += 1;
        }
    }

    /// Redoes the edit that was undone last.
    pub fn redo(&mut self) {
        if let Some(step) = self.future.pop() {
            let document = std::mem::replace(&mut self.present, step.document);
            self.past.push_back(HistoryStep { document, ..step });
            self.revision += 1;
        }
    }

    /// Undoes or redoes until this many changes are applied, or all of them if there are fewer.
    pub fn travel_to(&mut self, steps: usize) {
        while self.past.len() > steps {
            self.undo();
        }
        while self.past.len() < steps && !self.future.is_empty() {
            self.redo();
        }
    }

    /// The names of the changes, the earliest first.
    pub fn done(&self) -> impl Iterator<Item = &str> {
        self.past.iter().map(|step| &*step.label)
    }

    /// The names of the changes that were undone and can be redone, the next first.
    pub fn undone(&self) -> impl Iterator<Item = &str> {
        self.future.iter().rev().map(|step| &*step.label)
    }

    /// How many of the oldest changes can no longer be undone, to save memory.
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// The name of the change that undo would undo.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.back().map(|step| &*step.label)
    }

    /// The name of the change that redo would redo.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| &*step.label)
    }

    /// Whether the document differs from what was last saved.
    pub fn is_changed(&self) -> bool {
        self.saved_at != Some(self.past.len())
    }

    /// The document as it is now was saved.
    pub fn mark_saved(&mut self) {
        self.saved_at = Some(self.past.len());
    }

    /// Notes that the file contains none of the states of the history.
    pub fn mark_unsaved(&mut self) {
        self.saved_at = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, ActorPosition, Point};

    fn opened() -> History {
        History::new(Document {
            actors: [Actor::new("a")].into_iter().collect(),
            ..Document::default()
        })
    }

    fn move_to(x: f64) -> Edit {
        let position = ActorPosition {
            actor: "a".into(),
            point: Point { x, y: 0.0 },
            pinned: true,
        };
        Edit::move_actors(opened().document(), vec![position])
    }

    #[test]
    fn undo_after_edits_gives_the_document_that_was_opened() {
        let mut history = opened();
        let before = history.document().clone();
        history.commit(&move_to(1.0));
        history.commit(&move_to(2.0));
        history.undo();
        history.undo();
        assert_eq!(history.document(), &before);
        assert!(!history.is_changed());
        history.redo();
        assert_eq!(history.undo_label(), Some("move of a"));
        assert!(history.is_changed());
    }

    #[test]
    fn travel_reaches_any_change_and_stops_at_the_ends() {
        let mut history = opened();
        for x in [1.0, 2.0, 3.0] {
            history.commit(&move_to(x));
        }
        let after_all = history.document().clone();
        history.travel_to(1);
        assert_eq!((history.done().count(), history.undone().count()), (1, 2));
        history.travel_to(9);
        assert_eq!(history.document(), &after_all);
    }

    #[test]
    fn an_edit_that_changes_nothing_is_not_recorded() {
        let mut history = opened();
        history.commit(&move_to(1.0));
        history.commit(&move_to(1.0));
        history.undo();
        assert_eq!(history.undo_label(), None);
    }

    #[test]
    fn a_saved_state_that_undo_and_a_new_edit_removed_never_comes_back() {
        let mut history = opened();
        history.commit(&move_to(1.0));
        history.mark_saved();
        history.undo();
        history.commit(&move_to(2.0));
        assert!(history.is_changed());
    }

    #[test]
    fn the_oldest_steps_are_dropped_above_the_memory_limit_and_the_last_one_stays() {
        let note = |text: &str| {
            let text = Some(text.to_owned());
            Edit::change_actors(opened().document(), &["a".into()], "note", move |actor| {
                actor.note.clone_from(&text);
            })
        };
        let long = "x".repeat(100_000);
        let mut history = opened().with_max_bytes(350_000);
        for letter in ["b", "c", "d", "e", "f", "g"] {
            history.commit(&note(&format!("{letter}{long}")));
        }
        assert_eq!((history.done().count(), history.dropped()), (3, 3));
        assert!(history.is_changed());
        history.travel_to(0);
        let oldest = history.document().actors.get(&"a".into()).unwrap();
        assert!(oldest.note.as_ref().unwrap().starts_with('d'));
        assert!(history.is_changed(), "the saved state was dropped");
        history.travel_to(3);
        history.mark_saved();
        let mut history = history.with_max_bytes(1);
        assert_eq!((history.done().count(), history.dropped()), (1, 5));
        assert!(
            !history.is_changed(),
            "the saved state is still the one now"
        );
        history.undo();
        assert!(history.is_changed());
        let oldest = history.document().actors.get(&"a".into()).unwrap();
        assert!(oldest.note.as_ref().unwrap().starts_with('f'));
    }

    #[test]
    fn small_steps_are_small() {
        let mut history = opened().with_max_bytes(1_000_000);
        for x in 0..100 {
            history.commit(&move_to(f64::from(x)));
        }
        assert_eq!((history.done().count(), history.dropped()), (100, 0));
    }
}
