//! Communities by greedy modularity: Blondel, Guillaume, Lambiotte and Lefebvre, "Fast unfolding of communities in large
//! networks", 2008 (the Louvain method), gone over again body by body. Bodies are visited in order, so that the result is
//! the same every time.

use super::graph::{Graph, Link};

/// Passes over all bodies before a level counts as settled, and levels at most.
const PASSES: usize = 12;
const LEVELS: usize = 12;

/// How often all of it is done: merging groups is quick, and leaves many a body where it does not belong.
const ROUNDS: usize = 3;

/// The community of each body, numbered from 0. About O(m) a level, and as much for each round.
///
/// Each round begins with the bodies in the communities of the round before, as in the multi-level refinement of Rotta
/// and Noack, "Multilevel local search algorithms for modularity clustering", 2011.
pub(super) fn communities(graph: &Graph) -> Vec<u32> {
    let mut found = each_alone(graph.len());
    for _ in 0..ROUNDS {
        let before = found.clone();
        found = unfolded(graph, found);
        if found == before {
            break;
        }
    }
    found
}

/// Bodies that start in these communities move to better ones, then communities do, level by level.
fn unfolded(graph: &Graph, mut start: Vec<u32>) -> Vec<u32> {
    let mut level = Level {
        graph: graph.clone(),
        inner: vec![0.0; graph.len()],
    };
    let mut whole = each_alone(graph.len());
    for _ in 0..LEVELS {
        let (labels, count) = numbered(&level.settled(start, usize::MAX, PASSES));
        for label in &mut whole {
            *label = labels[*label as usize];
        }
        if count == level.graph.len() {
            break;
        }
        level = level.merged(&labels, count);
        start = each_alone(count);
    }
    whole
}

fn each_alone(count: usize) -> Vec<u32> {
    (0..count as u32).collect()
}

/// Groups of at most so many bodies, each tied more within than chance would have it: one level without merging. The
/// group of each body, numbered from 0, and how many there are.
pub(super) fn settled(graph: &Graph, most: usize) -> (Vec<u32>, usize) {
    let level = Level {
        graph: graph.clone(),
        inner: vec![0.0; graph.len()],
    };
    numbered(&level.settled(each_alone(graph.len()), most, 3))
}

/// A network of groups; `inner` is the weight of the ties within each.
struct Level {
    graph: Graph,
    inner: Vec<f32>,
}

impl Level {
    /// Moves each body from the community where it starts to the one next to it that gains most, until hardly any wants
    /// to move or all passes are spent; no community grows beyond `most`.
    fn settled(&self, start: Vec<u32>, most: usize, passes: usize) -> Vec<u32> {
        let count = self.graph.len();
        let weight = |body: usize| {
            self.graph
                .links(body)
                .iter()
                .map(|link| link.weight)
                .sum::<f32>()
                + 2.0 * self.inner[body]
        };
        let weights: Vec<f32> = (0..count).map(weight).collect();
        let all = weights.iter().sum::<f32>().max(1e-9);
        let mut label = start;
        let mut totals = vec![0.0; count];
        let mut sizes = vec![0_usize; count];
        for (&community, weight) in label.iter().zip(&weights) {
            totals[community as usize] += weight;
            sizes[community as usize] += 1;
        }
        let mut towards = Tally::new(count);
        for _ in 0..passes {
            let mut moved = 0;
            for body in 0..count {
                let old = label[body];
                totals[old as usize] -= weights[body];
                towards.count(self.graph.links(body), &label);
                let gain = |community: u32| {
                    towards.sums[community as usize]
                        - weights[body] * totals[community as usize] / all
                };
                let mut best = (gain(old), old);
                for &community in &towards.touched {
                    if gain(community) > best.0 + 1e-6 && sizes[community as usize] < most {
                        best = (gain(community), community);
                    }
                }
                totals[best.1 as usize] += weights[body];
                sizes[old as usize] -= 1;
                sizes[best.1 as usize] += 1;
                label[body] = best.1;
                moved += usize::from(best.1 != old);
            }
            if moved * 200 <= count {
                break;
            }
        }
        label
    }

    /// The network of the communities.
    fn merged(&self, labels: &[u32], count: usize) -> Self {
        let mut inner = vec![0.0; count];
        for (body, &label) in labels.iter().enumerate() {
            inner[label as usize] += self.inner[body];
        }
        for (a, link) in self.graph.edges() {
            if labels[a] == labels[link.to as usize] {
                inner[labels[a] as usize] += link.weight;
            }
        }
        Self {
            graph: self.graph.quotient(labels, count),
            inner,
        }
    }
}

/// Weights of the ties of one body to each community around it.
struct Tally {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Tally {
    fn new(count: usize) -> Self {
        Self {
            sums: vec![0.0; count],
            touched: Vec::new(),
        }
    }

    fn count(&mut self, links: &[Link], label: &[u32]) {
        for &community in &self.touched {
            self.sums[community as usize] = 0.0;
        }
        self.touched.clear();
        for link in links {
            let community = label[link.to as usize];
            if self.sums[community as usize] == 0.0 {
                self.touched.push(community);
            }
            self.sums[community as usize] += link.weight;
        }
    }
}

/// The same labels, numbered from 0 in order of appearance; and how many.
fn numbered(labels: &[u32]) -> (Vec<u32>, usize) {
    let mut number = vec![u32::MAX; labels.len()];
    let mut count = 0;
    let renumbered = labels
        .iter()
        .map(|&label| {
            let slot = &mut number[label as usize];
            if *slot == u32::MAX {
                *slot = count;
                count += 1;
            }
            *slot
        })
        .collect();
    (renumbered, count as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Sign, Tie};

    #[test]
    fn planted_communities_are_found_nearly_whole() {
        use crate::random::Rng;
        let (blocks, size) = (20, 50);
        let count = blocks * size;
        let mut rng = Rng::from_mixed(5);
        let tie = |a: usize, b: usize| Tie {
            a: a as u32,
            b: b as u32,
            sign: Sign::Friendly,
            weight: 1.0,
        };
        let mut ties = Vec::new();
        for a in 0..count {
            let block = a / size * size;
            ties.extend([0; 3].map(|_| tie(a, block + rng.below(size))));
            if a % 2 == 0 {
                ties.push(tie(a, rng.below(count)));
            }
        }
        let found = communities(&Graph::new(count, &ties));
        let most_of = |block: &[u32]| {
            let times = |one: &u32| block.iter().filter(|other| *other == one).count();
            block.iter().map(times).max().unwrap()
        };
        let at_home: usize = found.chunks(size).map(most_of).sum();
        assert!(at_home * 100 >= count * 97, "{at_home} of {count}");
        let communities = found.iter().max().unwrap() + 1;
        assert!(
            (18..=22).contains(&communities),
            "{communities} of {blocks}"
        );
    }

    #[test]
    fn two_cliques_with_a_bridge_are_two_communities() {
        let clique =
            |first: u32| (first..first + 5).flat_map(move |a| (first..a).map(move |b| (a, b)));
        let pairs = clique(0).chain(clique(5)).chain([(0, 5)]);
        let ties: Vec<Tie> = pairs
            .map(|(a, b)| Tie {
                a,
                b,
                sign: Sign::Friendly,
                weight: 1.0,
            })
            .collect();
        assert_eq!(
            communities(&Graph::new(10, &ties)),
            [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
        );
    }
}
