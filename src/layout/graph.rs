//! The network as the layout sees it, in compressed rows: undirected, each pair once with one sign
//! and one weight.

use std::collections::HashMap;

use super::layout_tie::{LayoutTie, TieSign};

/// One end of a tie, seen from the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    pub(super) to: u32,
    pub(super) weight: f32,
    pub(super) sign: TieSign,
    /// How many ties between the two were merged into this one.
    pub(super) parallel: u16,
}

/// Adjacency as one array of links, with the range of each body in `offsets`.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    offsets: Vec<u32>,
    links: Vec<Link>,
}

impl Graph {
    /// Builds the rows in O(n + m log degree). Self-loops and ties with an unknown end are dropped;
    /// parallel ties are merged, whatever their order.
    pub(super) fn new(count: usize, ties: &[LayoutTie]) -> Self {
        let sound = |tie: &&LayoutTie| {
            tie.a != tie.b && (tie.a as usize) < count && (tie.b as usize) < count
        };
        let mut offsets = vec![0_u32; count + 1];
        for tie in ties.iter().filter(sound) {
            offsets[tie.a as usize + 1] += 1;
            offsets[tie.b as usize + 1] += 1;
        }
        for row in 0..count {
            offsets[row + 1] += offsets[row];
        }
        let mut next = offsets.clone();
        let mut links = vec![
            Link {
                to: 0,
                weight: 0.0,
                sign: TieSign::Neutral,
                parallel: 1,
            };
            offsets[count] as usize
        ];
        for tie in ties.iter().filter(sound) {
            let weight = if tie.weight.is_finite() && tie.weight > 0.0 {
                tie.weight.clamp(1e-3, 1e6)
            } else {
                1.0
            };
            for (from, to) in [(tie.a, tie.b), (tie.b, tie.a)] {
                let slot = &mut next[from as usize];
                links[*slot as usize] = Link {
                    to,
                    weight,
                    sign: tie.sign,
                    parallel: 1,
                };
                *slot += 1;
            }
        }
        Self { offsets, links }.merged()
    }

    pub(super) fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    pub(super) fn links(&self, body: usize) -> &[Link] {
        &self.links[self.range(body)]
    }

    /// The links of a body as a range of all links.
    pub(super) fn range(&self, body: usize) -> std::ops::Range<usize> {
        self.offsets[body] as usize..self.offsets[body + 1] as usize
    }

    pub(super) fn degree(&self, body: usize) -> usize {
        (self.offsets[body + 1] - self.offsets[body]) as usize
    }

    /// Number of ties.
    pub(super) fn size(&self) -> usize {
        self.links.len() / 2
    }

    /// Every tie once, from the lower index to the higher.
    pub(super) fn edges(&self) -> impl Iterator<Item = (usize, Link)> + '_ {
        (0..self.len()).flat_map(|a| {
            self.links(a)
                .iter()
                .filter(move |link| a < link.to as usize)
                .map(move |&link| (a, link))
        })
    }

    /// The part among `members`, renumbered by their place in that list. O(n + m of the members).
    pub(super) fn induced(&self, members: &[u32]) -> Self {
        let position: HashMap<u32, u32> = members.iter().copied().zip(0..).collect();
        let mut part = Self {
            offsets: vec![0],
            links: Vec::new(),
        };
        for &member in members {
            let row = self.links(member as usize).iter();
            part.links.extend(row.filter_map(|link| {
                let to = *position.get(&link.to)?;
                Some(Link { to, ..*link })
            }));
            part.offsets.push(part.links.len() as u32);
        }
        part
    }

    /// Members of each connected component, in order of their lowest member. O(n + m).
    pub(super) fn components(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.len()];
        let mut components = Vec::new();
        for root in 0..self.len() {
            if std::mem::replace(&mut seen[root], true) {
                continue;
            }
            let mut members = vec![root as u32];
            let mut next = 0;
            while next < members.len() {
                for link in self.links(members[next] as usize) {
                    if !std::mem::replace(&mut seen[link.to as usize], true) {
                        members.push(link.to);
                    }
                }
                next += 1;
            }
            members.sort_unstable();
            components.push(members);
        }
        components
    }

    /// The same ties with other weights.
    pub(super) fn reweighted(&self, weight: impl Fn(usize, &Link) -> f32) -> Self {
        let mut graph = self.clone();
        for body in 0..self.len() {
            let row = self.range(body);
            for link in &mut graph.links[row] {
                link.weight = weight(body, link);
            }
        }
        graph
    }

    /// The network of `count` groups, given the group of each body: the ties between two groups
    /// become one, with the sum of their weights. O(n + m log m).
    pub(super) fn quotient(&self, groups: &[u32], count: usize) -> Self {
        let between = self
            .edges()
            .map(|(a, link)| (groups[a], groups[link.to as usize], link.weight));
        let ties: Vec<LayoutTie> = between
            .map(|(a, b, weight)| LayoutTie {
                a,
                b,
                sign: TieSign::Neutral,
                weight,
            })
            .collect();
        Self::new(count, &ties)
    }

    fn merged(self) -> Self {
        let mut merged = Self {
            offsets: vec![0],
            links: Vec::with_capacity(self.links.len()),
        };
        let mut row = Vec::new();
        for body in 0..self.len() {
            row.clear();
            row.extend_from_slice(self.links(body));
            row.sort_unstable_by(|one: &Link, other| {
                (one.to, one.sign)
                    .cmp(&(other.to, other.sign))
                    .then(one.weight.total_cmp(&other.weight))
            });
            merged
                .links
                .extend(row.chunk_by(|one, other| one.to == other.to).map(merge));
            merged.offsets.push(merged.links.len() as u32);
        }
        merged
    }
}

/// One tie for several between the same two: the sign of the clear majority by weight, neutral if
/// there is none.
fn merge(parallel: &[Link]) -> Link {
    let of = |sign| {
        parallel
            .iter()
            .filter(|link| link.sign == sign)
            .map(|link| link.weight)
            .sum::<f32>()
    };
    let (friendly, neutral, hostile) = (
        of(TieSign::Friendly),
        of(TieSign::Neutral),
        of(TieSign::Hostile),
    );
    let sign = if friendly > 1.5 * hostile && friendly >= neutral {
        TieSign::Friendly
    } else if hostile > 1.5 * friendly && hostile >= neutral {
        TieSign::Hostile
    } else {
        TieSign::Neutral
    };
    Link {
        to: parallel[0].to,
        weight: friendly + neutral + hostile,
        sign,
        parallel: parallel.len().min(usize::from(u16::MAX)) as u16,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(a: u32, b: u32, sign: TieSign) -> LayoutTie {
        LayoutTie {
            a,
            b,
            sign,
            weight: 1.0,
        }
    }

    #[test]
    fn loops_and_unknown_ends_are_dropped_and_parallel_ties_merge_by_majority() {
        let ties = [
            tie(0, 0, TieSign::Friendly),
            tie(0, 9, TieSign::Friendly),
            tie(0, 1, TieSign::Friendly),
            tie(1, 0, TieSign::Friendly),
            tie(0, 1, TieSign::Hostile),
            tie(1, 2, TieSign::Friendly),
            tie(2, 1, TieSign::Hostile),
        ];
        let graph = Graph::new(3, &ties);
        let edges: Vec<_> = graph
            .edges()
            .map(|(a, link)| (a, link.to, link.sign, link.weight))
            .collect();
        assert_eq!(
            edges,
            [
                (0, 1, TieSign::Friendly, 3.0),
                (1, 2, TieSign::Neutral, 2.0)
            ]
        );
    }

    #[test]
    fn components_are_found_and_keep_their_ties() {
        let graph = Graph::new(
            5,
            &[tie(0, 3, TieSign::Neutral), tie(4, 1, TieSign::Hostile)],
        );
        assert_eq!(graph.components(), [vec![0, 3], vec![1, 4], vec![2]]);
        assert_eq!(graph.induced(&[1, 4]).links(0)[0].sign, TieSign::Hostile);
    }
}
