//! A network of actors from coded statements, by the rule of Discourse Network Analyzer: for each
//! two actors, agreement on the same concepts minus disagreement. Reads no database.

use std::collections::{BTreeMap, HashSet};

use super::times::{day_of_days, week_of_days};
use crate::limits::CONGRUENCE_PAIRS;
use crate::model::{Congruence, Duplicates, Normalization};

/// A statement: who says of which concept, whether that is agreement, in which document and on
/// which day since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StatedPair {
    pub(super) actor: usize,
    pub(super) concept: usize,
    pub(super) agrees: bool,
    pub(super) document: i64,
    pub(super) day: i64,
}

/// How two actors are tied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CongruenceTie {
    pub(super) actors: (usize, usize),
    /// The value, below zero where they disagree more than they agree.
    pub(super) value: f64,
    /// Pairs of statements that agree, and that disagree.
    pub(super) agreement: f64,
    pub(super) disagreement: f64,
}

/// How often an actor agrees with a concept, and disagrees.
type Counts = BTreeMap<usize, [f64; 2]>;

/// The ties of all pairs of actors that speak of a concept in common, in the order of the actors.
///
/// Takes time in proportion to the statements and to the pairs of actors on one concept.
///
/// # Errors
/// The number of these pairs where it is over [`CONGRUENCE_PAIRS`].
pub(super) fn ties(statements: &[StatedPair], rule: Congruence) -> Result<Vec<CongruenceTie>, u64> {
    let mut seen = HashSet::new();
    let mut of_actor: BTreeMap<usize, Counts> = BTreeMap::new();
    let mut of_concept: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for stated in statements {
        let key = (
            stated.actor,
            stated.concept,
            stated.agrees,
            period(stated, rule.duplicates),
        );
        if rule.duplicates != Duplicates::Include && !seen.insert(key) {
            continue;
        }
        let counts = of_actor.entry(stated.actor).or_default();
        counts.entry(stated.concept).or_default()[usize::from(stated.agrees)] += 1.0;
    }
    for (actor, counts) in &of_actor {
        for concept in counts.keys() {
            of_concept.entry(*concept).or_default().push(*actor);
        }
    }
    let pairs_of = |actors: &Vec<usize>| {
        let count = actors.len() as u64;
        count * count.saturating_sub(1) / 2
    };
    let pairs: u64 = of_concept.values().map(pairs_of).sum();
    if pairs > CONGRUENCE_PAIRS.max {
        return Err(pairs);
    }
    let mut sums: BTreeMap<(usize, usize), [f64; 2]> = BTreeMap::new();
    for (concept, actors) in &of_concept {
        for (at, one) in actors.iter().enumerate() {
            for other in &actors[at + 1..] {
                let (a, b) = (of_actor[one][concept], of_actor[other][concept]);
                let sum = sums.entry((*one, *other)).or_default();
                sum[1] += a[0] * b[0] + a[1] * b[1];
                sum[0] += a[0] * b[1] + a[1] * b[0];
            }
        }
    }
    let ties = sums.into_iter().map(|(actors, [disagreement, agreement])| {
        let (one, other) = (&of_actor[&actors.0], &of_actor[&actors.1]);
        let divisor = divisor(one, other, rule.normalization);
        let value = if divisor > 0.0 {
            (agreement - disagreement) / divisor
        } else {
            0.0
        };
        CongruenceTie {
            actors,
            value,
            agreement,
            disagreement,
        }
    });
    Ok(ties.collect())
}

/// What tells whether statements count once.
fn period(stated: &StatedPair, duplicates: Duplicates) -> String {
    let day = || day_of_days(stated.day);
    match duplicates {
        Duplicates::Include | Duplicates::All => String::new(),
        Duplicates::Document => stated.document.to_string(),
        Duplicates::Week => week_of_days(stated.day),
        Duplicates::Month => day()[..7].to_owned(),
        Duplicates::Year => day()[..4].to_owned(),
    }
}

fn divisor(one: &Counts, other: &Counts, normalization: Normalization) -> f64 {
    let all = |counts: &Counts| counts.values().flatten().sum::<f64>();
    match normalization {
        Normalization::No => 1.0,
        Normalization::Average => f64::midpoint(all(one), all(other)),
        Normalization::Cosine => all(one) * all(other),
        Normalization::Jaccard => {
            let concepts: HashSet<&usize> = one.keys().chain(other.keys()).collect();
            let count = |counts: &Counts, concept: &usize, slot: usize| {
                counts.get(concept).map_or(0.0, |counts| counts[slot])
            };
            let cells = concepts
                .into_iter()
                .flat_map(|concept| [(concept, 0), (concept, 1)]);
            let cells = cells.map(|(concept, slot)| {
                let (a, b) = (count(one, concept, slot), count(other, concept, slot));
                if a > 0.0 && b > 0.0 { a * b } else { a + b }
            });
            cells.sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Actors 0 to 2 on concepts 10 and 11.
    fn statements() -> Vec<StatedPair> {
        let rows = [
            (0, 10, true, 1, 0),
            (0, 10, true, 1, 0),
            (0, 10, true, 2, 40),
            (0, 11, false, 2, 40),
            (1, 10, true, 1, 0),
            (1, 11, true, 2, 40),
            (2, 10, false, 3, 400),
        ];
        rows.into_iter()
            .map(|(actor, concept, agrees, document, day)| StatedPair {
                actor,
                concept,
                agrees,
                document,
                day,
            })
            .collect()
    }

    fn values(duplicates: Duplicates, normalization: Normalization) -> Vec<f64> {
        let rule = Congruence {
            duplicates,
            normalization,
        };
        let ties = ties(&statements(), rule).unwrap();
        let pairs: Vec<_> = ties.iter().map(|tie| tie.actors).collect();
        assert_eq!(pairs, [(0, 1), (0, 2), (1, 2)]);
        ties.iter().map(|tie| tie.value).collect()
    }

    #[test]
    fn agreement_minus_disagreement_by_hand() {
        use Duplicates as D;
        use Normalization as N;
        // Actor 0 agrees with concept 10 three times, in two documents, and disagrees with 11 once.
        assert_eq!(values(D::Include, N::No), [2.0, -3.0, -1.0]);
        assert_eq!(values(D::Document, N::No), [1.0, -2.0, -1.0]);
        assert_eq!(values(D::Month, N::No), [1.0, -2.0, -1.0]);
        assert_eq!(values(D::All, N::No), [0.0, -1.0, -1.0]);
        // All once: actors 0 and 1 have two statements, actor 2 has one.
        assert_eq!(values(D::All, N::Average), [0.0, -1.0 / 1.5, -1.0 / 1.5]);
        assert_eq!(values(D::All, N::Cosine), [0.0, -0.5, -0.5]);
        // 0 and 1 share one cell and have one each alone; 2 shares none.
        assert_eq!(values(D::All, N::Jaccard), [0.0, -1.0 / 3.0, -1.0 / 3.0]);
        assert_eq!(values(D::Document, N::Jaccard), [0.25, -0.5, -1.0 / 3.0]);
    }

    #[test]
    fn a_concept_of_very_many_actors_is_refused() {
        let statements = |count: usize| -> Vec<StatedPair> {
            let stated = |actor| StatedPair {
                actor,
                concept: 0,
                agrees: true,
                document: 1,
                day: 0,
            };
            (0..count).map(stated).collect()
        };
        let rule = Congruence {
            duplicates: Duplicates::Include,
            normalization: Normalization::No,
        };
        assert_eq!(
            ties(&statements(100), rule).map(|ties| ties.len()),
            Ok(4_950)
        );
        assert_eq!(ties(&statements(40_000), rule), Err(799_980_000));
    }
}
