//! A filter applied to one document: which actors, relations and claims it admits. Knows no graph.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::Filter;
use super::ordinals::Ordinals;
use super::simplify::HiddenRecords;
use crate::model::{Actor, ActorId, Claim, Document, ReferenceId, Relation, Reliability};

/// A filter prepared for one document: decisions about references are made once and not for each
/// claim.
pub(super) struct ResolvedFilter<'a> {
    filter: &'a Filter,
    document: &'a Document,
    /// Whether each reference is hidden; empty without a filter on claims.
    hidden_references: HashMap<&'a ReferenceId, bool>,
    filters_claims: bool,
    /// Whether each actor is hidden by its id, by number; empty if none is.
    hidden_actors: Vec<bool>,
    /// What the simplification hides; `None` without one.
    simplified: Option<HiddenRecords>,
    focused: Option<BTreeSet<ActorId>>,
}

impl<'a> ResolvedFilter<'a> {
    /// `ordinals` are those of this document.
    pub(super) fn new(
        document: &'a Document,
        filter: &'a Filter,
        ordinals: &Arc<Ordinals>,
    ) -> Self {
        let filters_claims = !filter.hidden_references.is_empty()
            || !filter.hidden_outlets.is_empty()
            || !filter.hidden_stances.is_empty()
            || !filter.hidden_coders.is_empty()
            || filter.min_reliability.is_some()
            || filter.min_credibility.is_some();
        let mut resolved = Self {
            filter,
            document,
            hidden_references: HashMap::new(),
            filters_claims,
            hidden_actors: marked(&filter.hidden_actors, ordinals),
            simplified: filter.simplify.hidden_records(document, ordinals),
            focused: None,
        };
        if filters_claims {
            let references = document.references.iter();
            resolved.hidden_references = references
                .map(|reference| {
                    let is_hidden = filter.hidden_references.contains(&reference.id)
                        || reference
                            .outlet()
                            .is_some_and(|outlet| filter.hidden_outlets.contains(outlet));
                    let grade = reference.reliability;
                    (
                        &reference.id,
                        is_hidden || !resolved.admits_reliability(grade),
                    )
                })
                .collect();
        }
        resolved.focused = resolved.neighbourhood();
        resolved
    }

    /// The visible part of a relation, which is at this number in the document; `None` if it is
    /// hidden. Its ends are not considered.
    pub(super) fn relation(
        &self,
        number: usize,
        relation: &'a Arc<Relation>,
    ) -> Option<Arc<Relation>> {
        let filter = self.filter;
        let simplified = self.simplified.as_ref();
        if simplified.is_some_and(|hidden| hidden.hides_relation(number))
            || filter.hidden_kinds.contains(&relation.kind())
            || filter.hidden_relations.contains(&relation.id)
            || !self.admits_time(relation)
        {
            return None;
        }
        let seen = if self.filters_claims {
            self.with_visible_claims(relation)?
        } else {
            Arc::clone(relation)
        };
        let is_seen = filter.cited.admits(!seen.is_uncited())
            && filter.contested.admits(seen.is_contested())
            && (filter.min_independent_sources == 0
                || self.document.independent_references(&seen) >= filter.min_independent_sources);
        is_seen.then(|| self.with_flipped_sign(seen))
    }

    /// The relation with the opposite sign, if the filter flips it.
    fn with_flipped_sign(&self, relation: Arc<Relation>) -> Arc<Relation> {
        if !self.filter.flipped.contains(&relation.id) {
            return relation;
        }
        relation.with_opposite_sign().map_or(relation, Arc::new)
    }

    /// Whether an actor is visible, which is at this number in the document.
    pub(super) fn admits_actor(&self, number: usize, actor: &Actor) -> bool {
        let focused = self.focused.as_ref();
        let among = self.filter.among.as_ref();
        let simplified = self.simplified.as_ref();
        !simplified.is_some_and(|hidden| hidden.hides_actor(number))
            && !self.hidden_actors.get(number).is_some_and(|hidden| *hidden)
            && among.is_none_or(|among| among.contains(&actor.id))
            && focused.is_none_or(|focused| focused.contains(&actor.id))
    }

    /// The relation with only its visible claims; `None` if it has claims and all are hidden.
    fn with_visible_claims(&self, relation: &Arc<Relation>) -> Option<Arc<Relation>> {
        let claims = &relation.claims;
        let count = claims
            .iter()
            .filter(|claim| self.admits_claim(claim))
            .count();
        if count == claims.len() {
            return Some(Arc::clone(relation));
        }
        let seen = claims.iter().filter(|claim| self.admits_claim(claim));
        (count > 0).then(|| {
            Arc::new(Relation {
                claims: seen.cloned().collect(),
                ..Relation::clone(relation)
            })
        })
    }

    fn admits_claim(&self, claim: &Claim) -> bool {
        let filter = self.filter;
        let is_hidden = match &claim.reference {
            None => !self.admits_reliability(None),
            Some(id) => self.hidden_references.get(id).copied().unwrap_or_else(|| {
                filter.hidden_references.contains(id) || !self.admits_reliability(None)
            }),
        };
        let admits_credibility = filter.min_credibility.is_none_or(|least| {
            let reaches = claim.credibility.and_then(|grade| grade.reaches(least));
            reaches.unwrap_or(!filter.only_graded)
        });
        !is_hidden
            && admits_credibility
            && !filter.hidden_stances.contains(&claim.stance)
            && !filter.hidden_coders.contains(claim.coder_name())
    }

    fn admits_reliability(&self, grade: Option<Reliability>) -> bool {
        self.filter.min_reliability.is_none_or(|least| {
            let reaches = grade.and_then(|grade| grade.reaches(least));
            reaches.unwrap_or(!self.filter.only_graded)
        })
    }

    fn admits_time(&self, relation: &Relation) -> bool {
        match &relation.when {
            None => !self.filter.hides_undated,
            Some(when) => self.filter.span.is_none_or(|span| span.admits(when)),
        }
    }

    /// The actor in focus and its neighbours by visible relations; `None` without a focus.
    fn neighbourhood(&self) -> Option<BTreeSet<ActorId>> {
        let focus = self.filter.focus.as_ref();
        let focus = focus.filter(|id| self.document.actors.contains(id))?;
        let ties = self
            .document
            .relations
            .iter()
            .enumerate()
            .filter(|(_, relation)| relation.source == *focus || relation.target == *focus)
            .filter(|(number, relation)| self.relation(*number, relation).is_some());
        let ends =
            ties.flat_map(|(_, relation)| [relation.source.clone(), relation.target.clone()]);
        Some(ends.chain([focus.clone()]).collect())
    }
}

/// Whether each actor is one of these, by number; empty if these are none. A look into the set for
/// every actor would take longer.
fn marked(actors: &BTreeSet<ActorId>, ordinals: &Ordinals) -> Vec<bool> {
    if actors.is_empty() {
        return Vec::new();
    }
    let mut marked = vec![false; ordinals.actor_count()];
    for node in actors.iter().filter_map(|id| ordinals.node(id)) {
        marked[node.index()] = true;
    }
    marked
}
