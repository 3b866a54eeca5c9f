//! Closeness in the form of Wasserman and Faust, "Social Network Analysis", 1994, for connected and
//! disconnected networks.

use super::adjacency::Adjacency;
use super::progress::AnalysisProgress;
use super::sources::SearchSources;

/// The closeness of each actor: the number of actors reached divided by the steps to them, times
/// the share of all others that is reached; 0 if none is reached. The mean of the steps is that of
/// the searches. O(sources · pairs), on all threads.
pub(super) fn closeness(
    plain: &Adjacency,
    sources: &SearchSources,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<f64>> {
    let count = plain.len();
    let room = || StepSearch {
        seen: vec![false; count],
        order: Vec::with_capacity(count),
    };
    let search = |room: &mut StepSearch, source: usize, steps: &mut [u64]| {
        room.add_steps(plain, source, steps);
    };
    let steps = sources.sums(room, search, progress)?;
    let value = |(actor, &steps): (usize, &u64)| {
        if steps == 0 {
            return 0.0;
        }
        let (reached, others) = (sources.reached_by(actor), sources.others(actor));
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
    /// Adds the steps from a source to each actor that it reaches.
    fn add_steps(&mut self, plain: &Adjacency, source: usize, sums: &mut [u64]) {
        self.seen[source] = true;
        self.order.clear();
        self.order.push(source as u32);
        let (mut begin, mut steps) = (0, 0);
        while begin < self.order.len() {
            let end = self.order.len();
            for place in begin..end {
                let actor = self.order[place] as usize;
                sums[actor] += steps;
                for &next in plain.neighbours(actor) {
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
