//! Blocs: sums computed by hand, names, and that no relation is lost.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::graph::{Filter, LineGrouping, LineStyle, LineWidth, Network, NodeIndex, Ties};
use crate::language::Language;
use crate::model::{
    Actor, ActorId, ActorKind, Bloc, BlocTies, Blocs, Document, Fields, Relation, RelationKind,
};

const FRIENDS: RelationKind = RelationKind::Cooperation;
const FOES: RelationKind = RelationKind::Hostility;

fn relation(id: &str, source: &str, target: &str, kind: RelationKind) -> Relation {
    Relation {
        kind: Some(kind),
        ..Relation::new(id, source, target)
    }
}

/// West: a, b, c; east: d, e; f alone.
fn document() -> Document {
    Document {
        actors: ["a", "b", "c", "d", "e", "f"]
            .map(Actor::new)
            .into_iter()
            .collect(),
        relations: [
            relation("ab", "a", "b", FRIENDS),
            relation("bc", "b", "c", FRIENDS),
            relation("ad", "a", "d", FOES),
            relation("eb", "e", "b", FOES),
            relation("cd", "c", "d", FRIENDS),
            relation("ef", "e", "f", FRIENDS),
            relation("bb", "b", "b", FRIENDS),
            relation("ff", "f", "f", FOES),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    }
}

fn bloc(name: &str, members: &[&str]) -> Bloc {
    Bloc {
        name: name.to_owned(),
        members: members.iter().map(|id| (*id).into()).collect(),
        ..Bloc::default()
    }
}

fn blocs() -> Blocs {
    Blocs {
        rule: Some("side".to_owned()),
        blocs: vec![bloc("West", &["a", "b", "c"]), bloc("East", &["d", "e"])],
        ..Blocs::default()
    }
}

fn names(network: &Network) -> Vec<&str> {
    let actors = network.graph.node_weights();
    actors.map(|actor| actor.name()).collect()
}

#[test]
fn ties_between_blocs_sum_the_relations_of_their_members() {
    let document = document();
    let network = condensed(&Network::seen(&document, &Filter::default()), &blocs());
    assert_eq!(names(&network), ["f", "West", "East"]);
    let style = LineStyle::for_blocs(&network, None, None);
    assert_eq!(style.grouping, LineGrouping::Pair);
    let ties = Ties::new(&document, &network, style);
    let lines: Vec<_> = ties
        .iter()
        .map(|(_, tie)| {
            let [a, b] = tie.ends.map(|end| network.graph[end].name());
            (a, b, tie.kind, tie.opposite, tie.value)
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("f", "f", FOES, None, 1.0),
            ("f", "East", FRIENDS, None, 1.0),
            ("West", "East", FOES, Some(FRIENDS), 3.0),
        ]
    );
    assert_eq!(network.inner_relation_count(), 3);
    let (_, west) = network.blocs().next().unwrap();
    assert_eq!((west.inner_relations, west.members.len()), (3, 3));
}

#[test]
fn indices_of_actors_and_relations_are_those_of_the_document() {
    let whole = Network::seen(&document(), &Filter::default());
    let network = condensed(&whole, &blocs());
    assert_eq!(network.actor_bound(), 8);
    assert_eq!(network.node(&"f".into()), Some(NodeIndex::new(5)));
    assert_eq!(network.node(&"a".into()), None);
    assert_eq!(network.shown_as(&"b".into()), Some(NodeIndex::new(6)));
    assert_eq!(network.node(&"bloc 2".into()), Some(NodeIndex::new(7)));
    assert_eq!(network.edge(&"eb".into()), whole.edge(&"eb".into()));
    assert_eq!(network.edge(&"ab".into()), None);
    let sentence = crate::graph::words::sentence;
    let edge = network.edge(&"ad".into()).unwrap();
    assert_eq!(sentence(&network, edge), "a and d are hostile");
    let actor = crate::graph::words::actor(&network, NodeIndex::new(7));
    assert_eq!(actor, "East, bloc of 2 actors, 4 relations");
}

#[test]
fn hidden_members_are_not_in_blocs_and_an_actor_is_in_one_bloc() {
    let filter = Filter {
        hidden_actors: [ActorId::from("a"), "d".into(), "e".into()].into(),
        ..Filter::default()
    };
    let mut blocs = blocs();
    blocs.blocs.push(bloc("Late", &["b", "f", "nobody"]));
    let network = condensed(&Network::seen(&document(), &filter), &blocs);
    assert_eq!(names(&network), ["West", "Late"]);
    let members = network.blocs().map(|(_, bloc)| bloc.members.len());
    assert_eq!(members.collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn an_expanded_bloc_shows_its_members_and_the_blocs_inside_it() {
    let mut blocs = Blocs {
        blocs: vec![Bloc {
            blocs: vec![bloc("East", &["d", "e"])],
            ..bloc("World", &["a", "b", "c", "f"])
        }],
        ..Blocs::default()
    };
    let whole = Network::seen(&document(), &Filter::default());
    let network = condensed(&whole, &blocs);
    assert_eq!(names(&network), ["World"]);
    assert_eq!(network.inner_relation_count(), 8);
    blocs.blocs[0].is_expanded = true;
    assert_eq!(
        names(&condensed(&whole, &blocs)),
        ["a", "b", "c", "f", "East"]
    );
    blocs.blocs[0].blocs[0].is_expanded = true;
    assert_eq!(names(&condensed(&whole, &blocs)), names(&whole));
}

#[test]
fn a_bloc_is_at_the_mean_of_its_members_and_has_an_id_of_its_own() {
    let mut document = document();
    for (id, x) in [("a", 0.0), ("b", 6.0)] {
        document.actors.put(Actor {
            position: Some(crate::model::Point { x, y: 2.0 }),
            ..Actor::new(id)
        });
    }
    document.actors.put(Actor::new("bloc 1"));
    let network = condensed(&Network::seen(&document, &Filter::default()), &blocs());
    let (node, _) = network.blocs().next().unwrap();
    let west = &network.graph[node];
    assert_eq!(west.position, Some(crate::model::Point { x: 3.0, y: 2.0 }));
    assert_eq!(west.id.as_str(), "bloc 1'");
    assert_eq!(network.node(&"bloc 1".into()), Some(NodeIndex::new(6)));
}

#[test]
fn blocs_are_named_by_their_most_central_members() {
    let document = document();
    let network = Network::seen(&document, &Filter::default());
    let group = |ids: std::ops::Range<usize>| ActorGroup {
        name: None,
        members: ids.map(NodeIndex::new).collect(),
    };
    let blocs = blocs_of_groups(&network, "community", vec![group(4..6), group(0..4)]);
    let names: Vec<_> = blocs.blocs.iter().map(|bloc| bloc.name.as_str()).collect();
    // Neighbours inside: a 2, b 2, c 2, d 2; in all d 2, b 3.
    assert_eq!(names, ["b, a and 2 more", "e and f"]);
}

#[test]
fn long_names_leave_room_for_the_count() {
    let names = |names: &[&str]| bloc_name(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(
        names(&["Ormono Security Pact", "Melgolmaskovialand", "c", "d"]),
        "Ormono…Pact, Melgolm…ialand and 2 more"
    );
    // A name has the room that the other one leaves.
    assert_eq!(
        names(&["Germany", "Austria-Hungary", "c", "d"]),
        "Germany, Austria-Hungary and 2 more"
    );
    // No word is cut that has room alone.
    assert_eq!(
        names(&["United States", "International community", "c", "d"]),
        "United States, International… and 2 more"
    );
    assert_eq!(
        names(&["Ormono Security Pact", "b"]),
        "Ormono Security Pact and b"
    );
}

#[test]
fn names_of_blocs_of_similar_names_differ() {
    let of_province = |number: usize| format!("Village of the Northern Province {}", number / 6);
    let of_village = |number: usize| format!("{} village of {}", number % 3, of_province(number));
    let namings: [&dyn Fn(usize) -> String; 2] = [&of_province, &of_village];
    for name in namings {
        let actor = |number: usize| Actor {
            name: Some(name(number)),
            ..Actor::new(format!("a{number}"))
        };
        let document = Document {
            actors: (0..18).map(actor).collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        let group = |number: usize| ActorGroup {
            name: None,
            members: (6 * number..6 * number + 6).map(NodeIndex::new).collect(),
        };
        let blocs = blocs_of_groups(&network, "communities", (0..3).map(group).collect());
        let names: BTreeSet<_> = blocs.blocs.iter().map(|bloc| &bloc.name).collect();
        assert_eq!(names.len(), 3, "{names:?}");
        let of: Vec<Option<u32>> = (0..18).map(|number| Some(number / 6)).collect();
        let names: BTreeSet<String> = group_names(&network, &of).into_iter().collect();
        assert_eq!(names.len(), 3, "{names:?}");
    }
}

#[test]
fn the_short_name_of_a_bloc_has_its_first_member() {
    assert_eq!(
        short_bloc_name("Loriistan, Terra… and 72 more", 74),
        "Loriistan +73"
    );
    assert_eq!(short_bloc_name("Alba and Borea", 2), "Alba +1");
    assert_eq!(short_bloc_name("States (34)", 34), "States (34)");
}

#[test]
fn many_blocs_are_named_by_one_member_and_the_number_of_the_others() {
    let named = |groups: usize| {
        let document = Document {
            actors: (0..3 * groups)
                .map(|n| Actor::new(format!("a{n}")))
                .collect(),
            relations: (0..groups)
                .flat_map(|group| {
                    // The last one of each three is the most central.
                    let [a, b, c] = [0, 1, 2].map(|n| format!("a{}", 3 * group + n));
                    let relation =
                        |from: &str| Relation::new(format!("{from}-{c}"), from, c.as_str());
                    [relation(&a), relation(&b)]
                })
                .collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        let group = |number: usize| ActorGroup {
            name: None,
            members: (3 * number..3 * number + 3).map(NodeIndex::new).collect(),
        };
        let blocs = blocs_of_groups(&network, "communities", (0..groups).map(group).collect());
        blocs.blocs[1].name.clone()
    };
    assert_eq!(named(12), "a5, a3 and a4");
    assert_eq!(named(13), "a5 +2");
}

#[test]
fn at_most_forty_groups_have_blocs_and_the_others_share_one() {
    let actor = |number: usize| Actor::new(format!("a{number:03}"));
    let document = Document {
        actors: (0..123).map(actor).collect(),
        ..Document::default()
    };
    let network = Network::seen(&document, &Filter::default());
    // 41 pairs and 41 single actors.
    let pairs = (0..41).map(|pair| vec![2 * pair, 2 * pair + 1]);
    let single = (82..123).map(|number| vec![number]);
    let groups = pairs.chain(single).map(|members| ActorGroup {
        name: None,
        members: members.into_iter().map(NodeIndex::new).collect(),
    });
    let blocs = blocs_of_groups(&network, "pair", groups.collect());
    assert_eq!(blocs.blocs.len(), MAX_BLOCS + 1);
    let others = blocs.blocs.last().unwrap();
    assert_eq!(others.name, "Others (43 actors in 42 groups)");
    assert_eq!((others.members.len(), others.blocs.len()), (41, 1));
    let drawn = condensed(&network, &blocs);
    assert_eq!(drawn.graph.node_count(), 41);
    assert_eq!(
        blocs_in_words(&drawn, &blocs, Language::English).unwrap(),
        "41 blocs of 123 actors by pair."
    );
}

#[test]
fn captions_count_blocs_single_actors_and_inner_relations() {
    let network = condensed(&Network::seen(&document(), &Filter::default()), &blocs());
    assert_eq!(
        blocs_in_words(&network, &blocs(), Language::English).unwrap(),
        "2 blocs of 5 actors by side and 1 single actor; 3 relations inside blocs are not drawn."
    );
    let none = Blocs::default();
    let whole = condensed(&Network::seen(&document(), &Filter::default()), &none);
    assert_eq!(blocs_in_words(&whole, &none, Language::English), None);
}

/// Pairs of actors that are a bloc each; every two blocs have one relation more than their
/// neighbours in the circle are apart.
fn circle_of_blocs(count: usize) -> (Document, Blocs) {
    let actor = |bloc: usize, member: usize| format!("a{bloc:02}.{member}");
    let mut relations = Vec::new();
    for a in 0..count {
        for b in a + 1..count {
            let apart = (b - a).min(count - (b - a));
            for number in 0..count - apart {
                let id = format!("r{a}.{b}.{number}");
                relations.push(relation(&id, &actor(a, 0), &actor(b, number % 2), FOES));
            }
        }
    }
    let actors = (0..count).flat_map(|bloc| [actor(bloc, 0), actor(bloc, 1)].map(Actor::new));
    let document = Document {
        actors: actors.collect(),
        relations: relations.into_iter().collect(),
        ..Document::default()
    };
    let blocs = (0..count).map(|number| {
        let members = [actor(number, 0), actor(number, 1)];
        bloc(&number.to_string(), &members.each_ref().map(String::as_str))
    });
    let blocs = Blocs {
        blocs: blocs.collect(),
        ..Blocs::default()
    };
    (document, blocs)
}

#[test]
fn of_many_ties_between_blocs_the_strongest_are_drawn_and_the_rest_is_counted() {
    let (document, blocs) = circle_of_blocs(10);
    let whole = Network::seen(&document, &Filter::default());
    let drawn = condensed(&whole, &blocs);
    let counts = TiesBetweenBlocs {
        drawn: 18,
        all: 45,
        strongest: 18,
    };
    assert_eq!(drawn.ties_between_blocs(), counts);
    let ties = Ties::new(&document, &drawn, LineStyle::for_blocs(&drawn, None, None));
    assert_eq!(ties.len(), 18);
    // Each bloc keeps its neighbours, with nine relations each, and one or more with eight.
    for (node, _) in drawn.blocs() {
        let of_bloc = || ties.iter().filter(|(_, tie)| tie.ends.contains(&node));
        assert_eq!(
            of_bloc()
                .filter(|(_, tie)| (tie.value - 9.0).abs() < 1e-9)
                .count(),
            2
        );
        assert!(of_bloc().count() >= 3);
        assert!(of_bloc().all(|(_, tie)| tie.value >= 8.0));
        let relations = 2 * (9 + 8 + 7 + 6) + 5;
        assert_eq!(drawn.outer_relation_count(node), relations);
    }
    assert_eq!(
        blocs_in_words(&drawn, &blocs, Language::English).unwrap(),
        "10 blocs of 20 actors; 18 of 45 ties between blocs shown: the strongest."
    );
    let all = condensed(
        &whole,
        &Blocs {
            ties: BlocTies::All,
            ..blocs
        },
    );
    let counts = TiesBetweenBlocs {
        drawn: 45,
        ..counts
    };
    assert_eq!(all.ties_between_blocs(), counts);
    assert_eq!(bloc_ties_in_words(&all, Language::English), None);
    assert_eq!(all.graph.edge_count(), whole.graph.edge_count());
}

#[test]
fn few_ties_between_blocs_are_all_drawn() {
    let (document, blocs) = circle_of_blocs(7);
    let whole = Network::seen(&document, &Filter::default());
    let drawn = condensed(&whole, &blocs);
    assert_eq!(drawn.ties_between_blocs().drawn, 21);
    assert_eq!(drawn.graph.edge_count(), whole.graph.edge_count());
}

/// Two states and an organization of one of them, with a field of another program.
fn described() -> Document {
    let actor = |id: &str, kind, members: &[&str], group: &str| Actor {
        kind,
        members: members.iter().map(|id| (*id).into()).collect(),
        fields: Fields::new(
            [Arc::from("id"), Arc::from("group")].into(),
            vec![("group".into(), group.into())],
        ),
        ..Actor::new(id)
    };
    Document {
        actors: [
            actor("de", Some(ActorKind::State), &[], "1"),
            actor("fr", Some(ActorKind::State), &[], "\" north \""),
            actor("eu", Some(ActorKind::Organization), &["de"], "1"),
            actor("x", None, &[], "null"),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    }
}

#[test]
fn actors_are_grouped_by_kind_organization_or_any_field() {
    let document = described();
    let network = Network::seen(&document, &Filter::default());
    let groups = |word: &str| -> Vec<(String, usize)> {
        let rule = BlocRule::parse(word, &document).unwrap();
        let groups = groups_by_record(&network, &rule).unwrap().into_iter();
        let mut groups: Vec<_> = groups
            .map(|group| (group.name.unwrap(), group.members.len()))
            .collect();
        groups.sort();
        groups
    };
    let named = |name: &str, count| (name.to_owned(), count);
    assert_eq!(
        groups("kind"),
        [
            named("Actors without a kind", 1),
            named("Organizations", 1),
            named("States", 2)
        ]
    );
    assert_eq!(
        groups("organizations"),
        [named("eu", 2), named("fr", 1), named("x", 1)]
    );
    assert_eq!(
        groups("group"),
        [
            named("Without group", 1),
            named("group 1", 2),
            named("north", 1)
        ]
    );
    let network = Network::seen(&document, &Filter::default());
    let all = groups_by_record(&network, &BlocRule::Kind).unwrap();
    let blocs = blocs_of_groups(&network, "kind", all);
    assert_eq!(blocs.blocs.len(), 1, "single actors stay actors");
    assert_eq!(blocs.blocs[0].name, "States (2)");
}

#[test]
fn an_unknown_field_is_refused_with_the_fields_that_exist() {
    assert_eq!(
        BlocRule::parse("faction", &described()).unwrap_err(),
        "no actor has the field `faction`; use camps, communities, kind, organizations, or a field of actors in this file: group"
    );
    assert_eq!(
        BlocRule::parse("group", &document()).unwrap_err(),
        "no actor has the field `group`; use camps, communities, kind or organizations"
    );
}

prop_compose! {
    fn network_and_blocs()(
        ties in prop::collection::vec((0..12_usize, 0..12_usize, 0..4_usize), 0..60),
        of in prop::collection::vec(0..6_usize, 12),
        expanded in prop::collection::vec(any::<bool>(), 6),
    ) -> (Document, Blocs) {
        let actor = |number: usize| format!("a{number}");
        let relations = ties.into_iter().enumerate().map(|(number, (a, b, kind))| {
            relation(&format!("r{number}"), &actor(a), &actor(b), RelationKind::ALL[kind])
        });
        let document = Document {
            actors: (0..12).map(|number| Actor::new(actor(number))).collect(),
            relations: relations.collect(),
            ..Document::default()
        };
        // Group 0 is not a bloc; blocs 4 and 5 are inside bloc 3.
        let bloc = |group: usize| Bloc {
            name: group.to_string(),
            members: (0..12)
                .filter(|number| of[*number] == group)
                .map(|number| actor(number).as_str().into())
                .collect(),
            blocs: Vec::new(),
            is_expanded: expanded[group],
        };
        let inside = vec![bloc(4), bloc(5)];
        let outer = Bloc { blocs: inside, ..bloc(3) };
        let blocs = Blocs { blocs: vec![bloc(1), bloc(2), outer], ..Blocs::default() };
        (document, blocs)
    }
}

proptest! {
    #[test]
    fn every_visible_relation_is_in_one_tie_or_counted_inside_a_bloc(
        (document, blocs) in network_and_blocs(),
        width in 0..4_usize,
    ) {
        let filter = Filter { hidden_actors: [ActorId::from("a7")].into(), ..Filter::default() };
        let whole = Network::seen(&document, &filter);
        let network = condensed(&whole, &blocs);
        let style = LineStyle::for_blocs(&whole, None, Some(LineWidth::ALL[width]));
        let ties = Ties::new(&document, &network, style);
        let mut drawn = 0;
        for edge in whole.graph.edge_indices() {
            let relation = &whole.graph[edge];
            let ends = [&relation.source, &relation.target].map(|id| network.shown_as(id).unwrap());
            let is_in_bloc = network.bloc(ends[0]).is_some();
            match ties.of(edge) {
                None => prop_assert!(ends[0] == ends[1] && is_in_bloc),
                Some(tie) => {
                    let mut ends = ends;
                    ends.sort();
                    prop_assert_eq!(ties.get(tie).unwrap().ends, ends);
                    prop_assert!(ties.relations(tie).contains(&edge));
                    prop_assert!(Arc::ptr_eq(&network.graph[edge], relation));
                    drawn += 1;
                }
            }
        }
        let in_ties: usize = ties.iter().map(|(index, _)| ties.relations(index).len()).sum();
        prop_assert_eq!(in_ties, drawn);
        prop_assert_eq!(drawn + network.inner_relation_count(), whole.graph.edge_count());
        // Each visible actor is itself or in exactly one bloc.
        let members: usize = network.blocs().map(|(_, bloc)| bloc.members.len()).sum();
        let single = network.graph.node_count() - network.blocs().count();
        prop_assert_eq!(members + single, whole.graph.node_count());
    }
}
