//! Locators follow when the paragraphs of a text are counted in another way.

use crate::evidence;
use crate::model::{Claim, Document, Edit, Reference, Relation};

/// The change of all locators into the text of a reference, if its paragraphs are counted from
/// another one after a change of the reference.
pub(super) fn moved(document: &Document, before: &Reference, after: &Reference) -> Edit {
    let first = |reference: &Reference| i64::from(reference.first_paragraph.unwrap_or(1));
    let by = first(before) - first(after);
    let is_of = |claim: &Claim| claim.reference.as_ref() == Some(&before.id);
    let relations = document.relations.iter();
    let concerned = relations.filter(|relation| by != 0 && relation.claims.iter().any(is_of));
    let ids: Vec<_> = concerned.map(|relation| relation.id.clone()).collect();
    Edit::change_relations(document, &ids, "locators", |relation: &mut Relation| {
        for claim in relation.claims.iter_mut().filter(|claim| is_of(claim)) {
            let moved = claim
                .locator
                .as_deref()
                .and_then(|locator| evidence::moved_locator(locator, by));
            claim.locator = moved.or_else(|| claim.locator.take());
        }
    })
}
