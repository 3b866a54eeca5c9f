//! Two alliances at war: nearly all ties are hostile, and between the same two sides. The enemy of
//! an enemy is a friend (Harary, *On the notion of balance of a signed graph*, 1953): the sides
//! become two camps, although no tie joins allies.

use super::graph::Graph;
use super::layout_tie::TieSign;

/// The share of all ties that is hostile, and that is as the sides say: friendly inside, hostile
/// between them.
const MOSTLY: f32 = 0.9;

/// How many of all pairs between the sides are tied at least: a tree of hostile ties has a
/// structure that two camps would hide.
const MIN_DENSITY: f32 = 0.4;

/// Each side has at least so many bodies: one against all others is a star.
const MIN_SIDE: usize = 2;

/// The distance of two allies, of two foes, and how much more it is for two bodies of both sides
/// without a tie, in tie lengths.
const ALLIES: f32 = 0.9;
const FOES: f32 = 2.4;
const STRANGERS: f32 = 0.2;

/// The side of each body of a connected network, if there are two at war. O(n + m).
pub(super) fn sides_at_war(graph: &Graph) -> Option<Vec<bool>> {
    let hostile = graph
        .edges()
        .filter(|(_, link)| link.sign == TieSign::Hostile);
    let hostile = hostile.count() as f32;
    let count = graph.size() as f32;
    if graph.len() < 2 * MIN_SIDE || hostile < MOSTLY * count {
        return None;
    }
    let sides = two_sides(graph);
    let is_as_said = |(a, link): &(usize, super::graph::Link)| {
        let are_apart = sides[*a] != sides[link.to as usize];
        are_apart == (link.sign == TieSign::Hostile)
    };
    let as_said = graph.edges().filter(is_as_said).count() as f32;
    let first = sides.iter().filter(|side| **side).count();
    let second = sides.len() - first;
    let is_dense = hostile >= MIN_DENSITY * (first * second) as f32;
    (first.min(second) >= MIN_SIDE && as_said >= MOSTLY * count && is_dense).then_some(sides)
}

/// The sides as seen from the first body: those of its foes and their foes, and so on.
fn two_sides(graph: &Graph) -> Vec<bool> {
    let mut sides: Vec<Option<bool>> = vec![None; graph.len()];
    let mut queue = std::collections::VecDeque::from([(0, true)]);
    while let Some((body, side)) = queue.pop_front() {
        if sides[body].is_some() {
            continue;
        }
        sides[body] = Some(side);
        for link in graph.links(body) {
            let is_foe = link.sign == TieSign::Hostile;
            queue.push_back((link.to as usize, side != is_foe));
        }
    }
    sides.into_iter().map(|side| side == Some(true)).collect()
}

/// Brings allies together and parts foes, in a matrix of distances.
pub(super) fn part_sides(sides: &[bool], wanted: &mut [f32]) {
    for (a, row) in wanted.chunks_mut(sides.len().max(1)).enumerate() {
        for (b, length) in row.iter_mut().enumerate().filter(|(b, _)| *b != a) {
            *length = match (sides[a] == sides[b], *length <= 1.5) {
                (true, _) => ALLIES,
                (false, true) => FOES,
                (false, false) => FOES + STRANGERS,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::layout_tie::LayoutTie;

    fn graph(count: usize, pairs: impl Iterator<Item = (u32, u32)>) -> Graph {
        let tie = |(a, b)| LayoutTie {
            a,
            b,
            sign: TieSign::Hostile,
            weight: 1.0,
        };
        Graph::new(count, &pairs.map(tie).collect::<Vec<_>>())
    }

    #[test]
    fn two_alliances_are_found_and_other_networks_are_not() {
        let war = |a: u32, b: u32| (0..a).flat_map(move |x| (0..b).map(move |y| (x, a + y)));
        for (a, b) in [(3, 3), (12, 12), (2, 9)] {
            let sides = sides_at_war(&graph((a + b) as usize, war(a, b))).unwrap();
            let expected: Vec<bool> = (0..a + b).map(|body| body < a).collect();
            assert_eq!(sides, expected);
        }
        let one_against_all = graph(9, (1..9).map(|leaf| (0, leaf)));
        let chain = graph(12, (1..12).map(|body| (body - 1, body)));
        let all_against_all = graph(6, (0..6).flat_map(|a| (0..a).map(move |b| (a, b))));
        for other in [one_against_all, chain, all_against_all] {
            assert_eq!(sides_at_war(&other), None);
        }
    }
}
