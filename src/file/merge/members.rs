//! Merges the members of an object of the file: keys with JSON values. Knows no kind of record.

use std::collections::{BTreeMap, HashMap};

use crate::file::formats::json::{self, Kind, Value};
use crate::model::Fields;

/// The members of an object, each value as compact JSON, in the order of the object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Members(Vec<(String, String)>);

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
        Self(members.collect())
    }

    /// Unknown fields of a record as members.
    pub(super) fn from_unknown(fields: &Fields) -> Self {
        let members = fields.all_unknown();
        Self(
            members
                .map(|(key, json)| (key.to_owned(), json.to_owned()))
                .collect(),
        )
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let mut members = self.0.iter();
        let found = members.find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }

    fn by_key(&self) -> HashMap<&str, &str> {
        self.iter().collect()
    }

    /// Whether both have the same values, in whatever order.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.by_key() == other.by_key()
    }

    /// The same members, of which one has another value, or is left out.
    pub(super) fn with(mut self, key: &str, json: Option<&str>) -> Self {
        match (self.0.iter_mut().find(|(name, _)| name == key), json) {
            (Some((_, value)), Some(json)) => json.clone_into(value),
            (Some(_), None) => self.0.retain(|(name, _)| name != key),
            (None, Some(json)) => self.0.push((key.to_owned(), json.to_owned())),
            (None, None) => {}
        }
        self
    }

    /// The same members without these.
    pub(super) fn but(mut self, except: &[&str]) -> Self {
        self.0.retain(|(key, _)| !except.contains(&key.as_str()));
        self
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The object as JSON.
    pub(super) fn json(&self) -> String {
        let mut text = String::from("{");
        for (number, (key, value)) in self.0.iter().enumerate() {
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
        let of_base = base.map(Self::by_key).unwrap_or_default();
        let (of_ours, of_theirs) = (ours.by_key(), theirs.by_key());
        let mut merged = Vec::with_capacity(ours.0.len());
        let mut conflicts = Vec::new();
        let new = theirs.iter().filter(|(key, _)| !of_ours.contains_key(key));
        for (key, _) in ours.iter().chain(new) {
            let [old, our, their] =
                [&of_base, &of_ours, &of_theirs].map(|members| members.get(key).copied());
            let value = if our == their || their == old {
                our.map(str::to_owned)
            } else if our == old {
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
        (Self(merged), conflicts)
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
    for text in their {
        if !old_counts.contains_key(text) && !merged.contains(&text) {
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
