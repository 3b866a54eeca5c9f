//! Blocs in words, for captions and the status bar.

use super::rule::BlocRule;
use crate::graph::Network;
use crate::language::Language;
use crate::model::Blocs;

/// `41 blocs of 10,000 actors by community; 12,345 relations inside blocs are not drawn.` `None`
/// if no blocs are drawn. `network` is condensed by these blocs.
pub fn blocs_in_words(network: &Network, blocs: &Blocs, language: Language) -> Option<String> {
    let count = network.blocs().count();
    if count == 0 {
        return None;
    }
    let members: usize = network.blocs().map(|(_, bloc)| bloc.members.len()).sum();
    let mut values = vec![
        ("blocs", language.counted("count-blocs", count).into()),
        (
            "actors",
            language.counted("count-actors-in-blocs", members).into(),
        ),
    ];
    let drawn = match blocs.rule.as_deref().map(BlocRule::from_id) {
        None => language.with("caption-blocs", &values),
        Some(rule) => {
            values.push(("name", language.word(rule.noun()).into()));
            language.with("caption-blocs-by", &values)
        }
    };
    let drawn = match network.graph.node_count() - count {
        0 => drawn,
        others => language.list(&[drawn, language.counted("count-single-actors", others)]),
    };
    let inner = match network.inner_relation_count() {
        0 => None,
        inner => Some(language.counted("caption-relations-inside", inner)),
    };
    let parts = [Some(drawn), inner, bloc_ties_in_words(network, language)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(language.sentence(&language.clauses(&parts)))
}

/// `81 of 627 ties between blocs shown: the strongest`; `None` if all are drawn.
pub fn bloc_ties_in_words(network: &Network, language: Language) -> Option<String> {
    let ties = network.ties_between_blocs();
    (ties.drawn < ties.all).then(|| {
        let values = [("shown", ties.drawn.into()), ("all", ties.all.into())];
        language.with("caption-strongest-ties", &values)
    })
}
