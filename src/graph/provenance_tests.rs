//! Counts of sources, what a filter hides, and weakly sourced relations.

use super::filter_effect::FilterEffect;
use super::filter_words::filter_in_words;
use super::provenance::Provenance;
use super::usage::{OutletUse, Usage};
use super::weak::{WeakOrder, weak_relations, weak_relations_as_tsv};
use super::{EdgeIndex, Filter, Network};
use crate::language::Language;
use crate::model::{Actor, Claim, Date, Document, Reference, Relation, Span};

fn claim(reference: &str) -> Claim {
    Claim {
        reference: (!reference.is_empty()).then(|| reference.into()),
        ..Claim::default()
    }
}

fn relation(id: &str, claims: &[&str]) -> Relation {
    Relation {
        claims: claims.iter().map(|reference| claim(reference)).collect(),
        ..Relation::new(id, "Alba", "Borea")
    }
}

fn document() -> Document {
    let reference = |id: &str| Reference {
        container_title: (id != "own").then(|| "The Paper".into()),
        ..Reference::new(id)
    };
    Document {
        references: ["one", "two", "own"].map(reference).into_iter().collect(),
        actors: ["Alba", "Borea"].map(Actor::new).into_iter().collect(),
        relations: [
            relation("both", &["one", "two", "two"]),
            relation("three", &["one", "two", "own"]),
            relation("alone", &["two"]),
            relation("partly", &["two", ""]),
            relation("lost", &["gone"]),
            relation("bare", &[]),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    }
}

fn ids(network: &Network, edges: &[EdgeIndex]) -> Vec<String> {
    let ids = edges.iter().map(|edge| network.graph[*edge].id.to_string());
    ids.collect()
}

#[test]
fn each_source_is_counted_by_claims_relations_and_relations_without_other_sources() {
    let usage = Usage::of(&document());
    let rows: Vec<_> = usage
        .sources
        .iter()
        .map(|row| (row.reference.as_str(), row.claims, row.relations, row.alone))
        .collect();
    let expected = [
        ("one", 2, 2, 0),
        ("two", 5, 4, 1),
        ("own", 1, 1, 0),
        ("gone", 1, 1, 1),
    ];
    assert_eq!(rows, expected);
    let paper = OutletUse {
        name: "The Paper".into(),
        sources: 2,
        claims: 7,
        relations: 4,
    };
    assert_eq!(usage.outlets, [paper]);
    assert_eq!(usage.undated, 6);
}

#[test]
fn without_a_source_relations_are_hidden_and_others_depend_on_the_last_one() {
    let document = document();
    let whole = Network::seen(&document, &Filter::default());
    let mut filter = Filter::default();
    filter.toggle_reference("two".into());
    let effect = FilterEffect::by(&document, &whole, &filter);
    assert_eq!(ids(&whole, &effect.hidden), ["alone"]);
    assert_eq!(ids(&whole, &effect.single_source), ["both"]);
    assert_eq!(
        effect.in_words(),
        "1 relation is hidden, 1 depends on a single source"
    );
    assert_eq!(FilterEffect::default().in_words(), "no relation is hidden");
}

#[test]
fn weak_relations_are_listed_with_uncited_ones_first_and_copied_as_a_table() {
    let document = document();
    let network = Network::seen(&document, &Filter::default());
    let rows = weak_relations(&document, &network, WeakOrder::Sources);
    let edges: Vec<_> = rows.iter().map(|row| row.edge).collect();
    assert_eq!(ids(&network, &edges), ["bare", "alone", "partly", "lost"]);
    insta::assert_snapshot!(weak_relations_as_tsv(&document, &network, &rows).replace('\t', " | "), @r"
    id | relation | kind | when | independent sources | claims | references
    bare | Alba and Borea are tied | other |  | 0 | 0 | 
    alone | Alba and Borea are tied | other |  | 1 | 1 | two
    partly | Alba and Borea are tied | other |  | 1 | 2 | two
    lost | Alba and Borea are tied | other |  | 1 | 1 | gone
    ");
}

#[test]
fn the_caption_counts_cited_hidden_and_undated_relations() {
    let document = document();
    let mut filter = Filter {
        span: Some(Span::of(&Date::parse("1914").unwrap())),
        ..Filter::default()
    };
    filter.toggle_reference("two".into());
    let network = Network::seen(&document, &filter);
    let words = Provenance::of(&network).in_words(Language::English);
    assert_eq!(words, "2 actors, 5 relations, 3 cited");
    let words = filter_in_words(&document, &network, Language::English).unwrap();
    insta::assert_snapshot!(words, @"Without “two”; as of 1914. 1 relation hidden; 5 without a date are kept.");
    let clear = Network::seen(&document, &Filter::default());
    assert_eq!(filter_in_words(&document, &clear, Language::English), None);
}
