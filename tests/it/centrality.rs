//! Centrality and communities: checked by hand on small networks, against networkx and igraph on
//! published ones, and by properties of any network.

use std::ops::ControlFlow;

use frenemy::analysis::{
    Adjacency, Communities, MEASURES, Measure, communities, degree_by_kind, modularity,
};
use frenemy::file;
use frenemy::graph::{Filter, Network};
use frenemy::model::{Document, RelationKind};
use proptest::prelude::*;

use crate::data::{fixture_rows, fixture_text};

/// How far two orders of summation may differ.
const CLOSE: f64 = 1e-9;

fn go_on(_share: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn values(plain: &Adjacency, id: &str) -> Vec<f64> {
    Measure::by_id(id).unwrap().of(plain, &go_on).unwrap()
}

fn grouped(plain: &Adjacency) -> Communities {
    communities(plain, 1, &go_on).unwrap()
}

fn assert_close(found: &[f64], wanted: &[f64], what: &str) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (at, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        let distance = (found - wanted).abs();
        assert!(
            distance <= CLOSE * wanted.abs().max(1.0),
            "{what} of {at}: {found}, not {wanted}"
        );
    }
}

fn star() -> Adjacency {
    Adjacency::from_pairs(5, &[(0, 1), (0, 2), (0, 3), (0, 4)])
}

fn way() -> Adjacency {
    Adjacency::from_pairs(4, &[(0, 1), (1, 2), (2, 3)])
}

#[test]
fn the_centre_of_a_star_is_the_most_central() {
    assert_close(
        &values(&star(), "degree"),
        &[4.0, 1.0, 1.0, 1.0, 1.0],
        "degree",
    );
    assert_close(
        &values(&star(), "betweenness"),
        &[6.0, 0.0, 0.0, 0.0, 0.0],
        "betweenness",
    );
    let rim = 4.0 / 7.0;
    assert_close(
        &values(&star(), "closeness"),
        &[1.0, rim, rim, rim, rim],
        "closeness",
    );
    // The centre has 1/√2, as much as the four others together, which have 1/√8 each.
    let rim = 8.0_f64.sqrt().recip();
    let middle = 2.0_f64.sqrt().recip();
    assert_close(
        &values(&star(), "eigenvector"),
        &[middle, rim, rim, rim, rim],
        "eigenvector",
    );
    // m = 0.85 · 4r + 0.03 and r = 0.85 · m/4 + 0.03.
    let middle = (0.03 + 3.4 * 0.03) / (1.0 - 0.85 * 0.85);
    let rim = 0.85 * middle / 4.0 + 0.03;
    assert_close(
        &values(&star(), "pagerank"),
        &[middle, rim, rim, rim, rim],
        "pagerank",
    );
}

#[test]
fn inner_actors_of_a_path_have_betweenness() {
    assert_close(
        &values(&way(), "betweenness"),
        &[0.0, 2.0, 2.0, 0.0],
        "betweenness",
    );
    assert_close(
        &values(&way(), "closeness"),
        &[0.5, 0.75, 0.75, 0.5],
        "closeness",
    );
}

#[test]
fn two_shortest_paths_count_half_each() {
    let square = Adjacency::from_pairs(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]);
    assert_close(&values(&square, "betweenness"), &[0.5; 4], "betweenness");
}

#[test]
fn closeness_counts_unreachable_actors() {
    let apart = Adjacency::from_pairs(5, &[(0, 1), (1, 2)]);
    let middle = 2.0 / 2.0 * (2.0 / 4.0);
    let end = 2.0 / 3.0 * (2.0 / 4.0);
    assert_close(
        &values(&apart, "closeness"),
        &[end, middle, end, 0.0, 0.0],
        "closeness",
    );
}

#[test]
fn networks_without_ties_have_finite_values() {
    for count in 0..3 {
        let plain = Adjacency::from_pairs(count, &[]);
        for measure in MEASURES {
            let values = measure.of(&plain, &go_on).unwrap();
            assert_eq!(values.len(), count, "{}", measure.id);
            assert!(
                values.iter().all(|value| value.is_finite()),
                "{}",
                measure.id
            );
        }
    }
    assert_close(
        &values(&Adjacency::from_pairs(2, &[]), "pagerank"),
        &[0.5, 0.5],
        "pagerank",
    );
}

#[test]
fn a_cancelled_measure_has_no_values() {
    let pairs: Vec<(u32, u32)> = (0..100).map(|at| (at, at + 1)).collect();
    let plain = Adjacency::from_pairs(101, &pairs);
    for id in ["betweenness", "closeness", "pagerank", "eigenvector"] {
        let stop = |_| ControlFlow::Break(());
        assert_eq!(Measure::by_id(id).unwrap().of(&plain, &stop), None, "{id}");
    }
}

fn document(csv: &str) -> Document {
    file::read(csv.as_bytes(), "ties.csv").unwrap().document
}

#[test]
fn hidden_actors_have_no_value_and_no_influence() {
    let document = document("source,target,sign\na,b,1\na,b,-1\nb,c,1\nc,c,1\na,d,-1\n");
    let filter = Filter {
        hidden_actors: ["b".into()].into(),
        ..Filter::default()
    };
    let plain = Adjacency::new(&Network::seen(&document, &filter));
    let degree = plain.by_node(&values(&plain, "degree"));
    assert_eq!(degree, [Some(1.0), None, Some(0.0), Some(1.0)]);
}

#[test]
fn degree_by_kind_counts_every_relation() {
    let document = document("source,target,sign\na,b,1\na,b,-1\nb,c,1\nc,c,1\na,d,-1\n");
    let network = Network::seen(&document, &Filter::default());
    assert_eq!(
        RelationKind::ALL.map(RelationKind::as_str),
        ["cooperation", "support", "hostility", "other"]
    );
    let wanted = [[1, 0, 2, 0], [2, 0, 1, 0], [2, 0, 0, 0], [0, 0, 1, 0]];
    assert_eq!(degree_by_kind(&network), wanted.map(Some));
}

/// The columns of the tables of measures.
const COLUMNS: [&str; 5] = [
    "degree",
    "betweenness",
    "closeness",
    "pagerank",
    "eigenvector",
];

#[test]
fn values_are_those_of_networkx() {
    for (name, best) in [("karate", 0.419_790), ("lesmis", 0.560_008)] {
        let (document, plain) = of_fixture(name);
        let rows = fixture_rows(&format!("{name}-measures.csv"), ',');
        for (column, id) in COLUMNS.iter().enumerate() {
            let wanted = |actor: &str| {
                let row = rows.iter().find(|row| row[0] == actor);
                let row = row.unwrap_or_else(|| panic!("{name} has no {actor}"));
                row[column + 1].parse::<f64>().unwrap()
            };
            let wanted: Vec<_> = document
                .actors
                .iter()
                .map(|actor| wanted(actor.name()))
                .collect();
            assert_close(&values(&plain, id), &wanted, &format!("{name} {id}"));
        }
        let found = grouped(&plain).modularity.unwrap();
        assert!(
            (found - best).abs() < 1e-6,
            "{name}: modularity {found}, not {best}"
        );
    }
}

#[test]
fn betweenness_of_the_medici_is_as_published() {
    let (document, plain) = of_fixture("florentine");
    let betweenness = values(&plain, "betweenness");
    let pairs = 14.0 * 13.0 / 2.0;
    for (family, published) in [
        ("Medici", 0.522),
        ("Guadagni", 0.255),
        ("Albizzi", 0.212),
        ("Strozzi", 0.103),
    ] {
        let at = document
            .actors
            .iter()
            .position(|actor| actor.name() == family);
        let share = betweenness[at.unwrap()] / pairs;
        assert!(
            (share - published).abs() < 0.0005,
            "{family}: {share}, not {published}"
        );
    }
}

#[test]
fn the_characters_of_les_miserables_are_as_knuth_counted_them() {
    let (document, plain) = of_fixture("lesmis");
    assert_eq!((document.actors.len(), document.relations.len()), (77, 254));
    let mut degrees: Vec<_> = values(&plain, "degree")
        .into_iter()
        .zip(document.actors.iter())
        .map(|(degree, actor)| (degree as usize, actor.name()))
        .collect();
    degrees.sort_unstable_by(|a, b| b.cmp(a));
    let first = [
        (36, "Valjean"),
        (22, "Gavroche"),
        (19, "Marius"),
        (17, "Javert"),
    ];
    assert_eq!(degrees[..4], first);
}

/// The document of a table of ties in `tests/data`, and its adjacency.
fn of_fixture(name: &str) -> (Document, Adjacency) {
    let document = document(&fixture_text(&format!("{name}.csv")));
    let plain = Adjacency::new(&Network::seen(&document, &Filter::default()));
    (document, plain)
}

fn any_pairs() -> impl Strategy<Value = (usize, Vec<(u32, u32)>)> {
    (1_usize..25).prop_flat_map(|count| {
        let end = 0..count as u32;
        (
            Just(count),
            prop::collection::vec((end.clone(), end), 0..60),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn page_rank_sums_to_one((count, pairs) in any_pairs()) {
        let values = values(&Adjacency::from_pairs(count, &pairs), "pagerank");
        prop_assert!((values.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        prop_assert!(values.iter().all(|value| *value > 0.0));
    }

    #[test]
    fn the_order_of_actors_changes_no_value((count, pairs) in any_pairs(), shift in 0_u32..25) {
        let renamed = |actor: u32| (count as u32 - 1 - actor + shift) % count as u32;
        let others: Vec<_> = pairs.iter().map(|(a, b)| (renamed(*b), renamed(*a))).collect();
        let (plain, other) = (Adjacency::from_pairs(count, &pairs), Adjacency::from_pairs(count, &others));
        // Where two components tie for the first eigenvector, rounding decides how they share it.
        for id in ["degree", "betweenness", "closeness", "pagerank"] {
            let (values, others) = (values(&plain, id), values(&other, id));
            for actor in 0..count {
                let other = others[renamed(actor as u32) as usize];
                prop_assert!((values[actor] - other).abs() < 1e-9, "{id} of {actor}");
            }
        }
    }

    #[test]
    fn betweenness_sums_to_the_inner_steps_of_shortest_paths((count, pairs) in any_pairs()) {
        // A shortest path of k steps has k − 1 actors between its ends: all betweenness is the sum
        // of k − 1 over pairs.
        let plain = Adjacency::from_pairs(count, &pairs);
        let sum: f64 = values(&plain, "betweenness").iter().sum();
        let mut wanted = 0;
        for source in 0..count {
            let mut steps = vec![None; count];
            steps[source] = Some(0);
            let mut order = vec![source];
            let mut place = 0;
            while let Some(&actor) = order.get(place) {
                for &next in plain.neighbours(actor) {
                    if steps[next as usize].is_none() {
                        steps[next as usize] = steps[actor].map(|steps| steps + 1);
                        order.push(next as usize);
                    }
                }
                place += 1;
            }
            wanted += steps.iter().flatten().filter(|steps| **steps > 0).map(|steps| steps - 1).sum::<usize>();
        }
        prop_assert!((sum - wanted as f64 / 2.0).abs() < 1e-6);
    }

    #[test]
    fn communities_are_repeatable_connected_and_better_than_one((count, pairs) in any_pairs()) {
        let plain = Adjacency::from_pairs(count, &pairs);
        let found = grouped(&plain);
        prop_assert_eq!(&found, &grouped(&plain));
        prop_assert_eq!(found.of.len(), count);
        prop_assert_eq!(found.modularity, modularity(&plain, &found.of));
        prop_assert!(found.modularity.is_none_or(|value| value >= -1e-9));
        for group in 0..found.count as u32 {
            let mut left: Vec<usize> = (0..count).filter(|actor| found.of[*actor] == group).collect();
            let mut reached = vec![left.pop().unwrap()];
            while let Some(actor) = reached.pop() {
                let (next, rest): (Vec<_>, Vec<_>) =
                    left.into_iter().partition(|other| plain.neighbours(actor).contains(&(*other as u32)));
                reached.extend(next);
                left = rest;
            }
            prop_assert!(left.is_empty(), "community {} falls apart", group);
        }
    }
}
