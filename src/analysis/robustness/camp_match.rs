//! Two splits of the same actors, compared part by part: which of two camps comes first is a matter
//! of names. Knows no draw.

use petgraph::unionfind::UnionFind;

use crate::analysis::signed::SignedGraph;

/// For each actor that has camps in both splits: 1 if it is in the same one, 0 if it is in the
/// other one. In each connected part of the signs, the camps of `other` have the names with which
/// more actors stay; where both are equal, 0.5 for each of them. O(actors + pairs).
pub(super) fn stays(
    own: &[Option<u8>],
    other: &[Option<u8>],
    signs: &SignedGraph,
) -> Vec<Option<f64>> {
    let mut parts: UnionFind<usize> = UnionFind::new(signs.actor_bound());
    for pair in signs.pairs() {
        parts.union(pair.a as usize, pair.b as usize);
    }
    let is_same: Vec<Option<bool>> = own
        .iter()
        .zip(other)
        .map(|(own, other)| Some((*own)? == (*other)?))
        .collect();
    let mut surplus = vec![0_i64; signs.actor_bound()];
    for (actor, is_same) in is_same.iter().enumerate() {
        if let Some(is_same) = is_same {
            surplus[parts.find(actor)] += if *is_same { 1 } else { -1 };
        }
    }
    let named = is_same.iter().enumerate().map(|(actor, is_same)| {
        let surplus = surplus[parts.find(actor)];
        is_same.map(|is_same| match surplus {
            0 => 0.5,
            _ => f64::from(u8::from(is_same == (surplus > 0))),
        })
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::stays;
    use crate::analysis::SignedGraph;

    #[test]
    fn camps_are_named_part_by_part_so_that_most_stay() {
        // Two parts: a triangle and a pair; actor 5 has no sign.
        let ties = [(0, 1, 1.0), (1, 2, -1.0), (0, 2, -1.0), (3, 4, -1.0)];
        let signs = SignedGraph::from_weights(6, ties);
        let own = [Some(0), Some(0), Some(1), Some(0), Some(1), None];
        let other = [Some(1), Some(1), Some(1), Some(1), Some(0), None];
        let expected = [Some(1.0), Some(1.0), Some(0.0), Some(1.0), Some(1.0), None];
        assert_eq!(stays(&own, &other, &signs), expected);
        // Which of a pair went over to the other cannot be told.
        let apart = [Some(0), Some(1), Some(0), Some(0), Some(0), None];
        let stays = stays(&own, &apart, &signs);
        assert_eq!(stays[3..], [Some(0.5), Some(0.5), None]);
    }
}
