//! Records of one id that are not the same, and relations that two coders coded differently: one of
//! them gets another id before the files are merged. Merges nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::codings;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationTarget, Bloc, Claimant, Document, Reference, ReferenceId,
    Relation, RelationId, StoryCamera, StoryStep,
};
use crate::words::folded;

/// New ids of records of one document.
#[derive(Default)]
pub(super) struct NewIds {
    pub(super) actors: BTreeMap<ActorId, ActorId>,
    pub(super) references: BTreeMap<ReferenceId, ReferenceId>,
    pub(super) relations: BTreeMap<RelationId, RelationId>,
}

impl NewIds {
    /// The ids that records of their side need: those that the base does not have, that ours has as
    /// well, and that are about something else there. Without a base, actors and sources of one id
    /// are the same, because both files may come from one.
    pub(super) fn of(base: Option<&Document>, ours: &Document, theirs: &Document) -> Self {
        let mut new = Self::default();
        let mut taken = Taken::of(ours, theirs);
        if let Some(base) = base {
            for actor in theirs.actors.iter() {
                let other = ours.actors.get(&actor.id);
                if other.is_some_and(|other| !is_same_actor(other, actor))
                    && !base.actors.contains(&actor.id)
                {
                    let id = taken.actor(actor.id.as_str());
                    new.actors.insert(actor.id.clone(), id);
                }
            }
            for reference in theirs.references.iter() {
                let other = ours.references.get(&reference.id);
                if other.is_some_and(|other| !is_same_work(other, reference))
                    && !base.references.contains(&reference.id)
                {
                    let id = taken.reference(reference.id.as_str());
                    new.references.insert(reference.id.clone(), id);
                }
            }
        }
        for relation in theirs.relations.iter() {
            let other = ours.relations.get(&relation.id);
            let is_known = base.is_some_and(|base| base.relations.contains(&relation.id));
            let has_same_ends = other.is_none_or(|other| new.has_same_ends(other, relation));
            let are_two = has_same_ends && codings::are_two(base, ours, relation, theirs);
            if are_two || !has_same_ends && !is_known {
                let id = taken.relation(relation.id.as_str());
                new.relations.insert(relation.id.clone(), id);
            }
        }
        new
    }

    /// The base without the relations of which each side has a coding of its own: both are new.
    pub(super) fn without_two(&self, base: &Document) -> Document {
        let mut left = base.clone();
        for id in self.relations.keys() {
            left.relations.remove(id);
        }
        left
    }

    fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.references.is_empty() && self.relations.is_empty()
    }

    fn actor(&self, id: &ActorId) -> ActorId {
        self.actors.get(id).unwrap_or(id).clone()
    }

    /// Whether a relation of ours is between the same actors as one of theirs.
    fn has_same_ends(&self, ours: &Relation, theirs: &Relation) -> bool {
        let (source, target) = (self.actor(&theirs.source), self.actor(&theirs.target));
        (ours.source == source && ours.target == target)
            || (ours.source == target && ours.target == source)
    }

    /// The document with the new ids, wherever they are named.
    pub(super) fn applied(&self, document: &Document) -> Document {
        if self.is_empty() {
            return document.clone();
        }
        let actors = document.actors.iter().map(|actor| self.of_actor(actor));
        let references =
            document
                .references
                .iter()
                .map(|reference| match self.references.get(&reference.id) {
                    Some(id) => Arc::new(Reference {
                        id: id.clone(),
                        ..Reference::clone(reference)
                    }),
                    None => Arc::clone(reference),
                });
        let relations = document.relations.iter();
        let relations = relations.map(|relation| self.of_relation(relation));
        let mut meta = document.meta.clone();
        for relation in &mut meta.set_aside {
            *relation = self.with_new_ids(relation);
        }
        Document {
            meta,
            actors: actors.collect(),
            references: references.collect(),
            relations: relations.collect(),
            story: document
                .story
                .iter()
                .map(|step| self.of_step(step))
                .collect(),
            annotations: document
                .annotations
                .iter()
                .map(|note| self.of_annotation(note))
                .collect(),
            fields: document.fields.clone(),
        }
    }

    /// A text note that names what it is about by its new id.
    fn of_annotation(&self, note: &Arc<Annotation>) -> Arc<Annotation> {
        let about = note.about.as_ref().map(|about| match about {
            AnnotationTarget::Actor(id) => AnnotationTarget::Actor(self.actor(id)),
            AnnotationTarget::Actors(ids) => {
                AnnotationTarget::Actors(ids.iter().map(|id| self.actor(id)).collect())
            }
            AnnotationTarget::Relation(id) => {
                let new = self.relations.get(id).unwrap_or(id);
                AnnotationTarget::Relation(new.clone())
            }
        });
        Arc::new(Annotation {
            about,
            ..Annotation::clone(note)
        })
    }

    /// A step that names actors, relations and references by their new ids.
    fn of_step(&self, step: &Arc<StoryStep>) -> Arc<StoryStep> {
        let mut changed = StoryStep::clone(step);
        let view = &mut changed.view;
        let filter = &mut view.filter;
        let camera = match &mut view.camera {
            StoryCamera::Around(actors) => Some(actors),
            StoryCamera::Whole | StoryCamera::Area { .. } => None,
        };
        let lists = [
            &mut view.actors,
            &mut filter.hidden_actors,
            &mut filter.among,
        ];
        for id in lists.into_iter().chain(camera).flatten() {
            *id = self.actor(id);
        }
        let mut blocs: Vec<&mut Bloc> = view.blocs.blocs.iter_mut().collect();
        while let Some(bloc) = blocs.pop() {
            for id in &mut bloc.members {
                *id = self.actor(id);
            }
            blocs.extend(&mut bloc.blocs);
        }
        let counted_from = filter.simplify.iter_mut().flat_map(|rule| &mut rule.actors);
        for id in filter.focus.iter_mut().chain(counted_from) {
            *id = self.actor(id);
        }
        let relations = view
            .relations
            .iter_mut()
            .chain(&mut filter.hidden_relations);
        for id in relations {
            if let Some(new) = self.relations.get(id) {
                *id = new.clone();
            }
        }
        for id in &mut filter.hidden_references {
            if let Some(new) = self.references.get(id) {
                *id = new.clone();
            }
        }
        Arc::new(changed)
    }

    fn of_actor(&self, actor: &Arc<Actor>) -> Arc<Actor> {
        let names_new = actor.members.iter().any(|id| self.actors.contains_key(id));
        if !names_new && !self.actors.contains_key(&actor.id) {
            return Arc::clone(actor);
        }
        Arc::new(Actor {
            id: self.actor(&actor.id),
            members: actor.members.iter().map(|id| self.actor(id)).collect(),
            ..Actor::clone(actor)
        })
    }

    fn of_relation(&self, relation: &Arc<Relation>) -> Arc<Relation> {
        let changed = self.with_new_ids(relation);
        if changed == **relation {
            Arc::clone(relation)
        } else {
            Arc::new(changed)
        }
    }

    fn with_new_ids(&self, relation: &Relation) -> Relation {
        let mut changed = relation.clone();
        changed.source = self.actor(&relation.source);
        changed.target = self.actor(&relation.target);
        if let Some(id) = self.relations.get(&relation.id) {
            changed.id = id.clone();
        }
        for claim in &mut changed.claims {
            let reference = claim.reference.as_ref();
            if let Some(id) = reference.and_then(|id| self.references.get(id)) {
                claim.reference = Some(id.clone());
            }
            if let Some(Claimant::Actor(id)) = &claim.claimant {
                claim.claimant = Some(Claimant::Actor(self.actor(id)));
            }
        }
        changed
    }
}

/// Both documents with all new ids so far, so that these are new.
struct Taken {
    both: Document,
}

impl Taken {
    fn of(ours: &Document, theirs: &Document) -> Self {
        let mut both = ours.clone();
        for actor in theirs.actors.iter() {
            both.actors.put(Arc::clone(actor));
        }
        for reference in theirs.references.iter() {
            both.references.put(Arc::clone(reference));
        }
        for relation in theirs.relations.iter() {
            both.relations.put(Arc::clone(relation));
        }
        Self { both }
    }

    fn actor(&mut self, words: &str) -> ActorId {
        let id = self.both.fresh_actor_id(words);
        self.both.actors.put(Actor::new(id.clone()));
        id
    }

    fn reference(&mut self, words: &str) -> ReferenceId {
        let id = self.both.fresh_reference_id(words);
        self.both.references.put(Reference::new(id.clone()));
        id
    }

    fn relation(&mut self, words: &str) -> RelationId {
        let id = self.both.fresh_relation_id_like(words);
        let relation = Relation::new(id.clone(), "", "");
        self.both.relations.put(relation);
        id
    }
}

/// Whether two actors of one id, which both sides added, are the same: by a name or a Wikidata
/// item.
fn is_same_actor(one: &Actor, two: &Actor) -> bool {
    let names = |actor: &Actor| -> Vec<String> {
        let names = actor.aliases.iter().map(|alias| folded(alias));
        names.chain([folded(actor.name())]).collect()
    };
    let (first, second) = (names(one), names(two));
    one.wikidata.is_some() && one.wikidata == two.wikidata
        || first.iter().any(|name| second.contains(name))
}

/// Whether two sources of one id, which both sides added, are the same work: by title or address.
fn is_same_work(one: &Reference, two: &Reference) -> bool {
    one.link().is_some() && one.link() == two.link()
        || folded(one.title()) == folded(two.title())
        || one.title.is_none()
        || two.title.is_none()
}
