//! Ties that nobody reported, as the triads would have them: hypotheses, never findings. Knows no document.
//!
//! A friend of a friend and a foe of a foe are taken for friends, a foe of a friend for a foe; each actor tied to both
//! has one vote. Leskovec, Huttenlocher and Kleinberg 2010, "Predicting positive and negative links in online social
//! networks", WWW 19, measure it the same way: one tie is left out at a time, and always-a-friend is the baseline.

use std::cmp::Reverse;

use super::SignedGraph;

/// A pair without a sign, and the sign that most triads would give it: a hypothesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// The actor of the lower ordinal.
    pub a: u32,
    /// The actor of the higher ordinal.
    pub b: u32,
    /// Whether most would have them friends.
    pub is_friendly: bool,
    /// Those tied to both with whom the triad would be balanced: the reasons, by ordinal.
    pub reasons: Vec<u32>,
    /// Those tied to both who speak against it, by ordinal.
    pub objections: Vec<u32>,
}

/// How often the triads are right about ties that are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// How many pairs have a sign.
    pub pairs: usize,
    /// For how many of them the others decide: somebody is tied to both, and the votes are not even.
    pub decided: usize,
    /// How many of those are right.
    pub right: usize,
    /// How many of those "always friends" gets right: the baseline.
    pub friends: usize,
}

impl Prediction {
    /// The label it must be shown with.
    pub const LABEL: &'static str = "hypothesis";

    /// How sure the triads are: the share of the votes for it with one more vote cast for either side, from ½ to 1.
    pub fn score(&self) -> f64 {
        let (reasons, all) = (
            self.reasons.len(),
            self.reasons.len() + self.objections.len(),
        );
        (reasons + 1) as f64 / (all + 2) as f64
    }
}

impl Evaluation {
    /// The share of those decided that is right; nothing where none is.
    pub fn accuracy(&self) -> Option<f64> {
        (self.decided > 0).then(|| self.right as f64 / self.decided as f64)
    }

    /// The same share for "always friends".
    pub fn baseline(&self) -> Option<f64> {
        (self.decided > 0).then(|| self.friends as f64 / self.decided as f64)
    }
}

/// The pairs without a relation that most triads imply, the surest first, at most `limit` of them.
///
/// Pairs whose votes are even, and mixed pairs, are left out. O(Σ degree²) votes.
pub fn predict(signs: &SignedGraph, limit: usize) -> Vec<Prediction> {
    let mut sums = vec![(0_i32, 0_u32); signs.actor_bound()];
    let mut found = Vec::new();
    for a in signs.signed_actors() {
        let mut met = Vec::new();
        for through in signs.neighbours(a) {
            for other in signs.neighbours(through.actor as usize) {
                let (sum, votes) = &mut sums[other.actor as usize];
                if other.actor as usize > a {
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
        }
        for b in met {
            let (sum, votes) = std::mem::take(&mut sums[b as usize]);
            if sum != 0 && !is_known(signs, a, b as usize) {
                let margin = f64::from(sum.unsigned_abs()) / f64::from(votes + 2);
                found.push((Reverse(margin.to_bits()), a as u32, b));
            }
        }
    }
    if limit < found.len() {
        found.select_nth_unstable(limit);
        found.truncate(limit);
    }
    found.sort_unstable();
    let reasoned = found.into_iter().map(|(_, a, b)| reasoned(signs, a, b));
    reasoned.collect()
}

/// Asks about every pair with a sign what the others would have said of it.
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

/// Whether something signed is reported of two actors, mixed as it may be.
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

/// Those tied to both actors, and whether they would have them friends.
fn votes(signs: &SignedGraph, a: u32, b: u32) -> impl Iterator<Item = (u32, bool)> {
    let mut others = signs.neighbours(b as usize).iter().peekable();
    signs.neighbours(a as usize).iter().filter_map(move |one| {
        while others.next_if(|other| other.actor < one.actor).is_some() {}
        let other = others.next_if(|other| other.actor == one.actor)?;
        Some((one.actor, one.is_friend == other.is_friend))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_enemy_of_my_enemy_is_taken_for_a_friend_with_the_reasons() {
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
    fn even_votes_and_mixed_pairs_are_no_hypothesis() {
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
    fn one_left_out_is_asked_of_the_others() {
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
