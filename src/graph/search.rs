//! Finding actors and relations by what one remembers of them: a name, an alias, words of a quote.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{EdgeIndex, Network, NodeIndex};

/// Something that was found, with the words it was found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who or what.
    pub what: What,
    /// The text in which the words stand.
    pub by: String,
    /// What text that is.
    pub place: Place,
}

/// What text of an actor or relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An actor's name.
    Name,
    /// Another name of an actor.
    Alias,
    /// A relation's finer type.
    Type,
    /// The words of a claim's quote.
    Quote,
    /// The analyst's remark on a claim.
    Note,
}

/// An actor or a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An actor.
    Actor(NodeIndex),
    /// A relation.
    Relation(EdgeIndex),
}

/// The actors and relations whose names, aliases, types, quotes or notes hold these words, best first, `limit` at most.
///
/// Case, accents and the form of white space do not matter. Names that begin with the words come first, then names that hold them,
/// aliases, relations by type and quote, relations by note. O(text of the network).
pub fn find(network: &Network, words: &str, limit: usize) -> Vec<Found> {
    let words = folded(words);
    if words.is_empty() {
        return Vec::new();
    }
    let mut hits = actor_hits(network, &words);
    hits.extend(relation_hits(network, &words));
    hits.sort_by_key(|(rank, _)| *rank);
    hits.truncate(limit);
    hits.into_iter().map(|(_, found)| found).collect()
}

/// The actors whose names or aliases hold these words, best first, `limit` at most; without words the first ones.
pub fn find_actors(network: &Network, words: &str, limit: usize) -> Vec<Found> {
    let mut hits = actor_hits(network, &folded(words));
    hits.sort_by_key(|(rank, _)| *rank);
    hits.truncate(limit);
    hits.into_iter().map(|(_, found)| found).collect()
}

fn actor_hits(network: &Network, words: &str) -> Vec<(u8, Found)> {
    let graph = &network.graph;
    let hit = |node: NodeIndex| {
        let actor = &graph[node];
        let found = |rank, place, by: &str| {
            let (what, by) = (What::Actor(node), by.to_owned());
            Some((rank, Found { what, by, place }))
        };
        let name = folded(actor.name());
        if name.contains(words) {
            let rank = u8::from(!name.starts_with(words));
            return found(rank, Place::Name, actor.name());
        }
        let alias = actor
            .aliases
            .iter()
            .find(|alias| folded(alias).contains(words));
        found(2, Place::Alias, alias?)
    };
    graph.node_indices().filter_map(hit).collect()
}

fn relation_hits(network: &Network, words: &str) -> Vec<(u8, Found)> {
    let graph = &network.graph;
    let hit = |edge: EdgeIndex| {
        let relation = &graph[edge];
        let types = relation.subtype.iter().map(|text| (Place::Type, text));
        let quotes = relation
            .claims
            .iter()
            .filter_map(|claim| claim.quote.as_ref());
        let quotes = quotes.map(|quote| (Place::Quote, &quote.exact));
        let notes = relation
            .claims
            .iter()
            .filter_map(|claim| claim.note.as_ref());
        let notes = notes.map(|text| (Place::Note, text));
        let (place, by) = types
            .chain(quotes)
            .chain(notes)
            .find(|(_, text)| folded(text).contains(words))?;
        let (what, by) = (What::Relation(edge), by.clone());
        let rank = if place == Place::Note { 4 } else { 3 };
        Some((rank, Found { what, by, place }))
    };
    graph.edge_indices().filter_map(hit).collect()
}

/// Lower case, without accents, white space made single.
fn folded(text: &str) -> String {
    let bare: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Lens;
    use crate::model::{Actor, Claim, Document, Quote, Relation};

    fn network() -> Network {
        let taliban = Actor {
            name: Some("Taliban".into()),
            aliases: vec!["Islamic Emirate".into()],
            ..Actor::new("t")
        };
        let state = Actor {
            name: Some("Islamic State".into()),
            ..Actor::new("is")
        };
        let claim = Claim {
            quote: Some(Quote {
                exact: "have been  fighting each other".into(),
                ..Quote::default()
            }),
            ..Claim::default()
        };
        let relation = Relation {
            claims: vec![claim],
            ..Relation::new("war", "t", "is")
        };
        let document = Document {
            actors: [taliban, state].into_iter().collect(),
            relations: [relation].into_iter().collect(),
            ..Document::default()
        };
        Network::seen(&document, &Lens::default())
    }

    fn found_by(words: &str) -> Vec<String> {
        find(&network(), words, 10)
            .into_iter()
            .map(|found| found.by)
            .collect()
    }

    #[test]
    fn names_come_before_aliases() {
        assert_eq!(found_by("ISLAMIC"), ["Islamic State", "Islamic Emirate"]);
    }

    #[test]
    fn quotes_are_found_whatever_their_white_space_and_accents() {
        assert_eq!(
            found_by("béen fighting"),
            ["have been  fighting each other"]
        );
    }

    #[test]
    fn actors_alone_are_found_where_they_alone_are_asked_for() {
        let found = |words| find_actors(&network(), words, 10).len();
        assert_eq!((found("fighting"), found("emirate"), found("")), (0, 1, 2));
    }

    #[test]
    fn nothing_is_found_by_nothing() {
        assert!(found_by("  ").is_empty());
    }
}
