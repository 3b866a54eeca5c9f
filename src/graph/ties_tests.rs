//! Ties of a small network under each grouping and width.

use super::line_style::{LineGrouping, LineStyle, LineWidth};
use super::ties::{Tie, TieIndex, Ties, newest_first};
use super::{EdgeIndex, Filter, Network, NodeIndex};
use crate::model::{Actor, Claim, Date, Document, EVENT_COUNTS, Edit, Relation, RelationKind};
use RelationKind::{Cooperation, Hostility, Support};

fn relation(id: &str, source: &str, target: &str, kind: RelationKind) -> Relation {
    Relation {
        kind: Some(kind),
        ..Relation::new(id, source, target)
    }
}

fn document() -> Document {
    let cited = |reference: &str| Claim {
        reference: Some(reference.into()),
        ..Claim::default()
    };
    let mut document = Document {
        actors: ["a", "b", "c"].map(Actor::new).into_iter().collect(),
        relations: [
            relation("trade", "a", "b", Cooperation),
            relation("war", "b", "a", Hostility),
            relation("talks", "b", "a", Cooperation),
            relation("arms", "c", "b", Support),
            relation("self", "c", "c", Cooperation),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    };
    let claims = |relation: &mut Relation, all: &[&str]| {
        relation.claims = all.iter().copied().map(cited).collect();
    };
    let mut relations: Vec<Relation> = document
        .relations
        .iter()
        .map(|relation| (**relation).clone())
        .collect();
    claims(&mut relations[0], &["x", "y"]);
    claims(&mut relations[2], &["y", "z"]);
    relations[0].weight = Some(4.0);
    document.relations = relations.into_iter().collect();
    document
}

fn ties(grouping: LineGrouping, width: LineWidth) -> Ties {
    let document = document();
    let network = Network::seen(&document, &Filter::default());
    let style = LineStyle {
        grouping,
        width: Some(width),
    };
    Ties::new(&document, &network, style)
}

fn shape(ties: &Ties) -> Vec<(usize, usize, RelationKind, usize)> {
    let of = |(index, tie): (TieIndex, &Tie)| {
        let [a, b] = tie.ends.map(NodeIndex::index);
        (a, b, tie.kind, ties.relations(index).len())
    };
    ties.iter().map(of).collect()
}

#[test]
fn by_default_a_line_has_all_relations_of_one_kind_between_two_actors() {
    let ties = ties(LineGrouping::PairAndKind, LineWidth::Relations);
    let expected = [
        (0, 1, Cooperation, 2),
        (0, 1, Hostility, 1),
        (1, 2, Support, 1),
        (2, 2, Cooperation, 1),
    ];
    assert_eq!(shape(&ties), expected);
    let talks = ties.of(EdgeIndex::new(2)).unwrap();
    assert_eq!(ties.of(EdgeIndex::new(0)), Some(talks));
    let pair: Vec<usize> = ties.of_pair(talks).map(TieIndex::index).collect();
    assert_eq!(pair, [0, 1]);
}

#[test]
fn one_line_for_a_pair_has_its_net_sign_and_the_other_sign() {
    let ties = ties(LineGrouping::Pair, LineWidth::Relations);
    assert_eq!(ties.len(), 3);
    let (_, first) = ties.iter().next().unwrap();
    assert_eq!((first.kind, first.opposite), (Cooperation, Some(Hostility)));
    assert_eq!(first.value.to_bits(), 3.0_f64.to_bits());
}

#[test]
fn one_line_for_each_relation_keeps_kinds_side_by_side() {
    let ties = ties(LineGrouping::Relation, LineWidth::Relations);
    let kinds: Vec<_> = ties.iter().map(|(_, tie)| tie.kind).collect();
    assert_eq!(
        kinds,
        [Cooperation, Cooperation, Hostility, Support, Cooperation]
    );
}

#[test]
fn a_tie_points_where_any_of_its_relations_points() {
    let mut document = document();
    let directed = Edit::change_relations(
        &document,
        &["talks".into(), "arms".into()],
        "direction",
        |relation| relation.directed = Some(true),
    );
    document = directed.applied(&document);
    let network = Network::seen(&document, &Filter::default());
    let ties = Ties::new(&document, &network, LineStyle::default());
    let heads: Vec<_> = ties.iter().map(|(_, tie)| tie.points_at).collect();
    // Talks go from b to a, and arms from c to b.
    assert_eq!(heads[0], [true, false]);
    assert_eq!(heads[2], [true, false]);
}

#[test]
fn the_value_of_a_tie_counts_each_independent_source_once() {
    let first = |width| {
        ties(LineGrouping::PairAndKind, width)
            .iter()
            .next()
            .unwrap()
            .1
            .value
    };
    let values = LineWidth::ALL.map(first);
    // Sources x, y and z; four claims; two relations; weight 4 and, left out, two sources.
    assert!(
        values
            .iter()
            .zip([3.0, 4.0, 2.0, 6.0])
            .all(|(is, should)| (is - should).abs() < 1e-9),
        "{values:?}"
    );
}

#[test]
fn the_newest_relation_comes_first_and_one_without_a_date_last() {
    let when = |id: &str, date: Option<&str>| Relation {
        when: date.map(|date| Date::parse(date).unwrap()),
        ..Relation::new(id, "a", "b")
    };
    let document = Document {
        actors: ["a", "b"].map(Actor::new).into_iter().collect(),
        relations: [
            when("old", Some("1907")),
            when("unknown", None),
            when("new", Some("1914-07")),
            when("also old", Some("1907")),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    };
    let network = Network::seen(&document, &Filter::default());
    let edges: Vec<EdgeIndex> = network.graph.edge_indices().collect();
    let order = newest_first(&network, &edges);
    assert_eq!(
        order.iter().map(|edge| edge.index()).collect::<Vec<_>>(),
        [2, 0, 3, 1]
    );
}

#[test]
fn a_hidden_relation_has_no_tie() {
    let document = document();
    let mut filter = Filter::default();
    filter.toggle_kind(Hostility);
    let network = Network::seen(&document, &filter);
    let ties = Ties::new(&document, &network, LineStyle::default());
    assert_eq!(ties.of(EdgeIndex::new(1)), None);
    assert_eq!(ties.of(EdgeIndex::new(99)), None);
    assert_eq!(ties.len(), 3);
}

#[test]
fn weights_decide_the_width_only_where_nothing_is_cited() {
    let document = document();
    let seen = |document: &Document| Network::seen(document, &Filter::default());
    assert_eq!(LineWidth::suited_to(&seen(&document)), LineWidth::Sources);
    let all: Vec<_> = document.relations.iter().map(|r| r.id.clone()).collect();
    let uncited = Edit::change_relations(&document, &all, "claims", |relation| {
        relation.claims.clear();
    });
    let uncited = uncited.applied(&document);
    assert_eq!(LineWidth::suited_to(&seen(&uncited)), LineWidth::Weight);
    // What was counted from events cites a few of its records.
    let counted = Edit::change_relations(&document, &all, "counts", |relation| {
        relation.fields = relation.fields.with_unknown(EVENT_COUNTS, Some("{}"));
    });
    let counted = counted.applied(&document);
    assert_eq!(LineWidth::suited_to(&seen(&counted)), LineWidth::Weight);
    let bare = Edit::change_relations(&uncited, &all, "weights", |relation| {
        relation.weight = None;
    });
    let bare = bare.applied(&uncited);
    assert_eq!(LineWidth::suited_to(&seen(&bare)), LineWidth::Relations);
}

#[test]
fn a_relation_without_a_weight_weighs_its_independent_sources() {
    let mut document = document();
    let ids: Vec<_> = document.relations.iter().map(|r| r.id.clone()).collect();
    let bare = Edit::change_relations(&document, &ids, "weights", |relation| {
        relation.weight = None;
    });
    document = bare.applied(&document);
    let network = Network::seen(&document, &Filter::default());
    let style = |width| LineStyle {
        grouping: LineGrouping::Relation,
        width: Some(width),
    };
    let values = |width| {
        let ties = Ties::new(&document, &network, style(width));
        ties.iter().map(|(_, tie)| tie.value).collect::<Vec<_>>()
    };
    assert_eq!(values(LineWidth::Weight), values(LineWidth::Sources));
    assert!(values(LineWidth::Weight).iter().any(|value| *value > 1.0));
}
