//! The strongest ties between blocs: where nearly all blocs have relations with each other, only
//! these make a readable picture. Knows no other actors than blocs.

use std::collections::{BTreeMap, BTreeSet};

use super::collapsed::CollapsedBlocs;
use crate::graph::{LineWidth, Network, NodeIndex};
use crate::model::Relation;

/// How many ties of each bloc are among the strongest. A network with at most this many ties for
/// each bloc is drawn with all of them.
pub(super) const TIES_PER_BLOC: usize = 3;

/// Two blocs, the lower index first.
pub(super) type BlocPair = (NodeIndex, NodeIndex);

/// The pair of these nodes, if both are blocs and they are different.
pub(super) fn pair_of(blocs: &CollapsedBlocs, (a, b): (NodeIndex, NodeIndex)) -> Option<BlocPair> {
    let are_blocs = blocs.get(a).is_some() && blocs.get(b).is_some();
    (are_blocs && a != b).then(|| (a.min(b), a.max(b)))
}

/// All pairs of blocs with relations, and the strongest of them. `relations` are those between
/// blocs.
pub(super) fn strongest_pairs<'a>(
    network: &Network,
    relations: impl Iterator<Item = (BlocPair, &'a Relation)>,
) -> PairsOfBlocs {
    let is_weighted = LineWidth::suited_to(network) == LineWidth::Weight;
    let mut strengths: BTreeMap<BlocPair, f64> = BTreeMap::new();
    for (pair, relation) in relations {
        let weight = relation.weight.filter(|_| is_weighted);
        *strengths.entry(pair).or_default() += weight.unwrap_or(1.0).abs();
    }
    let mut of_bloc: BTreeMap<NodeIndex, Vec<BlocPair>> = BTreeMap::new();
    for pair in strengths.keys() {
        for bloc in [pair.0, pair.1] {
            of_bloc.entry(bloc).or_default().push(*pair);
        }
    }
    let all = strengths.len();
    if all <= TIES_PER_BLOC * of_bloc.len() {
        return PairsOfBlocs {
            all,
            strongest: None,
        };
    }
    let mut strongest = BTreeSet::new();
    for pairs in of_bloc.values_mut() {
        pairs.sort_by(|a, b| strengths[b].total_cmp(&strengths[a]).then(a.cmp(b)));
        strongest.extend(pairs.iter().take(TIES_PER_BLOC));
    }
    PairsOfBlocs {
        all,
        strongest: Some(strongest),
    }
}

/// The pairs of blocs that have relations.
pub(super) struct PairsOfBlocs {
    /// How many.
    pub(super) all: usize,
    /// The strongest; `None` if there are so few that all are drawn.
    strongest: Option<BTreeSet<BlocPair>>,
}

impl PairsOfBlocs {
    /// How many are among the strongest.
    pub(super) fn strongest_count(&self) -> usize {
        self.strongest.as_ref().map_or(self.all, BTreeSet::len)
    }

    /// Whether a pair is among the strongest.
    pub(super) fn is_strong(&self, pair: BlocPair) -> bool {
        let strongest = self.strongest.as_ref();
        strongest.is_none_or(|strongest| strongest.contains(&pair))
    }
}
