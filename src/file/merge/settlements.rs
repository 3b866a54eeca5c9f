//! What a settlement set aside on one side, and the other side still has. As before the settlement:
//! it holds, and the claim does not come back. Approved by the other side: the two settled it in
//! opposite ways, which is a question. Merges nothing.

use std::collections::HashMap;
use std::sync::Arc;

use super::claims::{ClaimContext, MAX_LOOKED_AT, quote_key};
use super::record;
use super::relations::{RelationKey, key};
use super::report::MergeSide;
use crate::model::{Claim, Document, Edit, Question, Relation};

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

/// The claims of a document that the other side set aside, while this one approved them; each with
/// its relation.
pub(super) fn opposed<'d>(
    document: &'d Document,
    other: &Document,
) -> Vec<(&'d Relation, &'d Claim)> {
    if other.meta.set_aside.is_empty() {
        return Vec::new();
    }
    let set_aside = KnownClaims::of(&other.meta.set_aside);
    let present = KnownClaims::of(other.relations.iter().map(|relation| &**relation));
    let relations = document.relations.iter();
    let claims = relations.flat_map(|relation| {
        let claims = relation.claims.iter();
        claims.map(move |claim| (&**relation, claim))
    });
    let opposed = claims.filter(|(relation, claim)| {
        claim.approver.is_some()
            && set_aside.has_but(relation, claim, APPROVAL)
            && !present.has_but(relation, claim, APPROVAL)
    });
    opposed.collect()
}

/// The answer to a question about a claim: it stays and is no longer set aside, or it goes, and
/// what was set aside stays.
pub(super) fn answered(document: &Document, question: &Question, is_removed: bool) -> Document {
    let mut after = document.clone();
    let Some(relation) = document.relations.get(&question.id.as_str().into()) else {
        return after;
    };
    let is_it = |claim: &&Claim| {
        let json = record::members(*claim).json();
        question.kept.as_ref() == Some(&json)
    };
    let Some(claim) = relation.claims.iter().find(is_it) else {
        return after;
    };
    if is_removed {
        let id = &relation.id;
        after = Edit::delete_claim(&after, id, claim.id).applied(&after);
        if relation.claims.len() == 1 {
            after = Edit::delete_relations(&after, std::slice::from_ref(id)).applied(&after);
        }
    } else {
        after.meta.set_aside.retain(|aside| {
            let same = KnownClaims::of([aside]);
            !same.has_but(relation, claim, APPROVAL)
        });
    }
    after
}

/// The key that a settlement changes in the claims that it keeps.
const APPROVAL: &[&str] = &["approver"];

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
        self.has_but(relation, claim, &[])
    }

    /// Whether a claim is among them, whatever the values of these keys are.
    fn has_but(&self, relation: &Relation, claim: &Claim, except: &[&str]) -> bool {
        let known = self.0.get(&(key(relation), quote_key(claim)));
        let mut known = known.into_iter().flatten().take(MAX_LOOKED_AT);
        known.any(|known| record::is_same_but(*known, claim, except))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NAMES, document, notes, text};
    use super::super::{Merged, merge};
    use super::*;
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

    /// The claim of this coder about a and b approved.
    fn approved_by_settling(coder: &str, document: &Document) -> Document {
        let json = text(document);
        let coded = format!("\"coder\": \"{coder}\"");
        assert!(json.contains(&coded), "{json}");
        let approved = format!("{coded}, \"approver\": \"for {coder}\"");
        let is_of_pair = json.find(&coded).unwrap();
        let (before, after) = json.split_at(is_of_pair);
        super::super::tests::document(&(before.to_owned() + &after.replacen(&coded, &approved, 1)))
    }

    #[test]
    fn opposite_settlements_are_a_question_about_each_claim() {
        let merged = both(None, &coding("Ada", "support"), &coding("Ben", "hostility"));
        let for_ada = approved_by_settling("Ada", &settled_against("Ben", &merged.document));
        let for_ben = approved_by_settling("Ben", &settled_against("Ada", &merged.document));
        let opposite = both(None, &for_ada, &for_ben);
        let asked = |merged: &Merged| {
            let questions = merged.report.questions.iter();
            let asked = questions.map(|one| (one.field.clone(), one.from.clone()));
            asked.collect::<Vec<_>>()
        };
        let claims = |from: &str| (Question::CLAIMS.to_owned(), from.to_owned());
        assert_eq!(asked(&opposite), [claims("b.json"), claims("a.json")]);
        assert_eq!(opposite.document.claim_count(), 4, "nothing is lost");
        // One goes and the other stays: as if only that had been settled.
        let mut after = opposite.document.clone();
        for question in &opposite.report.questions {
            let removes = question.kept.as_ref().unwrap().contains("Ada");
            after = answered(&after, question, removes);
        }
        assert_eq!(after.claim_count(), 3);
        let aside = after.meta.set_aside.iter();
        let aside: Vec<_> = aside.map(|one| one.claims[0].coder_name()).collect();
        assert_eq!(aside, ["Ada"]);
        // Settled in the same way there is nothing to ask.
        assert_eq!(asked(&both(None, &for_ada, &for_ada)), []);
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
