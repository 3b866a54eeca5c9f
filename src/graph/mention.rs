//! Actors that a passage names, in its order, and whether each is likely to act there. Knows no
//! grammar but the word before a name.

use unicode_normalization::char::is_combining_mark;

use super::search::names;
use super::{Network, NodeIndex};
use crate::words::folded;

/// An actor that a passage names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The actor.
    pub node: NodeIndex,
    /// What it does there, by the word before its name.
    pub role: MentionRole,
}

/// What an actor does in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionRole {
    /// It acts, as `by` says: “armed by Russia”.
    Agent,
    /// It begins a clause: “Russia armed the Taliban”.
    Subject,
    /// Anything else: “pledged arms to the Taliban”.
    Object,
}

/// The actors whose name or alias is in a passage as whole words, in the order of the passage. Of
/// overlapping names the longest counts. O(names).
pub fn actors_named(network: &Network, passage: &str) -> Vec<NodeIndex> {
    let mentions = mentions(network, passage, &[]);
    mentions.into_iter().map(|mention| mention.node).collect()
}

/// The same with the first mention of each, where some actors have further names.
pub fn mentions(network: &Network, passage: &str, further: &[(String, NodeIndex)]) -> Vec<Mention> {
    let passage = PassageWords::of(passage);
    let graph = &network.graph;
    let mut hits = Vec::new();
    for node in graph.node_indices() {
        let further = further.iter().filter(|(_, other)| *other == node);
        let further = further.map(|(name, _)| name.as_str());
        let places = names(&graph[node]).chain(further).flat_map(|name| {
            let words = PassageWords::of(name).text;
            let is_name = words.trim().len() > 1;
            let places = passage.text.match_indices(&words).filter(|_| is_name);
            // The spaces around a name also belong to its neighbours.
            let places = places.map(|(at, words)| (at + 1, at + words.len() - 1));
            places.collect::<Vec<_>>()
        });
        hits.extend(places.map(|(start, end)| (start, std::cmp::Reverse(end), node)));
    }
    hits.sort_unstable();
    let mut found: Vec<Mention> = Vec::new();
    let mut last = 0;
    for (start, std::cmp::Reverse(end), node) in hits {
        if start >= last {
            last = end;
            if !found.iter().any(|mention| mention.node == node) {
                let role = passage.role(start);
                found.push(Mention { node, role });
            }
        }
    }
    found
}

/// The words of a passage, folded, with a space between them and at each end.
struct PassageWords {
    text: String,
    /// The places of words that follow a mark such as a comma.
    after_marks: Vec<usize>,
}

impl PassageWords {
    fn of(passage: &str) -> Self {
        let folded = folded(passage);
        let mut words = Self {
            text: String::from(" "),
            after_marks: Vec::new(),
        };
        let is_between = |letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter);
        let mut is_marked = false;
        for part in folded.split_inclusive(is_between) {
            let word = part.trim_end_matches(is_between);
            if !word.is_empty() {
                if is_marked {
                    words.after_marks.push(words.text.len());
                }
                words.text.push_str(word);
                words.text.push(' ');
                is_marked = false;
            }
            let mark = part.chars().next_back().filter(|mark| is_between(*mark));
            is_marked |= mark.is_some_and(|mark| !mark.is_whitespace() && !JOINING.contains(&mark));
        }
        words
    }

    /// The role of the name at this place, by the word before it and its article.
    fn role(&self, start: usize) -> MentionRole {
        let mut start = start;
        loop {
            let before = self.text[..start].trim_end();
            let Some(word) = before.rsplit(' ').next().filter(|word| !word.is_empty()) else {
                return MentionRole::Subject;
            };
            if self.after_marks.contains(&start) {
                return MentionRole::Subject;
            }
            if !ARTICLES.contains(&word) {
                let is_time =
                    word.bytes().all(|byte| byte.is_ascii_digit()) || TIMES.contains(&word);
                return match word {
                    "by" => MentionRole::Agent,
                    word if is_time || OPENING.contains(&word) => MentionRole::Subject,
                    _ => MentionRole::Object,
                };
            }
            start = before.len() - word.len();
        }
    }
}

/// Marks within words and between their parts.
const JOINING: [char; 4] = ['-', '‐', '’', '\''];

const ARTICLES: [&str; 10] = [
    "a", "an", "both", "her", "his", "its", "our", "s", "the", "their",
];

/// Words after which a new clause begins.
const OPENING: [&str; 27] = [
    "after",
    "although",
    "and",
    "as",
    "because",
    "before",
    "but",
    "claimed",
    "claims",
    "if",
    "once",
    "or",
    "said",
    "say",
    "says",
    "since",
    "that",
    "then",
    "though",
    "today",
    "until",
    "when",
    "where",
    "whereas",
    "whether",
    "while",
    "yesterday",
];

const TIMES: [&str; 19] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::model::{Actor, Document};

    fn network() -> Network {
        let actor = |name: &str| Actor {
            name: Some(name.into()),
            ..Actor::new(name)
        };
        let emirate = Actor {
            aliases: vec!["Islamic Emirate".into()],
            ..actor("Taliban")
        };
        let others = ["Islamic State", "Russia", "Iran"].map(actor);
        let document = Document {
            actors: others.into_iter().chain([emirate]).collect(),
            ..Document::default()
        };
        Network::seen(&document, &Filter::default())
    }

    /// The names in a passage; those of objects in brackets.
    fn found(passage: &str) -> String {
        let network = network();
        let name = |mention: Mention| {
            let name = network.graph[mention.node].name();
            match mention.role {
                MentionRole::Agent => format!("by {name}"),
                MentionRole::Subject => name.to_owned(),
                MentionRole::Object => format!("[{name}]"),
            }
        };
        let found = mentions(&network, passage, &[]).into_iter().map(name);
        found.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn actors_in_a_passage_are_found_in_its_order_and_by_whole_words() {
        let named = |words: &str| {
            let network = network();
            let nodes = actors_named(&network, words).into_iter();
            nodes
                .map(|node| network.graph[node].name().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            named("The Islamic  State’s men fled; the Táliban won."),
            ["Islamic State", "Taliban"]
        );
        assert_eq!(named("an Islamic Emirate, say the Taliban"), ["Taliban"]);
        assert!(named("Talibanization of the Islamic statesmen").is_empty());
    }

    #[test]
    fn the_word_before_a_name_says_whether_it_acts() {
        let cases = [
            ("Russia armed the Taliban", "Russia [Taliban]"),
            ("pledged arms to the Taliban", "[Taliban]"),
            ("arms for the Taliban, Russia said", "[Taliban] Russia"),
            ("the Taliban were armed by Russia", "Taliban by Russia"),
            ("In May 2015 Russia met the Taliban", "Russia [Taliban]"),
            ("After the talks, Russia left", "Russia"),
            ("that the Islamic State fights Iran", "Islamic State [Iran]"),
            (
                "Russia and Iran support the Taliban",
                "Russia Iran [Taliban]",
            ),
            ("with Iran’s help", "[Iran]"),
            ("(Russia)", "Russia"),
            ("the anti-Taliban front of Russia", "[Taliban] [Russia]"),
        ];
        for (passage, expected) in cases {
            assert_eq!(found(passage), expected, "{passage}");
        }
    }

    #[test]
    fn further_names_of_actors_are_found() {
        let network = network();
        let russia = actors_named(&network, "Russia")[0];
        let found = mentions(
            &network,
            "the Kremlin agreed",
            &[("Kremlin".into(), russia)],
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].node, russia);
    }
}
