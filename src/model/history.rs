//! Every state the document was in since it was opened.

use std::sync::Arc;

use super::{Document, Edit};

/// The document now, what it was before each edit, and what was undone.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Step>,
    present: Document,
    future: Vec<Step>,
    /// How many edits had been made when the document was last saved; nothing where that state is gone.
    saved_at: Option<usize>,
    revision: u64,
}

/// A document beside an edit, and the edit's name.
#[derive(Clone, Debug)]
struct Step {
    document: Document,
    label: Arc<str>,
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

    /// The history of a document that stands in no file yet.
    pub fn unsaved(document: Document) -> Self {
        Self {
            present: document,
            ..Self::default()
        }
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
        let document = std::mem::replace(&mut self.present, after);
        self.past.push(Step { document, label });
        self.future.clear();
        self.revision += 1;
    }

    /// Makes an edit that is no change of the user's: it is not undone and need not be saved.
    pub fn amend(&mut self, edit: &Edit) {
        if let Some(after) = edit.apply(&self.present) {
            self.present = after;
            self.revision += 1;
        }
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) {
        if let Some(step) = self.past.pop() {
            let document = std::mem::replace(&mut self.present, step.document);
            self.future.push(Step {
                document,
                label: step.label,
            });
            self.revision += 1;
        }
    }

    /// Makes the last edit that was taken back again.
    pub fn redo(&mut self) {
        if let Some(step) = self.future.pop() {
            let document = std::mem::replace(&mut self.present, step.document);
            self.past.push(Step {
                document,
                label: step.label,
            });
            self.revision += 1;
        }
    }

    /// Undoes or redoes until so many changes are made, or all there are.
    pub fn travel_to(&mut self, steps: usize) {
        while self.past.len() > steps {
            self.undo();
        }
        while self.past.len() < steps && !self.future.is_empty() {
            self.redo();
        }
    }

    /// What was changed, the earliest first.
    pub fn done(&self) -> impl Iterator<Item = &str> {
        self.past.iter().map(|step| &*step.label)
    }

    /// What was undone and can be made again, the next first.
    pub fn undone(&self) -> impl Iterator<Item = &str> {
        self.future.iter().rev().map(|step| &*step.label)
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| &*step.label)
    }

    /// What redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| &*step.label)
    }

    /// Whether the document differs from what was last saved.
    pub fn is_changed(&self) -> bool {
        self.saved_at != Some(self.past.len())
    }

    /// The document as it is now stands in the file.
    pub fn mark_saved(&mut self) {
        self.saved_at = Some(self.past.len());
    }

    /// No state there was stands in the file any more.
    pub fn mark_unsaved(&mut self) {
        self.saved_at = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Placement, Point};

    fn opened() -> History {
        History::new(Document {
            actors: [Actor::new("a")].into_iter().collect(),
            ..Document::default()
        })
    }

    fn move_to(x: f64) -> Edit {
        let placement = Placement {
            actor: "a".into(),
            point: Point { x, y: 0.0 },
            pinned: true,
        };
        Edit::move_actors(opened().document(), vec![placement])
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
    fn travelling_goes_to_any_change_and_stops_at_the_ends() {
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
}
