//! The fewest errors of a split into camps, for many draws at once: exact, by taking out one actor
//! after another (`elimination`) and keeping, for every way to split its neighbours, the fewest
//! errors of the pairs that are gone. The pairs are the same in all draws, so the tables are laid
//! out once, and each of their entries is computed for sixteen draws with a few instructions.
//!
//! Arnborg and Proskurowski 1989, "Linear time algorithms for NP-hard problems restricted to
//! partial k-trees", Discrete Applied Mathematics 23.

use rayon::prelude::*;

use super::elimination::{Elimination, EliminationStep, MAX_SCOPE};
use super::sign_draws::SignDraws;
use crate::analysis::signed::SignedGraph;

/// How many draws are computed together.
const LANES: usize = 16;

/// The most additions for [`LANES`] draws; more take more than about a second for 1,000 draws.
const MAX_ADDITIONS: usize = 1 << 23;

/// The most pairs: counts of errors fit in 16 bits.
const MAX_PAIRS: usize = 30_000;

/// Counts of errors, one for each of some draws.
type Errors = [i16; LANES];

/// The layout of the tables for splits into up to a number of camps.
pub(super) struct LeastErrors {
    steps: Vec<TableStep>,
}

/// The table of an actor that leaves.
struct TableStep {
    pairs: Vec<usize>,
    children: Vec<usize>,
    /// Whether the table is of no actor any more, so that its entry is part of the sum.
    is_last: bool,
    /// For each split of the scope, how many camps the actor can choose from.
    widths: Vec<u8>,
    /// For each of these choices: which of `pairs` are within the camp, as bits; then the entry in
    /// the table of each child.
    choices: Vec<u32>,
}

impl LeastErrors {
    /// The tables for splits into at most so many camps; `None` if they would take too long.
    pub(super) fn new(order: &Elimination, signs: &SignedGraph, camps: usize) -> Option<Self> {
        if signs.pairs().len() > MAX_PAIRS {
            return None;
        }
        let additions = order.steps.iter().map(|step| {
            let terms = 1 + step.pairs.len() + step.children.len();
            (split_count(step.scope, camps) * terms).saturating_mul(camps.min(step.scope + 1))
        });
        if additions.fold(0, usize::saturating_add) > MAX_ADDITIONS {
            return None;
        }
        let steps = order.steps.iter();
        Some(Self {
            steps: steps
                .map(|step| TableStep::of(step, order, camps))
                .collect(),
        })
    }

    /// The fewest errors with the signs of the network itself.
    pub(super) fn own(&self, signs: &SignedGraph) -> usize {
        let foes = signs
            .pairs()
            .iter()
            .map(|pair| u64::from(!pair.is_friendly()));
        let foes: Vec<u64> = foes.collect();
        self.of_lanes(&foes, 0)[0] as usize
    }

    /// The fewest errors of each draw.
    pub(super) fn of_draws(&self, drawn: &SignDraws) -> Vec<usize> {
        let parts: Vec<(&Vec<u64>, usize)> = drawn
            .words()
            .iter()
            .flat_map(|words| (0..64).step_by(LANES).map(move |from| (words, from)))
            .take(drawn.count.div_ceil(LANES))
            .collect();
        let of_part = |(words, from): (&Vec<u64>, usize)| self.of_lanes(words, from);
        let mut found: Vec<usize> = parts
            .into_par_iter()
            .flat_map_iter(of_part)
            .map(|errors| errors as usize)
            .collect();
        found.truncate(drawn.count);
        found
    }

    /// The fewest errors of the draws from a bit of the words of the pairs.
    fn of_lanes(&self, foes: &[u64], from: usize) -> Errors {
        let mut tables: Vec<Vec<Errors>> = Vec::with_capacity(self.steps.len());
        let mut sum = [0; LANES];
        for step in &self.steps {
            let children: Vec<Vec<Errors>> = step
                .children
                .iter()
                .map(|&child| std::mem::take(&mut tables[child]))
                .collect();
            let table = step.table(foes, from, &children);
            if step.is_last {
                add(&mut sum, &table[0]);
            }
            tables.push(table);
        }
        sum
    }
}

impl TableStep {
    fn of(step: &EliminationStep, order: &Elimination, camps: usize) -> Self {
        let of_children: Vec<Splits> = step
            .children
            .iter()
            .map(|child| Splits::of(order.steps[child.step].scope, camps))
            .collect();
        let (mut widths, mut choices) = (Vec::new(), Vec::new());
        for split in Splits::of(step.scope, camps).all() {
            let used = split.iter().max().map_or(0, |camp| usize::from(*camp) + 1);
            let width = camps.min(used + 1);
            widths.push(width as u8);
            for camp in 0..width as u8 {
                let mut within = 0;
                for (at, (_, place)) in step.pairs.iter().enumerate() {
                    within |= u32::from(split[*place] == camp) << at;
                }
                choices.push(within);
                for (child, splits) in step.children.iter().zip(&of_children) {
                    let camps = child.places.iter();
                    let camps = camps.map(|place| place.map_or(camp, |place| split[place]));
                    choices.push(splits.place_of(camps) as u32);
                }
            }
        }
        Self {
            pairs: step.pairs.iter().map(|(pair, _)| *pair).collect(),
            children: step.children.iter().map(|child| child.step).collect(),
            is_last: step.scope == 0,
            widths,
            choices,
        }
    }

    /// The fewest errors of the pairs that are gone, for every split of the scope.
    fn table(&self, foes: &[u64], from: usize, children: &[Vec<Errors>]) -> Vec<Errors> {
        // The errors of a pair between camps and within a camp.
        let errors = |pair: &usize| {
            let foe = std::array::from_fn(|lane| (foes[*pair] >> (from + lane) & 1) as i16);
            [foe.map(|foe| 1 - foe), foe]
        };
        let errors: Vec<[Errors; 2]> = self.pairs.iter().map(errors).collect();
        let mut choices = self.choices.chunks_exact(1 + children.len());
        let entry = |width: &u8| {
            let mut least = [i16::MAX; LANES];
            for choice in choices.by_ref().take(usize::from(*width)) {
                let mut sum = [0; LANES];
                for (at, errors) in errors.iter().enumerate() {
                    add(&mut sum, &errors[(choice[0] >> at & 1) as usize]);
                }
                for (table, entry) in children.iter().zip(&choice[1..]) {
                    add(&mut sum, &table[*entry as usize]);
                }
                for (least, sum) in least.iter_mut().zip(sum) {
                    *least = sum.min(*least);
                }
            }
            least
        };
        self.widths.iter().map(entry).collect()
    }
}

fn add(sum: &mut Errors, more: &Errors) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// How many ways there are to split actors into at most so many camps.
fn split_count(actors: usize, camps: usize) -> usize {
    // By the number of camps that are used (Stirling numbers of the second kind).
    let mut counts = vec![0_usize; camps + 1];
    counts[0] = 1;
    for _ in 0..actors {
        for used in (1..=camps).rev() {
            counts[used] = (used * counts[used]).saturating_add(counts[used - 1]);
        }
        counts[0] = 0;
    }
    counts.into_iter().fold(0, usize::saturating_add)
}

/// All ways to split actors into at most a number of camps, whatever the camps are called: the
/// first actor is in camp 0, each other one in a camp that is used or in the next.
struct Splits {
    actors: usize,
    /// Four bits for each actor, the first the highest; in order.
    codes: Vec<u64>,
}

impl Splits {
    fn of(actors: usize, camps: usize) -> Self {
        debug_assert!(actors <= MAX_SCOPE && camps <= MAX_SCOPE);
        // Each code with how many camps it uses.
        let mut codes = vec![(0_u64, 0_usize)];
        for _ in 0..actors {
            let longer = codes.into_iter().flat_map(|(code, used)| {
                let choices = 0..camps.min(used + 1);
                choices.map(move |camp| (code << 4 | camp as u64, used.max(camp + 1)))
            });
            codes = longer.collect();
        }
        let codes = codes.into_iter().map(|(code, _)| code).collect();
        Self { actors, codes }
    }

    /// The camps of the actors in each split.
    fn all(&self) -> impl Iterator<Item = Vec<u8>> {
        let camp = |code: u64, actor: usize| (code >> (4 * (self.actors - 1 - actor)) & 15) as u8;
        let camps = move |code: &u64| (0..self.actors).map(|actor| camp(*code, actor)).collect();
        self.codes.iter().map(camps)
    }

    /// Which split these camps are, by any names.
    fn place_of(&self, camps: impl Iterator<Item = u8>) -> usize {
        let mut names = [None; MAX_SCOPE];
        let mut used = 0;
        let code = camps.fold(0, |code, camp| {
            let name = *names[usize::from(camp)].get_or_insert_with(|| {
                used += 1;
                used - 1
            });
            code << 4 | name
        });
        self.codes.partition_point(|one| *one < code)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::super::null_model::NullModel;
    use super::*;
    use crate::random::Rng;

    /// The fewest errors of a split of seven actors, by trying all.
    fn by_trying_all(signs: &SignedGraph, camps: usize) -> usize {
        let errors = |split: usize| {
            let camp = |actor: u32| split / camps.pow(actor) % camps;
            let pairs = signs.pairs().iter();
            let wrong = pairs.filter(|pair| (camp(pair.a) == camp(pair.b)) != pair.is_friendly());
            wrong.count()
        };
        (0..camps.pow(7)).map(errors).min().unwrap()
    }

    #[test]
    fn as_many_splits_are_laid_out_as_counted() {
        for (actors, camps, count) in [(0, 2, 1), (5, 2, 16), (5, 8, 52), (8, 3, 1094)] {
            assert_eq!(split_count(actors, camps), count);
            assert_eq!(Splits::of(actors, camps).codes.len(), count);
        }
    }

    #[test]
    fn what_would_take_too_long_is_left_to_others() {
        let pairs = (0..15).flat_map(|b| (0..b).map(move |a| (a, b, 1.0)));
        let signs = SignedGraph::from_weights(15, pairs);
        let order = Elimination::of(&signs).unwrap();
        assert!(LeastErrors::new(&order, &signs, 2).is_some());
        assert!(LeastErrors::new(&order, &signs, 8).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_draw_has_the_fewest_errors_of_all_splits(
            ties in crate::analysis::triads::tests::ties(),
            seed in 0..1000_u64,
        ) {
            let ties = ties.into_iter().filter(|tie| tie.0 < 7 && tie.1 < 7);
            let signs = SignedGraph::from_weights(7, ties);
            let order = Elimination::of(&signs).unwrap();
            let go_on = |_| ControlFlow::Continue(());
            let rng = Rng::from_mixed(seed);
            let drawn = SignDraws::new(NullModel::SignsShuffled, &signs, 70, rng, &go_on).unwrap();
            for camps in [2, 3, 4] {
                let least = LeastErrors::new(&order, &signs, camps).unwrap();
                prop_assert_eq!(least.own(&signs), by_trying_all(&signs, camps));
                let found = least.of_draws(&drawn);
                prop_assert_eq!(found.len(), 70);
                for draw in [0, 15, 16, 63, 64, 69] {
                    let other = signs.with_signs(|pair| drawn.is_friendly(pair, draw));
                    prop_assert_eq!(found[draw], by_trying_all(&other, camps));
                }
            }
        }
    }
}
