//! Closeness in the form of Wasserman and Faust, "Social Network Analysis", 1994, for connected and
//! disconnected networks.

use super::adjacency::Adjacency;
use super::progress::AnalysisProgress;
use super::search_starts::SearchStarts;

/// The closeness of each actor: the number of actors reached divided by the steps to them, times
/// the share of all others that is reached; 0 if none is reached. The mean of the steps is that of
/// the searches. O(starts · pairs), on all threads.
pub(super) fn closeness(
    adjacency: &Adjacency,
    starts: &SearchStarts,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<f64>> {
    let count = adjacency.len();
    let room = || StepSearch {
        seen: vec![false; count],
        order: Vec::with_capacity(count),
    };
    let search = |room: &mut StepSearch, start: usize, steps: &mut [u64]| {
        room.add_steps(adjacency, start, steps);
    };
    let steps = starts.sums(room, search, progress)?;
    let value = |(actor, &steps): (usize, &u64)| {
        if steps == 0 {
            return 0.0;
        }
        let (reached, others) = (starts.reached_by(actor), starts.others(actor));
        reached as f64 / steps as f64 * (others as f64 / (count - 1) as f64)
    };
    Some(steps.iter().enumerate().map(value).collect())
}

/// The buffers of one search, which the next one uses again.
struct StepSearch {
    seen: Vec<bool>,
    /// The actors in the order in which they were reached.
    order: Vec<u32>,
}

impl StepSearch {
    /// Adds the steps from a start to each actor that it reaches.
    fn add_steps(&mut self, adjacency: &Adjacency, start: usize, sums: &mut [u64]) {
        self.seen[start] = true;
        self.order.clear();
        self.order.push(start as u32);
        let (mut begin, mut steps) = (0, 0);
        while begin < self.order.len() {
            let end = self.order.len();
            for place in begin..end {
                let actor = self.order[place] as usize;
                sums[actor] += steps;
                for &next in adjacency.neighbours(actor) {
                    if !std::mem::replace(&mut self.seen[next as usize], true) {
                        self.order.push(next);
                    }
                }
            }
            begin = end;
            steps += 1;
        }
        for &actor in &self.order {
            self.seen[actor as usize] = false;
        }
    }
}
