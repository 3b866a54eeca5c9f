//! Blocs in words, for captions and the status bar.

use super::groups::counted_in_thousands;
use crate::graph::Network;
use crate::model::Blocs;
use crate::words::agree;

/// `41 blocs of 10,000 actors by community; 12,345 relations inside blocs are not drawn.` `None`
/// if no blocs are drawn. `network` is condensed by these blocs.
pub fn blocs_in_words(network: &Network, blocs: &Blocs) -> Option<String> {
    let count = network.blocs().count();
    if count == 0 {
        return None;
    }
    let members: usize = network.blocs().map(|(_, bloc)| bloc.members.len()).sum();
    let by = blocs.rule.as_ref();
    let by = by.map_or_else(String::new, |rule| format!(" by {rule}"));
    let others = match network.graph.node_count() - count {
        0 => String::new(),
        others => format!(
            " and {}",
            counted_in_thousands(others, "single actor", "single actors")
        ),
    };
    let drawn = format!(
        "{} of {}{by}{others}",
        counted_in_thousands(count, "bloc", "blocs"),
        counted_in_thousands(members, "actor", "actors"),
    );
    Some(match network.inner_relation_count() {
        0 => format!("{drawn}."),
        inner => format!(
            "{drawn}; {} inside blocs {} not drawn.",
            counted_in_thousands(inner, "relation", "relations"),
            agree(inner, "is", "are")
        ),
    })
}
