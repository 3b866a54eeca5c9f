//! Merges one record of the file by its members: actors, relations, sources, claims and the network
//! as a whole. Knows no table.

use super::members::{MemberConflict, Members};
use crate::file::formats::json;
use crate::file::formats::json_writer::JsonWriter;
use crate::file::formats::native::reading::Reading;
use crate::file::formats::native::record::{self, Entry};

/// The members of a record as the file has them.
pub(super) fn members<T: Entry>(record: &T) -> Members {
    let mut out = JsonWriter::default();
    record::write(record, &mut out);
    Members::of(&out.into_text()).with_defaults(record::left_out(record))
}

/// Whether two records say the same, in whatever order.
pub(super) fn is_same<T: Entry + PartialEq>(one: &T, two: &T) -> bool {
    one == two || members(one).is_same(&members(two))
}

/// The same, whatever their values of these keys are.
pub(super) fn is_same_but<T: Entry + PartialEq>(one: &T, two: &T, except: &[&str]) -> bool {
    one == two || members(one).but(except).is_same(&members(two).but(except))
}

/// The record with these members; `None` if they do not make one.
fn read<T: Entry>(members: &Members) -> Option<T> {
    let text = members.json();
    let parsed = json::parse(&text).ok()?;
    record::read(&parsed.root, &mut Reading::muted())
}

/// A record of both sides merged, and the fields that both changed. If there is nothing to merge,
/// it is ours.
pub(super) fn merged<T: Entry + Clone + PartialEq>(
    base: Option<&T>,
    ours: &T,
    theirs: &T,
) -> (T, Vec<MemberConflict>) {
    if ours == theirs || base.is_some_and(|base| base == theirs) {
        return (ours.clone(), Vec::new());
    }
    if base.is_some_and(|base| base == ours) {
        return (theirs.clone(), Vec::new());
    }
    let base = base.map(members);
    let (merged, conflicts) = Members::merged(base.as_ref(), &members(ours), &members(theirs));
    (read(&merged).unwrap_or_else(|| ours.clone()), conflicts)
}

/// The same, except that these members stay as ours has them: the caller merges them.
pub(super) fn merged_but<T: Entry + Clone + PartialEq>(
    base: Option<&T>,
    ours: &T,
    theirs: &T,
    except: &[&str],
) -> (T, Vec<MemberConflict>) {
    let our = members(ours);
    let like_ours = |record: &T| {
        let members = members(record);
        let keys = except.iter();
        keys.fold(members, |members, key| members.with(key, our.get(key)))
    };
    let (base, their) = (base.map(like_ours), like_ours(theirs));
    if their.is_same(&our) || base.as_ref().is_some_and(|base| base.is_same(&their)) {
        return (ours.clone(), Vec::new());
    }
    let (merged, conflicts) = Members::merged(base.as_ref(), &our, &their);
    (read(&merged).unwrap_or_else(|| ours.clone()), conflicts)
}

/// A record in which one member has another value, or none; `None` if the members would not be a
/// record.
pub(super) fn with_member<T: Entry>(record: &T, key: &str, json: Option<&str>) -> Option<T> {
    read(&members(record).with(key, json))
}

/// The same for several members.
pub(super) fn with_members<'k, T: Entry>(
    record: &T,
    changed: impl IntoIterator<Item = (&'k str, Option<String>)>,
) -> Option<T> {
    let all = changed
        .into_iter()
        .fold(members(record), |all, (key, json)| {
            all.with(key, json.as_deref())
        });
    read(&all)
}
