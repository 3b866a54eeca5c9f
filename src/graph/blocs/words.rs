//! Blocs in words, for captions and the status bar.

use super::groups::counted_in_thousands;
use super::rule::BlocRule;
use crate::graph::Network;
use crate::model::Blocs;
use crate::words::{agree, grouped};

/// `41 blocs of 10,000 actors by community; 12,345 relations inside blocs are not drawn.` `None`
/// if no blocs are drawn. `network` is condensed by these blocs.
pub fn blocs_in_words(network: &Network, blocs: &Blocs) -> Option<String> {
    let count = network.blocs().count();
    if count == 0 {
        return None;
    }
    let members: usize = network.blocs().map(|(_, bloc)| bloc.members.len()).sum();
    let by = blocs.rule.as_deref().map(BlocRule::from_id);
    let by = by.map_or_else(String::new, |rule| format!(" by {}", rule.noun()));
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
    let inner = match network.inner_relation_count() {
        0 => None,
        inner => Some(format!(
            "{} inside blocs {} not drawn",
            counted_in_thousands(inner, "relation", "relations"),
            agree(inner, "is", "are")
        )),
    };
    let parts = [Some(drawn), inner, bloc_ties_in_words(network)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(format!("{}.", parts.join("; ")))
}

/// `81 of 627 ties between blocs shown: the strongest`; `None` if all are drawn.
pub fn bloc_ties_in_words(network: &Network) -> Option<String> {
    let ties = network.ties_between_blocs();
    (ties.drawn < ties.all).then(|| {
        format!(
            "{} of {} ties between blocs shown: the strongest",
            grouped(ties.drawn),
            grouped(ties.all)
        )
    })
}
