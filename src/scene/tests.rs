//! Properties of every picture, for any network.

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use proptest::prelude::*;

use super::pair_curves::rim_gap;
use super::{
    Arrangement, Emphasis, Encoding, Figure, FigureFrame, FigureParts, LabelSpace, Mark, MarkShape,
    Scene, SceneInput, Subject, Theme, Viewport, draw, draw_emphasis, figure, whole_view,
};
use crate::citation::CitationStyle;
use crate::graph::{Filter, LineStyle, Network, NodeIndex, TieIndex, Ties};
use crate::model::{Actor, ActorKind, Claim, Document, Relation, RelationKind, Stance};

/// A document with positions for its actors.
#[derive(Debug)]
struct Placed {
    document: Document,
    positions: Vec<Pos2>,
}

impl Placed {
    fn network(&self) -> Network {
        Network::seen(&self.document, &Filter::default())
    }

    fn ties(&self) -> Ties {
        Ties::new(&self.document, &self.network(), LineStyle::default())
    }

    fn seen(&self, zoom: f32, pan: Vec2, emphasis: &Emphasis) -> Scene {
        self.seen_in(LabelSpace::default(), zoom, pan, emphasis)
    }

    fn seen_in(&self, names: LabelSpace, zoom: f32, pan: Vec2, emphasis: &Emphasis) -> Scene {
        self.with_input(names, (zoom, pan), emphasis, draw)
    }

    fn with_input<T>(
        &self,
        names: LabelSpace,
        (zoom, pan): (f32, Vec2),
        emphasis: &Emphasis,
        draw: impl Fn(&SceneInput) -> T,
    ) -> T {
        draw(&SceneInput {
            network: &self.network(),
            ties: &self.ties(),
            positions: &self.positions,
            view: Viewport {
                zoom,
                pan,
                size: vec2(1200.0, 800.0),
            },
            theme: &Theme::light(),
            emphasis,
            encoding: &Encoding::default(),
            shows_pins: false,
            names,
        })
    }
}

prop_compose! {
    fn an_actor()(
        kind in 0..4_usize,
        name in "[A-Za-zÄé ]{0,40}|\\PC{0,12}|Taliban|United States",
        is_placeholder in proptest::bool::weighted(0.1),
    ) -> Actor {
        Actor {
            kind: Some(ActorKind::ALL[kind]),
            name: Some(name),
            is_placeholder,
            ..Actor::new("")
        }
    }
}

prop_compose! {
    fn a_relation()(
        ends in (0..1000_usize, 0..1000_usize),
        kind in 0..4_usize,
        directed in proptest::option::of(proptest::bool::ANY),
        weight in proptest::option::of(prop_oneof![0.0..9.0_f64, Just(f64::NAN), Just(-1.0), Just(1e300)]),
        claims in proptest::collection::vec((0..4_usize, proptest::bool::ANY), 0..3),
    ) -> ((usize, usize), Relation) {
        let claim = |(stance, is_cited): (usize, bool)| Claim {
            stance: Stance::ALL[stance],
            reference: is_cited.then(|| "r".into()),
            ..Claim::default()
        };
        let relation = Relation {
            kind: Some(RelationKind::ALL[kind]),
            directed,
            weight,
            claims: claims.into_iter().map(claim).collect(),
            ..Relation::new("", "", "")
        };
        (ends, relation)
    }
}

fn assembled(
    actors: Vec<Actor>,
    relations: Vec<((usize, usize), Relation)>,
    positions: Vec<Pos2>,
) -> Placed {
    let count = actors.len();
    let actors = actors.into_iter().enumerate().map(|(number, actor)| Actor {
        id: format!("a{number}").into(),
        ..actor
    });
    let relations = relations
        .into_iter()
        .enumerate()
        .map(|(number, ((a, b), relation))| Relation {
            id: format!("e{number}").into(),
            source: format!("a{}", a % count).into(),
            target: format!("a{}", b % count).into(),
            ..relation
        });
    Placed {
        document: Document {
            actors: actors.collect(),
            relations: relations.collect(),
            ..Document::default()
        },
        positions,
    }
}

prop_compose! {
    fn a_network()(actors in proptest::collection::vec(an_actor(), 1..40))(
        positions in proptest::collection::vec((-600.0..600.0_f32, -400.0..400.0_f32), actors.len()),
        relations in proptest::collection::vec(a_relation(), 0..60),
        actors in Just(actors),
    ) -> Placed {
        let positions = positions.into_iter().map(|(x, y)| pos2(x, y)).collect();
        assembled(actors, relations, positions)
    }
}

/// Zooms from far out to close up, uniform in their logarithm.
fn a_zoom() -> impl Strategy<Value = f32> {
    (-4.3_f32..4.3).prop_map(f32::exp2)
}

fn check_names(scene: &Scene) {
    for (number, (node, rect)) in scene.names.iter().enumerate() {
        for (other, there) in &scene.names[..number] {
            assert!(!rect.intersects(*there), "names of {node:?} and {other:?}");
        }
        // The name of a large body may be on the body itself.
        for (other, body) in scene.bodies.iter().filter(|(other, _)| other != node) {
            assert!(!body.touches(*rect, 0.0), "name of {node:?} on {other:?}");
        }
    }
    for mark in &scene.marks {
        let (MarkShape::Text(text), Some(Subject::Actor(node))) = (&mark.shape, mark.subject)
        else {
            continue;
        };
        let name = scene
            .names
            .iter()
            .find(|(named, _)| *named == node)
            .unwrap();
        assert!(
            name.1.expand(0.01).contains_rect(text.rect()),
            "{text:?} in {name:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn names_never_overlap_each_other_or_a_body(placed in a_network(), zoom in a_zoom()) {
        let middle = vec2(600.0, 400.0);
        check_names(&placed.seen(zoom, middle, &Emphasis::default()));
        let emphasis = Emphasis {
            hovered: Some(Subject::Actor(NodeIndex::new(0))),
            selected: [Subject::Actor(NodeIndex::new(1))].into(),
            ..Emphasis::default()
        };
        check_names(&placed.seen(zoom, middle, &emphasis));
    }

    #[test]
    fn names_are_within_their_space(placed in a_network(), zoom in 0.2..3.0_f32) {
        let space = LabelSpace {
            within: Some(Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 800.0))),
            clear_of: Some(Rect::from_min_max(pos2(500.0, 300.0), pos2(700.0, 500.0))),
        };
        let emphasis = Emphasis {
            hovered: Some(Subject::Actor(NodeIndex::new(0))),
            ..Emphasis::default()
        };
        let scene = placed.seen_in(space, zoom, vec2(600.0, 400.0), &emphasis);
        check_names(&scene);
        for (_, name) in &scene.names {
            assert!(space.within.unwrap().contains_rect(*name), "{name:?}");
            assert!(!space.clear_of.unwrap().intersects(*name), "{name:?}");
        }
    }

    #[test]
    fn curves_start_and_end_at_rims(placed in a_network(), zoom in 0.2..3.0_f32) {
        let ties = placed.ties();
        let scene = placed.seen(zoom, vec2(600.0, 400.0), &Emphasis::default());
        let body = |node| scene.bodies.iter().find(|(there, _)| *there == node).map(|(_, body)| body);
        for (tie, curve) in &scene.curves {
            let [a, b] = ties.get(*tie).unwrap().ends;
            // A curve that leaves the picture is cut there.
            let (Some(from), Some(to)) = (body(a), body(b)) else { continue };
            for (body, share) in [(from, 0.0), (to, 1.0)] {
                let gap = body.distance(curve.point(share));
                prop_assert!((gap - rim_gap([from, to])).abs() < 0.3, "{tie:?} ends {gap} from the rim of {body:?}");
            }
        }
    }

    #[test]
    fn what_is_drawn_can_be_hit(placed in a_network(), zoom in 0.2..3.0_f32) {
        let scene = placed.seen(zoom, vec2(600.0, 400.0), &Emphasis::default());
        for (node, body) in &scene.bodies {
            match scene.hit(body.center) {
                Some(Subject::Actor(hit)) if hit == *node => {}
                Some(Subject::Actor(hit)) => {
                    let other = scene.bodies.iter().find(|(there, _)| *there == hit).unwrap();
                    prop_assert!(other.1.distance(body.center) <= 0.0, "{hit:?} lies on {node:?}");
                }
                other => prop_assert!(false, "{other:?} instead of {node:?}"),
            }
        }
        for (tie, curve) in &scene.curves {
            match scene.hit(curve.point(0.4)) {
                None => prop_assert!(false, "{tie:?} is not found"),
                Some(Subject::Tie(hit)) if hit != *tie => {
                    let other = scene.curves.iter().find(|(there, _)| *there == hit).unwrap();
                    prop_assert!(other.1.distance_within(curve.point(0.4), 1.0).is_some());
                }
                Some(_) => {}
            }
        }
    }

    #[test]
    fn the_emphasized_part_is_the_same_as_in_the_whole_picture(
        placed in a_network(),
        zoom in a_zoom(),
        (hovered, selected) in (proptest::option::of(0..40_usize), 0..40_usize),
    ) {
        let emphasis = Emphasis {
            hovered: hovered.map(|at| Subject::Actor(NodeIndex::new(at))),
            selected: [Subject::Actor(NodeIndex::new(selected))].into(),
            ..Emphasis::default()
        };
        let (whole, part) = placed.with_input(
            LabelSpace::default(),
            (zoom, vec2(600.0, 400.0)),
            &emphasis,
            |picture| {
                let calm = Emphasis::default();
                let arrangement = Arrangement::new(&SceneInput { emphasis: &calm, ..*picture });
                (draw(picture), draw_emphasis(picture, &arrangement))
            },
        );
        let Some((part, rest)) = part else {
            prop_assert!(whole.marks.iter().all(|mark| mark.opacity >= 1.0));
            return Ok(());
        };
        let is_drawn = |mark: &&Mark| {
            mark.opacity >= 1.0 || emphasis.selected.iter().any(|it| mark.subject == Some(*it))
        };
        // Leader lines have no subject: they follow their names.
        let has_subject = |mark: &&Mark| mark.subject.is_some();
        let marks: Vec<&Mark> = whole.marks.iter().filter(is_drawn).filter(has_subject).collect();
        prop_assert_eq!(marks, part.marks.iter().filter(has_subject).collect::<Vec<_>>());
        prop_assert!(rest < 1.0);
    }

    #[test]
    fn a_whole_picture_is_the_same_wherever_the_camera_is(placed in a_network(), zoom in a_zoom()) {
        let view = whole_view(&placed.positions, zoom).unwrap();
        let all = placed.with_input(
            LabelSpace::default(),
            (zoom, view.pan),
            &Emphasis::default(),
            |picture| draw(&SceneInput { view, ..*picture }),
        );
        prop_assert_eq!(all.bodies.len(), placed.positions.len());
        // In the middle of the screen everything is visible when zoomed out.
        let pan = vec2(600.0, 400.0);
        let fresh = placed.seen(zoom, pan, &Emphasis::default());
        for (node, body) in &fresh.bodies {
            let (_, kept) = all.bodies.iter().find(|(there, _)| there == node).unwrap();
            prop_assert!((kept.center - view.pan + pan).distance(body.center) < 0.05);
        }
    }

    #[test]
    fn the_same_input_gives_the_same_picture(placed in a_network(), zoom in a_zoom()) {
        let pan = vec2(600.0, 400.0);
        let first = placed.seen(zoom, pan, &Emphasis::default());
        prop_assert_eq!(first, placed.seen(zoom, pan, &Emphasis::default()));
    }

    #[test]
    fn no_input_makes_drawing_panic(
        mut placed in a_network(),
        wild in proptest::collection::vec(proptest::num::f32::ANY, 8),
        zoom in proptest::num::f32::ANY,
    ) {
        for (position, wild) in placed.positions.iter_mut().zip(wild.chunks(2)) {
            *position = pos2(wild[0], wild[1]);
        }
        placed.positions.truncate(30);
        let emphasis = Emphasis {
            hovered: Some(Subject::Tie(TieIndex::new(999))),
            selected: [Subject::Actor(NodeIndex::new(999))].into(),
            ..Emphasis::default()
        };
        let _ = placed.seen(zoom, vec2(wild[0], wild[1]), &emphasis);
        for size in [vec2(0.0, 0.0), vec2(1.0, 900.0), vec2(900.0, 30.0), vec2(1e9, f32::NAN)] {
            let scene = figure(&Figure {
                frame: FigureFrame::Whole,
                emphasis: &Emphasis::default(),
                document: &placed.document,
                network: &placed.network(),
                blocs: None,
                positions: &placed.positions,
                size,
                theme: &Theme::dark(),
                encoding: &Encoding::default(),
                matrix: None,
                parts: FigureParts::default(),
                citation_style: CitationStyle::default(),
                font_size: None,
                may_stretch: false,
                has_exact_size: false,
                transparent: true,
                language: crate::language::Language::English,
            });
            let _ = scene.hit(pos2(f32::NAN, 1.0));
        }
    }
}

prop_compose! {
    /// Two camps of actors beside each other, of whom most have a relation.
    fn a_dense_network()(count in 16..30_usize)(
        positions in proptest::collection::vec((0.0..420.0_f32, 0.0..520.0_f32), count),
        pairs in proptest::collection::vec(proptest::bool::weighted(0.85), count * count),
        count in Just(count),
    ) -> Placed {
        let camp = |actor: usize| actor % 2;
        let actors = (0..count).map(|number| Actor {
            name: Some(format!("Actor {number}")),
            ..Actor::new("")
        });
        let all = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        let relations = all.filter(|(a, b)| pairs[a * count + b]).map(|(a, b)| {
            let kind = if camp(a) == camp(b) {
                RelationKind::Cooperation
            } else {
                RelationKind::Hostility
            };
            ((a, b), Relation { kind: Some(kind), ..Relation::new("", "", "") })
        });
        // Neighbours in a grid do not touch, and no two actors are at one position.
        let position = |(number, (x, y)): (usize, &(f32, f32))| {
            let row = (number / 2) as f32;
            let position = vec2(0.3 * x + 90.0 * (row % 3.0), 0.1 * y + 75.0 * (row / 3.0).floor());
            position.to_pos2() + vec2(if number % 2 == 0 { 0.0 } else { 700.0 }, 0.0)
        };
        let positions = positions.iter().enumerate().map(position).collect();
        assembled(actors.collect(), relations.collect(), positions)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn lines_of_a_dense_network_do_not_leave_the_space_for_it(placed in a_dense_network()) {
        let scene = figure(&Figure {
            frame: FigureFrame::Whole,
            emphasis: &Emphasis::default(),
            document: &placed.document,
            network: &placed.network(),
            blocs: None,
            positions: &placed.positions,
            size: vec2(1200.0, 900.0),
            theme: &Theme::light(),
            encoding: &Encoding::default(),
            matrix: None,
            parts: FigureParts::default(),
            citation_style: CitationStyle::default(),
            font_size: None,
            may_stretch: false,
            has_exact_size: false,
            transparent: false,
            language: crate::language::Language::English,
        });
        prop_assert_eq!(scene.curves.len(), placed.ties().len());
        for (tie, curve) in &scene.curves {
            let bounds = curve.bounds();
            prop_assert!(
                scene.region.expand(0.5).contains_rect(bounds),
                "{tie:?} reaches {bounds:?}, outside of {:?}", scene.region
            );
        }
    }
}

#[test]
fn panning_moves_all_names_alike() {
    let actors: Vec<_> = (0..60).map(|i| format!("Actor number {i}")).collect();
    let positions = (0..60).map(|i: u16| {
        let (x, y) = (f32::from(i * 37 % 101), f32::from(i * 61 % 89));
        pos2(6.0 * x - 300.0, 5.0 * y - 200.0)
    });
    let relation = |i: usize| ((i, i * 7 + 1), Relation::new("", "", ""));
    let named = |name: &String| Actor {
        name: Some(name.clone()),
        ..Actor::new("")
    };
    let placed = assembled(
        actors.iter().map(named).collect(),
        (0..60).map(relation).collect(),
        positions.collect(),
    );
    let still = placed.seen(1.0, vec2(600.0, 400.0), &Emphasis::default());
    assert!(still.names.len() > 30, "{} names", still.names.len());
    let odd = (1..12_u16).map(|at| vec2(0.37, -0.91) * f32::from(at));
    for by in [vec2(0.5, 0.0), vec2(-3.25, 7.5), vec2(0.1, 0.1)]
        .into_iter()
        .chain(odd)
    {
        let moved = placed.seen(1.0, vec2(600.0, 400.0) + by, &Emphasis::default());
        assert_eq!(still.names.len(), moved.names.len());
        for ((node, rect), (there, moved)) in still.names.iter().zip(&moved.names) {
            assert_eq!(node, there);
            let is_alike = (rect.min + by).distance(moved.min) < 0.01;
            assert!(is_alike, "{node:?} by {by:?}: {rect:?} became {moved:?}");
        }
    }
}

#[test]
fn hovering_does_not_move_names() {
    let positions: Vec<_> = (0..100_u16)
        .map(|i| pos2(f32::from(i) * 8.0, 0.0))
        .collect();
    let actors = (0..100).map(|i| Actor {
        name: Some(format!("Some long name {i}")),
        ..Actor::new("")
    });
    let placed = assembled(actors.collect(), vec![], positions);
    let before = placed.seen(1.0, vec2(200.0, 300.0), &Emphasis::default());
    let left_out = (0..100).map(NodeIndex::new);
    let left_out = left_out.filter(|node| !before.names.iter().any(|(named, _)| named == node));
    let hovered = left_out.max().unwrap();
    let emphasis = Emphasis {
        hovered: Some(Subject::Actor(hovered)),
        ..Emphasis::default()
    };
    let after = placed.seen(1.0, vec2(200.0, 300.0), &emphasis);
    assert!(after.names.iter().any(|(named, _)| *named == hovered));
    for (node, rect) in &after.names {
        let was = before.names.iter().find(|(named, _)| named == node);
        assert!(was.is_none_or(|(_, was)| was == rect));
    }
}

#[test]
fn an_empty_document_gives_an_empty_picture() {
    let placed = Placed {
        document: Document::default(),
        positions: vec![],
    };
    let scene = placed.seen(1.0, Vec2::ZERO, &Emphasis::default());
    assert!(scene.marks.is_empty());
    assert_eq!(scene.hit(pos2(1.0, 1.0)), None);
}

#[test]
fn a_leader_line_is_over_its_halo() {
    let actor = |number: usize| Actor::new(format!("An actor with a long name {number}"));
    let position = |at: u16| pos2(400.0, 300.0) + 44.0 * vec2((at % 5).into(), (at / 5).into());
    let crowd = Placed {
        document: Document {
            actors: (0..25).map(actor).collect(),
            ..Document::default()
        },
        positions: (0..25).map(position).collect(),
    };
    let scene = crowd.seen(1.0, Vec2::ZERO, &Emphasis::default());
    let stroke = |mark: &Mark| match &mark.shape {
        MarkShape::Path { stroke, .. } if mark.subject.is_none() => {
            stroke.as_ref().map(|stroke| stroke.color)
        }
        _ => None,
    };
    let colors: Vec<_> = scene.marks.iter().filter_map(stroke).collect();
    assert!(colors.len() >= 2, "{} lines", colors.len());
    let (halo, line) = (Theme::light().background, Theme::light().muted);
    assert!(colors.chunks(2).all(|pair| pair == [halo, line]));
}

#[test]
fn an_actor_has_the_colour_that_was_chosen_unless_colours_show_groups() {
    let red = crate::model::HexColor::parse("#c01020");
    let actor = Actor {
        color: red,
        ..Actor::new("a")
    };
    let (theme, node) = (super::Theme::light(), NodeIndex::new(0));
    let chosen = Encoding::default().fill(node, &actor, &theme);
    assert_eq!(chosen, super::Color::rgb(0xc0_10_20));
    let plain = Encoding::default().fill(node, &Actor::new("a"), &theme);
    assert_ne!(plain, chosen);
    let grouped = Encoding {
        groups: Some(super::ActorValues {
            name: "camp".into(),
            of: [Some(0)].into(),
        }),
        ..Encoding::default()
    };
    assert_eq!(grouped.fill(node, &actor, &theme), theme.group(0));
}

#[test]
fn the_colour_of_a_group_is_paler_the_less_sure_it_is() {
    for theme in [super::Theme::light(), super::Theme::dark()] {
        let contrast = |share: Option<f32>| {
            let encoding = Encoding {
                groups: Some(super::ActorValues {
                    name: "camp".into(),
                    of: [Some(0)].into(),
                }),
                certainty: Some(super::ActorValues {
                    name: "certainty".into(),
                    of: [share].into(),
                }),
                ..Encoding::default()
            };
            let color = encoding.fill(NodeIndex::new(0), &Actor::new("a"), &theme);
            color.contrast(theme.background)
        };
        let sure = theme.group(0).contrast(theme.background);
        assert!((contrast(Some(1.0)) - sure).abs() < 0.01);
        assert!((contrast(None) - sure).abs() < 0.01);
        let (fairly, hardly) = (contrast(Some(0.9)), contrast(Some(0.5)));
        assert!(
            sure > fairly && fairly > hardly && hardly > 1.1,
            "{sure}, {fairly}, {hardly}"
        );
        assert!((contrast(Some(0.1)) - hardly).abs() < 0.01);
    }
}
