//! The actors of event data: their names, ids and kinds. Knows no row.

use std::collections::BTreeSet;

use ahash::HashMap;

use super::countries::country;
use crate::model::{Actor, ActorId, ActorKind, Document};

/// The ids of actors by the numbers of their names.
pub(super) struct ActorNames(HashMap<u32, ActorId>);

impl ActorNames {
    /// Adds the actors of these numbers to a document, by name; those without a code are states if
    /// all are countries.
    pub(super) fn add(
        document: &mut Document,
        ends: impl Iterator<Item = u32>,
        names: &[Box<str>],
        are_countries: bool,
    ) -> Self {
        let numbers: BTreeSet<u32> = ends.collect();
        let mut actors: Vec<_> = numbers
            .into_iter()
            .map(|number| {
                let key = &*names[number as usize];
                let (name, kind) = shown(key, are_countries);
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
fn shown(key: &str, is_country: bool) -> (String, Option<ActorKind>) {
    if let Some(country) = country(key) {
        return (country.name.to_owned(), country.kind);
    }
    if let Some((code, role)) = key.split_once(' ')
        && let Some(country) = country(code)
    {
        let role = role_words(role).unwrap_or(role);
        return (format!("{}: {role}", country.name), None);
    }
    (key.to_owned(), is_country.then_some(ActorKind::State))
}

/// What a CAMEO code of a role means.
fn role_words(code: &str) -> Option<&'static str> {
    Some(match code {
        "COP" => "police",
        "GOV" => "government",
        "JUD" => "courts",
        "MIL" => "military",
        "OPP" => "opposition",
        "REB" => "rebels",
        "SEP" => "separatists",
        "SPY" => "intelligence",
        "UAF" => "armed forces of an unknown side",
        "INS" => "insurgents",
        "AGR" => "farmers",
        "BUS" => "business",
        "CRM" => "criminals",
        "CVL" => "civilians",
        "DEV" => "development",
        "EDU" => "education",
        "ELI" => "elites",
        "ENV" => "environment",
        "HLH" => "health",
        "HRI" => "human rights",
        "LAB" => "labour",
        "LEG" => "parliament",
        "MED" => "media",
        "REF" => "refugees",
        "MOD" => "moderates",
        "RAD" => "radicals",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_names_and_two_codes_of_a_country_stay_apart() {
        let names: Vec<Box<str>> = ["RUS", "AFG REB", "Hamas", "ROM", "ROU"]
            .map(Into::into)
            .into();
        let mut document = Document::default();
        let actors = ActorNames::add(&mut document, 0..5, &names, false);
        let named = |number| {
            document
                .actors
                .get(&actors.id(number))
                .unwrap()
                .name()
                .to_owned()
        };
        assert_eq!(named(0), "Russia");
        assert_eq!(named(1), "Afghanistan: rebels");
        assert_eq!(named(2), "Hamas");
        assert_eq!([named(3), named(4)], ["Romania", "Romania (ROU)"]);
        let russia = document.actors.get(&"russia".into()).unwrap();
        assert_eq!(russia.kind, Some(ActorKind::State));
    }
}
