//! Which relations and claims a filter shows, and how it is worded.

use super::{Filter, Network, PropertyFilter};
use crate::language::Language;
use crate::model::{
    Actor, Claim, Coder, Credibility, Date, Document, Reference, Relation, RelationKind,
    Reliability, Sign, Span, Stance,
};

fn reference(id: &str, outlet: &str, reliability: Option<Reliability>) -> Reference {
    Reference {
        container_title: Some(outlet.into()),
        reliability,
        ..Reference::new(id)
    }
}

fn claim(reference: &str, stance: Stance) -> Claim {
    Claim {
        reference: (!reference.is_empty()).then(|| reference.into()),
        stance,
        ..Claim::default()
    }
}

fn relation(id: &str, when: &str, claims: Vec<Claim>) -> Relation {
    Relation {
        when: Date::parse(when).ok(),
        claims,
        ..Relation::new(id, "a", "b")
    }
}

/// `pact` cites Reuters and a paper that copied it, `war` is denied by the paper, `talks` cite only
/// the paper, `rumour` cites nothing, `bare` has no claim.
fn document() -> Document {
    use Stance::{Asserts, Denies};
    let wire = Reference {
        origin: Some("wire".into()),
        ..reference("reuters", "Reuters", Some(Reliability::B))
    };
    let copy = Reference {
        origin: Some("wire".into()),
        ..reference("copy", "The Paper", Some(Reliability::D))
    };
    Document {
        references: [
            wire,
            copy,
            reference("book", "The Paper", Some(Reliability::F)),
        ]
        .into_iter()
        .collect(),
        actors: ["a", "b"].map(Actor::new).into_iter().collect(),
        relations: [
            relation(
                "pact",
                "1907",
                vec![claim("reuters", Asserts), claim("copy", Asserts)],
            ),
            relation(
                "war",
                "1914-07-28/..",
                vec![claim("reuters", Asserts), claim("copy", Denies)],
            ),
            relation("talks", "1912-05", vec![claim("book", Asserts)]),
            relation("rumour", "", vec![claim("", Asserts)]),
            relation("bare", "", vec![]),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    }
}

/// Checks the visible relations, each with its number of claims, and the filter in words.
fn check(change: impl FnOnce(&mut Filter), expected: &str) {
    let mut filter = Filter::default();
    change(&mut filter);
    let document = document();
    let network = Network::seen(&document, &filter);
    let relations = network.graph.edge_weights();
    let seen: Vec<_> = relations
        .map(|relation| format!("{} {}", relation.id, relation.claims.len()))
        .collect();
    let words = filter.in_words(&document, Language::English);
    assert_eq!(format!("{words}: {}", seen.join(", ")), expected);
    assert_eq!(network.graph.node_count(), 2, "actors stay");
}

#[test]
fn a_clear_filter_shows_all_and_has_nothing_to_say() {
    check(|_| {}, ": pact 2, war 2, talks 1, rumour 1, bare 0");
}

#[test]
fn without_a_source_what_rests_on_it_alone_falls_and_the_rest_is_trimmed() {
    check(
        |filter| filter.toggle_reference("book".into()),
        "Without “book”: pact 2, war 2, rumour 1, bare 0",
    );
    check(
        |filter| filter.toggle_outlet("The Paper".into()),
        "Without The Paper: pact 1, war 1, rumour 1, bare 0",
    );
    check(
        |filter| filter.toggle_stance(Stance::Denies),
        "Without denials: pact 2, war 1, talks 1, rumour 1, bare 0",
    );
}

#[test]
fn an_unknown_grade_passes_every_minimum_unless_known_ones_are_asked_for() {
    check(
        |filter| filter.min_reliability = Some(Reliability::C),
        "Only sources graded C or better, or not graded: pact 1, war 1, talks 1, rumour 1, bare 0",
    );
    check(
        |filter| {
            filter.min_reliability = Some(Reliability::C);
            filter.only_graded = true;
        },
        "Only sources graded C or better: pact 1, war 1, bare 0",
    );
    check(
        |filter| filter.min_credibility = Credibility::new(2),
        "Only claims graded 2 or better, or not graded: pact 2, war 2, talks 1, rumour 1, bare 0",
    );
}

#[test]
fn claims_are_hidden_by_their_coder_and_those_without_one_by_the_empty_name() {
    let mut document = document();
    let mut pact = Relation::clone(document.relations.get(&"pact".into()).unwrap());
    for (claim, coder) in pact.claims.iter_mut().zip(["Ada", "Ben"]) {
        claim.coder = Coder::person(coder).map(Box::new);
    }
    document.relations.put(pact);
    let shown = |coders: &[&str]| {
        let mut filter = Filter::default();
        for coder in coders {
            filter.toggle_coder((*coder).to_owned());
        }
        let network = Network::seen(&document, &filter);
        let words = filter.in_words(&document, Language::English);
        let claims = network.graph.edge_weights().map(|one| one.claims.len());
        (words, claims.collect::<Vec<_>>())
    };
    let by = |name: &str| format!("Without claims coded by {name}");
    assert_eq!(shown(&["Ada"]), (by("Ada"), vec![1, 2, 1, 1, 0]));
    assert_eq!(shown(&["Ada", "Ben"]).1, [2, 1, 1, 0]);
    let words = "Without claims without a coder".to_owned();
    assert_eq!(shown(&[""]), (words, vec![2, 0]));
}

#[test]
fn cited_contested_and_independent_are_judged_by_the_claims_that_are_seen() {
    check(
        |filter| filter.cited = PropertyFilter::With,
        "Only cited relations: pact 2, war 2, talks 1",
    );
    check(
        |filter| filter.cited = PropertyFilter::Without,
        "Only uncited relations: rumour 1, bare 0",
    );
    check(
        |filter| filter.contested = PropertyFilter::With,
        "Only contested relations: war 2",
    );
    check(
        |filter| {
            filter.contested = PropertyFilter::With;
            filter.toggle_reference("copy".into());
        },
        "Without “copy”; only contested relations: ",
    );
    // The copy of a wire report is not a second source.
    check(
        |filter| filter.min_independent_sources = 2,
        "At least 2 independent sources: ",
    );
    check(
        |filter| filter.min_independent_sources = 1,
        "At least 1 independent source: pact 2, war 2, talks 1",
    );
}

#[test]
fn a_relation_is_in_where_its_date_may_fall_into_the_span_and_undated_ones_are_always_in() {
    let span = |text: &str| Some(Span::of(&Date::parse(text).unwrap()));
    check(
        |filter| filter.span = span("1914-07"),
        "As of July 1914: war 2, rumour 1, bare 0",
    );
    check(
        |filter| {
            filter.span = span("1907/1912-05-01");
            filter.hides_undated = true;
        },
        "Without undated relations; from 1 January 1907 to 1 May 1912: pact 2, talks 1",
    );
    check(
        |filter| {
            filter.span = span("1914-07");
            filter.cited = PropertyFilter::With;
            filter.toggle_outlet("Reuters".into());
        },
        "Without Reuters; as of July 1914; only cited relations: war 1",
    );
}

#[test]
fn of_many_things_left_out_three_are_named_and_the_rest_counted() {
    let mut filter = Filter {
        hidden_kinds: [RelationKind::Other, RelationKind::Hostility].into(),
        focus: Some("a".into()),
        ..Filter::default()
    };
    for outlet in ["A", "B", "C", "D", "E"] {
        filter.toggle_outlet(outlet.into());
    }
    assert_eq!(
        filter.in_words(&document(), Language::English),
        "Only a and its neighbours; without A, B, C, 2 more outlets, hostility and other ties"
    );
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        fn a_claim()(
            reference in proptest::option::of(0..6_usize),
            stance in 0..4_usize,
            credibility in 0..7_u64,
            coder in 0..3_usize,
        ) -> Claim {
            Claim {
                // The sixth is missing from the document.
                reference: reference.map(|number| format!("r{number}").into()),
                stance: Stance::ALL[stance],
                credibility: Credibility::new(credibility),
                coder: Coder::person(["", "Ada", "Ben"][coder]).map(Box::new),
                ..Claim::default()
            }
        }
    }

    prop_compose! {
        fn a_relation()(
            ends in (0..5_usize, 0..5_usize),
            kind in 0..4_usize,
            when in proptest::option::of("19[01][0-9](-0[1-9])?|190[0-9]/\\.\\.|/191[0-9]|191X"),
            claims in proptest::collection::vec(a_claim(), 0..4),
        ) -> Relation {
            Relation {
                kind: Some(RelationKind::ALL[kind]),
                when: when.and_then(|text| Date::parse(&text).ok()),
                claims,
                ..Relation::new("", format!("a{}", ends.0), format!("a{}", ends.1))
            }
        }
    }

    prop_compose! {
        fn a_document()(
            relations in proptest::collection::vec(a_relation(), 0..12),
            grades in proptest::collection::vec(0..7_usize, 5),
        ) -> Document {
            let number = |(number, relation): (usize, Relation)| Relation {
                id: format!("e{number}").into(),
                ..relation
            };
            let reference = |(number, grade): (usize, usize)| {
                let grade = Reliability::ALL.get(grade).copied();
                let origin = (number < 2).then(|| "wire".to_owned());
                Reference { origin, ..reference(&format!("r{number}"), ["P", "Q"][number % 2], grade) }
            };
            Document {
                // The fifth end is missing from the document.
                actors: (0..4).map(|number| Actor::new(format!("a{number}"))).collect(),
                references: grades.into_iter().enumerate().map(reference).collect(),
                relations: relations.into_iter().enumerate().map(number).collect(),
                ..Document::default()
            }
        }
    }

    prop_compose! {
        fn a_filter()(
            supposed in proptest::collection::vec(proptest::bool::weighted(0.2), 3),
            hides in proptest::collection::vec(proptest::bool::weighted(0.2), 8),
            grades in (0..7_usize, 0..7_u64),
            which in (0..3_usize, 0..3_usize),
            span in proptest::option::of((0..8000_i64, 0..8000_i64)),
            switches in (any::<bool>(), any::<bool>(), proptest::bool::weighted(0.2)),
            min_independent_sources in 0..3_usize,
        ) -> Filter {
            let day = |offset| Some(crate::model::Day::from_number(693_900 + offset));
            let some = |place: usize| hides[place].then_some(());
            Filter {
                hidden_kinds: some(0).map(|()| RelationKind::Hostility).into_iter().collect(),
                hidden_actors: some(1).map(|()| "a1".into()).into_iter().collect(),
                focus: switches.2.then(|| "a0".into()),
                among: supposed[0].then(|| ["a0".into(), "a2".into()].into()),
                hidden_relations: supposed[1].then(|| "e1".into()).into_iter().collect(),
                flipped: supposed[2].then(|| "e2".into()).into_iter().collect(),
                hidden_references: some(2).map(|()| "r0".into()).into_iter().chain(some(3).map(|()| "r5".into())).collect(),
                hidden_outlets: some(4).map(|()| "Q".into()).into_iter().collect(),
                hidden_stances: some(5).map(|()| Stance::Denies).into_iter().collect(),
                hidden_coders: some(6).map(|()| "Ada".into()).into_iter().chain(some(7).map(|()| String::new())).collect(),
                min_reliability: Reliability::ALL.get(grades.0).copied(),
                min_credibility: Credibility::new(grades.1),
                only_graded: switches.0,
                cited: PropertyFilter::ALL[which.0],
                contested: PropertyFilter::ALL[which.1],
                min_independent_sources,
                span: span.map(|(from, to)| Span { from: day(from), to: day(to) }),
                hides_undated: switches.1,
                simplify: super::super::simplify::Simplify::default(),
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn what_is_seen_is_part_of_what_there_is_and_keeps_its_place(document in a_document(), filter in a_filter()) {
            let whole = Network::seen(&document, &Filter::default());
            let network = whole.through(&document, &filter);
            filter.in_words(&document, Language::English);
            prop_assert_eq!(network.actor_bound(), document.actors.len());
            for edge in network.graph.edge_indices() {
                let (seen, there) = (&network.graph[edge], &whole.graph[edge]);
                prop_assert_eq!(network.graph.edge_endpoints(edge), whole.graph.edge_endpoints(edge));
                prop_assert!(seen.claims.iter().all(|claim| there.claims.contains(claim)));
                prop_assert!(there.claims.is_empty() || !seen.claims.is_empty());
                let is_turned = filter.flipped.contains(&seen.id) && there.kind().sign() != Sign::None;
                prop_assert_eq!(seen.kind().sign() != there.kind().sign(), is_turned);
                let as_claimed = Relation {
                    kind: if is_turned { there.kind } else { seen.kind },
                    directed: if is_turned { there.directed } else { seen.directed },
                    claims: there.claims.clone(),
                    ..Relation::clone(seen)
                };
                prop_assert_eq!(&as_claimed, &**there);
            }
            for node in network.graph.node_indices() {
                prop_assert_eq!(&network.graph[node].id, &whole.graph[node].id);
            }
        }

        #[test]
        fn clearing_the_filter_shows_the_whole_again(document in a_document(), filter in a_filter()) {
            let seen = Network::seen(&document, &filter);
            let again = seen.through(&document, &Filter::default());
            let whole = Network::seen(&document, &Filter::default());
            let ids = |network: &Network| {
                let edges = network.graph.edge_indices();
                edges.map(|edge| (edge, network.graph[edge].clone())).collect::<Vec<_>>()
            };
            prop_assert_eq!(ids(&again), ids(&whole));
            let tied = document.relations.iter().filter(|relation| {
                document.actors.contains(&relation.source) && document.actors.contains(&relation.target)
            });
            prop_assert_eq!(tied.count(), whole.graph.edge_count());
        }
    }
}
