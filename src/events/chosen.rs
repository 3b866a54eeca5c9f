//! The actors that a user named, and which of their names no event has. Knows no row.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use ahash::HashMap;

use super::countries;
use super::plan::EventPlan;
use super::roles;

/// Which actors a user wants, and which not.
#[derive(Debug)]
pub(super) struct ChosenActors {
    only: NamedActors,
    without: NamedActors,
}

impl ChosenActors {
    pub(super) fn new(plan: &EventPlan) -> Self {
        Self {
            only: NamedActors::new(&plan.only),
            without: NamedActors::new(&plan.without),
        }
    }

    /// Whether no actors were named.
    pub(super) fn are_all(&self) -> bool {
        self.only.words.is_empty() && self.without.words.is_empty()
    }

    /// Whether the ends of an event are wanted: each by its name or by that of its country.
    pub(super) fn accept<const N: usize>(&self, ends: [(&str, &str); N]) -> bool {
        // Each end is looked up, so that its name is known to occur.
        let is_in = |named: &NamedActors| ends.map(|(end, country)| named.has(end, country));
        let is_only = self.only.words.is_empty() || is_in(&self.only).iter().all(|is| *is);
        let is_without = is_in(&self.without).iter().any(|is| *is);
        is_only && !is_without
    }

    /// The names that no event has.
    pub(super) fn unknown(&self) -> Vec<&str> {
        let words = self.only.words.iter().chain(&self.without.words);
        let unknown = words.filter(|(_, is_known)| !is_known.load(Ordering::Relaxed));
        unknown.map(|(word, _)| word.as_str()).collect()
    }
}

/// Actors that a user named.
#[derive(Debug)]
struct NamedActors {
    /// The names, and whether an event has them.
    words: Vec<(String, AtomicBool)>,
    /// What they can be in the data, in lower case, with the places of the names.
    keys: HashMap<String, Vec<usize>>,
}

impl NamedActors {
    fn new(words: &[String]) -> Self {
        let mut keys: HashMap<String, Vec<usize>> = HashMap::default();
        for (at, word) in words.iter().enumerate() {
            for key in keys_of(word) {
                keys.entry(key.to_lowercase()).or_default().push(at);
            }
        }
        let words = words
            .iter()
            .map(|word| (word.clone(), AtomicBool::new(false)));
        Self {
            words: words.collect(),
            keys,
        }
    }

    fn has(&self, actor: &str, country: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let find = |key: &str| self.keys.get(&key.to_lowercase());
        let found = find(actor).or_else(|| find(country));
        for at in found.into_iter().flatten() {
            self.words[*at].1.store(true, Ordering::Relaxed);
        }
        found.is_some()
    }
}

/// What a word of a user can be in the data: itself, or the codes and other names of the country of
/// this name or code; or a role in it, as a figure names it.
pub(super) fn keys_of(word: &str) -> BTreeSet<String> {
    let word = word.trim();
    let mut keys = BTreeSet::from([word.to_owned()]);
    let name = countries::country(&word.to_uppercase()).map(|country| country.name);
    let name = name.or_else(|| countries::usual_name(word)).unwrap_or(word);
    keys.extend(countries::codes_of(name).map(str::to_owned));
    keys.extend(countries::other_names(name).map(str::to_owned));
    if name != word {
        keys.insert(name.to_owned());
    }
    if let Some((country, role)) = word.split_once(": ") {
        let role = roles::code_of(role).unwrap_or(role);
        let codes = keys_of(country).into_iter();
        keys.extend(codes.map(|code| format!("{code} {role}")));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(only: &[&str], without: &[&str]) -> ChosenActors {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        ChosenActors::new(&EventPlan {
            only: words(only),
            without: words(without),
            ..EventPlan::default()
        })
    }

    #[test]
    fn a_country_is_found_by_each_of_its_names() {
        let accepts = |words: &[&str], actor| chosen(words, &[]).accept([(actor, "")]);
        for word in ["Russia", "RUS", "russian federation", "365"] {
            for actor in ["RUS", "365", "Russian Federation", "Russia"] {
                assert!(accepts(&[word], actor), "{word} {actor}");
            }
            assert!(!accepts(&[word], "UKR"), "{word}");
        }
        assert!(accepts(&["United States"], "United States of America"));
        assert!(accepts(&["Côte d'Ivoire"], "Cote d'Ivoire"));
        assert!(accepts(&["Russia: military"], "RUS MIL"));
        assert!(chosen(&["Russia"], &[]).accept([("RUS MIL", "RUS")]));
        assert!(!chosen(&[], &["Russia"]).accept([("UKR MIL", "UKR"), ("RUS MIL", "RUS")]));
    }

    #[test]
    fn names_that_no_event_has_are_known() {
        let chosen = chosen(&["Rusia", "Ukraine"], &["Poland", "Polen"]);
        assert!(!chosen.accept([("RUS", ""), ("UKR", "")]));
        assert!(!chosen.accept([("POL", ""), ("RUS", "")]));
        assert_eq!(chosen.unknown(), ["Rusia", "Polen"]);
    }
}
