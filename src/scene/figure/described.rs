//! What a figure says about its actors and ties to screen readers, in its language. Draws nothing.

use std::collections::BTreeMap;

use super::input::Figure;
use crate::graph::{NodeIndex, TieIndex, Ties, words as network_words};
use crate::language::Language;
use crate::model::{Actor, ActorKind, Date, Relation, RelationKind};
use crate::scene::{Description, Subject, SubjectIds};
use crate::words;

/// The most relations of a tie that are described.
const MAX_DETAILED: usize = 12;

/// What the picture says about every subject.
pub(super) fn descriptions(figure: &Figure, ties: &Ties) -> BTreeMap<Subject, Description> {
    let graph = &figure.network.graph;
    let actors = graph.node_indices().map(|node| {
        let description = Description {
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

/// `Taliban, group, 9 relations`.
fn actor_in_words(figure: &Figure, node: NodeIndex) -> String {
    let (network, language) = (figure.network, figure.language);
    if language == Language::English {
        return network_words::actor(network, node);
    }
    let actor = &network.graph[node];
    let kind = match network.bloc(node) {
        Some(bloc) => language.counted("count-actors", bloc.members.len()),
        None if actor.is_placeholder => language.text("legend-placeholder"),
        None => language.text(match actor.kind {
            Some(ActorKind::State) => "actor-state",
            Some(ActorKind::Group) => "actor-group",
            Some(ActorKind::Organization) => "actor-organization",
            Some(ActorKind::Person) => "actor-person",
            None => "actor-any",
        }),
    };
    let relations = language.counted("count-relations", network.outer_relation_count(node));
    language.joined(&[actor.name(), &kind, &relations])
}

/// `Russia and Taliban: 2 of cooperation, 1 of support, contested`, in the order of the language.
fn tie_in_words(figure: &Figure, ties: &Ties, index: TieIndex) -> String {
    let (network, language) = (figure.network, figure.language);
    if language == Language::English {
        return network_words::tie(network, ties, index);
    }
    let Some(tie) = ties.get(index) else {
        return String::new();
    };
    let graph = &network.graph;
    let all = || ties.relations(index).iter().map(|edge| &*graph[*edge]);
    let mut parts = Vec::new();
    for kind in RelationKind::ALL {
        let word = kind_in_words(kind, language);
        match all().filter(|relation| relation.kind() == kind).count() {
            0 => {}
            1 => parts.push(word),
            count => parts.push(format!("{word} ({count})")),
        }
    }
    if all().any(Relation::is_contested) {
        parts.push(language.text("page-contested"));
    }
    if all().all(Relation::is_uncited) {
        parts.push(language.text("page-no-source"));
    }
    let names = tie.ends.map(|end| graph[end].name()).join(" – ");
    format!("{names}: {}", language.joined(&parts))
}

/// The other names of an actor: its title has the kind.
fn actor_details(actor: &Actor, language: Language) -> String {
    if actor.aliases.is_empty() {
        return String::new();
    }
    let names = match language {
        Language::English => words::list(&actor.aliases),
        _ => language.list(&actor.aliases),
    };
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
            _ => kind_in_words(relation.kind(), language),
        };
        let when = |date: &Date| match language {
            Language::English => date.in_words(),
            _ => language.date(date),
        };
        let when = relation.when.as_ref().map(when);
        let parts = [Some(kind), relation.subtype.clone(), when];
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
    all.join("; ")
}

fn kind_in_words(kind: RelationKind, language: Language) -> String {
    language.text(match kind {
        RelationKind::Cooperation => "kind-cooperation",
        RelationKind::Support => "kind-support",
        RelationKind::Hostility => "kind-hostility",
        RelationKind::Other => "kind-other",
    })
}
