//! Closeness in the form of Wasserman and Faust, "Social Network Analysis", 1994, for connected and
//! disconnected networks.

use rayon::prelude::*;

use super::adjacency::Adjacency;
use super::progress::AnalysisProgress;

/// Actors between two progress reports.
const BATCH: usize = 1024;

/// The closeness of each actor: the number of actors reached divided by the steps to them, times
/// the share of all others that is reached; 0 if none is reached. O(actors · pairs), on all
/// threads.
pub(super) fn closeness(plain: &Adjacency, progress: AnalysisProgress<'_>) -> Option<Vec<f64>> {
    let count = plain.len();
    let mut values = Vec::with_capacity(count);
    while values.len() < count {
        progress(values.len() as f32 / count as f32).continue_value()?;
        let batch = values.len()..(values.len() + BATCH).min(count);
        let room = || (vec![false; count], Vec::with_capacity(count));
        values.par_extend(
            batch
                .into_par_iter()
                .map_init(room, |(seen, order), actor| {
                    let (reached, steps) = reach(plain, actor, seen, order);
                    let reached = reached as f64;
                    if steps == 0 {
                        0.0
                    } else {
                        reached / steps as f64 * (reached / (count - 1) as f64)
                    }
                }),
        );
    }
    Some(values)
}

/// How many others an actor reaches, and the sum of the steps to them.
fn reach(plain: &Adjacency, actor: usize, seen: &mut [bool], order: &mut Vec<u32>) -> (usize, u64) {
    seen.fill(false);
    seen[actor] = true;
    order.clear();
    order.push(actor as u32);
    let (mut begin, mut steps, mut sum) = (0, 0, 0);
    while begin < order.len() {
        let end = order.len();
        sum += steps * (end - begin) as u64;
        for place in begin..end {
            for &next in plain.neighbours(order[place] as usize) {
                if !std::mem::replace(&mut seen[next as usize], true) {
                    order.push(next);
                }
            }
        }
        begin = end;
        steps += 1;
    }
    (order.len() - 1, sum)
}
