//! What unbalanced triads became: structural balance expects that they change, and a later time
//! shows whether and how. Knows no document and no dates.

use super::signed::SignedGraph;
use super::triads::{Triad, TriadKind, for_each_triad};
use crate::words::{agree, counted};

/// What became of an unbalanced triad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TriadOutcome {
    /// The actors, by ordinal, in order.
    pub actors: [u32; 3],
    /// What it was.
    pub was: TriadKind,
    /// What it is; `None` if two of the actors are neither friends nor foes any more.
    pub is: Option<TriadKind>,
}

/// What became of all unbalanced triads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TriadOutcomes {
    /// How many are balanced.
    pub balanced: usize,
    /// How many are still unbalanced, in the same or in the other way.
    pub unbalanced: usize,
    /// How many are no longer triads.
    pub dissolved: usize,
    /// The first of them, in the order of their actors.
    pub listed: Vec<TriadOutcome>,
}

impl TriadOutcomes {
    /// What the unbalanced triads of one time are at another; `limit` of them are listed. Both
    /// graphs are of the same actors. O(m^1.5 + triads · log degree) for m pairs.
    pub fn between(before: &SignedGraph, after: &SignedGraph, limit: usize) -> Self {
        let mut found = Self::default();
        for_each_triad(before, |triad| {
            let was = triad.kind(before);
            if was.is_balanced() {
                return;
            }
            let is = kind_in(after, &triad);
            match is {
                Some(kind) if kind.is_balanced() => found.balanced += 1,
                Some(_) => found.unbalanced += 1,
                None => found.dissolved += 1,
            }
            let actors = triad.actors;
            found.listed.push(TriadOutcome { actors, was, is });
            if found.listed.len() >= 2 * limit.max(1_000) {
                keep_first(&mut found.listed, limit);
            }
        });
        keep_first(&mut found.listed, limit);
        found
    }

    /// How many unbalanced triads there were.
    pub fn total(&self) -> usize {
        self.balanced + self.unbalanced + self.dissolved
    }

    /// `5 unbalanced triads: 2 balanced, 2 still unbalanced, 1 no longer a triad`.
    pub fn in_words(&self) -> String {
        let count = counted(self.total(), "unbalanced triad", "unbalanced triads");
        match self.total() {
            0 => "no unbalanced triads".to_owned(),
            _ => format!("{count}: {}", self.counts_in_words()),
        }
    }

    /// `2 balanced, 2 still unbalanced, 1 no longer a triad`, without what is zero.
    pub fn counts_in_words(&self) -> String {
        let gone = agree(self.dissolved, "no longer a triad", "no longer triads");
        let parts = [
            (self.balanced, "balanced"),
            (self.unbalanced, "still unbalanced"),
            (self.dissolved, gone),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        parts.join(", ")
    }
}

impl TriadOutcome {
    /// `two foes with a common friend, then no longer a triad`; `still three foes`.
    pub fn in_words(self) -> String {
        let was = self.was.in_words();
        match self.is {
            Some(is) if is == self.was => format!("still {was}"),
            Some(is) => format!("{was}, then {}", is.in_words()),
            None => format!("{was}, then no longer a triad"),
        }
    }
}

fn keep_first(outcomes: &mut Vec<TriadOutcome>, limit: usize) {
    outcomes.sort_unstable_by_key(|one| one.actors);
    outcomes.truncate(limit);
}

/// The kind of the three actors of a triad in another graph.
fn kind_in(signs: &SignedGraph, triad: &Triad) -> Option<TriadKind> {
    let [a, b, c] = triad.actors.map(|actor| actor as usize);
    let mut foes = 0;
    for (one, other) in [(a, b), (a, c), (b, c)] {
        let is_known = one.max(other) < signs.actor_bound();
        let pair = is_known.then(|| signs.pair_between(one, other)).flatten()?;
        foes += usize::from(!signs.pairs()[pair].is_friendly());
    }
    Some(TriadKind::ALL[foes])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unbalanced_triads_become_balanced_stay_or_dissolve() {
        let torn = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, -1.0)];
        let foes = [(3, 4, -1.0), (4, 5, -1.0), (3, 5, -1.0)];
        let ended = [(6, 7, 1.0), (7, 8, 1.0), (6, 8, -1.0)];
        let balanced = [(9, 10, 1.0), (10, 11, 1.0), (9, 11, 1.0)];
        let all = [torn, foes, ended, balanced].concat();
        let before = SignedGraph::from_weights(12, all.iter().copied());
        let later = [(0, 1, 1.0), (1, 2, -1.0), (0, 2, -1.0)];
        let after = [later, foes, [(6, 7, 1.0), (7, 8, 1.0), (9, 10, -1.0)]].concat();
        let after = SignedGraph::from_weights(12, after.iter().copied());
        let found = TriadOutcomes::between(&before, &after, 10);
        assert_eq!(
            (found.balanced, found.unbalanced, found.dissolved),
            (1, 1, 1)
        );
        let outcome = |actors, was, is| TriadOutcome { actors, was, is };
        let expected = [
            outcome([0, 1, 2], TriadKind::Torn, Some(TriadKind::CommonEnemy)),
            outcome([3, 4, 5], TriadKind::Foes, Some(TriadKind::Foes)),
            outcome([6, 7, 8], TriadKind::Torn, None),
        ];
        assert_eq!(found.listed, expected);
        assert_eq!(
            found.in_words(),
            "3 unbalanced triads: 1 balanced, 1 still unbalanced, 1 no longer a triad"
        );
        assert_eq!(
            found.listed[0].in_words(),
            "two foes with a common friend, then two friends with a common enemy"
        );
        assert_eq!(found.listed[1].in_words(), "still three foes");
        assert_eq!(
            found.listed[2].in_words(),
            "two foes with a common friend, then no longer a triad"
        );
        assert_eq!(TriadOutcomes::between(&before, &after, 1).listed.len(), 1);
        assert_eq!(TriadOutcomes::between(&before, &after, 1).total(), 3);
        let nobody = SignedGraph::from_weights(0, []);
        assert_eq!(
            TriadOutcomes::between(&before, &nobody, 0).dissolved,
            3,
            "actors that the later graph does not have"
        );
        assert_eq!(TriadOutcomes::default().in_words(), "no unbalanced triads");
    }
}
