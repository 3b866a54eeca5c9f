//! Order, cells and drawing of small matrices that can be checked by hand, and properties of any.

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use proptest::prelude::*;

use super::*;
use crate::graph::{Filter, LineStyle, Network, NodeIndex, TieIndex, Ties};
use crate::model::{Actor, ActorKind, Document, Relation, RelationKind};
use crate::scene::{Emphasis, Encoding, MarkShape, Scene, Subject, TextDirection, Theme};
use RelationKind::{Cooperation, Hostility, Other, Support};

fn document(names: &[&str], relations: &[(&str, &str, RelationKind)]) -> Document {
    let relation = |(number, (a, b, kind)): (usize, &(&str, &str, RelationKind))| Relation {
        kind: Some(*kind),
        directed: Some(*kind == Support),
        ..Relation::new(format!("r{number}"), *a, *b)
    };
    Document {
        actors: names.iter().map(|name| Actor::new(*name)).collect(),
        relations: relations.iter().enumerate().map(relation).collect(),
        ..Document::default()
    }
}

fn network(document: &Document) -> (Network, Ties) {
    let network = Network::seen(document, &Filter::default());
    let ties = Ties::new(document, &network, LineStyle::default());
    (network, ties)
}

/// Two camps, {a, b, e} and {c, d}: friends inside, foes between.
fn camps() -> Document {
    document(
        &["c", "a", "d", "b", "e", "alone"],
        &[
            ("a", "b", Cooperation),
            ("b", "e", Support),
            ("c", "d", Cooperation),
            ("c", "a", Hostility),
            ("d", "b", Hostility),
            ("a", "d", Hostility),
            ("a", "b", Support),
        ],
    )
}

fn names(network: &Network, content: &MatrixContent) -> String {
    let names = content
        .actors
        .iter()
        .map(|node| network.graph[*node].name());
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_order_is_as_its_name_says() {
    let document = camps();
    let (network, ties) = network(&document);
    let content = |order, groups| MatrixContent::new(&network, &ties, order, groups);
    let by_name = content(MatrixOrder::Name, None);
    assert_eq!(names(&network, &by_name), "a alone b c d e");
    let by_connections = content(MatrixOrder::Connections, None);
    assert_eq!(names(&network, &by_connections), "a b d c e alone");
    // The camps as they come from the analysis, by node index: c a d b e alone.
    let groups = [Some(1), Some(0), Some(1), Some(0), Some(0), None];
    let by_camp = content(MatrixOrder::Camp, Some(&groups));
    assert_eq!(by_camp.group_starts, [3, 5]);
    let order = names(&network, &by_camp);
    let (first, last) = (&order[..5], &order[6..]);
    assert!(["a b e", "b a e", "a e b"].contains(&first), "{order}");
    assert!(["c d alone", "d c alone"].contains(&last), "{order}");
}

#[test]
fn signs_alone_put_the_two_sides_at_both_ends() {
    let document = camps();
    let (network, ties) = network(&document);
    let content = MatrixContent::new(&network, &ties, MatrixOrder::Camp, None);
    let order = names(&network, &content);
    let foes = |text: &str| text.contains('c') && text.contains('d');
    assert!(foes(&order.replace("alone", "")[6..]), "{order}");
    assert!(content.group_starts.is_empty());
}

#[test]
fn kinds_of_actors_are_groups() {
    let mut document = camps();
    for (id, kind) in [("a", ActorKind::Group), ("b", ActorKind::Organization)] {
        document.actors.put(Actor {
            kind: Some(kind),
            ..Actor::new(id)
        });
    }
    let (network, ties) = network(&document);
    let content = MatrixContent::new(&network, &ties, MatrixOrder::Kind, None);
    let kinds: Vec<_> = content
        .actors
        .iter()
        .map(|node| network.graph[*node].kind)
        .collect();
    let (group, organization) = (Some(ActorKind::Group), Some(ActorKind::Organization));
    assert_eq!(kinds, [group, organization, None, None, None, None]);
    assert_eq!(content.group_starts.len(), 2);
}

#[test]
fn a_cell_holds_the_ties_from_its_row_to_its_column() {
    let document = document(
        &["a", "b", "c"],
        &[
            ("a", "b", Support),
            ("a", "b", Cooperation),
            ("c", "b", Support),
            ("c", "c", Other),
        ],
    );
    let (network, ties) = network(&document);
    let content = MatrixContent::new(&network, &ties, MatrixOrder::Name, None);
    let kinds = |cell: &MatrixCell| {
        let kinds = cell.ties.iter().map(|tie| ties.get(*tie).unwrap().kind);
        (cell.row, cell.column, kinds.collect::<Vec<_>>())
    };
    let cells: Vec<_> = content.cells.iter().map(kinds).collect();
    assert_eq!(
        cells,
        [
            (0, 1, vec![Support, Cooperation]),
            // Support has a direction, cooperation has none.
            (1, 0, vec![Cooperation]),
            (2, 1, vec![Support]),
            (2, 2, vec![Other]),
        ]
    );
}

/// A matrix in a picture of this size.
fn drawn(document: &Document, size: Vec2, camera: MatrixCamera) -> (Scene, MatrixGeometry) {
    let (network, ties) = network(document);
    let content = MatrixContent::new(&network, &ties, MatrixOrder::Name, None);
    let input = MatrixInput {
        network: &network,
        ties: &ties,
        content: &content,
        size,
        region: Rect::from_min_size(Pos2::ZERO, size),
        camera,
        pointed: None,
        theme: &Theme::light(),
        emphasis: &Emphasis::default(),
        encoding: &Encoding::default(),
    };
    (draw_matrix(&input), input.geometry())
}

#[test]
fn what_is_hit_is_what_is_drawn() {
    let document = camps();
    let (scene, geometry) = drawn(&document, vec2(600.0, 500.0), MatrixCamera::default());
    let at = |row, column| scene.hit(geometry.cell(row, column).center());
    // In the order of names: a, alone, b, c, d, e.
    let tie = |row, column| matches!(at(row, column), Some(Subject::Tie(_)));
    assert!(tie(0, 3) && tie(3, 0) && tie(2, 5));
    assert!(!tie(5, 2), "support points from b to e only");
    assert_eq!(at(1, 1), None);
    let name = geometry.row_symbol(1) - vec2(12.0, 0.0);
    assert_eq!(scene.hit(name), Some(Subject::Actor(NodeIndex::new(5))));
    assert_eq!(geometry.cell_at(geometry.cell(2, 4).center()), Some([2, 4]));
}

#[test]
fn names_of_columns_are_turned_only_if_they_are_wider_than_columns() {
    let turned = |names: &[&str]| {
        let size = vec2(600.0, 500.0);
        let (scene, _) = drawn(&document(names, &[]), size, MatrixCamera::default());
        let is_turned = |shape: &MarkShape| match shape {
            MarkShape::Text(line) => line.direction == TextDirection::Upward,
            _ => false,
        };
        scene
            .marks
            .iter()
            .filter(|mark| is_turned(&mark.shape))
            .count()
    };
    assert_eq!(turned(&["UK", "US"]), 0);
    assert_eq!(turned(&["United Kingdom", "US"]), 2);
}

#[test]
fn a_matrix_that_does_not_fit_scrolls_and_its_names_stay() {
    let names: Vec<String> = (0..90).map(|number| format!("actor {number:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let camera = MatrixCamera {
        zoom: 1.0,
        corner: vec2(1e6, 20.0),
    };
    let (scene, geometry) = drawn(&document(&names, &[]), vec2(500.0, 400.0), camera);
    assert!(geometry.is_scrolled() && geometry.pitch >= geometry::MIN_PITCH);
    assert_eq!(geometry.rows().start, 20);
    assert_eq!(geometry.columns().end, 90);
    assert!(scene.names.len() > 40, "{}", scene.names.len());
    let area = Rect::from_min_size(Pos2::ZERO, scene.size).expand(geometry.pitch);
    assert!(
        scene
            .names
            .iter()
            .all(|(_, rect)| area.contains_rect(*rect))
    );
}

#[test]
fn of_many_actors_those_with_the_most_connections_are_shown() {
    let names: Vec<String> = (0..400).map(|number| format!("a{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let document = document(&names, &[("a399", "a398", Cooperation)]);
    let (network, ties) = network(&document);
    let content = MatrixContent::new(&network, &ties, MatrixOrder::Connections, None);
    assert_eq!(content.actors.len(), 300);
    assert_eq!(content.actors[0].index(), 398);
    assert_eq!(
        content.note().unwrap(),
        "300 of 400 actors, those with the most connections"
    );
}

fn any_document() -> impl Strategy<Value = Document> {
    let kind = prop::sample::select(&RelationKind::ALL[..]);
    let relations = prop::collection::vec((0..12_usize, 0..12_usize, kind, any::<bool>()), 0..40);
    (0..13_usize, relations).prop_map(|(count, relations)| {
        let id = |number: usize| format!("{}{number}", "x".repeat(number * 3));
        let relation = |(number, (a, b, kind, directed)): (usize, (_, _, _, _))| Relation {
            kind: Some(kind),
            directed: Some(directed),
            ..Relation::new(format!("r{number}"), id(a), id(b))
        };
        let relations = relations
            .into_iter()
            .filter(|(a, b, ..)| *a < count && *b < count);
        Document {
            actors: (0..count).map(|number| Actor::new(id(number))).collect(),
            relations: relations.enumerate().map(relation).collect(),
            ..Document::default()
        }
    })
}

#[test]
fn a_region_of_the_least_size_has_all_columns_whatever_the_names() {
    for count in [2, 21, 22, 24, 40, 100] {
        for letters in [1, 10, 27, 40, 66, 200] {
            let actors = (0..count).map(|number| Actor::new(format!("{number:0letters$}")));
            let document = Document {
                actors: actors.collect(),
                ..Document::default()
            };
            let (network, ties) = network(&document);
            let content = MatrixContent::new(&network, &ties, MatrixOrder::Name, None);
            let (theme, emphasis) = (Theme::light(), Emphasis::default());
            let encoding = Encoding::default();
            let input = |region: Rect| MatrixInput {
                network: &network,
                ties: &ties,
                content: &content,
                size: region.size(),
                region,
                camera: MatrixCamera::default(),
                pointed: None,
                theme: &theme,
                emphasis: &emphasis,
                encoding: &encoding,
            };
            let narrow = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 200.0));
            let needed = input(narrow).min_region();
            for more in [0.0, 1.0, 300.0] {
                let size = narrow.size().max(needed) + Vec2::splat(more);
                let geometry = input(Rect::from_min_size(Pos2::ZERO, size)).geometry();
                assert!(!geometry.is_scrolled(), "{count} of {letters}: {needed:?}");
                assert_eq!(geometry.columns(), 0..count, "{count} of {letters}");
            }
        }
    }
}

proptest! {
    #[test]
    fn every_tie_is_in_the_cells_of_its_directions(document in any_document()) {
        let (network, ties) = network(&document);
        for order in MatrixOrder::ALL {
            let content = MatrixContent::new(&network, &ties, order, None);
            prop_assert_eq!(content.actors.len(), network.graph.node_count());
            for (index, tie) in ties.iter() {
                let cells = content.cells.iter().filter(|cell| cell.ties.contains(&index));
                let places: Vec<_> = cells.map(|cell| [cell.row, cell.column]).collect();
                let [a, b] = tie.ends.map(|end| content.row_of(end).unwrap());
                let relations = ties.relations(index);
                let mut expected = Vec::new();
                for (from, to, points_here) in [(a, b, tie.points_at[1]), (b, a, tie.points_at[0])] {
                    let is_open = relations.iter().any(|edge| !network.graph[*edge].is_directed());
                    if (points_here || is_open || a == b) && !expected.contains(&[from, to]) {
                        expected.push([from, to]);
                    }
                }
                expected.sort_unstable();
                prop_assert_eq!(places, expected);
            }
        }
    }

    #[test]
    fn any_size_and_camera_gives_the_same_finite_picture_twice(
        document in any_document(),
        (width, height) in (0.0_f32..900.0, 0.0_f32..900.0),
        (zoom, x, y) in (-1.0_f32..1e4, -1e5_f32..1e5, -1e5_f32..1e5),
    ) {
        let camera = MatrixCamera { zoom, corner: vec2(x, y) };
        let (scene, geometry) = drawn(&document, vec2(width, height), camera);
        prop_assert_eq!(&scene, &drawn(&document, vec2(width, height), camera).0);
        prop_assert!(geometry.pitch.is_finite() && geometry.corner.is_finite());
        let _ = scene.hit(pos2(width / 2.0, height / 2.0));
        let all = TieIndex::new(usize::MAX >> 40);
        prop_assert!(scene.cells.iter().all(|(tie, rect)| *tie < all && rect.is_finite()));
    }
}
