//! Betweenness: Brandes, "A faster algorithm for betweenness centrality", 2001. Each unordered pair
//! counts once.
//!
//! One breadth-first search from every actor. It lists the ties along which shortest paths
//! continue, so that the way back reads only those; neither way has branches that are hard to
//! predict for a processor.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::adjacency::Adjacency;
use super::progress::AnalysisProgress;

/// The most parts that the sources are divided into, whatever the number of threads, so that sums
/// are the same on every machine.
const MAX_PARTS: usize = 32;

/// The betweenness of each actor. O(actors · pairs), on all threads.
pub(super) fn betweenness(plain: &Adjacency, progress: AnalysisProgress<'_>) -> Option<Vec<f64>> {
    let count = plain.len();
    let size = count.div_ceil(MAX_PARTS).max(1);
    let done = AtomicUsize::new(0);
    let part = |first: usize| {
        let mut search = PathSearch::new(count);
        let mut sums = vec![0.0; count];
        for source in first..(first + size).min(count) {
            search.add_source(plain, source, &mut sums);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(16) {
                progress(done as f32 / count as f32).continue_value()?;
            }
        }
        Some(sums)
    };
    let firsts: Vec<usize> = (0..count).step_by(size).collect();
    let parts: Option<Vec<Vec<f64>>> = firsts.into_par_iter().map(part).collect();
    let mut total = vec![0.0; count];
    for part in parts? {
        for (total, sum) in total.iter_mut().zip(part) {
            // Every pair is counted from both its ends.
            *total += sum / 2.0;
        }
    }
    Some(total)
}

/// More steps than to any actor.
const UNSEEN: u32 = u32::MAX;

/// The distance of an actor from the source, and the number of shortest paths.
#[derive(Clone, Copy)]
struct ReachedActor {
    paths: f64,
    steps: u32,
}

/// The buffers of one search, which the next one uses again.
struct PathSearch {
    seen: Vec<ReachedActor>,
    /// The actors in the order in which they were reached, and space for one more.
    order: Vec<u32>,
    /// The ties along which shortest paths continue, and where those of each actor in `order`
    /// begin.
    onward: Vec<u32>,
    begins: Vec<u32>,
    /// What an actor passes back to those before it, per path.
    share: Vec<f64>,
}

impl PathSearch {
    fn new(count: usize) -> Self {
        Self {
            seen: vec![
                ReachedActor {
                    paths: 0.0,
                    steps: UNSEEN
                };
                count
            ],
            order: vec![0; count + 1],
            onward: Vec::new(),
            begins: vec![0; count + 1],
            share: vec![0.0; count],
        }
    }

    /// Adds the contribution of one source to the betweenness of all actors.
    fn add_source(&mut self, plain: &Adjacency, source: usize, sums: &mut [f64]) {
        let reached = self.visit(plain, source);
        for place in (0..reached).rev() {
            let actor = self.order[place] as usize;
            let ties = self.begins[place] as usize..self.begins[place + 1] as usize;
            let shares = self.onward[ties]
                .iter()
                .map(|next| self.share[*next as usize]);
            let paths = self.seen[actor].paths;
            let passed: f64 = paths * shares.sum::<f64>();
            self.share[actor] = (1.0 + passed) / paths;
            if place > 0 {
                sums[actor] += passed;
            }
        }
    }

    /// Visits all actors that the source can reach; returns how many they are.
    fn visit(&mut self, plain: &Adjacency, source: usize) -> usize {
        self.seen.fill(ReachedActor {
            paths: 0.0,
            steps: UNSEEN,
        });
        self.onward.resize(2 * plain.pair_count() + 1, 0);
        self.seen[source] = ReachedActor {
            paths: 1.0,
            steps: 0,
        };
        self.order[0] = source as u32;
        let (mut reached, mut place, mut ties) = (1, 0, 0);
        while place < reached {
            let actor = self.order[place] as usize;
            self.begins[place] = ties as u32;
            let ReachedActor { paths, steps } = self.seen[actor];
            let next = steps + 1;
            for &neighbour in plain.neighbours(actor) {
                let seen = &mut self.seen[neighbour as usize];
                let is_onward = seen.steps >= next;
                self.order[reached] = neighbour;
                reached += usize::from(seen.steps == UNSEEN);
                self.onward[ties] = neighbour;
                ties += usize::from(is_onward);
                seen.paths += if is_onward { paths } else { 0.0 };
                seen.steps = seen.steps.min(next);
            }
            place += 1;
        }
        self.begins[reached] = ties as u32;
        reached
    }
}
