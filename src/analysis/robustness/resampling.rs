//! What may be wrong with a network: its sources, drawn again, and the signs of its relations.
//! Knows no measure.

use std::collections::{BTreeMap, BTreeSet};

use super::error_rate::{error_rate, origin};
use crate::graph::{Filter, Network};
use crate::model::{Document, ReferenceId, RelationId, Sign};
use crate::random::Rng;

/// The independent sources of a network, and how likely each of its signs is wrong.
pub(super) struct Resampling {
    filter: Filter,
    /// Each with its references, in file order.
    sources: Vec<IndependentSource>,
    error_rates: Vec<(RelationId, f64)>,
}

/// References that are not independent of each other.
pub(super) struct IndependentSource {
    pub(super) references: Vec<ReferenceId>,
    /// How many relations it has a claim about.
    pub(super) relations: usize,
}

impl Resampling {
    /// O(claims log claims).
    pub(super) fn of(document: &Document, network: &Network) -> Self {
        let mut relations_by_source: BTreeMap<&str, usize> = BTreeMap::new();
        let mut error_rates = Vec::new();
        for relation in network.graph.edge_weights() {
            let cited: BTreeSet<&str> = relation
                .claims
                .iter()
                .filter_map(|claim| claim.reference.as_ref())
                .map(|id| origin(document, id))
                .collect();
            for source in cited {
                *relations_by_source.entry(source).or_default() += 1;
            }
            if relation.kind().sign() != Sign::None {
                error_rates.push((relation.id.clone(), error_rate(document, relation)));
            }
        }
        let mut place = BTreeMap::new();
        let mut sources: Vec<IndependentSource> = Vec::new();
        for reference in document.references.iter() {
            let source = origin(document, &reference.id);
            let Some(&relations) = relations_by_source.get(source) else {
                continue;
            };
            let at = *place.entry(source).or_insert_with(|| {
                sources.push(IndependentSource {
                    references: Vec::new(),
                    relations,
                });
                sources.len() - 1
            });
            sources[at].references.push(reference.id.clone());
        }
        Self {
            filter: network.filter().clone(),
            sources,
            error_rates,
        }
    }

    /// The independent sources that are cited, in file order.
    pub(super) fn sources(&self) -> &[IndependentSource] {
        &self.sources
    }

    /// As many sources as there are, drawn with replacement, with some signs wrong. A source that
    /// is drawn twice counts once; relations without a source stay.
    pub(super) fn drawn(&self, rng: &mut Rng) -> Filter {
        let mut is_drawn = vec![false; self.sources.len()];
        for _ in &self.sources {
            is_drawn[rng.below(self.sources.len())] = true;
        }
        let missing = self
            .sources
            .iter()
            .zip(is_drawn)
            .filter(|(_, is_drawn)| !is_drawn);
        let mut filter = self.filter.clone();
        for (source, _) in missing {
            filter
                .hidden_references
                .extend(source.references.iter().cloned());
        }
        for (relation, rate) in &self.error_rates {
            if rng.unit_f64() < *rate && !filter.flipped.remove(relation) {
                filter.flipped.insert(relation.clone());
            }
        }
        filter
    }

    /// All sources but one.
    pub(super) fn without(&self, source: &IndependentSource) -> Filter {
        let mut filter = self.filter.clone();
        filter
            .hidden_references
            .extend(source.references.iter().cloned());
        filter
    }
}
