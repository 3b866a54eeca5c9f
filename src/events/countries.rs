//! The names of countries by their codes: ISO 3166 and CAMEO with three letters, Correlates of War
//! with numbers. Knows no data.

use std::sync::OnceLock;

use ahash::HashMap;

use crate::model::ActorKind;

static TABLE: &str = include_str!("../../assets/events/countries.tsv");

/// Names that sets give countries beside those of the table, with the names in the table.
static OTHER_NAMES: &str = include_str!("../../assets/events/other-names.tsv");

/// A country or region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Country {
    pub(super) name: &'static str,
    /// Nothing for a region such as Africa.
    pub(super) kind: Option<ActorKind>,
}

/// The country of a code.
pub(super) fn country(code: &str) -> Option<Country> {
    static COUNTRIES: OnceLock<HashMap<&'static str, Country>> = OnceLock::new();
    let countries = COUNTRIES.get_or_init(|| {
        let rows = TABLE.lines().filter_map(|line| {
            let (code, rest) = line.split_once('\t')?;
            let (name, kind) = rest.split_once('\t')?;
            let kind = (kind == "state").then_some(ActorKind::State);
            Some((code, Country { name, kind }))
        });
        rows.collect()
    });
    countries.get(code).copied()
}

/// All codes of the country with this name.
pub(super) fn codes_of(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    let name = name.trim().to_lowercase();
    TABLE.lines().filter_map(move |line| {
        let mut cells = line.split('\t');
        let code = cells.next()?;
        (cells.next()?.to_lowercase() == name).then_some(code)
    })
}

/// The name in the table of a country that a set calls so.
pub(super) fn usual_name(other: &str) -> Option<&'static str> {
    let other = other.trim().to_lowercase();
    let mut pairs = OTHER_NAMES.lines().filter_map(|line| line.split_once('\t'));
    pairs
        .find(|(name, _)| name.to_lowercase() == other)
        .map(|(_, name)| name)
}

/// What sets call the country with this name.
pub(super) fn other_names(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    let name = name.trim().to_lowercase();
    let pairs = OTHER_NAMES.lines().filter_map(|line| line.split_once('\t'));
    pairs.filter_map(move |(other, usual)| (usual.to_lowercase() == name).then_some(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_each_kind_have_names() {
        for (code, name) in [
            ("USA", "United States"),
            ("365", "Russia"),
            ("AFR", "Africa"),
        ] {
            assert_eq!(country(code).map(|country| country.name), Some(name));
        }
        assert_eq!(country("XXQ"), None);

        assert_eq!(codes_of("Russia").collect::<Vec<_>>(), ["365", "RUS"]);
    }

    #[test]
    fn other_names_are_of_countries_in_the_table() {
        for line in OTHER_NAMES.lines() {
            let (other, name) = line.split_once('\t').unwrap();
            assert!(codes_of(name).next().is_some(), "{line}");
            assert!(codes_of(other).next().is_none(), "{line}");
        }
        assert_eq!(usual_name("russian federation"), Some("Russia"));
    }
}
