//! The bundled example: its ids are consistent, and every quote is in the article at the place of
//! its locator.
//!
//! Reads the file as plain JSON, without the program's own reader, so that neither hides a fault of
//! the other. The article is not part of the repository: see `tests/it/data.rs`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::data::shared;

const EXAMPLE: &str = include_str!("../../assets/examples/afghanistan-2017.json");

#[test]
fn every_id_is_unique() {
    let example = example();
    for list in ["references", "nodes", "edges"] {
        let mut seen = BTreeSet::new();
        for item in items(&example, list) {
            assert!(
                seen.insert(text(item, "id")),
                "{list}: {} is given twice",
                text(item, "id")
            );
        }
        assert!(!seen.is_empty(), "{list} is empty");
    }
}

#[test]
fn every_kind_and_stance_is_known() {
    let example = example();
    for actor in items(&example, "nodes") {
        assert_one_of(actor, "kind", &["state", "group", "organization", "person"]);
    }
    for relation in items(&example, "edges") {
        assert_one_of(
            relation,
            "kind",
            &["cooperation", "hostility", "support", "other"],
        );
    }
    for claim in claims(&example) {
        assert_one_of(
            claim.value,
            "stance",
            &["asserts", "denies", "disputes", "retracts"],
        );
    }
}

#[test]
fn every_end_member_claimant_and_reference_exists() {
    let example = example();
    let actors: BTreeSet<&str> = items(&example, "nodes")
        .iter()
        .map(|actor| text(actor, "id"))
        .collect();
    let references: BTreeSet<&str> = items(&example, "references")
        .iter()
        .map(|reference| text(reference, "id"))
        .collect();

    for relation in items(&example, "edges") {
        for end in ["source", "target"] {
            assert!(
                actors.contains(text(relation, end)),
                "{}: no actor {}",
                text(relation, "id"),
                text(relation, end)
            );
        }
    }
    for actor in items(&example, "nodes") {
        for member in actor
            .get("members")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let known = member
                .as_str()
                .is_some_and(|member| actors.contains(member));
            assert!(known, "{}: no actor {member}", text(actor, "id"));
        }
    }
    for claim in claims(&example) {
        assert!(
            references.contains(text(claim.value, "reference")),
            "{claim}: no such reference"
        );
        if let Some(claimant) = claim.value.get("claimant").and_then(Value::as_str) {
            assert!(
                !looks_like_an_id(claimant) || actors.contains(claimant),
                "{claim}: no actor {claimant}"
            );
        }
    }
}

#[test]
fn every_actor_has_a_relation_and_no_relation_is_repeated() {
    let example = example();
    let mut tied = BTreeSet::new();
    let mut relations = BTreeSet::new();
    for relation in items(&example, "edges") {
        let [source, target, kind, finer] =
            ["source", "target", "kind", "type"].map(|key| text(relation, key));
        assert_ne!(source, target, "{}: a tie to itself", text(relation, "id"));
        assert!(
            relations.insert([source, target, kind, finer]),
            "{}: repeated",
            text(relation, "id")
        );
        tied.extend([source, target]);
    }
    for actor in items(&example, "nodes") {
        assert!(
            tied.contains(text(actor, "id")),
            "{}: no relation",
            text(actor, "id")
        );
    }
}

#[test]
fn every_relation_has_a_claim_with_a_locator_and_a_short_quote() {
    let example = example();
    for relation in items(&example, "edges") {
        assert!(
            !items(relation, "claims").is_empty(),
            "{}: uncited",
            text(relation, "id")
        );
    }
    for claim in claims(&example) {
        let words = claim.exact().split_whitespace().count();
        assert!((2..=14).contains(&words), "{claim}: {words} words");
        assert!(
            !claim.exact().ends_with(['.', '!', '?']),
            "{claim}: ends as a sentence"
        );
        let paragraph = claim
            .locator()
            .strip_prefix('¶')
            .is_some_and(|number| number.parse::<u8>().is_ok());
        assert!(
            paragraph || claim.locator() == "standfirst",
            "{claim}: not a place in the article"
        );
    }
}

#[test]
fn the_taliban_deny_the_meeting_of_2015() {
    let example = example();
    let denied: Vec<&Value> = items(&example, "edges")
        .iter()
        .filter(|relation| {
            items(relation, "claims")
                .iter()
                .any(|claim| text(claim, "stance") == "denies")
        })
        .collect();
    let [meeting] = denied[..] else {
        panic!("{} relations are denied, not one", denied.len())
    };
    assert_eq!(
        (text(meeting, "kind"), text(meeting, "when")),
        ("cooperation", "2015-09")
    );

    let sides: Vec<_> = items(meeting, "claims")
        .iter()
        .map(|claim| (text(claim, "claimant"), text(claim, "stance")))
        .collect();
    assert_eq!(sides, [("Sunday Times", "asserts"), ("taliban", "denies")]);
}

#[test]
fn every_quote_is_word_for_word_in_the_paragraph_of_its_locator() {
    let Some(article) = article() else {
        return;
    };
    let example = example();
    let places = places(&article, &example);
    for claim in claims(&example) {
        let Some(place) = places.get(claim.locator()) else {
            panic!("{claim}: the article has no such place")
        };
        let Some(start) = place.find(&claim.in_context()) else {
            panic!("{claim}: not in its paragraph")
        };
        let start = start + claim.context("prefix").len();
        let (before, after) = (&place[..start], &place[start + claim.exact().len()..]);
        assert!(
            !is_within_a_word(before, claim.exact(), after),
            "{claim}: cut within a word"
        );
        assert!(
            !is_whole_sentence(before, after),
            "{claim}: a whole sentence"
        );
    }
}

#[test]
fn every_quote_is_unique_with_its_context() {
    let Some(article) = article() else {
        return;
    };
    for claim in claims(&example()) {
        let times = article.matches(&claim.in_context()).count();
        assert_eq!(
            times, 1,
            "{claim}: stands {times} times with its prefix and suffix"
        );
    }
}

#[test]
fn every_paragraph_of_the_article_is_coded() {
    let Some(article) = article() else {
        return;
    };
    let example = example();
    let coded: BTreeSet<&str> = claims(&example).iter().map(Claim::locator).collect();
    for place in places(&article, &example).keys() {
        assert!(
            coded.contains(place.as_str()),
            "nothing is coded from {place}"
        );
    }
}

/// A claim, and the id of its relation for messages.
struct Claim<'a> {
    relation: &'a str,
    value: &'a Value,
}

impl<'a> Claim<'a> {
    fn locator(&self) -> &'a str {
        text(self.value, "locator")
    }

    fn exact(&self) -> &'a str {
        text(&self.value["quote"], "exact")
    }

    /// The quote's `prefix` or `suffix`, empty where it has none.
    fn context(&self, key: &str) -> &'a str {
        self.value["quote"]
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    fn in_context(&self) -> String {
        [self.context("prefix"), self.exact(), self.context("suffix")].concat()
    }
}

impl std::fmt::Display for Claim<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} “{}”", self.relation, self.locator(), self.exact())
    }
}

fn claims(example: &Value) -> Vec<Claim<'_>> {
    let relations = items(example, "edges").iter();
    relations
        .flat_map(|relation| {
            items(relation, "claims").iter().map(|value| Claim {
                relation: text(relation, "id"),
                value,
            })
        })
        .collect()
}

/// The paragraphs of the article by locator: `standfirst`, and `¶1` onwards for the body.
///
/// The standfirst is the sentence below the title. The body begins with "Recently" and ends before
/// the last line, which is about the author.
fn places<'a>(article: &'a str, example: &Value) -> BTreeMap<String, &'a str> {
    let title = text(&items(example, "references")[0], "title");
    let lines: Vec<&str> = article
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let standfirst = lines
        .windows(2)
        .find(|pair| pair[0] == title && pair[1].ends_with('.'))
        .map(|pair| pair[1]);
    let Some(standfirst) = standfirst else {
        panic!("no standfirst under the title")
    };
    let Some(first) = lines.iter().position(|line| line.starts_with("Recently")) else {
        panic!("no first paragraph")
    };

    let body = lines[first..lines.len() - 1].iter().enumerate();
    let mut places: BTreeMap<String, &str> = body
        .map(|(index, line)| (format!("¶{}", index + 1), *line))
        .collect();
    places.insert("standfirst".to_owned(), standfirst);
    places
}

fn is_whole_sentence(before: &str, after: &str) -> bool {
    let begins = before.trim_end().is_empty() || before.trim_end().ends_with(['.', '!', '?']);
    let ends = after.is_empty() || after.starts_with(['.', '!', '?']);
    begins && ends
}

fn is_within_a_word(before: &str, exact: &str, after: &str) -> bool {
    let touch = |left: &str, right: &str| {
        left.chars().next_back().is_some_and(char::is_alphanumeric)
            && right.chars().next().is_some_and(char::is_alphanumeric)
    };
    touch(before, exact) || touch(exact, after)
}

fn looks_like_an_id(claimant: &str) -> bool {
    claimant
        .chars()
        .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

fn article() -> Option<String> {
    let path = shared("article.txt")?;
    Some(std::fs::read_to_string(path).unwrap())
}

fn example() -> Value {
    match serde_json::from_str(EXAMPLE) {
        Ok(example) => example,
        Err(error) => panic!("the example is not JSON: {error}"),
    }
}

fn items<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    let Some(items) = value[key].as_array() else {
        panic!("no list {key} in {value}")
    };
    items
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    let Some(text) = value[key].as_str() else {
        panic!("no text {key} in {value}")
    };
    text
}

fn assert_one_of(value: &Value, key: &str, known: &[&str]) {
    assert!(known.contains(&text(value, key)), "{value}: unknown {key}");
}
