//! Merges one record of the file by its members: actors, relations, sources, claims and the network
//! as a whole. Knows no table.

use std::cell::{Cell, OnceCell};

use super::members::{MemberConflict, Members};
use crate::file::formats::json;
use crate::file::formats::json_writer::JsonWriter;
use crate::file::formats::native::reading::{Reading, SharedKeys};
use crate::file::formats::native::record::{self, Entry};

/// Most records are shorter than this in a file.
const USUAL_BYTES: usize = 512;

/// The members of a record as the file has them.
pub(super) fn members<T: Entry>(record: &T) -> Members {
    let mut out = JsonWriter::default();
    out.reserve(USUAL_BYTES);
    record::write(record, &mut out);
    Members::of(&out.into_text()).with_defaults(record::left_out(record))
}

/// Whether two records say the same, in whatever order.
pub(super) fn is_same<T: Entry + PartialEq>(one: &T, two: &T) -> bool {
    one == two || members(one).is_same(&members(two))
}

/// The same, whatever their values of these keys are.
pub(super) fn is_same_but<T: Entry + PartialEq>(one: &T, two: &T, except: &[&str]) -> bool {
    one == two || members(one).is_same_but(&members(two), except)
}

/// A record that both sides have, and that of the file from which both were made. Its members are
/// made when they are first needed, and once.
pub(super) struct Versions<'r, T> {
    base: Option<(&'r T, OnceCell<Members>)>,
    ours: (&'r T, OnceCell<Members>),
    theirs: (&'r T, OnceCell<Members>),
}

impl<'r, T: Entry + Clone + PartialEq> Versions<'r, T> {
    pub(super) fn new(base: Option<&'r T>, ours: &'r T, theirs: &'r T) -> Self {
        let version = |record| (record, OnceCell::new());
        Self {
            base: base.map(version),
            ours: version(ours),
            theirs: version(theirs),
        }
    }

    /// The record of both sides merged, and the fields that both changed. If there is nothing to
    /// merge, it is ours.
    pub(super) fn merged(&self) -> (T, Vec<MemberConflict>) {
        let (ours, theirs) = (self.ours.0, self.theirs.0);
        let is_base = |record: &T| self.base.as_ref().is_some_and(|base| base.0 == record);
        if ours == theirs || is_base(theirs) {
            return (ours.clone(), Vec::new());
        }
        if is_base(ours) {
            return (theirs.clone(), Vec::new());
        }
        let base = self.base.as_ref().map(of_version);
        let (merged, conflicts) =
            Members::merged(base, of_version(&self.ours), of_version(&self.theirs));
        (read(&merged).unwrap_or_else(|| ours.clone()), conflicts)
    }

    /// Whether both sides say the same, whatever their values of these keys are.
    pub(super) fn are_same_but(&self, except: &[&str]) -> bool {
        same_versions(&self.ours, &self.theirs, except)
    }

    /// Whether our side and whether theirs differs from the base, whatever the values of these
    /// keys are; `None` without a base.
    pub(super) fn changed_but(&self, except: &[&str]) -> Option<[bool; 2]> {
        let base = self.base.as_ref()?;
        let sides = [&self.ours, &self.theirs];
        Some(sides.map(|side| !same_versions(side, base, except)))
    }
}

fn of_version<'v, T: Entry>((record, made): &'v (&T, OnceCell<Members>)) -> &'v Members {
    made.get_or_init(|| members(*record))
}

fn same_versions<T: Entry + PartialEq>(
    one: &(&T, OnceCell<Members>),
    two: &(&T, OnceCell<Members>),
    except: &[&str],
) -> bool {
    one.0 == two.0 || of_version(one).is_same_but(of_version(two), except)
}

/// The record with these members; `None` if they do not make one.
fn read<T: Entry>(members: &Members) -> Option<T> {
    thread_local! {
        // Most records of a merge have the same keys.
        static KEYS: Cell<SharedKeys> = Cell::default();
    }
    let text = members.json();
    let parsed = json::parse(&text).ok()?;
    let mut reading = Reading::muted_with(KEYS.take());
    let found = record::read(&parsed.root, &mut reading);
    KEYS.set(reading.into_keys());
    found
}

/// See [`Versions::merged`].
pub(super) fn merged<T: Entry + Clone + PartialEq>(
    base: Option<&T>,
    ours: &T,
    theirs: &T,
) -> (T, Vec<MemberConflict>) {
    Versions::new(base, ours, theirs).merged()
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
