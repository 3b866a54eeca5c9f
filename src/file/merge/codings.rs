//! Relations of one id that different coders coded as another kind or in another direction. Both
//! are said of a relation, not of its claims, so that one relation would put the claims of one
//! coder under the coding of the other. Merges nothing.

use std::collections::BTreeSet;

use crate::model::{Document, Relation};

/// The coders of a relation: those of its claims, else the coder of the network.
struct RelationCoders<'a>(BTreeSet<&'a str>);

impl<'a> RelationCoders<'a> {
    fn of(document: &'a Document, relation: &'a Relation) -> Self {
        let of_all = document.meta.coder.as_deref().unwrap_or_default();
        let names = relation
            .claims
            .iter()
            .map(|claim| match claim.coder_name() {
                "" => of_all,
                name => name,
            });
        Self(names.collect())
    }

    /// Whether all are named, and none is one of the others.
    fn are_others_than(&self, others: &Self) -> bool {
        let all_named = |coders: &Self| !coders.0.is_empty() && !coders.0.contains("");
        all_named(self) && all_named(others) && self.0.is_disjoint(&others.0)
    }
}

/// Whether two sides have one id for two codings: they differ in kind or direction, and are by
/// different coders. With a base, both sides coded what they found there: neither side has it from
/// there.
pub(super) fn are_two(
    base: Option<&Document>,
    ours: &Document,
    theirs: &Relation,
    of: &Document,
) -> bool {
    let Some(our) = ours.relations.get(&theirs.id) else {
        return false;
    };
    if !differ(our, theirs) {
        return false;
    }
    let (one, other) = (
        RelationCoders::of(ours, our),
        RelationCoders::of(of, theirs),
    );
    let was = base.and_then(|base| Some((base, base.relations.get(&theirs.id)?)));
    let was = was.map(|(base, relation)| RelationCoders::of(base, relation).0);
    let is_new =
        |coders: &RelationCoders<'_>| was.as_ref().is_none_or(|was| was.is_disjoint(&coders.0));
    one.are_others_than(&other) && is_new(&one) && is_new(&other)
}

/// Whether two relations between the same actors differ in what coders choose.
fn differ(one: &Relation, other: &Relation) -> bool {
    let is_turned = one.is_directed() && one.source != other.source;
    one.kind() != other.kind() || one.is_directed() != other.is_directed() || is_turned
}
