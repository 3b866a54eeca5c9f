//! Greedy search for groups of high modularity (Newman and Girvan 2004), shared by layouts and
//! analysis: the moves, the refinement and the merging of which the Louvain method (Blondel et al.
//! 2008) and the Leiden method (Traag, Waltman and van Eck 2019) are made. Knows no actors, no
//! signs and no positions.

use std::collections::VecDeque;

use crate::random::Rng;

/// A graph whose nodes and ties have weights. A node may stand for a group; then ties within the
/// group count in the node's weight alone.
#[derive(Clone, Debug)]
pub(crate) struct WeightedGraph {
    rows: Vec<u32>,
    ties: Vec<(u32, f64)>,
    /// The ends of ties at each node, those within its group included.
    weights: Vec<f64>,
    /// All ends together.
    ends: f64,
}

/// What a node must gain to move, and how large a group may grow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MoveRules {
    /// A smaller gain counts as rounding.
    pub(crate) min_gain: f64,
    /// No node moves into a group of this many nodes.
    pub(crate) max_size: usize,
}

/// Groups by node, numbered from 0 in order of appearance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Groups {
    /// The group of each node.
    pub(crate) of: Vec<u32>,
    /// How many groups there are.
    pub(crate) count: usize,
}

impl Groups {
    /// The same groups, renumbered.
    pub(crate) fn numbered(part: &[u32]) -> Self {
        let mut number = vec![u32::MAX; part.len()];
        let mut count = 0;
        let renumbered = part.iter().map(|&group| {
            let slot = &mut number[group as usize];
            if *slot == u32::MAX {
                *slot = count;
                count += 1;
            }
            *slot
        });
        Self {
            of: renumbered.collect(),
            count: count as usize,
        }
    }
}

/// Each node in a group of its own.
pub(crate) fn singletons(count: usize) -> Vec<u32> {
    (0..count as u32).collect()
}

impl WeightedGraph {
    /// A graph of `count` nodes from the neighbours of each with the weights of the ties; each tie
    /// is in the rows of both its ends.
    pub(crate) fn from_rows<Row>(count: usize, row: impl Fn(usize) -> Row) -> Self
    where
        Row: Iterator<Item = (u32, f64)>,
    {
        let (mut rows, mut ties) = (vec![0], Vec::new());
        let mut weights = Vec::with_capacity(count);
        for node in 0..count {
            let from = ties.len();
            ties.extend(row(node));
            rows.push(ties.len() as u32);
            weights.push(ties[from..].iter().map(|(_, weight)| weight).sum());
        }
        let ends = total(&weights);
        Self {
            rows,
            ties,
            weights,
            ends,
        }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.weights.len()
    }

    fn ties(&self, node: usize) -> &[(u32, f64)] {
        &self.ties[self.rows[node] as usize..self.rows[node + 1] as usize]
    }

    /// Moves each node, in order, to the group next to it that gains most, in at most this many
    /// passes; stops earlier once few nodes move. O(ties) a pass.
    pub(crate) fn move_in_order(&self, part: &mut [u32], rules: MoveRules, max_passes: usize) {
        let mut moves = Moves::new(self, part, rules);
        for _ in 0..max_passes {
            let moved = (0..self.len())
                .filter(|&node| moves.move_node(node, None))
                .count();
            if moved * 200 <= self.len() {
                break;
            }
        }
    }

    /// Moves nodes, in random order, to the group that gains most or into an empty one, until none
    /// gains by moving; the neighbours of a node that moved are visited again.
    pub(crate) fn move_by_queue(&self, part: &mut [u32], rules: MoveRules, rng: &mut Rng) {
        let mut queue: VecDeque<u32> = shuffled(self.len(), rng).into();
        let mut is_queued = vec![true; self.len()];
        let mut moves = Moves::new(self, part, rules);
        let mut empty: Vec<u32> = (0..self.len() as u32)
            .filter(|group| moves.sizes[*group as usize] == 0)
            .collect();
        while let Some(node) = queue.pop_front() {
            let node = node as usize;
            is_queued[node] = false;
            let old = moves.part[node];
            let alone = empty
                .last()
                .copied()
                .filter(|_| moves.sizes[old as usize] > 1);
            if !moves.move_node(node, alone) {
                continue;
            }
            let new = moves.part[node];
            if Some(new) == alone {
                empty.pop();
            }
            if moves.sizes[old as usize] == 0 {
                empty.push(old);
            }
            for &(other, _) in self.ties(node) {
                let is_apart = moves.part[other as usize] != new;
                if is_apart && !std::mem::replace(&mut is_queued[other as usize], true) {
                    queue.push_back(other);
                }
            }
        }
    }

    /// Splits each group into connected parts: a node that is alone joins, at random, one of the
    /// parts next to it in its group that gain.
    pub(crate) fn refined(&self, groups: &[u32], min_gain: f64, rng: &mut Rng) -> Vec<u32> {
        let count = self.len();
        let mut all = vec![0.0; count];
        for (node, group) in groups.iter().enumerate() {
            all[*group as usize] += self.weights[node];
        }
        // The weight of the ties from each part to the rest of its group.
        let mut outward: Vec<f64> = (0..count)
            .map(|node| self.weight_within(node, groups))
            .collect();
        let mut part = singletons(count);
        let mut totals = self.weights.clone();
        let mut is_alone = vec![true; count];
        let mut towards = Tally::new(count);
        let is_well_tied = |weight: f64, group: u32, outward: f64| {
            outward >= weight * (all[group as usize] - weight) / self.ends - min_gain
        };
        for node in shuffled(count, rng) {
            let node = node as usize;
            let group = groups[node];
            if !is_alone[node] || !is_well_tied(self.weights[node], group, outward[node]) {
                continue;
            }
            towards.count(self.ties(node), &part);
            let choices: Vec<u32> = towards
                .touched
                .iter()
                .copied()
                .filter(|&to| groups[to as usize] == group && to != part[node])
                .filter(|&to| is_well_tied(totals[to as usize], group, outward[to as usize]))
                .filter(|&to| {
                    let expected = self.weights[node] * totals[to as usize] / self.ends;
                    towards.sums[to as usize] - expected > min_gain
                })
                .collect();
            // The choice is random so that several starts do not repeat the same mistake.
            let Some(&to) = choices.get(rng.below(choices.len())) else {
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

    /// The weight of a node's ties to others of its group.
    fn weight_within(&self, node: usize, groups: &[u32]) -> f64 {
        let ties = self.ties(node).iter();
        let inner = ties.filter(|(other, _)| groups[*other as usize] == groups[node]);
        inner.map(|(_, weight)| weight).sum()
    }

    /// The graph whose nodes are the groups. O(nodes + ties).
    pub(crate) fn merged(&self, groups: &Groups) -> Self {
        let mut members = vec![Vec::new(); groups.count];
        let mut weights = vec![0.0; groups.count];
        for (node, group) in groups.of.iter().enumerate() {
            members[*group as usize].push(node);
            weights[*group as usize] += self.weights[node];
        }
        let (mut rows, mut ties) = (vec![0], Vec::new());
        let mut towards = Tally::new(groups.count);
        for (own, members) in members.iter().enumerate() {
            towards.clear();
            for node in members {
                towards.add(self.ties(*node), &groups.of);
            }
            towards.touched.sort_unstable();
            let others = towards.touched.iter().filter(|to| **to as usize != own);
            ties.extend(others.map(|to| (*to, towards.sums[*to as usize])));
            rows.push(ties.len() as u32);
        }
        Self {
            rows,
            ties,
            weights,
            ends: self.ends,
        }
    }
}

/// A partition while nodes move between its groups.
struct Moves<'a> {
    graph: &'a WeightedGraph,
    part: &'a mut [u32],
    rules: MoveRules,
    /// The weight of each group, and how many nodes it has.
    totals: Vec<f64>,
    sizes: Vec<usize>,
    towards: Tally,
}

impl<'a> Moves<'a> {
    fn new(graph: &'a WeightedGraph, part: &'a mut [u32], rules: MoveRules) -> Self {
        let mut totals = vec![0.0; graph.len()];
        let mut sizes = vec![0; graph.len()];
        for (&group, weight) in part.iter().zip(&graph.weights) {
            totals[group as usize] += weight;
            sizes[group as usize] += 1;
        }
        Self {
            graph,
            part,
            rules,
            totals,
            sizes,
            towards: Tally::new(graph.len()),
        }
    }

    /// Moves a node to the group that gains most: one next to it, or `empty`; returns whether it
    /// moved.
    fn move_node(&mut self, node: usize, empty: Option<u32>) -> bool {
        let (old, weight) = (self.part[node], self.graph.weights[node]);
        self.totals[old as usize] -= weight;
        self.towards.count(self.graph.ties(node), self.part);
        let gain = |group: u32| {
            self.towards.sums[group as usize]
                - weight * self.totals[group as usize] / self.graph.ends
        };
        let mut best = (gain(old), old);
        for &group in self.towards.touched.iter().chain(&empty) {
            let has_room = self.sizes[group as usize] < self.rules.max_size;
            if has_room && gain(group) > best.0 + self.rules.min_gain {
                best = (gain(group), group);
            }
        }
        let new = best.1;
        self.totals[new as usize] += weight;
        self.sizes[old as usize] -= 1;
        self.sizes[new as usize] += 1;
        self.part[node] = new;
        new != old
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

fn total(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    if sum > 0.0 { sum } else { 1.0 }
}

/// The numbers from 0 in a random order.
fn shuffled(count: usize, rng: &mut Rng) -> Vec<u32> {
    let mut order = singletons(count);
    rng.shuffle(&mut order);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two cliques of five with a bridge.
    fn cliques() -> WeightedGraph {
        let is_tied = |a: u32, b: u32| a != b && (a / 5 == b / 5 || (a.min(b), a.max(b)) == (0, 5));
        WeightedGraph::from_rows(10, |a| {
            (0..10)
                .filter(move |&b| is_tied(a as u32, b))
                .map(|b| (b, 1.0))
        })
    }

    fn rules(max_size: usize) -> MoveRules {
        MoveRules {
            min_gain: 1e-9,
            max_size,
        }
    }

    #[test]
    fn both_ways_of_moving_find_the_cliques() {
        let graph = cliques();
        let mut in_order = singletons(10);
        graph.move_in_order(&mut in_order, rules(usize::MAX), 12);
        let mut by_queue = singletons(10);
        graph.move_by_queue(&mut by_queue, rules(usize::MAX), &mut Rng::new(1));
        for part in [in_order, by_queue] {
            assert_eq!(Groups::numbered(&part).of, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
        }
    }

    #[test]
    fn no_group_grows_beyond_its_limit() {
        let mut part = singletons(10);
        cliques().move_in_order(&mut part, rules(3), 12);
        let groups = Groups::numbered(&part);
        for group in 0..groups.count as u32 {
            assert!(groups.of.iter().filter(|of| **of == group).count() <= 3);
        }
    }

    #[test]
    fn merging_keeps_all_ends_and_counts_inner_ties_in_the_weight() {
        let graph = cliques();
        let merged = graph.merged(&Groups {
            of: vec![0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
            count: 2,
        });
        let rounded = |weight: &f64| weight.round() as u32;
        let weights: Vec<u32> = merged.weights.iter().map(rounded).collect();
        let ties: Vec<(u32, u32)> = merged
            .ties(0)
            .iter()
            .map(|(to, weight)| (*to, rounded(weight)))
            .collect();
        assert_eq!(weights, [21, 21]);
        assert_eq!(ties, [(1, 1)]);
        assert_eq!(rounded(&merged.ends), 42);
    }

    #[test]
    fn refining_leaves_no_node_outside_its_group() {
        let graph = cliques();
        let groups = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
        let part = graph.refined(&groups, 1e-12, &mut Rng::new(3));
        for (node, &of) in part.iter().enumerate() {
            assert_eq!(groups[of as usize], groups[node]);
        }
    }
}
