//! Triads: three actors, each two of whom are friends or foes. Knows no document;
//! [`super::explanation`] adds names and citations.
//!
//! Structural balance: Heider 1946, "Attitudes and cognitive organization", Journal of Psychology
//! 21; Cartwright and Harary 1956, "Structural balance: a generalization of Heider's theory",
//! Psychological Review 63. Weak balance: Davis 1967, "Clustering and structural balance in
//! graphs", Human Relations 20. All triads are found by the forward algorithm of Schank and Wagner
//! 2005 in O(m^1.5) for m pairs.

use std::cmp::Reverse;

use super::signed::{Neighbour, SignedGraph};

/// Three actors of which each two are friends or foes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Triad {
    /// The actors, by ordinal, in order.
    pub actors: [u32; 3],
    /// The pairs, by index, each opposite to the actor at the same place.
    pub pairs: [u32; 3],
}

/// The kind of a triad, by how many of its pairs are foes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TriadKind {
    /// +++: three friends; balanced.
    Friends,
    /// ++−: two foes with a friend in common; unbalanced.
    Torn,
    /// +−−: two friends with an enemy in common; balanced.
    CommonEnemy,
    /// −−−: three foes; unbalanced, but weakly balanced.
    Foes,
}

/// How many triads are balanced and unbalanced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TriadCounts {
    /// Balanced triads.
    pub balanced: usize,
    /// Unbalanced triads.
    pub unbalanced: usize,
}

/// The triad census: how many triads of each kind there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    by_kind: [usize; 4],
    /// The triads of each actor, by ordinal.
    pub by_actor: Vec<TriadCounts>,
    /// The triads of each pair, by its index.
    pub by_pair: Vec<TriadCounts>,
}

/// An unbalanced triad and its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tension {
    /// The triad.
    pub triad: Triad,
    /// `Torn` or `Foes`.
    pub kind: TriadKind,
    /// The number of independent references of the pair that has the fewest.
    pub weakest: u32,
    /// The sum of the independent references of all three pairs.
    pub total: u32,
}

/// Two friends with an enemy in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommonEnemy {
    /// The triad.
    pub triad: Triad,
    /// The friends, by ordinal.
    pub friends: [u32; 2],
    /// The enemy of both.
    pub enemy: u32,
    /// The number of independent references of the pair that has the fewest.
    pub weakest: u32,
    /// The sum of the independent references of all three pairs.
    pub total: u32,
}

impl Census {
    /// Counts all triads. O(m^1.5).
    pub fn of(signs: &SignedGraph) -> Self {
        let mut census = Self {
            by_kind: [0; 4],
            by_actor: vec![TriadCounts::default(); signs.actor_bound()],
            by_pair: vec![TriadCounts::default(); signs.pairs().len()],
        };
        for_each_triad(signs, |triad| {
            let kind = triad.kind(signs);
            census.by_kind[kind as usize] += 1;
            for actor in triad.actors {
                census.by_actor[actor as usize].add(kind);
            }
            for pair in triad.pairs {
                census.by_pair[pair as usize].add(kind);
            }
        });
        census
    }

    /// How many triads are of this kind.
    pub fn count(&self, kind: TriadKind) -> usize {
        self.by_kind[kind as usize]
    }

    /// How many triads there are.
    pub fn total(&self) -> usize {
        self.by_kind.iter().sum()
    }

    /// How many are balanced.
    pub fn strong(&self) -> TriadCounts {
        let balanced = self.count(TriadKind::Friends) + self.count(TriadKind::CommonEnemy);
        self.share(balanced)
    }

    /// How many are weakly balanced (Davis): there three foes are not a tension.
    pub fn weak(&self) -> TriadCounts {
        self.share(self.total() - self.count(TriadKind::Torn))
    }

    fn share(&self, balanced: usize) -> TriadCounts {
        TriadCounts {
            balanced,
            unbalanced: self.total() - balanced,
        }
    }
}

impl TriadCounts {
    /// How many triads there are.
    pub fn total(self) -> usize {
        self.balanced + self.unbalanced
    }

    /// The share T of balanced triads, from 0 to 1; `None` without triads.
    pub fn balance(self) -> Option<f64> {
        (self.total() > 0).then(|| self.balanced as f64 / self.total() as f64)
    }

    fn add(&mut self, kind: TriadKind) {
        if kind.is_balanced() {
            self.balanced += 1;
        } else {
            self.unbalanced += 1;
        }
    }
}

impl Triad {
    /// From its actors in order, each with the opposite pair.
    fn of(corners: [(u32, u32); 3]) -> Self {
        Self {
            actors: corners.map(|(actor, _)| actor),
            pairs: corners.map(|(_, pair)| pair),
        }
    }

    /// How many of its pairs are foes.
    pub fn kind(&self, signs: &SignedGraph) -> TriadKind {
        let is_foe = |&&pair: &&u32| !signs.pairs()[pair as usize].is_friendly();
        TriadKind::ALL[self.pairs.iter().filter(is_foe).count()]
    }

    /// The evidence of the weakest pair, and of all three.
    fn evidence(&self, signs: &SignedGraph) -> (u32, u32) {
        let legs = self.pairs.map(|pair| signs.pairs()[pair as usize].evidence);
        let weakest = legs.iter().copied().min().unwrap_or_default();
        (weakest, legs.iter().sum())
    }
}

impl TriadKind {
    /// All kinds, by the number of foes.
    pub const ALL: [Self; 4] = [Self::Friends, Self::Torn, Self::CommonEnemy, Self::Foes];

    /// Whether the product of its signs is positive.
    pub fn is_balanced(self) -> bool {
        matches!(self, Self::Friends | Self::CommonEnemy)
    }

    /// What it is called in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Friends => "three friends",
            Self::Torn => "two foes with a common friend",
            Self::CommonEnemy => "two friends with a common enemy",
            Self::Foes => "three foes",
        }
    }

    /// The signs, as the literature writes them.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Friends => "+++",
            Self::Torn => "++-",
            Self::CommonEnemy => "+--",
            Self::Foes => "---",
        }
    }
}

/// The unbalanced triads, those with the most evidence first, at most `limit`.
///
/// Ordered by the independent references of the weakest pair, then of all three, then by actors.
pub fn tensions(signs: &SignedGraph, limit: usize) -> Vec<Tension> {
    let wanted = |kind: TriadKind| !kind.is_balanced();
    let found = by_evidence(signs, wanted, limit).into_iter();
    let tensions = found.map(|(weakest, total, triad)| Tension {
        triad,
        kind: triad.kind(signs),
        weakest,
        total,
    });
    tensions.collect()
}

/// The pairs of friends with a common enemy, those with the most evidence first, at most `limit`.
pub fn common_enemies(signs: &SignedGraph, limit: usize) -> Vec<CommonEnemy> {
    let wanted = |kind: TriadKind| kind == TriadKind::CommonEnemy;
    let found = by_evidence(signs, wanted, limit).into_iter();
    let enemies = found.map(|(.., triad)| enemy_in(signs, triad));
    enemies.collect()
}

/// The common enemy of a pair of friends that has the most evidence, by the index of the pair.
/// O(degree · log degree).
pub fn common_enemy_of(signs: &SignedGraph, pair: usize) -> Option<CommonEnemy> {
    let friends = signs.pairs().get(pair).filter(|pair| pair.is_friendly())?;
    let foes = signs
        .neighbours(friends.a as usize)
        .iter()
        .filter(|one| !one.is_friend);
    let enemies = foes.filter_map(|foe| {
        let other = signs.pair_between(friends.b as usize, foe.actor as usize)?;
        if signs.pairs()[other].is_friendly() {
            return None;
        }
        let mut corners = [
            (friends.a, other as u32),
            (friends.b, foe.pair),
            (foe.actor, pair as u32),
        ];
        corners.sort_unstable();
        Some(enemy_in(signs, Triad::of(corners)))
    });
    enemies.min_by_key(|found| (Reverse((found.weakest, found.total)), found.triad))
}

/// The friends and the enemy of a triad of that kind: the enemy is opposite to the pair of friends.
fn enemy_in(signs: &SignedGraph, triad: Triad) -> CommonEnemy {
    let is_friendly = |&at: &usize| signs.pairs()[triad.pairs[at] as usize].is_friendly();
    let at = (0..3).find(is_friendly).unwrap_or_default();
    let [a, b, c] = triad.actors;
    let (friends, enemy) = [([b, c], a), ([a, c], b), ([a, b], c)][at];
    let (weakest, total) = triad.evidence(signs);
    CommonEnemy {
        triad,
        friends,
        enemy,
        weakest,
        total,
    }
}

/// Triads of the wanted kinds with the evidence of the weakest pair and of all three, the most
/// first.
fn by_evidence(
    signs: &SignedGraph,
    wanted: impl Fn(TriadKind) -> bool,
    limit: usize,
) -> Vec<(u32, u32, Triad)> {
    let mut best = Smallest::of(limit);
    for_each_triad(signs, |triad| {
        if wanted(triad.kind(signs)) {
            let (weakest, total) = triad.evidence(signs);
            best.add((Reverse((weakest, total)), triad));
        }
    });
    best.sorted()
        .into_iter()
        .map(|(Reverse((weakest, total)), triad)| (weakest, total, triad))
        .collect()
}

/// The smallest of many values, at most `limit`, in memory for few: a dense network has a hundred
/// million triads.
struct Smallest<T> {
    limit: usize,
    values: Vec<T>,
    /// No value above this is among the smallest.
    most: Option<T>,
}

impl<T: Ord + Copy> Smallest<T> {
    /// How many values are collected before those that are not among the smallest are dropped, in
    /// addition to those that are: as many again, and this many.
    const SPARE: usize = 1024;

    fn of(limit: usize) -> Self {
        Self {
            limit,
            values: Vec::new(),
            most: None,
        }
    }

    /// O(1) in the mean.
    fn add(&mut self, value: T) {
        if self.limit == 0 || self.most.is_some_and(|most| value > most) {
            return;
        }
        self.values.push(value);
        if self.values.len() > self.limit.saturating_mul(2).saturating_add(Self::SPARE) {
            self.drop_largest();
        }
    }

    fn drop_largest(&mut self) {
        if self.values.len() > self.limit {
            let (_, most, _) = self.values.select_nth_unstable(self.limit - 1);
            self.most = Some(*most);
            self.values.truncate(self.limit);
        }
    }

    fn sorted(mut self) -> Vec<T> {
        self.drop_largest();
        self.values.sort_unstable();
        self.values
    }
}

/// Calls `visit` once for every triad.
pub fn for_each_triad(signs: &SignedGraph, mut visit: impl FnMut(Triad)) {
    let rows = forward(signs);
    // For each actor the index plus one of the pair that ties it to the current actor.
    let mut tied = vec![0_u32; signs.actor_bound()];
    for (a, row) in rows.iter().enumerate() {
        for ab in row {
            tied[ab.actor as usize] = ab.pair + 1;
        }
        for ab in row {
            for bc in &rows[ab.actor as usize] {
                if let Some(ac) = tied[bc.actor as usize].checked_sub(1) {
                    let mut corners = [(a as u32, bc.pair), (ab.actor, ac), (bc.actor, ab.pair)];
                    corners.sort_unstable();
                    visit(Triad::of(corners));
                }
            }
        }
        for ab in row {
            tied[ab.actor as usize] = 0;
        }
    }
}

/// The neighbours of each actor that have a higher rank, by degree: no row is longer than √(2m).
fn forward(signs: &SignedGraph) -> Vec<Vec<Neighbour>> {
    let rank = |actor: usize| (signs.neighbours(actor).len(), actor);
    let higher = |actor: usize| {
        let row = signs.neighbours(actor).iter();
        row.filter(move |neighbour| rank(neighbour.actor as usize) > rank(actor))
            .copied()
            .collect()
    };
    (0..signs.actor_bound()).map(higher).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_common_enemy_has_the_friends_and_the_enemy() {
        let signs = SignedGraph::from_weights(3, [(0, 2, 1.0), (0, 1, -1.0), (1, 2, -1.0)]);
        let enemies = common_enemies(&signs, 9);
        assert_eq!(enemies.len(), 1);
        assert_eq!((enemies[0].friends, enemies[0].enemy), ([0, 2], 1));
        assert!(tensions(&signs, 9).is_empty());
        assert_eq!(Census::of(&signs).strong().balance(), Some(1.0));
    }

    #[test]
    fn without_triads_there_is_no_balance() {
        let signs = SignedGraph::from_weights(3, [(0, 1, 1.0), (1, 2, -1.0)]);
        assert_eq!(Census::of(&signs).strong().balance(), None);
    }

    #[test]
    fn three_foes_are_a_tension_but_weakly_balanced() {
        let signs = SignedGraph::from_weights(3, [(0, 2, -1.0), (0, 1, -1.0), (1, 2, -1.0)]);
        let census = Census::of(&signs);
        assert_eq!(census.strong().balance(), Some(0.0));
        assert_eq!(census.weak().balance(), Some(1.0));
        assert_eq!(tensions(&signs, 9)[0].kind, TriadKind::Foes);
    }

    #[test]
    fn the_best_supported_tensions_come_first_and_a_limit_keeps_them() {
        let twice = [
            (0, 1, 1.0),
            (0, 1, 1.0),
            (1, 2, 1.0),
            (1, 2, 1.0),
            (0, 2, -1.0),
            (0, 2, -1.0),
        ];
        let once = [(3, 4, 1.0), (4, 5, 1.0), (3, 5, -1.0)];
        let signs = SignedGraph::from_weights(6, once.into_iter().chain(twice));
        let found = tensions(&signs, 9);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].triad.actors, found[0].weakest), ([0, 1, 2], 2));
        assert_eq!(tensions(&signs, 1), found[..1]);
    }

    /// Ties of a random graph of up to ten actors.
    pub(in crate::analysis) fn ties() -> impl Strategy<Value = Vec<(usize, usize, f64)>> {
        let tie = (0..10_usize, 0..10_usize, prop_oneof![Just(1.0), Just(-1.0)]);
        proptest::collection::vec(tie, 0..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_best_are_the_smallest_of_all(
            values in proptest::collection::vec(0..1000_u32, 0..5000),
            limit in 0..80_usize,
        ) {
            let mut best = Smallest::of(limit);
            for value in &values {
                best.add(*value);
                prop_assert!(best.values.len() <= 2 * limit + Smallest::<u32>::SPARE);
            }
            let mut expected = values;
            expected.sort_unstable();
            expected.truncate(limit);
            prop_assert_eq!(best.sorted(), expected);
        }

        #[test]
        fn triads_are_those_that_three_loops_find(ties in ties()) {
            let signs = SignedGraph::from_weights(10, ties);
            let mut expected = [0; 4];
            for a in 0..10 {
                for b in 0..a {
                    for c in 0..b {
                        let legs = [(a, b), (b, c), (a, c)].map(|(a, b)| signs.pair_between(a, b));
                        if let [Some(x), Some(y), Some(z)] = legs {
                            let is_foe = |leg: usize| !signs.pairs()[leg].is_friendly();
                            let foes = [x, y, z].map(|leg| usize::from(is_foe(leg)));
                            expected[foes.iter().sum::<usize>()] += 1;
                        }
                    }
                }
            }
            let census = Census::of(&signs);
            prop_assert_eq!(TriadKind::ALL.map(|kind| census.count(kind)), expected);
            let by_actor: usize = census.by_actor.iter().map(|share| share.total()).sum();
            let by_pair: usize = census.by_pair.iter().map(|share| share.total()).sum();
            prop_assert_eq!((by_actor, by_pair), (3 * census.total(), 3 * census.total()));
        }
    }
}
