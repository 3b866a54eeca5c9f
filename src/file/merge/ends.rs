//! Merges who a relation is between, and whether it has a direction, as one value: both sides
//! together would say what neither says. Knows no claims.

use std::borrow::Cow;

use super::members::MemberConflict;
use super::record;
use crate::file::formats::json;
use crate::model::Relation;

/// The field of a question about the ends of a relation; its values are lists of [`KEYS`].
pub(super) const ENDS: &str = "source, target and directed";

/// The keys of the value.
const KEYS: [&str; 3] = ["source", "target", "directed"];

/// A relation of both sides, with ends that can be merged field by field, and what to ask.
pub(super) struct SettledEnds<'r> {
    pub(super) ours: Cow<'r, Relation>,
    pub(super) theirs: Cow<'r, Relation>,
    pub(super) conflict: Option<MemberConflict>,
}

/// If both sides changed the ends in different ways, theirs gets ours, and that is asked about.
/// Ends that are only exchanged, in a relation without a direction, say nothing: that side gets the
/// ends of the other, if these have a direction there or are others.
pub(super) fn settled<'r>(
    base: Option<&Relation>,
    ours: &'r Relation,
    theirs: &'r Relation,
) -> SettledEnds<'r> {
    let mut settled = SettledEnds {
        ours: Cow::Borrowed(ours),
        theirs: Cow::Borrowed(theirs),
        conflict: None,
    };
    if has_same_ends(ours, theirs) {
        return settled;
    }
    let (our, their) = (value(ours), value(theirs));
    let is_turned = |side: &Relation| base.is_some_and(|base| is_reversed(side, base));
    let is_same = |side: &Relation, ends: &str| {
        is_turned(side) || base.is_some_and(|base| ends == value(base))
    };
    let (ours_is_same, theirs_is_same) = (is_same(ours, &our), is_same(theirs, &their));
    let with = |relation: &Relation, ends: &str| {
        Cow::Owned(with_value(relation, ends).unwrap_or_else(|| relation.clone()))
    };
    if our == their {
    } else if is_turned(ours) && (theirs.is_directed() || !theirs_is_same) {
        settled.ours = with(ours, &their);
    } else if is_turned(theirs) && (ours.is_directed() || !ours_is_same) {
        settled.theirs = with(theirs, &our);
    } else if !ours_is_same && !theirs_is_same {
        settled.theirs = with(theirs, &our);
        settled.conflict = (!is_reversed(ours, theirs)).then_some(MemberConflict {
            key: ENDS.to_owned(),
            ours: Some(our),
            theirs: Some(their),
        });
    }
    settled
}

/// Whether two relations have the same ends and direction, in the same words of the file.
fn has_same_ends(one: &Relation, two: &Relation) -> bool {
    let ends = |relation: &Relation| {
        let index = relation.fields.index();
        KEYS.map(|key| (index.is_listed(key), index.unknown(key).map(str::to_owned)))
    };
    let is_same = one.source == two.source && one.target == two.target;
    is_same && one.directed == two.directed && ends(one) == ends(two)
}

/// Whether two relations without a direction differ in the order of their ends.
fn is_reversed(one: &Relation, two: &Relation) -> bool {
    let is_directed = one.is_directed() || two.is_directed();
    !is_directed && one.source == two.target && one.target == two.source
}

/// `["a","b",null]`: the ends of a relation, and its direction where the file says it.
fn value(relation: &Relation) -> String {
    let members = record::members(relation);
    let values = KEYS.map(|key| members.get(key).unwrap_or("null").to_owned());
    format!("[{}]", values.join(","))
}

/// A relation with these ends, as a question has them; `None` if they are not.
pub(super) fn with_value(relation: &Relation, ends: &str) -> Option<Relation> {
    let parsed = json::parse(ends).ok()?;
    let values = parsed.root.as_array()?;
    if values.len() != KEYS.len() {
        return None;
    }
    let changed = KEYS.iter().zip(values).map(|(key, value)| {
        let json = value.compact();
        (*key, (&*json != "null").then(|| json.into()))
    });
    record::with_members(relation, changed)
}
