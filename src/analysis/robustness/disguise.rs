//! The same signs with other numbers of actors, and with some actors in the place of their
//! opposites: a search that takes the first of several equally good splits then takes another one.
//! Knows no draw.

use crate::analysis::signed::SignedGraph;
use crate::random::Rng;

/// Signs in disguise.
pub(super) struct Disguise {
    pub(super) signs: SignedGraph,
    /// The number of each actor there, and whether it stands for its opposite: friends of it are
    /// foes there.
    places: Vec<(u32, bool)>,
}

impl Disguise {
    /// In an order of actors and with opposites by chance, so that of two equally good splits each
    /// is as likely to be found.
    pub(super) fn by_chance(signs: &SignedGraph, rng: &mut Rng) -> Self {
        let mut numbers: Vec<u32> = (0..signs.actor_bound() as u32).collect();
        rng.shuffle(&mut numbers);
        let places = numbers.into_iter();
        Self::of(
            signs,
            places
                .map(|number| (number, rng.next_u64() >> 63 == 1))
                .collect(),
        )
    }

    /// With the actors of the second camp as their opposites: with these camps all are together,
    /// which is the split that a search begins with and leaves only for a better one.
    pub(super) fn by_camps(signs: &SignedGraph, camps: &[Option<u8>]) -> Self {
        let camps = camps.iter().zip(0..);
        Self::of(
            signs,
            camps
                .map(|(camp, number)| (number, *camp == Some(1)))
                .collect(),
        )
    }

    /// The weights of pairs are left out: the search counts pairs.
    fn of(signs: &SignedGraph, places: Vec<(u32, bool)>) -> Self {
        let pairs = signs.pairs().iter().map(|pair| {
            let ((a, turns_a), (b, turns_b)) = (places[pair.a as usize], places[pair.b as usize]);
            let is_friendly = pair.is_friendly() == (turns_a == turns_b);
            (a as usize, b as usize, if is_friendly { 1.0 } else { -1.0 })
        });
        Self {
            signs: SignedGraph::from_weights(signs.actor_bound(), pairs),
            places,
        }
    }

    /// Camps that were found in disguise, as camps of the actors.
    pub(super) fn camps(&self, found: &[Option<u8>]) -> Vec<Option<u8>> {
        let places = self.places.iter();
        let camps = places.map(|&(number, is_opposite)| {
            found[number as usize].map(|camp| camp ^ u8::from(is_opposite))
        });
        camps.collect()
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::analysis::{Effort, Frustration, frustration};

    const FOES: [(usize, usize, f64); 3] = [(0, 1, -1.0), (1, 2, -1.0), (0, 2, -1.0)];

    fn solved(signs: &SignedGraph) -> Frustration {
        frustration(signs, Effort::default(), &|_| ControlFlow::Continue(())).unwrap()
    }

    /// The actor that is alone in its camp.
    fn alone(camps: &[Option<u8>]) -> usize {
        let others = |actor: usize| camps.iter().filter(|camp| **camp == camps[actor]).count();
        (0..camps.len()).find(|actor| others(*actor) == 1).unwrap()
    }

    #[test]
    fn each_of_several_equally_good_splits_is_found_about_as_often() {
        let signs = SignedGraph::from_weights(3, FOES);
        let mut rng = Rng::new(1);
        let mut counts = [0; 3];
        for _ in 0..600 {
            let disguise = Disguise::by_chance(&signs, &mut rng);
            let found = solved(&disguise.signs);
            assert_eq!(found.upper, 1);
            counts[alone(&disguise.camps(&found.camps))] += 1;
        }
        assert!(
            counts.iter().all(|count| (150..250).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn camps_that_are_among_the_best_are_found_again() {
        let signs = SignedGraph::from_weights(3, FOES);
        for own in [[0, 1, 1], [1, 0, 1], [1, 1, 0]] {
            let own = own.map(Some);
            let disguise = Disguise::by_camps(&signs, &own);
            let found = solved(&disguise.signs);
            assert_eq!(alone(&disguise.camps(&found.camps)), alone(&own));
        }
    }
}
