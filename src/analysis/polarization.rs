//! How polarized two camps are, in two parts: how far ties within camps are friendly, and how far
//! ties between them are hostile. Knows no document.
//!
//! Aref, Dinh, Rezapour and Diesner 2020, "Multilevel structural evaluation of signed directed
//! social networks based on balance theory", Scientific Reports 10, 15228.

use super::signed::SignedGraph;

/// The pairs within camps and between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Polarization {
    /// Pairs with both ends in one camp.
    pub within: usize,
    /// How many of these are friends.
    pub friends_within: usize,
    /// Pairs with their ends in different camps.
    pub between: usize,
    /// How many of these are foes.
    pub foes_between: usize,
}

impl Polarization {
    /// Counts the pairs of friends and foes by the camps of their ends, given by ordinal. O(pairs).
    pub fn of(signs: &SignedGraph, camps: &[Option<u8>]) -> Self {
        let mut found = Self::default();
        let camp = |actor: u32| camps.get(actor as usize).copied().flatten();
        for pair in signs.pairs() {
            let (Some(one), Some(other)) = (camp(pair.a), camp(pair.b)) else {
                continue;
            };
            if one == other {
                found.within += 1;
                found.friends_within += usize::from(pair.is_friendly());
            } else {
                found.between += 1;
                found.foes_between += usize::from(!pair.is_friendly());
            }
        }
        found
    }

    /// The share of pairs within camps that are friends, from 0 to 1; `None` if there are none.
    pub fn cohesiveness(self) -> Option<f64> {
        (self.within > 0).then(|| self.friends_within as f64 / self.within as f64)
    }

    /// The share of pairs between camps that are foes, from 0 to 1; `None` if there are none.
    pub fn divisiveness(self) -> Option<f64> {
        (self.between > 0).then(|| self.foes_between as f64 / self.between as f64)
    }

    /// `9 of 10 pairs within the camps are friends (cohesiveness 0.90), 3 of 4 between them are
    /// foes (divisiveness 0.75)`.
    pub fn in_words(self) -> String {
        let part = |share: Option<f64>, counts: String| match share {
            Some(share) => format!("{counts} {share:.2})"),
            None => format!("{counts} none)"),
        };
        let within = format!(
            "{} of {} pairs within the camps are friends (cohesiveness",
            self.friends_within, self.within
        );
        let between = format!(
            "{} of {} between them are foes (divisiveness",
            self.foes_between, self.between
        );
        format!(
            "{}, {}",
            part(self.cohesiveness(), within),
            part(self.divisiveness(), between)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted_by_the_camps_of_their_ends() {
        let ties = [
            (0, 1, 1.0),
            (1, 2, -1.0),
            (0, 2, -1.0),
            (2, 3, 1.0),
            (0, 3, 1.0),
        ];
        let signs = SignedGraph::from_weights(5, ties);
        let camps = [Some(0), Some(0), Some(1), Some(1), None];
        let found = Polarization::of(&signs, &camps);
        assert_eq!((found.within, found.friends_within), (2, 2));
        assert_eq!((found.between, found.foes_between), (3, 2));
        assert_eq!(found.cohesiveness(), Some(1.0));
        let words = "2 of 2 pairs within the camps are friends (cohesiveness 1.00), 2 of 3 between \
                     them are foes (divisiveness 0.67)";
        assert_eq!(found.in_words(), words);
        let one = Polarization::of(&signs, &[Some(0); 5]);
        assert_eq!((one.cohesiveness(), one.divisiveness()), (Some(0.6), None));
        assert!(
            one.in_words()
                .ends_with("0 of 0 between them are foes (divisiveness none)")
        );
        assert_eq!(Polarization::of(&signs, &[]), Polarization::default());
    }
}
