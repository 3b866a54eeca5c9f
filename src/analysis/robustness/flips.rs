//! The smallest set of relations whose flipped signs change the camps. Knows no draw.

use crate::analysis::frustration::NextSplit;
use crate::analysis::pair_sign::sign_of;
use crate::analysis::signed::SignedGraph;
use crate::graph::{EdgeIndex, Network};
use crate::model::{Document, Relation, Sign};

/// Relations whose opposite sign changes the camps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FewestFlips {
    /// The relations, by index.
    pub relations: Vec<EdgeIndex>,
    /// How many pairs of actors they are about.
    pub pairs: usize,
    /// Whether it is proved that fewer pairs change no camp.
    pub is_proved: bool,
}

impl FewestFlips {
    /// The relations behind the pairs that must change for another split to be better: of the
    /// possible pairs, those with the fewest relations to flip.
    pub(super) fn of(
        document: &Document,
        network: &Network,
        signs: &SignedGraph,
        next: &NextSplit,
    ) -> Self {
        let mut pairs: Vec<Vec<EdgeIndex>> = next
            .against
            .iter()
            .map(|&pair| relations_to_flip(document, network, signs, pair))
            .collect();
        pairs.sort_by_key(Vec::len);
        pairs.truncate(next.needed());
        Self {
            pairs: pairs.len(),
            relations: pairs.into_iter().flatten().collect(),
            is_proved: next.is_proved,
        }
    }
}

/// The relations of a pair to flip for the opposite sign, the strongest first; all of its sign if
/// nothing less suffices.
fn relations_to_flip(
    document: &Document,
    network: &Network,
    signs: &SignedGraph,
    pair: usize,
) -> Vec<EdgeIndex> {
    let pair = &signs.pairs()[pair];
    let relation = |edge: EdgeIndex| &*network.graph[edge];
    let mut of_sign: Vec<EdgeIndex> = signs.relations(pair).to_vec();
    of_sign.retain(|&edge| relation(edge).kind().sign() == pair.sign);
    of_sign.sort_by(|&a, &b| {
        let strength = |edge| document.strength(relation(edge)).abs();
        strength(b).total_cmp(&strength(a))
    });
    for count in 1..of_sign.len() {
        let flipped = &of_sign[..count];
        let bundle: Vec<Relation> = signs
            .relations(pair)
            .iter()
            .filter_map(|edge| {
                let relation = relation(*edge);
                if flipped.contains(edge) {
                    relation.with_opposite_sign()
                } else {
                    Some(relation.clone())
                }
            })
            .collect();
        let sign = sign_of(
            document,
            &bundle.iter().collect::<Vec<_>>(),
            signs.rule().mixed,
        );
        if sign != Sign::None && sign != pair.sign {
            return flipped.to_vec();
        }
    }
    of_sign
}
