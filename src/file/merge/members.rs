//! Merges the members of an object of the file: keys with JSON values. Knows no kind of record.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::file::formats::json::{self, Kind, Value};
use crate::model::Fields;

/// The members of an object, each value as compact JSON, in the order of the object. They are
/// compared by what they mean: `1.0` is the number `1`, and a value that could be left out is as if
/// it were.
#[derive(Clone, Debug, Default)]
pub(super) struct Members {
    all: Vec<(String, String)>,
    /// The keys whose values could be left out.
    defaults: Vec<&'static str>,
}

/// A key that both sides set to different values; `None` where a side has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MemberConflict {
    pub(super) key: String,
    pub(super) ours: Option<String>,
    pub(super) theirs: Option<String>,
}

impl Members {
    /// The members of an object in JSON; none if it is not an object.
    pub(super) fn of(json: &str) -> Self {
        let Ok(parsed) = json::parse(json) else {
            return Self::default();
        };
        let members = parsed.root.as_object().unwrap_or_default().iter();
        let members = members.map(|member| {
            let value = member.value.compact().into();
            (member.key.clone().into_owned(), value)
        });
        Self::from_iter(members)
    }

    fn from_iter(all: impl Iterator<Item = (String, String)>) -> Self {
        Self {
            all: all.collect(),
            defaults: Vec::new(),
        }
    }

    /// The same members, of which these could be left out.
    pub(super) fn with_defaults(self, defaults: Vec<&'static str>) -> Self {
        Self { defaults, ..self }
    }

    /// Unknown fields of a record as members.
    pub(super) fn from_unknown(fields: &Fields) -> Self {
        let members = fields.all_unknown();
        Self::from_iter(members.map(|(key, json)| (key.to_owned(), json.to_owned())))
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let mut members = self.all.iter();
        let found = members.find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether both have the same values, in whatever order.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.is_same_but(other, &[])
    }

    /// The same, whatever the values of these keys are.
    pub(super) fn is_same_but(&self, other: &Self, except: &[&str]) -> bool {
        let (ours, theirs) = (MemberIndex::of(self), MemberIndex::of(other));
        let is_compared = |key: &str| !except.contains(&key);
        let ours_is_theirs = self.iter().enumerate().all(|(at, (key, _))| {
            !is_compared(key) || is_same_value(key, ours.said(key, at), theirs.said(key, at))
        });
        let is_said_by_us = |(at, (key, _)): (usize, (&str, &str))| {
            !is_compared(key) || ours.said(key, at).is_some() || theirs.said(key, at).is_none()
        };
        ours_is_theirs && other.iter().enumerate().all(is_said_by_us)
    }

    /// The same members, of which one has another value, or is left out.
    pub(super) fn with(mut self, key: &str, json: Option<&str>) -> Self {
        match (self.all.iter_mut().find(|(name, _)| name == key), json) {
            (Some((_, value)), Some(json)) => json.clone_into(value),
            (Some(_), None) => self.all.retain(|(name, _)| name != key),
            (None, Some(json)) => self.all.push((key.to_owned(), json.to_owned())),
            (None, None) => {}
        }
        self
    }

    /// The same members without these.
    pub(super) fn but(mut self, except: &[&str]) -> Self {
        self.all.retain(|(key, _)| !except.contains(&key.as_str()));
        self
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The object as JSON.
    pub(super) fn json(&self) -> String {
        let mut text = String::from("{");
        for (number, (key, value)) in self.all.iter().enumerate() {
            if number > 0 {
                text.push(',');
            }
            json::quote_into(&mut text, key);
            text.push(':');
            text.push_str(value);
        }
        text.push('}');
        text
    }

    /// Merges two objects against the one that both were made from. What both changed stays as ours
    /// has it, and is returned; a value that one side deleted and the other changed stays.
    pub(super) fn merged(
        base: Option<&Self>,
        ours: &Self,
        theirs: &Self,
    ) -> (Self, Vec<MemberConflict>) {
        let none = Self::default();
        let sides = [base.unwrap_or(&none), ours, theirs];
        let indexes = sides.map(MemberIndex::of);
        let of_ours = &indexes[1];
        let mut merged = Vec::with_capacity(ours.all.len());
        let mut conflicts = Vec::new();
        let new = theirs.iter().enumerate();
        let new = new.filter(|(at, (key, _))| of_ours.get(key, *at).is_none());
        for (at, (key, _)) in ours.iter().enumerate().chain(new) {
            let [old, our, their] = indexes.each_ref().map(|index| index.get(key, at));
            let [was, is, other] = indexes.each_ref().map(|index| index.said(key, at));
            let is_same = |one, two| is_same_value(key, one, two);
            let value = if is_same(is, other) || is_same(other, was) {
                our.map(str::to_owned)
            } else if is_same(is, was) {
                their.map(str::to_owned)
            } else if let Some(list) = merged_lists(old, our, their) {
                Some(list)
            } else {
                conflicts.push(MemberConflict {
                    key: key.to_owned(),
                    ours: our.map(str::to_owned),
                    theirs: their.map(str::to_owned),
                });
                our.or(their).map(str::to_owned)
            };
            merged.extend(value.map(|value| (key.to_owned(), value)));
        }
        (Self::from_iter(merged.into_iter()), conflicts)
    }
}

/// Finds members by their keys.
pub(super) struct MemberIndex<'m> {
    members: &'m Members,
    /// The places of the members by key; none where there are few.
    by_key: Option<HashMap<&'m str, usize>>,
}

/// So many members are looked through one by one.
const FEW_MEMBERS: usize = 24;

impl<'m> MemberIndex<'m> {
    pub(super) fn of(members: &'m Members) -> Self {
        let all = members.all.iter().enumerate();
        let by_key = (members.all.len() > FEW_MEMBERS)
            .then(|| all.map(|(at, (key, _))| (key.as_str(), at)).collect());
        Self { members, by_key }
    }

    /// The value of a key, which is probably at this place.
    pub(super) fn get(&self, key: &str, probably_at: usize) -> Option<&'m str> {
        let all = &self.members.all;
        let is_it = |at: &usize| all.get(*at).is_some_and(|(name, _)| name == key);
        let at = Some(probably_at)
            .filter(is_it)
            .or_else(|| match &self.by_key {
                Some(by_key) => by_key.get(key).copied(),
                None => all.iter().position(|(name, _)| name == key),
            });
        at.map(|at| all[at].1.as_str())
    }

    /// The same, without a value that could be left out.
    pub(super) fn said(&self, key: &str, probably_at: usize) -> Option<&'m str> {
        let is_default = self.members.defaults.contains(&key);
        if is_default {
            None
        } else {
            self.get(key, probably_at)
        }
    }
}

/// Whether two values of a key mean the same.
pub(super) fn is_same_value(key: &str, one: Option<&str>, two: Option<&str>) -> bool {
    match (one, two) {
        (Some(one), Some(two)) => one == two || meaning(key, one) == meaning(key, two),
        (None, None) => true,
        _ => false,
    }
}

/// A value as it is compared: numbers in one spelling, and the short form of a quote.
fn meaning<'v>(key: &str, json: &'v str) -> Cow<'v, str> {
    let is_plain = !json.contains(|letter: char| letter.is_ascii_digit());
    if is_plain && key != "quote" {
        return Cow::Borrowed(json);
    }
    match json.as_bytes().first() {
        Some(b'[' | b'{') => {
            let Ok(parsed) = json::parse(json) else {
                return Cow::Borrowed(json);
            };
            let exact = match parsed.root.as_object() {
                Some([member]) if key == "quote" && member.key == "exact" => Some(&member.value),
                _ => None,
            };
            let mut out = String::with_capacity(json.len());
            write_meaning(exact.unwrap_or(&parsed.root), &mut out);
            Cow::Owned(out)
        }
        Some(b'-' | b'0'..=b'9') => number(json),
        _ => Cow::Borrowed(json),
    }
}

fn write_meaning(value: &Value<'_>, out: &mut String) {
    let mut separator = "";
    match &value.kind {
        Kind::Array(items) => {
            out.push('[');
            for item in items {
                out.push_str(separator);
                separator = ",";
                write_meaning(item, out);
            }
            out.push(']');
        }
        Kind::Object(members) => {
            out.push('{');
            for member in members {
                out.push_str(separator);
                separator = ",";
                json::quote_into(out, &member.key);
                out.push(':');
                write_meaning(&member.value, out);
            }
            out.push('}');
        }
        Kind::Number => out.push_str(&number(value.raw)),
        _ => out.push_str(value.raw),
    }
}

/// A number as it is compared: `1.0`, `1` and `1e0` are one, as in other programs.
fn number(json: &str) -> Cow<'_, str> {
    /// Whole numbers from here on are not all numbers of other programs.
    const MAX_EXACT: f64 = 9e15;
    match json.parse::<f64>() {
        Ok(number) if number.abs() < MAX_EXACT && json.len() < 18 => Cow::Owned(number.to_string()),
        _ => Cow::Borrowed(json),
    }
}

/// Merges two lists of texts, such as other names: what either added is added, what either removed
/// is removed. `None` if one is not such a list.
fn merged_lists(base: Option<&str>, ours: Option<&str>, theirs: Option<&str>) -> Option<String> {
    let empty = "[]";
    let base = base.unwrap_or(empty);
    let (ours, theirs) = (ours.unwrap_or(empty), theirs.unwrap_or(empty));
    let parsed = [base, ours, theirs].map(json::parse);
    let [Ok(base), Ok(ours), Ok(theirs)] = parsed else {
        return None;
    };
    let [old, our, their] = [&base.root, &ours.root, &theirs.root].map(texts);
    let (old, our, their) = (old?, our?, their?);
    let count = |list: &[&str]| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for text in list {
            *counts.entry((*text).to_owned()).or_default() += 1;
        }
        counts
    };
    let (old_counts, their_counts) = (count(&old), count(&their));
    let mut merged: Vec<&str> = our.clone();
    merged.retain(|text| !old_counts.contains_key(*text) || their_counts.contains_key(*text));
    let mut is_there: HashSet<&str> = merged.iter().copied().collect();
    for text in their {
        if !old_counts.contains_key(text) && is_there.insert(text) {
            merged.push(text);
        }
    }
    Some(format!("[{}]", merged.join(",")))
}

/// The items of a list of texts, as they are written.
fn texts<'v>(value: &'v Value<'_>) -> Option<Vec<&'v str>> {
    let items = value.as_array()?.iter();
    items
        .map(|item| matches!(item.kind, Kind::Text(_)).then_some(item.raw))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
        let base = Members::of(base);
        let (merged, conflicts) =
            Members::merged(Some(&base), &Members::of(ours), &Members::of(theirs));
        let keys = conflicts.into_iter().map(|conflict| conflict.key);
        (merged.json(), keys.collect())
    }

    #[test]
    fn what_one_side_changed_is_taken_and_what_both_changed_is_a_conflict() {
        let (json, conflicts) = merged(
            r#"{"a":1,"b":1,"c":1,"d":1,"e":1}"#,
            r#"{"a":2,"b":1,"d":2,"e":1,"n":[1]}"#,
            r#"{"a":1,"b":3,"c":1,"d":3,"m":"x"}"#,
        );
        assert_eq!(json, r#"{"a":2,"b":3,"d":2,"n":[1],"m":"x"}"#);
        assert_eq!(conflicts, ["d"]);
    }

    #[test]
    fn a_value_that_one_side_deleted_and_the_other_changed_stays() {
        let (json, conflicts) = merged(r#"{"a":1,"b":1}"#, r#"{"b":2}"#, r#"{"a":2}"#);
        assert_eq!(json, r#"{"b":2,"a":2}"#);
        assert_eq!(conflicts, ["b", "a"]);
    }

    #[test]
    fn another_spelling_of_a_value_is_not_a_change() {
        let (json, conflicts) = merged(
            r#"{"a":1.0,"b":[1,2.50],"quote":"q","c":1}"#,
            r#"{"a":2.0,"b":[1.0,2.5],"quote":{"exact":"q"},"c":1}"#,
            r#"{"a":1,"b":[3],"quote":"r","c":1.0}"#,
        );
        assert_eq!(json, r#"{"a":2.0,"b":[3],"quote":"r","c":1}"#);
        assert!(conflicts.is_empty());
        // Not all digits are in a number of other programs.
        let (_, conflicts) = merged(
            r#"{"a":0}"#,
            r#"{"a":12345678901234567890}"#,
            r#"{"a":12345678901234567891}"#,
        );
        assert_eq!(conflicts, ["a"]);
    }

    #[test]
    fn lists_of_texts_are_merged_by_item() {
        let (json, conflicts) = merged(
            r#"{"a":["x","y"]}"#,
            r#"{"a":["y","z"]}"#,
            r#"{"a":["x","y","w","z"]}"#,
        );
        assert_eq!(json, r#"{"a":["y","z","w"]}"#);
        assert!(conflicts.is_empty());
    }
}
