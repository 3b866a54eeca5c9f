//! The second bundled example: Europe from 1872 to 1914, with dates throughout, cited to two texts
//! in its folder.
//!
//! Reads the file with the program's reader and the texts directly. Knows no graph and no window.

use frenemy::evidence::{self, Anchored, CheckedClaim, QuoteCheck};
use frenemy::file::{self, FileContent};
use frenemy::model::{Claim, Date, Day, Document, Quote, Relation, Sign};

const EXAMPLE: &[u8] = include_bytes!("../../assets/examples/europe-1872-1914.json");

/// The saved texts, by the path in their reference.
const TEXTS: [(&str, &str); 2] = [
    (
        "texts/europe-1914.txt",
        include_str!("../../assets/examples/texts/europe-1914.txt"),
    ),
    (
        "texts/balkans-1914.txt",
        include_str!("../../assets/examples/texts/balkans-1914.txt"),
    ),
];

#[test]
fn it_reads_without_an_issue() {
    let issues = opened().issues;
    assert!(issues.is_empty(), "{issues:?}");
}

#[test]
fn saving_it_unchanged_changes_no_byte() {
    assert!(
        file::write(&example()) == EXAMPLE,
        "the file is not as the program writes it"
    );
}

#[test]
fn every_quote_occurs_once_in_the_paragraph_of_its_locator() {
    let example = example();
    for (relation, claim) in claims(&example) {
        let (Some(quote), Some(locator)) = (&claim.quote, &claim.locator) else {
            panic!("{}: a claim without a quote or a place", relation.id)
        };
        let Some(paragraph) = paragraph(text_of(&example, claim), locator) else {
            panic!("{}: the text has no {locator}", relation.id)
        };
        for words in [quote.exact.clone(), in_context(quote)] {
            let times = paragraph.matches(&words).count();
            assert_eq!(times, 1, "{} {locator}: “{words}”", relation.id);
        }
    }
}

#[test]
fn every_quote_is_verified_by_the_program_without_a_doubt() {
    let example = example();
    let texts = example.references.iter().filter_map(|reference| {
        let (_, text) = TEXTS
            .iter()
            .find(|(path, _)| reference.text.as_deref() == Some(path))?;
        Some((reference.id.clone(), Ok((*text).to_owned())))
    });
    let check = QuoteCheck::of(&example, &evidence::prepared(&example, texts.collect()));
    assert_eq!(check.claims.len(), claims(&example).count());
    for CheckedClaim {
        relation,
        claim,
        state,
        ..
    } in &check.claims
    {
        let is_sure = matches!(state, Anchored::Verified { doubts, .. } if doubts.is_empty());
        assert!(is_sure, "{relation}, claim {claim}: {state:?}");
    }
}

#[test]
fn every_relation_is_cited_and_within_the_years_of_the_title() {
    for relation in example().relations.iter() {
        assert!(!relation.claims.is_empty(), "{}: uncited", relation.id);
        assert!(
            relation
                .claims
                .iter()
                .all(|claim| claim.reference.is_some()),
            "{}: a claim without a reference",
            relation.id
        );
        assert!(
            holds_in(relation, "1872/1914-08"),
            "{}: {:?} is outside the years of the title",
            relation.id,
            relation.when
        );
    }
}

#[test]
fn some_relations_cite_both_texts_and_some_are_contested() {
    let example = example();
    let count = |holds: &dyn Fn(&Relation) -> bool| {
        let relations = example.relations.iter();
        relations.filter(|relation| holds(relation)).count()
    };
    assert!(count(&|relation| example.independent_references(relation) == 2) >= 10);
    assert!(count(&Relation::is_contested) >= 15);
}

#[test]
fn every_actor_has_a_relation() {
    let example = example();
    for actor in example.actors.iter() {
        let mut relations = example.relations.iter();
        assert!(
            relations.any(|relation| [&relation.source, &relation.target].contains(&&actor.id)),
            "{}: no relation",
            actor.id
        );
    }
}

#[test]
fn rivals_become_friends_and_friends_rivals() {
    use Sign::{Negative, Positive};
    let history: [(&str, &str, &str, &[Sign]); 12] = [
        ("great-britain", "france", "1898-10", &[Negative]),
        ("great-britain", "france", "1905", &[Positive]),
        ("austria-hungary", "russia", "1874", &[Positive]),
        ("austria-hungary", "russia", "1885-01", &[Positive]),
        ("austria-hungary", "russia", "1910", &[Negative]),
        ("great-britain", "russia", "1885-04", &[Negative]),
        ("great-britain", "russia", "1910", &[Positive]),
        ("russia", "bulgaria", "1878", &[Positive]),
        ("russia", "bulgaria", "1887", &[Negative]),
        ("russia", "japan", "1904-03", &[Negative]),
        ("russia", "japan", "1908", &[Positive]),
        ("austria-hungary", "italy", "1900", &[Positive, Negative]),
    ];
    let example = example();
    for (one, other, when, expected) in history {
        let found = signs(&example, one, other, when);
        assert_eq!(found, expected, "{one} and {other} in {when}");
    }
}

#[test]
fn the_triple_alliance_begins_in_1882() {
    let example = example();
    let allies = ["germany", "austria-hungary", "italy"];
    for when in ["1882-05-19", "1882-05-20"] {
        let relations = example.relations.iter();
        let ties: Vec<_> = relations
            .filter(|relation| relation.subtype.as_deref() == Some("Triple Alliance"))
            .filter(|relation| holds_in(relation, when))
            .map(|relation| [relation.source.as_str(), relation.target.as_str()])
            .collect();
        let expected = if when == "1882-05-20" { 3 } else { 0 };
        assert_eq!(ties.len(), expected, "{when}: {ties:?}");
        assert!(ties.iter().flatten().all(|end| allies.contains(end)));
    }
}

/// The signs of all relations between two actors that may exist at some time in `when`, each once,
/// positive first.
fn signs(example: &Document, one: &str, other: &str, when: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = example
        .relations
        .iter()
        .filter(|relation| {
            let ends = [relation.source.as_str(), relation.target.as_str()];
            ends == [one, other] || ends == [other, one]
        })
        .filter(|relation| holds_in(relation, when))
        .map(|relation| relation.kind().sign())
        .collect();
    signs.sort_unstable();
    signs.dedup();
    signs
}

/// Whether a relation has a date and may exist at some time in `when`.
fn holds_in(relation: &Relation, when: &str) -> bool {
    let when = match Date::parse(when) {
        Ok(when) => when,
        Err(error) => panic!("{when}: {}", error.message),
    };
    let not_after = |first: Option<Day>, last: Option<Day>| match (first, last) {
        (Some(first), Some(last)) => first <= last,
        _ => true,
    };
    relation.when.as_ref().is_some_and(|held| {
        not_after(held.earliest(), when.latest()) && not_after(when.earliest(), held.latest())
    })
}

fn claims(example: &Document) -> impl Iterator<Item = (&Relation, &Claim)> {
    example
        .relations
        .iter()
        .flat_map(|relation| relation.claims.iter().map(|claim| (&**relation, claim)))
}

/// The saved text of a claim's reference.
fn text_of(example: &Document, claim: &Claim) -> &'static str {
    let reference = claim
        .reference
        .as_ref()
        .and_then(|id| example.references.get(id));
    let path = reference.and_then(|reference| reference.text.as_deref());
    let Some((_, text)) = TEXTS.iter().find(|(known, _)| Some(*known) == path) else {
        panic!("no saved text for {:?}", claim.reference)
    };
    text
}

/// The paragraph with a locator such as `¶4`: paragraphs are separated by blank lines and counted
/// from 1.
fn paragraph(text: &'static str, locator: &str) -> Option<&'static str> {
    let number: usize = locator.strip_prefix('¶')?.parse().ok()?;
    text.split("\n\n").nth(number.checked_sub(1)?)
}

fn in_context(quote: &Quote) -> String {
    let around = |words: &Option<String>| words.clone().unwrap_or_default();
    [
        around(&quote.prefix),
        quote.exact.clone(),
        around(&quote.suffix),
    ]
    .concat()
}

fn example() -> Document {
    opened().document
}

fn opened() -> FileContent {
    match file::read(EXAMPLE, "europe-1872-1914.json") {
        Ok(opened) => opened,
        Err(issues) => panic!("it cannot be read: {issues:?}"),
    }
}
