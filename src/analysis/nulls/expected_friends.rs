//! The chance of each pair to be friends, so that every actor has its number of friends on average:
//! the distribution of maximum entropy on the given pairs (Gallo et al. 2024, the model with a
//! fixed topology).

use crate::analysis::signed::SignedGraph;

/// The rounds of the fit; it ends before when all actors are this close to their numbers.
const MAX_ROUNDS: usize = 2_000;
const TOLERANCE: f64 = 1e-7;

/// The largest weight of an actor: with it a pair is certain. Actors with only friends or only foes
/// would have an infinite one.
const MAX_WEIGHT: f64 = 40.0;

/// The chance of each pair to be friends: the logistic function of the sum of a weight for each of
/// its actors, fitted by Newton steps of one actor at a time. O(pairs) for a round.
pub(super) fn friend_chances(signs: &SignedGraph) -> Vec<f64> {
    let mut weights = vec![0.0_f64; signs.actor_bound()];
    let friends = |actor: usize| {
        let all = signs.neighbours(actor).iter();
        all.filter(|neighbour| neighbour.is_friend).count()
    };
    let actors: Vec<(usize, usize)> = signs
        .signed_actors()
        .map(|actor| (actor, friends(actor)))
        .collect();
    for &(actor, friends) in &actors {
        if friends == 0 {
            weights[actor] = -MAX_WEIGHT;
        } else if friends == signs.neighbours(actor).len() {
            weights[actor] = MAX_WEIGHT;
        }
    }
    let free = |(actor, friends): &&(usize, usize)| {
        *friends > 0 && *friends < signs.neighbours(*actor).len()
    };
    let free: Vec<_> = actors.iter().filter(free).collect();
    for _ in 0..MAX_ROUNDS {
        let mut largest = 0.0_f64;
        for &&(actor, friends) in &free {
            let (mut expected, mut slope) = (0.0, 0.0);
            for neighbour in signs.neighbours(actor) {
                let chance = logistic(weights[actor] + weights[neighbour.actor as usize]);
                expected += chance;
                slope += chance * (1.0 - chance);
            }
            let missing = friends as f64 - expected;
            largest = largest.max(missing.abs());
            let step = (missing / slope.max(1e-9)).clamp(-2.0, 2.0);
            weights[actor] = (weights[actor] + step).clamp(-MAX_WEIGHT, MAX_WEIGHT);
        }
        if largest < TOLERANCE {
            break;
        }
    }
    let chance = |pair: &crate::analysis::signed::Pair| {
        logistic(weights[pair.a as usize] + weights[pair.b as usize])
    };
    signs.pairs().iter().map(chance).collect()
}

fn logistic(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight).exp())
}
