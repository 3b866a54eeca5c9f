//! Signed measures on networks small enough to work out by hand, and on one that is published.

use std::ops::ControlFlow;

use frenemy::analysis::{
    self, Census, Clustering, Effort, Frustration, Optima, RelaxedGroups, Rule, SignedGraph,
    TriadKind, frustration, walk_balance,
};
use frenemy::file;
use frenemy::graph::{Filter, Network};

use crate::data::fixture_text;

/// What a network must have.
struct Expected {
    /// Triads +++, ++−, +−− and −−−.
    triads: [usize; 4],
    frustration: usize,
    optima: usize,
    /// Errors with at most three camps.
    three_camps: usize,
}

#[track_caller]
fn check(signs: &SignedGraph, expected: &Expected) {
    let census = Census::of(signs);
    let triads = TriadKind::ALL.map(|kind| census.count(kind));
    assert_eq!(triads, expected.triads, "triads +++, ++-, +--, ---");
    let found = frustrated(signs);
    assert_eq!(
        found.index(),
        Some(expected.frustration),
        "frustration index"
    );
    assert_eq!(found.frustrated.len(), expected.frustration);
    assert_eq!(
        found.optima,
        Some(Optima::Exactly(expected.optima)),
        "optimal splits"
    );
    let [two, three] = &camps(signs, 3)[..] else {
        panic!("two numbers of camps were asked for");
    };
    assert_eq!(two.errors, expected.frustration, "errors with two camps");
    assert_eq!(
        three.errors, expected.three_camps,
        "errors with three camps"
    );
    assert!(three.is_proved, "three camps are proved");
}

fn frustrated(signs: &SignedGraph) -> Frustration {
    frustration(signs, Effort::default(), &|_| ControlFlow::Continue(())).unwrap()
}

fn camps(signs: &SignedGraph, most: usize) -> Vec<Clustering> {
    analysis::clusterings(signs, &[], most, &|_| ControlFlow::Continue(())).unwrap()
}

/// A network of this many actors: friends, and foes.
fn network(actors: usize, friends: &[[usize; 2]], foes: &[[usize; 2]]) -> SignedGraph {
    let signed = |weight: f64| move |[a, b]: &[usize; 2]| (*a, *b, weight);
    let friends = friends.iter().map(signed(1.0));
    SignedGraph::from_weights(actors, friends.chain(foes.iter().map(signed(-1.0))))
}

/// All pairs of this many actors that a rule picks.
fn pairs(actors: usize, is_picked: impl Fn(usize, usize) -> bool) -> Vec<[usize; 2]> {
    let all = (0..actors).flat_map(|a| (a + 1..actors).map(move |b| [a, b]));
    all.filter(|[a, b]| is_picked(*a, *b)).collect()
}

#[test]
fn the_four_triads_of_heider() {
    let sides = [[0, 1], [0, 2], [1, 2]];
    for (foes, frustration, optima, three_camps) in
        [(0, 0, 1, 0), (1, 1, 3, 1), (2, 0, 1, 0), (3, 1, 3, 0)]
    {
        let mut triads = [0; 4];
        triads[foes] = 1;
        let expected = Expected {
            triads,
            frustration,
            optima,
            three_camps,
        };
        check(&network(3, &sides[foes..], &sides[..foes]), &expected);
    }
}

#[test]
fn two_camps_that_agree_within_and_fight_without_are_balanced() {
    let is_within = |a: usize, b: usize| (a < 3) == (b < 3);
    let friends = pairs(6, is_within);
    let foes = pairs(6, |a, b| !is_within(a, b));
    // One triad within each camp; else two of one camp and one of the other.
    let expected = Expected {
        triads: [2, 0, 18, 0],
        frustration: 0,
        optima: 1,
        three_camps: 0,
    };
    check(&network(6, &friends, &foes), &expected);
}

#[test]
fn three_camps_of_two_are_balanced_only_in_the_weak_sense() {
    let is_within = |a: usize, b: usize| a / 2 == b / 2;
    let friends = pairs(6, is_within);
    let foes = pairs(6, |a, b| !is_within(a, b));
    // The best split into two puts two camps together, at the cost of the four pairs between them.
    let expected = Expected {
        triads: [0, 0, 12, 8],
        frustration: 4,
        optima: 3,
        three_camps: 0,
    };
    check(&network(6, &friends, &foes), &expected);
}

#[test]
fn five_actors_who_are_all_foes() {
    // Two and three leave 1 + 3 pairs of foes together, in each of ten ways; two, two and one leave
    // two.
    let expected = Expected {
        triads: [0, 0, 0, 10],
        frustration: 4,
        optima: 10,
        three_camps: 2,
    };
    check(&network(5, &[], &pairs(5, |_, _| true)), &expected);
}

#[test]
fn a_ring_with_one_pair_of_foes_can_be_cut_anywhere() {
    let friends = [[0, 1], [1, 2], [2, 3], [3, 4]];
    let expected = Expected {
        triads: [0; 4],
        frustration: 1,
        optima: 5,
        three_camps: 1,
    };
    check(&network(5, &friends, &[[0, 4]]), &expected);
}

#[test]
fn the_petersen_graph_of_foes_has_a_largest_cut_of_twelve_and_three_colours() {
    let outer = (0..5).map(|at| [at, (at + 1) % 5]);
    let inner = (0..5).map(|at| [5 + at, 5 + (at + 2) % 5]);
    let spokes = (0..5).map(|at| [at, at + 5]);
    let foes: Vec<_> = outer.chain(inner).chain(spokes).collect();
    let signs = network(10, &[], &foes);
    assert_eq!(Census::of(&signs).total(), 0, "it has no triangle");
    assert_eq!(frustrated(&signs).index(), Some(15 - 12));
    assert_eq!(camps(&signs, 3)[1].errors, 0);
}

#[test]
fn walk_balance_is_what_the_eigenvalues_say() {
    let e = std::f64::consts::E;
    // Three foes: −2, 1 and 1, beside 2, −1 and −1 without signs.
    let three_foes = (e.powi(-2) + 2.0 * e) / (e.powi(2) + 2.0 / e);
    for (signs, expected) in [
        (network(3, &[], &[[0, 1], [0, 2], [1, 2]]), three_foes),
        (network(3, &[[0, 1]], &[[0, 2], [1, 2]]), 1.0),
        (network(2, &[], &[[0, 1]]), 1.0),
    ] {
        let found = walk_balance(&signs).unwrap();
        assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
    }
}

/// The factions of Sampson's monastery at time 4. He saw Romuald, Victor and Amand between them: in
/// the least inconsistent split the first two are with the Loyal Opposition, and Amand is an
/// outcast.
const FACTIONS: [&str; 3] = [
    "Albert Boniface Gregory Hugh John Bosco Mark Winfrid",
    "Amand Basil Elias Simplicius",
    "Ambrose Berthold Bonaventure Louis Peter Romuald Victor",
];

/// The sums of the choices that each novice got, of liking and of disliking, as they are printed.
const CHOICES: [(&str, i32, i32); 18] = [
    ("John Bosco", 12, 3),
    ("Gregory", 13, 17),
    ("Basil", 7, 13),
    ("Peter", 12, 18),
    ("Bonaventure", 10, 0),
    ("Berthold", 3, 9),
    ("Mark", 6, 5),
    ("Victor", 6, 10),
    ("Ambrose", 5, 0),
    ("Romuald", 0, 3),
    ("Louis", 4, 0),
    ("Winfrid", 9, 1),
    ("Amand", 4, 4),
    ("Hugh", 3, 2),
    ("Boniface", 3, 0),
    ("Albert", 2, 1),
    ("Elias", 4, 7),
    ("Simplicius", 8, 1),
];

#[test]
fn the_factions_of_the_monastery_are_as_published() {
    let text = fixture_text("sampson-t4.csv");
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[0], cells[1], cells[2].parse::<i32>().unwrap())
    });
    let rows: Vec<_> = rows.collect();
    for (name, liked, disliked) in CHOICES {
        let of = rows.iter().filter(|(_, to, _)| *to == name);
        let sum = |sign: i32| of.clone().map(|row| (sign * row.2).max(0)).sum::<i32>();
        assert_eq!((sum(1), sum(-1)), (liked, disliked), "{name}");
    }
    let faction = |name: &str| {
        FACTIONS
            .iter()
            .position(|names| names.contains(name))
            .unwrap()
    };
    let wrong = rows
        .iter()
        .filter(|(from, to, rank)| (faction(from) == faction(to)) != (*rank > 0));
    let ranks: i32 = wrong.map(|row| row.2.abs()).sum();
    assert_eq!(ranks, 21, "half of it is the published 10.5");

    let document = file::read(text.as_bytes(), "sampson-t4.csv")
        .unwrap()
        .document;
    let whole = Network::seen(&document, &Filter::default());
    let signs = SignedGraph::of(&document, &whole, Rule::default());
    let actors: Vec<_> = document.actors.iter().map(|actor| actor.name()).collect();
    let named = |members: &[usize]| {
        let mut names: Vec<_> = members.iter().map(|at| actors[*at]).collect();
        names.sort_unstable();
        names.join(" ")
    };
    let go_on = |_: f32| std::ops::ControlFlow::Continue(());
    let relaxed = RelaxedGroups::of(&signs, 3, 1, &go_on).unwrap();
    let mut found: Vec<_> = relaxed.groups.iter().map(|group| named(group)).collect();
    found.sort_unstable();
    assert_eq!(found, FACTIONS);
    // By strict balance the same, and that no three camps have fewer errors is proved.
    let strict = camps(&signs, 3).pop().unwrap();
    assert!(
        strict.is_proved && strict.errors == relaxed.errors,
        "{strict:?}"
    );
    let camp = |name: &str| strict.camps[actors.iter().position(|one| *one == name).unwrap()];
    for (name, ..) in CHOICES {
        for (other, ..) in CHOICES {
            assert_eq!(
                camp(name) == camp(other),
                faction(name) == faction(other),
                "{name}, {other}"
            );
        }
    }
}

#[test]
fn the_highland_tribes_are_as_published() {
    let text = fixture_text("highland-tribes.csv");
    let document = file::read(text.as_bytes(), "highland-tribes.csv")
        .unwrap()
        .document;
    let whole = Network::seen(&document, &Filter::default());
    let signs = SignedGraph::of(&document, &whole, Rule::default());
    assert_eq!([signs.positive(), signs.negative()], [29, 29]);
    let expected = Expected {
        triads: [19, 2, 40, 7],
        frustration: 7,
        optima: 1,
        three_camps: 2,
    };
    check(&signs, &expected);
    // By trying all partitions.
    for (groups, errors) in [(1, 29), (2, 7), (3, 2), (4, 0)] {
        let go_on = |_: f32| std::ops::ControlFlow::Continue(());
        let found = RelaxedGroups::of(&signs, groups, 1, &go_on).unwrap();
        assert_eq!(found.errors, errors, "{groups} groups by relaxed balance");
    }
    let share = Census::of(&signs).strong().balance().unwrap();
    assert!((share - 0.867_647_1).abs() < 1e-7, "{share}");
    let walk = walk_balance(&signs).unwrap();
    assert!((walk - 0.357_576_1).abs() < 1e-7, "{walk}");
    let found = frustrated(&signs);
    let smaller = document
        .actors
        .iter()
        .zip(&found.camps)
        .filter(|(_, camp)| **camp == Some(1));
    let mut smaller: Vec<_> = smaller.map(|(actor, _)| actor.name()).collect();
    smaller.sort_unstable();
    assert_eq!(smaller, ["Gama", "Gavev", "Kotun", "Nagad"]);
}
