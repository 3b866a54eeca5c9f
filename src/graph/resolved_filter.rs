//! A filter held against one document: which relations and actors it lets through, and which claims. Knows no graph.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::Filter;
use crate::model::{
    Actor, ActorId, Claim, Document, ReferenceId, Relation, RelationKind, Reliability, Sign,
};

/// A filter made ready for one document: what can be settled once for all claims is settled.
pub(super) struct ResolvedFilter<'a> {
    filter: &'a Filter,
    document: &'a Document,
    /// Whether each reference is left out; empty where no filter on claims is on.
    refused: HashMap<&'a ReferenceId, bool>,
    reads_claims: bool,
    focused: Option<BTreeSet<ActorId>>,
}

impl<'a> ResolvedFilter<'a> {
    pub(super) fn new(document: &'a Document, filter: &'a Filter) -> Self {
        let reads_claims = !filter.hidden_references.is_empty()
            || !filter.hidden_outlets.is_empty()
            || !filter.hidden_stances.is_empty()
            || filter.least_reliability.is_some()
            || filter.least_credibility.is_some();
        let mut sight = Self {
            filter,
            document,
            refused: HashMap::new(),
            reads_claims,
            focused: None,
        };
        if reads_claims {
            let references = document.references.iter();
            sight.refused = references
                .map(|reference| {
                    let is_hidden = filter.hidden_references.contains(&reference.id)
                        || reference
                            .outlet()
                            .is_some_and(|outlet| filter.hidden_outlets.contains(outlet));
                    let grade = reference.reliability;
                    (&reference.id, is_hidden || !sight.admits_reliability(grade))
                })
                .collect();
        }
        sight.focused = sight.neighbourhood();
        sight
    }

    /// The relation as far as it is seen, its ends set aside; nothing where it falls.
    pub(super) fn relation(&self, relation: &'a Arc<Relation>) -> Option<Arc<Relation>> {
        let filter = self.filter;
        if filter.hidden_kinds.contains(&relation.kind())
            || filter.hidden_relations.contains(&relation.id)
            || !self.admits_time(relation)
        {
            return None;
        }
        let seen = if self.reads_claims {
            self.trimmed(relation)?
        } else {
            Arc::clone(relation)
        };
        let is_seen = filter.cited.admits(!seen.is_uncited())
            && filter.contested.admits(seen.is_contested())
            && (filter.least_independent == 0
                || self.document.independent_references(&seen) >= filter.least_independent);
        is_seen.then(|| self.supposed(seen))
    }

    /// The relation with the sign it has in what is supposed.
    fn supposed(&self, relation: Arc<Relation>) -> Arc<Relation> {
        if !self.filter.turned.contains(&relation.id) {
            return relation;
        }
        let kind = match relation.kind().sign() {
            Sign::Positive => RelationKind::Hostility,
            Sign::Negative => RelationKind::Cooperation,
            Sign::None => return relation,
        };
        Arc::new(Relation {
            directed: Some(relation.is_directed()),
            kind: Some(kind),
            ..Relation::clone(&relation)
        })
    }

    /// Whether an actor is looked at.
    pub(super) fn admits_actor(&self, actor: &Actor) -> bool {
        let focused = self.focused.as_ref();
        let among = self.filter.among.as_ref();
        !self.filter.hidden_actors.contains(&actor.id)
            && among.is_none_or(|among| among.contains(&actor.id))
            && focused.is_none_or(|focused| focused.contains(&actor.id))
    }

    /// The relation with the claims that are seen; nothing where it had claims and none is.
    fn trimmed(&self, relation: &Arc<Relation>) -> Option<Arc<Relation>> {
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
        let is_refused = match &claim.reference {
            None => !self.admits_reliability(None),
            Some(id) => self.refused.get(id).copied().unwrap_or_else(|| {
                filter.hidden_references.contains(id) || !self.admits_reliability(None)
            }),
        };
        let admits_credibility = filter.least_credibility.is_none_or(|least| {
            let reaches = claim.credibility.and_then(|grade| grade.reaches(least));
            reaches.unwrap_or(!filter.only_graded)
        });
        !is_refused && admits_credibility && !filter.hidden_stances.contains(&claim.stance)
    }

    fn admits_reliability(&self, grade: Option<Reliability>) -> bool {
        self.filter.least_reliability.is_none_or(|least| {
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

    /// The actor in focus and those tied to it by a relation that is seen; nothing without a focus.
    fn neighbourhood(&self) -> Option<BTreeSet<ActorId>> {
        let focus = self.filter.focus.as_ref();
        let focus = focus.filter(|id| self.document.actors.contains(id))?;
        let ties = self
            .document
            .relations
            .iter()
            .filter(|relation| relation.source == *focus || relation.target == *focus)
            .filter(|relation| self.relation(relation).is_some());
        let ends = ties.flat_map(|relation| [relation.source.clone(), relation.target.clone()]);
        Some(ends.chain([focus.clone()]).collect())
    }
}
