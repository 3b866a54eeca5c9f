//! Betweenness: Brandes, "A faster algorithm for betweenness centrality", 2001. Each unordered pair
//! counts once.
//!
//! One breadth-first search from every actor. It lists the ties along which shortest paths
//! continue, so that the way back reads only those; neither way has branches that are hard to
//! predict for a processor.

use super::adjacency::Adjacency;
use super::progress::AnalysisProgress;
use super::search_starts::SearchStarts;

/// The betweenness of each actor. O(starts · pairs), on all threads.
pub(super) fn betweenness(
    adjacency: &Adjacency,
    starts: &SearchStarts,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<f64>> {
    let room = || PathSearch::new(adjacency.len());
    let search = |room: &mut PathSearch, start: usize, sums: &mut [f64]| {
        room.add_start(adjacency, start, starts.weight(start), sums);
    };
    let sums = starts.sums(room, search, progress)?;
    // Every pair is counted from both its ends.
    Some(sums.into_iter().map(|sum| sum / 2.0).collect())
}

/// The distance of an actor from the start, and the number of shortest paths.
#[derive(Clone, Copy)]
struct ReachedActor {
    paths: f64,
    steps: u32,
}

impl ReachedActor {
    /// Not reached: more steps than to any actor.
    const UNSEEN: Self = Self {
        paths: 0.0,
        steps: u32::MAX,
    };
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
            seen: vec![ReachedActor::UNSEEN; count],
            order: vec![0; count + 1],
            onward: Vec::new(),
            begins: vec![0; count + 1],
            share: vec![0.0; count],
        }
    }

    /// Adds the contribution of one start, times its weight, to the betweenness of all actors.
    fn add_start(&mut self, adjacency: &Adjacency, start: usize, weight: f64, sums: &mut [f64]) {
        let reached = self.visit(adjacency, start);
        for place in (0..reached).rev() {
            let actor = self.order[place] as usize;
            let ties = self.begins[place] as usize..self.begins[place + 1] as usize;
            let shares = self.onward[ties]
                .iter()
                .map(|next| self.share[*next as usize]);
            // The next search finds the actors as it needs them: unseen.
            let paths = std::mem::replace(&mut self.seen[actor], ReachedActor::UNSEEN).paths;
            let passed: f64 = paths * shares.sum::<f64>();
            self.share[actor] = (1.0 + passed) / paths;
            if place > 0 {
                sums[actor] += weight * passed;
            }
        }
    }

    /// Visits all actors that the start can reach; returns how many there are.
    fn visit(&mut self, adjacency: &Adjacency, start: usize) -> usize {
        self.onward.resize(2 * adjacency.pair_count() + 1, 0);
        self.seen[start] = ReachedActor {
            paths: 1.0,
            steps: 0,
        };
        self.order[0] = start as u32;
        let (mut reached, mut place, mut ties) = (1, 0, 0);
        while place < reached {
            let actor = self.order[place] as usize;
            self.begins[place] = ties as u32;
            let ReachedActor { paths, steps } = self.seen[actor];
            let next = steps + 1;
            for &neighbour in adjacency.neighbours(actor) {
                let seen = &mut self.seen[neighbour as usize];
                let is_onward = seen.steps >= next;
                self.order[reached] = neighbour;
                reached += usize::from(seen.steps == ReachedActor::UNSEEN.steps);
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
