//! What captions say about rules.

use super::{decimal, document, near, network_with, result, tailed_triangle, whole};
use crate::graph::filter_words::filter_in_words;
use crate::graph::simplify::{RankedBy, RuleSetting};
use crate::graph::{Filter, Network};
use crate::language::Language;
use crate::model::{Date, Span};

#[test]
fn the_last_result_is_used_until_the_next_one_is_there_and_the_words_say_so() {
    let document = tailed_triangle();
    let mut filter = Filter::default();
    filter.simplify.turn_on("k-core", whole(2));
    let words = |filter: &Filter| {
        filter_in_words(
            &document,
            &Network::seen(&document, filter),
            Language::English,
        )
    };
    assert_eq!(
        words(&filter).unwrap(),
        "7 of 7 actors and 7 of 7 relations (2-core: not yet applied)."
    );
    filter.simplify = filter.simplify.with_result(result(&document, &filter));
    assert_eq!(
        words(&filter).unwrap(),
        "3 of 7 actors and 3 of 7 relations (2-core)."
    );
    filter.simplify.turn_on("top-actors", whole(1));
    assert_eq!(
        words(&filter).unwrap(),
        "3 of 7 actors and 3 of 7 relations (2-core; top 1 by degree: not yet applied)."
    );
    filter.simplify.turn_off("top-actors");
    filter.simplify.turn_off("k-core");
    assert!(filter.is_clear(), "nothing is left of the result");
    assert_eq!(words(&filter), None);
}

#[test]
fn captions_name_rules_in_the_singular_and_plural() {
    let document = tailed_triangle();
    let page_rank = RuleSetting {
        measure: Some(RankedBy {
            id: "pagerank",
            name: "PageRank",
        }),
        ..whole(42)
    };
    let words = |rule: &'static str, setting: RuleSetting| {
        let mut filter = Filter::default();
        filter.simplify.turn_on(rule, setting);
        let words = filter.simplify.in_words(&document, Language::English);
        words.strip_suffix(": not yet applied").unwrap().to_owned()
    };
    for (rule, setting, expected) in [
        (
            "min-tie-sources",
            whole(1),
            "ties with at least 1 independent source",
        ),
        (
            "min-tie-sources",
            whole(2),
            "ties with at least 2 independent sources",
        ),
        ("min-claims", whole(1), "ties with at least 1 claim"),
        ("min-claims", whole(3), "ties with at least 3 claims"),
        ("min-weight", decimal(2.5), "ties of weight 2.5 or more"),
        ("backbone", decimal(0.05), "backbone at alpha 0.05"),
        ("k-core", whole(4), "4-core"),
        ("top-actors", whole(42), "top 42 by degree"),
        ("top-actors", page_rank, "top 42 by PageRank"),
        ("near", near(1, &["a"]), "within 1 step of a"),
        ("near", near(2, &["a", "b"]), "within 2 steps of a and b"),
        (
            "near",
            near(2, &["a", "b", "c", "d"]),
            "within 2 steps of a, b, c and 1 more actor",
        ),
        ("giant", RuleSetting::default(), "giant component"),
    ] {
        assert_eq!(words(rule, setting), expected);
    }
}

#[test]
fn a_caption_of_one_actor_and_other_filters_is_grammatical() {
    let document = document(&["a"], &["a-a"]);
    let mut filter = Filter {
        span: Some(Span::of(&Date::parse("1914").unwrap())),
        ..Filter::default()
    };
    filter.simplify.turn_on("top-actors", whole(1));
    let network = network_with(&document, filter);
    assert_eq!(
        filter_in_words(&document, &network, Language::English).unwrap(),
        "1 of 1 actor and 1 of 1 relation (top 1 by degree). As of 1914; 1 without a date is kept."
    );
}
