//! The 2-connected blocks of a signed graph. Knows no signs.
//!
//! Hopcroft and Tarjan 1973, "Efficient algorithms for graph manipulation", Communications of the
//! ACM 16; without recursion, so that no network is too deep for the stack.

use crate::analysis::signed::SignedGraph;

/// The pairs of each block, by index; a bridge is a block of one pair. O(actors + pairs).
pub(super) fn blocks(signs: &SignedGraph) -> Vec<Vec<u32>> {
    let mut search = BlockSearch {
        signs,
        found: vec![0; signs.actor_bound()],
        reached: vec![0; signs.actor_bound()],
        pairs: Vec::new(),
        clock: 0,
        blocks: Vec::new(),
    };
    for start in signs.signed_actors() {
        if search.found[start] == 0 {
            search.from(start);
        }
    }
    search.blocks
}

struct BlockSearch<'a> {
    signs: &'a SignedGraph,
    /// When an actor was found, from 1; 0 for not yet.
    found: Vec<u32>,
    /// The earliest actor that can be reached from it or from actors found after it.
    reached: Vec<u32>,
    /// Visited pairs that belong to no finished block.
    pairs: Vec<u32>,
    clock: u32,
    blocks: Vec<Vec<u32>>,
}

/// An actor on the path from the start, and how many of its neighbours were visited.
struct PathStep {
    actor: usize,
    by_pair: Option<u32>,
    next: usize,
    /// How many pairs were on the stack before the one that led here.
    pairs_before: usize,
}

impl BlockSearch<'_> {
    fn from(&mut self, start: usize) {
        let mut path = vec![self.enter(start, None)];
        while let Some(step) = path.last_mut() {
            let actor = step.actor;
            if let Some(neighbour) = self.signs.neighbours(actor).get(step.next) {
                step.next += 1;
                let (other, pair) = (neighbour.actor as usize, neighbour.pair);
                if step.by_pair == Some(pair) {
                    continue;
                }
                if self.found[other] == 0 {
                    let entered = self.enter(other, Some(pair));
                    self.pairs.push(pair);
                    path.push(entered);
                } else if self.found[other] < self.found[actor] {
                    self.pairs.push(pair);
                    self.reached[actor] = self.reached[actor].min(self.found[other]);
                }
                continue;
            }
            let pairs_before = step.pairs_before;
            path.pop();
            if let Some(parent) = path.last().map(|step| step.actor) {
                self.reached[parent] = self.reached[parent].min(self.reached[actor]);
                if self.reached[actor] >= self.found[parent] {
                    self.blocks.push(self.pairs.split_off(pairs_before));
                }
            }
        }
    }

    fn enter(&mut self, actor: usize, by_pair: Option<u32>) -> PathStep {
        self.clock += 1;
        self.found[actor] = self.clock;
        self.reached[actor] = self.clock;
        PathStep {
            actor,
            by_pair,
            next: 0,
            pairs_before: self.pairs.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triangles_at_one_actor_and_a_bridge_are_three_blocks() {
        let ends = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (2, 4), (4, 5)];
        let signs = SignedGraph::from_weights(6, ends.map(|(a, b)| (a, b, 1.0)));
        let mut blocks = blocks(&signs);
        for block in &mut blocks {
            block.sort_unstable();
        }
        blocks.sort_unstable();
        assert_eq!(blocks, [vec![0, 1, 2], vec![3, 4, 5], vec![6]]);
    }
}
