//! Predicts the signs of pairs without a relation from balance theory: hypotheses, never findings.
//! Knows no document.
//!
//! A friend of a friend and a foe of a foe are predicted to be friends, a foe of a friend a foe;
//! each actor tied to both has one vote. Evaluation as in Leskovec, Huttenlocher and Kleinberg
//! 2010, "Predicting positive and negative links in online social networks", WWW 19: one tie is
//! left out at a time, and "always friends" is the baseline.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::signed::{Neighbour, SignedGraph};
use crate::limits::PREDICTION_STEPS;

/// A pair without a sign, and the sign that most triads predict: a hypothesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// The actor of the lower ordinal.
    pub a: u32,
    /// The actor of the higher ordinal.
    pub b: u32,
    /// Whether most triads predict friends.
    pub is_friendly: bool,
    /// The actors tied to both with whom the triad would be balanced, by ordinal.
    pub reasons: Vec<u32>,
    /// The actors tied to both with whom the triad would be unbalanced, by ordinal.
    pub objections: Vec<u32>,
}

/// How often such predictions are right about known ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// How many pairs have a sign.
    pub pairs: usize,
    /// For how many of them there is a prediction: some actor is tied to both, and the votes are
    /// not equal.
    pub decided: usize,
    /// How many predictions are right.
    pub right: usize,
    /// How many of them "always friends" gets right: the baseline.
    pub friends: usize,
}

impl Prediction {
    /// The label to show with it.
    pub const LABEL: &'static str = "hypothesis";

    /// The confidence: the share of votes for it, with one more vote added for either side; from ½
    /// to 1.
    pub fn score(&self) -> f64 {
        let (reasons, all) = (
            self.reasons.len(),
            self.reasons.len() + self.objections.len(),
        );
        (reasons + 1) as f64 / (all + 2) as f64
    }
}

impl Evaluation {
    /// The share of predictions that are right; `None` without predictions.
    pub fn accuracy(&self) -> Option<f64> {
        (self.decided > 0).then(|| self.right as f64 / self.decided as f64)
    }

    /// The same share for "always friends".
    pub fn baseline(&self) -> Option<f64> {
        (self.decided > 0).then(|| self.friends as f64 / self.decided as f64)
    }
}

/// Predictions, and whether all actors were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PredictionSearch {
    /// The most confident first.
    pub predictions: Vec<Prediction>,
    /// How many pairs of ties were compared, if those at actors with many ties were left out.
    pub cut_short_at: Option<u64>,
}

impl PredictionSearch {
    /// What to say if some actors were left out.
    pub fn note(&self) -> Option<String> {
        let compared = self.cut_short_at?;
        Some(PREDICTION_STEPS.message(compared))
    }
}

/// Predictions for pairs without a relation, the most confident first, at most `limit`.
///
/// Pairs with equal votes and mixed pairs are left out. O(Σ degree²) votes.
pub fn predict(signs: &SignedGraph, limit: usize) -> Vec<Prediction> {
    predict_within(signs, limit, u64::MAX).predictions
}

/// Predicts like [`predict`], with at most `max_steps` votes: the votes of actors with the most
/// ties are left out. Takes memory in proportion to the actors and the limit.
pub fn predict_within(signs: &SignedGraph, limit: usize, max_steps: u64) -> PredictionSearch {
    let max_degree = affordable_degree(signs, max_steps);
    let mut sums = vec![(0_i32, 0_u32); signs.actor_bound()];
    let mut best = BinaryHeap::new();
    let mut met = Vec::new();
    for a in signs.signed_actors() {
        for through in signs.neighbours(a) {
            let others = signs.neighbours(through.actor as usize);
            if others.len() > max_degree {
                continue;
            }
            let later = others.partition_point(|other| other.actor as usize <= a);
            for other in &others[later..] {
                let (sum, votes) = &mut sums[other.actor as usize];
                if *votes == 0 {
                    met.push(other.actor);
                }
                *sum += if through.is_friend == other.is_friend {
                    1
                } else {
                    -1
                };
                *votes += 1;
            }
        }
        for b in met.drain(..) {
            let (sum, votes) = std::mem::take(&mut sums[b as usize]);
            if sum == 0 {
                continue;
            }
            let margin = f64::from(sum.unsigned_abs()) / f64::from(votes + 2);
            let found = (Reverse(margin.to_bits()), a as u32, b);
            let is_worse = best.len() >= limit && best.peek().is_none_or(|worst| found > *worst);
            if is_worse || is_known(signs, a, b as usize) {
                continue;
            }
            best.push(found);
            if best.len() > limit {
                best.pop();
            }
        }
    }
    let found = best.into_sorted_vec().into_iter();
    let reasoned = found.map(|(_, a, b)| reasoned(signs, a, b));
    PredictionSearch {
        // With the votes that were left out, a prediction may no longer be decided.
        predictions: reasoned
            .filter(|found| found.reasons.len() > found.objections.len())
            .collect(),
        cut_short_at: (max_degree < usize::MAX).then(|| steps(signs, max_degree)),
    }
}

/// The most ties of an actor whose votes are counted, so that there are at most this many.
fn affordable_degree(signs: &SignedGraph, max_steps: u64) -> usize {
    let mut degrees: Vec<usize> = signs
        .signed_actors()
        .map(|actor| signs.neighbours(actor).len())
        .collect();
    degrees.sort_unstable();
    let mut steps = 0_u64;
    let over = degrees.iter().position(|degree| {
        steps = steps.saturating_add((*degree as u64).pow(2));
        steps > max_steps
    });
    over.map_or(usize::MAX, |over| degrees[over].saturating_sub(1))
}

/// How many votes actors with at most this many ties have.
fn steps(signs: &SignedGraph, max_degree: usize) -> u64 {
    let degrees = signs
        .signed_actors()
        .map(|actor| signs.neighbours(actor).len());
    let counted = degrees.filter(|degree| *degree <= max_degree);
    counted.map(|degree| (degree as u64).pow(2)).sum()
}

/// Predicts every pair with a sign from the other pairs, and compares.
pub fn evaluate(signs: &SignedGraph) -> Evaluation {
    let mut evaluation = Evaluation {
        pairs: signs.pairs().len(),
        ..Evaluation::default()
    };
    for pair in signs.pairs() {
        let sum: i32 = votes(signs, pair.a, pair.b)
            .map(|(_, is_for)| if is_for { 1 } else { -1 })
            .sum();
        if sum != 0 {
            evaluation.decided += 1;
            evaluation.right += usize::from((sum > 0) == pair.is_friendly());
            evaluation.friends += usize::from(pair.is_friendly());
        }
    }
    evaluation
}

/// Whether two actors have a sign or are mixed.
fn is_known(signs: &SignedGraph, a: usize, b: usize) -> bool {
    let ends = (a.min(b) as u32, a.max(b) as u32);
    let mixed = signs.mixed();
    signs.pair_between(a, b).is_some()
        || mixed
            .binary_search_by_key(&ends, |pair| (pair.a, pair.b))
            .is_ok()
}

fn reasoned(signs: &SignedGraph, a: u32, b: u32) -> Prediction {
    let (friends, foes): (Vec<_>, Vec<_>) = votes(signs, a, b).partition(|&(_, is_for)| is_for);
    let actors = |votes: Vec<(u32, bool)>| votes.into_iter().map(|(actor, _)| actor).collect();
    let is_friendly = friends.len() > foes.len();
    let (reasons, objections) = if is_friendly {
        (friends, foes)
    } else {
        (foes, friends)
    };
    Prediction {
        a,
        b,
        is_friendly,
        reasons: actors(reasons),
        objections: actors(objections),
    }
}

/// The actors tied to both, in their order, and whether each votes for friends. Takes the ties of
/// the one with fewer, and a search among those of the other.
fn votes(signs: &SignedGraph, a: u32, b: u32) -> impl Iterator<Item = (u32, bool)> {
    let mut rows: [&[Neighbour]; 2] = [a, b].map(|actor| signs.neighbours(actor as usize));
    rows.sort_by_key(|row| row.len());
    let [few, mut others] = rows;
    few.iter().filter_map(move |one| {
        let is_before = |other: &Neighbour| other.actor < one.actor;
        // Rows of similar lengths are walked together, a long one is searched.
        let before = if others.len() > 16 * few.len() {
            others.partition_point(is_before)
        } else {
            others.iter().take_while(|other| is_before(other)).count()
        };
        others = &others[before..];
        let other = others.first().filter(|other| other.actor == one.actor)?;
        Some((one.actor, one.is_friend == other.is_friend))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_enemy_of_an_enemy_is_predicted_to_be_a_friend_with_reasons() {
        let signs =
            SignedGraph::from_weights(4, [(0, 1, -1.0), (1, 2, -1.0), (0, 3, -1.0), (3, 2, -1.0)]);
        let found = predict(&signs, 9);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].a, found[0].b), (0, 2));
        assert!(found[0].is_friendly);
        assert_eq!(found[0].reasons, [1, 3]);
        assert!((found[0].score() - 0.75).abs() < 1e-12);
        assert_eq!(predict(&signs, 1), found[..1]);
    }

    #[test]
    fn a_hub_that_is_too_large_has_no_vote_and_that_is_said() {
        let hub = (1..2_000).map(|leaf| (0, leaf, if leaf % 3 == 0 { -1.0 } else { 1.0 }));
        let square = [
            (2_000, 2_001),
            (2_001, 2_002),
            (2_002, 2_003),
            (2_003, 2_000),
        ];
        let square = square.map(|(a, b)| (a, b, -1.0));
        let signs = SignedGraph::from_weights(2_004, hub.chain(square));
        let all = predict_within(&signs, 50, 4_000_000);
        assert_eq!((all.predictions.len(), all.note()), (50, None));
        assert_eq!(all.predictions, predict(&signs, 50));
        let cut = predict_within(&signs, 50, 1_000_000);
        assert_eq!(cut.predictions.len(), 2);
        assert_eq!(cut.predictions[0].reasons, [2_001, 2_003]);
        assert!(cut.note().unwrap().contains("incomplete"));
    }

    #[test]
    fn equal_votes_and_mixed_pairs_give_no_prediction() {
        let even = [
            (0, 1, 1.0),
            (1, 2, 1.0),
            (0, 3, -1.0),
            (3, 2, 1.0),
            (0, 4, 0.0),
        ];
        let signs = SignedGraph::from_weights(5, even);
        let found = predict(&signs, 9);
        assert!(
            found.iter().all(|one| (one.a, one.b) != (0, 2)),
            "{found:?}"
        );
        let mixed = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (0, 2, -1.0)];
        assert!(predict(&SignedGraph::from_weights(3, mixed), 9).is_empty());
    }

    #[test]
    fn known_pairs_are_predicted_from_the_others() {
        let signs =
            SignedGraph::from_weights(4, [(0, 1, 1.0), (1, 2, -1.0), (0, 2, -1.0), (2, 3, 1.0)]);
        let asked = evaluate(&signs);
        assert_eq!(
            (asked.pairs, asked.decided, asked.right, asked.friends),
            (4, 3, 3, 1)
        );
        assert_eq!(asked.accuracy(), Some(1.0));
    }
}
