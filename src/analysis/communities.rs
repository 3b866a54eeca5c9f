//! Who belongs together: Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
//! Scientific Reports 9, 2019, for modularity (Newman and Girvan 2004). Knows no signs; every pair counts once.
//!
//! The layouts have a coarser relative of this (`layout::communities`, Louvain in single precision, with bounds on the
//! size of groups): it serves speed and places, this one the number that is shown, and neither module may know the other.

use std::collections::VecDeque;

use super::adjacency::Adjacency;
use super::progress::Progress;
use crate::random::Rng;

/// Starts from which the best result is kept; in large networks one, which comes within a few thousandths of it.
const STARTS: u64 = 50;
const LARGE: usize = 20_000;
/// A gain that is no rounding.
const GAIN: f64 = 1e-12;

/// A partition of the actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Communities {
    /// The community of each actor by number; communities are numbered from 0 by size, the largest first.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: usize,
    /// Their modularity; nothing where no pair is tied.
    pub modularity: Option<f64>,
}

/// Communities of high modularity, the same for the same seed; nothing where it was cancelled.
pub fn communities(plain: &Adjacency, seed: u64, progress: Progress<'_>) -> Option<Communities> {
    let starts = if plain.pair_count() > LARGE {
        1
    } else {
        STARTS
    };
    let mut best = Communities::default();
    for start in 0..starts {
        progress(start as f32 / starts as f32).continue_value()?;
        let mut rng = Rng::new(seed.wrapping_add(start));
        let (of, count) = by_size(&leiden(plain, &mut rng));
        let modularity = modularity(plain, &of);
        if start == 0 || modularity > best.modularity.map(|best| best + GAIN) {
            best = Communities {
                of,
                count,
                modularity,
            };
        }
    }
    Some(best)
}

/// The modularity of a partition: by how much more pairs within communities are tied than chance would have it. Nothing
/// where no pair is tied.
pub fn modularity(plain: &Adjacency, of: &[u32]) -> Option<f64> {
    let groups = of.iter().max().map_or(0, |last| *last as usize + 1);
    let mut within = 0_usize;
    let mut degrees = vec![0.0; groups];
    for actor in 0..plain.len() {
        let neighbours = plain.neighbours(actor);
        degrees[of[actor] as usize] += neighbours.len() as f64;
        let same = neighbours
            .iter()
            .filter(|other| of[**other as usize] == of[actor]);
        within += same.count();
    }
    let ends = 2.0 * plain.pair_count() as f64;
    let expected: f64 = degrees.iter().map(|degree| (degree / ends).powi(2)).sum();
    (ends > 0.0).then(|| within as f64 / ends - expected)
}

/// One run of the method from the actors, each alone.
fn leiden(plain: &Adjacency, rng: &mut Rng) -> Vec<u32> {
    let mut level = Level::of(plain);
    let mut whole: Vec<u32> = (0..plain.len() as u32).collect();
    let mut part: Vec<u32> = whole.clone();
    loop {
        level.move_fast(&mut part, rng);
        let (coarse, count) = numbered(&part);
        if count == level.len() {
            return whole.iter().map(|&node| coarse[node as usize]).collect();
        }
        let (fine, groups) = numbered(&level.refined(&coarse, rng));
        // Where refining finds nothing to join, the coarse communities are joined as they are.
        let (fine, groups) = if groups == level.len() {
            (coarse.clone(), count)
        } else {
            (fine, groups)
        };
        let mut next = vec![0; groups];
        for (node, group) in fine.iter().enumerate() {
            next[*group as usize] = coarse[node];
        }
        level = level.merged(&fine, groups);
        for node in &mut whole {
            *node = fine[*node as usize];
        }
        part = next;
    }
}

/// A network of groups with weights; ties within a group count in its weight alone.
struct Level {
    rows: Vec<usize>,
    ties: Vec<(u32, f64)>,
    /// The ends of ties in each group.
    weights: Vec<f64>,
    /// All ends together.
    ends: f64,
}

impl Level {
    fn of(plain: &Adjacency) -> Self {
        let mut rows = vec![0];
        let mut ties = Vec::with_capacity(2 * plain.pair_count());
        for actor in 0..plain.len() {
            ties.extend(plain.neighbours(actor).iter().map(|other| (*other, 1.0)));
            rows.push(ties.len());
        }
        let weights = (0..plain.len()).map(|actor| plain.neighbours(actor).len() as f64);
        Self {
            rows,
            ties,
            weights: weights.collect(),
            ends: (2.0 * plain.pair_count() as f64).max(1.0),
        }
    }

    fn len(&self) -> usize {
        self.weights.len()
    }

    fn ties(&self, node: usize) -> &[(u32, f64)] {
        &self.ties[self.rows[node]..self.rows[node + 1]]
    }

    /// Moves nodes to the community that gains most, until none wants to move; those next to one that moved are asked
    /// again.
    fn move_fast(&self, part: &mut [u32], rng: &mut Rng) {
        let count = self.len();
        let mut totals = vec![0.0; count];
        let mut sizes = vec![0_usize; count];
        for (node, group) in part.iter().enumerate() {
            totals[*group as usize] += self.weights[node];
            sizes[*group as usize] += 1;
        }
        let mut free: Vec<u32> = (0..count as u32)
            .filter(|g| sizes[*g as usize] == 0)
            .collect();
        let mut queue: VecDeque<u32> = shuffled(count, rng).into();
        let mut is_queued = vec![true; count];
        let mut towards = Tally::new(count);
        while let Some(node) = queue.pop_front() {
            let node = node as usize;
            is_queued[node] = false;
            let old = part[node];
            totals[old as usize] -= self.weights[node];
            sizes[old as usize] -= 1;
            towards.count(self.ties(node), part);
            let gain = |group: u32| {
                let expected = self.weights[node] * totals[group as usize] / self.ends;
                towards.sums[group as usize] - expected
            };
            let alone = free.last().copied().filter(|_| sizes[old as usize] > 0);
            let mut best = (gain(old), old);
            for &group in towards.touched.iter().chain(alone.iter()) {
                if gain(group) > best.0 + GAIN {
                    best = (gain(group), group);
                }
            }
            let new = best.1;
            if Some(new) == alone {
                free.pop();
            }
            part[node] = new;
            totals[new as usize] += self.weights[node];
            sizes[new as usize] += 1;
            if new == old {
                continue;
            }
            if sizes[old as usize] == 0 {
                free.push(old);
            }
            for (other, _) in self.ties(node) {
                let other = *other as usize;
                if part[other] != new && !std::mem::replace(&mut is_queued[other], true) {
                    queue.push_back(other as u32);
                }
            }
        }
    }

    /// Splits each community into parts that hang together: nodes that are alone join a part beside them that gains, by
    /// chance, within their community alone.
    fn refined(&self, coarse: &[u32], rng: &mut Rng) -> Vec<u32> {
        let count = self.len();
        let mut all = vec![0.0; count];
        for (node, group) in coarse.iter().enumerate() {
            all[*group as usize] += self.weights[node];
        }
        // The weight of the ties from each part to the rest of its community.
        let mut outward: Vec<f64> = (0..count)
            .map(|node| self.weight_within(node, coarse))
            .collect();
        let mut part: Vec<u32> = (0..count as u32).collect();
        let mut totals = self.weights.clone();
        let mut is_alone = vec![true; count];
        let mut towards = Tally::new(count);
        let is_well_tied = |weight: f64, group: u32, outward: f64| {
            outward >= weight * (all[group as usize] - weight) / self.ends - GAIN
        };
        for node in shuffled(count, rng) {
            let node = node as usize;
            let group = coarse[node];
            if !is_alone[node] || !is_well_tied(self.weights[node], group, outward[node]) {
                continue;
            }
            towards.count(self.ties(node), &part);
            let choices: Vec<(u32, f64)> = towards
                .touched
                .iter()
                .filter(|to| coarse[**to as usize] == group && **to != part[node])
                .filter(|to| is_well_tied(totals[**to as usize], group, outward[**to as usize]))
                .map(|&to| {
                    let expected = self.weights[node] * totals[to as usize] / self.ends;
                    (to, towards.sums[to as usize] - expected)
                })
                .filter(|(_, gain)| *gain > GAIN)
                .collect();
            // A random one among those that gain keeps the method from always taking the same wrong turn.
            let Some(&(to, _)) = choices.get(rng.below(choices.len())) else {
                continue;
            };
            let shared = towards.sums[to as usize];
            part[node] = to;
            is_alone[node] = false;
            is_alone[to as usize] = false;
            totals[to as usize] += self.weights[node];
            outward[to as usize] += outward[node] - 2.0 * shared;
        }
        part
    }

    /// The weight of a node's ties to others of its community.
    fn weight_within(&self, node: usize, coarse: &[u32]) -> f64 {
        let ties = self.ties(node).iter();
        let inner = ties.filter(|(other, _)| coarse[*other as usize] == coarse[node]);
        inner.map(|(_, weight)| weight).sum()
    }

    /// The network of the groups.
    fn merged(&self, group: &[u32], groups: usize) -> Self {
        let mut members = vec![Vec::new(); groups];
        let mut weights = vec![0.0; groups];
        for (node, of) in group.iter().enumerate() {
            members[*of as usize].push(node);
            weights[*of as usize] += self.weights[node];
        }
        let mut rows = vec![0];
        let mut ties = Vec::new();
        let mut towards = Tally::new(groups);
        for (own, members) in members.iter().enumerate() {
            towards.clear();
            for node in members {
                towards.add(self.ties(*node), group);
            }
            towards.touched.sort_unstable();
            let others = towards.touched.iter().filter(|to| **to as usize != own);
            ties.extend(others.map(|to| (*to, towards.sums[*to as usize])));
            rows.push(ties.len());
        }
        Self {
            rows,
            ties,
            weights,
            ends: self.ends,
        }
    }
}

/// Weights of ties towards each group.
struct Tally {
    sums: Vec<f64>,
    touched: Vec<u32>,
}

impl Tally {
    fn new(count: usize) -> Self {
        Self {
            sums: vec![0.0; count],
            touched: Vec::new(),
        }
    }

    fn clear(&mut self) {
        for group in self.touched.drain(..) {
            self.sums[group as usize] = 0.0;
        }
    }

    fn count(&mut self, ties: &[(u32, f64)], part: &[u32]) {
        self.clear();
        self.add(ties, part);
    }

    fn add(&mut self, ties: &[(u32, f64)], part: &[u32]) {
        for (other, weight) in ties {
            let group = part[*other as usize];
            if self.sums[group as usize] == 0.0 {
                self.touched.push(group);
            }
            self.sums[group as usize] += weight;
        }
    }
}

/// The numbers from 0 in a random order.
fn shuffled(count: usize, rng: &mut Rng) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    rng.shuffle(&mut order);
    order
}

/// The same groups, numbered from 0 in order of appearance; and how many.
fn numbered(part: &[u32]) -> (Vec<u32>, usize) {
    let mut number = vec![u32::MAX; part.len()];
    let mut count = 0;
    let renumbered = part.iter().map(|group| {
        let slot = &mut number[*group as usize];
        if *slot == u32::MAX {
            *slot = count;
            count += 1;
        }
        *slot
    });
    (renumbered.collect(), count as usize)
}

/// The same groups, the largest first; those of one size in order of appearance.
fn by_size(part: &[u32]) -> (Vec<u32>, usize) {
    let (part, count) = numbered(part);
    let mut sizes = vec![0_usize; count];
    for group in &part {
        sizes[*group as usize] += 1;
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|group| std::cmp::Reverse(sizes[*group]));
    let mut rank = vec![0; count];
    for (place, group) in order.into_iter().enumerate() {
        rank[group] = place as u32;
    }
    (
        part.iter().map(|group| rank[*group as usize]).collect(),
        count,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::ControlFlow;

    fn found(count: usize, pairs: &[(u32, u32)]) -> Communities {
        let plain = Adjacency::from_pairs(count, pairs);
        communities(&plain, 7, &|_| ControlFlow::Continue(())).unwrap()
    }

    #[test]
    fn two_triangles_with_a_bridge_are_two_communities() {
        let found = found(6, &[(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)]);
        assert_eq!(found.of, [0, 0, 0, 1, 1, 1]);
        // Six of seven pairs within, and each half has half the ends.
        let wanted = 6.0 / 7.0 - 0.5;
        assert!((found.modularity.unwrap() - wanted).abs() < 1e-12);
    }

    #[test]
    fn without_pairs_everyone_is_alone_and_there_is_no_modularity() {
        assert_eq!(found(3, &[]).count, 3);
        assert_eq!(found(3, &[]).modularity, None);
        assert_eq!(found(0, &[]).count, 0);
    }

    #[test]
    fn whoever_cancels_gets_nothing() {
        let plain = Adjacency::from_pairs(2, &[(0, 1)]);
        assert_eq!(communities(&plain, 0, &|_| ControlFlow::Break(())), None);
    }
}
