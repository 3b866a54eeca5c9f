//! Chooses the pairs of a sample: camps, well-known members, and friends of friends. Knows only
//! numbers.

use std::collections::HashSet;

use crate::random::Rng;

/// How often another pair is drawn if the two are tied already; then they get one more tie.
const MAX_TRIES: usize = 8;

/// Actors by number in their camps, and the ties drawn so far. There are at least two actors and
/// two camps.
pub(super) struct SampleCamps {
    camp_of: Vec<u32>,
    /// The actors of each camp, the best known first.
    members: Vec<Vec<u32>>,
    ties: Vec<Vec<u32>>,
    pairs: HashSet<(u32, u32)>,
}

impl SampleCamps {
    /// Every camp has one first member; the other actors join camps by Zipf's law.
    pub(super) fn new(actors: usize, rng: &mut Rng) -> Self {
        let count = (2 + actors.isqrt() / 4).min(actors);
        let shares = (0..count).scan(0.0, |sum, camp| {
            *sum += 1.0 / (camp + 1) as f64;
            Some(*sum)
        });
        let shares: Vec<f64> = shares.collect();
        let whole = shares.last().copied().unwrap_or_default();
        let mut members = vec![Vec::new(); count];
        let mut camp_of = Vec::with_capacity(actors);
        for actor in 0..actors {
            let camp = if actor < count {
                actor
            } else {
                let at = whole * rng.unit_f64();
                shares.partition_point(|share| *share <= at).min(count - 1)
            };
            members[camp].push(actor as u32);
            camp_of.push(camp as u32);
        }
        Self {
            camp_of,
            members,
            ties: vec![Vec::new(); actors],
            pairs: HashSet::new(),
        }
    }

    /// Whether two actors are in the same camp.
    pub(super) fn are_together(&self, a: usize, b: usize) -> bool {
        self.camp_of[a] == self.camp_of[b]
    }

    /// The two actors of the next relation; the first relations start at every actor in turn, so
    /// that none is isolated.
    pub(super) fn pair(&mut self, number: usize, rng: &mut Rng) -> (usize, usize) {
        let mut pair = self.draw(number, rng);
        for _ in 1..MAX_TRIES {
            if !self.pairs.contains(&ordered(pair)) {
                break;
            }
            pair = self.draw(number, rng);
        }
        self.pairs.insert(ordered(pair));
        let (source, target) = pair;
        self.ties[source as usize].push(target);
        self.ties[target as usize].push(source);
        (source as usize, target as usize)
    }

    fn draw(&self, number: usize, rng: &mut Rng) -> (u32, u32) {
        let source = if number < self.camp_of.len() {
            number as u32
        } else {
            let camp = self.any_camp(rng);
            self.member(camp, rng)
        };
        let target = match rng.below(100) {
            0..35 => self.friend_of_friend(source, rng),
            35..80 => Some(self.member(self.camp_of[source as usize] as usize, rng)),
            _ => None,
        };
        let target = target.filter(|target| *target != source);
        (source, target.unwrap_or_else(|| self.stranger(source, rng)))
    }

    /// A random camp, in proportion to its size.
    fn any_camp(&self, rng: &mut Rng) -> usize {
        self.camp_of[rng.below(self.camp_of.len())] as usize
    }

    /// A random member of a camp. The member at place `x` has a probability of `x` to the power of
    /// -0.6, so that degrees are those of a scale-free network with exponent 2.7.
    fn member(&self, camp: usize, rng: &mut Rng) -> u32 {
        let members = &self.members[camp];
        let unit = rng.unit_f64();
        let place = (unit * unit * unit.sqrt() * members.len() as f64) as usize;
        members[place.min(members.len() - 1)]
    }

    fn friend_of_friend(&self, source: u32, rng: &mut Rng) -> Option<u32> {
        let mut any_of = |actor: u32| {
            let tied = &self.ties[actor as usize];
            tied.get(rng.below(tied.len())).copied()
        };
        any_of(source).and_then(any_of)
    }

    /// A random member of another camp.
    fn stranger(&self, source: u32, rng: &mut Rng) -> u32 {
        let own = self.camp_of[source as usize] as usize;
        let drawn = self.any_camp(rng);
        let camp = if drawn == own {
            (own + 1) % self.members.len()
        } else {
            drawn
        };
        self.member(camp, rng)
    }
}

fn ordered((a, b): (u32, u32)) -> (u32, u32) {
    (a.min(b), a.max(b))
}
