//! The text notes of the picture, kept until the document, the network or the hidden notes change.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::graph::Network;
use crate::model::{AnnotationId, Annotations, Document};
use crate::scene::SceneNotes;

/// The text notes of the picture, and what they were made from.
#[derive(Clone, Debug, Default)]
pub(super) struct DrawnNotes {
    made_from: Option<(Arc<Network>, Annotations, Arc<BTreeSet<AnnotationId>>)>,
    pub(super) notes: SceneNotes,
}

impl DrawnNotes {
    /// Takes the notes of the document that are not hidden. O(notes) if something has changed.
    pub(super) fn follow(
        &mut self,
        document: &Document,
        drawn: &Arc<Network>,
        hidden: &Arc<BTreeSet<AnnotationId>>,
    ) {
        let made_from = self.made_from.as_ref();
        let is_current = made_from.is_some_and(|(network, notes, without)| {
            Arc::ptr_eq(network, drawn)
                && Arc::ptr_eq(notes, &document.annotations)
                && Arc::ptr_eq(without, hidden)
        });
        if is_current {
            return;
        }
        let notes = Arc::clone(&document.annotations);
        *self = Self {
            made_from: Some((Arc::clone(drawn), notes, Arc::clone(hidden))),
            notes: SceneNotes::new(document, drawn, hidden),
        };
    }
}
