//! Search for actors and relations by name, alias, type, quote or note.

use super::{EdgeIndex, Network, NodeIndex};
use crate::model::Actor;
use crate::words::{FoldBuffer, folded};

/// The similarity, 0 to 1, from which a name is taken for a misspelling.
const MIN_SIMILARITY: f64 = 0.86;

/// A search result, with the text that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// The actor or relation.
    pub target: SearchTarget,
    /// The text that contains the words.
    pub text: String,
    /// The field of that text.
    pub field: SearchField,
}

/// A searched field of an actor or relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchField {
    /// The name of an actor.
    Name,
    /// An alias of an actor.
    Alias,
    /// The subtype of a relation.
    Type,
    /// The quote of a claim.
    Quote,
    /// The note on a claim.
    Note,
}

/// An actor or a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchTarget {
    /// An actor.
    Actor(NodeIndex),
    /// A relation.
    Relation(EdgeIndex),
}

/// The actors and relations whose names, aliases, types, quotes or notes contain these words; at
/// most `limit`, best first.
///
/// Case, accents, vowel marks and white space are ignored. Names that start with the words come
/// first, then names that contain them, aliases, relations by type and quote, relations by note.
/// O(text of the network).
pub fn find(network: &Network, words: &str, limit: usize) -> Vec<SearchHit> {
    let words = folded(words);
    if words.is_empty() {
        return Vec::new();
    }
    let mut hits = actor_hits(network, &words);
    hits.extend(relation_hits(network, &words));
    hits.sort_by_key(|found| found.rank);
    hits.truncate(limit);
    let hit = |found: Match<'_>| SearchHit {
        target: found.target,
        text: found.text.to_owned(),
        field: found.field,
    };
    hits.into_iter().map(hit).collect()
}

/// A match; the lowest rank comes first.
struct Match<'a> {
    rank: u8,
    target: SearchTarget,
    text: &'a str,
    field: SearchField,
}

fn actor_hits<'a>(network: &'a Network, words: &str) -> Vec<Match<'a>> {
    let graph = &network.graph;
    let mut fold = FoldBuffer::default();
    let hit = |node: NodeIndex| {
        let actor = &graph[node];
        let hit = |rank, field, text| Match {
            rank,
            target: SearchTarget::Actor(node),
            text,
            field,
        };
        let name = fold.of(actor.name());
        if name.contains(words) {
            let rank = u8::from(!name.starts_with(words));
            return Some(hit(rank, SearchField::Name, actor.name()));
        }
        let mut aliases = actor.aliases.iter();
        let alias = aliases.find(|alias| fold.of(alias).contains(words))?;
        Some(hit(2, SearchField::Alias, alias))
    };
    graph.node_indices().filter_map(hit).collect()
}

fn relation_hits<'a>(network: &'a Network, words: &str) -> Vec<Match<'a>> {
    let graph = &network.graph;
    let mut fold = FoldBuffer::default();
    let hit = |edge: EdgeIndex| {
        let relation = &graph[edge];
        let types = relation
            .subtype
            .iter()
            .map(|text| (SearchField::Type, text));
        let claims = || relation.claims.iter();
        let quotes = claims().filter_map(|claim| claim.quote.as_ref());
        let quotes = quotes.map(|quote| (SearchField::Quote, &quote.exact));
        let notes = claims().filter_map(|claim| claim.note.as_ref());
        let notes = notes.map(|text| (SearchField::Note, text));
        let mut texts = types.chain(quotes).chain(notes);
        let (field, text) = texts.find(|(_, text)| fold.of(text).contains(words))?;
        Some(Match {
            rank: if field == SearchField::Note { 4 } else { 3 },
            target: SearchTarget::Relation(edge),
            text,
            field,
        })
    };
    graph.edge_indices().filter_map(hit).collect()
}

/// The actors whose name or alias is most similar to the typed text; at most `limit`, best first.
///
/// Names that start with it come first, then names with a word that starts with it, then names that
/// contain it. If there are none, misspelled names are found. O(names).
pub fn actors_like(network: &Network, typed: &str, limit: usize) -> Vec<NodeIndex> {
    let typed = folded(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    let graph = &network.graph;
    let mut hits: Vec<_> = graph
        .node_indices()
        .filter_map(|node| {
            let rank = names(&graph[node]).filter_map(|name| match_rank(&folded(name), &typed));
            Some((rank.min()?, node))
        })
        .collect();
    if hits.is_empty() {
        let is_similar = |name| strsim::jaro_winkler(&folded(name), &typed) >= MIN_SIMILARITY;
        let nodes = graph.node_indices();
        let similar = nodes.filter(|node| names(&graph[*node]).any(is_similar));
        hits = similar.map(|node| (u8::MAX, node)).collect();
    }
    hits.sort_unstable();
    hits.truncate(limit);
    hits.into_iter().map(|(_, node)| node).collect()
}

/// Whether two names are equal, ignoring case, accents and white space.
pub fn is_name(name: &str, typed: &str) -> bool {
    folded(name) == folded(typed)
}

pub(super) fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    let aliases = actor.aliases.iter().map(String::as_str);
    [actor.name()].into_iter().chain(aliases)
}

/// The rank of a name for a typed text, both folded; `None` if it does not contain the text.
fn match_rank(name: &str, typed: &str) -> Option<u8> {
    if name == typed {
        Some(0)
    } else if name.starts_with(typed) {
        Some(1)
    } else if name.split(' ').any(|word| word.starts_with(typed)) {
        Some(2)
    } else {
        name.contains(typed).then_some(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
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
        Network::seen(&document, &Filter::default())
    }

    fn found_by(words: &str) -> Vec<String> {
        find(&network(), words, 10)
            .into_iter()
            .map(|found| found.text)
            .collect()
    }

    #[test]
    fn names_come_before_aliases() {
        assert_eq!(found_by("ISLAMIC"), ["Islamic State", "Islamic Emirate"]);
    }

    #[test]
    fn quotes_are_found_with_other_white_space_and_accents() {
        assert_eq!(
            found_by("béen fighting"),
            ["have been  fighting each other"]
        );
    }

    fn named(nodes: Vec<NodeIndex>) -> Vec<String> {
        let network = network();
        let names = nodes.into_iter().map(|node| network.graph[node].name());
        names.map(str::to_owned).collect()
    }

    #[test]
    fn actors_are_found_by_the_start_of_a_word_and_when_misspelled() {
        let like = |typed: &str| named(actors_like(&network(), typed, 10));
        assert_eq!(like("isl"), ["Taliban", "Islamic State"]);
        assert_eq!(like("state"), ["Islamic State"]);
        assert_eq!(like("Talibna"), ["Taliban"]);
        assert!(like("Quakers").is_empty());
        assert!(like(" ").is_empty());
    }

    #[test]
    fn an_empty_search_finds_nothing() {
        assert!(found_by("  ").is_empty());
    }
}
