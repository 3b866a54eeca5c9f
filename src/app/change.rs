//! Changes of the document as they are asked for: by id, field and value. [`Change::edit`] makes
//! the edit from the document as it is when the change is applied, so that of two changes asked for
//! in one frame both count.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::field::{self, Field, FieldValue};
use super::rows::PastedRows;
use super::session::Target;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationTarget, Claim, ClaimId, Coder, Document,
    Edit, NewClaim, Point, Quote, Reference, ReferenceId, Relation, RelationId, StepId, StoryStep,
    StoryView,
};
use crate::words::counted;

/// A change of the document that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Set a field.
    Set(Field, FieldValue),
    /// Set several fields in one edit.
    SetSeveral(Vec<(Field, FieldValue)>),
    /// Add and change the records of rows that were pasted into a table.
    Paste(PastedRows),
    /// Add an actor, and select it.
    AddActor(Actor),
    /// Add a relation, and select it.
    AddRelation(Relation),
    /// Add an actor and a relation that it is an end of, and select the relation.
    AddActorAndRelation(Actor, Relation),
    /// Add references.
    AddReferences(Vec<Reference>),
    /// Add a claim to a relation.
    AddClaim(RelationId, Claim),
    /// Add a claim, and its relation and actors if they are new; select the relation.
    MakeClaim(Box<NewClaim>),
    /// Add a reference and cite it in a claim.
    CiteNew {
        /// The relation of the claim.
        relation: RelationId,
        /// The claim.
        claim: ClaimId,
        /// The reference.
        reference: Box<Reference>,
    },
    /// Replace the words that a claim quotes, and where they are.
    Requote {
        /// The relation of the claim.
        relation: RelationId,
        /// The claim.
        claim: ClaimId,
        /// The words.
        quote: Quote,
        /// Where in the reference.
        locator: String,
    },
    /// Delete a claim; the relation stays.
    DeleteClaim(RelationId, ClaimId),
    /// Make an actor a member of another.
    AddMember {
        /// The organization.
        of: ActorId,
        /// The member.
        member: ActorId,
    },
    /// Remove an actor from the members of another.
    RemoveMember {
        /// The organization.
        of: ActorId,
        /// The member.
        member: ActorId,
    },
    /// Make the source of each relation its target.
    Reverse(Vec<RelationId>),
    /// Merge actors into one, and select it.
    Merge {
        /// The actor that stays.
        into: ActorId,
        /// The actors that become part of it.
        others: Vec<ActorId>,
    },
    /// Move some relations of an actor to a new one, and select that.
    Split {
        /// The actor.
        actor: ActorId,
        /// The new actor.
        new: Box<Actor>,
        /// The relations that it gets.
        relations: BTreeSet<RelationId>,
    },
    /// Delete actors and relations.
    Delete {
        /// The actors.
        actors: Vec<ActorId>,
        /// The relations.
        relations: Vec<RelationId>,
    },
    /// Add a step at the end of the story.
    AddStep(Box<StoryStep>),
    /// Replace what a step shows.
    UpdateStep(StepId, Box<StoryView>),
    /// Move a step to this number, from 0.
    MoveStep(StepId, usize),
    /// Delete a step.
    DeleteStep(StepId),
    /// Add a text note.
    AddAnnotation(Box<Annotation>),
    /// Replace the text of a note.
    SetAnnotationText(AnnotationId, String),
    /// Move a text note: its middle from what it is about, or in the layout.
    MoveAnnotation(AnnotationId, Point),
    /// What a text note is about, which stays where it is in the layout: its new place is measured
    /// from that.
    SetAnnotationTarget(AnnotationId, AnnotationTarget, Point),
    /// Delete a text note.
    DeleteAnnotation(AnnotationId),
    /// Delete references and the claims that cite them.
    DeleteReferences(Vec<ReferenceId>),
}

impl Change {
    /// The edit of this document.
    ///
    /// # Errors
    /// Says in words why the change cannot be made.
    pub fn edit(&self, document: &Document) -> Result<Edit, String> {
        self.made(document).map(|(edit, _)| edit)
    }

    /// The same change, whose new claims have this coder if they have none.
    pub(super) fn coded_by(&self, coder: Option<Coder>) -> Cow<'_, Self> {
        let Some(coder) = coder else {
            return Cow::Borrowed(self);
        };
        let mut coded = Cow::Borrowed(self);
        match self {
            Self::AddClaim(relation, claim) if claim.coder.is_none() => {
                let claim = Claim {
                    coder: Some(Box::new(coder)),
                    ..claim.clone()
                };
                coded = Cow::Owned(Self::AddClaim(relation.clone(), claim));
            }
            Self::MakeClaim(new) if new.claim.coder.is_none() => {
                let mut new = new.clone();
                new.claim.coder = Some(Box::new(coder));
                coded = Cow::Owned(Self::MakeClaim(new));
            }
            _ => {}
        }
        coded
    }

    /// How many records the change names for deletion; more may be deleted with them.
    pub(super) fn named(&self) -> usize {
        match self {
            Self::Delete { actors, relations } => actors.len() + relations.len(),
            Self::DeleteReferences(references) => references.len(),
            Self::DeleteClaim(..) => 1,
            _ => 0,
        }
    }

    /// The edit of this document, and what is selected after it.
    pub(super) fn made(&self, document: &Document) -> Result<(Edit, Option<Target>), String> {
        Ok(match self {
            Self::Set(field, value) => (field.edit(document, value)?, None),
            Self::Paste(rows) => {
                let edit = rows.summary(document).edit;
                (edit.ok_or("the pasted rows change nothing")?, None)
            }
            Self::SetSeveral(values) => (field::set_several(document, values)?, None),
            Self::AddActor(actor) => add_actor(document, actor),
            Self::AddRelation(relation) => add_relation(document, relation),
            Self::AddActorAndRelation(actor, relation) => {
                add_actor_and_relation(document, actor, relation)
            }
            Self::AddReferences(references) => (add_references(document, references), None),
            Self::AddClaim(relation, claim) => {
                (Edit::add_claim(document, relation, claim.clone()), None)
            }
            Self::MakeClaim(new) => {
                let (edit, relation) = Edit::make_claim(document, NewClaim::clone(new));
                (edit, Some(Target::Relation(relation)))
            }
            Self::CiteNew {
                relation,
                claim,
                reference,
            } => (cite_new(document, relation, *claim, reference), None),
            Self::Requote {
                relation,
                claim,
                quote,
                locator,
            } => (requote(document, relation, *claim, quote, locator), None),
            Self::DeleteClaim(relation, claim) => {
                (Edit::delete_claim(document, relation, *claim), None)
            }
            Self::AddMember { of, member } => (add_member(document, of, member), None),
            Self::RemoveMember { of, member } => (remove_member(document, of, member), None),
            Self::Reverse(relations) => (Edit::reverse_relations(document, relations), None),
            Self::Merge { into, others } => (
                Edit::merge_actors(document, into, others),
                Some(Target::Actor(into.clone())),
            ),
            Self::Split {
                actor,
                new,
                relations,
            } => split(document, actor, new, relations),
            Self::Delete { actors, relations } => (delete(document, actors, relations), None),
            Self::AddStep(step) => (add_step(document, step), None),
            Self::UpdateStep(step, view) => (update_step(document, step, view), None),
            Self::MoveStep(step, to) => (Edit::move_step(document, step, *to), None),
            Self::DeleteStep(step) => (Edit::delete_step(document, step), None),
            Self::AddAnnotation(note) => (add_annotation(document, note), None),
            Self::SetAnnotationText(id, text) => (set_annotation_text(document, id, text), None),
            Self::MoveAnnotation(id, at) => {
                let edit = Edit::change_annotation(document, id, "move", |note| note.at = *at);
                (edit, None)
            }
            Self::SetAnnotationTarget(id, about, at) => {
                let edit = Edit::change_annotation(document, id, "new subject", |note| {
                    (note.about, note.at) = (Some(about.clone()), *at);
                });
                (edit, None)
            }
            Self::DeleteAnnotation(id) => (Edit::delete_annotation(document, id), None),
            Self::DeleteReferences(references) => {
                (Edit::delete_references(document, references), None)
            }
        })
    }
}

fn add_actor(document: &Document, actor: &Actor) -> (Edit, Option<Target>) {
    let actor = with_free_id(document, actor.clone());
    let target = Target::Actor(actor.id.clone());
    (Edit::put_actors(document, vec![actor]), Some(target))
}

fn add_relation(document: &Document, relation: &Relation) -> (Edit, Option<Target>) {
    let relation = with_free_relation_id(document, relation.clone());
    let target = Target::Relation(relation.id.clone());
    (Edit::put_relations(document, vec![relation]), Some(target))
}

/// The actor with an id that no actor of the document has: another one may have been added in the
/// same frame.
fn with_free_id(document: &Document, actor: Actor) -> Actor {
    if document.actors.contains(&actor.id) {
        let id = document.fresh_actor_id(actor.id.as_str());
        return Actor { id, ..actor };
    }
    actor
}

fn with_free_relation_id(document: &Document, relation: Relation) -> Relation {
    if document.relations.contains(&relation.id) {
        let id = document.fresh_relation_id(&relation.source, &relation.target, relation.kind());
        return Relation { id, ..relation };
    }
    relation
}

fn with_free_reference_id(document: &Document, reference: Reference) -> Reference {
    let id = document.free_reference_id(&reference.id);
    Reference { id, ..reference }
}

fn add_actor_and_relation(
    document: &Document,
    actor: &Actor,
    relation: &Relation,
) -> (Edit, Option<Target>) {
    let new = with_free_id(document, actor.clone());
    let end = |id: &ActorId| {
        if *id == actor.id {
            new.id.clone()
        } else {
            id.clone()
        }
    };
    let relation = Relation {
        source: end(&relation.source),
        target: end(&relation.target),
        ..relation.clone()
    };
    let relation = with_free_relation_id(document, relation);
    let target = Target::Relation(relation.id.clone());
    let edit = Edit::put_actors(document, vec![new.clone()]);
    let edit = edit.and(Edit::put_relations(document, vec![relation]));
    (edit, Some(target))
}

fn split(
    document: &Document,
    actor: &ActorId,
    new: &Actor,
    relations: &BTreeSet<RelationId>,
) -> (Edit, Option<Target>) {
    let new = with_free_id(document, new.clone());
    let target = Target::Actor(new.id.clone());
    let edit = Edit::split_actor(document, actor, new, relations);
    (edit, Some(target))
}

fn add_member(document: &Document, of: &ActorId, member: &ActorId) -> Edit {
    let join = |actor: &mut Actor| {
        if !actor.members.contains(member) {
            actor.members.push(member.clone());
        }
    };
    Edit::change_actors(document, std::slice::from_ref(of), "members", join)
}

fn remove_member(document: &Document, of: &ActorId, member: &ActorId) -> Edit {
    let leave = |actor: &mut Actor| actor.members.retain(|id| id != member);
    Edit::change_actors(document, std::slice::from_ref(of), "members", leave)
}

fn cite_new(
    document: &Document,
    relation: &RelationId,
    claim: ClaimId,
    reference: &Reference,
) -> Edit {
    let reference = with_free_reference_id(document, reference.clone());
    let id = reference.id.clone();
    let cite = Edit::change_claim(document, relation, claim, "source", |claim| {
        claim.reference = Some(id);
    });
    Edit::put_references(document, vec![reference]).and(cite)
}

fn requote(
    document: &Document,
    relation: &RelationId,
    claim: ClaimId,
    quote: &Quote,
    locator: &str,
) -> Edit {
    Edit::change_claim(document, relation, claim, "quote", |claim| {
        claim.quote = Some(quote.clone());
        claim.locator = Some(locator.to_owned());
    })
}

fn add_step(document: &Document, step: &StoryStep) -> Edit {
    let mut step = step.clone();
    if document.step(&step.id).is_some() {
        step.id = document.fresh_step_id(step.id.as_str());
    }
    Edit::add_step(document, step, None)
}

/// Sets the view of a step, whose filter keeps its unknown fields.
fn update_step(document: &Document, step: &StepId, view: &StoryView) -> Edit {
    Edit::change_step(document, step, "view", |step| {
        let fields = std::mem::take(&mut step.view.filter.fields);
        step.view = view.clone();
        step.view.filter.fields = fields;
    })
}

fn add_annotation(document: &Document, note: &Annotation) -> Edit {
    let mut note = note.clone();
    if document.annotation(&note.id).is_some() {
        note.id = document.fresh_annotation_id();
    }
    Edit::add_annotation(document, note)
}

fn set_annotation_text(document: &Document, id: &AnnotationId, text: &str) -> Edit {
    Edit::change_annotation(document, id, "change", |note| {
        text.clone_into(&mut note.text);
    })
}

fn add_references(document: &Document, references: &[Reference]) -> Edit {
    let mut grown = document.clone();
    let mut added = Vec::with_capacity(references.len());
    for reference in references {
        let reference = with_free_reference_id(&grown, reference.clone());
        grown.references.put(reference.clone());
        added.push(reference);
    }
    Edit::put_references(document, added)
}

fn delete(document: &Document, actors: &[ActorId], relations: &[RelationId]) -> Edit {
    match (actors, relations) {
        ([], _) => Edit::delete_relations(document, relations),
        (_, []) => Edit::delete_actors(document, actors),
        _ => {
            // Relations first, so that the edit of the actors does not put one of them back.
            let ties = Edit::delete_relations(document, relations);
            let rest = ties.applied(document);
            let actor_count = counted(actors.len(), "actor", "actors");
            let relation_count = counted(relations.len(), "relation", "relations");
            ties.and(Edit::delete_actors(&rest, actors))
                .with_label(format!("deletion of {actor_count} and {relation_count}"))
        }
    }
}
