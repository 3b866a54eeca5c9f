//! Finding actors and relations by what one remembers of them: a name, an alias, words of a quote.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{EdgeIndex, Network, NodeIndex};
use crate::model::Actor;

/// Names at least so much alike, of 1, differ by a slip of the pen.
const ALIKE: f64 = 0.86;

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
    hits.sort_by_key(|hit| hit.rank);
    hits.truncate(limit);
    let found = |Hit {
                     what, by, place, ..
                 }: Hit| Found {
        what,
        by: by.to_owned(),
        place,
    };
    hits.into_iter().map(found).collect()
}

/// Something that was found; the least rank comes first.
struct Hit<'a> {
    rank: u8,
    what: What,
    by: &'a str,
    place: Place,
}

fn actor_hits<'a>(network: &'a Network, words: &str) -> Vec<Hit<'a>> {
    let graph = &network.graph;
    let mut fold = Fold::default();
    let hit = |node: NodeIndex| {
        let actor = &graph[node];
        let hit = |rank, place, by| Hit {
            rank,
            what: What::Actor(node),
            by,
            place,
        };
        let name = fold.of(actor.name());
        if name.contains(words) {
            let rank = u8::from(!name.starts_with(words));
            return Some(hit(rank, Place::Name, actor.name()));
        }
        let mut aliases = actor.aliases.iter();
        let alias = aliases.find(|alias| fold.of(alias).contains(words))?;
        Some(hit(2, Place::Alias, alias))
    };
    graph.node_indices().filter_map(hit).collect()
}

fn relation_hits<'a>(network: &'a Network, words: &str) -> Vec<Hit<'a>> {
    let graph = &network.graph;
    let mut fold = Fold::default();
    let hit = |edge: EdgeIndex| {
        let relation = &graph[edge];
        let types = relation.subtype.iter().map(|text| (Place::Type, text));
        let claims = || relation.claims.iter();
        let quotes = claims().filter_map(|claim| claim.quote.as_ref());
        let quotes = quotes.map(|quote| (Place::Quote, &quote.exact));
        let notes = claims().filter_map(|claim| claim.note.as_ref());
        let notes = notes.map(|text| (Place::Note, text));
        let mut texts = types.chain(quotes).chain(notes);
        let (place, by) = texts.find(|(_, text)| fold.of(text).contains(words))?;
        Some(Hit {
            rank: if place == Place::Note { 4 } else { 3 },
            what: What::Relation(edge),
            by,
            place,
        })
    };
    graph.edge_indices().filter_map(hit).collect()
}

/// The actors whose name or alias is most like what was typed, likest first, `limit` at most.
///
/// Names that begin with it come first, then names with a word that does, then names that hold it; where there is none
/// of these, names spelt alike. O(names).
pub fn actors_like(network: &Network, typed: &str, limit: usize) -> Vec<NodeIndex> {
    let typed = folded(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    let graph = &network.graph;
    let mut hits: Vec<_> = graph
        .node_indices()
        .filter_map(|node| {
            let rank = names(&graph[node]).filter_map(|name| unlikeness(&folded(name), &typed));
            Some((rank.min()?, node))
        })
        .collect();
    if hits.is_empty() {
        let is_alike = |name| strsim::jaro_winkler(&folded(name), &typed) >= ALIKE;
        let nodes = graph.node_indices();
        let alike = nodes.filter(|node| names(&graph[*node]).any(is_alike));
        hits = alike.map(|node| (u8::MAX, node)).collect();
    }
    hits.sort_unstable();
    hits.truncate(limit);
    hits.into_iter().map(|(_, node)| node).collect()
}

/// The actors whose name or alias stands in a passage as whole words, in the order of the passage; of names that
/// stand within each other the longest counts. O(names).
pub fn actors_named(network: &Network, passage: &str) -> Vec<NodeIndex> {
    let passage = as_words(passage);
    let graph = &network.graph;
    let mut hits = Vec::new();
    for node in graph.node_indices() {
        let places = names(&graph[node]).flat_map(|name| {
            let words = as_words(name);
            let is_name = words.trim().len() > 1;
            let places = passage.match_indices(&words).filter(|_| is_name);
            // The spaces around it belong to its neighbours as well.
            let places = places.map(|(at, words)| (at + 1, at + words.len() - 1));
            places.collect::<Vec<_>>()
        });
        hits.extend(places.map(|(start, end)| (start, std::cmp::Reverse(end), node)));
    }
    hits.sort_unstable();
    let mut named = Vec::new();
    let mut last = 0;
    for (start, std::cmp::Reverse(end), node) in hits {
        if start >= last {
            last = end;
            if !named.contains(&node) {
                named.push(node);
            }
        }
    }
    named
}

/// Whether a name is this one, but for case, accents and white space.
pub fn is_name(name: &str, typed: &str) -> bool {
    folded(name) == folded(typed)
}

fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    let aliases = actor.aliases.iter().map(String::as_str);
    [actor.name()].into_iter().chain(aliases)
}

/// How far a name is from what was typed, both folded; nothing where it does not hold it.
fn unlikeness(name: &str, typed: &str) -> Option<u8> {
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

/// Folded, with one space for all that is neither letter nor digit, and one at each end.
fn as_words(text: &str) -> String {
    let folded = folded(text);
    let words: Vec<_> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

/// Lower case, without accents, white space made single.
fn folded(text: &str) -> String {
    Fold::default().of(text).to_owned()
}

/// Folds one text after another, all into one buffer.
#[derive(Default)]
struct Fold(String);

impl Fold {
    /// The text in lower case, without accents, white space made single.
    fn of(&mut self, text: &str) -> &str {
        let Self(folded) = self;
        folded.clear();
        if text.is_ascii() {
            push_words(folded, text);
            folded.make_ascii_lowercase();
        } else {
            let bare: String = text
                .nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase)
                .collect();
            push_words(folded, &bare);
        }
        folded
    }
}

/// Adds the words of a text, a space between them.
fn push_words(folded: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
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

    fn named(nodes: Vec<NodeIndex>) -> Vec<String> {
        let network = network();
        let names = nodes.into_iter().map(|node| network.graph[node].name());
        names.map(str::to_owned).collect()
    }

    #[test]
    fn actors_are_found_by_the_beginning_of_a_word_and_by_a_slip_of_the_pen() {
        let like = |typed: &str| named(actors_like(&network(), typed, 10));
        assert_eq!(like("isl"), ["Taliban", "Islamic State"]);
        assert_eq!(like("state"), ["Islamic State"]);
        assert_eq!(like("Talibna"), ["Taliban"]);
        assert!(like("Quakers").is_empty());
        assert!(like(" ").is_empty());
    }

    #[test]
    fn actors_named_in_a_passage_come_in_its_order_and_by_whole_words() {
        let in_passage = |words: &str| named(actors_named(&network(), words));
        assert_eq!(
            in_passage("The Islamic  State’s men fled; the Táliban won."),
            ["Islamic State", "Taliban"]
        );
        assert_eq!(
            in_passage("an Islamic Emirate, say the Taliban"),
            ["Taliban"]
        );
        assert!(in_passage("Talibanization of the Islamic statesmen").is_empty());
    }

    #[test]
    fn nothing_is_found_by_nothing() {
        assert!(found_by("  ").is_empty());
    }
}
