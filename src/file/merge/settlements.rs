//! What a settlement set aside on one side, and the other side still has, as before the settlement:
//! the settlement holds, and the claim does not come back. Merges nothing.

use std::collections::HashMap;
use std::sync::Arc;

use super::claims::{ClaimContext, MAX_LOOKED_AT, quote_key};
use super::record;
use super::relations::{RelationKey, key};
use super::report::MergeSide;
use crate::model::{Claim, Document, Relation};

/// A document without what the other side set aside.
pub(super) struct Settled {
    pub(super) document: Document,
    /// The claims that it lost, each as a relation with this claim.
    pub(super) left_out: Vec<Relation>,
}

impl Settled {
    /// Takes out of a document what the other side set aside, unless that side has it as well. A
    /// relation that has no claim left is taken out. O(claims) if anything was set aside.
    pub(super) fn of(
        document: &Document,
        side: MergeSide,
        other: &Document,
        context: &ClaimContext<'_>,
    ) -> Self {
        let mut settled = document.clone();
        let mut left_out = Vec::new();
        if other.meta.set_aside.is_empty() {
            return Self {
                document: settled,
                left_out,
            };
        }
        let set_aside = KnownClaims::of(&other.meta.set_aside);
        let present = KnownClaims::of(other.relations.iter().map(|relation| &**relation));
        let relations = document.relations.iter().filter_map(|relation| {
            let is_settled = |claim: &Claim| {
                let claim = context.coded(side, claim);
                set_aside.has(relation, &claim) && !present.has(relation, &claim)
            };
            let claims = relation.claims.iter().cloned();
            let (out, left): (Vec<Claim>, Vec<Claim>) = claims.partition(is_settled);
            if out.is_empty() {
                return Some(Arc::clone(relation));
            }
            let with = |claims| Relation {
                claims,
                ..Relation::clone(relation)
            };
            left_out.extend(out.into_iter().map(|claim| with(vec![claim])));
            (!left.is_empty()).then(|| Arc::new(with(left)))
        });
        settled.relations = relations.collect();
        Self {
            document: settled,
            left_out,
        }
    }
}

/// Claims by what their relations say and what they quote.
struct KnownClaims<'a>(HashMap<(RelationKey<'a>, String), Vec<&'a Claim>>);

impl<'a> KnownClaims<'a> {
    fn of(relations: impl IntoIterator<Item = &'a Relation>) -> Self {
        let mut known: HashMap<_, Vec<_>> = HashMap::new();
        for relation in relations {
            for claim in &relation.claims {
                let key = (key(relation), quote_key(claim));
                known.entry(key).or_default().push(claim);
            }
        }
        Self(known)
    }

    fn has(&self, relation: &Relation, claim: &Claim) -> bool {
        let known = self.0.get(&(key(relation), quote_key(claim)));
        let mut known = known.into_iter().flatten().take(MAX_LOOKED_AT);
        known.any(|known| record::is_same(*known, claim))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NAMES, document, notes, text};
    use super::super::{Merged, merge};
    use super::*;
    use crate::model::Edit;
    use crate::model::RelationId;

    fn coding(coder: &str, kind: &str) -> Document {
        document(&format!(
            r#"{{"format":"frenemy/1","graph":{{"coder":"{coder}"}},
"references":[{{"id":"r","title":"One"}}],"nodes":[{{"id":"a"}},{{"id":"b"}},{{"id":"c"}}],
"edges":[{{"id":"e1","source":"a","target":"b","kind":"{kind}","claims":[
 {{"reference":"r","quote":"they met"}}]}},
{{"id":"e2","source":"b","target":"c","kind":"support","claims":[
 {{"reference":"r","quote":"{coder} saw this"}}]}}]}}"#
        ))
    }

    /// The claim of this coder about a and b set aside.
    fn settled_against(coder: &str, merged: &Document) -> Document {
        let is_of = |claim: &Claim| claim.coder_name() == coder;
        let lost = merged
            .relations
            .iter()
            .find(|relation| relation.target.as_str() == "b" && relation.claims.iter().any(is_of));
        let lost = Relation::clone(lost.unwrap());
        let mut after =
            Edit::delete_relations(merged, std::slice::from_ref(&lost.id)).applied(merged);
        after.meta.set_aside.push(lost);
        after
    }

    fn both(base: Option<&Document>, ours: &Document, theirs: &Document) -> Merged {
        merge(base, ours, theirs, NAMES)
    }

    #[test]
    fn a_claim_that_was_set_aside_does_not_come_back_with_the_file_that_it_was_from() {
        let (ada, ben) = (coding("Ada", "support"), coding("Ben", "hostility"));
        let settled = settled_against("Ben", &both(None, &ada, &ben).document);
        assert_eq!((settled.claim_count(), settled.relations.len()), (3, 2));

        let again = both(None, &settled, &ben);
        assert_eq!(text(&again.document), text(&settled));
        let removed = "ours removed claim";
        assert!(notes(&again)[0].starts_with(removed), "{:?}", notes(&again));

        let turned = both(None, &ben, &settled).document;
        assert_eq!(turned.claim_count(), 3);
        assert_eq!(turned.meta.set_aside, settled.meta.set_aside);

        // Also against the file that both coders began with.
        let base = Edit::delete_relations(&ada, &["e1", "e2"].map(RelationId::from)).applied(&ada);
        assert_eq!(both(Some(&base), &settled, &ben).document.claim_count(), 3);
    }

    #[test]
    fn a_claim_that_was_changed_since_it_was_set_aside_comes_back() {
        let (ada, ben) = (coding("Ada", "support"), coding("Ben", "hostility"));
        let settled = settled_against("Ben", &both(None, &ada, &ben).document);
        let changed = text(&ben).replace("they met", "they met and fought");
        let again = both(None, &settled, &document(&changed)).document;
        assert_eq!(again.claim_count(), 4);
    }

    #[test]
    fn a_claim_that_the_side_which_set_it_aside_has_again_stays() {
        let (ada, ben) = (coding("Ada", "support"), coding("Ben", "hostility"));
        let merged = both(None, &ada, &ben).document;
        let mut again = merged.clone();
        again.meta.set_aside = settled_against("Ben", &merged).meta.set_aside;
        assert_eq!(both(Some(&merged), &again, &merged).document, again);
    }
}
