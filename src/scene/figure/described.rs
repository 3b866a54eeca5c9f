//! What a figure says about its actors and ties to screen readers, in its language. Draws nothing.

use std::collections::BTreeMap;

use super::input::Figure;
use crate::graph::{NodeIndex, TieIndex, Ties};
use crate::language::{Language, actor_kind_key};
use crate::model::{Actor, Relation, RelationKind};
use crate::scene::{Description, Subject, SubjectIds};
use crate::words;

/// The most relations of a tie that are described.
const MAX_DETAILED: usize = 12;

/// What the picture says about every subject.
pub(super) fn descriptions(figure: &Figure, ties: &Ties) -> BTreeMap<Subject, Description> {
    let graph = &figure.network.graph;
    let actors = graph.node_indices().map(|node| {
        let description = Description {
            name: graph[node].name().to_owned(),
            words: actor_in_words(figure, node),
            details: actor_details(&graph[node], figure.language),
            ids: SubjectIds::Actor(graph[node].id.clone()),
        };
        (Subject::Actor(node), description)
    });
    let drawn = ties.iter().map(|(index, tie)| {
        let [source, target] = tie.ends.map(|end| graph[end].id.clone());
        let relations = ties.relations(index).iter();
        let all = ties.relations(index).iter().map(|edge| &*graph[*edge]);
        let description = Description {
            name: String::new(),
            words: tie_in_words(figure, ties, index),
            details: tie_details(all, figure.language),
            ids: SubjectIds::Tie {
                source,
                target,
                relations: relations.map(|edge| graph[*edge].id.clone()).collect(),
            },
        };
        (Subject::Tie(index), description)
    });
    actors.chain(drawn).collect()
}

/// `Taliban, group, 9 relations`; `Russia, Iran and 4 more, bloc of 6 actors, 20 relations`.
fn actor_in_words(figure: &Figure, node: NodeIndex) -> String {
    let (network, language) = (figure.network, figure.language);
    let actor = &network.graph[node];
    let kind = match (network.bloc(node), language) {
        (Some(bloc), _) => language.counted("described-bloc", bloc.members.len()),
        (None, _) if actor.is_placeholder => language.text("described-placeholder"),
        (None, Language::English) => actor.kind_word().to_owned(),
        (None, _) => language.text(actor_kind_key(actor.kind)),
    };
    let relations = language.counted("count-relations", network.outer_relation_count(node));
    language.joined(&[language.isolated(actor.name()), kind, relations])
}

/// `Russia and Taliban: 7 relations of cooperation`; of a single relation what it says.
fn tie_in_words(figure: &Figure, ties: &Ties, index: TieIndex) -> String {
    let edges = ties.relations(index);
    let relations: Vec<&Relation> = edges
        .iter()
        .map(|edge| &*figure.network.graph[*edge])
        .collect();
    match &relations[..] {
        [only] => relation_in_words(figure, only),
        several => match ties.get(index) {
            Some(tie) => relations_in_words(figure, tie.ends, several),
            None => String::new(),
        },
    }
}

/// `Russia supporting Taliban, diplomatic backing, since 2015, 3 claims, contested`.
fn relation_in_words(figure: &Figure, relation: &Relation) -> String {
    let language = figure.language;
    let mut parts = vec![sentence(figure, relation)];
    parts.extend(
        relation
            .subtype
            .as_deref()
            .map(|text| language.isolated(text)),
    );
    parts.extend(relation.when.as_ref().map(|date| language.date(date)));
    parts.push(language.counted("count-claims", relation.claims.len()));
    parts.extend(
        relation
            .is_contested()
            .then(|| language.text("page-contested")),
    );
    parts.extend(
        relation
            .is_uncited()
            .then(|| language.text("described-uncited")),
    );
    language.joined(&parts)
}

/// `Russia supporting Taliban`, `Pakistan and Russia cooperate`. Names the actors, also if they are
/// drawn as blocs.
fn sentence(figure: &Figure, relation: &Relation) -> String {
    let (network, language) = (figure.network, figure.language);
    let name = |id| language.isolated(network.name_of(id));
    let (source, target) = (&relation.source, &relation.target);
    if source == target {
        let values = [("name", name(source).into())];
        let names = language.with("described-itself", &values);
        let kind = match language {
            Language::English => relation.kind().as_str().to_owned(),
            _ => language.relation_kind(relation.kind()),
        };
        let values = [("names", names.into()), ("what", kind.into())];
        return language.with("described-pair", &values);
    }
    let values = [
        ("first", name(source).into()),
        ("second", name(target).into()),
    ];
    let is_directed = relation.is_directed();
    let of_kind = |directed, mutual| if is_directed { directed } else { mutual };
    let key = match relation.kind() {
        RelationKind::Cooperation => {
            of_kind("described-cooperation-directed", "described-cooperation")
        }
        RelationKind::Support => of_kind("described-support-directed", "described-support"),
        RelationKind::Hostility => of_kind("described-hostility-directed", "described-hostility"),
        RelationKind::Other => of_kind("described-other-directed", "described-other"),
    };
    language.with(key, &values)
}

/// `Russia and Taliban: 2 relations of cooperation, 1 of support, contested`.
fn relations_in_words(figure: &Figure, ends: [NodeIndex; 2], relations: &[&Relation]) -> String {
    let (graph, language) = (&figure.network.graph, figure.language);
    let counts = RelationKind::ALL.map(|kind| {
        let of_kind = relations.iter().filter(|relation| relation.kind() == kind);
        (of_kind.count(), kind)
    });
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let mut parts: Vec<String> = match language {
        Language::English => {
            let counts = counts.map(|(count, kind)| (count, kind.as_str()));
            vec![words::relations_by_kind(counts)]
        }
        _ => counts
            .map(|(count, kind)| {
                let kind = language.relation_kind(kind);
                let values = [("kind", kind.into()), ("count", count.into())];
                language.with("described-kind", &values)
            })
            .collect(),
    };
    if relations.iter().any(|relation| relation.is_contested()) {
        parts.push(language.text("page-contested"));
    }
    if relations.iter().all(|relation| relation.is_uncited()) {
        parts.push(language.text("described-uncited"));
    }
    let [first, second] = [ends[0].min(ends[1]), ends[0].max(ends[1])];
    let [a, b] = [first, second].map(|end| language.isolated(graph[end].name()));
    let names = if first == second {
        language.with("described-itself", &[("name", a.into())])
    } else {
        language.list(&[a, b])
    };
    let values = [
        ("names", names.into()),
        ("what", language.joined(&parts).into()),
    ];
    language.with("described-pair", &values)
}

/// The other names of an actor: its title has the kind.
fn actor_details(actor: &Actor, language: Language) -> String {
    if actor.aliases.is_empty() {
        return String::new();
    }
    let aliases: Vec<String> = actor
        .aliases
        .iter()
        .map(|name| language.isolated(name))
        .collect();
    let names = language.list(&aliases);
    language.with("described-aliases", &[("names", names.into())])
}

/// The types and dates of relations: `support, diplomatic backing, since September 2015`.
fn tie_details<'a>(
    relations: impl ExactSizeIterator<Item = &'a Relation>,
    language: Language,
) -> String {
    let count = relations.len();
    let one = |relation: &Relation| {
        let kind = match language {
            Language::English => relation.kind().as_str().to_owned(),
            _ => language.relation_kind(relation.kind()),
        };
        let when = relation.when.as_ref().map(|date| language.date(date));
        let subtype = relation.subtype.as_deref();
        let parts = [
            Some(kind),
            subtype.map(|text| language.isolated(text)),
            when,
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        language.joined(&parts)
    };
    let mut all: Vec<String> = relations.take(MAX_DETAILED).map(one).collect();
    if count > MAX_DETAILED {
        all.push(match language {
            Language::English => format!("and {} more", count - MAX_DETAILED),
            _ => language.counted("count-more-relations", count - MAX_DETAILED),
        });
    }
    language.clauses(&all)
}
