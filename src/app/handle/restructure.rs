//! Commands on the selection: new actor, relation, reverse, merge, split, delete.

use crate::app::state::Dialog;
use crate::app::{Change, Effect, Sketch, State, Tab};
use crate::model::{ActorId, ReferenceId, RelationId};

impl State {
    pub(super) fn sketch(&mut self, sketch: Option<Sketch>) -> Option<Effect> {
        self.open.session.note_sketch = None;
        self.open.session.sketch = sketch;
        None
    }

    pub(in crate::app) fn sketch_actor(&mut self) -> Option<Effect> {
        if !self.has_document() {
            return None;
        }
        self.sketch(Some(Sketch::Actor { at: None }))
    }

    /// Starts a relation between the two selected actors.
    pub(in crate::app) fn relate(&mut self) -> Option<Effect> {
        let [source, target] = &self.selected_actors()[..] else {
            self.notify(
                "Select two actors first, with Ctrl+click, then press L to add a relation",
                false,
            );
            return None;
        };
        let (source, target) = (source.clone(), target.clone());
        if self.refuses_blocs(&[source.clone(), target.clone()]) {
            return None;
        }
        self.sketch(Some(Sketch::Relation { source, target }))
    }

    pub(in crate::app) fn reverse(&mut self) -> Option<Effect> {
        let relations = self.selected_relations();
        if relations.is_empty() {
            self.notify("Select a relation first, then press R to reverse it", false);
            return None;
        }
        self.change(&Change::Reverse(relations))
    }

    pub(in crate::app) fn ask_merge(&mut self) -> Option<Effect> {
        let actors = self.selected_actors();
        if actors.len() < 2 {
            self.notify("Select the actors to merge first, with Ctrl+click", false);
        } else if !self.refuses_blocs(&actors) {
            self.ask(Dialog::Merge(actors));
        }
        None
    }

    pub(in crate::app) fn ask_split(&mut self) -> Option<Effect> {
        let selected = self.selected_actors();
        if self.refuses_blocs(&selected) {
            return None;
        }
        match &selected[..] {
            [actor] => self.ask(Dialog::Split(actor.clone())),
            _ => self.notify("Select the actor to split first", false),
        }
        None
    }

    pub(in crate::app) fn delete_selected(&mut self) -> Option<Effect> {
        let actors = self.with_members(&self.selected_actors());
        let relations = self.selected_relations();
        if actors.is_empty() && relations.is_empty() {
            self.notify("Select what to delete first", false);
            return None;
        }
        self.delete(Change::Delete { actors, relations })
    }

    /// Deletes; asks first if more is deleted than was named.
    pub(super) fn delete(&mut self, change: Change) -> Option<Effect> {
        let edit = change.edit(self.document()).ok()?;
        if edit.removal_counts(self.document()).total() > change.named() {
            self.ask(Dialog::Delete(Box::new(change)));
            return None;
        }
        Some(self.commit(&edit))
    }

    /// Shows a reference, and opens the side panel for it.
    pub(super) fn inspect_reference(&mut self, reference: Option<ReferenceId>) -> Option<Effect> {
        if reference.is_some() {
            self.show_tab(Tab::DETAILS);
        }
        self.open.session.reference = reference;
        None
    }

    fn selected_actors(&self) -> Vec<ActorId> {
        self.open.session.selected_actors().cloned().collect()
    }

    fn selected_relations(&self) -> Vec<RelationId> {
        self.open.session.selected_relations().cloned().collect()
    }
}
