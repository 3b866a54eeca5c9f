//! Which rows are selected. Actors and relations that the picture shows are selected in the
//! picture, and with claims and sources the relations that they are of; the rest is kept here:
//! hidden records, single claims, sources.

use std::collections::{HashMap, HashSet};

use crate::app::rows::{RecordKind, RecordRow, RowKey};
use crate::app::{Command, Target};
use crate::model::{ActorId, ClaimId, ReferenceId, RelationId};
use crate::ui::View;

/// The selected rows that are not selected in the picture.
#[derive(Default)]
pub(super) struct RowSelection {
    hidden_actors: HashSet<ActorId>,
    hidden_relations: HashSet<RelationId>,
    /// The claims, by relation; a selected relation without an entry has all its claims selected.
    claims: HashMap<RelationId, HashSet<ClaimId>>,
    sources: HashSet<ReferenceId>,
}

impl RowSelection {
    pub(super) fn contains(&self, row: &RecordRow, view: View) -> bool {
        let session = &view.state.open.session;
        let in_picture = |target: &Target| session.selection.contains(target);
        match row {
            RecordRow::Actor(actor) => {
                in_picture(&Target::Actor(actor.id.clone()))
                    || self.hidden_actors.contains(&actor.id)
            }
            RecordRow::Relation(relation) => {
                in_picture(&Target::Relation(relation.id.clone()))
                    || self.hidden_relations.contains(&relation.id)
            }
            RecordRow::Claim(relation, _) => {
                let is_its = in_picture(&Target::Relation(relation.id.clone()))
                    || self.hidden_relations.contains(&relation.id);
                let claims = self.claims.get(&relation.id);
                let claim = row.claim().map(|claim| claim.id);
                is_its
                    && claims
                        .is_none_or(|claims| claim.is_some_and(|claim| claims.contains(&claim)))
            }
            RecordRow::Source(reference) => match &session.reference {
                Some(shown) if !self.sources.contains(shown) => *shown == reference.id,
                _ => self.sources.contains(&reference.id),
            },
        }
    }

    /// The relations in the picture that cite the selected sources.
    fn citing(&self, view: View) -> Vec<Target> {
        let network = &view.state.open.derived.network;
        let relations = network.graph.edge_weights().filter(|relation| {
            let mut cited = relation
                .claims
                .iter()
                .filter_map(|claim| claim.reference.as_ref());
            cited.any(|reference| self.sources.contains(reference))
        });
        relations
            .map(|relation| Target::Relation(relation.id.clone()))
            .collect()
    }

    /// Selects exactly these rows. Of claims the relations are selected in the picture, of sources
    /// the relations that cite them.
    pub(super) fn set<'a>(
        &mut self,
        kind: RecordKind,
        rows: impl Iterator<Item = &'a RecordRow>,
        view: View,
    ) {
        *self = Self::default();
        let network = &view.state.open.derived.network;
        let mut targets = Vec::new();
        for row in rows {
            match row {
                RecordRow::Actor(actor) if network.node(&actor.id).is_none() => {
                    self.hidden_actors.insert(actor.id.clone());
                }
                RecordRow::Relation(relation) | RecordRow::Claim(relation, _)
                    if network.edge(&relation.id).is_none() =>
                {
                    self.hidden_relations.insert(relation.id.clone());
                }
                _ => targets.extend(row.target()),
            }
            match row.key() {
                RowKey::Claim(relation, claim) => {
                    self.claims.entry(relation).or_default().insert(claim);
                }
                RowKey::Source(id) => drop(self.sources.insert(id)),
                _ => {}
            }
        }
        if kind == RecordKind::Sources {
            view.send(Command::SelectTargets(self.citing(view)));
            let mut sources = self.sources.iter();
            let only = sources.next().filter(|_| sources.next().is_none());
            if let Some(only) = only {
                view.send(Command::InspectReference(Some(only.clone())));
            }
            return;
        }
        targets.dedup();
        view.send(Command::SelectTargets(targets));
    }
}
