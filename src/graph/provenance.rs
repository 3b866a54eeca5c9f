//! How much of a network is cited. Does not judge whether a source is right.

use super::Network;
use crate::words::counted;

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
    pub fn in_words(&self) -> String {
        let mut words = format!(
            "{}, {}, {} cited",
            counted(self.actors, "actor", "actors"),
            counted(self.relations, "relation", "relations"),
            self.cited
        );
        if self.contested > 0 {
            words = format!("{words}, {} contested", self.contested);
        }
        words
    }
}
