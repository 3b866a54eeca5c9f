//! Text notes: new ones, and hidden ones. A note that is hidden stays in the document.

use std::sync::Arc;

use crate::app::{Effect, NoteSketch, State, Target};
use crate::limits::OUTLINED_ACTORS;
use crate::model::{AnnotationId, AnnotationTarget};

impl State {
    /// Opens the form of a new text note about what is selected: one thing, or several actors.
    pub(in crate::app) fn sketch_note(&mut self) -> Option<Effect> {
        if !self.has_document() {
            return None;
        }
        let about = self.selected_for_note();
        self.note(Some(NoteSketch::New { about, at: None }))
    }

    /// What a note about the selection is about: one thing, or several actors that are not too many
    /// for an outline.
    pub fn selected_for_note(&self) -> Option<AnnotationTarget> {
        let session = &self.open.session;
        if let Some(Target::Relation(id)) = session.selected() {
            return Some(AnnotationTarget::Relation(id.clone()));
        }
        if session.selected_relations().next().is_some() {
            return None;
        }
        let actors = session.selected_actors();
        let actors = actors.filter(|id| self.document().actors.contains(id));
        let actors: Vec<_> = actors.take(OUTLINED_ACTORS.count() + 1).cloned().collect();
        if actors.len() > OUTLINED_ACTORS.count() {
            return None;
        }
        AnnotationTarget::of_actors(actors)
    }

    pub(super) fn note(&mut self, sketch: Option<NoteSketch>) -> Option<Effect> {
        let session = &mut self.open.session;
        session.sketch = None;
        session.card = None;
        session.note_sketch = sketch;
        None
    }

    pub(super) fn hide_annotation(&mut self, id: AnnotationId) -> Option<Effect> {
        Arc::make_mut(&mut self.open.session.hidden_annotations).insert(id);
        None
    }
}
