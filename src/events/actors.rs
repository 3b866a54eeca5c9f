//! The actors of event data: their names, ids and kinds. Knows no row.

use std::collections::BTreeSet;

use ahash::HashMap;

use super::countries::country;
use super::plan::ActorLevel;
use super::roles;
use crate::model::{Actor, ActorId, ActorKind, Document};

/// The ids of actors by the numbers of their names.
pub(super) struct ActorNames(HashMap<u32, ActorId>);

impl ActorNames {
    /// Adds the actors of these numbers to a document, by name. The level is that of a set whose
    /// actors are countries: without one, their names stay as they are written.
    pub(super) fn add(
        document: &mut Document,
        ends: impl Iterator<Item = u32>,
        names: &[Box<str>],
        level: Option<ActorLevel>,
    ) -> Self {
        let numbers: BTreeSet<u32> = ends.collect();
        let mut actors: Vec<_> = numbers
            .into_iter()
            .map(|number| {
                let key = &*names[number as usize];
                let (name, kind) = shown(key, level);
                (name, key, kind, number)
            })
            .collect();
        actors.sort_unstable_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
        let mut ids = HashMap::default();
        let mut before = None;
        for (name, key, kind, number) in actors {
            // Some countries have two codes in one set.
            let is_again = before.as_ref() == Some(&name);
            before = Some(name.clone());
            let name = if is_again {
                format!("{name} ({key})")
            } else {
                name
            };
            let id = document.fresh_actor_id(&name);
            document.actors.put(Actor {
                name: Some(name),
                kind,
                ..Actor::new(id.clone())
            });
            ids.insert(number, id);
        }
        Self(ids)
    }

    pub(super) fn id(&self, number: u32) -> ActorId {
        self.0
            .get(&number)
            .cloned()
            .unwrap_or_else(|| "unknown".into())
    }
}

/// The name and kind of an actor: a country by its code, a role in a country, or the key itself.
fn shown(key: &str, level: Option<ActorLevel>) -> (String, Option<ActorKind>) {
    let has_codes = matches!(level, Some(ActorLevel::Country | ActorLevel::Role));
    if let Some(country) = country(key).filter(|_| has_codes) {
        return (country.name.to_owned(), country.kind);
    }
    if let Some((code, role)) = key.split_once(' ')
        && level == Some(ActorLevel::Role)
        && let Some(country) = country(code)
    {
        let role = roles::in_words(role).unwrap_or(role);
        return (format!("{}: {role}", country.name), None);
    }
    let is_country = level == Some(ActorLevel::Country);
    (key.to_owned(), is_country.then_some(ActorKind::State))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of actors of a level, and the first of them with its kind.
    fn named(level: Option<ActorLevel>, keys: &[&str]) -> (Vec<String>, Option<ActorKind>) {
        let names: Vec<Box<str>> = keys.iter().map(|key| (*key).into()).collect();
        let mut document = Document::default();
        let ends = 0..keys.len() as u32;
        let actors = ActorNames::add(&mut document, ends.clone(), &names, level);
        let of = |number| document.actors.get(&actors.id(number)).unwrap();
        let names = ends.map(|number| of(number).name().to_owned()).collect();
        (names, of(0).kind)
    }

    #[test]
    fn codes_become_names_and_two_codes_of_a_country_stay_apart() {
        let keys = ["RUS", "Hamas", "ROM", "ROU"];
        let (names, kind) = named(Some(ActorLevel::Country), &keys);
        assert_eq!(names, ["Russia", "Hamas", "Romania", "Romania (ROU)"]);
        assert_eq!(kind, Some(ActorKind::State));
        let (names, kind) = named(Some(ActorLevel::Role), &["AFG REB", "RUS"]);
        assert_eq!(names, ["Afghanistan: rebels", "Russia"]);
        assert_eq!(kind, None);
    }

    #[test]
    fn other_names_stay_as_it_is_written() {
        let keys = ["2", "20", "AFR group", "MAR Holding", "IND Union"];
        for level in [None, Some(ActorLevel::Name)] {
            assert_eq!(
                named(level, &keys),
                (keys.map(str::to_owned).to_vec(), None)
            );
        }
    }
}
