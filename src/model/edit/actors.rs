//! Edits of actors: add, change, delete, merge, split.

use std::collections::BTreeSet;
use std::sync::Arc;

use ahash::HashSet;

use super::annotations::retargeted;
use super::{Edit, RecordChange, actors_in_words, one_or_many};
use crate::model::{Actor, ActorId, AnnotationTarget, Claimant, Document, Relation, RelationId};

impl Edit {
    /// Replaces actors; those with a new id are added at the end. A placeholder that is replaced
    /// becomes a declared actor.
    pub fn put_actors(document: &Document, actors: Vec<Actor>) -> Self {
        let is_new = |actor: &Actor| !document.actors.contains(&actor.id);
        let verb = if !actors.is_empty() && actors.iter().all(is_new) {
            "addition"
        } else {
            "change"
        };
        let names = one_or_many(&actors, |actor| actor.name().to_owned(), "actor");
        let declared = actors.into_iter().map(|actor| Actor {
            is_placeholder: false,
            ..actor
        });
        let changes = declared.map(|actor| RecordChange::PutActor(Arc::new(actor)));
        Self::new(format!("{verb} of {names}"), changes.collect())
    }

    /// Deletes actors and their relations, and removes them from the members of others. Where one
    /// was a claimant, its name stays as words. O(actors + relations).
    pub fn delete_actors(document: &Document, actors: &[ActorId]) -> Self {
        let gone: HashSet<&ActorId> = actors.iter().collect();
        let label = format!("deletion of {}", actors_in_words(document, actors));
        let mut changes: Vec<_> = actors
            .iter()
            .cloned()
            .map(RecordChange::RemoveActor)
            .collect();
        for actor in document.actors.iter() {
            if !gone.contains(&actor.id) && actor.members.iter().any(|id| gone.contains(id)) {
                let mut actor = Actor::clone(actor);
                actor.members.retain(|id| !gone.contains(id));
                changes.push(RecordChange::PutActor(Arc::new(actor)));
            }
        }
        let mut removals = Vec::new();
        for relation in document.relations.iter() {
            if gone.contains(&relation.source) || gone.contains(&relation.target) {
                removals.push(RecordChange::RemoveRelation(relation.id.clone()));
            } else {
                changes.extend(with_claimants(relation, |id| {
                    gone.contains(id)
                        .then(|| Claimant::Words(document.actor_name(id).to_owned()))
                }));
            }
        }
        changes.extend(retargeted(document, |about| {
            let relation = |id| document.relations.get(id);
            let is_gone = match about {
                AnnotationTarget::Actor(id) => gone.contains(id),
                AnnotationTarget::Actors(ids) => {
                    let left = ids.iter().filter(|id| !gone.contains(id));
                    return AnnotationTarget::of_actors(left.cloned());
                }
                AnnotationTarget::Relation(id) => relation(id).is_some_and(|relation| {
                    gone.contains(&relation.source) || gone.contains(&relation.target)
                }),
            };
            (!is_gone).then(|| about.clone())
        }));
        changes.extend(removals);
        Self::new(label, changes)
    }

    /// Merges actors: relations, memberships and claims move to `into`, names become its aliases,
    /// and its empty fields take the values of the others. O(actors + relations).
    pub fn merge_actors(document: &Document, into: &ActorId, others: &[ActorId]) -> Self {
        let gone: BTreeSet<&ActorId> = others.iter().filter(|id| *id != into).collect();
        let names: Vec<_> = gone.iter().copied().collect();
        let label = format!(
            "merge of {} into {}",
            actors_in_words(document, &names),
            document.actor_name(into)
        );
        let Some(kept) = document.actors.get(into) else {
            return Self::new(label, Vec::new());
        };
        let others = gone.iter().filter_map(|id| document.actors.get(id));
        let mut merged = others.fold(Actor::clone(kept), |kept, other| absorbed(kept, other));
        merged.members.retain(|id| !gone.contains(id) && id != into);
        let mut changes: Vec<_> = gone
            .iter()
            .map(|id| RecordChange::RemoveActor((*id).clone()))
            .collect();
        changes.push(RecordChange::PutActor(Arc::new(merged)));
        let renamed = |id: &ActorId| gone.contains(id).then(|| into.clone());
        for actor in document.actors.iter() {
            let is_other = actor.id != *into && !gone.contains(&actor.id);
            if is_other && actor.members.iter().any(|id| gone.contains(id)) {
                let mut actor = Actor::clone(actor);
                let mut seen = BTreeSet::new();
                actor.members = std::mem::take(&mut actor.members)
                    .into_iter()
                    .map(|id| renamed(&id).unwrap_or(id))
                    .filter(|id| seen.insert(id.clone()))
                    .collect();
                changes.push(RecordChange::PutActor(Arc::new(actor)));
            }
        }
        for relation in document.relations.iter() {
            changes.extend(with_ends_and_claimants(relation, renamed));
        }
        changes.extend(retargeted(document, |about| {
            let moved = match about {
                AnnotationTarget::Actor(id) => renamed(id).map(AnnotationTarget::Actor),
                AnnotationTarget::Actors(ids) => {
                    let now = ids
                        .iter()
                        .map(|id| renamed(id).unwrap_or_else(|| id.clone()));
                    AnnotationTarget::of_actors(now)
                }
                AnnotationTarget::Relation(_) => None,
            };
            Some(moved.unwrap_or_else(|| about.clone()))
        }));
        Self::new(label, changes)
    }

    /// Splits an actor: some of its relations move to a new actor.
    pub fn split_actor(
        document: &Document,
        actor: &ActorId,
        new: Actor,
        relations: &BTreeSet<RelationId>,
    ) -> Self {
        let label = format!(
            "split of {} from {}",
            new.name(),
            document.actor_name(actor)
        );
        let moved = relations.iter().filter_map(|id| document.relations.get(id));
        let moved = moved.map(|relation| {
            let end = |id: &ActorId| {
                if id == actor {
                    new.id.clone()
                } else {
                    id.clone()
                }
            };
            RecordChange::PutRelation(Arc::new(Relation {
                source: end(&relation.source),
                target: end(&relation.target),
                ..Relation::clone(relation)
            }))
        });
        let moved: Vec<_> = moved.collect();
        let changes = [RecordChange::PutActor(Arc::new(new))]
            .into_iter()
            .chain(moved);
        Self::new(label, changes.collect())
    }
}

/// One actor with the fields of both; if they differ, those of the first.
fn absorbed(kept: Actor, other: &Actor) -> Actor {
    let names = [other.name().to_owned()]
        .into_iter()
        .chain(other.aliases.clone());
    let mut aliases = kept.aliases.clone();
    for name in names {
        if name != kept.name() && !aliases.contains(&name) {
            aliases.push(name);
        }
    }
    let mut members = kept.members.clone();
    for member in &other.members {
        if !members.contains(member) {
            members.push(member.clone());
        }
    }
    let note = match (&kept.note, &other.note) {
        (Some(kept), Some(other)) if kept != other => Some(format!("{kept}\n{other}")),
        (kept, other) => kept.clone().or_else(|| other.clone()),
    };
    Actor {
        aliases,
        members,
        note,
        kind: kept.kind.or(other.kind),
        color: kept.color.or(other.color),
        picture: kept.picture.clone().or_else(|| other.picture.clone()),
        wikidata: kept.wikidata.clone().or_else(|| other.wikidata.clone()),
        is_placeholder: kept.is_placeholder && other.is_placeholder,
        fields: kept.fields.absorbed(&other.fields),
        ..kept
    }
}

/// The relation with its claimants replaced; `None` if none changes.
fn with_claimants(
    relation: &Arc<Relation>,
    replaced: impl Fn(&ActorId) -> Option<Claimant>,
) -> Option<RecordChange> {
    let replaced = |claimant: &Claimant| match claimant {
        Claimant::Actor(id) => replaced(id),
        Claimant::Words(_) => None,
    };
    let claimants: Vec<Option<Claimant>> = relation
        .claims
        .iter()
        .map(|claim| claim.claimant.as_ref().and_then(replaced))
        .collect();
    if claimants.iter().all(Option::is_none) {
        return None;
    }
    let mut relation = Relation::clone(relation);
    for (claim, claimant) in relation.claims.iter_mut().zip(claimants) {
        claim.claimant = claimant.or(claim.claimant.take());
    }
    Some(RecordChange::PutRelation(Arc::new(relation)))
}

/// The relation with its ends and claimants replaced; `None` if none changes.
fn with_ends_and_claimants(
    relation: &Arc<Relation>,
    renamed: impl Fn(&ActorId) -> Option<ActorId>,
) -> Option<RecordChange> {
    let ends = (renamed(&relation.source), renamed(&relation.target));
    let claimants = with_claimants(relation, |id| renamed(id).map(Claimant::Actor));
    let relation = match (claimants, &ends) {
        (None, (None, None)) => return None,
        (Some(RecordChange::PutRelation(changed)), _) => changed,
        _ => Arc::clone(relation),
    };
    let (source, target) = ends;
    Some(RecordChange::PutRelation(Arc::new(Relation {
        source: source.unwrap_or_else(|| relation.source.clone()),
        target: target.unwrap_or_else(|| relation.target.clone()),
        ..Relation::clone(&relation)
    })))
}
