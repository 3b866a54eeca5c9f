//! Text notes: new ones, and hidden ones. A note that is hidden stays in the document.

use std::sync::Arc;

use crate::app::{Effect, NoteSketch, State};
use crate::model::AnnotationId;

impl State {
    /// Opens the form of a new text note about what is selected, if it is one thing.
    pub(in crate::app) fn sketch_note(&mut self) -> Option<Effect> {
        if !self.has_document() {
            return None;
        }
        let about = self.open.session.selected().cloned();
        self.note(Some(NoteSketch::New { about, at: None }))
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
