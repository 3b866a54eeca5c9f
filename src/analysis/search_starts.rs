//! The actors from which the searches of slow measures begin: all of them, or, where that would
//! take too long, a sample of each connected part; and their sums, on all threads. Searches nothing
//! itself.
//!
//! Brandes and Pich 2007, "Centrality estimation in large networks", International Journal of
//! Bifurcation and Chaos 17; Eppstein and Wang 2004, "Fast approximation of centrality", Journal of
//! Graph Algorithms and Applications 8.

use std::ops::AddAssign;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::adjacency::Adjacency;
use super::progress::AnalysisProgress;
use crate::limits::SEARCH_STEPS;
use crate::random::Rng;

/// The seed of the samples: the same network always has the same.
const SEED: u64 = 1;

/// The fewest searches in a part of several actors: with one, its start would be in none.
const MIN_STARTS: usize = 2;

/// The most shares that the starts are divided into, whatever the number of threads, so that sums
/// are the same on every machine.
const MAX_SHARES: usize = 32;
/// The fewest shares, and how many sums they may have together.
const MIN_SHARES: usize = 4;
const MAX_SUMS: usize = 8_000_000;

/// Where searches begin.
#[derive(Debug)]
pub(super) struct SearchStarts {
    /// The starts by number, ascending.
    pub(super) actors: Vec<u32>,
    /// The part that each actor is in.
    part_of: Vec<u32>,
    parts: Vec<ConnectedPart>,
    /// No part has more starts, if some part has a sample.
    sample: Option<usize>,
}

/// A connected part of a network.
#[derive(Clone, Copy, Debug, Default)]
struct ConnectedPart {
    actors: usize,
    /// The steps of one search: one for each actor and each end of a tie.
    steps: u64,
    starts: usize,
}

impl SearchStarts {
    /// The starts of a network; the searches take no more than `SEARCH_STEPS` together.
    pub(super) fn of(adjacency: &Adjacency) -> Self {
        Self::within(adjacency, SEARCH_STEPS.max)
    }

    /// The starts for searches of at most this many steps together, or two for each part.
    pub(super) fn within(adjacency: &Adjacency, max_steps: u64) -> Self {
        let (part_of, mut parts) = connected_parts(adjacency);
        let largest = parts.iter().map(|part| part.actors).max().unwrap_or(0);
        let most = most_sources(&parts, largest, max_steps);
        for part in &mut parts {
            part.starts = part.actors.min(most);
        }
        let mut is_start = vec![true; adjacency.len()];
        if most < largest {
            let mut order: Vec<u32> = (0..adjacency.len() as u32).collect();
            Rng::new(SEED).shuffle(&mut order);
            let mut left: Vec<usize> = parts.iter().map(|part| part.starts).collect();
            for actor in order {
                let left = &mut left[part_of[actor as usize] as usize];
                is_start[actor as usize] = *left > 0;
                *left = left.saturating_sub(1);
            }
        }
        let actors = (0..adjacency.len() as u32).filter(|&actor| is_start[actor as usize]);
        Self {
            actors: actors.collect(),
            part_of,
            parts,
            sample: (most < largest).then_some(most),
        }
    }

    /// How many actors of the part of an actor each start represents.
    pub(super) fn weight(&self, actor: usize) -> f64 {
        let part = &self.parts[self.part_of[actor] as usize];
        part.actors as f64 / part.starts as f64
    }

    /// How many others an actor can reach.
    pub(super) fn others(&self, actor: usize) -> usize {
        self.parts[self.part_of[actor] as usize].actors - 1
    }

    /// How many starts other than itself reach an actor.
    pub(super) fn reached_by(&self, actor: usize) -> usize {
        let starts = self.parts[self.part_of[actor] as usize].starts;
        starts - usize::from(self.actors.binary_search(&(actor as u32)).is_ok())
    }

    /// A sum for each actor: `search` adds what it finds from a start. `room` makes what a thread
    /// needs for its searches.
    pub(super) fn sums<T, R>(
        &self,
        room: impl Fn() -> R + Sync,
        search: impl Fn(&mut R, usize, &mut [T]) + Sync,
        progress: AnalysisProgress<'_>,
    ) -> Option<Vec<T>>
    where
        T: Copy + Default + AddAssign + Send,
    {
        let (count, all) = (self.part_of.len(), self.actors.len());
        let shares = (MAX_SUMS / count.max(1)).clamp(MIN_SHARES, MAX_SHARES);
        let done = AtomicUsize::new(0);
        let share = |starts: &[u32]| {
            let mut room = room();
            let mut sums = vec![T::default(); count];
            for &start in starts {
                search(&mut room, start as usize, &mut sums);
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                if done.is_multiple_of(16) {
                    progress(done as f32 / all as f32).continue_value()?;
                }
            }
            Some(sums)
        };
        let starts = self.actors.par_chunks(all.div_ceil(shares).max(1));
        let shares: Option<Vec<Vec<T>>> = starts.map(share).collect();
        let mut total = vec![T::default(); count];
        for share in shares? {
            for (total, sum) in total.iter_mut().zip(share) {
                *total += sum;
            }
        }
        Some(total)
    }

    /// From how many actors of each part searches began, if not from all.
    pub(super) fn sample(&self) -> Option<usize> {
        self.sample
    }
}

/// The most searches in each part, so that all together take no more steps than this.
fn most_sources(parts: &[ConnectedPart], largest: usize, max_steps: u64) -> usize {
    let takes = |most: usize| {
        let steps = parts.iter().map(|part| {
            let starts = part.actors.min(most) as u64;
            starts.saturating_mul(part.steps)
        });
        steps.fold(0, u64::saturating_add)
    };
    let (mut fits, mut too_many) = (MIN_STARTS, largest + 1);
    while fits + 1 < too_many {
        let middle = fits.midpoint(too_many);
        if takes(middle) <= max_steps {
            fits = middle;
        } else {
            too_many = middle;
        }
    }
    fits
}

/// The part of each actor, and the parts in the order of their first actors.
fn connected_parts(adjacency: &Adjacency) -> (Vec<u32>, Vec<ConnectedPart>) {
    const NONE: u32 = u32::MAX;
    let mut part_of = vec![NONE; adjacency.len()];
    let mut parts = Vec::new();
    let mut open = Vec::new();
    for first in 0..adjacency.len() {
        if part_of[first] != NONE {
            continue;
        }
        let number = parts.len() as u32;
        let mut part = ConnectedPart::default();
        part_of[first] = number;
        open.push(first);
        while let Some(actor) = open.pop() {
            let neighbours = adjacency.neighbours(actor);
            part.actors += 1;
            part.steps += 1 + neighbours.len() as u64;
            for &next in neighbours {
                if part_of[next as usize] == NONE {
                    part_of[next as usize] = number;
                    open.push(next as usize);
                }
            }
        }
        parts.push(part);
    }
    (part_of, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::ops::ControlFlow;

    use crate::analysis::Measure;
    use crate::analysis::betweenness::betweenness;
    use crate::analysis::closeness::closeness;

    fn star(leaves: u32) -> Vec<(u32, u32)> {
        (1..=leaves).map(|leaf| (0, leaf)).collect()
    }

    #[test]
    fn each_part_has_a_sample_within_the_steps() {
        // A star of 101, a pair and an actor alone.
        let adjacency = Adjacency::from_pairs(104, &[star(100), vec![(101, 102)]].concat());
        let all = SearchStarts::within(&adjacency, u64::MAX);
        assert_eq!((all.actors.len(), all.sample()), (104, None));
        let some = SearchStarts::within(&adjacency, 3_100);
        assert_eq!((some.actors.len(), some.sample()), (13, Some(10)));
        assert_eq!((some.weight(5), some.weight(102)), (10.1, 1.0));
        assert_eq!((some.others(0), some.reached_by(101)), (100, 1));
        let least = SearchStarts::within(&adjacency, 0);
        assert_eq!((least.actors.len(), least.sample()), (5, Some(2)));
    }

    #[test]
    fn a_sample_estimates_what_searches_from_all_actors_find() {
        // Four hubs in a row, each with 100 leaves.
        let leaves = (4..404).map(|leaf| (leaf % 4, leaf));
        let pairs: Vec<_> = [(0, 1), (1, 2), (2, 3)].into_iter().chain(leaves).collect();
        let adjacency = Adjacency::from_pairs(404, &pairs);
        let go_on = |_| ControlFlow::Continue(());
        let all = SearchStarts::of(&adjacency);
        let some = SearchStarts::within(&adjacency, 300_000);
        assert_eq!(some.sample(), Some(247));
        for measure in [betweenness, closeness] {
            let (exact, estimate) = (
                measure(&adjacency, &all, &go_on),
                measure(&adjacency, &some, &go_on),
            );
            let (exact, estimate) = (exact.unwrap(), estimate.unwrap());
            for (exact, estimate) in exact.iter().zip(&estimate) {
                assert!(
                    (exact - estimate).abs() <= 0.15 * exact,
                    "{estimate}, not {exact}"
                );
            }
        }
    }

    #[test]
    fn a_network_of_a_hundred_thousand_actors_is_searched_from_some() {
        let adjacency = Adjacency::from_pairs(100_001, &star(100_000));
        let sample = |id| Measure::by_id(id).unwrap().sample(&adjacency);
        assert_eq!(
            (sample("betweenness"), sample("degree")),
            (Some(3_333), None)
        );
        assert!(SEARCH_STEPS.message(3_333).contains("at 3333 actors"));
    }
}
