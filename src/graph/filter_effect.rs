//! What a filter hides: relations, and the sources of relations that remain.

use super::{EdgeIndex, Filter, Network};
use crate::model::Document;
use crate::words::{agree, counted};

/// What a filter hides of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterEffect {
    /// Relations that are hidden.
    pub hidden: Vec<EdgeIndex>,
    /// Relations that stay visible with a single source and had more.
    pub single_source: Vec<EdgeIndex>,
}

impl FilterEffect {
    /// What is visible in `before` and not in `after`, two networks of the same document.
    pub fn between(document: &Document, before: &Network, after: &Network) -> Self {
        let mut effect = Self::default();
        for edge in before.graph.edge_indices() {
            let was = &before.graph[edge];
            match after.graph.edge_weight(edge) {
                None => effect.hidden.push(edge),
                Some(is)
                    if is.claims.len() < was.claims.len()
                        && document.independent_references(is) == 1
                        && document.independent_references(was) > 1 =>
                {
                    effect.single_source.push(edge);
                }
                Some(_) => {}
            }
        }
        effect
    }

    /// What this filter would hide.
    pub fn by(document: &Document, network: &Network, filter: &Filter) -> Self {
        Self::between(document, network, &network.through(document, filter))
    }

    /// `3 relations are hidden, 1 depends on a single source`.
    pub fn in_words(&self) -> String {
        let (hidden, single) = (self.hidden.len(), self.single_source.len());
        let relations = |count| counted(count, "relation", "relations");
        let mut parts = Vec::new();
        if hidden > 0 {
            parts.push(format!(
                "{} {} hidden",
                relations(hidden),
                agree(hidden, "is", "are")
            ));
        }
        if single > 0 {
            let noun = match hidden {
                0 => relations(single),
                _ => single.to_string(),
            };
            let verb = agree(single, "depends", "depend");
            parts.push(format!("{noun} {verb} on a single source"));
        }
        match parts[..] {
            [] => "no relation is hidden".to_owned(),
            _ => parts.join(", "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_right_for_none_one_and_two() {
        let words = |hidden: usize, single: usize| {
            let edges = |count| (0..count).map(EdgeIndex::new).collect();
            let effect = FilterEffect {
                hidden: edges(hidden),
                single_source: edges(single),
            };
            effect.in_words()
        };
        assert_eq!(words(0, 0), "no relation is hidden");
        assert_eq!(words(1, 0), "1 relation is hidden");
        assert_eq!(words(0, 1), "1 relation depends on a single source");
        assert_eq!(
            words(2, 1),
            "2 relations are hidden, 1 depends on a single source"
        );
        assert_eq!(
            words(1, 2),
            "1 relation is hidden, 2 depend on a single source"
        );
    }
}
