//! Actors and relations in words, for screen readers, tooltips of figures and lists.

use super::{EdgeIndex, Network, NodeIndex, TieIndex, Ties};
use crate::model::{Issue, Relation, RelationKind};
use crate::words::{counted, relations_by_kind};

/// `Taliban, group, 9 relations`; `Russia, Iran and 4 more, bloc of 6 actors, 20 relations`.
pub fn actor(network: &Network, node: NodeIndex) -> String {
    let actor = &network.graph[node];
    let relations = counted(network.outer_relation_count(node), "relation", "relations");
    let kind = if let Some(bloc) = network.bloc(node) {
        format!("bloc of {}", counted(bloc.members.len(), "actor", "actors"))
    } else if actor.is_placeholder {
        "not declared in the file".to_owned()
    } else {
        actor.kind_word().to_owned()
    };
    let pinned = if actor.pinned { ", pinned" } else { "" };
    format!("{}, {kind}, {relations}{pinned}", actor.name())
}

/// `Russia supporting Taliban, diplomatic backing, 3 claims, contested`.
pub fn relation(network: &Network, edge: EdgeIndex) -> String {
    let relation = &network.graph[edge];
    let mut words = sentence(network, edge);
    if let Some(subtype) = &relation.subtype {
        words = format!("{words}, {subtype}");
    }
    if let Some(when) = &relation.when {
        words = format!("{words}, {}", when.in_words());
    }
    words = format!(
        "{words}, {}",
        counted(relation.claims.len(), "claim", "claims")
    );
    if relation.is_contested() {
        words.push_str(", contested");
    }
    if relation.is_uncited() {
        words.push_str(", uncited");
    }
    words
}

/// `Russia and Taliban: 7 relations of cooperation`; of a single relation, what [`relation`] says.
pub fn tie(network: &Network, ties: &Ties, index: TieIndex) -> String {
    match ties.relations(index) {
        [only] => relation(network, *only),
        several => between(network, several),
    }
}

/// All relations between the ends of a tie: `Russia and Taliban: 7 relations of cooperation, 1 of
/// support, 3 of hostility`; of a single relation, what [`relation`] says.
pub fn pair(network: &Network, ties: &Ties, index: TieIndex) -> String {
    let relations: Vec<EdgeIndex> = ties
        .of_pair(index)
        .flat_map(|tie| ties.relations(tie).iter().copied())
        .collect();
    match &relations[..] {
        [only] => relation(network, *only),
        several => between(network, several),
    }
}

/// Relations between the same two actors, counted by kind.
fn between(network: &Network, relations: &[EdgeIndex]) -> String {
    let graph = &network.graph;
    let ends = relations
        .first()
        .and_then(|edge| graph.edge_endpoints(*edge));
    let Some((a, b)) = ends else {
        return String::new();
    };
    let names = match (graph[a.min(b)].name(), graph[a.max(b)].name()) {
        (name, _) if a == b => format!("{name} with itself"),
        (first, second) => format!("{first} and {second}"),
    };
    let count = |kind| {
        let of_kind = relations.iter().filter(|edge| graph[**edge].kind() == kind);
        (of_kind.count(), kind.as_str())
    };
    let counts = relations_by_kind(RelationKind::ALL.map(count));
    let is_contested = relations.iter().any(|edge| graph[*edge].is_contested());
    let contested = if is_contested { ", contested" } else { "" };
    format!("{names}: {counts}{contested}")
}

/// `Russia supporting Taliban`, `Pakistan and Russia cooperate`. Names the actors, also if they are
/// drawn as blocs.
pub fn sentence(network: &Network, edge: EdgeIndex) -> String {
    let relation = &network.graph[edge];
    let source = network.name_of(&relation.source);
    let target = network.name_of(&relation.target);
    if relation.source == relation.target {
        format!("{source}: {} with itself", relation.kind().as_str())
    } else if relation.is_directed() {
        format!("{source} {} {target}", verb(relation))
    } else {
        format!("{source} and {target} {}", verb(relation))
    }
}

/// `2 issues`, `1 issue and 1 note`, `1 note`.
pub fn issues(issues: &[Issue]) -> String {
    let notes = issues.iter().filter(|issue| issue.is_note()).count();
    let wrong = issues.len() - notes;
    match (wrong, notes) {
        (wrong, 0) => counted(wrong, "issue", "issues"),
        (0, notes) => counted(notes, "note", "notes"),
        (wrong, notes) => format!(
            "{} and {}",
            counted(wrong, "issue", "issues"),
            counted(notes, "note", "notes")
        ),
    }
}

/// The words between source and target, the same for names in singular and plural: `Opium
/// producers hostile to Kabul`; or the verb of both.
fn verb(relation: &Relation) -> &'static str {
    match (relation.kind(), relation.is_directed()) {
        (RelationKind::Cooperation, true) => "cooperating with",
        (RelationKind::Cooperation, false) => "cooperate",
        (RelationKind::Hostility, true) => "hostile to",
        (RelationKind::Hostility, false) => "are hostile",
        (RelationKind::Support, true) => "supporting",
        (RelationKind::Support, false) => "support each other",
        (RelationKind::Other, true) => "tied to",
        (RelationKind::Other, false) => "are tied",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Filter, LineStyle};
    use crate::model::{Actor, Claim, Document};

    #[test]
    fn actors_and_relations_are_described_with_their_counts() {
        let support = Relation {
            kind: Some(RelationKind::Support),
            subtype: Some("diplomatic backing".into()),
            claims: vec![Claim::default()],
            ..Relation::new("s", "Russia", "Taliban")
        };
        let document = Document {
            actors: ["Russia", "Taliban"].map(Actor::new).into_iter().collect(),
            relations: [support].into_iter().collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        let (node, edge) = (NodeIndex::new(1), EdgeIndex::new(0));
        assert_eq!(actor(&network, node), "Taliban, actor, 1 relation");
        assert_eq!(
            relation(&network, edge),
            "Russia supporting Taliban, diplomatic backing, 1 claim, uncited"
        );
    }

    #[test]
    fn a_pair_counts_its_relations_by_kind_and_a_single_relation_is_described() {
        let relation = |id: &str, source: &str, target: &str, kind| Relation {
            kind: Some(kind),
            ..Relation::new(id, source, target)
        };
        let document = Document {
            actors: ["Russia", "Taliban", "Iran"]
                .map(Actor::new)
                .into_iter()
                .collect(),
            relations: [
                relation("talks", "Taliban", "Russia", RelationKind::Cooperation),
                relation("trade", "Russia", "Taliban", RelationKind::Cooperation),
                relation("war", "Taliban", "Russia", RelationKind::Hostility),
                relation("pact", "Iran", "Russia", RelationKind::Cooperation),
            ]
            .into_iter()
            .collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        let ties = Ties::new(&document, &network, LineStyle::default());
        let pairs: Vec<String> = ties
            .first_of_pairs()
            .map(|first| pair(&network, &ties, first))
            .collect();
        assert_eq!(
            pairs,
            [
                "Russia and Taliban: 2 relations of cooperation, 1 of hostility",
                "Iran and Russia cooperate, 0 claims, uncited",
            ]
        );
        assert_eq!(
            tie(&network, &ties, TieIndex::new(0)),
            "Russia and Taliban: 2 relations of cooperation"
        );
    }
}
