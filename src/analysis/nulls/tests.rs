//! The draws against plain enumeration of all placements of signs on small networks.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::expected_friends::friend_chances;
use super::*;
use crate::analysis::best_split::MAX_SETTLED_PAIRS;
use crate::analysis::{Census, Effort, frustration};
use index_draws::MAX_PROVED_PAIRS;

fn go_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Five actors, all pairs but one, three of the nine foes.
fn small() -> SignedGraph {
    let foes = [(0, 3), (1, 4), (2, 3)];
    let pairs = (0..5).flat_map(|b| (0..b).map(move |a| (a, b)));
    let pairs = pairs.filter(|pair| *pair != (0, 1));
    SignedGraph::from_weights(
        5,
        pairs.map(|(a, b)| (a, b, if foes.contains(&(a, b)) { -1.0 } else { 1.0 })),
    )
}

fn friends_of(signs: &SignedGraph) -> Vec<usize> {
    let count = |actor| {
        let all = signs.neighbours(actor).iter();
        all.filter(|neighbour| neighbour.is_friend).count()
    };
    (0..signs.actor_bound()).map(count).collect()
}

/// All placements of signs on the pairs of a network.
fn placements(signs: &SignedGraph) -> impl Iterator<Item = SignedGraph> {
    let count = signs.pairs().len();
    (0..1_u32 << count).map(move |bits| signs.with_signs(|pair| bits >> pair & 1 == 0))
}

fn balance(signs: &SignedGraph) -> f64 {
    Census::of(signs).strong().balance().unwrap()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len() as f64
}

fn comparison(all: &[NullComparison], null: NullModel, statistic: Statistic) -> NullComparison {
    let is_it = |found: &&NullComparison| found.null == null && found.statistic == statistic;
    all.iter().find(is_it).unwrap().clone()
}

fn findings(signs: &SignedGraph, draws: usize) -> ChanceFindings {
    let known = frustration(signs, Effort::default(), &go_on).unwrap();
    ChanceFindings::of(signs, &known, draws, 1, &go_on).unwrap()
}

#[test]
fn shuffled_signs_are_as_balanced_as_the_closed_form_and_enumeration_say() {
    let signs = small();
    let all = compare_with_chance(&signs, None, 20_000, 1, &go_on).unwrap();
    let found = comparison(&all, NullModel::SignsShuffled, Statistic::Balance);
    let as_many_foes = placements(&signs).filter(|other| other.negative() == signs.negative());
    let enumerated: Vec<f64> = as_many_foes.map(|other| balance(&other)).collect();
    let expected = mean(enumerated.iter().copied());
    // Three pairs of a triad out of nine, six of them friends: three friends, or two foes and one.
    let closed_form = (20.0 + 6.0 * 3.0) / 84.0;
    assert!((expected - closed_form).abs() < 1e-12);
    assert!((found.expected - expected).abs() < 0.005, "{found:?}");
    let as_balanced = enumerated
        .iter()
        .filter(|share| **share >= balance(&signs) - 1e-12);
    let p = as_balanced.count() as f64 / enumerated.len() as f64;
    assert!((found.p - p).abs() < 0.015, "{} instead of {p}", found.p);
    assert!(found.low <= found.expected && found.expected <= found.high && found.is_exact());
}

#[test]
fn switching_keeps_every_actor_and_reaches_all_placements_alike() {
    let signs = small();
    let kept = friends_of(&signs);
    let possible: Vec<SignedGraph> = placements(&signs)
        .filter(|other| friends_of(other) == kept)
        .collect();
    assert!(possible.len() > 3, "{}", possible.len());
    let draws = 20_000;
    let rng = crate::random::Rng::from_mixed(5);
    let drawn = SignDraws::new(NullModel::DegreesKept, &signs, draws, rng, &go_on).unwrap();
    let mut seen: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
    for draw in 0..draws {
        let other = signs.with_signs(|pair| drawn.is_friendly(pair, draw));
        assert_eq!(friends_of(&other), kept);
        let pairs = (0..signs.pairs().len()).map(|pair| drawn.is_friendly(pair, draw));
        *seen.entry(pairs.collect()).or_default() += 1;
    }
    assert_eq!(seen.len(), possible.len());
    let even = draws as f64 / possible.len() as f64;
    for count in seen.values() {
        assert!(
            (*count as f64 / even - 1.0).abs() < 0.15,
            "{count} of {even}"
        );
    }
}

#[test]
fn expected_numbers_of_friends_are_those_of_the_network() {
    let signs = small();
    let chances = friend_chances(&signs);
    let mut expected = vec![0.0; signs.actor_bound()];
    for (pair, chance) in signs.pairs().iter().zip(&chances) {
        expected[pair.a as usize] += chance;
        expected[pair.b as usize] += chance;
    }
    for (found, friends) in expected.iter().zip(friends_of(&signs)) {
        assert!(
            (found - friends as f64).abs() < 1e-3,
            "{found} for {friends}"
        );
    }
    // Without foes every pair is certain.
    let friends = SignedGraph::from_weights(3, [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)]);
    assert!(
        friend_chances(&friends)
            .iter()
            .all(|chance| *chance > 0.999_999)
    );
}

#[test]
fn two_hostile_camps_are_more_than_chance_and_random_signs_are_not() {
    let camps = |a: usize, b: usize| if a % 2 == b % 2 { 1.0 } else { -1.0 };
    let pairs = || (0..12).flat_map(|b| (0..b).map(move |a| (a, b)));
    let signs = SignedGraph::from_weights(12, pairs().map(|(a, b)| (a, b, camps(a, b))));
    let all = compare_with_chance(&signs, None, 500, 3, &go_on).unwrap();
    let found = comparison(&all, NullModel::SignsShuffled, Statistic::Balance);
    assert!(
        (found.observed - 1.0).abs() < 1e-12 && found.p < 0.003,
        "{found:?}"
    );
    let found = comparison(&all, NullModel::SignsShuffled, Statistic::Frustration);
    assert!(
        found.observed == 0.0 && found.p < 0.01 && found.z.unwrap() < -3.0,
        "{found:?}"
    );
    let mut rng = crate::random::Rng::from_mixed(9);
    let mut sign = || if rng.chance_percent(50) { 1.0 } else { -1.0 };
    let random: Vec<_> = pairs().map(|(a, b)| (a, b, sign())).collect();
    let signs = SignedGraph::from_weights(12, random);
    let all = compare_with_chance(&signs, None, 500, 3, &go_on).unwrap();
    let found = comparison(&all, NullModel::SignsShuffled, Statistic::Balance);
    assert!(found.p > 0.02, "{found:?}");
}

#[test]
fn the_same_seed_gives_the_same_numbers_and_nothing_is_compared_without_pairs() {
    let signs = small();
    let one = compare_with_chance(&signs, None, 130, 7, &go_on).unwrap();
    assert_eq!(
        one,
        compare_with_chance(&signs, None, 130, 7, &go_on).unwrap()
    );
    assert_ne!(
        one,
        compare_with_chance(&signs, None, 130, 8, &go_on).unwrap()
    );
    assert_eq!(one.len(), 3 * 4);
    assert!(one.iter().all(|found| found.draws == 130));
    let none = SignedGraph::from_weights(3, []);
    assert!(
        compare_with_chance(&none, None, 100, 1, &go_on)
            .unwrap()
            .is_empty()
    );
    let cancelled = compare_with_chance(&signs, None, 100, 1, &|_| ControlFlow::Break(()));
    assert!(cancelled.is_none());
}

#[test]
fn what_is_not_compared_in_a_large_network_is_said() {
    let remarks = |actors: usize| {
        let path = (1..actors).map(|actor| (actor - 1, actor, -1.0));
        let signs = SignedGraph::from_weights(actors, path);
        let findings = ChanceFindings {
            comparisons: Vec::new(),
            draws: 100,
            seed: 1,
            camps: CampNumbers {
                numbers: Vec::new(),
                asked: 100,
            },
        };
        findings
            .remarks(&signs, Census::of(&signs).strong())
            .join("\n")
    };
    assert_eq!(
        remarks(300),
        "0 triads: too few to say whether their balance is more than chance"
    );
    // A hundred draws are too few to say anything, and take too long here.
    assert!(remarks(402).contains("The walk balance is not compared"));
    assert!(!remarks(MAX_SETTLED_PAIRS + 1).contains("The frustration index"));
    assert!(remarks(MAX_SETTLED_PAIRS + 2).contains("The frustration index is not compared"));
    assert!(!remarks(402).contains("camps"));
    assert!(remarks(3_002).contains("The numbers of camps are not compared: there are more than"));
}

#[test]
fn what_is_missing_among_the_comparisons_is_what_remarks_say() {
    for actors in [12, 40, 1_002] {
        let ring = (0..actors).map(|a| (a, (a + 1) % actors, if a % 3 == 0 { -1.0 } else { 1.0 }));
        let signs = SignedGraph::from_weights(actors, ring);
        let found = findings(&signs, 20);
        let remarks = found
            .remarks(&signs, Census::of(&signs).strong())
            .join("; ");
        for (statistic, name) in [
            (Statistic::WalkBalance, "The walk balance"),
            (Statistic::Frustration, "The frustration index"),
        ] {
            let is_compared = |one: &NullComparison| one.statistic == statistic;
            let is_missing = !found.comparisons.iter().any(is_compared);
            assert_eq!(
                is_missing,
                remarks.contains(name),
                "{actors} actors: {remarks}"
            );
        }
    }
}

#[test]
fn two_camps_have_the_errors_and_the_chance_of_the_frustration_index() {
    let signs = small();
    let findings = findings(&signs, 400);
    let shuffled = NullModel::SignsShuffled;
    let frustration = comparison(&findings.comparisons, shuffled, Statistic::Frustration);
    let [_, two, three, ..] = findings.camps.numbers[..] else {
        panic!("{findings:?}");
    };
    assert_eq!((two.p, two.draws), (frustration.p, 400));
    assert!((two.errors as f64 - frustration.observed).abs() < 1e-12);
    assert_eq!(two.z(), frustration.z);
    assert_eq!(three.draws, 150);
    let lines = findings.camps.lines();
    assert!(lines[1].ends_with("400 draws)") && lines[2].ends_with("150 of 400 draws)"));
}

/// A dense network with more pairs than are proved, in two camps but for every seventh pair.
fn dense() -> SignedGraph {
    let pairs = (0..31_usize).flat_map(|b| (0..b).map(move |a| (a, b)));
    let sign = |a: usize, b: usize| {
        let is_error = (a * 31 + b).is_multiple_of(7);
        if (a % 2 == b % 2) == is_error {
            -1.0
        } else {
            1.0
        }
    };
    SignedGraph::from_weights(31, pairs.map(|(a, b)| (a, b, sign(a, b))))
}

#[test]
fn above_the_proofs_the_frustration_index_is_compared_by_the_best_splits_and_said() {
    let signs = dense();
    assert!(signs.pairs().len() > MAX_PROVED_PAIRS);
    let findings = findings(&signs, 30);
    for null in NullModel::ALL {
        let found = comparison(&findings.comparisons, null, Statistic::Frustration);
        assert!(!found.is_exact() && found.draws == 30, "{found:?}");
        assert!(
            found.observed < found.expected && found.p < 0.05,
            "{found:?}"
        );
        let words = found.in_words(Census::of(&signs).strong());
        assert!(
            words.contains(", by the best splits found (95 % of 30 draws"),
            "{words}"
        );
        // Negative triads without a common pair are enough to tell.
        let verdict = "lower than chance would give, wherever the indices are between their bounds";
        assert!(words.ends_with(verdict), "{words}");
    }
    let shuffled = NullModel::SignsShuffled;
    let found = comparison(&findings.comparisons, shuffled, Statistic::Frustration);
    let two = findings.camps.numbers[1];
    assert_eq!((two.errors as f64, two.p), (found.observed, found.p));
    let remarks = findings.remarks(&signs, Census::of(&signs).strong());
    assert_eq!(remarks, [""; 0]);
}

#[test]
fn a_spread_is_written_with_two_significant_digits() {
    let triads = crate::analysis::TriadCounts {
        balanced: 25_000,
        unbalanced: 25_000,
    };
    let words = |statistic, draws: [f64; 3], observed| {
        let shuffled = NullModel::SignsShuffled;
        NullComparison::of(
            (shuffled, statistic),
            observed,
            &draws.repeat(40),
            None,
            120,
        )
        .in_words(triads)
    };
    let walk = words(Statistic::WalkBalance, [-0.0004, 0.0, 0.0004], 0.00123);
    assert!(
        walk.starts_with("Walk balance is 0.00123; shuffled signs give 0.00000 ± 0.00033"),
        "{walk}"
    );
    let shares = words(Statistic::Balance, [0.515, 0.52, 0.525], 0.5231);
    assert!(
        shares.starts_with(
            "Balanced triads are 52.31 % of 50,000; shuffled signs give 52.00 % ± 0.41"
        ),
        "{shares}"
    );
    let few = words(Statistic::Frustration, [9.0, 10.0, 11.0], 7.0);
    assert!(few.contains("signs give 10.00 ± 0.82"), "{few}");
}

#[test]
fn with_too_many_triads_fewer_draws_are_made_and_it_is_said() {
    let remarks = |triads: usize, draws: usize| {
        let findings = ChanceFindings {
            comparisons: Vec::new(),
            draws,
            seed: 1,
            camps: CampNumbers {
                numbers: Vec::new(),
                asked: 100,
            },
        };
        let triads = crate::analysis::TriadCounts {
            balanced: triads,
            unbalanced: 0,
        };
        findings.remarks(&small(), triads).join("\n")
    };
    assert_eq!(triad_draws(1_000_000_000, 1_000), Some(200));
    assert_eq!(triad_draws(10_000_000_000, 1_000), None);
    assert_eq!(triad_draws(10_000_000_000, 2), Some(2));
    for triads in [1_000_000_000, 10_000_000_000] {
        assert!(remarks(triads, 1_000).contains("compared with fewer draws, or with none"));
    }
    assert_eq!(remarks(100_000_000, 1_000), "");
}

#[test]
fn draws_around_average_degrees_never_say_that_a_network_is_less_balanced() {
    let verdict = |null: NullModel| {
        let draws = [0.4, 0.5, 0.6].repeat(40);
        let found = NullComparison::of((null, Statistic::Balance), 0.1, &draws, None, 120);
        assert!(found.p_less < 0.05);
        let words = found.in_words(crate::analysis::TriadCounts::default());
        words.contains("less balanced")
    };
    assert_eq!(NullModel::ALL.map(verdict), [true, false, true]);
}

#[test]
fn the_frustration_index_is_compared_at_every_size_up_to_the_limit() {
    // The last is proved in a few draws alone, too few to say anything.
    for actors in [10, 16, 22, 30] {
        let pairs = (0..actors).flat_map(|b| (0..b).map(move |a| (a, b)));
        let signed = pairs.map(|(a, b)| (a, b, if (a * b + a) % 3 == 0 { -1.0 } else { 1.0 }));
        let signs = SignedGraph::from_weights(actors, signed);
        let all = compare_with_chance(&signs, None, 100, 1, &go_on).unwrap();
        let found = comparison(&all, NullModel::SignsShuffled, Statistic::Frustration);
        assert_eq!(found.draws, 100, "{actors} actors");
    }
}

/// The sentence about an index between bounds, with draws between others.
fn bounded(own: [usize; 2], draws: [usize; 2], asked: usize) -> String {
    let bounds = |[lower, upper]: [usize; 2]| IndexBounds { lower, upper };
    let searched = own[1];
    let own = OwnIndex {
        bounds: bounds(own),
        searched,
    };
    let draws: Vec<IndexBounds> = (0..100)
        .map(|draw| bounds(draws.map(|bound| bound + draw % 3)))
        .collect();
    let found = NullComparison::of_indices(NullModel::SignsShuffled, own, &draws, asked);
    found.in_words(crate::analysis::TriadCounts::default())
}

#[test]
fn a_bound_is_called_no_finding() {
    // What is proved of the network is said as such, also where draws have bounds.
    let words = bounded([49, 49], [45, 55], 1_000);
    assert!(
        words.starts_with("The frustration index is 49; shuffled signs give at most 55.99 ± 0.82")
    );
    assert!(
        words.contains("by the best splits found (95 % of 100 of 1,000 draws from 55.00 to 57")
    );
    let open = "the best split found has fewer errors than those of chance, but whether the index \
                is lower is not proved: its bounds allow p from 0.010 to 1.000";
    assert!(words.ends_with(open), "{words}");
    let words = bounded([30, 49], [45, 55], 100);
    assert!(
        words.starts_with("The frustration index is from 30 to 49; "),
        "{words}"
    );
    assert!(words.contains("95 % of 100 draws"), "{words}");
    // Bounds far enough apart are as good as the indices.
    let wherever = "wherever the indices are between their bounds";
    for (own, draws, verdict) in [
        ([30, 40], [45, 55], "lower than chance would give"),
        ([56, 60], [45, 55], "not lower than chance would give"),
        ([60, 70], [45, 55], "less balanced than chance would give"),
    ] {
        let words = bounded(own, draws, 100);
        assert!(
            words.ends_with(&format!(": {verdict}, {wherever}")),
            "{words}"
        );
    }
    // All exact: nothing of bounds.
    let words = bounded([49, 49], [55, 55], 100);
    assert!(
        words.ends_with("p = 0.010): lower than chance would give"),
        "{words}"
    );
}

#[test]
fn the_heading_says_whether_all_draws_were_looked_at() {
    let few = findings(&small(), 100);
    assert!(!few.heading().contains("fewer"), "{}", few.heading());
    let many = findings(&small(), 400);
    assert!(
        many.heading()
            .contains("400 draws of each null model on the same pairs, or fewer")
    );
    let lines = many.camps.lines();
    assert!(lines[2].ends_with("150 of 400 draws)"), "{lines:?}");
}

#[test]
fn a_network_too_large_for_searches_has_bounds_and_says_in_how_many_draws() {
    // 4,000 actors in two camps, one pair in ten against them.
    let mut rng = crate::random::Rng::from_mixed(4);
    let ties: Vec<_> = (0..12_000)
        .map(|_| (rng.below(4_000), rng.below(4_000), rng.chance_percent(10)))
        .map(|(a, b, is_error)| {
            (
                a,
                b,
                if (a % 2 == b % 2) == is_error {
                    -1.0
                } else {
                    1.0
                },
            )
        })
        .collect();
    let signs = SignedGraph::from_weights(4_000, ties);
    let all = compare_with_chance(&signs, None, 200, 1, &go_on).unwrap();
    let found = comparison(&all, NullModel::SignsShuffled, Statistic::Frustration);
    assert_eq!((found.draws, found.asked), (150, 200));
    let bounds = found.bounds.unwrap();
    assert!(bounds.observed <= found.observed && bounds.expected <= found.expected);
    assert!(
        found.observed < 0.11 * signs.pairs().len() as f64,
        "{found:?}"
    );
    assert!(found.p < 0.01 && bounds.p[1] > 0.05, "{found:?}");
}
