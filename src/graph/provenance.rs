//! How much of a network is cited. Does not judge whether a source is right.

use super::Network;
use crate::language::Language;

/// Counts of actors and relations, and of cited relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Visible actors.
    pub actors: usize,
    /// Visible relations.
    pub relations: usize,
    /// Relations that cite a reference.
    pub cited: usize,
    /// Relations that some claim denies, disputes or retracts.
    pub contested: usize,
    /// Relations without a date.
    pub undated: usize,
}

impl Provenance {
    /// Counts a network.
    pub fn of(network: &Network) -> Self {
        let mut counts = Self {
            actors: network.graph.node_count(),
            ..Self::default()
        };
        for relation in network.graph.edge_weights() {
            counts.relations += 1;
            counts.cited += usize::from(!relation.is_uncited());
            counts.contested += usize::from(relation.is_contested());
            counts.undated += usize::from(relation.when.is_none());
        }
        counts
    }

    /// `22 actors, 70 relations, 69 cited, 2 contested`.
    pub fn in_words(&self, language: Language) -> String {
        let mut words = vec![
            language.counted("count-actors", self.actors),
            language.counted("count-relations", self.relations),
            language.counted("count-cited", self.cited),
        ];
        if self.contested > 0 {
            words.push(language.counted("count-contested", self.contested));
        }
        language.joined(&words)
    }
}
